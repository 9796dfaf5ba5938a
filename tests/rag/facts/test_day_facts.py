"""Facts about days, in journals where the fact is known: the first, the last, how many, which."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.answer.ask import ask
from rag.evidence.extract import best_candidate, statement
from rag.evidence.note_sentences import NoteSentences
from rag.facts.day_facts import day_fact, event_sides
from rag.facts.deeds import read_deed
from rag.facts.fact import Fact
from rag.facts.lengths import counted, distance, length, runs
from rag.facts.when import by_days, other_day, when
from rag.question.read import read_question
from tests.rag.conftest import MakeJournal
from tests.rag.journals import TODAY, Journal, march_2020
from tests.rag.made import candidate, judged

NOTES = {
    "2024-01-03.md": "Watered the plants.\n",
    "2024-01-10.md": "Docker: built an image. Why is it so big?\n\n## Bread\n\nBaked a loaf.\n",
    "2024-02-14.md": "# Climbing\n\n- [x] the blue route\n- [ ] stretch\n",
    "2024-02-20.md": "| what | grade |\n| --- | --- |\n| climbing | 6a |\n",
    "2024-02-28.md": "Docker again. Multi-stage builds make it small.\n",
    "2024-03-01.md": "```\ndocker build .\n```\n",
    "more/2024-03-01.md": "Docker in the office too. Watered the plants.\n",
    "ideas.md": "Climbing shoes as a present.\n",
    "week/2024-W12.md": "Docker all week long.\n",
}


@pytest.fixture(scope="module")
def journal(make_journal: MakeJournal) -> Journal:
    return make_journal(NOTES)


def fact(journal: Journal, text: str, from_: str | None = None, to: str | None = None) -> Fact | None:
    return day_fact(journal.question(text, from_, to), journal.retriever, NoteSentences(journal.read))


_ONE = "the only day with a sentence that says you did"
_MORE = "; 3 more days only mention it (2024-02-28, 2024-03-01, 2024-03-18)."
KNOWN = {
    "first": ("when did I first use Docker", f"First on Wednesday 10 January 2024, {_ONE} (“docker”){_MORE}"),
    "first, German": ("Wann habe ich zum ersten Mal Docker benutzt?", "First on Wednesday 10 January 2024"),
    "first, French": ("Quand ai-je utilisé Docker pour la première fois ?", "First on Wednesday 10 January 2024"),
    "first, Chinese": ("我第一次用Docker是什么时候？", "First mentioned on Wednesday 10 January 2024"),
    "first of one": ("when did I first bake", f"First on Wednesday 10 January 2024, {_ONE} (“bake”)."),
    "last": ("when did I last use Docker?", f"Last on Wednesday 10 January 2024, {_ONE} (“docker”){_MORE}"),
    "last in words": ("the last time I watered the plants", "Last on Friday 1 March 2024, the last of 2 days"),
    "how many": (
        "how many days did I use docker",
        f"On 1 day with a sentence that says you did (“docker”): 2024-01-10{_MORE}",
    ),
    "how often, one": ("how often did I bake", "On 1 day with a sentence that says you did (“bake”): 2024-01-10."),
    "which": (
        "which days did I water plants",
        "On 2 days with a sentence that says you did (“water plants”): 2024-01-03, 2024-03-01.",
    ),
    "by a heading": ("when did I first go climbing", f"First on Wednesday 14 February 2024, {_ONE} (“climbing”)"),
    "in a month": (
        "how many days did I use docker in February 2024",
        "Mentioned on 1 day that mentions “docker”, and none says that you did it: 2024-02-28.",
    ),
    "first since": ("when did I first use docker since March 2024", "First mentioned on Friday 1 March 2024"),
}


@pytest.mark.parametrize(("text", "told"), KNOWN.values(), ids=KNOWN)
def test_the_fact_is_told(journal: Journal, text: str, told: str) -> None:
    found = fact(journal, text)
    assert found and found.text.startswith(told)


def test_a_day_that_lacks_one_of_the_words_is_not_said_to_mention_them(journal: Journal) -> None:
    assert fact(journal, "when did I first paint the small stage builds") is None


def test_undated_notes_are_told_beside_the_days(journal: Journal) -> None:
    found = fact(journal, "how many days did I go climbing")
    assert found and found.text.endswith(
        "2024-02-14; 1 more day only mentions it (2024-02-20); 1 undated note mentions it too."
    )
    assert found.days == (date(2024, 2, 14),)


@pytest.mark.parametrize(
    "text",
    ["what did I do with docker", "when did I bake", "when did I first use Kubernetes", "how many days of Kubernetes"],
    ids=["not asked of days", "when alone", "nowhere", "nowhere to count"],
)
def test_where_there_is_no_fact_none_is_told(journal: Journal, text: str) -> None:
    assert fact(journal, text) is None


def test_most_of_the_words_must_be_there(journal: Journal) -> None:
    found = fact(journal, "when did I first write of docker images being big")
    assert found is None or found.days[0] == date(2024, 1, 10)
    assert fact(journal, "when did I first water the kubernetes cluster at the volcano") is None


def test_given_days_bound_what_counts(journal: Journal) -> None:
    found = fact(journal, "how many days did I use docker", "2024-02-01", "2024-03-10")
    assert found and found.days == (date(2024, 2, 28), date(2024, 3, 1))
    assert fact(journal, "how many days did I use docker", "2024-05-01", None) is None


def test_operators_bound_what_counts(journal: Journal) -> None:
    found = fact(journal, "how many days did I water the plants -watered")
    assert found is None
    found = fact(journal, "how many days did I water the plants -office")
    assert found and found.days == (date(2024, 1, 3),)


SHOWN = {
    "a sentence": ("when did I first use Docker", "Docker: built an image.", "2024-01-10.md", 1),
    "the line below its heading": ("when did I first bake", "Baked a loaf.", "2024-01-10.md", 5),
    "an item below its heading": ("when did I first go climbing", "the blue route", "2024-02-14.md", 3),
    "an item, the last": ("when did I last go climbing", "the blue route", "2024-02-14.md", 3),
}


@pytest.mark.parametrize(("text", "shown", "path", "line"), SHOWN.values(), ids=SHOWN)
def test_what_shows_the_day_stands_in_its_note(journal: Journal, text: str, shown: str, path: str, line: int) -> None:
    found = fact(journal, text)
    assert found
    [statement] = found.statements
    [citation] = statement.citations
    assert statement.text == shown and (citation.path, citation.line_start) == (path, line)
    note = journal.read(path)
    assert note and citation.quote in note.lines[line - 1]


def test_every_counted_day_is_shown_oldest_first(journal: Journal) -> None:
    found = fact(journal, "which days did I water the plants")
    assert found and tuple(s.citations[0].date for s in found.statements) == found.days


def test_code_can_show_a_day(make_journal: MakeJournal) -> None:
    journal = make_journal({"2024-03-01.md": "```\ndocker build .\n```\n", "2024-03-02.md": "Slept.\n"})
    found = fact(journal, "when did I first use docker")
    assert found and [s.text for s in found.statements] == ["docker build ."]


def test_a_note_changed_since_shows_nothing(make_journal: MakeJournal) -> None:
    journal = make_journal({"2024-03-01.md": "Juggled three torches.\n", "2024-03-02.md": "Juggled two torches.\n"})
    journal.write({"2024-03-01.md": "Slept.\n"})
    found = fact(journal, "which days did I juggle torches")
    assert found and [s.text for s in found.statements] == ["Juggled two torches."]


def test_many_days_are_listed_up_to_a_month(make_journal: MakeJournal) -> None:
    days = [date.fromordinal(date(2023, 1, 1).toordinal() + n) for n in range(40)]
    journal = make_journal({f"{day}.md": f"Meditated for {n} minutes.\n" for n, day in enumerate(days)})
    found = fact(journal, "how many days did I meditate")
    assert found and len(found.days) == 40 and len(found.statements) == 8
    assert found.text.startswith(
        "On 40 days with a sentence that says you did (“meditate”) (the last 31): 2023-01-10, "
    )
    assert found.statements[-1].citations[0].date == days[-1]


def test_no_notes_no_fact(make_journal: MakeJournal) -> None:
    assert fact(make_journal({"empty.txt": ""}), "when did I first run") is None


WHEN = {
    "the day of writing": ("Baked a loaf.", "2024-05-08", "From your note of Wednesday 8 May 2024."),
    "the day before": ("I ran yesterday.", "2024-05-08", "Probably 7 May 2024 (“yesterday”, written on "),
    "the week before": ("Last week I ran.", "2024-05-08", "Probably the week before 8 May 2024 (“Last week”"),
    "today": ("Today I ran.", "2024-05-08", "From your note of Wednesday 8 May 2024."),
    "a weekday of the past": ("We ran on Friday.", "2024-05-08", "Probably 3 May 2024 (“on Friday”"),
    "a weekday ahead": ("The exam is on Friday.", "2024-05-08", "The note says “on Friday”; it was written on"),
    "a vague time": ("I ran a few weeks ago.", "2024-05-08", "The note says “a few weeks ago”; it was written on"),
    "a day named": ("We moved on 1 May 2024.", "2024-05-08", "On Wednesday 1 May 2024 (“on 1 May 2024”), written on"),
    "a season": ("In the summer of 2022 we moved.", "2024-05-08", "The note says “In the summer of 2022”; it was"),
    "Japanese": ("昨日走った。", "2024-05-08", "Probably 7 May 2024 (“昨日”"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "day", "told"), WHEN.values(), ids=WHEN)
def test_when_it_was(text: str, day: str, told: str) -> None:
    assert when(judged([candidate(text, day)], [1.0])).startswith(told)


def test_a_day_of_no_year_is_told_in_the_year_nearest_to_its_note() -> None:
    told = when(judged([candidate("First potatoes lifted on Fri 2 June, 900 g.", "2023-05-29")], [1.0]))
    assert told.startswith("Probably Friday 2 June 2023 (“on Fri 2 June”, written on Monday 29 May 2023)")


def test_the_weekday_of_writing_is_no_other_day() -> None:
    assert when(judged([candidate("Thu 10/4 Marcus asleep again.", "2018-10-04")], [1.0])).startswith("From your note")


def test_the_day_that_most_speaks_for_wins_over_one_likely_sentence() -> None:
    found = [
        candidate("Hours of freezing rain.", "2019-01-23"),
        candidate("Closed today.", "2019-01-30"),
        candidate("Minus eleven, windchill minus thirty.", "2019-01-30"),
        candidate("Threw boiling water off the porch.", "2019-01-30"),
    ]
    told = judged(found, [0.25, 0.22, 0.2, 0.15])
    assert best_candidate(by_days(told)).passage.date == date(2019, 1, 30)
    other = other_day(by_days(told), [statement([found[1]])])
    assert other is not None and other.citations[0].date == date(2019, 1, 23)


def test_when_it_was_in_an_undated_note_is_not_told() -> None:
    assert when(judged([candidate("I ran yesterday.", None)], [1.0])) == ""


def test_the_words_counted_by_are_those_of_the_matter() -> None:
    assert read_question("when did I first read about docker", TODAY).subject == ("docker",)


def test_runs_are_days_one_after_the_other() -> None:
    days = [date(2020, 2, n) for n in (27, 28, 29)] + [date(2020, 3, 1), date(2020, 3, 3)]
    assert runs(days) == [(days[0], days[3]), (days[4], days[4])]
    assert [length(run) for run in runs(days)] == [4, 1]
    assert runs([]) == []


@given(st.sets(st.dates(date(2000, 1, 1), date(2001, 1, 1))))
def test_runs_hold_each_day_once_and_lie_apart(days: set[date]) -> None:
    found = runs(sorted(days))
    assert {start + timedelta(n) for start, end in found for n in range((end - start).days + 1)} == days
    assert all((later[0] - earlier[1]).days > 1 for earlier, later in zip(found, found[1:], strict=False))


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2020-03-01", "2020-03-01", "0 days"),
        ("2020-03-01", "2020-03-02", "1 day"),
        ("2020-03-02", "2020-03-01", "1 day"),
        ("2020-03-01", "2020-03-14", "13 days"),
        ("2020-03-01", "2020-03-15", "14 days (2 weeks)"),
        ("2020-03-01", "2020-03-16", "15 days (2 weeks and 1 day)"),
        ("2020-01-01", "2020-03-01", "60 days (2 months)"),
        ("2019-12-31", "2020-02-29", "60 days (1 month)"),
        ("2020-02-29", "2021-02-28", "365 days (11 months)"),
        ("2020-02-29", "2021-03-01", "366 days (1 year)"),
        ("2010-01-15", "2020-03-14", "3,711 days (10 years and 1 month)"),
    ],
)
def test_distance_in_days_and_in_larger_units(start: str, end: str, expected: str) -> None:
    assert distance(date.fromisoformat(start), date.fromisoformat(end)) == expected


def test_one_has_no_s() -> None:
    assert [counted(n, "day") for n in (0, 1, 2, 1234)] == ["0 days", "1 day", "2 days", "1,234 days"]


def test_a_question_in_the_base_form_finds_the_past(make_journal: MakeJournal) -> None:
    notes = march_2020(
        d02="Ran five kilometres by the river.", d05="Bought the red bicycle.", d09="I run every day now."
    )
    sources = make_journal(notes).sources
    answer = ask(read_question("when did I first run", TODAY), sources, 10)
    assert answer.lead.startswith("First on Monday 2 March 2020, the first of 2 days")
    answer = ask(read_question("when did I first buy a bicycle", TODAY), sources, 10)
    assert answer.lead.startswith("First on Thursday 5 March 2020")


def test_a_table_or_code_can_show_a_day(make_journal: MakeJournal) -> None:
    notes = march_2020(
        d02="```sh\ndocker run hello-world\n```", d03="| tool | minutes |\n| --- | --- |\n| docker | 20 |"
    )
    sources = make_journal(notes).sources
    answer = ask(read_question("when did I first use docker", TODAY), sources, 10)
    assert answer.answered and answer.lead.startswith("First mentioned on Monday 2 March 2020")


@pytest.mark.parametrize(
    ("question", "sides"),
    [
        ("How many days after the race did I run again?", ("the race", "I run again")),
        ("After the race, how many days later did I run again?", ("the race", "I run again")),
        ("From buying the boat to selling it, how many days passed?", ("buying the boat", "selling it")),
        ("From deciding to buy a boat to selling it, how many days passed?", ("deciding to buy a boat", "selling it")),
        ("How many days lie between the day we met and the date Ann left?", ("we met", "Ann left")),
        ("How long is the way to Rome?", None),
    ],
)
def test_the_two_events_of_a_question(question: str, sides: tuple[str, str] | None) -> None:
    assert next(event_sides(read_question(question, TODAY)), None) == sides


def test_a_name_of_two_words_is_whose_deed_it_is() -> None:
    deed = read_deed(read_question("When did Ann Lee first pay with her telephone?", TODAY))
    assert deed.names == ("ann", "lee") and deed.words == ("pay", "telephone")


def test_what_is_still_to_come_was_not_done(make_journal: MakeJournal) -> None:
    sources = make_journal(march_2020(d02="Swam in the lake.", d09="Swam in the lake again, at last.")).sources
    answer = ask(read_question("when did I last swim", date(2020, 3, 5)), sources, 10)
    assert "Monday 2 March 2020" in answer.lead


def test_two_events_whose_words_no_note_has_are_told_by_likely_sentences(make_journal: MakeJournal) -> None:
    notes = march_2020(
        d02="Adopted a small grey kitten from the shelter.", d09="Took the cat to the vet for her shots."
    )
    sources = make_journal(notes).sources
    answer = ask(read_question("how many days after getting the cat did she get vaccinated", TODAY), sources, 10)
    assert answer.intent == "between" and ("7 days" in answer.lead or "Probably" not in answer.lead), answer.lead


def test_a_number_of_the_question_is_no_day() -> None:
    told = judged([candidate("Wir haben 7.3. am Abend ausgeliefert.", "2025-04-22")], [1.0])
    assert when(told, (), "Wann haben wir 7.3 ausgeliefert?") == "From your note of Tuesday 22 April 2025."


def test_of_days_that_lack_a_word_those_with_the_name_are_listed(make_journal: MakeJournal) -> None:
    journal = make_journal({
        "2024-03-02.md": "Two Norwegians at the hut, they cooked for all of us.\n",
        "2024-03-03.md": "Climbed with the Norwegians.\n",
        "2024-03-09.md": "Home. Met my sister at the station.\n",
    })  # fmt: skip
    found = fact(journal, "on which days did I travel with the Norwegian pair")
    assert found
    assert found.text.startswith("On 2 days that mention “Norwegian”, and none that has all of “travel norwegian pair”")
    assert fact(journal, "on which days did I travel with the Bulgarian pair") is None
    assert fact(journal, "when did I first travel with the Norwegian pair") is None
