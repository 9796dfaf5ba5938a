"""Found days -> the sentences in them that may answer, each weighed against the question."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

from index.notes.note import Note
from index.store.catalog import Catalog
from index.store.rows import StoredPassage
from index.store.word_index import stems
from rag.evidence.assertions import Sentence, sentences
from rag.evidence.citations import quote_stands
from rag.question.read import Question
from rag.retrieval.bm25 import idf
from rag.retrieval.late_interaction import best_matches
from rag.retrieval.retriever import SearchHits
from rag.temporal.relative_times import mentions_days_in
from rag.temporal.window import Window

if TYPE_CHECKING:
    import numpy as np

_READ = 80  # sentences looked at
_WEIGHED = 40  # and those embedded

NoteReader = Callable[[str], Note | None]
"""Path -> the note as it is on disk now, None when it is gone."""


class PassageEncoder(Protocol):
    """What weighing needs of an embedder."""

    def embed(self, texts: Sequence[str]) -> "tuple[np.ndarray, list[bytes]]": ...


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence, the passage it stands in, and that passage's score over the best one's."""

    sentence: Sentence
    passage: StoredPassage
    place: float


@dataclass(frozen=True, slots=True)
class ScoredCandidates:
    """Candidates with what they say of the question, as arrays of one row a candidate."""

    candidates: tuple[Candidate, ...]
    vectors: "np.ndarray"
    """(n, dim)"""
    meaning: "np.ndarray"
    """(n,) cosine similarity with the question"""
    words: "np.ndarray"
    """(n,) from 0 to 1: how well it matches the question's words"""
    unnamed: "np.ndarray"
    """(n,) the same without the names in the question"""


def score_candidates(
    question: Question, found: SearchHits, catalog: Catalog, embedder: PassageEncoder, read: NoteReader
) -> ScoredCandidates | None:
    """The most promising sentences of the days found; None where there are none."""
    its = [c for c in candidates(found, read) if _in_window(c, question.window)]
    if not its or found.asked is None:
        return None
    its = _likeliest(question, its, catalog)
    vectors, bits = embedder.embed([in_context(c) for c in its])
    matches = best_matches(found.asked, dict(enumerate(bits)), range(len(bits)))
    words, unnamed = found.asked.weights @ matches, found.asked.unnamed @ matches
    return ScoredCandidates(tuple(its), vectors, vectors @ found.asked.meaning, words, unnamed)


def candidates(found: SearchHits, read: NoteReader) -> list[Candidate]:
    """The sentences of the found passages, best passages first; passages whose file has changed since are left out."""
    ranked = sorted(
        (
            (day.score * hit.score, stored)
            for day, its in zip(found.days, found.stored, strict=True)
            for hit, stored in zip(day.passages, its, strict=True)
        ),
        key=lambda pair: -pair[0],
    )
    best = ranked[0][0] if ranked else 1.0
    notes: dict[str, tuple[Note, list[Sentence]] | None] = {}
    seen: set[tuple[str, int, str]] = set()
    out: list[Candidate] = []
    for score, passage in ranked:
        if passage.path not in notes:
            note = read(passage.path)
            notes[passage.path] = None if note is None else (note, sentences(note))
        known = notes[passage.path]
        if known is None or not quote_stands(passage.text, known[0].fixed, passage.line_start, passage.line_end):
            continue
        for sentence in known[1]:
            key = (passage.path, sentence.line_start, sentence.text)
            if passage.line_start <= sentence.line_start and sentence.line_end <= passage.line_end and key not in seen:
                seen.add(key)
                out.append(Candidate(sentence, passage, max(score, 0.0) / max(best, 1e-9)))
        if len(out) >= _READ:
            break
    return out


def _in_window(candidate: Candidate, window: Window | None) -> bool:
    """Whether its day is not hidden by the window, or the sentence itself tells of a day in it."""
    day = candidate.passage.date
    if window is None or not window.filters or day is None:
        return True
    last = candidate.passage.date_end or day
    inside = last >= (window.from_ or date.min) and day <= (window.to or date.max)
    return inside or mentions_days_in(candidate.sentence.text, day, window)


def _likeliest(question: Question, found: Sequence[Candidate], catalog: Catalog) -> list[Candidate]:
    """The most promising candidates by words and place, in their order: embedding all of them takes long."""
    import numpy as np

    if len(found) <= _WEIGHED:
        return list(found)
    scores = np.array([c.place for c in found]) + _coverage(question, [in_context(c) for c in found], catalog)
    return [found[i] for i in np.sort(np.argsort(-scores, kind="stable")[:_WEIGHED]).tolist()]


def in_context(candidate: Candidate) -> str:
    """The sentence as it is embedded: below its heading, after the sentence it leans on."""
    parts = (candidate.sentence.heading, candidate.sentence.lead, candidate.sentence.text)
    return ". ".join(part for part in parts if part)


def _coverage(question: Question, texts: Sequence[str], catalog: Catalog) -> "np.ndarray":
    """(len(texts),) share of the question's words, weighted by how few of the candidates have them."""
    import numpy as np

    asked, *said = (set(found) for found in stems(catalog.db, [" ".join(question.terms), *texts]))
    weight = {stem: idf(len(said), sum(stem in words for words in said)) for stem in asked}
    total = sum(weight.values())
    return np.array([sum(weight[stem] for stem in asked & words) / total if total else 0.0 for words in said])
