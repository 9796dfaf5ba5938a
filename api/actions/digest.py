"""A collection -> a digest of some days, this day in other years, themes: what every door does for them.

None of it needs the embedding model or the vectors.
"""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from api.dates import check_span, day_of_year
from index.errors import UsageError
from rag.answer.notices import left_out_in_words
from rag.digest.digest import Digest, digest
from rag.digest.on_this_day import OnThisDay, on_this_day
from rag.digest.periods import Step, first_day_of
from rag.digest.spans import meant_span
from rag.digest.themes import Themes, themes
from rag.evidence.note_sentences import NoteSentences

_MOST_PERIODS = 400

if TYPE_CHECKING:
    from api.parts.collection import Collection


def digest_of(
    collection: "Collection", from_: date | None, to: date | None, today: date, by: Step | None = None, topic: str = ""
) -> Digest:
    """That of a span of days, of the last week with notes where none is given. Raises UsageError."""
    check_span(from_, to)
    first, last = meant_span(collection.catalog, from_, to, today)
    _check_length(collection, first, last, by)
    made = digest(collection.catalog, NoteSentences(collection.read), first, last, by, topic)
    left_out = left_out_in_words(*collection.not_read(first, last))
    return replace(made, notice=" ".join(filter(None, (made.notice, left_out))))


def _check_length(collection: "Collection", first: date, last: date, by: Step | None) -> None:
    """Raises UsageError where days or weeks are asked for, and so many have notes that nobody would read them."""
    days = {size.date for size in collection.catalog.day_sizes() if first <= size.date <= last}
    count = len({first_day_of(day, by) for day in days}) if by else 0
    if count > _MOST_PERIODS:
        raise UsageError(f"a digest by {by} of these days would have {count:,} parts", "Use by month, or fewer days")


def asked_day(text: str, today: date) -> tuple[date, bool]:
    """The day meant, today where `text` is empty, and whether it has a year of its own. Raises UsageError."""
    if not text.strip():
        return today, True
    try:
        return day_of_year(text, today)
    except ValueError as error:
        raise UsageError(str(error), "Write it like 11-28, or with its year") from error


def recollections_of(collection: "Collection", day: date, also_before: bool = True) -> OnThisDay:
    """What was written on the day of the year that `day` is, and where asked for a week and a month before it."""
    return on_this_day(collection.catalog, NoteSentences(collection.read), day, also_before)


def themes_of(collection: "Collection", from_: date | None, to: date | None, today: date) -> Themes:
    """Those of a span of days, of the last 30 days with notes where none is given. Raises UsageError."""
    check_span(from_, to)
    return themes(collection.catalog, *meant_span(collection.catalog, from_, to, today, days=30))
