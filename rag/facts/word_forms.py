"""Whether two words are forms of one: "smoke" and "smoked", "transformers" and "transformer", never "transformation".

The stems that search works with bring more together than may be counted.
"""

import re
from functools import cache

from index.text.irregular_verbs import other_forms
from index.text.language_data import language_data
from index.text.scripts import CJK

_UNSPACED = re.compile(f"[{CJK}]")
_ENDINGS = ("'s", "s", "es", "ed", "d", "ing", "er's")
_VOWELS = "aeiou"
_SAME_START = 4  # letters of words of other languages
_ENDING = 4  # letters in which forms of those differ at most


def is_form_of(word: str, other: str, language: str) -> bool:
    """Whether `word` and `other`, in lower case, are inflections of one word."""
    if word == other:
        return True
    if _UNSPACED.search(word):
        return word in other or other in word
    if language == "en":
        return not _bases(word).isdisjoint(_bases(other))
    return _alike(_bare(word, language), _bare(other, language))


@cache
def _bases(word: str) -> frozenset[str]:
    """What an English word may be an inflection of, itself included; forms of irregular verbs stand for each other."""
    found = {word, *other_forms(word)}
    for prefix in language_data("en").words("deeds.prefixes"):
        found |= {prefix + form for form in other_forms(word.removeprefix(prefix)) if word.startswith(prefix)}
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > 1:
            stem = word[: -len(ending)]
            found |= {stem, *other_forms(stem)}
            if ending in ("ed", "ing"):
                found |= {f"{stem}e", *other_forms(f"{stem}e")}
                if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in _VOWELS:
                    found |= {stem[:-1], *other_forms(stem[:-1])}
            if ending in ("es", "ed") and stem.endswith("i"):
                found.add(f"{stem[:-1]}y")
    return frozenset(found)


def _bare(word: str, language: str) -> str:
    """A German participle without its "ge": "geraucht" -> "raucht"."""
    german = language == "de" and word.startswith("ge") and word.endswith(("t", "en"))
    return word[2:] if german and len(word) > 2 + _SAME_START else word


def _alike(first: str, second: str) -> bool:
    shared = 0
    while shared < min(len(first), len(second)) and first[shared] == second[shared]:
        shared += 1
    longest = max(len(first), len(second))
    return shared >= min(_SAME_START, len(first) - 1, len(second) - 1) and shared > 1 and longest - shared <= _ENDING
