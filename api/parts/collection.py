"""Settings + a notes folder -> the built parts: store and embedder; the heavy ones only when first used."""

import json
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from api.parts.notes_folder import notes_folder
from api.parts.place import collection_folder, make_collection_folder
from index.day_list import DayList, day_list
from index.embedding.model_files import canonical
from index.errors import ModelError, NotesError, StoreError
from index.notes.note import Note, read_note
from index.notes.scan import is_stable, scan
from index.store.catalog import Catalog
from index.store.store import Announce, Store
from index.store.vectors import Vectors
from index.sync.parts import Parts, Progress, quietly
from index.sync.plan import is_current

if TYPE_CHECKING:
    from api.settings import Settings
    from index.embedding.embedder import Embedder
    from index.embedding.token_counter import TokenCounter
    from index.entries.reader import EntriesOf
    from index.store.chroma_server import Server
    from index.sync.run import SyncReport
    from rag.answer.ask import Sources


class Collection:
    """One notes folder and what is indexed of it. Raises NotesError when the folder cannot be read."""

    def __init__(
        self, settings: "Settings", root: Path, announce: Announce = lambda line: None, today: date | None = None
    ) -> None:
        self.settings = settings
        self.root = notes_folder(root)
        self.store = Store(
            collection_folder(settings.data_dir, self.root),
            self.root,
            lambda: make_collection_folder(settings.data_dir, self.root),
            chroma_server(settings),
            announce,
        )
        self._announce, self._today = announce, today
        self._listed: tuple[object, DayList] | None = None

    @property
    def folder(self) -> Path:
        """Where what is indexed is kept."""
        return self.store.folder

    @property
    def catalog(self) -> Catalog:
        return self.store.catalog

    @property
    def vectors(self) -> Vectors:
        return self.store.vectors

    @cached_property
    def embedder(self) -> "Embedder":
        from index.embedding.embedder import load_embedder

        return load_embedder(
            self.settings.embedding_model,
            self.settings.data_dir,
            allow_download=self.settings.allow_download,
            announce=self._announce,
        )

    def _checked_embedder(self) -> "Embedder":
        """The embedder, if the vectors that are stored come from its model. Raises StoreError."""
        model = self.embedder.model
        self.store.check_model(json.dumps([model.digest, model.variant]), model.name)
        return self.embedder

    @cached_property
    def counter(self) -> "TokenCounter":
        from index.embedding.token_counter import load_tokenizer

        try:
            return load_tokenizer(self.settings.embedding_model, self.settings.data_dir)
        except ModelError:
            self._checked_embedder()  # preparing the model brings its tokenizer
            return load_tokenizer(self.settings.embedding_model, self.settings.data_dir)

    def read(self, path: str) -> Note | None:
        """The note as it is on disk now, None when it cannot be read."""
        try:
            return read_note(self.root, path)
        except NotesError:
            return None

    def days(self) -> DayList:
        """The entries of the notes as they are now; nothing is written, and no model or vector store opened."""
        notes_folder(self.root)
        entries_of, key = self._entries_reader()
        scanned = scan(self.root)
        if self._listed and self._listed[0] == (key, scanned):  # a server is asked for one day after the other
            return self._listed[1]
        try:
            catalog = self.store.catalog_as_it_is()
        except StoreError:  # the files hold the same, only slower
            catalog = None
        listed = day_list(self.root, entries_of, key, catalog, scanned)
        self._listed = ((key, scanned), listed) if is_stable(scanned[0]) else None
        return listed

    def is_current(self) -> bool:
        """Whether nothing changed in the notes and nothing is to be mended, by sizes and times alone."""
        notes_folder(self.root)
        return (
            self.store.exists
            and not self.store.problem()
            and is_current(self.root, self.catalog, self._entries_reader()[1])
        )

    def sync(self, progress: Progress = quietly, lock_seconds: float | None = None) -> "SyncReport":
        """Brings the collection up to date, and makes again what of it is lost or damaged.

        Raises BusyError while another process writes it.
        """
        notes_folder(self.root)  # one that is gone, an unmounted disk, is not one without notes
        with self.store.writing(lock_seconds):
            return self.store.update(lambda: self._sync(progress))

    def _sync(self, progress: Progress) -> "SyncReport":
        from index.sync.run import sync  # numpy and Markdown's reader, where something is to be done

        if self.catalog.state.model_name not in (None, canonical(self.settings.embedding_model)):
            self._checked_embedder()  # another name: it is checked now, not by the next question
        return sync(self.root, self._parts(), progress)

    def _parts(self) -> Parts:
        entries_of, key = self._entries_reader()
        return Parts(
            self.catalog,
            lambda: self.vectors,
            self._checked_embedder,
            lambda: self.counter.counts,
            entries_of,
            key,
            self.store.vectors_folder if self.store.embedded else None,
        )

    def _entries_reader(self) -> "tuple[EntriesOf, str]":
        from index.entries.reader import entries_reader

        dates = self.settings.dates
        by_glob = [(glob, settings.rules()) for glob, settings in dates.globs.items()]
        return entries_reader(self.root, dates.rules(), by_glob, self._today or date.today())

    def sources(self) -> "Sources":
        """What answering works with."""
        from rag.answer.ask import Sources
        from rag.retrieval.retriever import Retriever

        retriever = Retriever(self.catalog, self.vectors, self._checked_embedder())
        return Sources(self.catalog, retriever, self.embedder, self.read)

    def close(self) -> None:
        """Closes the catalog's files; the next use opens them again."""
        self.store.close()


def chroma_server(settings: "Settings") -> "Server | None":
    """The Chroma server of the settings, without a collection; None where the vectors are in files."""
    if not settings.chroma:
        return None
    from index.store.chroma_server import Server

    return Server(settings.chroma, "", settings.chroma_token, settings.chroma_tenant, settings.chroma_database)
