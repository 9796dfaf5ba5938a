"""Whether a sentence says that the author did what a question counts: did it, did not, or only mentions it.

"how often did I stream" counts "I streamed for two hours" and "Streamed again", not "I want to stream", "Tom streamed",
"Streaming is sending data" or "crossed a stream"; "on which days did I not smoke" counts "No smoking today".
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from index.text.folding import fold_punctuation
from index.text.language_data import any_of
from index.text.scripts import HIRAGANA
from index.text.stemming import joins_words
from index.text.stop_words import DOING_WORDS
from rag.evidence.assertions import Sentence
from rag.facts.deed_patterns import pattern_telling
from rag.facts.english_deeds import english_telling
from rag.facts.word_forms import is_form_of
from rag.question.read import Question
from rag.temporal.language import written_language

Telling = Literal["did", "denied", "mentioned", ""]
"""What a sentence says of a deed; "" where it does not name it."""
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_KANA_BEHIND = re.compile(f"[{HIRAGANA}]+$")
_PART = 4  # letters of a part of a compound
_FEW = 2  # words of a question that must all be there
_MOST = 2 / 3  # of more
_LANGUAGES = ("en", "de", "fr", "es", "ja", "zh")


@dataclass(frozen=True, slots=True)
class Deed:
    """What is counted: its words, and the verb among them where it says what was done ("smoke", not "use")."""

    words: tuple[str, ...]
    verb: str
    names: tuple[str, ...]
    """Whose deeds; the author's where there are none."""
    denied: bool
    """ "on which days did I not smoke"."""
    language: str
    writing: bool = False
    """ "when did I first write about …": what mentions it is the deed."""


def read_deed(question: Question) -> Deed:
    """The deed that a question of days asks about."""
    folded = " ".join(fold_punctuation(question.text).split())
    language = _language(folded)
    verb = ""
    full = _whole_names(question)
    shortened = folded
    for name in full:
        shortened = shortened.replace(" ".join(name), name[0])  # did Ma Xiulan first use
    match = _asked_verb().search(shortened) if language == "en" else None
    if match and match["verb"] not in DOING_WORDS:
        verb = match["verb"]
    doers = [word for word in (match["who"].split() if match else ()) if word not in ("i", "we", "and")]
    names = tuple(part for name in full if name[0] in doers for part in name)
    words = tuple(word for word in question.subject if word not in names)
    if language == "ja":
        words = tuple(dict.fromkeys(filter(None, (_KANA_BEHIND.sub("", word) for word in words)))) or words
    denied = re.search(any_of("deeds.asks_denied", (language,)), folded) is not None
    writing = verb not in words and re.search(any_of("deeds.writing", (language,)), folded) is not None
    return Deed(words or question.subject, verb if verb in words else "", names, denied, language, writing)


def _whole_names(question: Question) -> list[list[str]]:
    """The names asked about, each as its parts in lower case: "Ma Xiulan" is one."""
    whole: list[list[str]] = []
    before = ""
    for name in question.names:
        if before and f"{before} {name}" in question.text:
            whole[-1].append(name.casefold())
        else:
            whole.append(name.casefold().split())
        before = name
    return whole


def asks_for_deed(question: Question) -> bool:
    """Whether it asks what the author did, in English: "how many cigarettes did I smoke"."""
    match = _asked_verb().search(" ".join(fold_punctuation(question.text).split()))
    return match is not None and match["who"] in ("i", "we")


@cache
def _asked_verb() -> re.Pattern[str]:
    return re.compile(any_of("deeds.asked_verb", ("en",)))


def _language(folded: str) -> str:
    likeliest = written_language(folded)
    return likeliest if likeliest in _LANGUAGES else "en"


def telling(deed: Deed, sentence: Sentence, above: str = "") -> Telling:
    """What the sentence says of the deed; `above` are the headings and the title that it stands below."""
    done = f"{sentence.heading} {above}" if sentence.role == "done task" else ""  # below "Climbing"
    if not _names(deed, f"{sentence.text} {done}", f"{sentence.lead} {sentence.heading} {above}"):
        return ""
    if sentence.state or sentence.role in ("plan", "open task", "heading", "code", "formula"):
        return "mentioned"
    if deed.language == "en":
        return english_telling(fold_punctuation(sentence.text), deed.words, deed.verb, deed.names, sentence.role)
    return pattern_telling(sentence.text, deed.words, deed.language)


def names_deed(deed: Deed, text: str) -> bool:
    """Whether a part of a sentence holds a word of the deed."""
    folded = fold_punctuation(text)
    if deed.language in ("ja", "zh"):
        return any(word in folded for word in deed.words)
    return any(_held(word, _WORD.findall(folded), deed.language) for word in deed.words)


def _names(deed: Deed, text: str, context: str) -> bool:
    """Whether one of the words stands in the sentence, and the others there or right above it."""
    folded, around = fold_punctuation(text), fold_punctuation(context)
    if deed.language in ("ja", "zh"):
        here = [word for word in deed.words if word in folded]
        there = [word for word in deed.words if word in folded or word in around]
    else:
        own, near = _WORD.findall(folded), _WORD.findall(around)
        if joins_words(deed.language):
            own = [*own, *(word for other in own for word in _in_compound(deed.words, other, deed.language))]
        here = [word for word in deed.words if _held(word, own, deed.language)]
        there = [word for word in deed.words if word in here or _held(word, near, deed.language)]
    count = len(deed.words)
    if deed.verb and deed.verb not in here:
        return False
    return bool(here) and len(there) >= (count if count <= _FEW else _MOST * count)


def _in_compound(words: Sequence[str], other: str, language: str) -> list[str]:
    """The two words that `other` is made of, if it is: "kunden" and "besuch" of "Kundenbesuch"."""
    for first in words:
        rest = other.removeprefix(first)
        if rest != other and len(first) >= _PART:
            return next(
                ([first, second] for second in words if second != first and is_form_of(second, rest, language)), []
            )
    return []


def _held(word: str, others: Sequence[str], language: str) -> bool:
    return any(is_form_of(word, other, language) for other in others)
