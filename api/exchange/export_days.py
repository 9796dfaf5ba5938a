"""A collection -> the entries of some days, of a topic or of an answer as one document, and that as a file."""

import os
import secrets
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from api.actions.entries import listed_days
from api.actions.reading import read_entry, targets_of
from api.dates import check_span
from api.exchange.output_file import already_there, check_output
from index.day_list import entry_text, with_notes, within
from index.entries.entry import Entry
from index.errors import NotesError, NotFoundError, UsageError
from index.notes.note import Note
from index.rendering.targets import Targets
from index.write_back.safe_write import remove_quietly, write_flushed
from rag.answer.notices import left_out_in_words
from rag.digest.topic import topic_of
from rag.document.document import Document, DocumentPart, days_named, is_cited

if TYPE_CHECKING:
    from api.parts.collection import Collection
    from rag.answer.result import Answer


def document_of_days(collection: "Collection", from_: date | None, to: date | None, topic: str = "") -> Document:
    """The entries of a span of days, of all days where none is given, or of these those that have the topic's words.

    Raises UsageError for a topic without a word, NotFoundError where there is no entry.
    """
    check_span(from_, to)
    chosen = [entry for entry in within(listed_days(collection).entries, from_, to) if entry.date]
    if topic:
        chosen = _about(collection, chosen, topic, from_, to)
    title = f"Notes{f' on {topic}' if topic else ''}{_span(chosen, from_, to)}"
    if not chosen:
        raise NotFoundError(f"there are no {title[0].lower()}{title[1:]}", "See daycite days")
    return Document(title, _parts(collection, chosen), None, left_out_in_words(*collection.not_read(from_, to)))


def document_of_answer(collection: "Collection", answer: "Answer") -> Document:
    """An answer, and the entries that it cites."""
    citations = [citation for statement in answer.statements for citation in statement.citations]
    cited = [entry for entry in listed_days(collection).entries if is_cited(entry, citations)]
    return Document(answer.question, _parts(collection, cited), answer, answer.notice)


def write_document(collection: "Collection", text: str, file: Path, overwrite: bool = False) -> Path:
    """Writes it to a file, whole or not at all. Raises NotesError where there is one already, or it cannot be."""
    target = Path(os.path.realpath(file.expanduser()))
    check_output(collection, file, overwrite)
    making = target.with_name(f".daycite-{secrets.token_hex(6)}.part")
    try:
        write_flushed(making, text.encode("utf-8", "replace"), 0o600)
        if overwrite:
            os.replace(making, target)
        else:
            _put_where_free(making, target)
    except FileExistsError as error:
        raise already_there(file) from error
    except OSError as error:
        raise NotesError(
            f"{file} cannot be written ({error.strerror or error})", "Free some disk space, or name a file elsewhere"
        ) from error
    finally:
        remove_quietly(making)
    return target


def _put_where_free(making: Path, target: Path) -> None:
    try:
        os.link(making, target)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):  # a file system without hard links
        if target.exists():
            raise FileExistsError from None
        os.replace(making, target)


def _about(
    collection: "Collection", entries: list[Entry], words: str, from_: date | None, to: date | None
) -> list[Entry]:
    topic = topic_of(words, collection.catalog)
    if topic is None:
        raise UsageError(f"the topic {words[:60]!r} has no word to look for", "Name it in words")
    passages = collection.catalog.passages_between(from_ or date.min, to or date.max)
    found: dict[str, list[tuple[int, int]]] = {}
    for passage in topic.in_passages(passages):
        found.setdefault(passage.path, []).append((passage.line_start, passage.line_end))
    return [e for e in entries if any(a <= e.line_end and e.line_start <= b for a, b in found.get(e.path, ()))]


def _parts(collection: "Collection", entries: list[Entry]) -> tuple[DocumentPart, ...]:
    targets = targets_of(collection, listed_days(collection).entries, None)
    return tuple(
        _part(note, entry, targets) for entry, note in with_notes(collection.root, entries, collection.exclusion)
    )


def _part(note: Note, entry: Entry, targets: Callable[[str], Targets]) -> DocumentPart:
    read = read_entry(note, entry, targets)
    nodes = read.nodes if read and not read.cut else ()
    text = entry_text(note, entry)
    return DocumentPart(entry.date, days_named(entry), entry.path, entry.line_start, entry.line_end, text, nodes)


def _span(entries: list[Entry], from_: date | None, to: date | None) -> str:
    days = [entry.date for entry in entries if entry.date]
    first, last = from_ or min(days, default=None), to or max(days, default=None)
    if first is None or last is None:
        return ""
    return f" of {first}" if first == last else f", {first} to {last}"
