"""The vectors brought up to the catalog: waiting passages embedded, vectors that nothing needs dropped."""

from collections.abc import Sequence

import numpy as np

from index.store.chroma_files import flush_files, sealed_indexes
from index.store.rows import WaitingPassage
from index.store.vectors import Vectors
from index.sync.parts import Parts, Progress

_PASSAGES_A_BATCH = 256


class VectorWriter:
    """The vectors of one run. They are opened when first written to, and then numbered as this run's."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._opened: Vectors | None = None

    def open(self) -> Vectors:
        """The number stands on the vectors before it does in the catalog, and in both before any vector is touched."""
        if self._opened is None:
            state = self._parts.catalog.state
            number = (state.written or 0) + 1
            vectors = self._parts.vectors()
            self._opened = vectors
            vectors.stamp(number)
            with self._parts.catalog.writing():
                state.written = number
        return self._opened

    def embed_waiting(self, progress: Progress) -> int:
        """Gives every waiting passage its vector -> how many the model had to read."""
        catalog = self._parts.catalog
        total, done, embedded = catalog.waiting_count(), 0, 0
        while waiting := catalog.waiting(_PASSAGES_A_BATCH):
            embedded += self._embed(waiting)
            done += len(waiting)
            progress("embedding", done, total)
        return embedded

    def _embed(self, waiting: Sequence[WaitingPassage]) -> int:
        catalog, vectors = self._parts.catalog, self.open()
        duplicates = catalog.embedded_duplicates(passage.hash for passage in waiting)
        stored = vectors.get(list(duplicates.values()))
        by_hash = {key: stored[i] for key, i in duplicates.items() if i in stored}
        new = {passage.hash: passage.text for passage in waiting if passage.hash not in by_hash}
        bits: dict[bytes, bytes] = {}
        if new:
            new_vectors, new_bits = self._parts.embedder().embed(list(new.values()))
            by_hash.update(zip(new, new_vectors, strict=True))
            bits.update(zip(new, new_bits, strict=True))
        ids = [passage.id for passage in waiting]
        vectors.put(ids, np.stack([by_hash[passage.hash] for passage in waiting]))
        with catalog.writing():
            catalog.put_token_bits(bits)
            catalog.mark_embedded(ids)
        return len(new)

    def drop_unneeded(self) -> None:
        """Drops the vectors of passages that are gone."""
        catalog = self._parts.catalog
        ids = catalog.dropped()
        if ids:
            self.open().drop(ids)
            with catalog.writing():
                catalog.forget_dropped(ids)

    def flush(self) -> None:
        """Gives Chroma's nearest-neighbour files to the disk, and notes in the catalog which must be whole."""
        catalog, folder = self._parts.catalog, self._parts.vectors_folder
        if folder is None:
            return
        flush_files(folder)
        sealed = sealed_indexes(folder)
        if sealed != catalog.state.sealed:
            with catalog.writing():
                catalog.state.sealed = sealed
