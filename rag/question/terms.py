"""A question's text -> its content words: what the word search looks for, and the proper names in it.

content_words("What did I learn about CNNs?") -> ("cnns",)
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.text.stop_words import ASKING_WORDS, CHINESE_STOPS, INTENT_WORDS, STOP_WORDS
from rag.temporal.lexicon import VOCABULARY
from rag.temporal.tokens import flat, language_of

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_WRITTEN = re.compile(r"\w+")
_ELIDED = re.compile(r"^(?:[cdjlmnst]|qu|lorsqu|puisqu)'(?=\w)")
_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff66-\uff9f"
_HAS_CJK = re.compile(f"[{_CJK}]")
_KANA = re.compile(r"[\u3040-\u30ff]")
# A run of kanji or katakana, with the syllable a verb ends on (学び); a run of hiragana; a word of any other script.
_CJK_PIECES = re.compile(
    r"[\u30a0-\u30ff\u3400-\u4dbf\u4e00-\u9fff\u3005\uff66-\uff9f]+(?:(?![はがをにでともやのへかねよなさし])[\u3041-\u3096])?"
    r"|[\u3041-\u3096]+"
    rf"|[^\W_{_CJK}]+"
)
_JA_STOPS = sorted((word for word in STOP_WORDS["ja"] if len(word) > 1), key=len, reverse=True)
_ZH_STOPS = re.compile("|".join(sorted(CHINESE_STOPS, key=len, reverse=True)))
# What a question of one intent asks with, in scripts without spaces.
_CJK_INTENT = {
    "first": re.compile("初めて|はじめて|最初に|第一次"),
    "last": re.compile("最後に|最后一次"),
    "count": re.compile("何[回日度](?:くらい|ぐらい|間)?|(?:几|多少)[次天]"),
    "which": re.compile("どの日|哪[些几]?[天日]"),
}
_NEVER = re.compile(r"(?!)")
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
    stops = STOP_WORDS[language(flat(text))]
    words = [match for match in _WRITTEN.finditer(text) if match[0].casefold() not in stops]
    chosen = [match for match in words if match[0].casefold() not in ASKING_WORDS] or words
    return [WordSpan(match[0], *match.span()) for match in chosen]


def name_spans(text: str, names: Sequence[str]) -> list[tuple[int, int]]:
    """Where the names stand in the text: (start, end) of each."""
    return [match.span() for name in names for match in re.finditer(re.escape(name), text)]


def content_words(text: str, intent: str = "ask") -> tuple[str, ...]:
    """The words in lower case, in order, each once; where all are stop words, these are better than nothing."""
    said, better_than_nothing = _words(text, intent)
    return said or better_than_nothing


def says_nothing(text: str, intent: str = "ask") -> bool:
    """Whether there is no word in it that a note could be searched by: "what did I do"."""
    return not _words(text, intent)[0]


def _words(text: str, intent: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The content words, and the words to take where there are none."""
    folded = flat(text)
    if _HAS_CJK.search(folded):
        matter = _CJK_INTENT.get(intent, _NEVER).sub(" ", folded)
        return _each_once(_cjk_words(matter)), _each_once(_cjk_words(folded))
    spoken = language(folded)
    words = [_bare(word, spoken) for word in _WORD.findall(folded)]
    stops = STOP_WORDS[spoken]
    said = [word for word in words if word not in stops]
    framing = ASKING_WORDS | INTENT_WORDS.get(intent, frozenset())
    asked = [word for word in said if word not in framing]
    return _each_once(asked), _each_once(said or words)


def _each_once(words: list[str]) -> tuple[str, ...]:
    # Not casefolded: the index has "straße", and would not be found by "strasse".
    return tuple(dict.fromkeys(words))


def language(folded: str) -> str:
    """The language whose stop words count; one such word alone ("fast.ai" has a French one) does not make it that."""
    likeliest = language_of(folded)
    said = sum(word in STOP_WORDS[likeliest] for word in _WORD.findall(folded))
    return likeliest if said > 1 else "en"


def _bare(word: str, spoken: str) -> str:
    """Without what an apostrophe ties to it: Caroline's, l'apprentissage."""
    if word in STOP_WORDS[spoken]:
        return word
    if spoken == "fr":
        return _ELIDED.sub("", word)
    return word.removesuffix("'s") if spoken == "en" else word


def _cjk_words(text: str) -> list[str]:
    if not _KANA.search(text):
        text = _ZH_STOPS.sub(" ", text)
    pieces = [(piece, _trimmed(piece)) for piece in _CJK_PIECES.findall(text)]
    said = [trimmed for _, trimmed in pieces if trimmed]
    return said or [piece for piece, _ in pieces]


def _trimmed(piece: str) -> str:
    """A piece without particles and helping verbs at its ends; "" where little else is left."""
    if not _HAS_CJK.search(piece):
        return "" if piece in STOP_WORDS["en"] else piece
    if not re.fullmatch(r"[\u3041-\u3096]+", piece):
        return "" if piece in STOP_WORDS["ja"] else piece
    changed = True
    while changed:
        changed = False
        for stop in _JA_STOPS:
            if piece.startswith(stop) or piece.endswith(stop):
                piece, changed = piece.removeprefix(stop).removesuffix(stop), True
    return piece if len(piece) > 2 else ""


def _is_acronym(word: str) -> bool:
    return sum(c.isupper() for c in word) * 2 > len(word)


def names(text: str) -> tuple[str, ...]:
    """Words written as names are: with a capital inside a sentence, or at its start with 's. None in German."""
    if language(flat(text)) == "de":
        return ()
    found: list[str] = []
    for match in _NAME.finditer(text):
        word = match[0]
        if not word[0].isupper() or _is_acronym(word) or flat(word) in STOP_WORDS["en"] or flat(word) in _CALENDAR:
            continue
        starts = _SENTENCE_START.search(text, max(0, match.start() - 12), match.start()) is not None
        if not starts or text[match.end() : match.end() + 2] in ("'s", "’s"):
            found.append(word)
    return tuple(dict.fromkeys(found))
