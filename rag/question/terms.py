"""A question's text -> its content words: what the word search looks for, and the proper names in it.

content_words("What did I learn about CNNs?") -> ("cnns",)
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from index.text.folding import fold_punctuation
from index.text.language_data import UNSPACED, any_of, language_data
from index.text.scripts import CJK_WORDS, HALF_KATAKANA, HAN, HAN_EXTENSION, HIRAGANA, ITERATION, KANA, KATAKANA, MARKED
from index.text.stop_words import ASKING_WORDS, INTENT_WORDS, stop_words
from rag.temporal.language import confident_language
from rag.temporal.lexicon import VOCABULARY

_SIGN = rf"(?:[^\W_]|[{MARKED}])"
_WORD = re.compile(rf"{_SIGN}+(?:'{_SIGN}+)*")
_WRITTEN = re.compile(rf"[\w{MARKED}]+")
_ELIDED = re.compile(r"^(?:[cdjlmnst]|qu|lorsqu|puisqu)'(?=\w)")
_HAS_CJK = re.compile(f"[{CJK_WORDS}]")
_HAS_KANA = re.compile(f"[{KANA}]")
_HIRAGANA_ALONE = re.compile(f"[{HIRAGANA}]+")
_ASKED_WITH = re.compile(language_data("ja").text("unspaced.asked_with"))  # with the particles around it
_NO_VERB_ENDS = language_data("ja").text("unspaced.no_verb_endings")
# A run of kanji or katakana, with the syllable a verb ends on (学び); a run of hiragana; a word of any other script.
_CJK_PIECES = re.compile(
    f"[{KATAKANA}{HAN_EXTENSION}{HAN}{ITERATION}{HALF_KATAKANA}]+(?:(?![{_NO_VERB_ENDS}])[{HIRAGANA}])?"
    f"|[{HIRAGANA}]+"
    rf"|[^\W_{CJK_WORDS}]+"
)
_CALENDAR = {word for word, readings in VOCABULARY["en"].items() if readings[0][0] in "MmWwPSsH"}
_NAME = re.compile(r"(?<![\w'-])[^\W\d_](?:[^\W\d_]|-(?=[^\W\d_]))+(?:\.(?=[^\W\d_]\w*[A-Z]))?")
_SENTENCE_START = re.compile(r"(?:^|[.?!…:\n])[\s\"'“„«(¿¡]*$")


@dataclass(frozen=True, slots=True)
class WordSpan:
    """A word as written, and the characters of the text that it is."""

    word: str
    start: int
    end: int


def word_spans(text: str) -> list[WordSpan]:
    """The words that say what is asked for, as written; those of asking where there are no others."""
    stops = stop_words(confident_language(fold_punctuation(text)))
    words = [match for match in _WRITTEN.finditer(text) if match[0].casefold() not in stops]
    chosen = [match for match in words if match[0].casefold() not in ASKING_WORDS] or words
    return [WordSpan(match[0], *match.span()) for match in chosen]


def name_spans(text: str, names: Sequence[str]) -> list[tuple[int, int]]:
    """Where the names stand in the text: (start, end) of each."""
    return [match.span() for name in names for match in re.finditer(re.escape(name), text)]


def content_words(text: str, intent: str = "ask") -> tuple[str, ...]:
    """The words in lower case, in order, each once; where all are stop words, these are better than nothing."""
    content, better_than_nothing = _words(text, intent)
    return content or better_than_nothing


def says_nothing(text: str, intent: str = "ask") -> bool:
    """Whether there is no word in it that a note could be searched by: "what did I do"."""
    return not _words(text, intent)[0]


def _words(text: str, intent: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The content words, and the words to take where there are none."""
    folded = fold_punctuation(text)
    if _HAS_CJK.search(folded):
        asking = _intent_words().get(intent)
        matter = asking.sub(" ", folded) if asking else folded
        matter = _ASKED_WITH.sub(" ", matter) if _HAS_KANA.search(matter) else matter
        return _each_once(_cjk_words(matter)), _each_once(_cjk_words(folded))
    spoken = confident_language(folded)
    words = [_bare(word, spoken) for word in _WORD.findall(folded)]
    stops = stop_words(spoken)
    content = [word for word in words if word not in stops]
    framing = ASKING_WORDS | INTENT_WORDS.get(intent, frozenset())
    subject = [word for word in content if word not in framing]
    return _each_once(subject), _each_once(content or words)


