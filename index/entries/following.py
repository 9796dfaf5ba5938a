"""A heading that names its day in part -> the day, told by the one before it, or by the note's own.

`Thursday, the 21st` below the 20th of March; `Tue.` and `Fri.` in a note that was made on Monday.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date as Date
from datetime import timedelta
from itertools import pairwise

from index.dates.front_matter_keys import DATE_KEYS, MADE_KEYS
from index.dates.written_date import WrittenDate, weekday_of
from index.entries.mention import DateMention, ResolvedDay
from index.entries.places.day_heading import DayHeading
from index.text.folding import fold_accents
from index.text.language_data import SHARED, all_words, any_of

_DAYS_OF_ALL_MONTHS = 28
SINCE_NOTE = "since the note's day"
WHEN_MADE_SOURCES = frozenset(f"front matter:{key}" for key in MADE_KEYS)
_NEAR_NOTE, _NEAR_POST = 32, 10
_FEWEST_NEAR = 2
_MONTH_ENDS, _MONTH_BEGINS = 20, 12  # `Le 4` below the 28th is of the next month
_SOON_AFTER = timedelta(days=6)  # the last day that a post tells of it is written
_LIKE_YEAR = 2001  # the first of twelve, of which one has a given day on a given weekday
OF_POSTS = frozenset(f"front matter:{key}" for key in DATE_KEYS)  # the day of a post on the days before it
_WITH_ARTICLE = re.compile(
    rf"(?:{'|'.join(sorted(all_words('dates.day_articles')))})\.?\s\d|{any_of('dates.signs.same_month', (SHARED,))}"
)  # `Le 6`
_ORDINAL_DAY = re.compile(rf"\d\s*(?:st|nd|rd|th|º|{any_of('dates.signs.days')})", re.IGNORECASE)


def after_day(heading: DayHeading, above: DayHeading, before: DateMention) -> DateMention | None:
    """`Thursday, the 21st` below a heading that names the 20th of March is in March too, `Mon 1st` below the 31st in
    April; `Tuesday` below a Monday is the next day."""
    label, written = heading.label, before.written
    if written is None or int(above.level) != int(heading.level):
        return None
    year = written.year if written.year is not None else before.year
    if label.day_only and label.last_only and written.until:  # `du 14 au 18` below `du 7 au 11 mars`
        return _next_span(heading, written.until, year)
    if written.pair or written.until or written.month is None or written.day is None:
        return None
    if label.day_only is None:
        only = label.date is None and label.pure and (label.strength == "weak" or heading.loose)
        day = _later_in_week(year, written, before.weekday, label.weekday) if only else None
    else:
        day = _near_day(heading, year, written, before.weekday)
    if day is None:
        return None
    own_year = None if written.year is None else day[0]
    first = WrittenDate(0, 0, heading.title, own_year, day[1], day[2])
    until = replace(first, day=label.last_only) if label.last_only else None
    return DateMention(replace(first, until=until), "neighbours", label.weekday, year=day[0])


def _next_span(heading: DayHeading, last: WrittenDate, year: int | None) -> DateMention | None:
    """Days of the month in which those before it ended, or of the next one."""
    label = heading.label
    if last.month is None or last.day is None or label.day_only is None or label.last_only is None:
        return None
    month = last.month + (label.day_only <= last.day)
    year = last.year if last.year is not None else year
    own = WrittenDate(0, 0, heading.title, year + month // 13 if year else None, (month - 1) % 12 + 1, label.day_only)
    return DateMention(replace(own, until=replace(own, day=label.last_only)), "neighbours")


def carried_on(heading: DayHeading, own: DateMention, above: DayHeading, before: DateMention) -> DateMention:
    """`Tues 19` below the heading of March, but right below `1st April` too: of the month in which it is a Tuesday.

    So is `Mon 1` right below `Sat 29th`, where nobody wrote the heading of April.
    """
    label, written, known = heading.label, own.written, before.written
    alone = label.date is None and label.day_only is not None and label.weekday is not None
    if not alone or written is None or written.month is None or known is None or known.month is None:
        return own
    year = written.year if written.year is not None else own.year
    if year is None:
        year = _any_year(known, before.weekday)
    rises = known.month == written.month and (known.day or 0) <= (label.day_only or 0)
    if year is None or rises or weekday_of(year, written.month, label.day_only or 0) == label.weekday:
        return own
    return after_day(heading, above, before) or own


def tells_days_near(headings: Sequence[DayHeading], whole: ResolvedDay) -> bool:
    """Whether several headings of a post are of days near its own, not all to come: `Mon 21`, `Tue 22`, `Fri 25`."""
    if whole.date is None or whole.source not in OF_POSTS:
        return False
    alone = [h for h in headings if h.label.day_only is not None and h.label.weekday is not None]
    days = [_near_note(h, whole.date, _NEAR_POST) for h in alone]
    known = [day for day in days if day is not None]
    return _FEWEST_NEAR <= len(known) == len(days) and min(known) <= whole.date


def days_of_week(headings: Sequence[DayHeading], whole: ResolvedDay, named: WrittenDate | None) -> dict[int, Date]:
    """The days of a weekly post's weekdays, `Monday`, `Wednesday`, by their lines: of the week that it ends.

    That is the week that the file is named for, or the post's own where none of them comes after its day.
    """
    alone = [h for h in headings if h.origin == "heading" and _is_weekday(h)]
    if whole.date is None or whole.source not in OF_POSTS or len(alone) < _FEWEST_NEAR:
        return {}
    monday = whole.date - timedelta(days=whole.date.weekday())
    if named is not None and named.week and named.year:
        monday = Date.fromisocalendar(named.year, named.week, 1)
    days = [_day_of_week(h, monday) for h in alone]
    known = [day for day in days if day is not None]
    rising = len(known) == len(days) and all(a < b for a, b in pairwise(known))
    if not rising or not timedelta(0) <= whole.date - known[-1] <= _SOON_AFTER:
        return {}
    return {h.line_start: day for h, day in zip(alone, known, strict=True)}


def of_week(heading: DayHeading, days: Mapping[int, Date]) -> DateMention | None:
    """What a heading names that is one of `days`."""
    day = days.get(heading.line_start)
    if day is None:
        return None
    return DateMention(
        WrittenDate(0, 0, heading.title, day.year, day.month, day.day), SINCE_NOTE, heading.label.weekday
    )


def _is_weekday(heading: DayHeading) -> bool:
    """Whether a heading names a weekday or a day's number, or both, and no more."""
    label = heading.label
    numbered = label.day_only is not None and _ORDINAL_DAY.search(heading.title) is not None  # not `2.`
    return (
        (label.weekday is not None or numbered)
        and label.strength == "weak"
        and label.date is None
        and label.last_only is None
    )


