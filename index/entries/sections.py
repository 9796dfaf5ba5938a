"""A note's headings -> its sections: stretches of lines, each with the day from its heading, parents and neighbours.

Sections follow each other without a gap from the first line of the body to the last.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from index.dates.labels import is_of_dates, read_label
from index.dates.line_heads.lines import is_ruler
from index.entries.context import HeadingInContext
from index.entries.logs.code_ends import behind_code
from index.entries.mention import ResolvedDay
from index.entries.places.additions import with_additions
from index.entries.places.day_heading import DayHeading
from index.entries.places.headings import day_headings
from index.entries.places.linked_days import linked_to_day
from index.entries.places.org_headlines import is_end_of_drawer, is_planned_task
from index.entries.places.subtitles import with_subtitles
from index.entries.places.tables import ends_of_rows
from index.entries.places.task_lines import with_tasks
from index.entries.places.trust import trusted
from index.notes.block import Block
from index.notes.note import Note
from index.text.folding import fold_accents
from index.text.inline import plain
from index.text.language_data import any_of

_FEWEST_DAYS, _SHORTEST_RULER = 3, 2
_WORDED_RULER = re.compile(r"([-=*~_+–—])\1{1,11}\s?([^\W\d_][^\n\d]{1,40}?)\s?\1{2,12}")  # `--- back of book ---`
_WRITTEN_ON = re.compile(rf"(?:{any_of('dates.additions')})(?![^\W_])")
LOOSE_LINE = "a line begins with a date, perhaps in a sentence"


@dataclass(frozen=True, slots=True)
class Section:
    """Lines of a note with one day, or with none."""

    line_start: int
    line_end: int
    title: str
    day: ResolvedDay
    own: bool = False
    """Whether its own heading names a day, even if the day stays unknown."""
    whole: bool = False
    """Whether the section is all of the note."""


def places_of_days(note: Note, blocks: Sequence[Block], whole: ResolvedDay) -> list[DayHeading]:
    """The note's headings and the lines that name days by themselves; `whole` is the note's own day."""
    found = trusted(with_subtitles(day_headings(blocks, note.kind), blocks), whole, blocks)
    return with_tasks(with_additions(found, blocks, whole), blocks, whole)


def sections(
    note: Note, blocks: Sequence[Block], headings: Sequence[HeadingInContext], days: Sequence[ResolvedDay]
) -> list[Section]:
    """At least one section; `days` are those of the headings."""
    last = max(len(note.lines), note.body_start)
    begins = list(_boundaries(headings, days, blocks))
    starts = [start for start, *_ in begins]
    ends = [
        *ends_of_rows(starts, blocks),
        *_below_ruler(begins, blocks),
        *_beside_items(starts, blocks),
        *_behind_logbooks(starts, blocks),
        *behind_code(starts, blocks, note),
    ]
    behind = [(line, "", ResolvedDay(), False) for line in ends]
    begins = sorted([*begins, *_below_list(begins, blocks), *behind], key=lambda begin: begin[0])
    if not begins:
        return [Section(note.body_start, last, "", ResolvedDay(), whole=True)]
    out = [Section(note.body_start, begins[0][0] - 1, "", ResolvedDay())] if begins[0][0] > note.body_start else []
    ends = [start - 1 for start, *_ in begins[1:]] + [last]
    for (start, title, day, own), end in zip(begins, ends, strict=True):
        out.append(Section(start, end, title, day, own))
    return out if len(out) > 1 else [replace(out[0], whole=True)]


def _boundaries(
    headings: Sequence[HeadingInContext], days: Sequence[ResolvedDay], blocks: Sequence[Block]
) -> Iterator[tuple[int, str, ResolvedDay, bool]]:
    """(first line, title, day, whether the heading names one) of each section but the first."""
    named = [i for i, p in enumerate(headings) if _names_day(p, days[i])]
    if not named:
        return
    usual = Counter(headings[i].heading.level for i in named if headings[i].heading.origin == "heading").most_common(1)
    usual_level = usual[0][0] if usual else max(headings[i].heading.level for i in named)
    alone = len(named) == 1 and _opens(headings[named[0]].heading, headings, blocks)
    repeated = {t for t, n in Counter(p.heading.title for p in headings if p.heading.title).items() if n >= 3}
    above = _headings_above(blocks)
    titles = set(_titles(headings, set(named), above))
    goes_on = _inside_days(headings, named, repeated, above) | set(linked_to_day(headings, days, named, blocks))
    level: float | None = None
    for i, p in enumerate(headings):
        if _names_day(p, days[i]):
            level = p.heading.level
            yield p.heading.line_start, p.heading.title, days[i], True
        elif i in titles:
            level = p.heading.level
        elif p.heading.loose:
            d = p.heading.label.date
            raw, doubt = (d.raw.strip(), LOOSE_LINE) if d else (p.heading.title, "only a weekday is named")
            yield p.heading.line_start, "", ResolvedDay(raw=raw, doubts=(doubt,)), True
        elif (
            p.is_context
            and not alone
            and (level is None or p.heading.level <= level)
            or level is not None
            and not alone
            and i not in goes_on
            and _ends(p, level, usual_level, repeated)
            or level is not None
            and p.heading.level <= level
            and is_planned_task(p.heading.title)
        ):
            level = None
            yield p.heading.line_start, p.heading.title, days[i], False


def _below_list(
    begins: Sequence[tuple[int, str, ResolvedDay, bool]], blocks: Sequence[Block]
) -> Iterator[tuple[int, str, ResolvedDay, bool]]:
    """Where the text after a list of days begins: it does not belong to the last of them.

    Unless text stands between the items too: then the days' own text is not indented.
    """
    listed = {b.line_start for b in blocks if b.depth > 0}
    days = [start for start, *_, own in begins if own]
    if len(days) < 2 or not all(start in listed for start in days):
        return
    text = [b.line_start for b in blocks if b.kind == "paragraph" and b.depth == 0 and b.line_start > days[0]]
    if text and text[0] > days[-1]:
        yield text[0], "", ResolvedDay(), False


def _beside_items(days: Sequence[int], blocks: Sequence[Block]) -> list[int]:
    """Where an outline goes on beside its days, which have their text below them: `- Rules` behind `- [[May 18th]]`."""
    items = [b for b in blocks if b.kind == "item"]
    found = [(a, b) for a, b in pairwise(items) if a.line_start in days]
    above = all(b.depth > a.depth and read_label(plain(a.text)).pure for a, b in found)
    if not found or not above or len(found) < len(days) or len({a.depth for a, _ in found}) > 1:
        return []
    depth, out, inside = found[0][0].depth, [], False
    for item in items:
        if item.line_start in days:
            inside = True
        elif inside and item.depth <= depth:
            out.append(item.line_start)
            inside = False
    return out


def _behind_logbooks(days: Sequence[int], blocks: Sequence[Block]) -> list[int]:
    """Where an org headline's text goes on behind a logbook whose notes are days."""
    starts = set(days)
    behind = (
        (a, b)
        for item, a, b in zip(blocks, blocks[1:], blocks[2:], strict=False)
        if item.line_start in starts and is_end_of_drawer(a)
    )
    return [b.line_start for _, b in behind if b.kind != "heading"]


