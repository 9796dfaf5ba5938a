"""Numbers with which a line may begin as the day of a date: `2024-03-05`, `12/3`, `14.ix.`, `5th`."""

import re
from dataclasses import replace

from index.dates.line_heads.opening import WEEKDAY_LETTERS, DayOpening
from index.dates.names import WEEKDAYS
from index.dates.written import dates_in
from index.dates.written_date import ROMAN_MONTHS, century
from index.text.language_data import UNSPACED, any_of

_DAY_SIGN = any_of("dates.signs.days")
_GLUED_DAY_SIGN = any_of("dates.signs.days", UNSPACED)
_MONTH_SIGN = any_of("dates.signs.months")
_YEAR = re.compile(r"['’]?((?:19|20)\d\d)(?![\d/-]|\.\d)|(?:['’]|(?<=[-/]))(\d\d)(?![\d/-])")
_ISO = re.compile(r"((?:19|20)\d\d)([-/.])(\d\d?)\2(\d\d?)(?!\d|\.\d|[T\s]\s?\d\d?:\d\d|\s?[,;|\t]\s?\d)")
_PAIR = re.compile(r"(\d{1,2})[°o]?(\s?/\s?|\.)(\d{1,2})\.?(?![\w/%]|[.:]\d)")  # º is folded to o: `1º/5`
# What a day in one piece begins with: `1/8/19`, `12.IV.18`, `5/6-5/7/19`, `22.-28.3.`, `5/6 May`
_WHOLE = re.compile(r"\d{1,2}(?:\.?\s?[-–—/.]\s?(?:\d{1,2}|[ivx]{1,4})(?:[-–—/.]|\s[^\W\d_]))")
_DASHED = re.compile(r"(\d{1,2})(-)(\d{1,2})(?=\s*(?:$|[.:–—*_]|\s-\s)|\s{2})(?!\.\d)")
_ROMAN = re.compile(rf"(\d{{1,2}})[.-]({'|'.join(sorted(ROMAN_MONTHS, key=len, reverse=True))})\.?(?![\w/.-])")
_NUMBER = re.compile(
    rf"(\d{{1,2}})(?!\d)(?:(?:[-–/]|\s?[-–—]\s?([^\W\d_]{{1,12}})\.?\s)(\d{{1,2}})(?!\d))?"
    rf"(?P<ordinal>(?:{any_of('dates.ordinals')})(?![^\W\d_])|\s?{_DAY_SIGN}(?!\w)|{_GLUED_DAY_SIGN})?"
    r"(?![:.h]\d|\s[:h]\d|\s?[%°€$£])"
)
_PADDED = re.compile(r"\d\d-\d\d")
_MONTH_NUMBER = re.compile(rf"(\d{{1,2}})\s?{_MONTH_SIGN}")
_WHOLE_CHARS = 40

_Step = tuple[DayOpening, int] | None


def is_more_of_date(folded: str, at: int) -> bool:
    """Whether a month's number or a year stands at `at`, as behind the day or month before it."""
    return _MONTH_NUMBER.match(folded, at) is not None or _YEAR.match(folded, at) is not None


def with_number(found: DayOpening, line: str, folded: str, at: int) -> _Step:
    """`found` with the number that begins at `at`, and where that ends; None where it is of no date."""
    if iso := _ISO.match(folded, at):
        return _iso(found, iso)
    if year := _YEAR.match(folded, at):
        lacks = found.year is None and found.day is not None and found.month is not None
        return (replace(found, year=int(year[1] or century(int(year[2])))), year.end()) if lacks else None
    alone = found.day is None and found.pair is None and found.month is None
    if alone and _WHOLE.match(folded, at) and (whole := whole_date(found, line, at)):
        return whole
    month = _MONTH_NUMBER.match(folded, at)
    if month and found.month is None and 1 <= int(month[1]) <= 12:
        return replace(found, month=int(month[1])), month.end()
    if found.day is not None or found.pair is not None:
        return None
    if found.month is None and (roman := _ROMAN.match(folded, at)) and 1 <= int(roman[1]) <= 31:
        return replace(found, day=int(roman[1]), month=ROMAN_MONTHS.index(roman[2]) + 1), roman.end()
    pair = _PAIR.match(folded, at) if found.month is None else None
    dashed = _DASHED.match(folded, at) if pair is None and found.month is None and found.weekdays else None
    if dashed and int(dashed[3]) in range(1, 13) and int(dashed[1]) in range(1, 32):
        pair = dashed if int(dashed[3]) <= int(dashed[1]) else None  # `zo 14-3`; `Sat 2-3` are two days
    return _pair(found, pair) if pair else _day(found, folded, at)


def _iso(found: DayOpening, iso: re.Match[str]) -> _Step:
    year, month, day = int(iso[1]), int(iso[3]), int(iso[4])
    if found.month is not None or found.day is not None or not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return replace(found, year=year, month=month, day=day), iso.end()


def whole_date(found: DayOpening, line: str, at: int, han: bool = False) -> _Step:
    """A day that is written in one piece, with its year or as one of two days."""
    written = next(iter(dates_in(line[at : at + _WHOLE_CHARS])), None)
    if written is None or written.start or not written.names_day or not (written.year or written.until or han):
        return None
    until = written.until
    year = written.year if written.year is not None else until.year if until else None
    parts = replace(found, year=year, month=written.month, day=written.day, pair=written.pair, dotted=written.dotted)
    return replace(parts, last=until.day if until else None, whole=written), at + written.end


def _pair(found: DayOpening, match: re.Match[str]) -> _Step:
    a, b = int(match[1]), int(match[3])
    if not (1 <= a <= 31 and 1 <= b <= 31 and min(a, b) <= 12):
        return None
    dotted = match[2] == "."
    end = match.end() - (not dotted and match[0].endswith("."))
    return replace(found, pair=(a, b), dotted=dotted), end


def _day(found: DayOpening, folded: str, at: int) -> _Step:
    match = _NUMBER.match(folded, at)
    if match is None or not 1 <= int(match[1]) <= 31:
        return None
    first, last = int(match[1]), int(match[3]) if match[3] else None
    if match[2] and not (match[2] in WEEKDAYS or match[2] in WEEKDAY_LETTERS):
        return replace(found, day=first), match.end(1)
    padded = last is not None and _PADDED.match(match[0]) is not None
    if last is not None and not first < last <= 31 and not padded:
        return None
    pair = (first, last) if last is not None and padded and min(first, last) in range(1, 13) else None
    return replace(found, day=first, last=last, ordinal=bool(match["ordinal"]), or_pair=pair), match.end()
