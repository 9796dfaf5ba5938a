"""How a line names a day that a log tells otherwise than the rest: `Feb 16-17`, `Good Friday 14th`, `Sta Mar 23`.

Only what stands at the line's head is read. Which day it is, and whether the line begins one, the days before and
behind it tell (entries/logs/other_days.py): most lines that begin so are prose.

    day_head("Labour Day   Sep 2. took Mother out") -> holiday="labor_day", written=9/2
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from index.dates.holidays import holiday_names, holiday_pattern
from index.dates.names import MONTHS, WEEKDAYS, fold_for_dates
from index.dates.written import dates_in
from index.dates.written_date import WrittenDate, century
from index.text.language_data import any_of

_NEXT_DAY = re.compile(rf"[(\[（]?\s?(?:{any_of('dates.next_day')})(?![^\W_])[,;]?\s?")
_SIGNS = re.compile(r"[^\w('\"«“]*")
_BEHIND = " ,.-–—"
_APART = re.compile(r"[\s,.:(|–—-]*")
_COLUMN = re.compile(r"\s{2,}|\t")
_NAME = re.compile(r"[^\W\d_]{2,10}(?![^\W_])\.?")
_AND_NAME = re.compile(rf"\s?(?:[/+&,-]|{any_of('dates.range_words')})\s?([^\W\d_]{{2,10}})(?![^\W_])\.?")
_ORDINAL = rf"(?:{any_of('dates.ordinals')})(?![^\W\d_])"
_TWO_DOTTED = re.compile(r"(\d{1,2})\.?\s?[/+&-]\s?(\d{1,2})\.\s?(\d{1,2})\.(?:((?:19|20)\d\d|\d\d)(?!\d))?")
_DAYS = re.compile(
    rf"(\d{{1,2}})(?!\d)(?P<ordinal>{_ORDINAL})?"
    rf"(?:(?P<between>\s?(?:[/&-]|{any_of('dates.range_words')})\s?)(?:(?P<name>[^\W\d_]{{2,10}})\.?\s)?"
    rf"(\d{{1,2}})(?!\d)(?P<last_ordinal>{_ORDINAL})?)?"
)
_MAY_BE_SPAN = re.compile(
    rf"[^\d]{{0,24}}\d{{1,2}}(?:{_ORDINAL})?\.?\s?(?:[–—/+&-]|{any_of('dates.range_words')})\s?(?:[^\W\d_]{{2,10}}\.?\s)?\d",
    re.IGNORECASE,
)
_SHORT_YEAR = re.compile(r"\s(\d\d)\s*$")
_LOOSE_SPAN = re.compile(r"\d\s[-–—]\s\d{1,2}\W*$")
_STOP = re.compile(r"[)\].,]*(?:[*_]{1,3}|\s{2,}|\t|\s*$|\s?[.:;|)]|\s-\s)")
_CLOSE = re.compile(r"[)\].,]*")
_DASHES = {ord("–"): "-", ord("—"): "-"}
_READ_CHARS, _SHORT_LINE = 60, 16
_SHORTEST_NAME = 3


@dataclass(frozen=True, slots=True)
class DayHead:
    """What a line's head names; the parts that are not written are None or empty."""

    raw: str
    weekdays: frozenset[int] = frozenset()
    """The weekday beside the first day; those that a mistyped one may be."""
    typed_wrong: bool = False
    holiday: str = ""
    written: WrittenDate | None = None
    """A day with its month, perhaps with the last one of a span."""
    day: int | None = None
    """A day whose month is that of the days beside it."""
    last: int | None = None
    ordinal: bool = False
    stopped: bool = False
    """Whether a column, a full stop or the line's end stands behind it."""
    alone: bool = False
    """Whether nothing else stands in the line."""
    is_next: bool = False
    """Whether it is the day after the one before it: "Le lendemain"."""
    separator: str = ""
    """What stands between it and the text behind: ". —"."""


def may_be_head(line: str) -> bool:
    """Whether a line can have a head at all, told quickly."""
    begin = line[:_READ_CHARS]
    return (
        any(sign.isdigit() for sign in begin) or begin[:1].isupper() or begin[:1] in "(（" or len(line) <= _SHORT_LINE
    )


def may_be_span(line: str) -> bool:
    """Whether two numbers at a line's head may be the first and the last day, told quickly."""
    return _MAY_BE_SPAN.match(line, 0, _READ_CHARS) is not None


@lru_cache(maxsize=4096)
def day_head(line: str) -> DayHead | None:
    """The head of `line`, a line as it stands in the file without its marks; None where it names no day."""
    folded = fold_for_dates(line[:_READ_CHARS]).translate(_DASHES)
    if next_day := _NEXT_DAY.match(folded):
        return _ended(DayHead(next_day[0].strip(" ,-–—"), is_next=True), line, next_day.end())
    holiday, at = _holiday(folded, 0)
    weekdays, wrong, at = _weekday(folded, at)
    if weekdays and not holiday:
        holiday, at = _holiday(folded, at)
    begin = at
    written, numbers, at = _numbers(line, folded, at)
    if written is not None or numbers:
        if not holiday:
            holiday, at = _behind(folded, at)
        if not weekdays:
            weekdays, wrong, at = _weekday_behind(folded, at)
    elif not holiday and (wrong or not weekdays):
        return None
    if wrong and written is None and not numbers:
        return None
    raw = line[: at if at != begin or holiday else begin].rstrip(_BEHIND)
    first, last, ordinal = numbers or (None, None, False)
    head = _ended(DayHead(raw, weekdays, wrong, holiday, written, first, last, ordinal), line, len(raw))
    told = holiday or written is not None or numbers
    return head if told or head.alone or head.stopped else None


