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
    -0.266,
    {
        "words": -0.936,
        "meaning": 0.140,
        "coverage": 1.600,
        "passage": 0.339,
        "words_below": -0.140,
        "meaning_below": 1.001,
        "coverage_below": 0.022,
        "passage_below": 4.498,
        "length": 0.101,
        "amount_missing": -0.893,
        "other_person": -0.140,
        "not_done": -1.331,
        "own_coverage": -0.619,
        "judge": 0.264,
        "judge_below": 0.374,
    },
)

OF_TOPICS = Table(
    -0.434,
    {
        "words": 2.188,
        "meaning": 0.294,
        "coverage": 0.226,
        "passage": -1.211,
        "words_below": -1.976,
        "meaning_below": 1.428,
        "coverage_below": -0.059,
        "passage_below": 4.913,
        "length": 0.211,
        "amount_missing": 0.000,
        "other_person": -1.065,
        "not_done": 0.133,
        "own_coverage": 1.138,
        "judge": 0.244,
        "judge_below": 0.293,
    },
)
