"""The folder of an embedded Chroma: whether its files can be whole, by their sizes; and how it is put aside.

Chroma writes its nearest-neighbour files in place and trusts them: one that is missing is taken for an empty index,
one that is cut short can end the process. So they are looked at before Chroma opens them; that takes 0.2 ms.

Written for the files of Chroma 1.5 (hnswlib's format 1). A test says when the Chroma that is installed writes another
format; until this file knows that one too, such an index is not judged by its sizes, only by what Chroma says of it.
"""

import os
import shutil
import struct
from collections.abc import Sequence
from pathlib import Path

INDEX_FORMAT = 1
_LATER_FORMATS = range(2, 100)  # what is beyond is not a format but damage
HEADER = struct.Struct("<i6Q")  # format, level-0 offset, capacity, rows, bytes a row, label offset, data offset
_NAMES = "index_metadata.pickle"  # written last: an index of few rows, all still in the database, has none


def folder_problem(folder: Path, sealed: Sequence[str]) -> str:
    """What is wrong with the files, "" where nothing shows. `sealed` is what `sealed_indexes` gave after a run."""
    try:
        if not (folder / "chroma.sqlite3").stat().st_size:
            return "its database is empty"
        return _index_problem(folder, sealed) or damage_flag(folder)
    except FileNotFoundError:
        return "its database is gone"
    except OSError as error:
        return f"it cannot be read: {error.strerror}"


def sealed_indexes(folder: Path) -> tuple[str, ...]:
    """The names of its nearest-neighbour indexes that have been written out, which must be whole from now on."""
    return tuple(sorted(path.name for path in _indexes(folder) if (path / _NAMES).is_file()))


def flush_files(folder: Path) -> None:
    """Has the disk take what was written to the nearest-neighbour files; Chroma itself never waits for that."""
    for index in _indexes(folder):
        for path in (*index.iterdir(), index):
            handle = os.open(path, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def flag_damage(folder: Path, reason: str) -> None:
    """For the next writer: Chroma could not read its files. Only the holder of the writer's lock can check and mend."""
    try:
        _flag(folder).write_text(" ".join(reason.split())[:300], "utf-8")
    except OSError:
        return  # a folder that cannot be written cannot be mended either


def damage_flag(folder: Path) -> str:
    """The reason that a reader left, "" when none did."""
    try:
        return _flag(folder).read_text("utf-8") or "it could not be read"
    except FileNotFoundError:
        return ""


def clear_damage_flag(folder: Path) -> None:
    _flag(folder).unlink(missing_ok=True)


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
    with os.scandir(folder) as entries:
        return [Path(entry.path) for entry in entries if entry.is_dir()]


def _index_problem(folder: Path, sealed: Sequence[str]) -> str:
    indexes = {path.name: path for path in _indexes(folder)}
    if any(name not in indexes for name in sealed):
        return "its nearest-neighbour index is gone"
    problems = (_files_problem(path, name in sealed) for name, path in indexes.items())
    return next(filter(None, problems), "")


def _files_problem(index: Path, sealed: bool) -> str:
    """An index has no files yet, unless it is sealed, or all of them in the sizes that its header gives."""
    sizes = {entry.name: entry.stat().st_size for entry in os.scandir(index)}
    if not sealed and _NAMES not in sizes:
        return ""
    header = (index / "header.bin").read_bytes() if "header.bin" in sizes else b""
    if len(header) < HEADER.size:
        return "header.bin is cut short"
    version, _, capacity, rows, row_bytes, *_ = HEADER.unpack_from(header)
    if version in _LATER_FORMATS:
        return ""
    if not (version == INDEX_FORMAT and rows <= capacity and row_bytes < 1 << 24):
        return "header.bin is not a header"
    least = {"data_level0.bin": rows * row_bytes, "length.bin": 4 * rows, "link_lists.bin": 0, _NAMES: 1}
    return next((f"{name} is cut short" for name, size in least.items() if sizes.get(name, -1) < size), "")


def _flag(folder: Path) -> Path:
    """Beside the folder, which is not there when a server has the vectors."""
    return folder.with_name(f"{folder.name}-damaged.txt")
