"""Days of a log told otherwise than its others: `Feb 16-17` among `Sat Feb 9`, `Good Friday 14th`, `Heiligabend`.

A line is one of them where it stands as the log's days do and names just one day (day_heads.py) that lies between
those before and behind it: their order is the evidence. What stands at the margin behind the last day of a log whose
text is indented, or below a title in capitals there, belongs to no day.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from index.dates.labels import Label
from index.dates.line_heads.day_heads import DayHead, day_head, may_be_head, may_be_span
from index.dates.written_date import WrittenDate
from index.entries.context import HeadingInContext
from index.entries.evidence.between import spans_between
from index.entries.mention import DateMention, ResolvedDay
from index.entries.places.day_heading import DayHeading, Origin
from index.entries.run_lines import Placed
from index.notes.block import Block
from index.notes.note import Note
from index.text.folding import fold_accents
from index.text.language_data import any_of

BETWEEN_NEIGHBOURS = "told by the days before and behind it"
SAID_UNDATED = "the note says that it has no date"
_FEWEST_DAYS = 2
_HANGING = 0.9  # of the lines of a log's days are indented, where its days are a column
_FEWEST_HANGING = 2
_CAPITALS = 6
_TITLE_CHARS = 100
_MARK = re.compile(r"\s*(?:[-*+]\s+)?[*_]{0,3}")
_UNDATED = re.compile(  # alone, or with a few words in brackets or emphasis
    rf"\W{{0,6}}{any_of('dates.undated')}\W{{0,6}}"
    rf"|[(\[（【*_]{{1,3}}(?:[^()\[\]]*\W)?{any_of('dates.undated')}(?:\W[^()\[\]]*)?[)\]）】*_]{{1,3}}\W?"
)
_IN_BRACKETS = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class _Log:
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


def with_other_days(note: Note, blocks: Sequence[Block], placed: Placed, whole: ResolvedDay) -> Placed:
    """The headings and their days with those of the log's days that are told otherwise, and what ends its last one."""
    days = [(p.heading, day) for p, day in zip(*placed, strict=True) if day.date is not None]
    if len(days) < _FEWEST_DAYS or whole.source == "file name" and whole.date is not None and whole.end is None:
        return placed
    marked = [h.level for h, _ in days if h.origin == "heading" and not h.bare]
    if marked:
        level = Counter(marked).most_common(1)[0][0]
        candidates = _headings(placed, level)
        log = _Log(note, blocks, days, level, False, False, True, _is_falling(days))
    else:
        log = _log(note, blocks, days)
        candidates = _lines(log)
    more = [*_found(candidates, log, bool(marked)), *_spans(placed, log)]
    if not marked:
        more += _undated(log, {p.heading.line_start for p, _ in more})
        if end := _end_of_last(log, more):
            more.append(end)
    return _merged(placed, more)


def _log(note: Note, blocks: Sequence[Block], days: Sequence[tuple[DayHeading, ResolvedDay]]) -> _Log:
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
    return _Log(
        note,
        blocks,
        days,
        min(h.level for h, _ in days),
        sum(b.kind == "item" for b in own) > len(own) / 2,
        hanging,
        alone and not hanging and all(len(h.title) < _TITLE_CHARS / 2 for h, _ in days),
        _is_falling(days),
    )


def _is_falling(days: Sequence[tuple[DayHeading, ResolvedDay]]) -> bool:
    dates = [day.date for _, day in days if day.date]
    steps = [a < b for a, b in zip(dates, dates[1:], strict=False) if a != b]
    return steps.count(False) > steps.count(True)


_Candidate = tuple[int, int, str, bool]
"""First and last line, its text, and whether a text follows in the same block."""


def _headings(placed: Placed, level: float) -> Iterator[_Candidate]:
    """Headings at the level of the log's days that are none yet."""
    for p, day in zip(*placed, strict=True):
        h = p.heading
        if h.origin == "heading" and h.level == level and not h.bare and day.date is None and not p.is_context:
            yield h.line_start, h.line_end, h.title, True


def _lines(log: _Log) -> Iterator[_Candidate]:
    """Blocks that stand as the log's days do and are none yet."""
    days = {h.line_start for h, _ in log.days}
    for b in log.blocks:
        if b.line_start in days or b.line_start > len(log.note.lines):
            continue
        raw = log.note.lines[b.line_start - 1]
        numbered = b.kind == "item" and b.depth == 1 and raw[:1].isdigit()  # `1. Advent`
        fits = b.kind == "item" and b.depth == 1 if log.listed else b.bare or numbered or b.kind == "paragraph"
        if not fits or not log.listed and (b.depth and not numbered or raw[:1].isspace()):
            continue
        text = raw[_MARK.match(raw).end() :]  # type: ignore[union-attr]
        if may_be_head(text):
            yield b.line_start, b.line_start, text, b.line_end > b.line_start or b.bare


def _found(candidates: Iterator[_Candidate], log: _Log, marked: bool) -> list[tuple[HeadingInContext, ResolvedDay]]:
    """The candidates that are days, each between the day before and the next one."""
    out: list[tuple[HeadingInContext, ResolvedDay]] = []
    known = {h.line_start: day for h, day in log.days}
    for start, end, text, has_text in candidates:
        head = day_head(text)
        if head is None or not _is_told(head, log, marked, has_text):
            continue
        before = max((line for line in known if line < start), default=None)
        after = min((line for line in known if line > start), default=None)
        around = (known[before] if before else None, known[after] if after else None)
        spans = spans_between(head, *(reversed(around) if log.falling else around))
        if len(spans) != 1:
            continue
        first, last = spans.pop()
        title = text.strip() if len(text) < _TITLE_CHARS else head.raw
        origin: Origin = "heading" if marked else "line"
        written = WrittenDate(0, len(head.raw), head.raw, first.year, first.month, first.day)
        heading = DayHeading(start, end, log.level, title, Label(written, "strong"), origin)
        source = "heading" if head.written is not None else "neighbours"
        known[start] = ResolvedDay(first, last, source, head.raw, (BETWEEN_NEIGHBOURS,))
        out.append((HeadingInContext(heading, DateMention(written, source)), known[start]))
    return out


