"""A note's blocks -> those that begin with parts of a date and stand inside no day: the lines a run may be made of."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.dates.label import Label
from index.dates.labels import read_label
from index.dates.line_heads.lines import DATE_KEY, is_day_alone
from index.dates.line_heads.opening import DayOpening
from index.dates.line_heads.openings import day_opening, may_open_day
from index.dates.names import weekday_number
from index.dates.written import dates_in, stand_in_row
from index.dates.written_date import WrittenDate
from index.entries.context import HeadingInContext
from index.entries.evidence.weekdays import days_by_letters
from index.entries.mention import ResolvedDay
from index.entries.places.day_heading import DayHeading, Origin
from index.entries.places.of_else import is_of_other_days, listed_below_others
from index.notes.block import Block
from index.notes.note import Note
from index.text.folding import fold_accents
from index.text.inline import is_navigation, plain
from index.text.language_data import any_of

Placed = tuple[list[HeadingInContext], list[ResolvedDay]]
"""Headings in their context, and the day of each."""
_LED = re.compile(  # `After: October 26, Sunday`, `Day 1 (Thu 1): a cup`, `**Noon, Mon 3 March.**`
    rf"(?P<mark>[*_]{{0,3}})(?:[^\W\d_]{{2,15}}[,:]\s+|{any_of('dates.counters')}\s?\d{{1,4}}\s*[(:,–—-]\s*)(?P<rest>\S.*)",
    re.IGNORECASE,
)
_COUNTED = re.compile(rf"[*_]{{0,3}}{any_of('dates.counters')}\s?\d{{1,4}}", re.IGNORECASE)
_KEYED = re.compile(
    rf".{{1,80}}?[\s(\[]{DATE_KEY}[*_]{{0,3}}\s?[:：]\s?(?P<rest>\S.*)", re.IGNORECASE
)  # `Knee - Created: Nov 9`
_TAIL = re.compile(r"[^\d]{2,60}(?:,\s|\s[–—|-]\s|\s\()(?P<rest>(?=[^()]*\d)[^()]{3,20})\)?$")  # `Oban, Mon 1`
_PLACE = re.compile(  # `Lagos, 4 March 1998`, `*Lisboa, 3 de Outubro de 2011, segunda-feira*`
    r"(?P<mark>[*_]{0,2})[^\W\d_][^\d.,:;!?*]{1,30},\s(?P<rest>(?=.*\d)[^,.;:]{6,25}(?:,\s?[^\W\d_]+(?:-[^\W\d_]+)?[*_]{0,2})?)$"
)
_LAST_WORD = re.compile(r"([^\W\d_]{3,})\W*$")
_TASK = re.compile(r"\[[ xX/>-]\]\s")
_NUMBERED = re.compile(r"\s*(?:[-*+]\s+)?(\d{1,2}[.)](?:\s+\S.*|\s*$))")
_NUMBERS = re.compile(r"[^\W\d]*[^\w]*\d[\W\d]*")
_TITLE_CHARS = 100
_READ_CHARS = 60


@dataclass(frozen=True, slots=True)
class RunLine:
    """A block that may begin a day."""

    heading: DayHeading
    """What it would be as one."""
    opening: DayOpening
    form: tuple[object, ...]
    """What lines of one author have in common: the kind of block, the parts of the date."""
    listed: bool
    """Whether it is a list's item."""
    alone: bool
    """Whether nothing else stands in its line."""
    numeric: bool = False
    """Whether numbers, and no words, stand behind it."""


