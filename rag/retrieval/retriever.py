"""Question -> ranked days, each with its best passages, in two steps.

1. Every day: dense similarity and BM25 of its passages and BM25 of the whole day.
2. The best days once more, with late interaction (late.py), which is dear and tells most.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Protocol

from index.store.catalog import Catalog
from index.store.passage_table import DayKey, PassageTable, load_table
from index.store.rows import StoredPassage
from index.store.vectors import Vectors
from rag.question.read import Question
from rag.retrieval.bm25 import WordIndex, WordScores
from rag.retrieval.filters import apply_operators
from rag.retrieval.late_interaction import QueryVectors, best_matches, query_vectors
from rag.retrieval.ranking import best_of_day, fused, inside, lift, longest_ids, rows_of_best_days
from rag.temporal.relative_times import mentions_days_in
from rag.temporal.window import Window

if TYPE_CHECKING:
    import numpy as np

    from index.embedding.embedder import TokenVectors

CANDIDATES = 300
PASSAGES_A_DAY = 3
_EXACT_ROWS = 2_000  # a window of at most so many passages has its own vectors scored, others over-fetch
_FIRST = (0.30, 0.40, 0.30)  # weights of dense similarity, words and the whole day's words in the first step
_LAST = (0.07, 0.10, 0.05)  # and in the second,
_LATE = 0.78  # where late interaction has most weight
_NEIGHBOUR = 0.95  # a word found in the passage before or after counts nearly as much
_TOLD_WITHIN = 62  # days before and after a window in which notes may tell of it
_TOLD_PASSAGES = 60
MOST_WORDS = 0.6  # of the question's, weighted by idf: a passage that holds so many speaks of it
_LEAST = 1e-9  # a score that is more than rounding
_FEW_DAYS = 4  # half of fewer days tells nothing


class QuestionEncoder(Protocol):
    """What retrieval needs of an embedder."""

    def encode_question(self, text: str) -> "np.ndarray": ...

    def read_question(self, text: str) -> "tuple[np.ndarray, TokenVectors]": ...


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
class SearchHits:
    """Ranked days with what an answer needs besides: the stored passages behind each, and the evidence."""

    days: tuple[DayHits, ...]
    stored: tuple[tuple[StoredPassage, ...], ...]
    """For each of `days` the passages of `DayHits.passages`, with their entry's date and date source."""
    best_similarity: float
    best_words: float
    """From 0 to 1: how well the best passage matches the question's words."""
    asked: QueryVectors | None = None
    """The question as it was compared; None where there was nothing to compare it with."""
    outside: bool = False
    """Nothing was written in the question's window, nor tells of it: these days lie outside."""
    missing: tuple[str, ...] = ()
    """Quoted phrases and tags of the question that no note has."""


@dataclass(frozen=True, slots=True)
class _Scored:
    """What ranking a question works with; n passages, d days."""

    table: PassageTable
    asked: QueryVectors
    dense: "np.ndarray"
    """(n,) cosine similarity, NaN where it is not known"""
    words: WordScores
    lifted: "np.ndarray"
    """(d,) what the window adds"""
    allowed: "np.ndarray"
    """(n,) bool"""
    windowed: bool
    """whether a window left nothing but its days: all of them then speak to the question"""
    phrases: "np.ndarray"
    """(n,) what quoted phrases add"""
    outside: bool
    missing: tuple[str, ...]

    def fused(self, weights: tuple[float, float, float]) -> "tuple[np.ndarray, np.ndarray]":
        """(n,) passage scores, -1 for those not allowed, and (d,) what the whole day adds."""
        import numpy as np

        passages, days = fused(weights, self.dense, self.words)
        return np.where(self.allowed, passages + self.phrases, -1.0), days


@dataclass(frozen=True, slots=True)
class _Ranked:
    """Days by rank, as indices into the table's, with the scores of all days and passages."""

    order: list[int]
    days: "np.ndarray"
    passages: "np.ndarray"
    least: float
    """what a passage's score must exceed to count"""
    best_words: float


