"""Lines of a note -> nodes to be shown; and the pictures that a note shows, which alone are given out."""

from dataclasses import replace

from index.notes.note import Note
from index.rendering.markdown import markdown_nodes
from index.rendering.node import Node
from index.rendering.org import org_nodes
from index.rendering.targets import Targets

MOST_LINES, MOST_SIGNS = 3_000, 150_000
"""Of an entry that is rendered: more is a file of data, to be seen as it stands."""


def rendered(note: Note, first: int, last: int, targets: Targets) -> tuple[tuple[Node, ...], bool]:
    """(the nodes of the lines `first` to `last`, without front matter; whether there is more than is rendered)."""
    begin = max(first, note.body_start)
    lines = note.fixed[begin - 1 : last]
    kept, signs = 0, 0
    for line in lines[:MOST_LINES]:
        signs += len(line) + 1
        if signs > MOST_SIGNS:
            break
        kept += 1
    shown = [line.encode("utf-8", "replace").decode() for line in lines[:kept]]
    if note.kind == "org":
        return org_nodes(shown, begin, targets), kept < len(lines)
    nodes, whole = markdown_nodes(shown, begin, note.kind, targets)
    return nodes, not whole or kept < len(lines)


def picture_paths(note: Note) -> frozenset[str]:
    """Every path in the folder that a picture in the note can mean; those of private parts are not among them."""
    found = set[str]()

    def note_down(path: str) -> bool:
        found.add(path)
        return False

    targets = replace(Targets(note.path, {}, frozenset()), has_picture=note_down)
    last = len(note.fixed)
    for first in range(1, last + 1, MOST_LINES):
        rendered(note, first, min(first + MOST_LINES - 1, last), targets)
    return frozenset(found)
