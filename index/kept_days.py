"""The entries of notes that are not indexed, kept beside their open questions: listing these again reads no note.

One SQLite file of its own, which can be deleted at any time. What is no longer listed leaves no trace in it.
"""

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import astuple, dataclass
from datetime import date
from pathlib import Path

from index.entries.entry import DayClue, Entry

_VERSION = 1
_SCHEMA = """
CREATE TABLE rules (key TEXT NOT NULL);
CREATE TABLE notes (
    path TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, signature TEXT NOT NULL,
    skipped TEXT NOT NULL, entries TEXT NOT NULL) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class KeptNote:
    """What was read of a note when its file had this size and time."""

    path: str
    size: int
    mtime_ns: int
    signature: str
    skipped: str
    """Why it has no entries; "" where nothing keeps it from having some."""
    entries: tuple[Entry, ...]


class KeptDays:
    """The file. Where it cannot be used, nothing is known and nothing kept."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def known(self, rules_key: str) -> dict[str, KeptNote]:
        """By path what was read by these rules."""
        if not self._path.is_file():
            return {}
        with suppress(sqlite3.Error, ValueError, TypeError), self._open() as db:
            if db.execute("SELECT 1 FROM rules WHERE key = ?", (rules_key,)).fetchone():
                return {row[0]: _read(row) for row in db.execute("SELECT * FROM notes")}
        return {}

    def keep(self, rules_key: str, new: Sequence[KeptNote], still: Mapping[str, object]) -> None:
        """Keeps what was read anew by these rules; of paths that are not in `still` nothing is kept."""
        with suppress(sqlite3.Error, OSError), self._open() as db:
            if not db.execute("SELECT 1 FROM rules WHERE key = ?", (rules_key,)).fetchone():
                db.execute("DELETE FROM notes")
                db.execute("DELETE FROM rules")
                db.execute("INSERT INTO rules VALUES (?)", (rules_key,))
            gone = [row for row in db.execute("SELECT path FROM notes").fetchall() if row[0] not in still]
            db.executemany("DELETE FROM notes WHERE path = ?", gone)
            db.executemany("INSERT OR REPLACE INTO notes VALUES (?, ?, ?, ?, ?, ?)", map(_row, new))

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """A transaction. One of another version is begun anew, and so is a damaged one the next time."""
        db = sqlite3.connect(self._path, timeout=5, isolation_level=None)
        try:
            db.execute("PRAGMA secure_delete = ON")
            db.execute("BEGIN IMMEDIATE")
            if db.execute("PRAGMA user_version").fetchone()[0] != _VERSION:
                _begin(db)
            yield db
            db.execute("COMMIT")
        except sqlite3.OperationalError:  # another process is using it, or the disk is full
            raise
        except sqlite3.DatabaseError:
            self._path.unlink(missing_ok=True)
            raise
        finally:
            db.close()  # which rolls back what was not committed


def _begin(db: sqlite3.Connection) -> None:
    for table in ("rules", "notes"):
        db.execute(f"DROP TABLE IF EXISTS {table}")
    for statement in _SCHEMA.split(";"):
        db.execute(statement)
    db.execute(f"PRAGMA user_version = {_VERSION}")


def _row(note: KeptNote) -> tuple[object, ...]:
    entries = json.dumps([astuple(entry)[1:] for entry in note.entries], default=str)
    return note.path, note.size, note.mtime_ns, note.signature, note.skipped, entries


def _read(row: tuple[str, int, int, str, str, str]) -> KeptNote:
    path, size, mtime_ns, signature, skipped, entries = row
    return KeptNote(path, size, mtime_ns, signature, skipped, tuple(_entry(path, e) for e in json.loads(entries)))


def _entry(path: str, values: Sequence[object]) -> Entry:
    start, end, title, day, day_end, source, raw, doubts, partial, clues = values
    days = (date.fromisoformat(str(day)) if day else None, date.fromisoformat(str(day_end)) if day_end else None)
    told = tuple(DayClue(*clue) for clue in clues)  # type: ignore[attr-defined]
    return Entry(path, start, end, title, *days, source, raw, tuple(doubts), partial, told)  # type: ignore[arg-type]
