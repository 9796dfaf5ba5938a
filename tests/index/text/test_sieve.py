"""A sieve finds what the pattern finds, and says rightly which letters each match needs; signs never lack a match."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.language_data import any_of
from index.text.sieve import Sieve, WordSigns, could_match, needed, spaced_words

KEYS = ("questions.unknown", "questions.unresolved")
_SIEVES = {key: (Sieve(key), re.compile(any_of(key))) for key in KEYS}
_SIGNS = {key: WordSigns((key,)) for key in (*KEYS, "questions.inverted", "questions.section_others")}
_PATTERNS = {key: re.compile(any_of(key)) for key in _SIGNS}
_WORDS = [
    *("i", "don't", "know", "why", "it", "is", "not sure", "unclear", "what", "no", "idea", "ask", "see", "look it up"),
    *("ob", "ich", "weiß", "nicht", "je", "ne sais pas", "si", "no sé", "qué", "わからない", "不知道为什么"),
]


@pytest.mark.parametrize(
    ("pattern", "literals"),
    [
        ("no (?:idea|clue)|unsure", {"idea", "clue", "unsure"}),
        (r"\bask(?:ed)?\b", {"ask"}),
        (r"a|\bgood", None),
        (r"(?:\w+ )?", None),
        (r"(?:do|did)n't know", {"n't know"}),
        ("x{2,}yy|謎", {"yy", "謎"}),
    ],
)
def test_what_each_match_needs(pattern: str, literals: set[str] | None) -> None:
    assert needed(pattern) == literals


@pytest.mark.parametrize("key", KEYS)
@given(words=st.lists(st.sampled_from(_WORDS), max_size=12))
def test_it_finds_where_the_pattern_does(key: str, words: list[str]) -> None:
    text = " ".join(words)
    sieve, pattern = _SIEVES[key]
    found, wanted = sieve.search(text), pattern.search(text)
    assert (found and found.start()) == (wanted and wanted.start())


@pytest.mark.parametrize("key", _SIGNS)
@given(rows=st.lists(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=6), min_size=1, max_size=3))
def test_signs_lack_nothing_that_the_pattern_finds(key: str, rows: list[list[str]]) -> None:
    texts = [" ".join(words) for words in rows]
    needs = _SIGNS[key].within(spaced_words("\n".join(texts)))
    for text in texts:
        if _PATTERNS[key].search(text):
            assert could_match(spaced_words(text), needs)


def test_signs_tell_most_statements_from_what_asks() -> None:
    needs = _SIGNS["questions.unknown"].within(spaced_words("i know the idea. no one asked why, and it is clear."))
    assert not needs


def test_an_entry_that_no_language_has_is_an_error() -> None:
    with pytest.raises(KeyError):
        Sieve("questions.of_nobody")
