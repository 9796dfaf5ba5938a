"""Named days of East Asia -> their span in a year, from what the languages' files say of each.

"9-10" and "1-1..1-3" are days of the year, "nth:5:6:2" the second Sunday in May, "sun:315" the day on which the sun
reaches that place (立春), "sun:180:3" that day with three on each side, "lunar:7:7" a day of the Chinese calendar,
"moon:12" a month of it, "japan:7:3" the third Monday in July with the days to which Japan moved it for its Olympic
games; other names are those of `named_days`.
"""

from datetime import date
from functools import cache

from index.dates.holidays import nth_weekday
from rag.temporal.calendar import DateRange, overlap, shift
from rag.temporal.named.moon import lunar_day, solar_day
from rag.temporal.named.periods import named_days, softness

_MOVED = {
    (2020, "7:3"): (7, 23), (2020, "10:2"): (7, 24), (2020, "8-11"): (8, 10),
    (2021, "7:3"): (7, 22), (2021, "10:2"): (7, 23), (2021, "8-11"): (8, 8),
}  # fmt: skip
_OF_JAPAN = (
    "1-1", "1:2", "2-11", "2-23", "sun:0", "4-29", "5-3", "5-4", "5-5", "7:3", "8-11", "9:3", "sun:180", "10:2",
    "11-3", "11-23",
)  # fmt: skip
_ONCE = {2019: ((5, 1), (10, 22))}
_WEEKEND = 5
_LONG, _SOFT_FROM, _SOFTNESS = 3, 20, 10
_SUNDAY = 6


def span_named(year: int, name: str) -> DateRange:
    """The days of a holiday or a period that begins in `year`, by the value that a language's file has for it."""
    kind, _, rest = name.partition(":")
    if kind == "silver_week":
        return _silver_week(year)
    if kind == "japan":
        return (_in_japan(year, rest),) * 2
    if kind == "nth":
        month, weekday, nth = map(int, rest.split(":"))
        return (nth_weekday(year, month, weekday, nth),) * 2
    if kind == "sun":
        degrees, _, beside = rest.partition(":")
        middle, days = solar_day(year, int(degrees)), int(beside or 0)
        return shift(middle, -days), shift(middle, days)
    if kind == "lunar":
        month, day = map(int, rest.split(":"))
        return (lunar_day(year, month, day),) * 2
    if kind == "moon":
        month = int(rest)
        return lunar_day(year, month, 1), shift(lunar_day(year + month // 12, month % 12 + 1, 1), -1)
    if name[:1].isdigit():
        first, _, last = name.partition("..")
        start, end = _day_of(year, first), _day_of(year, last or first)
        return start, end if end >= start else _day_of(min(year + 1, date.max.year), last)
    return named_days(year, name)


def softness_of(name: str) -> int:
    """How many days beside its ends may be meant too."""
    if not name[:1].isdigit():
        return softness(name)
    start, end = span_named(2023, name)
    return _SOFTNESS if (end - start).days >= _SOFT_FROM else 0


def long_weekends(span: DateRange, days: int) -> list[DateRange]:
    """The stretches of so many days off in Japan that touch `span`, in order."""
    found: list[DateRange] = []
    day = shift(span[0], -2 * _LONG)
    while day <= span[1]:
        end = day
        while _is_off(end):
            end = shift(end, 1)
        if (end - day).days == days and overlap((day, shift(end, -1)), span):
            found.append((day, shift(end, -1)))
        day = shift(end, 1)
    return found


def _is_off(day: date) -> bool:
    return day.weekday() >= _WEEKEND or day in _holidays_of_japan(day.year)


@cache
def _holidays_of_japan(year: int) -> frozenset[date]:
    """With the days after those that fall on a Sunday, and the days between two of them."""
    days = {_in_japan(year, name) for name in _OF_JAPAN} | {date(year, *day) for day in _ONCE.get(year, ())}
    between = {shift(day, 1) for day in days if shift(day, 2) in days} - days
    instead = set[date]()
    for day in sorted(days):
        if day.weekday() == _SUNDAY:
            after = shift(day, 1)
            while after in days:
                after = shift(after, 1)
            instead.add(after)
    return frozenset(days | between | instead)


def _in_japan(year: int, name: str) -> date:
    if moved := _MOVED.get((year, name)):
        return date(year, *moved)
    if name.startswith("sun:"):
        return solar_day(year, int(name[4:]))
    month, is_nth, nth = name.partition(":")
    return nth_weekday(year, int(month), 0, int(nth)) if is_nth else _day_of(year, name)


def _silver_week(year: int) -> DateRange:
    """From the days off about the day of the old in September to those about the equinox."""
    first = last = _in_japan(year, "9:3")
    last = max(last, _in_japan(year, "sun:180"))
    while _is_off(shift(first, -1)):
        first = shift(first, -1)
    while _is_off(shift(last, 1)):
        last = shift(last, 1)
    return first, last


def _day_of(year: int, text: str) -> date:
    month, day = map(int, text.split("-"))
    return date(year, month, day)
