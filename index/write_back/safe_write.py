"""New bytes -> a file that at every instant is wholly the old or wholly the new one.

Written beside it, flushed to the disk, given the old one's rights and owner, and moved over it; a link inside the
folder is followed and stays a link. Whatever goes wrong before the move leaves the old file and nothing else.
"""

import errno
import os
import stat
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from index.errors import NotesError
from index.notes.folders import Outside
from index.notes.note import is_note_path
from index.notes.opening import NotePlace, close_quietly, note_place

_WAITS = (0.05, 0.1, 0.2, 0.4)  # seconds before each further try to replace an open file
_ANY_WRITE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
_NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


@contextmanager
def writable_place(root: Path, path: str) -> Iterator[NotePlace]:
    """Where `path` (relative to `root`) lies in the end, held open; the file may not exist yet.

    Raises NotesError when it is outside `root`, is no note that daycite lists, is read-only, not a regular file, or has
    several names (hard links).
    """
    try:
        with note_place(root, path) as place:
            _check_writable(place, path)
            yield place
    except Outside:
        raise NotesError(f"{path} is outside the notes folder", "Use daycite on that folder instead") from None
    except OSError as error:
        raise _failed(path, error) from error


def target_of(root: Path, path: str) -> Path:
    """The file that `path` (relative to `root`) is in the end, which may not exist yet. Raises NotesError."""
    with writable_place(root, path) as place:
        return place.path


def read_target(root: Path, path: str) -> bytes | None:
    """The bytes of a note that may be written, None where it is still to be made. Raises NotesError."""
    with writable_place(root, path) as place:
        return _read_place(place, path)


def changed_at(root: Path, path: str) -> int:
    """The file's time of change, in nanoseconds. Raises NotesError."""
    with writable_place(root, path) as place:
        return place.status().st_mtime_ns


def replace_file(
    root: Path, path: str, data: bytes, before: bytes | None, temporary: str, mtime_ns: int | None = None
) -> None:
    """Makes `data` the content of the note at `path`, whose content is `before` (None: there is no such file).

    `temporary` is the name, in the same folder, to write under first; `mtime_ns` the time of change to give it.
    Raises NotesError, with the old file untouched, when it is not as said or cannot be written.
    """
    with writable_place(root, path) as place:
        beside, _ = place.at(temporary)
        try:
            _write_new(place, temporary, (data,), before is not None, mtime_ns)
            _check_unchanged(place, path, before)
            _replace(beside, place)
        except OSError as error:
            _unlink_quietly(place, temporary)
            raise _failed(path, error) from error
        except BaseException:
            _unlink_quietly(place, temporary)
            raise
        _sync_place(place)


def make_file(root: Path, path: str, data: Iterable[bytes], temporary: str) -> bool:
    """Makes a file that need not be a note, whole or not at all; False where there is one, which is left as it is.

    `data` are its parts, one after the other, which are not asked for where there is a file;
    `temporary` is the name, in the same folder, to write under first. Raises NotesError where it cannot be written.
    """
    try:
        with note_place(root, path) as place:
            with suppress(FileNotFoundError):
                place.status()
                return False
            try:
                _write_new(place, temporary, data, False, None)
                made = _put_in_free_place(place, temporary)
            finally:
                _unlink_quietly(place, temporary)
            _sync_place(place)
            return made
    except Outside:
        raise NotesError(f"{path} is outside the folder", "Use a folder without links") from None
    except OSError as error:
        raise _failed(path, error) from error


def remove_file(root: Path, path: str, before: bytes) -> None:
    """Removes a file that holds `before`. Raises NotesError when it does not, or cannot be removed."""
    with writable_place(root, path) as place:
        _check_unchanged(place, path, before)
        name, where = place.at()
        os.unlink(name, **where)
        _sync_place(place)


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


def _check_writable(place: NotePlace, path: str) -> None:
    try:
        status = place.status()
    except FileNotFoundError:
        if place.linked:
            raise NotesError(f"{path} is a broken link", "Fix the link") from None
        status = None
    if status is not None and not stat.S_ISREG(status.st_mode):
        raise NotesError(f"{path} is not a regular file", "")
    if not is_note_path(place.inside):
        if not place.linked:
            raise NotesError(f"{path} would not be read as a note", "End its name in .md, in a folder that is read")
        raise NotesError(f"{path} leads to {place.inside}, which is not a note of yours", "Put the note itself there")
    if status is None:
        return
    name, where = place.at()
    if not status.st_mode & _ANY_WRITE or not os.access(name, os.W_OK, **where):
        raise NotesError(f"{path} is read-only", "Make it writable")
    if status.st_nlink > 1:
        raise NotesError(f"{path} has {status.st_nlink} hard links", "Make it a file of its own")


def _write_new(place: NotePlace, temporary: str, data: Iterable[bytes], replaces: bool, mtime_ns: int | None) -> None:
    name, where = place.at(temporary)
    handle = os.open(name, _NEW_FILE, 0o600 if replaces else 0o666, **where)
    try:
        for part in data:
            _write_all(handle, part)
        if replaces:
            _make_like(handle, place)
        if mtime_ns is not None:
            os.utime(handle, ns=(mtime_ns, mtime_ns))
        os.fsync(handle)
    finally:
        os.close(handle)


def _put_in_free_place(place: NotePlace, temporary: str) -> bool:
    """Gives the file its name, False where another took it just now; not every file system can tell."""
    beside, _ = place.at(temporary)
    try:
        os.link(beside, place.at()[0], **place.both())
    except FileExistsError:
        return False
    except (OSError, NotImplementedError):
        _replace(beside, place)
    return True


def _replace(beside: str, place: NotePlace) -> None:
    """Windows refuses while another program has the file open, an editor or a virus scanner: mostly for a moment."""
    for wait in _WAITS if sys.platform == "win32" else ():
        try:
            return os.replace(beside, place.at()[0], **place.both())
        except PermissionError:
            time.sleep(wait)
    os.replace(beside, place.at()[0], **place.both())


def _write_all(handle: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]


def _make_like(handle: int, place: NotePlace) -> None:
    """Owner where the system lets us; rights after it, since a new owner loses some; tags, labels, access lists."""
    like = place.open()
    try:
        new, old = os.fstat(handle), os.fstat(like)
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
    finally:
        close_quietly(like)


def _read_place(place: NotePlace, path: str) -> bytes | None:
    try:
        return place.read()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _failed(path, error) from error


def _check_unchanged(place: NotePlace, path: str, before: bytes | None) -> None:
    now = _read_place(place, path)
    if now != before:
        what = "is gone" if now is None else "already exists" if before is None else "has changed meanwhile"
        raise NotesError(f"{path} {what}", "Check it and try again")


def _unlink_quietly(place: NotePlace, name: str) -> None:
    beside, where = place.at(name)
    with suppress(OSError):
        os.unlink(beside, **where)


def _sync_place(place: NotePlace) -> None:
    name, where = place.at(".")
    with suppress(OSError):
        handle = os.open(name, os.O_RDONLY, **where)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _failed(path: str, error: OSError) -> NotesError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return NotesError(f"{path} cannot be written: the disk is full", "Free some disk space and try again")
    return NotesError(
        f"{path} cannot be written ({error.strerror or error})", "Check the permissions of the file and its folder"
    )
