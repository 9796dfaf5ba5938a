"""Vectors of the passages in Chroma, by passage id. Derived: the catalog can have all of it made again.

Chroma gets the vectors ready-made and has no embedding function of its own (its default would download a model, and
one that a server's stored configuration names would run what others chose). It is embedded, or a server
(store_server.py) that several machines may share.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from index.errors import DamagedError, StoreError
from index.store.chroma_files import mark_damaged
from index.store.chroma_library import chroma_library

if TYPE_CHECKING:
    import numpy as np

    from index.store.chroma_server import Server

_NAME = "passages"
_WRITE_ROWS = 2_000  # Chroma takes 5,461 rows in a batch
_READ_ROWS = 10_000  # and gives 32,766
_REPAIR = "Ask again, and they are made anew from the notes; or run daycite doctor --repair"

_ROOM = "Nothing is lost: make room or give yourself the right to write there, and run it again"

_Found = TypeVar("_Found")


class Vectors:
    """The vectors of one collection, in the folder `path` or on a server. Only who holds the lock may write.

    Raises DamagedError where Chroma cannot read what it wrote, StoreError where it cannot be had at all.
    """

    def __init__(self, path: Path, server: "Server | None" = None) -> None:
        self.path = path
        self._server = server
        self._collection = self._opened()

    def put(self, ids: Sequence[int], vectors: "np.ndarray") -> None:
        """Stores (n, dim) unit vectors under `ids`, over what was there."""
        for at in range(0, len(ids), _WRITE_ROWS):
            rows = slice(at, at + _WRITE_ROWS)
            named = [str(i) for i in ids[rows]]
            self._done(lambda named=named, rows=rows: self._collection.upsert(ids=named, embeddings=vectors[rows]))  # type: ignore[misc]

    def get(self, ids: Sequence[int]) -> "dict[int, np.ndarray]":
        """The vectors of those of `ids` that are stored."""
        found: dict[int, np.ndarray] = {}
        for at in range(0, len(ids), _READ_ROWS):
            named = [str(i) for i in ids[at : at + _READ_ROWS]]
            rows = self._done(lambda named=named: self._collection.get(ids=named, include=["embeddings"]))  # type: ignore[misc]
            found.update(zip(map(int, rows["ids"]), rows["embeddings"], strict=True))
        return found

    def nearest(self, vector: "np.ndarray", k: int) -> list[tuple[int, float]]:
        """Up to `k` (passage id, cosine similarity), best first."""
        found = self._done(
            lambda: self._collection.query(query_embeddings=[vector], n_results=k, include=["distances"])
        )
        return [(int(i), 1.0 - float(d)) for i, d in zip(found["ids"][0], found["distances"][0], strict=True)]

    def drop(self, ids: Sequence[int]) -> None:
        for at in range(0, len(ids), _WRITE_ROWS):
            named = [str(i) for i in ids[at : at + _WRITE_ROWS]]
            self._done(lambda named=named: self._collection.delete(ids=named))  # type: ignore[misc]

    def count(self) -> int:
        return int(self._done(lambda: self._collection.count()))

    def ids(self) -> set[int]:
        """Every stored id."""
        found: set[int] = set()
        while True:
            at = len(found)
            rows = self._done(lambda at=at: self._collection.get(limit=_READ_ROWS, offset=at, include=[]))["ids"]  # type: ignore[misc]
            if not rows:
                return found
            found.update(map(int, rows))

    @property
    def written(self) -> int:
        """The number of the last run that wrote here, 0 before the first."""
        return int((self._collection.metadata or {}).get("written", 0))

    def stamp(self, number: int) -> None:
        """Says which run is writing; a copy from before it, or a new empty store, is told by its lower number."""
        self._done(lambda: self._collection.modify(metadata={"made_by": "daycite", "written": number}))

    def close(self) -> None:
        """Ends the connections to a server."""
        if self._server is not None:
            from index.store.chroma_server import close

            close(self._collection)

    def _done(self, work: Callable[[], _Found]) -> _Found:
        """What `work` gives; Chroma's own failures told as daycite's."""
        if self._server is not None:
            from index.store.chroma_server import patiently

            try:
                return patiently(work, self._server, self._reopened)
            except DamagedError as error:
                mark_damaged(self.path, error.message)
                raise
        try:
            try:
                return _guarded(work)
            except _BrokenError:  # another process may have just rewritten the files: once more, as they are now
                forget_open_stores()
                self._reopened()
                return _guarded(work)
        except _BrokenError as error:
            mark_damaged(self.path, str(error))
            raise DamagedError(f"the vectors in {self.path} cannot be read ({error})", _REPAIR) from error

    def _opened(self) -> Any:
        if self._server is not None:
            from index.store.chroma_server import open_on

            return open_on(self._server)
        return _open(self.path)

    def _reopened(self) -> None:
        self.close()
        self._collection = self._opened()


def forget_open_stores() -> None:
    """Drops Chroma's in-process caches: the way to see what another process wrote since."""
    from chromadb.api.shared_system_client import SharedSystemClient

    SharedSystemClient.clear_system_cache()


class _BrokenError(Exception):
    """Chroma cannot make sense of its own files."""


def _guarded(work: Callable[[], _Found]) -> _Found:
    from chromadb.errors import ChromaError

    try:
        return work()
    except ChromaError as error:
        if _is_full(error):
            raise StoreError(f"the vectors cannot be written ({_short(error)})", _ROOM) from error
        raise _BrokenError(_short(error)) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # of Chroma's Rust part; it has no name to import
            raise
        raise _BrokenError(_short(error)) from error


def _open(path: Path) -> Any:
    chromadb = chroma_library()
    from chromadb.errors import ChromaError, NotFoundError

    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        client = chromadb.PersistentClient(
            path=str(path), settings=chromadb.Settings(_env_file=None, anonymized_telemetry=False)
        )
        try:
            return client.get_collection(_NAME, embedding_function=None)  # who only reads must not wait for a writer
        except NotFoundError:
            pass
        return client.get_or_create_collection(
            _NAME, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}, metadata={"made_by": "daycite"}
        )
    except ChromaError as error:
        if _is_full(error):
            raise StoreError(f"{path} cannot be written ({_short(error)})", _ROOM) from error
        mark_damaged(path, _short(error))
        raise DamagedError(f"the vectors in {path} cannot be opened ({_short(error)})", _REPAIR) from error
    except (ValueError, OSError) as error:
        raise StoreError(f"the vectors in {path} cannot be opened ({_short(error)})", _REPAIR) from error


def _is_full(error: Exception) -> bool:
    """Whether it is the disk that fails, not what is on it: SQLite's and the system's words, which Chroma passes on."""
    words = str(error).lower()
    told = ("is full", "no space left", "file too large", "disk i/o error", "readonly", "read-only", "permission")
    return any(word in words for word in (*told, "unable to open database file", "input/output error", "is locked"))


def _short(error: BaseException) -> str:
    return " ".join(str(error).split())[:200]
