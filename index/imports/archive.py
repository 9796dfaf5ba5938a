"""A folder, a zip or tar archive, or one file -> the files in it by their paths, read within bounds.

Nothing is unpacked: a file is read where it lies, under a path that leads nowhere else. Links are not followed, and an
archive that says it holds far more than it can (a zip bomb) is refused before anything of it is read.
"""

import json
import os
import re
import stat
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, BinaryIO, cast

from index.errors import NotesError
from index.imports.entry import NotImported
from index.notes.opening import note_place

MOST_FILES = 500_000
LARGEST_TEXT = 256_000_000
"""Bytes of a file that is read at once."""
_ALWAYS_ALLOWED, _MOST_TIMES_LARGER = 1_000_000_000, 100
_CHUNK = 1 << 20
_PART = re.compile(r"(?:[^/]*[_-])?(?:ExportBlock-[^/]*|Part-\d+)\.zip", re.IGNORECASE)
"""How Notion names the zips in its zip; any other is a file of the user's own."""
READ_ERRORS = (OSError, zipfile.BadZipFile, RuntimeError, EOFError, tarfile.TarError, zlib.error)
"""What reading a file of a damaged or encrypted archive raises."""


def why_unread(error: Exception) -> str:
    """What is said of one of these: in words, where the system has some."""
    return getattr(error, "strerror", None) or str(error) or "it ends too early"


def _unread(name: str, error: Exception) -> NotesError:
    return NotesError(f"{name} cannot be read ({why_unread(error)})", "Export once more, or unpack it yourself")


class Archive:
    """What an app exported: its files by their paths, with "/" between the parts."""

    def __init__(
        self,
        name: str,
        files: Mapping[str, Callable[[], BinaryIO]],
        sizes: Mapping[str, int],
        is_folder: bool = False,
        unread: tuple[NotImported, ...] = (),
    ) -> None:
        self.name, self.is_folder = name, is_folder
        self.unread = unread
        """Parts of it that cannot be read, and why."""
        self._files, self._sizes = files, sizes
        self.names = sorted(files)

    def __contains__(self, name: object) -> bool:
        return name in self._files

    def stream(self, name: str) -> BinaryIO:
        """A file's bytes. Raises NotesError where it cannot be read."""
        try:
            return self._files[name]()
        except (KeyError, *READ_ERRORS) as error:
            raise _unread(name, error) from error

    def read(self, name: str, most: int = LARGEST_TEXT) -> bytes:
        """All of a file. Raises NotesError where it cannot be read, or has more than `most` bytes."""
        if self._sizes.get(name, 0) > most:
            raise NotesError(f"{name} has more than {most // 1_000_000} MB", "Export fewer entries at a time")
        try:
            with self.stream(name) as opened:
                data = opened.read(most + 1)
        except READ_ERRORS as error:
            raise _unread(name, error) from error
        if len(data) > most:
            raise NotesError(f"{name} has more than {most // 1_000_000} MB", "Export fewer entries at a time")
        return data

    def text(self, name: str) -> str:
        """A text file. Raises NotesError."""
        return self.read(name).decode("utf-8-sig", "replace")

    def json(self, name: str) -> Any:
        """A JSON file. Raises NotesError, also for what is no JSON."""
        try:
            return json.loads(self.read(name).decode("utf-8-sig"))
        except (ValueError, RecursionError) as error:
            raise NotesError(f"{name} is not JSON that can be read", "Export once more") from error

    def json_samples(self, within: str = "", most: int = 20) -> Iterator[Any]:
        """What the first JSON files in a folder of that name hold, of those that can be read."""
        for name in [name for name in self.ending(".json") if within in f"/{name.lower()}"][:most]:
            try:
                yield self.json(name)
            except NotesError:
                continue

    def ending(self, *suffixes: str) -> list[str]:
        """The paths of the files that end so, whatever their capitals."""
        return [name for name in self.names if name.lower().endswith(suffixes)]


@contextmanager
def open_source(path: Path) -> Iterator[Archive]:
    """What lies at `path`, closed in the end. Raises NotesError where it cannot be read."""
    real = Path(os.path.realpath(path.expanduser()))
    with ExitStack() as stack:
        unread: list[NotImported] = []
        try:
            if real.is_dir():
                files, sizes = _in_folder(real)
            else:
                files, sizes = _in_file(real, stack, unread)
        except READ_ERRORS as error:
            raise NotesError(
                f"{path} cannot be read ({why_unread(error)})", "Name the file or folder that the app exported"
            ) from error
        yield Archive(real.name, files, sizes, real.is_dir(), tuple(unread))


