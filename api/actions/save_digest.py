"""A digest -> a new note in the notes folder; no note that is there is ever changed."""

import os
from typing import TYPE_CHECKING

from api.actions.write_answers import kept_folder
from index.errors import NotesError
from index.write_back.digest_page import PageLine, digest_page
from index.write_back.plan import apply
from index.write_back.replies import CitedDay
from index.write_back.safe_write import read_target
from rag.digest.periods import in_words

if TYPE_CHECKING:
    from api.parts.collection import Collection
    from rag.digest.digest import Digest
    from rag.evidence.citations import Statement


def save_digest(collection: "Collection", digest: "Digest", path: str) -> str:
    """Writes it to the note at `path`, relative to the notes folder or inside it, and returns that.

    Raises NotesError where a file is there already, or it cannot be written; UsageError for a name of no note.
    """
    name = os.path.relpath(path, collection.root) if os.path.isabs(path) else path
    name = name.replace(os.sep, "/")
    change = digest_page(collection.root, name, _page(digest))
    if read_target(collection.root, name) is not None:
        raise NotesError(f"{name} already exists, and is left as it is", "Name a note that is not there yet")
    written = apply(collection.root, [change], kept_folder(collection))
    if written.failed:
        raise NotesError(written.failed[0].reason, "")
    return name


def _page(digest: "Digest") -> list[PageLine]:
    about = f" on {digest.topic}" if digest.topic else ""
    lines = [PageLine(f"Digest of {digest.from_} to {digest.to}{about}", 1)]
    for period in digest.periods:
        lines.append(PageLine(in_words(period.from_, period.to, digest.by), 2))
        lines += [PageLine(f"{said.text}{said.remark}", 0, _days(said)) for said in period.lines]
    return lines


def _days(said: "Statement") -> tuple[CitedDay, ...]:
    return tuple(CitedDay(c.date, c.path, c.line_start) for c in said.citations)
