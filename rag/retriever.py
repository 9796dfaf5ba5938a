"""Question -> ranked days, each with its best passages: meaning and words, their scores fused.

Dense similarity and BM25 are each brought to 0..1 and added with fixed weights (a convex combination; Bruch, Gai,
Ingber, "An Analysis of Fusion Functions for Hybrid Retrieval", 2023: keeping scores beats keeping ranks only).
A day is as good as its best passage and what the whole day says of the question's words.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

from index.catalog import Catalog, StoredPassage
from index.table import PassageTable, load_table
from index.vectors import Vectors
from index.words import postings, stems
from rag.bm25 import WordScores, word_scores
from rag.question import Question
from rag.wanted import wanted
from rag.window import Window

if TYPE_CHECKING:
    import numpy as np

CANDIDATES = 300
PASSAGES_A_DAY = 3
_EXACT_ROWS = 2_000  # a window of at most so many passages has its own vectors scored, others over-fetch
_DENSE, _WORDS, _DAY_WORDS = 0.30, 0.40, 0.30
_FEW_DAYS = 4  # half of fewer days tells nothing


class QuestionEncoder(Protocol):
    """What retrieval needs of an embedder."""

    def encode_question(self, text: str) -> "np.ndarray": ...


@dataclass(frozen=True, slots=True)
class PassageHit:
    """A passage that speaks to the question; lines count from 1, both ends included."""

    path: str
    line_start: int
    line_end: int
    heading: str
    text: str
    score: float


@dataclass(frozen=True, slots=True)
class DayHits:
    """A day and its best passages, best first. `date` is None for a note without a date."""

    date: date | None
    score: float
    passages: tuple[PassageHit, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """Ranked days with what an answer needs besides: the stored passages behind each, and the evidence."""

    days: tuple[DayHits, ...]
    stored: tuple[tuple[StoredPassage, ...], ...]
    """For each of `days` the passages of `DayHits.passages`, with their entry's date and date source."""
    best_similarity: float
    coverage: float
    """Share of the question's words, weighted by rarity, that the best day holds."""
    missing: tuple[str, ...] = ()
    """Quoted phrases and tags of the question that no note has."""


