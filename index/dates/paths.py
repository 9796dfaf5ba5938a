"""A note's path -> the day, week or month that its file name and folders name.

The name itself comes first (`2022_11_04.md`, `20220123130334-spring.org`, `Nov 27th, 2020.md`), then the name
completed by its folders (`2024/11/01.md`, `study_2023_04/13.md`, `2023_05/0504.md`), then a folder that is a day.

>>> found = path_date("2023_05/0504.md")
>>> found.year, found.month, found.day
(2023, 5, 4)
"""

import re
from dataclasses import replace
from functools import lru_cache
from pathlib import PurePosixPath

from index.dates.labels import read_label
from index.dates.names import weekday_number
from index.dates.written import dates_in, spans_in
from index.dates.written_date import WrittenDate, century
from index.text.folding import composed, fold_accents
from index.text.language_data import any_of

_NUMBERED_MONTH = re.compile(r"\d\d[ _.-]+[^\W\d_]+")
_UNTIL = re.compile(
    rf"[-_ ]*(?:{any_of('dates.range_words_in_names')}|–|~)[-_ ]*"
    r"(?:(?:(\d{4})[-_.])?(\d{1,2})[-_.])?(\d{1,2})(?!\d)"
    r"|[-_ ]{1,3}(?:(\d{4})[-_.])(\d{1,2})[-_.](\d{1,2})(?!\d)"
)
# A number and words (`7 habits`, `12 angry men`) are a title, but where the number is padded (`07 Gym`).
_DAY_NAME = re.compile(
    rf"(\d{{1,2}})(?!\d)(?:st|nd|rd|th|{any_of('dates.signs.days')})?"
    r"(?:$|[-_.,(（]|\s+[-–—(（]|\s+\d{1,2}$|(?<=0\d)\s)"
)
_DAY_AND_WORD = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s+([^\W\d_]+)\b")
_WEEK_NAME = re.compile(rf"{any_of('dates.weeks_in_names')}[\s_-]*(\d{{1,2}})", re.IGNORECASE)
# `wk12 half a week` in a year's folder; `week 12 lecture` may be a course's.
_WEEK_AND_WORDS = re.compile(
    rf"(?=[a-z]{{1,3}}[\s_-]?\d){any_of('dates.weeks_in_names')}[\s_-]?(\d\d)[\s_,(–—-]+\D.*", re.IGNORECASE
)
# Not `2024/Physics`, whose weeks are its own.
_YEAR_FOLDER = re.compile(r"\d{4}|week(?:s|ly)?(?: ?notes)?", re.IGNORECASE)
_DAY_FOLDERS = re.compile(r"(?<![^/])((?:19|20)\d\d)/(0?[1-9]|1[0-2])/(0?[1-9]|[12]\d|3[01])$")
_SPACED_ISO = re.compile(r"(\d{4}) (\d\d) (\d\d)(?!\d)")
# Words before a date in a name by which it is the day of something to come or long past.
_OF_ELSE = re.compile(rf"\b{any_of('dates.other_days')}\b|\b{any_of('dates.other_days_before')}\W*$")
_DAYS_NAME = re.compile(r"(\d{2})-(\d{2})(?!\d)(?:$|[ _.,(])")  # `06-10 plan` in a month's folder
_MONTH_DAY_NAME = re.compile(r"(\d{2})[-_.]?(\d{2})(?!\d)(?:$|[-_ .,(])|(\d{1,2})[-_](\d{1,2})(?!\d)(?:$|[-_ .,(])")
_MONTH_DAYS_NAME = re.compile(r"\d{4}[-–~](?:(\d{2})?(\d{2}))(?!\d)(?:$|[ _.,(])")  # `1226-27 exams`, `1230-0102`
_SHORT_NAME = re.compile(r"(\d\d)([-_.]?)(\d\d)\2(\d\d)(?!\d)(?:$|[-_ .,(])")
# `Notizen_220301_134502`, as apps name what they export: with the time, six digits are no number of anything else.
_STAMP_NAME = re.compile(
    r"(?<!\d)(\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])[-_ T](?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?(?!\d)"
)
_IN_WORDS = re.compile(  # `Monday-27-December-2021`, `viernes-1-de-octubre-de-2021`
    r"[^\W\d_]{2,12}-\d{1,2}(?:st|nd|rd|th)?-(?:[^\W\d_]{2}-)?[^\W\d_]{3,12}-(?:[^\W\d_]{2}-)?\d{4}(?!\d)"
)
_WEEKDAY_AND_DAY = re.compile(r"([^\W\d_]{2,12})\.?[ _-]?(\d{1,2})(?:st|nd|rd|th)?(?!\d)(?P<end>$|[-_ .,(])")
_DAY_NUMBER = re.compile(rf"(?:^|[\W_]){any_of('dates.counters_in_names')}[\s_-]*0*(\d{{1,4}})(?!\d)", re.IGNORECASE)
_DEPTH = 4  # folders above the note that can tell of its day


