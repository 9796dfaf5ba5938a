"""A question's whole way to its answer without an LLM: answered or not, its notice, its lead, its shape."""

import json
from dataclasses import asdict
from datetime import date

import pytest
from pydantic import TypeAdapter

from rag.answer.gathered import ONLY_HINTED
from rag.answer.result import NOT_IN_NOTES, Answer, SearchResult, Span, answer_in_words, days_of
from rag.evidence.citations import Citation, Statement, quote_stands
from rag.retrieval.hits import SearchHits
from tests.rag.conftest import MakeJournal
from tests.rag.journals import Journal

NOTES = {
    "2024-03-04.md": "Kernels slide over the image and find edges.\n\n## Evening\n\nBaked sourdough with rye flour.\n",
    "2024-03-05.md": "Max pooling keeps the largest value of each window.\n\nWhat is a stride?\n",
    "2024-04-02.md": "Yesterday I watched the herons at the river for an hour.\n",
    "2024-05-06.md": "# Gradients\n\nBackpropagation computes gradients by the chain rule. It goes backwards.\n",
    "2024-05-20.md": "Tom: I am moving to Lisbon.\n\nAna: I stay in Rome.\n",
    "ideas.md": "A garden shed could be a workshop for wooden toys.\n",
}


@pytest.fixture(scope="module")
def journal(make_journal: MakeJournal) -> Journal:
    return make_journal(NOTES)


ANSWERED = {
    "words": ("which flour did I use for the sourdough", "Baked sourdough with rye flour.", "2024-03-04"),
    "meaning and words": ("what does pooling keep of a window", "Max pooling keeps the largest value", "2024-03-05"),
    "a person": ("where is Tom moving to", "Tom: I am moving to Lisbon.", "2024-05-20"),
    "undated": ("what could the garden shed be", "A garden shed could be a workshop", "undated"),
    "a window": ("what did I learn of kernels in March 2024", "Kernels slide over the image", "2024-03-04"),
}


@pytest.mark.parametrize(("text", "said", "day"), ANSWERED.values(), ids=ANSWERED)
def test_what_the_notes_say(journal: Journal, text: str, said: str, day: str) -> None:
    found = journal.ask(text)
    assert found.answered and found.answered_by == "extract" and found.llm_error is None
    told = next(s for s in found.statements if s.text.startswith(said))
    assert days_of(told) == [day] and f"{told.text} [{day}]" in found.answer.split("\n")
    assert 0.2 <= found.confidence <= 1 and found.days and found.took_ms > 0


@pytest.mark.parametrize(
    "text",
    ["how do I repair a bicycle chain", "what is the capital of Mongolia", "when did I first use Kubernetes", "xyzzy"],
)
def test_what_the_notes_do_not_say(journal: Journal, text: str) -> None:
    found = journal.ask(text)
    assert not found.answered and found.statements == () and found.lead == ""
    assert found.answer.startswith(NOT_IN_NOTES) and found.confidence < 0.2
    near = [str(day.date) for day in found.days if day.date][:3]
    assert found.answer == f"{NOT_IN_NOTES} The nearest days: {', '.join(near)}."


def test_every_quote_stands_in_its_file(journal: Journal) -> None:
    for text in ("pooling window", "gradients chain rule backwards", "herons", "kernels and sourdough"):
        for statement in journal.ask(text).statements:
            for citation in statement.citations:
                note = journal.read(citation.path)
                assert note and quote_stands(citation.quote, note.lines, citation.line_start, citation.line_end)


def test_what_no_longer_stands_is_not_shown(make_journal: MakeJournal) -> None:
    journal = make_journal({"2024-05-01.md": "The badger digs a sett.\n", "2024-05-02.md": "Tea.\n"})
    assert journal.ask("what does the badger dig").answered
    journal.write({"2024-05-01.md": "The fox digs a hole.\n"})
    after = journal.ask("what does the badger dig")
    assert not any("badger" in s.text or "fox" in s.text for s in after.statements)
    (journal.root / "2024-05-01.md").unlink()
    assert not any("badger" in s.text for s in journal.ask("what does the badger dig").statements)


