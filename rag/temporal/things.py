"""Whether a time belongs to a thing that is called by it: streets, works, what bears the year it was made in."""

import re
from functools import cache, lru_cache

from index.text.folding import fold_punctuation
from index.text.language_data import SPACED, all_words
from index.text.stop_words import stop_words
from rag.temporal.lexicon import VOCABULARY

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NEAR = 40  # characters before a time
_TITLED, _NO_SMALL_WORD = 0.6, 4  # share of the words with capitals, and letters: the question is all in capitals
_NOUNS_WITH_CAPITALS = "de"
_WORKS = all_words("time.works", SPACED)
_OWNERS = all_words("time.owners", SPACED)
_PLACES = all_words("time.places", SPACED)
"""What is named after days: streets, squares, islands."""
_PLACE_ENDS = tuple(all_words("time.place_ends"))
_SUNG = all_words("time.sung")
_MADE_LEADS = frozenset(("the", "a", "an", "at"))
_EVENTS = all_words("time.event_nouns", SPACED)
_STREET = 3  # words of a street with what it is
_RUN = 4  # words of a name, with the noun behind it


def is_of_a_thing(question: str, own: list[re.Match[str]], language: str) -> bool:
    """Whether the words `own` of a time are part of what a thing is called."""
    if (
        _names_place(question, own, language)
        or _is_address(question, own, language)
        or _is_made_in(question, own, language)
    ):
        return True
    before, _ = neighbours(question, own[0].start(), own[-1].end())
    if before is None:
        return False
    return _is_work_of(question, own, before, language) or _is_sung(own, before, language)


@cache
def kind_of(word: str, language: str) -> str:
    """The kind of time word that it is, "" for none; "it's own" without its ending."""
    folded = fold_punctuation(word)
    readings = VOCABULARY[language].get(folded) or VOCABULARY[language].get(folded.removesuffix("'s"))
    return readings[0][0] if readings else ""


def neighbours(question: str, start: int, end: int) -> tuple[re.Match[str] | None, re.Match[str] | None]:
    """The words right before and right behind, None where a mark or nothing stands there."""
    after = _WORD.match(question, end + 1) if question[end : end + 1] == " " else None
    near = list(_WORD.finditer(question, max(start - _NEAR, 0), start))
    before = near[-1] if near and question[near[-1].end() : start] == " " else None
    return before, after


@lru_cache(maxsize=2)  # one question has many times
def is_all_titles(question: str) -> bool:
    words = _WORD.findall(question)
    with_capitals = sum(not word[0].islower() for word in words)
    small = any(word[0].islower() and len(word) >= _NO_SMALL_WORD for word in words)
    return not small and with_capitals > _TITLED * len(words)


def _back_over(question: str, start: int, kinds: str, language: str) -> list[re.Match[str]]:
    """The words before `start`, the nearest first, up to the first one that is not of these kinds."""
    words = list(_WORD.finditer(question, max(start - _NEAR, 0), start))[::-1]
    skipped = next((n for n, word in enumerate(words) if not _is_of(word[0], kinds, language)), len(words))
    return words[skipped:]


def _is_of(word: str, kinds: str, language: str) -> bool:
    return word.isdecimal() and "N" in kinds or kind_of(word, language) in tuple(kinds)


def _names_place(question: str, own: list[re.Match[str]], language: str) -> bool:
    """ "Straße des 17. Juni", "rue du Quatre-Septembre", "calle Dos de Mayo", "isla de Pascua"."""
    if kind_of(own[0][0], language) in tuple("iqubBA"):
        return False
    before = _back_over(question, own[0].start(), "oDNnOa", language)
    word = fold_punctuation(before[0][0]) if before else ""
    return word in _PLACES or word.endswith(_PLACE_ENDS) and bool(word)


def _is_address(question: str, own: list[re.Match[str]], language: str) -> bool:
    """ "near 1999 Winter Street", "12 Summer Lane", "2020 rue Sherbrooke": a street behind it."""
    if kind_of(own[0][0], language) in tuple("iqubBA") and fold_punctuation(own[0][0]) not in _MADE_LEADS:
        return False
    behind = list(_WORD.finditer(question, own[-1].end(), min(own[-1].end() + _NEAR, len(question))))[:_STREET]
    if language != "en":
        lone = len(own) == 1 and _YEAR.fullmatch(own[0][0]) is not None
        return lone and bool(behind) and behind[0][0] in _PLACES
    for word in behind:
        if not word[0][0].isupper() or question[word.start() - 1] != " ":
            return False
        if fold_punctuation(word[0]) in _PLACES:
            return True
    return False


def _is_made_in(question: str, own: list[re.Match[str]], language: str) -> bool:
    """ "the 2020 Rioja", "at 2020 Oak Avenue", "my Peugeot 2008": a year that belongs to a name beside it."""
    if language == _NOUNS_WITH_CAPITALS or not _YEAR.fullmatch(own[-1][0]) or is_all_titles(question):
        return False
    before, after = neighbours(question, own[-1].start(), own[-1].end())
    lead = fold_punctuation(before[0]) if before else ""
    named = after is not None and after[0][0].isupper() and not kind_of(after[0], language)
    if language == "en" and named and (lead in _MADE_LEADS or lead in _OWNERS):
        return _no_event(question, own[-1].end())
    if len(own) > 1 or before is None or not before[0][0].isupper() or kind_of(before[0], language):
        return False
    near = list(_WORD.finditer(question, max(before.start() - _NEAR, 0), before.start()))
    owner = fold_punctuation(near[-1][0]) if near else ""
    bare = after is None or fold_punctuation(after[0]) in stop_words(language)
    return bare and (owner in _OWNERS or kind_of(owner, language) == "a")


def _no_event(question: str, end: int) -> bool:
    """Whether none of the next words is something that happens: "the 2021 Berlin Marathon"."""
    words = [fold_punctuation(word[0]) for word in _WORD.finditer(question, end, min(end + _NEAR, len(question)))]
    return _EVENTS.isdisjoint(words[:_RUN])


def _is_work_of(question: str, own: list[re.Match[str]], before: re.Match[str], language: str) -> bool:
    """ "the episode of Wednesday", "das Lied von Juli", "Le Monde d'hier": a bare word of time with "of" before it."""
    led = len(own) > 1 and kind_of(own[0][0], language) in tuple("or")
    if len(own) - led != 1:
        return False
    joint = own[0] if led else before
    if kind_of(joint[0], language) not in tuple("or"):
        return False
    words = list(_WORD.finditer(question, max(joint.start() - _NEAR, 0), joint.start()))
    if not words:
        return False
    work = words[-1]
    if own[-1][0][0].isupper() and fold_punctuation(work[0]) in _WORKS:
        return True
    article = len(words) > 1 and kind_of(words[-2][0], language) == "D"
    plain = language in ("en", _NOUNS_WITH_CAPITALS) or kind_of(work[0], language) or not work[0][0].isupper()
    return article and not plain and not work[0].isupper()


def _is_sung(own: list[re.Match[str]], before: re.Match[str], language: str) -> bool:
    """ "who sang September": what is sung in September has "in" before it."""
    bare = len(own) == 1 and kind_of(own[0][0], language) in tuple("MmSs")
    return bare and fold_punctuation(before[0]) in _SUNG
