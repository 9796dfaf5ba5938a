"""Dates that stand below the text they date, as under a letter or a card: told by the blank lines of all of them.

Of plain text only: an answer that daycite writes into a note of Markdown may come between a text and its date.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from index.dates.line_heads.cuts import ON_THE_RIGHT
from index.entries.context import HeadingInContext
from index.notes.block import Block
from index.notes.note import Note

_SIGNED = re.compile(r"\s*(?:-{2,3}|[–—~])\s*\w")
_FEWEST_SIGNED = 2


def with_texts_above(
    places: Sequence[HeadingInContext], blocks: Sequence[Block], note: Note
) -> Sequence[HeadingInContext]:
    """The places of days, each from where its text begins, if every one stands right below a text and above none."""
    dated = [p for p in places if p.mention is not None and p.mention.written is not None]
    pure = all(p.heading.label.pure or _is_on_the_right(p, note) for p in dated)
    if note.kind != "text" or not dated or not pure or any(p.heading.origin != "line" for p in dated):
        return places
    texts = [b for b in blocks if b.kind not in ("rule", "reference") and b.line_start >= note.body_start]
    ends, starts = {b.line_end for b in texts}, {b.line_start: b for b in texts}
    for p in dated if not _are_signed(dated, texts, note) else ():
        own = starts.get(p.heading.line_start)
        if own is None or own.line_end > p.heading.line_start or own.line_end + 1 in starts:
            return places
        if own.line_start - 1 not in ends:
            return places
    if len(dated) == 1 and texts[-1].line_start != dated[0].heading.line_start:
        return places
    begins = [note.body_start, *(p.heading.line_end + 1 for p in dated)]
    at = {p.heading.line_start: begin for p, begin in zip(dated, begins, strict=False)}
    return [
        replace(p, heading=replace(p.heading, line_start=at[p.heading.line_start])) if p in dated else p for p in places
    ]


def _is_on_the_right(place: HeadingInContext, note: Note) -> bool:
    """Whether a date, perhaps behind a place, stands at the right of the page."""
    return note.lines[place.heading.line_start - 1][:ON_THE_RIGHT].isspace()


def _are_signed(dated: Sequence[HeadingInContext], texts: Sequence[Block], note: Note) -> bool:
    """Whether each of several days stands behind a dash below a text, as a letter's date does: `-- 14 June 2020`."""
    lines = [p.heading.line_start for p in dated]
    if len(lines) < _FEWEST_SIGNED or not all(_SIGNED.match(note.lines[line - 1]) for line in lines):
        return False
    told = [b.line_start in lines for b in texts]
    alone = any(a and b for a, b in pairwise(told))  # a date without a text
    return not alone and not told[0] and told[-1]