def _each_once(words: list[str]) -> tuple[str, ...]:
    # Not casefolded: the index has "straße", and would not be found by "strasse".
    return tuple(dict.fromkeys(words))


def _bare(word: str, spoken: str) -> str:
    """Without what an apostrophe ties to it: Caroline's, l'apprentissage."""
    if word in stop_words(spoken):
        return word
    if spoken == "fr":
        return _ELIDED.sub("", word)
    if spoken == "ko":
        return _without_particle(word)
    return word.removesuffix("'s") if spoken == "en" else word


def _without_particle(word: str) -> str:
    """A Korean word without the particle that is written with it, where at least two syllables are left."""
    found = next((end for end in _korean_particles() if word.endswith(end) and len(word) - len(end) >= 2), "")
    return word.removesuffix(found)


@cache
def _korean_particles() -> list[str]:
    return sorted(language_data("ko").words("text.particles"), key=len, reverse=True)


@cache
def _intent_words() -> dict[str, re.Pattern[str]]:
    """What a question of an intent asks with, in scripts without spaces."""
    intents = ("first", "last", "count", "which")
    return {intent: re.compile(any_of(f"intents.words.{intent}", UNSPACED)) for intent in intents}


@cache
def _japanese_stops() -> list[str]:
    """Those of more than one character, longer ones first."""
    return sorted((word for word in stop_words("ja") if len(word) > 1), key=len, reverse=True)


@cache
def _chinese_stops() -> re.Pattern[str]:
    return re.compile("|".join(sorted(stop_words("zh"), key=len, reverse=True)))


def _cjk_words(text: str) -> list[str]:
    if not _HAS_KANA.search(text):
        text = _chinese_stops().sub(" ", text)
    pieces = [(piece, _trimmed(piece)) for piece in _CJK_PIECES.findall(text)]
    content = [trimmed for _, trimmed in pieces if trimmed]
    return content or [piece for piece, _ in pieces]


def _trimmed(piece: str) -> str:
    """A piece without particles and helping verbs at its ends; "" where little else is left."""
    if not _HAS_CJK.search(piece):
        return "" if piece in stop_words("en") else piece
    if not _HIRAGANA_ALONE.fullmatch(piece):
        return "" if piece in stop_words("ja") else piece
    changed = True
    while changed:
        changed = False
        for stop in _japanese_stops():
            if piece.startswith(stop) or piece.endswith(stop):
                piece, changed = piece.removeprefix(stop).removesuffix(stop), True
    return piece if len(piece) > 2 else ""


def _is_acronym(word: str) -> bool:
    return sum(c.isupper() for c in word) * 2 > len(word)


def names(text: str) -> tuple[str, ...]:
    """Words written as names are: with a capital inside a sentence, or at its start with 's. None in German."""
    if confident_language(fold_punctuation(text)) == "de":
        return ()
    found: list[str] = []
    for match in _NAME.finditer(text):
        word = match[0]
        folded = fold_punctuation(word)
        if not word[0].isupper() or _is_acronym(word) or folded in stop_words("en") or folded in _CALENDAR:
            continue
        starts = _SENTENCE_START.search(text, max(0, match.start() - 12), match.start()) is not None
        if not starts or text[match.end() : match.end() + 2] in ("'s", "’s"):
            found.append(word)
    return tuple(dict.fromkeys(found))
