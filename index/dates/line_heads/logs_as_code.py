"""Whether what Markdown takes for code, for its fence or its indent, is a log that somebody kept there."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from index.dates.line_heads.lines import MAY_START, leading_date
from index.dates.written_date import WrittenDate
from index.text.inline import plain

_FEWEST_DAYS, _MOST_ABOVE = 3, 2
_WORDED_SHARE, _ORDERED_SHARE = 0.7, 0.9
_READ_CHARS = 100
_BULLET = re.compile(r"\s*(?:[-*+•]\s+)?")
_WORD = re.compile(r"[^\W\d_]{2}")


def are_log(parts: Sequence[Sequence[str]]) -> bool:
    """Whether the lines of all `parts` together are a log: three or more full dates in order, each above words.

    A program's log has its words beside the times, a table of numbers has none, and code begins with neither.
    """
    days: list[WrittenDate] = []
    worded = 0
    for lines in parts:
        filled = [line for line in lines if line.strip()]
        at = [(i, date) for i, line in enumerate(filled) if (date := full_date(line))]
        if at and at[0][0] <= _MOST_ABOVE:
            days += [date for _, date in at]
            ends = [i for i, _ in at[1:]] + [len(filled)]
            worded += sum(any(map(_WORD.search, filled[i + 1 : end])) for (i, _), end in zip(at, ends, strict=True))
    return len(days) >= _FEWEST_DAYS and worded >= _WORDED_SHARE * len(days) and _are_in_order(days)


def full_date(line: str) -> WrittenDate | None:
    """The date with its year with which a line begins, perhaps behind a list's mark."""
    text = line[_BULLET.match(line).end() :][:_READ_CHARS]  # type: ignore[union-attr]
    date = leading_date(plain(text)) if MAY_START.match(text) and not text.startswith("#") else None
    return date if date is not None and date.year is not None else None


def _are_in_order(days: Sequence[WrittenDate]) -> bool:
    """Whether the days rise, or fall, read with the day or with the month first; the same one may come again."""
    return any(_rise(list(_places(days, order))) for order in ((0, 1), (1, 0)))


def _places(days: Sequence[WrittenDate], order: tuple[int, int]) -> Iterator[tuple[int, int, int]]:
    for day in days:
        month, number = (day.pair[order[0]], day.pair[order[1]]) if day.pair else (day.month or 0, day.day or 0)
        yield day.year or 0, month, number


def _rise(places: Sequence[tuple[int, int, int]]) -> bool:
    steps = list(pairwise(places))
    sought = _ORDERED_SHARE * len(steps)
    moved = len(set(places)) >= _FEWEST_DAYS
    return moved and (sum(a <= b for a, b in steps) >= sought or sum(a >= b for a, b in steps) >= sought)
