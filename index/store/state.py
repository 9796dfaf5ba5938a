"""What the catalog keeps of the collection as a whole, besides its rows: one value a key of the table `meta`."""

import sqlite3
from collections.abc import Callable
from typing import Generic, TypeVar, overload

_Value = TypeVar("_Value")


class _Kept(Generic[_Value]):
    """An attribute that is read from the table and written to it; what is written as None is forgotten."""

    def __init__(self, key: str, read: Callable[[str | None], _Value], write: Callable[[_Value], str | None]) -> None:
        self._key, self._read, self._write = key, read, write

    @overload
    def __get__(self, state: None, owner: type) -> "_Kept[_Value]": ...
    @overload
    def __get__(self, state: "StoreState", owner: type) -> _Value: ...
    def __get__(self, state: "StoreState | None", owner: type) -> "_Kept[_Value] | _Value":
        return self if state is None else self._read(state.read(self._key))

    def __set__(self, state: "StoreState", value: _Value) -> None:
        state.write(self._key, self._write(value))


def _number(text: str | None) -> int | None:
    return None if text is None else int(text)


def _text(value: str | None) -> str | None:
    return value


def _str_or_none(value: object) -> str | None:
    return None if value is None else str(value)


class StoreState:
    """Read at each use, so that it is never older than the catalog. Assign inside `Catalog.writing()`."""

    generation = _Kept[int | None]("generation", _number, _str_or_none)
    """How many runs changed something; None until indexing came to its end once."""
    rules = _Kept[str | None]("rules", _text, _text)
    """The date rules by which the notes were read, as a key."""
    running = _Kept[bool]("running", bool, lambda running: "yes" if running else None)
    """Whether a run is on its way, or was cut off."""
    written = _Kept[int | None]("vectors_written", _number, _str_or_none)
    """The number of the last run that wrote vectors; None when none ever did."""
    sealed = _Kept[tuple[str, ...]](
        "vectors_sealed", lambda text: tuple((text or "").split()), lambda names: " ".join(names) or None
    )
    """Chroma's nearest-neighbour indexes that are on the disk and must be whole."""
    place = _Kept[str | None]("vectors_place", _text, _text)
    """Where the vectors are kept, in words: "in files here" or "on http://…"."""
    server_collection = _Kept[str | None]("vectors_name", _text, _text)
    """The name of the collection on a Chroma server."""
    unclean = _Kept[bool]("unclean", bool, lambda unclean: "yes" if unclean else None)
    """Whether freed pages, logs or vectors may still hold what is left out since."""
    left_out_key = _Kept[str | None]("left_out_key", _text, _text)
    """A digest of the paths that rules by path left out in the last run."""
    model = _Kept[str | None]("model", _text, _text)
    """The embedding model that made the vectors, as a key."""
    model_name = _Kept[str | None]("model name", _text, _text)

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def forget_vectors(self) -> None:
        """Forgets what was known of the vectors, but not which model they are made with."""
        self.written = self.place = self.server_collection = None
        self.sealed = ()

    def read(self, key: str) -> str | None:
        row = self._db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def write(self, key: str, value: str | None) -> None:
        if value is None:
            self._db.execute("DELETE FROM meta WHERE key = ?", (key,))
        else:
            upsert = "INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"
            self._db.execute(upsert, (key, value))
