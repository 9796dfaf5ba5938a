"""How much of a question's terms a text has: words by their stems, scripts without spaces by pairs of signs."""

import sqlite3

import pytest

from index.store.word_index import create_word_index
from rag.evidence.term_coverage import held_terms, is_unspaced, pair_share


@pytest.mark.parametrize(
    ("term", "text", "held"),
    [
        ("running", "I run there", 1.0),
        ("buy", "I bought it", 1.0),
        ("backprop", "all of backpropagation", 1.0),
        ("well-known", "the well mill", 0.5),
        ("cat", "a category", 0.0),
        ("温泉", "友だちと温泉に行った", 1.0),
        ("茶", "兩本關於茶", 1.0),
        ("機械学習", "機械の学習", 2 / 3),
        ("김치찌개", "저녁에는 김치찌개를 끓였다", 1.0),
        ("灯油", "水を買う", 0.0),
    ],
)
def test_how_much_of_a_term_a_text_has(term: str, text: str, held: float) -> None:
    db = sqlite3.connect(":memory:")
    create_word_index(db)
    assert held_terms([term], [text, ""], db)[0] == pytest.approx([held, 0.0])


def test_scripts_without_spaces() -> None:
    assert is_unspaced("温泉") and is_unspaced("김치") and not is_unspaced("tea")
    assert pair_share("茶", "茶") == 1.0 and pair_share("温泉", "温かい泉") == 0.0
