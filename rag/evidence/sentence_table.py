"""The weights of `judgement.py`. Written by `python -m tools.sentence_table --write`; not by hand."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """Logistic weights by feature."""

    bias: float
    weights: Mapping[str, float]


TABLE = Table(
    -0.840,
    {
        "words": 2.719,
        "meaning": 0.974,
        "coverage": 0.275,
        "passage": -2.449,
        "words_below": 0.089,
        "meaning_below": 2.387,
        "coverage_below": -0.348,
        "passage_below": 7.203,
        "length": 0.371,
        "amount_missing": -2.818,
        "other_person": -0.018,
        "not_done": -1.399,
        "own_coverage": 1.265,
    },
)

OF_FACTS = Table(
    -0.384,
    {
        "words": -0.509,
        "meaning": 0.908,
        "coverage": -0.036,
        "passage": 0.200,
        "words_below": 0.259,
        "meaning_below": 0.594,
        "coverage_below": -0.052,
        "passage_below": 5.637,
        "length": -0.005,
        "amount_missing": -1.616,
        "other_person": -0.216,
        "not_done": -1.557,
        "own_coverage": 0.749,
        "judge": 0.279,
        "judge_below": 0.293,
    },
)

OF_TOPICS = Table(
    -4.045,
    {
        "words": 1.603,
        "meaning": 0.647,
        "coverage": -0.035,
        "passage": 2.193,
        "words_below": -0.776,
        "meaning_below": 1.229,
        "coverage_below": -0.816,
        "passage_below": 2.309,
        "length": 0.405,
        "amount_missing": 0.000,
        "other_person": -0.851,
        "not_done": 0.031,
        "own_coverage": 1.007,
        "judge": 0.319,
        "judge_below": 0.236,
    },
)
