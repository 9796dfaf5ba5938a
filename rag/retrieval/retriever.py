"""Question -> ranked days, each with its best passages, in two steps.

1. Every day: dense similarity and BM25 of its passages and BM25 of the whole day.
2. The best days once more, with late interaction, which costs most and says most.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

import numpy as np

from index.store.catalog import Catalog
from index.store.passage_table import DayKey, PassageTable, load_table
from index.store.rows import StoredPassage
from rag.question.read import Question
from rag.question.terms import name_spans, word_spans
from rag.retrieval.bm25 import WordIndex, WordScores
from rag.retrieval.filters import OperatorFilter, apply_operators
from rag.retrieval.found_vectors import FoundVectors, nearest_similarities
from rag.retrieval.hits import RankedDays, SearchHits, day_hits
from rag.retrieval.late_interaction import (
    QueryVectors,
    QuestionEncoder,
    best_of_passages,
    best_windows,
    query_vectors,
    token_matches,
)
from rag.retrieval.ranking import (
    WEIGHTS,
    Scored,
    Weights,
    best_of_day,
    inside,
    lift,
    longest_ids,
    of_days,
    rows_of_best_days,
)
from rag.retrieval.window_rows import first_passages, may_be_beside, nearness, rows_of_window
from rag.temporal.window import Window

_NEIGHBOUR = 0.95  # a word found in the passage before or after counts nearly as much
MOST_WORDS = 0.6  # of the question's, weighted by idf: a passage that holds so many is about it
_LEAST = 1e-9  # a score that is more than rounding
_MOST_BESIDE = 5  # days outside the window that are shown behind its own
_FEW_DAYS = 4  # half of fewer days says nothing


RANKERS = ("embeddings", "BM25", "BM25 of days", "first step", "late interaction", "text windows", "all")
"""The parts of the ranker, and all of it."""

_Mention = tuple[DayKey, StoredPassage]


@dataclass(frozen=True, slots=True)
class _Matches:
    """What a question's operators and words match in the passages of one generation of the catalog."""

    table: PassageTable
    index: WordIndex
    operators: OperatorFilter
    words: WordScores


