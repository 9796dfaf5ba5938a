"""Dates of one note as written -> days: orders, years and slips of the pen settled by the dates around them.

What a date leaves open its neighbours may tell, and then that is said in `doubts`; what they do not tell stays unknown.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from datetime import date as Date
from itertools import pairwise

from index.dates.written import FIRST_YEAR, WrittenDate, year_first
from index.entries.day_month_order import Clue, PairOrder, in_order, order_of

YEAR_FROM_NEIGHBOURS = "year taken from neighbours"
OUT_OF_ORDER = "out of order with its neighbours"
OLD_YEAR = "a year before the previous day: perhaps the old year out of habit"
WEEKDAY = "weekday disagrees"
AMBIGUOUS = "ambiguous day/month order"
NO_YEAR = "no year"
SIX_DIGITS = "six digits read as year, month and day"
_AHEAD = timedelta(days=366)
_CLOSE = timedelta(days=45)  # between neighbours that tell the year of what stands between them


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date that stands in a note, with what stands beside and above it."""

    written: WrittenDate | None
    source: str = "heading"
    weekday: int | None = None
    counter: int | None = None
    counter_last: int | None = None
    european: bool = False
    asian: bool = False
    """Its weekday is written as in East Asia, where the month comes before the day."""
    year: int | None = None
    """Told by a heading above, a folder, the file's name or the user."""
    firm_year: bool = False
    """Whether `year` was told for this very date, not for the whole note."""


@dataclass(frozen=True, slots=True)
class ResolvedDay:
    """What is known of an entry's day."""

    date: Date | None = None
    end: Date | None = None
    source: str = "unknown"
    raw: str = ""
    doubts: tuple[str, ...] = ()
    partial: str | None = None


@dataclass(frozen=True, slots=True)
class _Point:
    """A mark half settled."""

    month: int
    day: int
    year: int | None
    told: bool
    """Whether the year was written with the date."""


def resolve(marks: Sequence[DateMention], today: date, order: PairOrder | None = None) -> list[ResolvedDay]:
    """A Day for each mark, in the note's order. `order` is the user's rule or the folder's habit."""
    clues = [Clue(m.written, m.weekday, m.counter, m.european, m.asian) for m in marks if m.written is not None]
    if order == "ymd" and not any(c.written.short is not None for c in clues):
        order = None
    if order is None and (told := _told_by_year(marks)) is not None:
        order, marks = told
        clues = [Clue(m.written, m.weekday, m.counter, m.european, m.asian) for m in marks if m.written is not None]
    decided = order or order_of(clues)
    if decided == "ymd":
        marks = [replace(m, written=year_first(m.written)) if m.written else m for m in marks]
    points = [_point(m, decided) for m in marks]
    years = _years(points, [m.year if not m.firm_year else None for m in marks])
    days = [_day(m, p, y, decided, today) for m, p, y in zip(marks, points, years, strict=True)]
    days = _by_counters(marks, _order_doubts(days))
    return [_weekday_doubt(m, d) for m, d in zip(marks, days, strict=True)]


def _told_by_year(marks: Sequence[DateMention]) -> tuple[PairOrder | None, Sequence[DateMention]] | None:
    """Whether three short numbers begin or end with the year that the folder or a heading gives."""
    short = [(m.year, d) for m in marks if (d := m.written) and d.short is not None and d.pair and m.year is not None]
    firsts = [d.pair is not None and d.pair[0] == year % 100 for year, d in short]
    lasts = [d.year == year for year, d in short]
    if not short or any(firsts) == any(lasts):
        return None
    if any(firsts):
        return "ymd", marks
    return None, [replace(m, written=replace(m.written, short=None)) if m.written else m for m in marks]


def _point(mark: DateMention, order: PairOrder | None) -> _Point | None:
    found = in_order(mark.written, order) if mark.written and mark.written.names_day else None
    if found is None or mark.written is None:
        return None
    own = mark.written.year if mark.written.year is not None else _year_of_end(mark.written, found, order)
    year = own if own is not None else mark.year if mark.firm_year else None
    return _Point(*found, year, own is not None)


