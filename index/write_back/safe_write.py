"""New bytes -> a file that at every instant is wholly the old or wholly the new one.

Written beside it, flushed to the disk, given the old one's rights and owner, and moved over it; a link inside the
folder is followed and stays a link. Whatever goes wrong before the move leaves the old file and nothing else.
"""

import errno
import os
import stat
import sys
import time
from contextlib import suppress
from pathlib import Path

from index.errors import NotesError
from index.notes.folders import is_at_home

_WAITS = (0.05, 0.1, 0.2, 0.4)  # seconds before each further try to replace an open file
_ANY_WRITE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


def target_of(root: Path, path: str) -> Path:
    """The file that `path` (relative to `root`) is in the end, which may not exist yet.

    Raises NotesError when it is outside `root`, is read-only, not a regular file, or has several names (hard links).
    """
    full = os.path.realpath(os.path.join(root, path))
    if not is_at_home(root, path):
        raise NotesError(f"{path} is outside the notes folder", "Use daycite on that folder instead")
    try:
        status = os.stat(full)
    except FileNotFoundError:
        if os.path.islink(os.path.join(root, path)):
            raise NotesError(f"{path} is a broken link", "Fix the link") from None
        return Path(full)
    except OSError as error:
        raise _failed(path, error) from error
    if not stat.S_ISREG(status.st_mode):
        raise NotesError(f"{path} is not a regular file", "")
    if not status.st_mode & _ANY_WRITE or not os.access(full, os.W_OK):
        raise NotesError(f"{path} is read-only", "Make it writable")
    if status.st_nlink > 1:
        raise NotesError(f"{path} has {status.st_nlink} hard links", "Make it a file of its own")
    return Path(full)


def read_target(target: Path, path: str) -> bytes | None:
    """The file's bytes, None when there is no such file. Raises NotesError when it cannot be read."""
    try:
        return target.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _failed(path, error) from error


def changed_at(target: Path, path: str) -> int:
    """The file's time of change, in nanoseconds. Raises NotesError."""
    try:
        return os.stat(target).st_mtime_ns
    except OSError as error:
        raise _failed(path, error) from error


def replace_file(
    target: Path, path: str, data: bytes, before: bytes | None, temporary: str, mtime_ns: int | None = None
) -> None:
    """Makes `data` the content of `target`, whose content is `before` (None: there is no such file).

    `temporary` is the name, in the same folder, to write under first; `mtime_ns` the time of change to give it.
    Raises NotesError, with the old file untouched, when it is not as said or cannot be written.
    """
    beside = target.with_name(temporary)
    try:
        _write_new(beside, data, target if before is not None else None, mtime_ns)
        _check_unchanged(target, path, before)
        _replace(beside, target)
    except OSError as error:
        remove_quietly(beside)
        raise _failed(path, error) from error
    except BaseException:
        remove_quietly(beside)
        raise
    sync_folder(target.parent)


def remove_file(target: Path, path: str, before: bytes) -> None:
    """Removes a file that holds `before`. Raises NotesError when it does not, or cannot be removed."""
    try:
        _check_unchanged(target, path, before)
        os.unlink(target)
    except OSError as error:
        raise _failed(path, error) from error
    sync_folder(target.parent)


def write_flushed(file: Path, data: bytes, mode: int = 0o600) -> None:
    """Writes a file that is not there yet, and onto the disk. Raises OSError."""
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        _write_all(handle, data)
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_folder(folder: Path) -> None:
    """Puts the folder's names onto the disk, where the file system can: the files themselves are there already."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def remove_quietly(file: Path) -> None:
    with suppress(OSError):
        os.unlink(file)


def _write_new(file: Path, data: bytes, like: Path | None, mtime_ns: int | None) -> None:
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if like else 0o666)
    try:
        _write_all(handle, data)
        if like:
            _make_like(handle, like)
        if mtime_ns is not None:
            os.utime(handle, ns=(mtime_ns, mtime_ns))
        os.fsync(handle)
    finally:
        os.close(handle)


def _replace(source: Path, target: Path) -> None:
    """Windows refuses while another program has the file open, an editor or a virus scanner: mostly for a moment."""
    for wait in _WAITS if sys.platform == "win32" else ():
        try:
            return os.replace(source, target)
        except PermissionError:
            time.sleep(wait)
    os.replace(source, target)


def _write_all(handle: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]


def _make_like(handle: int, like: Path) -> None:
    """Owner where the system lets us; rights after it, since a new owner loses some; tags, labels, access lists."""
    new, old = os.fstat(handle), os.stat(like)
    if hasattr(os, "fchown") and (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid):
        with suppress(PermissionError):
            os.fchown(handle, old.st_uid, old.st_gid)
    if hasattr(os, "fchmod"):  # Windows has it since Python 3.13
        os.fchmod(handle, stat.S_IMODE(old.st_mode))
    if hasattr(os, "listxattr"):  # Linux
        with suppress(OSError):
            for name in os.listxattr(like):
                with suppress(OSError):
                    os.setxattr(handle, name, os.getxattr(like, name))


def _check_unchanged(target: Path, path: str, before: bytes | None) -> None:
    now = read_target(target, path)
    if now != before:
        what = "is gone" if now is None else "already exists" if before is None else "has changed meanwhile"
        raise NotesError(f"{path} {what}", "Check it and try again")


def _failed(path: str, error: OSError) -> NotesError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return NotesError(f"{path} cannot be written: the disk is full", "Free some disk space and try again")
    return NotesError(
        f"{path} cannot be written ({error.strerror or error})", "Check the permissions of the file and its folder"
    )
