"""Every place where people put the day, and every date that is not the day: see dated_notes.py."""

from datetime import date

import pytest

from index.entries.entry import Entry
from index.entries.read_entries import entries
from index.entries.user_rules import DateRules
from index.notes.blocks import blocks
from index.notes.note import note_from_bytes
from tests.index.entries.dated_notes import CASES, Case
from tests.index.entries.dated_traps import TRAPS

TODAY = date(2026, 11, 21)


def read(path: str, text: str, rules: DateRules | None = None) -> list[Entry]:
    note = note_from_bytes(path, text.encode())
    return entries(note, blocks(note), rules or DateRules(), TODAY)


def day_at(found: list[Entry], line: int) -> str:
    [entry] = [e for e in found if e.line_start <= line <= e.line_end]
    if entry.date is None:
        return "?"
    return entry.date.isoformat() if entry.date_end is None else f"{entry.date}..{entry.date_end}"


@pytest.mark.parametrize("case", [case for _, case in CASES + TRAPS], ids=[name for name, _ in CASES + TRAPS])
def test_the_day_of_each_line(case: Case) -> None:
    found = read(case.path, case.text)
    assert [(line, day_at(found, line)) for line, _ in case.expected] == list(case.expected)


def test_there_are_enough_cases() -> None:
    assert len(CASES + TRAPS) >= 150
