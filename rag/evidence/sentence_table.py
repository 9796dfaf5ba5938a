"""The weights of `judgement.py`. Written by `python -m tools.sentence_table --write`; not by hand."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """Logistic weights by feature."""

    bias: float
    weights: Mapping[str, float]


TABLE = Table(
    -0.634,
    {
        "words": 1.383,
        "meaning": -0.286,
        "coverage": 1.990,
        "passage": -1.416,
        "words_below": 0.819,
        "meaning_below": 3.716,
        "coverage_below": 0.677,
        "passage_below": 4.166,
        "length": 0.117,
    },
)
