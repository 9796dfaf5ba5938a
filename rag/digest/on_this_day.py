"""A day -> what was written on it in other years, and a week and a month before it: two sentences each."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as Date
from datetime import timedelta

from index.store.catalog import Catalog
from index.store.rows import StoredPassage
from rag.digest.importance import may_be_shown
from rag.digest.lines import chosen, line_of, lines
from rag.digest.yardsticks import yardstick_of
from rag.evidence.citations import Statement
from rag.evidence.note_sentences import NoteSentences

_SENTENCES = 2
_NOTES = 10  # that are read of one day


@dataclass(frozen=True, slots=True)
class Recollection:
    """What was written on one such day."""

    date: Date | None
    """The day; null where the notes name no year."""
    when: str
    """How long before the day asked for: `a week ago`, `3 years ago`; `in a year not named`."""
    lines: tuple[Statement, ...]
    """What it was about, in the order in which it was written."""


@dataclass(frozen=True, slots=True)
class OnThisDay:
    """What was written on a day of the year."""

    date: Date
    """The day asked for."""
    recollections: tuple[Recollection, ...]
    """The nearest first, those whose year is not known last."""
    notice: str = ""


def on_this_day(catalog: Catalog, notes: NoteSentences, day: Date, also_before: bool = True) -> OnThisDay:
    """`also_before`: a week and a month before too, where the day has a year of its own."""
    written = {size.date for size in catalog.day_sizes()}
    week = day - min(timedelta(days=7), day - Date.min)
    wanted = [(week, "a week ago"), (_month_before(day), "a month ago")] if also_before else []
    years = sorted((d for d in written if (d.month, d.day) == (day.month, day.day)), reverse=True)
    wanted += [(d, _years(day, d)) for d in years if d != day or not also_before]
    found = [_told(catalog, notes, catalog.passages_of([d], ()), d, when) for d, when in wanted if d in written]
    found += [_told(catalog, notes, passages, None, "in a year not named") for passages in _yearless(catalog, day)]
    kept = tuple(recollection for recollection in found if recollection.lines)
    return OnThisDay(day, kept, "" if kept else f"Your notes have nothing of {day.day} {day:%B} in another year.")


def _told(
    catalog: Catalog, notes: NoteSentences, passages: list[StoredPassage], day: Date | None, when: str
) -> Recollection:
    ordered = sorted(passages, key=lambda passage: (passage.path, passage.line_start))
    yardstick = yardstick_of(catalog, ordered)
    picked = chosen(lines(ordered, notes, yardstick, _NOTES), _SENTENCES, ())
    if not picked:  # all of it is said on other days too
        first = [(passage, s) for passage in ordered[:_NOTES] for s in notes.of(passage) if may_be_shown(s)]
        picked = [line_of(passage, sentence, 0.0, yardstick) for passage, sentence in first[:_SENTENCES]]
    return Recollection(day, when, tuple(line.said() for line in picked))


def _yearless(catalog: Catalog, day: Date) -> Iterator[list[StoredPassage]]:
    """The passages of each entry that names the day without a year."""
    written = f"--{day:%m-%d}"
    for entry in catalog.entries(partial=written):
        if entry.date is not None:
            continue
        of_note = catalog.passages_of((), [entry.path])
        yield [p for p in of_note if p.date is None and entry.line_start <= p.line_start <= entry.line_end]


def _month_before(day: Date) -> Date:
    """31 March -> 28 February."""
    year, month = (day.year, day.month - 1) if day.month > 1 else (max(day.year - 1, 1), 12)
    return Date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _years(day: Date, other: Date) -> str:
    years = day.year - other.year
    if not years:
        return "this year"
    count = "a year" if abs(years) == 1 else f"{abs(years)} years"
    return f"{count} ago" if years > 0 else f"{count} later"
