"""What stands around a time and changes it: 2024年の前半, 10月の初め, 最后三天, 10月以外, 除了十月."""

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

from index.text.language_data import any_of
from rag.temporal import calendar, times
from rag.temporal.calendar import DateRange, shift, shift_months
from rag.temporal.times import Time, unreadable
from rag.temporal.unspaced import beside
from rag.temporal.unspaced.pattern import cjk_time_pattern
from rag.temporal.unspaced.words import (
    AMOUNTS,
    IN_SIGNS,
    either,
    length_of,
    length_pattern,
    longest_first,
    number_of,
    table,
    values_of,
    weekday_signs,
)

_Change = Callable[[Time, re.Match[str]], Time | None]
_MONTH, _DECADE, _LONGEST_DECADE = 31, 3_600, 3_700
_SOFTEST = 15  # days beside a part: nobody draws these lines sharply
_SATURDAY, _SUNDAY = 5, 6
_THIRDS = {1: "early", 2: "mid", 3: "late"}
_YEARS_OF_PARTS = {"early": (0, 3), "mid": (3, 7), "late": (7, 10)}
_HALF_YEAR = 300  # days: of a longer span the halves are those of its months
_UNITS = ("week", "month", "quarter", "year", "decade")
_LOOKED_BACK = 6


def changed(time: Time, text: str, start: int, end: int) -> tuple[Time, int, int]:
    """A closed time with what stands around `text[start:end]`, and where its words then begin and end."""
    if time.problem or time.from_ is None or time.to is None:
        return time, start, end
    for pattern, change in _changes():
        if (match := pattern.match(text, end)) and (meant := change(time, match)):
            time, end = _in_any_year(meant, time, change, match), match.end()
    before = text[max(start - _LOOKED_BACK, 0) : start]
    if mark := _near_before().search(before):
        side, days = table("near_before")[mark[0]].split(":")
        return _moved(time, beside.near(time.span, side, int(days))), start - len(mark[0]), end
    if mark := _excepted_before().search(before):
        return replace(time, excluded=True), start - len(mark[0]), end
    if (mark := _not_before().search(before)) and (behind := _not_behind().match(text, end)):
        return replace(time, excluded=True), start - len(mark[0]), behind.end()
    return time, start, end


def _in_any_year(meant: Time, time: Time, change: _Change, match: re.Match[str]) -> Time:
    """3月初め is of any year, as 3月 is: what joins it to another time chooses which."""
    make = time.in_year
    if make is None or meant.problem:
        return meant

    def moved(year: int) -> DateRange | None:
        span = make(year)
        made = change(replace(time, from_=span[0], to=span[1]), match) if span else None
        return made.span if made and not made.problem else None

    return replace(meant, in_year=moved)


def _parts() -> str:
    """The pattern of parts of a time; one of a single sign may begin a word of something else: 頭 of 頭痛."""
    words = table("parts")
    alone = longest_first(word for word in words if len(word) == 1)
    return rf"{longest_first(word for word in words if len(word) > 1)}|(?:{alone})(?!{either('no_part_behind')})"


@cache
def _changes() -> list[tuple[re.Pattern[str], _Change]]:
    of, amounts = either("of"), either("amounts", AMOUNTS)
    since = longest_first(word for word, side in table("besides").items() if side == "from")
    units, unclear = longest_first(table("counted_units")), either("unclear_units")
    arounds = longest_first(word for word, side in table("bounds").items() if side == "around")
    untils = longest_first(word for word, side in table("bounds").items() if side == "until")
    patterns: list[tuple[str, _Change]] = [
        (rf"\s?[(（]{either('weekday_marks')}[)）]", lambda time, match: time),  # 3月5日(火)
        (rf"\s?{either('weekday_names')}", lambda time, match: time if time.from_ == time.to else None),
        (rf"{of}?\s?(?P<edge>{longest_first(table('edges'))}){length_pattern('edge')}{either('span_ends')}?", _edge),
        (rf"{of}?\s?(?P<half>{longest_first(table('halves'))})", _half),
        (rf"{of}?\s?(?P<part>{_parts()})(?:{arounds})?", _part),
        (rf"{of}?\s?(?:{_nth_pattern()})", _nth),
        (rf"{of}?\s?{either('weekends')}", _weekend),
        (rf"(?P<week_of>{either('weeks_of')})|(?P<month_of>{either('months_of')})", _moving(beside.whole_unit)),
        (beside.beside_pattern(), _moving(beside.beside)),
        (beside.offset_pattern(), _moving(beside.offset)),
        (rf"{of}?\s?(?P<near>{longest_first(table('near_days'))})", _moving(beside.near_words)),
        (
            rf"(?:{since})[、,]?(?:{of}|(?!{amounts}\s?{unclear}(?!{either('span_ends')})))"
            rf"(?P<n>{amounts})\s?(?P<unit>{units}){either('span_ends')}?(?!{untils})",
            _from,
        ),
        (
            rf"(?:{untils}){of}?(?P<n>{amounts})\s?(?P<unit>{units}){either('span_ends')}?(?!{either('no_span_behind')})",
            _up_to,
        ),
        (either("except_behind"), _excepted),
    ]
    return [(re.compile(pattern), change) for pattern, change in patterns]


def _excepted(time: Time, match: re.Match[str]) -> Time | None:
    """十月以外; but 不算 before another time takes out that."""
    leads_on = _excepted_before().search(match[0]) and cjk_time_pattern().match(match.string, match.end())
    return None if leads_on else replace(time, excluded=True)


@cache
def _near_before() -> re.Pattern[str]:
    return re.compile(f"(?:{longest_first(table('near_before'))})$")


@cache
def _excepted_before() -> re.Pattern[str]:
    return re.compile(f"{either('except_before')}$")


