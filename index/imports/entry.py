"""What an app's export says of one entry, before it is a note."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePosixPath
from typing import BinaryIO

from index.notes.markup.suffixes import NOTE_SUFFIXES

MEDIA_FOLDER = "media"
_LONGEST_STEM = 40
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,8}")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A picture or another file of an entry."""

    name: str
    """Its file's name in the folder of media, made by `media_name`."""
    stream: Callable[[], BinaryIO]
    """Its bytes. Raises OSError, NotesError where they cannot be had."""

    @property
    def link(self) -> str:
        return f"{MEDIA_FOLDER}/{self.name}"


@dataclass(frozen=True, slots=True)
class ImportedEntry:
    """One entry, its text as Markdown."""

    key: str
    """What tells it from every other entry of the app, the same in the next export."""
    when: datetime | date | None
    """The time where its author was, or the day alone."""
    zone: str = ""
    """The time zone of `when`, as `Europe/Vienna` or `+01:00`; "" where the app does not say."""
    title: str = ""
    text: str = ""
    tags: tuple[str, ...] = ()
    place: str = ""
    media: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class NotImported:
    """What of an export became no note, and why."""

    name: str
    reason: str


def media_name(key: str, path: str) -> str:
    """The name that a file of an export gets, the same each time: safe in a link, and never that of a note.

    >>> media_name("a", "photos/My dog.JPG")
    'My-dog-81d29fa8.jpg'
    """
    file = PurePosixPath(path.replace("\\", "/"))
    suffix = file.suffix.lower() if _SUFFIX.fullmatch(file.suffix) else ""
    if suffix in NOTE_SUFFIXES:
        suffix += ".attached"
    stem = re.sub(r"[^\w-]+", "-", file.stem)[:_LONGEST_STEM].strip("-_") or "file"
    digest = hashlib.sha256(f"{key}\n{path}".encode("utf-8", "replace")).hexdigest()[:8]
    return f"{stem}-{digest}{suffix}"


def shown_media(link: str, name: str = "") -> str:
    """The Markdown that shows a picture, or links to another file."""
    words = re.sub(r"[\[\]\n\\]", " ", name).strip()
    pictures = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".heic", ".svg", ".bmp", ".tif", ".tiff")
    return f"![{words}]({link})" if link.endswith(pictures) else f"[{words or link.rpartition('/')[2]}]({link})"