def _year_of_end(written: WrittenDate, first: tuple[int, int], order: PairOrder | None) -> int | None:
    """The year of a range whose end alone has one: `12/30 - 1/2/2021` begins in 2020."""
    last = in_order(written.until, order) if written.until else None
    if written.bad_year or written.until is None or written.until.year is None or last is None:
        return None
    return written.until.year - (first > last)


def _years(points: Sequence[_Point | None], hints: Sequence[int | None]) -> list[tuple[int | None, str]]:
    """(year, doubt) of each point."""
    known = [i for i, p in enumerate(points) if p is not None]
    falling = _is_falling([p for p in points if p is not None])
    out: list[tuple[int | None, str]] = [(p.year, "") if p else (None, "") for p in points]
    told = [i for i in known if points[i].year is not None]  # type: ignore[union-attr]
    for a, i, b in zip(told, told[1:], told[2:], strict=False):
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
    points: Sequence[_Point | None],
    out: list[tuple[int | None, str]],
    known: Sequence[int],
) -> None:
    """In the file of 2020 a date without a year is none of 2019, but close before the new year's first."""
    days = {i: day for i in known if (p := points[i]) and (day := _date(p, out[i][0]))}
    firsts = {day.year: day for day in sorted(days.values(), reverse=True)}
    for i, day in days.items():
        hint, point = hints[i], points[i]
        later = firsts.get(day.year + 1)
        if point and not point.told and hint == day.year + 1 and not (later and later - day <= _CLOSE):
            out[i] = (hint, out[i][1])


def _spread(
    points: Sequence[_Point | None], out: list[tuple[int | None, str]], known: Sequence[int], falling: bool, doubt: str
) -> None:
    """Gives points without a year that of the point before them, else of the one behind, across New Years."""
    for step in (pairwise(known), pairwise(reversed(known))):
        for i, j in step:
            a, b = points[i], points[j]
            if a and b and out[j][0] is None and out[i][0] is not None:
                onward = (j > i) != falling
                out[j] = (out[i][0] + _turn(a, b, onward), doubt)  # type: ignore[operator]


def _turn(a: _Point, b: _Point, onward: bool) -> int:
    """1 where New Year lies between the two, -1 where it is crossed backwards."""
    if onward and a.month - b.month >= 6:
        return 1
    if not onward and b.month - a.month >= 6:
        return -1
    return 0


def _is_falling(points: Sequence[_Point]) -> bool:
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


def _mended(before: _Point | None, point: _Point | None, after: _Point | None) -> tuple[int | None, str] | None:
    """The year of a date whose own cannot be right, where the dates before and behind it agree on another."""
    if point is None or point.year is None or not point.told or before is None or after is None:
        return None
    own, low, high = _date(point, point.year), _date(before, before.year), _date(after, after.year)
    if low is None or high is None or abs(high - low) > _CLOSE:
        return None
    if own is not None and own - min(low, high) >= -_CLOSE and own - max(low, high) <= _CLOSE:
        return None
    for year in {low.year, high.year}:
        other = _date(point, year)
        if other is not None and min(low, high) <= other <= max(low, high):
            return year, f"year read as {year}: {point.year} does not fit its neighbours"
    return None


def _date(point: _Point, year: int | None) -> date | None:
    try:
        return date(year, point.month, point.day) if year is not None else None
    except ValueError:
        return None


def _day(
    mark: DateMention, point: _Point | None, told: tuple[int | None, str], order: PairOrder | None, today: date
) -> ResolvedDay:
    written = mark.written
    if written is None:
        return ResolvedDay()
    raw = written.raw.strip()
    if written.names_day and point is None:
        return ResolvedDay(raw=raw, doubts=(AMBIGUOUS,), partial=None)
    if point is None:
        return _span(mark, written, raw, today)
    year, doubt = told
    doubts = [doubt] if doubt else []
    if written.weak and written.year is not None:
        doubts.append(SIX_DIGITS)
    if written.bad_year:
        doubts.append(f"{written.bad_year!r} is not a year")
    if year is None:
        partial = f"--{point.month:02d}-{point.day:02d}"
        possible = _date(point, 2020) is not None
        return ResolvedDay(
            raw=raw, doubts=(*doubts, NO_YEAR if possible else _no_such(raw)), partial=partial if possible else None
        )
    day = _date(point, year)
    problem = _no_such(raw) if day is None else _out_of_reach(day, today)
    if problem:
        return ResolvedDay(raw=raw, doubts=(*doubts, problem))
    source = "neighbours" if doubt else mark.source
    return ResolvedDay(day, _end(day, written, order) if day else None, source, raw, tuple(doubts))


