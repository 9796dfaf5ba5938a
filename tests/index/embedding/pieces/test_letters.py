"""A text is read as NFKC has it, whatever stands next to each other, and every letter knows where it stood."""

import sys
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.embedding.pieces.letters import Letters, begins

_OTHERWISE = {"\x01": "", "\n": " ", "\u3000": " ", "～": "～", "ﬁ": "F"}


@given(st.text())
@example("e\u0301\u0323")
@example("\u1100\u1161\u11a8")
@example("ﾊﾟ")
@example("\u0b47\u0b3e")
def test_letters_with_their_marks_make_what_the_whole_makes(text: str) -> None:
    letters, places = Letters({}).read(text)
    joined = unicodedata.normalize("NFKC", text)
    while "  " in joined:
        joined = joined.replace("  ", " ")
    assert "".join(letters) == joined and len(places) == len(letters)


@given(st.text(alphabet=st.sampled_from("ab \n\x01\u3000～ﬁé\u0301ｶﾞ日"), max_size=12))
def test_places_go_forward_and_hold_what_was_read(text: str) -> None:
    letters, places = Letters(_OTHERWISE).read(text)
    assert [start for start, _ in places] == sorted(start for start, _ in places)
    for letter, (start, end) in zip(letters, places, strict=True):
        assert 0 <= start < end <= len(text)
        assert letter == text[start:end] or letter in _form(text[start:end])


def _form(part: str) -> str:
    read = "".join(_OTHERWISE.get(letter, letter) for letter in part)
    return unicodedata.normalize("NFKC", read) + read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("a\n \u3000b", "a b"),
        ("e\x01\u0301", "é"),  # what is left out does not part them
        ("～\u0301", "～\u0301"),
        ("ﬁn", "Fn"),
        ("´", " \u0301"),
        ("", ""),
        ("\x01", ""),
    ],
)
def test_what_is_read_otherwise(text: str, read: str) -> None:
    assert "".join(Letters(_OTHERWISE).read(text)[0]) == read


def test_places_of_what_is_joined_or_taken_apart() -> None:
    assert Letters({}).read("x½e\u0301")[1] == [(0, 1), (1, 2), (1, 2), (1, 2), (2, 4)]


@pytest.mark.long
def test_no_letter_begins_that_unicode_joins_to_one_before() -> None:
    seconds = set()
    for point in range(sys.maxunicode + 1):
        parts = unicodedata.decomposition(chr(point)).split()
        if len(parts) == 2 and not parts[0].startswith("<"):
            seconds.add(chr(int(parts[1], 16)))
    excluded = {letter for letter in seconds if unicodedata.normalize("NFC", "e" + letter) == "e" + letter}
    assert not [letter for letter in seconds if begins(letter) and letter not in excluded]
