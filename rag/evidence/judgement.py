"""How surely each sentence answers the question: a logistic model of a few named features, learned once.

`python -m tools.sentence_table` learns the weights (sentence_table.py) over questions whose answering lines are known,
and prints how well they find these in journals that they never saw.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from rag.evidence.candidates import ScoredCandidates
from rag.evidence.sentence_table import TABLE, Table


@dataclass(frozen=True, slots=True)
class Judged:
    """Candidates with the probability of each that it answers the question."""

    scored: ScoredCandidates
    probability: np.ndarray
    """(n,) from 0 to 1"""


def judge_candidates(scored: ScoredCandidates) -> Judged:
    """The probability of every candidate."""
    return Judged(scored, probability(features(scored), TABLE))


def features(scored: ScoredCandidates) -> dict[str, np.ndarray]:
    """Name -> (n,): each as it is, and how far it is below the best of the answer's candidates."""
    own = {
        "words": scored.words,
        "meaning": scored.meaning,
        "coverage": scored.coverage,
        "passage": np.array([candidate.place for candidate in scored.candidates]),
    }
    below = {f"{name}_below": values - values.max(initial=-np.inf) for name, values in own.items()}
    return own | below | dict(scored.more)


def probability(named: Mapping[str, np.ndarray], table: Table) -> np.ndarray:
    """(n,) from 0 to 1: the logistic of the features by their weights."""
    total = sum(table.weights.get(name, 0.0) * values for name, values in named.items())
    return np.asarray(1 / (1 + np.exp(-table.bias - total)))
