"""What an error of SQLite means: another one is writing, the file is damaged, the disk is full."""

import errno
import shutil
import sqlite3
from pathlib import Path

from index.errors import StoreError

_NOT_ENOUGH = 1_000_000  # bytes
_FULL_WORDS = ("disk is full", "no space left", "quota exceeded")
_FAILED_WORDS = ("disk i/o error", "unable to open database file", "input/output error")
_DAMAGED = frozenset((sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB))


def is_busy(error: Exception) -> bool:
    """Whether a database could not be used only because another process or thread is writing it."""
    code = getattr(error, "sqlite_errorcode", None)
    return code is not None and code & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def is_damage(error: BaseException) -> bool:
    """Whether SQLite says that the file itself is broken, not that it cannot be had now."""
    code = getattr(error, "sqlite_errorcode", None)  # an extended code has the plain one in its last byte
    return isinstance(error, sqlite3.DatabaseError) and code is not None and code & 0xFF in _DAMAGED


def full_disk(folder: Path, error: Exception) -> StoreError | None:
    """What to say where a file could not be written because the disk is full; None where it is not.

    SQLite has several words for that: what it could not do then was to open, to extend or to sync a file.
    """
    try:
        free = shutil.disk_usage(next(place for place in (folder, *folder.parents) if place.is_dir())).free
    except OSError:
        return None
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    words = str(error).lower()  # Chroma has no code, and passes on what SQLite or the system said
    told = code == sqlite3.SQLITE_FULL or getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT)
    told = told or any(sign in words for sign in _FULL_WORDS)
    failed = code in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN) or any(sign in words for sign in _FAILED_WORDS)
    if not told and not (failed and free < _NOT_ENOUGH):
        return None
    message = f"there is not enough space in {folder}, {free // 1_000_000} MB free"
    return StoreError(message, "Free some disk space, or set DAYCITE_DATA_DIR to a folder on another disk")


def not_writable(data_dir: Path, error: OSError) -> StoreError:
    """What to say where a file of the data folder could not be written."""
    message = f"the data folder {data_dir} cannot be written ({error.strerror})"
    return full_disk(data_dir, error) or StoreError(message, "Set DAYCITE_DATA_DIR to a folder you can write to")
