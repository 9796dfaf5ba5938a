"""A collection in step with its folder: for one command, and for a server that answers many requests at once."""

import sqlite3
import threading
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from api.parts.collection import Announce, Collection
from api.parts.no_notes import no_notes
from api.parts.turns import Turns
from index.errors import BusyError, DamagedError
from index.store.catalog import is_damage
from index.sync import Progress, SyncReport, quietly

if TYPE_CHECKING:
    from rag.answer.ask import Sources

_LOOK_SECONDS = 1.0
_WAIT_SECONDS = 5.0
_Result = TypeVar("_Result")


def bring_up_to_date(collection: Collection, announce: Announce, progress: Progress = quietly) -> None:
    """A folder never indexed is indexed, changed files are read; while another daycite writes, what is there serves.

    Raises NotesError when there is nothing to answer from.
    """
    if not collection.is_current():
        known = collection.complete
        announce(f"picking up what changed in {collection.root}" if known else f"indexing {collection.root} (once)")
        try:
            report = collection.sync(progress)
        except BusyError:
            if not known:
                raise
            announce("another daycite is indexing these notes: this answer is from what was there before")
            return
        if not collection.catalog.counts().entries:
            raise no_notes(collection, report.skipped)
    elif not collection.catalog.counts().entries:
        raise no_notes(collection, collection.days().skipped)


def retry_if_damaged(collection: Collection, refresh: Callable[[], None], work: Callable[[], _Result]) -> _Result:
    """What `work` gives; where the collection turns out damaged, `refresh` makes it again, and `work` is done anew."""
    try:
        return work()
    except DamagedError:
        collection.reopen_vectors()
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            raise
        collection.mend_catalog()
    refresh()
    return work()


class Served:
    """A collection shared by a server's threads; what its files and other processes change is picked up in between."""

    def __init__(self, collection: Collection) -> None:
        self.collection = collection
        self.turns = Turns()
        self._lock = threading.Lock()
        self._looked = float("-inf")
        self._generation: str | None = None
        self._sources: Sources | None = None

    def sources(self) -> "Sources":
        """What to answer from, as the folder is now; as it was a moment ago while someone else is writing.

        Raises NotesError when there is nothing to answer from.
        """
        if self._sources is None:
            with self._lock:
                self._refresh()
        elif self._is_due() and self._lock.acquire(timeout=_WAIT_SECONDS):
            try:
                if self._is_due():  # it was another thread that waited less
                    self._refresh()
            finally:
                self._lock.release()
        assert self._sources is not None
        if not self.collection.catalog.counts().entries:
            raise no_notes(self.collection, self.collection.days().skipped)
        return self._sources

    def index(self, progress: Progress = quietly) -> SyncReport:
        """Indexes now, whatever was looked at when; questions go on meanwhile. Raises BusyError while another does."""
        report = self.collection.sync(progress)
        with self._lock:
            self._renew(synced=True)
        return report

    def _is_due(self) -> bool:
        return time.monotonic() - self._looked >= _LOOK_SECONDS

    def _refresh(self) -> None:
        synced = False
        if not self.collection.is_current():
            try:
                self.collection.sync(lock_seconds=0)
                synced = True
            except BusyError:
                if not self.collection.complete:
                    raise
        self._renew(synced)

    def _renew(self, synced: bool) -> None:
        generation = self.collection.catalog.meta("generation")
        if self._sources is None or generation != self._generation:
            if not synced:  # another process wrote
                self.collection.reopen_vectors()
            self._sources, self._generation = self.collection.sources(), generation
        self._looked = time.monotonic()
