"""Values of the notes, summed, averaged or compared: "how many kilometres did I run in May", "when did I run furthest".

A value counts when a sentence says that the author did it and gives a number with a unit, or a line gives it by its
name ("mood:: 7"). Each day and value is listed; values whose units do not agree are not added.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Literal

from index.notes.note import Note
from index.store.rows import StoredPassage
from index.text.folding import fold_punctuation
from index.text.language_data import LANGUAGES, all_words, any_of, language_data
from rag.evidence.candidates import Candidate
from rag.evidence.extract import MAX_STATEMENTS, statement
from rag.evidence.note_sentences import NoteSentences
from rag.facts.deeds import Deed, asks_for_deed, read_deed, telling
from rag.facts.fact import Fact
from rag.facts.quantities import MONEY, Quantity, counted_things, named_value, quantities, units
from rag.facts.shown import line_statement
from rag.facts.spelt_numbers import in_digits
from rag.facts.told_values import (
    AskedValue,
    ValueOfDay,
    day_values,
    extremes,
    most_measured,
    told_extremes,
    told_together,
)
from rag.facts.word_forms import is_form_of
from rag.question.read import Question
from rag.retrieval.retriever import Retriever

_FEWEST = 2  # days with values
_CLAUSES = re.compile(r"[,;.](?=\s|$)|\band\b")
_LOG = 8  # words of a line that only gives a value: "Run: 5 km"
_FRAMING = all_words("values.framing")
_OF_KIND = {"lengths": "time", "distances": "distance", "costs": MONEY}
_HOW: dict[str, Literal["most", "least"]] = {"most": "most", "least": "least"}
_COMPARED, _COUNTED = ("ask", "count", "when", "which"), ("ask", "count")
_KINDS = {"averages": _COUNTED} | dict.fromkeys(_HOW, _COMPARED) | dict.fromkeys((*_OF_KIND, "sums"), _COUNTED)
"""The kinds of questions for values, with the intents that they may have."""
_WORD = re.compile(r"[^\W_]+")


def value_fact(question: Question, retriever: Retriever, notes: NoteSentences) -> Fact | None:
    """The sum, the average or the largest value that is asked for; None where none is, or no note gives a value."""
    asked = _read(question)
    if asked is None:
        return None
    if asked.is_extreme and question.window:  # of "the longest run in May" the month is when it was
        question = replace(question, window=replace(question.window, about=False))
    values = sorted(_values(question, asked, retriever, notes), key=lambda value: value.day)
    if asked.is_extreme and values:
        values = most_measured(values)
    bounded = _is_bounded(question) and not asked.is_extreme
    if not values or len({value.day for value in values}) < _FEWEST and not bounded:
        return None
    told = told_extremes(asked, values) if asked.is_extreme else told_together(asked, values)
    counts = extremes(asked, values) if asked.is_extreme else values
    shown = [value.shown for value in counts[-MAX_STATEMENTS:] if value.shown]
    passages = tuple(dict.fromkeys(value.passage for value in counts[-MAX_STATEMENTS:]))
    days = tuple(dict.fromkeys(value.day for value in counts))
    return Fact(told, days, passages, tuple(dict.fromkeys(shown)), day_values(asked, counts))


def _is_bounded(question: Question) -> bool:
    """Whether one day's value may be all that is asked for."""
    return question.window is not None and question.window.filters or asks_for_deed(question)


@cache
def _pattern(kind: str, language: str) -> re.Pattern[str] | None:
    key = f"values.{kind}"
    return re.compile(any_of(key, (language,))) if key in language_data(language).entries else None


def _read(question: Question) -> AskedValue | None:
    """What the question wants of values; None where it asks for none."""
    folded = " ".join(fold_punctuation(question.text).split())
    for kind, intents in _KINDS.items():
        for language in LANGUAGES if question.intent in intents else ():
            pattern = _pattern(kind, language)
            if pattern and (match := pattern.search(folded)):
                name = next((group for group in match.groups() if group), "")
                return _compared(question, kind, name, match) if kind in _HOW else _asked(question, kind, name)
    return None


def _compared(question: Question, kind: str, name: str, match: re.Match[str]) -> AskedValue | None:
    """Of what the largest or smallest is wanted: "the longest run", "the most hours"."""
    name = "" if name in _FRAMING else name or next((word for word in question.terms if word in units()), "")
    of_window = fold_punctuation(" ".join(question.window.words)) if question.window else ""
    left_out = {*_FRAMING, *units(), *_WORD.findall(match[0]), *_WORD.findall(of_window)}
    words = tuple(word for word in question.subject if word not in left_out and match[0] not in word)
    dimension = units().get(name, ("", 0.0))[0]
    return AskedValue(_HOW[kind], name, dimension, words or (name,)) if words or name else None


def _asked(question: Question, kind: str, name: str) -> AskedValue | None:
    """What is to be summed or averaged."""
    dimension = _OF_KIND.get(kind) or units().get(name, ("", 0.0))[0]
    left_out = _FRAMING | units().keys() | {name}
    words = tuple(word for word in question.subject if word not in left_out)
    words = words or tuple(word for word in question.terms if word not in left_out)  # how many pages did I read
    if kind == "averages":
        return AskedValue("average", name if dimension else "", dimension, words if dimension else (name, *words))
    windowed = question.window is not None and question.window.filters
    if question.intent == "count" or not dimension and not ((windowed or asks_for_deed(question)) and words):
        return None
    return AskedValue("sum", name, dimension, words or (name,))


def _values(question: Question, asked: AskedValue, retriever: Retriever, notes: NoteSentences) -> Iterable[ValueOfDay]:
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
    asked: AskedValue, day: date, passage: StoredPassage, note: Note | None, lines: Iterable[int]
) -> Iterable[ValueOfDay]:
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
        yield ValueOfDay(day, found, passage, line_statement(passage, note, number))


def _said(
    asked: AskedValue, deed: Deed, day: date, passage: StoredPassage, notes: NoteSentences
) -> Iterable[ValueOfDay]:
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
            yield ValueOfDay(day, found, passage, statement([Candidate(sentence, passage, 1.0)]))


def _is_log(deed: Deed, text: str) -> bool:
    """ "Run: 5 km", "run 5 km with Jo": a line that begins with what was done and is short."""
    words = re.findall(r"[^\W_]+", fold_punctuation(text))
    return 0 < len(words) <= _LOG and any(is_form_of(word, words[0], deed.language) for word in deed.words)


def _of_clause(asked: AskedValue, deed: Deed, text: str) -> list[Quantity]:
    """The values in the part of a sentence that names the deed, or else in all of it."""
    parts = [part for part in _CLAUSES.split(text) if part]
    own = [part for part in parts if any(is_form_of(w, p, deed.language) for w in deed.words for p in part.split())]
    for tried in (" ".join(own), text):
        spelt = in_digits(tried, deed.language)
        measured = asked.dimension or asked.is_extreme and not asked.unit
        found = quantities(spelt) if measured else counted_things(spelt, _forms(asked.unit))
        found = [one for one in found if not asked.dimension or asked.measures(one)]
        if found:
            return found
    return []


def _forms(name: str) -> frozenset[str]:
    return frozenset((name, name.removesuffix("s"), f"{name}s"))
