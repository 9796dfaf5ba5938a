"""A quote that no longer stands in the file is never shown."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.evidence.citations import quote_stands

LINES = ("# Kernels", "- A kernel **slides** over", "  the image. It's small.", "", "> Straße 5: 畳み込み")

STANDS = {
    "a line": ("A kernel slides over", 2, 2),
    "part of a line": ("slides", 2, 2),
    "over a line's end": ("slides over the image", 2, 3),
    "other punctuation": ("a KERNEL, 'slides' over!", 2, 2),
    "other spaces": ("A  kernel\tslides", 2, 2),
    "more lines than needed": ("the image", 1, 5),
    "folded letters": ("STRASSE 5", 5, 5),
    "no spaces at all": ("畳み込み", 5, 5),
    "part of a run without spaces": ("み込", 5, 5),
    "a second place, where it is whole": ("a", 1, 2),
    "the first line": ("Kernels", 1, 1),
}
FALLS = {
    "another word": ("A kernel jumps over", 2, 2),
    "another order": ("slides kernel", 2, 2),
    "a word left out": ("A kernel over", 2, 2),
    "other lines": ("the image", 1, 2),
    "an empty quote": ("", 1, 5),
    "marks only": ("** -- !", 1, 5),
    "line 0": ("Kernels", 0, 1),
    "an end before its start": ("Kernels", 2, 1),
    "behind the file's end": ("Straße", 5, 6),
    "a number changed": ("Straße 6", 5, 5),
    "a word cut at its end": ("A kernel slide", 2, 2),
    "a word cut at its start": ("ernels", 1, 1),
    "two words for one": ("mage", 3, 3),
}


@pytest.mark.parametrize(("quote", "start", "end"), STANDS.values(), ids=STANDS)
def test_words_that_stand_there(quote: str, start: int, end: int) -> None:
    assert quote_stands(quote, LINES, start, end)


@pytest.mark.parametrize(("quote", "start", "end"), FALLS.values(), ids=FALLS)
def test_words_that_do_not(quote: str, start: int, end: int) -> None:
    assert not quote_stands(quote, LINES, start, end)


def test_nothing_stands_in_an_empty_file() -> None:
    assert not quote_stands("a", (), 1, 1)


_TEXT = st.text("abc déß.,*-日本 ", max_size=20)


@settings(max_examples=300, deadline=None)
@given(st.lists(_TEXT, min_size=1, max_size=6), st.data())
def test_words_cut_from_the_lines_stand_there(lines: list[str], data: st.DataObject) -> None:
    start = data.draw(st.integers(1, len(lines)))
    end = data.draw(st.integers(start, len(lines)))
    words = " ".join(lines[start - 1 : end]).split(" ")
    a = data.draw(st.integers(0, len(words)))
    quote = " ".join(words[a : data.draw(st.integers(a, len(words)))])
    assert quote_stands(quote, lines, start, end) is any(c.isalnum() for c in quote)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=30), st.lists(_TEXT, max_size=4), st.integers(-2, 8), st.integers(-2, 8))
def test_lines_that_are_not_there_hold_nothing(quote: str, lines: list[str], start: int, end: int) -> None:
    inside = 1 <= start <= end <= len(lines)
    assert inside or not quote_stands(quote, lines, start, end)
    assert not quote_stands("nowhere to be found", lines, start, end)
