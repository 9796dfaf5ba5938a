"""Settings -> what is not read; and a collection cleaned of what was read before."""

import shutil
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from api.parts.forgotten import forgotten_digests
from index.exclusion.kept_rows import kept_private, left_out_row, left_out_rows
from index.exclusion.rules import TEMPLATES, ExclusionRules, LeftOut
from index.notes.scan import Scan
from index.store.catalog import Catalog
from index.store.store import Store

if TYPE_CHECKING:
    from api.settings import Settings

OPEN_QUESTIONS, WRITTEN_BACK = "open-questions.sqlite", "written-back"
"""Beside the catalog: the questions found and their answers; notes as they were before answers were written."""
UNINDEXED_DAYS = "unindexed-days.sqlite"
"""Where there is no catalog: the entries of notes whose open questions were listed."""


def exclusion_rules(settings: "Settings") -> ExclusionRules:
    """What the settings and `daycite forget` say is not to be read."""
    forgotten = forgotten_digests(settings.data_dir)
    return ExclusionRules(settings.exclude, settings.include, settings.exclude_tags, forgotten)


_PAUSES = (0.2, 1.0)  # seconds, before what another process was in the way of is tried again


def clean(store: Store, listed: Scan) -> None:
    """Removes from the disk all that is still there of what is left out now.

    What another process is using for long is left for the next run, which finds the collection marked as unclean.
    """
    for pause in (*_PAUSES, None):
        try:
            forget_unindexed(store.folder)
            _forget_old_notes(store, listed)
            store.scrub()
        except (sqlite3.OperationalError, OSError):
            if pause is not None:
                time.sleep(pause)
        else:
            return


def forget_unindexed(folder: Path) -> None:
    """Removes what is kept of notes outside the catalog: it is found again when it is asked for. Raises OSError."""
    for name in (OPEN_QUESTIONS, UNINDEXED_DAYS):
        for file in folder.glob(f"{name}*"):
            file.unlink(missing_ok=True)


def _forget_old_notes(store: Store, listed: Scan) -> None:
    """Notes that are kept to undo what was written into them, where they are left out, or parts of them."""
    kept = store.folder / WRITTEN_BACK
    if not kept.is_dir():
        return
    from index.write_back.write_log import logged_runs

    readable = {file.path for file in listed.notes}
    for run in logged_runs(kept):
        if any(file.path not in readable or left_out_row(store.catalog.db, file.path) for file in run.files):
            shutil.rmtree(kept / run.id, ignore_errors=True)


def counted_rules(rules: ExclusionRules, seen: Scan, catalog: Catalog | None) -> dict[str, str]:
    """Rule -> how many notes it leaves out, in words; patterns and tags of the settings also where they do nothing."""
    counts = Counter({f"exclude {pattern}": 0 for pattern in rules.exclude})
    counts.update(file.rule for file in seen.left_out)
    parts = 0
    for row in left_out_rows(catalog.db) if catalog else ():
        counts[row.rule] += row.is_whole
        parts += 0 if row.is_whole else len(row.days)
    told = {rule: f"{count} note{'s' * (count != 1)}" for rule, count in counts.items() if count or " " in rule}
    return told | ({"private parts": f"{parts} of notes that are read"} if parts else {})


def counted_left_out(seen: Scan, catalog: Catalog, from_: date | None, to: date | None) -> tuple[int, int]:
    """How many notes, and private parts of others, were left out of a span of days; of all without one."""
    rows = kept_private(left_out_rows(catalog.db))
    whole = [[day] for day in left_out_days(seen.left_out)] + [list(row.days) for row in rows if row.is_whole]
    parts = [[day] for row in rows if not row.is_whole for day in row.days]
    return _count_within(whole, from_, to), _count_within(parts, from_, to)


def _count_within(left_out: list[list[date | None]], from_: date | None, to: date | None) -> int:
    if from_ is None and to is None:
        return len(left_out)
    low, high = from_ or date.min, to or date.max
    return sum(any(day is not None and low <= day <= high for day in days) for days in left_out)


def left_out_days(left_out: tuple[LeftOut, ...]) -> Iterator[date | None]:
    """The day that the name of each file says, None where it says none; without templates. No file is opened."""
    from index.dates.paths import path_date  # its rules take a tenth of a second, which `days` need not wait for

    for file in left_out:
        if file.rule not in TEMPLATES:
            named = path_date(file.path)
            yield _day(named.year, named.month, named.day) if named else None


def _day(year: int | None, month: int | None, day: int | None) -> date | None:
    try:
        return date(year, month, day) if year and month and day else None
    except ValueError:
        return None
