"""Days next to a time in Japanese and Chinese: 10月1日の後の2週間, 圣诞节前三天, 3月3日の2週間後, 5号前不久, 那一周."""

import re
from functools import cache

from rag.temporal import calendar, times
from rag.temporal.calendar import DateRange, shift
from rag.temporal.unspaced.words import AMOUNTS, either, length_of, length_pattern, longest_first, number_of, table

_SHORT = 10  # days that something can be counted from: longer spans have no day of their own
_A_FEW = 7
_MOST_OF_A_WEEK = 4


@cache
def beside_pattern() -> str:
    """の後の2週間, 前三天, の前の週, の翌日: the days next to something, as a part of a pattern."""
    of, amounts = either("of", ("ja",)), either("amounts", AMOUNTS)
    units = longest_first(table("counted_units"))
    return (
        rf"(?:{either('of')}?(?P<step>{longest_first(table('beside_days'))})"
        rf"|{of}?(?P<side>{_sides()}){either('of')}?"
        rf"(?:(?P<n>{amounts})\s?(?P<unit>{units})|{either('those')}(?P<those>(?!{either('some')}){amounts})?\s?(?P<of_those>{units}))"
        rf"{either('span_ends')}?"
        rf"|{of}(?P<next>{_sides()}){of}(?P<one>{units}))"
    )


def _sides() -> str:
    return longest_first(word for word, side in table("besides").items() if side != "from")


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
    unit = table("counted_units")[match["unit"] or match["of_those"]]
    return table("besides")[match["side"]], abs(number_of(match["n"] or match["those"])), unit


def offset_pattern() -> str:
    """2週間後, 三天前 behind a time: the day so far from it."""
    return rf"{either('of')}?\s?{counted_off_pattern()}"


def counted_off_pattern() -> str:
    """2週間後, 三天前: a length and a side."""
    return rf"{length_pattern('off')}{either('span_ends')}?(?P<off_side>{_sides()})(?!{either('half_sign')})"


def offset(span: DateRange, match: re.Match[str]) -> DateRange | None:
    """The days of a match of `offset_pattern`; of "some days" the next few."""
    start, end = span
    if (end - start).days > _SHORT:
        return None
    length, before = length_of(match.groupdict(), "off"), table("besides")[match["off_side"]] == "before"
    if length.count < 0:
        return near(span, "before" if before else "after", _A_FEW)
    day = length.before(start) if before else length.after(end)
    return day, day


def near(span: DateRange, side: str, days: int, with_it: bool = False) -> DateRange:
    """So many days before a span, or after it; `with_it` up to its own first day."""
    start, end = span
    if side == "before":
        return shift(start, -days), start if with_it else shift(start, -1)
    return end if with_it else shift(end, 1), shift(end, days)


def near_words(span: DateRange, match: re.Match[str]) -> DateRange | None:
    """少し前, 前不久, に向けて: what a match of the words of `near_days` means beside a span."""
    side, days, *rest = table("near_days")[match["near"]].split(":")
    if side == "around":  # 5号那几天; of more days those themselves
        return (shift(span[0], -int(days)), shift(span[1], int(days))) if span[0] == span[1] else None
    return near(span, side, int(days), bool(rest))


def whole_unit(span: DateRange, match: re.Match[str]) -> DateRange | None:
    """那一周, の週: the week or month that a day is of."""
    start, end = span
    days = (end - start).days
    if days > _SHORT:
        return None
    if match["week_of"]:
        return span if days >= _MOST_OF_A_WEEK else calendar.week_span(shift(start, days // 2))
    return calendar.month_span(start.year, start.month)
