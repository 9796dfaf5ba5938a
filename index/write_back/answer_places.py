"""A question's lines in a note -> where its answer goes and what it looks like there, or why it cannot stand there.

Under a list's item: a nested bullet. Under a paragraph or a heading: a quotation in Markdown, a paragraph in org.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from index.notes.block import Block
from index.notes.note import Note
from index.notes.own_blocks import OWN, own_mark
from index.write_back.block_text import Form
from index.write_back.list_style import Habits, indent_of, nested_prefix

_UNDERLINE = re.compile(r"^ {0,3}(?:-+|=+)\s*$")
_ATTRIBUTES = re.compile(
    r"^ {0,3}(?:\{:[^}\n]{0,200}\}|\^[\w-]{1,40})\s*$"
)  # kramdown's, of the block above; Obsidian's id
_LEAD = re.compile(r"^[\s>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*")
_UNFIT = {
    "table": "it stands in a table",
    "code": "it stands in code",
    "quote": "it stands in a quotation",
    "html": "it stands in HTML",
    "drawer": "it stands in a drawer or a comment",
    "reference": "it stands in a link definition",
    "rule": "it stands in a horizontal rule",
    OWN: "it stands in an answer by daycite",
}


@dataclass(frozen=True, slots=True)
class AnswerPlace:
    """Before the line with index `at` (from 0); `removed` lines there give way (an older answer)."""

    at: int
    removed: int
    prefix: str
    """What stands before the first word."""
    form: Form
    space_above: bool = False
    space_below: bool = False


def form_of(note: Note) -> Form | None:
    """How the note hides a comment; None for plain text, which shows all."""
    if note.kind == "text":
        return None
    return "org" if note.kind == "org" else "mdx" if note.path.lower().endswith(".mdx") else "markdown"


def place_for(line: int, line_end: int, note: Note, blocks: Sequence[Block], known: Habits) -> AnswerPlace | str:
    """Where the answer to the question on those lines goes, or the reason why none can; `blocks` are blocks(note)."""
    form = form_of(note)
    if form is None:
        return "plain text cannot hide a marker"
    if line < note.body_start:
        return "it stands in front matter"
    at = bisect_right(blocks, line_end, key=lambda block: block.line_start) - 1
    if at < 0 or blocks[at].line_end < line:
        return "there is no text on its lines"
    block = blocks[at]
    if block.kind in _UNFIT:
        return _UNFIT[block.kind]
    if block.depth > 0:
        prefix = nested_prefix(at, blocks, note.lines, known, form == "org")
        if prefix is None:
            return "its list is numbered below it"
        return AnswerPlace(_behind_own(at, blocks, block.line_end), 0, prefix, form)
    below = _end_of(at, block, note, blocks)
    # Right behind an answer that already exists a blank line keeps the two apart.
    return _standing_alone(_behind_own(at, blocks, below), note, form, indent_of(note.lines[block.line_start - 1]))


def place_again(line_start: int, line_end: int, note: Note) -> AnswerPlace:
    """The place of an answer that stands there already."""
    form = form_of(note) or "markdown"
    match = _LEAD.match(note.lines[line_start - 1])
    return AnswerPlace(line_start - 1, line_end - line_start + 1, match[0] if match else "", form)


def block_lines(place: AnswerPlace, question: str, words: str) -> tuple[str, ...]:
    """The lines of the answer as they will stand in the note. `words` can be several lines."""
    first, *more = words.split("\n")
    indent = " " * len(place.prefix.expandtabs(4)) if place.prefix.strip() not in ("", ">") else place.prefix
    if place.prefix.startswith("\t"):
        indent = indent_of(place.prefix) + "  "
    lines = [place.prefix + first, *(indent + line for line in more)]
    comment = own_mark(question, words, place.form)
    if place.form == "org":
        lines.append(indent + comment)
    else:
        lines[-1] += f" {comment}"
    return tuple([""] * place.space_above + lines + [""] * place.space_below)


def _end_of(at: int, block: Block, note: Note, blocks: Sequence[Block]) -> int:
    """The number of the last line that belongs to the question's paragraph or heading."""
    end = block.line_end
    if note.kind != "org":
        line = note.lines[end] if end < len(note.lines) else ""
        belongs = _ATTRIBUTES.match(line) or block.kind == "paragraph" and _UNDERLINE.match(line)
        return end + 1 if belongs else end
    if block.kind == "heading":  # a headline's properties and planning stand right below it
        for below in blocks[at + 1 :]:
            if below.kind != "drawer" or below.line_start != end + 1:
                break
            end = below.line_end
    return end


def _behind_own(at: int, blocks: Sequence[Block], end: int) -> int:
    """Index of the line behind `end` and the answers that stand right there already."""
    for below in blocks[at + 1 :]:
        if below.kind == OWN:
            end = below.line_end
        elif below.line_start > end:
            break
    return end


def _standing_alone(at: int, note: Note, form: Form, indent: str) -> AnswerPlace:
    below = note.lines[at] if at < len(note.lines) else ""
    if form == "org":
        following = next((line for line in note.lines[at:] if line.strip()), "")
        if not indent and following.startswith(" ") and not below.strip() or below.startswith(" "):
            indent = indent_of(following)
        return AnswerPlace(at, 0, indent, form, True, bool(below.strip()))
    return AnswerPlace(at, 0, f"{indent if len(indent) < 4 else ''}> ", form, True, bool(below.strip()))
