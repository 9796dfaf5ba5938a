"""Paragraphs that were added to a note later, and say when: `**Update 2022-05-16:** the pads are not fitted`."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date

from index.dates.label import Label
from index.dates.written import dates_in
from index.dates.written_date import WrittenDate
from index.entries.mention import ResolvedDay
from index.entries.places.day_heading import DayHeading
from index.notes.block import Block
from index.text.folding import fold_accents
from index.text.inline import plain
from index.text.language_data import any_of

_LED = re.compile(  # "Update 2022-05-16", "Nachtrag vom 3.3.2021"
    rf"\W{{0,3}}(?:{any_of('dates.additions')})(?![^\W\d_])[\s:,(（\[【–—-]{{0,4}}(?:[^\W\d_]{{1,4}}\s)?"
)
_STOPPED = re.compile(r"\s?[)\]）】]?\s?(?:[:：.]\s?|\s?[–—]\s?|\s-\s)|\s?[)\]）】]\s?")
_READ_CHARS = 80
_FEWEST_SIGNS = 4  # of what was added, behind its day


def with_additions(headings: list[DayHeading], blocks: Sequence[Block], whole: ResolvedDay) -> list[DayHeading]:
    """The headings with the paragraphs that say on which day they were added; none before the note's own day."""
    taken = {h.line_start for h in headings if h.label.date is not None}
    added = [h for h in _additions(headings, blocks, whole.end or whole.date) if h.line_start not in taken]
    lines = {h.line_start for h in added}
    return sorted([*(h for h in headings if h.line_start not in lines), *added], key=lambda h: h.line_start)


def _additions(headings: Sequence[DayHeading], blocks: Sequence[Block], first: date | None) -> Iterator[DayHeading]:
    starts = [h.line_start for h in headings]
    for block in blocks:
        if block.kind != "paragraph" or block.depth:
            continue
        written = _added_on(plain(block.text.split("\n", 1)[0][:_READ_CHARS]), block.text)
        if written is None or first is not None and _is_before(written, first):
            continue
        at = bisect_left(starts, block.line_start)
        level = headings[at - 1].level if at else 0.0
        label = Label(written, "strong", True)
        yield DayHeading(block.line_start, block.line_start, level + 0.25, written.raw, label, "line")


def _added_on(line: str, text: str) -> WrittenDate | None:
    """The day, with its year, on which a paragraph says that it was added."""
    led = _LED.match(fold_accents(line))
    if led is None:
        return None
    written = next(iter(dates_in(line[led.end() :])), None)
    if written is None or written.start or written.year is None or not written.names_day:
        return None
    end = led.end() + written.end
    said = len(text) - end >= _FEWEST_SIGNS
    return written if said and _STOPPED.match(line, end) else None


def _is_before(written: WrittenDate, first: date) -> bool:
    day = (written.year, written.month, written.day)
    return written.month is not None and day < (first.year, first.month, first.day)
