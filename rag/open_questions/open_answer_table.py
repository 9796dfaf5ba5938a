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
        -7.313,
        {
            "words": 3.178,
            "meaning": 1.454,
            "held": 3.477,
            "own_held": 0.167,
            "length": 0.043,
            "amount_missing": -0.038,
            "other_person": 1.399,
            "not_done": 0.000,
            "defines": 6.317,
            "does_not_define": -1.115,
            "has_form": 0.252,
            "lacks_form": -0.732,
            "answers_asked": 0.290,
            "answers_asked_beside": 0.498,
            "above": -1.274,
            "same_day": -0.780,
            "before": -1.455,
            "next_day": 3.803,
            "same_week": 3.754,
            "later": 2.102,
            "replies": -1.129,
            "words_below": 0.396,
            "meaning_below": 0.324,
            "held_below": -0.868,
        },
    ),
    answered=0.967,
    perhaps=0.156,
)

WITH_JUDGE_TOO = OpenTable(
    Table(
        -4.808,
        {
            "words": 1.957,
            "meaning": 0.920,
            "held": 2.559,
            "own_held": -0.790,
            "length": 0.028,
            "amount_missing": -0.216,
            "other_person": 1.290,
            "not_done": 0.000,
            "defines": 6.260,
            "does_not_define": -1.028,
            "has_form": 0.427,
            "lacks_form": -0.506,
            "answers_asked": 0.224,
            "answers_asked_beside": 0.362,
            "above": -2.409,
            "same_day": -1.845,
            "before": -1.854,
            "next_day": 3.361,
            "same_week": 3.407,
            "later": 1.712,
            "replies": -0.991,
            "words_below": 0.448,
            "meaning_below": 1.130,
            "held_below": -0.750,
            "judge": 0.404,
            "judge_below": -0.001,
        },
    ),
    answered=0.860,
    perhaps=0.241,
)
