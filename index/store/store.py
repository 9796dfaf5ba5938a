"""What is indexed of one notes folder: catalog and vectors, opened when first used, mended when damaged."""

import secrets
import shutil
import sqlite3
import sys
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from index.database_errors import full_disk, is_damage
from index.errors import DamagedError, StoreError
from index.store.catalog import Catalog
from index.store.check import VectorRepair, begin_anew, check_vectors, copy_vectors, open_vectors, vectors_problem
from index.store.chroma_files import clear_damage_flag, damage_flag, set_aside
from index.store.vectors import NO_ROOM, Vectors, forget_open_stores
from index.store.writer_lock import WriterLock

if TYPE_CHECKING:
    from index.store.chroma_server import Server

CATALOG_FILE, VECTORS_FOLDER = "catalog.sqlite", "chroma"
_IN_FILES = "in files here"
_LOCK_SECONDS = 10.0

Announce = Callable[[str], None]
"""Takes a line about something that takes long, or went wrong, for the user to read."""

_Result = TypeVar("_Result")


class Store:
    """Catalog and vectors of the notes folder `notes`, in `folder`; the vectors may be on a server instead.

    `make_folder` makes the folder where it is missing and raises StoreError where that cannot be done. The collection
    that `server` names does not count: each catalog names one of its own.
    """

    def __init__(
        self,
        folder: Path,
        notes: Path,
        make_folder: Callable[[], None],
        server: "Server | None" = None,
        announce: Announce = lambda line: None,
    ) -> None:
        self.folder = folder
        self.catalog_file, self.vectors_folder = folder / CATALOG_FILE, folder / VECTORS_FOLDER
        self.embedded = server is None
        """Whether the vectors are files here, not on a server."""
        self._notes, self._make_folder, self._server, self._announce = notes, make_folder, server, announce
        self._catalog: Catalog | None = None
        self._vectors: Vectors | None = None
        self._opening = threading.RLock()

    # What is there

    @property
    def exists(self) -> bool:
        return self.catalog_file.is_file()

    @property
    def complete(self) -> bool:
        """Whether indexing these notes came to its end at least once."""
        return self.exists and self.catalog.state.generation is not None

    @property
    def place(self) -> str:
        """Where the vectors are to be kept, in words."""
        return _IN_FILES if self._server is None else f"on {self._server.url}"

    def problem(self) -> str:
        """What is wrong with the vectors: their files' sizes, or not where the settings say; "" when nothing is."""
        before = self._place_before()
        if before != self.place:
            return f"they were kept {before}, but the settings say {self.place}"
        return vectors_problem(self.vectors_folder, self.catalog) if self.embedded else damage_flag(self.vectors_folder)

    # The parts

    @property
    def catalog(self) -> Catalog:
        """A damaged one is put aside, with the vectors that its ids name, and an empty one begun."""
        if self._catalog is None:
            with self._opening:  # SQLite has no patience with two who make one database
                if self._catalog is None:
                    self._catalog = self._opened_catalog()
        return self._catalog

    def _opened_catalog(self) -> Catalog:
        self._make_folder()
        try:
            return Catalog(self.catalog_file)
        except DamagedError:
            with self.writing():
                return self._new_catalog()

    def _new_catalog(self) -> Catalog:
        try:
            return Catalog(self.catalog_file)  # another process that had the lock before has mended it
        except DamagedError:
            self.put_aside()
            return Catalog(self.catalog_file)

    def catalog_as_it_is(self) -> Catalog | None:
        """The catalog without mending it, None where there is none. Raises DamagedError where it is damaged."""
        with self._opening:
            if self._catalog is None and self.exists:
                self._catalog = Catalog(self.catalog_file)
            return self._catalog

    @property
    def vectors(self) -> Vectors:
        """Raises DamagedError where they cannot be read or are older than the catalog."""
        with self._opening:  # one thread at a time: the others take what it opened
            vectors = self._vectors
            if vectors is None:
                vectors = open_vectors(lambda: Vectors(self.vectors_folder, self.server()), self.catalog)
                self._vectors = vectors
            return vectors

    def server(self) -> "Server | None":
        """Where the vectors are, None where they are in files here.

        Its collection is named anew with each catalog: ids begin again there, and old vectors must never meet them.
        """
        if self._server is None:
            return None
        name = self.catalog.state.server_collection
        if name is None:
            name = f"daycite-{self.folder.name}-{secrets.token_hex(4)}"
            with self.catalog.writing():
                self.catalog.state.server_collection = name
        return replace(self._server, collection=name)

    def writing(self, seconds: float | None = None) -> AbstractContextManager[None]:
        """The writer's lock. Raises BusyError, saying who has it."""
        self._make_folder()
        return self._lock.held(_LOCK_SECONDS if seconds is None else seconds)

    @cached_property
    def _lock(self) -> WriterLock:
        return WriterLock(self.folder)

    def reopen_vectors(self) -> None:
        """Lets the next use of the vectors see what another process wrote; Chroma never looks again by itself."""
        self._vectors = None
        if "chromadb" in sys.modules:  # else nothing is open
            forget_open_stores()

    def close(self) -> None:
        """Closes the catalog's files; the next use opens them again."""
        if self._catalog is not None:
            self._catalog.close()

    # Writing: the caller holds the lock

    def check_model(self, key: str, name: str) -> None:
        """Vectors of two models must not mix: the first to be used is written down. Raises StoreError for another."""
        state = self.catalog.state
        if state.model not in (None, key):
            message = f"this collection was embedded with another model than {name}"
            raise StoreError(message, f"Run daycite index --rebuild {self._notes}, or set the former model again")
        if (state.model, state.model_name) != (key, name):
            with self.catalog.writing():
                state.model, state.model_name = key, name

    def update(self, work: Callable[[], _Result]) -> _Result:
        """What `work`, which writes the store, gives on one that is whole.

        What is lost or damaged is made good before; where damage shows up only in the work, it is done again after.
        Raises StoreError where the disk cannot be written.
        """
        self.reopen_vectors()
        try:
            self._mend()
            self._note_place()
            return work()
        except DamagedError:
            self._make_vectors_again()
        except sqlite3.DatabaseError as error:
            if not is_damage(error):
                raise self._not_written(error) from error
            self.put_aside()
        except OSError as error:
            raise self._not_written(error) from error
        self._note_place()
        return work()

    def _mend(self) -> None:
        """Makes good what a run that was cut off, or a lost folder, left behind."""
        server, problem = self.server(), self.problem()
        if self._place_before() != self.place:
            self._announce(f"rebuilding the vectors of {self._notes}: {problem}")
            begin_anew(self.vectors_folder, self.catalog)
        elif problem or self.catalog.state.running:
            repair = self.check()
            if repair.again and (problem or repair.anew):
                reason = f" ({problem})" if problem else ""
                self._announce(f"the vectors of {self._notes} are lost or damaged{reason}: rebuilding them")
        else:
            return
        self.reopen_vectors()
        if server and self.catalog.state.server_collection is None:
            _remove_from_server(server)

    def check(self) -> VectorRepair:
        """Catalog and vectors compared row by row and made to agree."""
        return check_vectors(self.vectors_folder, self.catalog, lambda: self.vectors, self.embedded)

    def _make_vectors_again(self) -> None:
        self._announce(f"the vectors of {self._notes} are lost or damaged: rebuilding them from your notes")
        self.reopen_vectors()
        self.forget_vectors()
        self.reopen_vectors()

    def forget_vectors(self) -> None:
        """Puts the vectors aside; those on a server are removed. The next sync makes them again."""
        server = self.server()
        begin_anew(self.vectors_folder, self.catalog)
        if server is not None:
            _remove_from_server(server)

    def scrub(self) -> None:
        """Leaves nothing on the disk of what was deleted: neither rows, nor words, nor vectors, nor damaged files kept.

        Chroma only marks rows as deleted, so the others are copied into a new one. Raises sqlite3.OperationalError
        where another process is in the way: it is done by the next run then.
        """
        if self.catalog.state.written is not None:
            copy_vectors(self.vectors, self.catalog, self._anew, self.embedded)
        for aside in self.folder.glob("*.damaged"):
            shutil.rmtree(aside) if aside.is_dir() else aside.unlink()
        self.catalog.scrub()
        with self.catalog.writing():
            state = self.catalog.state
            state.unclean, state.generation = False, (state.generation or 0) + 1

    def _anew(self) -> Vectors:
        """An empty place for the vectors instead of the one that there is."""
        self.forget_vectors()
        self.reopen_vectors()
        self._note_place()
        return self.vectors

    def forget(self, aside: bool) -> None:
        """Forgets all that is indexed. `aside`: what was there is kept, renamed, for a person to look at."""
        self.close()
        self._catalog = None
        self.reopen_vectors()
        clear_damage_flag(self.vectors_folder)
        for path in (*self.folder.glob(f"{CATALOG_FILE}*"), self.vectors_folder):
            if not path.name.endswith(".damaged") and aside:
                set_aside(path)
            elif path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            elif not aside:
                path.unlink(missing_ok=True)

    # Writing: these take the lock themselves

    def put_aside(self) -> None:
        """Puts all aside that is indexed: a page that was needed is damaged. The next sync makes it again."""
        with self.writing():
            self._announce(
                f"the collection of {self._notes} is damaged: setting it aside and rebuilding it from your notes"
            )
            self.forget(aside=True)

    def rebuild(self) -> None:
        """Forgets all that is indexed; the notes themselves are not touched."""
        with self.writing():
            if not self.embedded:
                self.forget_vectors()
            self.forget(aside=False)

    def _place_before(self) -> str:
        """Where the last run wrote the vectors; where the settings say when none did."""
        state = self.catalog.state
        return state.place or (self.place if state.written is None else _IN_FILES)

    def _note_place(self) -> None:
        if self.catalog.state.place != self.place:
            with self.catalog.writing():
                self.catalog.state.place = self.place

    def _not_written(self, error: Exception) -> StoreError:
        reason = getattr(error, "strerror", None) or str(error)
        message = f"the collection in {self.folder} cannot be written ({reason})"
        return full_disk(self.folder, error) or StoreError(message, NO_ROOM)


def _remove_from_server(server: "Server") -> None:
    from index.store.chroma_server import remove_from

    remove_from(server)
