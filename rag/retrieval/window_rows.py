"""The passages that a window leaves: those of its days, and near ones that tell of its days; and where notes begin."""

from datetime import date

import numpy as np

from index.store.catalog import Catalog
from index.store.passage_table import PassageTable
from index.store.rows import StoredPassage
from rag.retrieval.ranking import inside
from rag.temporal.relative_times import mentions_days_in
from rag.temporal.window import Window

_MENTIONED_WITHIN = 62  # days before and after a window in which notes may mention its days
_LONG, _LONG_WITHIN = 80, 400  # days: a season or a year is told of for a year: "last summer"
_MENTIONING_PASSAGES = 60


def rows_of_window(
    table: PassageTable, window: Window | None, words: np.ndarray, catalog: Catalog, margin: int = 0
) -> np.ndarray:
    """(n,) bool: passages of the days in a window that filters, and near ones that mention these days; else all.

    `words` is (n,), how well each passage holds the question's words; `margin` are days beside it that are left too.
    """
    if window is None or not window.filters:
        return np.ones(len(table.ids), bool)
    there = inside(table, window, margin)
    if not window.words:
        return there
    near = np.flatnonzero(inside(table, window, _told_within(window)) & ~there & (words > 0))
    near = near[np.argsort(-words[near], kind="stable")[:_MENTIONING_PASSAGES]]
    stored = catalog.passages(table.ids[near].tolist())
    for row, i in zip(near.tolist(), table.ids[near].tolist(), strict=True):
        passage = stored.get(i)
        there[row] = passage and passage.date and mentions_days_in(passage.text, passage.date, window)
    return there


def _told_within(window: Window) -> int:
    length = (window.to - window.from_).days if window.from_ and window.to else 0
    return _LONG_WITHIN if length >= _LONG else _MENTIONED_WITHIN


def first_passages(catalog: Catalog, window: Window | None) -> list[tuple[date, StoredPassage]]:
    """The first passage of every note that tells of one day only, by day: of the window, if that filters."""
    query = (
        "SELECT MIN(p.id), MIN(e.date) FROM entries e JOIN passages p ON p.entry_id = e.id GROUP BY e.file_id"
        " HAVING COUNT(e.date) = COUNT(*) AND MIN(e.date) = MAX(COALESCE(e.date_end, e.date)) ORDER BY MIN(e.date)"
    )
    found = [(i, date.fromisoformat(day)) for i, day in catalog.db.execute(query)]
    if window is not None and window.filters:
        found = [(i, day) for i, day in found if window.passages is None and window.holds(day, day)]
    stored = catalog.passages([i for i, _ in found])
    return [(day, stored[i]) for i, day in found if i in stored]
