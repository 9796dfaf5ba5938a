"""Facts about days, computed and never guessed: the first, the last, how many, which, how long between, in a row.

The rule: a day counts when a passage of it, its headings included, holds most of the question's words by weight
(`Retriever.mentions`). The answer names the words, so that the reader sees what was counted.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from index.store.rows import StoredPassage
from index.text.day_in_words import date_in_words
from index.text.language_data import any_of
from rag.evidence.citations import Statement
from rag.evidence.extract import MAX_STATEMENTS, best_candidate
from rag.evidence.judgement import Judged
from rag.evidence.note_sentences import NoteSentences
from rag.facts.shown import statement_showing
from rag.question.read import Question, read_question
from rag.retrieval.anchors import anchor_day
from rag.retrieval.retriever import Retriever
from rag.temporal.relative_times import absolute_times, relative_times, span_in_words

_LISTED = 31  # days named in a sentence
_STARTED = re.compile(rf"\b{any_of('answers.started')}\b")
_CURRENT = re.compile(rf"\b{any_of('answers.current')}\b")
_ENDS = re.compile(rf"\b{any_of('answers.span_starts')}\s(?P<both>.+)", re.IGNORECASE | re.DOTALL)
"""… between A and B"""
_JOINTS = re.compile(rf"\s{any_of('answers.span_joints')}\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fact:
    """A sentence that states the fact, and the passages and statements, one a day, that show it."""

    text: str
    days: tuple[date, ...]
    passages: tuple[StoredPassage, ...]
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class _Mentions:
    """The days that count, each with the passage that shows it."""

    dated: tuple[tuple[date, StoredPassage], ...]
    undated: int
    """notes without a day that mention it too"""

    @property
    def days(self) -> tuple[date, ...]:
        return tuple(day for day, _ in self.dated)


def day_fact(question: Question, retriever: Retriever, notes: NoteSentences) -> Fact | None:
    """The fact that the question asks for; None where it asks for none, or no dated day mentions its subject."""
    if question.intent == "between":
        return _between(question, retriever, notes)
    state = _STATES.get(question.intent)
    if state is None:
        return None
    mentions = _mentions(question, retriever)
    if not mentions.dated:
        return None
    text, shown = state(question, mentions)
    terms = () if question.days_only else question.subject
    passages = tuple(passage for _, passage in shown[-MAX_STATEMENTS:])
    statements = [statement_showing(passage, terms, notes) for passage in passages]
    return Fact(text, mentions.days, passages, tuple(filter(None, statements)))


def _mentions(question: Question, retriever: Retriever) -> _Mentions:
    """The days with the question's words; all days of its window where it has none: "how many days did I write"."""
    if question.days_only:
        return _Mentions(tuple(retriever.longest(retriever.days(question.window))), 0)
    rows = retriever.mentions(question)
    dated = tuple((key.date, passage) for key, passage in rows if key.date)
    return _Mentions(dated, len({key.path for key, _ in rows if not key.date}))


def when(judged: Judged) -> str:
    """The day that the best sentence names, of "yesterday" the day before; else the day of writing.

    "" where it stands in an undated note.
    """
    best = best_candidate(judged)
    written = best.passage.date
    if written is None:
        return ""
    for time in absolute_times(best.sentence.text, written):
        if time.from_ == time.to != written:
            return f"On {date_in_words(time.from_)} (“{time.words}”), written on {date_in_words(written)}."
        if not time.from_ <= written <= time.to:
            return f"The note says “{time.words}”; it was written on {date_in_words(written)}."
    for time in relative_times(best.sentence.text, written):
        meant = span_in_words(time, written)
        if time.relative and meant and not time.from_ <= written <= time.to:
            return f"Probably {meant} (“{time.words}”, written on {date_in_words(written)})."
        if not time.relative:
            return f"The note says “{time.words}”; it was written on {date_in_words(written)}."
    return f"Written on {date_in_words(written)}; the note names no other day."


_Shown = Sequence[tuple[date, StoredPassage]]


def _first(question: Question, mentions: _Mentions) -> tuple[str, _Shown]:
    return f"First on {date_in_words(mentions.days[0])}{_of('first', question, mentions)}", mentions.dated[:1]


def _last(question: Question, mentions: _Mentions) -> tuple[str, _Shown]:
    return f"Last on {date_in_words(mentions.days[-1])}{_of('last', question, mentions)}", mentions.dated[-1:]


def _ago(question: Question, mentions: _Mentions) -> tuple[str, _Shown]:
    which = "first" if _STARTED.search(question.text.casefold()) else "last"
    place = 0 if which == "first" else -1
    day = mentions.days[place]
    side = "ago" if day <= question.today else "ahead"
    text = f"{distance(day, question.today)} {side}, on {date_in_words(day)}{_of(which, question, mentions)}"
    return text[0].upper() + text[1:], [mentions.dated[place]]


def _ever(question: Question, mentions: _Mentions) -> tuple[str, _Shown]:
    first, last = date_in_words(mentions.days[0]), date_in_words(mentions.days[-1])
    span = f"on {first}" if len(mentions.days) == 1 else f"on {len(mentions.days)} days, from {first} to {last}"
    return f"Your notes mention it {span}, with {_words(question)}{_also(mentions)}.", mentions.dated


