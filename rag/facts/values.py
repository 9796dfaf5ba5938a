"""Values of the notes, summed or averaged: "how many kilometres did I run in May", "average mood in March".

A value counts when a sentence says that the author did it and gives a number with a unit, or a line gives it by its
name ("mood:: 7"). Each day and value is listed; values whose units do not agree are not added.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Literal

from index.notes.note import Note
from index.store.rows import StoredPassage
from index.text.folding import fold_punctuation
from index.text.language_data import LANGUAGES, all_words, any_of, language_data
from rag.evidence.candidates import Candidate
from rag.evidence.citations import Statement
from rag.evidence.extract import MAX_STATEMENTS, statement
from rag.evidence.note_sentences import NoteSentences
from rag.facts.deeds import Deed, asks_for_deed, read_deed, telling
from rag.facts.fact import DayValue, Fact
from rag.facts.lengths import counted
from rag.facts.quantities import CURRENCIES, MONEY, Quantity, counted_things, named_value, quantities, units
from rag.facts.shown import line_statement
from rag.facts.spelt_numbers import in_digits
from rag.facts.word_forms import is_form_of
from rag.question.read import Question
from rag.retrieval.retriever import Retriever

_LISTED = 31
_FEWEST = 2  # days with values
_CLAUSES = re.compile(r"[,;.](?=\s|$)|\band\b")
_LOG = 8  # words of a line that only gives a value: "Run: 5 km"
_BY_WEEK, _BY_MONTH = 14, 70  # days from the first value to the last, from which on it is told by week, by month
_FRAMING = all_words("values.framing")
_OF_KIND = {"lengths": "time", "distances": "distance", "costs": MONEY}


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is to be summed or averaged."""

    how: Literal["sum", "average"]
    unit: str
    """The unit's or the thing's name, "" where a value is asked for by its own name."""
    dimension: str
    words: tuple[str, ...]
    """What the values are of."""

    def measures(self, quantity: Quantity) -> bool:
        """Whether the value is of what is asked for: of money, in any currency."""
        return quantity.dimension in (CURRENCIES if self.dimension == MONEY else (self.dimension,))


@dataclass(frozen=True, slots=True)
class _Value:
    """A value of a day, and what shows it."""

    day: date
    quantity: Quantity
    passage: StoredPassage
    shown: Statement | None


def value_fact(question: Question, retriever: Retriever, notes: NoteSentences) -> Fact | None:
    """The sum or average that is asked for; None where none is, or no note gives a value."""
    asked = _read(question)
    if asked is None:
        return None
    values = sorted(_values(question, asked, retriever, notes), key=lambda value: value.day)
    if not values or len({value.day for value in values}) < _FEWEST and not _is_bounded(question):
        return None
    text = _told(asked, values, question)
    shown = [value.shown for value in values[-MAX_STATEMENTS:] if value.shown]
    passages = tuple(dict.fromkeys(value.passage for value in values[-MAX_STATEMENTS:]))
    days = tuple(dict.fromkeys(value.day for value in values))
    return Fact(text, days, passages, tuple(dict.fromkeys(shown)), _day_values(asked, values))


def _is_bounded(question: Question) -> bool:
    """Whether one day's value may be all that is asked for."""
    return question.window is not None and question.window.filters or asks_for_deed(question)


def _day_values(asked: _Asked, values: Sequence[_Value]) -> tuple[DayValue, ...]:
    """The values in their common unit; none where they have none."""
    if len({value.quantity.dimension for value in values}) > 1:
        return ()
    unit, factor = _common(asked, values)
    return tuple(DayValue(value.day, round(value.quantity.base / factor, 4), unit) for value in values)


@cache
def _pattern(kind: str, language: str) -> re.Pattern[str] | None:
    key = f"values.{kind}"
    return re.compile(any_of(key, (language,))) if key in language_data(language).entries else None


def _read(question: Question) -> _Asked | None:
    """What the question wants of values; None where it asks for none."""
    folded = " ".join(fold_punctuation(question.text).split())
    if question.intent not in ("ask", "count"):
        return None
    for kind in ("averages", "costs", "sums", "lengths", "distances"):
        for language in LANGUAGES:
            pattern = _pattern(kind, language)
            if pattern and (match := pattern.search(folded)):
                return _asked(question, kind, next((group for group in match.groups() if group), ""))
    return None


def _asked(question: Question, kind: str, name: str) -> _Asked | None:
    dimension = _OF_KIND.get(kind) or units().get(name, ("", 0.0))[0]
    left_out = _FRAMING | units().keys() | {name}
    words = tuple(word for word in question.subject if word not in left_out)
    words = words or tuple(word for word in question.terms if word not in left_out)  # how many pages did I read
    if kind == "averages":
        return _Asked("average", name if dimension else "", dimension, words if dimension else (name, *words))
    windowed = question.window is not None and question.window.filters
    if question.intent == "count" or not dimension and not ((windowed or asks_for_deed(question)) and words):
        return None
    return _Asked("sum", name, dimension, words or (name,))


def _values(question: Question, asked: _Asked, retriever: Retriever, notes: NoteSentences) -> Iterable[_Value]:
    deed = read_deed(question)
    deed = replace(deed, words=asked.words, verb=deed.verb if deed.verb in asked.words else "")
    wanted = replace(question, terms=asked.words)
    for day, passage in retriever.heads(question.window):
        note = notes.head_of(passage)
        yield from _named(asked, day, passage, note, range(1, note.body_start)) if note else ()
    for key, passages in retriever.mentioning(wanted):
        if key.date is None:
            continue
        seen = set[tuple[str, int]]()
        for passage in passages:
            lines = range(passage.line_start, passage.line_end + 1)
            named = _named(asked, key.date, passage, notes.note_of(passage), lines)
            for value in (*named, *_said(asked, deed, key.date, passage, notes)):
                place = value.passage.path, value.shown.citations[0].line_start if value.shown else 0
                if place not in seen:
                    yield value
            seen |= {(passage.path, line) for line in range(passage.line_start, passage.line_end + 1)}


