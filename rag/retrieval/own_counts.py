"""An author's own counts, "day 12", "Woche 10", 100日目 -> where the notes count so.

Looked for in titles, headings and file names, then in lists of links ("[Day 12](…)"), then in folders whose files are
numbered ("012_paths.md").
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote

from index.store.catalog import Catalog
from index.text.han_numbers import han_number
from index.text.language_data import SHARED, UNSPACED, any_of, language_data

_ONE_WEEK = timedelta(days=10)
"""Days of one count lie no further apart: "Week 10" of another year is another."""
_LINK = re.compile(r"\[([^\[\]]{1,200})\]\(<?([^()\s<>]{1,300})>?\)|\[\[([^\[\]|]{1,200})(?:\|([^\[\]]{1,200}))?\]\]")
_NUMBERED = re.compile(r"^0*(\d{1,4})(?=[\W_])(?!-\d\d\b)")
_ORDINAL = language_data("ja").text("dates.signs.ordinals")
_FEWEST = 5  # numbered files that make a count


@dataclass(frozen=True, slots=True)
class Counted:
    """What a count names: its days, the latest where it is used more than once, or else undated passages."""

    from_: date | None
    to: date | None
    passages: frozenset[int]
    """The ids of all passages; to be used where they have no day."""
    others: tuple[date, ...]
    """Further days that are called so."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A passage, and what may name it."""

    id: int
    path: str
    heading: str
    title: str
    text: str
    from_: date | None
    to: date | None


def find_count(unit: str, number: int, catalog: Catalog) -> Counted | None:
    """What the notes call "day 12" (`unit` "day") or "week 10" ("week"); None where nothing is called so."""
    rows = _rows(number, catalog)
    for found in (
        _named(rows, unit, number),
        _linked(rows, unit, number, catalog),
        _numbered(rows, unit, number, catalog),
    ):
        if found:
            return _counted(found, unit)
    return None


def _counted(rows: list[_Row], unit: str) -> Counted:
    days = sorted({(row.from_, row.to or row.from_) for row in rows if row.from_})
    passages = frozenset(row.id for row in rows)
    if not days:
        return Counted(None, None, passages, ())
    gap = _ONE_WEEK if unit == "week" else timedelta(0)
    from_, to = days[-1]
    for first, last in reversed(days[:-1]):
        if (last or first) + gap < from_:
            break
        from_ = min(from_, first)
    return Counted(from_, to, passages, tuple(first for first, _ in days if first < from_))


@cache
def _name(unit: str) -> re.Pattern[str]:
    """ "Day 12", "r1day12", "week_10", 第10周; the number is one of the groups."""
    words = any_of(f"answers.{unit}_numbers")
    behind, ordinals, amounts = (
        any_of(f"unspaced.{key}", languages)
        for key, languages in (
            (f"own_{unit}s", ("ja",)),
            (f"ordinal_{unit}s", UNSPACED),
            ("amounts", (SHARED,)),
        )
    )
    first = any_of("dates.signs.ordinals", UNSPACED)
    return re.compile(
        rf"(?<![^\W\d_])(?:r\d+)?{words}[\s#:._-]{{0,3}}0*(\d+)(?!\d)"
        rf"|{first}({amounts})\s?{ordinals}|({amounts})\s?{behind}",
        re.IGNORECASE,
    )


def _names(text: str, unit: str, number: int) -> bool:
    for match in _name(unit).finditer(text):
        written = next(group for group in match.groups() if group)
        if (int(written) if written.isdecimal() else han_number(written)) == number:
            return True
    return False


def _rows(number: int, catalog: Catalog) -> list[_Row]:
    """The passages that may be of this count, by their digits, or by the sign before characters."""
    query = (
        "SELECT p.id, f.path, p.heading, e.title, p.text, e.date, e.date_end FROM passages p"
        " JOIN entries e ON e.id = p.entry_id JOIN files f ON f.id = p.file_id"
        " WHERE p.heading LIKE ?1 OR e.title LIKE ?1 OR f.path LIKE ?1 OR p.text LIKE ?2 OR p.text LIKE ?3"
        " OR p.heading LIKE ?4 OR e.title LIKE ?4"
    )
    digits = f"%{number}%"
    values = (digits, f"%[%{number}%](%", f"%[[%{number}%]]%", f"%{_ORDINAL}%")
    return [_row(row) for row in catalog.db.execute(query, values)]


def _row(values: tuple[Any, ...]) -> _Row:
    i, path, heading, title, text, from_, to = values
    return _Row(i, path, heading, title, text, _day(from_), _day(to))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _named(rows: Iterable[_Row], unit: str, number: int) -> list[_Row]:
    """Those whose title, heading or file name says so."""
    return [
        row
        for row in rows
        if _names(row.title, unit, number)
        or _names(row.heading, unit, number)
        or _names(PurePosixPath(row.path).stem, unit, number)
    ]


def _linked(rows: Iterable[_Row], unit: str, number: int, catalog: Catalog) -> list[_Row]:
    """Those that a link whose text says so leads to."""
    targets = {
        _target(match[2] or match[3])
        for row in rows
        for match in _LINK.finditer(row.text)
        if _names(match[1] or match[4] or "", unit, number)
    }
    if not targets:
        return []
    query = (
        "SELECT p.id, f.path, p.heading, e.title, '', e.date, e.date_end FROM passages p"
        " JOIN entries e ON e.id = p.entry_id JOIN files f ON f.id = p.file_id"
    )
    return [_row(row) for row in catalog.db.execute(query) if PurePosixPath(row[1]).stem.casefold() in targets]


def _target(link: str) -> str:
    """The note's name that a link leads to: "../posts/w11.md#top" -> "w11"."""
    name = PurePosixPath(unquote(link.partition("#")[0])).name.casefold()
    return name.rsplit(".", 1)[0] if name.endswith((".md", ".markdown", ".txt", ".org", ".html")) else name


def _numbered(rows: Iterable[_Row], unit: str, number: int, catalog: Catalog) -> list[_Row]:
    """Those of files that begin with the number, where "day" is asked for and a folder's files are numbered."""
    if unit != "day":
        return []
    found = [row for row in rows if _number_of(row.path) == number]
    folders = {PurePosixPath(row.path).parent for row in found}
    numbers = [(PurePosixPath(path).parent, _number_of(path)) for path in catalog.files()] if found else []
    counted = {
        folder for folder in folders if len({n for at, n in numbers if at == folder and n is not None}) >= _FEWEST
    }
    return [row for row in found if PurePosixPath(row.path).parent in counted]


def _number_of(path: str) -> int | None:
    match = _NUMBERED.match(PurePosixPath(path).name)
    return int(match[1]) if match else None
