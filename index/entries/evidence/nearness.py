"""Dates that lack a year, or whose order is open, completed by full dates that stand for the same days or ones near by.

`5.28` is of 2025 where the note's front matter says 2025-05-28; `5/1/20` is the first of May where the folder's other
notes are of 4/28/20 and 5/4/20. What is as near when read the other way stays open.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from index.entries.evidence.day_month_order import PairOrder, in_order
from index.entries.evidence.neighbours import DayInYear, date_in, years_of
from index.entries.mention import DateMention

_CLEARLY = 10  # days, and twice as far: what another reading must be farther to be none
YEAR_OF_NOTE = "year taken from the note's own date"
YEAR_OF_FOLDER = "year taken from the folder's other notes"


@dataclass(frozen=True, slots=True)
class FullDates:
    """Days that are known, near which others are to be expected."""

    days: tuple[date, ...] = ()
    doubt: str = ""
    """What is said of a year that was taken from them."""
    reach: int = 62
    """Days: what is farther is not of the same time."""
    order_reach: int = 62
    """The same, where day and month are told by it."""
    fewest: int = 1
    """So many different days it takes to tell the order of day and month."""


@dataclass(frozen=True, slots=True)
class DateReading:
    """How the dates of a note are to be read."""

    order: PairOrder | None
    year: int | None
    """Of the oldest date; None where the dates have years of their own."""


def completed_by(
    mentions: Sequence[DateMention], order: PairOrder | None, without_year: bool, near: FullDates
) -> DateReading | None:
    """The reading by which the dates come nearest to the full ones; None where none does, or another does as well.

    `order` is None where it is open, and `without_year` says that no date has a year.
    """
    known = [m for m in mentions if m.written is not None and m.written.names_day]
    open_order = order is None and any(in_order(m.written, None) is None for m in known if m.written)
    if not (known and near.days and (open_order or without_year)) or open_order and len({*near.days}) < near.fewest:
        return None
    orders: tuple[PairOrder | None, ...] = ("dmy", "mdy") if open_order else (order,)
    years = {day.year + turn for day in near.days for turn in (-1, 0, 1)} if without_year else {None}
    ways = [DateReading(tried, year) for tried in orders for year in sorted(years, key=lambda year: year or 0)]
    distances = {way: _distance(known, way, near.days) for way in ways}
    best, *others = sorted(ways, key=lambda way: distances[way])
    if distances[best] > (near.order_reach if open_order else near.reach):
        return None
    rivals = [way for way in others if distances[way] < 2 * distances[best] + _CLEARLY]
    return None if any(_differs(known, best, way) for way in rivals[:1]) else best


def _distance(mentions: Sequence[DateMention], way: DateReading, near: Sequence[date]) -> float:
    """Days from the dates, read so, to the nearest of the full ones; infinite where one is no date."""
    days = list(_days(mentions, way))
    if None in days:
        return float("inf")
    return min(abs((day - full).days) for day in days if day for full in near)


def _differs(mentions: Sequence[DateMention], a: DateReading, b: DateReading) -> bool:
    return list(_days(mentions, a)) != list(_days(mentions, b))


def _days(mentions: Sequence[DateMention], way: DateReading) -> Iterator[date | None]:
    points = [_point(m, way.order) for m in mentions]
    years = years_of(points, [way.year] * len(points))
    for point, (year, _) in zip(points, years, strict=True):
        yield date_in(point, year) if point else None


def _point(mention: DateMention, order: PairOrder | None) -> DayInYear | None:
    month_day = in_order(mention.written, order) if mention.written else None
    if month_day is None or mention.written is None:
        return None
    year = mention.written.year if mention.written.year is not None else mention.year
    return DayInYear(*month_day, year, mention.written.year is not None)
