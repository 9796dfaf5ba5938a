"""Where the collection of a notes folder is kept: DATA_DIR/collections/NAME-HASH, with the folder's path in a file."""

import hashlib
import os
import re
from collections.abc import Iterator
from pathlib import Path

from index.database_errors import not_writable

_COLLECTIONS = "collections"
_NOTES_FILE = "notes-folder.txt"


def collection_folder(data_dir: Path, notes: Path) -> Path:
    """A name that shows people which notes, and a hash that keeps folders of one name apart.

    Where the platform does not tell capitals apart, they do not make another folder.
    """
    name = re.sub(r"[^A-Za-z0-9]+", "-", notes.name).strip("-").lower()[:40] or "notes"
    return data_dir / _COLLECTIONS / f"{name}-{hashlib.sha256(os.fsencode(os.path.normcase(notes))).hexdigest()[:12]}"


def collection_folders(data_dir: Path) -> Iterator[tuple[str, Path]]:
    """(the path of the notes, the folder of their collection) of each collection, by folder."""
    for file in sorted((data_dir / _COLLECTIONS).glob(f"*/{_NOTES_FILE}")):
        yield file.read_text("utf-8", "surrogateescape").removesuffix("\n"), file.parent


def make_collection_folder(data_dir: Path, notes: Path) -> None:
    """Makes the collection's folder, for this user alone, where it is missing. Raises StoreError."""
    folder = collection_folder(data_dir, notes)
    try:
        if not data_dir.exists():
            data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.parent.mkdir(mode=0o700, exist_ok=True)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_notes_path(folder, notes)
    except OSError as error:
        raise not_writable(data_dir, error) from error


def write_notes_path(folder: Path, notes: Path) -> None:
    """Says in the collection's folder which notes it is of."""
    (folder / _NOTES_FILE).write_text(f"{notes}\n", encoding="utf-8", errors="surrogateescape")
