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
    -0.360,
    {
        "words": -1.282,
        "meaning": 1.089,
        "coverage": 0.703,
        "passage": 0.167,
        "words_below": 0.458,
        "meaning_below": 0.302,
        "coverage_below": -0.052,
        "passage_below": 5.557,
        "length": 0.057,
        "amount_missing": -1.423,
        "other_person": -0.189,
        "not_done": -1.480,
        "own_coverage": 0.203,
        "judge": 0.289,
        "judge_below": 0.248,
    },
)

OF_TOPICS = Table(
    -4.243,
    {
        "words": 1.715,
        "meaning": 0.993,
        "coverage": -0.096,
        "passage": 2.183,
        "words_below": -0.614,
        "meaning_below": 0.605,
        "coverage_below": -0.552,
        "passage_below": 2.142,
        "length": 0.360,
        "amount_missing": 0.000,
        "other_person": -0.428,
        "not_done": -0.404,
        "own_coverage": 1.223,
        "judge": 0.307,
        "judge_below": 0.248,
    },
)
