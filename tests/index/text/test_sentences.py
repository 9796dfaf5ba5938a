"""Sentences: together they hold every word, in order; and what looks like an end of one and is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.sentences import sentence_spans


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


_PIECES = st.sampled_from(
    [
        "One. ",
        "Two! ",
        "Dr. ",
        "e.g. ",
        "3.14",
        "...",
        "… ",
        "\n\n",
        "\n",
        "。",
        "」",
        '." ',
        " ",
        "\u3000",
        "a",
        "Ü",
        ".",
        "?",
    ]
)
_TEXTS = st.one_of(st.text(max_size=60), st.lists(_PIECES, max_size=25).map("".join))


@given(_TEXTS)
def test_spans_hold_all_but_the_white_space_once_and_in_order(text: str) -> None:
    rest, end_before = [], 0
    for start, end in sentence_spans(text):
        assert end_before <= start < end <= len(text)
        rest.append(text[end_before:start])
        end_before = end
    assert not "".join([*rest, text[end_before:]]).strip()


@given(_TEXTS)
def test_no_sentence_begins_or_ends_in_white_space(text: str) -> None:
    assert all(sentence == sentence.strip() for sentence in split(text))


@given(st.lists(st.sampled_from(["It rained.", "Why so?", "Stop!", "Das war gut.", "Il pleut, enfin."]), max_size=8))
def test_plain_sentences_are_told_apart(written: list[str]) -> None:
    assert split(" ".join(written)) == written


@pytest.mark.parametrize(
    "sentence",
    [
        "I met Dr. Smith and Mrs. Jones at St. Pancras.",
        "Use a kernel, e.g. Sobel, or a blur, i.e. a mean.",
        "Das gilt z.B. Hunden und d.h. Katzen.",
        "See fig. 3 and eq. 4 of vol. 2.",
        "It costs 3.50 or 1,234.56 in all.",
        "Version 1.2.3 came out.",
        "Look at https://example.org/a.b.html?q=1.5&r=A today.",
        "Write to a.b@example.org about file.Name.md please.",
        "J. Smith wrote it.",
        "It was written by J. R. Tolkien.",
        "Well... maybe not.",
        "Well… maybe not.",
        "We met at 5 p.m. on Friday.",
        "From Jan. 5 to Feb. 3 it snowed.",
        "1. Read the paper",
        "It is on page no. 5 of it.",
        "See the ref. below for it.",
    ],
)
def test_a_stop_inside_a_sentence_does_not_end_it(sentence: str) -> None:
    assert split(sentence) == [sentence]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("It works. Mr. X agreed!", ["It works.", "Mr. X agreed!"]),
        ("Is it so? No. It only seems so.", ["Is it so?", "No.", "It only seems so."]),
        ('She said "no." Then she left.', ['She said "no."', "Then she left."]),
        ("It was so (really!) Good.", ["It was so (really!)", "Good."]),
        ("Bold **end.** Next one.", ["Bold **end.**", "Next one."]),
        ("What?! No... Yes.", ["What?!", "No...", "Yes."]),
        ("It cost 3. Then 4.5 more.", ["It cost 3.", "Then 4.5 more."]),
        ("In 1998. After that nothing.", ["In 1998.", "After that nothing."]),
        ("a title\n\na line\nthat goes on", ["a title", "a line\nthat goes on"]),
        ("今日は晴れ。明日は雨?たぶん!", ["今日は晴れ。", "明日は雨?たぶん!"]),
        ("今日は晴れ。明日は雨？たぶん！", ["今日は晴れ。", "明日は雨？", "たぶん！"]),
        ("「行く。」と言った。", ["「行く。」", "と言った。"]),
        ("我学习了卷积。它很有用！", ["我学习了卷积。", "它很有用！"]),
        ("", []),
        (" \n\t\n ", []),
        ("...", ["..."]),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert split(text) == sentences
