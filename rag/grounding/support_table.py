"""The weights of `support.py`. Written by `python -m tools.support_table --write`; not by hand."""

SUPPORT_BIAS = -0.709
SUPPORT_WEIGHTS = {
    "number_elsewhere": -3.281,
    "denial": -2.370,
    "opposite": -2.935,
    "wish": -5.175,
    "patient": -2.870,
    "agent": -4.282,
    "pairs": -0.288,
    "triples": 0.454,
    "likeness": 3.446,
    "strange_verbs": -0.732,
    "strange_others": -0.995,
    "counted_right": 0.753,
    "denies_alone": -0.237,
    "many": -0.158,
    "denial_long": 1.680,
    "likeness_long": -1.074,
    "pairs_long": -1.762,
    "triples_long": 1.270,
    "strange_verbs_long": 0.598,
    "strange_others_long": 0.920,
    "agent_long": 4.088,
}
