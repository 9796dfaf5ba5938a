"""The days that are asked for, where one end or both are left open -> those meant."""

from datetime import date, timedelta

from index.store.catalog import Catalog


def meant_span(catalog: Catalog, from_: date | None, to: date | None, today: date, days: int = 7) -> tuple[date, date]:
    """An open end is that of the notes. Without either so many `days` up to the last one with notes.

    What is dated later than today counts only where all is.
    """
    written = [day.date for day in catalog.day_sizes()]
    past = [day for day in written if day <= today] or written or [today]
    if from_ is None and to is None:
        return past[-1] - min(timedelta(days=days - 1), past[-1] - date.min), past[-1]
    first = from_ or min(past[0], to or past[0])
    return first, to or max(past[-1], first)


def no_notes_between(catalog: Catalog, from_: date | None, to: date | None) -> str:
    """That there are none, and the days next to them that have some; an end that is None is open."""
    days = [day.date for day in catalog.day_sizes()]
    before = [day for day in days if from_ and day < from_]
    near = [*before[-1:], *[day for day in days if to and day > to][:1]]
    nearest = f" The nearest days with notes: {' and '.join(map(str, near))}." if near else ""
    if from_ and to:
        when = f"on {from_}" if from_ == to else f"from {from_} to {to}"
    else:
        when = f"since {from_}" if from_ else f"until {to}" if to else "of that time"
    return f"There are no notes {when}.{nearest}"
