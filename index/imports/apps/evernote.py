"""Evernote: ENEX files, an XML of notes in ENML (a kind of HTML), their times in UTC, their files inside in base64."""

import hashlib
import io
import mimetypes
from collections import Counter
from collections.abc import Iterator
from datetime import tzinfo
from functools import partial
from typing import BinaryIO

from index.errors import NotesError
from index.imports.apps.values import numbered
from index.imports.archive import Archive
from index.imports.enex import EnexNote, EnexResource, enex_notes
from index.imports.entry import Attachment, ImportedEntry, NotImported, media_name, shown_media
from index.imports.html_text import html_markdown
from index.imports.times import iso_moment, zone_name


def is_evernote(archive: Archive) -> bool:
    """Whether it is such an export."""
    return bool(archive.ending(".enex"))


def evernote_entries(archive: Archive, zone: tzinfo | None) -> Iterator[ImportedEntry | NotImported]:
    """Every note; its day is the one on which it was made. Notes have no name of their own: title and time are one."""
    seen: Counter[str] = Counter()
    for name in archive.ending(".enex"):
        with archive.stream(name) as opened:
            try:
                for note in enex_notes(opened):
                    values = note.values
                    key = f"evernote/{values.get('created', '').strip()}/{values.get('title', '').strip()}"
                    yield from _entry(note, numbered(key, seen), zone)
            except NotesError as error:
                yield NotImported(name, error.message)


def _entry(note: EnexNote, key: str, zone: tzinfo | None) -> Iterator[ImportedEntry | NotImported]:
    title = note.values.get("title", "").strip()
    media: dict[str, Attachment] = {}
    for resource in note.resources:
        if resource.refused:
            yield NotImported(f"{title}: {resource.name or resource.mime}", resource.refused)
        elif resource.data:
            digest = hashlib.md5(resource.data, usedforsecurity=False).hexdigest()
            media[digest] = Attachment(media_name(digest, _file_name(resource)), partial(_opened, resource.data))
    shown: set[str] = set()

    def put(address: str, words: str) -> str:
        if address not in media:
            return ""
        shown.add(address)
        return shown_media(media[address].link, words)

    text = html_markdown(note.values.get("content", ""), put)[0]
    rest = [shown_media(each.link) for digest, each in media.items() if digest not in shown]
    when = iso_moment(note.values.get("created"), zone) or iso_moment(note.values.get("updated"), zone)
    text = "\n\n".join(filter(None, (text, *rest)))
    tags = tuple(filter(None, note.tags))
    yield ImportedEntry(key, when, zone_name(when, zone) if when else "", title, text, tags, "", tuple(media.values()))


def _file_name(resource: EnexResource) -> str:
    return resource.name or f"file{mimetypes.guess_extension(resource.mime) or ''}"


def _opened(data: bytes) -> BinaryIO:
    return io.BytesIO(data)
