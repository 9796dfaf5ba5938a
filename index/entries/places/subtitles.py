"""A date as a subtitle: a heading under a title, or over it, that dates all of the title's section.

# Day 1
#### 7/13/20
## Lecture        belongs to that day, though its level is above the date's
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from index.entries.places.day_heading import DayHeading
from index.notes.block import Block
from index.notes.prose import prose_of

_NEAR_LINES, _NEAR_WORDS = 25, 60  # above a date that is the only one of its note


def with_subtitles(headings: Sequence[DayHeading], blocks: Sequence[Block]) -> list[DayHeading]:
    """The headings, a title and the date that is its subtitle as one; the others as they are."""
    out: list[DayHeading] = []
    joined = False
    for i, heading in enumerate(headings):
        if joined:
            joined = False
            continue
        after = headings[i + 1] if i + 1 < len(headings) else None
        if after and _is_subtitle(heading, after, headings[i + 2 :], blocks):
            out.append(_joined(heading, after, heading, after))
            joined = True
        elif after and i == 0 and _is_eyebrow(heading, after, headings[i + 2 :], blocks):
            out.append(_joined(after, heading, heading, after))
            joined = True
        else:
            out.append(heading)
    return out


def _joined(title: DayHeading, date: DayHeading, first: DayHeading, last: DayHeading) -> DayHeading:
    counter = date.label.counter if date.label.counter is not None else title.label.counter
    label = replace(date.label, counter=counter, strength="strong")
    return replace(title, line_start=first.line_start, line_end=last.line_end, label=label)


def _is_subtitle(title: DayHeading, date: DayHeading, below: Sequence[DayHeading], blocks: Sequence[Block]) -> bool:
    """Whether `date` is a subtitle that a section of the `title` would end, as it is not deeper than that."""
    if not (_is_title(title) and _is_date(date, title) and date.level > title.level):
        return False
    section = list(takewhile(lambda h: h.level > title.level, below))
    if any(_names_day(h) for h in section) or not any(h.level <= date.level for h in section):
        return False
    sure = section[0].level < date.level or title.label.counter is not None
    if not (sure or not _words(blocks, date.line_end, section[0].line_start)):
        return False
    if not _words(blocks, title.line_end, date.line_start):
        return True
    near = date.line_start - blocks[0].line_start <= _NEAR_LINES
    alone = not any(_names_day(h) for h in below) and all(h.level < date.level for h in section)
    return near and alone and _words(blocks, title.line_end, date.line_start) <= _NEAR_WORDS


def _is_eyebrow(date: DayHeading, title: DayHeading, below: Sequence[DayHeading], blocks: Sequence[Block]) -> bool:
    """Whether `date` stands right over the `title`, in smaller letters."""
    if not (_is_title(title) and _is_date(date, title) and date.level > title.level):
        return False
    return not _words(blocks, date.line_end, title.line_start) and not any(map(_names_day, below))


def _is_title(heading: DayHeading) -> bool:
    label = heading.label
    undated = label.date is None and label.day_only is None and label.weekday is None
    return undated and heading.origin == "heading" and not heading.bare and not heading.listed


def _is_date(heading: DayHeading, title: DayHeading) -> bool:
    sure = heading.label.strength == "strong" or heading.label.strength == "weak" and title.label.counter is not None
    whole = heading.origin == "heading" and not heading.bare and not heading.listed and heading.label.pure
    return whole and sure and heading.label.date is not None and heading.label.date.names_day


def _names_day(heading: DayHeading) -> bool:
    label = heading.label
    return label.day_only is not None or label.strength != "none" and label.date is not None and label.date.names_day


def _words(blocks: Sequence[Block], after: int, before: int) -> int:
    """How many words stand between two lines, but for pictures and the like."""
    inside = (b for b in blocks if b.line_start > after and b.line_end < before)
    return sum(len(prose.split()) for b in inside if (prose := prose_of(b)))
