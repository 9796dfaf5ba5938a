"""What a German, French, Spanish, Japanese or Chinese sentence says of a deed, by the words around it.

Not by what hangs on what: it is told who did it, whether it was denied, planned, dreamt, called off or done instead.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal

from index.text.folding import fold_punctuation
from index.text.language_data import any_of, language_data
from index.text.stop_words import stop_words
from rag.facts.word_forms import is_form_of
from rag.temporal.event_time import tells_of_past
from rag.temporal.language import written_language

_PatternTelling = Literal["did", "denied", "mentioned"]
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_CLAUSES = re.compile(r"[,;.!:]|\s[-–—]\s")
_SEGMENTS = re.compile(r"[、，,。！!]")
_UNSPACED = ("ja", "zh")
_NEAR = 4  # words behind "instead of" that are what was not done
_BEFORE = 2  # words before a person that make an object of him: "avec mon frère"
_BEHIND = 2  # words behind a person of which one is what he does: "Inès ne revient"
_SUBJECT = 1  # the place of a subject: "mon frère …"


def pattern_telling(sentence: str, words: Sequence[str], language: str) -> _PatternTelling:
    """What the sentence, which names the deed by `words`, says of it."""
    clause = _clause(sentence, words, language)
    text, whole = fold_punctuation(clause), fold_punctuation(sentence)
    if _has("unreal", whole, language) or _is_off(whole, text, words, language):
        return "mentioned"
    if _has("planned", text, language) or _has("defines", text, language):
        return "mentioned"
    author, others = _has("author", text, language), _has("others", text, language)
    if others and not author or _is_anothers(clause, words, language, author):
        return "mentioned"
    if _has("denied", text, language):
        return "denied"
    if _pattern("past", language) is not None:
        return "did" if _has("past", whole, language) else "mentioned"
    return "did" if author or tells_of_past(text) or not others else "mentioned"


def is_not_so(sentence: str) -> bool:
    """Whether a sentence tells of a dream, a bet or a wish, in a language whose words for these are known."""
    text = fold_punctuation(sentence)
    return _has("not_so", text, written_language(text))


def _has(kind: str, text: str, language: str) -> bool:
    pattern = _pattern(kind, language)
    return pattern is not None and pattern.search(text) is not None


@cache
def _pattern(kind: str, language: str) -> re.Pattern[str] | None:
    key = f"deeds.{kind}"
    return re.compile(any_of(key, (language,))) if key in language_data(language).entries else None


def _clause(sentence: str, words: Sequence[str], language: str) -> str:
    """The first part of a sentence that holds a word of the deed; in scripts without spaces up to a joint."""
    parting = _pattern("joints", language) if language in _UNSPACED else _CLAUSES
    parts = _parts(sentence, parting) if parting else [sentence]
    return next((part for part in parts if _holds(fold_punctuation(part), words, language)), sentence)


def parted(text: str, parting: re.Pattern[str]) -> list[tuple[int, int]]:
    """Where the parts of a text stand, cut behind each of what parts it."""
    ends = [match.end() for match in parting.finditer(text)]
    return list(zip((0, *ends), (*ends, len(text)), strict=True))


def _parts(text: str, parting: re.Pattern[str]) -> list[str]:
    return [text[start:end] for start, end in parted(text, parting)]


def _holds(text: str, words: Sequence[str], language: str) -> bool:
    if language in _UNSPACED:
        return any(word in text for word in words)
    return any(is_form_of(word, other, language) for word in words for other in _WORD.findall(text))


def _is_off(whole: str, clause: str, words: Sequence[str], language: str) -> bool:
    """Whether the deed was called off, only passed by, or what something else was done instead of."""
    if language not in _UNSPACED:
        return _has("called_off", clause, language) or _is_replaced(clause, words, language)
    held = [part for part in _parts(whole, _SEGMENTS) if _holds(part, words, language)]
    if any(_has("called_off", part, language) for part in held):
        return True
    behind = [whole[match.end() :] for word in words for match in re.finditer(re.escape(word), whole)]
    passed = [key for key in ("passing", "instead") if (pattern := _pattern(key, language)) and _all(pattern, behind)]
    return bool(passed) or language == "zh" and any(_has("instead", part, language) for part in held)


def _all(pattern: re.Pattern[str], texts: Sequence[str]) -> bool:
    return bool(texts) and all(pattern.match(text) for text in texts)


def _is_replaced(clause: str, words: Sequence[str], language: str) -> bool:
    """ "Statt zu laufen", "au lieu de fumer": a word of the deed right behind."""
    pattern = _pattern("instead", language)
    found = pattern.search(clause) if pattern else None
    behind = _WORD.findall(clause[found.end() :])[:_NEAR] if found else []
    return any(is_form_of(word, other, language) for word in words for other in behind)


def _is_anothers(clause: str, words: Sequence[str], language: str, author: bool) -> bool:
    """Whether a relative, or someone with a name, is the subject: "mon frère fume", "Inès revient".

    Where the `author` is named too, that of the deed itself: "Inès fume quand j'arrive".
    """
    people, verb = _pattern("people", language), _pattern("third_person", language)
    if people is None or verb is None:
        return False
    pieces = _WORD.findall(clause)
    folded = [fold_punctuation(piece) for piece in pieces]
    leads = frozenset(language_data(language).words("deeds.before_people"))
    for i, word in enumerate(folded):
        relative = people.fullmatch(word) is not None
        named = pieces[i][0].isupper() and word not in stop_words(language) and language != "de"  # all nouns are
        if (
            any(is_form_of(other, word, language) for other in words)
            or not (relative or named)
            or leads & set(folded[max(i - _BEFORE, 0) : i])
        ):
            continue
        does = [other for other in folded[i + 1 : i + 1 + _BEHIND] if verb.fullmatch(other)]
        if does and (not author or any(is_form_of(word, other, language) for word in words for other in does)):
            return True
        if not author and relative and i <= _SUBJECT and language != "de":
            return True
    return False
