"""Moments that programs write down: `2024-05-05T23:30:00Z` or 1715000000000 -> the day where their author was.

A time in UTC is of another day for part of the world, so without a time zone the day is only likely. Midnight is no
time: sites write a bare date so.
"""

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from index.dates.labels import read_label
from index.dates.written_date import WrittenDate

_UTC = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:\.\d{1,9})?\s?(?:Z|UTC|GMT|[+-]00:?00)", re.IGNORECASE)
_CLOCK = r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s?[AaPp]\.?\s?[Mm]\.?)?"
_STAMP = re.compile(
    r"\u200e?(?:\[\d{4}-\d\d-\d\d\]\s"
    r"|\[(?=[^\]\n]{0,12}\d)(?P<stamp>[^\[\]\n]{8,40}?\d[:.]\d\d(?::\d\d)?(?:\s?[AaPp]\.?\s?[Mm]\.?)?)\]\s(?!\s*[\"'(\[])"
    r"|\d{4}-\d\d-\d\d \d{1,2}:\d\d(?: [AP]M)? (?!INFO|WARN|ERROR|DEBUG|TRACE|\[)\S"
    rf"|(?:\d{{1,2}}([./-])\d{{1,2}}\2(?:\d\d)?\d\d|\d{{4}}-\d\d-\d\d),?\s{_CLOCK}\s-\s"
    r"(?!INFO|WARN|ERROR|DEBUG|TRACE)(?:\+\d|~?\s?[^\W\d_])[^\n:]{0,40}[:.]\s"
    # `20220104 1910 words`, `20220104T191055 words`
    r"|(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[ T_-](?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?\s"
    r"(?!INFO|WARN|ERROR|DEBUG|TRACE)[^\W\d_])"
)
_TASK = re.compile(r"(?:x\s(?:\([A-Z]\)\s)?|\([A-Z]\)\s)?(\d{4})-(\d\d)-(\d\d)(?=\s\S)")
_MARKED = re.compile(r"(?:x\s|\([A-Z]\)\s)")
_FEWEST_TASKS, _TASKS = 2, 0.5  # with a mark and a day, and their share of the lines
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


def is_stamped(text: str) -> bool:
    """Whether a text begins with a day and a time as programs write them before what people do: `[11/13/2024 08:00 AM]
    Counted swallows` of jrnl, `[19/01/2023, 20:31:45] Ann: hello` and `04/09/2023, 08:14 - Ann: hello` of chats."""
    match = _STAMP.match(text)
    if match is None or match["stamp"] is None:
        return match is not None
    label = read_label(match["stamp"])
    return label.pure and label.date is not None and label.date.names_day and not label.date.weak


def day_of_task(line: str) -> WrittenDate | None:
    """The day of a line of a todo.txt, of its completion before that of its making; None where it has none."""
    match = _TASK.match(line)
    if match is None:
        return None
    year, month, day = (int(part) for part in match.groups())
    return WrittenDate(match.start(1), match.end(), match[0][match.start(1) :], year, month, day)


def is_task_list(lines: Sequence[str]) -> bool:
    """Whether lines are those of a todo.txt: `x 2022-01-04 2022-01-02 words`, `(A) 2022-02-02 words`."""
    marked = sum(_MARKED.match(line) is not None and _TASK.match(line) is not None for line in lines)
    dated = sum(_TASK.match(line) is not None for line in lines)
    return marked >= _FEWEST_TASKS and dated >= _TASKS * len(lines)


def is_of_milliseconds(name: str) -> bool:
    """Whether a file's name is a moment in milliseconds, as note takers number their notes."""
    match = _EPOCH.fullmatch(name)
    return match is not None and match[2] is not None and utc_moment(name) is not None


def local_day(moment: datetime, zone: str) -> date:
    """The day of the moment in a time zone as `Europe/Vienna`; in UTC where `zone` is empty."""
    return moment.astimezone(ZoneInfo(zone) if zone else UTC).date()
