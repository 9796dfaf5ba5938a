"""Found days -> the sentences in them that may answer, each scored against the question."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

import numpy as np

from index.store.catalog import Catalog
from index.store.rows import StoredPassage
from index.store.word_index import stems
from rag.evidence.assertions import Sentence
from rag.evidence.boilerplate import Boilerplate, boilerplate_of
from rag.evidence.note_sentences import NoteSentences
from rag.retrieval.bm25 import idf
from rag.retrieval.hits import SearchHits
from rag.retrieval.late_interaction import best_matches
from rag.temporal.relative_times import mentions_days_in
from rag.temporal.window import Window

_READ = 80  # sentences looked at
_STEM = 5  # letters that tell a word of the question
_SCORED = 40  # and those embedded, which takes nearly all of the time


class PassageEncoder(Protocol):
    """What scoring needs of an embedder."""

    def embed(self, texts: Sequence[str]) -> tuple[np.ndarray, list[bytes]]: ...


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence, the passage it stands in, and that passage's score over the best one's."""

    sentence: Sentence
    passage: StoredPassage
    place: float


@dataclass(frozen=True, slots=True)
class ScoredCandidates:
    """Candidates and how well they match the question, as arrays of one row a candidate."""

    candidates: tuple[Candidate, ...]
    vectors: np.ndarray
    """(n, dim)"""
    meaning: np.ndarray
    """(n,) cosine similarity with the question"""
    words: np.ndarray
    """(n,) from 0 to 1: how well it matches the question's words"""
    unnamed: np.ndarray
    """(n,) from 0 to 1: how well it matches those that are not names"""
    coverage: np.ndarray
    """(n,) from 0 to 1: the share of the question's terms that it has, the rarest counting most"""


def score_candidates(
    hits: SearchHits,
    window: Window | None,
    terms: Sequence[str],
    catalog: Catalog,
    embedder: PassageEncoder,
    notes: NoteSentences,
) -> ScoredCandidates | None:
    """The most promising sentences of the days found; None where there are none.

    `window` and `terms` are the question's.
    """
    boilerplate = boilerplate_of(catalog)
    inside = [
        _without_label(c, boilerplate)
        for c in candidates(hits, notes)
        if _in_window(c, window) and not (boilerplate.holds(c.sentence.text) and not _names(c.sentence.text, terms))
    ]
    if not inside or hits.query is None:
        return None
    likeliest, coverage = _likeliest(terms, inside, catalog)
    vectors, bits = embedder.embed([in_context(c) for c in likeliest])
    matches = best_matches(hits.query, dict(enumerate(bits)), range(len(bits)))
    words, unnamed = hits.query.weights @ matches, hits.query.unnamed @ matches
    return ScoredCandidates(tuple(likeliest), vectors, vectors @ hits.query.meaning, words, unnamed, coverage)


def candidates(hits: SearchHits, notes: NoteSentences) -> list[Candidate]:
    """The sentences of the found passages, best passages first; passages whose file has changed since are left out."""
    ranked = sorted(
        (
            (day.score * hit.score, passage)
            for day, passages in zip(hits.days, hits.stored, strict=True)
            for hit, passage in zip(day.passages, passages, strict=True)
        ),
        key=lambda pair: -pair[0],
    )
    best = ranked[0][0] if ranked else 1.0
    seen: set[tuple[str, int, str]] = set()
    out: list[Candidate] = []
    for score, passage in ranked:
        for sentence in notes.of(passage):
            key = (passage.path, sentence.line_start, sentence.text)
            if key not in seen:
                seen.add(key)
                out.append(Candidate(sentence, passage, max(score, 0.0) / max(best, 1e-9)))
        if len(out) >= _READ:
            break
    return out


def _without_label(candidate: Candidate, boilerplate: Boilerplate) -> Candidate:
    text = boilerplate.without_label(candidate.sentence.text)
    same = text == candidate.sentence.text
    return candidate if same else replace(candidate, sentence=replace(candidate.sentence, text=text))


def _names(text: str, terms: Sequence[str]) -> bool:
    folded = text.lower()
    return any(term[:_STEM] in folded for term in terms)


def _in_window(candidate: Candidate, window: Window | None) -> bool:
    """Whether its day is not hidden by the window, or the sentence itself mentions a day in it."""
    day = candidate.passage.date
    if window is None or not window.filters or day is None:
        return True
    last = candidate.passage.date_end or day
    inside = last >= (window.from_ or date.min) and day <= (window.to or date.max)
    return inside or mentions_days_in(candidate.sentence.text, day, window)


def _likeliest(
    terms: Sequence[str], inside: Sequence[Candidate], catalog: Catalog
) -> tuple[list[Candidate], np.ndarray]:
    """The most promising candidates by words and place, in their order, for embedding all of them takes long; and the
    coverage of each."""
    coverage = _coverage(terms, [in_context(c) for c in inside], catalog)
    scores = np.array([c.place for c in inside]) + coverage
    best = np.sort(np.argsort(-scores, kind="stable")[:_SCORED])
    return [inside[i] for i in best.tolist()], coverage[best]


def in_context(candidate: Candidate) -> str:
    """The sentence as it is embedded: below its heading, after the sentence it leans on."""
    parts = (candidate.sentence.heading, candidate.sentence.lead, candidate.sentence.text)
    return ". ".join(part for part in parts if part)


def _coverage(terms: Sequence[str], texts: Sequence[str], catalog: Catalog) -> np.ndarray:
    """(len(texts),) share of `terms` in each text, weighted by how few of the texts have them."""
    stems_of_terms, *stems_of_texts = (set(row) for row in stems(catalog.db, [" ".join(terms), *texts]))
    weight = {stem: idf(len(texts), sum(stem in words for words in stems_of_texts)) for stem in stems_of_terms}
    total = sum(weight.values())
    return np.array(
        [sum(weight[stem] for stem in stems_of_terms & words) / total if total else 0.0 for words in stems_of_texts]
    )
