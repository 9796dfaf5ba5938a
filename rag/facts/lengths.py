"""Runs of days, and how long it is from one to another, in words."""

from collections.abc import Sequence
from datetime import date


def runs(days: Sequence[date]) -> list[tuple[date, date]]:
    """The first and last day of every run without a gap, in order; `days` ascend, each once."""
    spans: list[tuple[date, date]] = []
    for day in days:
        if spans and day.toordinal() == spans[-1][1].toordinal() + 1:
            spans[-1] = spans[-1][0], day
        else:
            spans.append((day, day))
    return spans


def length(run: tuple[date, date]) -> int:
    """Days in a run, both ends included."""
    return run[1].toordinal() - run[0].toordinal() + 1


def distance(start: date, end: date) -> str:
    """How long it is from one to the other: "45 days (6 weeks and 3 days)"."""
    days = abs((end - start).days)
    in_days = counted(days, "day")
    if days < 14:
        return in_days
    if days < 60:
        weeks, rest = divmod(days, 7)
        return f"{in_days} ({' and '.join(counted(n, unit) for n, unit in ((weeks, 'week'), (rest, 'day')) if n)})"
    first, last = sorted((start, end))
    months = 12 * (last.year - first.year) + last.month - first.month - (last.day < first.day)
    years, rest = divmod(months, 12)
    return f"{in_days} ({' and '.join(counted(n, unit) for n, unit in ((years, 'year'), (rest, 'month')) if n)})"


def counted(count: int, unit: str) -> str:
    """ "1 day", "2 days"."""
    return f"{count:,} {unit}" if count == 1 else f"{count:,} {unit}s"
