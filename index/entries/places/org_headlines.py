"""Org: the day of a headline, by its own words, its drawer or its text, and the notes in a headline's logbook.

Stamps as in https://orgmode.org/manual/Timestamps.html, notes as in https://orgmode.org/manual/Drawers.html.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from index.dates.label import Label
from index.dates.labels import read_label
from index.entries.places.day_heading import DayHeading
from index.notes.block import Block
from index.text.inline import is_navigation, plain

_STATE = re.compile(r"(?:TODO|NEXT|WAITING|WAIT|HOLD|DEFERRED|SCHEDULED|DONE|CANCELLED|CANCELED|STARTED)\b")
_WORDED = re.compile(r"[^\W\d_]")
_DONE = re.compile(r"DONE\b")
_TAGS = re.compile(r"\s+:[\w@:]+:\s*$")
_STAMP = re.compile(r"[<\[](\d{4}-\d\d-\d\d\b[^\]>\n]{0,30})[\]>]")
_PLANS = re.compile(r"\b(?:SCHEDULED|DEADLINE):")
_CREATED = re.compile(r":(?:CREATED|DATE|created|date):\s*[\[<]([^\]>\n]{8,40})[\]>]")
_PLANNED = re.compile(r"\s*(?:CLOSED|SCHEDULED|DEADLINE):")
_ENTERED = re.compile(  # `Entered on [2022-04-11 Mon]`
    r"[^\W\d_]+(?: [^\W\d_]+){1,3}:? \[(\d{4}-\d\d-\d\d[^\]\n]{0,20})\]"
)


def org_headline(block: Block, level: float) -> DayHeading:
    """A headline with the day that it names; a task's only where it is done and has a stamp."""
    title = _TAGS.sub("", block.text)
    stamps = _STAMP.findall(title) if not _PLANS.search(title) else []
    linked = is_navigation(title) and title.count("[") > 2
    told = len(stamps) == 1 and not linked and (_DONE.match(title) or not _STATE.match(title))
    label = Label() if linked or _STATE.match(title) else read_label(plain(title))
    if told and (label.date is None or label.strength != "strong" or label.date.until):
        label = read_label(stamps[0])
        label = replace(label, pure=label.pure and not _WORDED.search(_STATE.sub("", _STAMP.sub("", title), count=1)))
    return DayHeading(block.line_start, block.line_end, level, plain(title), label, "heading", block.bare)


def is_planned_task(title: str) -> bool:
    """Whether a headline is a task with its plan in it: `TODO Call the smith SCHEDULED: <2021-03-09 Tue>`."""
    return _STATE.match(title) is not None and _PLANS.search(title) is not None


def with_day_made(drawer: Block, out: list[DayHeading], before: Block) -> None:
    """An org headline without a date of its own has the day its drawer says it was made."""
    match = _CREATED.search(drawer.text)
    heading = out[-1] if out else None
    if not match or heading is None:
        return
    planned = before.line_start - 1 == heading.line_end and _PLANNED.match(before.text)
    if heading.line_end == drawer.line_start - 1 or planned and before.line_end == drawer.line_start - 1:
        out[-1] = _made_on(heading, match[1])


def captured(block: Block, out: Sequence[DayHeading]) -> DayHeading | None:
    """The headline above with the day that a line of its text says it was made: `Entered on [2022-04-11 Mon 08:14]`."""
    stamps = [m[1] for line in block.text.split("\n") if (m := _ENTERED.fullmatch(line.strip()))]
    if block.kind != "paragraph" or len(stamps) != 1 or not out or out[-1].origin != "heading":
        return None
    made = _made_on(out[-1], stamps[0])
    return made if made is not out[-1] else None


def _made_on(heading: DayHeading, stamp: str) -> DayHeading:
    """The headline with the day of a stamp, where it has no date of its own."""
    if heading.label.date or heading.label.day_only:
        return heading
    return DayHeading(heading.line_start, heading.line_end, heading.level, heading.title, read_label(stamp), "drawer")


def logbook_notes(blocks: Sequence[Block]) -> dict[int, Label]:
    """By their first lines the notes in logbooks, each with the day of its stamp: `- Note taken on [2020-07-19 Sun]`.

    A stamp that begins the note is its own; behind words (`Rescheduled from "[…]" on […]`) the last one is.
    """
    out: dict[int, Label] = {}
    inside = False
    for block in blocks:
        if block.kind == "drawer":
            inside = block.text.count(":") == 2 and not is_end_of_drawer(block)
        elif inside and block.kind == "item" and (stamps := _STAMP.findall(block.text.split("\n", 1)[0])):
            out[block.line_start] = read_label(stamps[0 if block.text.startswith("[") else -1])
    return out


def is_below_day(headings: Sequence[DayHeading]) -> bool:
    """Whether the last of the headings, or one above it, names a day."""
    level = float("inf")
    for heading in reversed(headings):
        if heading.origin in ("heading", "drawer") and heading.level < level:
            if heading.label.date is not None or heading.label.day_only is not None:
                return True
            level = heading.level
    return False


def is_end_of_drawer(block: Block) -> bool:
    """Whether a block is the line behind the notes of a logbook."""
    return block.kind == "drawer" and block.text.strip().upper() == ":END:"