def _ended(head: DayHead, line: str, end: int) -> DayHead:
    """The head with what stands behind it, from `end` on."""
    rest = line[end:]
    alone = _CLOSE.sub("", rest, count=1).strip() == ""
    stopped = _STOP.match(fold_for_dates(line), end) is not None
    return replace(head, stopped=stopped, alone=alone, separator=_SIGNS.match(rest)[0].strip())  # type: ignore[index]


def _holiday(folded: str, at: int) -> tuple[str, int]:
    """The holiday whose name stands at `at`, and where what is behind it begins."""
    match = holiday_pattern().match(folded, at)
    if match is None:
        return "", at
    return holiday_names()[match[0]], _APART.match(folded, match.end()).end()  # type: ignore[union-attr]


def _behind(folded: str, at: int) -> tuple[str, int]:
    """The holiday that stands right behind a date: `11/26 Thanksgiving`."""
    match = holiday_pattern().match(folded, _APART.match(folded, at).end())  # type: ignore[union-attr]
    return (holiday_names()[match[0]], match.end()) if match else ("", at)


def _weekday(folded: str, at: int) -> tuple[frozenset[int], bool, int]:
    """(the weekdays that the word at `at` may be, whether it is mistyped, where what is behind it begins)."""
    name = _NAME.match(folded, at)
    word = name[0].rstrip(".") if name else ""
    if name is None or word in MONTHS:  # `Mar 3` too, which in French could be a Tuesday
        return frozenset(), False, at
    end = name.end()
    known = frozenset((WEEKDAYS[word],)) if word in WEEKDAYS else frozenset()
    more = _AND_NAME.match(folded, end)
    if known and more and more[1] in WEEKDAYS:  # `Sa/So`
        end = more.end()
    wrong = not known
    known = known or _nearly(word)
    behind = _APART.match(folded, end).end()  # type: ignore[union-attr]
    return (known, wrong, behind) if known else (known, False, at)


def _weekday_behind(folded: str, at: int) -> tuple[frozenset[int], bool, int]:
    name = _NAME.match(folded, _APART.match(folded, at).end())  # type: ignore[union-attr]
    word = name[0].rstrip(".") if name else ""
    if name is None or word not in WEEKDAYS or len(word) < _SHORTEST_NAME:
        return frozenset(), False, at
    return frozenset((WEEKDAYS[word],)), False, name.end()


@lru_cache(maxsize=512)
def _nearly(word: str) -> frozenset[int]:
    """The weekdays whose name becomes `word` by one slip: a letter too many, too few, wrong, or two turned about."""
    if len(word) < _SHORTEST_NAME:
        return frozenset()
    slips = (
        *(word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1)),
        *(word[:i] + word[i + 1 :] for i in range(len(word)) if len(word) > _SHORTEST_NAME),
    )
    found = {WEEKDAYS[slip] for slip in slips if len(slip) >= _SHORTEST_NAME and slip in WEEKDAYS}
    long = [name for name in WEEKDAYS if len(name) > 5 and name.isascii() and abs(len(name) - len(word)) < 2]
    return frozenset(found | {WEEKDAYS[name] for name in long if _is_one_off(name, word)})


def _is_one_off(name: str, word: str) -> bool:
    """Whether a long name lacks one letter in `word`, or has another one there."""
    same = next((i for i, (a, b) in enumerate(zip(name, word, strict=False)) if a != b), min(len(name), len(word)))
    return name[same + 1 :] in (word[same:], word[same + 1 :])


def _numbers(line: str, folded: str, at: int) -> tuple[WrittenDate | None, tuple[int, int | None, bool] | None, int]:
    """(the date that begins at `at`, or (day, last day, whether an ordinal) of one without a month, the end)."""
    if two := _TWO_DOTTED.match(folded, at):
        first, last, month = int(two[1]), int(two[2]), int(two[3])
        if first < last <= 31 and 1 <= month <= 12:
            year = (int(two[4]) if len(two[4]) == 4 else century(int(two[4]))) if two[4] else None
            until = WrittenDate(0, 0, "", year, month, last)
            return WrittenDate(at, two.end(), two[0], year, month, first, until=until), None, two.end()
    column = _COLUMN.search(line, at)
    cell = line[at : column.start() if column else len(line)][:_READ_CHARS]
    found = dates_in(cell)
    if found and found[0].start == 0 and found[0].names_day:
        return _dated(found[0], line, at)
    days = _DAYS.match(folded, at)
    if days is None or not 1 <= int(days[1]) <= 31:
        return None, None, at
    first, last = int(days[1]), int(days[5] or 0)
    if not 1 <= last <= 31 or not _is_span(days, folded):
        return None, (first, None, days["ordinal"] is not None), days.end("ordinal" if days["ordinal"] else 1)
    return None, (first, last, bool(days["ordinal"] or days["last_ordinal"])), days.end()


def _dated(found: WrittenDate, line: str, at: int) -> tuple[WrittenDate, None, int]:
    """A date with its month that begins at `at`; `Mar 3 - 5 km` is no span."""
    end = at + found.end
    short = _SHORT_YEAR.match(line, end)
    if short and found.month and found.year is None and found.until is None:
        end = short.end()
    until = found.until
    loose = until is not None and until.pair is None and until.month == found.month and _LOOSE_SPAN.search(found.raw)
    if loose and not _STOP.match(line, end):
        found = replace(found, until=None)
    end += line[end : end + 1] == "." and not found.raw.endswith(".")
    return found, None, end


def _is_span(days: re.Match[str], folded: str) -> bool:
    """Whether a second number is the last day: not the hour of `Sat 9 - 11 am`."""
    if days["name"]:
        return days["name"] in WEEKDAYS
    if days["last_ordinal"]:
        return True
    return " " not in days["between"].strip("/&-") and bool(_STOP.match(folded, days.end()))
