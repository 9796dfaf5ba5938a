"""Vectors of the passages in Chroma, by passage id. Derived: the catalog can have all of it made again.

Chroma gets the vectors ready-made and has no embedding function of its own (its default would download a model, and
one named in a server's stored configuration would run code that others chose). It is embedded, or a server
(chroma_server.py) that several machines may share.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from index.blank_memory import blank_memory
from index.database_errors import full_disk
from index.errors import DamagedError, StoreError
from index.store.chroma_files import flag_damage
from index.store.chroma_library import chroma_library

if TYPE_CHECKING:
    import numpy as np

    from index.store.chroma_server import Server

_COLLECTION = "passages"
_WRITE_ROWS = 2_000  # Chroma takes 5,461 rows in a batch
_READ_ROWS = 10_000  # and gives 32,766
_REPAIR = "Ask again to rebuild them from your notes, or run daycite doctor --repair"
NO_ROOM = "Nothing is lost. Free some disk space or fix the folder's permissions, then try again"
"""What to do where the disk cannot be written."""

_DISK_FAILURES = (
    "is full", "no space left", "file too large", "disk i/o error", "readonly", "read-only", "permission",
    "unable to open database file", "input/output error", "is locked",
)  # fmt: skip
_Result = TypeVar("_Result")


class Vectors:
    """The vectors of one collection, in the folder `path` or on a server. Only the holder of the lock may write.

    Raises DamagedError where Chroma cannot read what it wrote, StoreError where it cannot be opened or written.
    """

    def __init__(self, path: Path, server: "Server | None" = None) -> None:
        self.path = path
        self._server = server
        self._collection = self._open()

    def put(self, ids: Sequence[int], vectors: "np.ndarray") -> None:
        """Stores (n, dim) float32 unit vectors under `ids`, over what was there."""
        with blank_memory():
            for at in range(0, len(ids), _WRITE_ROWS):
                rows = slice(at, at + _WRITE_ROWS)
                names = [str(i) for i in ids[rows]]
                self._run(lambda names=names, rows=rows: self._collection.upsert(ids=names, embeddings=vectors[rows]))  # type: ignore[misc]

    def get(self, ids: Sequence[int]) -> "dict[int, np.ndarray]":
        """The vectors of those of `ids` that are stored."""
        stored: dict[int, np.ndarray] = {}
        for at in range(0, len(ids), _READ_ROWS):
            names = [str(i) for i in ids[at : at + _READ_ROWS]]
            rows = self._run(lambda names=names: self._collection.get(ids=names, include=["embeddings"]))  # type: ignore[misc]
            stored.update(zip(map(int, rows["ids"]), rows["embeddings"], strict=True))
        return stored

    def nearest(self, vector: "np.ndarray", k: int) -> list[tuple[int, float]]:
        """Up to `k` (passage id, cosine similarity), best first."""
        hits = self._run(lambda: self._collection.query(query_embeddings=[vector], n_results=k, include=["distances"]))
        return [(int(i), 1.0 - float(d)) for i, d in zip(hits["ids"][0], hits["distances"][0], strict=True)]

    def drop(self, ids: Sequence[int]) -> None:
        with blank_memory():
            for at in range(0, len(ids), _WRITE_ROWS):
                names = [str(i) for i in ids[at : at + _WRITE_ROWS]]
                self._run(lambda names=names: self._collection.delete(ids=names))  # type: ignore[misc]

    def count(self) -> int:
        return int(self._run(lambda: self._collection.count()))

    def ids(self) -> set[int]:
        """Every stored id."""
        ids: set[int] = set()
        while True:
            at = len(ids)
            rows = self._run(lambda at=at: self._collection.get(limit=_READ_ROWS, offset=at, include=[]))["ids"]  # type: ignore[misc]
            if not rows:
                return ids
            ids.update(map(int, rows))

    @property
    def written(self) -> int:
        """The number of the last run that wrote here, 0 before the first."""
        return int((self._collection.metadata or {}).get("written", 0))

    def stamp(self, number: int) -> None:
        """Says which run is writing: a copy from before it, or a new empty store, shows by its lower number."""
        self._run(lambda: self._collection.modify(metadata={"made_by": "daycite", "written": number}))

    def close(self) -> None:
        """Ends the connections to a server."""
        if self._server is not None:
            from index.store.chroma_server import close

            close(self._collection)

    def _run(self, work: Callable[[], _Result]) -> _Result:
        """What `work` gives; Chroma's own failures raised as daycite's."""
        if self._server is not None:
            from index.store.chroma_server import patiently

            try:
                return patiently(work, self._server, opened=True)
            except DamagedError as error:
                flag_damage(self.path, error.message)
                raise
        try:
            try:
                return _guarded(work, self.path)
            except _BrokenError:  # another process may have just rewritten the files: once more, as they are now
                forget_open_stores()
                self._reopen()
                return _guarded(work, self.path)
        except _BrokenError as error:
            flag_damage(self.path, str(error))
            raise DamagedError(f"the vectors in {self.path} cannot be read ({error})", _REPAIR) from error

    def _open(self) -> Any:
        if self._server is not None:
            from index.store.chroma_server import open_on

            return open_on(self._server)
        return _open_files(self.path)

    def _reopen(self) -> None:
        self.close()
        self._collection = self._open()


def forget_open_stores() -> None:
    """Drops Chroma's in-process caches: the way to see what another process wrote since."""
    from chromadb.api.shared_system_client import SharedSystemClient

    SharedSystemClient.clear_system_cache()


class _BrokenError(Exception):
    """Chroma cannot make sense of its own files."""


def _guarded(work: Callable[[], _Result], path: Path) -> _Result:
    from chromadb.errors import ChromaError

    try:
        return work()
    except ChromaError as error:
        if _is_full(error):
            raise _not_written(path, error) from error
        raise _BrokenError(_short(error)) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # of Chroma's Rust part; it has no name to import
            raise
        raise _BrokenError(_short(error)) from error


def _open_files(path: Path) -> Any:
    chromadb = chroma_library()
    from chromadb.errors import ChromaError, NotFoundError

    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        client = chromadb.PersistentClient(
            path=str(path), settings=chromadb.Settings(_env_file=None, anonymized_telemetry=False)
        )
        try:
            return client.get_collection(_COLLECTION, embedding_function=None)  # a reader must not wait for a writer
        except NotFoundError:
            pass
        with blank_memory():
            return client.get_or_create_collection(
                _COLLECTION,
                embedding_function=None,
                configuration={"hnsw": {"space": "cosine"}},
                metadata={"made_by": "daycite"},
            )
    except ChromaError as error:
        if _is_full(error):
            raise _not_written(path, error) from error
        flag_damage(path, _short(error))
        raise DamagedError(f"the vectors in {path} cannot be opened ({_short(error)})", _REPAIR) from error
    except (ValueError, OSError) as error:
        raise StoreError(f"the vectors in {path} cannot be opened ({_short(error)})", _REPAIR) from error


def _is_full(error: Exception) -> bool:
    """Whether the disk fails, not what is on it: by SQLite's and the system's messages, which Chroma passes on."""
    message = str(error).lower()
    return any(sign in message for sign in _DISK_FAILURES)


def _not_written(path: Path, error: Exception) -> StoreError:
    return full_disk(path, error) or StoreError(f"the vectors in {path} cannot be written ({_short(error)})", NO_ROOM)


def _short(error: BaseException) -> str:
    return " ".join(str(error).split())[:200]
