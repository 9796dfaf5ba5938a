"""Headings of one level that all name a day somewhere: `Rehearsal of 12 Dec.`, `Snowdon 2013-10-12 with Ann`.

One such heading mentions a day; where most of a level do, one after the other, they are its days.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from index.dates.label import Label
from index.dates.labels import weekday_in
from index.dates.line_heads.openings import openings_in
from index.dates.names import weekday_number
from index.dates.written import dates_in
from index.dates.written_date import WrittenDate
from index.entries.places.day_heading import DayHeading
from index.entries.places.of_else import is_of_other_days
from index.entries.places.series import YEAR, place_in_time
from index.notes.block import Block
from index.text.folding import fold_accents
from index.text.inline import plain
from index.text.language_data import all_words

_FEWEST, _SHARE = 3, 0.6  # headings of a level, and how many of them name a day
_IN_ORDER = 0.9  # of the steps from one to the next go one way
_TURN = YEAR - 120  # days: a step back by so much is New Year, where years are not written
_SHARE_OF_TEXTS = 0.4
_SAME_WORDS, _FEWEST_ALIKE = 3, 2
_TITLE = 90  # characters of a first line
_SENTENCE_ENDS = (".", "!", "?", "。", ",")
_WORDS = re.compile(r"[^\W\d_]+")
_NOT_ITS_DAY = all_words("dates.mentions") | all_words("dates.planned")


def with_dated_titles(headings: list[DayHeading]) -> list[DayHeading]:
    """The headings; those of a level that mostly name days have the day that stands in their title."""
    out = list(headings)
    marked = [h for h in headings if h.origin == "heading" and not h.bare and not h.listed]
    for level in {h.level for h in marked}:
        own = [h for h in marked if h.level == level]
        dated = {h.line_start: label for h in own if (label := _label_in(h))}
        new = [h for h in own if h.line_start in dated and h.label.date is None]
        if len(own) < _FEWEST or not new or len(dated) < max(_SHARE * len(own), _FEWEST):
            continue
        days = [label.date for label in dated.values() if label.date]
        if _in_order(days) and not any(is_of_other_days(h.title) for h in own):
            lines = {h.line_start for h in new}
            out = [replace(h, label=dated[h.line_start]) if h.line_start in lines else h for h in out]
    return out


def with_dated_first_lines(headings: list[DayHeading], blocks: Sequence[Block]) -> list[DayHeading]:
    """The headings with the paragraphs whose first lines tell a day among words, in a note that has no other days.

    `Meeting held Tuesday 6th September, upstairs`, `Page for Tue 23 Aug`: most of a note's do, one after the other.
    """
    first = blocks[0].line_start if blocks else 0  # a title may name a day: "Feeds (Ottilie, b. 21 August 2016)"
    days = [h for h in headings if h.label.strength == "strong" and h.label.date and h.label.date.names_day]
    if any(h.label.pure or h.line_start != first for h in days) or any(is_of_other_days(h.title) for h in headings):
        return headings
    texts = [b for b in blocks if b.depth == 0 and (b.kind == "paragraph" or b.bare)]
    if any(b.kind == "heading" and not b.bare and b.level > 1 for b in blocks):
        return headings
    told = {b.line_start: (b, h.label) for b in texts if (h := _first_line(b)) and h.label.date}
    if len(told) < max(_FEWEST, _SHARE_OF_TEXTS * len(texts)):
        alike = _beginning_alike([b for b, _ in told.values()], texts)
        told = {line: told[line] for line in alike}
    if not told or not _in_order([label.date for _, label in told.values() if label.date]):
        return headings
    if sum(_days_inside(block) for block, _ in told.values()) >= len(told):
        return headings  # a log within each: `2/5: blowoff` below `#12 "Shovel Stout"  brewed 2/3/19`
    level = max((h.level for h in headings if not h.bare), default=0) + 0.5
    lines = [
        DayHeading(b.line_start, b.line_start, level, b.text.split("\n", 1)[0][:_TITLE], label, "line")
        for b, label in told.values()
    ]
    return sorted([*(h for h in headings if h.line_start not in told), *lines], key=lambda h: h.line_start)


def _beginning_alike(blocks: Sequence[Block], texts: Sequence[Block]) -> list[int]:
    """The lines of the paragraphs that begin with words that recur, and no others of `texts` do: `Minutes of … on`."""
    all_leads, leads = Counter(map(_lead, texts)), Counter(map(_lead, blocks))
    recurring = {lead for lead, n in leads.items() if n >= _FEWEST_ALIKE and n == all_leads[lead]}
    return [block.line_start for block in blocks if _lead(block) in recurring]


def _lead(block: Block) -> tuple[str, ...]:
    return tuple(_WORDS.findall(fold_accents(block.text[:_TITLE])))[:_SAME_WORDS]


def _days_inside(block: Block) -> int:
    """How many lines of a paragraph behind its first one begin with a day."""
    lines = (line.strip() for line in block.text.split("\n")[1:])
    return sum(o.stopped and (o.pair is not None or o.month is not None) for o in openings_in(lines))


def _first_line(block: Block) -> DayHeading | None:
    """A paragraph's first line, where it is no sentence, with the day that it tells."""
    first, *more = block.text.split("\n")
    title = plain(first)
    runs_on = bool(more) and more[0][:1].islower()
    if len(title) > _TITLE or title.rstrip().endswith(_SENTENCE_ENDS) or runs_on:
        return None
    line = DayHeading(block.line_start, block.line_start, 0, title, Label(), "line")
    label = _label_in(line)
    return replace(line, label=label) if label else None


def _label_in(heading: DayHeading) -> Label | None:
    """The label of a heading that is a day, or what it would be by the only date in its title."""
    label = heading.label
    if label.date is not None:
        return label if label.date.names_day and label.strength == "strong" else None
    found = [d for d in dates_in(heading.title) if d.names_day]
    if len(found) != 1 or found[0].weak or label.day_only is not None:
        return None
    words = _WORDS.findall(fold_accents(heading.title[: found[0].start]))
    before = [word for word in words if weekday_number(word) is None]  # "Sprint 14 (starts Mon 2022-01-10)"
    if before and before[-1] in _NOT_ITS_DAY:
        return None
    return Label(found[0], "strong", False, weekday_in(heading.title), label.counter, label.counter_last)


def _in_order(days: Sequence[WrittenDate]) -> bool:
    """Whether the days follow each other, newest first or last; those without a year go over New Year."""
    places = [place_in_time(replace(d, year=None)) if _lacks_year(days) else place_in_time(d) for d in days]
    steps = [b - a for a, b in pairwise(places) if a != b]
    steps = [-step if abs(step) > _TURN and _lacks_year(days) else step for step in steps]
    rising = sum(step > 0 for step in steps)
    return bool(steps) and max(map(abs, steps)) <= YEAR and max(rising, len(steps) - rising) >= _IN_ORDER * len(steps)


def _lacks_year(days: Sequence[WrittenDate]) -> bool:
    return any(d.year is None for d in days)
