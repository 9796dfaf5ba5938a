"""Months, weekdays, seasons, "3 days ago" … -> `Time`: the span a time word means on a given day, still to be combined.

What has no year ("in March", "on Monday") means the latest one that has begun, as journals look back; in a question
about what is to come, the next one.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from rag.temporal import calendar
from rag.temporal.calendar import DateRange, shift

YearSpan = Callable[[int], DateRange | None]
Again = Callable[[date, date], Sequence[DateRange]]
"""The first and the last of some days -> the spans among them that are meant."""


@dataclass(frozen=True, slots=True)
class Time:
    """A span in the making; an open end is None."""

    from_: date | None
    to: date | None
    vague: bool = False
    absolute: bool = False  # says its year: the same whatever today is
    in_year: YearSpan | None = None  # the same words in another year, when they named none
    unit: str = ""  # "weekday", "weekend": what "the Sunday before …" steps by; "years ago", "holiday"
    step: int = 0  # the weekday; the year of "two years ago"
    day_number: int | None = None
    week_number: int | None = None  # "week 10": the author's own count, where the notes have one
    excluded: bool = False  # taken out of what else is meant: "except in October"
    floating: bool = False  # names no year or week: "in March", "on Monday"
    soft: int = 0  # days on either side that may be meant too: "mid-March", "the week before the 16th"
    named: bool = False  # may be part of a name: "autumn" of "An Autumn's Tale"
    feast: date | None = None  # of a holiday of several days the one it is called for
    gaps: tuple[DateRange, ...] = ()  # days inside it that are not meant: between those of "in May and in July"
    weekdays: tuple[int, ...] = ()  # of days that come again: "on Sundays", or may: "at the weekend"
    habit: bool = False  # such days, of all times where no longer one is named: "every Monday"
    again: Again | None = None  # of days that come again, but not each week: "every December"
    point: date | None = None  # the middle of days that are meant about: of "two weeks ago"
    problem: str = ""

    @property
    def span(self) -> DateRange:
        return self.from_ or date.min, self.to or date.max

    @property
    def spans(self) -> tuple[DateRange, ...]:
        """Its days without the gaps, in order."""
        return calendar.without_gaps(self.span, self.gaps)


@dataclass(frozen=True, slots=True)
class FoundTime:
    """A time that a text names and where it stands."""

    time: Time
    start: int
    end: int
    about: bool


@dataclass(frozen=True, slots=True)
class Now:
    """What readings depend on beside the words."""

    today: date
    language: str = "en"
    future: bool = False  # the question is about what is to come


_ROUND = 10  # days: of so many nobody counts each


def unreadable(reason: str) -> Time:
    return Time(None, None, problem=reason)


def closed(span: DateRange, absolute: bool = False, vague: bool = False) -> Time:
    return Time(span[0], span[1], vague=vague, absolute=absolute)


def in_year(make: YearSpan, year: int, what: str) -> Time:
    """The words with the year they name."""
    span = make(year)
    return closed(span, absolute=True) if span else unreadable(f"there is no {what} in {year}")


def yearly(make: YearSpan, now: Now, relative: str = "", what: str = "day") -> Time:
    """Words that name no year, `relative` "last", "this", "next" or "": the year that is meant."""
    today = now.today
    near = [span for year in _years(today.year, 9) if (span := make(year))]
    if not near:
        return unreadable(f"there is no such {what}")
    begun = [span for span in near if span[0] <= today]
    ended = [span for span in near if span[1] < today]
    coming = [span for span in near if span[0] > today]
    if relative == "last":
        chosen = ended[-1:]
    elif relative == "next":
        chosen = coming[:1]
    elif relative == "this":
        chosen = sorted(near, key=lambda span: _distance(span, today))[:1]
    elif now.future:
        chosen = [span for span in near if span[1] >= today][:1]
    else:
        chosen = begun[-1:]
    span = (chosen or begun[-1:] or near[:1])[0]
    return Time(span[0], span[1], in_year=None if relative else make, floating=not relative)


def between(first: Time, second: Time) -> Time:
    """ "between March and June 2020": a year given once counts for both, and the start is the latest before the end."""
    if first.in_year and second.from_ and (second.absolute or second.in_year):
        year = second.from_.year
        for tried in (year, max(year - 1, 1)):
            span = first.in_year(tried)
            if span and span[0] <= second.from_:
                first = closed(span, absolute=second.absolute)
                break
    elif second.in_year and first.from_:
        for year in _years(first.from_.year, 9):
            span = second.in_year(year)
            if span and span[0] >= first.from_:
                second = closed(span, absolute=first.absolute)
                break
    elif second.unit == "weekday" and first.from_:
        day = shift(first.from_, (second.step - first.from_.weekday()) % 7)
        second = closed((day, day))
    start, end = calendar.hull((first.point, first.point) if first.point else first.span, second.span)
    absolute = first.absolute and second.absolute
    floating = not absolute and (first.floating or second.floating)
    return Time(start, end, absolute=absolute, vague=first.vague or second.vague, floating=floating)


def _years(year: int, around: int) -> range:
    return range(max(year - around, 1), min(year + around, 9999) + 1)


def _distance(span: DateRange, day: date) -> int:
    return max((span[0] - day).days, (day - span[1]).days, 0)


def month(number: int) -> YearSpan:
    return lambda year: calendar.month_span(year, number)


def day_in(number: int, day: int) -> YearSpan:
    def make(year: int) -> DateRange | None:
        found = calendar.calendar_day(year, number, day)
        return (found, found) if found else None

    return make


def weekday(number: int, now: Now, relative: str = "") -> Time:
    """ "on Monday", "last Monday": the latest before today; "this Monday": of this week; "next Monday": after today."""
    today = now.today
    if relative == "this":
        day = shift(calendar.week_span(today)[0], number)
    elif relative == "next" or (now.future and not relative):
        day = shift(calendar.previous_weekday(today, number), 7 if today.weekday() != number else 14)
    else:
        day = calendar.previous_weekday(today, number)
    again = () if relative else (number,)
    return Time(day, day, unit="weekday", step=number, floating=not relative, weekdays=again)


def unit_span(unit: str, day: date) -> DateRange:
    """The week, month, quarter, year, decade or weekend that holds `day`; of the weekend, the latest begun."""
    match unit:
        case "week":
            return calendar.week_span(day)
        case "month":
            return calendar.month_span(day.year, day.month)
        case "quarter":
            return calendar.quarter_span(day.year, (day.month + 2) // 3)
        case "third":
            return calendar.third_span(day.year, (day.month + 3) // 4)
        case "half":
            return calendar.half_span(day.year, (day.month + 5) // 6)
        case "year":
            return calendar.year_span(day.year)
        case "decade":
            first = day.year // 10 * 10
            return calendar.year_span(max(first, 1))[0], calendar.year_span(first + 9)[1]
        case "weekend":
            saturday = day if day.weekday() == 5 else calendar.previous_weekday(day, 5)
            return saturday, shift(saturday, 1)
    return day, day


def step_back(unit: str, day: date, count: int) -> date:
    """`day` moved back by `count` of the unit; forward when negative."""
    months = {"month": 1, "quarter": 3, "third": 4, "half": 6, "year": 12, "decade": 120}
    if unit in months:
        return calendar.shift_months(day, -min(max(count * months[unit], -120_000), 120_000))
    if unit == "hour":
        return shift(day, -min(-(-count // 24), 4_000_000))
    days = {"week": 7, "weekend": 7, "week2": 14}.get(unit, 1)
    return shift(day, -min(max(count * days, -4_000_000), 4_000_000))


def relative_unit(unit: str, now: Now, relative: str, back: int = 1) -> Time:
    """ "last week", "this month", "next year"; "the week before last" with `back` 2."""
    if unit == "hour":
        return closed((now.today, now.today))
    if unit == "week2":
        return closed((shift(now.today, -14), now.today))
    if unit == "weekend":
        return Time(*_weekend(now, relative, back), unit="weekend")
    move = {"last": back, "this": 0, "next": -1}[relative]
    return Time(*unit_span(unit, step_back(unit, now.today, move)), unit=unit)


def _weekend(now: Now, relative: str, back: int) -> DateRange:
    begun = unit_span("weekend", now.today)
    if relative == "next" or (relative == "this" and now.future and begun[1] < now.today):
        return shift(begun[0], 7), shift(begun[1], 7)
    if relative == "last":
        weeks = back if begun[1] >= now.today else back - 1
        return shift(begun[0], -7 * weeks), shift(begun[1], -7 * weeks)
    return begun


def rolling(count: int, unit: str, now: Now) -> Time:
    """ "the past 3 days": from three days ago until today; of "a few", the most it can mean, and only as a hint."""
    vague, count = count < 0, _most(count)
    return closed((step_back(unit, now.today, count), now.today), vague=vague)


def ago(count: int, unit: str, now: Now, exact: bool = False) -> Time:
    """ "3 days ago" is that day, "two weeks ago" the days around it, "a year ago" half a month each way."""
    if unit == "hour":
        return closed((shift(now.today, -min(max(count, 0) // 24, 4_000_000)), now.today))
    if count < 0:
        far, near = step_back(unit, now.today, 2 * -count + 1), step_back(unit, now.today, 2)
        return closed((far, near), vague=True)
    day = step_back(unit, now.today, count)
    spread = 0 if exact else {"day": 0, "week": 3, "week2": 4, "weekend": 0, "month": 10, "quarter": 30}.get(unit, 15)
    if unit == "weekend":
        return relative_unit("weekend", now, "last", count)
    if unit in ("year", "decade") and spread and count > 1:
        spread = min(30 * count, 183)
    end = min(shift(day, spread), shift(now.today, -1)) if count else now.today
    span = shift(day, -spread), max(end, shift(day, -spread))
    if unit == "year":
        return Time(*span, unit="years ago", step=day.year, point=day)
    round_number = unit == "day" and count >= _ROUND and not exact
    return Time(*span, point=day, soft=count // _ROUND * 2 if round_number else 0)


def _most(count: int) -> int:
    return count if count >= 0 else 2 * -count + 1


def numbers_as_date(parts: tuple[int, ...], dotted: bool, now: Now) -> Time:
    """3/17/2020 or 17.3.2020 or 17/3; an order that nothing tells is not guessed."""
    first, second = parts[0], parts[1]
    year = parts[2] if len(parts) > 2 else None
    if year is not None and year < 100:
        year += 2000 if year < 70 else 1900
    day_first = dotted or now.language != "en"
    if not day_first and first != second and first <= 12 and second <= 12:
        return unreadable("the order of day and month is not clear; write the date as 2020-03-17")
    if day_first and second <= 12 or (not day_first and first > 12):
        day, month_number = first, second
    else:
        month_number, day = first, second
    make = day_in(month_number, day)
    return in_year(make, year, "such day") if year is not None else yearly(make, now)
