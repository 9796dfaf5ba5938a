"""Answering open questions: a journal in which some are answered elsewhere, some are not, and much sounds alike."""

import json
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import date
from typing import Any

import pytest

from index.errors import LLMError
from index.open_questions.cache import OpenAnswers
from index.open_questions.find import IN_DOUBT, OpenQuestion, grouped
from rag.evidence.citations import quote_stands
from rag.llm.prompt import Messages
from rag.llm.server import Ended, StreamPart
from rag.llm.stream import Patience, Stop
from rag.open_questions.answering import Answering
from rag.open_questions.beyond_notes import beyond_notes
from rag.open_questions.definitions import defines, focus_of
from rag.open_questions.evidence import plain_question, repeats
from rag.open_questions.open_answer import OpenAnswer, read_answer, when_answered, write_answer
from rag.open_questions.strength import Evidence
from rag.open_questions.surroundings import stands_before
from tests.rag.conftest import MakeJournal
from tests.rag.journals import TODAY, Journal
from tests.rag.made import passage, sentence

NOTES = {
    "2023-03-01.md": """# 2023-03-01

Started on networks. Wrote a tiny chat server; it accepts one client only.

## Questions

- What is a socket?
- Why does the port stay busy after the server stops?
- How does a router find the shortest path?
- Is UDP faster than TCP?
- What's a semaphore?
""",
    "2023-03-02.md": """# 2023-03-02

A socket is one end of a connection: an address and a port that a program reads from and writes to.

Went for a run along the river, 6 km.
""",
    "2023-03-06.md": """# 2023-03-06

The port stays busy because the kernel keeps the old connection in TIME_WAIT for a minute; SO_REUSEADDR helps.

Question for Sam: how does a router find the shortest path?

- [ ] read about routers and the shortest path algorithms
""",
    "2023-03-20.md": """# 2023-03-20

## Questions

- What's a semaphore?
  A counter that lets only so many threads in at once.
- What is a mutex?
- When should one use a thread instead of a process?
""",
    "2023-04-11.md": """# 2023-04-11

Talked with Sam about threads. I still don't understand what a mutex is.

Use a thread instead of a process when the work shares a lot of memory.

The first mutex paper is from 1965.
""",
    "garden/2023-05-01.md": """# 2023-05-01

Why do the tomato leaves curl?

Bought twelve bean plants at the market and a new hose.
""",
    "garden/2023-05-20.md": """# 2023-05-20

The tomato leaves curl because the hot wind dries them; shade cloth in the afternoon made them flat again.
""",
    "2023-06-02.md": """# 2. Juni 2023

## Offene Fragen

- Was ist ein Deadlock?
- Wie teuer ist ein Zug nach Wien?

Ein Deadlock ist ein Zustand, in dem zwei Threads aufeinander warten und keiner weiterkommt.
""",
}
ANSWERED = {
    "What is a socket?": ("2023-03-02.md", 3, "the next day"),
    "Why does the port stay busy after the server stops?": ("2023-03-06.md", 3, "5 days later"),
    "What's a semaphore?": ("2023-03-20.md", 6, "19 days later"),
    "When should one use a thread instead of a process?": ("2023-04-11.md", 5, "3 weeks later"),
    "Why do the tomato leaves curl?": ("garden/2023-05-20.md", 3, "19 days later"),
    "Was ist ein Deadlock?": ("2023-06-02.md", 8, "the same day"),
}
OPEN = [
    "How does a router find the shortest path?",
    "Is UDP faster than TCP?",
    "What is a mutex?",
    "Wie teuer ist ein Zug nach Wien?",
]


@pytest.fixture(scope="module")
def journal(make_journal: MakeJournal) -> Journal:
    return make_journal(NOTES)


def questions_of(journal: Journal) -> list[OpenQuestion]:
    kept = OpenAnswers(None)
    return [q for q in grouped(kept.questions(journal.root, journal.catalog.entries())) if q.status != IN_DOUBT]


@pytest.fixture(scope="module")
def answers(journal: Journal) -> dict[str, OpenAnswer]:
    found = questions_of(journal)
    answering = Answering(found, journal.sources, TODAY)
    still_open = [q for q in found if q.status in ("open", "asked again")]
    return {each.question.question: each for each in answering.all(still_open)}