def _spans(placed: Placed, log: _Log) -> Iterator[tuple[HeadingInContext, ResolvedDay]]:
    """Days of which only the first was read: `Fri 6th to Sun 8th`."""
    dated = [(p, day) for p, day in zip(*placed, strict=True) if day.date is not None]
    for i, (p, day) in enumerate(dated):
        line = log.note.lines[p.heading.line_start - 1] if p.heading.line_start <= len(log.note.lines) else ""
        if day.date is None or day.end is not None or p.heading.origin != "line" or not may_be_span(line):
            continue
        head = day_head(line[_MARK.match(line).end() :])  # type: ignore[union-attr]
        until = head is not None and head.written is not None and head.written.until is not None
        if head is None or not (until or head.last and head.weekdays):
            continue
        at = i - 1 if log.falling else i + 1
        after = dated[at][1] if 0 <= at < len(dated) else None
        before = replace(day, date=day.date - timedelta(days=1))
        ends = {last for first, last in spans_between(head, before, after) if first == day.date}
        if len(ends) == 1 and (end := ends.pop()):
            yield p, replace(day, end=end)


def _is_told(head: DayHead, log: _Log, marked: bool, has_text: bool) -> bool:
    """Whether a head is set apart as a day's is, and no sentence's beginning."""
    counted = head.day is not None
    if counted and not (head.weekdays or head.holiday) or counted and not (head.ordinal or head.stopped):
        return False
    beside = bool(head.weekdays or head.holiday)
    dated = head.written is not None
    pair = head.written is not None and head.written.pair is not None
    if marked:
        return (not pair or beside or _has_pairs(log, head)) and (dated or counted or head.stopped or head.alone)
    if log.hanging:
        return dated and (beside or head.stopped) or counted or head.stopped
    if dated or counted:
        return beside or head.stopped and not pair or log.alone and head.alone
    return head.alone and has_text and log.alone


def _has_pairs(log: _Log, head: DayHead) -> bool:
    """Whether the log's other headings have two numbers too, `11/26`: else they may be a version's."""
    assert head.written is not None
    own = [h.label.date for h, _ in log.days if h.label.date and h.label.date.pair]
    return sum(d.dotted == head.written.dotted for d in own) >= _FEWEST_DAYS


def _undated(log: _Log, taken: set[int]) -> Iterator[tuple[HeadingInContext, ResolvedDay]]:
    """What is said to have no date, `(sticky note, undated)`, and so is none of the day's above it."""
    taken = taken | {h.line_start for h, _ in log.days}
    for block in log.blocks:
        if block.kind not in ("paragraph", "heading") or block.depth or block.line_start in taken:
            continue
        title = block.text.split("\n", 1)[0].strip()
        if len(title) < _TITLE_CHARS and _UNDATED.fullmatch(fold_accents(title)):
            heading = DayHeading(block.line_start, block.line_start, log.level, title, Label(), "line")
            yield HeadingInContext(heading, None, is_context=True), ResolvedDay(doubts=(SAID_UNDATED,))


def _end_of_last(
    log: _Log, more: Sequence[tuple[HeadingInContext, ResolvedDay]]
) -> tuple[HeadingInContext, ResolvedDay] | None:
    """What stands behind the last day and belongs to none, as the layout tells."""
    last = max([h.line_start for h, _ in log.days] + [p.heading.line_start for p, _ in more])
    lines = log.note.lines
    earlier = any(_in_capitals(b) for b in log.blocks if log.days[0][0].line_start < b.line_start < last)
    for block in log.blocks:
        if block.line_start <= last or block.kind not in ("paragraph", "heading") or block.line_end > len(lines):
            continue
        own = lines[block.line_start - 1 : block.line_end]
        apart = not lines[block.line_start - 2].strip()
        at_margin = log.hanging and all(not line[:1].isspace() for line in own)
        followed = block is not log.blocks[-1] or len(own) > 1
        if apart and (at_margin and len(own) > 1 or followed and not earlier and _in_capitals(block)):
            title = block.text.split("\n", 1)[0][:_TITLE_CHARS]
            heading = DayHeading(block.line_start, block.line_start, log.level, title, Label(), "line")
            return HeadingInContext(heading, None, is_context=True), ResolvedDay()
    return None


def _in_capitals(block: Block) -> bool:
    """Whether a block begins with a title in capitals: `PARTS & PHONE (keep at the bottom)`."""
    if block.kind not in ("paragraph", "heading"):
        return False
    title = _IN_BRACKETS.sub("", block.text.split("\n", 1)[0]).strip()
    if not title.isupper() or title.endswith((".", "!", "?")):
        return False
    return sum(sign.isalpha() for sign in title) >= _CAPITALS


def _merged(placed: Placed, more: Sequence[tuple[HeadingInContext, ResolvedDay]]) -> Placed:
    if not more:
        return placed
    own = {p.heading.line_start: (p, day) for p, day in more}
    kept = [(p, day) for p, day in zip(*placed, strict=True) if p.heading.line_start not in own]
    rows = sorted([*kept, *own.values()], key=lambda row: row[0].heading.line_start)
    return [replace(p) for p, _ in rows], [day for _, day in rows]
