"""A notes folder and its user's date rules -> the function that reads one note's entries."""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path, PurePosixPath

from index.dates.written import dates_in
from index.entries.entry import Entry
from index.entries.evidence.day_month_order import Clue, PairOrder, order_of
from index.entries.mention import DateMention
from index.entries.survey import Survey, folder_clues, is_open
from index.entries.user_rules import DateRules, rules_for
from index.exclusion.rules import MARKS_ALONE, ExclusionRules
from index.notes.block import Block
from index.notes.note import Note, note_paths
from index.notes.opening import note_status

EntriesOf = Callable[[Note, Sequence[Block]], list[Entry]]
"""A note and its blocks -> its entries, in file order."""

RULES_VERSION = 20  # raised when entries are read differently than before
_OPEN_NAME = re.compile(r"(?<!\d)\d{1,2}([-_.])\d{1,2}\1\d{2,4}(?!\d)")


def entries_reader(
    root: Path,
    rules: DateRules,
    by_glob: Sequence[tuple[str, DateRules]],
    today: date,
    exclusion: ExclusionRules = MARKS_ALONE,
    listed: Sequence[str] | None = None,
) -> tuple[EntriesOf, str]:
    """(reader of one note's entries, key that changes when the same note would be read differently).

    `listed` are the notes' paths, where they are known: a walk through 10,000 notes takes 0.1 s.
    """
    paths = note_paths(root, exclusion)[0] if listed is None else listed
    orders = folder_orders(paths)

    def alone(note: Note, blocks: Sequence[Block]) -> tuple[list[Entry], list[DateMention]]:
        from index.entries.read_entries import entries, mentions_in

        own = rules_for(note.path, rules, by_glob)
        return entries(note, blocks, own, today, _habit(orders, note.path)), mentions_in(note, blocks, own)

    survey = Survey(root, paths, exclusion, today, alone)

    def read(note: Note, blocks: Sequence[Block]) -> list[Entry]:
        from index.entries.read_entries import entries

        own = rules_for(note.path, rules, by_glob)
        given = (own, today, _habit(orders, note.path), _changed(root, note.path) if own.fallback else None)
        found = entries(note, blocks, *given)
        clues = folder_clues(survey.evidence(note.path), note.path) if is_open(found) else None
        return found if clues is None else entries(note, blocks, *given, clues)

    orders_key = sorted(orders.items())
    by_user = [(glob, asdict(special)) for glob, special in by_glob]
    return read, json.dumps([RULES_VERSION, asdict(rules), by_user, orders_key, exclusion.key()], default=str)


def folder_orders(paths: Iterable[str]) -> dict[tuple[str, str], PairOrder]:
    """Which of two numbers is the day in file names like `05-03-2024.md`, by folder and what stands between them.

    A folder's names of one form decide together.
    """
    clues: dict[tuple[str, str], list[Clue]] = {}
    for path in paths:
        if match := _OPEN_NAME.search(path.rsplit("/", 1)[-1]):
            dates = [Clue(d) for d in dates_in(PurePosixPath(path).stem.replace("_", "-")) if d.pair]
            clues.setdefault((_folder(path), match[1]), []).extend(dates)
    return {form: order for form, dates in clues.items() if (order := order_of(dates))}


def _habit(orders: Mapping[tuple[str, str], PairOrder], path: str) -> PairOrder | None:
    """The order of the names of the note's own form, else the one that all its folder's names share."""
    folder = _folder(path)
    own = _OPEN_NAME.search(path.rsplit("/", 1)[-1])
    if own:
        return orders.get((folder, own[1]))
    shared = {order for (place, _), order in orders.items() if place == folder}
    return shared.pop() if len(shared) == 1 else None


def _folder(path: str) -> str:
    return str(PurePosixPath(path).parent)


def _changed(root: Path, path: str) -> date | None:
    try:
        return datetime.fromtimestamp(note_status(root, path).st_mtime).date()
    except OSError:
        return None
