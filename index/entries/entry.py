"""What one note says about one day: what `entries` (entries.py) makes of a note, and the catalog keeps."""

from dataclasses import dataclass
from datetime import date as Date

NOTHING = "nothing names its day"


@dataclass(frozen=True, slots=True)
class Entry:
    """What one note says about one day. Lines count from 1, both ends included."""

    path: str
    line_start: int
    line_end: int
    title: str
    """The heading that opens it, or the note's title."""
    date: Date | None
    date_end: Date | None
    """The last day of a range (a week, several days); null for a single day."""
    date_source: str
    """heading, file name, front matter:<key>, byline, parent heading, neighbours, day count, mtime or unknown."""
    raw: str
    """The words that the day was read from."""
    doubts: tuple[str, ...] = ()
    """Why the day may be wrong, or is unknown."""
    partial: str | None = None
    """What is known of an unknown day: "--02-22" without its year, "2024-03" without its day."""
