"""The catalog: files, entries and passages of one collection in SQLite. It is the truth about what is indexed.

Vectors (vectors.py) are derived from it. A passage counts as embedded, and a file as indexed, only after its vectors
are in; ids are never used twice, so a stale vector can only point to nothing, never to another passage.
"""

import hashlib
import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date as Day
from pathlib import Path
from typing import TYPE_CHECKING

from index.entries.entry import Entry
from index.errors import DamagedError, StoreError
from index.store.schema import migrate
from index.store.word_index import forget_words, remember_words, word_count

if TYPE_CHECKING:
    from index.passages.cut import Passage

_REPAIR = "Run daycite doctor --repair"
_DAMAGED = frozenset((sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB))


@dataclass(frozen=True, slots=True)
class FileRow:
    """One note as the catalog knows it. Notes of one `signature` say the same of the same days.

    `skipped` says why a note has no entries ("" when it has).
    """

    path: str
    size: int
    mtime_ns: int
    digest: str
    title: str = ""
    problems: tuple[str, ...] = ()
    signature: str = ""
    skipped: str = ""


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage with its id and its entry's day."""

    id: int
    path: str
    line_start: int
    line_end: int
    heading: str
    text: str
    date: Day | None
    date_end: Day | None
    date_source: str
    title: str
    entry_id: int


@dataclass(frozen=True, slots=True)
class CollectionCounts:
    files: int
    entries: int
    undated: int
    days: int
    first_day: Day | None
    last_day: Day | None
    passages: int


def is_damage(error: BaseException) -> bool:
    """Whether SQLite says that the file itself is broken, not that it cannot be had now."""
    code = getattr(error, "sqlite_errorcode", None)  # an extended code has the plain one in its last byte
    return isinstance(error, sqlite3.DatabaseError) and code is not None and code & 0xFF in _DAMAGED


def passage_hash(passage: "Passage") -> bytes:
    """What the vector depends on, as 16 bytes: equal hashes need embedding once. Never an identity."""
    return hashlib.sha256(embedded_text(passage).encode("utf-8", "surrogatepass")).digest()[:16]


def embedded_text(passage: "Passage") -> str:
    """What the embedding model reads: the header, then the prose."""
    return f"{passage.header}\n{passage.prose}" if passage.header else passage.prose


