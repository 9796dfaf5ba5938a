"""The block: the smallest piece of a note that has a line range of its own."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Block:
    """One leaf of a note's structure. Lines count from 1 in the file, both ends included."""

    kind: str
    """heading, paragraph, item, code, table, html, quote, rule, drawer (org), reference (a link definition)
    or own (an answer that daycite wrote)."""
    line_start: int
    line_end: int
    level: int
    """A heading's level (1 to 6; org: its stars); elsewhere the list nesting, 0 outside lists."""
    text: str
    """Repaired text without the block's own markers, lines joined by a newline."""
    bare: bool = False
    """Not marked as a heading, but taken for one: a short line that stands alone."""
    depth: int = 0
    """List nesting, from 1 inside a list: a heading can stand in a list too (outliners)."""
