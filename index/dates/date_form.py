"""A form that dates are written in, and what a text must have for any date of that form to stand in it."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from index.dates.names import month_pattern
from index.dates.written_date import WrittenDate
from index.text.language_data import SHARED, UNSPACED, any_of

OF_YEAR = rf"(?:{any_of('dates.of', ('en', 'es', 'pt'))}\s+)?"
"""What may stand between a month and its year."""
YEAR_SIGN, MONTH_SIGN = any_of("dates.signs.years"), any_of("dates.signs.months")
"""Signs of dates in East Asia, "2024年3月5日";"""
HAN_MONTH, HAN_MONTH_SIGN = any_of("dates.signs.month_numbers", (SHARED,)), any_of("dates.signs.months", UNSPACED)
"""a month's number in Han numerals, and the sign behind it."""
HAN_DAY = rf"({any_of('dates.signs.day_numbers', (SHARED,))}){any_of('dates.signs.days', UNSPACED)}"
"""A day in Han numerals, with its sign."""
THANG, NAM = any_of("dates.before_months"), any_of("dates.before_years")
"""Words before the numbers of Vietnamese dates, "ngay 5 thang 3 nam 2024"."""
_A_MONTH, _DIGITS = re.compile(month_pattern()), re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Signs:
    """What a text has that dates are written with."""

    month: bool
    """The name of a month."""
    foreign: bool
    """A letter or sign beyond ASCII."""
    numbers: int
    """Runs of digits."""
    longest: int
    """Digits of the longest."""


def signs_of(folded: str) -> Signs:
    numbers = _DIGITS.findall(folded)
    return Signs(
        _A_MONTH.search(folded) is not None,
        not folded.isascii(),
        len(numbers),
        max(map(len, numbers), default=0),
    )


@dataclass(frozen=True, slots=True)
class DateForm:
    """A pattern, what reads a match of it, and whether a text has what every match of it has."""

    pattern: re.Pattern[str]
    read: Callable[[re.Match[str]], WrittenDate | None]
    may_hold: Callable[[Signs], bool]
