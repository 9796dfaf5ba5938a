"""The one way to a file of a notes folder: each part of its path is looked at and entered in one step.

A check followed by an opening would be two looks at a path, between which its owner, or whoever shares the folder, can
put a link or a pipe there. So each folder on the way is opened relative to the one above, following no link; a link is
read and walked like any other path, and never out of the notes folder; what is opened at the end is looked at once
more when it is open, without waiting, and read up to a bound.

Where the system opens nothing relative to a folder (Windows), the path is resolved, opened, and resolved again: what
has changed meanwhile is refused.
"""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.notes.folders import Outside, home_of

MAX_NOTE_BYTES = 32_000_000
_RELATIVE = {os.open, os.stat, os.readlink, os.unlink} <= os.supports_dir_fd and hasattr(os, "O_NOFOLLOW")
_NO_LINK = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_FOLDER = _NO_LINK | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_PATH", os.O_RDONLY)
_READ = os.O_RDONLY | _NO_LINK | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
_MOST_LINKS = 40  # as Linux follows


@dataclass(frozen=True, slots=True)
class NotePlace:
    """A name in a folder that is held open; there need be nothing of that name."""

    folder: str
    """The folder's path, without links."""
    name: str
    inside: str
    """The path in the notes folder, without links, with "/" between its parts."""
    handle: int | None
    """The open folder; None where the system opens nothing relative to it."""
    linked: bool = False
    """Whether links were gone through."""

    @property
    def path(self) -> Path:
        return Path(self.folder, self.name)

    def at(self, name: str = "") -> tuple[str, dict[str, Any]]:
        """How functions of `os` are told of a file in the folder: its name, and what it is relative to."""
        if self.handle is None:
            return os.path.join(self.folder, name or self.name), {}
        return name or self.name, {"dir_fd": self.handle}

    def both(self) -> dict[str, Any]:
        """What both names of `os.replace` are relative to."""
        return {} if self.handle is None else {"src_dir_fd": self.handle, "dst_dir_fd": self.handle}

    def status(self) -> os.stat_result:
        """Of what has the name, a link too. Raises OSError."""
        name, where = self.at()
        return os.stat(name, follow_symlinks=False, **where)

    def open(self) -> int:
        """The open file. Raises OSError, also for what is no regular file: nothing else is read, or waited for."""
        if not stat.S_ISREG(self.status().st_mode):  # opening a device can do something
            raise OSError(errno.EINVAL, "it is not a regular file")
        name, where = self.at()
        handle = os.open(name, _READ, **where)
        try:
            status = os.fstat(handle)
            if not stat.S_ISREG(status.st_mode):
                raise OSError(errno.EINVAL, "it is not a regular file")
            if self.handle is None:
                self._check_again(status)
        except BaseException:
            close_quietly(handle)
            raise
        return handle

    def _check_again(self, status: os.stat_result) -> None:
        if os.path.realpath(self.path) != str(self.path) or not os.path.samestat(os.stat(self.path), status):
            raise Outside

    def read(self, most: int | None = None) -> bytes:
        """Its bytes, the first `most` of them. Raises OSError, also for what is longer than any note may be."""
        bound = MAX_NOTE_BYTES + 1 if most is None else most
        handle = self.open()
        try:
            data = _read(handle, bound)
        finally:
            close_quietly(handle)
        if most is None and len(data) > MAX_NOTE_BYTES:
            raise OSError(errno.EFBIG, f"it has more than {MAX_NOTE_BYTES // 1_000_000} MB")
        return data


@contextmanager
def note_place(root: Path, path: str) -> Iterator[NotePlace]:
    """Where `path`, relative to `root`, lies in the end. Raises OSError; Outside where it leads out of the folder."""
    _check_name(path)
    home, inside = home_of(root, path)
    if not _RELATIVE:
        yield _resolved(home, inside)
        return
    handles = [os.open(home, _FOLDER & ~getattr(os, "O_NOFOLLOW", 0))]
    try:
        parts, linked = _walk(home, inside, handles)
        yield NotePlace(os.path.join(home, *parts[:-1]), parts[-1], "/".join(parts), handles[-1], linked)
    finally:
        for handle in handles:
            close_quietly(handle)


def note_bytes(root: Path, path: str, most: int | None = None) -> bytes:
    """The bytes of the note at `path`, relative to `root`: the first `most` of them, or all. Raises OSError."""
    with note_place(root, path) as place:
        return place.read(most)


def note_status(root: Path, path: str) -> os.stat_result:
    """Size and times of the note at `path`, relative to `root`. Raises OSError."""
    with note_place(root, path) as place:
        return place.status()


def _check_name(path: str) -> None:
    """No file can have such a name: functions of `os` would raise something else than OSError."""
    try:
        sound = b"\0" not in os.fsencode(path)
    except UnicodeEncodeError:
        sound = False
    if not sound:
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))


def close_quietly(handle: int) -> None:
    with suppress(OSError):
        os.close(handle)


def _read(handle: int, bound: int) -> bytes:
    """By pieces, as much as there is: a size that was told before is not believed."""
    parts: list[bytes] = []
    left = bound
    while left > 0 and (part := os.read(handle, min(left, 1 << 20))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def _walk(home: str, path: str, handles: list[int]) -> tuple[list[str], bool]:
    """(the path's parts without links, whether it had links); `handles` then ends with the last part's open folder."""
    todo, done, links = path.split("/")[::-1], list[str](), 0
    if path.startswith("/"):
        todo = _parts_inside(home, path)[::-1]
    while todo:
        name = todo.pop()
        if name in ("", "."):
            continue
        if name == "..":
            if not done:
                raise Outside
            done.pop()
            close_quietly(handles.pop())
            continue
        target = _link(name, handles[-1])
        if target is not None:
            links += 1
            if links > _MOST_LINKS:
                raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
            if target.startswith("/"):
                while len(handles) > 1:
                    close_quietly(handles.pop())
                done, target = [], "/".join(_parts_inside(home, target))
            todo += target.split("/")[::-1]
            continue
        done.append(name)
        if todo:
            handles.append(os.open(name, _FOLDER, dir_fd=handles[-1]))
    if len(done) != len(handles):  # it ends in a folder: ".", ".."
        raise OSError(errno.EISDIR, os.strerror(errno.EISDIR))
    return done, bool(links)


def _link(name: str, folder: int) -> str | None:
    """Where a link leads, None for what is none, or not there."""
    try:
        return os.readlink(name, dir_fd=folder)
    except OSError as error:
        if error.errno in (errno.EINVAL, errno.ENOENT):
            return None
        raise


def _parts_inside(home: str, path: str) -> list[str]:
    """An absolute path as one in the notes folder; what it goes through on the way there is walked again."""
    full = os.path.realpath(path)
    if full == home or os.path.commonpath((home, full)) != home:
        raise Outside
    return os.path.relpath(full, home).split(os.sep)


def _resolved(home: str, inside: str) -> NotePlace:
    full = os.path.realpath(os.path.join(home, inside))
    try:
        out = full == home or os.path.commonpath((home, full)) != home
    except ValueError:  # another drive
        out = True
    if out:
        raise Outside
    parts = os.path.relpath(full, home).split(os.sep)
    return NotePlace(
        os.path.dirname(full),
        os.path.basename(full),
        "/".join(parts),
        None,
        full != os.path.join(home, *inside.split("/")),
    )