def run_lines(
    note: Note, blocks: Sequence[Block], found: Sequence[DayHeading], placed: Placed, month_known: bool
) -> list[RunLine]:
    """The blocks that begin with parts of a date and stand inside no day."""
    left_out = {h.line_start for h in found if _names_day(h)} | listed_below_others(blocks)
    inside = _Inside(*placed)
    out: list[RunLine] = []
    level = 0.0
    for block in blocks:
        if block.kind == "heading":
            level = block.level + 10 * block.depth if block.depth else block.level
        if block.kind not in ("paragraph", "item", "heading") or block.line_start in left_out:
            continue
        text = _first_line(note, block)
        opening = None if _TASK.match(text) or is_navigation(text) else _opening(block, text)
        own = level if _is_marked(block) else level + 0.5 + block.depth
        if opening is not None and not inside.a_day(block, own):
            out.append(_line(block, text, opening, own))
    months = month_known or any(p.is_context and p.heading.label.date and p.heading.label.date.month for p in placed[0])
    return _without_lists([_reread(line, out, months) for line in out])


def _is_marked(block: Block) -> bool:
    """Whether a block is a heading by its author's mark: a short line alone is a line like others."""
    return block.kind == "heading" and not block.bare


def _opening(block: Block, text: str) -> DayOpening | None:
    """What a block begins with, perhaps behind other words: "Easter Sunday, 17 April", "Lagos, 4 March 1998"."""
    if may_open_day(text) and (opening := day_opening(text)):
        return None if stand_in_row(dates_in(text[:_READ_CHARS]), text) else opening
    behind = _LED.match(text) or _KEYED.match(text) or (_TAIL if _is_marked(block) else _PLACE).match(text)
    if behind is None or not may_open_day(behind["rest"]):
        return None
    opening = day_opening(behind.groupdict().get("mark", "") + behind["rest"])
    if opening is None or opening.day is None and opening.pair is None:
        return None
    counted = opening.pair is not None and _COUNTED.match(text) is not None  # `**Day 1 (11/05)** installed`
    if opening.month is None and not opening.weekdays and not counted:
        return None
    opening = replace(opening, closed=opening.closed or counted)
    named = _LAST_WORD.search(text, 0, behind.start("rest"))
    weekday = weekday_number(fold_accents(named[1])) if named else None
    return opening if opening.weekdays or weekday is None else replace(opening, weekdays=frozenset((weekday,)))


def _first_line(note: Note, block: Block) -> str:
    """The line with which a block begins; a list's item with its number, which may be a day."""
    text = block.text.split("\n", 1)[0].strip()
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


def _line(block: Block, text: str, opening: DayOpening, level: float) -> RunLine:
    words = plain(text)
    marked = _is_marked(block)
    title = words if len(words) < _TITLE_CHARS or marked else opening.raw
    origin: Origin = "heading" if marked else "line"
    end = block.line_end if marked else block.line_start
    label = _label(opening)
    if counted := _COUNTED.match(text):
        label = replace(label, counter=read_label(plain(counted[0])).counter)
    heading = DayHeading(block.line_start, end, level, title, label, origin)
    form = ("heading" if marked else "text", level if marked else block.depth, *opening.form)
    behind = text.partition(opening.raw)[2]
    numeric = block.line_start == block.line_end and _NUMBERS.fullmatch(behind) is not None
    return RunLine(heading, opening, form, block.kind == "item", is_day_alone(opening, words), numeric)


def _label(opening: DayOpening) -> Label:
    """What the opening names, as a heading's label would."""
    weekday = next(iter(opening.weekdays)) if len(opening.weekdays) == 1 else None
    if opening.whole is not None:
        return Label(replace(opening.whole, weak=False), "strong", False, weekday)
    if opening.month is not None and opening.day is not None or opening.pair:
        until = WrittenDate(0, 0, "", opening.year, opening.month, opening.last) if opening.last else None
        parts = (opening.year, opening.month, opening.day, opening.pair)
        written = WrittenDate(0, len(opening.raw), opening.raw, *parts, until=until, dotted=opening.dotted)
        return Label(written, "strong", False, weekday, european=read_label(opening.raw).european)
    weekday = opening.likeliest if opening.day is None else weekday
    return Label(None, "weak", opening.day is None, weekday, day_only=opening.day, last_only=opening.last)


