"""Undated headings between two days that belong to the first: what stands below them shows files of that day.

# 2022-10-26  >  # Rails  >  ![](pictures/2022-10-26_2.jpg)  >  # 2022-10-27
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date as Date
from itertools import pairwise, takewhile
from pathlib import PurePosixPath

from index.dates.written import dates_in
from index.entries.context import HeadingInContext
from index.entries.mention import ResolvedDay
from index.notes.block import Block
from index.notes.markup.suffixes import NOTE_SUFFIXES

_LINK = re.compile(
    r"\]\(\s?<?(?P<markdown>[^()\n]{1,300})\)|\[\[(?:file:)?(?P<wiki>[^\[\]\n|]{1,300})"
    r"|\b(?:src|href)\s?=\s?[\"'](?P<html>[^\"'\n]{1,300})"
)
_ADDRESS = re.compile(r"[a-z][a-z+.-]{1,11}://", re.IGNORECASE)  # of the web, not of a file beside the note
_TITLE = re.compile(r">?\s[\"'].*")
_SUFFIX = re.compile(r"\.[a-z]\w{1,4}", re.IGNORECASE)


def linked_to_day(
    headings: Sequence[HeadingInContext], days: Sequence[ResolvedDay], named: Sequence[int], blocks: Sequence[Block]
) -> Iterator[int]:
    """The undated headings behind a day, at its level, up to the last whose files are all of that day."""
    for at, following in pairwise([*named, len(headings)]):
        day, level = days[at], headings[at].heading.level
        own = [i for i in range(at + 1, following) if headings[i].heading.level == level]
        if day.date is None or day.end is not None or not own:
            continue
        ends = [headings[i].heading.line_start for i in (*own[1:], following) if i < len(headings)]
        last = 0
        for n, i in enumerate(own):
            end = ends[n] if n < len(ends) else None
            found = _days_shown(blocks, headings[i].heading.line_start, end)
            if not found <= {day.date}:
                break
            last = n + 1 if found else last
        yield from own[:last]


def _days_shown(blocks: Sequence[Block], start: int, end: int | None) -> set[Date]:
    """The days in the names of files, but for notes, that lines link to."""
    first = bisect_left(blocks, start, key=lambda block: block.line_start)
    behind = map(blocks.__getitem__, range(first, len(blocks)))
    inside = takewhile(lambda block: end is None or block.line_start < end, behind)
    links = (match for block in inside if block.kind != "code" for match in _LINK.finditer(block.text))
    targets = (_TITLE.sub("", match[match.lastgroup or 0]).rstrip(" >") for match in links)
    return {day for target in targets if not _ADDRESS.match(target) for day in _days_of(target)}


def _days_of(target: str) -> Iterator[Date]:
    path = PurePosixPath(target)
    suffix = path.suffix
    if not _SUFFIX.fullmatch(suffix) or suffix.lower() in NOTE_SUFFIXES:
        return
    for written in dates_in(path.stem) or dates_in(path.parent.name):
        if written.year and written.month and written.day and written.until is None:
            try:
                yield Date(written.year, written.month, written.day)
            except ValueError:
                continue
