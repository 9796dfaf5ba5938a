"""Paragraphs that count days, `Day 7` in their first line, where these follow each other."""

from collections.abc import Sequence
from itertools import pairwise

from index.dates.label import Label
from index.dates.labels import COUNTER, read_label
from index.entries.places.day_heading import DayHeading
from index.notes.block import Block
from index.text.folding import fold_accents
from index.text.inline import plain

_COUNTED_LINE, _FEWEST_COUNTED, _FEWEST_DATED = 60, 3, 2


def counted_line(block: Block, level: float) -> DayHeading | None:
    """A paragraph that begins with `Day 7` in its first line, as days of a count do."""
    line = block.text.split("\n", 1)[0]
    if (
        block.kind != "paragraph"
        or block.depth
        or len(line) > _COUNTED_LINE
        or not COUNTER.match(fold_accents(plain(line)))
    ):
        return None
    title = plain(line)
    label = read_label(title)
    if label.date is not None or label.counter is None:
        return None
    return DayHeading(block.line_start, block.line_start, level + 0.5, title, label, "line")


def with_counts(headings: list[DayHeading], counts: Sequence[DayHeading]) -> list[DayHeading]:
    """The headings with the lines that count days, if these follow each other."""
    numbers = [h.label.counter or 0 for h in counts]
    if len(counts) < _FEWEST_COUNTED or any(b <= a for a, b in pairwise(numbers)):
        return headings
    taken = {h.line_start for h in headings}
    return sorted([*headings, *(h for h in counts if h.line_start not in taken)], key=lambda h: h.line_start)


def with_counts_between(headings: list[DayHeading], blocks: Sequence[Block]) -> list[DayHeading]:
    """The headings with paragraphs that go on counting without a date, `Day 3` behind `Day 2 (12/5)`: days unknown."""
    counted = [h for h in headings if h.label.counter is not None and h.label.date is not None]
    if len(counted) < _FEWEST_DATED:
        return headings
    first, taken = counted[0], {h.line_start for h in headings}
    paragraphs = [b for b in blocks if b.kind == "paragraph" and not b.depth and b.line_start > first.line_start]
    more = [
        DayHeading(b.line_start, b.line_start, first.level, title, Label(), "line", loose=True)
        for b in paragraphs
        if b.line_start not in taken and COUNTER.match(fold_accents(title := plain(b.text.split("\n", 1)[0])))
    ]
    return sorted([*headings, *more], key=lambda h: h.line_start)
