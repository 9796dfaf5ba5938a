"""Imported entries -> notes in a folder, each once: nothing that is there is written over.

    ---
    imported: "day-one/1546F37361264E129200B2CA6A885855"
    date: 2017-06-28
    time: "23:38"
    timezone: Asia/Taipei
    tags: ["diving"]
    ---

A note is known again by what `imported` says in its front matter, wherever it is moved to and whatever its author makes
of it.
"""

import hashlib
import json
import os
import re
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path, PurePosixPath

from index.dates.labels import read_label
from index.dates.paths import path_date
from index.dates.written import spans_in
from index.errors import NotesError
from index.imports.archive import READ_ERRORS, why_unread
from index.imports.entry import MEDIA_FOLDER, Attachment, ImportedEntry, NotImported
from index.imports.known_entries import known_entries, short_key
from index.write_back.safe_write import make_file

_CHUNK = 1 << 20
_LONGEST_NAME = 50
_LARGEST_MEDIA = 2_000_000_000


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did."""

    app: str
    """The app that the export comes from."""
    folder: str
    """Where the notes are."""
    written: int
    """How many new notes there are."""
    known: int
    """How many entries are notes there already, and were left as they are."""
    undated: int
    """How many of the new notes have no day."""
    media: int
    """How many pictures and other files were copied."""
    skipped: tuple[NotImported, ...]
    """What became no note, or was not copied, and why."""


def write_entries(app: str, entries: Iterable[ImportedEntry | NotImported], folder: Path) -> ImportReport:
    """Writes those that are not in the folder yet. Raises NotesError where it cannot be written.

    Of an entry that is a note already, a picture that is in the folder no more, or never came there, is copied.
    """
    known = known_entries(folder)
    skipped: list[NotImported] = []
    written = old = undated = copied = 0
    for entry in entries:
        if isinstance(entry, NotImported):
            skipped.append(entry)
            continue
        key = short_key(entry.key)
        if key in known.keys:
            old += 1
            for attachment in entry.media:
                copied += attachment.name not in known.names and _copy_media(folder, attachment, skipped)
        elif not (entry.text.strip() or entry.title.strip() or entry.media):
            skipped.append(NotImported(key, "it is empty"))
        else:
            for attachment in entry.media:
                copied += _copy_media(folder, attachment, skipped)
            _write(folder, replace(entry, key=key), known.taken)
            known.keys.add(key)
            written += 1
            undated += entry.when is None
    told = tuple(NotImported(_sound(each.name), _sound(each.reason)) for each in skipped)
    return ImportReport(app, _sound(str(folder)), written, old, undated, copied, told)


def _sound(text: str) -> str:
    """What can be printed: an export may have halves of characters in its names."""
    return text.encode("utf-8", "replace").decode()


def _copy_media(folder: Path, attachment: Attachment, skipped: list[NotImported]) -> int:
    """1 where it was copied, 0 where it was there already, or cannot be."""
    try:
        _make_media_folder(folder)
        return int(make_file(folder, attachment.link, _parts(attachment), _temporary()))
    except NotesError as error:
        skipped.append(NotImported(attachment.name, error.message))
        return 0


def _make_media_folder(folder: Path) -> None:
    try:
        (folder / MEDIA_FOLDER).mkdir(exist_ok=True)
    except OSError as error:
        raise NotesError(f"the folder {MEDIA_FOLDER} cannot be made ({why_unread(error)})", "") from error


def _parts(attachment: Attachment) -> Iterator[bytes]:
    """Its bytes, a part at a time: it may be a video. Raises NotesError where they cannot be had, or are too many."""
    left = _LARGEST_MEDIA
    try:
        with attachment.stream() as source:
            while part := source.read(_CHUNK):
                left -= len(part)
                if left < 0:
                    raise NotesError(f"it has more than {_LARGEST_MEDIA // 1_000_000_000} GB", "")
                yield part
    except READ_ERRORS as error:
        raise NotesError(f"it cannot be read ({why_unread(error)})", "") from error


def _write(folder: Path, entry: ImportedEntry, taken: set[str]) -> None:
    data = note_text(entry).encode("utf-8", "replace")
    for name in _names(entry):
        if name.casefold() not in taken and not os.path.lexists(folder / name):
            taken.add(name.casefold())
            if make_file(folder, name, (data,), _temporary()):
                return
    raise NotesError(f"no name is free for {entry.key}", "Import into another folder")


def note_text(entry: ImportedEntry) -> str:
    """The whole note."""
    head = [f"imported: {json.dumps(entry.key, ensure_ascii=False)}"]
    if entry.when is not None:
        head.append(f"date: {_day(entry.when).isoformat()}")
    if isinstance(entry.when, datetime):
        head.append(f'time: "{entry.when:%H:%M}"')
    if entry.zone:
        head.append(f"timezone: {json.dumps(entry.zone)}")
    if entry.place.strip():
        head.append(f"place: {json.dumps(_one_line(entry.place), ensure_ascii=False)}")
    if entry.tags:
        head.append(f"tags: {json.dumps([_one_line(tag) for tag in entry.tags], ensure_ascii=False)}")
    title = _one_line(entry.title)
    text = entry.text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    if title and text.lstrip("# ").split("\n", 1)[0].strip() == title:
        title = ""
    sign = "Title: " if read_label(title).date else "# " if text else ""  # a heading alone says nothing of its day
    heading = sign + title if title else ""
    return "\n\n".join(filter(None, ("\n".join(["---", *head, "---"]), heading, text))) + "\n"


def _names(entry: ImportedEntry) -> Iterable[str]:
    """Names that say the entry's day and no other, the plainest first."""
    words = _slug(entry.title) or _slug(re.sub(r"\W*\b(?:https?|media)[:/]\S+", " ", entry.text[:200])[:40])
    digest = hashlib.sha256(entry.key.encode("utf-8", "replace")).hexdigest()
    ends = ["", *(f" {''.join(chr(ord('a') + int(sign, 16)) for sign in digest[:size])}" for size in (6, 20))]
    if entry.when is None:
        yield from (f"{words or 'note'}{end}.md" for end in ends)
        return
    day = _day(entry.when)
    for stem in (f"{day.isoformat()} {words}".strip(), day.isoformat()):
        for end in ends:
            name = f"{stem}{end}.md"
            found = path_date(name)
            if found and (found.year, found.month, found.day) == (day.year, day.month, day.day) and not found.until:
                yield name


def _slug(text: str) -> str:
    """Words for a name, "" where they name a day or a month: the day of the entry is to be told by nothing else."""
    words = " ".join(re.sub(r"[^\w' -]+", " ", text.split("\n\n")[0], flags=re.ASCII if text.isascii() else 0).split())
    words = words[:_LONGEST_NAME].rsplit(" ", 1)[0] if len(words) > _LONGEST_NAME else words
    words = words.strip(" -_'")
    reserved = PurePosixPath(words).stem.upper() in {"CON", "PRN", "AUX", "NUL"}
    return "" if reserved or any(sign.isdigit() for sign in words) and spans_in(words) else words


def _temporary() -> str:
    return f".daycite-{secrets.token_hex(6)}.part"


def _day(when: date) -> date:
    return when.date() if isinstance(when, datetime) else when


def _one_line(text: str) -> str:
    return " ".join(text.split())
