"""A line of a note, where it stands -> how surely its author asks something there: a logistic model of named features.

`python -m tools.question_table` learns the weights from labelled notes and prints what they find in unseen ones.
"""

from math import exp, fsum

from index.open_questions.features import line_features
from index.open_questions.learned.score_table import SCORE_BIAS, SCORE_WEIGHTS
from index.open_questions.lines import Line, LinePlace

REPORTED, DOUBTFUL = 0.6, 0.1
"""Below REPORTED a line is doubtful; below DOUBTFUL it is not a question."""


def score(line: Line, place: LinePlace, bracket: bool = False) -> float:
    """From 0 to 1; what is no question in form has 0."""
    named = line_features(line, place, bracket)
    if not named:
        return 0.0
    total = fsum(SCORE_WEIGHTS.get(name, 0.0) for name in named)  # the same whichever comes first
    return 1 / (1 + exp(-SCORE_BIAS - total))
