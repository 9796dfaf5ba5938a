"""Changed notes -> the rows of the catalog; of duplicates only one is kept."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TypeVar

from index.exclusion.kept_rows import LeftOutRow, forget_left_out, left_out_row, lines_mark, put_left_out, section_row
from index.notes.blocks import blocks
from index.notes.note import Note, Skipped, content_digest, note_from_bytes
from index.notes.opening import note_bytes
from index.notes.private_parts import allowed_note, without_private
from index.notes.scan import ScannedNote, read_when_stable
from index.passages.read_note import note_contents
from index.store.catalog import Catalog
from index.store.put_file import forget_file, put_file
from index.store.rows import FileRow
from index.sync.parts import Finder, Parts, Progress
from index.sync.plan import SyncPlan

_FILES_A_TRANSACTION = 100
_MANY = 50  # notes that are read, from which on open questions are looked for meanwhile
_SAME = "the same text and days as "
_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class ChangedNotes:
    """What reading the notes of a plan came to."""

    changed: tuple[str, ...]
    """Paths whose bytes differ, or that are new, or were read again by other rules."""
    unreadable: tuple[Skipped, ...]
    hidden: tuple[str, ...]
    """Paths of notes that were in the collection and are left out now."""


def read_changed(root: Path, plan: SyncPlan, parts: Parts, progress: Progress) -> ChangedNotes:
    """Reads new and suspect files into the catalog.

    A file is read behind its size and time: one that is written meanwhile looks changed to the next run.
    """
    catalog = parts.catalog
    _forget_outdated(catalog, plan)
    known, leaving = catalog.files(), catalog.file_ids(plan.gone)
    if catalog.state.rules != parts.rules_key:
        known = {}  # what is the same to the byte is to be read again all the same
    known = {path: row for path, row in known.items() if path not in {file.path for file in plan.leaning}}
    todo = [*plan.new, *plan.suspects, *plan.leaning]
    news: list[_News] = []
    unreadable: list[Skipped] = []
    done = 0
    finder = parts.finder() if parts.finder and len(todo) >= _MANY else None
    for batch in _batches(todo, _FILES_A_TRANSACTION):
        with catalog.writing():
            for file in batch:
                try:
                    note = _changed_note(root, file, known.get(file.path))
                except OSError as error:
                    unreadable.append(_unreadable(file.path, error))
                    if not isinstance(error, FileNotFoundError):  # a file that is gone is not listed again
                        catalog.put_unreadable(file.path, file.stamp, unreadable[-1].reason)
                    continue
                if note is None:
                    catalog.touch(file.path, file.size, file.mtime_ns)
                else:
                    news.append(_put(file, note, parts, leaving, finder))
            if (plan.gone or plan.suspects) and any(note.newly_private for note in news):
                catalog.state.unclean = True
        if finder:
            finder.keep()
        done += len(batch)
        progress("reading", done, len(todo))
    changed = tuple(note.path for note in news if not note.left_out)
    hidden = tuple(note.path for note in news if note.left_out and note.was_known)
    return ChangedNotes(changed, tuple(unreadable), hidden)


def _forget_outdated(catalog: Catalog, plan: SyncPlan) -> None:
    """What could not be read and has changed since is read again."""
    outdated = catalog.unreadable().keys() - {skipped.path for skipped in plan.unreadable}
    if outdated:
        with catalog.writing():
            catalog.forget_unreadable(outdated)


def remove_notes(catalog: Catalog, paths: Iterable[str]) -> None:
    """Forgets notes that are gone."""
    for batch in _batches(paths, _FILES_A_TRANSACTION):
        with catalog.writing() as db:
            for path in batch:
                forget_file(db, path)


def deduplicate(root: Path, parts: Parts, gone: Sequence[str]) -> list[Skipped]:
    """Of notes with the same text for the same days one is kept in the collection; the others point to it.

    -> the duplicates that were to take the place of one that is gone, and cannot be read either.
    """
    going = set(gone)
    groups: dict[str, list[FileRow]] = {}
    for row in parts.catalog.files().values():
        if row.signature and row.path not in going:
            groups.setdefault(row.signature, []).append(row)
    vanished: list[Skipped] = []
    for group in groups.values():
        rows, unreadable = _kept_first(root, parts, sorted(group, key=lambda row: (len(row.path), row.path)), gone)
        vanished += unreadable
        for row in rows[1:]:
            reason = _SAME + rows[0].path
            if row.skipped != reason:
                with parts.catalog.writing() as db:
                    put_file(db, replace(row, skipped=reason), (), set())
    return vanished


def _kept_first(
    root: Path, parts: Parts, rows: Sequence[FileRow], gone: Sequence[str]
) -> tuple[list[FileRow], list[Skipped]]:
    """(the duplicates from the one that is kept on, whose entries are in the catalog; those before it, unreadable)."""
    unreadable: list[Skipped] = []
    for at, row in enumerate(rows):
        if not row.skipped:
            return list(rows[at:]), unreadable
        try:
            note = allowed_note(row.path, note_bytes(root, row.path), parts.exclusion)
        except OSError as error:
            unreadable.append(_unreadable(row.path, error))
            continue
        contents = note_contents(note, parts.entries_of, parts.counts())
        kept = replace(row, skipped=contents.skipped)
        leaving = parts.catalog.file_ids([*gone, *(duplicate.path for duplicate in rows)])
        with parts.catalog.writing() as db:
            put_file(db, kept, contents.parts, leaving)
        return [kept, *rows[at + 1 :]], unreadable
    return [], unreadable


@dataclass(frozen=True, slots=True)
class _News:
    """A note that was read anew."""

    path: str
    left_out: bool
    was_known: bool
    newly_private: bool
    """Whether something of it is left out that was not before: what was kept of that must not stay on the disk."""


def _changed_note(root: Path, file: ScannedNote, before: FileRow | None) -> Note | None:
    """The note as it is now, None where its bytes are the same. They are let go: a giant note need not be kept twice.

    Raises OSError.
    """
    data = read_when_stable(root, file)
    return None if before and before.digest == content_digest(data) else note_from_bytes(file.path, data)


def _put(file: ScannedNote, whole: Note, parts: Parts, leaving: set[int], finder: Finder | None) -> _News:
    """Writes the note's rows, or that it is left out."""
    catalog, db = parts.catalog, parts.catalog.db
    note = without_private(whole, parts.exclusion)
    old, row = left_out_row(db, file.path), _left_out(whole, note, parts)
    newly_private = row is not None and (old is None or old.mark != row.mark)
    was_known = bool(catalog.file_ids([file.path]))
    if row is None:
        forget_left_out(db, file.path)
    else:
        put_left_out(db, file, row)
    if note.left_out:
        forget_file(db, file.path)
    else:
        structure = blocks(note)
        read = note_contents(note, parts.entries_of, parts.counts(), structure)
        if finder and read.entries:
            finder.look(file, note, read.entries, structure)
        stamp = (file.path, file.size, file.mtime_ns, note.digest)
        put_file(db, FileRow(*stamp, read.title, read.problems, read.signature, read.skipped), read.parts, leaving)
    return _News(file.path, bool(note.left_out), was_known, newly_private)


def _left_out(whole: Note, note: Note, parts: Parts) -> LeftOutRow | None:
    """What is to be remembered of what `note` lacks of the `whole`: days, and digests of lines."""
    if not note.left_out and not note.private:
        return None
    entries = parts.entries_of(whole, blocks(whole))
    if note.left_out:
        return LeftOutRow(note.left_out, "", tuple(dict.fromkeys(entry.date for entry in entries if entry.date)))
    days = [
        next((entry.date for entry in entries if entry.line_start <= last and first <= entry.line_end), None)
        for first, last in note.private
    ]
    return section_row(lines_mark(whole.fixed[n - 1] for a, b in note.private for n in range(a, b + 1)), days)


def _unreadable(path: str, error: OSError) -> Skipped:
    return Skipped(path, f"cannot be read: {error.strerror}")


def _batches(items: Iterable[_Item], size: int) -> Iterator[list[_Item]]:
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch
