"""What the catalog holds, as readers get it: files, passages, counts; and the text that a passage is embedded by."""

import hashlib
from dataclasses import dataclass
from datetime import date as Day


@dataclass(frozen=True, slots=True)
class FileRow:
    """One note as the catalog knows it. Notes with equal signatures have the same text for the same days.

    `skipped` says why a note has no entries ("" when it has).
    """

    path: str
    size: int
    mtime_ns: int
    digest: str
    title: str = ""
    problems: tuple[str, ...] = ()
    signature: str = ""
    skipped: str = ""


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A passage with its id and its entry's day."""

    id: int
    path: str
    line_start: int
    line_end: int
    heading: str
    text: str
    date: Day | None
    date_end: Day | None
    date_source: str
    title: str
    entry_id: int
    digest: str = ""
    """Of its file's bytes as they were indexed: see `index.notes.note.content_digest`."""


@dataclass(frozen=True, slots=True)
class WaitingPassage:
    """A passage that has no vector yet."""

    id: int
    hash: bytes
    text: str
    """What the model reads, see `embedded_text`."""


@dataclass(frozen=True, slots=True)
class CollectionCounts:
    """How much is indexed; `files` are those with entries, `days` the distinct dates."""

    files: int
    entries: int
    undated: int
    days: int
    first_day: Day | None
    last_day: Day | None
    passages: int


@dataclass(frozen=True, slots=True)
class DaySize:
    """How much was written on a day, and the title of its first entry."""

    date: Day
    words: int
    title: str


def embedded_text(header: str, prose: str) -> str:
    """What the embedding model reads of a passage: the header, then the prose."""
    return f"{header}\n{prose}" if header else prose


def passage_hash(header: str, prose: str) -> bytes:
    """What the vector depends on, as 16 bytes: equal hashes need embedding once. Never an identity."""
    return hashlib.sha256(embedded_text(header, prose).encode("utf-8", "surrogatepass")).digest()[:16]
