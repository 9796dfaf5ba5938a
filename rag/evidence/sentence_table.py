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
    -0.322,
    {
        "words": -0.999,
        "meaning": 0.473,
        "coverage": 0.998,
        "passage": 0.301,
        "words_below": -0.198,
        "meaning_below": 0.807,
        "coverage_below": -0.151,
        "passage_below": 5.197,
        "length": 0.096,
        "amount_missing": -0.922,
        "other_person": -0.105,
        "not_done": -1.275,
        "own_coverage": -0.224,
        "judge": 0.242,
        "judge_below": 0.286,
    },
)

OF_TOPICS = Table(
    -3.816,
    {
        "words": 2.104,
        "meaning": 0.257,
        "coverage": -0.164,
        "passage": 2.120,
        "words_below": -1.963,
        "meaning_below": 1.080,
        "coverage_below": -0.338,
        "passage_below": 2.129,
        "length": 0.254,
        "amount_missing": 0.000,
        "other_person": -1.125,
        "not_done": 0.399,
        "own_coverage": 1.255,
        "judge": 0.285,
        "judge_below": 0.246,
    },
)
