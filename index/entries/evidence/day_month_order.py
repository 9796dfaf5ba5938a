"""Which of two numbers is the day: decided for all dates of a note together, never for one alone.

`03.10.2025` is 10 March where its neighbours are `03.15` and `03.23`. What can decide, the surest first: the user's
rule; a number above 12; the weekday beside a date; the step from date to date; words of a language that puts the day
first. Where nothing decides, the order stays open and its dates unknown.

`24.03.07` may begin with its year: in a row of such dates the year is what changes least.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal

from index.dates.written_date import WrittenDate, year_first

PairOrder = Literal["dmy", "mdy", "ymd"]
_LEAP = 2020  # any year that has a 29 February: dates without a year are compared in it
_SHORT_SPAN = 15  # days: what a week's or a fortnight's heading spans
_FAR = 60  # days: a step longer than this says nothing more


@dataclass(frozen=True, slots=True)
class Clue:
    """A date and what stands beside it, in the note's order."""

    written: WrittenDate
    weekday: int | None = None
    counter: int | None = None
    european: bool = False
    asian: bool = False


def order_of(clues: Sequence[Clue]) -> PairOrder | None:
    """The order of the note's dates, None where nothing tells."""
    open_pairs = [c for c in clues if c.written.pair]
    if not open_pairs:
        return None
    short = [c for c in open_pairs if c.written.short is not None]
    if short and not _year_is_last(open_pairs):
        return "ymd" if _year_is_first(short) else _by_weekday(open_pairs)
    return (
        _by_size(open_pairs)
        or _by_weekday(open_pairs)
        or _by_spans(open_pairs)
        or _by_steps(clues)
        or ("dmy" if _european(open_pairs) else None)
        or ("mdy" if _month_first(clues) else None)
    )


def _year_is_last(clues: Sequence[Clue]) -> bool:
    """Whether dates of three short numbers do not begin with the year."""
    others = [c.written for c in clues if c.written.short is None]
    if _european(clues) or any(d.year is not None or d.pair and d.pair[0] > 12 for d in others):
        return True
    known = [c for c in clues if c.written.short is not None]
    return _apart(known, "ymd") > 3 * min(_apart(known, "dmy"), _apart(known, "mdy")) + 3


def _year_is_first(clues: Sequence[Clue]) -> bool:
    if any(c.asian for c in clues):
        return True
    on_weekday = {order: sum(_on_its_weekday(c, order) for c in clues) for order in ("dmy", "mdy", "ymd")}
    if on_weekday["ymd"] > max(on_weekday["dmy"], on_weekday["mdy"]):
        return True
    return 3 * _apart(clues, "ymd") + 3 < min(_apart(clues, "dmy"), _apart(clues, "mdy"))


def _apart(clues: Sequence[Clue], order: PairOrder) -> float:
    """The mean of the days from date to date; infinite where some are not dates in this order, 0 for fewer than two."""
    days = [_date(c.written, order, c.written.year or _LEAP) for c in clues]
    if len(days) < 2:
        return 0
    if None in days:
        return float("inf")
    return sum(abs((b - a).days) for a, b in pairwise(days) if a and b) / (len(days) - 1)


def in_order(written: WrittenDate, order: PairOrder | None) -> tuple[int, int] | None:
    """(month, day) of a date, None where its order is open."""
    if written.pair is None:
        return (written.month, written.day) if written.month is not None and written.day is not None else None
    a, b = written.pair
    if order == "ymd":
        if written.short is not None:
            return b, written.short
        return (a, b) if a <= 12 and written.year is None else (b, a) if a > 12 else None
    if written.short is not None and order is None and a > 12:
        return None
    if a > 12 or b > 12 or a == b:
        return (b, a) if a > 12 else (a, b)
    if order is None:
        return None
    return (b, a) if order == "dmy" else (a, b)


def _by_size(clues: Sequence[Clue]) -> PairOrder | None:
    pairs = [pair for c in clues for pair in _pairs(c.written)]
    days_first = sum(a > 12 >= b for a, b in pairs)
    months_first = sum(b > 12 >= a for a, b in pairs)
    if days_first == months_first:
        return None
    return "dmy" if days_first > months_first else "mdy"


