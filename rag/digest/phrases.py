"""A text -> the words and phrases in it that can be a theme: no stop word stands in them."""

import re
from collections.abc import Iterator, Set
from functools import cache

from index.dates.names import MONTHS, WEEKDAYS
from index.text.language_data import all_words
from index.text.scripts import CJK_WORDS, HIRAGANA
from index.text.stop_words import ASKING_WORDS, DOING_WORDS, stop_words
from rag.temporal.language import likeliest_language

_LONGEST, _LONGEST_UNSPACED = 3, 4
_PIECE = re.compile(rf"[{CJK_WORDS}]+|[^\W\d_{CJK_WORDS}]+(?:['’-][^\W\d_{CJK_WORDS}]+)*|[^\w\s]|\d+")
_UNSPACED = re.compile(f"[{CJK_WORDS}]+")
_KANA_EDGE = re.compile(f"^[{HIRAGANA}]|[{HIRAGANA}]$")
_SHORTEST = 3
_GRAMMAR = (
    "evidence.leaning", "grounding.conjunctions", "grounding.negators", "grounding.auxiliaries", "grounding.framing",
    "grounding.before_places", "grounding.before_others", "grounding.pronouns", "grounding.articles",
)  # fmt: skip


def phrases(text: str, stops: Set[str]) -> Iterator[tuple[str, str]]:
    """(folded, as written) of each word and phrase, as often as it is there: "the old boat" -> old, boat, old boat."""
    run: list[str] = []
    for piece in [*_PIECE.findall(text), "."]:
        if _UNSPACED.match(piece):
            yield from _unspaced(piece, stops)
        elif piece[0].isalpha():
            run.append(piece)
            yield from _ending_here(run, stops)
            continue
        run = []


def _ending_here(run: list[str], stops: Set[str]) -> Iterator[tuple[str, str]]:
    """The word that a run ends with, and the phrases that end with it."""
    folded = [_folded(word) for word in run[-_LONGEST:]]
    for size in range(1, len(folded) + 1):
        if not _can_stand(folded[-size], stops):
            return
        yield " ".join(folded[-size:]), " ".join(run[-size:])


def _can_stand(word: str, stops: Set[str]) -> bool:
    return len(word) >= _SHORTEST and word not in stops and word.split("'")[0] not in stops


def _unspaced(run: str, stops: Set[str]) -> Iterator[tuple[str, str]]:
    for size in range(2, _LONGEST_UNSPACED + 1):
        for start in range(len(run) - size + 1):
            part = run[start : start + size]
            if part[0] not in stops and part[-1] not in stops and part not in stops and not _KANA_EDGE.search(part):
                yield part, part


def _folded(word: str) -> str:
    return word.casefold().replace("’", "'").removesuffix("'s")


def stops_of(texts: list[str]) -> Set[str]:
    """The stop words of the languages that the texts are in, and the names of months and weekdays."""
    languages = {likeliest_language(text[:2_000].casefold()) for text in texts}
    return frozenset().union(_of_no_theme(), *(stop_words(code) for code in (*languages, "ja", "zh")))


@cache
def _of_no_theme() -> frozenset[str]:
    """Words of the grammar of all languages and of dates: a span is not about them."""
    return frozenset({*MONTHS, *WEEKDAYS}).union(*map(all_words, _GRAMMAR), ASKING_WORDS, DOING_WORDS)