def test_the_author_s_own_question_is_no_answer(journal: Journal) -> None:
    assert not any("?" in s.text for s in journal.ask("what is a stride").statements)


def test_the_day_that_was_told_is_shown(journal: Journal) -> None:
    found = journal.ask("when did I watch the herons")
    assert found.lead == "Probably 1 April 2024 (“Yesterday”, written on Tuesday 2 April 2024)."
    assert found.statements[0].text == "Yesterday I watched the herons at the river for an hour."
    assert found.answer == f"{found.lead}\n{found.statements[0].text} [2024-04-02] (“Yesterday”: 1 April 2024)"


LEADS = {
    "a fact": (
        "when did I first bake sourdough",
        "First on Monday 4 March 2024, the only day with a sentence that says you did (“bake sourdough”).",
    ),
    "when": (
        "when did backpropagation compute gradients",
        "From your note of Monday 6 May 2024.",
    ),
    "nothing": ("which flour did I use for the sourdough", ""),
}


@pytest.mark.parametrize(("text", "lead"), LEADS.values(), ids=LEADS)
def test_what_comes_before_the_statements(journal: Journal, text: str, lead: str) -> None:
    found = journal.ask(text)
    assert found.answered and found.lead == lead
    assert found.answer.startswith(f"{lead}\n" if lead else found.statements[0].text)


def test_a_fact_s_days_are_its_statements(journal: Journal) -> None:
    found = journal.ask("which days did I write about sourdough")
    assert [days_of(s) for s in found.statements] == [["2024-03-04"]] and found.intent == "which"


