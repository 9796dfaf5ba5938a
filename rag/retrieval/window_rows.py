"""The passages that a window leaves: those of its days, and near ones that tell of its days; what lies beside it; and
where notes begin."""

from datetime import date

import numpy as np

from index.store.catalog import Catalog
from index.store.passage_table import PassageTable
from index.store.rows import StoredPassage
from rag.question.read import Question
from rag.retrieval.ranking import inside
from rag.temporal.told.relative_times import mentions_days_in
from rag.temporal.window import Window

_MENTIONED_WITHIN = 62  # days before and after a window in which notes may mention its days
_LONG, _LONG_WITHIN = 80, 400  # days: a season or a year is told of for a year: "last summer"
_MENTIONING_PASSAGES = 60
_LONGEST_BESIDE = 7  # days: who names a longer window has said where to look
_FEWEST_WORDS = 2  # that tell of one matter, "Gao's headphones"; one names a topic, of which these days are asked
_NEAR, _NEAR_DAYS = 0.3, 7.0  # what being next to the window adds to a day, and in how many days it is down to a third


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


def may_be_beside(question: Question) -> bool:
    """Whether what answers may be written a little before or after the days that it names.

    "Which headphones did Gao want to buy on 22 March": that day tells that he wants some, and three days later which.
    Not where a topic of these days is asked for, "pooling on 22 March", where they are counted from today, or given
    beside the question, or have no end.
    """
    window = question.window
    if window is None or not window.filters or not window.words or window.relative or question.days_only:
        return False
    if window.from_ is None or window.to is None or window.without or window.weekdays or window.passages is not None:
        return False
    return (window.to - window.from_).days < _LONGEST_BESIDE and len(question.subject) >= _FEWEST_WORDS


def nearness(table: PassageTable, window: Window) -> np.ndarray:
    """(d,) what being near a window with two ends adds to each day; nothing for undated notes."""
    assert window.from_ is not None and window.to is not None
    days = np.array([key.date.toordinal() if key.date else 0 for key in table.days], float)
    away = np.maximum(window.from_.toordinal() - days, days - window.to.toordinal()).clip(min=0.0)
    near: np.ndarray = _NEAR * np.exp(-away / _NEAR_DAYS) * (days > 0)
    return near
