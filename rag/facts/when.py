"""When something happened: the day that a sentence names first, the day that it was written second."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from index.text.day_in_words import date_in_words
from index.text.folding import fold_punctuation
from rag.evidence.candidates import Candidate
from rag.evidence.citations import Statement
from rag.evidence.doers import is_by_another, speaker
from rag.evidence.extract import best_candidate
from rag.evidence.judgement import Judged
from rag.evidence.sentence_features import names_length
from rag.facts.deeds import read_deed, telling
from rag.question.read import Question
from rag.temporal.event_time import is_future
from rag.temporal.relative_times import absolute_times, named_times, relative_times, span_in_words

_STATES, _DENIES, _PLANS = 1.5, 0.6, 0.8
"""What a sentence's probability is multiplied by: one that says it happened wins over one that mentions it."""
_NAMES_DAY = 1.15
_TO_COME = 0.5  # of a day after the one of asking: it has not happened
_LIKELY = 0.4  # of the best probability: others are not raised above it
_MOST = 0.999


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
        factor = {"did": _STATES, "denied": _DENIES}.get(kind, _PLANS if sentence.state else 1.0)
        written = candidate.passage.date
        if kind == "did" and written and (named_times(sentence.text, written) or names_length(sentence.text)):
            factor *= _NAMES_DAY
        if written and written > question.today and not is_future(fold_punctuation(question.text)):
            factor *= _TO_COME
        probability[i] = min(probability[i] * factor, _MOST)
    return Judged(judged.scored, probability, writing=judged.writing)


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

    for time in absolute_times(text, written):
        if time.from_ == time.to != written:
            return f"On {date_in_words(time.from_)} (“{time.words}”), {on}."
        if not time.from_ <= written <= time.to:
            return f"The note says “{time.words}”; it was {on}."
    for time in relative_times(text, written):
        if _is_asked(time.words, asked):
            continue
        meant = span_in_words(time, written)
        if time.relative and meant and not time.from_ <= written <= time.to:
            return f"Probably {meant} (“{time.words}”, {on})."
        if not time.relative:
            return f"The note says “{time.words}”; it was {on}."
    for words, from_, to in named_times(text, written):
        elsewhere = from_ is None or to is None or from_ > written or to < written
        if elsewhere and not _is_asked(words, asked):
            return f"The note says “{words}”; it was {on}."
    return ""


def _is_asked(words: str, asked: str) -> bool:
    """Whether the question has these words of a time, but for what leads to it."""
    return words.strip(" .") in asked
