"""The first day of a count, where the note's own words name it: "Day 1 was Monday, 5 June 2023", then `### Day 2`.

Counts from zero too: "Surgery: Monday 14 Feb 2022 = Day 0", then `### Day 7`, or "D0: 3.3.2021", then `D+14`, `D-2`.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from index.dates.label import Label
from index.dates.labels import COUNTER
from index.dates.written import dates_in
from index.dates.written_date import WrittenDate
from index.entries.evidence.told_counts import OrderAndYear, ToldNumber, told_numbers
from index.entries.places.day_heading import DayHeading
from index.notes.block import Block
from index.text.folding import fold_accents
from index.text.inline import plain
from index.text.language_data import all_words, any_of

COUNTED_FROM_FIRST = "counted from the first day, which the notes name"
UNKNOWN_FIRST = "its days are counted from a first one that nothing names"
_FROM = all_words("dates.first_day_of_week")  # "from", "starting"
_FEWEST = 2  # headings that count
_SHORT = any_of("dates.short_counters")  # "J", "POD": words of a count only where the note tells a day of it
_SHORT_COUNTER = re.compile(rf"(?<![^\W_])({_SHORT})\s?[+#.]?\s?(\d{{1,4}})(?![\w/]|[.:,]\d)")
_SIGNED = re.compile(rf"\W{{0,3}}(?:({_SHORT})|{any_of('dates.counters')})\s?([+–-]?)\s?(\d{{1,4}})(?![\w/]|[.:,]\d)")


def with_told_count(
    headings: Sequence[DayHeading], blocks: Sequence[Block], how: OrderAndYear
) -> tuple[list[DayHeading], date | None]:
    """(the headings as a count that a line tells has them, the day from which those without dates count)."""
    told = _told_above(headings, blocks, how)
    counted = _counted_headings(headings, told)
    return counted, _first_of_count(counted, blocks, told)


def _counted_headings(headings: Sequence[DayHeading], told: Sequence[ToldNumber]) -> list[DayHeading]:
    """The headings; `POD 3`, `J+14` count days where the note tells a day of that count, and `D-2` counts backwards.

    A line that tells the first day, and no more, is no day itself.
    """
    if not told:
        return list(headings)
    words = {number.word for number in told}
    from_zero = any(number.number == 0 for number in told)
    lines = {number.line: number for number in told}
    counted = [_counted(h, words, from_zero) for h in headings]
    numbers = [h.label.counter for h in counted if h.label.counter is not None and h.label.date is None]
    if len(numbers) < _FEWEST:
        return counted
    only = {line for line, number in lines.items() if number.equated or numbers[0] <= number.number}
    return [replace(h, label=Label()) if h.line_start in only else h for h in counted]


def _counted(heading: DayHeading, words: set[str], from_zero: bool) -> DayHeading:
    match = _SIGNED.match(fold_accents(heading.title))
    if match is None or heading.origin != "heading" or heading.label.date is not None:
        return heading
    short, sign, number = match[1], match[2], int(match[3])
    if short is not None and short not in words or short is None and heading.label.counter is None:
        return heading
    before = from_zero and sign in ("-", "–")
    label = replace(heading.label, counter=-number if before else number)
    return replace(heading, label=label)


def _first_of_count(headings: Sequence[DayHeading], blocks: Sequence[Block], told: Sequence[ToldNumber]) -> date | None:
    """The day from which headings without dates of their own count, as a line above them says; None where none does."""
    counted = _only_counted(headings)
    if not counted or not _go_one_way([h.label.counter or 0 for h in counted]):
        return None
    found = {_first(number) for number in told}
    if not found and counted[0].label.counter == 1:
        above = (b for b in blocks if b.line_start < counted[0].line_start)
        found = {d for b in above if b.kind == "heading" for d in _from(plain(b.text))}
    return found.pop() if len(found) == 1 else None


def _told_above(headings: Sequence[DayHeading], blocks: Sequence[Block], how: OrderAndYear) -> list[ToldNumber]:
    """What lines above the first heading that may count tell of a count of days."""
    first = next((h for h in headings if h.label.date is None and _may_count(h)), None)
    above = [b for b in blocks if first is not None and b.line_start < first.line_start]
    return [*told_numbers(above, COUNTER, how), *told_numbers(above, _SHORT_COUNTER, how)]


def _may_count(heading: DayHeading) -> bool:
    return heading.label.counter is not None or _SIGNED.match(fold_accents(heading.title)) is not None


def count_doubts(headings: Sequence[DayHeading], start: date | None) -> tuple[str, ...]:
    """What is to be said where headings only count, from a first day that is not known."""
    return (UNKNOWN_FIRST,) if start is None and _only_counted(headings) else ()


def _only_counted(headings: Sequence[DayHeading]) -> list[DayHeading]:
    counted = [h for h in headings if h.label.counter is not None]
    none = len(counted) < _FEWEST or any(h.label.date is not None for h in counted)
    return [] if none else counted


def _go_one_way(numbers: Sequence[int]) -> bool:
    """Whether a count neither begins anew nor jumps about."""
    steps = [b - a for a, b in pairwise(numbers)]
    return all(step >= 0 for step in steps) or all(step <= 0 for step in steps)


def firsts_said(blocks: Sequence[Block]) -> set[date]:
    """The days that lines name as the first of a count: "Day 1 is the 14th of January 2019"."""
    return {_first(number) for number in told_numbers(blocks, COUNTER, OrderAndYear())}


def _first(told: ToldNumber) -> date:
    return told.day - timedelta(days=told.number - 1)


def _from(title: str) -> set[date]:
    """The day of a title with "from 27 September 2017" in it."""
    days = [d for d in dates_in(title) if d.year is not None]
    if len(days) != 1 or days[0].until:
        return set()
    before = fold_accents(title[: days[0].start]).split()
    return _as_day(days[0]) if before and before[-1] in _FROM else set()


def _as_day(d: WrittenDate) -> set[date]:
    try:
        return {date(d.year or 0, d.month or 0, d.day or 0)}
    except ValueError:
        return set()
