"""What stands around a time and changes it: 2024年の前半, 10月の初め, 10月1日の後の2週間, 10月以外, 除了十月."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

from index.text.language_data import any_of
from rag.temporal import calendar, times
from rag.temporal.calendar import DateRange, shift
from rag.temporal.times import Time, unreadable
from rag.temporal.unspaced.words import (
    AMOUNTS,
    IN_SIGNS,
    either,
    longest_first,
    number_of,
    table,
    values_of,
    weekday_signs,
)

_Change = Callable[[Time, re.Match[str]], Time]
_MONTH = 31
_SOFTEST = 15  # days beside a part: nobody draws these lines sharply
_SATURDAY = 5
_THIRDS = {1: "early", 2: "mid", 3: "late"}
_HALF_YEAR = 300  # days: of a longer span the halves are the calendar's


@cache
def beside_pattern() -> str:
    """の後の2週間, 前三天, の前の週, の翌日: the days next to something, as a part of a pattern."""
    of, amounts = either("of", ("ja",)), either("amounts", AMOUNTS)
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
    of, amounts = either("of"), either("amounts", AMOUNTS)
    since = longest_first(word for word, side in table("besides").items() if side == "from")
    units = longest_first(table("counted_units"))
    arounds = longest_first(word for word, side in table("bounds").items() if side == "around")
    untils = longest_first(word for word, side in table("bounds").items() if side == "until")
    return [
        (re.compile(rf"{of}?(?P<half>{longest_first(table('halves'))})"), _half),
        (re.compile(rf"{of}?(?P<part>{longest_first(table('parts'))})(?:{arounds})?"), _part),
        (re.compile(rf"{of}?{either('weekends')}"), _weekend),
        (re.compile(rf"{of}?{_nth_pattern()}"), _nth),
        (re.compile(beside_pattern()), lambda time, match: _moved(time, beside(time.span, match))),
        (
            re.compile(
                rf"(?:{since})[、,]?{of}?(?P<n>{amounts})\s?(?P<unit>{units}){either('span_ends')}?(?!{untils})"
            ),
            _from,
        ),
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
    if start == end:
        return time
    part, _, third = table("parts")[match["part"]].partition(":")
    if third and (end - start).days < _MONTH:  # 上旬: ten days, the last of them longer or shorter
        first = 10 * (int(third) - 1)
        return _moved(time, (shift(start, first), end if third == "3" else shift(start, first + 9)))
    span = calendar.part_of(time.span, _THIRDS[int(third)] if third else part)
    return replace(_moved(time, span), soft=min((span[1] - span[0]).days // 2, _SOFTEST))


def _nth_pattern() -> str:
    """第一月曜日, 最終日, 最后一周: one day, week or weekday of a span."""
    ordinal, amounts = any_of("dates.signs.ordinals", IN_SIGNS), either("amounts", AMOUNTS)
    japanese, chinese = weekday_signs()
    return (
        rf"(?:{ordinal}(?P<nth>{amounts}){either('nth_counters')}?|(?P<final>{either('nth_lasts')})|{either('nth_firsts')})"
        rf"(?:(?P<jw>{japanese}){either('weekday_ends')}|{either('week_signs')}(?P<cw>{chinese})"
        rf"|(?P<nth_weekend>{either('weekends')})|(?P<of_unit>{longest_first(table('counted_units'))})(?!{either('nth_counters')}))"
    )


def _nth(time: Time, match: re.Match[str]) -> Time:
    start, end = time.span
    nth = number_of(match["nth"])
    if day := match["jw"] or match["cw"]:
        return _moved(time, _nth_weekday((start, end), values_of("weekdays")[day], nth, match["final"] is not None))
    if match["nth_weekend"]:
        saturday = _nth_weekday((start, end), _SATURDAY, nth, match["final"] is not None)[0]
        return _moved(time, (saturday, shift(saturday, 1)))
    size = {"day": 1, "week": 7}.get(table("counted_units")[match["of_unit"]], 0)
    if not size or (end - start).days < size or shift(start, size * (nth - 1)) > end:
        return unreadable("there is no such day")
    first = shift(end, 1 - size) if match["final"] else shift(start, size * (nth - 1))
    return _moved(time, (first, min(shift(first, size - 1), end)))


def _nth_weekday(span: DateRange, weekday: int, nth: int, last: bool) -> DateRange:
    start, end = span
    if last:
        return (shift(end, -((end.weekday() - weekday) % 7)),) * 2
    return (shift(start, (weekday - start.weekday()) % 7 + 7 * (nth - 1)),) * 2


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
