"""The weights of `judgement.py`. Written by `python -m tools.sentence_table --write`; not by hand."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """Logistic weights by feature."""

    bias: float
    weights: Mapping[str, float]


TABLE = Table(
    -0.842,
    {
        "words": 2.269,
        "meaning": 0.466,
        "coverage": 0.862,
        "passage": -2.298,
        "words_below": -0.126,
        "meaning_below": 2.861,
        "coverage_below": -0.559,
        "passage_below": 6.408,
        "length": 0.395,
        "amount_missing": -2.744,
        "other_person": -0.160,
        "not_done": -1.675,
        "own_coverage": 1.011,
    },
)

WITH_JUDGE = Table(
    -0.531,
    {
        "words": 0.580,
        "meaning": 1.294,
        "coverage": 0.101,
        "passage": -0.736,
        "words_below": -0.102,
        "meaning_below": 1.070,
        "coverage_below": -0.337,
        "passage_below": 5.381,
        "length": 0.170,
        "amount_missing": -1.820,
        "other_person": -0.356,
        "not_done": -0.380,
        "own_coverage": 0.323,
        "judge": 0.292,
        "judge_below": 0.268,
    },
)
