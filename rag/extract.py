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
from rag.evidence import Sentence, is_question, sentences
from rag.late import best_matches
from rag.question import Question
from rag.retriever import Found
from rag.told import tells_of, with_dates
from rag.window import Window

if TYPE_CHECKING:
    import numpy as np

MAX_STATEMENTS = 8
_READ = 80  # sentences looked at
_WEIGHED = 40  # and those embedded
_ENOUGH = 0.55  # of the best sentence's score: what is weaker is left out,
_ABOUT_IT = 0.45  # and what has less of the question's words than this share of the best
_SAME = 0.92  # cosine of two sentences that say the same
_LATE, _MEANING, _PLACE = 0.55, 0.25, 0.20
_BESIDE = 0.15  # of the score of the sentence before or after in the same paragraph, which it goes on from

ReadNote = Callable[[str], Note | None]
"""Path -> the note as it is on disk now, None when it is gone."""


class PassageEncoder(Protocol):
    """What extraction needs of an embedder."""

    def embed(self, texts: Sequence[str]) -> "tuple[np.ndarray, list[bytes]]": ...


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
    read_ones = [c for c in candidates(found, read) if _in_window(c, question.window)]
    chosen = choose(found, _likeliest(question, read_ones, catalog), embedder)
    by_date = sorted(chosen, key=lambda c: (c.passage.date or date.max, c.passage.path, c.sentence.number))
    return [statement(run) for run in _runs(by_date)]


def _runs(found: Sequence[Candidate]) -> list[list[Candidate]]:
    """Sentences that lean on the one before them, together with it."""
    runs: list[list[Candidate]] = []
    for each in found:
        last = runs[-1][-1] if runs else None
        follows = last and last.passage.path == each.passage.path and last.sentence.number + 1 == each.sentence.number
        if follows and last and each.sentence.lead == last.sentence.text:
            runs[-1].append(each)
        else:
            runs.append([each])
    return runs


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
    return inside or tells_of(candidate.sentence.text, day, window)


def _likeliest(question: Question, found: Sequence[Candidate], catalog: Catalog) -> list[Candidate]:
    """The most promising candidates by words and place, in their order: embedding all of them takes long."""
    import numpy as np

    if len(found) <= _WEIGHED:
        return list(found)
    scores = np.array([c.place for c in found]) + _coverage(question, [_in_context(c) for c in found], catalog)
    return [found[i] for i in np.sort(np.argsort(-scores, kind="stable")[:_WEIGHED]).tolist()]


def choose(found: Found, its: Sequence[Candidate], embedder: PassageEncoder) -> list[Candidate]:
    """The best candidates, greedily, near-duplicates left out."""
    import numpy as np

    if not its or found.asked is None:
        return []
    vectors, bits = embedder.embed([_in_context(c) for c in its])
    late = found.asked.weights @ best_matches(found.asked, dict(enumerate(bits)), range(len(bits)))
    place = np.array([c.place for c in its])
    scores = _with_neighbours(its, _LATE * late + _MEANING * (vectors @ found.asked.meaning) + _PLACE * place)
    about = _with_neighbours(its, late)
    scores = np.where(about >= _ABOUT_IT * about.max(), scores, -1.0)
    chosen: list[int] = []
    for i in np.argsort(-scores, kind="stable").tolist():
        if len(chosen) == MAX_STATEMENTS or scores[i] < _ENOUGH * scores.max():
            break
        if not chosen or float((vectors[chosen] @ vectors[i]).max()) < _SAME:
            chosen.append(i)
    return [its[i] for i in chosen]


def _with_neighbours(found: Sequence[Candidate], scores: "np.ndarray") -> "np.ndarray":
    """What a paragraph says of the matter runs over several sentences, not all of which have its words."""
    paragraphs = [(c.passage.path, c.sentence.block) for c in found]
    out = scores.copy()
    for i, paragraph in enumerate(paragraphs):
        beside = [scores[j] for j in (i - 1, i + 1) if 0 <= j < len(paragraphs) and paragraphs[j] == paragraph]
        out[i] += _BESIDE * max(beside, default=0.0)
    return out


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


def statement(run: Sequence[Candidate]) -> Statement:
    """Sentences that go on from each other as one statement that can be read on its own."""
    first = run[0].sentence
    lead = first.lead.rstrip("?？ ") + ":" if is_question(first.lead) else first.lead
    text = " ".join(part for part in (lead, *(c.sentence.text for c in run)) if part)
    passage = run[0].passage
    if passage.date and not passage.date_end:
        text = with_dates(text, passage.date)
    return Statement(text, tuple(cite(c.passage, c.sentence) for c in run))


def cite(passage: StoredPassage, sentence: Sentence) -> Citation:
    return Citation(
        passage.date,
        passage.date_source,
        passage.path,
        sentence.cited_from,
        sentence.line_end,
        passage.heading or passage.title,
        sentence.quote,
    )
