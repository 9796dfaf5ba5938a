"""The weights of `judgement.py`. Written by `python -m tools.sentence_table --write`; not by hand."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """Logistic weights by feature."""

    bias: float
    weights: Mapping[str, float]


TABLE = Table(
    -0.852,
    {
        "words": 2.202,
        "meaning": 0.490,
        "coverage": 0.696,
        "passage": -2.321,
        "words_below": -0.147,
        "meaning_below": 2.801,
        "coverage_below": -0.538,
        "passage_below": 6.507,
        "length": 0.418,
        "amount_missing": -2.860,
        "other_person": -0.136,
        "not_done": -1.588,
        "own_coverage": 1.098,
    },
)

OF_FACTS = Table(
    -0.399,
    {
        "words": -0.695,
        "meaning": 1.093,
        "coverage": 0.079,
        "passage": 0.280,
        "words_below": 0.629,
        "meaning_below": 0.563,
        "coverage_below": -0.199,
        "passage_below": 4.926,
        "length": -0.012,
        "amount_missing": -1.585,
        "other_person": -0.168,
        "not_done": -1.419,
        "own_coverage": 0.598,
        "judge": 0.281,
        "judge_below": 0.306,
    },
)

OF_TOPICS = Table(
    -3.818,
    {
        "words": 1.887,
        "meaning": 0.412,
        "coverage": -0.237,
        "passage": 2.081,
        "words_below": -0.739,
        "meaning_below": 1.799,
        "coverage_below": -0.853,
        "passage_below": 2.087,
        "length": 0.398,
        "amount_missing": 0.000,
        "other_person": -0.629,
        "not_done": 0.172,
        "own_coverage": 0.809,
        "judge": 0.352,
        "judge_below": 0.199,
    },
)
