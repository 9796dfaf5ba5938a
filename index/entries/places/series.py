"""Lines that name days: whether they are those of one journal, one after the other."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise

from index.dates.written_date import WrittenDate
from index.entries.places.day_heading import DayHeading

YEAR = 372
"""Of days as `place_in_time` counts them."""
_MONTHS_APART = 4
_SERIES, _OUT_OF_ORDER = 3, 0.1  # lines of a log at least, and the share of its steps that may go the other way


def is_series(lines: Sequence[DayHeading]) -> bool:
    """Whether lines that name days without a year are a log: one after the other through the year, or backwards."""
    if len(lines) < _SERIES or any(has_year(line) for line in lines):
        return False
    places = [_in_year(line) for line in lines if line.label.date and line.label.date.pair is None]
    # But for the turn of a year.
    back = sum(a > b and (a[0], b[0]) != (12, 1) for a, b in pairwise(places))
    forth = sum(a < b and (a[0], b[0]) != (1, 12) for a, b in pairwise(places))
    return len(places) == len(lines) and min(back, forth) <= _OUT_OF_ORDER * len(places)


def with_those_between(lines: Sequence[DayHeading], series: Sequence[DayHeading]) -> list[DayHeading]:
    """The lines, those of them being days that look like sentences but stand in a series where its days have room."""
    starts = [h.line_start for h in series]
    places = [_in_year(h) for h in series]
    back = sum(a > b for a, b in pairwise(places)) * 2 > len(places)
    out: list[DayHeading] = []
    for h in lines:
        i = bisect_left(starts, h.line_start)
        around = [places[i - 1] if i else None, places[i] if i < len(places) else None]
        first, last = reversed(around) if back else around
        d = h.label.date
        own = d is not None and d.pair is None and d.year is None and h.label.strength != "strong"
        fits = own and (first is None or first <= _in_year(h)) and (last is None or _in_year(h) <= last)
        out.append(replace(h, label=replace(h.label, strength="strong")) if fits else h)
    return out


def near_each_other(headings: Sequence[DayHeading]) -> Callable[[DayHeading], bool]:
    """Whether a date may be a day of the same journal as others: one from long ago is only mentioned."""
    known = {h.line_start for h in headings}
    places = sorted(place_in_time(d) for h in headings if (d := h.label.date))

    def near(heading: DayHeading) -> bool:
        assert heading.label.date
        own = place_in_time(heading.label.date)
        turns = (0,) if has_year(heading) else (-YEAR, 0, YEAR)
        reach = YEAR if heading.label.date.pair else _MONTHS_APART * 31  # of two numbers either may be the month
        spans = [(own + turn - reach, own + turn + reach) for turn in turns]
        others = sum(bisect_right(places, high) - bisect_left(places, low) for low, high in spans)
        return others > (heading.line_start in known)

    return near


def _in_year(heading: DayHeading) -> tuple[int, int]:
    date = heading.label.date
    return (date.month or 0, date.day or 0) if date else (0, 0)


def has_year(heading: DayHeading) -> bool:
    return heading.label.date is not None and heading.label.date.year is not None


def place_in_time(d: WrittenDate) -> int:
    month, day = (d.month, d.day) if d.pair is None else (d.pair[0] if d.pair[0] <= 12 else d.pair[1], 15)
    return (d.year or 0) * YEAR + (month or 6) * 31 + (day or 15)
