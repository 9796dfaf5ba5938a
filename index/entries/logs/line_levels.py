"""Lines that are days of one rank, though they stand behind headings of several levels.

A line's level is half a step below the heading above it; where the day before has headings of its own, that is the last
of these: `**2016/8/31**`, `#### Tasks`, `---`, `**2016/8/30**`, `#### Tasks`.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from index.entries.context import HeadingInContext
from index.entries.mention import ResolvedDay
from index.notes.block import Block

_FEWEST = 2


def with_lines_of_one_rank(
    headings: Sequence[HeadingInContext], days: Sequence[ResolvedDay], blocks: Sequence[Block]
) -> list[HeadingInContext]:
    """The headings; days' lines behind a ruler, or above headings as other days have, are level with the first."""
    lines = [i for i, (p, day) in enumerate(zip(headings, days, strict=True)) if _is_line(p, day)]
    if len({headings[i].heading.level for i in lines}) < _FEWEST:
        return list(headings)
    out, first = list(headings), headings[lines[0]].heading.level
    below = [_below(headings, i) for i in lines]
    usual = {title for title, n in Counter(below).items() if title and n >= _FEWEST}
    for i, title in zip(lines, below, strict=True):
        own = headings[i].heading
        before = _before(own.line_start, blocks)
        apart = before is not None and (before.kind == "rule" or before.kind != "heading" and title in usual)
        if own.level > first and apart:
            out[i] = replace(headings[i], heading=replace(own, level=first))
    return out


def _is_line(place: HeadingInContext, day: ResolvedDay) -> bool:
    return place.heading.origin == "line" and day.date is not None


def _below(headings: Sequence[HeadingInContext], i: int) -> str:
    """The title of the heading that comes next, where one does before the next line."""
    following = headings[i + 1].heading if i + 1 < len(headings) else None
    return following.title if following is not None and following.origin == "heading" else ""


def _before(line: int, blocks: Sequence[Block]) -> Block | None:
    i = bisect_left(blocks, line, key=lambda b: b.line_start)
    return blocks[i - 1] if i else None
