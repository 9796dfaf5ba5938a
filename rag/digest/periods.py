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
        last = min(_last_day(from_, step), to)
        yield from_, last
        if last == date.max:
            return
        from_ = last + timedelta(days=1)


def _last_day(day: date, step: Step) -> date:
    if step == "day":
        return day
    if step == "month":
        return day.replace(day=calendar.monthrange(day.year, day.month)[1])
    return day + timedelta(days=min(6 - day.weekday(), (date.max - day).days))