_Files = tuple[dict[str, Callable[[], BinaryIO]], dict[str, int]]


def _in_folder(root: Path) -> _Files:
    files: dict[str, Callable[[], BinaryIO]] = {}
    sizes: dict[str, int] = {}
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            full = os.path.join(folder, name)
            status = os.lstat(full)
            if not stat.S_ISREG(status.st_mode) or name.startswith("."):
                continue
            inside = os.path.relpath(full, root).replace(os.sep, "/")
            files[inside], sizes[inside] = _opener(root, inside), status.st_size
            _check_count(len(files))
    return files, sizes


def _opener(root: Path, path: str) -> Callable[[], BinaryIO]:
    def opened() -> BinaryIO:
        with note_place(root, path) as place:
            return os.fdopen(place.open(), "rb")

    return opened


def _in_file(path: Path, stack: ExitStack, unread: list[NotImported]) -> _Files:
    opened = stack.enter_context(_opener(path.parent, path.name)())
    size = os.fstat(opened.fileno()).st_size
    if zipfile.is_zipfile(opened):
        files, sizes = _in_zip(stack.enter_context(zipfile.ZipFile(opened)), size)
        for name in filter(_PART.fullmatch, list(files)):
            try:
                inner, inner_sizes = _in_part(files.pop(name), sizes.pop(name), stack)
            except READ_ERRORS as error:
                unread.append(NotImported(name, f"it cannot be read ({why_unread(error)}): export once more"))
                continue
            files, sizes = inner | files, inner_sizes | sizes
            _check_count(len(files))
        return files, sizes
    opened.seek(0)
    if path.suffix.lower() in (".jex", ".tar"):
        return _in_tar(stack.enter_context(tarfile.open(fileobj=opened, mode="r:")), size)
    return {path.name: _opener(path.parent, path.name)}, {path.name: size}


def _in_part(opened: Callable[[], BinaryIO], size: int, stack: ExitStack) -> _Files:
    part = stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115  the stack closes it
    _copy(opened(), part)
    return _in_zip(stack.enter_context(zipfile.ZipFile(part)), size)


def _in_zip(packed: zipfile.ZipFile, size: int) -> _Files:
    files: dict[str, Callable[[], BinaryIO]] = {}
    sizes: dict[str, int] = {}
    infos = packed.infolist()
    _check_size(sum(info.file_size for info in infos), size)
    for info in infos:
        path = _inside(info.filename)
        if path and not info.is_dir() and path not in files:
            files[path] = lambda info=info: cast(BinaryIO, packed.open(info))  # type: ignore[misc]
            sizes[path] = info.file_size
            _check_count(len(files))
    return files, sizes


def _in_tar(packed: tarfile.TarFile, size: int) -> _Files:
    files: dict[str, Callable[[], BinaryIO]] = {}
    sizes: dict[str, int] = {}
    for member in packed:
        path = _inside(member.name)
        if path and member.isreg() and not member.issparse() and path not in files:
            files[path] = lambda member=member: cast(BinaryIO, packed.extractfile(member))  # type: ignore[misc]
            sizes[path] = member.size
            _check_count(len(files))
    _check_size(sum(sizes.values()), size)
    return files, sizes


def _inside(name: str) -> str:
    """The path within the archive, "" for what is hidden, or would lead out."""
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".")]
    if any(part.startswith(".") or part == "__MACOSX" or ":" in part and len(part) == 2 for part in parts):
        return ""
    return "/".join(parts)


def _check_count(count: int) -> None:
    if count > MOST_FILES:
        raise NotesError(f"it holds more than {MOST_FILES:,} files", "Export fewer entries at a time")


def _check_size(unpacked: int, packed: int) -> None:
    if unpacked > _ALWAYS_ALLOWED + _MOST_TIMES_LARGER * packed:
        message = f"it says that it unpacks to {unpacked / 1e9:,.0f} GB, which no export of {packed / 1e6:,.1f} MB does"
        raise NotesError(message, "Export once more, and check where the file comes from")


def _copy(source: BinaryIO, target: Any) -> None:
    with source:
        while part := source.read(_CHUNK):
            target.write(part)
