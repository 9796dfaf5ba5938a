"""How a note writes its lists -> how a bullet nested in one of them is written: marker, indent, tabs or spaces.

"* a\\n\\t* b", nested under "* a" -> "\\t* "
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.notes.block import Block

_ITEM = re.compile(r"^([ \t]*)((?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*)((?:[-*+]|\d{1,9}[.)]))([ \t]+|$)")
_BULLETS = ("-", "*", "+")


@dataclass(frozen=True, slots=True)
class Habits:
    """How the lists of one note are written."""

    bullet: str
    """The bullet that it uses most, "-" where it has none."""
    steps: tuple[str | None, str | None]
    """How much deeper it indents what is nested in a numbered item, and in a bullet; None where nothing is."""
    step: str
    """The step of its program, where the note itself does not tell; "" for none in particular."""


def habits(blocks: Sequence[Block], lines: Sequence[str], step: str) -> Habits:
    """The list style of a note with these blocks."""
    return Habits(_habit(blocks, lines), (_step(blocks, lines, False), _step(blocks, lines, True)), step)


def nested_prefix(item: int, blocks: Sequence[Block], lines: Sequence[str], known: Habits, org: bool) -> str | None:
    """What stands before the words of a bullet nested in the item `blocks[item]`; None where none can stand there."""
    block = blocks[item]
    own = _ITEM.match(lines[block.line_start - 1])
    if own is None:  # a further paragraph of an item stands where its nested bullets do
        return f"{indent_of(lines[block.line_start - 1])}{known.bullet} "
    child = next(_children(item, blocks, lines), None)
    if child:
        if child[3] not in _BULLETS:
            if org:  # a list is numbered or not by its first item
                return None
            return f"{child[1]}{known.bullet} "
        return f"{child[1]}{child[3]} "
    bullet = own[3] if own[3] in _BULLETS else known.bullet
    if org and bullet == "*":
        bullet = "-"
    return f"{_indent_below(own, known, org)}{bullet} "


def _children(item: int, blocks: Sequence[Block], lines: Sequence[str]) -> Iterator[re.Match[str]]:
    """The items right below `blocks[item]` in its list, as their first lines match."""
    depth = blocks[item].depth
    for block in blocks[item + 1 :]:
        if block.depth <= depth:
            return
        match = _ITEM.match(lines[block.line_start - 1])
        if block.depth == depth + 1 and match and block.kind in ("item", "heading", "own"):
            yield match


def _indent_below(own: re.Match[str], known: Habits, org: bool) -> str:
    """The indent of a first nested bullet: the note's own step where CommonMark takes that for nested."""
    least = _column(own[0] if own[4] and len(own[4]) < 5 else f"{own[1]}{own[2]}{own[3]} ")
    most = least + (40 if org else 3)
    indent, step = own[1], known.steps[own[3] in _BULLETS]
    outer = own[1] if not own[2] else " " * _column(own[1] + own[2])
    tries = [outer + (step if step is not None else "" if org else known.step), outer + "\t" if "\t" in indent else ""]
    fits = (
        indent_tried
        for indent_tried in tries
        if len(indent_tried) > len(outer) and least <= _column(indent_tried) <= most
    )
    return next(fits, None) or outer + " " * (least - _column(outer))


def _step(blocks: Sequence[Block], lines: Sequence[str], bulleted: bool) -> str | None:
    """How much deeper the note indents the first nested item it has below an item of this kind."""
    for above, below in pairwise(b for b in blocks if b.kind in ("item", "own")):
        if below.depth != above.depth + 1:
            continue
        first, second = (_ITEM.match(lines[b.line_start - 1]) for b in (above, below))
        if first and second and (first[3] in _BULLETS) == bulleted and second[1].startswith(first[1]):
            return second[1][len(first[1]) :] or None
    return None


def _habit(blocks: Sequence[Block], lines: Sequence[str]) -> str:
    items = (_ITEM.match(lines[b.line_start - 1]) for b in blocks if b.kind == "item")
    counts = Counter(match[3] for match in items if match and match[3] in _BULLETS)
    return next((bullet for bullet, _ in counts.most_common(1)), "-")


def indent_of(line: str) -> str:
    """The white space that the line begins with."""
    return line[: len(line) - len(line.lstrip(" \t"))]


def _column(text: str) -> int:
    """The column behind `text`, tabs reaching to the next multiple of four."""
    return len(text.expandtabs(4))
