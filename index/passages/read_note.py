"""One note -> its entries with their passages: the pure middle of indexing."""

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from index.dates.labels import read_label
from index.entries.entry import Entry
from index.entries.reader import EntriesOf
from index.notes.block import Block
from index.notes.blocks import blocks, own_lines
from index.notes.note import Note
from index.notes.own_blocks import OWN
from index.notes.templates import is_template, own_headings
from index.passages.cut import CountTokens, Passage, each_passage
from index.text.inline import without_comments


@dataclass(frozen=True, slots=True)
class NoteContents:
    """What the catalog stores of a note. Notes with equal signatures have the same text for the same days."""

    title: str
    problems: tuple[str, ...]
    signature: str
    parts: Iterable[tuple[Entry, Iterable[Passage]]]
    """To be gone through once: passages are made as they are taken."""
    skipped: str
    entries: tuple[Entry, ...] = ()
    """Those of `parts`."""


def note_contents(
    note: Note, entries_of: EntriesOf, counts: CountTokens, structure: Sequence[Block] | None = None
) -> NoteContents:
    """Entries and passages of `note`; none, with the reason, when its author wrote nothing in it.

    `structure` is its blocks, where they are known.
    """
    title = note_title(note)
    readable, skipped = readable_blocks(note, structure)
    if skipped:
        return NoteContents(title, note.problems, "", (), skipped)
    all_entries = entries_of(note, readable)
    kept = authored(all_entries, readable)
    problems = note.problems
    if len(kept) < len(all_entries):
        problems += (f"{len(all_entries) - len(kept)} of its entries hold nothing written by you and are left out",)
    parts = ((entry, each_passage(entry, readable, counts, title)) for entry in kept)
    return NoteContents(title, problems, signature(note, kept), parts, "", tuple(kept))


def authored(entries: Sequence[Entry], blocks: Sequence[Block]) -> list[Entry]:
    """The entries in which something is written: not a day's heading with an empty form below it."""
    empty = [entry for entry in entries if _is_empty(entry, blocks)] if len(entries) > 1 else []
    headings = own_headings(blocks) if empty else frozenset()
    empty_forms = {entry for entry in empty if not any(b.text in headings for b in _inside(entry, blocks))}
    return [entry for entry in entries if entry not in empty_forms]


def _is_empty(entry: Entry, blocks: Sequence[Block]) -> bool:
    return is_template(_inside(entry, blocks)) and (not entry.title or read_label(entry.title).pure)


def _inside(entry: Entry, blocks: Sequence[Block]) -> Sequence[Block]:
    """The entry's blocks, by binary search: a note of many days is not gone through once a day."""
    first = bisect_left(blocks, entry.line_start, key=_start)
    return blocks[first : bisect_right(blocks, entry.line_end, lo=first, key=_start)]


def _start(block: Block) -> int:
    return block.line_start


def readable_blocks(note: Note, structure: Sequence[Block] | None = None) -> tuple[tuple[Block, ...], str]:
    """The note's blocks without daycite's own, and why the note is passed over ("" when it is not).

    `structure` is all its blocks, where they are known.
    """
    if note.refused:
        return (), note.refused
    foreign = tuple(
        block
        if block.kind == "code" or (text := without_comments(block.text)) == block.text
        else replace(block, text=text)
        for block in (blocks(note) if structure is None else structure)
        if block.kind != OWN
    )
    silent = is_template(foreign) and not own_headings(foreign)
    return foreign, "nothing written by you: an empty note or a template" if silent else ""


def note_title(note: Note) -> str:
    """The title in the note's front matter, "" without one."""
    title = note.meta.get("title")
    return " ".join(title.split()) if isinstance(title, str) else ""


def signature(note: Note, entries: Sequence[Entry]) -> str:
    """A digest of the days and the text: equal for copies of a note, whatever they are called.

    Answers that daycite wrote into a copy do not count.
    """
    own_numbers = own_lines(note)
    body = enumerate(note.lines[note.body_start - 1 :], note.body_start)
    words = "\n".join(text for number, line in body if number not in own_numbers and (text := line.strip()))
    digest = hashlib.sha256(f"{[entry.date for entry in entries]}\n".encode())
    digest.update(words.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:32]
