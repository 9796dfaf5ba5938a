"""Where a document is to be written, looked at before the work is done."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import NotesError, UsageError
from index.notes.folders import homes

if TYPE_CHECKING:
    from api.parts.collection import Collection


def check_output(collection: "Collection", file: Path, overwrite: bool) -> None:
    """Raises NotesError for a file that is there and is not to be replaced, UsageError for one among the notes."""
    target = Path(os.path.realpath(file.expanduser()))
    if any(target.is_relative_to(home) for home in homes(collection.root)):
        raise UsageError(f"{file} lies in the notes folder, where it would be read as a note", "Name a file elsewhere")
    if target.is_dir():
        raise UsageError(f"{file} is a folder", "Name a file in it")
    if os.path.lexists(target) and not overwrite:
        raise already_there(file)
    if not target.parent.is_dir():
        raise NotesError(f"{file} cannot be written: there is no folder {target.parent}", "Make it, or name another")


def already_there(file: Path) -> NotesError:
    return NotesError(f"{file} already exists, and is left as it is", "Add --overwrite, or name another")