@pytest.mark.parametrize("asked", ANSWERED)
def test_what_the_notes_answer_is_answered_with_its_place_and_day(answers: dict[str, OpenAnswer], asked: str) -> None:
    path, line, when = ANSWERED[asked]
    answer = answers[asked]
    cited = [c for s in answer.statements for c in s.citations]
    assert answer.level != "open"
    assert (path, line) in [(c.path, c.line_start) for c in cited]
    assert when in answer.lead


@pytest.mark.parametrize("asked", OPEN)
def test_what_they_do_not_answer_stays_open(answers: dict[str, OpenAnswer], asked: str) -> None:
    assert not answers[asked].answered, answers[asked].answer
    assert answers[asked].answer == ""


def test_what_names_nothing_is_not_answered_by_another_of_its_words(make_journal: MakeJournal) -> None:
    first = "# 2023-05-01\n\nA grey box hums in the cellar.\n\n- What is it?\n  - The old pump of the well.\n"
    second = "# 2023-05-09\n\nA red light blinks on the mast.\n\n- What is it?\n"
    journal = make_journal({"2023-05-01.md": first, "2023-05-09.md": second})
    kept = OpenAnswers(None)
    found = kept.questions(journal.root, journal.catalog.entries())
    [asked] = [each for each in found if each.path == "2023-05-09.md"]
    assert not Answering(found, journal.sources, TODAY).one(asked).answered


def test_no_answer_is_an_echo_of_a_question(answers: dict[str, OpenAnswer]) -> None:
    for answer in answers.values():
        for statement in answer.statements:
            assert not repeats(answer.question.question, statement.text)
            assert "?" not in statement.text


def test_what_is_only_perhaps_an_answer_says_so(answers: dict[str, OpenAnswer]) -> None:
    for answer in answers.values():
        assert answer.lead.startswith("Perhaps: ") == (answer.level == "perhaps")
        assert answer.answered == (answer.level == "answered") and bool(answer.lead) == (answer.level != "open")


def test_every_quote_stands_in_its_file(journal: Journal, answers: dict[str, OpenAnswer]) -> None:
    for answer in answers.values():
        for citation in (c for s in answer.statements for c in s.citations):
            note = journal.sources.read(citation.path)
            assert note is not None
            assert quote_stands(citation.quote, note.lines, citation.line_start, citation.line_end)


def test_what_daycite_wrote_is_no_evidence(make_journal: MakeJournal) -> None:
    from index.notes.own_blocks import own_mark

    words = "daycite: A zither is a flat box with strings. [[2023-02-02]]"
    own = f"- {words} {own_mark('ab12cd34ef', words, 'markdown')}"
    journal = make_journal(
        {
            "2023-02-01.md": "# 2023-02-01\n\n- [ ] What is a zither?\n",
            "2023-02-02.md": f"# 2023-02-02\n\nHeard a concert in the park.\n\n{own}\n",
        }
    )
    found = questions_of(journal)
    [answer] = Answering(found, journal.sources, TODAY).all(found)
    assert not answer.answered


# Kept from run to run


class _Counting:
    """Counts how often the notes are searched."""

    def __init__(self, journal: Journal) -> None:
        self.searched = 0
        self._retriever = journal.retriever
        self.sources = replace(journal.sources, retriever=self)  # type: ignore[arg-type]

    def search(self, *asked: object) -> object:
        self.searched += 1
        return self._retriever.search(*asked)  # type: ignore[arg-type]

    def __getattr__(self, name: str) -> object:
        return getattr(self._retriever, name)


def test_an_unchanged_question_with_unchanged_notes_is_not_asked_again(journal: Journal) -> None:
    kept, counting = OpenAnswers(None), _Counting(journal)
    found = questions_of(journal)
    socket = next(q for q in found if "socket" in q.question)
    first = Answering(found, counting.sources, TODAY, kept=kept).one(socket)
    searched = counting.searched
    second = Answering(found, counting.sources, TODAY, kept=kept).one(socket)
    assert searched and counting.searched == searched
    assert asdict(first) == asdict(second)