def _listed(question: Question, mentions: _Mentions) -> tuple[str, _Shown]:
    listed = ", ".join(day.isoformat() for day in mentions.days[-_LISTED:])
    more = f" (the last {_LISTED})" if len(mentions.days) > _LISTED else ""
    count = counted(len(mentions.days), "day")
    return f"On {count} with {_words(question)}{more}: {listed}{_also(mentions)}.", mentions.dated


def _in_a_row(question: Question, mentions: _Mentions) -> tuple[str, _Shown]:
    fact = _streak(question, mentions.days)
    return fact.text, [(day, passage) for day, passage in mentions.dated if day in fact.days]


_STATES: dict[str, Callable[[Question, _Mentions], tuple[str, _Shown]]] = {
    "first": _first,
    "last": _last,
    "count": _listed,
    "which": _listed,
    "ago": _ago,
    "ever": _ever,
    "streak": _in_a_row,
}


def _streak(question: Question, days: Sequence[date]) -> Fact:
    """The longest run of days, or the last one where the current is asked for."""
    spans = runs(days)
    current = _CURRENT.search(question.text.casefold()) is not None
    run = spans[-1] if current else max(spans, key=length)
    name = "The last run" if current else "The longest run"
    ended = question.today.toordinal() - run[1].toordinal() > 1
    state = (" It is over." if ended else " It is still going.") if current else ""
    span = date_in_words(run[0]) if length(run) == 1 else f"{date_in_words(run[0])} to {date_in_words(run[1])}"
    text = f"{name} of days with {_words(question)}: {counted(length(run), 'day')}, {span}.{state}"
    return Fact(text, tuple(day for day in days if run[0] <= day <= run[1]), (), ())


def _between(question: Question, retriever: Retriever, notes: NoteSentences) -> Fact | None:
    """The days of both events, and how far they lie apart."""
    ends = _ENDS.search(question.text)
    if ends is None:
        return None
    named = ends["both"].rstrip(" \t\n?!.")
    for joint in _JOINTS.finditer(named):
        sides = [side.strip() for side in (named[: joint.start()], named[joint.end() :])]
        events = [_event_day(side, retriever, question.today) for side in sides]
        if all(events):
            break
    else:
        return None
    (start, begins), (end, ending) = (event for event in events if event)
    statements = [
        statement_showing(passage, read_question(side, question.today).subject, notes)
        for side, passage in zip(sides, (begins, ending), strict=True)
        if passage
    ]
    text = (
        f"{distance(start, end)} between {date_in_words(start)} (“{sides[0]}”) and {date_in_words(end)} (“{sides[1]}”)."
    )
    shown = tuple(passage for passage in (begins, ending) if passage)
    return Fact(text, (start, end), shown, tuple(filter(None, statements)))


def _event_day(text: str, retriever: Retriever, today: date) -> tuple[date, StoredPassage | None] | None:
    """The day of one end: a date that it names itself, or that of its event."""
    if not text:
        return None
    side = read_question(text, today)
    if side.days_only and side.window and side.window.from_ and side.window.from_ == side.window.to:
        return side.window.from_, None
    return anchor_day(text, retriever, today)


def _of(which: str, question: Question, mentions: _Mentions) -> str:
    count = len(mentions.days)
    rest = f", the {which} of {counted(count, 'day')}" if count > 1 else ", the only day"
    return f"{rest} with {_words(question)}{_also(mentions)}."


def _words(question: Question) -> str:
    return f"“{' '.join(question.subject)}”" if not question.days_only else "notes"


def _also(mentions: _Mentions) -> str:
    if not mentions.undated:
        return ""
    return f"; {counted(mentions.undated, 'undated note')} {'mentions' if mentions.undated == 1 else 'mention'} it too"


def runs(days: Sequence[date]) -> list[tuple[date, date]]:
    """The first and last day of every run without a gap, in order; `days` ascend, each once."""
    spans: list[tuple[date, date]] = []
    for day in days:
        if spans and day.toordinal() == spans[-1][1].toordinal() + 1:
            spans[-1] = spans[-1][0], day
        else:
            spans.append((day, day))
    return spans


def length(run: tuple[date, date]) -> int:
    """Days in a run, both ends included."""
    return run[1].toordinal() - run[0].toordinal() + 1


def distance(start: date, end: date) -> str:
    """How long it is from one to the other: "45 days (6 weeks and 3 days)"."""
    days = abs((end - start).days)
    in_days = counted(days, "day")
    if days < 14:
        return in_days
    if days < 60:
        weeks, rest = divmod(days, 7)
        return f"{in_days} ({' and '.join(counted(n, unit) for n, unit in ((weeks, 'week'), (rest, 'day')) if n)})"
    first, last = sorted((start, end))
    months = 12 * (last.year - first.year) + last.month - first.month - (last.day < first.day)
    years, rest = divmod(months, 12)
    return f"{in_days} ({' and '.join(counted(n, unit) for n, unit in ((years, 'year'), (rest, 'month')) if n)})"


def counted(count: int, unit: str) -> str:
    """ "1 day", "2 days"."""
    return f"{count:,} {unit}" if count == 1 else f"{count:,} {unit}s"
