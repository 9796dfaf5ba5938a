"""One note -> its entries with their passages: the pure middle of indexing."""

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from index.dates.labels import read_label
from index.entries.entry import Entry
from index.entries.reader import EntriesOf
from index.notes.block import Block
from index.notes.blocks import blocks, own_lines
from index.notes.note import Note
from index.notes.own_blocks import OWN
from index.notes.templates import is_template, own_headings
from index.passages.cut import CountTokens, Passage, passages


@dataclass(frozen=True, slots=True)
class NoteContents:
    """What a note gives the catalog. Two notes of one signature say the same of the same days."""

    title: str
    problems: tuple[str, ...]
    signature: str
    parts: tuple[tuple[Entry, tuple[Passage, ...]], ...]
    skipped: str


def note_contents(note: Note, entries_of: EntriesOf, counts: CountTokens) -> NoteContents:
    """Entries and passages of `note`; none, with the reason, when it holds no word of its author."""
    title = note_title(note)
    found, skipped = readable_blocks(note)
    if skipped:
        return NoteContents(title, note.problems, "", (), skipped)
    everything = entries_of(note, found)
    own = authored(everything, found)
    problems = note.problems
    if len(own) < len(everything):
        problems += (f"{len(everything) - len(own)} of its entries hold nothing written by you and are left out",)
    parts = tuple((entry, tuple(passages(entry, found, counts, title))) for entry in own)
    return NoteContents(title, problems, signature(note, own), parts, "")


def authored(own: Sequence[Entry], blocks: Sequence[Block]) -> list[Entry]:
    """The entries that say something: a day's heading with an empty form below it does not."""
    empty = [entry for entry in own if _is_empty(entry, blocks)] if len(own) > 1 else []
    words = own_headings(blocks) if empty else frozenset()
    silent = {entry for entry in empty if not any(b.text in words for b in _inside(entry, blocks))}
    return [entry for entry in own if entry not in silent]


def _is_empty(entry: Entry, blocks: Sequence[Block]) -> bool:
    return is_template(_inside(entry, blocks)) and (not entry.title or read_label(entry.title).pure)


def _inside(entry: Entry, blocks: Sequence[Block]) -> Sequence[Block]:
    """Found by halving: a note of many days is not gone through once a day."""
    first = bisect_left(blocks, entry.line_start, key=_start)
    return blocks[first : bisect_right(blocks, entry.line_end, lo=first, key=_start)]


def _start(block: Block) -> int:
    return block.line_start


def readable_blocks(note: Note) -> tuple[tuple[Block, ...], str]:
    """The note's blocks without daycite's own, and why the note is passed over ("" when it is not)."""
    if note.refused:
        return (), note.refused
    found = tuple(block for block in blocks(note) if block.kind != OWN)
    silent = is_template(found) and not own_headings(found)
    return found, "nothing written by you: an empty note or a template" if silent else ""


def note_title(note: Note) -> str:
    """The title that the note's front matter gives, "" when none."""
    title = note.meta.get("title")
    return " ".join(title.split()) if isinstance(title, str) else ""


def signature(note: Note, own: Sequence[Entry]) -> str:
    """The same for notes that say the same of the same days, whatever they are called.

    An answer that daycite wrote into one of two copies leaves them copies.
    """
    days = [entry.date for entry in own]
    ours = own_lines(note)
    body = enumerate(note.lines[note.body_start - 1 :], note.body_start)
    text = "\n".join(words for n, line in body if n not in ours and (words := line.strip()))
    return hashlib.sha256(f"{days}\n{text}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
