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

OF_FACTS = Table(
    -0.519,
    {
        "words": -0.474,
        "meaning": 1.913,
        "coverage": -0.043,
        "passage": -0.341,
        "words_below": 0.295,
        "meaning_below": 0.442,
        "coverage_below": -0.105,
        "passage_below": 5.583,
        "length": 0.047,
        "amount_missing": -1.718,
        "other_person": -0.116,
        "not_done": -1.473,
        "own_coverage": 0.663,
        "judge": 0.242,
        "judge_below": 0.319,
    },
)

OF_TOPICS = Table(
    -4.237,
    {
        "words": 2.228,
        "meaning": 0.520,
        "coverage": -0.528,
        "passage": 2.053,
        "words_below": -0.826,
        "meaning_below": 2.148,
        "coverage_below": -0.701,
        "passage_below": 2.015,
        "length": 0.461,
        "amount_missing": 0.000,
        "other_person": -0.786,
        "not_done": 0.504,
        "own_coverage": 1.313,
        "judge": 0.407,
        "judge_below": 0.166,
    },
)
