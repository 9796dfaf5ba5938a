"""Whether the time words of a question are a name, or part of one: "The Man Who Was Thursday", "the film Summer".

Told by capitals where the language writes its time words without them, by a word for a work right before, and by the
words of a name on either side. A question all of whose words have capitals tells nothing by them.
"""

import re
from functools import cache, lru_cache
from typing import Literal

from index.text.folding import fold_punctuation
from index.text.language_data import SPACED, all_words
from index.text.stop_words import stop_words
from rag.temporal.lexicon import VOCABULARY

NameLikeness = Literal["", "perhaps", "name"]

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SENTENCE = re.compile(r"(?:^|[.?!:…(\[])[\s\W]*$")
_WORKS = all_words("time.works", SPACED)
_OWNERS = all_words("time.owners", SPACED)
_TITLED, _NO_SMALL_WORD = 0.6, 4  # share of the words with capitals, and letters: the question is all in capitals
_LONGEST, _NEAR = 6, 40  # words of a time that may be a name; characters before it
_WITH_CAPITALS = "MmWwHP"  # what English writes with capitals
_TURNED = "LlTFf"  # last, this, next
_OF_NAME = re.compile(r" of (?:the )?[^\W\d_a-z]")
_SMALL = 4  # letters of an article or number that begins a title
_YEAR = re.compile(r"(?:19|20)\d\d")
_NOUNS_WITH_CAPITALS = "de"


def name_likeness(question: str, start: int, end: int, language: str) -> NameLikeness:
    """How likely `question[start:end]`, which was read as a time, is a name; lead words that it has belong to it."""
    own = list(_WORD.finditer(question, start, end))
    if len(own) > 1 and _kind(own[0][0], language) == "t":
        own = own[1:]  # about Friday
    if not own or len(own) > _LONGEST:
        return ""
    led = len(own) > 1 and _kind(own[0][0], language) in tuple("Di") and own[0][0].islower()
    if led and language == "en" and own[-1][0][0].isupper() and _goes_on(question, own, language):
        return "perhaps"  # the May Fourth Movement, on Sunday Street
    if (
        led
        and own[-1][0][0].isupper()
        and _kind(own[-1][0], language) in tuple("SsWwMm")
        and _OF_NAME.match(question, end)
    ):
        return "perhaps"  # the Summer of Love
    if language == _NOUNS_WITH_CAPITALS and _is_genitive(question, own):
        return "name"
    before, after = _neighbours(question, own[0].start(), own[-1].end())
    if before is not None and _inside_title(question, before):
        return "perhaps"
    if not own[0][0][0].isupper() and not own[0][0].isdigit():
        return ""
    if before is None:
        return _at_the_start(own, after, language)
    if language == _NOUNS_WITH_CAPITALS and _is_joined(question, own, before, language):
        return "perhaps"
    if fold_punctuation(before[0]) in _WORKS:
        sure = language != "en" or _kind(own[0][0], language) not in tuple("WwHP")
        return "name" if sure else "perhaps"
    if language == _NOUNS_WITH_CAPITALS:
        return _german(question, own, before, after)
    return "" if _is_all_titles(question) else _by_capitals(question, own, before, after, language)


def _neighbours(question: str, start: int, end: int) -> tuple[re.Match[str] | None, re.Match[str] | None]:
    """The words right before and right behind, None where a mark or nothing stands there."""
    after = _WORD.match(question, end + 1) if question[end : end + 1] == " " else None
    near = list(_WORD.finditer(question, max(start - _NEAR, 0), start))
    before = near[-1] if near and question[near[-1].end() : start] == " " else None
    return before, after


def _inside_title(question: str, before: re.Match[str]) -> bool:
    """ "the book One Day", "le film Un dimanche à la campagne": a work, and a title whose small word has a capital."""
    near = list(_WORD.finditer(question, max(before.start() - _NEAR, 0), before.start()))
    work = near[-1][0] if near else ""
    return fold_punctuation(work) in _WORKS and before[0][0].isupper() and len(before[0]) <= _SMALL


def _is_joined(question: str, own: list[re.Match[str]], before: re.Match[str], language: str) -> bool:
    """ "Robinson und Freitag": a bare weekday that "and" joins to a name."""
    if len(own) > 1 or _kind(own[0][0], language) not in tuple("Ww") or _kind(before[0], language) != "&":
        return False
    near = list(_WORD.finditer(question, max(before.start() - _NEAR, 0), before.start()))
    return bool(near) and near[-1][0][0].isupper() and not _kind(near[-1][0], language)


