"""Blocks that begin with parts of a date -> those that begin days, told by all of the file together.

`**Sunday 1st.** Woke late` below `# January 2023`, `2 Su rest` in a month's list: each form in which a file's lines
begin is tried as a run of days, completed as headings are (context.py), and kept where the evidence is for it
(evidence/run_score.py). Inside a day nothing else begins one: there such lines are appointments.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from index.dates.labels import Label, read_label
from index.dates.openings import DayOpening, day_opening, may_open_day
from index.dates.written_date import WrittenDate
from index.entries.context import HeadingInContext
from index.entries.evidence.run_score import RunDay, fits_between, is_off, on_weekday, run_score
from index.entries.evidence.weekdays import YEAR_BY_WEEKDAYS
from index.entries.mention import DateMention, ResolvedDay
from index.entries.places.day_heading import DayHeading
from index.notes.block import Block
from index.notes.note import Note
from index.text.inline import is_navigation, plain
from index.text.language_data import any_of

Placed = tuple[list[HeadingInContext], list[ResolvedDay]]
"""Headings in their context, and the day of each."""
_LED = re.compile(r"[^\W\d_]{3,}:\s+(\S.*)")  # `After: October 26, Sunday`
_TASK = re.compile(r"\[[ xX/>-]\]\s")
_NUMBERED = re.compile(r"\s*(?:[-*+]\s+)?(\d{1,2}[.)]\s+\S.*)")
_OF_ELSE = re.compile(rf"\b(?:{any_of('dates.other_days')}|{any_of('dates.to_come')})", re.IGNORECASE)
_LEAP = 2020
_TITLE_CHARS = 100
_MOST_LEFT = 200  # lines of other forms that are looked at, one by one


@dataclass(frozen=True, slots=True)
class _Line:
    """A block that may begin a day."""

    heading: DayHeading
    opening: DayOpening
    form: tuple[object, ...]
    paragraph: bool


def with_day_runs(
    note: Note,
    blocks: Sequence[Block],
    found: list[DayHeading],
    whole: ResolvedDay,
    place: Callable[[Sequence[DayHeading]], Placed],
) -> Placed:
    """The headings in their context and their days, with the lines that begin days like others of the file."""
    placed = place(found)
    if whole.source == "file name" and whole.date is not None and whole.end is None:
        return placed
    lines = _lines(note, blocks, found, placed)
    if not lines:
        return placed
    texts = sum(b.kind in ("paragraph", "item") for b in blocks)
    forms: dict[tuple[object, ...], list[_Line]] = defaultdict(list)
    for line in lines:
        forms[line.form].append(line)
    left: list[_Line] = []
    for run in sorted(forms.values(), key=len, reverse=True):
        kept = _kept(run, found, whole, place, texts)
        left += [line for line in run if line not in kept]
        if kept:
            found = _merged(found, kept)
    if len(left) > 1 and (more := _kept(left, found, whole, place, texts)):  # forms that only together make a run
        left = [line for line in left if line not in more]
        found = _merged(found, more)
    if found and len(left) <= _MOST_LEFT and (more := _fitting(left, found, whole, place)):
        found = _merged(found, more)
    return place(found)


def _kept(
    run: Sequence[_Line],
    found: list[DayHeading],
    whole: ResolvedDay,
    place: Callable[[Sequence[DayHeading]], Placed],
    texts: int,
) -> list[_Line]:
    """The lines of one form, if they are days, without those that are none."""
    at, days = _days_of(run, found, whole, place)
    share = min(len(run) / max(_alike(run[0], found, texts), 1), 1)
    if not _may_be_pairs(run):
        return []
    if len(run) == 1 and not _is_alone_in_month(run[0], days[at[0]], found) or run_score(days, share) <= 0:
        return []
    return [line for line, i in zip(run, at, strict=True) if not is_off(days, i)]


def _may_be_pairs(run: Sequence[_Line]) -> bool:
    """Whether two numbers without a weekday, `3/7`, can be days: not fractions, sections, versions (see trust.py)."""
    pairs = [o for line in run if (o := line.opening).pair and not o.weekdays]
    if not pairs:
        return True
    heading = any(line.heading.origin == "heading" for line in run)
    undotted = all(o.raw.endswith(".") for o in pairs if o.dotted)
    first, last = ({o.pair[at] for o in pairs if o.pair} for at in (0, 1))
    return not heading and undotted and len(first) > 1 and len(last) > 1 and all(o.stopped or o.closed for o in pairs)


def _alike(line: _Line, found: Sequence[DayHeading], texts: int) -> int:
    """How many blocks could begin so: the paragraphs, or the headings of the same level."""
    if line.heading.origin == "line":
        return texts
    return sum(h.origin == "heading" and h.level == line.heading.level for h in found)


def _fitting(
    left: Sequence[_Line],
    found: list[DayHeading],
    whole: ResolvedDay,
    place: Callable[[Sequence[DayHeading]], Placed],
) -> list[_Line]:
    """Lines of other forms that are on their weekday and between the days before and behind them."""
    if not left:
        return []
    at, days = _days_of(left, found, whole, place)
    known = sum(d.known for d in days)
    shapes = Counter(_shape(h.label.date.raw) for h in found if h.label.date and h.label.strength == "strong")
    sure = [
        days[i].year_known and (on_weekday(days[i]) and len(days[i].weekdays) == 1 or _is_shaped(line.opening, shapes))
        for line, i in zip(left, at, strict=True)
    ]
    return [
        line
        for line, i, right in zip(left, at, sure, strict=True)
        if known >= 2 and right and fits_between([*days[:i], days[i], *(d for d in days[i + 1 :] if d.known)], i)
    ]


def _is_shaped(opening: DayOpening, shapes: Counter[str]) -> bool:
    """Whether a full date, in one piece as no sentence writes it, is of the form of the file's other days."""
    shape = _shape(opening.raw)
    return opening.year is not None and " " not in shape and shapes[shape] > 1


