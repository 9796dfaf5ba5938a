"""A notes folder and its user's date rules -> the function that reads one note's entries."""

import json
import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path, PurePosixPath

from index.block import Block
from index.date_order import Clue, PairOrder, order_of
from index.date_rules import DateRules, rules_for
from index.dates import dates_in
from index.entries import Entry, entries
from index.notes import Note, note_paths
from index.reading import EntriesOf

RULES_VERSION = 3  # raised when entries are read differently than before
_OPEN_NAME = re.compile(r"(?<!\d)\d{1,2}([-_.])\d{1,2}\1\d{2,4}(?!\d)")


def entries_reader(
    root: Path, rules: DateRules, by_glob: Sequence[tuple[str, DateRules]], today: date
) -> tuple[EntriesOf, str]:
    """(reader of one note's entries, key that changes when the same note would be read differently)."""
    orders = folder_orders(note_paths(root)[0])

    def read(note: Note, blocks: Sequence[Block]) -> list[Entry]:
        own = rules_for(note.path, rules, by_glob)
        changed = _changed(root / note.path) if own.fallback else None
        return entries(note, blocks, own, today, orders.get(_folder(note.path)), changed)

    said = [RULES_VERSION, asdict(rules), [(glob, asdict(its)) for glob, its in by_glob], sorted(orders.items())]
    return read, json.dumps(said, default=str)


def folder_orders(paths: Iterable[str]) -> dict[str, PairOrder]:
    """Which of two numbers is the day in file names like `05-03-2024.md`, by folder: its names decide together."""
    clues: dict[str, list[Clue]] = {}
    for path in paths:
        if _OPEN_NAME.search(path):
            found = [Clue(d) for d in dates_in(PurePosixPath(path).stem.replace("_", "-")) if d.pair]
            clues.setdefault(_folder(path), []).extend(found)
    return {folder: order for folder, found in clues.items() if (order := order_of(found))}


def _folder(path: str) -> str:
    return str(PurePosixPath(path).parent)


def _changed(path: Path) -> date | None:
    try:
        return datetime.fromtimestamp(os.stat(path).st_mtime).date()
    except OSError:
        return None
