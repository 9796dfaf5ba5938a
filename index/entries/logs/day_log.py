"""The days of a note as far as they are known, and how their lines look: what a line between them is measured by."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from index.dates.line_heads.day_heads import day_head
from index.entries.mention import ResolvedDay
from index.entries.places.day_heading import DayHeading
from index.notes.block import Block
from index.notes.note import Note

TITLE_CHARS = 100
"""Of the longest line that can be a title."""
MARK = re.compile(r"\s*(?:[-*+]\s+)?[*_]{0,3}")
"""What stands before a line's words."""
_HANGING = 0.9  # of the lines of a log's days are indented, where its days are a column
_FEWEST_HANGING = 2
_SET_APART = ":：–—|-"


@dataclass(frozen=True, slots=True)
class DayLog:
    """The days of a note as found so far, and how their lines look."""

    note: Note
    blocks: Sequence[Block]
    days: Sequence[tuple[DayHeading, ResolvedDay]]
    level: float
    listed: bool
    """Whether its days are items."""
    hanging: bool
    """Whether its days stand at the margin and their text does not."""
    alone: bool
    """Whether its days stand on lines of their own, above their text."""
    falling: bool
    separators: frozenset[str] = frozenset()
    """What stands between its days and their text, where more than a comma does: ". —"."""


def log_of_lines(note: Note, blocks: Sequence[Block], days: Sequence[tuple[DayHeading, ResolvedDay]]) -> DayLog:
    starts = {h.line_start for h, _ in days}
    own = [b for b in blocks if b.line_start in starts]
    last = max(starts)
    text = [
        line
        for b in blocks
        if b.kind in ("paragraph", "item") and min(starts) <= b.line_start <= last and b.line_end <= len(note.lines)
        for line in note.lines[b.line_start : b.line_end]
        if line.strip()
    ]
    indented = sum(line[:2].isspace() for line in text)
    margin = all(not note.lines[start - 1][:1].isspace() for start in starts if start <= len(note.lines))
    hanging = margin and len(text) >= _FEWEST_HANGING and indented >= _HANGING * len(text)
    alone = sum(b.line_end > b.line_start or b.bare for b in own) > len(own) / 2
    return DayLog(
        note,
        blocks,
        days,
        min(h.level for h, _ in days),
        sum(b.kind == "item" for b in own) > len(own) / 2,
        hanging,
        alone and not hanging and all(len(h.title) < TITLE_CHARS / 2 for h, _ in days),
        is_falling(days),
        _separators(note, starts),
    )


def _separators(note: Note, starts: set[int]) -> frozenset[str]:
    """What stands behind the days that begin in lines `starts` of a note, of most of them."""
    lines = [note.lines[start - 1] for start in starts if start <= len(note.lines)]
    heads = [head for line in lines if (head := day_head(line[MARK.match(line).end() :]))]  # type: ignore[union-attr]
    behind = Counter(head.separator for head in heads if len(head.separator) > 1 or head.separator in _SET_APART)
    return frozenset(sign for sign, n in behind.items() if n > len(lines) / 2)


def is_falling(days: Sequence[tuple[DayHeading, ResolvedDay]]) -> bool:
    dates = [day.date for _, day in days if day.date]
    steps = [a < b for a, b in zip(dates, dates[1:], strict=False) if a != b]
    return steps.count(False) > steps.count(True)
