"""What a search hands out: ranked days, each with its best passages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from index.store.catalog import Catalog
from index.store.passage_table import PassageTable
from index.store.rows import StoredPassage
from rag.retrieval.late_interaction import QueryVectors

_SHOWN_A_DAY = 3
_READ_A_DAY = 6  # of a day of many topics the one that answers is often not among the three best


@dataclass(frozen=True, slots=True)
class PassageHit:
    """A passage that matches the question; lines count from 1, both ends included."""

    path: str
    line_start: int
    line_end: int
    heading: str
    text: str
    """The passage's text."""
    score: float
    """How well it matches the question; higher is better."""


@dataclass(frozen=True, slots=True)
class DayHits:
    """A day and its best passages, best first. `date` is None for a note without a date."""

    date: date | None
    score: float
    """How well the day matches the question; higher is better."""
    passages: tuple[PassageHit, ...]
    """Its best passages, best first."""
    outside: bool = False
    """Whether it lies outside the days that the question names."""


@dataclass(frozen=True, slots=True)
class StoredHit:
    """A passage as it is stored, with its entry's date and date source, and how well it matches; higher is better."""

    passage: StoredPassage
    score: float


@dataclass(frozen=True, slots=True)
class SearchHits:
    """Ranked days with what an answer needs besides: the stored passages behind each, and how well the best match."""

    days: tuple[DayHits, ...]
    stored: tuple[tuple[StoredHit, ...], ...]
    """For each of `days` the passages to read for an answer, best first: those of `DayHits.passages` and some more."""
    best_similarity: float
    best_words: float
    """From 0 to 1: how well the best passage matches the question's words."""
    query: QueryVectors | None = None
    """The question as it was compared; None where there was nothing to compare it with."""
    outside: bool = False
    """Nothing was written in the question's window, nor mentions it: these days lie outside."""
    missing: tuple[str, ...] = ()
    """Quoted phrases and tags of the question that no note has."""
    scores: Mapping[date, float] = field(default_factory=dict)
    """The ranking score of every day that counts, not of the best ones alone."""


@dataclass(frozen=True, slots=True)
class RankedDays:
    """Days by rank, as indices into the table's, with the scores of all days and passages."""

    order: list[int]
    days: np.ndarray
    """(d,)"""
    passages: np.ndarray
    """(n,)"""
    least: float
    """what a passage's score must exceed to count"""
    best_words: float


def day_hits(
    table: PassageTable, ranked: RankedDays, order: Sequence[int], catalog: Catalog, outside: bool = False
) -> tuple[tuple[DayHits, ...], tuple[tuple[StoredHit, ...], ...]]:
    """The days of `order` with their best passages, as `SearchHits.days` and `SearchHits.stored`."""
    rows_of_day = {day: _best_rows(table, ranked, day) for day in order}
    stored = catalog.passages([int(table.ids[row]) for rows in rows_of_day.values() for row in rows])
    days: list[DayHits] = []
    stored_of_days: list[tuple[StoredHit, ...]] = []
    for day, rows in rows_of_day.items():
        ids = [(row, int(table.ids[row])) for row in rows]
        found = tuple(StoredHit(stored[i], float(ranked.passages[row])) for row, i in ids if i in stored)
        if found:
            shown = tuple(_shown(hit) for hit in found[:_SHOWN_A_DAY])
            days.append(DayHits(table.days[day].date, round(float(ranked.days[day]), 4), shown, outside))
            stored_of_days.append(found)
    return tuple(days), tuple(stored_of_days)


def _shown(hit: StoredHit) -> PassageHit:
    passage = hit.passage
    lines = passage.line_start, passage.line_end
    return PassageHit(passage.path, *lines, passage.heading, passage.text, round(hit.score, 4))


def _best_rows(table: PassageTable, ranked: RankedDays, day: int) -> list[int]:
    """Rows of the day's best passages, best first."""
    rows = np.flatnonzero(table.day == day)
    best = rows[np.argsort(-ranked.passages[rows], kind="stable")[:_READ_A_DAY]]
    return [row for row in best.tolist() if ranked.passages[row] > ranked.least]
