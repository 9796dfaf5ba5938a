"""Days of a log told otherwise than its others: `Feb 16-17` among `Sat Feb 9`, `Good Friday 14th`, `Heiligabend`.

A line is one of them where it stands as the log's days do and names just one day (day_heads.py) that lies between
those before and behind it: their order is the evidence. What stands at the margin behind the last day of a log whose
text is indented, or below a title in capitals there, belongs to no day.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date as Date
from datetime import timedelta

from index.dates.label import Label
from index.dates.line_heads.day_heads import DayHead, day_head, may_be_head, may_be_span
from index.dates.written_date import WrittenDate
from index.entries.context import HeadingInContext
from index.entries.evidence.between import spans_between
from index.entries.logs.day_log import MARK, TITLE_CHARS, DayLog, is_falling, log_of_lines
from index.entries.logs.log_end import end_of_last
from index.entries.logs.run_lines import Placed
from index.entries.mention import DateMention, ResolvedDay
from index.entries.places.day_heading import DayHeading, Origin
from index.notes.block import Block
from index.notes.note import Note
from index.text.folding import fold_accents
from index.text.language_data import any_of

BETWEEN_NEIGHBOURS = "told by the days before and behind it"
SAID_UNDATED = "the note says that it has no date"
_FEWEST_DAYS = 2
_UNDATED = re.compile(  # alone, or with a few words in brackets or emphasis
    rf"\W{{0,6}}{any_of('dates.undated')}\W{{0,6}}"
    rf"|[(\[（【*_]{{1,3}}(?:[^()\[\]]*\W)?{any_of('dates.undated')}(?:\W[^()\[\]]*)?[)\]）】*_]{{1,3}}\W?"
)


def with_other_days(note: Note, blocks: Sequence[Block], placed: Placed, whole: ResolvedDay) -> Placed:
    """The headings and their days with those of the log's days that are told otherwise, and what ends its last one."""
    days = [(p.heading, day) for p, day in zip(*placed, strict=True) if day.date is not None]
    if len(days) < _FEWEST_DAYS or whole.is_of_file:
        return placed
    marked = [h.level for h, _ in days if h.origin == "heading" and not h.bare]
    if marked:
        level = Counter(marked).most_common(1)[0][0]
        candidates = _headings(placed, level)
        log = DayLog(note, blocks, days, level, False, False, True, is_falling(days))
    else:
        log = log_of_lines(note, blocks, days)
        candidates = _lines(log)
    more = [*_found(candidates, log, bool(marked)), *_spans(placed, log)]
    if not marked:
        more += _undated(log, {p.heading.line_start for p, _ in more})
        if end := end_of_last(log, more):
            more.append(end)
    return _merged(placed, more)


_Candidate = tuple[int, int, str, bool]
"""First and last line, its text, and whether a text follows in the same block."""


def _headings(placed: Placed, level: float) -> Iterator[_Candidate]:
    """Headings at the level of the log's days that are none yet."""
    for p, day in zip(*placed, strict=True):
        h = p.heading
        if h.origin == "heading" and h.level == level and not h.bare and day.date is None and not p.is_context:
            yield h.line_start, h.line_end, h.title, True


def _lines(log: DayLog) -> Iterator[_Candidate]:
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
        text = raw[MARK.match(raw).end() :]  # type: ignore[union-attr]
        if may_be_head(text):
            yield b.line_start, b.line_start, text, b.line_end > b.line_start or b.bare


def _found(candidates: Iterator[_Candidate], log: DayLog, marked: bool) -> list[tuple[HeadingInContext, ResolvedDay]]:
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
        span = _day_after(*around) if head.is_next else _only_span(head, around, log)
        if span is None or _is_bare_weekday(head) and not all(around):
            continue
        first, last = span
        title = text.strip() if len(text) < TITLE_CHARS else head.raw
        origin: Origin = "heading" if marked else "line"
        written = WrittenDate(0, len(head.raw), head.raw, first.year, first.month, first.day)
        heading = DayHeading(start, end, log.level, title, Label(written, "strong"), origin)
        source = "heading" if head.written is not None else "neighbours"
        known[start] = ResolvedDay(first, last, source, head.raw, (BETWEEN_NEIGHBOURS,))
        out.append((HeadingInContext(heading, DateMention(written, source)), known[start]))
    return out


