"""All that speaks of a note's day -> the day that the most of it agrees with.

Each clue has the weight of its source; what names a day only in part, or could mean two days, counts half. A day is
as likely as the clues that can mean it weigh together, but only a clue that names a day in full can bring one up.
"""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from index.dates.front_matter_keys import CHANGED_KEYS, MADE_KEYS
from index.entries.entry import DayClue
from index.entries.evidence.day_month_order import in_order
from index.entries.mention import DateMention, ResolvedDay

HEADING, FRONT_MATTER = "heading", "front matter:"
SOURCE_WEIGHTS = (
    (HEADING, 9),  # written for just this entry
    ("file name", 5),  # chosen for the note, rarely copied with it
    (f"{FRONT_MATTER}title", 3),
    *((f"{FRONT_MATTER}{key}", 0.25) for key in (*MADE_KEYS, *CHANGED_KEYS)),  # of the file, not of what it is about
    (FRONT_MATTER, 2),  # templates and copies leave it stale
    ("byline", 1.5),  # as often the day of its last change
)
"""What a source's word is worth: the first that the source's name begins with."""
_LEAST = 0.25
HEADING_AGAINST_NAME = "heading and file name disagree"


@dataclass(frozen=True, slots=True)
class DayCandidate:
    """A clue to the day of a note, and the day that it tells by itself."""

    mention: DateMention
    day: ResolvedDay

    @property
    def source(self) -> str:
        return self.mention.source

    @property
    def weight(self) -> float:
        return next((weight for name, weight in SOURCE_WEIGHTS if self.source.startswith(name)), _LEAST)


def likeliest_candidate(candidates: Sequence[DayCandidate]) -> DayCandidate | None:
    """The one whose day has the most weight behind it, of equals the first; None where none names a day in full."""
    full = [c for c in candidates if c.day.date is not None]
    return max(full, key=lambda c: day_score(c.day.date, candidates), default=None)  # type: ignore[arg-type]


def day_score(day: date, candidates: Iterable[DayCandidate]) -> float:
    """What speaks for a day."""
    return sum(c.weight * (1 if c.day.date is not None else 0.5) for c in candidates if can_mean(c, day))


def can_mean(candidate: DayCandidate, day: date) -> bool:
    """Whether the clue may be of that day, read in one way or another."""
    known, written = candidate.day, candidate.mention.written
    if known.date is not None:
        slack = timedelta(days=1 if candidate.mention.utc else 0)
        return known.date - slack <= day <= (known.end or known.date) + slack
    if written is None or written.year not in (None, day.year):
        return False
    if written.names_day:
        return (day.month, day.day) in {in_order(written, "dmy"), in_order(written, "mdy")}
    return written.week is None and written.month in (None, day.month)


def with_heading(own: ResolvedDay, candidates: Sequence[DayCandidate], copied: Container[date] = ()) -> ResolvedDay:
    """The day of a note of one day: its heading's, if not all else agrees on another, or it is only off by its year.

    A heading of a day that its folder's notes `copied` from each other gives way to the file's name.
    """
    if own.date is None or own.end is not None or own.doubts:
        return own
    heading = DayCandidate(DateMention(None, HEADING), own)
    against = [c for c in candidates if c.day.date is not None and not can_mean(c, own.date)]
    best = max(against, key=lambda c: day_score(c.day.date, candidates), default=None)  # type: ignore[arg-type]
    if best is None or best.day.date is None or best.source != "file name":
        return own
    slip = (best.day.date.month, best.day.date.day) == (own.date.month, own.date.day)
    for_own = day_score(own.date, candidates) + heading.weight * (0.5 if slip else 1)
    doubt = f"{HEADING_AGAINST_NAME} ({own.date} and {best.day.date})"
    if own.date in copied or day_score(best.day.date, candidates) > for_own:
        return replace(best.day, doubts=(*best.day.doubts, doubt))
    return replace(own, doubts=(doubt,)) if best.day.end is None else own


def disagreement(choice: DayCandidate, candidates: Sequence[DayCandidate]) -> tuple[str, ...]:
    """A doubt where the file's name and its front matter name two days, or all others agree on another day."""
    day = choice.day.date
    others = [c for c in candidates if c is not choice and c.day.date is not None and c.weight > _LEAST]
    against = [c for c in others if day is not None and not can_mean(c, day) and not c.day.doubts]
    named = "file name" in (choice.source, *(c.source for c in against))
    other = next((c for c in against if c.source.startswith((FRONT_MATTER, "file name"))), None)
    if other is None or choice.day.end or not named or choice.source == "byline":
        return ()
    name, front = sorted((choice, other), key=lambda c: c.source != "file name")
    return (f"file name and front matter disagree ({name.day.date} and {front.day.date})",)


def day_clues(day: date | None, candidates: Iterable[DayCandidate]) -> tuple[DayClue, ...]:
    """What each candidate says, and whether it agrees with the day."""
    return tuple(
        DayClue(c.source, c.day.raw or (c.mention.written.raw if c.mention.written else ""), said(c.day), agrees)
        for c in candidates
        for agrees in (day is not None and can_mean(c, day),)
    )


def said(day: ResolvedDay) -> str:
    """A day, a span, or what is known of one: "2024-03-05", "2024-03-05..2024-03-07", "--03-05"."""
    if day.date is None:
        return day.partial or "; ".join(day.doubts)
    return day.date.isoformat() if day.end is None else f"{day.date}..{day.end}"
