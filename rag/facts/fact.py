"""A computed fact about days, and what shows it."""

from dataclasses import dataclass
from datetime import date

from index.store.rows import StoredPassage
from rag.evidence.citations import Statement


@dataclass(frozen=True, slots=True)
class Fact:
    """A sentence that states the fact, and the passages and statements, one a day, that show it."""

    text: str
    days: tuple[date, ...]
    passages: tuple[StoredPassage, ...]
    statements: tuple[Statement, ...]
