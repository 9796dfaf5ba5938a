"""A notes folder and its user's date rules -> the function that reads one note's entries."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path

from index.date_rules import DateRules
from index.entries import entries
from index.reading import EntriesOf


def entries_reader(
    root: Path, rules: DateRules, by_glob: Sequence[tuple[str, DateRules]], today: date
) -> tuple[EntriesOf, str]:
    """(reader of entries, key that changes when the same note would be read differently)."""
    key = json.dumps([asdict(rules), [(g, asdict(r)) for g, r in by_glob]], default=str)
    return entries, key
