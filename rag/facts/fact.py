"""A computed fact about days, and what shows it."""

import datetime
from dataclasses import dataclass

from index.store.rows import StoredPassage
from rag.evidence.citations import Statement


@dataclass(frozen=True, slots=True)
class DayValue:
    """A value that was summed or averaged."""

    date: datetime.date
    value: float
    """In the unit of all of them."""
    unit: str
    """As it is shown; empty for a bare number."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A sentence that states the fact, and the passages and statements, one a day, that show it."""

    text: str
    days: tuple[datetime.date, ...]
    passages: tuple[StoredPassage, ...]
    statements: tuple[Statement, ...]
    values: tuple[DayValue, ...] = ()
    """Of a sum or an average: what was summed."""
