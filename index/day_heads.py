"""A note's heads -> its sections: stretches of lines, each with the day that its heading, parents and neighbours tell.

Sections follow each other without a gap from the first line of the body to the last.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date as Date
from datetime import timedelta
from itertools import pairwise

from index.block import Block
from index.date_order import PairOrder
from index.date_rules import DateRules
from index.dates import WrittenDate
from index.day_marks import Head, heads
from index.notes import Note
from index.timeline import Day, Mark, settle

MONTH_FROM_NEIGHBOURS = "month taken from neighbours"
_ORDINAL_DAY = re.compile(r"\d\s*(?:st|nd|rd|th|º|日|일|号|號)", re.IGNORECASE)
LOOSE_LINE = "a line begins with a date, perhaps in a sentence"


@dataclass(frozen=True, slots=True)
class Section:
    """Lines of a note with one day, or with none."""

    line_start: int
    line_end: int
    title: str
    day: Day
    own: bool = False
    """Whether its own heading names a day, be it one that cannot be told."""
    whole: bool = False
    """Whether the section is all of the note."""


@dataclass(frozen=True, slots=True)
class _Context:
    """What the headings above say."""

    level: float
    written: WrittenDate | None


@dataclass(frozen=True, slots=True)
class _Placed:
    """A head with what its parents add; `mark` is None where it names no day."""

    head: Head
    mark: Mark | None
    parent: int | None = None
    """The place of the head above that names a range of days, for `Thursday` and `17`."""
    is_context: bool = False
    """Whether it names a month or a year for the headings below."""


def sections(
    note: Note,
    blocks: Sequence[Block],
    rules: DateRules,
    today: Date,
    order: PairOrder | None,
    whole: Day,
    year: WrittenDate | None,
) -> list[Section]:
    """At least one section; `whole` is the note's own day, `year` what its path says of years."""
    last = max(len(note.lines), note.body_start)
    placed = list(_placed(_trusted(heads(blocks, note.kind), whole, blocks), rules, year, whole))
    days = _settled(placed, today, order, whole, rules)
    begins = list(_boundaries(placed, days, blocks))
    if not begins:
        return [Section(note.body_start, last, "", Day(), whole=True)]
    out = [Section(note.body_start, begins[0][0] - 1, "", Day())] if begins[0][0] > note.body_start else []
    ends = [start - 1 for start, *_ in begins[1:]] + [last]
    for (start, title, day, own), end in zip(begins, ends, strict=True):
        out.append(Section(start, end, title, day, own))
    return out if len(out) > 1 else [replace(out[0], whole=True)]


def _trusted(found: list[Head], whole: Day, blocks: Sequence[Block]) -> list[Head]:
    """Heads whose labels count; the label is taken from those that only mention a day."""
    pairs = Counter(h.level for h in found if h.label.strength == "weak" and h.label.date and h.label.pure)
    short = Counter(h.level for h in found if _is_short(h))
    strong = Counter(h.level for h in found if h.label.strength == "strong" and h.label.date and h.label.date.names_day)
    lines = [h for h in found if h.origin == "byline"]
    numbers = _numbered(found)
    outline = _is_outline(found, whole, blocks)
    one_day_file = whole.source == "file name" and whole.date is not None and whole.end is None
    out = []
    for i, h in enumerate(found):
        if h.loose and (one_day_file or h.label.strength == "none"):
            out += [] if one_day_file else [h]
            continue
        weak_pair = h.label.strength == "weak" and h.label.date is not None and h.label.date.names_day
        drop = h.label.strength == "none" and h.label.date is not None
        # Levels drift: among many `25/02`, one on another level is a day too.
        drifted = h.label.pure and pairs.total() >= 4
        series = short[h.level] >= 3 if _is_short(h) else pairs[h.level] >= 2 or drifted
        drop |= weak_pair and not (h.label.date.until or series)  # type: ignore[union-attr]
        drop |= h.listed and not outline or h.origin == "drawer" and one_day_file
        drop |= h.line_start in numbers
        # A span of days below a title, alone in its note, is what the note is about: a trip to come.
        drop |= h.origin == "line" and h.label.date is not None and h.label.date.until is not None and len(found) <= 2
        drop |= one_day_file and h.origin == "line" and not h.label.pure
        drop |= h.bare and h.label.date is not None and not h.label.pure
        drop |= h.origin == "byline" and len(lines) == 1 and h.line_start < blocks[0].line_start + 12
        drop |= one_day_file and i > 0 and not h.label.pure and strong[h.level] < 2
        out.append(_without_label(h) if drop else h)
    return out


