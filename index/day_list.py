"""A notes folder -> its entries by day, as the files are now; nothing is embedded and nothing written.

What the catalog knows of unchanged files is taken from there, new and changed ones are read in memory: `days` prints
the same before, during and after indexing.
"""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from index.entries.entry import SIBLINGS, Entry
from index.entries.evidence.siblings import lean_on
from index.exclusion.kept_rows import kept_stamps
from index.exclusion.rules import MARKS_ALONE, ExclusionRules
from index.kept_days import KeptDays, KeptNote
from index.notes.block import Block
from index.notes.note import Note, Skipped
from index.notes.opening import note_bytes
from index.notes.scan import Scan, ScannedNote, scan
from index.store.catalog import Catalog
from index.store.rows import FileRow

if TYPE_CHECKING:
    from index.entries.reader import EntriesOf

Look = Callable[[ScannedNote, Note, Sequence[Entry], Sequence[Block]], None]
"""Is shown a note as it is read, with its entries and blocks."""


@dataclass(frozen=True, slots=True)
class DayList:
    """Entries by day, then path and line, undated ones last; and the files that gave none, each with the reason."""

    entries: tuple[Entry, ...]
    skipped: tuple[Skipped, ...]


@dataclass(frozen=True, slots=True)
class EntryText(Entry):
    """An entry and its author's words."""

    text: str = ""
    """The entry's text as its author wrote it."""


@dataclass(frozen=True, slots=True)
class _Listed:
    """One note; `entries` is None where the catalog left them out because the note duplicates another."""

    path: str
    signature: str
    entries: Sequence[Entry] | None
    skipped: str = ""


_Known = dict[str, tuple[FileRow | KeptNote, _Listed]]
"""What is known of notes that are not read again, by path."""


def day_list(
    root: Path,
    entries_of: "EntriesOf",
    rules_key: str,
    catalog: Catalog | None = None,
    scanned: Scan | None = None,
    exclusion: ExclusionRules = MARKS_ALONE,
    look: Look | None = None,
    kept: KeptDays | None = None,
) -> DayList:
    """All entries of the notes under `root`; of notes with the same text for the same days only one is listed.

    `look` is shown each note that is read for it, with its entries and blocks, so that nobody has to read it again.
    Without a catalog, what `kept` knows is not read again, and the others are kept there.
    """
    listed_now = scanned or scan(root, exclusion)
    known, kept_out = _known(catalog, rules_key, listed_now) if catalog else (_read_before(kept, rules_key), set())
    files = [file for file in listed_now.notes if file.path not in kept_out]
    by_path = {file.path: file for file in files}
    same = {file.path for file in files if file.path in known and _is_same(known[file.path][0], file)}
    leans = lean_on({file.path for file in files if file.path not in same} | (known.keys() - same))
    notes = [
        known[file.path][1]
        if file.path in same and not (_leaves_open(known[file.path][1]) and leans(file.path))
        else _read(root, file, entries_of, exclusion, look)
        for file in files
    ]
    if kept is not None and catalog is None:
        _keep(kept, rules_key, files, notes, known)
    distinct = [
        note if note.entries is not None else _read(root, by_path[note.path], entries_of, exclusion, look)
        for note in _distinct(notes)
    ]
    entries = _by_day(entry for note in distinct for entry in note.entries or ())
    passed_over = (Skipped(note.path, note.skipped) for note in distinct if note.skipped)
    return DayList(entries, (*listed_now.skipped, *passed_over))


def stored_days(catalog: Catalog) -> DayList:
    """The entries as the catalog has them while it is being filled; no file is looked at."""
    with catalog.snapshot():
        rows, entries = catalog.files(), catalog.entries()
    by_path: dict[str, list[Entry]] = {}
    for entry in entries:
        by_path.setdefault(entry.path, []).append(entry)
    notes = _distinct([_listed(row, by_path.get(path, ())) for path, row in rows.items()])
    return DayList(_by_day(entry for note in notes for entry in note.entries or ()), ())


def _by_day(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, key=lambda e: (e.date is None, e.date or date.min, e.path, e.line_start)))


def within(entries: Iterable[Entry], from_: date | None, to: date | None) -> list[Entry]:
    """The entries that have a day from `from_` to `to`, both included; an open end is None."""
    return [
        entry
        for entry in entries
        if entry.date
        and (to is None or entry.date <= to)
        and (from_ is None or (entry.date_end or entry.date) >= from_)
    ]


