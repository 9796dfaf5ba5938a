"""How surely the notes answer a question at all: a logistic model of three features, learned once.

No single score tells: notes on the same topic match nearly as well as those that answer. The features are
- words: how well the best passage matches the question's words (late_interaction.py);
- similarity: how near the best passage is to the question as a whole;
- person: whether what matches is said by or of the person, or thing, that the question names, rather than others.
`python -m tools.calibrate FOLDER…` learns the weights and prints how well they separate both.
"""

import re
from collections.abc import Sequence
from math import exp

import numpy as np

from rag.evidence.candidates import Candidate, ScoredCandidates
from rag.evidence.judgement import Judged
from rag.retrieval.hits import SearchHits

_WEIGHTS = {"words": 7.38, "similarity": 4.64, "person": 6.16}
_BIAS = -6.98
DECLINED = 0.20  # below it the notes don't say: so it is for 4% of the questions that they do answer
HINTED = 0.40  # below it they only hint
_SPEAKER = re.compile(r"^\W*([A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)\s*:")


def confidence(names: Sequence[str], only_days: bool, hits: SearchHits, judged: Judged | None) -> float:
    """From 0 to 1. A question for the days of its window only ("what did I do last week") is answered by these days.

    `names` and `only_days` are the question's: `Question.names`, `Question.asks_for_days`.
    """
    if judged is None or hits.query is None:
        return 0.0
    if only_days:
        return 1.0
    features = {"words": hits.best_words, "similarity": hits.best_similarity, "person": person(names, judged.scored)}
    return 1 / (1 + exp(-_BIAS - sum(_WEIGHTS[name] * value for name, value in features.items())))


def person(names: Sequence[str], scored: ScoredCandidates) -> float:
    """Best match among sentences by or of one of `names`, less the best among the others; 0 without names."""
    if not names:
        return 0.0
    own = np.array([_is_by_or_of(candidate, names) for candidate in scored.candidates])
    return float(scored.unnamed[own].max(initial=0.0) - scored.unnamed[~own].max(initial=0.0))


def _is_by_or_of(candidate: Candidate, names: Sequence[str]) -> bool:
    """Where its paragraph says who speaks ("Mel: …") it is that person; else what the passage names."""
    speaker = _SPEAKER.match(candidate.sentence.paragraph)
    if speaker:
        return any(re.search(rf"\b{re.escape(name)}", speaker[1]) for name in names)
    passage = candidate.passage
    where = f"{candidate.sentence.paragraph} {candidate.sentence.lead} {passage.text} {passage.heading} {passage.title}"
    return any(re.search(rf"\b{re.escape(name)}\b", where, re.IGNORECASE) for name in names)
