"""The folder that the user named, or several -> one folder of notes that can be read."""

import os
from collections.abc import Sequence
from pathlib import Path

from index.errors import NotesError, StoreError
from index.notes.folders import join_folders, links_of


def notes_folder(path: Path) -> Path:
    """The folder, absolute. Raises NotesError when it is missing, is a file, or cannot be listed."""
    root = Path(os.path.abspath(path.expanduser()))
    if not root.exists():
        raise NotesError(f"the folder {root} does not exist", "Check the name given by --notes or DAYCITE_NOTES")
    if not root.is_dir():
        raise NotesError(f"{root} is a file, not a folder", "Name the folder that your notes are in")
    try:
        with os.scandir(root) as entries:
            next(entries, None)
    except OSError as error:
        raise NotesError(f"the folder {root} cannot be read ({error.strerror})", "Check its permissions") from error
    for link in links_of(root):
        notes_folder(Path(os.readlink(link)))
    return root


def joined_folder(data_dir: Path, folders: Sequence[Path]) -> Path:
    """One folder for several. Raises NotesError where one cannot be read, StoreError where it cannot be made."""
    try:
        return join_folders(data_dir, [notes_folder(folder) for folder in folders])
    except OSError as error:
        message = f"several notes folders cannot be used together: {data_dir} does not support links ({error.strerror})"
        raise StoreError(message, "Use one folder at a time, or set DAYCITE_DATA_DIR to another disk") from error