class Retriever:
    """Searches one collection; sees what other processes write by the catalog's generation."""

    def __init__(self, catalog: Catalog, vectors: Vectors, embedder: QuestionEncoder) -> None:
        self._catalog, self._vectors, self._embedder = catalog, vectors, embedder
        self._read: tuple[int | None, PassageTable, WordIndex] | None = None

    def search(self, question: Question, limit: int) -> SearchHits:
        """The best `limit` days for the question; none when nothing of the notes lies in its window."""
        scored = self._score(question)
        if scored is None:
            return SearchHits(
                (), (), 0.0, 0.0, missing=apply_operators(question, self._current()[0], self._catalog).missing
            )
        ranked = self._rank(scored)
        found = self._found(scored, ranked, ranked.order[:limit])
        return replace(found, asked=scored.asked, outside=scored.outside, missing=scored.missing)

    def rankings(self, question: Question) -> dict[str, list[DayKey]]:
        """All days that each part of the ranker alone finds, best first: "embeddings", "BM25", and "all" together."""
        import numpy as np

        scored = self._score(question)
        if scored is None:
            return {name: [] for name in ("embeddings", "BM25", "first step", "all")}
        table = scored.table
        dense = best_of_day(table, np.where(scored.allowed, np.nan_to_num(scored.dense, nan=-1.0), -1.0))
        words = best_of_day(table, np.where(scored.allowed, scored.words.passages, -1.0))
        first, ranked = self._first_step(scored)[0], self._rank(scored)
        by_score = {"embeddings": dense, "BM25": words, "first step": first}
        found = {
            name: [d for d in np.argsort(-of, kind="stable").tolist() if of[d] > 0] for name, of in by_score.items()
        }
        return {name: [table.days[d] for d in order] for name, order in (found | {"all": ranked.order}).items()}

    def _score(self, question: Question) -> "_Scored | None":
        """What both steps work with; None where nothing of the notes is left to be ranked."""
        table, index = self._current()
        operators = apply_operators(question, table, self._catalog)
        words = index.scores(question.terms)
        allowed = operators.allowed & self._of_window(table, question.window, words.passages)
        outside = question.window_in_words and bool(operators.allowed.any()) and not allowed.any()
        if outside:
            allowed = operators.allowed
        if not allowed.any():
            return None
        windowed = question.window is not None and question.window.filters and not outside
        asked = self._asked(question, index, len(table.days), windowed)
        dense = self._similarities(table, asked.meaning, allowed)
        lifted = lift(table, question.window)
        return _Scored(
            table, asked, dense, words, lifted, allowed, windowed, operators.phrases, outside, operators.missing
        )

    def _first_step(self, scored: "_Scored") -> "tuple[np.ndarray, np.ndarray]":
        """(d,) day scores and (n,) passage scores, without late interaction."""
        passages, days = scored.fused(_FIRST)
        return best_of_day(scored.table, passages) + days + scored.lifted, passages

    def _rank(self, scored: "_Scored") -> "_Ranked":
        import numpy as np

        table = scored.table
        again = rows_of_best_days(table, *self._first_step(scored))
        late = self._late(scored.asked, table, again)
        passages, days = scored.fused(_LAST)
        passages[again] += _LATE * late
        best = best_of_day(table, passages)
        total = best + days + scored.lifted
        first = np.isin(np.arange(len(table.days)), table.day[again])
        least = -_LEAST if scored.windowed else _LEAST
        order = [d for d in np.lexsort((-total, ~first)).tolist() if best[d] > least]
        return _Ranked(order, total, passages, least, float(late.max(initial=0.0)))

    def weights(self, words: Sequence[str]) -> list[float]:
        """The idf of each of `words`."""
        return self._current()[1].weights(words)

    def days(self, window: Window | None = None) -> list[date]:
        """Every day that has notes, in order; of a window that filters only those in it."""
        table = self._current()[0]
        if window is None or not window.filters:
            return [key.date for key in table.days if key.date]
        days = sorted(set(table.day[inside(table, window, 0)].tolist()))
        return [day for day in (table.days[i].date for i in days) if day]

    def longest(self, days: Sequence[date]) -> list[tuple[date, StoredPassage]]:
        """The passage with most words of each of `days` that has one."""
        table = self._current()[0]
        wanted = set(days)
        ids = {key.date: i for key, i in zip(table.days, longest_ids(table), strict=True) if key.date in wanted}
        stored = self._catalog.passages(list(ids.values()))
        return [(day, stored[ids[day]]) for day in days if ids.get(day) in stored]

    def mentions(
        self, question: Question, share: float = MOST_WORDS, doing: bool = False
    ) -> list[tuple[DayKey, StoredPassage]]:
        """Every day on which a passage holds most of the question's words, oldest first, with the best such passage.

        `share` of the words, weighted by idf, make most; words of doing ("started") count only where `doing` says so.
        Only what was written in the question's window counts, and what its operators leave.
        """
        import numpy as np

        table, index = self._current()
        held = index.share_of_words(question.terms if doing else question.subject)
        allowed = apply_operators(question, table, self._catalog).allowed
        if question.window is not None and question.window.filters:
            allowed &= inside(table, question.window, 0)
        rows = np.flatnonzero(allowed & (held >= share - 1e-9))
        order = np.lexsort((rows, -index.scores(question.terms).passages[rows], -held[rows], table.day[rows]))
        _, first = np.unique(table.day[rows][order], return_index=True)
        best = rows[order][first]
        stored = self._catalog.passages(table.ids[best].tolist())
        return [
            (table.days[int(table.day[row])], stored[int(table.ids[row])])
            for row in best.tolist()
            if int(table.ids[row]) in stored
        ]

    def _of_window(self, table: PassageTable, window: Window | None, words: "np.ndarray") -> "np.ndarray":
        """(n,) bool: passages of the days in a window that filters, and near ones that tell of these days; else all."""
        import numpy as np

        if window is None or not window.filters:
            return np.ones(len(table.ids), bool)
        there = inside(table, window, 0)
        if not window.words:
            return there
        near = np.flatnonzero(inside(table, window, _TOLD_WITHIN) & ~there & (words > 0))
        near = near[np.argsort(-words[near], kind="stable")[:_TOLD_PASSAGES]]
        stored = self._catalog.passages(table.ids[near].tolist())
        for row, i in zip(near.tolist(), table.ids[near].tolist(), strict=True):
            passage = stored.get(i)
            there[row] = passage and passage.date and mentions_days_in(passage.text, passage.date, window)
        return there

    def _asked(self, question: Question, index: WordIndex, days: int, windowed: bool) -> QueryVectors:
        # Where the window hides all other days its words tell passages apart no more.
        text = (question.search_text if windowed else "") or question.text
        meaning, tokens = self._embedder.read_question(text)
        about = self._meaning_text(question, index, days)
        if about != text:
            meaning = self._embedder.encode_question(about)
        return query_vectors(text, question.names, meaning, tokens, index)

    def _meaning_text(self, question: Question, index: WordIndex, days: int) -> str:
        """What is embedded: without the names met on at least half of the days, which make all days look alike."""
        text = question.search_text or question.text
        for name in question.names:
            if days >= _FEW_DAYS and index.share_of_days(name) >= 0.5:
                text = re.sub(rf"(?<!\w){re.escape(name)}(?:['’]s)?(?!\w)", " ", text)
        return " ".join(text.split()) if re.search(r"\w{2}", text) else question.search_text or question.text

    def _current(self) -> tuple[PassageTable, WordIndex]:
        generation = self._catalog.state.generation
        if self._read is None or self._read[0] != generation:
            table = load_table(self._catalog)
            self._read = generation, table, WordIndex(self._catalog, table)
        return self._read[1:]

    def _late(self, asked: QueryVectors, table: PassageTable, rows: "np.ndarray") -> "np.ndarray":
        """(len(rows),) from 0 to 1: how well each of `rows`, with its neighbours among them, matches the words."""
        import numpy as np

        ids = table.ids[rows].tolist()
        matches = best_matches(asked, self._catalog.token_bits(ids), ids)
        place = np.full(len(table.ids) + 1, len(rows))
        place[rows] = np.arange(len(rows))
        padded = np.append(matches, np.zeros((len(asked.weights), 1), np.float32), axis=1)
        beside = np.maximum(padded[:, place[table.before[rows]]], padded[:, place[table.after[rows]]])
        found: np.ndarray = asked.weights @ np.maximum(matches, _NEIGHBOUR * beside)
        return found

    def _similarities(self, table: PassageTable, vector: "np.ndarray", allowed: "np.ndarray") -> "np.ndarray":
        """(n,) cosine similarity of the nearest allowed passages, NaN elsewhere."""
        import numpy as np

        out = np.full(len(table.ids), np.nan)
        count = int(allowed.sum())
        if count <= min(_EXACT_ROWS, len(table.ids) // 2):
            near = [(i, float(v @ vector)) for i, v in self._vectors.get(table.ids[allowed].tolist()).items()]
        else:
            near = self._vectors.nearest(vector, min(CANDIDATES * len(table.ids) // count, len(table.ids)))
        if near:
            ids = np.array([i for i, _ in near], np.int64)
            there = table.known(ids)
            out[table.rows_of(ids[there])] = np.array([s for _, s in near])[there]
        out[~allowed] = np.nan
        return out

    def _found(self, scored: "_Scored", ranked: "_Ranked", order: Sequence[int]) -> SearchHits:
        import numpy as np

        table, scores = scored.table, ranked.passages
        rows_of_day = {day: np.flatnonzero(table.day == day) for day in order}
        best = {
            day: rows[np.argsort(-scores[rows], kind="stable")[:PASSAGES_A_DAY]] for day, rows in rows_of_day.items()
        }
        kept = {day: [row for row in rows.tolist() if scores[row] > ranked.least] for day, rows in best.items()}
        stored = self._catalog.passages([int(table.ids[row]) for rows in kept.values() for row in rows])
        days: list[DayHits] = []
        behind: list[tuple[StoredPassage, ...]] = []
        for day in order:
            its = [
                (stored[int(table.ids[row])], float(scores[row])) for row in kept[day] if int(table.ids[row]) in stored
            ]
            hits = tuple(PassageHit(p.path, p.line_start, p.line_end, p.heading, p.text, round(s, 4)) for p, s in its)
            if hits:
                days.append(DayHits(table.days[day].date, round(float(ranked.days[day]), 4), hits))
                behind.append(tuple(p for p, _ in its))
        similarity = float(np.nanmax(scored.dense)) if np.isfinite(scored.dense).any() else 0.0
        return SearchHits(tuple(days), tuple(behind), similarity, ranked.best_words)
