"""Settings + a notes folder -> the built parts: store and embedder; the heavy ones only when first used."""

import json
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from api.parts import exclusion
from api.parts.consent import may_send
from api.parts.exclusion import OPEN_QUESTIONS
from api.parts.notes_folder import notes_folder
from api.parts.once import Once
from api.parts.place import collection_folder, make_collection_folder
from index.day_list import DayList, Look, day_list, stored_days
from index.embedding.model_files import Precision, canonical
from index.errors import ModelError, NotesError, StoreError
from index.exclusion.rules import ExclusionRules
from index.kept_days import KeptDays
from index.machine import is_here
from index.note_languages import NotesLanguages, notes_languages
from index.notes.folders import follow_links
from index.notes.note import Note
from index.notes.scan import Scan, is_stable, scan
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
    from index.judge.judge import Judge
    from index.open_questions.cache import KeepingFinder
    from index.open_questions.find import OpenQuestion
    from index.store.chroma_server import Server
    from index.sync.run import SyncReport
    from rag.answer.sources import Sources


class Collection:
    """One notes folder and what is indexed of it. Raises NotesError when the folder cannot be read."""

    def __init__(
        self,
        settings: "Settings",
        root: Path,
        announce: Announce = lambda line: None,
        today: date | None = None,
        precision: Precision | None = None,
    ) -> None:
        """`precision` is the embedder's; None is what the processor does best."""
        self.settings = settings
        # Nothing that it keeps may point back at it: the models would stay in memory until garbage is looked for.
        self.root = notes = notes_folder(root)
        follow_links(notes, settings.follow_links)
        self.store = Store(
            collection_folder(settings.data_dir, notes),
            notes,
            lambda: make_collection_folder(settings.data_dir, notes),
            chroma_server(settings),
            announce,
        )
        self.only_known = False
        """Whether days are listed only of notes that the catalog has: set while it is being filled."""
        self._announce, self._today = announce, today
        self._listed: tuple[object, DayList] | None = None
        self.known_questions: tuple[DayList, list[OpenQuestion]] | None = None
        """The open questions of the days that were listed last."""
        self._seen: Scan | None = None
        self._readable: frozenset[str] | None = None
        self._current: tuple[Scan, str, int | None] | None = None  # the folder and catalog that agreed the last time
        self._embedder = Once(lambda: _loaded_embedder(settings, precision, announce))
        self._judge = Once(lambda: _loaded_judge(settings, announce))

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

    @property
    def embedder(self) -> "Embedder":
        """Raises ModelError."""
        return self._embedder.get()

    @property
    def has_embedder(self) -> bool:
        """Whether it is loaded: the next use waits for nothing."""
        return self._embedder.is_made

    @property
    def judge(self) -> "Judge | None":
        """The judge of sentences; None where the model that it shares its words with is not on this machine."""
        return self._judge.get()

    def judge_if_loaded(self) -> "Judge | None":
        """The judge, where its next use waits for nothing."""
        return self._judge.get() if self._judge.is_made else None

    def begin_to_open(self, *, with_judge: bool) -> None:
        """Opens the models in the background. Most of that is work of ONNX Runtime, which other threads need not wait
        for: meanwhile the vector store is imported, which takes longer."""
        if not self.store.complete:
            return  # they may have to be prepared first, and are when the notes are indexed
        import index.judge.judge  # noqa: F401 - and all that it needs: two threads that import can get in each other's way

        self._embedder.begin()
        if with_judge:
            self._judge.begin()

    def _checked_embedder(self) -> "Embedder":
        """The embedder, if the vectors that are stored come from its model. Raises StoreError."""
        model = self.embedder.model
        centred = ["centred"] * self.embedder.is_centred  # its token vectors cannot be compared with others
        self.store.check_model(json.dumps([model.digest, model.variant, *centred]), model.name)
        return self.embedder

    @cached_property
    def counter(self) -> "TokenCounter":
        from index.embedding.token_counter import load_tokenizer

        try:
            return load_tokenizer(self.settings.embedding_model, self.settings.data_dir)
        except ModelError:
            self._embedder.get()  # preparing the model brings its tokenizer; its vectors are checked when they are made
            return load_tokenizer(self.settings.embedding_model, self.settings.data_dir)

    def languages(self) -> NotesLanguages:
        """What the notes are written in, and whether the embedding model knows it."""
        return notes_languages(self.catalog, self.settings.embedding_model, lambda: self.counter)

    @property
    def exclusion(self) -> ExclusionRules:
        """What is not read, as the settings and `daycite forget` say now."""
        return exclusion.exclusion_rules(self.settings)

    def scan(self) -> Scan:
        """The folder as it is now. Raises NotesError where it cannot be read, or a rule of it."""
        notes_folder(self.root)  # one that is gone, an unmounted disk, is not one without notes
        seen = scan(self.root, self.exclusion)
        if self._seen != seen:
            self._seen, self._readable = seen, frozenset(file.path for file in seen.notes)
        return seen

    def not_read(self, from_: date | None, to: date | None) -> tuple[int, int]:
        """How many notes, and private parts of others, were left out of a span of days; of all without one."""
        return exclusion.counted_left_out(self._seen or self.scan(), self.catalog, from_, to)

    def read(self, path: str) -> Note | None:
        """The note as it is on disk now, without what is private; None when it cannot or must not be read."""
        from index.notes.private_parts import read_allowed  # Markdown's reader, where something is read

        if self._readable is not None and path not in self._readable:
            return None
        try:
            return read_allowed(self.root, path, self.exclusion)
        except NotesError:
            return None

    def days(self, seen: Scan | None = None, look: Look | None = None) -> DayList:
        """The entries of the notes as they are now; nothing is written, and no model or vector store opened.

        `seen` is the folder as it was just scanned; `look` is shown the notes that are read for it.
        """
        if self.only_known:
            return stored_days(self.catalog)
        scanned = seen or self.scan()
        entries_of, key = self._entries_reader(scanned)
        if self._listed and self._listed[0] == (key, scanned):  # a server is asked for one day after the other
            return self._listed[1]
        try:
            catalog = self.store.catalog_as_it_is()
        except StoreError:  # the files hold the same, only slower
            catalog = None
        kept = KeptDays(self.folder / exclusion.UNINDEXED_DAYS) if look is not None and self.keeps_unindexed else None
        listed = day_list(self.root, entries_of, key, catalog, scanned, self.exclusion, look, kept)
        self._listed = ((key, scanned), listed) if is_stable(scanned.notes) else None
        return listed

    def is_current(self) -> bool:
        """Whether nothing changed in the notes and nothing is to be mended, by sizes and times alone."""
        seen = self.scan()
        if not self.store.exists or self.store.problem():
            return False
        key, state = self._entries_reader(seen)[1], self.catalog.state
        known = (seen, key, state.generation)
        if self._current != known or state.running or state.unclean or self.catalog.waiting_count():
            current = is_current(self.root, self.catalog, key, seen=seen)
            self._current = known if current else None
        return self._current is not None

    def sync(self, progress: Progress = quietly, lock_seconds: float | None = None) -> "SyncReport":
        """Brings the collection up to date, and makes again what of it is lost or damaged.

        Raises BusyError while another process writes it.
        """
        self.scan()
        with self.store.writing(lock_seconds):
            return self.store.update(lambda: self._sync(progress))

    @property
    def keeps_unindexed(self) -> bool:
        """Whether what is read of these notes may be kept though they are not indexed: where it was begun to."""
        return not self.store.exists and (self.folder / OPEN_QUESTIONS).is_file()

    def _sync(self, progress: Progress) -> "SyncReport":
        from index.sync.run import sync  # numpy and Markdown's reader, where something is to be done

        if not self.store.complete:
            exclusion.forget_unindexed(self.folder)
        if self.catalog.state.model_name not in (None, canonical(self.settings.embedding_model)):
            self._checked_embedder()  # another name: it is checked now, not by the next question
        report = sync(self.root, self._parts(), progress)
        if report.embedded:
            self.judge  # noqa: B018 - prepared now, where it takes seconds already, not by the first question
        if self.catalog.state.unclean:
            exclusion.clean(self.store, self.scan())
        return report

    def _parts(self) -> Parts:
        entries_of, key = self._entries_reader(self._seen or self.scan())
        return Parts(
            self.catalog,
            lambda: self.vectors,
            self._checked_embedder,
            lambda: self.counter.counts,
            entries_of,
            key,
            self.store.vectors_folder if self.store.embedded else None,
            self.exclusion,
            lambda: _question_finder(self.folder / OPEN_QUESTIONS, self.exclusion),
        )

    def _entries_reader(self, seen: Scan) -> "tuple[EntriesOf, str]":
        from index.entries.reader import entries_reader

        dates, today = self.settings.dates, self._today or date.today()
        by_glob = [(glob, settings.rules()) for glob, settings in dates.globs.items()]
        paths = [file.path for file in seen.notes]
        return entries_reader(self.root, dates.rules(), by_glob, today, self.exclusion, paths)

    def sources(self) -> "Sources":
        """What answering works with."""
        from rag.answer.sources import Sources
        from rag.retrieval.retriever import Retriever

        retriever = Retriever(self.catalog, self.vectors, self._checked_embedder())
        return Sources(self.catalog, retriever, self.embedder, self.read, self.not_read, self._judge.get)

    def close(self) -> None:
        """Closes the catalog's files; the next use opens them again."""
        self.store.close()


def _question_finder(file: Path, rules: ExclusionRules) -> "KeepingFinder":
    from index.open_questions.cache import KeepingFinder  # many patterns, which a few changed notes do not wait for

    return KeepingFinder(file, rules)


def _loaded_embedder(settings: "Settings", precision: Precision | None, announce: Announce) -> "Embedder":
    from index.embedding.embedder import load_embedder

    return load_embedder(
        settings.embedding_model,
        settings.data_dir,
        precision=precision,
        allow_download=settings.allow_download,
        announce=announce,
    )


def _loaded_judge(settings: "Settings", announce: Announce) -> "Judge | None":
    from index.judge.judge import load_judge

    return load_judge(settings.data_dir, announce)


def chroma_server(settings: "Settings") -> "Server | None":
    """The Chroma server of the settings, without a collection; None where the vectors are in files."""
    if not settings.chroma:
        return None
    from index.store.chroma_server import Server

    allowed = is_here(settings.chroma) or may_send(settings, "chroma", settings.chroma)
    return Server(settings.chroma, "", settings.chroma_token, settings.chroma_tenant, settings.chroma_database, allowed)
