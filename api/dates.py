"""A day as users write it -> date: "2020-03-17", and "2020-03" or "2020" for where a span begins or ends."""

import calendar
import re
from contextlib import suppress
from datetime import date

from index.errors import UsageError

_DAY_OF_YEAR = re.compile(r"(?:--)?(\d\d)-(\d\d)")
_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def read_day(text: str) -> date:
    """Raises ValueError where `text` is not one day: "2020-03-17" -> 2020-03-17."""
    return _read(text, whole=True, last=False)


def first_day(text: str) -> date:
    """Where a span begins: "2020-03" -> 2020-03-01. Raises ValueError."""
    return _read(text, whole=False, last=False)


def last_day(text: str) -> date:
    """Where a span ends: "2020-02" -> 2020-02-29. Raises ValueError."""
    return _read(text, whole=False, last=True)


def first_days(text: str) -> tuple[date, date | None]:
    """Where a span begins, and where it ends if nothing else says so: that of a month or year with that.

    "2020-03" -> 2020-03-01 and 2020-03-31, "2020-03-17" -> that day and None. Raises ValueError.
    """
    end = end_alone(text)
    return first_day(text), last_day(end) if end else None


def end_alone(text: str) -> str | None:
    """Where a span ends that begins with `text` alone: of a month or year that itself, of all else None."""
    match = _DAY.fullmatch(text.strip())
    return text if match is not None and match[3] is None else None


def day_of_year(text: str, today: date) -> tuple[date, bool]:
    """A day, and whether its year was named: "2020-11-28", or "11-28" for that day of the last year that has it.

    Raises ValueError.
    """
    match = _DAY_OF_YEAR.fullmatch(text.strip())
    if match is None:
        return read_day(text), True
    for year in range(today.year, today.year - 9, -1):
        with suppress(ValueError):
            return date(year, int(match[1]), int(match[2])), False
    raise ValueError(f"{text[:40]!r} is not in the calendar")


def check_span(from_: date | None, to: date | None) -> None:
    """Raises UsageError where a span ends before it begins."""
    if from_ and to and from_ > to:
        raise UsageError(f"the range ends on {to}, before it begins on {from_}", "Give the earlier day first")


def _read(text: str, whole: bool, last: bool) -> date:
    match = _DAY.fullmatch(text.strip())
    if match is None or (whole and match[3] is None):
        raise ValueError(f"{text[:40]!r} is not a day like 2020-03-17")
    year, month = int(match[1]), int(match[2] or (12 if last else 1))
    try:
        day = int(match[3] or (calendar.monthrange(year, month)[1] if last else 1))
        return date(year, month, day)
    except ValueError as error:
        raise ValueError(f"{text[:40]!r} is not in the calendar") from error
