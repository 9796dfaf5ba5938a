"""The node: all that a rendered note can hold. It has no markup, no attributes, no address that a browser follows."""

from dataclasses import dataclass
from typing import Literal

Tag = Literal[
    "heading", "p", "list", "ordered", "item", "done", "todo", "table", "row", "head", "cell", "code_block", "quote",
    "rule", "em", "strong", "del", "mark", "code", "math", "footnote", "tag", "br", "day", "note", "image", "remark",
]  # fmt: skip
"""`day`, `note` and `image` have a target; `remark` is what only stands in for something, such as a link's address."""


@dataclass(frozen=True, slots=True)
class Node:
    """One element of a note that is shown as it is read."""

    tag: Tag
    """What it is."""
    children: tuple["Node | str", ...] = ()
    """What it holds: text, or further elements."""
    line: int = 0
    """The line of the file that it begins on; 0 inside a line."""
    level: int = 0
    """A heading's level, the number that an ordered list begins with, the nesting of an item in org."""
    target: str = ""
    """Of a day its date, of a note or an image its path in the notes folder; else empty."""
