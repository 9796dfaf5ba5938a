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
    -3.638,
    {
        "words": -0.232,
        "meaning": 0.878,
        "coverage": -0.135,
        "passage": 3.156,
        "words_below": -0.163,
        "meaning_below": 0.347,
        "coverage_below": 0.713,
        "passage_below": 3.154,
        "length": 0.016,
        "amount_missing": -1.096,
        "other_person": -0.288,
        "not_done": -1.572,
        "own_coverage": 0.425,
        "judge": 0.221,
        "judge_below": 0.203,
    },
)
