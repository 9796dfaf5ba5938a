"""Headings `10-30`, `09-28`: a month and a day, where they cannot be the days 10 to 30 of a month.

They are read as days of a month (`3-5`, `7-9` in a month's file) where nothing tells otherwise. The headings of one
note tell together: stretches of days do not run backwards (`10-08`), have no number written `09` and do not overlap.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from index.dates.label import Label
from index.dates.written_date import WrittenDate
from index.entries.places.day_heading import DayHeading

_TWO_NUMBERS = re.compile(r"\W{0,3}(?P<first>\d\d?)-(?P<second>\d\d?)\W{0,3}")
_MONTHS, _DAYS = 12, 31
_FEWEST = 2  # headings that tell together


def with_month_days(headings: list[DayHeading]) -> list[DayHeading]:
    """The headings, with those of two numbers as month and day, in whichever order, where they must be."""
    found = [(h, match) for h in headings if h.label.date is None and (match := _TWO_NUMBERS.fullmatch(h.title))]
    pairs = [(int(match["first"]), int(match["second"])) for _, match in found]
    written = [number for _, match in found for number in (match["first"], match["second"])]
    if len(found) < _FEWEST or not all(_may_be_day(pair) for pair in pairs) or not _must_be_days(pairs, written):
        return headings
    dated = {h.line_start: _dated(h, pair) for (h, _), pair in zip(found, pairs, strict=True)}
    return [dated.get(h.line_start, h) for h in headings]


def _may_be_day(pair: tuple[int, int]) -> bool:
    return 0 < min(pair) <= _MONTHS and max(pair) <= _DAYS


def _must_be_days(pairs: Sequence[tuple[int, int]], written: Sequence[str]) -> bool:
    """Whether they cannot all be stretches of days of one month."""
    if any(number.startswith("0") for number in written) or any(first >= second for first, second in pairs):
        return True
    return any(later[0] <= earlier[1] for earlier, later in pairwise(sorted(pairs)))


def _dated(heading: DayHeading, pair: tuple[int, int]) -> DayHeading:
    date = WrittenDate(0, len(heading.title), heading.title, pair=pair, weak=True)
    return replace(heading, label=Label(date, "weak", pure=True))
