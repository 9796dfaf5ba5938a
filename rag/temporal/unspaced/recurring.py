"""Days that come again within a time: 3月の日曜日, 11月周末, 2月の平日, 9月の三連休."""

import re
from functools import cache

from index.text.language_data import SHARED
from rag.temporal.calendar import DateRange, shift
from rag.temporal.times import Time
from rag.temporal.unspaced.atoms import repeated
from rag.temporal.unspaced.holidays import long_weekends
from rag.temporal.unspaced.words import either, longest_first, number_of, table, values_of, weekday_signs

_WEEK = 7


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
    if days == _WEEK and len(numbers) == 1:
        day = shift(start, (int(numbers) - start.weekday()) % _WEEK)
        return [Time(day, day, absolute=time.absolute, floating=time.floating)], match.end()
    return [time, *repeated(numbers)], match.end()


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
def _long_weekends() -> re.Pattern[str]:
    return re.compile(rf"{either('of')}?\s?(?P<days_off>{either('few_numbers', (SHARED,))}){either('long_weekends')}")


@cache
def _weekdays() -> re.Pattern[str]:
    """土日, 平日, 周末; 日曜日, 月・水曜, 周三和周五."""
    japanese, chinese = weekday_signs()
    joint, week = either("list_joints"), either("week_signs")
    return re.compile(
        rf"{either('of')}?\s?{either('every_week')}?(?P<set>{longest_first(table('weekday_sets'))})"
        rf"|{either('of')}?\s?{either('every_week')}?(?P<jw>(?:{japanese})(?:{either('weekday_ends')}?{joint}(?:{japanese}))*){either('weekday_ends')}"
        rf"|{either('of')}?\s?{either('each')}?{week}(?P<cw>(?:{chinese})(?:{joint}{week}?(?:{chinese}))*)(?!{either('weekend_ends')})"
    )


def _numbers(match: re.Match[str]) -> str:
    if word := match["set"]:
        return table("weekday_sets")[word]
    japanese, chinese = weekday_signs()
    signs = re.findall(japanese if match["jw"] else chinese, match["jw"] or match["cw"])
    return "".join(dict.fromkeys(str(values_of("weekdays")[sign]) for sign in signs))