def _numbered(found: Sequence[Head]) -> set[int]:
    """Lines of heads whose numbers are as likely a fraction (`3/12`, `12/12`) or a section's (`1.1`, `1.2`, `2.1`)."""
    pairs = [(h, d, d.pair) for h in found if (d := h.label.date) and d.pair and d.year is None and d.until is None]
    if len(pairs) < 2 or any(h.label.weekday is not None or h.label.counter is not None for h, *_ in pairs):
        return set()
    lines = {h.line_start for h, *_ in pairs}
    parts = [pair for *_, pair in pairs]
    if not any(d.dotted for _, d, _ in pairs):
        return (
            lines if len({whole for _, whole in parts}) == 1 and all(part <= whole for part, whole in parts) else set()
        )
    follows = all(b in ((a[0], a[1] + 1), (a[0] + 1, 0), (a[0] + 1, 1)) for a, b in pairwise(parts))
    sections = follows and parts[0][1] <= 1 and all(b <= 12 for _, b in parts)
    return lines if sections and not any(d.raw.rstrip().endswith(".") for _, d, _ in pairs) else set()


def _is_outline(found: Sequence[Head], whole: Day, blocks: Sequence[Block]) -> bool:
    """Whether headings in list items are the note's days: in an outline that has no other day, not in a daily note."""
    days = [h for h in found if h.label.date and h.label.date.names_day and h.label.strength != "none"]
    above = [b for b in blocks if days and b.line_start < days[0].line_start and b.kind in ("item", "paragraph")]
    return whole.source != "file name" and all(h.listed for h in days) and (len(days) > 1 or not above)


def _is_short(head: Head) -> bool:
    """Whether six digits stand for its day."""
    d = head.label.date
    return d is not None and d.weak and d.year is not None


def _without_label(head: Head) -> Head:
    return replace(head, label=replace(head.label, date=None, strength="none", day_only=None, counter=None))


def _placed(found: Sequence[Head], rules: DateRules, year: WrittenDate | None, whole: Day) -> Iterator[_Placed]:
    """Each head with the month and year of the headings above it."""
    stack: list[tuple[float, _Placed, int]] = []
    hint = rules.year or (year.year if year else None)
    before: _Placed | None = None
    for i, head in enumerate(found):
        while stack and stack[-1][0] >= head.level:
            stack.pop()
        above = [p for _, p, _ in stack]
        one = _place(head, above, [n for _, _, n in stack], hint, year, whole)
        if one.mark is None or one.mark.written is None:
            one = _after(head, before) or one
        if one.mark and one.mark.written:
            before = one
        stack.append((head.level, one, i))
        yield one


def _after(head: Head, before: _Placed | None) -> _Placed | None:
    """`Thursday, the 21st` below a heading that names the 20th of March is of March too."""
    day, written = head.label.day_only, before.mark.written if before and before.mark else None
    if day is None or before is None or written is None or before.head.level != head.level or written.pair:
        return None
    sure = head.label.weekday is not None or _ORDINAL_DAY.search(head.title)
    if not sure or written.until or written.month is None or written.day is None or not written.day < day <= 31:
        return None
    year = written.year if written.year is not None else before.mark.year if before.mark else None
    weekday = head.label.weekday
    if weekday is not None and (year is None or _weekday_of(year, written.month, day) != weekday):
        return None
    first = WrittenDate(0, 0, head.title, written.year, written.month, day)
    return _Placed(head, Mark(first, "neighbours", weekday, year=year))


def _weekday_of(year: int, month: int, day: int) -> int | None:
    try:
        return Date(year, month, day).weekday()
    except ValueError:
        return None


def _place(
    head: Head, above: Sequence[_Placed], places: Sequence[int], hint: int | None, path: WrittenDate | None, whole: Day
) -> _Placed:
    if head.loose and head.label.strength == "none":
        return _Placed(head, None)
    label, written = head.label, head.label.date
    contexts = [p.head.label.date for p in above if p.is_context and p.head.label.date]
    year = next((c.year for c in reversed(contexts) if c.year is not None), None)
    month = next((c.month for c in reversed(contexts) if c.month is not None), None)
    firm = year is not None and (
        month is not None or any(c.year is not None for c in contexts[1:]) or _is_pure_year(above)
    )
    source = {"line": "heading", "drawer": "byline"}.get(head.origin, head.origin)
    common = {"weekday": label.weekday, "counter": label.counter, "counter_last": label.counter_last}
    ranges = [n for p, n in zip(above, places, strict=True) if p.mark and p.mark.written and _is_range(p.mark.written)]
    if written is not None and (written.names_day or written.week):
        told = written.year is not None or year is None
        mark = Mark(
            written,
            source if told else "parent heading",
            european=label.european,
            asian=label.asian,
            year=year if year is not None else hint,
            firm_year=firm,
            **common,
        )
        return _Placed(head, mark, ranges[-1] if ranges else None)
    if written is not None and label.strength == "strong" and len(head.title.split()) <= 6:
        return _Placed(head, None, is_context=True)
    if label.day_only is not None and month is None and path is not None and path.month and whole.date is None:
        month, year, firm = path.month, path.year, True
    if label.day_only is not None and month is not None:
        first = WrittenDate(0, 0, head.title, year, month, label.day_only)
        until = replace(first, day=label.last_only) if label.last_only else None
        mark = Mark(replace(first, until=until), "parent heading", year=hint, **common)  # type: ignore[arg-type]
        return _Placed(head, mark)
    if label.weekday is not None and label.strength == "weak" and (ranges or whole.end):
        return _Placed(head, Mark(None, "parent heading", **common), ranges[-1] if ranges else -1)  # type: ignore[arg-type]
    return _Placed(head, Mark(None, **common) if label.counter is not None else None)  # type: ignore[arg-type]


