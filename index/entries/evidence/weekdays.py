"""The year of dates that have none, by the weekdays beside them: `Sunday, 10/17`, then `Monday, 10/18`.

The same weekdays come back after five, six or eleven years, so the year found is the latest in which they fit.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from math import prod

from index.entries.evidence.day_month_order import PairOrder, in_order
from index.entries.evidence.neighbours import DayInYear, date_in, years_of
from index.entries.mention import DateMention

YEAR_BY_WEEKDAYS = "year by its weekdays: the latest in which they fit"
_YEARS_BACK = 20
_FEWEST_LETTERS, _BY_CHANCE, _WEEK = 3, 0.03, 7
_FEWEST, _SHARE = 2, 0.75  # of the dates with a weekday must fit: people mistype weekdays too


def order_and_year(
    mentions: Sequence[DateMention], order: PairOrder | None, today: date
) -> tuple[PairOrder | None, int] | None:
    """The order of day and month, and the year of the oldest date; None where weekdays do not tell.

    Only for dates of which none has a year. `order` is None where it is open.
    """
    known = [m for m in mentions if m.written is not None and m.written.names_day]
    if sum(m.weekday is not None for m in known) < _FEWEST:
        return None
    open_order = order is None and any(m.written and m.written.pair for m in known)
    orders: tuple[PairOrder | None, ...] = ("dmy", "mdy") if open_order else (order,)
    for year in range(today.year, today.year - _YEARS_BACK, -1):
        fits = {tried: _fit(known, tried, year, today) for tried in orders}
        best = max(fits, key=lambda tried: fits[tried])
        if fits[best] and sum(fit == fits[best] for fit in fits.values()) == 1:
            return best, year
    return None


def _fit(mentions: Sequence[DateMention], order: PairOrder | None, year: int, today: date) -> int:
    """How many dates are on the weekday beside them; 0 where too few are, or one is to come."""
    beside = [(m.weekday, day) for m, day in zip(mentions, _days(mentions, order, year), strict=True)]
    if any(day is None or day > today for _, day in beside):
        return 0
    told = {(weekday, day) for weekday, day in beside if weekday is not None}
    right = sum(day.weekday() == weekday for weekday, day in told if day)
    return right if right >= _FEWEST and right >= _SHARE * len(told) else 0


def _days(mentions: Sequence[DateMention], order: PairOrder | None, year: int) -> Iterator[date | None]:
    """The days, if the oldest is of `year`."""
    points = [_point(m, order) for m in mentions]
    years = years_of(points, [year] * len(points))
    for point, (own, _) in zip(points, years, strict=True):
        yield date_in(point, own) if point else None


def _point(mention: DateMention, order: PairOrder | None) -> DayInYear | None:
    month_day = in_order(mention.written, order) if mention.written else None
    return DayInYear(*month_day, None, False) if month_day else None


def days_by_letters(pairs: Sequence[tuple[tuple[int, int], frozenset[int]]], year: int) -> list[tuple[int, int]]:
    """(month, day) of two numbers each, by the weekdays that the letters beside them may be: `10.3.M`, `10.4.T`.

    None of them where they fit in neither order, or in both, or might by chance.
    """
    chance = prod(len(weekdays) / _WEEK for _, weekdays in pairs)
    if len(pairs) < _FEWEST_LETTERS or chance > _BY_CHANCE:
        return []
    ways = [[(b, a) for (a, b), _ in pairs], [(a, b) for (a, b), _ in pairs]]
    fitting = [days for days in ways if _fit_letters(days, [weekdays for _, weekdays in pairs], year)]
    return fitting[0] if len(fitting) == 1 else []


def _fit_letters(days: Sequence[tuple[int, int]], weekdays: Sequence[frozenset[int]], year: int) -> bool:
    points = [DayInYear(month, day, None, False) for month, day in days]
    known = [
        date_in(point, own) for point, (own, _) in zip(points, years_of(points, [year] * len(points)), strict=True)
    ]
    return all(day is not None and day.weekday() in meant for day, meant in zip(known, weekdays, strict=True))
