"""Changed notes -> the rows of the catalog; of duplicates only one is kept."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TypeVar

from index.notes.note import Skipped, content_digest, note_from_bytes
from index.notes.opening import note_bytes
from index.notes.scan import ScannedNote, read_when_stable
from index.passages.read_note import NoteContents, note_contents
from index.store.catalog import Catalog
from index.store.put_file import forget_file, put_file
from index.store.rows import FileRow
from index.sync.parts import Parts, Progress
from index.sync.plan import SyncPlan

_FILES_A_TRANSACTION = 100
_SAME = "the same text and days as "
_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class ChangedNotes:
    """What reading the notes of a plan came to."""

    changed: tuple[str, ...]
    """Paths whose bytes differ, or that are new, or were read again by other rules."""
    unreadable: tuple[Skipped, ...]


def read_changed(root: Path, plan: SyncPlan, parts: Parts, progress: Progress) -> ChangedNotes:
    """Reads new and suspect files into the catalog.

    A file is read behind its size and time: one that is written meanwhile looks changed to the next run.
    """
    catalog = parts.catalog
    outdated = catalog.unreadable().keys() - {skipped.path for skipped in plan.unreadable}
    if outdated:
        with catalog.writing():
            catalog.forget_unreadable(outdated)
    known, leaving = catalog.files(), catalog.file_ids(plan.gone)
    if catalog.state.rules != parts.rules_key:
        known = {}  # what is the same to the byte is to be read again all the same
    todo = [*plan.new, *plan.suspects]
    changed: list[str] = []
    unreadable: list[Skipped] = []
    done = 0
    for batch in _batches(todo, _FILES_A_TRANSACTION):
        with catalog.writing():
            for file in batch:
                try:
                    data = read_when_stable(root, file)
                except OSError as error:
                    unreadable.append(_unreadable(file.path, error))
                    if not isinstance(error, FileNotFoundError):  # a file that is gone is not listed again
                        catalog.put_unreadable(file.path, file.stamp, unreadable[-1].reason)
                    continue
                if _put(file, data, known.get(file.path), parts, leaving):
                    changed.append(file.path)
        done += len(batch)
        progress("reading", done, len(todo))
    return ChangedNotes(tuple(changed), tuple(unreadable))


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
            data = note_bytes(root, row.path)
        except OSError as error:
            unreadable.append(_unreadable(row.path, error))
            continue
        contents = _contents(row.path, data, parts)
        kept = replace(row, skipped=contents.skipped)
        leaving = parts.catalog.file_ids([*gone, *(duplicate.path for duplicate in rows)])
        with parts.catalog.writing() as db:
            put_file(db, kept, contents.parts, leaving)
        return [kept, *rows[at + 1 :]], unreadable
    return [], unreadable


def _put(file: ScannedNote, data: bytes, before: FileRow | None, parts: Parts, leaving: set[int]) -> bool:
    """Whether the note's rows are new: of a file whose bytes are the same only the stamp is."""
    digest = content_digest(data)
    if before and before.digest == digest:
        parts.catalog.touch(file.path, file.size, file.mtime_ns)
        return False
    note = _contents(file.path, data, parts)
    row = FileRow(file.path, file.size, file.mtime_ns, digest, note.title, note.problems, note.signature, note.skipped)
    put_file(parts.catalog.db, row, note.parts, leaving)
    return True


def _contents(path: str, data: bytes, parts: Parts) -> NoteContents:
    return note_contents(note_from_bytes(path, data), parts.entries_of, parts.counts())


def _unreadable(path: str, error: OSError) -> Skipped:
    return Skipped(path, f"cannot be read: {error.strerror}")


def _batches(items: Iterable[_Item], size: int) -> Iterator[list[_Item]]:
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch
