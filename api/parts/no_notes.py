"""The error for a folder that has nothing to answer from."""

from collections.abc import Sequence

from api.parts.collection import Collection
from index.errors import NotesError
from index.notes.markup.suffixes import NOTE_SUFFIXES
from index.notes.note import Skipped

_KINDS = f"Notes are files ending in {' '.join(NOTE_SUFFIXES)}"


def no_notes(collection: Collection, skipped: Sequence[Skipped]) -> NotesError:
    """The error for a folder that has nothing to answer from."""
    if skipped:
        first = f"{skipped[0].path}: {skipped[0].reason}"
        return NotesError(
            f"none of the {len(skipped)} files in {collection.root} can be read as a note ({first})", _KINDS
        )
    return NotesError(f"there are no notes in {collection.root}", _KINDS)
