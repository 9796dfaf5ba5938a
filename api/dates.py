"""A day as users write it -> date: "2020-03-17", and "2020-03" or "2020" for where a span begins or ends."""

import calendar
import re
from datetime import date

from index.errors import UsageError

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
