"""What `daycite forget` was given: a file of digests in the data folder, from which no name can be read.

A path is known by where it lies on the disk, a note also by its bytes, so that a moved or copied one stays forgotten.
"""

import os
from collections.abc import Iterable
from pathlib import Path

from index.database_errors import not_writable
from index.errors import StoreError
from index.exclusion.rules import path_digest
from index.notes.note import content_digest, note_paths

_FILE = "forgotten.txt"


def forgotten_digests(data_dir: Path) -> frozenset[str]:
    """Raises StoreError where the file is there and cannot be read: nothing forgotten may be read again by that."""
    try:
        return frozenset((data_dir / _FILE).read_text("utf-8").split())
    except (FileNotFoundError, NotADirectoryError):
        return frozenset()
    except (OSError, ValueError) as error:
        message = f"the list of what is forgotten cannot be read ({data_dir / _FILE}: {error})"
        raise StoreError(message, "Check its permissions, or restore it from a backup") from error


def remember_forgotten(data_dir: Path, path: Path, undo: bool = False) -> None:
    """Adds a file or a folder to the list, or takes it off. Raises StoreError where that cannot be written."""
    known, named = forgotten_digests(data_dir), set(_digests(path))
    kept = known - named if undo else known | named
    target = data_dir / _FILE
    making = target.with_suffix(".tmp")
    try:
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(making, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with open(descriptor, "w", encoding="utf-8") as file:
            file.write("".join(f"{digest}\n" for digest in sorted(kept)))
            file.flush()
            os.fsync(file.fileno())
        os.replace(making, target)
    except OSError as error:
        raise not_writable(data_dir, error) from error


def move_forgotten(data_dir: Path, old: Path, new: Path) -> None:
    """Has what was forgotten below `old` stay so below `new`, where the notes are now."""
    known = forgotten_digests(data_dir)
    if not known:
        return
    was, here = os.path.realpath(old), os.path.realpath(new)
    for folder, folders, names in os.walk(here):
        for path in (os.path.join(folder, name) for name in (*folders, *names)):
            if path_digest(was + path.removeprefix(here)) in known:
                remember_forgotten(data_dir, Path(path))


def _digests(path: Path) -> Iterable[str]:
    yield path_digest(os.path.realpath(path))
    files = [path / name for name in note_paths(path)[0]] if path.is_dir() else [path]
    for file in files:
        try:
            yield content_digest(file.read_bytes())
        except OSError:  # it is gone, and what is known of it goes by its path
            continue
