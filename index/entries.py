"""Note -> entries."""

import datetime as dt
from dataclasses import dataclass

from index.notes import Note


@dataclass(frozen=True, slots=True)
class Entry:
    """What one note says about one day. Lines count from 1, both ends included."""

    path: str
    line_start: int
    line_end: int
    title: str
    """The heading that opens it, or the note's title."""
    date: dt.date | None
    date_end: dt.date | None
    """The last day of a range (a week, a month); None for a single day."""
    date_source: str
    """heading, file name, front matter:<key>, byline, parent heading, neighbours, mtime or unknown."""
    raw: str
    """The words that the day was read from."""
    doubts: tuple[str, ...] = ()
    """Why the day may be wrong, or is unknown."""
    partial: str | None = None
    """What is known of an unknown day: "--02-22" without its year, "2024-03" without its day."""


def entries(note: "Note") -> list[Entry]:
    """Temporary."""

    m = __import__("re").match(r"(?:.*/)?(\d{4}-\d\d-\d\d)", note.path)
    day = dt.date.fromisoformat(m[1]) if m else None
    return [
        Entry(
            note.path,
            note.body_start,
            max(len(note.lines), note.body_start),
            "",
            day,
            None,
            "file name" if m else "unknown",
            m[1] if m else "",
        )
    ]
