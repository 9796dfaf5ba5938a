"""Vectors of the passages in Chroma, by passage id. Derived: the catalog can have all of it made again.

Chroma gets the vectors ready-made and has no embedding function of its own (its default would download a model).
"""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.errors import StoreError

if TYPE_CHECKING:
    import numpy as np

_NAME = "passages"
_WRITE_ROWS = 2_000  # Chroma takes 5,461 rows in a batch
_READ_ROWS = 10_000  # and gives 32,766


class Vectors:
    """The vectors of one collection, in the folder `path`. Only the process that holds the lock may write."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._collection = _open(path)

    def put(self, ids: Sequence[int], vectors: "np.ndarray") -> None:
        """Stores (n, dim) unit vectors under `ids`, over what was there."""
        for at in range(0, len(ids), _WRITE_ROWS):
            rows = slice(at, at + _WRITE_ROWS)
            self._collection.upsert(ids=[str(i) for i in ids[rows]], embeddings=vectors[rows])

    def get(self, ids: Sequence[int]) -> "dict[int, np.ndarray]":
        """The vectors of those of `ids` that are stored."""
        found: dict[int, np.ndarray] = {}
        for at in range(0, len(ids), _READ_ROWS):
            rows = self._collection.get(ids=[str(i) for i in ids[at : at + _READ_ROWS]], include=["embeddings"])
            found.update(zip(map(int, rows["ids"]), rows["embeddings"], strict=True))
        return found

    def nearest(self, vector: "np.ndarray", k: int) -> list[tuple[int, float]]:
        """Up to `k` (passage id, cosine similarity), best first."""
        found = self._collection.query(query_embeddings=[vector], n_results=k, include=["distances"])
        return [(int(i), 1.0 - float(d)) for i, d in zip(found["ids"][0], found["distances"][0], strict=True)]

    def drop(self, ids: Sequence[int]) -> None:
        for at in range(0, len(ids), _WRITE_ROWS):
            self._collection.delete(ids=[str(i) for i in ids[at : at + _WRITE_ROWS]])

    def count(self) -> int:
        return int(self._collection.count())

    def ids(self) -> set[int]:
        """Every stored id."""
        found: set[int] = set()
        while True:
            rows = self._collection.get(limit=_READ_ROWS, offset=len(found), include=[])["ids"]
            if not rows:
                return found
            found.update(map(int, rows))


def forget_open_stores() -> None:
    """Drops Chroma's in-process caches: the way to see what another process wrote since."""
    from chromadb.api.shared_system_client import SharedSystemClient

    SharedSystemClient.clear_system_cache()


def _open(path: Path) -> Any:
    chromadb = _chromadb()
    from chromadb.errors import ChromaError

    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        client = chromadb.PersistentClient(
            path=str(path), settings=chromadb.Settings(_env_file=None, anonymized_telemetry=False)
        )
        return client.get_or_create_collection(
            _NAME, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}, metadata={"made_by": "daycite"}
        )
    except (ChromaError, ValueError, OSError) as error:
        raise StoreError(f"the vectors in {path} cannot be opened ({error})", "Run daycite index --rebuild") from error


def _chromadb() -> Any:
    """The library, imported from a folder without a `.env`: it would read one in the working directory."""
    if Path(".env").exists():
        here = os.getcwd()
        os.chdir(os.path.dirname(os.path.abspath(__file__)))
        try:
            import chromadb
        finally:
            os.chdir(here)
        return chromadb
    import chromadb

    return chromadb
