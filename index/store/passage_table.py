"""Every passage's id, day and length as arrays: what ranking needs of all passages at once, and no text.

Read once for a generation of the catalog: 20,000 passages take some 50 ms and 1.5 MB.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np

from index.store.catalog import Catalog

_JULIAN_DAY_OF_ORDINAL_0 = 1721424.5


def _ordinal(day: str) -> str:
    return f"CAST(julianday({day}) - {_JULIAN_DAY_OF_ORDINAL_0} AS INTEGER)"


# Of an entry whose month alone is known, "2024-03": the whole month is what it may be about.
_MONTH = "CASE WHEN e.partial GLOB '[12][0-9][0-9][0-9]-[01][0-9]' THEN e.partial || '-01' END"
_MONTH_START = _ordinal(_MONTH)
_MONTH_END = _ordinal(f"{_MONTH}, '+1 month', '-1 day'")


@dataclass(frozen=True, slots=True)
class DayKey:
    """A calendar day, or for undated entries the note they stand in."""

    date: date | None
    path: str
    """"" for a dated day."""


@dataclass(frozen=True, slots=True)
class PassageTable:
    """Row i of each array is one passage; rows are ordered by id."""

    ids: np.ndarray
    """(n,) int64"""
    day: np.ndarray
    """(n,) int64: index into `days`"""
    words: np.ndarray
    """(n,) float64: words of prose"""
    first: np.ndarray
    """(n,) int64: first day that the entry can be about, as a proleptic Gregorian ordinal; 0 when nothing is known"""
    last: np.ndarray
    """(n,) int64: the last such day; that of `first` but for a week, a range, or a day known by its month only"""
    before: np.ndarray
    """(n,) int64: row of the passage before it in the same entry, -1 for the first"""
    after: np.ndarray
    """(n,) int64: row of the passage after it in the same entry, -1 for the last"""
    days: tuple[DayKey, ...]

    def rows_of(self, ids: np.ndarray) -> np.ndarray:
        """Rows of `ids`, each of which must be in the table."""
        return np.searchsorted(self.ids, ids)

    def known(self, ids: np.ndarray) -> np.ndarray:
        """(len(ids),) bool: which of `ids` the table has; a reader's vectors may be newer or older than its table."""
        rows = np.minimum(np.searchsorted(self.ids, ids), max(len(self.ids) - 1, 0))
        return self.ids[rows] == ids if len(self.ids) else np.zeros(len(ids), bool)


def load_table(catalog: Catalog) -> PassageTable:
    query = (
        f"SELECT p.id, p.words, {_ordinal('e.date')}, coalesce({_ordinal('e.date')}, {_MONTH_START}, 0),"
        f" coalesce({_ordinal('e.date_end')}, {_ordinal('e.date')}, {_MONTH_END}, 0), p.file_id,"
        " p.entry_id, p.line_start"
        " FROM passages p JOIN entries e ON e.id = p.entry_id ORDER BY p.id"
    )
    rows = [[value or 0 for value in row] for row in catalog.db.execute(query)]
    columns = np.array(rows, np.int64).T if rows else np.zeros((8, 0), np.int64)
    ids, words, own, first, last, file, entry, line = columns
    # Undated notes are days of their own, identified by the negative id of their file.
    keys, day = np.unique(np.where(own > 0, own, -file), return_inverse=True)
    paths: dict[int, str] = (
        dict(catalog.db.execute("SELECT id, path FROM files").fetchall()) if (keys < 0).any() else {}
    )
    days = tuple(DayKey(date.fromordinal(k), "") if k > 0 else DayKey(None, paths[-k]) for k in keys.tolist())
    before, after = _neighbours(entry, line)
    return PassageTable(
        ids.copy(), day.reshape(-1), words.astype(float), first.copy(), last.copy(), before, after, days
    )


def _neighbours(entry: np.ndarray, line: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(n,) rows of the passages before and after each in its entry, -1 where there is none."""
    order = np.lexsort((np.arange(len(line)), line, entry))
    same = entry[order][1:] == entry[order][:-1]
    before, after = np.full(len(line), -1), np.full(len(line), -1)
    before[order[1:][same]] = order[:-1][same]
    after[order[:-1][same]] = order[1:][same]
    return before, after
