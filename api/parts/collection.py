"""Settings + a notes folder -> the built parts: catalog, vectors, embedder; the heavy ones only when first used."""

import hashlib
import json
import os
import re
import secrets
import shutil
import sqlite3
import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from api.parts.writer_lock import WriterLock
from index.day_list import DayList, day_list
from index.embedding.model_files import canonical
from index.errors import DamagedError, ModelError, NotesError, StoreError
from index.notes.folders import join_folders, links_of
from index.notes.note import Note, read_note
from index.notes.scan import is_settled, scan
from index.store.catalog import Catalog, is_damage
from index.store.check import NAME, PLACE, RUNNING, WRITTEN, begin_anew, checked, opened
from index.store.check import vectors_problem as files_problem
from index.store.chroma_files import forget_mark, marked, set_aside
from index.sync import Parts, Progress, SyncReport, is_current, quietly, sync

if TYPE_CHECKING:
    from api.settings import Settings
    from index.embedding.embedder import Embedder
    from index.embedding.token_counter import TokenCounter
    from index.entries.reader import EntriesOf
    from index.store.chroma_server import Server
    from index.store.vectors import Vectors
    from rag.answer.ask import Sources

_LOCK_SECONDS = 10.0
_ROOT_FILE = "notes-folder.txt"
_MODEL_NAME = "model name"

Announce = Callable[[str], None]