def _is_bare_weekday(head: DayHead) -> bool:
    """Whether nothing but a weekday is written: "Sun." is as often the weather."""
    return bool(head.weekdays) and not (head.holiday or head.written or head.day)


def _only_span(
    head: DayHead, around: tuple[ResolvedDay | None, ResolvedDay | None], log: DayLog
) -> tuple[Date, Date | None] | None:
    """The one span of days that a head can mean between those before and after it."""
    spans = spans_between(head, *(reversed(around) if log.falling else around))
    return spans.pop() if len(spans) == 1 else None


def _day_after(before: ResolvedDay | None, after: ResolvedDay | None) -> tuple[Date, None] | None:
    """The day after the last one, where no entry of its own tells of it."""
    last = before and (before.end or before.date)
    day = last + timedelta(days=1) if last else None
    return (day, None) if day is not None and (after is None or after.date != day) else None


def _spans(placed: Placed, log: DayLog) -> Iterator[tuple[HeadingInContext, ResolvedDay]]:
    """Days of which only the first was read: `Fri 6th to Sun 8th`."""
    dated = [(p, day) for p, day in zip(*placed, strict=True) if day.date is not None]
    for i, (p, day) in enumerate(dated):
        line = log.note.lines[p.heading.line_start - 1] if p.heading.line_start <= len(log.note.lines) else ""
        if day.date is None or day.end is not None or p.heading.origin != "line" or not may_be_span(line):
            continue
        head = day_head(line[MARK.match(line).end() :])  # type: ignore[union-attr]
        until = head is not None and head.written is not None and head.written.until is not None
        if head is None or not (until or head.last and head.weekdays):
            continue
        at = i - 1 if log.falling else i + 1
        after = dated[at][1] if 0 <= at < len(dated) else None
        before = replace(day, date=day.date - timedelta(days=1))
        ends = {last for first, last in spans_between(head, before, after) if first == day.date}
        if len(ends) == 1 and (end := ends.pop()):
            yield p, replace(day, end=end)


def _is_told(head: DayHead, log: DayLog, marked: bool, has_text: bool) -> bool:
    """Whether a head is set apart as a day's is, and no sentence's beginning."""
    counted = head.day is not None
    if counted and head.alone and head.stopped and has_text and log.alone and not marked:  # `15.`
        return True
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
    in_brackets = head.is_next and not head.raw[:1].isalpha()  # `(day after) sample clear`
    return in_brackets or head.separator in log.separators or head.alone and has_text and log.alone


def _has_pairs(log: DayLog, head: DayHead) -> bool:
    """Whether the log's other headings have two numbers too, `11/26`: else they may be a version's."""
    assert head.written is not None
    own = [h.label.date for h, _ in log.days if h.label.date and h.label.date.pair]
    return sum(d.dotted == head.written.dotted for d in own) >= _FEWEST_DAYS


def _undated(log: DayLog, taken: set[int]) -> Iterator[tuple[HeadingInContext, ResolvedDay]]:
    """What is said to have no date, `(sticky note, undated)`, and so is none of the day's above it."""
    taken = taken | {h.line_start for h, _ in log.days}
    for block in log.blocks:
        if block.kind not in ("paragraph", "heading") or block.depth or block.line_start in taken:
            continue
        title = block.text.split("\n", 1)[0].strip()
        if len(title) < TITLE_CHARS and _UNDATED.fullmatch(fold_accents(title)):
            heading = DayHeading(block.line_start, block.line_start, log.level, title, Label(), "line")
            yield HeadingInContext(heading, None, is_context=True), ResolvedDay(doubts=(SAID_UNDATED,))


def _merged(placed: Placed, more: Sequence[tuple[HeadingInContext, ResolvedDay]]) -> Placed:
    if not more:
        return placed
    own = {p.heading.line_start: (p, day) for p, day in more}
    kept = [(p, day) for p, day in zip(*placed, strict=True) if p.heading.line_start not in own]
    rows = sorted([*kept, *own.values()], key=lambda row: row[0].heading.line_start)
    return [replace(p) for p, _ in rows], [day for _, day in rows]