def with_text(root: Path, entries: Iterable[Entry], exclusion: ExclusionRules = MARKS_ALONE) -> list[EntryText]:
    """The entries with the lines of their files, mojibake repaired; what is private is left out."""
    names = [field.name for field in fields(Entry)]
    return [
        EntryText(**{name: getattr(entry, name) for name in names}, text=entry_text(note, entry))
        for entry, note in with_notes(root, entries, exclusion)
    ]


def with_notes(
    root: Path, entries: Iterable[Entry], exclusion: ExclusionRules = MARKS_ALONE
) -> Iterator[tuple[Entry, Note]]:
    """Each entry with its note as far as it may be read; a file with the days of a year is read once."""
    from index.notes.private_parts import read_allowed  # Markdown's reader, which a list of days does without

    path, note = "", None
    for entry in entries:
        if note is None or path != entry.path:
            path, note = entry.path, read_allowed(root, entry.path, exclusion)
        yield entry, note


def entry_text(note: Note, entry: Entry) -> str:
    """The entry's lines, mojibake repaired, without front matter."""
    return "\n".join(note.fixed[max(entry.line_start, note.body_start) - 1 : entry.line_end])


def _known(catalog: Catalog, rules_key: str, listed: Scan) -> tuple[_Known, set[str]]:
    """What the catalog has of each file, at one instant, and the paths of those that it knows to be left out.

    Nothing where the notes were read by other rules or the catalog is damaged.
    """
    try:
        with catalog.snapshot():
            if catalog.state.rules != rules_key:
                return {}, set()
            rows, entries = catalog.files(), catalog.entries()
            kept_out = kept_stamps(catalog.db, listed.notes)
    except sqlite3.Error:
        return {}, set()
    by_path: dict[str, list[Entry]] = {}
    for entry in entries:
        by_path.setdefault(entry.path, []).append(entry)
    return {path: (row, _listed(row, by_path.get(path, ()))) for path, row in rows.items()}, kept_out


def _read_before(kept: KeptDays | None, rules_key: str) -> _Known:
    """What is kept of notes that are not indexed."""
    known = kept.known(rules_key) if kept else {}
    return {path: (note, _Listed(path, note.signature, note.entries, note.skipped)) for path, note in known.items()}


def _keep(
    kept: KeptDays,
    rules_key: str,
    files: Sequence[ScannedNote],
    notes: Sequence[_Listed],
    known: _Known,
) -> None:
    """Keeps what was read now. A note that says nothing, not even why, may be left out: nothing of it is kept."""
    telling = {note.path: note for note in notes if note.entries or note.skipped}
    new = [
        KeptNote(file.path, file.size, file.mtime_ns, note.signature, note.skipped, tuple(note.entries or ()))
        for file in files
        if (note := telling.get(file.path)) and (file.path not in known or note is not known[file.path][1])
    ]
    if new or known.keys() - telling.keys():
        kept.keep(rules_key, new, telling)


def _is_same(row: FileRow | KeptNote, file: ScannedNote) -> bool:
    return (row.size, row.mtime_ns) == (file.size, file.mtime_ns)


def _leaves_open(note: _Listed) -> bool:
    """Whether other notes were asked for its days."""
    return any(clue.source == SIBLINGS for entry in note.entries or () for clue in entry.clues)


def _listed(row: FileRow, entries: Sequence[Entry]) -> _Listed:
    if row.skipped and row.signature:  # a duplicate: the reason names another note, which may be gone by now
        return _Listed(row.path, row.signature, None)
    return _Listed(row.path, row.signature, entries, row.skipped)


def _read(
    root: Path, file: ScannedNote, entries_of: "EntriesOf", exclusion: ExclusionRules, look: Look | None
) -> _Listed:
    from index.notes.blocks import blocks  # Markdown's reader, where a note changed only
    from index.notes.private_parts import allowed_note
    from index.passages.read_note import authored, readable_blocks, signature

    path = file.path
    try:
        note = allowed_note(path, note_bytes(root, path), exclusion)
    except OSError as error:
        return _Listed(path, "", (), f"cannot be read: {error.strerror}")
    if note.left_out:
        return _Listed(path, "", ())
    structure = blocks(note)
    readable, reason = readable_blocks(note, structure)
    if reason:
        return _Listed(path, "", (), reason)
    entries = authored(entries_of(note, readable), readable)
    if look is not None:
        look(file, note, entries, structure)
    return _Listed(path, signature(note, entries), entries)


def _distinct(notes: Sequence[_Listed]) -> list[_Listed]:
    """Of notes with equal signatures the one with the shortest path, as sync() keeps it."""
    first: dict[str, str] = {}
    for note in sorted(notes, key=lambda note: (len(note.path), note.path)):
        if note.signature:
            first.setdefault(note.signature, note.path)
    return [note for note in notes if not note.signature or first[note.signature] == note.path]
