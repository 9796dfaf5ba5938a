"""A text -> the language it is written in, told by its script and its stop words; "" where nothing tells.

language_of("Das ist nicht mein Hund") -> "de". It is asked of every passage as it is indexed, and of questions. What
holds too few stop words, among notes in several languages, is told by its letters three by three (naive Bayes), learned
from the stop words of each and from what these notes have in it: "Kürbissuppe gekocht". Of two to four words of
journals in German, French, Spanish and Italian beside English ones about 95% are right where it learns from forty
passages, 88% where from ten.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from math import log

from index.text.language_data import LANGUAGES
from index.text.scripts import HAN_WIDE, HANGUL, KANA
from index.text.stop_words import stop_words

OTHER_LANGUAGE = "other"
"""Of a text in letters that English has not, in words of none of the languages that are known."""
_LOOKED_AT = 4_000  # characters: more of them tell no more
_SAMPLED = 400  # of those, letters whose script is looked up by name
_WORD = re.compile(r"[^\W\d_]+")
_BEYOND = re.compile(r"[^\W\d_\x00-\u024f\u1e00-\u1eff]")  # letters that are not Latin
_HAN, _KANA, _HANGUL = re.compile(f"[{HAN_WIDE}]"), re.compile(f"[{KANA}]"), re.compile(f"[{HANGUL}]")
_BEYOND_ASCII = re.compile(r"[^\W\d_\x00-\x7f]")
_FOREIGN_SHARE = 0.3  # of the letters, or of half of them, as a sign of such scripts is a word or part of one
_KANA_SHARE = 0.1  # of the signs of East Asia: Chinese has none
_STOPS, _STOP_SHARE = 2, 0.12  # stop words of a language, and their share of all words, that tell it
_MANY_WORDS, _ACCENTED_SHARE = 20, 0.015  # from which on words and letters tell that it is none of them
_UNSEEN, _KINDS = 0.5, 3_000  # what three letters count that were never seen, and how many such there are, about
TOLD_BY_WORDS = tuple(code for code in LANGUAGES if code not in ("ja", "zh", "ko"))


def language_of(text: str) -> str:
    """A code of `LANGUAGES`; of another script its name in lower case ("greek"); `OTHER_LANGUAGE`; or ""."""
    text = text[:_LOOKED_AT]
    if not text.isascii():
        script = _of_script(text)
        if script:
            return script
    return _of_words(_WORD.findall(text.lower()), text)


def _of_script(text: str) -> str:
    beyond = _BEYOND.findall(text)
    if not beyond or len(beyond) < _FOREIGN_SHARE * sum(map(str.isalpha, text)):
        return ""
    sample = "".join(beyond[:_SAMPLED])
    kana, han, hangul = len(_KANA.findall(sample)), len(_HAN.findall(sample)), len(_HANGUL.findall(sample))
    if hangul * 2 > len(sample):
        return "ko"
    if (kana + han) * 2 > len(sample):
        return "ja" if kana > _KANA_SHARE * (kana + han) else "zh"
    [(script, _)] = Counter(unicodedata.name(letter, "").split(" ")[0].lower() for letter in sample).most_common(1)
    words = _WORD.findall(text.lower())
    return _of_words(words, "") or script


def _of_words(words: list[str], text: str) -> str:
    hits: Counter[str] = Counter()
    table = _languages_of_words()
    for word in words:
        for code in table.get(word, ()):
            hits[code] += 1
    # Of as many the first: English leads.
    best = max(TOLD_BY_WORDS, key=lambda code: hits[code])
    if hits[best] >= _STOPS and hits[best] >= _STOP_SHARE * len(words):
        return best
    letters = sum(map(len, words))
    accented = len(_BEYOND_ASCII.findall(text))
    if len(words) >= _MANY_WORDS and hits[best] < _STOP_SHARE * len(words) and accented > _ACCENTED_SHARE * letters:
        return OTHER_LANGUAGE
    return ""


@cache
def _languages_of_words() -> dict[str, tuple[str, ...]]:
    """Each stop word -> the languages it is one of."""
    codes: dict[str, list[str]] = {}
    for code in TOLD_BY_WORDS:
        for word in stop_words(code):
            codes.setdefault(word, []).append(code)
    return {word: tuple(of_word) for word, of_word in codes.items()}


def likely_language(texts: Mapping[str, Iterable[str]], often: Mapping[str, int]) -> Callable[[str], str]:
    """Of the languages that `texts` are in, `often` telling how much is written in each; "" for what has no letters."""
    seen = {code: Counter(_triples(" ".join([*stop_words(code), *own]))) for code, own in texts.items()}
    all_of = {code: sum(counts.values()) + _UNSEEN * _KINDS for code, counts in seen.items()}

    def score(code: str, triples: Sequence[str]) -> float:
        return log(often[code]) + sum(log((seen[code][triple] + _UNSEEN) / all_of[code]) for triple in triples)

    def likeliest(text: str) -> str:
        triples = list(_triples(text))
        return max(seen, key=lambda code: score(code, triples)) if triples else ""

    return likeliest


def _triples(text: str) -> Iterable[str]:
    for word in _WORD.findall(text.lower()):
        padded = f" {word} "
        yield from (padded[i : i + 3] for i in range(len(padded) - 2))
