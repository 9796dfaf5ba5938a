"""A table's row, taken apart, and whether it may be a day."""

import re
from collections.abc import Sequence

from index.dates.line_heads.lines import DATE_KEY
from index.dates.line_heads.openings import day_opening, may_open_day
from index.dates.names import fold_for_dates
from index.dates.written import dates_in
from index.text.language_data import UNSPACED, any_of

_DITTO = ("", '"', "''", "”", "〃", "″")
_BAR = re.compile(r"(?<!\\)\|")
_DAY_COLUMN = re.compile(rf"(?:{any_of('dates.counters')}|{DATE_KEY}|{any_of('dates.signs.days', UNSPACED)})\W{{0,2}}")
_DAY_NUMBER = re.compile(r"([12]?\d|3[01])\.?")


def cells_of(row: str) -> list[str]:
    """The cells of a table's row."""
    inside = row.strip().lstrip(">").strip().removeprefix("|").removesuffix("|")
    return [cell.strip().replace("\\|", "|") for cell in _BAR.split(inside)]


def is_row_going_on(cells: Sequence[str]) -> bool:
    """Whether a row leaves its first cell out, as that of the row above."""
    return len(cells) > 1 and cells[0] in _DITTO and any(cells[1:])


def may_be_day(cells: Sequence[str]) -> bool:
    """Whether a row holds a date, or begins with a weekday and its number, `Mon 6`."""
    if any(dates_in(cell) for cell in cells):
        return True
    opening = day_opening(cells[0]) if cells and may_open_day(cells[0]) else None
    return opening is not None and bool(opening.weekdays) and opening.day is not None


def is_day_column(head: str) -> bool:
    """Whether the head of a table's column says that days stand below it: "Day", "Tag", "Datum"."""
    return _DAY_COLUMN.fullmatch(fold_for_dates(head)) is not None


def is_day_number(cell: str) -> bool:
    """Whether a cell is a day of a month and no more: `12.`."""
    return _DAY_NUMBER.fullmatch(cell) is not None