def test_a_question_asked_in_other_words_is_asked_again(journal: Journal) -> None:
    kept, counting = OpenAnswers(None), _Counting(journal)
    found = questions_of(journal)
    socket = next(q for q in found if "socket" in q.question)
    answering = Answering(found, counting.sources, TODAY, kept=kept)
    answering.one(socket)
    searched = counting.searched
    answering.one(replace(socket, question="What is a web socket?"))
    assert counting.searched > searched


def test_a_run_that_stops_goes_on_where_it_was(journal: Journal) -> None:
    kept, counting = OpenAnswers(None), _Counting(journal)
    found = questions_of(journal)
    run: Iterator[OpenAnswer] = Answering(found, counting.sources, TODAY, kept=kept).all(found[:3])
    next(run)
    next(run)
    searched = counting.searched
    list(Answering(found, counting.sources, TODAY, kept=kept).all(found[:2]))
    assert counting.searched == searched


def test_an_answer_survives_being_kept(answers: dict[str, OpenAnswer]) -> None:
    for answer in answers.values():
        text = write_answer(answer)
        assert json.loads(text)["answer"] == answer.answer
        assert read_answer(text, answer.question) == answer


# What is asked for, and when it was answered


@pytest.mark.parametrize(
    ("asked", "focus"),
    [
        ("What's a kernel?", "kernel"),
        ("What is a “batch”", "batch"),
        ("What does “fine-tuning” mean", "fine-tuning"),
        ("what are callbacks in the training loop for?", "callbacks"),
        ("Was ist ein Deadlock?", "deadlock"),
        ("¿Qué es una promesa?", ""),
        ("Qu'est-ce que c'est un moniteur ?", ""),
        ("テンソルとは？", "テンソル"),
        ("How does it work?", ""),
        ("Why so slow?", ""),
    ],
)
def test_the_focus_of_a_question(asked: str, focus: str) -> None:
    assert focus_of(asked) == focus or focus == ""


@pytest.mark.parametrize(
    ("focus", "text", "told"),
    [
        ("batch", "In deep learning, a batch refers to a small number of examples", True),
        ("kernel", "Kernel: the core of an operating system", True),
        ("kernel", "A kernel (or filter) is a small matrix", True),
        ("fine-tuning", "We can fine-tune the model — that is, teach it the difference", True),
        ("テンソル", "テンソルとは多次元の配列のこと", True),
        ("mutex", "The first mutex paper is from 1965", False),
        ("layer", "In the learner I see different types of layers: Conv2d, ReLU", False),
        ("kernel", "Compiled the kernel again", False),
        ("u-net", "Unet: an encoder and a decoder with bridges", True),
        ("unet", "A U-Net is an encoder and a decoder with bridges", True),
        ("fine tuning", "Fine-tuning means to go on training", True),
        ("", "A kernel is a small matrix", False),
    ],
)
def test_what_says_what_a_thing_is(focus: str, text: str, told: bool) -> None:
    assert defines(focus, sentence(text)) is told


@pytest.mark.parametrize(
    ("asked", "said", "lead"),
    [
        ("2020-03-18", ["2020-03-19"], "You answered this the next day [2020-03-19]"),
        ("2020-03-18", ["2020-03-18"], "You answered this the same day [2020-03-18]"),
        ("2020-03-18", ["2020-03-30"], "You answered this 12 days later [2020-03-30]"),
        ("2020-03-18", ["2020-04-18"], "You answered this 4 weeks later [2020-04-18]"),
        ("2020-03-18", ["2020-09-18"], "You answered this 6 months later [2020-09-18]"),
        ("2020-03-18", ["2020-03-01"], "You had written about this before you asked [2020-03-01]"),
        (None, ["2020-03-01"], "Your notes answer this [2020-03-01]"),
        ("2020-03-18", [None], "An undated note of yours answers this"),
    ],
)
def test_when_it_was_answered(asked: str | None, said: list[str | None], lead: str) -> None:
    days = [date.fromisoformat(day) if day else None for day in said]
    assert when_answered(date.fromisoformat(asked) if asked else None, days) == lead


def test_no_word_of_a_question_is_an_operator() -> None:
    asked = plain_question('what is a "batch" -size tag:x today')
    assert (asked.phrases, asked.excluded, asked.tags, asked.window) == ((), (), (), None)
    assert "batch" in asked.terms and "size" in asked.terms