def _is_pure_year(above: Sequence[_Placed]) -> bool:
    return any(
        p.is_context and p.head.label.pure and p.head.label.date and p.head.label.date.month is None for p in above
    )


def _is_range(written: WrittenDate) -> bool:
    return written.until is not None or written.week is not None or written.week_of


def _settled(
    placed: Sequence[_Placed], today: Date, order: PairOrder | None, whole: Day, rules: DateRules
) -> list[Day]:
    """A Day for each head."""
    places = [i for i, p in enumerate(placed) if p.mark is not None]
    settled = dict(zip(places, settle([m for p in placed if (m := p.mark)], today, order), strict=True))
    for i, day in settled.items():
        mark = placed[i].mark
        if mark and mark.source == "neighbours" and day.date:
            settled[i] = replace(day, doubts=(*day.doubts, MONTH_FROM_NEIGHBOURS))
    days = [settled.get(i, Day()) for i in range(len(placed))]
    for i, p in enumerate(placed):
        if p.mark and p.mark.written is None and p.parent is not None and p.mark.weekday is not None:
            days[i] = _in_range(whole if p.parent < 0 else days[p.parent], p.mark.weekday, p.head.title)
        if p.mark and days[i].date is None and p.mark.counter is not None and rules.start and p.mark.written is None:
            days[i] = Day(rules.start + timedelta(days=p.mark.counter - 1), None, "day count", f"Day {p.mark.counter}")
        if p.is_context and p.head.label.date:
            d = p.head.label.date
            partial = f"{d.year:04d}" if d.year and not d.month else f"{d.year:04d}-{d.month:02d}" if d.year else None
            days[i] = Day(raw=d.raw.strip(), doubts=("no day is named",), partial=partial)
    return days


def _in_range(parent: Day, weekday: int, raw: str) -> Day:
    """The day of a weekday within a week or a range of days."""
    if parent.date is None or parent.end is None or (parent.end - parent.date).days > 6:
        return Day(raw=raw, doubts=("no week above it is known",))
    day = parent.date + timedelta(days=(weekday - parent.date.weekday()) % 7)
    if day > parent.end:
        return Day(raw=raw, doubts=("weekday disagrees",))
    return Day(day, None, "parent heading", raw)


def _boundaries(
    placed: Sequence[_Placed], days: Sequence[Day], blocks: Sequence[Block]
) -> Iterator[tuple[int, str, Day, bool]]:
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
            yield p.head.line_start, "", Day(raw=d.raw.strip() if d else "", doubts=(LOOSE_LINE,)), True
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


def _titles(placed: Sequence[_Placed], named: set[int], blocks: Sequence[Block]) -> list[int]:
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


def _names_day(p: _Placed, day: Day) -> bool:
    return p.mark is not None and (p.mark.written is not None or day.date is not None)


def _ends(p: _Placed, level: float, usual: float, repeated: set[str]) -> bool:
    """Whether an undated heading ends the day before it: one at the level of days, which is no part of their form."""
    if p.head.bare and not p.mark or p.head.origin != "heading":
        return False
    return p.head.level <= level and p.head.level <= usual and (p.mark is not None or p.head.title not in repeated)


def _opens(head: Head, placed: Sequence[_Placed], blocks: Sequence[Block]) -> bool:
    """Whether the note begins with this head: before it there are at most tags, links and the like."""
    before = [b for b in blocks if b.line_start < head.line_start]
    words = sum(len(b.text.split()) for b in before if b.kind in ("paragraph", "item", "quote"))
    others = any(p.mark for p in placed if p.head is not head)
    return placed[0].head.line_start == head.line_start and words <= 12 and not others
