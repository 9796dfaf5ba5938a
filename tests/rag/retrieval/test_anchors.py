from datetime import date

import pytest

from rag.answer.ask import ask
from rag.answer.event_days import event_finder
from rag.answer.sources import Sources
from rag.question.read import Question, read_question
from rag.retrieval.anchors import anchored, days_beside
from rag.temporal.window import EventWindow
from tests.rag.conftest import MakeJournal
from tests.rag.journals import march_2020

TODAY = date(2020, 4, 1)
NOTES = march_2020(
    d01="Linear algebra was hard today. Which course to take?",
    d02="I went running before work.",
    d03="I went running before work.",
    d05="I started fast.ai today, lesson one.",
    d06="fast.ai lesson two: transforms. Linear algebra again.",
    d07="Wrote the parser for dates.\n\n# Day 12\n\nWrote tests.",
    d08="I went running before work. My exam in statistics went well.",
    d09="Finished the fast.ai book.",
)


@pytest.fixture(scope="module")
def sources(make_journal: MakeJournal) -> Sources:
    return make_journal(NOTES).sources


def read(sources: Sources, text: str) -> tuple[Question, str]:
    return anchored(read_question(text, TODAY), sources.retriever, sources.catalog, event_finder(sources))


@pytest.mark.parametrize(
    ("text", "window"),
    [
        ("what was hard before I started fast.ai", "..2020-03-05"),
        ("what did I write until I started fast.ai", "..2020-03-05"),
        ("what have I read since I started fast.ai", "2020-03-05.."),
        ("what did I learn after I finished the fast.ai book", "2020-03-09.."),
        ("what did I do after my exam in statistics", "2020-03-08.."),
        ("what did I do on day 12", "2020-03-07..2020-03-07"),
        ("what did I do on 3 March", "2020-03-03..2020-03-03"),
        ("what is hard", "none"),
    ],
)
def test_the_window_is_what_the_notes_tell(sources: Sources, text: str, window: str) -> None:
    question, _ = read(sources, text)
    its = question.window
    assert (f"{its.from_ or ''}..{its.to or ''}" if its else "none") == window
    assert its is None or its.filters
    assert question.text == text


def test_the_reader_is_told_which_day_was_taken(sources: Sources) -> None:
    assert (
        read(sources, "what was hard before I started fast.ai")[1]
        == "“I started fast.ai” was taken to be on 2020-03-05."
    )
    assert read(sources, "what did I do on day 12")[1] == "“day 12” is 2020-03-07."
    assert read(sources, "what is hard")[1] == ""


def test_what_others_did_and_what_lasted_hides_no_day(sources: Sources) -> None:
    for text in ("how was it after the exam in statistics", "what did I eat while I went running"):
        question, notice = read(sources, text)
        assert question.window is not None and not question.window.filters and notice


def test_an_event_that_no_note_tells_is_said(sources: Sources) -> None:
    question, notice = read(sources, "what was hard before I moved to Reykjavik")
    assert question.window is None and notice.startswith("The notes don't say when “I moved to Reykjavik” was")
    question, notice = read(sources, "what did I do on day 77")
    assert question.window is None and "“day 77”" in notice


def test_the_words_of_the_event_are_not_looked_for(sources: Sources) -> None:
    question, _ = read(sources, "what was hard before I started fast.ai")
    assert question.terms == ("hard",)
    answer = ask(read_question("what was hard before I started fast.ai", TODAY), sources, 10)
    assert answer.answered and {str(c.date) for s in answer.statements for c in s.citations} == {"2020-03-01"}


