"""Words that hang a time on an event: "before I started fast.ai" -> its relation and the event whose day must be found.

Only events are read here, things that happened once as far as words tell: "after lunch", "during the day" and "after
all" are none.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from index.text.folding import fold_punctuation
from index.text.language_data import any_of, language_data
from index.text.stop_words import stop_words
from rag.temporal.calendar import DateRange
from rag.temporal.event_offset import Offset, read_offset
from rag.temporal.lexicon import VOCABULARY

LONGEST_EVENT = 120  # characters


@dataclass(frozen=True, slots=True)
class EventWindow:
    """Days that hang on an event: "before I started fast.ai" -> ("before", "I started fast.ai").

    The event's own day belongs to every relation when days are ranked: notes tell of both sides on one day.
    """

    relation: str  # "before" "after" "since" "until" "during"
    event: str  # the words whose day must be found first; they stay search terms
    words: str  # the question's own words, relation included
    days: int = 0  # "the week before my exam": only so many days; 0 for all
    off: int = 0  # "two days after the wedding": so many days lie between
    weekday: int = -1  # "the Friday before the wedding": the nearest such day, 0 for Monday, and those behind it
    season: Callable[[int], DateRange | None] | None = None  # "the summer after the wedding": the season of a year


_RELATIONS = ("before", "after", "since", "until", "during", "day_before", "day_after")
_DAY = "day_"


def _begins(relation: str, language: str) -> str:
    """What an event begins with; "la veille du" has its article already."""
    return r"\w" if relation.startswith(_DAY) else rf"(?<=\s){any_of('time.event_begins', (language,))}"


# An event begins with a person who does something, a thing with its article, or a doing ("moving to Rome"); behind what
# counts days off, "the day after", with any word.
_PATTERNS = {
    language: [
        (relation, re.compile(rf"(?<![\w'-]){words}\s?(?:(?={_begins(relation, language)})|\b(?P<any>)(?=\w))"))
        for relation in _RELATIONS
        if f"time.relations.{relation}" in language_data(language).entries
        for words in (any_of(f"time.relations.{relation}", (language,)),)
    ]
    for language in VOCABULARY
}
# A thing of every day, or none at all.
_NO_EVENT = re.compile(
    rf"(?!(?:my|our|his|her) first )(?:the |my |our |his |her )?{any_of('time.no_events')}"
    r"(?![\w'-])(?! (?:of|at|in|i|we|with)\b)"
)
_UNITS = {re.escape(word) for words in VOCABULARY.values() for word, readings in words.items() if readings[0][0] == "U"}
_AFTER_ALS = re.compile(rf"{any_of('time.after_als')} ")
_NOT_BEFORE = re.compile(rf"{any_of('time.no_events_behind')}\s$")
_UNIT_BEHIND = re.compile(rf"(?:\w\s|^)(?:{'|'.join(sorted(_UNITS))})\s$")
_SEASONS = {re.escape(w) for words in VOCABULARY.values() for w, found in words.items() if found[0][0] in "Ss"}
_SEASON_BEHIND = re.compile(rf"\b(?:{'|'.join(sorted(_SEASONS))})\s$")
_ASKED_WHEN = re.compile(rf"{any_of('time.asked_when')}\s$")
_END = re.compile(r"[,;?!。？\n]|\.(?=\s|$)|:\s|\s[–—-]+\s")
_CLOSING = re.compile(rf"\s(?:{any_of('time.closing_verbs')})$")
"""Verbs that end a question whose words of time stand before them: "am Tag nach dem Konzert los", "… gemacht"."""
_WORD = re.compile(r"[^\W\d_]+")
_THING_BEHIND = re.compile(r"\s[^\W\d]")  # "the day after the April session"
_ASKED_UNIT = re.compile(r"\b(?:which|what|how)\s$")  # "which day after …", "how many days after …" count nothing off
_INVERTED = re.compile(r"\s(?:(?:what|who|where|how|why|which)\s)?did\s")
""" "After the race did I …": what is asked begins there."""
_HABIT = re.compile(rf"^{any_of('time.habits')}\b")


def read_event(question: str, language: str, taken: list[tuple[int, int]]) -> EventWindow | None:
    """The first event the question hangs on; `taken` are the spans of text already read as calendar time."""
    text = fold_punctuation(question)
    found: list[tuple[int, int, str]] = []
    for relation, pattern in _PATTERNS.get(language, []):
        for count, match in enumerate(pattern.finditer(text)):
            if _is_event(text, match, relation, taken) and (match["any"] is None or _counts_off(text, match, language)):
                found.append((match.start(), match.end(), relation))
                break
            if count > 50:
                break
    if not found:
        return None
    start, end, relation = min(found)
    stop = _END.search(text, end, min(end + LONGEST_EVENT, len(text)))
    close = stop.start() if stop else min(end + LONGEST_EVENT, len(text))
    if close == end + LONGEST_EVENT and not text[close - 1 : close + 1].isspace():
        close = max(text.rfind(" ", end, close), end + 1)
    if inverted := _INVERTED.search(text, end, close):
        close = inverted.start()
    closing = _CLOSING.search(text[:close].rstrip(), end)
    if closing and question[closing.start() : closing.end()].islower():  # German nouns are not
        close = closing.start()
    event = question[end:close].strip()
    span = _offset(text, start, language) if relation in ("before", "after") else None
    if span is not None:
        start = span.start
    span = span or Offset(int(relation.startswith(_DAY)), 0, start)
    relation, words = relation.removeprefix(_DAY), question[start:close].strip()
    return EventWindow(relation, event, words, span.days, span.off, span.weekday) if event else None


def _offset(text: str, start: int, language: str) -> Offset | None:
    """What the words right before `start` count off; None where they ask how many days it is."""
    span = read_offset(text[:start], language)
    return None if span is not None and _ASKED_UNIT.search(text, 0, span.start) else span


def _counts_off(text: str, match: re.Match[str], language: str) -> bool:
    """Whether days, or a season, are counted off from a thing: "the day after Burns supper", not "before and after"."""
    thing = _WORD.match(text, match.end())
    if thing is None or thing[0] in stop_words(language):
        return False
    season = _SEASON_BEHIND.search(text, 0, match.start())
    return season is not None or _offset(text, match.start(), language) is not None


def _is_event(text: str, match: re.Match[str], relation: str, taken: list[tuple[int, int]]) -> bool:
    start, end = match.span()
    before = text[max(start - 14, 0) : start]
    relation_words = match[0].strip()
    counted_off = relation in ("before", "after") and (_UNIT_BEHIND.search(before) or _SEASON_BEHIND.search(before))
    if any(begin <= start < stop for begin, stop in taken):
        return False
    if any(begin <= end < stop and not (counted_off and _THING_BEHIND.match(text, stop)) for begin, stop in taken):
        return False
    if match["any"] is not None and not counted_off:
        return False
    if _NO_EVENT.match(text, end) or text[max(end - 1, 0) :].startswith("'"):
        return False
    if _NOT_BEFORE.search(before) and not counted_off:
        return False
    person = re.match(r"(?:i|we|he|she|they) ", text[end : end + 5])
    if relation_words.startswith("the ") and not (person or relation_words.endswith(" of")):
        return False
    if relation_words == "when":
        return not (_ASKED_WHEN.search(before) or _HABIT.match(text))
    if relation_words == "als" and not _AFTER_ALS.match(text, end):
        return False
    gerund = re.match(r"\w+ing ", text[end : end + 30]) is not None
    return not (gerund and _HABIT.match(text))
