"""Dates of one note as written -> days: orders, years and slips of the pen resolved by the dates around them.

What a date leaves open its neighbours may tell, and then `doubts` says so; what they do not tell stays unknown.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from index.dates.written_date import FIRST_YEAR, WrittenDate, century, year_first
from index.entries.evidence.day_month_order import Clue, PairOrder, in_order, order_of
from index.entries.evidence.likely_order import LIKELY_ORDER, likely_order
from index.entries.evidence.nearness import FullDates, completed_by
from index.entries.evidence.neighbours import DayInYear, date_in, days_by_counters, doubted_order, years_of
from index.entries.evidence.week_years import years_of_weeks
from index.entries.evidence.weekdays import YEAR_BY_WEEKDAYS, order_and_year
from index.entries.evidence.wrong_years import said_of_year, with_years_mended
from index.entries.mention import DateMention, ResolvedDay

WEEKDAY = "weekday disagrees"
AMBIGUOUS = "ambiguous day/month order"
NO_YEAR = "no year"
SIX_DIGITS = "six digits read as year, month and day"
NO_DATES = FullDates()
_RECENT, _BUDDHIST = 2000, 2500 - 1900 - 543  # years; between the two readings of a year's last digits
_AHEAD = timedelta(days=366)


def resolve(
    mentions: Sequence[DateMention],
    today: date,
    order: PairOrder | None = None,
    near: Sequence[FullDates] = (),
    language: str = "",
) -> list[ResolvedDay]:
    """A ResolvedDay for each mention, in the note's order; `language` is the note's, where it is known.

    `order` is the user's rule or the folder's habit, `near` are full dates that may complete those that lack something.
    """
    if not mentions:
        return []
    mentions = _without_eras([_without_years_to_come(m, today) for m in mentions])
    clues = [Clue(m.written, m.weekday, m.counter, m.european, m.asian) for m in mentions if m.written is not None]
    if order == "ymd" and not any(c.written.short is not None for c in clues):
        order = None
    if order is None and (order_by_year := _order_by_year(mentions)) is not None:
        order, mentions = order_by_year
        clues = [Clue(m.written, m.weekday, m.counter, m.european, m.asian) for m in mentions if m.written is not None]
    decided, year, doubt = _completed(mentions, order or order_of(clues), today, near)
    if likely := likely_order(clues, language) if decided is None else None:
        decided, year, doubt = _completed(mentions, likely, today, near)
    if year is not None:
        mentions = [replace(m, year=year) for m in mentions]
    if decided == "ymd":
        mentions = [replace(m, written=year_first(m.written)) if m.written else m for m in mentions]
    written = [_day_in_year(m, decided) for m in mentions]
    hints = [m.year if not m.firm_year else None for m in mentions]
    weekdays = [m.weekday for m in mentions]
    points = with_years_mended(written, hints, weekdays)
    years = years_of(points, hints, weekdays)
    years = [(y, doubt or said_of_year(w, p)) for (y, doubt), w, p in zip(years, written, points, strict=True)]
    weeks = years_of_weeks(mentions)
    years = [weeks.get(i, year) for i, year in enumerate(years)]
    days = [_day(m, p, y, decided, today) for m, p, y in zip(mentions, points, years, strict=True)]
    if doubt:
        days = [replace(d, source="neighbours", doubts=(doubt, *d.doubts)) if d.date else d for d in days]
    days = days_by_counters(mentions, doubted_order(_with_likely_order(mentions, days) if likely else days))
    return [_weekday_doubt(m, d) for m, d in zip(mentions, days, strict=True)]


def _with_likely_order(mentions: Sequence[DateMention], days: Sequence[ResolvedDay]) -> list[ResolvedDay]:
    """The days, those of two numbers with the doubt that their order is only likely."""
    pairs = [m.written is not None and m.written.pair and in_order(m.written, None) is None for m in mentions]
    return [
        replace(day, doubts=(*day.doubts, LIKELY_ORDER)) if is_open and day.date is not None else day
        for is_open, day in zip(pairs, days, strict=True)
    ]


def _completed(
    mentions: Sequence[DateMention], order: PairOrder | None, today: date, near: Sequence[FullDates]
) -> tuple[PairOrder | None, int | None, str]:
    """(order, year of the oldest date where none of them has one, what is to be said of that year)."""
    without_year = not any(m.year is not None or m.written is not None and _has_year(m.written) for m in mentions)
    for full in near:
        if way := completed_by(mentions, order, without_year, full):
            return way.order, way.year, full.doubt if way.year is not None else ""
    if without_year and (by_weekdays := order_and_year(mentions, order, today)):
        return *by_weekdays, YEAR_BY_WEEKDAYS
    return order, None, ""


def _without_years_to_come(mention: DateMention, today: date) -> DateMention:
    """`28/4/20` does not begin with its year before 2027."""
    d = mention.written
    if d is None or d.short is None or d.pair is None or century(d.pair[0]) <= today.year + 1:
        return mention
    return replace(mention, written=replace(d, short=None))


def _without_eras(mentions: Sequence[DateMention]) -> Sequence[DateMention]:
    """`12/3/64` beside 5 March 2021, which stood there as 2564: a Buddhist year with its last digits alone."""
    years = {m.written.year for m in mentions if m.written and m.written.year is not None and m.written.year >= _RECENT}
    near = {year + turn for year in years for turn in (-1, 0, 1)}
    return [
        replace(m, written=replace(m.written, year=m.written.year + _BUDDHIST))
        if m.written and m.written.year is not None and m.written.pair and m.written.year + _BUDDHIST in near
        else m
        for m in mentions
    ]


def _has_year(written: WrittenDate) -> bool:
    return written.year is not None or written.until is not None and _has_year(written.until)


def _order_by_year(mentions: Sequence[DateMention]) -> tuple[PairOrder | None, Sequence[DateMention]] | None:
    """Whether three short numbers begin or end with the year that the folder or a heading gives."""
    short = [
        (m.year, d) for m in mentions if (d := m.written) and d.short is not None and d.pair and m.year is not None
    ]
    firsts = [d.pair is not None and d.pair[0] == year % 100 for year, d in short]
    lasts = [d.year == year for year, d in short]
    if not short or any(firsts) == any(lasts):
        return None
    if any(firsts):
        return "ymd", mentions
    return None, [replace(m, written=replace(m.written, short=None)) if m.written else m for m in mentions]


def _day_in_year(mention: DateMention, order: PairOrder | None) -> DayInYear | None:
    month_day = in_order(mention.written, order) if mention.written and mention.written.names_day else None
    if month_day is None or mention.written is None:
        return None
    own_year = (
        mention.written.year if mention.written.year is not None else _year_of_end(mention.written, month_day, order)
    )
    year = own_year if own_year is not None else mention.year if mention.firm_year else None
    return DayInYear(*month_day, year, own_year is not None)


def _year_of_end(written: WrittenDate, first: tuple[int, int], order: PairOrder | None) -> int | None:
    """The year of a range whose end alone has one: `12/30 - 1/2/2021` begins in 2020."""
    last = in_order(written.until, order) if written.until else None
    if written.bad_year or written.until is None or written.until.year is None or last is None:
        return None
    return written.until.year - (first > last)


def _day(
    mention: DateMention,
    point: DayInYear | None,
    dated_year: tuple[int | None, str],
    order: PairOrder | None,
    today: date,
) -> ResolvedDay:
    written = mention.written
    if written is None:
        return ResolvedDay()
    raw = written.raw.strip()
    if written.names_day and point is None:
        return ResolvedDay(raw=raw, doubts=(AMBIGUOUS,), partial=None)
    year, doubt = dated_year
    doubts = [doubt] if doubt else []
    if point is None and written.week is not None and year is not None:
        return _week(mention, year, written.week, doubts, today)
    if point is None:
        return _span(mention, written, raw)
    if written.weak and written.year is not None:
        doubts.append(SIX_DIGITS)
    if written.bad_year:
        doubts.append(f"{written.bad_year!r} is not a year")
    if year is None:
        partial = f"--{point.month:02d}-{point.day:02d}"
        possible = date_in(point, 2020) is not None
        return ResolvedDay(
            raw=raw, doubts=(*doubts, NO_YEAR if possible else _no_such(raw)), partial=partial if possible else None
        )
    day = date_in(point, year)
    problem = _no_such(raw) if day is None else _out_of_reach(day, today)
    if problem:
        return ResolvedDay(raw=raw, doubts=(*doubts, problem))
    source = "neighbours" if doubt else mention.source
    return ResolvedDay(day, _end(day, written, order) if day else None, source, raw, tuple(doubts))


def _end(first: date, written: WrittenDate, order: PairOrder | None) -> date | None:
    """The last day of a range; None where it cannot be, and for a single day."""
    if written.week_of:
        return first + timedelta(days=6)
    month_day = in_order(written.until, order) if written.until else None
    if month_day is None or written.until is None:
        return None
    year = written.until.year if written.until.year is not None else first.year + (month_day[0] < first.month)
    try:
        last = date(year, *month_day)
    except ValueError:
        return None
    return last if first < last <= first + timedelta(days=366) else None


def _week(mention: DateMention, year: int, number: int, doubts: Sequence[str], today: date) -> ResolvedDay:
    """A week is a range of days."""
    raw = mention.written.raw.strip() if mention.written else ""
    try:
        monday = date.fromisocalendar(year, number, 1)
    except ValueError:
        return ResolvedDay(raw=raw, doubts=(*doubts, _no_such(raw)))
    if problem := _out_of_reach(monday, today):
        return ResolvedDay(raw=raw, doubts=(*doubts, problem))
    source = "neighbours" if doubts else mention.source
    return ResolvedDay(monday, monday + timedelta(days=6), source, raw, tuple(doubts))


def _span(mention: DateMention, written: WrittenDate, raw: str) -> ResolvedDay:
    """Of a month or a year no day is known."""
    year = written.year if written.year is not None else mention.year
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


def _weekday_doubt(mention: DateMention, day: ResolvedDay) -> ResolvedDay:
    if day.date is None or mention.weekday is None or day.end is not None or day.date.weekday() == mention.weekday:
        return day
    return replace(day, doubts=(*day.doubts, WEEKDAY))
