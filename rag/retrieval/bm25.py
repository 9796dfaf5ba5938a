"""Word scores of all passages and all days at once, by BM25 over the word index's postings.

Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009, with the usual k1 and b, and
Lucene's idf, which is never negative: ln(1 + (N - n + 0.5) / (n + 0.5)).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

import numpy as np

from index.store.catalog import Catalog
from index.store.passage_table import PassageTable
from index.store.word_index import document_frequency, longer_words, postings, postings_of_any, stem_groups
from index.text.irregular_verbs import other_forms

K1, B = 1.2, 0.75
HEADER_WEIGHT = 0.5  # a word of the header says what the passage belongs to, not what it says
NEIGHBOUR_WEIGHT = 0.5  # a word of the passage before or after: what is written runs over a passage's end
_LONG = 5  # letters
_REMEMBERED = 128  # words with all they add
_COUNTED = 4096  # words of which only the number of passages is remembered
_TOO_COMMON = 20_000  # passages: a word in more of them is left out where the question has rarer ones


@dataclass(frozen=True, slots=True)
class WordScores:
    """BM25 of every passage and every day of a table."""

    passages: np.ndarray
    """(n,) float64"""
    days: np.ndarray
    """(d,) float64"""


@dataclass(frozen=True, slots=True)
class _Stem:
    """What one word adds to the scores of the passages and days that it speaks for."""

    near: np.ndarray
    """passages that hold it, and their neighbours"""
    near_scores: np.ndarray
    days: np.ndarray
    day_scores: np.ndarray


class WordIndex:
    """BM25 over the passages of one table; the last words looked up are remembered."""

    def __init__(self, catalog: Catalog, table: PassageTable) -> None:
        self._catalog, self._table = catalog, table
        self._words = table.words + NEIGHBOUR_WEIGHT * _of_neighbours(table, table.words)
        self._day_words = np.bincount(table.day, table.words, minlength=len(table.days))
        self._stem = lru_cache(_REMEMBERED)(self._read_stem)
        self._frequency = lru_cache(_COUNTED)(lambda stem: document_frequency(catalog.db, stem))

    def scores(self, terms: Sequence[str]) -> WordScores:
        n, d = len(self._table.ids), len(self._table.days)
        frequency = {forms: self._frequency_of_any(forms) for forms in self.stems(terms)}
        rare = [forms for forms in frequency if frequency[forms] <= _TOO_COMMON]
        passages, days = np.zeros(n), np.zeros(d)
        for stem in (self._stem(forms) for forms in (rare or frequency) if frequency[forms]):
            passages[stem.near] += stem.near_scores
            days[stem.days] += stem.day_scores
        return WordScores(passages, days)

    def _forms(self, terms: Sequence[str]) -> list[tuple[str, ...]]:
        """For each word of `terms` the stems it is met by: "buy" -> ("buy", "bought")."""
        forms: list[tuple[str, ...]] = []
        for term, groups in zip(terms, stem_groups(self._catalog.db, terms), strict=True):
            others = [form for group in self.stems(other_forms(term)) for form in group] if len(groups) == 1 else []
            forms.extend((*group, *others) for group in groups)
        return forms

    def stems(self, terms: Sequence[str]) -> list[tuple[str, ...]]:
        """The word index's own words for all of `terms`, each once with all its forms."""
        groups = stem_groups(self._catalog.db, terms) if terms else []
        return list(dict.fromkeys(group for of_term in groups for group in of_term))

    def _frequency_of_any(self, forms: Sequence[str]) -> int:
        return sum(map(self._frequency, forms))

    def weights(self, words: Sequence[str]) -> list[float]:
        """The idf of each of `words`; that of its rarest part where the index makes several of it."""
        n = len(self._table.ids)
        parts = stem_groups(self._catalog.db, words)
        return [idf(n, min(min(map(self._frequency_of_any, groups), default=0), n)) for groups in parts]

    def share_of_days(self, word: str) -> float:
        """On which share of the days the word stands, from 0 to 1."""
        held = [len(self._stem(forms).days) for forms in self.stems([word])]
        return min(held, default=0) / max(len(self._table.days), 1)

    def share_of_words(self, terms: Sequence[str]) -> np.ndarray:
        """(n,) from 0 to 1: the idf of those of `terms` that a passage or its header holds, over that of all of them.

        A long word is held by a longer one too that begins with it: "backprop" by "backpropagation".
        """
        held, total, n = np.zeros(len(self._table.ids)), 0.0, len(self._table.ids)
        for forms in dict.fromkeys(self._forms(terms)):
            longer = longer_words(self._catalog.db, forms[0]) if len(forms[0]) >= _LONG else []
            ids = np.unique(np.concatenate([postings(self._catalog.db, form)[0] for form in {*forms, *longer}]))
            rows = self._table.rows_of(ids[self._table.known(ids)])
            held[rows] += idf(n, len(rows))
            total += idf(n, len(rows))
        return held / (total or 1.0)

    def _read_stem(self, forms: tuple[str, ...]) -> _Stem:
        table, n, d = self._table, len(self._table.ids), len(self._table.days)
        ids, in_prose, in_header = postings_of_any(self._catalog.db, forms)
        there = table.known(ids)
        rows, times = table.rows_of(ids[there]), in_prose[there] + HEADER_WEIGHT * (in_header[there] > 0)
        own = np.bincount(rows, times, minlength=n)
        spread = own + NEIGHBOUR_WEIGHT * _of_neighbours(table, own)
        near = np.flatnonzero(spread)
        by_day = np.bincount(table.day[rows], times, minlength=d)
        days = np.flatnonzero(by_day)
        near_scores = idf(n, len(rows)) * _saturated(spread[near], self._words[near], self._words.mean())
        day_scores = idf(d, len(days)) * _saturated(by_day[days], self._day_words[days], self._day_words.mean())
        return _Stem(near, near_scores, days, day_scores)


def _of_neighbours(table: PassageTable, values: np.ndarray) -> np.ndarray:
    """(n,) the sum of the values of the passage before and the one after."""
    padded = np.append(values, 0.0)  # the row -1, which stands for none
    total: np.ndarray = padded[table.before] + padded[table.after]
    return total


def idf(documents: int, holding: int) -> float:
    """The weight of a word that `holding` of `documents` have."""
    return log(1 + (documents - holding + 0.5) / (holding + 0.5))


def _saturated(times: np.ndarray, words: np.ndarray, mean_words: float) -> np.ndarray:
    return times * (K1 + 1) / (times + K1 * (1 - B + B * words / max(mean_words, 1.0)))
