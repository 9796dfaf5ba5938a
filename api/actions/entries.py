"""A collection -> the entries of some days, and what they say: what every door does for `days` and `show`."""

from collections.abc import Sequence
from datetime import date

from api.dates import check_span, read_day
from api.parts.collection import Collection
from api.parts.no_notes import no_notes
from index.day_list import DayList, EntryText, Look, with_text, within
from index.entries.entry import NOTHING, Entry
from index.errors import NotFoundError, UsageError
from index.notes.scan import Scan
from index.text.folding import composed


def chosen_entries(listed: DayList, from_: date | None, to: date | None, undated: bool, doubtful: bool) -> list[Entry]:
    """The dated entries of a span in order of their days, or the undated ones; or of either those in doubt.

    Without a span those in doubt are also the undated of which something tells the day, though not surely.

    Raises UsageError for a span that cannot be.
    """
    check_span(from_, to)
    if undated and (from_ or to):
        raise UsageError("--undated cannot be combined with a date range", "Use one or the other")
    entries = [e for e in listed.entries if e.date is None] if undated else within(listed.entries, from_, to)
    if doubtful and not (undated or from_ or to):
        entries += [e for e in listed.entries if e.date is None and e.doubts != (NOTHING,)]
    return [e for e in entries if e.doubts] if doubtful else entries


def asked_about(listed: DayList, day_or_file: str) -> list[Entry]:
    """The entries of a day, or of a note by its path or the end of that. Raises NotFoundError where there are none."""
    try:
        day = read_day(day_or_file)
    except ValueError:
        path = composed(day_or_file.removeprefix("./").strip("/"))
        found = [e for e in listed.entries if f"/{composed(e.path)}".endswith(f"/{path}")]
    else:
        found = within(listed.entries, day, day)
    if not found:
        fix = "Name a day as 2020-03-17, or a file as daycite days lists it"
        raise NotFoundError(f"there is no entry of {day_or_file[:80]}", fix)
    return sorted(found, key=lambda e: (e.path, e.line_start))


def listed_days(collection: Collection, seen: Scan | None = None, look: Look | None = None) -> DayList:
    """Every entry. Raises NotesError when the folder has no note. `seen` and `look` as for Collection.days."""
    listed = collection.days(seen, look)
    if not listed.entries:
        raise no_notes(collection, listed.skipped)
    return listed


def one_day(collection: Collection, day: date) -> list[EntryText]:
    """The entries of a day with their text. Raises NotFoundError naming the days next to it."""
    on_day = of_one_day(listed_days(collection).entries, day)
    return with_text(collection.root, on_day, collection.exclusion)


def of_one_day(entries: Sequence[Entry], day: date) -> list[Entry]:
    """Those of a day. Raises NotFoundError naming the days next to it where there are none."""
    on_day = within(entries, day, day)
    if not on_day:
        days = sorted({e.date for e in entries if e.date})
        near = [max((d for d in days if d < day), default=None), min((d for d in days if d > day), default=None)]
        shown = " and ".join(d.isoformat() for d in near if d)
        fix = f"The nearest days with notes: {shown}" if shown else "See daycite days --undated"
        raise NotFoundError(f"there are no notes on {day}", fix)
    return on_day