def _reread(line: RunLine, lines: Sequence[RunLine], month_known: bool) -> RunLine:
    """The line read as the others want it: `mar 5` among `lun 4`, `03-07` where no month is told."""
    opening = line.opening
    if opening.or_weekday is not None and sum(bool(o.opening.weekdays) and not o.opening.month for o in lines) >= 2:
        opening = opening.as_weekday()
    if opening.or_pair and not month_known:
        opening = opening.as_pair()
    if opening is line.opening:
        return line
    heading = replace(line.heading, label=_label(opening))
    return replace(line, opening=opening, heading=heading, form=(*line.form[:2], *opening.form))


def _without_lists(lines: Sequence[RunLine]) -> list[RunLine]:
    """The lines without those of a list of the same days, with numbers alone behind them: `16.xi  11.42`, low water."""
    worded = {_parts_of(line) for line in lines if not line.numeric}
    return [line for line in lines if not line.numeric or _parts_of(line) not in worded]


def _parts_of(line: RunLine) -> tuple[object, ...]:
    opening = line.opening
    return opening.month, opening.day, opening.pair, opening.year


class _Inside:
    """What stands around a block: the headings above it, and the days that they are."""

    def __init__(self, headings: Sequence[HeadingInContext], days: Sequence[ResolvedDay]) -> None:
        self._above = [
            (p.heading, _is_day(p, day), is_of_other_days(p.heading.title))
            for p, day in zip(headings, days, strict=True)
            if p.heading.origin == "heading"
        ]
        self._parents = list(_parents([heading.level for heading, *_ in self._above]))
        self._daily = sum(day for heading, day, _ in self._above if not heading.bare) > 0

    def a_day(self, block: Block, level: float) -> bool:
        """Whether the block is inside a day, or in a list of days of something else."""
        in_month = False
        at = bisect_left(self._above, block.line_start, key=lambda known: known[0].line_start) - 1
        while at >= 0:
            heading, day, of_else = self._above[at]
            if heading.level < level:
                if day or of_else:
                    return True
                in_month |= _is_month(heading)
            at = self._parents[at]
        # Where headings are days, a line begins one only below a month that has none: `## August 2024`.
        return self._daily and not _is_marked(block) and not in_month


def _parents(levels: Sequence[float]) -> Iterator[int]:
    """For each heading the place of the last before it of a level above its own; -1 where there is none."""
    open_ones: list[int] = []
    for place, level in enumerate(levels):
        while open_ones and levels[open_ones[-1]] >= level:
            open_ones.pop()
        yield open_ones[-1] if open_ones else -1
        open_ones.append(place)


def _is_month(heading: DayHeading) -> bool:
    written = heading.label.date
    return heading.label.strength == "strong" and bool(written and written.month and not written.day)


def _is_day(place: HeadingInContext, day: ResolvedDay) -> bool:
    """Whether a heading names one day."""
    written = place.mention.written if place.mention else None
    if written is None:
        return day.date is not None and day.end is None
    return written.names_day and day.end is None and written.until is None


def with_order(run: Sequence[RunLine], year: int | None) -> Sequence[RunLine]:
    """The lines, two numbers as month and day where the letters of weekdays beside them tell the order: `10.3.M`."""
    pairs = [(o.pair, o.weekdays) for line in run if (o := line.opening).pair and o.weekdays and o.year is None]
    letters = any(len(weekdays) > 1 for _, weekdays in pairs)
    days = days_by_letters(pairs, year) if year is not None and letters and len(pairs) == len(run) else []
    return [_of_month(line, *day) for line, day in zip(run, days, strict=True)] if days else run


def _of_month(line: RunLine, month: int, day: int) -> RunLine:
    written = WrittenDate(0, len(line.opening.raw), line.opening.raw, None, month, day)
    return replace(line, heading=replace(line.heading, label=Label(written, "strong")))
