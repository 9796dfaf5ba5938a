"""Catalog -> how much was written on each day, and the title of the day's first entry."""

from dataclasses import dataclass
from datetime import date as Date

from index.store.catalog import Catalog


@dataclass(frozen=True, slots=True)
class DaySize:
    date: Date
    words: int
    title: str


def day_sizes(catalog: Catalog) -> list[DaySize]:
    """Every day with notes, in order: DaySize(2020-03-17, 212, "Convolutions")."""
    rows = catalog.db.execute(
        "SELECT e.date, coalesce(sum(p.words), 0),"
        " (SELECT title FROM entries t WHERE t.date = e.date AND t.title != '' ORDER BY t.id LIMIT 1)"
        " FROM entries e LEFT JOIN passages p ON p.entry_id = e.id WHERE e.date IS NOT NULL"
        " GROUP BY e.date ORDER BY e.date"
    )
    return [DaySize(Date.fromisoformat(day), int(words), title or "") for day, words, title in rows]
