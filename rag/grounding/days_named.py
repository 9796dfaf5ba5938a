"""The days that a statement names, compared with those of the notes."""

from collections.abc import Sequence

from rag.grounding.note_sentence import ParsedSentence, span_of
from rag.grounding.words import words_of
from rag.temporal.window import FoundTime


def wrong_day(
    times: Sequence[FoundTime], statement: str, near: Sequence[ParsedSentence], notes: Sequence[ParsedSentence]
) -> str:
    """Why a day of the statement is not the notes', "" where all are."""
    for found_time in times:
        low, high = span_of(found_time)
        day_words = statement[found_time.start : found_time.end]
        if any(day_words.casefold() in note.source.text.casefold() for note in near) or _same_time(day_words, near):
            continue
        spans = [span for note in notes for span in note.times]
        spans += [(n.source.written, n.source.until or n.source.written) for n in notes if n.source.written]
        if not any(first <= high and last >= low for first, last in spans):
            return f"“{day_words}” is neither the day of the notes it cites nor a day they mention"
    return ""


def _same_time(day_words: str, near: Sequence[ParsedSentence]) -> bool:
    """ "in the summer" for "this summer": without a number, and the same but for words that say little."""
    saying = [word for word in words_of(day_words) if word.kind != "s"]
    if not saying or any(word.kind != "w" for word in saying):
        return False
    return any({word.stem for word in saying} <= note.stems() for note in near)
