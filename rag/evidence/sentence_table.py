"""The weights of `judgement.py`. Written by `python -m tools.sentence_table --write`; not by hand."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """Logistic weights by feature."""

    bias: float
    weights: Mapping[str, float]


TABLE = Table(
    -3.750,
    {
        "words": 1.046,
        "meaning": 0.577,
        "coverage": 0.579,
        "passage": 1.374,
        "words_below": 0.793,
        "meaning_below": 2.938,
        "coverage_below": 0.684,
        "passage_below": 1.456,
        "length": 0.199,
        "amount_missing": -2.127,
        "other_person": -0.910,
        "not_done": -1.789,
        "own_coverage": 1.495,
    },
)

WITH_JUDGE = Table(
    -0.448,
    {
        "words": -0.181,
        "meaning": 0.625,
        "coverage": 0.500,
        "passage": -0.191,
        "words_below": 0.180,
        "meaning_below": 0.251,
        "coverage_below": 0.389,
        "passage_below": 6.266,
        "length": -0.007,
        "amount_missing": -0.828,
        "other_person": -0.236,
        "not_done": -1.197,
        "own_coverage": 0.049,
        "judge": 0.174,
        "judge_below": 0.255,
    },
)
