"""When something happened: the day that a sentence names first, the day that it was written second."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from index.text.day_in_words import date_in_words
from index.text.folding import fold_punctuation
from rag.evidence.candidates import Candidate
from rag.evidence.citations import Statement
from rag.evidence.doers import is_by_another, speaker
from rag.evidence.extract import best_candidate, statement
from rag.evidence.judgement import Judged
from rag.evidence.sentence_features import names_length
from rag.facts.deed_patterns import is_not_so
from rag.facts.deeds import read_deed, telling
from rag.question.read import Question
from rag.temporal.event_time import is_future
from rag.temporal.told.relative_times import (
    absolute_times,
    in_nearest_year,
    named_times,
    relative_times,
    span_in_words,
)

_STATES, _DENIES, _PLANS = 1.5, 0.6, 0.8
"""What a sentence's probability is multiplied by: one that says it happened wins over one that mentions it."""
_ANNOUNCED = 0.75  # of a day behind that of writing: it may have come otherwise
_UNREAL = 0.3  # of a dream, a bet, a wish: no event
_NAMES_DAY = 1.15
_TO_COME = 0.5  # of a day after the one of asking: it has not happened
_LIKELY = 0.4  # of the best probability: others are not raised above it
_MOST = 0.999
_WEEK = timedelta(weeks=1)
_UNDATED = 0.6  # of a note without a day, which cannot say when
WHEN_INTENTS = ("when", "first", "last")
"""Of questions that ask for one day."""
_SPEAKING = 3  # sentences of a day that speak for it
_SURE_OF_DAY, _OTHER_DAY = 0.6, 0.15
"""Below the first another day is shown too, if its sentence is as likely as this share of the best."""


def preferring_stated(judged: Judged, question: Question) -> Judged:
    """The sentences that say that it happened before those that only mention it."""
    deed = read_deed(question)
    probability = judged.probability.copy()
    least = _LIKELY * float(probability.max(initial=0.0))
    for i in np.flatnonzero(probability >= least).tolist():
        candidate = judged.scored.candidates[i]
        sentence = candidate.sentence
        own = replace(deed, names=()) if speaker(sentence.paragraph).casefold() in deed.names else deed
        kind = telling(own, sentence, f"{candidate.passage.title} {candidate.passage.heading}")
        if is_by_another(sentence, question.names):
            kind = "mentioned"
        if is_not_so(sentence.text):
            probability[i] *= _UNREAL
            continue
        factor = {"did": _STATES, "denied": _DENIES}.get(kind, _PLANS if sentence.state else 1.0)
        written = candidate.passage.date
        if written and _is_announced(sentence.text, written):
            factor *= _ANNOUNCED
        if kind == "did" and written and (named_times(sentence.text, written) or names_length(sentence.text)):
            factor *= _NAMES_DAY
        if written and written > question.today and not is_future(fold_punctuation(question.text)):
            factor *= _TO_COME
        probability[i] = min(probability[i] * factor, _MOST)
    # Without the judge's logits: what it doubts would be no answer, though a sentence names the day.
    return Judged(judged.scored, probability, writing=judged.writing)


def _is_announced(text: str, written: date) -> bool:
    """Whether it names a day that was still to come."""
    named = [time.from_ for time in absolute_times(text, written)]
    for time in relative_times(text, written):
        named.append(time.from_ if time.relative else in_nearest_year(time.from_, written))
    return any(day > written for day in named)


def by_days(judged: Judged) -> Judged:
    """The sentences of the day that the most sentences speak for before others that are as likely alone."""
    days = _days(judged)
    evidence = {day: 1 - float(np.prod([1 - judged.probability[i] for i in best])) for day, best in days.items()}
    most = max(evidence.values(), default=0.0)
    if not most:
        return judged
    days_of = [one.passage.date for one in judged.scored.candidates]
    factors = [evidence[day] / most if day else _UNDATED for day in days_of]
    return replace(judged, probability=judged.probability * np.array(factors))


def other_day(judged: Judged, shown: Sequence[Statement]) -> Statement | None:
    """The likeliest sentence of the day that may be meant beside those shown; None where the first is likely enough."""
    told = {citation.date for one in shown for citation in one.citations}
    best = float(judged.probability.max(initial=0.0))
    others = [best_of[0] for day, best_of in _days(judged).items() if day not in told]
    if best >= _SURE_OF_DAY or not others:
        return None
    second = max(others, key=lambda i: float(judged.probability[i]))
    return statement([judged.scored.candidates[second]]) if judged.probability[second] >= _OTHER_DAY * best else None


def _days(judged: Judged) -> dict[date, list[int]]:
    """Of each day its likeliest sentences, best first."""
    days: dict[date, list[int]] = {}
    for i in np.argsort(-judged.probability, kind="stable").tolist():
        written = judged.scored.candidates[i].passage.date
        if written and len(days.setdefault(written, [])) < _SPEAKING:
            days[written].append(i)
    return days


def when(judged: Judged, shown: Sequence[Statement] = (), asked: str = "") -> str:
    """The day that the best sentence, or what is `shown` of its paragraph, names; else the day of writing.

    Not by words that the question has itself, `asked`: of "when did we ship 7.3" that is no day. "" where it stands in
    an undated note.
    """
    best = best_candidate(judged)
    written = best.passage.date
    if written is None:
        return ""
    for text in _texts(best, shown):
        if told := _named(text, written, asked):
            return told
    return f"From your note of {date_in_words(written)}."


def _texts(best: Candidate, shown: Sequence[Statement]) -> list[str]:
    """Where the day may be named: the sentence, its line of the file, what it leans on, what is shown with it."""
    sentence = best.sentence
    with_it = [s.text for s in shown[:1] if s.citations and s.citations[0].path == best.passage.path]
    return list(dict.fromkeys(filter(None, (sentence.text, sentence.quote, *with_it, sentence.lead))))


def _named(text: str, written: date, asked: str) -> str:
    """What the text says of the day, "" where it names none but that of its writing."""
    on = f"written on {date_in_words(written)}"
    if dated := _dated(text, written, on):
        return dated
    for time in relative_times(text, written):
        if _is_asked(time.words, asked):
            continue
        meant = span_in_words(time, written)
        if time.relative and meant and not time.from_ <= written <= time.to:
            return f"Probably {meant} (“{time.words}”, {on})."
        if time.from_ == time.to != written:
            return f"Probably {date_in_words(in_nearest_year(time.from_, written))} (“{time.words}”, {on})."
        if not time.relative:
            return f"The note says “{time.words}”; it was {on}."
    for words, from_, to in named_times(text, written):
        if from_ == to and from_ == written - _WEEK:
            continue  # "Thu", of the Thursday that it was written on
        elsewhere = from_ is None or to is None or from_ > written or to < written
        if elsewhere and not _is_asked(words, asked):
            return f"The note says “{words}”; it was {on}."
    return ""


def _dated(text: str, written: date, on: str) -> str:
    """What is said of a day or span that names its year."""
    for time in absolute_times(text, written):
        if time.from_ == time.to > written:  # announced: a later note may tell otherwise
            return f"Probably {date_in_words(time.from_)} (“{time.words}”, {on})."
        if time.from_ == time.to != written:
            return f"On {date_in_words(time.from_)} (“{time.words}”), {on}."
        if not time.from_ <= written <= time.to:
            return f"The note says “{time.words}”; it was {on}."
    return ""


def _is_asked(words: str, asked: str) -> bool:
    """Whether the question has these words of a time, but for what leads to it."""
    return words.strip(" .") in asked
