"""Dates that stand below the text they date, as under a letter or a card: told by the blank lines of all of them.

Of plain text only: an answer that daycite writes into a note of Markdown may come between a text and its date.
"""

from collections.abc import Sequence
from dataclasses import replace

from index.entries.context import HeadingInContext
from index.notes.block import Block
from index.notes.note import Note


def with_texts_above(
    places: Sequence[HeadingInContext], blocks: Sequence[Block], note: Note
) -> Sequence[HeadingInContext]:
    """The places of days, each from where its text begins, if every one stands right below a text and above none."""
    dated = [p for p in places if p.mention is not None and p.mention.written is not None]
    if note.kind != "text" or not dated or any(p.heading.origin != "line" or not p.heading.label.pure for p in dated):
        return places
    texts = [b for b in blocks if b.kind not in ("rule", "reference") and b.line_start >= note.body_start]
    ends, starts = {b.line_end for b in texts}, {b.line_start: b for b in texts}
    for p in dated:
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
