"""The weights of `strength.py`. Written by `python -m tools.open_answer_table --write`; not by hand."""

from dataclasses import dataclass

from rag.evidence.sentence_table import Table


@dataclass(frozen=True, slots=True)
class OpenTable:
    """Weights, and the probabilities from which on a question is answered, or perhaps is."""

    weights: Table
    answered: float
    perhaps: float


PLAIN = OpenTable(
    Table(
        -6.903,
        {
            "words": 2.659,
            "meaning": 1.686,
            "held": 3.209,
            "own_held": 0.673,
            "length": 0.159,
            "amount_missing": -0.130,
            "other_person": 0.201,
            "not_done": 0.000,
            "defines": 3.217,
            "does_not_define": -0.626,
            "has_form": -0.029,
            "lacks_form": -0.568,
            "answers_asked": -0.015,
            "answers_asked_beside": 1.357,
            "above": -1.074,
            "same_day": -0.764,
            "before": -1.274,
            "next_day": 3.067,
            "same_week": 2.990,
            "later": 0.978,
            "replies": -0.190,
            "words_below": -0.182,
            "meaning_below": 2.040,
            "held_below": -1.308,
        },
    ),
    answered=0.905,
    perhaps=0.097,
)

WITH_JUDGE_TOO = OpenTable(
    Table(
        -4.055,
        {
            "words": 1.311,
            "meaning": 0.545,
            "held": 2.711,
            "own_held": -0.137,
            "length": -0.123,
            "amount_missing": 0.465,
            "other_person": 0.435,
            "not_done": 0.000,
            "defines": 3.059,
            "does_not_define": -0.424,
            "has_form": -0.130,
            "lacks_form": -0.363,
            "answers_asked": -0.217,
            "answers_asked_beside": 0.986,
            "above": -2.320,
            "same_day": -1.000,
            "before": -1.876,
            "next_day": 2.260,
            "same_week": 2.466,
            "later": 0.598,
            "replies": -0.287,
            "words_below": -0.966,
            "meaning_below": 2.796,
            "held_below": -1.532,
            "judge": 0.426,
            "judge_below": 0.040,
        },
    ),
    answered=0.845,
    perhaps=0.157,
)
