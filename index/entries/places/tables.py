"""Rows of a table that are days: `| 2/3/21 | sowed beans |`. Here it is told whether rows that hold dates are that."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from index.dates.label import Label
from index.dates.labels import read_label
from index.dates.line_heads.openings import day_opening
from index.dates.line_heads.rows import cells_of, is_row_going_on
from index.dates.written_date import WrittenDate
from index.entries.evidence.day_month_order import PairOrder, in_order
from index.entries.places.day_heading import DayHeading
from index.entries.places.series import place_in_time
from index.notes.block import Block
from index.text.inline import plain

_FEWEST = 2
_FEWEST_ALONE = 3  # rows that begin with a number and no more
_NUMBERED = re.compile(r"(?:[^\W\d_]{1,9}\.?\s)?(\d{1,2})\.?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LONGEST_MONTH = 31
_TITLE_ROWS = 2  # the head of a table, and the line below it
_ORDERS: tuple[PairOrder, ...] = ("dmy", "mdy", "ymd")
_IN_ORDER = 0.75  # of the steps from row to row go one way


def rows_of_days(blocks: Sequence[Block], level: float, fewest: int = _FEWEST) -> list[DayHeading]:
    """A table's rows, of which each is a block, as places of days; none where they are fewer or not in order."""
    rows = list(_with_what_goes_on(blocks, level))
    dates = [row.label.date for row in rows if row.label.date]
    if not rows:
        return _numbered_rows(blocks, level) if fewest > 1 else []
    ordered = len(rows) == fewest == 1 or any(_in_order(dates, order) for order in _ORDERS)
    return rows if len(rows) >= fewest and ordered else []


def _numbered_rows(blocks: Sequence[Block], level: float) -> list[DayHeading]:
    """Rows that each begin with a weekday and its number, `Mon 6`, one after the other, as below a month's heading.

    What the short weekdays of all languages mean is open, so only that most of the words are such counts. Numbers alone
    are days where all rows have one: a table is taken apart only where its head says so (notes/blocks.py).
    """
    cells = [(block, plain(cells_of(block.text)[0])) for block in blocks if cells_of(block.text)]
    told = [(block, cell, match) for block, cell in cells if (match := _NUMBERED.fullmatch(cell))]
    numbers = [int(match[1]) for *_, match in told]
    weekdays = sum(bool(opening.weekdays) for _, cell, _ in told if (opening := day_opening(cell)))
    rising = all(a < b for a, b in pairwise(numbers)) and all(1 <= n <= _LONGEST_MONTH for n in numbers)
    if len(told) < _FEWEST or len(cells) - len(told) > _TITLE_ROWS or not rising:
        return []
    if weekdays < _IN_ORDER * len(told) and not (weekdays == 0 and len(told) == len(cells) >= _FEWEST_ALONE):
        return []
    return [
        DayHeading(b.line_start, b.line_end, level, cell, Label(None, "weak", True, day_only=int(match[1])), "line")
        for b, cell, match in told
    ]


def _with_what_goes_on(blocks: Sequence[Block], level: float) -> Iterator[DayHeading]:
    """The rows that are days, with the month of the row above, `2` below `1 Apr`, or the year: `2018`, `| 2019 | |`."""
    year: int | None = None
    above: WrittenDate | None = None
    for block in blocks:
        first = plain(cells_of(block.text)[0]) if cells_of(block.text) else ""
        if _YEAR.fullmatch(first):
            year = int(first)
            continue
        row, alone = _row(block, level), _NUMBERED.fullmatch(first)
        day = int(alone[1]) if alone else 0
        if row is None and above and above.month and above.day and above.day < day <= _LONGEST_MONTH:
            written = replace(above, raw=first, day=day, until=None)
            row = DayHeading(block.line_start, block.line_end, level, first, Label(written, "strong"), "line")
        if row is None or row.label.date is None:
            continue
        above = row.label.date if row.label.date.pair is None else None
        if year is not None and row.label.date.year is None:
            row = replace(row, label=replace(row.label, date=replace(row.label.date, year=year, weak=False)))
        yield row


def _in_order(dates: Sequence[WrittenDate], order: PairOrder) -> bool:
    """Whether the dates follow each other, newest first or last, read in that order of day and month."""
    known = [(d, month_day) for d in dates if (month_day := in_order(d, order))]
    places = [place_in_time(replace(d, pair=None, month=month, day=day)) for d, (month, day) in known]
    steps = [b - a for a, b in pairwise(places) if a != b]
    rising = sum(step > 0 for step in steps)
    return bool(steps) and max(rising, len(steps) - rising) >= _IN_ORDER * len(steps)


def _row(block: Block, level: float) -> DayHeading | None:
    """The row with the date that it begins with, or with its only one, if that is no mere pair of numbers."""
    cells = [plain(cell).lstrip("@") for cell in cells_of(block.text)]
    labels = [(i, cell, label) for i, cell in enumerate(cells) if (label := read_label(cell)) and _is_day(label)]
    if not labels or labels[0][0] and (len(labels) > 1 or labels[0][2].strength != "strong"):
        return None
    _, title, label = labels[0]
    label = replace(label, pure=False, strength="strong")  # in the file of one day it is no other
    return DayHeading(block.line_start, block.line_end, level, title, label, "line")


def _is_day(label: Label) -> bool:
    return label.pure and label.date is not None and label.date.names_day


def ends_of_rows(begins: Sequence[int], blocks: Sequence[Block]) -> list[int]:
    """The lines at which the text below a table's row of a day begins that is not of that day."""
    days = set(begins) & {b.line_start for b in blocks if b.kind == "table"}
    if not days:
        return []
    going_on = _rows_going_on(days, blocks)
    own = days | going_on
    return [
        b.line_start for a, b in pairwise(blocks) if a.line_start in own and b.line_start not in {*begins, *going_on}
    ]


def _rows_going_on(days: set[int], blocks: Sequence[Block]) -> set[int]:
    """The rows that leave out their date as that of the row above, but for those at a table's end: there sums stand."""
    out: set[int] = set()
    open_rows: list[int] = []
    for above, block in pairwise(blocks):
        row = block.kind == "table" and block.line_start == above.line_end + 1
        if block.line_start in days:
            out.update(open_rows if row else ())
            open_rows = []
        elif row and (above.line_start in days or open_rows) and is_row_going_on(cells_of(block.text)):
            open_rows.append(block.line_start)
        else:
            open_rows = []
    return out
