"""A digest or an answer -> a new note in the notes folder; none that is there is changed unless the user says so."""

import os
from pathlib import PurePath
from typing import TYPE_CHECKING

from api.actions.write_answers import kept_folder
from index.errors import NotesError
from index.write_back.digest_page import PageLine, digest_page
from index.write_back.plan import apply
from index.write_back.replies import Change, CitedDay
from index.write_back.safe_write import read_target
from rag.digest.periods import in_words

if TYPE_CHECKING:
    from api.parts.collection import Collection
    from rag.answer.result import Answer
    from rag.digest.digest import Digest
    from rag.evidence.citations import Statement


def save_digest(collection: "Collection", digest: "Digest", path: str) -> str:
    """Writes it to the note at `path`, relative to the notes folder or inside it, and returns that.

    Raises NotesError where a file is there already, or it cannot be written; UsageError for a name of no note.
    """
    return _save(collection, path, _page(digest), "digest", False)


def save_answer(collection: "Collection", answer: "Answer", path: str, overwrite: bool = False) -> str:
    """The same of an answer; a note that is there is replaced where the user says so, and can be restored."""
    return _save(collection, path, _answer_page(answer), "answer", overwrite)


def check_name(collection: "Collection", path: str, overwrite: bool) -> None:
    """Raises what saving would, before the work is done."""
    _change(collection, path, [], "answer", overwrite)


def _save(collection: "Collection", path: str, lines: list[PageLine], kind: str, overwrite: bool) -> str:
    change = _change(collection, path, lines, kind, overwrite)
    written = apply(collection.root, [change], kept_folder(collection))
    if written.failed:
        raise NotesError(written.failed[0].reason, "")
    return change.path


def _change(collection: "Collection", path: str, lines: list[PageLine], kind: str, overwrite: bool) -> Change:
    name = os.path.relpath(path, collection.root) if os.path.isabs(path) else path
    name = name.replace(os.sep, "/")
    name += "" if PurePath(name).suffix or name.endswith("/") else ".md"
    before = read_target(collection.root, name)
    if before is not None and not overwrite:
        fix = "Name a note that is not there yet" + (", or add --overwrite" if kind == "answer" else "")
        raise NotesError(f"{name} already exists, and is left as it is", fix)
    return digest_page(collection.root, name, lines, kind, before)


def _answer_page(answer: "Answer") -> list[PageLine]:
    lines = [PageLine(answer.question, 1)]
    if answer.lead:
        lines.append(PageLine(answer.lead))
    lines += [PageLine(f"{said.text}{said.remark}", 0, _days(said)) for said in answer.statements]
    return lines if answer.statements else [*lines, PageLine(answer.answer)]


def _page(digest: "Digest") -> list[PageLine]:
    about = f" on {digest.topic}" if digest.topic else ""
    lines = [PageLine(f"Digest of {digest.from_} to {digest.to}{about}", 1)]
    for period in digest.periods:
        lines.append(PageLine(in_words(period.from_, period.to, digest.by), 2))
        lines += [PageLine(f"{said.text}{said.remark}", 0, _days(said)) for said in period.lines]
    return lines


def _days(said: "Statement") -> tuple[CitedDay, ...]:
    return tuple(CitedDay(c.date, c.path, c.line_start) for c in said.citations)