def _below_ruler(begins: Sequence[tuple[int, str, ResolvedDay, bool]], blocks: Sequence[Block]) -> list[int]:
    """Where the only ruler of a log stands, below its last day: what follows is of no day."""
    days = [start for start, _, day, own in begins if own and day.date is not None]
    if len(days) < _FEWEST_DAYS:
        return []
    rulers = [b.line_start for b in blocks if b.kind in ("rule", "paragraph") and _begins_with_ruler(b.text)]
    if len(rulers) != 1 or rulers[0] < begins[-1][0]:
        return []
    return rulers if any(b.line_end > rulers[0] for b in blocks) else []


def _begins_with_ruler(text: str) -> bool:
    line = text.split("\n", 1)[0].strip()
    worded = _WORDED_RULER.fullmatch(line)
    if worded is not None:  # `=== JUNE ===` begins a month, and `--- later ---` goes on with the day
        words = fold_accents(worded[2])
        return read_label(words).date is None and not is_of_dates(words) and not _WRITTEN_ON.match(words)
    return len(line) >= _SHORTEST_RULER and is_ruler(line)


def _titles(headings: Sequence[HeadingInContext], named: set[int], above: dict[int, int]) -> list[int]:
    """The headings that are their day's title, though their level is not below it: `### 2020-01-29` > `# Sampling`.

    They stand right below the day's own heading, which else would be empty, and more than once in the note.
    """
    titles = [
        i
        for i, p in enumerate(headings)
        if i - 1 in named
        and i not in named
        and not p.is_context
        and p.heading.level <= headings[i - 1].heading.level
        and above.get(p.heading.line_start) == headings[i - 1].heading.line_start
    ]
    return titles if len(titles) > 1 else []


def _headings_above(blocks: Sequence[Block]) -> dict[int, int]:
    """Of each heading that stands right below another, that one's line."""
    ranks = [b for b in blocks if b.kind not in ("rule", "reference")]
    return {b.line_start: a.line_start for a, b in pairwise(ranks) if a.kind == b.kind == "heading"}


def _inside_days(
    headings: Sequence[HeadingInContext], named: Sequence[int], repeated: set[str], above: dict[int, int]
) -> set[int]:
    """The undated headings between a day and the next that belong to it, whatever their level.

    Those before its usual ones, `## Odd`, `## Notes`, and all of them where the day would be empty else.
    """
    out: set[int] = set()
    for day, following in pairwise(named):
        own = range(day + 1, following)
        usual = [i for i in own if headings[i].heading.title in repeated]
        heading, below = headings[day].heading, headings[own[0]].heading if own else None
        empty = heading.label.pure and below is not None and above.get(below.line_start) == heading.line_start
        empty = empty and below is not None and below.level == heading.level
        out.update(own if empty else range(day + 1, usual[-1]) if usual else ())
    return out


def _names_day(p: HeadingInContext, day: ResolvedDay) -> bool:
    return p.mention is not None and (p.mention.written is not None or day.date is not None)


def _ends(p: HeadingInContext, level: float, usual: float, repeated: set[str]) -> bool:
    """Whether an undated heading ends the day before it: one at the level of days and not part of their form."""
    if p.heading.bare and not p.mention or p.heading.origin != "heading":
        return False
    return (
        p.heading.level <= level
        and p.heading.level <= usual
        and (p.mention is not None or p.heading.title not in repeated)
    )


def _opens(heading: DayHeading, headings: Sequence[HeadingInContext], blocks: Sequence[Block]) -> bool:
    """Whether the note begins with this heading: before it there are at most tags, links and the like."""
    before = [b for b in blocks if b.line_start < heading.line_start]
    words = sum(len(b.text.split()) for b in before if b.kind in ("paragraph", "item", "quote"))
    others = any(p.mention for p in headings if p.heading is not heading)
    return headings[0].heading.line_start == heading.line_start and words <= 12 and not others
