"""Operators in a question: what is one, what only looks like one, and what is left of the text."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.question.operators import Operators, read_operators, without_quotes

PHRASES = {
    "straight": ('where is "feature map" used', ("feature map",)),
    "curly": ("where is “feature map” used", ("feature map",)),
    "German": ("wo steht „größte Zahl“", ("größte Zahl",)),
    "French": ("où est « carte de traits » noté", ("carte de traits",)),
    "two": ('"max pooling" or "mean pooling"', ("max pooling", "mean pooling")),
    "the same twice, in other letters": ('"Max Pooling" and "max pooling"', ("Max Pooling",)),
    "spaces inside closed up": ('"  max \t pooling "', ("max pooling",)),
    "one word": ('"pooling"', ("pooling",)),
    "a hyphen inside is no exclusion": ('"a -b"', ("a -b",)),
    "no words inside": ('"..." and "" and " "', ()),
    "no partner": ('a 5" disk', ()),
    "three marks": ('"max pooling" and a 5" disk', ("max pooling",)),
    "across a line's end": ('"max\npooling"', ()),
    "too long to be meant": ('"' + "a b " * 100 + '"', ()),
}


@pytest.mark.parametrize(("text", "phrases"), PHRASES.values(), ids=PHRASES)
def test_phrases_in_quotation_marks_are_found_and_stay(text: str, phrases: tuple[str, ...]) -> None:
    assert read_operators(text) == Operators(phrases, (), (), text)


EXCLUDED = {
    "a word": ("pooling -keras", ("keras",), "pooling"),
    "first": ("-keras pooling", ("keras",), "pooling"),
    "in the middle": ("max -keras pooling", ("keras",), "max pooling"),
    "before a comma": ("pooling, -keras, padding", ("keras",), "pooling, , padding"),
    "before a question mark": ("what is pooling -keras?", ("keras",), "what is pooling ?"),
    "two": ("pooling -keras -torch", ("keras", "torch"), "pooling"),
    "the same twice": ("pooling -keras -Keras", ("keras",), "pooling"),
    "a phrase": ('pooling -"feature map"', ("feature map",), "pooling"),
    "a phrase in curly marks": ("pooling -“feature map”", ("feature map",), "pooling"),
    "with a hyphen of its own": ("learning -self-supervised", ("self-supervised",), "learning"),
    "with an apostrophe": ("dinner -mother's", ("mother's",), "dinner"),
    "Cyrillic": ("сеть -керас", ("керас",), "сеть"),
    "Japanese": ("畳み込み -プール", ("プール",), "畳み込み"),
    "accents": ("réseau -été", ("été",), "réseau"),
}


@pytest.mark.parametrize(("text", "excluded", "rest"), EXCLUDED.values(), ids=EXCLUDED)
def test_a_minus_before_a_word_leaves_it_out(text: str, excluded: tuple[str, ...], rest: str) -> None:
    found = read_operators(text)
    assert (found.excluded, found.phrases) == (excluded, ())
    assert found.rest.replace(" ,", ",").replace(" ?", "?") == rest.replace(" ,", ",").replace(" ?", "?")


@pytest.mark.parametrize(
    "text",
    [
        "a well-known result",
        "state-of-the-art",
        "notes - keras",
        "it was -5 °C outside",
        "from 2019-2021",
        "on 2020-03-17",
        "x=-keras",
        "--verbose",
        "a -- b",
        "see -/path",
        "grep -i? no: -",
        "pooling – keras",
    ],
)
def test_hyphens_that_leave_nothing_out(text: str) -> None:
    assert read_operators(text).excluded in ((), ("i",)) and (" -i?" in text or read_operators(text).rest == text)


TAGS = {
    "a tag": ("pooling tag:ml", ("ml",), "pooling"),
    "only a tag": ("tag:ml", ("ml",), ""),
    "with its number sign": ("tag:#ml pooling", ("ml",), "pooling"),
    "capitals": ("TAG:ML pooling", ("ml",), "pooling"),
    "below another": ("tag:ml/cnn pooling", ("ml/cnn",), "pooling"),
    "with a hyphen": ("tag:deep-learning", ("deep-learning",), ""),
    "two": ("tag:ml tag:paper pooling", ("ml", "paper"), "pooling"),
    "the same twice": ("tag:ml tag:ML pooling", ("ml",), "pooling"),
    "before a question mark": ("what is pooling tag:ml?", ("ml",), "what is pooling ?"),
    "German": ("Netze tag:Größe", ("größe",), "Netze"),
    "inside a word": ("hashtag:ml", (), "hashtag:ml"),
    "without a name": ("tag: ml", (), "tag: ml"),
    "in a phrase": ('"tag:ml"', (), '"tag:ml"'),
}


@pytest.mark.parametrize(("text", "tags", "rest"), TAGS.values(), ids=TAGS)
def test_tags(text: str, tags: tuple[str, ...], rest: str) -> None:
    found = read_operators(text)
    assert (found.tags, found.rest) == (tags, rest)


def test_all_at_once() -> None:
    found = read_operators('pooling "feature map" -keras tag:ml last week')
    assert found == Operators(("feature map",), ("keras",), ("ml",), 'pooling "feature map" last week')


def test_without_operators_the_text_is_kept_to_the_letter() -> None:
    assert read_operators("  what \n is  this ").rest == "  what \n is  this "


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ('the "feature map" of it', "the feature map of it"),
        ("„eins“ und «deux»", "eins und deux"),
        ('a 5" disk', 'a 5" disk'),
        ("it's", "it's"),
    ],
)
def test_the_marks_of_phrases_go_and_their_words_stay(text: str, bare: str) -> None:
    assert without_quotes(text) == bare


_PIECES = st.sampled_from(
    [
        "pooling",
        "-keras",
        '"feature map"',
        '-"a b"',
        "tag:ml",
        "tag:#x/y",
        '"',
        "“",
        "”",
        "-",
        "—",
        "ß",
        "日本",
        " ",
        "\n",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=120), st.lists(_PIECES, max_size=12).map(" ".join)))
def test_any_text_is_read_and_no_word_is_made_up(text: str) -> None:
    found = read_operators(text)
    assert len(found.rest) <= len(text)
    squeezed = " ".join(text.split())
    for words in (*found.phrases, *found.excluded):
        assert words and words in squeezed and re.search(r"\w", words)
    for words in (found.phrases, found.excluded, found.tags):
        assert len({word.casefold() for word in words}) == len(words)


_WORD = st.text("abcdefgh", min_size=1, max_size=6).filter(lambda word: word != "tag")


@settings(max_examples=200, deadline=None)
@given(st.lists(_WORD, min_size=1), st.lists(_WORD), st.lists(_WORD), st.lists(_WORD, min_size=1))
def test_what_is_put_together_is_taken_apart(
    said: list[str], excluded: list[str], tags: list[str], phrase: list[str]
) -> None:
    words = " ".join(said)
    text = " ".join([words, *(f"-{w}" for w in excluded), *(f"tag:{w}" for w in tags), f'"{" ".join(phrase)}"'])
    found = read_operators(text)
    assert found.rest == f'{words} "{" ".join(phrase)}"'
    assert found.phrases == (" ".join(phrase),)
    assert found.excluded == tuple(dict.fromkeys(excluded)) and found.tags == tuple(dict.fromkeys(tags))


@pytest.mark.timeout(20)
@pytest.mark.parametrize("piece", ['"', "“", "„", '"a', "-", "-a", '-"', "tag:", "tag:a/", "«", " -", "-'"])
def test_ten_thousand_marks_are_read_at_once(piece: str) -> None:
    text = (piece * 10_000)[:10_000]
    assert len(read_operators(text).rest) <= len(text)
