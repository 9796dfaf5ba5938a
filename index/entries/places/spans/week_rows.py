"""Rows below a week that begin with its weekdays, however short: `- ma woon-werk`, `M rest`, `T (Thu) 10 easy`.

All rows of the file together tell the language, and those of a week, which rise through it, which day each is. A row
that could be two, the last `S` of a week, begins a day that is not known.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import takewhile

from index.dates.label import Label
from index.dates.names import LedRow, led_by_weekday, weekdays_rising
from index.dates.written_date import WrittenDate
from index.entries.places.day_heading import DayHeading
from index.notes.block import Block
from index.text.inline import plain

_FEWEST, _FEWEST_TOLD = 3, 3  # rows of a file, and different weekdays among them
_TITLE_CHARS = 100


_Row = tuple[Block, LedRow]


def with_week_rows(headings: Sequence[DayHeading], blocks: Sequence[Block]) -> list[DayHeading]:
    """The headings with the rows below weeks that are days; `headings` name their weeks already."""
    weeks = [h for h in headings if h.origin == "heading" and h.label.date is not None and _is_week(h.label.date)]
    if not weeks:
        return list(headings)
    groups = [(week, rows) for week in weeks if (rows := _rows_below(week, headings, blocks))]
    known = [row for _, rows in groups for _, row in rows]
    languages = frozenset.intersection(*(frozenset(row.weekdays) for row in known)) if known else frozenset()
    days = [day for week, rows in groups for day in _days(week, rows, languages)]
    told = {day.label.weekday for day in days if day.label.weekday is not None}
    taken = {h.line_start for h in headings}
    if len(days) < _FEWEST or len(told) < _FEWEST_TOLD or any(day.line_start in taken for day in days):
        return list(headings)
    return sorted([*headings, *days], key=lambda h: h.line_start)


def _is_week(written: WrittenDate) -> bool:
    return written.week is not None or written.until is not None or written.week_of


def _rows_below(week: DayHeading, headings: Sequence[DayHeading], blocks: Sequence[Block]) -> list[_Row]:
    """The rows of a week, each begun by a weekday; none where one of them is not."""
    after = bisect_right(headings, week.line_start, key=lambda h: h.line_start)
    first = bisect_right(blocks, week.line_end, key=lambda b: b.line_start)
    end = headings[after].line_start if after < len(headings) else None
    inside = takewhile(lambda b: end is None or b.line_start < end, map(blocks.__getitem__, range(first, len(blocks))))
    texts = [b for b in inside if b.kind in ("item", "paragraph")]
    items = [b for b in texts if b.kind == "item" and b.depth == 1]
    own = items if items and texts[0] is items[0] else [b for b in texts if b.kind == "paragraph" and b.depth == 0]
    rows = [(b, row) for b in own if (row := led_by_weekday(plain(b.text.split("\n", 1)[0])))]
    return rows if len(rows) == len(own) else []


def _days(week: DayHeading, rows: Sequence[_Row], languages: frozenset[str]) -> Iterator[DayHeading]:
    """The rows as days; none where they do not rise through their week in any of the languages."""
    read = [weekdays_rising([row for _, row in rows], code) for code in sorted(languages)]
    rising = [weekdays for weekdays in read if weekdays]
    for (block, _), *weekdays in zip(rows, *rising, strict=True) if rising else ():
        could_be = frozenset.union(*weekdays)
        line = plain(block.text.split("\n", 1)[0])
        title = line if len(line) < _TITLE_CHARS else ""
        place = (block.line_start, block.line_start, week.level + 0.5 + block.depth, title)
        if len(could_be) == 1:
            yield DayHeading(*place, Label(None, "weak", True, next(iter(could_be))), "line")
        else:
            yield DayHeading(*place, Label(), "line", loose=True)
