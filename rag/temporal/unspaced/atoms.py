"""What the pattern of Japanese and Chinese times matched -> the time that it means on a day."""

import re
from collections.abc import Callable
from dataclasses import replace

from index.text.language_data import language_data
from rag.temporal import calendar, times
from rag.temporal.calendar import shift
from rag.temporal.named.periods import named_days, softness
from rag.temporal.times import Now, Time, closed, unreadable
from rag.temporal.unspaced.pattern import cjk_eras, cjk_units
from rag.temporal.unspaced.words import number_of, table, values_of

_QUARTERS = 4
_HALF_MONTH_SPREAD = 3  # days around half a month ago
NamedParts = dict[str, str | None]


def cjk_atom(match: re.Match[str], now: Now) -> Time | None:
    """The time of one match, by the named part that matched."""
    part = match.groupdict()
    for kind, read in _READERS.items():
        if part[kind]:
            return read(part, now)
    return closed((shift(now.today, -45), now.today), vague=True)


def _ago(part: NamedParts, now: Now) -> Time:
    unit = table("counted_units")[part["unit"] or ""]
    return times.ago(number_of(part["n"]), unit, now, exact=part["exact"] is not None)


def _past(part: NamedParts, now: Now) -> Time:
    return times.rolling(number_of(part["pn"]), table("counted_units")[part["span"] or ""], now)


def _other_year(part: NamedParts, now: Now) -> Time | None:
    return _in_year(now.today.year - cjk_units()[part["oy"] or ""][1], part["om"], part["od"], part["os"])


def _weekday(part: NamedParts, now: Now) -> Time:
    number = values_of("weekdays")[part["w"] or part["zw"] or ""]
    if part["rel"]:
        monday = calendar.week_span(shift(now.today, -7 * cjk_units()[part["rel"]][1]))[0]
        return closed((shift(monday, number),) * 2)
    return times.weekday(number, now)


def _chinese_weekday(part: NamedParts, now: Now) -> Time:
    lead = part["zrel"] or ""
    back = values_of("week_steps").get(lead[0], 0) * (len(lead) - len(lead.lstrip(lead[0])))  # 上上周五
    monday = calendar.week_span(shift(now.today, -7 * back))[0]
    return closed((shift(monday, values_of("weekdays")[part["zrw"] or ""]),) * 2)


def _unit(part: NamedParts, now: Now) -> Time:
    unit, back = cjk_units()[part["units"] or ""]
    if unit == "weekend":
        return times.relative_unit(unit, now, "last" if back else "this", back)
    return closed(times.unit_span(unit, times.step_back(unit, now.today, back)))


def _half_ago(part: NamedParts, now: Now) -> Time:
    """半年前, 半个月前."""
    unit, count = table("half_spans")[part["hu"] or ""].split(":")
    span = times.ago(int(count), unit, now)
    spread = _HALF_MONTH_SPREAD if unit == "day" else 0
    return closed((shift(span.span[0], -spread), shift(span.span[1], spread)))


def _day_of_month(part: NamedParts, now: Now) -> Time:
    """先月の15日, 上个月十五号."""
    unit, back = cjk_units()[part["mu"] or ""]
    start = times.unit_span(unit, times.step_back(unit, now.today, back))[0]
    return _in_year(start.year, str(start.month), part["mday"], None) or unreadable("there is no such day")


def _quarter(part: NamedParts, now: Now) -> Time:
    """第3四半期, 今年第一季度, 2023年第四季度."""
    number = number_of(part["qn"])
    if not 1 <= number <= _QUARTERS:
        return unreadable("a year has four quarters")
    if not part["qy"] and not part["qr"]:
        return times.yearly(lambda year: calendar.quarter_span(year, number), now)
    year = int(part["qy"]) if part["qy"] else now.today.year - cjk_units()[part["qr"] or ""][1]
    return closed(calendar.quarter_span(year, number), absolute=True)


def _same_day(part: NamedParts, now: Now) -> Time:
    """去年の今日, 上个月的今天; 去年の今ごろ is about then."""
    unit, back = cjk_units()[part["tu"] or ""]
    return times.ago(back, unit, now, exact=part["exactly"] is not None)


def _year(part: NamedParts) -> int:
    """2023年, 令和5年."""
    if part["y"]:
        return int(part["y"])
    count = part["ey"] or ""
    first = count in language_data("ja").words("dates.signs.first_years")
    return cjk_eras()[part["era"] or ""] + (1 if first else number_of(count))


def _holiday(part: NamedParts, now: Now) -> Time:
    """春节, 去年の夏休み, 2023年国庆节."""
    name = (table("holidays") | table("periods"))[part["name"] or ""]
    if not part["hy"] and not part["hr"]:
        return replace(times.yearly(lambda year: named_days(year, name), now), soft=softness(name))
    year = int(part["hy"]) if part["hy"] else now.today.year - cjk_units()[part["hr"] or ""][1]
    return replace(closed(named_days(year, name), absolute=True), soft=softness(name))


def _part_of_this(part: NamedParts, now: Now) -> Time:
    """月初, 年末: of the month or year that is going on, or of the last one where it is still to come."""
    unit, _, which = table("bare_parts")[part["bare"] or ""].partition(":")
    this, last = (calendar.part_of(times.relative_unit(unit, now, back).span, which) for back in ("this", "last"))
    return closed(this if this[0] <= now.today else last)


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
    "half": lambda part, now: _half_ago(part, now),
    "monthday": lambda part, now: _day_of_month(part, now),
    "every": lambda part, now: unreadable("days that repeat are not a single span; ask about one of them"),
    "personal": lambda part, now: unreadable("the date of that day is not known; give the date itself"),
    "unknown": lambda part, now: unreadable("its days are not known; give the dates"),
    "past": _past,
    "holiday": lambda part, now: _holiday(part, now),
    "quarter": lambda part, now: _quarter(part, now),
    "then": lambda part, now: _same_day(part, now),
    "full": lambda part, now: _in_year(_year(part), part["m"], part["d"], part["ys"]),
    "other": _other_year,
    "iso": lambda part, now: _in_year(int(part["iy"] or 0), part["im"], part["id"], None),
    "short": lambda part, now: _without_year(number_of(part["sm"]), part["sd"], now),
    "zwd": _chinese_weekday,
    "wd": _weekday,
    "season": _season,
    "bare": lambda part, now: _part_of_this(part, now),
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
