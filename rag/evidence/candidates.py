"""Found days -> the sentences in them that may answer, each scored against the question."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np

from index.passages.cut import HEADING_JOIN
from index.store.catalog import Catalog
from index.store.rows import StoredPassage
from index.store.word_index import document_frequency, stems
from rag.evidence.assertions import Sentence
from rag.evidence.boilerplate import Boilerplate, boilerplate_of
from rag.evidence.doers import speaker
from rag.evidence.note_sentences import NoteSentences
from rag.evidence.sentence_features import sentence_features
from rag.evidence.term_coverage import held_terms, is_unspaced
from rag.question.read import Question
from rag.retrieval.bm25 import idf
from rag.retrieval.hits import SearchHits
from rag.retrieval.kept_matches import Tokenizer, kept_matches
from rag.retrieval.late_interaction import best_matches
from rag.temporal.told.relative_times import mentions_days_in
from rag.temporal.window import Window

_WORDS = re.compile(r"[^\W\d_]{3,}")  # a title that is but a date says nothing
_CONTEXT = 120  # characters of the titles and headings above
_READ = 160  # sentences looked at
_STEM = 5  # letters that tell a word of the question
_SCORED = 24  # and those embedded, which takes most of the time


class PassageEncoder(Tokenizer, Protocol):
    """What scoring needs of an embedder."""

    @property
    def is_centred(self) -> bool:
        """Whether its vectors all point so much one way that their mean is taken from them: see token_mean.py."""

    def embed(self, texts: Sequence[str]) -> tuple[np.ndarray, list[bytes]]: ...


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence, the passage it stands in, and that passage's score over the best one's."""

    sentence: Sentence
    passage: StoredPassage
    place: float
    around: str = ""
    """What stands before and after the sentence, as the judge reads it (`NoteSentences.around`)."""


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
    """(n,) from 0 to 1: the share of the question's terms that it has, or stands below, the rarest counting most"""
    held: np.ndarray
    """(t, n) from 0 to 1: how much of each term it has, or stands below"""
    term_weights: np.ndarray
    """(t,) how rare each term is"""
    unknown: np.ndarray
    """(t,) bool: which terms stand nowhere in the collection"""
    more: Mapping[str, np.ndarray]
    """Further features by name, (n,) each"""
    centred: bool = False
    """Whether the embedder `is_centred`: of such a model even what has nothing in common is near"""


def score_candidates(
    hits: SearchHits, question: Question, catalog: Catalog, embedder: PassageEncoder, notes: NoteSentences
) -> ScoredCandidates | None:
    """The most promising sentences of the days found; None where there are none."""
    inside = _usable(hits, question, catalog, notes)
    if not inside or hits.query is None:
        return None
    terms = question.terms
    held = held_terms(terms, [in_context(c) for c in inside], catalog.db)
    weights, unknown = _rarity(held, terms, catalog)
    coverage = weights @ held / max(float(weights.sum()), 1e-9) if len(terms) else np.zeros(len(inside))
    matches = kept_matches([(c.sentence.text, c.passage) for c in inside], hits.query, catalog, embedder)
    scores = matches + (np.array([c.place for c in inside]) + coverage) / 2
    kept = np.sort(np.argsort(-scores, kind="stable")[:_SCORED])
    likeliest, coverage, held = [_placed(inside[i], notes) for i in kept.tolist()], coverage[kept], held[:, kept]
    vectors, bits = embedder.embed([in_context(c) for c in likeliest])
    matches = best_matches(hits.query, dict(enumerate(bits)), range(len(bits)))
    words, unnamed = hits.query.weights @ matches, hits.query.unnamed @ matches
    if any(map(is_unspaced, terms)):  # whose signs the model hardly knows
        words, unnamed = np.maximum(words, coverage), np.maximum(unnamed, coverage)
    own = held_terms(terms, [f"{c.sentence.lead} {c.sentence.text}" for c in likeliest], catalog.db)
    more = sentence_features(question, [(c.sentence, c.passage) for c in likeliest])
    more["own_coverage"] = weights @ own / max(float(weights.sum()), 1e-9) if len(terms) else coverage
    meaning = vectors @ hits.query.meaning
    return ScoredCandidates(
        tuple(likeliest),
        vectors,
        meaning,
        words,
        unnamed,
        coverage,
        held,
        weights,
        unknown,
        more,
        embedder.is_centred,
    )


