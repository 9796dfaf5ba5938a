"""Headings that all of them together show to be weeks: `Week 9`, `Week 10`, `Week 12` of a year, or of a told count."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from index.dates.label import Label
from index.dates.written_date import WrittenDate
from index.entries.evidence.told_counts import OrderAndYear, told_numbers
from index.entries.places.day_heading import DayHeading
from index.notes.block import Block
from index.text.folding import fold_accents
from index.text.language_data import SHARED, any_of

_WEEK = re.compile(rf"\W*{any_of('dates.weeks_in_labels')}\s+(\d{{1,2}})\W*")
_WORDS = "|".join(
    any_of(f"dates.{key}")
    for key in ("weeks_in_labels", "weeks_in_names", "numbered_weeks", "weeks_before_numbers", "weeks_after_years")
)
_CALENDAR_WEEK = re.compile(rf"\W*(?:{any_of('dates.calendar_weeks', (SHARED,))})(?![^\W\d_])")  # no course counts so
_ANY_WEEK = re.compile(
    rf"\W{{0,3}}(?:(?:{_WORDS})\.?[\s#]*(\d{{1,2}})"
    rf"|{any_of('dates.signs.ordinals')}?\s*(\d{{1,2}})\s*{any_of('dates.signs.weeks')})(?=\s*(?:$|[:(：（]|[–—-]\s))"
)
_TOLD_WEEK = re.compile(rf"(?<![^\W_])(?:{_WORDS})\.?[\s#]*(\d{{1,2}})(?![\w/]|[.:,]\d)")
_FEWEST_WEEKS, _FEWEST_COUNTED = 3, 2
_NO_COURSE_BEGINS, _NO_COURSE_HAS = 5, 27  # with the fifth week, and so many
_MOST_WEEKS = 53


def first_week_said(headings: Sequence[DayHeading], blocks: Sequence[Block], how: OrderAndYear) -> date | None:
    """The first day of a count of weeks, as lines above them tell it: "16 weeks, wk 1 starts Mon 3 Jan"."""
    weeks = _numbered(headings)
    numbers = list(weeks.values())
    if len(weeks) < _FEWEST_COUNTED or any(a >= b for a, b in pairwise(numbers)):
        return None
    above = [b for b in blocks if b.line_start < min(weeks)]
    told = list(told_numbers(above, _TOLD_WEEK, replace(how, strict=True)))
    found = {number.day - timedelta(weeks=number.number - 1) for number in told}
    of_count = any(number.number in (1, numbers[0]) for number in told)  # else perhaps a week of the year
    return found.pop() if of_count and len(found) == 1 else None


def with_weeks(headings: Sequence[DayHeading], first: date | None) -> list[DayHeading]:
    """The headings; those that are weeks name them. `first` is the day on which the note says that they begin.

    `wk 13` is one below `2019 wk 12`; `Week 9`, `Week 10`, `Week 12` are, where they are not those of a course.
    """
    if first is not None:
        counted = _numbered(headings)
        return [_of_count(h, first, counted[h.line_start]) if h.line_start in counted else h for h in headings]
    levels = {h.level for h in headings if h.origin == "heading" and _names_year_and_week(h.label.date)}
    beside = _numbered(headings)
    named = [h for h in headings if h.level in levels and h.line_start in beside]
    weeks = {h.line_start: beside[h.line_start] for h in named} | _weeks_of_year(headings)
    return [_of_week(h, weeks[h.line_start]) if h.line_start in weeks and not h.label.date else h for h in headings]


def _names_year_and_week(written: WrittenDate | None) -> bool:
    return written is not None and written.week is not None and written.year is not None


def _numbered(headings: Sequence[DayHeading]) -> dict[int, int]:
    """Line -> the number of a heading that is a week and has no date."""
    undated = [h for h in headings if h.origin == "heading" and _is_undated(h.label)]
    told = [(h, m) for h in undated if (m := _ANY_WEEK.match(fold_accents(h.title)))]
    numbers = {h.line_start: int(m[1] or m[2]) for h, m in told}
    return {line: number for line, number in numbers.items() if 1 <= number <= _MOST_WEEKS}


def _is_undated(label: Label) -> bool:
    return label.date is None and label.day_only is None


def _weeks_of_year(headings: Sequence[DayHeading]) -> dict[int, int]:
    """Line -> the number of a heading that is a week of the year by the numbers of all of them."""
    weeks = {h.line_start: int(m[1]) for h in headings if (m := _WEEK.fullmatch(fold_accents(h.title)))}
    numbers = list(weeks.values())
    follow = len(numbers) >= _FEWEST_WEEKS and numbers in (sorted(set(numbers)), sorted(set(numbers), reverse=True))
    of_calendar = any(_CALENDAR_WEEK.match(fold_accents(h.title)) for h in headings if h.line_start in weeks)
    course = min(numbers, default=0) < _NO_COURSE_BEGINS and max(numbers, default=0) < _NO_COURSE_HAS
    of_course = not follow or course and not of_calendar
    return {} if of_course else weeks


def _of_week(heading: DayHeading, number: int) -> DayHeading:
    written = WrittenDate(0, len(heading.title), heading.title, week=number)
    return replace(heading, label=Label(written, "strong", True))


def _of_count(heading: DayHeading, first: date, number: int) -> DayHeading:
    monday = first + timedelta(weeks=number - 1)
    sunday = monday + timedelta(days=6)
    until = WrittenDate(0, 0, "", sunday.year, sunday.month, sunday.day)
    written = WrittenDate(0, len(heading.title), heading.title, monday.year, monday.month, monday.day, until=until)
    return replace(heading, label=Label(written, "strong", True))
