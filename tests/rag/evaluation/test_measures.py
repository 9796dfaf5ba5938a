from datetime import date
from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.evaluation.measures import Ranked, first_rank, measure, ndcg, recall, separation

A, B, C, D = (date(2020, 3, day) for day in (1, 2, 3, 4))


def ranked(found: list[date | None], *gold: date) -> Ranked:
    return Ranked(tuple(found), frozenset(gold))


@pytest.mark.parametrize(
    ("one", "k", "expected"),
    [
        (ranked([A, B, C], A), 1, 1.0),
        (ranked([A, B, C], B), 1, 0.0),
        (ranked([A, B, C], A, C), 1, 0.5),
        (ranked([A, B, C], A, C), 3, 1.0),
        (ranked([A, B, C], A, D), 10, 0.5),
        (ranked([], A), 5, 0.0),
        (ranked([None, A], A), 1, 0.0),
    ],
)
def test_recall_is_the_share_of_gold_days_found(one: Ranked, k: int, expected: float) -> None:
    assert recall(one, k) == expected


def test_the_first_rank_counts_from_one_and_is_0_for_none() -> None:
    assert [first_rank(ranked([A, B, C], *gold)) for gold in ((A,), (C, B), (D,))] == [1, 2, 0]


def test_ndcg_discounts_by_rank() -> None:
    assert ndcg(ranked([B, A], A), 10) == pytest.approx(1 / log2(3))
    assert ndcg(ranked([A, B, C], A, C), 10) == pytest.approx((1 + 1 / 2) / (1 + 1 / log2(3)))
    assert ndcg(ranked([A, C, B], A, C), 10) == pytest.approx(1.0)


def test_measures_are_averages_over_questions() -> None:
    its = measure([ranked([A, B, C], A), ranked([A, B, C], B), ranked([A, B, C], D)])
    assert (its.questions, its.recall_1, its.recall_3) == (3, 0.3333, 0.6667)
    assert its.mrr == 0.5
    assert its.ndcg_10 == round((1 + 1 / log2(3)) / 3, 4)


@given(st.lists(st.dates(), unique=True, max_size=20), st.sets(st.dates(), min_size=1, max_size=5))
def test_all_measures_lie_between_0_and_1_and_recall_grows(found: list[date], gold: set[date]) -> None:
    one = Ranked(tuple(found), frozenset(gold))
    assert 0 <= ndcg(one, 10) <= 1 + 1e-9
    assert 0 <= recall(one, 1) <= recall(one, 3) <= recall(one, 10) <= 1


def test_confidences_are_separation_by_the_share_of_pairs_in_order() -> None:
    assert separation([0.9, 0.8], [0.1, 0.2]) == (1.0, {"95%": 1.0, "90%": 1.0, "80%": 1.0})
    assert separation([0.5], [0.5])[0] == 0.5
    auroc, declined = separation([n / 10 for n in range(1, 11)], [0.05, 0.25])
    assert auroc == round((10 + 8) / 20, 4)
    assert declined == {"95%": 0.5, "90%": 0.5, "80%": 1.0}
