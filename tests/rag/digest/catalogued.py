"""Notes -> a catalog of them without vectors: what digests are made of."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from index.entries.reader import entries_reader
from index.entries.user_rules import DateRules
from index.errors import NotesError
from index.notes.note import Note, read_note
from index.passages.read_note import note_contents
from index.store.catalog import Catalog
from index.store.put_file import put_file
from index.store.rows import FileRow
from rag.evidence.note_sentences import NoteReader

_TODAY = date(2026, 6, 1)


def catalogued(root: Path, notes: Mapping[str, str]) -> Catalog:
    """Writes the notes into the folder, and the catalog of them beside them, where no note is looked for."""
    for name, text in notes.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    entries_of, _ = entries_reader(root, DateRules(), [], _TODAY)
    catalog = Catalog(root / ".catalog.sqlite")
    with catalog.writing() as db:
        for name in notes:
            note = read_note(root, name)
            read = note_contents(note, entries_of, lambda texts: [len(text.split()) for text in texts])
            row = FileRow(name, 0, 0, note.digest, read.title, read.problems, read.signature, read.skipped)
            put_file(db, row, read.parts, set())
    return catalog


def reader(root: Path) -> NoteReader:
    """The notes of the folder as they are now, None for one that is gone."""

    def read(path: str) -> Note | None:
        try:
            return read_note(root, path)
        except NotesError:
            return None

    return read
