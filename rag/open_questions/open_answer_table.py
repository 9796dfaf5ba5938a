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
        -4.199,
        {
            "words": 2.608,
            "meaning": 1.561,
            "held": 2.236,
            "own_held": 0.653,
            "length": 0.027,
            "amount_missing": -1.176,
            "other_person": 0.353,
            "not_done": 0.000,
            "defines": 3.737,
            "does_not_define": -0.431,
            "has_form": 0.212,
            "lacks_form": -0.480,
            "answers_asked": -0.100,
            "answers_asked_beside": 1.211,
            "above": -1.890,
            "same_day": -0.888,
            "before": -3.223,
            "next_day": 0.955,
            "same_week": 1.038,
            "later": -0.212,
            "replies": -0.351,
            "words_below": 1.034,
            "meaning_below": 2.407,
            "held_below": 0.083,
        },
    ),
    answered=0.688,
    perhaps=0.148,
)

WITH_JUDGE_TOO = OpenTable(
    Table(
        -3.589,
        {
            "words": 1.742,
            "meaning": 2.876,
            "held": 1.676,
            "own_held": 0.444,
            "length": 0.011,
            "amount_missing": -0.658,
            "other_person": 0.348,
            "not_done": 0.000,
            "defines": 4.286,
            "does_not_define": -0.218,
            "has_form": -0.031,
            "lacks_form": -0.594,
            "answers_asked": 0.168,
            "answers_asked_beside": 1.188,
            "above": -1.535,
            "same_day": -1.023,
            "before": -4.234,
            "next_day": 1.110,
            "same_week": 0.843,
            "later": -0.297,
            "replies": 0.296,
            "words_below": -0.757,
            "meaning_below": 1.202,
            "held_below": 0.242,
            "judge": 0.348,
            "judge_below": 0.295,
        },
    ),
    answered=0.673,
    perhaps=0.201,
)
