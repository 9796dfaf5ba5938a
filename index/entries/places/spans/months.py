"""Headings that all of them together show to be months (`## 05` in the file of a year) or holidays."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise, takewhile

from index.dates.holidays import holiday_names, holiday_span
from index.dates.label import Label
from index.dates.written_date import WrittenDate, century, weekday_of
from index.entries.places.day_heading import DayHeading
from index.text.folding import fold_accents, fold_punctuation

_FEWEST_HOLIDAYS = 3


def with_months(headings: Sequence[DayHeading]) -> list[DayHeading]:
    """The headings; those that would name a day, as those below them do too, name the month of these."""
    of_months = {
        above.line_start
        for above, below in pairwise(headings)
        if _is_number(above)
        and _is_number(below)
        and below.level > above.level
        and above.label.day_only in range(1, 13)
    }
    levels = {h.level for h in headings if h.line_start in of_months}
    if len(levels) != 1 or not all(_is_number(h) for h in headings if h.level in levels) or _tells_month(headings):
        return list(headings)
    return [_month(h) if h.level in levels else h for h in headings]


def with_short_years(headings: Sequence[DayHeading], span: WrittenDate | None) -> list[DayHeading]:
    """The headings; `March 22` is that month of 2022 where the file is of it, or where the days below it fit it.

    `span` is the year and month of the file, as far as they are known.
    """
    of_months = {
        h.line_start
        for i, h in enumerate(headings)
        if _may_end_in_year(h) and (_is_of(h, span, headings) or _fit_below(headings, i))
    }
    return [_of_short_year(h) if h.line_start in of_months else h for h in headings]


def _may_end_in_year(heading: DayHeading) -> bool:
    """Whether a heading is the name of a month and a number behind it."""
    written = heading.label.date
    if heading.origin != "heading" or not heading.label.pure or written is None or written.until is not None:
        return False
    named = written.month is not None and written.day is not None and written.year is None
    return named and not written.raw.strip()[:1].isdigit()


def _is_of(heading: DayHeading, span: WrittenDate | None, headings: Sequence[DayHeading]) -> bool:
    """Whether the file is of the month and year of its only heading that looks like a day."""
    written = heading.label.date
    if span is None or span.year is None or written is None:
        return False
    if (written.month, written.day) != (span.month, span.year % 100):
        return False
    return sum(h.level == heading.level and h.label.date is not None for h in headings) == 1


def _fit_below(headings: Sequence[DayHeading], at: int) -> bool:
    """Whether the days below a heading, `Tue 1`, are on their weekdays in its month of that year."""
    behind = map(headings.__getitem__, range(at + 1, len(headings)))
    below = [h.label for h in takewhile(lambda h: h.level > headings[at].level, behind)]
    month = _of_short_year(headings[at]).label.date
    assert month is not None and month.year is not None and month.month is not None
    days = [(label.day_only, label.weekday) for label in below if label.day_only is not None]
    told = [(day, weekday) for day, weekday in days if weekday is not None]
    return bool(told) and all(weekday_of(month.year, month.month, day) == weekday for day, weekday in told)


def _of_short_year(heading: DayHeading) -> DayHeading:
    written = heading.label.date
    assert written is not None and written.day is not None
    month = replace(written, year=century(written.day), day=None)
    return replace(heading, label=replace(heading.label, date=month))


def with_holidays(headings: Sequence[DayHeading], year: int | None) -> list[DayHeading]:
    """The headings; `Good Friday`, `Halloween` are days where most of a level are such, one after the other."""
    if year is None:
        return list(headings)
    undated = (h for h in headings if h.origin == "heading" and h.label.date is None)
    spans = {h: holiday_span(year, name) for h in undated if (name := holiday_names().get(_folded_name(h.title)))}
    levels = Counter(h.level for h in spans)
    level, named = levels.most_common(1)[0] if levels else (0, 0)
    firsts = [spans[h][0] for h in spans if h.level == level]
    others = sum(h.level == level and h not in spans and h.label.date is None for h in headings)
    if named < _FEWEST_HOLIDAYS or others * 2 > named or firsts not in (sorted(firsts), sorted(firsts, reverse=True)):
        return list(headings)
    return [_of_holiday(h, *spans[h]) if h in spans and h.level == level else h for h in headings]


def _folded_name(title: str) -> str:
    return fold_punctuation(fold_accents(title)).replace(".", "").strip(" *_:!")


def _of_holiday(heading: DayHeading, first: date, last: date) -> DayHeading:
    until = WrittenDate(0, 0, "", last.year, last.month, last.day) if last > first else None
    written = WrittenDate(0, len(heading.title), heading.title, first.year, first.month, first.day, until=until)
    return replace(heading, label=Label(written, "strong", True))


def _is_number(heading: DayHeading) -> bool:
    label = heading.label
    return heading.origin == "heading" and label.day_only is not None and label.pure and label.weekday is None


def _tells_month(headings: Sequence[DayHeading]) -> bool:
    return any(h.label.date is not None and h.label.date.month is not None for h in headings)


def _month(heading: DayHeading) -> DayHeading:
    written = WrittenDate(0, len(heading.title), heading.title, month=heading.label.day_only)
    return replace(heading, label=Label(written, "strong", True))
