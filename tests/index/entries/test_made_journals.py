"""Journals made by chance are dated as they were written: nothing wrong, and nearly nothing unknown that could be."""

from collections import Counter
from datetime import date
from pathlib import Path

from index.day_list import day_list
from index.entries.reader import entries_reader
from index.entries.user_rules import DateRules
from tests.index.entries.journal_maker import MadeEntry, MadeJournal
from tests.index.entries.made_journals import made_journals

TODAY = date(2026, 11, 21)
ENTRIES = 2000


def read_days(root: Path, journal: MadeJournal) -> dict[MadeEntry, date | None]:
    """The day that each entry is read to have."""
    for path, text in journal.notes.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    listed = day_list(root, *entries_reader(root, DateRules(), [], TODAY)).entries
    lines = {path: text.split("\n") for path, text in journal.notes.items()}
    found = {}
    for made in journal.entries:
        line = next(n for n, text in enumerate(lines[made.path], 1) if made.mark in text)
        found[made] = next((e.date for e in listed if e.path == made.path and e.line_start <= line <= e.line_end), None)
    return found


def test_made_journals_are_dated_as_written(tmp_path: Path) -> None:
    right, unknown, wrong = Counter[str](), Counter[str](), []
    for number, journal in enumerate(made_journals(ENTRIES)):
        for made, day in read_days(tmp_path / str(number), journal).items():
            if day is None:
                unknown[journal.layout] += made.sure
            elif day != made.day:
                wrong.append(f"{number} {journal.layout}: {made.path} {made.mark} {made.day} read as {day}")
            else:
                right[journal.layout] += 1
    found = right.total() / (right.total() + unknown.total())
    print(f"{right.total()} right, unknown {dict(unknown)}")  # noqa: T201
    assert not wrong, "\n".join(wrong)
    assert found >= 0.99, unknown
