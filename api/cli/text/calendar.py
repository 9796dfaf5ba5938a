"""A timeline -> a calendar for the terminal: weeks are columns, a year is a block, stronger days are darker."""

import sys
from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from rag.answer.timeline import Timeline

_SHADES = "·░▒▓█"  # no word of it, and four strengths
_PLAIN = ".:+*#"  # where the terminal's encoding has none of these
_COLOURS = ("grey50", "#9fcbb0", "#5fae8a", "#2f8c68", "#1d6450")
_LISTED = 5
_MARGIN = 6  # characters, for the weekdays' names
_WHOLE_YEAR = _MARGIN + 2 * 54


def print_calendar(timeline: "Timeline", from_: date | None = None, to: date | None = None) -> None:
    """Prints it, in colour on a terminal (not where NO_COLOR is set), plain elsewhere."""
    from rich.console import Console

    console = Console(file=sys.stdout, highlight=False, markup=False, emoji=False, soft_wrap=True)
    for line in calendar_lines(timeline, from_, to, _shades(console), console.width):
        console.print(line)


def _shades(console: "Console") -> str:
    try:
        _SHADES.encode(console.encoding)
    except (UnicodeEncodeError, LookupError):
        return _PLAIN
    return _SHADES


def calendar_lines(
    timeline: "Timeline",
    from_: date | None = None,
    to: date | None = None,
    shades: str = _SHADES,
    width: int = _WHOLE_YEAR,
) -> "Iterator[Text]":
    """A block for each year with notes, newest last; then the strongest days in words.

    A year that is wider than `width` goes on in another block below.
    """
    from rich.text import Text

    from index.text.foreign import one_line

    levels = {day.date: _level(timeline, day.strength, day.words) for day in timeline.days}
    shown = {day: level for day, level in levels.items() if (not from_ or day >= from_) and (not to or day <= to)}
    if not shown:
        yield Text("No notes on these days." if levels else "None of your notes has a date.")
        return
    for year in sorted({day.year for day in shown}):
        yield from _year(year, shown, shades, max((width - _MARGIN) // 2, 1))
        yield Text()
    strong = sorted((d for d in timeline.days if d.strength > 0 and d.date in shown), key=lambda d: -d.strength)
    if not timeline.topic:
        yield Text(f"{len(shown)} days with notes")
        return
    yield Text(f"{len(strong)} of {len(shown)} days mention “{one_line(timeline.topic)}”")
    for day in strong[:_LISTED]:
        title = "" if day.title.startswith(str(day.date)) else one_line(day.title)
        yield Text(f"  {day.date}  {day.strength:.2f}  {title}".rstrip())


def _year(year: int, levels: dict[date, int], shades: str, columns: int) -> "Iterator[Text]":
    first = date(year, 1, 1)
    monday = first - timedelta(days=first.weekday())
    weeks = [monday + timedelta(days=7 * n) for n in range(((date(year, 12, 31) - monday).days) // 7 + 1)]
    blocks = -(-len(weeks) // columns)
    size = -(-len(weeks) // blocks)
    for at in range(0, len(weeks), size):
        yield from _block(year, weeks[at : at + size], levels, shades)


def _block(year: int, weeks: list[date], levels: dict[date, int], shades: str) -> "Iterator[Text]":
    from rich.text import Text

    yield Text(f"{year}  {_months(year, weeks)}".rstrip(), "bold")
    for weekday in range(7):
        line = Text(f"{('Mon', '', 'Wed', '', 'Fri', '', '')[weekday]:<6}")
        for week in weeks:
            day = week + timedelta(days=weekday)
            level = levels.get(day)
            if day.year != year or level is None:
                line.append("  ")
            else:
                line.append(shades[level] + " ", _COLOURS[level])
        line.rstrip()
        yield line


def _months(year: int, weeks: list[date]) -> str:
    """The names of the months, each above the week that its first day is in."""
    line = [" "] * (2 * len(weeks) + 4)
    for month in range(1, 13):
        begins = date(year, month, 1)
        there = (n for n, week in enumerate(weeks) if week <= begins < week + timedelta(days=7))
        column = 2 * next(there, -1)
        if column < 0:
            continue
        column = min(column, max(2 * len(weeks) - 3, 0))  # the name is a week and a half wide
        line[column : column + 3] = f"{begins:%b}"
    return "".join(line).rstrip()


def _level(timeline: "Timeline", strength: float, words: int) -> int:
    if timeline.topic:
        return min(4, 1 + int(strength * 4)) if strength > 0 else 0
    return min(4, 1 + (1 + words // 60).bit_length() - 1)
