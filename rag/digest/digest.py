"""Some days -> a digest of them: what each day, week or month was about, in one to three lines of the notes."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from index.store.catalog import Catalog
from index.store.rows import StoredPassage
from rag.digest.lines import DigestLine, chosen, lines
from rag.digest.periods import Step, first_day_of, fitting_step, last_day_of, periods
from rag.digest.spans import no_notes_between
from rag.digest.topic import Topic, topic_of
from rag.digest.yardsticks import yardstick_of
from rag.evidence.citations import Statement
from rag.evidence.note_sentences import NoteSentences
from rag.temporal.span import SPAN_FIELDS

LINES_A_PERIOD = 3
_COMPARED = 100  # lines said before that a new one may repeat
_READ, _FEWEST_READ = 100, 5  # notes that are read for a digest, and for one of its periods


@dataclass(frozen=True, slots=True)
class DigestPeriod:
    """A day, week or month with notes."""

    __pydantic_config__ = SPAN_FIELDS

    from_: date
    """Its first day."""
    to: date
    """Its last day."""
    days: int
    """How many of its days have notes."""
    lines: tuple[Statement, ...]
    """What it was about, in the order of its days; empty where its notes say only what others do too."""


@dataclass(frozen=True, slots=True)
class Digest:
    """What some days were about."""

    __pydantic_config__ = SPAN_FIELDS

    from_: date
    """The first day."""
    to: date
    """The last day."""
    by: Step
    """Whether it goes by day, week or month."""
    topic: str
    """What alone is told of; empty for all."""
    days: int
    """How many of the days have notes."""
    periods: tuple[DigestPeriod, ...]
    """The days, weeks or months with notes, oldest first."""
    notice: str = ""
    """What the reader should know of how it came about."""


def digest(
    catalog: Catalog,
    notes: NoteSentences,
    from_: date,
    to: date,
    by: Step | None = None,
    about: str = "",
    passages: Sequence[StoredPassage] | None = None,
    most: int = LINES_A_PERIOD,
) -> Digest:
    """That of the days from `from_` to `to`, both included; by what fits their number where `by` names nothing.

    `about` a topic where one is given: days without its words are left out. Of these `passages`, where they are chosen
    already, and with `most` lines a period.
    """
    step = by or fitting_step(from_, to)
    topic = topic_of(about, catalog)
    passages = catalog.passages_between(from_, to) if passages is None else passages
    on_topic = topic.in_passages(passages) if topic else passages
    told = tuple(_told(catalog, notes, on_topic, list(_spans(passages, from_, to, step)), topic, most))
    notice = "" if told else no_notes_between(catalog, from_, to)
    if passages and not told:
        notice = f"No note from {from_} to {to} has the words “{about}”."
    return Digest(from_, to, step, topic.text if topic else "", sum(p.days for p in told), told, notice)


def _spans(passages: Sequence[StoredPassage], from_: date, to: date, step: Step) -> Iterator[tuple[date, date]]:
    """The periods from the first passage's to the last one's: those before and after need not be gone through."""
    days = [max(passage.date, from_) for passage in passages if passage.date]
    if days:
        yield from periods(max(from_, first_day_of(min(days), step)), min(to, last_day_of(max(days), step)), step)


def _told(
    catalog: Catalog,
    notes: NoteSentences,
    passages: Sequence[StoredPassage],
    spans: Sequence[tuple[date, date]],
    topic: Topic | None,
    most: int,
) -> Iterator[DigestPeriod]:
    """The periods that have notes; a line is said once in all of them."""
    said: list[DigestLine] = []
    most_notes = max(_FEWEST_READ, _READ // max(len(spans), 1))
    starts = [first for first, _ in spans]
    of_periods: dict[int, list[StoredPassage]] = {}
    for passage in passages:
        if passage.date is not None:  # one of several days is of the period in which they begin
            of_periods.setdefault(max(bisect_right(starts, passage.date) - 1, 0), []).append(passage)
    for number, inside in sorted(of_periods.items()):
        ranked = lines(inside, notes, yardstick_of(catalog, inside), most_notes, topic)
        picked = chosen(ranked, most, said[-_COMPARED:])
        said += picked
        days = {passage.date for passage in inside}
        yield DigestPeriod(*spans[number], len(days), _once([line.said() for line in picked]))


def _once(said: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements without those that another begins with, to be read on its own."""
    return tuple(one for one in said if not any(one is not other and _is_part(one, other) for other in said))


def _is_part(one: Statement, other: Statement) -> bool:
    same = one.citations[0].path == other.citations[0].path
    return same and len(one.text) < len(other.text) and other.text.startswith(one.text)
