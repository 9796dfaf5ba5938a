"""A note's path -> its lines, for readers who want to see where an answer comes from.

Only what the notes folder lists as a note can be read: a path must be, letter for letter, one of those that indexing
finds, so that no "..", absolute path or hidden file ever reaches the disk; and it must lie in the folder, so that no
link leads out of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from api.parts.collection import Collection
from index.entries.entry import Entry
from index.errors import NotFoundError, UsageError
from index.notes.blocks import blocks
from index.notes.folders import is_at_home
from index.notes.note import Note

MOST_LINES = 5_000


@dataclass(frozen=True, slots=True)
class SourceLine:
    number: int
    """The line's number in the file, counted from 1."""
    text: str
    """The line's text."""
    heading: bool = False
    """Whether it is a heading of the note, or part of one."""


@dataclass(frozen=True, slots=True)
class Source:
    """Lines of one note as they stand in the file, and the entries that it holds."""

    path: str
    total: int
    """How many lines the note has."""
    lines: tuple[SourceLine, ...]
    """The requested lines."""
    entries: tuple[Entry, ...]
    """The note's entries, in order."""


def source(collection: Collection, path: str, first: int | None = None, last: int | None = None) -> Source:
    """The lines `first` to `last` of a note, at most 5,000. Raises NotFoundError where there is no such note."""
    if first and last and first > last:
        raise UsageError(f"the lines end at {last}, before they begin at {first}", "Give the smaller number first")
    seen = collection.scan()
    if path not in {file.path for file in seen.notes}:
        raise NotFoundError(f"there is no note {path[:200]!r}", "GET /days lists the notes by day")
    if not is_at_home(collection.root, path):
        raise NotFoundError(
            f"{path[:200]!r} is a link that leads out of the notes folder", "Put the note itself in the folder"
        )
    note = collection.read(path)
    if note is None or note.left_out:
        raise NotFoundError(f"there is no note {path[:200]!r} that may be read", "GET /days lists the notes by day")
    begin = (first or 1) - 1
    shown = note.fixed[begin : min(last or len(note.fixed), begin + MOST_LINES)]
    entries = tuple(entry for entry in collection.days(seen).entries if entry.path == path)
    return Source(path, len(note.fixed), _numbered(shown, begin + 1, _heading_lines(note)), entries)


def _numbered(lines: Sequence[str], first: int, headings: frozenset[int]) -> tuple[SourceLine, ...]:
    return tuple(SourceLine(number, _sound(text), number in headings) for number, text in enumerate(lines, first))


def _heading_lines(note: Note) -> frozenset[int]:
    """The lines that are headings, as the reader of entries takes them: no comment in code, no item of a list."""
    found = (block for block in blocks(note) if block.kind == "heading" and not block.bare)
    return frozenset(n for block in found for n in range(block.line_start, block.line_end + 1))


def _sound(text: str) -> str:
    return text.encode("utf-8", "replace").decode()
