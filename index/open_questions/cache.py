"""The open questions found and the answers to them, kept beside the catalog: an interrupted run resumes from there.

One SQLite file of its own, which can be deleted at any time: then it is only computed again.
"""

import hashlib
import json
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from index.database_errors import is_busy
from index.entries.entry import Entry
from index.errors import StoreError
from index.exclusion.rules import MARKS_ALONE, ExclusionRules
from index.notes.block import Block
from index.notes.blocks import blocks
from index.notes.note import Note
from index.notes.opening import note_bytes, note_status
from index.notes.private_parts import allowed_note
from index.notes.scan import ScannedNote
from index.open_questions.find import OpenQuestion, open_questions

_VERSION = 9  # another whenever questions are found by other rules: those kept were found by the old ones
_SCHEMA = """
CREATE TABLE found (path TEXT PRIMARY KEY, key TEXT NOT NULL, questions TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE answers (
    id TEXT PRIMARY KEY, question TEXT NOT NULL, generation TEXT NOT NULL, evidence TEXT NOT NULL, by TEXT NOT NULL,
    result TEXT NOT NULL) WITHOUT ROWID;
"""
_DATES = ("date", "answered_on")
_PAUSES = (0.05, 0.5)  # seconds, before a file that was removed while it was begun is begun again
_BATCH = 500  # notes, of which what was found is kept at once: who is interrupted begins where it was


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """An answer, with the question, the state of the notes and the evidence it comes from, and what wrote it."""

    id: str
    question: str
    generation: str
    evidence: str
    by: str
    result: str
    """JSON, as the writer gave it."""

    @property
    def says_something(self) -> bool:
        """Whether it is an answer, not that there is none."""
        return bool(json.loads(self.result).get("answer"))