def _end(first: date, written: WrittenDate, order: PairOrder | None) -> date | None:
    """The last day of a range; None where it cannot be, and for a single day."""
    if written.week_of:
        return first + timedelta(days=6)
    found = in_order(written.until, order) if written.until else None
    if found is None or written.until is None:
        return None
    year = written.until.year if written.until.year is not None else first.year + (found[0] < first.month)
    try:
        last = date(year, *found)
    except ValueError:
        return None
    return last if first < last <= first + timedelta(days=366) else None


def _span(mark: DateMention, written: WrittenDate, raw: str, today: date) -> ResolvedDay:
    """A week is a range of days; of a month or a year no day is known."""
    year = written.year if written.year is not None else mark.year
    if written.week is not None and year is not None:
        try:
            monday = date.fromisocalendar(year, written.week, 1)
        except ValueError:
            return ResolvedDay(raw=raw, doubts=(_no_such(raw),))
        problem = _out_of_reach(monday, today)
        return (
            ResolvedDay(raw=raw, doubts=(problem,))
            if problem
            else ResolvedDay(monday, monday + timedelta(days=6), mark.source, raw)
        )
    if written.month is not None and year is not None:
        return ResolvedDay(raw=raw, doubts=("only a month is named",), partial=f"{year:04d}-{written.month:02d}")
    return ResolvedDay(raw=raw, doubts=("no day is named",), partial=f"{year:04d}" if year is not None else None)


def _no_such(raw: str) -> str:
    return f"there is no day {raw}"


def _out_of_reach(day: date | None, today: date) -> str:
    if day is not None and day.year < FIRST_YEAR:
        return f"{day.isoformat()} is before {FIRST_YEAR}"
    if day is not None and day > today + _AHEAD:
        return f"{day.isoformat()} is more than a year ahead"
    return ""


def _order_doubts(days: Sequence[ResolvedDay]) -> list[ResolvedDay]:
    """Marks a day that breaks the order which the days before and behind it keep."""
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
    """Days behind New Year whose year seems the old one, by habit: `2025-01-09`, then `2024-01-10`."""
    latest: date | None = None
    behind = False
    for i in forward:
        own = days[i].date
        assert own
        step = (own - latest).days + 365 if latest else 0
        behind = latest is not None and own <= latest and (behind or 0 <= step <= _CLOSE.days)
        if behind:
            yield i
        elif latest is None or own > latest:
            latest = own


def _sign(a: date | None, b: date | None) -> int:
    assert a and b
    return (b > a) - (b < a)


def _by_counters(marks: Sequence[DateMention], days: list[ResolvedDay]) -> list[ResolvedDay]:
    """A "ResolvedDay N" without a date between two that are dated and keep the count is as far from both as N says."""
    out = list(days)
    dated = [i for i, d in enumerate(days) if d.date and marks[i].counter is not None]
    for a, b in pairwise(dated):
        first, last, start, stop = days[a].date, days[b].date, marks[a].counter, marks[b].counter
        assert first and last and start is not None and stop is not None
        if not days[a].doubts and stop != start and abs((last - first).days) == abs(stop - start):
            sign = (last - first).days // (stop - start)
            for i in range(a + 1, b):
                n = marks[i].counter
                if (
                    days[i].date is None
                    and marks[i].written is None
                    and n is not None
                    and min(start, stop) < n < max(start, stop)
                ):
                    own = first + timedelta(days=sign * (n - start))
                    out[i] = ResolvedDay(own, None, "neighbours", f"Day {n}", ("day counted from its neighbours",))
    return out


def _weekday_doubt(mark: DateMention, day: ResolvedDay) -> ResolvedDay:
    if day.date is None or mark.weekday is None or day.end is not None or day.date.weekday() == mark.weekday:
        return day
    return replace(day, doubts=(*day.doubts, WEEKDAY))
