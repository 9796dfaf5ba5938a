"""What the catalog knows of notes that are left out: a digest of the path, the rule, and days. Never a word of theirs.

Functions that write belong inside `Catalog.writing()`.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from index.exclusion.rules import BY_SECTION, TEMPLATES, path_digest

_WHOLE = ""


class Stamped(Protocol):
    """A file as it was when its folder was listed."""

    @property
    def path(self) -> str: ...
    @property
    def stamp(self) -> str: ...


@dataclass(frozen=True, slots=True)
class LeftOutRow:
    """A note that is left out, or one that has private parts."""

    rule: str
    mark: str
    """A digest of the lines of its private parts; "" where the whole note is left out."""
    days: tuple[date | None, ...]
    """Of a whole note the days that it is about; of private parts one for each, None where it is unknown."""

    @property
    def is_whole(self) -> bool:
        return self.mark == _WHOLE


def put_left_out(db: sqlite3.Connection, file: Stamped, row: LeftOutRow) -> None:
    days = json.dumps([day and day.isoformat() for day in row.days])
    values = (path_digest(file.path), file.stamp, row.rule, row.mark, days)
    db.execute("INSERT OR REPLACE INTO left_out VALUES (?, ?, ?, ?, ?)", values)


def left_out_row(db: sqlite3.Connection, path: str) -> LeftOutRow | None:
    row = db.execute("SELECT rule, mark, days FROM left_out WHERE path_digest = ?", (path_digest(path),)).fetchone()
    return None if row is None else _row(row)


def left_out_rows(db: sqlite3.Connection) -> list[LeftOutRow]:
    return [_row(row) for row in db.execute("SELECT rule, mark, days FROM left_out ORDER BY rule, path_digest")]


def forget_left_out(db: sqlite3.Connection, path: str) -> None:
    """Forgets that the note at `path` was left out: it is read now, or gone."""
    db.execute("DELETE FROM left_out WHERE path_digest = ?", (path_digest(path),))


def gone_rows(db: sqlite3.Connection, scanned: Sequence[Stamped]) -> list[str]:
    """The digests of paths that are not among `scanned`."""
    known = [digest for (digest,) in db.execute("SELECT path_digest FROM left_out")]
    here = {path_digest(file.path) for file in scanned} if known else set()
    return [digest for digest in known if digest not in here]


def drop_rows(db: sqlite3.Connection, digests: Iterable[str]) -> None:
    db.executemany("DELETE FROM left_out WHERE path_digest = ?", [(digest,) for digest in digests])


def kept_stamps(db: sqlite3.Connection, scanned: Iterable[Stamped]) -> set[str]:
    """The paths of `scanned` that are left out whole and have not changed since: they are not read again."""
    stamps = dict(db.execute("SELECT path_digest, stamp FROM left_out WHERE mark = ''").fetchall())
    return {file.path for file in scanned if stamps.get(path_digest(file.path)) == file.stamp} if stamps else set()


def lines_mark(lines: Iterable[str]) -> str:
    """The digest of private lines."""
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def kept_private(rows: Iterable[LeftOutRow]) -> list[LeftOutRow]:
    """Without templates, which nobody kept private."""
    return [row for row in rows if row.rule not in TEMPLATES]


def section_row(mark: str, days: Sequence[date | None]) -> LeftOutRow:
    """The row of a note with private parts, one day each."""
    return LeftOutRow(BY_SECTION, mark, tuple(days))


def _row(values: tuple[str, str, str]) -> LeftOutRow:
    rule, mark, days = values
    return LeftOutRow(rule, mark, tuple(day and date.fromisoformat(day) for day in json.loads(days)))
