"""A span of days -> the days, weeks or months that a digest of it goes by."""

import calendar
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal

Step = Literal["day", "week", "month"]

_BY_DAY, _BY_WEEK = 7, 92  # days: a week, three months


def fitting_step(from_: date, to: date) -> Step:
    """Days up to a week, weeks up to three months, months beyond."""
    days = (to - from_).days + 1
    return "day" if days <= _BY_DAY else "week" if days <= _BY_WEEK else "month"


def periods(from_: date, to: date, step: Step) -> Iterator[tuple[date, date]]:
    """The first and last day of each, in order; the outer ones are cut where the span begins and ends.

    Weeks begin on Monday.
    """
    while from_ <= to:
        last = min(last_day_of(from_, step), to)
        yield from_, last
        if last == date.max:
            return
        from_ = last + timedelta(days=1)


def first_day_of(day: date, step: Step) -> date:
    """Where the period of a day begins."""
    if step == "week":
        return day - timedelta(days=min(day.weekday(), (day - date.min).days))
    return day.replace(day=1) if step == "month" else day


def last_day_of(day: date, step: Step) -> date:
    """Where the period of a day ends."""
    if step == "day":
        return day
    if step == "month":
        return day.replace(day=calendar.monthrange(day.year, day.month)[1])
    return day + timedelta(days=min(6 - day.weekday(), (date.max - day).days))


def in_words(first: date, last: date, step: Step) -> str:
    """ "2020-03-17, Tuesday", "2020-03-16 to 2020-03-22", "March 2020"."""
    if step == "day":
        return day_in_words(first)
    whole = first.day == 1 and last_day_of(first, "month") == last
    return f"{first:%B} {first.year}" if step == "month" and whole else span_as_dates(first, last)


def span_as_dates(first: date, last: date) -> str:
    """ "2020-03-16 to 2020-03-22", "2020-03-16"."""
    return str(first) if first == last else f"{first} to {last}"


def day_in_words(day: date) -> str:
    """ "2020-03-17, Tuesday"."""
    return f"{day}, {day:%A}"
