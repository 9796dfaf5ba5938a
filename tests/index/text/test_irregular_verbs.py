"""English verbs whose forms no stemmer brings together."""

import pytest

from index.text.irregular_verbs import other_forms


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("buy", {"bought"}),
        ("ran", {"run"}),
        ("go", {"went", "gone"}),
        ("swum", {"swim", "swam"}),
        ("learn", {"learnt"}),
    ],
)
def test_forms_that_no_stemmer_brings_together(word: str, forms: set[str]) -> None:
    assert set(other_forms(word)) == forms


@pytest.mark.parametrize("word", ["walk", "bet", "", "bicycle"])
def test_other_words_have_none(word: str) -> None:
    assert other_forms(word) == ()


def test_no_form_is_of_two_verbs() -> None:
    for word in ("lay", "lie", "wound", "found", "left", "fell"):
        assert word not in other_forms(word)
