"""What stands behind the last day of a log and belongs to none, as the layout tells: `PARTS & PHONE (keep)`."""

import re
from collections.abc import Sequence

from index.dates.label import Label
from index.entries.context import HeadingInContext
from index.entries.logs.day_log import TITLE_CHARS, DayLog
from index.entries.mention import ResolvedDay
from index.entries.places.day_heading import DayHeading
from index.notes.block import Block

_CAPITALS = 6
_FEWEST_OF_ONE_BLOCK = 5
_IN_BRACKETS = re.compile(r"\([^()]*\)")


def end_of_last(
    log: DayLog, more: Sequence[tuple[HeadingInContext, ResolvedDay]]
) -> tuple[HeadingInContext, ResolvedDay] | None:
    """What stands behind the last day and belongs to none, as the layout tells."""
    last = max([h.line_start for h, _ in log.days] + [p.heading.line_start for p, _ in more])
    lines = log.note.lines
    earlier = any(_in_capitals(b) for b in log.blocks if log.days[0][0].line_start < b.line_start < last)
    one_block_to = _end_of(last, log) if not log.listed and _have_one_block(log, last) else len(lines)
    for block in log.blocks:
        if block.line_start <= last or block.kind not in ("paragraph", "heading") or block.line_end > len(lines):
            continue
        own = lines[block.line_start - 1 : block.line_end]
        apart = not lines[block.line_start - 2].strip()
        second = apart and block.line_start > one_block_to
        at_margin = log.hanging and all(not line[:1].isspace() for line in own)
        followed = block is not log.blocks[-1] or len(own) > 1
        if second or apart and (at_margin and len(own) > 1 or followed and not earlier and _in_capitals(block)):
            title = block.text.split("\n", 1)[0][:TITLE_CHARS]
            heading = DayHeading(block.line_start, block.line_start, log.level, title, Label(), "line")
            return HeadingInContext(heading, None, is_context=True), ResolvedDay()
    return None


def _end_of(line: int, log: DayLog) -> int:
    """Where the block ends that begins in a line."""
    return next((b.line_end for b in log.blocks if b.line_start == line), line)


def _have_one_block(log: DayLog, last: int) -> bool:
    """Whether each of a log's days but the last, enough of them, is one paragraph without a blank line."""
    starts = sorted({h.line_start for h, _ in log.days if h.line_start < last})
    inside = [b for b in log.blocks if starts and starts[0] <= b.line_start < last]
    return len(starts) >= _FEWEST_OF_ONE_BLOCK and [b.line_start for b in inside] == starts


def _in_capitals(block: Block) -> bool:
    """Whether a block begins with a title in capitals: `PARTS & PHONE (keep at the bottom)`."""
    if block.kind not in ("paragraph", "heading"):
        return False
    title = _IN_BRACKETS.sub("", block.text.split("\n", 1)[0]).strip()
    if not title.isupper() or title.endswith((".", "!", "?")):
        return False
    return sum(sign.isalpha() for sign in title) >= _CAPITALS
