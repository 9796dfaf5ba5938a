"""Where a sentence stands, seen from an open question: before it in its paragraph, on its day, or later."""

import re

from index.open_questions.find import OpenQuestion
from index.store.rows import StoredPassage
from index.text.folding import fold_line
from rag.evidence.assertions import Sentence

_SAME_WEEK = 7


def squeezed(text: str) -> str:
    """Its letters and digits alone."""
    return re.sub(r"\W+", "", fold_line(text))


def stands_before(question: OpenQuestion, sentence: Sentence, path: str) -> bool:
    """Whether it is text before the question in its own paragraph, or what the question leans on: never an answer."""
    key = squeezed(sentence.text)
    if key and question.context and (key in squeezed(question.context) or squeezed(question.context) in key):
        return True
    if path != question.path or sentence.line_start > question.line_end:
        return False
    paragraph, asked = squeezed(sentence.paragraph), squeezed(question.question)
    return asked in paragraph and paragraph.find(key) < paragraph.find(asked)


def when_features(question: OpenQuestion, sentence: Sentence, passage: StoredPassage) -> dict[str, float]:
    """When and where it was written, seen from the question."""
    same_note = passage.path == question.path
    same_day = question.date is not None and passage.date == question.date
    days = (passage.date - question.date).days if question.date and passage.date else 0
    return {
        "above": float(same_note and same_day and sentence.line_start <= question.line),
        "same_day": float(same_day),
        "before": float(days < 0),
        "next_day": float(days == 1),
        "same_week": float(1 < days <= _SAME_WEEK),
        "later": float(days > _SAME_WEEK),
    }
