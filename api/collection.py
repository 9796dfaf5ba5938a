"""Settings + a notes folder -> the built parts: catalog, vectors, embedder; the heavy ones only when first used."""

import hashlib
import json
import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from index.catalog import Catalog
from index.day_list import DayList, day_list
from index.errors import BusyError, ModelError, NotesError, StoreError
from index.notes import Note, read_note
from index.reading import EntriesOf
from index.sync import Parts, Progress, SyncReport, is_current, sync

if TYPE_CHECKING:
    from api.settings import Settings
    from index.embedder import Embedder
    from index.tokens import TokenCounter
    from index.vectors import Vectors
    from rag.answer import Sources

_LOCK_SECONDS = 10.0
_ROOT_FILE = "notes-folder.txt"

Announce = Callable[[str], None]


class Collection:
    """One notes folder and what is indexed of it. Raises NotesError when the folder is none."""

    def __init__(
        self, settings: "Settings", root: Path, announce: Announce = lambda words: None, today: date | None = None
    ) -> None:
        self.settings = settings
        self._today = today
        self.root = notes_folder(root)
        self.folder = settings.data_dir / "collections" / _slug(self.root)
        self._announce = announce

    @property
    def exists(self) -> bool:
        return (self.folder / "catalog.sqlite").is_file()

    @property
    def complete(self) -> bool:
        """Whether indexing these notes came to its end at least once."""
        return self.exists and self.catalog.meta("generation") is not None

    @cached_property
    def catalog(self) -> Catalog:
        self._make_folder()
        return Catalog(self.folder / "catalog.sqlite")

    def _make_folder(self) -> None:
        try:
            self.settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            (self.folder / _ROOT_FILE).write_text(f"{self.root}\n", encoding="utf-8", errors="surrogateescape")
        except OSError as error:
            message = f"the data folder {self.settings.data_dir} cannot be written ({error.strerror})"
            raise StoreError(message, "Set DAYCITE_DATA_DIR to a folder of yours") from error

    @cached_property
    def vectors(self) -> "Vectors":
        from index.vectors import Vectors

        return Vectors(self.folder / "chroma")

    @cached_property
    def embedder(self) -> "Embedder":
        from index.embedder import load_embedder

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
        if known is None:
            with self.catalog.writing():
                self.catalog.set_meta("model", key)
        elif known != key:
            message = f"this collection was embedded with another model than {name}"
            raise StoreError(message, f"Run daycite index --rebuild {self.root}, or set the former model again")

    @cached_property
    def counter(self) -> "TokenCounter":
        from index.tokens import load_tokenizer

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

    def _entries_reader(self) -> tuple[EntriesOf, str]:
        from index.day_rules import entries_reader

        dates = self.settings.dates
        by_glob = [(glob, its.rules()) for glob, its in dates.globs.items()]
        return entries_reader(self.root, dates.rules(), by_glob, self._today or date.today())

    def _parts(self) -> Parts:
        entries_of, key = self._entries_reader()
        return Parts(
            self.catalog, lambda: self.vectors, lambda: self.embedder, lambda: self.counter.counts, entries_of, key
        )

    def days(self) -> DayList:
        """The entries of the notes as they are now; nothing is written, and no model or vector store opened."""
        notes_folder(self.root)
        entries_of, key = self._entries_reader()
        try:
            catalog = self.catalog if self.exists else None
        except StoreError:  # the files tell the same, only slower
            catalog = None
        return day_list(self.root, entries_of, key, catalog)

    def is_current(self) -> bool:
        notes_folder(self.root)
        return self.exists and is_current(self.root, self.catalog, self._entries_reader()[1])

    def sync(
        self, progress: Progress = lambda stage, done, total: None, lock_seconds: float = _LOCK_SECONDS
    ) -> SyncReport:
        """Brings the collection up to date. Raises BusyError while another process writes it."""
        notes_folder(self.root)  # one that is gone, an unmounted disk, is not one without notes
        with self._writing(lock_seconds):
            self.reopen_vectors()
            return sync(self.root, self._parts(), progress)

    def reopen_vectors(self) -> None:
        """Lets the next use of the vectors see what another process wrote; Chroma never looks again by itself."""
        self.__dict__.pop("vectors", None)
        if "chromadb" in sys.modules:  # else nothing is open
            from index.vectors import forget_open_stores

            forget_open_stores()

    def rebuild(self) -> None:
        """Forgets all that is indexed; the notes themselves are not touched."""
        with self._writing(_LOCK_SECONDS):
            self.close()
            self.reopen_vectors()
            for name in ("catalog", "embedder"):
                self.__dict__.pop(name, None)
            for leftover in ("catalog.sqlite", "catalog.sqlite-wal", "catalog.sqlite-shm"):
                (self.folder / leftover).unlink(missing_ok=True)
            shutil.rmtree(self.folder / "chroma", ignore_errors=True)

    def close(self) -> None:
        """Closes the catalog's files; the next use opens them again."""
        if "catalog" in self.__dict__:
            self.catalog.close()

    @contextmanager
    def _writing(self, lock_seconds: float) -> Iterator[None]:
        from filelock import FileLock, Timeout

        self._make_folder()
        lock = FileLock(self.folder / "writer.lock")
        try:
            with lock.acquire(timeout=lock_seconds):
                yield
        except Timeout as error:
            raise BusyError("another daycite is indexing these notes", "Wait for it to end, then try again") from error

    def sources(self) -> "Sources":
        """What answering works with."""
        from rag.answer import Sources
        from rag.retriever import Retriever

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
    return root


def _slug(root: Path) -> str:
    """A folder name that tells people which notes, and a hash that tells folders of one name apart."""
    name = re.sub(r"[^A-Za-z0-9]+", "-", root.name).strip("-").lower()[:40] or "notes"
    return f"{name}-{hashlib.sha256(os.fsencode(root)).hexdigest()[:12]}"