class Collection:
    """One notes folder and what is indexed of it. Raises NotesError when the folder is none."""

    def __init__(
        self, settings: "Settings", root: Path, announce: Announce = lambda words: None, today: date | None = None
    ) -> None:
        self.settings = settings
        self._today = today
        self.root = notes_folder(root)
        self.folder = settings.data_dir / "collections" / folder_name(self.root)
        self._announce = announce
        self._listed: tuple[object, DayList] | None = None

    @property
    def exists(self) -> bool:
        return self._catalog_file.is_file()

    @property
    def embedded(self) -> bool:
        """Whether the vectors are in files here, not on a server."""
        return not self.settings.chroma

    def server(self) -> "Server | None":
        """Where the vectors are, None where they are in files here.

        Its collection is named anew with each catalog: ids begin again there, and old vectors must never meet them.
        """
        if self.embedded:
            return None
        from index.store.chroma_server import Server

        name = self.catalog.meta(NAME)
        if name is None:
            name = f"daycite-{self.folder.name}-{secrets.token_hex(4)}"
            with self.catalog.writing():
                self.catalog.set_meta(NAME, name)
        its = self.settings
        return Server(its.chroma, name, its.chroma_token, its.chroma_tenant, its.chroma_database)

    @property
    def vectors_folder(self) -> Path:
        return self.folder / "chroma"

    @property
    def complete(self) -> bool:
        """Whether indexing these notes came to its end at least once."""
        return self.exists and self.catalog.meta("generation") is not None

    @cached_property
    def catalog(self) -> Catalog:
        self._make_folder()
        try:
            return Catalog(self._catalog_file)
        except DamagedError:
            with self.writing():
                return self._begun_anew()

    @property
    def _catalog_file(self) -> Path:
        return self.folder / "catalog.sqlite"

    def _begun_anew(self) -> Catalog:
        """An empty catalog; the damaged one is put aside with the vectors that its ids name."""
        try:
            return Catalog(self._catalog_file)  # who had the lock before has mended it
        except DamagedError:
            self.mend_catalog()
            return Catalog(self._catalog_file)

    def _make_folder(self) -> None:
        try:
            if not self.settings.data_dir.exists():
                self.settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.folder.parent.mkdir(mode=0o700, exist_ok=True)
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            (self.folder / _ROOT_FILE).write_text(f"{self.root}\n", encoding="utf-8", errors="surrogateescape")
        except OSError as error:
            message = f"the data folder {self.settings.data_dir} cannot be written ({error.strerror})"
            raise StoreError(message, "Set DAYCITE_DATA_DIR to a folder of yours") from error

    @cached_property
    def vectors(self) -> "Vectors":
        from index.store.vectors import Vectors

        return opened(lambda: Vectors(self.vectors_folder, self.server()), self.catalog)

    @cached_property
    def embedder(self) -> "Embedder":
        from index.embedding.embedder import load_embedder

        made = load_embedder(
            self.settings.embedding_model,
            self.settings.data_dir,
            allow_download=self.settings.allow_download,
            announce=self._announce,
        )
        self._check_model(json.dumps([made.model.digest, made.model.variant]), made.model.name)
        return made

    def _check_model(self, key: str, name: str) -> None:
        """Vectors of two models must not mix: the first to be used is written down."""
        known = self.catalog.meta("model")
        if known not in (None, key):
            message = f"this collection was embedded with another model than {name}"
            raise StoreError(message, f"Run daycite index --rebuild {self.root}, or set the former model again")
        if (known, self.catalog.meta(_MODEL_NAME)) != (key, name):
            with self.catalog.writing():
                self.catalog.set_meta("model", key)
                self.catalog.set_meta(_MODEL_NAME, name)

    @cached_property
    def counter(self) -> "TokenCounter":
        from index.embedding.token_counter import load_tokenizer

        try:
            return load_tokenizer(self.settings.embedding_model, self.settings.data_dir)
        except ModelError:
            self.embedder  # noqa: B018  preparing the model brings its tokenizer
            return load_tokenizer(self.settings.embedding_model, self.settings.data_dir)

    def read(self, path: str) -> Note | None:
        """The note as it is on disk now, None when it cannot be read."""
        try:
            return read_note(self.root, path)
        except NotesError:
            return None

    def _entries_reader(self) -> "tuple[EntriesOf, str]":
        from index.entries.reader import entries_reader

        dates = self.settings.dates
        by_glob = [(glob, its.rules()) for glob, its in dates.globs.items()]
        return entries_reader(self.root, dates.rules(), by_glob, self._today or date.today())

    def _parts(self) -> Parts:
        entries_of, key = self._entries_reader()
        return Parts(
            self.catalog,
            lambda: self.vectors,
            lambda: self.embedder,
            lambda: self.counter.counts,
            entries_of,
            key,
            self.vectors_folder if self.embedded else None,
        )

    def days(self) -> DayList:
        """The entries of the notes as they are now; nothing is written, and no model or vector store opened."""
        notes_folder(self.root)
        entries_of, key = self._entries_reader()
        scanned = scan(self.root)
        if self._listed and self._listed[0] == (key, scanned):  # a server is asked for one day after the other
            return self._listed[1]
        try:
            catalog = self.as_it_is()
        except StoreError:  # the files tell the same, only slower
            catalog = None
        listed = day_list(self.root, entries_of, key, catalog, scanned)
        self._listed = ((key, scanned), listed) if is_settled(scanned[0]) else None
        return listed

    def as_it_is(self) -> Catalog | None:
        """The catalog without mending it, None where there is none."""
        if "catalog" not in self.__dict__ and self.exists:
            self.__dict__["catalog"] = Catalog(self._catalog_file)
        return self.__dict__.get("catalog")

    def is_current(self) -> bool:
        """Whether nothing changed in the notes and nothing is to be mended, by sizes and times alone."""
        notes_folder(self.root)
        return (
            self.exists
            and not self.vectors_problem()
            and is_current(self.root, self.catalog, self._entries_reader()[1])
        )

    def sync(self, progress: Progress = quietly, lock_seconds: float | None = None) -> SyncReport:
        """Brings the collection up to date, and makes again what of it is lost or damaged.

        Raises BusyError while another process writes it.
        """
        notes_folder(self.root)  # one that is gone, an unmounted disk, is not one without notes
        with self.writing(lock_seconds):
            self.reopen_vectors()
            try:
                self._mend()
                self._note_place()
                if self.catalog.meta(_MODEL_NAME) not in (None, canonical(self.settings.embedding_model)):
                    self.embedder  # noqa: B018  another name: it is looked at now, not by the next question
                return sync(self.root, self._parts(), progress)
            except DamagedError:
                self.make_vectors_again()
            except sqlite3.DatabaseError as error:
                if not is_damage(error):
                    raise self._not_written(error) from error
                self.mend_catalog()
            except OSError as error:
                raise self._not_written(error) from error
            return sync(self.root, self._parts(), progress)

    def _not_written(self, error: Exception) -> StoreError:
        reason = getattr(error, "strerror", None) or str(error)
        return StoreError(
            f"the collection in {self.folder} cannot be written ({reason})",
            "Nothing is lost: make room or give yourself the right to write there, and run it again",
        )

    def _mend(self) -> None:
        """What a run that was cut off, or a lost folder, left behind. The caller holds the lock."""
        server, problem = self.server(), self.vectors_problem()
        if self._place_before() != self._place():
            self._announce(f"the vectors of {self.root} are made again: {problem}")
            begin_anew(self.vectors_folder, self.catalog)
        elif problem or self.catalog.meta(RUNNING):
            done = checked(self.vectors_folder, self.catalog, lambda: self.vectors, self.embedded)
            if done.again and (problem or "made again" in done.told[0]):
                why = f" ({problem})" if problem else ""
                self._announce(f"the vectors of {self.root} are lost or damaged{why}: they are made again")
        else:
            return
        self.reopen_vectors()
        if server and self.catalog.meta(NAME) is None:
            self._remove_from(server)

    def _remove_from(self, server: "Server") -> None:
        from index.store.chroma_server import remove_from

        remove_from(server)

    def mend_catalog(self) -> None:
        """Puts all aside that is indexed: a page that was needed is damaged. The next sync makes it again."""
        with self.writing():
            self._announce(f"the collection of {self.root} is damaged: it is put aside and made again from the notes")
            self.forget_all(aside=True)

    def make_vectors_again(self) -> None:
        """Forgets the vectors, which the next sync makes again. The caller holds the lock."""
        self._announce(f"the vectors of {self.root} are lost or damaged: they are made again from the notes")
        self.reopen_vectors()
        self.forget_vectors()
        self.reopen_vectors()

    def forget_vectors(self) -> None:
        """Puts the vectors aside; those on a server are removed. The caller holds the lock."""
        server = self.server()
        begin_anew(self.vectors_folder, self.catalog)
        if server is not None:
            self._remove_from(server)

    def vectors_problem(self) -> str:
        """What sizes tell of the vectors' files, and whether they are where the settings say."""
        if self._place_before() != self._place():
            return f"they were kept {self._place_before()}, and now are to be {self._place()}"
        return files_problem(self.vectors_folder, self.catalog) if self.embedded else marked(self.vectors_folder)

    def _place(self) -> str:
        return f"on {self.settings.chroma}" if self.settings.chroma else "in files here"

    def _place_before(self) -> str:
        """Where the last run wrote them; where the settings say when none did."""
        return self.catalog.meta(PLACE) or (self._place() if self.catalog.meta(WRITTEN) is None else "in files here")

    def _note_place(self) -> None:
        if self.catalog.meta(PLACE) != self._place():
            with self.catalog.writing():
                self.catalog.set_meta(PLACE, self._place())

    def reopen_vectors(self) -> None:
        """Lets the next use of the vectors see what another process wrote; Chroma never looks again by itself."""
        self.__dict__.pop("vectors", None)
        if "chromadb" in sys.modules:  # else nothing is open
            from index.store.vectors import forget_open_stores

            forget_open_stores()

    def rebuild(self) -> None:
        """Forgets all that is indexed; the notes themselves are not touched."""
        with self.writing():
            if not self.embedded:
                self.forget_vectors()
            self.forget_all(aside=False)

    def forget_all(self, aside: bool) -> None:
        """The caller holds the lock. `aside`: what was there is kept, renamed, for who wants to look."""
        self.forget_open()
        forget_mark(self.vectors_folder)
        for path in (*self.folder.glob("catalog.sqlite*"), self.vectors_folder):
            if not path.name.endswith(".damaged") and aside:
                set_aside(path)
            elif path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            elif not aside:
                path.unlink(missing_ok=True)

    def forget_open(self) -> None:
        """Closes the catalog and drops what was opened; the next use opens it again."""
        self.close()
        self.reopen_vectors()
        for name in ("catalog", "embedder"):
            self.__dict__.pop(name, None)

    def close(self) -> None:
        """Closes the catalog's files; the next use opens them again."""
        if "catalog" in self.__dict__:
            self.catalog.close()

    def writing(self, seconds: float | None = None) -> AbstractContextManager[None]:
        """The writer's lock. Raises BusyError, saying who has it."""
        self._make_folder()
        return self._lock.held(_LOCK_SECONDS if seconds is None else seconds)

    @cached_property
    def _lock(self) -> WriterLock:
        return WriterLock(self.folder)

    def sources(self) -> "Sources":
        """What answering works with."""
        from rag.answer.ask import Sources
        from rag.retrieval.retriever import Retriever

        return Sources(self.catalog, Retriever(self.catalog, self.vectors, self.embedder), self.embedder, self.read)


