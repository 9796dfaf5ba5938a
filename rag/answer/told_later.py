"""What later notes tell of days that have none themselves: "yesterday we drove to the coast"."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from index.store.catalog import Catalog
from index.store.rows import StoredPassage
from rag.evidence.assertions import Sentence
from rag.evidence.candidates import Candidate
from rag.evidence.citations import Statement
from rag.evidence.extract import statement
from rag.evidence.note_sentences import NoteSentences
from rag.temporal.told.relative_times import RelativeTime, absolute_times, in_nearest_year, relative_times

_LONGEST = 3  # days that are looked for in the notes behind them
_LATER = timedelta(days=14)
_MOST = 4  # statements
_TOGETHER = 3  # sentences of one paragraph: what follows "yesterday" goes on about it


def told_later(
    first: date, last: date, catalog: Catalog, notes: NoteSentences
) -> list[tuple[StoredPassage, Statement]]:
    """The statements on the days from `first` to `last` in the notes of the two weeks behind; [] of too many days."""
    if (last - first).days >= _LONGEST or last > date.max - _LATER:
        return []
    found: list[tuple[StoredPassage, Statement]] = []
    for passage in catalog.passages_between(last + timedelta(days=1), last + _LATER):
        said = [sentence for sentence in notes.of(passage) if sentence.role == "assertion" and not sentence.state]
        for paragraph in _telling(said, passage.date, first, last):
            found.append((passage, statement([Candidate(one, passage, 1.0) for one in paragraph])))
    return found[:_MOST]


def _telling(said: Sequence[Sentence], written: date | None, first: date, last: date) -> Iterator[list[Sentence]]:
    """The sentences that name a day from `first` to `last`, each with those behind it that name no other."""
    named = [_days(sentence.text, written) if written else [] for sentence in said]
    for start, (sentence, days) in enumerate(zip(said, named, strict=True)):
        if not any(first <= day <= last for day in days):
            continue
        together = [sentence]
        for behind, others in zip(said[start + 1 :], named[start + 1 :], strict=True):
            if others or behind.block != sentence.block or behind.number != together[-1].number + 1:
                break
            together.append(behind)
        yield together[:_TOGETHER]


def _is_day(time: RelativeTime) -> bool:
    return time.from_ == time.to


def _days(text: str, written: date) -> list[date]:
    """The single days that a sentence names."""
    times = relative_times(text, written)
    days = [time.from_ if time.relative else in_nearest_year(time.from_, written) for time in times if _is_day(time)]
    days += [time.from_ for time in absolute_times(text, written) if _is_day(time)]
    return days
