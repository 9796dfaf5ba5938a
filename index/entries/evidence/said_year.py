"""The year of days without one, where the note's title or its first lines say it: "Field season 2022, upper Tana".

What stands there are years among other words, so they count only where nothing else tells one. Which of several it is,
the weekdays beside the days tell: "Mother's diaries from October 1989, typed up at Easter 2009".
"""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from index.dates.line_heads.opening import DayOpening
from index.dates.line_heads.openings import day_opening, may_open_day
from index.dates.written import spans_in
from index.dates.written_date import WrittenDate, weekday_of
from index.entries.places.day_heading import DayHeading
from index.notes.block import Block
from index.text.inline import plain

YEAR_SAID = "year taken from the note's title or its first lines"
_TWO_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?[/–-]\s?(?:20)?(\d\d)(?![\d/-])")  # `2021/22`
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_FIRST_YEAR = 1900
_SHORTLY = 45  # days
_EARLIER_HALF = 6  # months of a year
_FEW_BLOCKS, _READ_CHARS, _ALL_CHARS = 4, 300, 4_000
_SENTENCES = re.compile(r"(?<=[.!?。！？])\s?")
_SHARE = 0.75  # of the weekdays must fit: people mistype them too
_FEWEST_WEEKDAYS = 3  # that tell which of several years is meant, or the month

_Told = tuple[int | None, int, frozenset[int]]
"""Month, if it is written, day, and the weekdays that may be meant beside it."""


def said_year(headings: Sequence[DayHeading], blocks: Sequence[Block], today: date) -> WrittenDate | None:
    """The year that stands above the note's first day, with its month where the days have none; None where none does.

    None too where several years fit, or where days have years of their own.
    """
    title = next((b for b in blocks if b.kind in ("heading", "paragraph")), None)
    days = _days_below(headings, title)
    lines = [opening for block in blocks if (opening := _opening(block))]
    if title is None or any(map(_has_year, days)) or any(opening.year for opening in lines):
        return None
    starts = [*(h.line_start for h in days), *(b.line_start for b in blocks if b is not title and _opening(b))]
    first = min(starts, default=0)
    above = [b for b in blocks if b.kind in ("heading", "paragraph") and (not first or b.line_start < first)]
    told = [*_of_headings(days), *((o.month, o.day, o.weekdays) for o in lines if o.day)]
    parts = [[title], [b for b in above if b.line_start != title.line_start][: _FEW_BLOCKS - 1]]
    if (month := _said_month(parts[0] + parts[1], told)) is not None:
        return month
    several: set[int] = set()
    for part in parts:
        years = {year for block in part for year in _years_in(block, today)}
        pair = len(years) == 2 and max(years) == min(years) + 1
        if pair and (part is parts[0] or any(_TWO_YEARS.search(b.text) for b in part)):
            start = min(years)
            sure = _by_weekdays(told, start)
            if sure is None:  # `Season 2019/20`, which begins in the later half of its first year
                return WrittenDate(0, 0, str(start), start, until=WrittenDate(0, 0, "", start + 1))
            years = {sure}
        if len(years) == 1 and _share(told, year := years.pop()) >= _SHARE:
            return WrittenDate(0, 0, str(year), year)
        several |= years
    if len(several) > 1 and (near := _year_just_before(told, above)) in several:
        return WrittenDate(0, 0, str(near), near)
    fitting = [year for year in several if _share(told, year) >= _SHARE]
    sure = len(fitting) == 1 and sum(bool(weekdays) for *_, weekdays in told) >= _FEWEST_WEEKDAYS
    return WrittenDate(0, 0, str(fitting[0]), fitting[0]) if sure else None


def _days_below(headings: Sequence[DayHeading], title: Block | None) -> list[DayHeading]:
    """The headings that name days, but for a title that names one among others: "Build 2019 (race: Sunday Nov 24)"."""
    named = title is not None and _YEAR.search(title.text) is not None
    days = [h for h in headings if not (named and title and h.line_start == title.line_start)]
    return [h for h in days if h.label.date is not None and h.label.date.names_day and h.label.strength != "none"]


def _has_year(heading: DayHeading) -> bool:
    written = heading.label.date
    return bool(written and (written.year or written.until and written.until.year))


