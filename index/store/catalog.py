"""The catalog: files, entries and passages of one collection in SQLite. It is the truth about what is indexed.

Vectors (vectors.py) are derived from it. A passage counts as embedded, and a file as indexed, only after its vectors
are in; ids are never used twice, so a stale vector can only point to nothing, never to another passage.
"""

import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date as Day
from pathlib import Path

from index.database_errors import full_disk, is_damage
from index.entries.entry import SIBLINGS, DayClue, Entry
from index.errors import DamagedError, StoreError
from index.store.rows import CollectionCounts, DaySize, FileRow, StoredPassage, WaitingPassage, embedded_text
from index.store.schema import migrate
from index.store.state import StoreState
from index.store.word_index import tidy_words

_REPAIR = "Run daycite doctor --repair"


class Catalog:
    """One collection's catalog; usable from several threads, each gets a connection of its own.

    Raises DamagedError where the file is not a sound database, StoreError where it cannot be opened or a newer daycite
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
            raise full_disk(path.parent, error) or StoreError(
                f"the collection at {path} cannot be read ({error})", "Run daycite index --rebuild"
            ) from error

    @property
    def db(self) -> sqlite3.Connection:
        """This thread's connection."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(self.path, timeout=30, isolation_level=None, check_same_thread=False)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")  # see index/sync: what is written first must last first
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("PRAGMA cache_size = -4000")  # kB; a server has a connection for each of 40 threads
            self._local.connection = connection
            self._close_ended()
            self._open[threading.current_thread()] = connection
        return connection

    def _close_ended(self) -> None:
        """A server's threads come and go: what they opened must not pile up."""
        for thread in [thread for thread in list(self._open) if not thread.is_alive()]:
            connection = self._open.pop(thread, None)
            if connection is not None:
                connection.close()

    def close(self) -> None:
        """Closes this thread's connection and those of ended threads; the next use opens another.

        Connections of running threads are dropped, not closed: closing one mid-query would crash the process.
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

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Everything read inside is as it was at one instant, whatever others write meanwhile."""
        self.db.execute("BEGIN")
        try:
            yield
        finally:
            self.db.execute("ROLLBACK")

    @property
    def state(self) -> StoreState:
        """What is known of the collection as a whole."""
        return StoreState(self.db)

    def scrub(self) -> None:
        """Leaves nothing on the disk of what was deleted: free pages, words in the index, the log.

        Raises sqlite3.OperationalError where another connection is in the way: try again later.
        """
        tidy_words(self.db)
        self.db.execute("VACUUM")
        if self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
            raise sqlite3.OperationalError("database is locked")

    # Reading

    def files(self) -> dict[str, FileRow]:
        """path -> its row."""
        columns = "path, size, mtime_ns, digest, title, problems, signature, skipped"
        rows = self.db.execute(f"SELECT {columns} FROM files").fetchall()
        problems = {text: tuple(json.loads(text)) for text in {row[5] for row in rows}}  # few, of many notes
        return {r[0]: FileRow(r[0], r[1], r[2], r[3], r[4], problems[r[5]], r[6], r[7]) for r in rows}

    def file_ids(self, paths: Iterable[str]) -> set[int]:
        """The ids of those of `paths` that are known."""
        chosen = set(paths)
        return {i for i, path in self.db.execute("SELECT id, path FROM files") if path in chosen}

    def entries(self, paths: Iterable[str] | None = None, partial: str | None = None) -> list[Entry]:
        """Entries by day, then path and line; undated ones last: of these notes, with that part of a day, only."""
        query = (
            "SELECT f.path, e.line_start, e.line_end, e.title, e.date, e.date_end, e.date_source, e.raw, e.doubts,"
            " e.partial, e.clues FROM entries e JOIN files f ON f.id = e.file_id"
            " WHERE ?1 IS NULL OR e.partial = ?1 ORDER BY e.date IS NULL, e.date, f.path, e.line_start"
        )
        chosen = None if paths is None else set(paths)
        return [_entry(row) for row in self.db.execute(query, (partial,)) if chosen is None or row[0] in chosen]

    def leaning(self) -> set[str]:
        """Paths of the notes that leave something open of their days, which others of the folder may tell."""
        query = "SELECT DISTINCT f.path FROM entries e JOIN files f ON f.id = e.file_id WHERE instr(e.clues, ?)"
        return {row[0] for row in self.db.execute(query, (json.dumps(SIBLINGS),))}

    def passages(self, ids: Sequence[int]) -> dict[int, StoredPassage]:
        """Those of `ids` that still exist."""
        query = (
            "SELECT p.id, f.path, p.line_start, p.line_end, p.heading, p.text, e.date, e.date_end, e.date_source,"
            " e.title, e.id, f.digest FROM passages p JOIN entries e ON e.id = p.entry_id"
            " JOIN files f ON f.id = p.file_id"
            " WHERE p.id IN (SELECT value FROM json_each(?))"
        )
        rows = self.db.execute(query, (json.dumps(list(ids)),))
        return {
            r[0]: StoredPassage(r[0], r[1], r[2], r[3], r[4], r[5], _day(r[6]), _day(r[7]), r[8], r[9], r[10], r[11])
            for r in rows
        }

    def passages_of(self, days: Iterable[Day], paths: Iterable[str]) -> list[StoredPassage]:
        """All passages of entries that begin on one of `days`, and all of the notes at `paths`."""
        query = (
            "SELECT p.id FROM entries e JOIN passages p ON p.entry_id = e.id"
            " WHERE e.date IN (SELECT value FROM json_each(?1)) UNION SELECT p.id FROM files f"
            " JOIN passages p ON p.file_id = f.id WHERE f.path IN (SELECT value FROM json_each(?2))"
        )
        values = (json.dumps([day.isoformat() for day in days]), json.dumps(sorted(paths)))
        return list(self.passages([i for (i,) in self.db.execute(query, values)]).values())

    def passages_between(self, from_: Day, to: Day) -> list[StoredPassage]:
        """All passages of entries that have a day from `from_` to `to`, by day, then as they were written."""
        query = (
            "SELECT p.id FROM passages p JOIN entries e ON e.id = p.entry_id"
            " WHERE e.date <= ?2 AND coalesce(e.date_end, e.date) >= ?1"
        )
        stored = self.passages([i for (i,) in self.db.execute(query, (from_.isoformat(), to.isoformat()))])
        return sorted(stored.values(), key=lambda passage: (str(passage.date), passage.path, passage.line_start))

    def passage_count(self) -> int:
        return int(self.db.execute("SELECT count(*) FROM passages").fetchone()[0])

    def sampled_prose(self, entries: int) -> list[str]:
        """What is written in some `entries` entries, spread over all, one text each, without markup."""
        last = int(self.db.execute("SELECT coalesce(max(id), 0) FROM entries").fetchone()[0])
        step = max(1, last // entries)
        query = "SELECT entry_id, prose FROM passages WHERE entry_id % ? = 0 ORDER BY entry_id, line_start"
        texts: dict[int, list[str]] = {}
        for entry, prose in self.db.execute(query, (step,)):
            texts.setdefault(entry, []).append(prose)
        return ["\n".join(pieces) for pieces in texts.values()]

    def dated_prose(self) -> list[tuple[Day, str]]:
        """(day, what is written in it without markup) of every passage that has a day, oldest first."""
        query = (
            "SELECT e.date, p.prose FROM passages p JOIN entries e ON e.id = p.entry_id"
            " WHERE e.date IS NOT NULL ORDER BY e.date, p.id"
        )
        return [(Day.fromisoformat(day), prose) for day, prose in self.db.execute(query)]

    def whole_entries(self, ids: Sequence[int]) -> list[int]:
        """The ids of all passages of the entries that the passages `ids` belong to, in order."""
        query = (
            "SELECT id FROM passages WHERE entry_id IN"
            " (SELECT entry_id FROM passages WHERE id IN (SELECT value FROM json_each(?))) ORDER BY id"
        )
        return [i for (i,) in self.db.execute(query, (json.dumps(list(ids)),))]

    def dated_headings(self) -> list[tuple[str, Day]]:
        """(heading, day) of every dated passage below a heading, without repeats, in no particular order."""
        query = (
            "SELECT DISTINCT p.heading, e.date FROM passages p JOIN entries e ON e.id = p.entry_id"
            " WHERE e.date IS NOT NULL AND p.heading != ''"
        )
        return [(heading, Day.fromisoformat(day)) for heading, day in self.db.execute(query)]

    def day_sizes(self) -> list[DaySize]:
        """Every day with notes, in order: DaySize(2020-03-17, 212, "Convolutions")."""
        rows = self.db.execute(
            "SELECT e.date, coalesce(sum(p.words), 0),"
            " (SELECT title FROM entries t WHERE t.date = e.date AND t.title != '' ORDER BY t.id LIMIT 1)"
            " FROM entries e LEFT JOIN passages p ON p.entry_id = e.id WHERE e.date IS NOT NULL"
            " GROUP BY e.date ORDER BY e.date"
        )
        return [DaySize(Day.fromisoformat(day), int(words), title or "") for day, words, title in rows]

    def token_bits(self, ids: Sequence[int]) -> dict[int, bytes]:
        """What is kept of the token vectors of those of `ids` that still exist."""
        query = (
            "SELECT p.id, b.bits FROM passages p JOIN token_bits b ON b.hash = p.hash"
            " WHERE p.id IN (SELECT value FROM json_each(?))"
        )
        return dict(self.db.execute(query, (json.dumps(list(ids)),)).fetchall())

    def counts(self) -> CollectionCounts:
        row = self.db.execute(
            "SELECT (SELECT count(*) FROM files WHERE skipped = ''), count(*), count(*) FILTER (WHERE date IS NULL),"
            " count(DISTINCT date), min(date), max(date), (SELECT count(*) FROM passages) FROM entries"
        ).fetchone()
        return CollectionCounts(row[0], row[1], row[2], row[3], _day(row[4]), _day(row[5]), row[6])

    # Writing: call inside `writing()`. What a note holds is written by put_file.py

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

    def waiting(self, limit: int) -> list[WaitingPassage]:
        """Up to `limit` passages without a vector."""
        rows = self.db.execute(
            "SELECT id, hash, header, prose FROM passages WHERE embedded = 0 ORDER BY id LIMIT ?", (limit,)
        )
        return [WaitingPassage(i, key, embedded_text(header, prose)) for i, key, header, prose in rows]

    def waiting_count(self) -> int:
        return int(self.db.execute("SELECT count(*) FROM passages WHERE embedded = 0").fetchone()[0])

    def embedded_duplicates(self, hashes: Iterable[bytes]) -> dict[bytes, int]:
        """hash -> id of a passage that has the same vector already."""
        query = "SELECT id FROM passages WHERE hash = ? AND embedded = 1 LIMIT 1"
        rows = {key: self.db.execute(query, (key,)).fetchone() for key in set(hashes)}
        return {key: row[0] for key, row in rows.items() if row is not None}

    def put_token_bits(self, bits: Mapping[bytes, bytes]) -> None:
        """By passage hash: passages that embed the same text share them."""
        self.db.executemany("INSERT OR REPLACE INTO token_bits VALUES (?, ?)", bits.items())

    def mark_embedded(self, ids: Iterable[int]) -> None:
        self.db.executemany("UPDATE passages SET embedded = 1 WHERE id = ?", [(i,) for i in ids])

    def dropped(self) -> list[int]:
        """Ids whose vectors are no longer needed."""
        return [i for (i,) in self.db.execute("SELECT id FROM dropped_vectors")]

    def forget_dropped(self, ids: Iterable[int]) -> None:
        self.db.executemany("DELETE FROM dropped_vectors WHERE id = ?", [(i,) for i in ids])


def _entry(row: tuple[object, ...]) -> Entry:
    path, start, end, title, day, day_end, source, raw, doubts, partial, clues = row
    known = (path, start, end, title, _day(day), _day(day_end), source, raw, tuple(json.loads(str(doubts))), partial)
    return Entry(*known, tuple(DayClue(*clue) for clue in json.loads(str(clues))))  # type: ignore[arg-type]


def _day(text: object) -> Day | None:
    return Day.fromisoformat(str(text)) if text else None
