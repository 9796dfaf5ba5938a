"""Days -> statements without an LLM: the sentences of the best passages that together say most, in date order."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

from index.catalog import Catalog, StoredPassage
from index.notes import Note
from index.words import stems
from rag.bm25 import idf
from rag.citations import Citation, Statement, quote_stands
from rag.evidence import Sentence, sentences
from rag.question import Question
from rag.retriever import Found

if TYPE_CHECKING:
    import numpy as np

MAX_STATEMENTS = 8
_MAX_CANDIDATES = 80
_ENOUGH = 0.55  # of the best sentence's score: what is weaker is left out
_SAME = 0.92  # cosine of two sentences that say the same
_MEANING, _WORDS, _PLACE = 0.45, 0.35, 0.20

ReadNote = Callable[[str], Note | None]
"""Path -> the note as it is on disk now, None when it is gone."""


class PassageEncoder(Protocol):
    """What extraction needs of an embedder."""

    def encode_passages(self, texts: Sequence[str]) -> "np.ndarray": ...

    def encode_question(self, text: str) -> "np.ndarray": ...


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence, the passage it stands in, and that passage's score over the best one's."""

    sentence: Sentence
    passage: StoredPassage
    place: float


def extract(
    question: Question, found: Found, catalog: Catalog, embedder: PassageEncoder, read: ReadNote
) -> list[Statement]:
    """Up to eight statements, oldest first; none when the passages state nothing."""
    chosen = choose(question, candidates(found, read), catalog, embedder)
    by_date = sorted(chosen, key=lambda c: (c.passage.date or date.max, c.passage.path, c.sentence.line_start))
    return [statement(candidate) for candidate in by_date]


def candidates(found: Found, read: ReadNote) -> list[Candidate]:
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
        if len(out) >= _MAX_CANDIDATES:
            break
    return out


def choose(
    question: Question, found: Sequence[Candidate], catalog: Catalog, embedder: PassageEncoder
) -> list[Candidate]:
    """The best candidates, greedily, near-duplicates left out."""
    import numpy as np

    if not found:
        return []
    texts = [_in_context(c) for c in found]
    vectors = embedder.encode_passages(texts)
    meaning = vectors @ embedder.encode_question(question.search_text or question.text)
    scores = (
        _MEANING * meaning + _WORDS * _coverage(question, texts, catalog) + _PLACE * np.array([c.place for c in found])
    )
    chosen: list[int] = []
    for i in np.argsort(-scores, kind="stable").tolist():
        if len(chosen) == MAX_STATEMENTS or scores[i] < _ENOUGH * scores.max():
            break
        if not chosen or float((vectors[chosen] @ vectors[i]).max()) < _SAME:
            chosen.append(i)
    return [found[i] for i in chosen]


def _in_context(candidate: Candidate) -> str:
    parts = (candidate.sentence.heading, candidate.sentence.lead, candidate.sentence.text)
    return ". ".join(part for part in parts if part)


def _coverage(question: Question, texts: Sequence[str], catalog: Catalog) -> "np.ndarray":
    """(len(texts),) share of the question's words, weighted by how few of the candidates have them."""
    import numpy as np

    asked, *said = (set(found) for found in stems(catalog.db, [" ".join(question.terms), *texts]))
    weight = {stem: idf(len(said), sum(stem in words for words in said)) for stem in asked}
    total = sum(weight.values())
    return np.array([sum(weight[stem] for stem in asked & words) / total if total else 0.0 for words in said])


def statement(candidate: Candidate) -> Statement:
    """The candidate as a statement that can be read on its own."""
    sentence, passage = candidate.sentence, candidate.passage
    lead = sentence.lead.rstrip("?？ ") + ":" if sentence.lead.endswith(("?", "？")) else sentence.lead
    text = f"{lead} {sentence.text}" if lead else sentence.text
    return Statement(text, (cite(passage, sentence),))


def cite(passage: StoredPassage, sentence: Sentence) -> Citation:
    return Citation(
        passage.date,
        passage.date_source,
        passage.path,
        sentence.line_start,
        sentence.line_end,
        passage.heading or passage.title,
        sentence.quote,
    )
