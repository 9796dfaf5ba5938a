"""A day -> its entries as they are read: nodes instead of markup; and the pictures that they show."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from api.actions.entries import listed_days, of_one_day
from api.parts.collection import Collection
from index.entries.entry import Entry
from index.errors import NotFoundError
from index.notes.note import Note
from index.rendering.node import Node
from index.rendering.pictures import has_picture, picture
from index.rendering.render import picture_paths, rendered
from index.rendering.targets import Targets


@dataclass(frozen=True, slots=True)
class ReadEntry(Entry):
    """An entry as it is read."""

    nodes: tuple[Node, ...] = ()
    """Its headings, paragraphs, lists and so on, in order."""
    cut: bool = False
    """Whether it is longer than what is shown of it."""


def day_as_read(collection: Collection, day: date) -> list[ReadEntry]:
    """The entries of a day as they are read. Raises NotFoundError naming the days next to it."""
    entries = listed_days(collection).entries
    on_day = of_one_day(entries, day)
    targets = targets_of(collection, entries, day)
    return [read for entry in on_day if (read := read_entry(collection.read(entry.path), entry, targets))]


def targets_of(collection: Collection, entries: Sequence[Entry], day: date | None) -> Callable[[str], Targets]:
    """What the links of a note, by its path, can lead to; never to the `day` where one is."""
    days: dict[str, date | None] = {}
    for entry in entries:
        days[entry.path] = days.get(entry.path) or entry.date
    noted = frozenset(entry.date for entry in entries if entry.date) - {day}
    rules = collection.exclusion
    return lambda path: Targets(path, days, noted, lambda each: has_picture(collection.root, each, rules))


def read_entry(note: Note | None, entry: Entry, targets: Callable[[str], Targets]) -> ReadEntry | None:
    """The entry of the note as it is read; None where the note is gone, or left out."""
    if note is None or note.left_out:
        return None
    known = {name: getattr(entry, name) for name in Entry.__slots__}
    nodes, cut = rendered(note, entry.line_start, entry.line_end, targets(entry.path))
    return ReadEntry(**known, nodes=nodes, cut=cut)


def shown_picture(collection: Collection, note_path: str, path: str) -> tuple[bytes, str]:
    """(its bytes, its media type) of a picture that a note shows in a part that may be read. Raises NotFoundError."""
    missing = NotFoundError(f"the note {note_path[:200]!r} shows no picture {path[:200]!r}", "Look at the day again")
    if note_path not in {file.path for file in collection.scan().notes}:
        raise missing
    note = collection.read(note_path)
    if note is None or note.left_out or path not in picture_paths(note):
        raise missing
    found = picture(collection.root, path, collection.exclusion)
    if found is None:
        raise missing
    return found
