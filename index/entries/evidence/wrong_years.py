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
_CLEARLY = 2  # weekdays that come right, where the year's own does not tell
_MOST = 8  # days that are looked at one by one
_FEWEST = 2  # other days with years of their own, which the first or last of a file goes on
_NEAR = timedelta(days=200)  # between the two: both are of one run


def with_years_mended(
    points: Points, hints: Sequence[int | None], weekdays: Sequence[int | None]
) -> list[DayInYear | None]:
    """The points, those with another year whose own is outvoted. `hints`, `weekdays` as for `years_of`."""
    if sum(p is not None for p in points) < _FEWEST or not any(day is not None for day in weekdays):
        return list(points)  # nothing to be outvoted by
    doubted = {i: own for i, (p, day) in enumerate(zip(points, weekdays, strict=True)) if (own := _other(p, day))}
    out = list(points)
    few = len(doubted) <= _MOST  # else it is the weekdays that are wrong
    for i, own in doubted.items():
        if few and _won(out, {i: own}, hints, weekdays) > 0:
            out[i] = own
    left = {i: own for i, own in doubted.items() if out[i] is not own}
    if left and _won(out, left, hints, weekdays) >= len(left):
        out = _with(out, left)
    elif few:
        rest = _without_years(out, left)
        known = _known_days(rest, years_of(rest, hints, weekdays), weekdays)
        sure = {i: own for i, own in left.items() if hints[i] == own.year or _fits(i, own, known)}
        out = _with(out, {i: own for i, own in sure.items() if _won(out, {i: own}, hints, weekdays) >= 0})
    for i in _givers(out, hints, weekdays):
        point = out[i]
        years = (point.year + 1, point.year - 1) if point and point.year is not None else ()
        others = (replace(point, year=year) for year in years if point)
        out[i] = next((own for own in others if _won(out, {i: own}, hints, weekdays) >= _CLEARLY), point)
    return out


def _with(points: Points, others: dict[int, DayInYear]) -> list[DayInYear | None]:
    return [others.get(i, p) for i, p in enumerate(points)]


def _won(
    points: Points, mended: dict[int, DayInYear], hints: Sequence[int | None], weekdays: Sequence[int | None]
) -> int:
    """How many more of the other days are on their weekdays if some have another year."""
    tried = _with(points, mended)
    before, after = years_of(points, hints, weekdays), years_of(tried, hints, weekdays)
    others = [i for i, p in enumerate(points) if p is not None and i not in mended]
    return sum(
        _on_weekday(tried[i], after[i], weekdays[i]) - _on_weekday(points[i], before[i], weekdays[i]) for i in others
    )


def _givers(points: Points, hints: Sequence[int | None], weekdays: Sequence[int | None]) -> list[int]:
    """Days from which those beside them take a year in which these are off their weekdays, and no weekday confirms."""
    years = years_of(points, hints, weekdays)
    known = [i for i, p in enumerate(points) if p is not None]
    on = {i: bool(_on_weekday(points[i], years[i], weekdays[i])) for i in known}
    given = [i for i in known if (p := points[i]) and p.year_written]
    off = [i for i in known if (p := points[i]) and not p.year_written and weekdays[i] is not None and not on[i]]
    beside = {max((j for j in given if j < i), default=None) for i in off}
    beside |= {min((j for j in given if j > i), default=None) for i in off}
    return sorted(i for i in beside if i is not None and not on[i])[:_MOST]


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


def _without_years(points: Points, doubted: dict[int, DayInYear]) -> list[DayInYear | None]:
    return [replace(p, year=None, year_written=False) if p and i in doubted else p for i, p in enumerate(points)]


def _known_days(
    points: Points, years: Sequence[tuple[int | None, str]], weekdays: Sequence[int | None]
) -> dict[int, date]:
    """Days with years of their own, and those on their weekdays in the years that these give them."""
    days = {i: day for i, p in enumerate(points) if p and (day := date_in(p, years[i][0]))}
    return {i: d for i, d in days.items() if (p := points[i]) and (p.year_written or d.weekday() == weekdays[i])}


def _fits(i: int, point: DayInYear, known: dict[int, date]) -> bool:
    """Whether the days before and behind enclose a point, or, the first or last, it goes on as they do."""
    own = date_in(point, point.year)
    before = [known[j] for j in sorted(known) if j < i]
    behind = [known[j] for j in sorted(known) if j > i]
    if own is None:
        return False
    if not before or not behind:
        return _goes_on(own, before or behind, not before)
    first, last = sorted((before[-1], behind[0]))
    return first <= own <= last and last - first < _NEAR


def _goes_on(own: date, others: Sequence[date], is_first: bool) -> bool:
    """Whether a file's first or last day follows the others in their order and by steps like theirs."""
    row = [own, *others] if is_first else [*others, own]
    steps = [b - a for a, b in pairwise(row)]
    one_way = all(step > timedelta() for step in steps) or all(step < timedelta() for step in steps)
    return len(others) >= _FEWEST and one_way and max(map(abs, steps)) <= CLOSE
