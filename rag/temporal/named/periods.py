"""Named days and stretches of days -> their span in a year: holidays, festivals of the moon, terms, school holidays.

Where schools and countries differ, the days that most of them share; the rules leave days on either side of these.
"""

from datetime import date

from index.dates.holidays import holiday_span
from rag.temporal.named.bridges import bridge
from rag.temporal.named.moon import LUNAR_DAYS, lunar_span

_PERIODS = {  # those that end before they begin, end in the next year
    "summer_holidays": ((7, 1), (8, 31)),
    "summer_holidays_japan": ((7, 20), (8, 31)),
    "autumn_holidays": ((10, 15), (11, 3)),
    "february_holidays": ((2, 8), (3, 1)),
    "spring_holidays": ((3, 20), (4, 7)),
    "winter_holidays": ((1, 15), (2, 20)),
    "turn_of_year": ((12, 28), (1, 4)),
    "school_start": ((9, 1), (9, 7)),
    "autumn_term": ((9, 1), (12, 20)),
    "spring_term": ((1, 4), (3, 31)),
    "summer_term": ((4, 15), (7, 20)),
    "fall_semester": ((8, 25), (12, 15)),
    "spring_semester": ((1, 10), (5, 15)),
    "winter_semester": ((10, 1), (3, 31)),
    "summer_semester": ((4, 1), (9, 30)),
    "may_holidays": ((5, 1), (5, 5)),
    "school_year": ((9, 1), (8, 31)),
    "school_half_1": ((8, 1), (1, 31)),
    "school_half_2": ((2, 1), (7, 31)),
    "tax_year": ((4, 6), (4, 5)),
    "sports_season": ((7, 1), (6, 30)),
    "run_up_to_christmas": ((12, 1), (12, 24)),
}
_EXACT = {"school_start", "may_holidays", "tax_year", "run_up_to_christmas"}
_SOFT = frozenset(("easter_holidays", "easter_week", "whitsun_holidays", "toussaint_holidays", *_PERIODS)) - _EXACT
_SOFTNESS = 10
_BRIDGE = "bridge:"


def named_days(year: int, name: str) -> tuple[date, date]:
    """The days of a holiday or a period that begins in `year`, as the languages' files name it."""
    if name.startswith(_BRIDGE):
        return bridge(named_days(year, name.removeprefix(_BRIDGE)))
    if name in LUNAR_DAYS:
        return lunar_span(year, name)
    if name == "advent":
        return holiday_span(year, "advent_1")[0], date(year, 12, 24)
    if name not in _PERIODS:
        return holiday_span(year, name)
    start, end = _PERIODS[name]
    return date(year, *start), date(min(year + (end < start), date.max.year), *end)


def softness(name: str) -> int:
    """How many days beside its ends may be meant too: terms and school holidays differ from place to place."""
    return _SOFTNESS if name in _SOFT else 0
