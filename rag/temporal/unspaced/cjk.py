"""Time in Japanese and Chinese questions, which need no spaces: 昨日, 先週, 2020年3月, 3日前, 3月から."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache

from index.text.han_numbers import HAN_DIGITS
from index.text.language_data import SHARED, UNSPACED, any_of
from rag.temporal import calendar, times
from rag.temporal.calendar import shift
from rag.temporal.rules.weekdays import in_that_week
from rag.temporal.times import Now, Time, closed
from rag.temporal.unspaced.around import changed
from rag.temporal.unspaced.atoms import cjk_atom
from rag.temporal.unspaced.names import quoted_spans, unspaced_name_likeness
from rag.temporal.unspaced.pattern import cjk_time_pattern
from rag.temporal.unspaced.words import IN_SIGNS, either, longest_first, number_of, table

# Kinds of what stands behind a time, "3月から".
_OPEN_END, _TO, _BEFORE, _AFTER, _AROUND = frozenset(("from", "since")), "until", "before", "after", "around"


@cache
def _bound() -> re.Pattern[str]:
    """What stands behind a time and says which side of it is meant."""
    return re.compile(rf"{either('of', ('ja',))}?(?P<end>{longest_first(table('bounds'))})")


def read_cjk(
    text: str, today: date, stands: Callable[[re.Match[str]], bool] = lambda match: True
) -> list[tuple[Time, tuple[int, int]]]:
    """The times in the text with their places; two of them joined by から … まで are one. `stands` refuses others."""
    text = _with_digits_of_years(text)
    found: list[tuple[Time, tuple[int, int]]] = []
    since: Time | None = None
    at, quoted = 0, quoted_spans(text)
    while match := (_day_alone(text, at, since) or cjk_time_pattern().search(text, at)):
        if not stands(match):
            at = match.start() + 1
            continue
        time = _to_day(match, since) if "alone" in match.groupdict() else cjk_atom(match, Now(today, "ja"))
        likeness = unspaced_name_likeness(match, text, lambda place: any(a < place < b for a, b in quoted))
        if time is None or likeness == "name":
            at = match.end()
            continue
        time, start, at = changed(time, text, *match.span())
        time = replace(time, named=likeness == "perhaps")
        if found and (inner := _in_week_before(time, found[-1], text, start)):
            time, start = inner, found.pop()[1][0]
        mark = ""
        joint = _joint().match(text, at)
        if not joint and (bound := _bound().match(text, at)):
            mark, at = table("bounds")[bound["end"]], bound.end()
        if since and start - found[-1][1][1] <= 1 and not time.problem:
            start = found.pop()[1][0]
            found.append((times.between(since, time), (start, at)))
            since = None
            continue
        since = time if (mark == "from" or joint) and not time.problem else None
        if not mark and not joint and _since_before().search(text[max(start - 2, 0) : start]):
            mark = "since"  # 从周一开始
        found.append((_bounded(time, mark), (start, at)))
    return found


def _in_week_before(time: Time, last: tuple[Time, tuple[int, int]], text: str, start: int) -> Time | None:
    """三个星期前的周二: a weekday right behind the week that it is one of."""
    behind = _of_week().fullmatch(text, last[1][1], start) is not None
    return in_that_week(time, last[0]) if behind and time.unit == "weekday" and not time.excluded else None


@cache
def _of_week() -> re.Pattern[str]:
    return re.compile(f"{either('of')}?")


@cache
def _since_before() -> re.Pattern[str]:
    return re.compile(f"{either('since_before')}$")


@cache
def _bare_day() -> re.Pattern[str]:
    day, behind = any_of("dates.signs.days", IN_SIGNS), f"{either('own_days', ('ja',))}|{either('no_counts_behind')}"
    return re.compile(f"{either('joints')}?(?P<alone>{either('day_numbers', (SHARED,))}){day}(?!{behind})")


def _day_alone(text: str, at: int, since: Time | None) -> re.Match[str] | None:
    """9日 right behind 5月3日から."""
    one_day = since is not None and since.from_ is not None and since.from_ == since.to
    return _bare_day().match(text, at) if one_day else None


def _to_day(match: re.Match[str], since: Time | None) -> Time | None:
    """The day of that number from `since` on, in its month or the next."""
    first = since.from_ if since else None
    if first is None:
        return None
    number = number_of(match["alone"])
    month = first if number >= first.day else calendar.shift_months(first.replace(day=1), 1)
    day = calendar.calendar_day(month.year, month.month, number)
    return closed((day, day), absolute=since is not None and since.absolute) if day else None


@cache
def _joint() -> re.Pattern[str]:
    """到 between two times; elsewhere it is a verb."""
    return re.compile(rf"{either('joints')}(?={cjk_time_pattern().pattern}|{_bare_day().pattern})", re.VERBOSE)


def _bounded(time: Time, mark: str) -> Time:
    """A time with the word after it: 3月から (since), まで (until), 以前 (before), 頃 (around)."""
    if time.problem or time.from_ is None or time.to is None:
        return time
    if mark in _OPEN_END:
        return Time(time.from_, None, absolute=time.absolute, named=time.named)
    if mark == _TO:
        return Time(None, time.to, absolute=time.absolute)
    if mark == _BEFORE:
        return Time(None, shift(time.from_, -1), absolute=time.absolute)
    if mark == _AFTER:
        return Time(shift(time.to, 1), None, absolute=time.absolute)
    if mark == _AROUND:
        return Time(shift(time.from_, -7), shift(time.to, 7), vague=True, absolute=time.absolute)
    return time


def _with_digits_of_years(text: str) -> str:
    """The text with its years in digits, sign for sign: 二〇二二年 is 2022年."""
    return _han_years().sub(lambda found: "".join(str(HAN_DIGITS[sign]) for sign in found[0]), text)


@cache
def _han_years() -> re.Pattern[str]:
    return re.compile(rf"[{''.join(HAN_DIGITS)}]{{4}}(?={any_of('dates.signs.years', UNSPACED)})")
