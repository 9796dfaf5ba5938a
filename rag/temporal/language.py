"""Text -> the language it is written in, of those whose time words are known."""

import re

from index.text.language_data import LANGUAGES, language_data
from index.text.scripts import HANGUL, JAPANESE_CHINESE, KANA
from index.text.stop_words import stop_words
from index.text.told_language import language_of
from rag.temporal.lexicon import LONGEST_PHRASE, VOCABULARY

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_WORD_OR_NUMBER = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_CJK, _SIGNS = re.compile(f"[{JAPANESE_CHINESE}]"), re.compile(f"[{JAPANESE_CHINESE}{HANGUL}]")
_HANGUL, _KANA = re.compile(f"[{HANGUL}]"), re.compile(f"[{KANA}]")
_PART = re.compile(r"[^\W\d_]+")
_PHRASES = {
    language: frozenset(" ".join(_PART.findall(word)) for word in words if len(_PART.findall(word)) > 1)
    for language, words in VOCABULARY.items()
}
_HINTING = 300  # characters
_NEARLY, _LEAST = 0.8, 5  # of the likeliest one's words, and more than one of a language's own
_LONG = 4  # letters of a stop word that is hardly a name or part of one


def is_cjk(text: str) -> bool:
    """Whether the text is written in Japanese or Chinese."""
    return _CJK.search(text) is not None


def is_korean(text: str) -> bool:
    """Whether it is written in Hangul."""
    return _HANGUL.search(text) is not None and _KANA.search(text) is None


def is_in_signs(text: str) -> bool:
    """Whether it is Japanese, Chinese or Korean: their words are not parted by spaces, or as one likes."""
    return _SIGNS.search(text) is not None


def written_language(folded: str) -> str:
    """The language of any text: that of its signs, else the likeliest by its words."""
    if is_korean(folded):
        return "ko"
    if is_cjk(folded):
        return "ja" if _KANA.search(folded) else "zh"
    return likeliest_language(folded)


def likeliest_language(folded: str) -> str:
    """The language most of whose words these are; English when nothing tells."""
    return likeliest_languages(folded)[0]


def likeliest_languages(folded: str) -> list[str]:
    """The languages most of whose words these are, in the order of the vocabulary; all of them when nothing tells."""
    return _likeliest(_known_words(folded), folded)


def _likeliest(scores: dict[str, int], folded: str) -> list[str]:
    found = [language for language, score in scores.items() if score == max(scores.values())]
    return sorted(found, key=lambda language: -_hints(folded, language)) if len(found) > 1 else found


def languages_to_try(folded: str) -> list[str]:
    """The likeliest languages, and behind them those nearly as many of whose words these are: "ce week-end on a …"."""
    scores = _known_words(folded)
    first = _likeliest(scores, folded)
    most = scores[first[0]]
    others = [code for code, n in scores.items() if code not in first and n >= max(_NEARLY * most, _LEAST)]
    return [*(first if most else first[:1]), *sorted(others, key=lambda code: -scores[code])]


def _known_words(folded: str) -> dict[str, int]:
    """By language how many of the words are its, those of time counting most."""
    words = _WORD.findall(folded)
    # Not both: articles are words of dates too, and "a" and "le" are of several languages.
    return {
        language: sum(max(2 * (word in stop_words(language)), 3 * (word in vocabulary)) for word in words)
        for language, vocabulary in VOCABULARY.items()
    }


def _hints(folded: str, language: str) -> int:
    """What tells of a language where its single words do not: phrases of time, elided words, letters of its own."""
    words = _PART.findall(folded[:_HINTING])
    whole = frozenset(_WORD.findall(folded[:_HINTING]))
    phrases = sum(
        " ".join(words[start : start + size]) in _PHRASES[language]
        for size in range(2, LONGEST_PHRASE + 1)
        for start in range(len(words) - size + 1)
    )
    elided = sum(word in VOCABULARY[language] for word in words if word not in whole)
    letters = language_data(language).words("time.own_letters")
    return 2 * phrases + elided + any(letter in folded for letter in letters)


def confident_language(folded: str) -> str:
    """The likeliest, but English where one stop word alone would tell: "fast.ai" has a French one.

    Unless it is a longer word that no other language has, beside none of English: "weshalb bekommen Bretter Risse".
    Of all languages that have stop words, those too whose time words are not known.
    """
    told = language_of(folded)
    if told in LANGUAGES and told not in VOCABULARY:
        return told
    likeliest = likeliest_language(folded)
    words = _WORD_OR_NUMBER.findall(folded)
    known = [word for word in words if word in stop_words(likeliest)]
    if len(known) == 1 and len(known[0]) >= _LONG and not any(word in stop_words("en") for word in words):
        return likeliest if sum(known[0] in stop_words(code) for code in LANGUAGES) == 1 else "en"
    return likeliest if len(known) > 1 else "en"