class Retriever:
    """Searches one collection; sees what other processes write by the catalog's generation."""

    def __init__(
        self, catalog: Catalog, vectors: FoundVectors, embedder: QuestionEncoder, weights: Weights = WEIGHTS
    ) -> None:
        self._catalog, self._vectors, self._embedder, self._weights = catalog, vectors, embedder, weights
        self._read: tuple[int | None, PassageTable, WordIndex] | None = None
        self._last_matches: tuple[Question, _Matches] | None = None

    def search(self, question: Question, limit: int, beside: bool = False) -> SearchHits:
        """The best `limit` days for the question; none when nothing of the notes lies in its window.

        `beside` puts behind the days of its window those outside that fit as well, being near: see `may_be_beside`.
        """
        scored = self.score(question)
        if scored is None:
            return SearchHits((), (), 0.0, 0.0, missing=self._matches(question).operators.missing)
        ranked = self.rank(scored, self._weights)
        days, stored = day_hits(scored.table, ranked, ranked.order[:limit], self._catalog, scored.outside)
        if beside:
            others, order = self._beside(question, scored, ranked, limit - len(days))
            more = day_hits(scored.table, others, order, self._catalog, outside=True)
            days, stored = days + more[0], stored + more[1]
        similarity = float(np.nanmax(scored.dense)) if np.isfinite(scored.dense).any() else 0.0
        scores = {key.date: float(ranked.days[d]) for d in ranked.order if (key := scored.table.days[d]).date}
        found = scored.query, scored.outside, scored.missing, scores
        return SearchHits(days, stored, similarity, ranked.best_words, *found)

    def rankings(self, question: Question) -> dict[str, list[DayKey]]:
        """All days that each part of the ranker finds, best first.

        "embeddings" of passages alone, "BM25" of passages alone and of whole days, the "first step" of these together,
        of its best days "late interaction" of passages and of "text windows" alone, and "all" together.
        """
        scored = self.score(question)
        if scored is None:
            return {name: [] for name in RANKERS}
        table = scored.table
        rows = rows_of_best_days(table, *scored.first_step(self._weights.first))
        late, windows = self.late(scored.query, table, rows)
        scores = {
            "embeddings": best_of_day(table, np.where(scored.allowed, np.nan_to_num(scored.dense, nan=-1.0), -1.0)),
            "BM25": best_of_day(table, np.where(scored.allowed, scored.words.passages, -1.0)),
            "BM25 of days": np.where(best_of_day(table, scored.allowed) > 0, scored.words.days, -1.0),
            "first step": scored.first_step(self._weights.first)[0],
            "late interaction": of_days(table, rows, late),
            "text windows": of_days(table, rows, windows),
        }
        orders = {
            name: [day for day in np.argsort(-days, kind="stable").tolist() if days[day] > 0]
            for name, days in scores.items()
        }
        ranked = self.rank(scored, self._weights)
        orders["all"] = ranked.order + self._beside(question, scored, ranked, _MOST_BESIDE)[1]
        return {name: [table.days[day] for day in order] for name, order in orders.items()}

    def score(self, question: Question) -> Scored | None:
        """What both steps work with; None where nothing of the notes is left to be ranked."""
        matches = self._matches(question)
        table, operators, words = matches.table, matches.operators, matches.words
        margin = question.window.soft if question.window and not question.days_only else 0
        allowed = operators.allowed & rows_of_window(table, question.window, words.passages, self._catalog, margin)
        outside = question.window_in_words and bool(operators.allowed.any()) and not allowed.any()
        if outside:
            allowed = operators.allowed
        if not allowed.any():
            return None
        windowed = question.window is not None and question.window.filters and not outside
        query = self._query_vectors(question, matches.index, len(table.days), windowed)
        return Scored(
            table,
            query,
            nearest_similarities(self._vectors, table, query.meaning, allowed),
            words,
            lift(table, question.window),
            allowed,
            windowed,
            operators.phrases,
            outside,
            operators.missing,
        )

    def rank(self, scored: Scored, weights: Weights) -> RankedDays:
        """Every day that counts, those of the second step first."""
        table = scored.table
        rows = rows_of_best_days(table, *scored.first_step(weights.first))
        late, windows = self.late(scored.query, table, rows)
        passages, _ = scored.fused(weights.passages)
        passages[rows] += weights.late * late
        best = best_of_day(table, passages)
        total = scored.evidence(of_days(table, rows, windows), weights.days)
        second = np.isin(np.arange(len(table.days)), table.day[rows])
        least = -_LEAST if scored.windowed else _LEAST
        order = [day for day in np.lexsort((-total, ~second)).tolist() if best[day] > least]
        return RankedDays(order, total, passages, least, float(late.max(initial=0.0)))

    def _beside(
        self, question: Question, scored: Scored, ranked: RankedDays, most: int
    ) -> tuple[RankedDays, list[int]]:
        """The days outside the window with their scores, and those of them to show behind the ones of `ranked`."""
        table, window = scored.table, question.window
        if window is None or scored.outside or not ranked.order or most < 1 or not may_be_beside(question):
            return ranked, []
        hidden = inside(table, window, 0) | np.isin(table.day, ranked.order)
        allowed = self._matches(question).operators.allowed & ~hidden
        if not allowed.any():
            return ranked, []
        dense = nearest_similarities(self._vectors, table, scored.query.meaning, allowed)
        lifted = nearness(table, window)
        others = self.rank(replace(scored, dense=dense, lifted=lifted, allowed=allowed, windowed=False), self._weights)
        best = float((ranked.days - scored.lifted)[ranked.order].max())
        near = (day for day in others.order if table.days[day].date and others.days[day] >= best)
        return others, list(islice(near, min(most, _MOST_BESIDE)))

    def idf_of(self, words: Sequence[str]) -> list[float]:
        """The idf of each of `words`."""
        return self._current()[1].weights(words)

    def days(self, window: Window | None = None) -> list[date]:
        """Every day that has notes, in order; of a window that filters only those in it."""
        table = self._current()[0]
        if window is None or not window.filters:
            return [key.date for key in table.days if key.date]
        inner = sorted(set(table.day[inside(table, window, 0)].tolist()))
        return [day for day in (table.days[i].date for i in inner) if day]

    def longest(self, days: Sequence[date]) -> list[tuple[date, StoredPassage]]:
        """The passage with most words of each of `days` that has one."""
        table = self._current()[0]
        chosen = set(days)
        ids = {key.date: i for key, i in zip(table.days, longest_ids(table), strict=True) if key.date in chosen}
        stored = self._catalog.passages(list(ids.values()))
        return [(day, stored[ids[day]]) for day in days if ids.get(day) in stored]

    def heads(self, window: Window | None) -> list[tuple[date, StoredPassage]]:
        """The first passage of every note of one day in the window, by day."""
        return first_passages(self._catalog, window)

    def mentions(self, question: Question, share: float = MOST_WORDS, doing: bool = False) -> list[_Mention]:
        """The first passage of each day that `mentioning` finds."""
        return [(day, passages[0]) for day, passages in self.mentioning(question, share, doing, most=1)]

    def mentioning(
        self, question: Question, share: float = MOST_WORDS, doing: bool = False, most: int = 8
    ) -> list[tuple[DayKey, list[StoredPassage]]]:
        """Days on which a passage holds `share` of the question's words, oldest first, with the `most` best of each.

        Words are weighted by idf; those of doing ("started") count only where `doing` says so, and only what its window
        and operators leave.
        """
        matches = self._matches(question)
        table = matches.table
        rows, held = self._holding(matches, question, share, doing)
        rows = rows[np.lexsort((rows, -matches.words.passages[rows], -held[rows], table.day[rows]))]
        days: dict[int, list[int]] = {}
        for i, day in zip(table.ids[rows].tolist(), table.day[rows].tolist(), strict=True):
            days.setdefault(day, []).append(i)
        stored = self._catalog.passages([i for ids in days.values() for i in ids[:most]])
        found = ((day, [stored[i] for i in ids[:most] if i in stored]) for day, ids in days.items())
        return [(table.days[day], passages) for day, passages in found if passages]

    def mentioned_days(self, question: Question, share: float = MOST_WORDS) -> set[date]:
        """The days that `mentions` finds, without their passages."""
        matches = self._matches(question)
        rows, _ = self._holding(matches, question, share)
        return {day for i in set(matches.table.day[rows].tolist()) if (day := matches.table.days[i].date)}

    def _holding(
        self, matches: _Matches, question: Question, share: float, doing: bool = False
    ) -> tuple[np.ndarray, np.ndarray]:
        """The rows of passages that hold `share` of the question's words, and (n,) how much each passage holds."""
        allowed = matches.operators.allowed
        held = matches.index.share_of_words(question.terms if doing else question.subject)
        if question.window is not None and question.window.filters:
            allowed = allowed & inside(matches.table, question.window, 0)
        return np.flatnonzero(allowed & (held >= share - 1e-9)), held

    def _matches(self, question: Question) -> _Matches:
        """The last question's are remembered: its days are ranked first, and counted then."""
        table, index = self._current()
        last = self._last_matches
        if last is not None and last[0] == question and last[1].table is table:
            return last[1]
        operators = apply_operators(question.phrases, question.excluded, question.tags, table, self._catalog)
        matches = _Matches(table, index, operators, index.scores(question.terms))
        self._last_matches = question, matches
        return matches

    def _current(self) -> tuple[PassageTable, WordIndex]:
        generation = self._catalog.state.generation
        if self._read is None or self._read[0] != generation:
            table = load_table(self._catalog)
            self._read = generation, table, WordIndex(self._catalog, table)
        return self._read[1:]

    def _query_vectors(self, question: Question, index: WordIndex, days: int, windowed: bool) -> QueryVectors:
        # Where the window hides all other days its words tell passages apart no more.
        searched = windowed or question.excluded or question.tags or question.respelt
        text = (question.search_text if searched else "") or question.text
        meaning, tokens = self._embedder.read_question(text)
        without_names = self._without_common_names(question, index, days)
        if without_names != text:
            meaning = self._embedder.encode_question(without_names)
        return query_vectors(word_spans(text), name_spans(text, question.names), meaning, tokens, index)

    def _without_common_names(self, question: Question, index: WordIndex, days: int) -> str:
        """What is embedded: without the names met on at least half of the days, which make all days look alike."""
        text = question.search_text or question.text
        for name in question.names:
            if days >= _FEW_DAYS and index.share_of_days(name) >= 0.5:
                text = re.sub(rf"(?<!\w){re.escape(name)}(?:['’]s)?(?!\w)", " ", text)
        return " ".join(text.split()) if re.search(r"\w{2}", text) else question.search_text or question.text

    def late(self, query: QueryVectors, table: PassageTable, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """(len(rows),) from 0 to 1, twice: how well each of `rows`, with its neighbours among them, matches the words,
        and how well the best stretch of text does that begins in it."""
        order = np.argsort(table.day[rows], kind="stable")
        ids = table.ids[rows[order]].tolist()
        matches, tokens = token_matches(query, self._catalog.token_bits(ids), ids)
        windows, best = np.zeros(len(rows)), np.zeros((len(query.weights), len(rows)), np.float32)
        windows[order] = best_windows(matches, tokens, table.day[rows[order]], query.weights)
        best[:, order] = best_of_passages(matches, tokens)
        place = np.full(len(table.ids) + 1, len(rows))
        place[rows] = np.arange(len(rows))
        padded = np.append(best, np.zeros((len(query.weights), 1), np.float32), axis=1)
        beside = np.maximum(padded[:, place[table.before[rows]]], padded[:, place[table.after[rows]]])
        late: np.ndarray = query.weights @ np.maximum(best, _NEIGHBOUR * beside)
        return late, windows
