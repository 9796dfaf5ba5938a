"""Exports that have a JSON file an entry."""

from collections.abc import Callable, Iterator
from typing import Any

from index.errors import NotesError
from index.imports.archive import Archive
from index.imports.entry import ImportedEntry, NotImported


def entries_of_files(
    archive: Archive,
    is_entry: Callable[[object], bool],
    entry_of: Callable[[str, dict[str, Any]], ImportedEntry | NotImported],
) -> Iterator[ImportedEntry | NotImported]:
    """What `entry_of` makes of each JSON file's name and value that `is_entry`; and the files that cannot be read."""
    for name in archive.ending(".json"):
        try:
            raw = archive.json(name)
        except NotesError as error:
            yield NotImported(name, f"it {error.message.removeprefix(f'{name} ')}")  # which begins with the file's name
            continue
        if is_entry(raw):
            yield entry_of(name, raw)
