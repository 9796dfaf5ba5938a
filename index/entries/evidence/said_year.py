"""The year of days without one, where the note's title or its first lines say it: "Field season 2022, upper Tana".

What stands there is a year among other words, so it counts only where nothing else tells one, where it is the only
one, and where the weekdays beside the days do not contradict it.
"""

import re
from collections.abc import Sequence
from datetime import date

from index.dates.written import spans_in
from index.dates.written_date import WrittenDate
from index.entries.evidence.neighbours import DayInYear, date_in
from index.entries.places.day_heading import DayHeading
from index.notes.block import Block
from index.text.inline import plain

YEAR_SAID = "year taken from the note's title or its first lines"
_TWO_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?[/–-]\s?(?:20)?(\d\d)(?![\d/-])")  # `2021/22`
_FIRST_YEAR = 1970
_FEW_BLOCKS, _READ_CHARS = 4, 300
_SHARE = 0.75  # of the weekdays must fit: people mistype them too


def said_year(headings: Sequence[DayHeading], blocks: Sequence[Block], today: date) -> WrittenDate | None:
    """The year that stands above the note's first day; None where none does, or several, or days have years."""
    days = [h for h in headings if h.label.date is not None and h.label.date.names_day and h.label.strength != "none"]
    if any(h.label.date and (h.label.date.year or h.label.date.until and h.label.date.until.year) for h in days):
        return None
    first = min((h.line_start for h in days), default=0)
    above = [b for b in blocks if (not first or b.line_start < first) and b.kind in ("heading", "paragraph")]
    title, lines = above[:1], above[1:_FEW_BLOCKS]
    for part in (title, lines):
        years = {year for block in part for year in _years_in(block, today)}
        if years:
            start = min(years)
            two = years == {start, start + 1} and (part is title or any(_TWO_YEARS.search(b.text) for b in part))
            if years != {start} and not two:
                return None
            year = _first_of_two(days, start) if two else start  # `2021/22`
            return WrittenDate(0, 0, str(year), year) if _fits(days, year) else None
    return None


def _first_of_two(days: Sequence[DayHeading], start: int) -> int:
    """In which of two years the days begin: that of the first whose weekday is of one of them alone."""
    for point, weekday in _told(days):
        fitting = [year for year in (start, start + 1) if _is_on(point, year, weekday)]
        if len(fitting) == 1:
            return fitting[0]
    return start


def _years_in(block: Block, today: date) -> set[int]:
    text = plain(block.text[:_READ_CHARS])
    years = {d.year for whole in spans_in(text) for d in (whole, whole.until) if d is not None}
    pairs = [(int(pair[1]), int(pair[2])) for pair in _TWO_YEARS.finditer(text)]
    years |= {year for a, b in pairs if (a + 1) % 100 == b for year in (a, a + 1)}
    return {year for year in years if year is not None and _FIRST_YEAR <= year <= today.year}


def _fits(days: Sequence[DayHeading], year: int) -> bool:
    """Whether the days are on their weekdays in that year or the next."""
    told = _told(days)
    right = sum(any(_is_on(point, y, weekday) for y in (year, year + 1)) for point, weekday in told)
    return right >= _SHARE * len(told)


def _told(days: Sequence[DayHeading]) -> list[tuple[DayInYear, int]]:
    """The days without their years, and the weekdays beside them."""
    told = [(h.label.date, h.label.weekday) for h in days]
    return [(DayInYear(d.month, d.day, None, False), w) for d, w in told if d and d.month and d.day and w is not None]


def _is_on(point: DayInYear, year: int, weekday: int) -> bool:
    day = date_in(point, year)
    return day is not None and day.weekday() == weekday