class OpenAnswers:
    """The file. Raises StoreError where it cannot be used; one of another version is started anew."""

    def __init__(self, path: Path | None) -> None:
        """`path` None keeps nothing beyond this object's life."""
        self._looked_at: list[tuple[str, str, str]] = []
        for pause in (*_PAUSES, None):
            try:
                self._open(path)
            except sqlite3.DatabaseError as error:
                removed = isinstance(error, sqlite3.OperationalError) and not is_busy(error)
                if removed and pause is not None:  # an indexing forgets what was kept before it, at any moment
                    time.sleep(pause)
                    continue
                raise StoreError(f"{path} cannot be used ({error})", "Delete it: daycite rebuilds it") from error
            return

    def _open(self, path: Path | None) -> None:
        self._db = sqlite3.connect(path or ":memory:", timeout=30, isolation_level=None, check_same_thread=False)
        try:
            self._db.execute("PRAGMA secure_delete = ON")
            if self._db.execute("PRAGMA user_version").fetchone()[0] != _VERSION:
                self._begin()
        except sqlite3.DatabaseError:
            self._db.close()
            raise

    def _begin(self) -> None:
        with self._writing():
            for table in ("found", "answers"):
                self._db.execute(f"DROP TABLE IF EXISTS {table}")
            for statement in _SCHEMA.split(";"):
                self._db.execute(statement)
            self._db.execute(f"PRAGMA user_version = {_VERSION}")

    @contextmanager
    def _writing(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def close(self) -> None:
        self._db.close()

    def finder(self, exclusion: ExclusionRules) -> "QuestionFinder":
        """Finds questions in notes that are read for something else; `questions` takes them over."""
        return QuestionFinder(self._looked_at, exclusion)

    def has_answers(self) -> bool:
        return self._db.execute("SELECT 1 FROM answers LIMIT 1").fetchone() is not None

    def answer(self, question_id: str) -> KeptAnswer | None:
        row = self._db.execute("SELECT * FROM answers WHERE id = ?", (question_id,)).fetchone()
        return KeptAnswer(*row) if row else None

    def keep(self, answer: KeptAnswer) -> None:
        values = (answer.id, answer.question, answer.generation, answer.evidence, answer.by, answer.result)
        self._db.execute("INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?, ?)", values)

    def questions(
        self,
        root: Path,
        entries: Sequence[Entry],
        exclusion: ExclusionRules = MARKS_ALONE,
        listed: Sequence[ScannedNote] | None = None,
        all_of_them: bool = True,
    ) -> list[OpenQuestion]:
        """The questions of all notes that `entries` stand in; files that have not changed are not read again.

        A file that cannot be read now has none. `listed`: the folder's files as they were just seen. What is kept of
        others goes where these are `all_of_them`.
        """
        stamps = {file.path: (file.size, file.mtime_ns) for file in listed} if listed is not None else None
        self.remember(self._looked_at)
        self._looked_at.clear()
        rules = exclusion.key()
        by_path: dict[str, list[Entry]] = {}
        for entry in entries:
            by_path.setdefault(entry.path, []).append(entry)
        known = {
            path: (key, questions)
            for path, key, questions in self._db.execute("SELECT path, key, questions FROM found")
        }
        out: list[OpenQuestion] = []
        new: list[tuple[str, str, str]] = []
        for path, in_note in by_path.items():
            stamp = _stamp(root, path) if stamps is None else stamps.get(path)
            key = _state(stamp, in_note, rules) if stamp else ""
            if key and known.get(path, ("", ""))[0] == key:
                out.extend(_read(known[path][1]))
                continue
            questions_found = _questions_of(root, path, in_note, exclusion)
            out.extend(questions_found)
            new.append((path, key, _written(questions_found)))
            if len(new) >= _BATCH:
                self.remember(new)
                new.clear()
        self.remember(new, [(path,) for path in known if all_of_them and path not in by_path])
        return out

    def remember(self, new: Sequence[tuple[str, str, str]], gone: Sequence[tuple[str]] = ()) -> None:
        """Keeps (path, state, questions) of notes. Where another is writing, it is computed again the next time."""
        if not new and not gone:
            return
        with suppress(sqlite3.OperationalError), self._writing():
            self._db.executemany("INSERT OR REPLACE INTO found VALUES (?, ?, ?)", new)
            self._db.executemany("DELETE FROM found WHERE path = ?", gone)


def _questions_of(root: Path, path: str, entries: Sequence[Entry], exclusion: ExclusionRules) -> list[OpenQuestion]:
    try:
        note = allowed_note(path, note_bytes(root, path), exclusion)
    except OSError:
        return []
    structure = blocks(note)
    return open_questions(note, entries, structure)


class QuestionFinder:
    """Finds the open questions of notes while they are read, so that nobody waits for that later."""

    def __init__(self, found: list[tuple[str, str, str]], exclusion: ExclusionRules) -> None:
        """`found` takes (path, state, questions) of each."""
        self._found, self._rules = found, exclusion.key()

    def look(self, file: ScannedNote, note: Note, entries: Sequence[Entry], structure: Sequence[Block]) -> None:
        """Finds those of a note with these entries and blocks."""
        key = _state((file.size, file.mtime_ns), entries, self._rules)
        self._found.append((file.path, key, _written(open_questions(note, entries, structure))))


class KeepingFinder(QuestionFinder):
    """Keeps what was found while notes are indexed."""

    def __init__(self, path: Path, exclusion: ExclusionRules) -> None:
        """`path` is that of OpenAnswers."""
        super().__init__([], exclusion)
        self._path = path

    def keep(self) -> None:
        """Keeps what was found; where that cannot be, it is found again when it is asked for."""
        with suppress(StoreError):
            kept = OpenAnswers(self._path)
            kept.remember(self._found)
            kept.close()
        self._found.clear()


def _stamp(root: Path, path: str) -> tuple[int, int] | None:
    try:
        status = note_status(root, path)
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns


def _state(stamp: tuple[int, int], entries: Sequence[Entry], rules: str) -> str:
    """Changes when the file's size or time, the days read from it or what is left out do."""
    days = sorted((entry.line_start, entry.line_end, str(entry.date)) for entry in entries)
    return hashlib.sha256(f"{stamp} {days} {rules}".encode()).hexdigest()[:24]


def _written(questions: Sequence[OpenQuestion]) -> str:
    return json.dumps([asdict(question) for question in questions], default=str, ensure_ascii=True)


def _read(text: str) -> list[OpenQuestion]:
    out = []
    for values in json.loads(text):
        for name in _DATES:
            values[name] = date.fromisoformat(values[name]) if values[name] else None
        values["asked_on"] = tuple(date.fromisoformat(day) for day in values["asked_on"])
        out.append(OpenQuestion(**values))
    return out
