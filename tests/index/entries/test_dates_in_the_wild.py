"""Every place where people put the day, and every date that is not the day: the tables of tests/data/dates."""

from datetime import date

import pytest

from index.entries.entry import Entry
from index.entries.read_entries import entries
from index.entries.user_rules import DateRules
from index.notes.blocks import blocks
from index.notes.note import note_from_bytes
from tests.index.entries.dated_cases import TABLES, DatedCase, dated_cases

TODAY = date(2026, 11, 21)
KNOWN_WRONG = {
    "layouts-of-many-hands": 32,
    "numbers-odd": 1,
    "by-their-neighbours": 3,
    "days-behind-words": 2,
    "days-among-others": 1,
    "days-told-otherwise": 2,
    "letters-of-a-bullet-journal": 1,
}
"""Cases of a table in which a line gets another day than it should. Lower a number when fewer do."""


def read(path: str, text: str, rules: DateRules | None = None) -> list[Entry]:
    note = note_from_bytes(path, text.encode())
    return entries(note, blocks(note), rules or DateRules(), TODAY)


def day_at(found: list[Entry], line: int) -> str:
    [entry] = [e for e in found if e.line_start <= line <= e.line_end]
    if entry.date is None:
        return "?"
    return entry.date.isoformat() if entry.date_end is None else f"{entry.date}..{entry.date_end}"


def error(case: DatedCase) -> str:
    """The lines that get another day than they should, or "" when every day is right."""
    found = read(case.path, case.text)
    days = [(line, day, day_at(found, line)) for line, day in case.expected]
    return "".join(f"\n    line {line}: {day}, read as {other}" for line, day, other in days if day != other)


@pytest.mark.parametrize("table", TABLES)
def test_the_day_of_each_line(table: str) -> None:
    errors = [f"{case.name}: {wrong}" for case in dated_cases(table) if (wrong := error(case))]
    print("\n".join(errors))  # noqa: T201 (pytest shows it on failure, and with -rA)
    assert len(errors) <= KNOWN_WRONG.get(table, 0), "\n".join(errors)


def test_there_are_enough_cases() -> None:
    assert sum(len(dated_cases(table)) for table in TABLES) >= 700
