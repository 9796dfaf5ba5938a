"""What the pattern of Japanese and Chinese times matched -> the time that it means on a day."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache

from index.text.language_data import language_data
from rag.temporal import calendar, times
from rag.temporal.calendar import DateRange, shift, shift_months
from rag.temporal.times import Now, Time, closed, unreadable
from rag.temporal.unspaced.holidays import long_weekends
from rag.temporal.unspaced.pattern import Atom, cjk_eras, cjk_units
from rag.temporal.unspaced.recurring import (
    REPEATS,
    day_set,
    days_of_set,
    nth_weekday_so_far,
    repeated,
    weekday_named,
    weekday_of_week,
)
from rag.temporal.unspaced.words import NamedParts, length_of, number_of, table, values_of
from rag.temporal.unspaced.yearly import KINDS, in_every_year, season_in, soft_days

_HALF_MONTH_SPREAD = 3  # days around half a month ago
_FISCAL_OF_JAPAN = 4
"""The month with which 年度 begins; elsewhere it is January."""
_RECENTLY = 45
_CENTURY = 100


def read_atom(atom: Atom, now: Now) -> list[Time]:
    """The time of one match, by the named part that matched, and what makes it but some of its days."""
    part = atom.part
    if _not_here(now.language).match(atom.string, atom.start):
        return []
    if part["everyyear"]:
        return _every_year(part, now)
    if part["every"]:
        return _every(part)
    time = next(read for kind, read in _READERS.items() if part[kind])(part, now)
    return [time] if time else []


@cache
def _not_here(language: str) -> re.Pattern[str]:
    """What begins like a time and is none in this language: 年中 is the middle of a year in Chinese alone."""
    return re.compile(language_data(language).text("unspaced.no_times") or "(?!)")


def _year(part: NamedParts, now: Now) -> int:
    """2023年, 令和5年, 去年, 22年."""
    if part["y"]:
        return int(part["y"])
    if part["yy"]:
        year = now.today.year // _CENTURY * _CENTURY + int(part["yy"])
        return year if year <= now.today.year + 1 else year - _CENTURY
    if part["roc"]:
        return _of_taiwan(part["roc"])
    if part["ya"]:
        return now.today.year - number_of(part["ya"])
    if part["ry"]:
        begun = now.today.month >= _fiscal_from(part, now)
        return now.today.year - (not begun) - cjk_units()[part["ry"]][1]
    count = part["ey"] or ""
    first = count in language_data("ja").words("dates.signs.first_years")
    return cjk_eras()[part["era"] or ""] + (1 if first else number_of(count))


def _of_taiwan(count: str) -> int:
    """110 of 110年5月, whose era goes without saying."""
    return cjk_eras()[language_data("zh").text("unspaced.roc_era")] + int(count)


def _fiscal_from(part: NamedParts, now: Now) -> int:
    is_japanese = now.language == "ja" or part["era"] in language_data("ja").values("dates.signs.eras")
    return _FISCAL_OF_JAPAN if part["fiscal"] and is_japanese else 1


def _with_year(part: NamedParts, now: Now) -> Time | None:
    year = _year(part, now)
    if not 1 <= year < date.max.year:
        return None
    first = _fiscal_from(part, now)
    if not any(part[kind] for kind in KINDS):
        start = calendar.month_span(year, first)[0]
        return closed((start, shift(shift_months(start, 12), -1)), absolute=True)
    make = in_every_year(part, now.language, first)
    time = times.in_year(make, year, "such day") if make else unreadable("there is no such day")
    return replace(time, soft=soft_days(part, now.language), in_year=None)


def _without_year(part: NamedParts, now: Now) -> Time | None:
    make = in_every_year(part, now.language)
    if make is None:
        return unreadable("there is no such day") if part["mon"] or part["quarter"] else None
    time = times.yearly(make, now)
    if time.problem and not part["mon"]:
        return None
    return replace(time, soft=soft_days(part, now.language))


def _every_year(part: NamedParts, now: Now) -> list[Time]:
    """毎年8月: all days, without those between two of them (`excluded`)."""
    make = in_every_year(part, now.language)
    if make is None:
        return []

    def between(year: int) -> DateRange | None:
        this, following = make(year), make(year + 1)
        return (shift(this[1], 1), shift(following[0], -1)) if this and following else None

    return [Time(None, None, absolute=True), Time(None, None, excluded=True, in_year=between)]


def _ago(part: NamedParts, now: Now) -> Time:
    length = length_of(part, "ago")
    if part["ago_over"]:
        return Time(None, length.before(now.today)) if length.count > 0 else unreadable("how long ago is not said")
    if length.least < length.count:
        far, near = (times.ago(count, length.unit, now).span for count in (length.count, length.least))
        return closed((far[0], near[1]))
    time = times.ago(length.count, length.unit, now, exact=part["exact"] is not None)
    if not part["ago_halved"] or length.unit != "day":
        return time
    return closed((shift(time.span[0], -_HALF_MONTH_SPREAD), shift(time.span[1], _HALF_MONTH_SPREAD)))


def _past(part: NamedParts, now: Now) -> Time:
    name = "past" if part["past_n"] or part["past_hn"] or part["past_halved"] else "since"
    length = length_of(part, name)
    return times.rolling(length.count, length.unit, now)


def _every(part: NamedParts) -> list[Time]:
    """毎週月曜日, 每个周末."""
    if day := part["ew"] or part["ezw"]:
        return repeated(str(values_of("weekdays")[day]), habit=True)
    return repeated(table("weekday_sets")[part["everydays"]], habit=True) if part["everydays"] else [REPEATS]


def _unit(part: NamedParts, now: Now) -> Time:
    unit, back = cjk_units()[part["units"] or ""]
    if unit == "weekend":
        time = times.relative_unit(unit, now, "last" if back > 0 else "next" if back else "this", back)
        return replace(time, weekdays=days_of_set(part["units"] or ""))
    return closed(times.unit_span(unit, times.step_back(unit, now.today, back)))


def _day_of_month(part: NamedParts, now: Now) -> Time:
    """先月の15日, 上个月十五号."""
    unit, back = cjk_units()[part["mu"] or ""]
    start = times.unit_span(unit, times.step_back(unit, now.today, back))[0]
    return times.in_year(times.day_in(start.month, number_of(part["mday"])), start.year, "such day")


def _bare_day(part: NamedParts, now: Now) -> Time | None:
    """10号: the latest day of that number."""
    number = number_of(part["bd"])
    for back in range(3):
        month = calendar.shift_months(now.today.replace(day=1), -back)
        day = calendar.calendar_day(month.year, month.month, number)
        if day and day <= now.today:
            return replace(closed((day, day)), floating=True)
    return None


def _iso(part: NamedParts, now: Now) -> Time | None:
    """2023-05-03, 2023/5, 20230503, 23.5.3; None of what is no date."""
    if part["iym"]:
        return closed(calendar.month_span(int(part["iym"]), int(part["iymm"] or 1)), absolute=True)
    year = part["iy"] or part["ey8"] or f"20{part['iyy']}"
    month, day = (
        part["im"] or part["em8"] or part["imm"] or part["imn"],
        part["id"] or part["ed8"] or part["idd"] or part["idn"],
    )
    time = times.in_year(times.day_in(int(month or 0), int(day or 0)), int(year), "such day")
    return time if part["iy"] or not time.problem else None


def _same_day(part: NamedParts, now: Now) -> Time:
    """去年の今日, 上个月的今天; 去年の今ごろ is about then."""
    unit, back = cjk_units()[part["tu"] or ""]
    if part["same_month"]:
        return closed(times.unit_span("month", times.step_back(unit, now.today, back)))
    return times.ago(back, unit, now, exact=part["exactly"] is not None)


def _part_of_this(part: NamedParts, now: Now) -> Time:
    """月初, 年末: of the month or year that is going on, or of the last one where it is still to come."""
    unit, _, which = table("bare_parts")[part["bare"] or ""].partition(":")
    if unit == "year":
        return times.yearly(lambda year: calendar.part_of(calendar.year_span(year), which), now)
    this, last = (calendar.part_of(times.relative_unit(unit, now, back).span, which) for back in ("this", "last"))
    return closed(this if this[0] <= now.today else last)


def _decade(part: NamedParts, now: Now) -> Time | None:
    """2010年代, 90年代, 九十年代."""
    number = number_of(part["dy"])
    if number % 10 or not (number < _CENTURY or 1000 <= number < date.max.year):
        return None
    if number < _CENTURY:
        century = now.today.year // _CENTURY * _CENTURY
        number += century if century + number <= now.today.year else century - _CENTURY
    return closed(times.unit_span("decade", date(number, 1, 1)), absolute=True)


def _reign(part: NamedParts, now: Now) -> Time:
    """平成のうち: from its first day to the day before that of the next."""
    starts = sorted(date.fromisoformat(value) for value in table("reigns").values())
    start = date.fromisoformat(table("reigns")[part["rera"] or ""])
    following = [day for day in starts if day > start]
    return closed((start, shift(following[0], -1) if following else now.today), absolute=True)


def _school_year(part: NamedParts) -> Time:
    """2023-2024学年: September to June, and its two terms."""
    year = int(part["sy"] or 0) or _of_taiwan(part["sroc"] or "")
    start, turn, end = date(year, 9, 1), date(year + 1, 1, 31), date(year + 1, 6, 30)
    if part["sroc"]:
        start, end = date(year, 8, 1), date(year + 1, 7, 31)
    term = table("school_terms").get(part["sterm"] or "")
    span = {"1": (start, turn), "2": (date(year + 1, 2, 1), end)}.get(term or "", (start, end))
    return closed(span, absolute=True)


def _season_beside(part: NamedParts, now: Now) -> Time:
    """この冬, 昨夏, 上个冬天."""
    written, which = part["rs"] or "", table("season_leads")[part["rlead"] or ""]
    if which == "last_year":
        return closed(season_in(now.today.year - 1, written), absolute=True)
    return times.yearly(lambda year: season_in(year, written), now, "last" if which == "ended" else "")


def _long_weekend(part: NamedParts, now: Now) -> Time | None:
    runs = long_weekends((shift(now.today, -366), now.today), number_of(part["ln"]))
    return closed(runs[-1]) if runs else None


def _few_days(part: NamedParts, now: Now) -> Time:
    """前几天: so many days ago, about."""
    far, near = map(int, table("few_days")[part["fewdays"] or ""].split(":"))
    return closed((shift(now.today, -far), shift(now.today, -near)), vague=True)


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
    "monthday": _day_of_month,
    "everymonth": lambda part, now: REPEATS,
    "personal": lambda part, now: unreadable("the date of that day is not known; give the date itself"),
    "unknown": lambda part, now: unreadable("its days are not known; give the dates"),
    "past": _past,
    "year": _with_year,
    **dict.fromkeys(KINDS, _without_year),
    "school": lambda part, now: _school_year(part),
    "decade": _decade,
    "reign": _reign,
    "then": _same_day,
    "other": _season_beside,
    "iso": _iso,
    "zwd": weekday_of_week,
    "wd": weekday_named,
    "nthwd": nth_weekday_so_far,
    "dayset": lambda part, now: day_set(part),
    "longweekend": _long_weekend,
    "bare": _part_of_this,
    "fewdays": _few_days,
    "units": _unit,
    "days": lambda part, now: closed(
        (shift(now.today, (values_of("days") | values_of("first_days"))[part["days"] or ""]),) * 2
    ),
    "bareday": _bare_day,
    "vague": lambda part, now: closed((shift(now.today, -_RECENTLY), now.today), vague=True),
}
