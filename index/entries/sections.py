"""A note's heads -> its sections: stretches of lines, each with the day that its heading, parents and neighbours tell.

Sections follow each other without a gap from the first line of the body to the last.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date as Date
from itertools import pairwise

from index.dates.written import WrittenDate
from index.entries.context import HeadingInContext, headings_in_context, resolved_days
from index.entries.day_month_order import PairOrder
from index.entries.headings import DayHeading, day_headings
from index.entries.resolve import ResolvedDay
from index.entries.trust import trusted
from index.entries.user_rules import DateRules
from index.notes.block import Block
from index.notes.note import Note

LOOSE_LINE = "a line begins with a date, perhaps in a sentence"


@dataclass(frozen=True, slots=True)
class Section:
    """Lines of a note with one day, or with none."""

    line_start: int
    line_end: int
    title: str
    day: ResolvedDay
    own: bool = False
    """Whether its own heading names a day, be it one that cannot be told."""
    whole: bool = False
    """Whether the section is all of the note."""


def sections(
    note: Note,
    blocks: Sequence[Block],
    rules: DateRules,
    today: Date,
    order: PairOrder | None,
    whole: ResolvedDay,
    year: WrittenDate | None,
) -> list[Section]:
    """At least one section; `whole` is the note's own day, `year` what its path says of years."""
    last = max(len(note.lines), note.body_start)
    placed = list(headings_in_context(trusted(day_headings(blocks, note.kind), whole, blocks), rules, year, whole))
    days = resolved_days(placed, today, order, whole, rules)
    begins = list(_boundaries(placed, days, blocks))
    begins = sorted([*begins, *_below_list(begins, blocks)], key=lambda begin: begin[0])
    if not begins:
        return [Section(note.body_start, last, "", ResolvedDay(), whole=True)]
    out = [Section(note.body_start, begins[0][0] - 1, "", ResolvedDay())] if begins[0][0] > note.body_start else []
    ends = [start - 1 for start, *_ in begins[1:]] + [last]
    for (start, title, day, own), end in zip(begins, ends, strict=True):
        out.append(Section(start, end, title, day, own))
    return out if len(out) > 1 else [replace(out[0], whole=True)]


def _boundaries(
    placed: Sequence[HeadingInContext], days: Sequence[ResolvedDay], blocks: Sequence[Block]
) -> Iterator[tuple[int, str, ResolvedDay, bool]]:
    """(first line, title, day, whether the heading names one) of each section but the first."""
    named = [i for i, p in enumerate(placed) if _names_day(p, days[i])]
    if not named:
        return
    usual = Counter(placed[i].head.level for i in named if placed[i].head.origin == "heading").most_common(1)
    usual_level = usual[0][0] if usual else max(placed[i].head.level for i in named)
    alone = len(named) == 1 and _opens(placed[named[0]].head, placed, blocks)
    repeated = {t for t, n in Counter(p.head.title for p in placed if p.head.title).items() if n >= 3}
    titles = set(_titles(placed, set(named), blocks))
    level: float | None = None
    for i, p in enumerate(placed):
        if _names_day(p, days[i]):
            level = p.head.level
            yield p.head.line_start, p.head.title, days[i], True
        elif i in titles:
            level = p.head.level
        elif p.head.loose:
            d = p.head.label.date
            raw, doubt = (d.raw.strip(), LOOSE_LINE) if d else (p.head.title, "only a weekday is named")
            yield p.head.line_start, "", ResolvedDay(raw=raw, doubts=(doubt,)), True
        elif (
            p.is_context
            and not alone
            and (level is None or p.head.level <= level)
            or level is not None
            and not alone
            and _ends(p, level, usual_level, repeated)
        ):
            level = None
            yield p.head.line_start, p.head.title, days[i], False


def _below_list(
    begins: Sequence[tuple[int, str, ResolvedDay, bool]], blocks: Sequence[Block]
) -> Iterator[tuple[int, str, ResolvedDay, bool]]:
    """Where the text behind a list of days begins: it is no part of the last of them.

    Unless text stands between the items too: then the days' own text is not indented.
    """
    listed = {b.line_start for b in blocks if b.depth > 0}
    days = [start for start, *_ in begins]
    if len(days) < 2 or not all(start in listed for start in days):
        return
    text = [b.line_start for b in blocks if b.kind == "paragraph" and b.depth == 0 and b.line_start > days[0]]
    if text and text[0] > days[-1]:
        yield text[0], "", ResolvedDay(), False


def _titles(placed: Sequence[HeadingInContext], named: set[int], blocks: Sequence[Block]) -> list[int]:
    """The headings that are their day's title, though their level is not below it: `### 2020-01-29` > `# Sampling`.

    They stand right below the day's own heading, which else would be empty, and more than once in the note.
    """
    ranks = [b for b in blocks if b.kind not in ("rule", "reference")]
    below = {b.line_start: a.line_start for a, b in pairwise(ranks) if a.kind == b.kind == "heading"}
    found = [
        i
        for i, p in enumerate(placed)
        if i - 1 in named
        and i not in named
        and not p.is_context
        and p.head.level <= placed[i - 1].head.level
        and below.get(p.head.line_start) == placed[i - 1].head.line_start
    ]
    return found if len(found) > 1 else []


def _names_day(p: HeadingInContext, day: ResolvedDay) -> bool:
    return p.mark is not None and (p.mark.written is not None or day.date is not None)


def _ends(p: HeadingInContext, level: float, usual: float, repeated: set[str]) -> bool:
    """Whether an undated heading ends the day before it: one at the level of days, which is no part of their form."""
    if p.head.bare and not p.mark or p.head.origin != "heading":
        return False
    return p.head.level <= level and p.head.level <= usual and (p.mark is not None or p.head.title not in repeated)


def _opens(head: DayHeading, placed: Sequence[HeadingInContext], blocks: Sequence[Block]) -> bool:
    """Whether the note begins with this head: before it there are at most tags, links and the like."""
    before = [b for b in blocks if b.line_start < head.line_start]
    words = sum(len(b.text.split()) for b in before if b.kind in ("paragraph", "item", "quote"))
    others = any(p.mark for p in placed if p.head is not head)
    return placed[0].head.line_start == head.line_start and words <= 12 and not others
