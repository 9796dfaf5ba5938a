"""A full disk is told as such, with how much is free."""

import errno
import sqlite3
from collections import namedtuple
from pathlib import Path

import pytest

from index.database_errors import full_disk, not_writable
from index.errors import StoreError
from index.store.catalog import Catalog

_Usage = namedtuple("_Usage", "total used free")


def _sqlite(code: int) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("words of its own")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("error", "free", "told"),
    [
        (_sqlite(sqlite3.SQLITE_FULL), 12_345_678, True),
        (OSError(errno.ENOSPC, "No space"), 0, True),
        (OSError(errno.EDQUOT, "Quota"), 10**9, True),
        (_sqlite(sqlite3.SQLITE_CANTOPEN), 4096, True),
        (_sqlite(sqlite3.SQLITE_IOERR | 3 << 8), 0, True),
        (_sqlite(sqlite3.SQLITE_CANTOPEN), 10**9, False),
        (_sqlite(sqlite3.SQLITE_BUSY), 0, False),
        (Exception("Query error: (code: 13) database or disk is full"), 10**9, True),
        (Exception("IO error: No space left on device (os error 28)"), 10**9, True),
        (Exception("error returned from database: (code: 10) disk I/O error"), 4096, True),
        (Exception("error returned from database: (code: 10) disk I/O error"), 10**9, False),
        (Exception("unable to open database file"), 10**9, False),
        (OSError(errno.EACCES, "Permission denied"), 0, False),
    ],
)
def test_what_is_said(error: Exception, free: int, told: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda place: _Usage(10**9, 0, free))
    said = full_disk(tmp_path / "not" / "there", error)
    assert (said is not None) == told
    if told:
        assert f"there is not enough space in {tmp_path}/not/there, {free // 1_000_000} MB free. Free some" in str(said)


def test_a_catalog_that_finds_no_room_does_not_ask_for_a_rebuild(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*given: object) -> None:
        raise _sqlite(sqlite3.SQLITE_FULL)

    monkeypatch.setattr("index.store.catalog.migrate", full)
    with pytest.raises(StoreError, match=r"not enough space in .*, \d+ MB free") as error:
        Catalog(tmp_path / "catalog.sqlite")
    assert "--rebuild" not in str(error.value)


@pytest.mark.parametrize(("code", "said"), [(errno.ENOSPC, "not enough space in"), (errno.EACCES, "cannot be written")])
def test_a_data_folder_that_takes_nothing_says_why(code: int, said: str, tmp_path: Path) -> None:
    assert said in str(not_writable(tmp_path, OSError(code, "the system's words")))
