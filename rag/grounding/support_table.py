"""The weights of `support.py`. Written by `python -m tools.support_table --write`; not by hand."""

SUPPORT_BIAS = -0.773
SUPPORT_WEIGHTS = {
    "number_elsewhere": -3.425,
    "denial": -2.495,
    "opposite": -3.116,
    "wish": -5.395,
    "patient": -3.105,
    "agent": -5.355,
    "pairs": -0.466,
    "triples": 0.646,
    "likeness": 3.675,
    "strange_verbs": -0.712,
    "strange_others": -0.937,
    "counted_right": 0.841,
    "denies_alone": -0.227,
    "many": -0.084,
    "denial_long": 1.749,
    "likeness_long": -0.963,
    "pairs_long": -1.630,
    "triples_long": 1.091,
    "strange_verbs_long": 0.621,
    "strange_others_long": 0.876,
    "agent_long": 5.432,
}
