"""Facts about days, computed and never guessed: the first, the last, how many, which.

The rule: a day counts when a passage of it, its headings included, holds most of the question's words by weight
(`Retriever.mentions`). The answer names the words, so that the reader sees what was counted.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from index.catalog import StoredPassage
from index.inline import plain
from index.passages import date_in_words
from rag.candidates import ReadNote, Weighed
from rag.citations import Citation, Statement, quote_stands
from rag.evidence import Sentence, sentences
from rag.extract import MAX_STATEMENTS, choose, cite
from rag.question import Question
from rag.retriever import Retriever
from rag.told import in_words, told_times

INTENTS = ("first", "last", "count", "which")
_MARKER = re.compile(r"^\s*(?:[-*+•]|\d+[.)])\s+(?:\[.\]\s+)?")
_LISTED = 31  # days named in a sentence


@dataclass(frozen=True, slots=True)
class Fact:
    """A sentence that states the fact, and a statement a day that shows it."""

    text: str
    days: tuple[date, ...]
    statements: tuple[Statement, ...]


def day_fact(question: Question, retriever: Retriever, read: ReadNote) -> Fact | None:
    """The fact that the question asks for; None where it asks for none, or no dated day speaks of it."""
    if question.intent not in INTENTS:
        return None
    mentions = retriever.mentions(question)
    dated = [(key.date, passage) for key, passage in mentions if key.date]
    if not dated:
        return None
    shown = {"first": dated[:1], "last": dated[-1:]}.get(question.intent, dated[-MAX_STATEMENTS:])
    told = [_statement(passage, question.subject, read) for _, passage in shown]
    undated = len({key.path for key, _ in mentions if not key.date})
    days = tuple(day for day, _ in dated)
    return Fact(_in_words(question, days, undated), days, tuple(one for one in told if one))


def when(weighed: Weighed) -> str:
    """The day that the best sentence tells of: of "yesterday" the day before. "" where it stands in an undated note."""
    best = choose(weighed)[0]
    written = best.passage.date
    if written is None:
        return ""
    for told in told_times(best.sentence.text, written):
        meant = in_words(told, written)
        if told.relative and meant and not told.from_ <= written <= told.to:
            return f"Probably {meant} (“{told.words}”, written on {date_in_words(written)})."
    return f"Probably {date_in_words(written)}, when it was written."


def _in_words(question: Question, days: Sequence[date], undated: int) -> str:
    words = " ".join(question.subject)
    also = f"; {undated} undated {'note speaks' if undated == 1 else 'notes speak'} of it too" if undated else ""
    count = "1 day" if len(days) == 1 else f"{len(days)} days"
    if question.intent == "first":
        rest = f", the first of {count}" if len(days) > 1 else ", the only day"
        return f"First on {date_in_words(days[0])}{rest} with “{words}”{also}."
    if question.intent == "last":
        rest = f", the last of {count}" if len(days) > 1 else ", the only day"
        return f"Last on {date_in_words(days[-1])}{rest} with “{words}”{also}."
    listed = ", ".join(day.isoformat() for day in days[-_LISTED:])
    more = f" (the last {_LISTED})" if len(days) > _LISTED else ""
    return f"On {count} with “{words}”{more}: {listed}{also}."


def _statement(passage: StoredPassage, terms: Sequence[str], read: ReadNote) -> Statement | None:
    """What shows the day: the passage's sentence with most of the words, or else its line with most of them."""
    note = read(passage.path)
    if note is None or not quote_stands(passage.text, note.fixed, passage.line_start, passage.line_end):
        return None
    inside = [s for s in sentences(note) if passage.line_start <= s.line_start and s.line_end <= passage.line_end]
    best = max(inside, key=lambda s: _held(f"{s.heading} {s.text}", terms), default=None)
    if best is not None and _held(f"{best.heading} {best.text}", terms):
        return Statement(best.text, (cite(passage, best),))
    lines = range(passage.line_start, passage.line_end + 1)
    number = max(lines, key=lambda n: _held(note.fixed[n - 1], terms))
    raw = " ".join(note.lines[number - 1].split())
    text = _MARKER.sub("", plain(note.fixed[number - 1])) or raw
    return Statement(text, (_line_citation(passage, raw, number),)) if raw else None


def _line_citation(passage: StoredPassage, quote: str, number: int) -> Citation:
    return cite(passage, Sentence("", quote, number, number, cited_from=number))


def _held(text: str, terms: Sequence[str]) -> int:
    folded = text.casefold()
    return sum(term[: max(3, len(term) - 2)] in folded for term in terms)
