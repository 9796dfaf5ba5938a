"""A note's headings -> the headings without the labels of those that only mention a day."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from index.dates.label import Label
from index.dates.line_heads.opening import DayOpening
from index.dates.line_heads.openings import day_opening, may_open_day, openings_in
from index.entries.mention import ResolvedDay
from index.entries.places.day_heading import DayHeading
from index.entries.places.series import near_each_other
from index.notes.block import Block

_FEWEST_BELOW_TITLE, _FEWEST_WEEKDAYS = 3, 2
_NO_LABELS = (Label(), Label(pure=True))


def trusted(headings: list[DayHeading], whole: ResolvedDay, blocks: Sequence[Block]) -> list[DayHeading]:
    """Headings whose labels count; the label is taken from those that only mention a day."""
    headings = _with_weekdays(headings, blocks)
    pairs = Counter(h.level for h in headings if h.label.strength == "weak" and h.label.date and h.label.pure)
    short = Counter(h.level for h in headings if _is_short(h))
    strong = Counter(
        h.level for h in headings if h.label.strength == "strong" and h.label.date and h.label.date.names_day
    )
    lines = [h for h in headings if h.origin == "byline"]
    numbers = _numbered(headings)
    outline = _is_outline(headings, whole, blocks)
    among = near_each_other([h for h in headings if _is_day(h) and not h.listed])
    one_day_file = whole.is_of_file
    logged = _begin_days(blocks) >= _FEWEST_BELOW_TITLE
    out = []
    dated_above = False
    for i, h in enumerate(headings):
        dated_above = dated_above or i > 0 and _is_day(headings[i - 1])
        if h.loose and (one_day_file or h.label.strength == "none"):
            out += [] if one_day_file else [h]
            continue
        weak_pair = h.label.strength == "weak" and h.label.date is not None and h.label.date.names_day
        drop = h.label.strength == "none" and h.label.date is not None
        # Levels drift: among many `25/02`, one on another level is a day too.
        drifted = h.label.pure and pairs.total() >= 4
        series = short[h.level] >= 3 if _is_short(h) else pairs[h.level] >= 2 or drifted
        drop |= weak_pair and not (h.label.date.until or series)  # type: ignore[union-attr]
        slipped = _is_day(h) and h.label.pure and not one_day_file and among(h)  # `- ## Day 7` after `## Day 6`
        drop |= h.listed and not (outline or slipped) or h.origin == "drawer" and one_day_file
        drop |= h.line_start in numbers
        # A span of days below a title, alone in its note, is what the note is about: a trip to come.
        drop |= h.origin == "line" and _is_span(h) and len(headings) <= 2 and sum(map(_is_span, headings)) < 2
        drop |= one_day_file and h.origin == "line" and not h.label.pure
        drop |= h.bare and h.label.date is not None and not h.label.pure
        near = h.line_start - (headings[i - 1].line_end if dated_above else blocks[0].line_start)
        drop |= h.origin == "byline" and len(lines) == 1 and near < (3 if dated_above else 12)
        drop |= one_day_file and i > 0 and not h.label.pure and strong[h.level] < 2
        drop |= i == 0 and logged and h.origin == "heading" and strong[h.level] < 2 and not _is_led(h)
        out.append(_without_label(h) if drop else h)
    return out


def _with_weekdays(headings: list[DayHeading], blocks: Sequence[Block]) -> list[DayHeading]:
    """The headings; `mar 4` is a Tuesday among `lun 3`, `mer 5` and no day of March."""
    begun = ((h.line_start, day_opening(h.title)) for h in headings if may_open_day(h.title))
    two = {line: o for line, o in begun if o is not None and o.or_weekday is not None}
    if not two:
        return headings
    lines = (b.text.split("\n", 1)[0] for b in blocks if b.kind in ("paragraph", "heading") and b.line_start not in two)
    if sum(bool(o.weekdays) and o.day is not None and o.month is None for o in openings_in(lines)) < _FEWEST_WEEKDAYS:
        return headings
    return [_of_weekday(h, two[h.line_start]) if h.line_start in two else h for h in headings]


def _of_weekday(heading: DayHeading, opening: DayOpening) -> DayHeading:
    label = Label(None, "weak", heading.label.pure, opening.or_weekday, day_only=opening.day)
    return replace(heading, label=label) if opening.day is not None and heading.label.date else heading


def _begin_days(blocks: Sequence[Block]) -> int:
    """How many paragraphs begin with a day: "Chicago build, race day Oct 8, 2023" above them is of no day itself."""
    lines = (b.text.split("\n", 1)[0] for b in blocks if b.kind == "paragraph" and not b.depth)
    closed = (o for o in openings_in(lines) if o.closed)
    return sum(o.pair is not None or o.day is not None and (o.month is not None or bool(o.weekdays)) for o in closed)


def _is_led(heading: DayHeading) -> bool:
    """Whether a title begins with its date, or is nothing else."""
    date = heading.label.date
    return heading.label.pure or date is not None and not heading.title[: date.start].strip()


def _is_span(heading: DayHeading) -> bool:
    return heading.label.date is not None and heading.label.date.until is not None


def _is_day(heading: DayHeading) -> bool:
    return heading.label.strength == "strong" and heading.label.date is not None and heading.label.date.names_day


def _numbered(headings: Sequence[DayHeading]) -> set[int]:
    """Lines of headings whose numbers may as well be fractions (`3/12`, `12/12`) or sections (`1.1`, `1.2`, `2.1`)."""
    pairs = [(h, d, d.pair) for h in headings if (d := h.label.date) and d.pair and d.year is None and d.until is None]
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


def _is_outline(headings: Sequence[DayHeading], whole: ResolvedDay, blocks: Sequence[Block]) -> bool:
    """Whether headings in list items are the note's days: in an outline that has no other day, not in a daily note."""
    days = [h for h in headings if h.label.date and h.label.date.names_day and h.label.strength != "none"]
    above = [b for b in blocks if days and b.line_start < days[0].line_start and b.kind in ("item", "paragraph")]
    return whole.source != "file name" and all(h.listed for h in days) and (len(days) > 1 or not above)


def _is_short(heading: DayHeading) -> bool:
    """Whether six digits stand for its day."""
    d = heading.label.date
    return d is not None and d.weak and d.year is not None


def _without_label(heading: DayHeading) -> DayHeading:
    if heading.label in _NO_LABELS:
        return heading
    return replace(heading, label=replace(heading.label, date=None, strength="none", day_only=None, counter=None))
