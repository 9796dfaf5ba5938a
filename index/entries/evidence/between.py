"""What a line's head can mean between two days of a log: `14th` between the 9th and the 22nd of April, `Heiligabend`.

Where it can mean just one day, the order of the log has told which.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from index.dates.holidays import holiday_days
from index.dates.line_heads.day_heads import DayHead
from index.dates.written_date import WrittenDate
from index.entries.mention import ResolvedDay

_REACH = timedelta(days=31)  # of the first or last day of a log from the one beside it
_WEEK = timedelta(days=7)
_NEAR_HOLIDAY = timedelta(days=3)  # the days that people call by it


def spans_between(
    head: DayHead, before: ResolvedDay | None, after: ResolvedDay | None
) -> set[tuple[date, date | None]]:
    """The spans of days that a head can mean behind one day and before another."""
    low = before.date if before else None
    high = after.date if after else None
    if low is None and high is None:
        return set()
    reach = _REACH if head.written or head.day or head.holiday else _WEEK
    low = low or (high - reach if high else date.min)
    high = high or low + reach
    out: set[tuple[date, date | None]] = set()
    for first, last in _meant(head, low, high):
        if not low < first < high or last is not None and not first < last <= high:
            continue
        if head.weekdays and first.weekday() not in head.weekdays:
            continue
        if head.holiday and (head.written or head.day) and not _is_near(first, last, head.holiday):
            continue
        out.add((first, last))
    return out


def _is_near(first: date, last: date | None, holiday: str) -> bool:
    spans = [span for year in (first.year, first.year + 1) for span in holiday_days(year, holiday)]
    return any(a - _NEAR_HOLIDAY <= (last or first) and first <= b + _NEAR_HOLIDAY for a, b in spans)


def _meant(head: DayHead, low: date, high: date) -> Iterator[tuple[date, date | None]]:
    """The days that a head can mean in the months from `low` to `high`."""
    written = head.written
    years = range(low.year, high.year + 1) if high.year - low.year < 2 else ()
    if head.weekdays and written is None and head.day is None and not head.holiday:
        yield from ((low + timedelta(days=n), None) for n in range(1, (high - low).days))
        return
    if written is None and head.day is None:
        for year in years:
            for first, last in holiday_days(year, head.holiday):
                yield first, last if last != first else None
        return
    for year in years:
        if written is None:
            for month in range(1, 13):
                yield from _days(year, (month, head.day or 0), (month, head.last) if head.last else None)
        elif written.year is None or written.year == year:
            for flipped in (False, True):
                begin = _month_day(written, flipped)
                end = _month_day(written.until, flipped) if written.until else None
                if begin is not None and (end is not None or written.until is None):
                    yield from _days(year, begin, end)


def _month_day(written: WrittenDate, flipped: bool) -> tuple[int, int] | None:
    if written.pair is not None:
        a, b = written.pair
        return (b, a) if flipped else (a, b)
    return (written.month, written.day) if written.month and written.day and not flipped else None


def _days(year: int, first: tuple[int, int], last: tuple[int, int] | None) -> Iterator[tuple[date, date | None]]:
    """The day, and the last one in the same year or the next month; none where the calendar lacks one."""
    try:
        begin = date(year, *first)
        if last is None:
            yield begin, None
            return
        month, day = last
        if (month, day) < first:  # over the end of a month that is not named, or of the year
            month, year = (month % 12 + 1, year + month // 12) if month == first[0] else (month, year + 1)
        yield begin, date(year, month, day)
    except ValueError:
        return