def _shape(raw: str) -> str:
    """`07-Mar-24` -> `00-aaa-00`."""
    return "".join("0" if sign.isdigit() else "a" if sign.isalpha() else sign for sign in raw.strip())


def _is_alone_in_month(line: _Line, day: RunDay, found: Sequence[DayHeading]) -> bool:
    """Whether one line can be the only day: of a month's page, on its weekday, with nothing before it."""
    opening = line.opening
    before = [h for h in found if h.line_start < line.heading.line_start]
    of_month = all(h.label.pure for h in before) and len(before) <= 2
    return of_month and on_weekday(day) and opening.day is not None and (opening.closed or opening.stopped)


def _days_of(
    run: Sequence[_Line],
    found: list[DayHeading],
    whole: ResolvedDay,
    place: Callable[[Sequence[DayHeading]], Placed],
) -> tuple[list[int], list[RunDay]]:
    """Where each of the lines stands among the days of the file, and these."""
    headings, resolved = place(_merged(found, run))
    lines = {line.heading.line_start: line for line in run}
    days: list[RunDay] = []
    at: list[int] = []
    for heading, day in zip(headings, resolved, strict=True):
        line = lines.get(heading.heading.line_start)
        if line is not None:
            at.append(len(days))
            days.append(_run_day(line, heading, day, whole))
        elif day.date is not None and day.end is None:
            days.append(RunDay(day.date, known=True))
    return at, days


def _run_day(line: _Line, heading: HeadingInContext, day: ResolvedDay, whole: ResolvedDay) -> RunDay:
    opening = line.opening
    looks = {
        "closed": opening.closed,
        "stopped": opening.stopped,
        "ordinal": opening.ordinal,
        "month": opening.month is not None,
        "paragraph": line.paragraph,
        "padded": opening.raw.startswith("0"),
    }
    bare = opening.month is None and not opening.weekdays and not opening.closed and not opening.raw.startswith("0")
    own = day.date or _without_year(day)
    planned = whole.date is not None and whole.end is None and day.date is not None and day.date > whole.date
    return RunDay(
        own,
        opening.weekdays if opening.day is not None or opening.pair else frozenset(),
        frozenset(look for look, is_so in looks.items() if is_so),
        opening.day if bare else None,
        year_known=day.date is not None,
        year_chosen=YEAR_BY_WEEKDAYS in day.doubts,
        to_come=planned,
        other_year=day.date is not None
        and heading.mention is not None
        and _is_of_other_year(day.date, heading.mention),
    )


def _is_of_other_year(day: date | None, mention: DateMention | None) -> bool:
    """Whether a day without a year came to another than that of the note."""
    if day is None or mention is None or mention.written is None or mention.written.year is not None:
        return False
    return mention.year is not None and day.year != mention.year


def _without_year(day: ResolvedDay) -> date | None:
    if day.partial is None or not day.partial.startswith("--") or len(day.partial) != 7:
        return None
    return date(_LEAP, int(day.partial[2:4]), int(day.partial[5:7]))


def _merged(found: Sequence[DayHeading], lines: Sequence[_Line]) -> list[DayHeading]:
    own = {line.heading.line_start: line.heading for line in lines}
    return sorted([*(h for h in found if h.line_start not in own), *own.values()], key=lambda h: h.line_start)


