"""What stands around a time and changes it: 2024年の前半, 10月の初め, 10月1日の後の2週間, 10月以外, 除了十月."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

from index.text.language_data import SHARED
from rag.temporal import calendar, times
from rag.temporal.calendar import DateRange, shift
from rag.temporal.times import Time
from rag.temporal.unspaced.words import either, longest_first, number_of, table, values_of

_Change = Callable[[Time, re.Match[str]], Time]
_HALF_YEAR = 300  # days: of a longer span the halves are the calendar's


@cache
def beside_pattern() -> str:
    """の後の2週間, 前三天, の前の週, の翌日: the days next to something, as a part of a pattern."""
    of, amounts = either("of", ("ja",)), either("amounts", (SHARED,))
    sides = longest_first(word for word, side in table("besides").items() if side != "from")
    units = longest_first(table("counted_units"))
    return (
        rf"(?:{of}?(?P<step>{longest_first(table('beside_days'))})"
        rf"|{of}?(?P<side>{sides}){either('of')}?(?P<n>{amounts})\s?(?P<unit>{units}){either('span_ends')}?"
        rf"|{of}(?P<next>{sides}){of}(?P<one>{units}))"
    )


def beside(span: DateRange, match: re.Match[str]) -> DateRange:
    """The days that a match of `beside_pattern` means next to `span`."""
    side, count, unit = side_of(match)
    start, end = span
    if side == "before":
        return times.step_back(unit, start, count), shift(start, -1)
    return shift(end, 1), times.step_back(unit, end, -count)


def side_of(match: re.Match[str]) -> tuple[str, int, str]:
    """("before" or "after", how many, of which unit)."""
    if match["step"]:
        side, _, unit = table("beside_days")[match["step"]].partition(":")
        return side, 1, unit
    if match["next"]:
        return table("besides")[match["next"]], 1, table("counted_units")[match["one"]]
    return table("besides")[match["side"]], abs(number_of(match["n"])), table("counted_units")[match["unit"]]


def changed(time: Time, text: str, start: int, end: int) -> tuple[Time, int, int]:
    """A closed time with what stands around `text[start:end]`, and where its words then begin and end."""
    if time.problem or time.from_ is None or time.to is None:
        return time, start, end
    for pattern, change in _changes():
        if match := pattern.match(text, end):
            time, end = change(time, match), match.end()
    if mark := _excepted_before().search(text[max(start - 3, 0) : start]):
        time, start = replace(time, excluded=True), start - len(mark[0])
    return time, start, end


@cache
def _changes() -> list[tuple[re.Pattern[str], _Change]]:
    of, amounts = either("of"), either("amounts", (SHARED,))
    since = longest_first(word for word, side in table("besides").items() if side == "from")
    units = longest_first(table("counted_units"))
    return [
        (re.compile(rf"{of}?(?P<half>{longest_first(table('halves'))})"), _half),
        (re.compile(rf"{of}?(?P<part>{longest_first(table('parts'))})"), _part),
        (re.compile(rf"{of}?{either('weekends')}"), _weekend),
        (re.compile(beside_pattern()), lambda time, match: _moved(time, beside(time.span, match))),
        (re.compile(rf"(?:{since})[、,]?{of}?(?P<n>{amounts})\s?(?P<unit>{units}){either('span_ends')}?"), _from),
        (re.compile(either("except_behind")), lambda time, match: replace(time, excluded=True)),
    ]


@cache
def _excepted_before() -> re.Pattern[str]:
    return re.compile(f"{either('except_before')}$")


def _moved(time: Time, span: DateRange) -> Time:
    return Time(*span, absolute=time.absolute, vague=time.vague, floating=time.floating)


def _half(time: Time, match: re.Match[str]) -> Time:
    nth = values_of("halves")[match["half"]]
    start, end = time.span
    days = (end - start).days + 1
    if days >= _HALF_YEAR:
        return _moved(time, calendar.half_span(start.year, nth))
    return _moved(time, (shift(start, days * (nth - 1) // 2), shift(start, days * nth // 2 - 1)))


def _part(time: Time, match: re.Match[str]) -> Time:
    start, end = time.span
    return time if start == end else _moved(time, calendar.part_of(time.span, table("parts")[match["part"]]))


def _weekend(time: Time, match: re.Match[str]) -> Time:
    start, end = time.span
    if start != end:
        return time
    saturday = shift(start, (5 - start.weekday()) % 7) if start.weekday() != 6 else shift(start, -1)
    return _moved(time, (saturday, shift(saturday, 1)))


def _from(time: Time, match: re.Match[str]) -> Time:
    """10月1日からの2週間: its first day is the time's own."""
    start = time.span[0]
    unit = table("counted_units")[match["unit"]]
    return _moved(time, (start, shift(times.step_back(unit, start, -abs(number_of(match["n"]))), -1)))
