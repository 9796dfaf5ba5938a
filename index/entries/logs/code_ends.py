"""Where a log ends that stands in a fence, or indented among prose: what follows it belongs to none of its days."""

from collections.abc import Iterator, Sequence

from index.notes.block import Block
from index.notes.note import Note

_INDENTS = ("    ", "\t")


def behind_code(days: Sequence[int], blocks: Sequence[Block], note: Note) -> list[int]:
    """The first lines behind such logs, of which days begin at the lines `days`."""
    signs = ("```", "~~~") if note.kind == "markdown" else ("```",)
    fences = [b.line_start for b in blocks if b.kind == "rule" and b.text.startswith(signs)]
    closed = zip(fences[::2], fences[1::2], strict=False)
    out = [end for begin, end in closed if any(begin < day < end for day in days)]
    return [*out, *_behind_indented(set(days), blocks, note)] if note.kind == "markdown" else out


def _behind_indented(days: set[int], blocks: Sequence[Block], note: Note) -> Iterator[int]:
    """Where text stands at the margin behind days that are all indented, though not as items of a list."""
    dated = [block for block in blocks if block.line_start in days]
    if any(block.depth or not note.lines[block.line_start - 1].startswith(_INDENTS) for block in dated):
        return
    inside = False
    for block in blocks:
        if block.line_start in days:
            inside = True
        elif inside and block.kind != "rule" and not note.lines[block.line_start - 1].startswith(_INDENTS):
            inside = False
            yield block.line_start