def _lines(note: Note, blocks: Sequence[Block], found: Sequence[DayHeading], placed: Placed) -> list[_Line]:
    """The blocks that begin with parts of a date and stand inside no day."""
    named = {h.line_start for h in found if _names_day(h)}
    inside = _Inside(*placed)
    out: list[_Line] = []
    level = 0.0
    for block in blocks:
        if block.kind == "heading":
            level = block.level + 10 * block.depth if block.depth else block.level
        if block.kind not in ("paragraph", "item", "heading") or block.line_start in named:
            continue
        text = _first_line(note, block)
        if block.kind == "heading" and (led := _LED.match(text)):
            text = led[1]
        if not may_open_day(text) or (opening := day_opening(text)) is None or _TASK.match(text) or is_navigation(text):
            continue
        own = level if block.kind == "heading" else level + 0.5 + block.depth
        if inside.a_day(block, own):
            continue
        out.append(_line(block, text, opening, own, found))
    several = sum(bool(line.opening.weekdays) and line.opening.month is None for line in out) >= 2
    return [_with_weekday(line) if several and line.opening.or_weekday is not None else line for line in out]


def _first_line(note: Note, block: Block) -> str:
    """The line with which a block begins; a list's item with its number, which may be a day."""
    text = block.text.split("\n", 1)[0]
    if block.kind == "item" and block.line_start <= len(note.lines):
        numbered = _NUMBERED.match(note.lines[block.line_start - 1])
        return numbered[1] if numbered else text
    return text


def _names_day(heading: DayHeading) -> bool:
    label = heading.label
    if heading.loose:
        return label.date is not None and label.strength == "strong" and label.date.names_day
    dated = label.date is not None and label.strength == "strong"
    return dated or label.day_only is not None or label.weekday is not None and label.strength == "weak" and label.pure


def _line(block: Block, text: str, opening: DayOpening, level: float, found: Sequence[DayHeading]) -> _Line:
    words = plain(text)
    title = words if len(words) < _TITLE_CHARS or block.kind == "heading" else opening.raw
    origin = "heading" if block.kind == "heading" else "line"
    end = block.line_end if block.kind == "heading" else block.line_start
    heading = DayHeading(block.line_start, end, level, title, _label(opening), origin, block.bare)  # type: ignore[arg-type]
    form = (block.kind, block.level if block.kind == "heading" else block.depth, *opening.form)
    return _Line(heading, opening, form, block.kind != "item")


def _label(opening: DayOpening) -> Label:
    """What the opening names, as a heading's label would."""
    weekday = next(iter(opening.weekdays)) if len(opening.weekdays) == 1 else None
    if opening.month is not None and opening.day is not None or opening.pair:
        until = WrittenDate(0, 0, "", opening.year, opening.month, opening.last) if opening.last else None
        parts = (opening.year, opening.month, opening.day, opening.pair)
        written = WrittenDate(0, len(opening.raw), opening.raw, *parts, until=until, dotted=opening.dotted)
        return Label(written, "strong", False, weekday, european=read_label(opening.raw).european)
    return Label(None, "weak", False, weekday, day_only=opening.day, last_only=opening.last)


def _with_weekday(line: _Line) -> _Line:
    opening = line.opening.as_weekday()
    heading = replace(line.heading, label=_label(opening))
    return replace(line, opening=opening, heading=heading, form=(*line.form[:2], *opening.form))


class _Inside:
    """What stands around a block: the headings above it, and the days that they are."""

    def __init__(self, headings: Sequence[HeadingInContext], days: Sequence[ResolvedDay]) -> None:
        self._above = [
            (p.heading, _is_day(p, day), bool(_OF_ELSE.search(p.heading.title)))
            for p, day in zip(headings, days, strict=True)
            if p.heading.origin == "heading"
        ]
        self._daily = sum(day for heading, day, _ in self._above if not heading.bare) > 0

    def a_day(self, block: Block, level: float) -> bool:
        """Whether the block is inside a day, or in a list of days of something else."""
        if block.kind != "heading" and self._daily:
            return True
        for heading, day, of_else in reversed(self._above):
            if heading.line_start < block.line_start and heading.level < level:
                if day or of_else:
                    return True
                level = heading.level
        return False


def _is_day(place: HeadingInContext, day: ResolvedDay) -> bool:
    """Whether a heading names one day."""
    written = place.mention.written if place.mention else None
    if written is None:
        return day.date is not None and day.end is None
    return written.names_day and day.end is None and written.until is None
