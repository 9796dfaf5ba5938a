"""The folder of an embedded Chroma: whether its files can be whole, told by their sizes; and how it is put aside.

Chroma writes its nearest-neighbour files in place and trusts them: one that is missing is taken for an empty index,
one that is cut short can end the process. So they are looked at before Chroma opens them; that takes 0.2 ms.
"""

import os
import shutil
import struct
from pathlib import Path

_HEADER = struct.Struct("<i6Q")  # version, level-0 offset, capacity, rows, bytes a row, label offset, data offset
_NAMES = "index_metadata.pickle"  # written last: an index of few rows, all still in the database, has none


def folder_problem(folder: Path, sealed: str) -> str:
    """What is wrong with the files, "" where nothing is to be seen. `sealed` is what `seal` said after a run."""
    try:
        if not (folder / "chroma.sqlite3").stat().st_size:
            return "its database is empty"
        return _index_problem(folder, sealed) or marked(folder)
    except FileNotFoundError:
        return "its database is gone"
    except OSError as error:
        return f"it cannot be read: {error.strerror}"


def seal(folder: Path) -> str:
    """The names of its nearest-neighbour indexes that have been written out, which must be whole from now on."""
    return " ".join(sorted(path.name for path in _indexes(folder) if (path / _NAMES).is_file()))


def flush_files(folder: Path) -> None:
    """Has the disk take what was written to the nearest-neighbour files; Chroma itself never waits for that."""
    for index in _indexes(folder):
        for path in (*index.iterdir(), index):
            handle = os.open(path, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def mark_damaged(folder: Path, reason: str) -> None:
    """For the next writer: Chroma could not read its files. Only who holds the writer's lock can tell and mend it."""
    try:
        _mark(folder).write_text(" ".join(reason.split())[:300], "utf-8")
    except OSError:
        return  # a folder that cannot be written cannot be mended either


def forget_mark(folder: Path) -> None:
    _mark(folder).unlink(missing_ok=True)


def set_aside(path: Path) -> None:
    """Renames a file or folder to `name.damaged`, over what was put aside before: one is kept, to look into."""
    aside = path.with_name(f"{path.name}.damaged")
    if aside.is_dir():
        shutil.rmtree(aside)
    else:
        aside.unlink(missing_ok=True)
    if path.exists():
        path.rename(aside)


def _indexes(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    with os.scandir(folder) as found:
        return [Path(each.path) for each in found if each.is_dir()]


def _index_problem(folder: Path, sealed: str) -> str:
    here = {path.name: path for path in _indexes(folder)}
    for name in sealed.split():
        if name not in here:
            return "its nearest-neighbour index is gone"
    problems = (_files_problem(path, must=name in sealed.split()) for name, path in here.items())
    return next(filter(None, problems), "")


def _files_problem(index: Path, must: bool) -> str:
    """An index has no files yet, or all of them in the sizes that its header gives. `must`: it was written out."""
    sizes = {each.name: each.stat().st_size for each in os.scandir(index)}
    if not must and _NAMES not in sizes:
        return ""
    header = (index / "header.bin").read_bytes() if "header.bin" in sizes else b""
    if len(header) < _HEADER.size:
        return "header.bin is cut short"
    version, _, capacity, rows, row_bytes, *_ = _HEADER.unpack_from(header)
    if not (0 <= version < 100 and rows <= capacity and row_bytes < 1 << 24):
        return "header.bin is no header"
    least = {"data_level0.bin": rows * row_bytes, "length.bin": 4 * rows, "link_lists.bin": 0}
    for name, size in {**least, _NAMES: 1}.items():
        if sizes.get(name, -1) < size:
            return f"{name} is cut short"
    return ""


def _mark(folder: Path) -> Path:
    """Beside the folder, which is not there when a server has the vectors."""
    return folder.with_name(f"{folder.name}-damaged.txt")


def marked(folder: Path) -> str:
    """What a reader said of the vectors, "" when none complained."""
    try:
        return _mark(folder).read_text("utf-8") or "it could not be read"
    except FileNotFoundError:
        return ""
