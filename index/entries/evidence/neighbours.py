"""What the dates around a date tell of it: the year that it lacks, the day that its number counts to, and doubts.

Years come from the nearest dates that have one, across New Years in the direction of the note, newest first or last.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from index.entries.mention import DateMention, ResolvedDay

YEAR_FROM_NEIGHBOURS = "year taken from neighbours"
OUT_OF_ORDER = "out of order with its neighbours"
OLD_YEAR = "a year before the previous day: perhaps the old year out of habit"
COUNTED_DAY = "day counted from its neighbours"
CLOSE = timedelta(days=45)
"""Between neighbours that tell the year of what stands between them."""


@dataclass(frozen=True, slots=True)
class DayInYear:
    """A mention of which the day is read and the year perhaps not."""

    month: int
    day: int
    year: int | None
    year_written: bool
    """Whether the year was written with the date."""


def years_of(
    points: Sequence[DayInYear | None], hints: Sequence[int | None], weekdays: Sequence[int | None] = ()
) -> list[tuple[int | None, str]]:
    """(year, doubt) of each point. `hints` are the years that the note has as a whole.

    `weekdays`, those beside the points, tell whether the newest comes first where the points' order does not.
    """
    falling = _is_falling([p for p in points if p is not None])
    years = _years(points, hints, falling)
    if not any(day is not None for day in weekdays) or not (wrong := _off_weekdays(points, years, weekdays)):
        return years
    turned = _years(points, hints, not falling)
    return turned if _off_weekdays(points, turned, weekdays) < wrong else years


def _off_weekdays(
    points: Sequence[DayInYear | None], years: Sequence[tuple[int | None, str]], weekdays: Sequence[int | None]
) -> int:
    """How many days are not on the weekday beside them."""
    days = [date_in(p, year) if p else None for p, (year, _) in zip(points, years, strict=True)]
    return sum(
        day is not None and weekday is not None and day.weekday() != weekday
        for day, weekday in zip(days, weekdays, strict=True)
    )


def _years(
    points: Sequence[DayInYear | None], hints: Sequence[int | None], falling: bool
) -> list[tuple[int | None, str]]:
    known = [i for i, p in enumerate(points) if p is not None]
    out: list[tuple[int | None, str]] = [(p.year, "") if p else (None, "") for p in points]
    written = [i for i in known if points[i].year is not None]  # type: ignore[union-attr]
    for a, i, b in zip(written, written[1:], written[2:], strict=False):
        out[i] = _mended(points[a], points[i], points[b]) or out[i]
    if not any(out[i][0] is not None for i in known):
        start = known[-1] if falling and known else known[0] if known else None
        if start is not None and hints[start] is not None:
            out[start] = (hints[start], "")
            _spread(points, out, known, falling, "")
    _spread(points, out, known, falling, YEAR_FROM_NEIGHBOURS)
    _keep_from(hints, points, out, known)
    return out


def _keep_from(
    hints: Sequence[int | None],
    points: Sequence[DayInYear | None],
    out: list[tuple[int | None, str]],
    known: Sequence[int],
) -> None:
    """In the file of 2020 a date without a year is not of 2019, unless it stands close before the new year's first."""
    days = {i: day for i in known if (p := points[i]) and (day := date_in(p, out[i][0]))}
    firsts = {day.year: day for day in sorted(days.values(), reverse=True)}
    for i, day in days.items():
        hint, point = hints[i], points[i]
        later = firsts.get(day.year + 1)
        if point and not point.year_written and hint == day.year + 1 and not (later and later - day <= CLOSE):
            out[i] = (hint, out[i][1])


def _spread(
    points: Sequence[DayInYear | None],
    out: list[tuple[int | None, str]],
    known: Sequence[int],
    falling: bool,
    doubt: str,
) -> None:
    """Gives points without a year that of the point before them, else of the one after, across New Years."""
    for step in (pairwise(known), pairwise(reversed(known))):
        for i, j in step:
            a, b = points[i], points[j]
            if a and b and out[j][0] is None and out[i][0] is not None:
                onward = (j > i) != falling
                out[j] = (out[i][0] + _turn(a, b, onward), doubt)  # type: ignore[operator]


def _turn(a: DayInYear, b: DayInYear, onward: bool) -> int:
    """1 where New Year lies between the two, -1 where it is crossed backwards."""
    if onward and a.month - b.month >= 6:
        return 1
    if not onward and b.month - a.month >= 6:
        return -1
    return 0


