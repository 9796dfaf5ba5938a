"""Scores as arrays -> ranked days: the pure arithmetic of retrieval, over all passages of a table at once.

Scores are brought to 0..1 and added with fixed weights (a convex combination; Bruch, Gai, Ingber, "An Analysis of
Fusion Functions for Hybrid Retrieval", 2023: keeping scores beats keeping ranks only).
"""

from dataclasses import dataclass

import numpy as np

from index.store.passage_table import PassageTable
from rag.retrieval.bm25 import WordScores
from rag.retrieval.late_interaction import QueryVectors
from rag.temporal.window import Window

_IN_WINDOW = 0.12  # added to the days of a window that hides none: less than words and meaning can differ by
_FLOOR = 0.25  # of every day's score: those who weigh sentences by it learned on scores that lie so far apart
_LATE_DAYS = 20  # whose passages are looked at again: late interaction's time grows with them
_LATE_PASSAGES = 600  # and at most so many, where days are long


@dataclass(frozen=True, slots=True)
class FusionWeights:
    """What each part of a score counts for."""

    similarity: float
    words: float
    day_words: float
    """BM25 of the whole day"""


@dataclass(frozen=True, slots=True)
class DayWeights:
    """What a day of the second step counts by; none of it depends on how long the day is or how many days there are.

    Learned from chats and from journals of a year, each by weights that never saw the other: see `tools/weigh.py`.
    """

    windows: float = 0.594
    """late interaction of its best short stretches of text, squared: see `late_interaction.best_windows`"""
    similarity: float = 0.335
    """cosine similarity of its best passage"""
    day_words: float = 0.0118
    """BM25 of the whole day, as it is: what has several rare words of the question is told by them"""


@dataclass(frozen=True, slots=True)
class Weights:
    """The ranker's weights: of the first step, over all days, and of the second, over the best ones again.

    `first` and `passages` with `late` add up to one; the latter order the passages of a day, `days` the days.
    """

    first: FusionWeights = FusionWeights(0.30, 0.40, 0.30)
    passages: FusionWeights = FusionWeights(0.07, 0.10, 0.05)
    late: float = 0.78
    days: DayWeights = DayWeights()


WEIGHTS = Weights()


def inside(table: PassageTable, window: Window, margin: int) -> np.ndarray:
    """(n,) bool: passages of entries that have a day in the window, or at most `margin` days from it."""
    low = window.from_.toordinal() - margin if window.from_ else 1
    high = window.to.toordinal() + margin if window.to else 10**7
    there: np.ndarray = (table.first > 0) & (table.last >= low) & (table.first <= high)
    for start, end in window.without:
        there &= (table.first < start.toordinal()) | (table.last > end.toordinal())
    if window.weekdays:
        week = [table.first + step for step in range(7)]
        own = [(day <= table.last) & np.isin((day - 1) % 7, sorted(window.weekdays)) for day in week]  # 1 is a Monday
        there &= np.logical_or.reduce(own)
    if window.passages is not None:
        there = np.isin(table.ids, np.fromiter(window.passages, np.int64, len(window.passages)))
    return there


def longest_ids(table: PassageTable) -> list[int]:
    """(d,) the id of each day's passage with most words, the first of them."""
    order = np.lexsort((table.ids, -table.words, table.day))
    longest: list[int] = table.ids[order[np.unique(table.day[order], return_index=True)[1]]].tolist()
    return longest


def lift(table: PassageTable, window: Window | None) -> np.ndarray:
    """(d,) what a window adds to its days: those that it does not hide."""
    out = np.zeros(len(table.days))
    if window is not None and (window.from_ or window.to or window.filters):
        out[table.day[inside(table, window, 0)]] = _IN_WINDOW
    return out


def fused(weights: FusionWeights, dense: np.ndarray, words: WordScores) -> tuple[np.ndarray, np.ndarray]:
    """(n,) passage scores and (d,) what the whole day adds."""
    known = np.isfinite(dense)
    floor = float(dense[known].min()) if known.any() else 0.0
    top = float(dense[known].max()) if known.any() else 1.0
    meaning = np.where(known, (dense - floor) / max(top - floor, 1e-9), 0.0)
    passages = weights.similarity * meaning + weights.words * to_one(words.passages)
    return passages, weights.day_words * to_one(words.days)


def of_days(table: PassageTable, rows: np.ndarray, values: np.ndarray, least: float = 0.0) -> np.ndarray:
    """(d,) the best of the values of `rows`, (len(rows),), for each day; `least` where it has none."""
    best = np.full(len(table.days), least)
    np.maximum.at(best, table.day[rows], values)
    return best


def best_of_day(table: PassageTable, passages: np.ndarray) -> np.ndarray:
    """(d,) the score of each day's best passage."""
    return of_days(table, np.arange(len(passages)), passages, least=-1.0)


def rows_of_best_days(table: PassageTable, days: np.ndarray, passages: np.ndarray) -> np.ndarray:
    """Rows of the passages that are worth a second look."""
    best = np.argsort(-days, kind="stable")[:_LATE_DAYS]
    rows = np.flatnonzero(np.isin(table.day, best) & (passages >= 0))
    if len(rows) > _LATE_PASSAGES:
        rows = np.sort(rows[np.argsort(-passages[rows], kind="stable")[:_LATE_PASSAGES]])
    return rows


def to_one(scores: np.ndarray) -> np.ndarray:
    """Scores over their maximum: from 0 to 1."""
    top = scores.max(initial=0.0)
    return scores / top if top > 0 else scores


@dataclass(frozen=True, slots=True)
class Scored:
    """What ranking a question works with; n passages, d days."""

    table: PassageTable
    query: QueryVectors
    dense: np.ndarray
    """(n,) cosine similarity, NaN where it is not known"""
    words: WordScores
    lifted: np.ndarray
    """(d,) what the window adds"""
    allowed: np.ndarray
    """(n,) bool"""
    windowed: bool
    """whether a window left nothing but its days: all of them then answer the question"""
    phrases: np.ndarray
    """(n,) what quoted phrases add"""
    outside: bool
    missing: tuple[str, ...]

    def fused(self, weights: FusionWeights) -> tuple[np.ndarray, np.ndarray]:
        """(n,) passage scores, -1 for those not allowed, and (d,) what the whole day adds."""
        passages, days = fused(weights, self.dense, self.words)
        return np.where(self.allowed, passages + self.phrases, -1.0), days

    def evidence(self, windows: np.ndarray, weights: DayWeights) -> np.ndarray:
        """(d,) what speaks for each day; `windows` is (d,), 0 for days that the second step leaves out."""
        known = np.flatnonzero(np.isfinite(self.dense))
        floor = float(self.dense[known].min()) if len(known) else 0.0
        near = of_days(self.table, known, self.dense[known], least=max(floor, 0.0))
        phrases = of_days(self.table, np.arange(len(self.phrases)), np.where(self.allowed, self.phrases, 0.0))
        meant = weights.windows * windows + weights.similarity * near
        # What the model has no pieces for its vectors cannot tell.
        parts = (1 - self.query.unknown) * meant + weights.day_words * self.words.days
        total: np.ndarray = _FLOOR + parts + phrases + self.lifted
        return total

    def first_step(self, weights: FusionWeights) -> tuple[np.ndarray, np.ndarray]:
        """(d,) day scores and (n,) passage scores, without late interaction."""
        passages, days = self.fused(weights)
        return best_of_day(self.table, passages) + days + self.lifted, passages
