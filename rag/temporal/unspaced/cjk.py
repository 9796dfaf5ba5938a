"""Time in Japanese and Chinese questions, which need no spaces: 昨日, 先週, 2020年3月, 3日前, 3月から."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache

from index.text.han_numbers import HAN_TEN
from index.text.language_data import SHARED, UNSPACED, any_of, language_data
from rag.temporal import calendar, times
from rag.temporal.calendar import shift
from rag.temporal.holidays import holiday_span
from rag.temporal.times import Now, Time, closed, unreadable
from rag.temporal.unspaced.around import changed
from rag.temporal.unspaced.words import either, longest_first, number_of, table, values_of

# Kinds of what stands behind a time, "3月から".
_OPEN_END, _TO, _BEFORE, _AFTER, _AROUND = frozenset(("from", "since")), "until", "before", "after", "around"


@cache
def _units() -> dict[str, tuple[str, int]]:
    """ "先々週" -> ("week", 2): the unit, and how many of them back."""
    return {word: (unit, int(back)) for word, value in table("units").items() for unit, back in [value.split(":")]}


@cache
def _bound() -> re.Pattern[str]:
    """What stands behind a time and says which side of it is meant."""
    return re.compile(rf"{either('of', ('ja',))}?(?P<end>{longest_first(table('bounds'))})")


@cache
def _time_pattern() -> re.Pattern[str]:
    """Every time that can be read, each way of writing one a named group."""
    n, m, d = (either(of, (SHARED,)) for of in ("amounts", "month_numbers", "day_numbers"))
    year, month, day = (any_of(f"dates.signs.{of}", UNSPACED) for of in ("years", "months", "days"))
    years = longest_first(word for word, (unit, _) in _units().items() if unit == "year")
    japanese, chinese = ("|".join(language_data(code).numbered("dates.weekday_signs")) for code in UNSPACED)
    ordinal = any_of("dates.signs.ordinals", UNSPACED)
    season_end = rf"{either('season_ends')}?"
    season, of, no = either("season_signs"), either("of"), either("of", ("ja",))
    return re.compile(
        rf"""
      (?P<count>   (?<!{either("no_counts_before")})
                   (?:{ordinal}(?P<on>{n})\s?(?:(?P<od1>{either("ordinal_days")})|{either("ordinal_weeks")})
                   |(?P<cn>{n})\s?(?:(?P<cd>{either("own_days")})|{either("own_weeks")}))
                   (?!{either("no_counts_behind")}))
    | (?P<ago>     (?P<n>{n})\s?(?P<unit>{longest_first(table("counted_units"))}){either("ago")}
                   (?P<exact>{either("ago_exactly")})?)
    | (?P<half>    {either("half_year")}{either("ago")})
    | (?P<every>   {either("every")})
    | (?P<personal> {either("personal_days")}(?={either("behind_personal_days")}))
    | (?P<past>    {either("past")}(?P<pn>{n})\s?(?P<span>{either("spans")}){either("span_ends")}?)
    | (?P<full>    (?P<y>\d{{4}}){year}(?:(?P<m>{m}){month}(?:(?P<d>{d}){day})?|{no}?(?P<ys>{season}){season_end})?)
    | (?P<other>   (?P<oy>{years}){of}?(?:(?P<om>{m}){month}(?:(?P<od>{d}){day})?|(?P<os>{season}){season_end}))
    | (?P<short>   (?<!{HAN_TEN})(?P<sm>{m}){month}(?:(?P<sd>{d}){day})?)
    | (?P<iso>     (?P<iy>\d{{4}})[-/.](?P<im>\d{{1,2}})[-/.](?P<id>\d{{1,2}})(?!\d))
    | (?P<zwd>     (?P<zrel>{either("counted_weeks")})(?P<zrw>{chinese})(?!{either("no_weekday_before")}))
    | (?P<wd>      (?P<rel>{either("week_before_weekday")})?{no}?
                   (?:(?P<w>{japanese}){either("weekday_ends")}|{either("week_signs")}(?P<zw>{chinese}))
                   (?!{either("weekend_ends")}))
    | (?P<season>  (?P<s>{season})(?:{either("behind_seasons")}|(?={either("except_behind")})))
    | (?P<holiday> {longest_first(table("holidays"))})
    | (?P<units>   {longest_first(_units())})
    | (?P<days>    {longest_first(table("days"))})
    | (?P<vague>   {either("recently")})
    """,
        re.VERBOSE,
    )


def read_cjk(text: str, today: date) -> list[tuple[Time, tuple[int, int]]]:
    """The times in the text with their places; two of them joined by から … まで are one."""
    found: list[tuple[Time, tuple[int, int]]] = []
    since: Time | None = None
    at = 0
    while match := _time_pattern().search(text, at):
        time = _atom(match, Now(today, "ja"))
        if time is None:
            at = match.end()
            continue
        time, start, at = changed(time, text, *match.span())
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
        found.append((_bounded(time, mark), (start, at)))
    return found


@cache
def _joint() -> re.Pattern[str]:
    """到 between two times; elsewhere it is a verb."""
    return re.compile(rf"{either('joints')}(?={_time_pattern().pattern})", re.VERBOSE)


def _bounded(time: Time, mark: str) -> Time:
    """A time with the word after it: 3月から (since), まで (until), 以前 (before), 頃 (around)."""
    if time.problem or time.from_ is None or time.to is None:
        return time
    if mark in _OPEN_END:
        return Time(time.from_, None, absolute=time.absolute)
    if mark == _TO:
        return Time(None, time.to, absolute=time.absolute)
    if mark == _BEFORE:
        return Time(None, shift(time.from_, -1), absolute=time.absolute)
    if mark == _AFTER:
        return Time(shift(time.to, 1), None, absolute=time.absolute)
    if mark == _AROUND:
        return Time(shift(time.from_, -7), shift(time.to, 7), vague=True, absolute=time.absolute)
    return time


def _atom(match: re.Match[str], now: Now) -> Time | None:
    """The time of one match, by the named part that matched."""
    part = match.groupdict()
    for kind, read in _READERS.items():
        if part[kind]:
            return read(part, now)
    return closed((shift(now.today, -45), now.today), vague=True)


NamedParts = dict[str, str | None]


def _ago(part: NamedParts, now: Now) -> Time:
    unit = table("counted_units")[part["unit"] or ""]
    return times.ago(number_of(part["n"]), unit, now, exact=part["exact"] is not None)


def _past(part: NamedParts, now: Now) -> Time:
    return times.rolling(number_of(part["pn"]), table("counted_units")[part["span"] or ""], now)


def _other_year(part: NamedParts, now: Now) -> Time | None:
    return _in_year(now.today.year - _units()[part["oy"] or ""][1], part["om"], part["od"], part["os"])


def _weekday(part: NamedParts, now: Now) -> Time:
    number = values_of("weekdays")[part["w"] or part["zw"] or ""]
    if part["rel"]:
        monday = calendar.week_span(shift(now.today, -7 * _units()[part["rel"]][1]))[0]
        return closed((shift(monday, number),) * 2)
    return times.weekday(number, now)


def _chinese_weekday(part: NamedParts, now: Now) -> Time:
    back = values_of("week_steps").get((part["zrel"] or "")[0], 0)
    monday = calendar.week_span(shift(now.today, -7 * back))[0]
    return closed((shift(monday, values_of("weekdays")[part["zrw"] or ""]),) * 2)


def _unit(part: NamedParts, now: Now) -> Time:
    unit, back = _units()[part["units"] or ""]
    if unit == "weekend":
        return times.relative_unit(unit, now, "last" if back else "this")
    return closed(times.unit_span(unit, times.step_back(unit, now.today, back)))


def _holiday(part: NamedParts, now: Now) -> Time:
    name = table("holidays")[part["holiday"] or ""]
    return times.yearly(lambda year: holiday_span(year, name), now)


def _season(part: NamedParts, now: Now) -> Time:
    name = table("seasons")[part["s"] or ""]
    return times.yearly(lambda year: calendar.season_span(year, name), now)


def _count(part: NamedParts, now: Now) -> Time | None:
    """100日目, 第10周: what the author counts; of a week also the calendar's."""
    number = number_of(part["on"] or part["cn"])
    if part["od1"] or part["cd"]:
        return Time(None, None, day_number=number)
    if not 0 < number <= 53:
        return None
    week = times.yearly(lambda year: calendar.iso_week_span(year, number), now)
    return replace(week, week_number=number)


