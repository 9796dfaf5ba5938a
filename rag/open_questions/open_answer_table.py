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
        -4.209,
        {
            "words": 2.507,
            "meaning": 1.619,
            "held": 2.259,
            "own_held": 0.671,
            "length": 0.027,
            "amount_missing": -1.161,
            "other_person": 0.344,
            "not_done": 0.000,
            "defines": 3.759,
            "does_not_define": -0.428,
            "has_form": 0.232,
            "lacks_form": -0.394,
            "answers_asked": -0.088,
            "answers_asked_beside": 1.281,
            "above": -1.842,
            "same_day": -0.946,
            "before": -3.230,
            "next_day": 0.940,
            "same_week": 1.158,
            "later": -0.260,
            "replies": -0.320,
            "words_below": 1.090,
            "meaning_below": 2.236,
            "held_below": 0.102,
        },
    ),
    answered=0.742,
    perhaps=0.112,
)

WITH_JUDGE_TOO = OpenTable(
    Table(
        -3.251,
        {
            "words": 0.972,
            "meaning": 2.155,
            "held": 1.590,
            "own_held": 0.665,
            "length": 0.030,
            "amount_missing": -0.225,
            "other_person": 0.403,
            "not_done": 0.000,
            "defines": 4.808,
            "does_not_define": -0.126,
            "has_form": 0.100,
            "lacks_form": -0.017,
            "answers_asked": 0.130,
            "answers_asked_beside": 1.027,
            "above": -1.553,
            "same_day": -1.047,
            "before": -4.240,
            "next_day": 1.235,
            "same_week": 0.943,
            "later": -0.144,
            "replies": 0.253,
            "words_below": 0.573,
            "meaning_below": 1.290,
            "held_below": 0.036,
            "judge": 0.467,
            "judge_below": 0.039,
        },
    ),
    answered=0.766,
    perhaps=0.123,
)