@lru_cache(maxsize=64)
def path_date(path: str) -> WrittenDate | None:
    """The first date of the name, with what its folders add; None when neither names a day, a week or a month."""
    pure = PurePosixPath(composed(path))
    stem, folders = pure.stem, list(pure.parts[:-1])[-_DEPTH:]
    own, context = _of_name(stem), _of_folders(folders)
    if own and context and context.month is None and _is_numbered_month(stem, own):
        own = replace(own, day=None)
    if context and (short := _short(stem, context)):
        return short
    if own and (own.names_day or own.week) and own.year is not None:
        return own
    if context and context.day is None:
        completed = _completed(stem, own, context, folders[-1])
        if completed:
            return completed
    if own and own.year is not None and own.month is not None:
        return own
    if context and (context.day is not None or context.week is not None):
        return context
    return own if own and own.names_day and not own.weak else None


@lru_cache(maxsize=64)
def path_year(path: str) -> WrittenDate | None:
    """The year, perhaps with its month, that the name or a folder gives to dates in the note that have none."""
    together = path_date(path)
    if together and together.year is not None and together.month is not None and not together.names_day:
        return together  # `2024/06.md`
    pure = PurePosixPath(composed(path))
    if together and together.year is not None and together.month is not None and together.raw == pure.stem:
        return replace(together, day=None, until=None)  # `2024-06-28.md`: nothing else is in the name
    folders = _of_folders(list(pure.parts[:-1])[-_DEPTH:])
    if folders and folders.month is not None and folders.day is None and not spans_in(_spaced(pure.stem)):
        return folders  # `2024/06/journal.md`
    names = [pure.stem, *reversed(pure.parts[:-1][-_DEPTH:])]
    for name in names:
        for spelling in dict.fromkeys((_spaced(name), re.sub(r"[-_]", " ", name))):
            for d in spans_in(spelling):
                if d.year is not None:
                    return replace(d, day=None, pair=None, until=None)
    return None


def is_stamp(raw: str) -> bool:
    """Whether a name's date is the time at which an app made the file: `220301_134502`."""
    return _STAMP_NAME.fullmatch(raw) is not None


def day_number(path: str) -> int | None:
    """N of `day12.md`, where nothing else in the name is a date."""
    match = _DAY_NUMBER.search(PurePosixPath(path).stem)
    return int(match[1]) if match else None


def _of_name(stem: str) -> WrittenDate | None:
    found = dates_in(stem) or dates_in(_spaced(stem))
    if not found and _IN_WORDS.match(stem):
        found = dates_in(stem.replace("-", " "))
    spaced = _SPACED_ISO.match(stem) if not found else None
    if spaced and 1 <= int(spaced[2]) <= 12 and 1 <= int(spaced[3]) <= 31:
        return WrittenDate(0, spaced.end(), spaced[0], int(spaced[1]), int(spaced[2]), int(spaced[3]))
    stamp = _STAMP_NAME.search(stem) if not found else None
    if stamp:
        return WrittenDate(*stamp.span(), stamp[0], century(int(stamp[1])), int(stamp[2]), int(stamp[3]))
    full = next((d for d in found if d.year is not None), None)
    if full and _OF_ELSE.search(fold_accents(_spaced(stem))[: full.start].replace("-", " ")):
        return None
    if full:
        return _with_end(full, stem)
    weeks = [d for d in spans_in(_spaced(stem)) if d.week and d.year]
    if weeks:
        return weeks[0]
    if found:
        return found[0]
    months = [d for d in spans_in(_spaced(stem)) if d.year and d.month and d.start <= 1]
    return months[0] if months else None


def _spaced(name: str) -> str:
    """Underscores are spaces to a reader; as many characters as before."""
    return name.replace("_", " ") if not re.search(r"\d_\d", name) else re.sub(r"(?<!\d)_|_(?!\d)", " ", name)


def _with_end(d: WrittenDate, stem: str) -> WrittenDate:
    """`2026-1-26-to-2-log` ends on the 2nd of the next month."""
    match = _UNTIL.match(stem, d.end)
    if d.until or not match or d.month is None or d.day is None or d.year is None:
        return d
    year = int(match[1] or match[4] or d.year)
    month, day = int(match[2] or match[5] or 0), int(match[3] or match[6])
    if not month:
        month = d.month + 1 if day <= d.day else d.month
        year, month = (year + 1, 1) if month > 12 else (year, month)
    last = replace(d, year=year, month=month, day=day, until=None)
    return replace(d, until=last, end=match.end(), raw=stem[d.start : match.end()])


def _is_numbered_month(stem: str, own: WrittenDate) -> bool:
    """Whether a name's number is its month's: `02 February`, the second file of a year."""
    return (
        own.year is None
        and own.day is not None
        and own.day == own.month
        and _NUMBERED_MONTH.fullmatch(stem) is not None
    )