_READERS: dict[str, Callable[[NamedParts, Now], Time | None]] = {
    "count": _count,
    "ago": _ago,
    "half": lambda part, now: times.ago(6, "month", now),
    "every": lambda part, now: unreadable("days that repeat are not a single span; ask about one of them"),
    "personal": lambda part, now: unreadable("the date of that day is not known; give the date itself"),
    "past": _past,
    "full": lambda part, now: _in_year(int(part["y"] or 0), part["m"], part["d"], part["ys"]),
    "other": _other_year,
    "iso": lambda part, now: _in_year(int(part["iy"] or 0), part["im"], part["id"], None),
    "short": lambda part, now: _without_year(number_of(part["sm"]), part["sd"], now),
    "zwd": _chinese_weekday,
    "wd": _weekday,
    "season": _season,
    "holiday": _holiday,
    "units": _unit,
    "days": lambda part, now: closed((shift(now.today, values_of("days")[part["days"] or ""]),) * 2),
}


def _in_year(year: int, month: str | None, day: str | None, season: str | None) -> Time | None:
    if not 1 <= year <= 9999:
        return None
    if season:
        return closed(calendar.season_span(year, table("seasons")[season]), absolute=True)
    if not month:
        return closed(calendar.year_span(year), absolute=True)
    number = number_of(month)
    if not 1 <= number <= 12:
        return unreadable("there is no such month")
    if not day:
        return closed(calendar.month_span(year, number), absolute=True)
    return times.in_year(times.day_in(number, number_of(day)), year, "such day")


def _without_year(month: int, day: str | None, now: Now) -> Time | None:
    if not 1 <= month <= 12:
        return unreadable("there is no such month")
    return times.yearly(times.day_in(month, number_of(day)) if day else times.month(month), now)
