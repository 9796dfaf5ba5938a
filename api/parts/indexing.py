"""Indexing while questions are answered: begun by a request or a change of the files, one at a time, and watched."""

import asyncio
import json
import threading
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from datetime import date as Date
from pathlib import Path

from api.environment import editor_link
from api.parts.served import Served
from api.settings import deciding_file
from index.errors import DayciteError, NotesError, failure_line
from index.notes.note import Skipped, content_digest
from index.notes.scan import scan
from index.store.rows import CollectionCounts
from index.sync.run import SyncReport

_LOOK_SECONDS = 0.1
_BEAT_SECONDS = 10.0  # a stream says something at least so often, so that a reader that went away is noticed


class UnderWayError(NotesError):
    """Indexing was requested while it runs."""


@dataclass(frozen=True, slots=True)
class IndexProgress:
    """How far the indexing that runs is, and what the last one came to."""

    running: bool
    """Whether indexing is under way."""
    stage: str
    """`reading` notes or `embedding` passages."""
    done: int
    """How many items of this stage are done."""
    total: int
    """How many items this stage has."""
    runs: int
    """How many indexing runs have ended since the server started."""
    error: str | None
    """Why the last indexing run failed; null when it succeeded."""
    report: SyncReport | None
    """What the last indexing run of this server did; null before the first."""


@dataclass(frozen=True, slots=True)
class IndexState:
    """What is indexed, what could not be read, and how far the indexing that runs is."""

    progress: IndexProgress
    """The indexing that is running, or the last one."""
    notes: str
    """The notes folder."""
    files: int
    """How many notes are indexed."""
    entries: int
    """How many entries are indexed."""
    undated: int
    """How many entries have no date."""
    days: int
    """How many days have notes."""
    first_day: Date | None
    """The oldest day with notes."""
    last_day: Date | None
    """The newest day with notes."""
    passages: int
    """How many passages are indexed."""
    skipped: tuple[Skipped, ...]
    """Files that could not be read, and why."""
    problems: tuple[Skipped, ...]
    """Notes that are indexed but need fixing, and why."""
    languages: str
    """What the notes are written in, as "82% German, 18% English"; empty where too little is written to tell."""
    advice: str
    """What to do where the embedding model does not know these languages; empty where it does."""
    indexed_at: datetime | None
    """When what is indexed last changed; null before the first indexing."""
    settings_file: str
    """The settings file that decides for these notes; it may have to be made."""
    settings_everywhere: bool
    """Whether that file counts for all your notes folders."""
    editor: str
    """The link that opens a note in an editor, with {path} and {line} to fill in; empty for none."""


@dataclass(frozen=True, slots=True)
class Generation:
    """Which state of the notes is indexed."""

    generation: int
    """How often what is indexed changed: an answer of an earlier generation may be out of date."""
    reads_by: str
    """Another one when other notes are read than before, as after `daycite forget`: no earlier answer may be shown.

    Empty where nothing is indexed yet."""


def _changed_at(catalog: Path) -> datetime | None:
    """When the catalog's files were last written, which is when what is indexed last changed."""
    files = [file for file in (catalog, catalog.with_name(f"{catalog.name}-wal")) if file.exists()]
    return datetime.fromtimestamp(max(file.stat().st_mtime for file in files), UTC) if files else None


@dataclass(frozen=True, slots=True)
class Indexed:
    """What `daycite index --json` prints of each folder."""

    notes: str
    report: SyncReport
    counts: CollectionCounts


class Indexing:
    """The indexing of one served collection."""

    def __init__(self, served: Served) -> None:
        self._served = served
        self._lock = threading.Lock()
        self._progress = IndexProgress(False, "", 0, 0, 0, None, None)

    @property
    def progress(self) -> IndexProgress:
        return self._progress

    def start(self) -> IndexProgress:
        """Begins in a thread of its own and returns. Raises UnderWayError while one runs."""
        with self._lock:
            if self._progress.running:
                raise UnderWayError("indexing is already running", "GET /index shows the progress")
            now = replace(self._progress, running=True, stage="", done=0, total=0, error=None)
            self._progress = now
        threading.Thread(target=self._run, name="indexing", daemon=True).start()
        return now

    def _run(self) -> None:
        report, error = self._progress.report, None
        try:
            report = self._served.index(self._step)
        except DayciteError as given_up:
            error = str(given_up)
        except Exception as failed:  # noqa: BLE001  a thread has nobody above it: the state must tell
            error = failure_line(failed)
        with self._lock:
            self._progress = replace(
                self._progress, running=False, runs=self._progress.runs + 1, error=error, report=report
            )

    def _step(self, stage: str, done: int, total: int) -> None:
        with self._lock:
            self._progress = replace(self._progress, stage=stage, done=done, total=total)

    async def steps(self) -> AsyncIterator[IndexProgress]:
        """The state now, then each change, until nothing runs. It looks again and again, so that no thread waits."""
        seen, sent_at = None, time.monotonic()
        while seen is None or seen.running:
            now = self._progress
            if now is not seen or time.monotonic() - sent_at > _BEAT_SECONDS:
                seen, sent_at = now, time.monotonic()
                yield now
            else:
                await asyncio.sleep(_LOOK_SECONDS)

    def generation(self) -> Generation:
        """By what an answer that was kept is known to hold still."""
        collection = self._served.collection
        state = collection.catalog.state
        if state.generation is None:
            return Generation(0, "")
        exclusion = json.loads(state.rules or "[null]")[-1]  # as the last run read by it, not as it will be
        reads_by = content_digest(f"{exclusion} {state.left_out_key}".encode())[:16]
        return Generation(state.generation, reads_by)

    def state(self) -> IndexState:
        """What is indexed now."""
        collection = self._served.collection
        counts, rows = collection.catalog.counts(), collection.catalog.files().values()
        file, everywhere = deciding_file(collection.root)
        languages = collection.languages()
        return IndexState(
            progress=self._progress,
            notes=str(collection.root),
            files=counts.files,
            entries=counts.entries,
            undated=counts.undated,
            days=counts.days,
            first_day=counts.first_day,
            last_day=counts.last_day,
            passages=counts.passages,
            skipped=(
                *scan(collection.root, collection.exclusion).skipped,
                *(Skipped(row.path, row.skipped) for row in rows if row.skipped),
            ),
            problems=tuple(Skipped(row.path, problem) for row in rows for problem in row.problems),
            languages=languages.told,
            advice=languages.advice,
            indexed_at=_changed_at(collection.store.catalog_file),
            settings_file=str(file),
            settings_everywhere=everywhere,
            editor=editor_link(collection.settings.editor_link, collection.root),
        )