class Retriever:
    """Searches one collection; sees what other processes write by the catalog's generation."""

    def __init__(self, catalog: Catalog, vectors: Vectors, embedder: QuestionEncoder) -> None:
        self._catalog, self._vectors, self._embedder = catalog, vectors, embedder
        self._table: PassageTable | None = None
        self._generation: str | None = None

    def search(self, question: Question, limit: int) -> Found:
        """The best `limit` days for the question; none when nothing of the notes lies in its window."""
        import numpy as np

        table = self._fresh_table()
        operators = wanted(question, table, self._catalog)
        allowed = operators.allowed & _allowed(table, question.window)
        if not allowed.any():
            return Found((), (), 0.0, 0.0, operators.missing)
        words = word_scores(self._catalog.db, table, question.terms)
        dense = self._similarities(table, self._meaning_text(question, table), allowed)
        passage_scores, day_scores = _fuse(words, dense)
        passage_scores = np.where(allowed, passage_scores + operators.phrases, -1.0)
        best = np.full(len(table.days), -1.0)
        np.maximum.at(best, table.day, passage_scores)
        total = np.where(best >= 0, best + day_scores, -1.0) + _boost(table, question.window)
        order = [d for d in np.argsort(-total, kind="stable").tolist() if best[d] > 0][:limit]
        return self._found(table, order, total, passage_scores, dense, words, operators.missing)

    def _meaning_text(self, question: Question, table: PassageTable) -> str:
        """What is embedded: without the names met on at least half of the days, which make all days look alike."""
        import numpy as np

        text = question.search_text or question.text
        for name in question.names:
            held = [postings(self._catalog.db, stem)[0] for stem in stems(self._catalog.db, [name])[0]]
            days = [len(np.unique(table.day[table.rows_of(ids[table.known(ids)])])) for ids in held]
            if days and min(days) * 2 >= len(table.days) >= _FEW_DAYS:
                text = re.sub(rf"(?<!\w){re.escape(name)}(?:['’]s)?(?!\w)", " ", text)
        return " ".join(text.split()) if re.search(r"\w{2}", text) else question.search_text or question.text

    def _fresh_table(self) -> PassageTable:
        generation = self._catalog.meta("generation")
        if self._table is None or generation != self._generation:
            self._table, self._generation = load_table(self._catalog), generation
        return self._table

    def _similarities(self, table: PassageTable, text: str, allowed: "np.ndarray") -> "np.ndarray":
        """(n,) cosine similarity of the nearest allowed passages, NaN elsewhere."""
        import numpy as np

        vector = self._embedder.encode_question(text)
        out = np.full(len(table.ids), np.nan)
        inside = int(allowed.sum())
        if inside <= min(_EXACT_ROWS, len(table.ids) // 2):
            near = [(i, float(v @ vector)) for i, v in self._vectors.get(table.ids[allowed].tolist()).items()]
        else:
            near = self._vectors.nearest(vector, min(CANDIDATES * len(table.ids) // inside, len(table.ids)))
        if near:
            ids = np.array([i for i, _ in near], np.int64)
            there = table.known(ids)
            out[table.rows_of(ids[there])] = np.array([s for _, s in near])[there]
        out[~allowed] = np.nan
        return out

    def _found(
        self,
        table: PassageTable,
        order: Sequence[int],
        total: "np.ndarray",
        scores: "np.ndarray",
        dense: "np.ndarray",
        words: WordScores,
        missing: tuple[str, ...],
    ) -> Found:
        import numpy as np

        rows_of_day = {day: np.flatnonzero(table.day == day) for day in order}
        best = {
            day: rows[np.argsort(-scores[rows], kind="stable")[:PASSAGES_A_DAY]] for day, rows in rows_of_day.items()
        }
        kept = {day: [row for row in rows.tolist() if scores[row] > 0] for day, rows in best.items()}
        stored = self._catalog.passages([int(table.ids[row]) for rows in kept.values() for row in rows])
        days: list[DayHits] = []
        behind: list[tuple[StoredPassage, ...]] = []
        for day in order:
            its = [
                (stored[int(table.ids[row])], float(scores[row])) for row in kept[day] if int(table.ids[row]) in stored
            ]
            hits = tuple(PassageHit(p.path, p.line_start, p.line_end, p.heading, p.text, round(s, 4)) for p, s in its)
            if hits:
                days.append(DayHits(table.days[day].date, round(float(total[day]), 4), hits))
                behind.append(tuple(p for p, _ in its))
        similarity = float(np.nanmax(dense)) if np.isfinite(dense).any() else 0.0
        coverage = float(words.day_coverage[order[0]]) if order else 0.0
        return Found(tuple(days), tuple(behind), similarity, coverage, missing)


def _allowed(table: PassageTable, window: Window | None) -> "np.ndarray":
    """(n,) bool: passages whose entry has a day in a window that filters; all of them for any other."""
    import numpy as np

    if window is None or not window.filters:
        return np.ones(len(table.ids), bool)
    return _inside(table, window)


def _inside(table: PassageTable, window: Window) -> "np.ndarray":
    low = window.from_.toordinal() if window.from_ else 1
    high = window.to.toordinal() if window.to else 10**7
    inside: np.ndarray = (table.first > 0) & (table.last >= low) & (table.first <= high)
    return inside


def _boost(table: PassageTable, window: Window | None) -> "np.ndarray":
    """(d,) what a window that does not filter adds to its days."""
    import numpy as np

    out = np.zeros(len(table.days))
    if window is not None and not window.filters and (window.from_ or window.to):
        out[table.day[_inside(table, window)]] = 0.15
    return out


def _fuse(words: WordScores, dense: "np.ndarray") -> "tuple[np.ndarray, np.ndarray]":
    """(n,) passage scores and (d,) what the whole day adds."""
    import numpy as np

    known = np.isfinite(dense)
    floor = float(dense[known].min()) if known.any() else 0.0
    top = float(dense[known].max()) if known.any() else 1.0
    meaning = np.where(known, (dense - floor) / max(top - floor, 1e-9), 0.0)
    passages = _DENSE * meaning + _WORDS * _to_one(words.passages)
    return passages, _DAY_WORDS * _to_one(words.days)


def _to_one(scores: "np.ndarray") -> "np.ndarray":
    """Scores over their maximum: from 0 to 1."""
    top = scores.max(initial=0.0)
    return scores / top if top > 0 else scores
