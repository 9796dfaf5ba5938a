"""A mistyped year, outvoted: `Mon 1/7/18` between `Thu 1/3` and `Tue 1/15`, all of which are on their weekdays in 2019.

A year whose own weekday contradicts it gives way to the year before or after it, where the weekday fits, if the days
around it say so too: more of them come to be on their weekdays, or the days before and behind it enclose it.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from index.entries.evidence.neighbours import CLOSE, DayInYear, date_in, years_of

Points = Sequence[DayInYear | None]
_FEWEST = 2  # other days with years of their own, which the first or last of a file goes on
_NEAR = timedelta(days=200)  # between the two: both are of one run


def with_years_mended(
    points: Points, hints: Sequence[int | None], weekdays: Sequence[int | None]
) -> list[DayInYear | None]:
    """The points, those with another year whose own is outvoted. `hints`, `weekdays` as for `years_of`."""
    mended = {i: own for i, (p, day) in enumerate(zip(points, weekdays, strict=True)) if (own := _other(p, day))}
    if not mended:
        return list(points)
    tried = [mended.get(i, p) for i, p in enumerate(points)]
    before, after = years_of(points, hints, weekdays), years_of(tried, hints, weekdays)
    others = [i for i, p in enumerate(points) if p is not None and i not in mended]
    won = sum(
        _on_weekday(tried[i], after[i], weekdays[i]) - _on_weekday(points[i], before[i], weekdays[i]) for i in others
    )
    if won >= len(mended):
        return tried
    if won < 0:
        return list(points)
    return [
        own if i in mended and _is_sure(i, tried, hints, mended) else p
        for i, (p, own) in enumerate(zip(points, tried, strict=True))
    ]


def said_of_year(own: DayInYear | None, mended: DayInYear | None) -> str:
    """What is said of a year that was mended; "" of one that was not."""
    if own is None or mended is None or own.year == mended.year:
        return ""
    return f"year read as {mended.year}: {own.year} fits neither its weekday nor the days around it"


def _other(point: DayInYear | None, weekday: int | None) -> DayInYear | None:
    """The point with the year before or after its own, where its weekday fits and in its own year does not."""
    if point is None or weekday is None or point.year is None or not point.year_written:
        return None
    own = date_in(point, point.year)
    if own is not None and own.weekday() == weekday:
        return None
    years = (point.year + 1, point.year - 1)
    fits = (year for year in years if (day := date_in(point, year)) and day.weekday() == weekday)
    return next((replace(point, year=year) for year in fits), None)


def _on_weekday(point: DayInYear | None, year: tuple[int | None, str], weekday: int | None) -> int:
    day = date_in(point, year[0]) if point else None
    return int(day is not None and weekday is not None and day.weekday() == weekday)


def _is_sure(i: int, points: Points, hints: Sequence[int | None], mended: dict[int, DayInYear]) -> bool:
    """Whether the file is of the other year, or the nearest days with a year, before and behind, enclose the point."""
    point = points[i]
    if point is None or hints[i] == point.year:
        return point is not None
    own = date_in(point, point.year)
    days = {j: day for j, p in enumerate(points) if p and j not in mended and (day := date_in(p, p.year))}
    before = next((days[j] for j in sorted(days, reverse=True) if j < i), None)
    behind = next((days[j] for j in sorted(days) if j > i), None)
    if own is None:
        return False
    if before is None or behind is None:
        return _goes_on(own, [days[j] for j in sorted(days)], before is None)
    first, last = sorted((before, behind))
    return first <= own <= last and last - first < _NEAR


def _goes_on(own: date, others: Sequence[date], is_first: bool) -> bool:
    """Whether a file's first or last day follows the others in their order and by steps like theirs."""
    row = [own, *others] if is_first else [*others, own]
    steps = [b - a for a, b in pairwise(row)]
    one_way = all(step > timedelta() for step in steps) or all(step < timedelta() for step in steps)
    return len(others) >= _FEWEST and one_way and max(map(abs, steps)) <= CLOSE