def test_of_several_days_with_that_number_the_latest_is_taken_and_the_others_named(make_journal: MakeJournal) -> None:
    headed = {"Day 3: 2019-01-03": "Loops.", "Day 30: 2019-01-30": "Trees.", "R2D3 2020-01-03": "Graphs."}
    log = "\n\n".join(f"## {heading}\n\n{text}" for heading, text in headed.items())
    found = make_journal({"log.md": f"# Log\n\n{log}\n"}).sources
    question, notice = read(found, "what did I do on day 3")
    assert question.window is not None and str(question.window.from_) == "2020-01-03"
    assert notice == "“day 3” is 2020-01-03; 2019-01-03 is also called that."


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        (
            "how many days between I started fast.ai and finished the book",
            "4 days between Thursday 5 March 2020 (“I started fast.ai”) and Monday 9 March 2020 (“finished the book”).",
        ),
        (
            "what was my longest running streak",
            "The longest run of days with a sentence that says you did (“running”): 2 days, Monday 2 March 2020 to",
        ),
        ("how many days in a row did I write", "The longest run of days with notes: 5 days, Thursday 5 March 2020 to"),
        (
            "what is my current running streak",
            "The last run of days with a sentence that says you did (“running”): 1 day, Sunday 8 March 2020.",
        ),
        ("did I ever go running", "Your notes say so on 3 days, from Monday 2 March 2020 to Sunday 8 March 2020"),
        (
            "how long ago did I start fast.ai",
            "27 days (3 weeks and 6 days) ago, on Thursday 5 March 2020, the",
        ),
        ("how long is it since I last went running", "24 days (3 weeks and 3 days) ago, on Sunday 8 March 2020"),
        ("when did I first go running", "First on Monday 2 March 2020, the first of 3 days with a sentence that says"),
        ("when did I last go running", "Last on Sunday 8 March 2020, the last of 3 days with a sentence that says"),
        (
            "how many days did I go running",
            "On 3 days with a sentence that says you did (“running”): 2020-03-02, 2020-03-03, 2020-03-08.",
        ),
    ],
)
def test_facts_are_computed_and_shown_by_cited_days(sources: Sources, text: str, lead: str) -> None:
    answer = ask(read_question(text, TODAY), sources, 10)
    assert answer.answered and answer.lead.startswith(lead)
    assert all(s.citations for s in answer.statements)


def test_of_what_no_note_speaks_there_is_no_fact(sources: Sources) -> None:
    for text in (
        "did I ever go skydiving",
        "how long ago did I go skydiving",
        "how long between skydiving and my exam",
    ):
        assert not ask(read_question(text, TODAY), sources, 10).lead.startswith(("Your notes speak", "0 days"))


@pytest.mark.parametrize(
    ("relation", "days", "weekday", "first", "last"),
    [
        ("before", 1, 4, "2025-10-03", "2025-10-03"),
        ("before", 1, 2, "2025-10-01", "2025-10-01"),
        ("before", 2, 5, "2025-10-04", "2025-10-05"),
        ("after", 1, 4, "2025-10-10", "2025-10-10"),
        ("after", 1, 2, "2025-10-15", "2025-10-15"),
        ("after", 2, 5, "2025-10-11", "2025-10-12"),
    ],
)
def test_the_nearest_weekday_beside_an_event_is_none_of_its_own_day(
    relation: str, days: int, weekday: int, first: str, last: str
) -> None:
    wednesday = date(2025, 10, 8)
    beside = days_beside(EventWindow(relation, "the wedding", "", days, weekday=weekday), wednesday)
    assert beside == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("relation", "day", "first", "last"),
    [
        ("after", "2019-06-12", "2019-06-13", "2019-08-31"),
        ("after", "2019-11-12", "2020-06-01", "2020-08-31"),
        ("before", "2019-06-12", "2019-06-01", "2019-06-11"),
        ("before", "2019-03-12", "2018-06-01", "2018-08-31"),
    ],
)
def test_the_nearest_summer_beside_an_event(relation: str, day: str, first: str, last: str) -> None:
    def summer(year: int) -> tuple[date, date]:
        return date(year, 6, 1), date(year, 8, 31)

    beside = days_beside(EventWindow(relation, "the wedding", "", 91, season=summer), date.fromisoformat(day))
    assert beside == (date.fromisoformat(first), date.fromisoformat(last))