def _named(
    asked: _Asked, day: date, passage: StoredPassage, note: Note | None, lines: Iterable[int]
) -> Iterable[_Value]:
    """ "mood:: 7" on one of the lines of the passage's note."""
    names = [*asked.words, asked.unit] if asked.unit else list(asked.words)
    if note is None:
        return
    for number in lines:
        line = fold_punctuation(note.fixed[number - 1])
        found = next(filter(None, (named_value(line, name) for name in names)), None)
        if found is None:
            continue
        if asked.dimension and found.dimension and not asked.measures(found):
            continue
        if asked.dimension and asked.dimension != MONEY and not found.dimension:
            dimension, factor = units().get(asked.unit, (asked.dimension, 1.0))
            found = replace(found, dimension=dimension, factor=factor, unit=asked.unit)
        yield _Value(day, found, passage, line_statement(passage, note, number))


def _said(asked: _Asked, deed: Deed, day: date, passage: StoredPassage, notes: NoteSentences) -> Iterable[_Value]:
    """Numbers with the unit asked for, of a sentence that says that the author did it."""
    if asked.how == "average" and not asked.dimension:
        return
    above = f"{passage.title} {passage.heading}"
    for sentence in notes.of(passage):
        kind = telling(deed, sentence, above)
        log = kind == "mentioned" and not sentence.state and _is_log(deed, sentence.text)
        if kind != "did" and not log or any(named_value(fold_punctuation(sentence.text), w) for w in asked.words):
            continue
        for found in _of_clause(asked, deed, fold_punctuation(sentence.text)):
            yield _Value(day, found, passage, statement([Candidate(sentence, passage, 1.0)]))


def _is_log(deed: Deed, text: str) -> bool:
    """ "Run: 5 km", "run 5 km with Jo": a line that begins with what was done and is short."""
    words = re.findall(r"[^\W_]+", fold_punctuation(text))
    return 0 < len(words) <= _LOG and any(is_form_of(word, words[0], deed.language) for word in deed.words)


def _of_clause(asked: _Asked, deed: Deed, text: str) -> list[Quantity]:
    """The values in the part of a sentence that names the deed, or else in all of it."""
    parts = [part for part in _CLAUSES.split(text) if part]
    own = [part for part in parts if any(is_form_of(w, p, deed.language) for w in deed.words for p in part.split())]
    for tried in (" ".join(own), text):
        spelt = in_digits(tried, deed.language)
        found = quantities(spelt) if asked.dimension else counted_things(spelt, _forms(asked.unit))
        found = [one for one in found if not asked.dimension or asked.measures(one)]
        if found:
            return found
    return []


def _forms(name: str) -> frozenset[str]:
    return frozenset((name, name.removesuffix("s"), f"{name}s"))


def _told(asked: _Asked, values: Sequence[_Value], question: Question) -> str:
    """The sum or average with each day and value, or why there is none."""
    listed = ", ".join(f"{v.day} {_shown(v.quantity.value, v.quantity.unit)}" for v in values[-_LISTED:])
    more = f" (the last {_LISTED})" if len(values) > _LISTED else ""
    if len({value.quantity.dimension for value in values}) > 1:
        return f"These values have units that cannot be brought together{more}: {listed}."
    unit, factor = _common(asked, values)
    numbers = [value.quantity.base / factor for value in values]
    days = counted(len({value.day for value in values}), "day")
    what = " ".join(asked.words)
    if asked.how == "average":
        mean = sum(numbers) / len(numbers)
        spread = f"from {_shown(min(numbers), unit)} to {_shown(max(numbers), unit)}"
        head = f"{_shown(mean, unit)} on average for “{what}”, {spread}, {counted(len(numbers), 'value')} on {days}"
    else:
        head = f"{_shown(sum(numbers), unit)} in all with “{what}”, on {days}"
    return f"{head}{more}: {listed}.{_by_period(asked, values, numbers, unit)}"


def _common(asked: _Asked, values: Sequence[_Value]) -> tuple[str, float]:
    """The unit to tell the result in: the one that all have, else the one asked for, else the most used."""
    written = [value.quantity for value in values]
    if not asked.dimension and asked.unit:
        return asked.unit, 1.0  # of things, in the question's own number
    if len({quantity.factor for quantity in written}) == 1:
        return written[0].unit, written[0].factor
    if asked.unit in units():
        return asked.unit, units()[asked.unit][1]
    largest = max(written, key=lambda quantity: quantity.factor)
    return largest.unit, largest.factor


def _by_period(asked: _Asked, values: Sequence[_Value], numbers: Sequence[float], unit: str) -> str:
    """ " By week: W18 12 km, W19 7 km."""
    span = (values[-1].day - values[0].day).days
    if span < _BY_WEEK:
        return ""
    by_month = span >= _BY_MONTH
    groups: dict[str, list[float]] = {}
    for value, amount in zip(values, numbers, strict=True):
        week = value.day.isocalendar()
        groups.setdefault(f"{value.day:%Y-%m}" if by_month else f"{week.year}-W{week.week:02d}", []).append(amount)
    told = (
        f"{name} {_shown(sum(its) / (len(its) if asked.how == 'average' else 1), unit)}" for name, its in groups.items()
    )
    return f" By {'month' if by_month else 'week'}: {', '.join(told)}."


def _shown(value: float, unit: str) -> str:
    return f"{round(value, 2):g} {unit}".rstrip() if abs(value) < 1e6 else f"{value:,.0f} {unit}".rstrip()
