"""German words that are two of time: "Oktoberhälfte", "Juliwoche", "Monatsende" -> the half of October.

"Montagabend" is one word still: its own time is that of its first part.
"""

from dataclasses import replace
from functools import cache

from index.text.language_data import language_data
from rag.temporal.lexicon import VOCABULARY, LexiconEntry
from rag.temporal.tokens import Token

_OF = ("o", "of")
_SHORTEST = 3  # letters
_STEMS = "MSHU"


def taken_apart(tokens: list[Token], language: str) -> list[Token]:
    """The tokens, such a word as three that stand at its place: the half, of, October."""
    if not _tails(language):
        return tokens
    return [part for token in tokens for part in _parts(token, language)]


def _parts(token: Token, language: str) -> list[Token]:
    if token.kind == "." and (whole := _and_a_half(language).get(token.word)):
        halved: tuple[LexiconEntry, ...] = (("n", int(whole)), ("&", "and"), ("U", "half"))
        return [replace(token, kind=kind, value=value) for kind, value in halved]
    found = _split(token.word, language) if token.kind == "." else None
    if found is None:
        return [token]
    tail, stem = found
    readings = ((tail, VOCABULARY[language][tail][0]), ("", _OF), (stem, VOCABULARY[language][stem][0]))
    return [replace(token, kind=kind, value=value, word=word) for word, (kind, value) in readings]


@cache
def _and_a_half(language: str) -> dict[str, str]:
    """ "anderthalb" -> the number without the half."""
    return language_data(language).values("time.and_a_half")


@cache
def _tails(language: str) -> tuple[str, ...]:
    return tuple(sorted(language_data(language).words("time.unit_compounds"), key=len, reverse=True))


def _split(word: str, language: str) -> tuple[str, str] | None:
    """The unit or part that the word ends with, and the time it is of."""
    known = VOCABULARY[language]
    tail = next((tail for tail in _tails(language) if word.endswith(tail) and word != tail), None)
    if tail is None:
        return None
    head = word.removesuffix(tail)
    for link in ("", *language_data(language).words("time.compound_links")):  # letters between the two
        stem = head.removesuffix(link)
        if not head.endswith(link) or stem not in known or len(stem) < _SHORTEST:
            continue
        stem_kind, tail_kind = known[stem][0][0], known[tail][0][0]
        if stem_kind in _STEMS and not (stem_kind == "S" and tail_kind == "E"):  # Frühlingsanfang is a day
            return tail, stem
    return None