def year_by_month(own: int | None, span: WrittenDate | None) -> Callable[[DayHeading], int | None]:
    """The year of a heading that lacks one: `own`, or that of `span`.

    Of two, `2019/20`, it is the first for the later months of a year and the second for the others.
    """
    first = own or (span.year if span else None)
    last = span.until.year if span is not None and span.until is not None and not own else None

    def year_of(heading: DayHeading) -> int | None:
        month = heading.label.date.month if heading.label.date else None
        return last if last is not None and month is not None and month <= _EARLIER_HALF else first

    return year_of


def _said_month(blocks: Sequence[Block], told: Sequence[_Told]) -> WrittenDate | None:
    """The only month and year said above days that are just numbers with weekdays: "Falmouth - Horta, July 2013"."""
    spans = {(d.year, d.month) for b in blocks for d in spans_in(plain(b.text[:_READ_CHARS])) if d.year and d.month}
    days = [(day, weekdays) for month, day, weekdays in told if len(weekdays) == 1 and month is None]
    if len(spans) != 1 or len(days) < _FEWEST_WEEKDAYS or any(month for month, *_ in told):
        return None
    [(year, month)] = spans
    assert year is not None and month is not None
    right = sum(weekday_of(year, month, day) in weekdays for day, weekdays in days)
    return WrittenDate(0, 0, f"{year}-{month:02d}", year, month) if right >= _SHARE * len(days) else None


def _year_just_before(told: Sequence[_Told], above: Sequence[Block]) -> int | None:
    """The year of the only full date above that lies shortly before the first day: "On June 9th 2020 we set sail"."""
    first = next(((month, day) for month, day, _ in told if month), None)
    if first is None:
        return None
    dates = [d for block in above[:_FEW_BLOCKS] for d in _spans_in(block) if d.year and d.month and d.day]
    gaps = {d.year: (first[0] - (d.month or 0)) * 31 + first[1] - (d.day or 0) for d in dates}
    near = [year for year, gap in gaps.items() if 0 <= gap <= _SHORTLY]
    return near[0] if len(near) == 1 else None


def _by_weekdays(told: Sequence[_Told], start: int) -> int | None:
    """In which of two years the days begin: that of the first whose weekday is of one of them alone."""
    for month, day, weekdays in told:
        fitting = [year for year in (start, start + 1) if month and weekday_of(year, month, day) in weekdays]
        if len(fitting) == 1:
            return fitting[0]
    return None


def _years_in(block: Block, today: date) -> set[int]:
    years = {d.year for whole in _spans_in(block) for d in (whole, whole.until) if d is not None}
    pairs = [(int(pair[1]), int(pair[2])) for pair in _TWO_YEARS.finditer(plain(block.text[:_READ_CHARS]))]
    years |= {year for a, b in pairs if (a + 1) % 100 == b for year in (a, a + 1)}
    return {year for year in years if year is not None and _FIRST_YEAR <= year <= today.year}


def _spans_in(block: Block) -> list[WrittenDate]:
    """What all its sentences tell: of a story above the days the last year is the one of the days, if any is."""
    sentences = _SENTENCES.split(plain(block.text[:_ALL_CHARS]))
    return [span for sentence in sentences for span in spans_in(sentence[:_READ_CHARS])]


def _share(told: Sequence[_Told], year: int) -> float:
    """The share of the days that are on their weekdays in that year or the next; 1 where none has a weekday."""
    days = [(month, day, weekdays) for month, day, weekdays in told if month and weekdays]
    right = sum(any(weekday_of(y, m, day) in weekdays for y in (year, year + 1)) for m, day, weekdays in days)
    return right / len(days) if days else 1.0


def _of_headings(days: Sequence[DayHeading]) -> Iterator[_Told]:
    for h in days:
        d = h.label.date
        if d is not None and d.month and d.day:
            yield d.month, d.day, frozenset(() if h.label.weekday is None or d.until else (h.label.weekday,))


def _opening(block: Block) -> DayOpening | None:
    """A day, with a month or a weekday, with which a block begins that is no heading."""
    line = block.text.split("\n", 1)[0]
    if block.kind == "table":
        line = line.strip("| ").partition("|")[0]
    opening = day_opening(line) if block.kind in ("paragraph", "item", "table") and may_open_day(line) else None
    return opening if opening and opening.day and (opening.month or opening.weekdays) else None