def _at_the_start(own: list[re.Match[str]], after: re.Match[str] | None, language: str) -> NameLikeness:
    """ "Avril Lavigne": a word of time and a capital, at the start of the question or behind a mark."""
    if len(own) > 1 or after is None or language == _NOUNS_WITH_CAPITALS or not after[0][0].isupper():
        return ""
    known = _kind(after[0], language) or fold_punctuation(after[0]) in stop_words(language)
    return "perhaps" if _kind(own[0][0], language) and not known else ""


def _by_capitals(
    question: str, own: list[re.Match[str]], before: re.Match[str], after: re.Match[str] | None, language: str
) -> NameLikeness:
    """Where the language writes its time words small, or all but these."""
    kinds = [_kind(word[0], language) for word in own]
    named = before[0][0].isupper() and not _begins(question, before) and before[0] not in ("I", "Je", "Yo")
    if named and fold_punctuation(before[0]) in stop_words(language):
        return "name"  # Who Was Thursday
    if language == "en" and kinds[0] in tuple("MmWwH") and (run := _goes_on(question, own, language)):
        return "name" if run > 1 else "perhaps"  # Friday Night Lights
    small = [kind for word, kind in zip(own, kinds, strict=True) if _tells(word[0], kind, language)]
    if any(_YEAR.fullmatch(word[0]) for word in own):
        return ""  # Summer 2023
    if not small:
        return "perhaps" if named and len(own) == 1 and kinds[0] in tuple("WwH") else ""
    if len(own) > 1:
        doubtful = kinds[0] != "D" and any(kind in tuple(_TURNED + _WITH_CAPITALS) for kind in kinds)
        return "perhaps" if doubtful else "name"
    if language != "en" and kinds[0] in tuple("Mm"):
        return "name"  # qu'a dit Avril: of the month it is "en avril"
    if language != "en" and kinds[0] in tuple("Ww"):
        return "name" if named or after is not None and after[0][0].isupper() else "perhaps"
    return "name"


def _goes_on(question: str, own: list[re.Match[str]], language: str) -> int:
    """How many words of a name follow, with capitals; 0 where all of them are words of time: "Friday Night"."""
    if any(_YEAR.fullmatch(word[0]) for word in own):
        return 0
    count, named, end = 0, False, own[-1].end()
    while count < _LONGEST and (after := _WORD.match(question, end + 1)) and question[end] == " ":
        if not after[0][0].isupper():
            break
        if fold_punctuation(after[0]) in stop_words(language) or after[0].isupper():
            break
        count, named, end = count + 1, named or not _kind(after[0], language), after.end()
    return count if named else 0


def _tells(word: str, kind: str, language: str) -> bool:
    """Whether the capital of a time word says that it is a name; "MONDAY" says nothing."""
    usual = kind == "H" or language == "en" and kind in _WITH_CAPITALS
    return word[0].isupper() and not (len(word) > 1 and word.isupper()) and kind not in (".", "") and not usual


def _german(
    question: str, own: list[re.Match[str]], before: re.Match[str], after: re.Match[str] | None
) -> NameLikeness:
    """ "Anna Winter", "Frühlings Erwachen", "Winter in Maine": a bare season is no time of its own in German."""
    if len(own) > 1 or _kind(own[0][0], "de") not in tuple("SsMm") or fold_punctuation(before[0]) in _OWNERS:
        return ""
    if before[0][0].isupper() and not _begins(question, before):
        return "name"
    return "perhaps" if after is not None and not _YEAR.fullmatch(after[0]) else ""


def _is_genitive(question: str, own: list[re.Match[str]]) -> bool:
    """ "an Frühlings Erwachen": what is told of a time has its article, "des Frühlings"."""
    last, article = own[-1], own[0][0]
    after = _WORD.match(question, last.end() + 1)
    seasonal = _kind(last[0], "de") in tuple("Ss") and last[0].endswith("s") and last[0][0].isupper()
    bare = len(own) == 1 or len(own) == 2 and _kind(article, "de") in tuple("it")
    return seasonal and bare and after is not None and after[0][0].isupper()


@lru_cache(maxsize=2)  # one question has many times
def _is_all_titles(question: str) -> bool:
    words = _WORD.findall(question)
    with_capitals = sum(not word[0].islower() for word in words)
    small = any(word[0].islower() and len(word) >= _NO_SMALL_WORD for word in words)
    return not small and with_capitals > _TITLED * len(words)


def _begins(question: str, word: re.Match[str]) -> bool:
    return _SENTENCE.search(question, 0, word.start()) is not None


@cache
def _kind(word: str, language: str) -> str:
    """The kind of time word that it is, "" for none; "it's own" without its ending."""
    folded = fold_punctuation(word)
    readings = VOCABULARY[language].get(folded) or VOCABULARY[language].get(folded.removesuffix("'s"))
    return readings[0][0] if readings else ""
