"""Calendar arithmetic on spans of days, both ends included; nothing here overflows, the calendar's ends hold.

month_span(2020, 2) -> (2020-02-01, 2020-02-29)
"""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from datetime import date

DateRange = tuple[date, date]
LAST = date.max
SEASONS = ("spring", "summer", "autumn", "winter")


def shift(day: date, days: int) -> date:
    """`day` moved by `days`, stopping at the calendar's ends."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), LAST.toordinal()))


def shift_months(day: date, months: int) -> date:
    """The same day `months` later, or the last one the month has: 31 March - 1 -> 28 or 29 February."""
    index = min(max(day.year * 12 + day.month - 1 + months, 12), 9999 * 12 + 11)
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def calendar_day(year: int, month: int, day: int) -> date | None:
    """The date, or None when the calendar has none: 31 February."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def year_span(year: int) -> DateRange:
    year = min(max(year, 1), 9999)
    return date(year, 1, 1), date(year, 12, 31)


def month_span(year: int, month: int) -> DateRange:
    year = min(max(year, 1), 9999)
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def quarter_span(year: int, quarter: int) -> DateRange:
    return month_span(year, 3 * quarter - 2)[0], month_span(year, 3 * quarter)[1]


def half_span(year: int, half: int) -> DateRange:
    return month_span(year, 6 * half - 5)[0], month_span(year, 6 * half)[1]


def third_span(year: int, third: int) -> DateRange:
    return month_span(year, 4 * third - 3)[0], month_span(year, 4 * third)[1]


def season_span(year: int, season: str) -> DateRange:
    """Whole months, as weather offices count in the north; winter runs from December into the next year."""
    first = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}[season]
    start = month_span(year, first)[0]
    return start, shift(shift_months(start, 3), -1) if year < 9999 or first < 12 else LAST


def week_span(day: date) -> DateRange:
    """Monday to Sunday around `day`."""
    monday = shift(day, -day.weekday())
    return monday, shift(monday, 6)


def iso_week_span(year: int, week: int) -> DateRange | None:
    """The numbered week, or None when the year has no such week: week 53 of 2019."""
    try:
        monday = date.fromisocalendar(year, week, 1)
    except ValueError:
        return None
    return monday, shift(monday, 6)


def weekdays_of(first: date, last: date) -> set[int]:
    """The days of the week from `first` to `last`, both included."""
    return {(first.weekday() + step) % 7 for step in range(min((last - first).days, 6) + 1)}


def previous_weekday(today: date, weekday: int) -> date:
    """The latest such weekday before `today`, never `today` itself."""
    return shift(today, -((today.weekday() - weekday - 1) % 7 + 1))


_PARTS = ("early", "mid", "late")
_THIRD = "third_"
"""Before the number of a part that is a third to the day: "the last third of May"."""
_DAYS_OF_MONTH, _DAYS_OF_YEAR, _DAYS_OF_DECADE = range(28, 32), (365, 366), (3652, 3653)


def part_of(span: DateRange, part: str) -> DateRange:
    """The "early", "mid" or "late" third of a span.

    Of a month ten days, as most count, the last of them up to its end; of a year its first and last quarter; of a
    decade its first and last three years.

    Nobody draws these lines sharply: see `Time.soft`.
    """
    start, end = span
    days = (end - start).days + 1
    if part.startswith(_THIRD):
        return third_of(span, int(part.removeprefix(_THIRD)))
    if days in _DAYS_OF_MONTH:
        firsts = [start, shift(start, 10), shift(start, 20)]
    elif days in _DAYS_OF_YEAR:  # the end of the year is its last quarter
        first, months = {"early": (0, 3), "mid": (4, 4), "late": (9, 3)}[part]
        return shift_months(start, first), shift(shift_months(start, first + months), -1)
    elif days in _DAYS_OF_DECADE:
        first, years = {"early": (0, 3), "mid": (3, 4), "late": (7, 3)}[part]
        return year_span(start.year + first)[0], year_span(start.year + first + years - 1)[1]
    else:
        width = -(-days // 3)
        middle = shift(start, (days - width) // 2)
        return {
            "early": (start, shift(start, width - 1)),
            "mid": (middle, shift(middle, width - 1)),
            "late": (shift(end, 1 - width), end),
        }[part]
    which = _PARTS.index(part)
    return firsts[which], end if which == 2 else shift(firsts[which + 1], -1)


def third_of(span: DateRange, nth: int) -> DateRange:
    """The nth third: of a month its days to the 10th, to the 20th and those behind; of a year four months."""
    start, days = span[0], (span[1] - span[0]).days + 1
    if days in _DAYS_OF_MONTH:
        return part_of(span, _PARTS[nth - 1])
    if days in _DAYS_OF_YEAR:
        first = shift_months(start, 4 * nth - 4)
        return first, shift(shift_months(first, 4), -1)
    return shift(start, days * (nth - 1) // 3), shift(start, days * nth // 3 - 1)


def gaps_between(spans: Iterable[DateRange]) -> tuple[DateRange, ...]:
    """The days between spans that lie apart, in order."""
    ordered = sorted(spans)
    gaps, end = [], ordered[0][1]
    for start, stop in ordered[1:]:
        if start > shift(end, 1):
            gaps.append((shift(end, 1), shift(start, -1)))
        end = max(end, stop)
    return tuple(gaps)


def without_gaps(span: DateRange, gaps: Sequence[DateRange]) -> tuple[DateRange, ...]:
    """What is left of a span when gaps that lie inside it, in order and apart, are taken out."""
    starts = [span[0], *(shift(end, 1) for _, end in gaps)]
    ends = [*(shift(start, -1) for start, _ in gaps), span[1]]
    return tuple(zip(starts, ends, strict=True))


def hull(first: DateRange, second: DateRange) -> DateRange:
    return min(first[0], second[0]), max(first[1], second[1])


def narrower(first: DateRange, second: DateRange) -> DateRange:
    """The narrower of two where it lies in the other, or one is open; else all of both."""
    shared = overlap(first, second)
    is_open = date.min in (first[0], second[0]) or date.max in (first[1], second[1])
    return shared if shared and (is_open or shared in (first, second)) else hull(first, second)


def overlap(first: DateRange, second: DateRange) -> DateRange | None:
    start, end = max(first[0], second[0]), min(first[1], second[1])
    return (start, end) if start <= end else None
