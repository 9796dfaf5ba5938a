"""Whether a question's time words tell what happened when ("the trip in 2019") or when it was written ("in March").

Only the second may hide days: the trip of 2019 can be told on any later day.
"""

import re
from datetime import date
from functools import cache, lru_cache

from index.text.folding import fold_punctuation
from index.text.language_data import all_words, any_of, language_data
from rag.temporal.grammar import Piece
from rag.temporal.language import likeliest_language
from rag.temporal.lexicon import VOCABULARY

_PARTICIPLES = all_words("time.participles")
_EVENT_NOUNS = all_words("time.event_nouns")
_NOTE_NOUNS = all_words("time.note_nouns")
_OWNERS = all_words("time.owners")
_NO_NOUNS = all_words("time.no_nouns")
_CONTRACTED = all_words("time.contracted")
_PLANNED = all_words("time.planned")
_WHEN = re.compile(rf"(?:{any_of('time.when_lead_ins')} )?{any_of('time.when')}\b (?!{any_of('time.when_not_before')})")
_PAST = {language: re.compile(rf"\b{any_of('time.past', (language,))}\b") for language in VOCABULARY}
_FUTURE = re.compile(rf"\b{any_of('time.future')}\b")
_FUTURE_NOUNS = re.compile(rf"\b{any_of('time.future_nouns')}\b")
_PLANNED_TO = re.compile(rf"\b{any_of('time.planned_to')}")
_PLANNED_BEFORE = 200  # characters of it, at most
_COUNTED_FROM = re.compile(rf"^(?:{any_of('time.relations.after')}|{any_of('time.relations.before')})\s(?:\S+\s){{3}}")
_CLAUSES = re.compile(r"[,;.]\s+")
_IN_THE_YEAR = re.compile(r"^[a-z]+ (?=the \d{4}$)")  # "in the 2018 paper"


def is_future(text: str) -> bool:
    """Whether the question (lower case) is about what is to come."""
    return _FUTURE.search(text) is not None or _FUTURE_NOUNS.search(text) is not None and not tells_of_past(text)


def tells_of_past(text: str, language: str = "") -> bool:
    """Whether a verb of the text is in the past, in the languages whose words for that are known."""
    folded = fold_punctuation(text)
    return _PAST[language or likeliest_language(folded)].search(folded) is not None


def is_past_verb(word: str) -> bool:
    """Whether the word alone says that something was done, in any language: "slept"."""
    folded = fold_punctuation(word)
    return any(pattern.fullmatch(folded) for pattern in _PAST.values())


def _counts_from(text: str) -> bool:
    """ "After the dinner with Ana on 1 July, when did …": the time is that of what is counted from."""
    clauses = _CLAUSES.split(text)
    return _COUNTED_FROM.match(clauses[0]) is not None and any(_WHEN.match(clause) for clause in clauses[1:])


def asks_when(text: str) -> bool:
    """ "When did …", "how many days after …": the time words of such a question describe the event."""
    return _WHEN.match(text) is not None or _counts_from(text)


def names_event_time(pieces: list[Piece], index: int, text: str, today: date) -> bool:
    """Whether the time at `pieces[index]` is part of what the question is about."""
    time = pieces[index].time
    if time is None:
        return False
    if (time.from_ is not None and time.from_ > today) or _describes(text):
        return True
    token = pieces[index].token
    before = [piece.token.word for piece in pieces[max(index - 4, 0) : index]]
    after = pieces[index + 1].token if index + 1 < len(pieces) else None
    lead = token.word if token.kind in "iort" else ""
    if token.kind == "t":
        one_day = time.from_ is not None and time.from_ == time.to
        return token.value == "about" or time.unit in ("holiday", "weekend") or one_day or _planned(before)
    language = _language_of(text)  # an Italian article is English's "I"
    noun = after is not None and after.kind == "." and language == "en"
    if time.unit == "holiday" and token.kind == "H" and not time.absolute and noun:
        return True  # an Easter egg
    if lead and _PLANNED_TO.search(text, max(token.start - _PLANNED_BEFORE, 0), token.start):
        return True  # they planned to fly a kite on 12 April
    if before and (before[-1] in _PARTICIPLES or before[-1] in _words("time.recalled", language) and not lead):
        return True
    if _modifies(pieces, index, text):
        return after is not None and after.word not in _NOTE_NOUNS
    return bool(lead or token.kind in "LTFHMW") and _belongs_to_event(
        before, _OWNERS | _words("time.event_articles", language)
    )


_of_the_question = lru_cache(maxsize=2)  # which may have many times


@_of_the_question
def _language_of(text: str) -> str:
    return likeliest_language(text)


@_of_the_question
def _describes(text: str) -> bool:
    """Whether all its times describe an event."""
    return is_future(text) or asks_when(text)


@cache
def _words(key: str, language: str) -> frozenset[str]:
    return frozenset(language_data(language).words(key))


def _planned(before: list[str]) -> bool:
    return not _PLANNED.isdisjoint(before)


def _modifies(pieces: list[Piece], index: int, text: str) -> bool:
    """ "the 2018 paper", "my 2019 trip", "last year's trip", "NeurIPS 2019": a time that stands with a noun."""
    token = pieces[index].token
    after = pieces[index + 1].token if index + 1 < len(pieces) else None
    if after is None or after.kind != "." or not after.word.isalpha():
        return False
    words = _IN_THE_YEAR.sub("", text[token.start : token.end])
    if words.endswith("'s"):
        return "year" in words or "summer" in words or "winter" in words or words[:4].isdigit()
    owner = index > 0 and pieces[index - 1].token.word in _OWNERS
    article = words.startswith("the ") or (index > 0 and pieces[index - 1].token.kind == "D")
    names = re.fullmatch(r"(?:the )?(?:\d{4}|[^\W\d]+(?: \d{4})?)", words) is not None
    return (owner or article) and names and after.word not in _NO_NOUNS


def _belongs_to_event(before: list[str], articles: frozenset[str]) -> bool:
    """ "the trip in 2019", "our wedding last June", "the photos from 2019"."""
    if not before or before[-1] in _NOTE_NOUNS:
        return False
    owned = any(word.endswith("'s") and word not in _CONTRACTED for word in before)  # Tom's exam
    determined = owned or not articles.isdisjoint(before)
    return determined and (before[-1] in _EVENT_NOUNS or before[-1].endswith("'s"))
