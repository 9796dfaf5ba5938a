"""What one note says about one day: what `entries` (entries.py) makes of a note, and the catalog stores."""

from dataclasses import dataclass
from datetime import date as Date

NOTHING = "nothing names its day"


SIBLINGS = "folder's notes"
"""The source of what other notes of the folder tell."""


@dataclass(frozen=True, slots=True)
class DayClue:
    """One thing that speaks of an entry's day."""

    source: str
    """Where it stands: heading, file name, front matter:<key>, byline, folder's notes."""
    raw: str
    """Its words."""
    says: str
    """The day that they name, or what they leave open."""
    agrees: bool
    """Whether it may be of the entry's day."""


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
    clues: tuple[DayClue, ...] = ()
    """All that was weighed to find the day, the heading's own word first."""