def _day_of_week(heading: DayHeading, monday: Date) -> Date | None:
    """The day of the week from `monday` on that has the heading's weekday and number."""
    label = heading.label
    week = (monday + timedelta(days=n) for n in range(7))
    return next(
        (d for d in week if label.weekday in (None, d.weekday()) and label.day_only in (None, d.day)),
        None,
    )


def since_note(
    heading: DayHeading, before: DateMention | None, whole: ResolvedDay, near_post: bool
) -> DateMention | None:
    """`Mon 21`, `Tue 22` near a post's day (see tells_days_near); `Mon 11`, or `Mon.`, `Tue.`, `Fri.` in a note of
    Monday, 11 March: that day and those that follow."""
    label, start = heading.label, whole.date
    alone = label.date is None and label.strength == "weak" and label.weekday is not None
    if not alone or start is None or whole.end is not None:
        return None
    made = whole.source in WHEN_MADE_SOURCES
    if not made and not (near_post and label.day_only is not None):
        return None
    if label.day_only is not None:
        day = _near_note(heading, start, _NEAR_NOTE if made else _NEAR_POST)
    elif before is None:
        day = start + timedelta(days=(label.weekday - start.weekday()) % 7)  # type: ignore[operator]
    else:
        last = before.written if before.source == SINCE_NOTE else None
        if last is None or last.year is None:
            return None
        known = Date(last.year, last.month or 1, last.day or 1)
        day = known + timedelta(days=(label.weekday - known.weekday() - 1) % 7 + 1)  # type: ignore[operator]
    if day is None:
        return None
    written = WrittenDate(0, 0, heading.title, day.year, day.month, day.day)
    return DateMention(written, SINCE_NOTE, label.weekday)


def _near_note(heading: DayHeading, start: Date, reach: int) -> Date | None:
    """The day with the heading's number and weekday that is nearest to the note's, no further than `reach` from it."""
    near = (start + timedelta(days=n) for n in sorted(range(-reach, reach + 1), key=abs))
    label = heading.label
    return next((d for d in near if (d.day, d.weekday()) == (label.day_only, label.weekday)), None)


def _later_in_week(
    year: int | None, written: WrittenDate, weekday_before: int | None, weekday: int | None
) -> tuple[int | None, int, int] | None:
    """(year, month, day) of a weekday after a day of the same week."""
    assert written.month is not None and written.day is not None
    known = weekday_of(year, written.month, written.day) if year is not None else weekday_before
    if known is None or weekday is None or weekday <= known:
        return None
    if year is None:
        day = written.day + weekday - known
        return (None, written.month, day) if day <= _DAYS_OF_ALL_MONTHS else None
    later = Date(year, written.month, written.day) + timedelta(days=weekday - known)
    return later.year, later.month, later.day


def _near_day(
    heading: DayHeading, year: int | None, written: WrittenDate, weekday_before: int | None
) -> tuple[int | None, int, int] | None:
    """(year, month, day) of a day whose month is that of the day before it, or the next one."""
    weekday, day = heading.label.weekday, heading.label.day_only
    assert written.month is not None and written.day is not None and day is not None
    later = written.day < day <= 31
    if weekday is None:
        told = _ORDINAL_DAY.search(heading.title) or _WITH_ARTICLE.match(fold_accents(heading.title))
        month = written.month + (not later and written.day >= _MONTH_ENDS and day <= _MONTH_BEGINS)
        if not told or not later and month == written.month:
            return None
        return (year + month // 13 if year is not None else None, (month - 1) % 12 + 1, day)
    like = year if year is not None else _any_year(written, weekday_before)
    if like is None:
        return None
    turns = (0,) if later else (1, 0, -1) if year is not None else (1,)
    for turn in turns:
        month = written.month + turn
        own_year, month = (like + (month - 1) // 12, (month - 1) % 12 + 1)
        if day != written.day and weekday_of(own_year, month, day) == weekday:
            return own_year if year is not None else None, month, day
    return None


def _any_year(written: WrittenDate, weekday: int | None) -> int | None:
    """A year, no leap year, in which the day has this weekday: enough to tell those of the days behind it."""
    if weekday is None or written.month is None or written.day is None:
        return None
    years = (year for year in range(_LIKE_YEAR, _LIKE_YEAR + 12) if year % 4)
    return next((year for year in years if weekday_of(year, written.month, written.day) == weekday), None)
