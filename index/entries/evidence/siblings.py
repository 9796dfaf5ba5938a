"""What the other notes of a folder tell of one that leaves something open: the order of day and month, near days."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from index.entries.entry import Entry
from index.entries.evidence.day_month_order import PairOrder
from index.entries.evidence.nearness import YEAR_OF_FOLDER, FullDates
from index.entries.evidence.weighing import FRONT_MATTER

_NUMBERS = re.compile(r"(\d+)")
_SORTED = 0.8  # of the steps from note to note go one way
_SHORT_TIME = 300  # days: a folder of so short a time tells the year of each of its notes
_REACH_UNSORTED = 31
_FEWEST = 2
_FEW_TITLES = 6


@dataclass(frozen=True, slots=True)
class Sibling:
    """A note of which the day is known without others."""

    path: str
    first: date
    last: date
    counter: int | None = None
    """N of a file `day12.md`."""


@dataclass(frozen=True, slots=True)
class FolderEvidence:
    """What a folder's notes tell of each other."""

    order: PairOrder | None = None
    """The order of day and month in what they write."""
    siblings: tuple[Sibling, ...] = ()
    """In the order of their names."""
    start: date | None = None
    """The first day of the count that its notes keep, where they say it."""
    doubt: str = YEAR_OF_FOLDER
    """What is said of a year that was taken from them."""
    copied: frozenset[date] = frozenset()
    """The days that several notes say in their front matter, while their names say others: it was copied."""


@dataclass(frozen=True, slots=True)
class FolderClues:
    """What the notes beside a note tell of it."""

    order: PairOrder | None = None
    """The order of day and month that its folder writes."""
    near: FullDates = FullDates()
    """The days of the notes next to it."""
    counted: date | None = None
    """The day of a `day12.md`, by those of the series that are dated."""
    start: date | None = None
    """The first day of the folder's count."""
    copied: frozenset[date] = frozenset()
    """The days that its folder's notes copied from each other."""
    asked: bool = False
    """Whether its folder was looked at: the note leaves something open, and is read again when others change."""


ALONE = FolderClues()


def copied_days(entries: Iterable[Entry]) -> frozenset[date]:
    """The days that front matter says in notes of which the names say several other days."""
    names: dict[date, set[date]] = defaultdict(set)
    for entry in entries:
        said = [(clue.source, day) for clue in entry.clues if (day := _day_said(clue.says))]
        own = {day for source, day in said if source == "file name"}
        for source, day in said:
            if source.startswith(FRONT_MATTER):
                names[day] |= own
    return frozenset(day for day, own in names.items() if len(own) >= _FEWEST)


def _day_said(says: str) -> date | None:
    try:
        return date.fromisoformat(says)
    except ValueError:
        return None


def lean_on(changed: Iterable[str]) -> Callable[[str], bool]:
    """Whether a note that leaves something open may be read otherwise, now that the notes at `changed` are others."""
    folders = {parent_folder(path) for path in changed}
    above = {folder[:i] for folder in folders for i in (*_slashes(folder), len(folder), 0)}

    def leans(path: str) -> bool:
        own = parent_folder(path)
        return own in folders or own != "" and bool(folders) and parent_folder(own) in above

    return leans


def parent_folder(path: str) -> str:
    """The folder that a path lies in, "" for the topmost."""
    return path.rpartition("/")[0]


def _slashes(folder: str) -> list[int]:
    return [i for i, sign in enumerate(folder) if sign == "/"]


def by_name(path: str) -> tuple[tuple[str, int], ...]:
    """A key to sort paths by, as a person does: `day9.md` before `day10.md`."""
    parts = _NUMBERS.split(path.casefold())
    return tuple((text, int(number)) for text, number in zip(parts[::2], [*parts[1::2], "0"], strict=True))


def days_near(folder: FolderEvidence, path: str) -> FullDates:
    """The days of the notes next to `path`, or of all where the folder is of a short time."""
    others = [s for s in folder.siblings if s.path != path]
    if not others:
        return FullDates()
    if _is_sorted(others) and _is_named_like(path, others):
        at = bisect_left(others, by_name(path), key=lambda s: by_name(s.path))
        beside = others[max(at - 1, 0) : at + 1]
        return FullDates(tuple(day for s in beside for day in (s.first, s.last)), folder.doubt, fewest=_FEWEST)
    first, last = min(s.first for s in others), max(s.last for s in others)
    if (last - first).days > _SHORT_TIME:
        return FullDates()
    return FullDates(tuple(sorted({s.first for s in others})), folder.doubt, _REACH_UNSORTED, _FEWEST)


def _is_named_like(path: str, others: Sequence[Sibling]) -> bool:
    """Whether it has its place among them by its name: `old.md` has none beside `2025-11-28.md`."""
    numbered = [bool(_NUMBERS.search(s.path.rpartition("/")[2])) for s in others]
    return bool(_NUMBERS.search(path.rpartition("/")[2])) or not all(numbered)


def counted_day(folder: FolderEvidence, path: str, number: int) -> date | None:
    """The day of an undated `day12.md` between two of the series that are dated and keep the count."""
    others = [s for s in folder.siblings if s.path != path and s.counter is not None]
    before = [s for s in others if s.counter is not None and s.counter < number]
    after = [s for s in others if s.counter is not None and s.counter > number]
    if not before or not after:
        return None
    a, b = max(before, key=lambda s: s.counter or 0), min(after, key=lambda s: s.counter or 0)
    assert a.counter is not None and b.counter is not None
    keeps_count = (b.first - a.first).days == b.counter - a.counter
    return a.first + timedelta(days=number - a.counter) if keeps_count else None


def _is_sorted(siblings: Sequence[Sibling]) -> bool:
    """Whether the days rise with the names, or fall with them; of a few titles without a number that may be chance."""
    if len(siblings) < _FEW_TITLES and not all(_NUMBERS.search(s.path.rpartition("/")[2]) for s in siblings):
        return False
    steps = [(b.first > a.first) - (b.first < a.first) for a, b in pairwise(siblings)]
    moves = [step for step in steps if step]
    return not steps or bool(moves) and max(moves.count(1), moves.count(-1)) >= _SORTED * len(steps)
