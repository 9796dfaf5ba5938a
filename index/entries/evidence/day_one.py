"""The first day of a count, where the note's own words name it: "Day 1 was Monday, 5 June 2023", then `### Day 2`."""

from collections.abc import Sequence
from datetime import date, timedelta

from index.dates.labels import COUNTER
from index.dates.written import dates_in
from index.dates.written_date import WrittenDate
from index.entries.places.day_heading import DayHeading
from index.notes.block import Block
from index.text.folding import fold_accents
from index.text.inline import plain
from index.text.language_data import all_words

COUNTED_FROM_FIRST = "counted from the first day, which the notes name"
UNKNOWN_FIRST = "its days are counted from a first one that nothing names"
_FROM = all_words("dates.first_day_of_week")  # "from", "starting"
_LONGEST, _NEAR = 300, 80  # characters of a line, and of what stands behind "Day 1"
_FEWEST = 2  # headings that count


def first_of_count(headings: Sequence[DayHeading], blocks: Sequence[Block]) -> date | None:
    """The day from which headings without dates of their own count, as a line above them says; None where none does."""
    counted = _only_counted(headings)
    if not counted:
        return None
    above = [b for b in blocks if b.line_start < counted[0].line_start]
    found = firsts_said(above)
    if not found and counted[0].label.counter == 1:
        found = {d for b in above if b.kind == "heading" for d in _from(plain(b.text))}
    return found.pop() if len(found) == 1 else None


def count_doubts(headings: Sequence[DayHeading], start: date | None) -> tuple[str, ...]:
    """What is to be said where headings only count, from a first day that is not known."""
    return (UNKNOWN_FIRST,) if start is None and _only_counted(headings) else ()


def _only_counted(headings: Sequence[DayHeading]) -> list[DayHeading]:
    counted = [h for h in headings if h.label.counter is not None]
    none = len(counted) < _FEWEST or any(h.label.date is not None for h in counted)
    return [] if none else counted


def firsts_said(blocks: Sequence[Block]) -> set[date]:
    """The days that lines name as the first of a count: "Day 1 is the 14th of January 2019"."""
    found: set[date] = set()
    lines = (line for b in blocks if b.kind in ("paragraph", "item") for line in b.text.split("\n"))
    for line in lines:
        counter = COUNTER.search(fold_accents(line[:_LONGEST]))
        number = next((int(group) for group in counter.groups() if group), 0) if counter else 0
        days = [d for d in dates_in(line[counter.end() : counter.end() + _NEAR]) if d.year] if counter else []
        if number and len(days) == 1 and not days[0].until:
            found |= _day(days[0], number)
    return found


def _from(title: str) -> set[date]:
    """The day of a title with "from 27 September 2017" in it."""
    days = [d for d in dates_in(title) if d.year is not None]
    if len(days) != 1 or days[0].until:
        return set()
    before = fold_accents(title[: days[0].start]).split()
    return _day(days[0], 1) if before and before[-1] in _FROM else set()


def _day(d: WrittenDate, number: int) -> set[date]:
    try:
        return {date(d.year or 0, d.month or 0, d.day or 0) - timedelta(days=number - 1)}
    except (ValueError, OverflowError):
        return set()
