"""The weights of `support.py`. Written by `python -m tools.support_table --write`; not by hand."""

SUPPORT_BIAS = -0.989
SUPPORT_WEIGHTS = {
    "number_elsewhere": -2.989,
    "denial": -2.277,
    "opposite": -2.919,
    "wish": -4.829,
    "patient": -2.735,
    "agent": -4.019,
    "pairs": -0.368,
    "triples": 0.493,
    "likeness": 3.766,
    "strange_verbs": -0.690,
    "strange_others": -0.955,
    "counted_right": 0.739,
    "denies_alone": -0.244,
    "many": 0.075,
    "denial_long": 1.574,
    "likeness_long": -1.298,
    "pairs_long": -1.627,
    "triples_long": 1.155,
    "strange_verbs_long": 0.543,
    "strange_others_long": 0.869,
    "agent_long": 3.780,
}
