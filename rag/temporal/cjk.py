"""Time in Japanese and Chinese questions, which need no spaces: 昨日, 先週, 2020年3月, 3日前, 3月から."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache

from index.text.han_numbers import HAN_TEN, han_number
from index.text.language_data import SHARED, UNSPACED, any_of, language_data
from rag.temporal import calendar, times
from rag.temporal.calendar import shift
from rag.temporal.holidays import holiday_span
from rag.temporal.times import Now, Time, closed, unreadable

# Kinds of what stands behind a time, "3月から".
_OPEN_END, _TO, _BEFORE, _AFTER, _AROUND = frozenset(("from", "since")), "until", "before", "after", "around"


@cache
def _table(key: str) -> dict[str, str]:
    """Word -> value, of both languages; read when the first such question comes."""
    return {word: value for code in UNSPACED for word, value in language_data(code).values(f"unspaced.{key}").items()}


@cache
def _numbers(key: str) -> dict[str, int]:
    return {word: int(value) for word, value in _table(key).items()}


@cache
def _units() -> dict[str, tuple[str, int]]:
    """ "先々週" -> ("week", 2): the unit, and how many of them back."""
    return {word: (unit, int(back)) for word, value in _table("units").items() for unit, back in [value.split(":")]}


def _longest_first(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


def _either(key: str, languages: Iterable[str] = UNSPACED) -> str:
    return any_of(f"unspaced.{key}", languages)


@cache
def _bound() -> re.Pattern[str]:
    """What stands behind a time and says which side of it is meant."""
    return re.compile(rf"{_either('of', ('ja',))}?(?P<end>{_longest_first(_table('bounds'))})")


@cache
def _time_pattern() -> re.Pattern[str]:
    """Every time that can be read, each way of writing one a named group."""
    n, m, d = (_either(of, (SHARED,)) for of in ("amounts", "month_numbers", "day_numbers"))
    year, month, day = (any_of(f"dates.signs.{of}", UNSPACED) for of in ("years", "months", "days"))
    years = _longest_first(word for word, (unit, _) in _units().items() if unit == "year")
    japanese, chinese = ("|".join(language_data(code).numbered("dates.weekday_signs")) for code in UNSPACED)
    season, of, no = _either("season_signs"), _either("of"), _either("of", ("ja",))
    return re.compile(
        rf"""
      (?P<ago>     (?P<n>{n})\s?(?P<unit>{_longest_first(_table("counted_units"))}){_either("ago")}
                   (?P<exact>{_either("ago_exactly")})?)
    | (?P<half>    {_either("half_year")}{_either("ago")})
    | (?P<every>   {_either("every")})
    | (?P<personal> {_either("personal_days")}(?={_either("behind_personal_days")}))
    | (?P<past>    {_either("past")}(?P<pn>{n})\s?(?P<span>{_either("spans")}){_either("span_ends")}?)
    | (?P<full>    (?P<y>\d{{4}}){year}(?:(?P<m>{m}){month}(?:(?P<d>{d}){day})?|{no}?(?P<ys>{season}))?)
    | (?P<other>   (?P<oy>{years}){of}?(?:(?P<om>{m}){month}(?:(?P<od>{d}){day})?|(?P<os>{season})))
    | (?P<short>   (?<!{HAN_TEN})(?P<sm>{m}){month}(?:(?P<sd>{d}){day})?)
    | (?P<iso>     (?P<iy>\d{{4}})[-/.](?P<im>\d{{1,2}})[-/.](?P<id>\d{{1,2}})(?!\d))
    | (?P<zwd>     (?P<zrel>{_either("counted_weeks")})(?P<zrw>{chinese})(?!{_either("no_weekday_before")}))
    | (?P<wd>      (?P<rel>{_either("week_before_weekday")})?{no}?
                   (?:(?P<w>{japanese}){_either("weekday_ends")}|{_either("week_signs")}(?P<zw>{chinese}))
                   (?!{_either("weekend_ends")}))
    | (?P<season>  (?P<s>{season}){_either("behind_seasons")})
    | (?P<holiday> {_longest_first(_table("holidays"))})
    | (?P<units>   {_longest_first(_units())})
    | (?P<days>    {_longest_first(_table("days"))})
    | (?P<vague>   {_either("recently")})
    """,
        re.VERBOSE,
    )


def read_cjk(text: str, today: date) -> list[tuple[Time, tuple[int, int]]]:
    """The times in the text with their places; two of them joined by から … まで are one."""
    found: list[tuple[Time, tuple[int, int]]] = []
    since: Time | None = None
    for match in _time_pattern().finditer(text):
        time = _atom(match, Now(today, "ja"))
        if time is None:
            continue
        end, mark = match.end(), ""
        if bound := _bound().match(text, end):
            mark = _table("bounds")[bound["end"]]
            end = bound.end()
        if since and match.start() - found[-1][1][1] <= 1 and not time.problem:
            start = found.pop()[1][0]
            found.append((times.between(since, time), (start, end)))
            since = None
            continue
        since = time if mark == "from" and not time.problem else None
        found.append((_bounded(time, mark), (match.start(), end)))
    return found


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


def _number(text: str | None) -> int:
    """3, 三, 十二, 二十三; of 数 ("some") its negative; 1 of nothing."""
    return 1 if not text else int(text) if text.isdigit() else han_number(text, _numbers("digits"))


def _atom(match: re.Match[str], now: Now) -> Time | None:
    """The time of one match, by the named part that matched."""
    part = match.groupdict()
    for kind, read in _READERS.items():
        if part[kind]:
            return read(part, now)
    return closed((shift(now.today, -45), now.today), vague=True)


NamedParts = dict[str, str | None]


def _ago(part: NamedParts, now: Now) -> Time:
    unit = _table("counted_units")[part["unit"] or ""]
    return times.ago(_number(part["n"]), unit, now, exact=part["exact"] is not None)


def _past(part: NamedParts, now: Now) -> Time:
    return times.rolling(_number(part["pn"]), _table("counted_units")[part["span"] or ""], now)


def _other_year(part: NamedParts, now: Now) -> Time | None:
    return _in_year(now.today.year - _units()[part["oy"] or ""][1], part["om"], part["od"], part["os"])


def _weekday(part: NamedParts, now: Now) -> Time:
    number = _numbers("weekdays")[part["w"] or part["zw"] or ""]
    if part["rel"]:
        monday = calendar.week_span(shift(now.today, -7 * _units()[part["rel"]][1]))[0]
        return closed((shift(monday, number),) * 2)
    return times.weekday(number, now)


def _chinese_weekday(part: NamedParts, now: Now) -> Time:
    back = _numbers("week_steps").get((part["zrel"] or "")[0], 0)
    monday = calendar.week_span(shift(now.today, -7 * back))[0]
    return closed((shift(monday, _numbers("weekdays")[part["zrw"] or ""]),) * 2)


def _unit(part: NamedParts, now: Now) -> Time:
    unit, back = _units()[part["units"] or ""]
    if unit == "weekend":
        return times.relative_unit(unit, now, "last" if back else "this")
    return closed(times.unit_span(unit, times.step_back(unit, now.today, back)))


def _holiday(part: NamedParts, now: Now) -> Time:
    name = _table("holidays")[part["holiday"] or ""]
    return times.yearly(lambda year: holiday_span(year, name), now)


def _season(part: NamedParts, now: Now) -> Time:
    name = _table("seasons")[part["s"] or ""]
    return times.yearly(lambda year: calendar.season_span(year, name), now)


_READERS: dict[str, Callable[[NamedParts, Now], Time | None]] = {
    "ago": _ago,
    "half": lambda part, now: times.ago(6, "month", now),
    "every": lambda part, now: unreadable("days that repeat are not a single span; ask about one of them"),
    "personal": lambda part, now: unreadable("the date of that day is not known; give the date itself"),
    "past": _past,
    "full": lambda part, now: _in_year(int(part["y"] or 0), part["m"], part["d"], part["ys"]),
    "other": _other_year,
    "iso": lambda part, now: _in_year(int(part["iy"] or 0), part["im"], part["id"], None),
    "short": lambda part, now: _without_year(_number(part["sm"]), part["sd"], now),
    "zwd": _chinese_weekday,
    "wd": _weekday,
    "season": _season,
    "holiday": _holiday,
    "units": _unit,
    "days": lambda part, now: closed((shift(now.today, _numbers("days")[part["days"] or ""]),) * 2),
}


def _in_year(year: int, month: str | None, day: str | None, season: str | None) -> Time | None:
    if not 1 <= year <= 9999:
        return None
    if season:
        return closed(calendar.season_span(year, _table("seasons")[season]), absolute=True)
    if not month:
        return closed(calendar.year_span(year), absolute=True)
    number = _number(month)
    if not 1 <= number <= 12:
        return unreadable("there is no such month")
    if not day:
        return closed(calendar.month_span(year, number), absolute=True)
    return times.in_year(times.day_in(number, _number(day)), year, "such day")


def _without_year(month: int, day: str | None, now: Now) -> Time | None:
    if not 1 <= month <= 12:
        return unreadable("there is no such month")
    return times.yearly(times.day_in(month, _number(day)) if day else times.month(month), now)