def _pairs(written: WrittenDate) -> Iterator[tuple[int, int]]:
    if written.pair:
        yield written.pair
    if written.until and written.until.pair:
        yield written.until.pair


def _by_weekday(clues: Sequence[Clue]) -> PairOrder | None:
    votes = {order: sum(_on_its_weekday(c, order) for c in clues) for order in ("dmy", "mdy")}
    if votes["dmy"] == votes["mdy"]:
        return None
    return "dmy" if votes["dmy"] > votes["mdy"] else "mdy"


def _by_spans(clues: Sequence[Clue]) -> PairOrder | None:
    """The order in which `10/02/2023 - 10/06/2023` is a week, not four months."""
    spans = [(c.written, c.written.until) for c in clues if c.written.until is not None and c.written.until.pair]
    short = {order: sum(_days_of_span(a, b, order) <= _SHORT_SPAN for a, b in spans) for order in ("dmy", "mdy")}
    if short["dmy"] == short["mdy"]:
        return None
    return "dmy" if short["dmy"] > short["mdy"] else "mdy"


def _days_of_span(first: WrittenDate, last: WrittenDate, order: PairOrder) -> float:
    year = last.year or first.year or _LEAP
    a, b = _date(first, order, first.year or year), _date(last, order, year)
    if a is None or b is None:
        return float("inf")
    days = (b - a).days
    return days if days >= 0 else days + 365 if first.year is None else float("inf")


def _on_its_weekday(clue: Clue, order: PairOrder) -> bool:
    if clue.weekday is None or clue.written.year is None:
        return False
    day = _date(clue.written, order, clue.written.year)
    return day is not None and day.weekday() == clue.weekday


def _by_steps(clues: Sequence[Clue]) -> PairOrder | None:
    """The order that makes the dates follow each other closely, or as their "Day N" do."""
    enough = len([c for c in clues if c.written.names_day]) >= 3 or any(c.counter is not None for c in clues)
    return order_by_steps(clues, 3) if enough else None


def order_by_steps(clues: Sequence[Clue], times: int) -> PairOrder | None:
    """The order in which the dates are nearer to each other, by so many times and as many days; None where none is."""
    if _on_the_first([c for c in clues if c.written.pair]):
        return None
    by_day, by_month = _cost(clues, "dmy"), _cost(clues, "mdy")
    low, high = sorted((by_day, by_month))
    if high < times * low + times:
        return None
    return "dmy" if by_day == low else "mdy"


def _on_the_first(clues: Sequence[Clue]) -> bool:
    """Whether `01/02`, `01/03`, `01/04` may as well be the first of each month as the first days of one."""
    if any(c.counter is not None for c in clues):
        return False
    pairs = [pair for c in clues for pair in _pairs(c.written)]
    return all(a == 1 for a, _ in pairs) or all(b == 1 for _, b in pairs)


def _cost(clues: Sequence[Clue], order: PairOrder) -> float:
    """Days from date to date, or by how many they miss the step of their counters; the mean."""
    known = [(c, day) for c in clues if (day := _date(c.written, order, c.written.year or _LEAP))]
    steps = [_step(a, b) for a, b in pairwise(known)]
    impossible = sum(1 for c in clues if c.written.names_day) - len(known)
    return (sum(steps) + _FAR * impossible) / max(len(steps), 1)


def _step(a: tuple[Clue, date], b: tuple[Clue, date]) -> int:
    days = (b[1] - a[1]).days
    if a[0].counter is not None and b[0].counter is not None:
        return min(abs(days - (b[0].counter - a[0].counter)), _FAR)
    return min(abs(days), _FAR)


def _date(written: WrittenDate, order: PairOrder, year: int) -> date | None:
    month_day = in_order(written, order)
    if order == "ymd":
        year = year_first(written).year or year
    try:
        return date(year, *month_day) if month_day else None
    except ValueError:
        return None


def _month_first(clues: Sequence[Clue]) -> bool:
    """Whether the writer puts the year, and so the month, before the day: `2023/03/06（月）`, then `3/7（火）`."""
    return any(c.asian for c in clues)


def _european(clues: Sequence[Clue]) -> bool:
    return any(c.european for c in clues)
