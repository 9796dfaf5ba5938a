"""A question as typed -> what it asks: its words, its operators, its window, its intent."""

import re
from dataclasses import dataclass
from datetime import date

from index.errors import UsageError
from rag.window import EventWindow, NotUnderstood, Window, read_window

LONGEST = 10_000  # characters


@dataclass(frozen=True, slots=True)
class Question:
    text: str  # as asked, trimmed
    search_text: str  # what is embedded: without operators and the words used for the window
    terms: tuple[str, ...]  # content words for the word search, casefolded, in order, each once
    phrases: tuple[str, ...]  # "exact phrase"
    excluded: tuple[str, ...]  # -word
    tags: tuple[str, ...]  # tag:ml
    window: Window | None
    event: EventWindow | None
    not_understood: NotUnderstood | None
    intent: str  # "ask" "first" "last" "count" "which" "between" "ever" "when" "streak"
    names: tuple[str, ...]  # proper names, as written
    ends: tuple[str, str] | None = None  # "between": the two events


def read_question(text: str, today: date, from_: date | None = None, to: date | None = None) -> Question:
    """What `text` asks on `today`; `from_` and `to`, when given, are the window whatever the words say."""
    asked = text.strip()
    if not asked:
        raise UsageError("The question is empty", 'Ask something, as in "what did I learn about CNNs"')
    if len(asked) > LONGEST:
        raise UsageError(f"The question has {len(asked):,} characters, more than {LONGEST:,}", "Ask a shorter one")
    reading = read_window(asked, today)
    window = Window(from_, to) if from_ or to else reading.window
    terms = tuple(dict.fromkeys(re.findall(r"\w+", reading.rest.casefold())))
    rest = reading.rest
    return Question(asked, rest, terms, (), (), (), window, reading.event, reading.not_understood, "ask", ())
