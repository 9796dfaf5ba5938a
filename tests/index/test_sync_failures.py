"""Every write fails once, by a full disk, an I/O error or a missing right; the next run completes it."""

import errno
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from index.errors import StoreError
from index.store.catalog import Catalog
from index.store.chroma_files import flag_damage
from index.store.state import StoreState
from index.store.vectors import Vectors
from index.sync import embed, notes
from tests.index.synced import Collection, write

_STEPS: list[tuple[Any, str]] = [
    (notes, "put_file"),
    (notes, "forget_file"),
    (Catalog, "put_token_bits"),
    (Catalog, "mark_embedded"),
    (StoreState, "write"),
    (Catalog, "forget_dropped"),
    (Vectors, "put"),
    (Vectors, "drop"),
    (Vectors, "stamp"),
    (embed, "flush_files"),
    (embed, "sealed_indexes"),
]
_FAILURES: list[Exception] = [
    sqlite3.OperationalError("database or disk is full"),
    sqlite3.OperationalError("disk I/O error"),
    sqlite3.OperationalError("attempt to write a readonly database"),
    OSError(errno.ENOSPC, "No space left on device"),
    PermissionError(errno.EACCES, "Permission denied"),
    StoreError("the vectors cannot be written (database or disk is full)"),
]


class _Failing:
    """Counts the writes of a run, and lets one of them fail: before it begins, or when it is done."""

    def __init__(self, patch: pytest.MonkeyPatch, at: int, error: Exception) -> None:
        self.count, self._at, self._error = 0, at, error
        for owner, name in _STEPS:
            patch.setattr(owner, name, self._wrapped(getattr(owner, name)))

    def _wrapped(self, real: Callable[..., object]) -> Callable[..., object]:
        def write(*given: object, **named: object) -> object:
            self.count += 1
            late = self.count % 2
            if self.count == self._at and not late:
                raise self._error
            result = real(*given, **named)
            if self.count == self._at:
                raise self._error
            return result

        return write


def _changed(tmp_path: Path) -> Collection:
    """A collection whose notes were added to, edited, removed, renamed and copied since it was indexed."""
    notes = {f"2020-03-{day}.md": f"Words of day {day}.\n" for day in range(10, 16)}
    root = write(tmp_path / "notes", notes)
    collection = Collection(root, tmp_path / "collection")
    collection.sync()
    write(root, {"2020-03-10.md": "Other words.\n\n## And\n\nmore.\n", "2020-04-01.md": "New.\n", "x.md": "No day.\n"})
    (root / "2020-03-11.md").unlink()
    (root / "2020-03-12.md").rename(root / "2020-05-12.md")
    shutil.copy(root / "2020-03-13.md", root / "2020-03-13 copy.md")
    return collection


def _writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    collection = _changed(tmp_path)
    with monkeypatch.context() as patch:
        failing = _Failing(patch, -1, _FAILURES[0])
        collection.sync()
    collection.catalog.close()
    return failing.count


@pytest.mark.long
def test_each_write_may_fail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "count").mkdir()
    total = _writes(tmp_path / "count", monkeypatch)
    assert total > 15
    expected = None
    for at in range(1, total + 1):
        folder = tmp_path / str(at)
        folder.mkdir()
        collection = _changed(folder)
        before = {path.name: path.read_bytes() for path in collection.root.iterdir()}
        error = _FAILURES[at % len(_FAILURES)]
        with monkeypatch.context() as patch:
            _Failing(patch, at, error)
            with pytest.raises(type(error)):
                collection.sync()
        assert not collection.catalog.db.in_transaction
        assert not collection.is_current(), f"write {at}"
        collection.sync()
        assert collection.is_current()
        content = collection.content()
        expected = expected or collection.fresh()
        assert content == expected, f"write {at} failed by {error}"
        assert {path.name: path.read_bytes() for path in collection.root.iterdir()} == before
        collection.catalog.close()


def test_a_commit_that_fails_leaves_the_catalog_as_it_was(tmp_path: Path) -> None:
    catalog = Catalog(tmp_path / "catalog.sqlite")
    catalog.db.execute("PRAGMA max_page_count = 40")
    with pytest.raises(sqlite3.OperationalError, match="full"), catalog.writing():
        for number in range(10_000):
            catalog.state.write(f"key {number}", "x" * 1000)
    assert catalog.state.read("key 0") is None and not catalog.db.in_transaction
    with catalog.writing():
        catalog.state.write("a", "b")
    assert catalog.state.read("a") == "b"
    catalog.close()


def test_what_is_marked_as_damaged_on_a_full_disk_is_no_second_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*given: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_text", fails)
    flag_damage(Path("/nowhere"), "x")