def _of_folders(folders: list[str]) -> WrittenDate | None:
    """Year, month and day that the folders give together, the innermost first."""
    year = month = None
    raw: list[str] = []
    if day := _DAY_FOLDERS.search("/".join(folders)):
        return WrittenDate(0, 0, day[0], int(day[1]), int(day[2]), int(day[3]))
    for name in reversed(folders):
        whole = next((d for d in dates_in(name) if d.year is not None and d.month is not None), None)
        if whole and year is None and month is None:
            return whole
        spans = [d for d in spans_in(_spaced(name)) if d.year is not None or d.month is not None]
        found = spans[0] if spans else None
        number = re.fullmatch(r"(\d{1,2})(?:[-_. ].*)?", name)
        if found and found.week and year is None:
            return found if found.year else None
        if found is None and number and month is None and 1 <= int(number[1]) <= 12:
            month, raw = int(number[1]), [name, *raw]
        elif found:
            month = found.month if month is None else month
            year = found.year if year is None else year
            raw = [name, *raw]
        if year is not None:
            break
    if year is None:
        return None
    return WrittenDate(0, 0, "/".join(raw), year, month)


def _short(stem: str, context: WrittenDate) -> WrittenDate | None:
    """The day of `230105` or `23-01-05` in a folder of 2023: alone, these digits could be of any order."""
    match = _SHORT_NAME.match(stem)
    if not match or context.year is None or int(match[1]) != context.year % 100:
        return None
    month, day = int(match[3]), int(match[4])
    if not (1 <= month <= 12 and 1 <= day <= 31 and context.month in (None, month)):
        return None
    return WrittenDate(0, 0, f"{context.raw}/{stem}", context.year, month, day)


def _to_the_last(first: WrittenDate, stem: str) -> WrittenDate:
    """The days of `1226-27 exams`, or of `1230-0102`, which end in the next year."""
    match = _MONTH_DAYS_NAME.match(stem)
    if match is None or first.month is None or first.day is None or first.year is None:
        return first
    month, day = int(match[1] or first.month), int(match[2])
    if not (1 <= month <= 12 and 1 <= day <= 31) or match[1] is None and day <= first.day:
        return first
    year = first.year + ((month, day) < (first.month, first.day))
    return replace(first, until=replace(first, year=year, month=month, day=day))


def _beside_weekday(stem: str) -> int | None:
    """The day of `17 Monday`, `Fri4` and `jeu 13`; not of `Do 5 things`, where so short a name has words behind it."""
    if (match := _DAY_AND_WORD.match(stem)) and weekday_number(fold_accents(match[2])) is not None:
        return int(match[1])
    match = _WEEKDAY_AND_DAY.match(stem)
    if match is None or weekday_number(fold_accents(match[1])) is None:
        return None
    return int(match[2]) if len(match[1]) > 2 or not match["end"] else None


def _completed(stem: str, own: WrittenDate | None, context: WrittenDate, folder: str) -> WrittenDate | None:
    """The day of a name that leaves month or year to its folders."""
    raw = f"{context.raw}/{stem}"
    if own and own.month is not None and own.day is None and own.year is None:
        return replace(own, year=context.year, raw=raw)
    if own and own.month is not None and own.day is not None and not own.weak:
        return replace(own, year=context.year, raw=raw)
    numbers = _MONTH_DAY_NAME.match(stem)
    if numbers and not (own and own.month is not None):
        month, day = (int(n) for n in numbers.groups() if n)
        if 1 <= month <= 12 and 1 <= day <= 31 and context.month in (None, month):
            return _to_the_last(WrittenDate(0, 0, raw, context.year, month, day), stem)
    alone = _DAY_NAME.match(stem)
    number = int(alone[1]) if alone else _beside_weekday(stem)
    if number is not None and context.month is not None and 1 <= number <= 31:
        only = WrittenDate(0, 0, raw, context.year, context.month, number)
        days = _DAYS_NAME.match(stem)
        several = days is not None and int(days[1]) < int(days[2]) <= 31
        return replace(only, until=replace(only, day=int(days[2]))) if days and several else only
    if re.fullmatch(r"\d{1,2}", stem) and context.month is None and 1 <= int(stem) <= 12:
        return WrittenDate(0, 0, raw, context.year, int(stem))
    week = _WEEK_NAME.fullmatch(stem) or _WEEK_AND_WORDS.fullmatch(stem)
    if week and context.month is None and _YEAR_FOLDER.fullmatch(folder) and 1 <= int(week[1]) <= 53:
        return WrittenDate(0, 0, raw, context.year, week=int(week[1]))
    label = read_label(stem)
    if label.date and label.date.month is not None and label.date.day is None and label.date.year is None:
        return WrittenDate(0, 0, raw, context.year, label.date.month)
    if label.date and label.date.week:
        return replace(label.date, year=context.year, raw=raw)
    return None
