"""Lines that tell which day a number of a count is: "Day 0 = 14 Feb 2022", "Surgery: Monday 14 Feb 2022 = Day 0".

The number and the day stand in one sentence, with nothing between them that speaks of something else.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from index.dates.labels import read_label, weekday_in
from index.dates.names import MONTHS, weekday_number
from index.dates.written import dates_in
from index.dates.written_date import WrittenDate
from index.entries.evidence.day_month_order import Clue, PairOrder, in_order, order_of
from index.notes.block import Block
from index.text.folding import fold_accents
from index.text.inline import plain
from index.text.language_data import all_words, any_of

_LONGEST, _NEAR = 300, 80  # characters of a line, and of what stands behind "Day 1"
_WORD = re.compile(r"\w+")
_BEGINS = all_words("dates.begins")
_SENTENCE_END = re.compile(r"[.!?;。；]\s+(?=[^\W\d_])|[。；]")
_LAST_WORD = re.compile(r"([^\W\d_]+)$")
_STOP = re.compile(r"\s*(?:[)\]）.,;:!。，；]|[–—-]\s|$)")
_IS = re.compile(  # what stands between a day and the number it has, behind it: "= ", " (", " is "
    rf"[\s)\]）,]*(?:[=:：(\[（,→–—-]|(?<!\w)(?:{any_of('dates.counts_as')})(?!\w))\s*(?:{any_of('dates.counts_as')})?\s*"
)


@dataclass(frozen=True, slots=True)
class ToldNumber:
    """A number of a count, and the day that the note says it is."""

    word: str
    number: int
    day: date
    line: int
    """The note's line that tells it."""
    equated: bool
    """Whether it is a line that nothing else may be meant by: "Day 0 = 14 Feb"."""


@dataclass(frozen=True, slots=True)
class OrderAndYear:
    """How days are read that lack something."""

    order: PairOrder | None = None
    year: int | None = None
    """Of days without one."""
    sure: bool = False
    """Whether that year is the file's own: else only a weekday beside the day shows that it is right."""
    strict: bool = False
    """Whether any word beside a number may speak of something else: "week 1 is due on 5 March"."""


def told_numbers(blocks: Sequence[Block], number: re.Pattern[str], how: OrderAndYear) -> Iterator[ToldNumber]:
    """What the lines of the blocks tell; `number` matches the count's word and its number, as digits in one group."""
    for block in blocks:
        if block.kind not in ("paragraph", "item") and not block.bare:
            continue
        for at, line in enumerate(plain(line[:_LONGEST]) for line in block.text.split("\n")):
            if told := _told_in(line, block.line_start + at, number, how):
                yield told


def _told_in(line: str, at: int, number: re.Pattern[str], how: OrderAndYear) -> ToldNumber | None:
    for match in number.finditer(fold_accents(line)):
        place = next((i for i, group in enumerate(match.groups(), 1) if group and group.isdigit()), 0)
        day = _told_day(line, match, match[place], how) if place else None
        if day is not None:
            word = match[0][: match.start(place) - match.start()].strip(" #.:+")
            return ToldNumber(word, int(match[place]), day, at, "=" in line)
    return None


def _told_day(line: str, match: re.Match[str], digits: str, how: OrderAndYear) -> date | None:
    begin, end = _sentence(line, match.start(), match.end())
    above = line[begin : match.start()]
    before = [d for d in dates_in(above) if d.names_day]
    joined = bool(before) and _IS.fullmatch(fold_accents(above[before[-1].end :])) is not None
    if joined and _STOP.match(line, match.end()):
        return _day(before[-1], line, above, how)
    rest = line[match.end() : min(end, match.end() + _NEAR)]
    behind = [d for d in dates_in(rest) if d.names_day]
    if len([d for d in behind if d.year] or behind) != 1:
        return None
    only = next((d for d in behind if d.year), behind[0])
    between = rest[: only.start]
    if only is not behind[0] or (how.strict or digits != "1") and not _leads_to_first(between):
        return None
    return _day(only, line, rest, how)


def _leads_to_first(between: str) -> bool:
    """Whether what stands between a number and its day says no more than that it is, or begins, on that day."""
    words = _WORD.findall(fold_accents(between))
    return all(word in _BEGINS or weekday_number(word) is not None for word in words)


def _sentence(line: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence around `start:end` of a line begins and ends; a full stop behind "Mon" ends none."""
    cuts = [m.end() for m in _SENTENCE_END.finditer(line) if not _is_abbreviation(line[: m.start()])]
    return max((cut for cut in cuts if cut <= start), default=0), min((c for c in cuts if c > end), default=len(line))


def _is_abbreviation(before: str) -> bool:
    last = _LAST_WORD.search(fold_accents(before[-12:]))
    return last is not None and (last[1] in MONTHS or weekday_number(last[1]) is not None)


def _day(written: WrittenDate, line: str, around: str, how: OrderAndYear) -> date | None:
    """The day, if its year is known and the weekday beside it, if any, is its own."""
    if written.until is not None:
        return None
    label = read_label(line)
    weekday = weekday_in(around)
    order = how.order or order_of([Clue(written, weekday, None, label.european, label.asian)])
    month_day = in_order(written, order)
    year = written.year or (how.year if how.sure or weekday is not None else None)
    if month_day is None or year is None:
        return None
    try:
        day = date(year, *month_day)
    except ValueError:
        return None
    return day if weekday in (None, day.weekday()) else None
