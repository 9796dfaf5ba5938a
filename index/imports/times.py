"""Times as apps write them -> the time where the author was. An entry without a time zone takes the one given."""

import re
from datetime import UTC, date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from index.dates.written import dates_in

_CLOCK = re.compile(r"\b(\d{1,2}):(\d\d)(?::\d\d)?\s*([AaPp])?\.?[Mm]?\.?")
_LONG_FRACTION = re.compile(r"(\.\d{6})\d+")
_SHORT_FRACTION = re.compile(r"\.(\d{1,5})(?!\d)")


def zone_named(name: object) -> ZoneInfo | None:
    """The time zone of that name, None where there is none."""
    if not isinstance(name, str) or not name:
        return None
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None


def in_zone(moment: datetime, *zones: tzinfo | None) -> datetime:
    """The moment in the first zone that there is, else in the machine's own. One without a zone is where it was."""
    if moment.tzinfo is None:
        return moment
    return moment.astimezone(next(filter(None, zones), None))


def iso_moment(text: object, *zones: tzinfo | None) -> datetime | None:
    """A time in ISO 8601, also as `20210308T051614Z`, in the first of these zones; None where it is none."""
    if not isinstance(text, str) or not text.strip():
        return None
    text = _LONG_FRACTION.sub(r"\1", text.strip())
    text = _SHORT_FRACTION.sub(lambda match: f".{match[1]:0<6}", text)
    try:
        return in_zone(datetime.fromisoformat(text), *zones)
    except (ValueError, OverflowError):
        return None


def epoch_moment(value: object, ticks: int, *zones: tzinfo | None) -> datetime | None:
    """A count of `ticks` a second since 1970, in the first of these zones; None where it is none."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        count = int(value)
        return in_zone(datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=count * 1_000_000 // ticks), *zones)
    except (ValueError, OverflowError):
        return None


def zone_name(when: datetime, zone: tzinfo | None = None) -> str:
    """`Europe/Vienna` where that is known, else the distance from UTC; "" for a time of no zone."""
    named = zone or when.tzinfo
    if isinstance(named, ZoneInfo):
        return named.key
    offset = when.strftime("%z")
    return f"{offset[:3]}:{offset[3:5]}" if offset else ""


def written_day(text: str) -> datetime | date | None:
    """The first whole date in words or numbers, with the time beside it where there is one.

    >>> written_day("November 3, 2024 9:40 PM")
    datetime.datetime(2024, 11, 3, 21, 40)
    """
    for found in dates_in(text):
        if not (found.year and found.month and found.day):
            continue
        try:
            day = date(found.year, found.month, found.day)
        except ValueError:
            continue
        clock = _CLOCK.search(text, found.end)
        if clock and (time := _clock(clock)):
            return datetime(day.year, day.month, day.day, *time)
        return day
    return None


def _clock(match: re.Match[str]) -> tuple[int, int] | None:
    hour, minute, half = int(match[1]), int(match[2]), (match[3] or "").lower()
    if half:
        hour = hour % 12 + 12 * (half == "p")
    return (hour, minute) if hour < 24 and minute < 60 else None
