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
        -6.810,
        {
            "words": 2.615,
            "meaning": 1.607,
            "held": 3.175,
            "own_held": 0.663,
            "length": 0.147,
            "amount_missing": -0.156,
            "other_person": 0.183,
            "not_done": 0.000,
            "defines": 3.313,
            "does_not_define": -0.631,
            "has_form": -0.074,
            "lacks_form": -0.589,
            "answers_asked": -0.111,
            "answers_asked_beside": 1.514,
            "above": -1.079,
            "same_day": -0.748,
            "before": -1.288,
            "next_day": 3.036,
            "same_week": 2.960,
            "later": 1.013,
            "replies": -0.242,
            "words_below": -0.127,
            "meaning_below": 2.088,
            "held_below": -1.339,
        },
    ),
    answered=0.906,
    perhaps=0.103,
)

WITH_JUDGE_TOO = OpenTable(
    Table(
        -3.825,
        {
            "words": 1.259,
            "meaning": 0.336,
            "held": 2.645,
            "own_held": -0.122,
            "length": -0.173,
            "amount_missing": 0.326,
            "other_person": 0.386,
            "not_done": 0.000,
            "defines": 3.316,
            "does_not_define": -0.388,
            "has_form": -0.229,
            "lacks_form": -0.434,
            "answers_asked": -0.371,
            "answers_asked_beside": 1.240,
            "above": -2.377,
            "same_day": -0.834,
            "before": -1.941,
            "next_day": 2.217,
            "same_week": 2.407,
            "later": 0.681,
            "replies": -0.304,
            "words_below": -0.862,
            "meaning_below": 2.799,
            "held_below": -1.560,
            "judge": 0.419,
            "judge_below": 0.037,
        },
    ),
    answered=0.832,
    perhaps=0.161,
)
