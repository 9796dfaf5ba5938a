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
from rag.evidence.candidates import NoteReader, ScoredCandidates
from rag.evidence.citations import Statement
from rag.evidence.extract import MAX_STATEMENTS, choose
from rag.facts.day_math import counted, distance, length, runs
from rag.facts.shown import statement_showing
from rag.question.read import Question, read_question
from rag.retrieval.anchors import anchor_day
from rag.retrieval.retriever import Retriever
from rag.temporal.relative_times import relative_times, span_in_words

_LISTED = 31  # days named in a sentence
_STARTED = re.compile(r"\b(?:first|start\w*|beg[aiu]n\w*|erst\w*|angefangen|commencé|empe[cz]\w*|primer\w*)\b")
_CURRENT = re.compile(r"\b(?:current|now|still|aktuell\w*|actuel\w*|actual)\b")
_ENDS = re.compile(r"\b(?:between|from|zwischen|von|entre)\s(?P<both>.+)", re.IGNORECASE | re.DOTALL)
"""… between A and B"""
_JOINTS = re.compile(r"\s(?:and|to|until|till|und|bis|et|y)\s", re.IGNORECASE)


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
    """notes without a day that speak of it too"""

    @property
    def days(self) -> tuple[date, ...]:
        return tuple(day for day, _ in self.dated)


def day_fact(question: Question, retriever: Retriever, read: NoteReader) -> Fact | None:
    """The fact that the question asks for; None where it asks for none, or no dated day speaks of it."""
    if question.intent == "between":
        return _between(question, retriever, read)
    state = _STATES.get(question.intent)
    if state is None:
        return None
    found = _mentions(question, retriever)
    if not found.dated:
        return None
    text, shown = state(question, found)
    terms = () if question.days_only else question.subject
    passages = tuple(passage for _, passage in shown[-MAX_STATEMENTS:])
    told = [statement_showing(passage, terms, read) for passage in passages]
    return Fact(text, found.days, passages, tuple(one for one in told if one))


def _mentions(question: Question, retriever: Retriever) -> _Mentions:
    """The days with the question's words; all days of its window where it has none: "how many days did I write"."""
    if question.days_only:
        return _Mentions(tuple(retriever.longest(retriever.days(question.window))), 0)
    found = retriever.mentions(question)
    dated = tuple((key.date, passage) for key, passage in found if key.date)
    return _Mentions(dated, len({key.path for key, _ in found if not key.date}))


def when(weighed: ScoredCandidates) -> str:
    """The day that the best sentence tells of: of "yesterday" the day before. "" where it stands in an undated note."""
    best = choose(weighed)[0]
    written = best.passage.date
    if written is None:
        return ""
    for told in relative_times(best.sentence.text, written):
        meant = span_in_words(told, written)
        if told.relative and meant and not told.from_ <= written <= told.to:
            return f"Probably {meant} (“{told.words}”, written on {date_in_words(written)})."
        if not told.relative:
            return f"The note says “{told.words}”; it was written on {date_in_words(written)}."
    return f"Written on {date_in_words(written)}; the note names no other day."


_Shown = Sequence[tuple[date, StoredPassage]]


def _first(question: Question, found: _Mentions) -> tuple[str, _Shown]:
    return f"First on {date_in_words(found.days[0])}{_of('first', question, found)}", found.dated[:1]


def _last(question: Question, found: _Mentions) -> tuple[str, _Shown]:
    return f"Last on {date_in_words(found.days[-1])}{_of('last', question, found)}", found.dated[-1:]


def _ago(question: Question, found: _Mentions) -> tuple[str, _Shown]:
    which = "first" if _STARTED.search(question.text.casefold()) else "last"
    place = 0 if which == "first" else -1
    day = found.days[place]
    side = "ago" if day <= question.today else "ahead"
    text = f"{distance(day, question.today)} {side}, on {date_in_words(day)}{_of(which, question, found)}"
    return text[0].upper() + text[1:], [found.dated[place]]


def _ever(question: Question, found: _Mentions) -> tuple[str, _Shown]:
    first, last = date_in_words(found.days[0]), date_in_words(found.days[-1])
    span = f"on {first}" if len(found.days) == 1 else f"on {len(found.days)} days, from {first} to {last}"
    return f"Your notes speak of it {span}, with {_words(question)}{_also(found)}.", found.dated


def _listed(question: Question, found: _Mentions) -> tuple[str, _Shown]:
    listed = ", ".join(day.isoformat() for day in found.days[-_LISTED:])
    more = f" (the last {_LISTED})" if len(found.days) > _LISTED else ""
    count = counted(len(found.days), "day")
    return f"On {count} with {_words(question)}{more}: {listed}{_also(found)}.", found.dated


def _in_a_row(question: Question, found: _Mentions) -> tuple[str, _Shown]:
    fact = _streak(question, found.days)
    return fact.text, [(day, passage) for day, passage in found.dated if day in fact.days]


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
    found = runs(days)
    current = _CURRENT.search(question.text.casefold()) is not None
    run = found[-1] if current else max(found, key=length)
    name = "The last run" if current else "The longest run"
    ended = question.today.toordinal() - run[1].toordinal() > 1
    state = (" It is over." if ended else " It goes on.") if current else ""
    span = date_in_words(run[0]) if length(run) == 1 else f"{date_in_words(run[0])} to {date_in_words(run[1])}"
    text = f"{name} of days with {_words(question)}: {counted(length(run), 'day')}, {span}.{state}"
    return Fact(text, tuple(day for day in days if run[0] <= day <= run[1]), (), ())


def _between(question: Question, retriever: Retriever, read: NoteReader) -> Fact | None:
    """The days of both events, and how far they lie apart."""
    ends = _ENDS.search(question.text)
    if ends is None:
        return None
    both = ends["both"].rstrip(" \t\n?!.")
    for joint in _JOINTS.finditer(both):
        sides = [side.strip() for side in (both[: joint.start()], both[joint.end() :])]
        found = [_side(side, retriever, question.today) for side in sides]
        if all(found):
            break
    else:
        return None
    (start, begins), (end, ending) = (side for side in found if side)
    told = [
        statement_showing(p, read_question(s, question.today).subject, read)
        for s, p in zip(sides, (begins, ending), strict=True)
        if p
    ]
    text = (
        f"{distance(start, end)} between {date_in_words(start)} (“{sides[0]}”) and {date_in_words(end)} (“{sides[1]}”)."
    )
    shown = tuple(passage for passage in (begins, ending) if passage)
    return Fact(text, (start, end), shown, tuple(one for one in told if one))


def _side(text: str, retriever: Retriever, today: date) -> tuple[date, StoredPassage | None] | None:
    """The day of one end: a date that it names itself, or that of its event."""
    if not text:
        return None
    asked = read_question(text, today)
    if asked.days_only and asked.window and asked.window.from_ and asked.window.from_ == asked.window.to:
        return asked.window.from_, None
    return anchor_day(text, retriever, today)


def _of(which: str, question: Question, found: _Mentions) -> str:
    count = len(found.days)
    rest = f", the {which} of {counted(count, 'day')}" if count > 1 else ", the only day"
    return f"{rest} with {_words(question)}{_also(found)}."


def _words(question: Question) -> str:
    return f"“{' '.join(question.subject)}”" if not question.days_only else "notes"


def _also(found: _Mentions) -> str:
    if not found.undated:
        return ""
    return f"; {counted(found.undated, 'undated note')} {'speaks' if found.undated == 1 else 'speak'} of it too"
