"""Moments that programs write down, `2024-05-05T23:30:00Z` or 1715000000000 -> the day where their author was.

A time in UTC is of another day for part of the world, so without a time zone the day is only likely. Midnight is no
time: sites write a bare date so.
"""

import re
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

_UTC = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:\.\d{1,9})?\s?(?:Z|UTC|GMT|[+-]00:?00)", re.IGNORECASE)
_EPOCH = re.compile(r"(\d{10})(\d{3})?")
_FIRST, _LAST = datetime(1990, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)


def utc_moment(text: str) -> datetime | None:
    """The moment that `text` is, in UTC; None where it is none, or a bare date."""
    text = text.strip()
    if epoch := _EPOCH.fullmatch(text):
        moment = datetime.fromtimestamp(int(epoch[1]), UTC)
        return moment if _FIRST < moment < _LAST else None
    match = _UTC.fullmatch(text)
    if match is None:
        return None
    try:
        moment = datetime.fromisoformat(f"{match[1]}T{match[2]}+00:00")
    except ValueError:
        return None
    return None if match[2].replace("0", "").strip(":") == "" else moment


def is_of_milliseconds(name: str) -> bool:
    """Whether a file's name is a moment in milliseconds, as note takers number their notes."""
    match = _EPOCH.fullmatch(name)
    return match is not None and match[2] is not None and utc_moment(name) is not None


def local_day(moment: datetime, zone: str) -> date:
    """The day of the moment in a time zone as `Europe/Vienna`; in UTC where `zone` is empty."""
    return moment.astimezone(ZoneInfo(zone) if zone else UTC).date()