def test_evidence_keeps_its_reasons() -> None:
    evidence = Evidence(sentence("A socket is an end"), passage(), "What is it?", {"words": 0.9, "defines": 1.0})
    assert (evidence.named["defines"], evidence.level) == (1.0, "open")


def test_text_before_the_question_in_its_paragraph_is_no_answer() -> None:
    paragraph = "The loss rises after ten epochs. Why does it? The rate was too high."
    asked = OpenQuestion("1", "Why does it?", None, "a.md", 3, 3, None, "open", "", None, "", 1.0)
    before, behind = (
        replace(sentence(text), paragraph=paragraph, line_start=3, line_end=3)
        for text in ("The loss rises after ten epochs.", "The rate was too high.")
    )
    assert stands_before(asked, before, "a.md")
    assert not stands_before(asked, behind, "a.md")
    assert not stands_before(asked, before, "b.md")


def test_what_a_question_leans_on_is_no_answer_to_it() -> None:
    asked = replace(
        OpenQuestion("1", "And why?", None, "a.md", 9, 9, None, "open", "", None, "", 1.0),
        context="Dropout switches off neurons.",
    )
    assert stands_before(asked, sentence("Dropout switches off neurons."), "b.md")


# With a language model


class _Told:
    """A model that says what it is told to say, whatever it is asked."""

    name, why, window, reads, patience = "tiny:latest", "the only one", 4096, 900, Patience()

    def __init__(self, said: str | LLMError) -> None:
        self._said = said
        self.asked: list[Messages] = []

    def write(
        self, messages: Messages, form: dict[str, Any] | None, most: int, stop: Stop | None = None
    ) -> Iterator[StreamPart]:
        self.asked.append(messages)
        if isinstance(self._said, LLMError):
            raise self._said
        yield self._said
        yield Ended(None, cut=False)

    def preload(self) -> None: ...


def _socket(journal: Journal, llm: _Told) -> OpenAnswer:
    found = questions_of(journal)
    socket = next(q for q in found if "socket" in q.question)
    return Answering(found, journal.sources, TODAY, llm).one(socket)


def test_an_llm_words_the_answer_and_its_citations_are_checked(journal: Journal) -> None:
    said = {"statements": [{"notes": [1], "text": "A socket is one end of a connection: an address and a port."}]}
    answer = _socket(journal, _Told(json.dumps(said)))
    assert (answer.answered, answer.answered_by) == (True, "tiny:latest")
    assert [c.path for c in answer.statements[0].citations] == ["2023-03-02.md"]


def test_where_the_llm_finds_no_answer_the_question_stays_open(journal: Journal) -> None:
    answer = _socket(journal, _Told('{"statements": []}'))
    assert (answer.answered, answer.answer) == (False, "")


def test_what_the_notes_do_not_bear_is_not_shown_but_what_they_say_themselves(journal: Journal) -> None:
    said = {"statements": [{"notes": [1], "text": "Berkeley released sockets with 4.2BSD in August 1983."}]}
    answer = _socket(journal, _Told(json.dumps(said)))
    assert answer.answered and answer.answered_by == "extract" and "Berkeley" not in answer.answer
    assert answer.notice == "Your notes support nothing that tiny:latest wrote."


def test_where_the_llm_fails_the_extract_serves_and_says_so(journal: Journal) -> None:
    answer = _socket(journal, _Told(LLMError("no server answers", "")))
    assert answer.answered and answer.answered_by == "extract"
    assert "no server answers" in answer.notice


def test_an_unanswerable_question_costs_no_llm(journal: Journal) -> None:
    found, llm = questions_of(journal), _Told("{}")
    train = next(q for q in found if "Zug" in q.question)
    assert not Answering(found, journal.sources, TODAY, llm).one(train).answered
    assert llm.asked == []


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("UDP has no\nhandshake. ", "UDP has no handshake."),
        ("UNKNOWN", ""),
        ("<think>well</think> Yes.", "Yes."),
        ("", ""),
    ],
)
def test_beyond_the_notes_the_model_tells_what_it_knows_or_nothing(said: str, told: str) -> None:
    assert beyond_notes(_Told(said), "Is UDP faster than TCP?") == told
