"""Word scores of all passages and all days at once, by BM25 over the word index's postings.

Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009, with the usual k1 and b, and
Lucene's idf, which is never negative: ln(1 + (N - n + 0.5) / (n + 0.5)).
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.table import PassageTable
from index.words import document_frequency, postings, stems

if TYPE_CHECKING:
    import numpy as np

K1, B = 1.2, 0.75
HEADER_WEIGHT = 0.5  # a word of the header says what the passage belongs to, not what it says
_TOO_COMMON = 20_000  # passages: a word in more of them is left out where the question has rarer ones


@dataclass(frozen=True, slots=True)
class WordScores:
    """BM25 of every passage and every day of a table, and how much of the question's words each holds."""

    passages: "np.ndarray"
    """(n,) float64"""
    days: "np.ndarray"
    """(d,) float64"""
    coverage: "np.ndarray"
    """(n,) float64 from 0 to 1: share of the question's idf that the passage holds"""
    day_coverage: "np.ndarray"
    """(d,) float64 from 0 to 1"""
    unknown: tuple[str, ...]
    """Words that no passage holds."""


def word_scores(db: sqlite3.Connection, table: PassageTable, terms: Sequence[str]) -> WordScores:
    import numpy as np

    n, d = len(table.ids), len(table.days)
    wanted = list(dict.fromkeys(stem for found in stems(db, terms) for stem in found))
    frequency = {stem: document_frequency(db, stem) for stem in wanted}
    rare = [stem for stem in wanted if frequency[stem] <= _TOO_COMMON]
    used = [stem for stem in (rare or wanted) if frequency[stem]]
    day_words = np.bincount(table.day, table.words, minlength=d) if n else np.zeros(d)
    scores, cover, day_scores, day_cover, total = np.zeros(n), np.zeros(n), np.zeros(d), np.zeros(d), 0.0
    for stem in used:
        ids, in_prose, in_header = postings(db, stem)
        there = table.known(ids)
        rows, times = table.rows_of(ids[there]), in_prose[there] + HEADER_WEIGHT * (in_header[there] > 0)
        scores[rows] += idf(n, len(rows)) * _saturated(times, table.words[rows], table.words.mean())
        cover[rows] += idf(n, len(rows))
        day_times = np.bincount(table.day[rows], times, minlength=d)
        held = np.flatnonzero(day_times)
        day_scores[held] += idf(d, len(held)) * _saturated(day_times[held], day_words[held], day_words.mean())
        day_cover[held] += idf(n, len(rows))
        total += idf(n, len(rows))
    unknown = tuple(stem for stem in wanted if not frequency[stem])
    total += len(unknown) * idf(n, 0)
    return WordScores(
        scores, day_scores, cover / total if total else cover, day_cover / total if total else day_cover, unknown
    )


def idf(documents: int, holding: int) -> float:
    """The weight of a word that `holding` of `documents` have."""
    from math import log

    return log(1 + (documents - holding + 0.5) / (holding + 0.5))


def _saturated(times: "np.ndarray", words: "np.ndarray", mean_words: float) -> "np.ndarray":
    return times * (K1 + 1) / (times + K1 * (1 - B + B * words / max(mean_words, 1.0)))
