"""How surely the notes speak to a question at all: a logistic model of three signs, learned once.

No single score tells: notes on the same topic match nearly as well as those that answer. The signs are
- words: how well the best passage matches the question's words (late.py);
- similarity: how near the best passage is to the question as a whole;
- person: whether what matches is said by or of the person, or thing, that the question names, rather than others.
`python -m tools.calibrate FOLDER…` learns the weights and prints this table with how well it tells.
"""

import re
from math import exp

from rag.evidence.candidates import Candidate, ScoredCandidates
from rag.question.read import Question
from rag.retrieval.retriever import SearchHits

_WEIGHTS = {"words": 7.38, "similarity": 4.64, "person": 6.16}
_BIAS = -6.98
DECLINED = 0.20  # below it the notes don't say: so it is for 4% of the questions that they do answer
HINTED = 0.40  # below it they only hint
_SPEAKER = re.compile(r"^\W*([A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)\s*:")


def confidence(question: Question, found: SearchHits, weighed: ScoredCandidates | None) -> float:
    """From 0 to 1. A question that asks for days only ("what did I do last week") is answered by the days."""
    if weighed is None or found.asked is None:
        return 0.0
    if question.days_only and question.window is not None and question.window.filters:
        return 1.0
    signs = {"words": found.best_words, "similarity": found.best_similarity, "person": person(question.names, weighed)}
    return 1 / (1 + exp(-_BIAS - sum(_WEIGHTS[name] * value for name, value in signs.items())))


def person(names: tuple[str, ...], weighed: ScoredCandidates) -> float:
    """Best match among sentences by or of one of `names`, less the best among the others; 0 without names."""
    import numpy as np

    if not names:
        return 0.0
    own = np.array([_speaks_of(candidate, names) for candidate in weighed.candidates])
    return float(weighed.unnamed[own].max(initial=0.0) - weighed.unnamed[~own].max(initial=0.0))


def _speaks_of(candidate: Candidate, names: tuple[str, ...]) -> bool:
    """Where its paragraph says who speaks ("Mel: …") it is that person; else what the passage names."""
    speaker = _SPEAKER.match(candidate.sentence.paragraph)
    if speaker:
        return any(re.search(rf"\b{re.escape(name)}", speaker[1]) for name in names)
    passage = candidate.passage
    where = f"{candidate.sentence.paragraph} {candidate.sentence.lead} {passage.text} {passage.heading} {passage.title}"
    return any(re.search(rf"\b{re.escape(name)}\b", where, re.IGNORECASE) for name in names)
