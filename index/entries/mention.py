"""A date as it is mentioned in a note, and the day that it is resolved to: the types that reading entries works on."""

from dataclasses import dataclass
from datetime import date as Date

from index.dates.paths import is_stamp
from index.dates.written_date import WrittenDate


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date that stands in a note, with what stands beside and above it."""

    written: WrittenDate | None
    source: str = "heading"
    weekday: int | None = None
    counter: int | None = None
    counter_last: int | None = None
    european: bool = False
    asian: bool = False
    """Its weekday is written as in East Asia, where the month comes before the day."""
    year: int | None = None
    """From a heading above, a folder, the file's name or the user."""
    firm_year: bool = False
    """Whether `year` was given for this very date, not for the whole note."""
    utc: bool = False
    """Whether it is the day of a time in UTC, which for its author may be the day before or after."""


@dataclass(frozen=True, slots=True)
class ResolvedDay:
    """What is known of an entry's day."""

    date: Date | None = None
    end: Date | None = None
    source: str = "unknown"
    raw: str = ""
    doubts: tuple[str, ...] = ()
    partial: str | None = None

    @property
    def is_of_file(self) -> bool:
        """Whether a file is named for this one day; not by an app, for the moment at which it was begun."""
        return self.source == "file name" and self.date is not None and self.end is None and not is_stamp(self.raw)