def _usable(hits: SearchHits, question: Question, catalog: Catalog, notes: NoteSentences) -> list[Candidate]:
    """Sentences in the question's window that are no boilerplate; where some have a quoted phrase, only these."""
    boilerplate = boilerplate_of(catalog)
    inside = [
        _without_label(c, boilerplate)
        for c in candidates(hits, notes)
        if _in_window(c, question.window)
        and not (boilerplate.holds(c.sentence.text) and (question.asks_for_days or not _names(c, question.terms)))
    ]
    phrases = [" ".join(phrase.casefold().split()) for phrase in question.phrases]
    with_phrase = [c for c in inside if any(phrase in c.sentence.text.casefold() for phrase in phrases)]
    return with_phrase or inside


def _rarity(held: np.ndarray, terms: Sequence[str], catalog: Catalog) -> tuple[np.ndarray, np.ndarray]:
    """(t,) the idf of each term, and whether it stands nowhere.

    The idf is that of the collection, of scripts without spaces that of these sentences.
    """
    total = catalog.passage_count()
    weights, unknown = [], []
    for term, row, own in zip(terms, held, stems(catalog.db, terms), strict=True):
        frequency = min((document_frequency(catalog.db, stem) for stem in own), default=0)
        weights.append(idf(held.shape[1], int((row > 0).sum())) if is_unspaced(term) else idf(total, frequency))
        unknown.append(frequency == 0 and not is_unspaced(term))
    return np.array(weights), np.array(unknown, bool)


def candidates(hits: SearchHits, notes: NoteSentences) -> list[Candidate]:
    """The sentences of the found passages, best passages first; passages whose file has changed since are left out."""
    ranked = sorted(
        (
            (day.score * hit.score, hit.passage)
            for day, found in zip(hits.days, hits.stored, strict=True)
            for hit in found
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


def _placed(candidate: Candidate, notes: NoteSentences) -> Candidate:
    return replace(candidate, around=notes.around(candidate.passage, candidate.sentence))


def _names(candidate: Candidate, terms: Sequence[str]) -> bool:
    folded = candidate.sentence.text.lower()
    return any(term[:_STEM] in folded for term in terms)


def _in_window(candidate: Candidate, window: Window | None) -> bool:
    """Whether its day is not hidden by the window, or the sentence itself mentions a day in it."""
    day = candidate.passage.date
    if window is None or not window.filters:
        return True
    if window.passages is not None:
        return candidate.passage.id in window.passages
    if day is None:
        return True
    inside = window.holds(day, candidate.passage.date_end or day)
    return inside or mentions_days_in(candidate.sentence.text, day, window)


def in_context(candidate: Candidate) -> str:
    """The sentence as it is embedded: below its title and headings, after what it leans on."""
    sentence, passage = candidate.sentence, candidate.passage
    above = [passage.title, *passage.heading.split(HEADING_JOIN), sentence.heading]
    named = [name for name in dict.fromkeys(above) if _WORDS.search(name)]
    parts = (" › ".join(named)[-_CONTEXT:], sentence.lead, sentence.text)
    return ". ".join(part for part in parts if part)


def judged_text(candidate: Candidate) -> str:
    """`in_context`, with who speaks ("Mel: …") also where the sentence is not the first of what was said."""
    text, own = in_context(candidate), candidate.sentence.text
    who = speaker(candidate.sentence.paragraph)
    return text if not who or speaker(own) else f"{text[: len(text) - len(own)]}{who}: {own}"
