"""One note -> its entries with their passages: the pure middle of indexing."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from index.block import Block
from index.blocks import blocks
from index.entries import Entry
from index.notes import Note
from index.passages import Counts, Passage, passages
from index.templates import is_template

EntriesOf = Callable[[Note, Sequence[Block]], list[Entry]]
"""A note and its blocks -> its entries, in file order."""


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
    found, skipped = readable_blocks(note)
    if skipped:
        return ReadNote(title, note.problems, "", (), skipped)
    own = entries_of(note, found)
    parts = tuple((entry, tuple(passages(entry, found, counts, title))) for entry in own)
    return ReadNote(title, note.problems, signature(note, own), parts, "")


def readable_blocks(note: Note) -> tuple[tuple[Block, ...], str]:
    """The note's blocks, and why the note is passed over ("" when it is not)."""
    if note.refused:
        return (), note.refused
    found = blocks(note)
    return found, "no word of the author's: an empty note or a template" if is_template(found) else ""


def note_title(note: Note) -> str:
    """The title that the note's front matter gives, "" when none."""
    title = note.meta.get("title")
    return " ".join(title.split()) if isinstance(title, str) else ""


def signature(note: Note, own: Sequence[Entry]) -> str:
    """The same for notes that say the same of the same days, whatever they are called."""
    days = [entry.date for entry in own]
    text = "\n".join(line.strip() for line in note.lines[note.body_start - 1 :]).strip()
    return hashlib.sha256(f"{days}\n{text}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