def test_a_weak_answer_says_that_it_is_one(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rag.answer.gathered.HINTED", 1.01)
    assert journal.ask("which flour did I use for the sourdough").lead == ONLY_HINTED
    assert not journal.ask("when did I first bake sourdough").lead.startswith(ONLY_HINTED), "a fact is a fact"


def test_an_unsure_answer_is_none(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rag.evidence.confidence.FLOORS", {(False, "english"): 1.01})
    answer = journal.ask("which flour did I use for the sourdough")
    assert not answer.answered and not answer.statements and answer.also, "the nearest days, each by a sentence"


NOTICES = {
    "not understood": ("what did I do on 31 February", "“31 February” was not understood as a time"),
    "an empty window": (
        "sourdough in 2019",
        "There are no notes from 2019-01-01 to 2019-12-31. The nearest days with notes: 2024-03-04.",
    ),
    "between days with notes": (
        "sourdough on 10 March 2024",
        "There are no notes on 2024-03-10. The nearest days with notes: 2024-03-05 and 2024-04-02.",
    ),
    "after all days": (
        "sourdough since 22 May 2024",
        "There are no notes since 2024-05-22. The nearest days with notes: 2024-05-20.",
    ),
    "before all days": ("sourdough until 3 March 2024", "There are no notes until 2024-03-03."),
    "of days that come again": ("sourdough every December", "There are no notes of that time."),
    "nothing to say": ("which flour for the sourdough", ""),
}


@pytest.mark.parametrize(("text", "notice"), NOTICES.values(), ids=NOTICES)
def test_what_the_reader_should_know(journal: Journal, text: str, notice: str) -> None:
    for found in (journal.ask(text).notice, journal.search(text).notice):
        assert found.startswith(notice) and bool(found) == bool(notice)


def test_with_nothing_in_the_window_nothing_is_stated(journal: Journal) -> None:
    found = journal.ask("which flour did I use for the sourdough in 2019")
    assert not found.answered and found.confidence == 0.0
    assert found.answer.startswith(NOT_IN_NOTES) and found.days, "the nearest days, as a suggestion"


def test_given_days_are_told_and_strict(journal: Journal) -> None:
    found = journal.ask("sourdough", "2024-03-01", "2024-03-31")
    assert found.window == Span(date(2024, 3, 1), date(2024, 3, 31))
    assert {str(day.date) for day in found.days} <= {"2024-03-04", "2024-03-05"}
    assert not journal.ask("herons at the river", "2024-04-03", None).answered


def test_no_notes_say_nothing(make_journal: MakeJournal) -> None:
    found = make_journal({"empty.txt": ""}).ask("when did I first bake in March 2024")
    assert not found.answered and found.answer == NOT_IN_NOTES and found.days == ()


def test_search_gives_the_same_days_as_asking(journal: Journal) -> None:
    for text in ("sourdough", "what did I do on 31 February", "pooling in March 2024"):
        asked, found = journal.ask(text), journal.search(text)
        assert (found.days, found.window, found.intent, found.question) == (
            asked.days,
            asked.window,
            asked.intent,
            asked.question,
        )
    assert len(journal.search("sourdough", limit=1).days) == 1


def test_a_search_looks_beside_the_day_of_a_matter_and_an_answer_does_not(make_journal: MakeJournal) -> None:
    journal = make_journal(
        {
            "2024-03-22.md": "Gao wants to buy headphones for his morning runs.\n",
            "2024-03-25.md": "Gao wants no other headphones for his runs: he will buy the Shokz OpenRun.\n",
        }
    )
    text = "which headphones did Gao want to buy for his runs on 22 March 2024"
    assert [(str(day.date), day.outside) for day in journal.search(text).days] == [
        ("2024-03-22", False),
        ("2024-03-25", True),
    ]
    assert [str(day.date) for day in journal.ask(text).days] == ["2024-03-22"]


def test_the_shape_of_an_answer_in_json(journal: Journal) -> None:
    told = json.loads(TypeAdapter(Answer).dump_json(journal.ask("sourdough flour in March 2024")))
    assert list(told) == [
        "question", "window", "intent", "answered", "answered_by", "confidence", "lead", "answer", "statements", "days",
        "notice", "llm_error", "rejected", "took_ms", "left_out", "sent_to", "also",
        "shape", "related", "values",
    ]  # fmt: skip
    assert told["window"] == {"from": "2024-03-01", "to": "2024-03-31"}
    [statement] = [s for s in told["statements"] if "rye" in s["text"]]
    assert statement["citations"] == [
        {
            "date": "2024-03-04",
            "date_end": None,
            "date_source": "file name",
            "path": "2024-03-04.md",
            "line_start": 5,
            "line_end": 5,
            "heading": "Evening",
            "quote": "Baked sourdough with rye flour.",
        }
    ]
    assert list(told["days"][0]) == ["date", "score", "passages", "outside"]
    assert list(told["days"][0]["passages"][0]) == ["path", "line_start", "line_end", "heading", "text", "score"]


def test_the_shape_of_a_search_in_json(journal: Journal) -> None:
    told = json.loads(TypeAdapter(SearchResult).dump_json(journal.search("sourdough")))
    assert list(told) == ["question", "window", "intent", "days", "notice", "took_ms", "left_out"]
    assert told["window"] is None and told["intent"] == "ask"


def test_the_same_question_has_the_same_answer(journal: Journal) -> None:
    first, second = (asdict(journal.ask("what did I learn of kernels and pooling")) for _ in range(2))
    assert {**first, "took_ms": 0} == {**second, "took_ms": 0}


def test_a_statement_of_two_days_names_both_once() -> None:
    def on(day: date | None) -> Citation:
        return Citation(day, "heading", "a.md", 1, 1, "", "It is.")

    days = (date(2024, 5, 2), date(2024, 5, 1), date(2024, 5, 2), None)
    statement = Statement("It is.", tuple(map(on, days)))
    assert days_of(statement) == ["2024-05-02", "2024-05-01", "undated"]
    assert answer_in_words([statement], SearchHits((), (), 0.0, 0.0)) == "It is. [2024-05-02, 2024-05-01, undated]"