def notes_folder(path: Path) -> Path:
    """The folder, absolute. Raises NotesError when it is missing, no folder, or cannot be listed."""
    root = Path(os.path.abspath(path.expanduser()))
    if not root.exists():
        raise NotesError(f"there is no folder {root}", "Name the folder of your notes: --notes FOLDER or DAYCITE_NOTES")
    if not root.is_dir():
        raise NotesError(f"{root} is a file, not a folder", "Name the folder that your notes are in")
    try:
        with os.scandir(root) as found:
            next(found, None)
    except OSError as error:
        raise NotesError(
            f"the folder {root} cannot be read ({error.strerror})", "Give yourself the right to read it"
        ) from error
    for link in links_of(root):
        notes_folder(Path(os.readlink(link)))
    return root


def joined_folder(data_dir: Path, folders: Sequence[Path]) -> Path:
    """One folder for several. Raises NotesError where one of them is none, StoreError where it cannot be made."""
    try:
        return join_folders(data_dir, [notes_folder(folder) for folder in folders])
    except OSError as error:
        message = f"several notes folders cannot be asked at once: {data_dir} takes no links ({error.strerror})"
        raise StoreError(message, "Ask one after the other, or set DAYCITE_DATA_DIR to another disk") from error


def folder_name(root: Path) -> str:
    """A folder name that tells people which notes, and a hash that tells folders of one name apart."""
    name = re.sub(r"[^A-Za-z0-9]+", "-", root.name).strip("-").lower()[:40] or "notes"
    return f"{name}-{hashlib.sha256(os.fsencode(root)).hexdigest()[:12]}"
