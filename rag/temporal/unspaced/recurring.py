"""Weekdays, alone and as days that come again within a time: 先週の水曜, 3月の日曜日, 11月周末, 平日, 9月の三連休."""

import re
from dataclasses import replace
from functools import cache

from index.dates.holidays import nth_weekday
from index.text.language_data import SHARED
from rag.temporal import calendar, times
from rag.temporal.calendar import DateRange, shift, shift_months
from rag.temporal.rules.repeated import REPEATED
from rag.temporal.times import Now, Time, closed, unreadable
from rag.temporal.unspaced.holidays import long_weekends
from rag.temporal.unspaced.pattern import cjk_units
from rag.temporal.unspaced.words import NamedParts, either, longest_first, number_of, table, values_of, weekday_signs

_WEEK = 7
REPEATS = unreadable("days that repeat are not a single span; ask about one of them")


def recurring(time: Time, text: str, end: int) -> tuple[list[Time], int]:
    """The time that ends at `end` and what makes it but some of its days, and where the words of these end."""
    if time.problem or time.from_ is None or time.to is None:
        return [time], end
    start, last = time.span
    if match := _long_weekends().match(text, end):
        spans = long_weekends((start, last), number_of(match["days_off"]))
        if spans:
            first = Time(spans[0][0], spans[-1][1], absolute=time.absolute, floating=time.floating)
            return [first, *gaps(spans)], match.end()
    match, days = _weekdays().match(text, end), (last - start).days + 1
    if not match or days < _WEEK:
        return [time], end
    numbers = _numbers(match)
    if _excepted_days().match(text, match.end()):
        return [time, replace(REPEATS, unit=REPEATED, weekdays=tuple(map(int, numbers)), excluded=True)], match.end()
    if days == _WEEK and len(numbers) == 1:
        day = shift(start, (int(numbers) - start.weekday()) % _WEEK)
        return [Time(day, day, absolute=time.absolute, floating=time.floating)], match.end()
    return [time, *repeated(numbers)], match.end()


def repeated(days: str, habit: bool = False) -> list[Time]:
    """Every Monday or so, from the weekdays' numbers: "02" is every Monday and Wednesday."""
    return [replace(REPEATS, unit=REPEATED, weekdays=(int(day),), habit=habit) for day in days]


def days_of_set(word: str) -> tuple[int, ...]:
    """The numbers of the weekdays that a word for several means."""
    return tuple(map(int, table("weekday_sets").get(word, "")))


def day_set(part: NamedParts) -> Time:
    """平日, 工作日: of another time these of its days, alone nothing to look for."""
    return replace(REPEATS, unit=REPEATED, weekdays=days_of_set(part["dayset"] or ""))


def weekday_named(part: NamedParts, now: Now) -> Time:
    """金曜日, 先週の水曜, 周五: the latest, or that of the week before it."""
    number = values_of("weekdays")[part["w"] or part["lw"] or part["zw"] or ""]
    if week := part["rel"] or part["lrel"]:
        monday = calendar.week_span(shift(now.today, -7 * cjk_units()[week][1]))[0]
        return closed((shift(monday, number),) * 2)
    return times.weekday(number, now)


def weekday_of_week(part: NamedParts, now: Now) -> Time:
    """上上周五, 这周二: the weekday of a week that is counted from this one."""
    lead = part["zrel"] or ""
    back = values_of("week_steps").get(lead[0], 0) * (len(lead) - len(lead.lstrip(lead[0])))  # 上上周五
    monday = calendar.week_span(shift(now.today, -7 * back))[0]
    return closed((shift(monday, values_of("weekdays")[part["zrw"] or ""]),) * 2)


def nth_weekday_so_far(part: NamedParts, now: Now) -> Time:
    """第3月曜: of this month, or of the last where it is still to come."""
    number, nth = values_of("weekdays")[part["nw"] or ""], number_of(part["nwn"])
    first = now.today.replace(day=1)
    days = [nth_weekday(month.year, month.month, number, nth) for month in (first, shift_months(first, -1))]
    return closed((next(day for day in days if day <= now.today),) * 2)


def gaps(spans: list[DateRange]) -> list[Time]:
    """The days between spans, as times that are taken out of the whole."""
    spans, found = sorted(spans), []
    reached = spans[0][1]
    for start, end in spans[1:]:
        if start > shift(reached, 1):
            found.append(_taken_out((shift(reached, 1), shift(start, -1))))
        reached = max(reached, end)
    return found


def _taken_out(span: DateRange) -> Time:
    return Time(None, None, excluded=True, in_year=lambda year: span if year == span[0].year else None)


@cache
def _excepted_days() -> re.Pattern[str]:
    return re.compile(either("except_behind"))


@cache
def _long_weekends() -> re.Pattern[str]:
    return re.compile(rf"{either('of')}?\s?(?P<days_off>{either('few_numbers', (SHARED,))}){either('long_weekends')}")


@cache
def _weekdays() -> re.Pattern[str]:
    """土日, 平日, 周末; 日曜日, 月・水曜, 周三和周五."""
    japanese, chinese = weekday_signs()
    joint, week = either("list_joints"), either("week_signs")
    return re.compile(
        rf"{either('of')}?\s?{either('every_week')}?(?P<set>{longest_first(table('weekday_sets'))})"
        rf"|{either('of')}?\s?{either('every_week')}?(?P<jw>(?:{japanese})(?:{either('weekday_ends')}?{joint}(?:{japanese}))*)(?:{either('weekday_ends_led')}|{either('weekday_ends')})"
        rf"|{either('of')}?\s?{either('each')}?{week}(?P<cw>(?:{chinese})(?:{joint}{week}?(?:{chinese}))*)(?!{either('weekend_ends')})"
    )


def _numbers(match: re.Match[str]) -> str:
    if word := match["set"]:
        return table("weekday_sets")[word]
    japanese, chinese = weekday_signs()
    signs = re.findall(japanese if match["jw"] else chinese, match["jw"] or match["cw"])
    return "".join(dict.fromkeys(str(values_of("weekdays")[sign]) for sign in signs))
