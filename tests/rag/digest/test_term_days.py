from math import log

import pytest

from rag.digest.term_days import log_likelihood, term_days, terms


def test_terms_are_words_and_pairs_of_signs() -> None:
    assert terms("The boat’s 3 oars — re-painted!") == ["the", "boat's", "oars", "re-painted"]
    assert terms("機械学習") == ["機械", "械学", "学習"]


def test_a_word_of_every_day_is_not_rare_and_an_unknown_one_is_rarest() -> None:
    usual = term_days(["the boat", "the house", "the the garden"])
    assert usual.days == 3 and usual.words == 7 and usual.times["the"] == 4 and usual.met["the"] == 3
    assert usual.rarity("the") < usual.rarity("boat") < usual.rarity("zither") == 1


def test_the_ratio_is_dunnings() -> None:
    # The first row of his table of bigrams, "the swiss": 110 of 2,552 against 111 of 29,225.
    assert log_likelihood(110, 110 + 2_442, 111, 111 + 29_114) == pytest.approx(270.72, abs=0.01)
    assert log_likelihood(12, 300, 5, 900) == pytest.approx(_by_hand(12, 300, 5, 900), rel=1e-9)


def _by_hand(k1: int, n1: int, k2: int, n2: int) -> float:
    def observed(k: int, n: int, p: float) -> float:
        return k * log(p) + (n - k) * log(1 - p)

    p = (k1 + k2) / (n1 + n2)
    return 2 * (observed(k1, n1, k1 / n1) + observed(k2, n2, k2 / n2) - observed(k1, n1, p) - observed(k2, n2, p))


def test_less_than_elsewhere_is_negative_and_the_same_is_nothing() -> None:
    assert log_likelihood(1, 100, 30, 100) < 0
    assert log_likelihood(3, 30, 10, 100) == pytest.approx(0, abs=1e-9)
    assert log_likelihood(0, 10, 0, 10) == 0
    assert log_likelihood(5, 5, 0, 0) == 0, "there is nothing to compare it with"
