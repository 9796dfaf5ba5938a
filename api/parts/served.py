"""A collection in step with its folder: for one command, and for a server that answers many requests at once."""

import sqlite3
import threading
import time
from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, Any, TypeVar

from api.parts.collection import Collection
from api.parts.no_notes import no_notes
from api.parts.once import Once
from api.parts.turns import Turns
from index.database_errors import is_damage
from index.errors import BusyError, DamagedError
from index.store.store import Announce
from index.sync.parts import Progress, quietly

if TYPE_CHECKING:
    from index.sync.run import SyncReport
    from rag.answer.sources import Sources

_LOOK_SECONDS = 1.0
_WAIT_SECONDS = 5.0
_REMEMBERED = 50  # results
_Result = TypeVar("_Result")


def bring_up_to_date(collection: Collection, announce: Announce, progress: Progress = quietly) -> None:
    """A folder never indexed is indexed, changed files are read; both are left to another daycite that is writing.

    Raises BusyError where that is the first to index the folder, NotesError when there is nothing to answer from.
    """
    if not collection.is_current():
        known = collection.store.complete
        announce(f"reading what changed in {collection.root}" if known else f"indexing {collection.root} (once)")
        try:
            report = collection.sync(progress)
        except BusyError:
            if not known:
                raise
            announce("another daycite process is indexing these notes: this answer is from what was indexed before")
            return
        if not collection.catalog.counts().entries:
            raise no_notes(collection, report.skipped)
    elif not collection.catalog.counts().entries:
        raise no_notes(collection, collection.days().skipped)


def retry_if_damaged(collection: Collection, refresh: Callable[[], None], work: Callable[[], _Result]) -> _Result:
    """What `work` gives; where the collection turns out damaged, `refresh` makes it again, and `work` is done again."""
    try:
        return work()
    except DamagedError:
        collection.store.reopen_vectors()
    except sqlite3.DatabaseError as error:
        if not is_damage(error):
            raise
        collection.store.put_aside()
    refresh()
    return work()


class Served:
    """A collection shared by a server's threads; changes by its files and other processes are picked up in between."""

    def __init__(self, collection: Collection) -> None:
        self.collection = collection
        self.turns = Turns()
        self._lock = threading.Lock()
        self._checked_at = float("-inf")
        self._generation: int | None = None
        self._sources: Sources | None = None
        self._remembered: dict[Hashable, Once[Any]] = {}  # those of one generation, the last asked for last
        self._remembered_of: int | None = None
        self._memory = threading.Lock()

    def sources(self) -> "Sources":
        """What to answer from, as the folder is now; as it was a moment ago while someone else is writing.

        Raises NotesError when there is nothing to answer from.
        """
        if self._sources is None:
            with self._lock:
                self._refresh()
        elif (self._is_due() or self._is_behind()) and self._lock.acquire(timeout=_WAIT_SECONDS):
            try:
                if self._is_due() or self._is_behind():  # no other thread did it meanwhile
                    self._refresh()
            finally:
                self._lock.release()
        assert self._sources is not None
        if not self.collection.catalog.counts().entries:
            raise no_notes(self.collection, self.collection.days().skipped)
        return self._sources

    def remembered(self, what: Hashable, make: Callable[[], _Result]) -> _Result:
        """What `make` gives of what is indexed now: made once, however many ask for `what`, until that changes.

        Raises what `make` does, and NotesError when there is nothing to answer from.
        """
        self.sources()
        with self._memory:
            if self._remembered_of != self._generation:
                self._remembered, self._remembered_of = {}, self._generation
            known: Once[_Result] | None = self._remembered.pop(what, None)
            part = known or Once(make)
            self._remembered[what] = part
            if len(self._remembered) > _REMEMBERED:
                del self._remembered[next(iter(self._remembered))]
        return part.get()

    def index(self, progress: Progress = quietly) -> "SyncReport":
        """Indexes now, whatever was looked at when; questions go on meanwhile. Raises BusyError while another does."""
        report = self.collection.sync(progress)
        with self._lock:
            self._renew(synced=True)
        return report

    def look(self) -> None:
        """What is done before the notes are read without the index: nothing, here."""

    def sources_to_answer(self) -> "Sources | None":
        """`sources`, with all that an answer needs; None where that is not there yet."""
        return self.sources()

    def how_far(self) -> str:
        """How far the indexing is that a question does not wait for, in words; "" where there is none."""
        return ""

    def _is_due(self) -> bool:
        return time.monotonic() - self._checked_at >= _LOOK_SECONDS

    def _is_behind(self) -> bool:
        """Whether another process has indexed: what it forgot must not be answered from for another second."""
        return self.collection.catalog.state.generation != self._generation

    def _refresh(self) -> None:
        synced = False
        if not self.collection.is_current():
            try:
                self.collection.sync(lock_seconds=0)
                synced = True
            except BusyError:
                if not self.collection.store.complete:
                    raise
        self._renew(synced)

    def _renew(self, synced: bool) -> None:
        generation = self.collection.catalog.state.generation
        if self._sources is None or generation != self._generation:
            if not synced:  # another process wrote
                self.collection.store.reopen_vectors()
            self._sources, self._generation = self.collection.sources(), generation
        self._note_look()

    def _note_look(self) -> None:
        self._checked_at = time.monotonic()