def _is_falling(points: Sequence[DayInYear]) -> bool:
    """Whether the newest comes first."""
    up = down = 0
    for a, b in pairwise(points):
        if a.year is not None and b.year is not None and a.year != b.year and abs(a.year - b.year) < 3:
            up, down = up + (b.year > a.year), down + (b.year < a.year)
        elif (a.month, a.day) != (b.month, b.day):
            later = (b.month, b.day) > (a.month, a.day)
            if abs(a.month - b.month) >= 6:
                later = not later
            up, down = up + later, down + (not later)
    return down > up


def _mended(
    before: DayInYear | None, point: DayInYear | None, after: DayInYear | None
) -> tuple[int | None, str] | None:
    """The year of a date whose own cannot be right, where the dates before and after it agree on another."""
    if point is None or point.year is None or not point.year_written or before is None or after is None:
        return None
    own, low, high = date_in(point, point.year), date_in(before, before.year), date_in(after, after.year)
    if low is None or high is None or abs(high - low) > CLOSE:
        return None
    if own is not None and own - min(low, high) >= -CLOSE and own - max(low, high) <= CLOSE:
        return None
    for year in {low.year, high.year}:
        other = date_in(point, year)
        if other is not None and min(low, high) <= other <= max(low, high):
            return year, f"year read as {year}: {point.year} does not fit its neighbours"
    return None


def date_in(point: DayInYear, year: int | None) -> date | None:
    try:
        return date(year, point.month, point.day) if year is not None else None
    except ValueError:
        return None


def days_by_counters(mentions: Sequence[DateMention], days: list[ResolvedDay]) -> list[ResolvedDay]:
    """A "Day N" without a date between two that are dated and keep the count is as far from both as N says."""
    out = list(days)
    dated = [i for i, d in enumerate(days) if d.date and mentions[i].counter is not None]
    for a, b in pairwise(dated):
        first, last, start, stop = days[a].date, days[b].date, mentions[a].counter, mentions[b].counter
        assert first and last and start is not None and stop is not None
        in_order = not {OUT_OF_ORDER, OLD_YEAR} & {*days[a].doubts}
        if in_order and stop != start and abs((last - first).days) == abs(stop - start):
            sign = (last - first).days // (stop - start)
            for i in range(a + 1, b):
                n = mentions[i].counter
                if (
                    days[i].date is None
                    and mentions[i].written is None
                    and n is not None
                    and min(start, stop) < n < max(start, stop)
                ):
                    own = first + timedelta(days=sign * (n - start))
                    out[i] = ResolvedDay(own, None, "neighbours", f"Day {n}", (COUNTED_DAY,))
    return out


def doubted_order(days: Sequence[ResolvedDay]) -> list[ResolvedDay]:
    """Marks a day that breaks the order which the days before and after it keep."""
    out = list(days)
    dated = [i for i, d in enumerate(days) if d.date]
    steps = [_sign(days[a].date, days[b].date) for a, b in pairwise(dated)]
    direction = 1 if sum(steps) >= 0 else -1
    for a, i, b in zip(dated, dated[1:], dated[2:], strict=False):
        first, own, last = days[a].date, days[i].date, days[b].date
        assert first and own and last
        outside = own < min(first, last) or own > max(first, last)
        if outside and _sign(first, last) * direction >= 0:
            out[i] = replace(out[i], doubts=(*out[i].doubts, OUT_OF_ORDER))
    for i in _of_last_year(days, dated[::direction]):
        out[i] = replace(out[i], doubts=tuple(dict.fromkeys([*out[i].doubts, OLD_YEAR])))
    return out


def _of_last_year(days: Sequence[ResolvedDay], forward: Sequence[int]) -> Iterator[int]:
    """Days after New Year whose year seems the old one, by habit: `2025-01-09`, then `2024-01-10`."""
    latest: date | None = None
    behind = False
    for i in forward:
        own = days[i].date
        assert own
        step = (own - latest).days + 365 if latest else 0
        behind = latest is not None and own <= latest and (behind or 0 <= step <= CLOSE.days)
        if behind:
            yield i
        elif latest is None or own > latest:
            latest = own


def _sign(a: date | None, b: date | None) -> int:
    assert a and b
    return (b > a) - (b < a)