@cache
def _not_before() -> re.Pattern[str]:
    return re.compile(f"{either('not_before')}$")


@cache
def _not_behind() -> re.Pattern[str]:
    return re.compile(either("not_behind"))


def _moving(move: Callable[[DateRange, re.Match[str]], DateRange | None]) -> _Change:
    def change(time: Time, match: re.Match[str]) -> Time | None:
        span = move(time.span, match)
        return _moved(time, span) if span else None

    return change


def _moved(time: Time, span: DateRange) -> Time:
    return Time(*span, absolute=time.absolute, vague=time.vague, floating=time.floating)


def _half(time: Time, match: re.Match[str]) -> Time:
    nth = values_of("halves")[match["half"]]
    start, end = time.span
    days = (end - start).days + 1
    if days >= _HALF_YEAR:
        months = (end.year - start.year) * 12 + end.month - start.month + 1
        turn = shift_months(start, months // 2)
        return _moved(time, (start, shift(turn, -1)) if nth == 1 else (turn, end))
    return _moved(time, (shift(start, days * (nth - 1) // 2), shift(start, days * nth // 2 - 1)))


def _part(time: Time, match: re.Match[str]) -> Time | None:
    start, end = time.span
    if start == end:
        return None
    part, _, thirds = table("parts")[match["part"]].partition(":")
    if thirds and (end - start).days < _MONTH:  # 上旬: ten days, the last of them longer or shorter
        first, last = int(thirds[0]), int(thirds[-1])
        return _moved(time, (shift(start, 10 * (first - 1)), end if last == 3 else shift(start, 10 * last - 1)))
    part = _THIRDS[int(thirds[-1])] if thirds else part
    if _DECADE < (end - start).days < _LONGEST_DECADE:
        begin, stop = (shift_months(start, 12 * years) for years in _YEARS_OF_PARTS[part])
        return _moved(time, (begin, shift(stop, -1)))
    span = calendar.part_of(time.span, part)
    return replace(_moved(time, span), soft=min((span[1] - span[0]).days // 2, _SOFTEST))


def _edge(time: Time, match: re.Match[str]) -> Time | None:
    """最初の3日間, 最后三天; 前三天 of a week or month, of other days it is those before them."""
    start, end = time.span
    edge, _, inside = table("edges")[match["edge"]].partition(":")
    length = length_of(match.groupdict(), "edge")
    if inside and not any(times.unit_span(unit, start) == (start, end) for unit in _UNITS):
        return None
    span = (start, shift(length.after(start), -1)) if edge == "first" else (shift(length.before(end), 1), end)
    return _moved(time, span) if length.count > 0 and start <= span[0] and span[1] <= end else None


def _nth_pattern() -> str:
    """第一月曜日, 最終日, 最后一周: one day, week or weekday of a span."""
    ordinal, amounts = any_of("dates.signs.ordinals", IN_SIGNS), either("amounts", AMOUNTS)
    japanese, chinese = weekday_signs()
    return (
        rf"{ordinal}?(?P<own_nth>{amounts}){either('own_weeks')}"
        rf"|(?:{ordinal}(?P<nth>{amounts}){either('nth_counters')}?|(?P<final>{either('nth_lasts')})|{either('nth_firsts')})"
        rf"(?:(?P<jw>{japanese})(?:{either('weekday_ends_led')}|{either('weekday_ends')})|{either('week_signs')}(?P<cw>{chinese})"
        rf"|(?P<nth_weekend>{either('weekends')})|(?P<of_unit>{longest_first(table('counted_units'))})(?!{either('nth_counters')}))"
    )


def _nth(time: Time, match: re.Match[str]) -> Time | None:
    start, end = time.span
    nth = number_of(match["nth"] or match["own_nth"])
    if day := match["jw"] or match["cw"]:
        return _moved(time, _nth_weekday((start, end), values_of("weekdays")[day], nth, match["final"] is not None))
    if match["nth_weekend"]:
        saturday = _nth_weekday((start, end), _SATURDAY, nth, match["final"] is not None)[0]
        return _moved(time, (saturday, shift(saturday, 1)))
    if start == end:
        return None
    unit = "week" if match["own_nth"] else table("counted_units")[match["of_unit"]]
    size = {"day": 1, "week": 7}.get(unit, 0)
    if not size or (end - start).days < size or shift(start, size * (nth - 1)) > end:
        return unreadable("there is no such day")
    first = shift(end, 1 - size) if match["final"] else shift(start, size * (nth - 1))
    return _moved(time, (first, min(shift(first, size - 1), end)))


def _nth_weekday(span: DateRange, weekday: int, nth: int, last: bool) -> DateRange:
    start, end = span
    if last:
        return (shift(end, -((end.weekday() - weekday) % 7)),) * 2
    return (shift(start, (weekday - start.weekday()) % 7 + 7 * (nth - 1)),) * 2


def _weekend(time: Time, match: re.Match[str]) -> Time | None:
    start, end = time.span
    if start != end:
        return None
    saturday = shift(start, (5 - start.weekday()) % 7) if start.weekday() != _SUNDAY else shift(start, -1)
    return _moved(time, (saturday, shift(saturday, 1)))


def _from(time: Time, match: re.Match[str]) -> Time:
    """10月1日からの2週間: its first day is the time's own."""
    start = time.span[0]
    unit = table("counted_units")[match["unit"]]
    return _moved(time, (start, shift(times.step_back(unit, start, -abs(number_of(match["n"]))), -1)))


def _up_to(time: Time, match: re.Match[str]) -> Time:
    """11月20日までの1週間: its last day is the time's own."""
    unit = table("counted_units")[match["unit"]]
    return _moved(time, (shift(times.step_back(unit, time.span[1], abs(number_of(match["n"]))), 1), time.span[1]))
