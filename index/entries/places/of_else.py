"""Lists of days on which nothing was written: "Appointments", "Birthdays", "Dates for your diary"."""

import re
from collections.abc import Sequence

from index.notes.block import Block
from index.text.language_data import any_of

_OF_ELSE = re.compile(
    rf"\W*(?:\w+\W+)?(?:{any_of('dates.other_days')}|{any_of('dates.to_come')})\w{{0,2}}(?:\W+\w+)?\W*", re.IGNORECASE
)


def is_of_other_days(title: str) -> bool:
    """Whether what stands below a title is of days to come, or long past: "Appointments", "Birthdays"."""
    return _OF_ELSE.fullmatch(title) is not None


def listed_below_others(blocks: Sequence[Block]) -> frozenset[int]:
    """The lines at which items, and other indented lines, begin right below one such as "Appointments:"."""
    out: set[int] = set()
    end = -1
    for block in blocks:
        if block.line_start == end + 1 and (block.kind == "item" or block.text[:1].isspace()):
            out.add(block.line_start)
            end = block.line_end
        elif block.kind in ("paragraph", "item") and _leads_on(block.text.split("\n")):
            end = block.line_end
    return frozenset(out)


def _leads_on(lines: Sequence[str]) -> bool:
    """Whether a line names days of something else, and all behind it are indented."""
    margin = [line for line in lines if not line[:1].isspace()]
    return bool(margin) and is_of_other_days(margin[-1])
