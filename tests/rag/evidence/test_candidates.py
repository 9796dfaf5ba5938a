"""Which sentences are weighed: those of the found passages, in the window, that still stand in their files."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from index.embedding.embedder import Embedder
from index.notes.note import Note, note_from_bytes
from index.store.rows import StoredPassage
from rag.evidence import candidates as module
from rag.evidence.candidates import Candidate, ScoredCandidates, _in_window, candidates, in_context, score_candidates
from rag.evidence.note_sentences import NoteSentences
from rag.question.read import Question
from rag.retrieval.hits import DayHits, PassageHit, SearchHits, StoredHit
from rag.temporal.window import Window
from tests.rag.conftest import MakeJournal
from tests.rag.journals import Journal
from tests.rag.made import candidate, passage, sentence

NOTE = (
    "# Top\n\nKernels slide. They are small.\n\nWhat is a pool?\n\n- A pool shrinks images.\n- Strides skip pixels.\n"
)


def found(*its: tuple[StoredPassage, float]) -> SearchHits:
    """Passages as they were found, each on a day of its own with its score."""
    days = tuple(
        DayHits(p.date, 1.0, (PassageHit(p.path, p.line_start, p.line_end, p.heading, p.text, score),))
        for p, score in its
    )
    return SearchHits(days, tuple((StoredHit(p, score),) for p, score in its), 0.0, 0.0)


def stored(text: str, start: int, end: int, path: str = "a.md", **more: object) -> StoredPassage:
    return passage(path=path, text=text, line_start=start, line_end=end, **more)


def read(path: str) -> Note | None:
    return note_from_bytes(path, NOTE.encode()) if path == "a.md" else None


FIRST, SECOND = stored("Kernels slide. They are small.", 3, 3), stored("A pool shrinks images.", 7, 7)


def texts(its: Sequence[Candidate]) -> list[str]:
    return [c.sentence.text for c in its]


def test_sentences_of_the_best_passage_come_first() -> None:
    assert texts(candidates(found((FIRST, 0.5), (SECOND, 0.9)), NoteSentences(read))) == [
        "A pool shrinks images.",
        "Kernels slide.",
        "They are small.",
    ]


def test_a_place_is_the_score_over_the_best() -> None:
    its = candidates(found((FIRST, 0.4), (SECOND, 0.8)), NoteSentences(read))
    assert [c.place for c in its] == pytest.approx([1.0, 0.5, 0.5])


def test_a_day_counts_with_its_passage() -> None:
    both = found((FIRST, 0.8), (SECOND, 0.8))
    lifted = replace(both, days=(both.days[0], replace(both.days[1], score=2.0)))
    assert texts(candidates(lifted, NoteSentences(read)))[0] == "A pool shrinks images."


def test_only_sentences_that_lie_in_the_passage() -> None:
    assert texts(candidates(found((stored("Strides skip pixels.", 8, 8), 1.0)), NoteSentences(read))) == [
        "Strides skip pixels."
    ]
    assert texts(candidates(found((stored("What is a pool?", 5, 5), 1.0)), NoteSentences(read))) == []


def test_each_sentence_once() -> None:
    assert texts(candidates(found((FIRST, 0.9), (FIRST, 0.5)), NoteSentences(read))) == [
        "Kernels slide.",
        "They are small.",
    ]


@pytest.mark.parametrize(
    "gone",
    [
        stored("Kernels slid.", 3, 3),
        stored("Kernels slide. They are small.", 4, 4),
        stored("Kernels slide.", 30, 30),
        stored("Kernels slide.", 3, 3, path="gone.md"),
    ],
    ids=["other words", "moved", "the file is shorter", "the file is gone"],
)
def test_a_passage_that_changed_since_is_left_out(gone: StoredPassage) -> None:
    assert texts(candidates(found((gone, 1.0), (SECOND, 0.5)), NoteSentences(read))) == ["A pool shrinks images."]


def test_each_note_is_read_once() -> None:
    asked: list[str] = []

    def counting(path: str) -> Note | None:
        asked.append(path)
        return read(path)

    candidates(found((FIRST, 1.0), (SECOND, 0.9), (stored("x", 1, 1, path="gone.md"), 0.8)), NoteSentences(counting))
    assert asked == ["a.md", "gone.md"]


def test_nothing_found_no_candidates() -> None:
    assert candidates(SearchHits((), (), 0.0, 0.0), NoteSentences(read)) == []


MAY = Window(date(2024, 5, 1), date(2024, 5, 31))
WITHIN = {
    "in it": ("Ran.", "2024-05-01", None, MAY, True),
    "its last day": ("Ran.", "2024-05-31", None, MAY, True),
    "after it": ("Ran.", "2024-06-01", None, MAY, False),
    "before it": ("Ran.", "2024-04-30", None, MAY, False),
    "a week that reaches into it": ("Ran.", "2024-04-29", date(2024, 5, 5), MAY, True),
    "a week before it": ("Ran.", "2024-04-22", date(2024, 4, 28), MAY, False),
    "after it, but told of it": ("Yesterday I ran.", "2024-06-01", None, MAY, True),
    "after it, told of another day": ("Today I ran.", "2024-06-01", None, MAY, False),
    "an open end": ("Ran.", "2030-01-01", None, Window(date(2024, 5, 1), None), True),
    "an open start": ("Ran.", "2030-01-01", None, Window(None, date(2024, 5, 1)), False),
    "a vague window hides none": ("Ran.", "2024-06-01", None, replace(MAY, vague=True), True),
    "a window of what is told hides none": ("Ran.", "2024-06-01", None, replace(MAY, about=True), True),
    "no window": ("Ran.", "2024-06-01", None, None, True),
    "an undated note": ("Ran.", None, None, MAY, True),
}


@pytest.mark.parametrize(("text", "day", "end", "window", "inside"), WITHIN.values(), ids=WITHIN)
def test_only_what_the_window_leaves(
    text: str, day: str | None, end: date | None, window: Window | None, inside: bool
) -> None:
    assert _in_window(Candidate(sentence(text), passage(day, date_end=end), 1.0), window) is inside


def test_a_sentence_is_weighed_below_its_heading_and_behind_what_it_leans_on() -> None:
    assert in_context(candidate("They are small.", lead="Kernels slide.", heading="Top")) == (
        "Top. Kernels slide.. They are small."
    )
    assert in_context(candidate("Alone.")) == "Alone."


@pytest.fixture(scope="module")
def journal(make_journal: MakeJournal) -> Journal:
    many = "".join(f"- Thing number {n} is on the shelf.\n" for n in range(60))
    return make_journal(
        {
            "2024-05-01.md": "Kernels slide over images. I like tea.\n",
            "2024-05-02.md": f"# Shelf\n\n{many}- The heron is on the shelf too.\n",
        }
    )


def scored(journal: Journal, question: Question, embedder: Embedder) -> ScoredCandidates | None:
    hits, notes = journal.retriever.search(question, 10), NoteSentences(journal.read)
    return score_candidates(hits, question, journal.catalog, embedder, notes)


def test_weighing_gives_every_candidate_its_numbers(journal: Journal, embedder: Embedder) -> None:
    question = journal.question("what do kernels slide over")
    its = scored(journal, question, embedder)
    assert its
    n = len(its.candidates)
    assert its.vectors.shape == (n, embedder.model.dim) and its.meaning.shape == its.words.shape == (n,)
    assert its.candidates[int(its.words.argmax())].sentence.text == "Kernels slide over images."
    assert its.candidates[int(its.meaning.argmax())].sentence.text == "Kernels slide over images."
    assert (its.words >= 0).all() and (its.words <= 1 + 1e-6).all()
    assert np.allclose(its.words, its.unnamed), "no names, no difference"


def test_no_more_are_embedded_than_can_be_weighed_at_once(
    journal: Journal, embedder: Embedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_SCORED", 5)
    question = journal.question("is the heron on the shelf")
    its = scored(journal, question, embedder)
    assert its and len(its.candidates) == 5
    assert "The heron is on the shelf too." in texts(its.candidates), "the likeliest by its words"


def test_without_anything_found_nothing_is_weighed(journal: Journal, embedder: Embedder) -> None:
    question = journal.question("kernels", "2019-01-01", "2019-12-31")
    assert scored(journal, question, embedder) is None
