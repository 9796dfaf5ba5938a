"""One note -> its entries with their passages: the pure middle of indexing."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from index.blocks import blocks
from index.entries import Entry
from index.notes import Note
from index.passages import Counts, Passage, passages
from index.templates import is_template

EntriesOf = Callable[[Note], list[Entry]]


@dataclass(frozen=True, slots=True)
class ReadNote:
    """What a note gives the catalog. Two notes of one signature say the same of the same days."""

    title: str
    problems: tuple[str, ...]
    signature: str
    parts: tuple[tuple[Entry, tuple[Passage, ...]], ...]
    skipped: str


def read_parts(note: Note, entries_of: EntriesOf, counts: Counts) -> ReadNote:
    """Entries and passages of `note`; none, with the reason, when it holds no word of its author."""
    title = note_title(note)
    if is_template(note):
        return ReadNote(title, note.problems, "", (), "no word of the author's: an empty note or a template")
    found = blocks(note)
    parts = tuple((entry, tuple(passages(entry, found, counts, title))) for entry in entries_of(note))
    return ReadNote(title, note.problems, _signature(note, [entry.date for entry, _ in parts]), parts, "")


def note_title(note: Note) -> str:
    """The title that the note's front matter gives, "" when none."""
    title = note.meta.get("title")
    return " ".join(title.split()) if isinstance(title, str) else ""


def _signature(note: Note, days: list[date | None]) -> str:
    text = "\n".join(line.strip() for line in note.lines[note.body_start - 1 :]).strip()
    return hashlib.sha256(f"{days}\n{text}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
