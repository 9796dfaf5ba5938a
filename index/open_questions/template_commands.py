"""Whether a note is the form from which others are made: nobody asks anything in it.

Obsidian's Templater and core templates, and programs like them, leave commands in it that its copies have filled in.
"""

import re
from collections.abc import Sequence

from index.notes.block import Block
from index.notes.note import Note

_COMMAND = re.compile(r"<%[-_*+~]?\s*(?:await\s+)?tp\.|\{\{\s*(?:date|time|title)\s*(?::[^{}\n]*)?\}\}")
_LOGSEQ = re.compile(r"^\s*template::\s", re.MULTILINE)
_CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")


def template_blocks(structure: Sequence[Block]) -> frozenset[int]:
    """The numbers of blocks below an item that Logseq knows as a template: its copies ask, it does not."""
    found: list[int] = []
    above: int | None = None
    for number, block in enumerate(structure):
        if above is not None and block.depth > above:
            found.append(number)
            continue
        above = block.depth if block.kind == "item" and _LOGSEQ.search(block.text) else None
    return frozenset(found)


def has_template_commands(note: Note, structure: Sequence[Block]) -> bool:
    """Whether such commands stand in the note outside its code; `structure` are its blocks."""
    if not any("<%" in row or "{{" in row for row in note.fixed):
        return False
    code = {row for block in structure if block.kind == "code" for row in range(block.line_start, block.line_end + 1)}
    rows = (row for number, row in enumerate(note.fixed, 1) if number not in code)
    return any(_COMMAND.search(_CODE.sub(" ", row)) for row in rows)
