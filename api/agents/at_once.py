"""A collection for agents: what changed is indexed in the background, and asked about meanwhile as far as it is.

Thousands of notes take minutes to embed, but seconds to be read into the catalog: from then on their words are found.
"""

import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from api.parts.collection import Collection
from api.parts.served import Served
from index.errors import BusyError, NotesError

if TYPE_CHECKING:
    from rag.answer.sources import Sources

_AT_ONCE_SECONDS = 2.5  # that a question waits for indexing since its begin: most changes are a note or two
_MODEL_SECONDS = 3.0  # that a question waits for the embedding model
_OF_A_PART = -1  # the generation of sources that see only a part
_NONE_YET = "no note has been read yet: indexing has just begun"
_AGAIN = "Ask again in a few seconds"


class ServedAtOnce(Served):
    """As Served, but no question waits for more than a few seconds of indexing."""

    def __init__(self, collection: Collection) -> None:
        super().__init__(collection)
        self._ended = threading.Event()
        self._ended.set()
        self._begin_lock = threading.Lock()
        self._begun_at = 0.0
        self._anew = False  # whether nothing of these notes was read before
        self._step = ("", 0, 0)
        self._failed: Exception | None = None

    def begin(self) -> None:
        """Starts to index what changed, if anything did and nobody is at it."""
        with self._begin_lock:
            if not self._ended.is_set() or self.collection.is_current():
                return
            self._anew = not self.collection.catalog.files()  # may fail: nothing has begun then
            self._ended.clear()
            self._begun_at, self._step, self._failed = time.monotonic(), ("", 0, 0), None
            self.collection.only_known = True
        threading.Thread(target=self._index, name="indexing", daemon=True).start()

    def finish(self, seconds: float) -> None:
        """Waits so long for what has begun to end: what a rule leaves out is to go from the disk at once."""
        self._ended.wait(seconds)

    def look(self) -> None:
        """Waits a moment for the first notes, or the last ones. Raises NotesError while none can be told of."""
        self.begin()
        self._ended.wait(max(0.0, self._begun_at + _AT_ONCE_SECONDS - time.monotonic()))
        if self._ended.is_set():
            return
        if not self._anew and self._step[0] != "embedding":
            # What was read before may hold what a rule leaves out since, or a note that is gone: not before it is read.
            raise NotesError(f"the notes have changed ({self.how_far()})", _AGAIN)
        if not self.collection.catalog.counts().entries:
            raise NotesError(_NONE_YET, _AGAIN)

    def how_far(self) -> str:
        """ "indexing: 300 of 2,500 notes read; …", "" where nothing is going on."""
        if self._ended.is_set():
            return ""
        stage, done, total = self._step
        if not total:
            return "indexing has begun"
        if stage == "embedding":
            return f"indexing: all notes are read, {done:,} of {total:,} passages embedded; the rest is found by words"
        return f"indexing: {done:,} of {total:,} notes read; this is from those, by words alone"

    def _index(self) -> None:
        try:
            self.collection.sync(self._progress, lock_seconds=0)
        except BusyError as error:
            if not self.collection.store.complete:
                self._failed = error
        except Exception as error:  # noqa: BLE001  a thread has nobody above it: the next question tells
            self._failed = error
        finally:
            self.collection.only_known = False
            self._ended.set()

    def _progress(self, stage: str, done: int, total: int) -> None:
        self._step = stage, done, total

    def _refresh(self) -> None:
        self.look()
        if not self._ended.is_set():
            self._see_a_part()
        elif self._failed is not None:
            raise self._failed
        else:
            self._renew(synced=True)

    def _see_a_part(self) -> None:
        """What was there before, where it was whole once; else the catalog as it is, searched by words."""
        if self._sources is None or self._generation == _OF_A_PART:
            self._sources, self._generation = sources_by_words(self.collection), _OF_A_PART
        self._note_look()

    def sources_to_answer(self) -> "Sources | None":
        """Those of a part need the embedder too, which may have to be prepared first: None until it is."""
        sources = self.sources()
        if self._generation != _OF_A_PART:
            return sources
        if self.collection.has_embedder:
            return sources_by_words(self.collection)
        loading = threading.Thread(target=self._load, name="embedder", daemon=True)
        loading.start()
        loading.join(_MODEL_SECONDS)
        return sources_by_words(self.collection) if self.collection.has_embedder else None

    def _load(self) -> None:
        with suppress(Exception):  # it goes wrong again in the thread that indexes, which tells
            self.collection.embedder  # noqa: B018 - loaded now
            self.collection.judge  # noqa: B018 - here too


def sources_by_words(collection: Collection) -> "Sources":
    """What there is while the vectors are being made: days are found by their words, as far as the catalog has them.

    While the embedder is not loaded they can be searched, not read for an answer.
    """
    from rag.answer.sources import Sources
    from rag.retrieval.by_words import BY_WORDS, NoEncoder, NoVectors
    from rag.retrieval.retriever import Retriever

    if not collection.has_embedder:
        retriever = Retriever(collection.catalog, NoVectors(), NoEncoder(), BY_WORDS)
        return Sources(collection.catalog, retriever, NoEncoder(), collection.read, collection.not_read)
    embedder = collection.embedder
    retriever = Retriever(collection.catalog, NoVectors(), embedder, BY_WORDS)
    return Sources(
        collection.catalog, retriever, embedder, collection.read, collection.not_read, collection.judge_if_loaded
    )
