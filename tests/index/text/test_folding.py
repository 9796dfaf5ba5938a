import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.folding import fold_accents, fold_line, fold_punctuation


@given(st.text(max_size=60))
def test_places_stay_where_they_were(text: str) -> None:
    assert len(fold_accents(text)) == len(fold_punctuation(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "accents", "punctuation"),
    [
        ("Été – l’eau", "ete – l’eau", "été - l'eau"),
        ("Đà Nẵng", "da nang", "đà nẵng"),
        ("１２ März", "12 marz", "12 märz"),
        ("İstanbul", "istanbul", "İstanbul"),
    ],
)
def test_accents_or_punctuation_are_folded(text: str, accents: str, punctuation: str) -> None:
    assert fold_accents(text) == accents
    assert fold_punctuation(text) == punctuation


@pytest.mark.parametrize(
    ("line", "folded"),
    [
        ("👉 Why’s that?", "why's that?"),
        ("(open) Does `x` work?", "does x work?"),
        ("see https://a.b/c?d or <b> Why", "see   or   why"),
    ],
)
def test_a_line_loses_what_stands_before_its_words(line: str, folded: str) -> None:
    assert fold_line(line) == folded