class Catalog:
    """One collection's catalog; usable from several threads, each gets a connection of its own.

    Raises DamagedError where the file is no sound database, StoreError where it cannot be opened or a newer daycite
    wrote it.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._open: dict[threading.Thread, sqlite3.Connection] = {}
        try:
            migrate(self.db, path)
        except sqlite3.Error as error:
            self.close()
            if is_damage(error):
                raise DamagedError(f"the collection at {path} is damaged ({error})", _REPAIR) from error
            raise StoreError(
                f"the collection at {path} cannot be read ({error})", "Run daycite index --rebuild"
            ) from error

    @property
    def db(self) -> sqlite3.Connection:
        """This thread's connection."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(self.path, timeout=30, isolation_level=None, check_same_thread=False)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")  # see sync.py: what is written first must last first
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA cache_size = -4000")  # kB; a server has a connection for each of 40 threads
            self._local.connection = connection
            self._close_ended()
            self._open[threading.current_thread()] = connection
        return connection

    def _close_ended(self) -> None:
        """A server's threads come and go: what they opened must not pile up."""
        for thread in [thread for thread in list(self._open) if not thread.is_alive()]:
            ended = self._open.pop(thread, None)
            if ended is not None:
                ended.close()

    def close(self) -> None:
        """Closes this thread's connection and those of ended threads; the next use opens another.

        What a thread that still runs has open is let go only: closing it in the midst of a query would end the process.
        """
        self._close_ended()
        own = self._open.pop(threading.current_thread(), None)
        if own is not None:
            own.close()
        self._open.clear()
        self._local = threading.local()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it or nothing."""
        self.db.execute("BEGIN IMMEDIATE")
        try:
            yield self.db
            self.db.execute("COMMIT")
        except BaseException:
            if self.db.in_transaction:  # where the disk is full SQLite has taken it back already
                self.db.execute("ROLLBACK")
            raise

    def meta(self, key: str) -> str | None:
        row = self.db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def set_meta(self, key: str, value: str) -> None:
        self.db.execute(
            "INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", (key, value)
        )

    # Reading

    def files(self) -> dict[str, FileRow]:
        rows = self.db.execute("SELECT path, size, mtime_ns, digest, title, problems, signature, skipped FROM files")
        return {r[0]: FileRow(r[0], r[1], r[2], r[3], r[4], tuple(json.loads(r[5])), r[6], r[7]) for r in rows}

    def entries(self, paths: Iterable[str] | None = None) -> list[Entry]:
        """Entries by day, then path and line; undated ones last."""
        query = (
            "SELECT f.path, e.line_start, e.line_end, e.title, e.date, e.date_end, e.date_source, e.raw, e.doubts,"
            " e.partial FROM entries e JOIN files f ON f.id = e.file_id"
            " ORDER BY e.date IS NULL, e.date, f.path, e.line_start"
        )
        wanted = None if paths is None else set(paths)
        return [_entry(row) for row in self.db.execute(query) if wanted is None or row[0] in wanted]

    def passages(self, ids: Sequence[int]) -> dict[int, StoredPassage]:
        """Those of `ids` that still exist."""
        query = (
            "SELECT p.id, f.path, p.line_start, p.line_end, p.heading, p.text, e.date, e.date_end, e.date_source,"
            " e.title, e.id FROM passages p JOIN entries e ON e.id = p.entry_id JOIN files f ON f.id = p.file_id"
            " WHERE p.id IN (SELECT value FROM json_each(?))"
        )
        rows = self.db.execute(query, (json.dumps(list(ids)),))
        return {
            r[0]: StoredPassage(r[0], r[1], r[2], r[3], r[4], r[5], _day(r[6]), _day(r[7]), r[8], r[9], r[10])
            for r in rows
        }

    def token_bits(self, ids: Sequence[int]) -> dict[int, bytes]:
        """What is kept of the token vectors of those of `ids` that still exist."""
        query = (
            "SELECT p.id, b.bits FROM passages p JOIN token_bits b ON b.hash = p.hash"
            " WHERE p.id IN (SELECT value FROM json_each(?))"
        )
        return dict(self.db.execute(query, (json.dumps(list(ids)),)).fetchall())

    def counts(self) -> CollectionCounts:
        one = self.db.execute(
            "SELECT (SELECT count(*) FROM files WHERE skipped = ''), count(*), count(*) FILTER (WHERE date IS NULL),"
            " count(DISTINCT date), min(date), max(date), (SELECT count(*) FROM passages) FROM entries"
        ).fetchone()
        return CollectionCounts(one[0], one[1], one[2], one[3], _day(one[4]), _day(one[5]), one[6])

    # Writing: call inside `writing()`

    def put_file(self, row: FileRow, found: "Sequence[tuple[Entry, Sequence[Passage]]]", leaving: set[int]) -> None:
        """Replaces all that is known of one file; passages whose vector is known already keep their id.

        `leaving`: ids of files that are going; a passage of theirs may move here (a renamed file embeds nothing).
        """
        old = self.db.execute("SELECT id FROM files WHERE path = ?", (row.path,)).fetchone()
        values = (
            row.path,
            row.size,
            row.mtime_ns,
            row.digest,
            row.title,
            json.dumps(row.problems),
            row.signature,
            row.skipped,
        )
        if old is None:
            insert = (
                "INSERT INTO files (path, size, mtime_ns, digest, title, problems, signature, skipped)"
                " VALUES (?,?,?,?,?,?,?,?)"
            )
            file_id = self.db.execute(insert, values).lastrowid or 0
        else:
            file_id = int(old[0])
            update = (
                "UPDATE files SET path=?, size=?, mtime_ns=?, digest=?, title=?, problems=?, signature=?, skipped=?"
                " WHERE id=?"
            )
            self.db.execute(update, (*values, file_id))
        before = {r[0] for r in self.db.execute("SELECT id FROM passages WHERE file_id = ?", (file_id,))}
        old_entries = [r[0] for r in self.db.execute("SELECT id FROM entries WHERE file_id = ?", (file_id,))]
        kept: set[int] = set()
        for entry, its_passages in found:
            entry_id = self._add_entry(file_id, entry)
            for passage in its_passages:
                kept.add(self._put_passage(file_id, entry_id, passage, leaving | {file_id}, kept))
        self._drop_passages(before - kept)
        self.db.executemany("DELETE FROM entries WHERE id = ?", [(i,) for i in old_entries])

    def _add_entry(self, file_id: int, entry: Entry) -> int:
        values = (
            file_id, entry.line_start, entry.line_end, entry.title, _iso(entry.date), _iso(entry.date_end),
            entry.date_source, entry.raw, json.dumps(entry.doubts, ensure_ascii=False), entry.partial,
        )  # fmt: skip
        insert = (
            "INSERT INTO entries"
            " (file_id, line_start, line_end, title, date, date_end, date_source, raw, doubts, partial)"
            " VALUES (?,?,?,?,?,?,?,?,?,?)"
        )
        return self.db.execute(insert, values).lastrowid or 0

    def _put_passage(
        self, file_id: int, entry_id: int, passage: "Passage", from_files: set[int], kept: set[int]
    ) -> int:
        key = passage_hash(passage)
        twins = self.db.execute("SELECT id, file_id FROM passages WHERE hash = ? ORDER BY id", (key,)).fetchall()
        mine = next((i for i, its_file in twins if its_file in from_files and i not in kept), None)
        place = (file_id, entry_id, passage.line_start, passage.line_end, passage.heading, passage.text)
        if mine is not None:
            update = "UPDATE passages SET file_id=?, entry_id=?, line_start=?, line_end=?, heading=?, text=? WHERE id=?"
            self.db.execute(update, (*place, mine))
            self._reword(int(mine), passage)
            return int(mine)
        insert = (
            "INSERT INTO passages (file_id, entry_id, line_start, line_end, heading, text, header, prose, words, hash)"
            " VALUES (?,?,?,?,?,?,?,?,?,?)"
        )
        new = (
            self.db.execute(insert, (*place, passage.header, passage.prose, word_count(passage.prose), key)).lastrowid
            or 0
        )
        remember_words(self.db, new, passage.header, passage.prose)
        return new

    def _reword(self, i: int, passage: "Passage") -> None:
        """A heading that became prose, or prose that became one, is the same text to embed but not to search."""
        header, prose = self.db.execute("SELECT header, prose FROM passages WHERE id = ?", (i,)).fetchone()
        if (header, prose) != (passage.header, passage.prose):
            forget_words(self.db, i, header, prose)
            update = "UPDATE passages SET header = ?, prose = ?, words = ? WHERE id = ?"
            self.db.execute(update, (passage.header, passage.prose, word_count(passage.prose), i))
            remember_words(self.db, i, passage.header, passage.prose)

    def _drop_passages(self, ids: Iterable[int]) -> None:
        for i in ids:
            row = self.db.execute("SELECT header, prose, hash FROM passages WHERE id = ?", (i,)).fetchone()
            forget_words(self.db, i, row[0], row[1])
            self.db.execute("DELETE FROM passages WHERE id = ?", (i,))
            unused = "DELETE FROM token_bits WHERE hash = ?1 AND NOT EXISTS (SELECT 1 FROM passages WHERE hash = ?1)"
            self.db.execute(unused, (row[2],))
            self.db.execute("INSERT OR IGNORE INTO dropped_vectors VALUES (?)", (i,))

    def remove_file(self, path: str) -> None:
        row = self.db.execute("SELECT id FROM files WHERE path = ?", (path,)).fetchone()
        if row is not None:
            self._drop_passages([r[0] for r in self.db.execute("SELECT id FROM passages WHERE file_id = ?", row)])
            self.db.execute("DELETE FROM files WHERE id = ?", row)

    def file_ids(self, paths: Iterable[str]) -> set[int]:
        wanted = set(paths)
        return {i for i, path in self.db.execute("SELECT id, path FROM files") if path in wanted}

    def touch(self, path: str, size: int, mtime_ns: int) -> None:
        """Notes the new stamp of a file whose bytes are the same."""
        self.db.execute("UPDATE files SET size = ?, mtime_ns = ? WHERE path = ?", (size, mtime_ns, path))

    # Files that cannot be read, as they were when that was tried

    def unreadable(self) -> dict[str, tuple[str, str]]:
        """path -> (the file's stamp then, why it could not be read)."""
        return {r[0]: (r[1], r[2]) for r in self.db.execute("SELECT path, stamp, reason FROM unreadable ORDER BY path")}

    def put_unreadable(self, path: str, stamp: str, reason: str) -> None:
        self.db.execute("INSERT OR REPLACE INTO unreadable VALUES (?, ?, ?)", (path, stamp, reason))

    def forget_unreadable(self, paths: Iterable[str]) -> None:
        self.db.executemany("DELETE FROM unreadable WHERE path = ?", [(path,) for path in paths])

    # Vectors: what waits for one, what has one too many

    def waiting(self, limit: int) -> list[tuple[int, bytes, str]]:
        """(id, hash, text to embed) of up to `limit` passages without a vector."""
        rows = self.db.execute(
            "SELECT id, hash, header, prose FROM passages WHERE embedded = 0 ORDER BY id LIMIT ?", (limit,)
        )
        return [(r[0], r[1], f"{r[2]}\n{r[3]}" if r[2] else r[3]) for r in rows]

    def waiting_count(self) -> int:
        return int(self.db.execute("SELECT count(*) FROM passages WHERE embedded = 0").fetchone()[0])

    def embedded_twins(self, keys: Sequence[bytes]) -> dict[bytes, int]:
        """hash -> id of a passage that has the same vector already."""
        found: dict[bytes, int] = {}
        for key in set(keys):
            row = self.db.execute("SELECT id FROM passages WHERE hash = ? AND embedded = 1 LIMIT 1", (key,)).fetchone()
            if row is not None:
                found[key] = row[0]
        return found

    def put_token_bits(self, bits: Mapping[bytes, bytes]) -> None:
        """By passage hash: passages that embed the same text share them."""
        self.db.executemany("INSERT OR REPLACE INTO token_bits VALUES (?, ?)", bits.items())

    def mark_embedded(self, ids: Iterable[int]) -> None:
        self.db.executemany("UPDATE passages SET embedded = 1 WHERE id = ?", [(i,) for i in ids])

    def problem(self) -> str:
        """What a look at every page tells: damage, passages without words or words without a passage; "" when sound."""
        told = self.db.execute("PRAGMA quick_check(1)").fetchone()[0]
        if told != "ok":
            return f"its pages are damaged: {' '.join(str(told).split())[:200]}"
        if self.db.execute("PRAGMA foreign_key_check").fetchone():
            return "rows that belong together have lost each other"
        self.db.execute("INSERT INTO word_index (word_index) VALUES ('integrity-check')")
        here, words = "SELECT id FROM passages", "SELECT id FROM word_index_docsize"
        differing = (
            f"SELECT count(*) FROM (SELECT * FROM ({here} EXCEPT {words}) UNION SELECT * FROM ({words} EXCEPT {here}))"
        )
        return "its words and its passages do not agree" if self.db.execute(differing).fetchone()[0] else ""

    def embedded_ids(self) -> set[int]:
        return {r[0] for r in self.db.execute("SELECT id FROM passages WHERE embedded = 1")}

    def mark_waiting(self, ids: Iterable[int]) -> None:
        self.db.executemany("UPDATE passages SET embedded = 0 WHERE id = ?", [(i,) for i in ids])

    def mark_all_waiting(self) -> None:
        """Every passage needs a vector again (another model, or the vectors are lost)."""
        self.db.execute("UPDATE passages SET embedded = 0")

    def dropped(self) -> list[int]:
        return [r[0] for r in self.db.execute("SELECT id FROM dropped_vectors")]

    def forget_dropped(self, ids: Iterable[int]) -> None:
        self.db.executemany("DELETE FROM dropped_vectors WHERE id = ?", [(i,) for i in ids])


def _entry(row: tuple[object, ...]) -> Entry:
    path, start, end, title, day, day_end, source, raw, doubts, partial = row
    known = (path, start, end, title, _day(day), _day(day_end), source, raw, tuple(json.loads(str(doubts))), partial)
    return Entry(*known)  # type: ignore[arg-type]


def _iso(day: Day | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: object) -> Day | None:
    return Day.fromisoformat(str(text)) if text else None
