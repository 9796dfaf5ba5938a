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
        -6.773,
        {
            "words": 2.330,
            "meaning": 1.752,
            "held": 3.443,
            "own_held": 0.499,
            "length": 0.128,
            "amount_missing": -0.152,
            "other_person": 0.600,
            "not_done": 0.000,
            "defines": 3.254,
            "does_not_define": -0.638,
            "has_form": -0.087,
            "lacks_form": -0.589,
            "answers_asked": -0.087,
            "answers_asked_beside": 1.552,
            "above": -1.065,
            "same_day": -0.728,
            "before": -1.294,
            "next_day": 3.103,
            "same_week": 2.992,
            "later": 0.992,
            "replies": -0.403,
            "words_below": -0.358,
            "meaning_below": 2.134,
            "held_below": -1.281,
        },
    ),
    answered=0.341,
    perhaps=0.208,
)

WITH_JUDGE_TOO = OpenTable(
    Table(
        -4.556,
        {
            "words": 0.687,
            "meaning": 1.063,
            "held": 2.602,
            "own_held": 0.188,
            "length": 0.046,
            "amount_missing": 0.568,
            "other_person": 0.644,
            "not_done": 0.000,
            "defines": 3.218,
            "does_not_define": -0.676,
            "has_form": 0.017,
            "lacks_form": -0.312,
            "answers_asked": -0.146,
            "answers_asked_beside": 1.353,
            "above": -1.713,
            "same_day": -1.039,
            "before": -1.850,
            "next_day": 2.908,
            "same_week": 2.564,
            "later": 0.733,
            "replies": -0.206,
            "words_below": -0.219,
            "meaning_below": 2.330,
            "held_below": -1.374,
            "judge": 0.415,
            "judge_below": -0.031,
        },
    ),
    answered=0.570,
    perhaps=0.156,
)
