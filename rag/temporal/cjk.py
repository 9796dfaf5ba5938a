"""Time in Japanese and Chinese questions, which need no spaces: 昨日, 先週, 2020年3月, 3日前, 3月から."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache

from index.text.language_data import UNSPACED, any_of, language_data
from rag.temporal import calendar, times
from rag.temporal.calendar import shift
from rag.temporal.holidays import holiday_span
from rag.temporal.times import Now, Time, closed, unreadable

_N = r"\d{1,4}|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九両两数几幾]"
_M = r"\d{1,2}|十[一二]?|[一二三四五六七八九]"
_D = r"\d{1,2}|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九]"


_BOUND = re.compile(
    r"(?:の)?(?P<end>から|以来|以降|以后|以後|までに|まで|以前|より前|の前に|之前|の後に?|より後|之后|頃|ごろ|前後|に|の|は)"
)


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


@cache
def _time_pattern() -> re.Pattern[str]:
    """Every time that can be read, each way of writing one a named group."""
    return re.compile(
        rf"""
      (?P<ago>     (?P<n>{_N})\s?
                   (?P<unit>日|天|週間|週|周|か月|ヶ月|カ月|ケ月|个月|個月|年)(?:前|之前|以前)(?P<exact>の今日|的今天)?)
    | (?P<half>    半年(?:前|之前|以前))
    | (?P<every>   毎週の?[月火水木金土日]曜日?|每个?(?:周|週|星期)[一二三四五六日天])
    | (?P<personal> (?:誕生日|結婚記念日|生日|结婚纪念日)(?=に|の日|から|まで|以来|那天|时|時|以后))
    | (?P<past>    (?:過去|この|过去|最近)(?P<pn>{_N})\s?(?P<span>日間?|天|週間|周|か月|ヶ月|カ月|个月|年)間?)
    | (?P<full>    (?P<y>\d{{4}})年(?:(?P<m>{_M})月(?:(?P<d>{_D})[日号號])?|の?(?P<ys>[春夏秋冬]))?)
    | (?P<other>   (?P<oy>去年|昨年|今年|来年|一昨年|前年|明年)[の的]?
                   (?:(?P<om>{_M})月(?:(?P<od>{_D})[日号號])?|(?P<os>[春夏秋冬])))
    | (?P<short>   (?<!十)(?P<sm>{_M})月(?:(?P<sd>{_D})[日号號])?)
    | (?P<iso>     (?P<iy>\d{{4}})[-/.](?P<im>\d{{1,2}})[-/.](?P<id>\d{{1,2}})(?!\d))
    | (?P<zwd>     (?P<zrel>上个?(?:周|週|星期)|[这本](?:周|週|星期)|下个?(?:周|週|星期))
                   (?P<zrw>[一二三四五六日天])(?![直起些定天]))
    | (?P<wd>      (?P<rel>先週|上周|上週|今週|这周|来週)?の?
                   (?:(?P<w>[月火水木金土日])曜日?|(?:周|週|星期)(?P<zw>[一二三四五六日天]))(?!末))
    | (?P<season>  (?P<s>[春夏秋冬])(?:に|の間|休み|天|から|まで|季))
    | (?P<holiday> {_longest_first(_table("holidays"))})
    | (?P<units>   {_longest_first(_units())})
    | (?P<days>    {_longest_first(_table("days"))})
    | (?P<vague>   {any_of("unspaced.recently", UNSPACED)})
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
        if bound := _BOUND.match(text, end):
            mark = bound["end"]
            end = bound.end()
        if since and match.start() - found[-1][1][1] <= 1 and not time.problem:
            start = found.pop()[1][0]
            found.append((times.between(since, time), (start, end)))
            since = None
            continue
        since = time if mark == "から" and not time.problem else None
        found.append((_bounded(time, mark), (match.start(), end)))
    return found


def _bounded(time: Time, mark: str) -> Time:
    """A time with the word after it: 3月から (since), まで (until), 以前 (before), 頃 (around)."""
    if time.problem or time.from_ is None or time.to is None:
        return time
    if mark in ("から", "以来", "以降", "以后", "以後"):
        return Time(time.from_, None, absolute=time.absolute)
    if mark in ("まで", "までに"):
        return Time(None, time.to, absolute=time.absolute)
    if mark in ("以前", "より前", "の前に", "之前"):
        return Time(None, shift(time.from_, -1), absolute=time.absolute)
    if mark in ("の後", "の後に", "より後", "之后"):
        return Time(shift(time.to, 1), None, absolute=time.absolute)
    if mark in ("頃", "ごろ", "前後"):
        return Time(shift(time.from_, -7), shift(time.to, 7), vague=True, absolute=time.absolute)
    return time


def _number(text: str) -> int:
    """3, 三, 十二, 二十三; of 数 ("some") its negative."""
    if text.isdigit():
        return int(text)
    tens, ten, ones = text.rpartition("十")
    return (10 * _numbers("digits").get(tens, 1) if ten else 0) + _numbers("digits").get(ones, 0)


def _atom(match: re.Match[str], now: Now) -> Time | None:
    """The time of one match, by the named part that matched."""
    part = match.groupdict()
    for kind, read in _READERS.items():
        if part[kind]:
            return read(part, now)
    return closed((shift(now.today, -45), now.today), vague=True)


NamedParts = dict[str, str | None]


def _ago(part: NamedParts, now: Now) -> Time:
    return times.ago(
        _number(part["n"] or "1"), _table("counted_units")[part["unit"] or "日"], now, exact=part["exact"] is not None
    )


def _past(part: NamedParts, now: Now) -> Time:
    unit, units = part["span"] or "日", _table("counted_units")
    return times.rolling(_number(part["pn"] or "1"), units.get(unit) or units.get(unit.rstrip("間"), "day"), now)


def _other_year(part: NamedParts, now: Now) -> Time | None:
    return _in_year(now.today.year - _units()[part["oy"] or "今年"][1], part["om"], part["od"], part["os"])


def _weekday(part: NamedParts, now: Now) -> Time:
    number = _numbers("weekdays")[part["w"] or part["zw"] or "月"]
    if part["rel"]:
        monday = calendar.week_span(shift(now.today, -7 * _units()[part["rel"]][1]))[0]
        return closed((shift(monday, number),) * 2)
    return times.weekday(number, now)


def _chinese_weekday(part: NamedParts, now: Now) -> Time:
    back = {"上": 1, "下": -1}.get((part["zrel"] or "")[0], 0)
    monday = calendar.week_span(shift(now.today, -7 * back))[0]
    return closed((shift(monday, _numbers("weekdays")[part["zrw"] or "一"]),) * 2)


def _unit(part: NamedParts, now: Now) -> Time:
    unit, back = _units()[part["units"] or "今年"]
    if unit == "weekend":
        return times.relative_unit(unit, now, "last" if back else "this")
    return closed(times.unit_span(unit, times.step_back(unit, now.today, back)))


def _holiday(part: NamedParts, now: Now) -> Time:
    name = _table("holidays")[part["holiday"] or "正月"]
    return times.yearly(lambda year: holiday_span(year, name), now)


def _season(part: NamedParts, now: Now) -> Time:
    name = _table("seasons")[part["s"] or "春"]
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
    "short": lambda part, now: _without_year(_number(part["sm"] or "0"), part["sd"], now),
    "zwd": _chinese_weekday,
    "wd": _weekday,
    "season": _season,
    "holiday": _holiday,
    "units": _unit,
    "days": lambda part, now: closed((shift(now.today, _numbers("days")[part["days"] or "今日"]),) * 2),
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
