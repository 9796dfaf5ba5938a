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
