"""How surely the notes answer a question at all: a logistic model of a few features of what is about to be said.

No single score tells: notes on the same topic match nearly as well as those that answer. All features are of the
likeliest sentences, with the titles and headings above them, never of passages that hold what will not be said:
- words: how well the best of them matches the question's words (late_interaction.py);
- similarity: how near the best of them is to the question as a whole;
- person: whether what matches is said by or of the person, or thing, that the question names, rather than others;
- coverage: the share of the question's terms that they hold together, the rarest counting most;
- other_person: 1 where the likeliest is said by another;
- unknown: 1 where the question's rarest term stands nowhere in the notes;
- judged: the log odds that the likeliest answers, beside the others (judgement.py);
- read: the judge's own word on the sentence that it likes best, its log odds: unlike `judged` it knows nothing of how
  well the sentence's day and passage match, which near misses do too.
Two models make the answer, and the one that doubts more decides: a `Calibration` of all features for each embedding
model and kind of writing, which knows what is of another topic, and `READ` of what the judge made of the sentences,
which knows what is of the topic but does not tell what is asked. One model of both cannot: what nearly answers is more
like the question than many an answer. Beside these: the likeliest that has all terms itself, or a quoted phrase, is
sure enough, also where the judge doubts, which knows paraphrases better than plain words; where a number is asked for
and none is said, the notes only hint.
`python -m tools.calibrate` learns those for English from chats and journals, `python -m tools.calibrate_languages` the
others with their FLOORS, and each prints how well they separate both. The others are so placed that of no language
more than one in twenty of the answered questions of our journals falls below DECLINED, and that about one in twelve of
those of whole journals by other hands falls below the floor.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log

import numpy as np

from rag.evidence.candidates import ScoredCandidates
from rag.evidence.doers import is_by_or_of
from rag.evidence.judgement import Judged, WrittenIn
from rag.evidence.sentence_features import has_number
from rag.question.read import Question


@dataclass(frozen=True, slots=True)
class Calibration:
    """A logistic model of the features by their names."""

    bias: float
    weights: Mapping[str, float]


CALIBRATIONS: Mapping[tuple[bool, WrittenIn], Calibration] = {
    (False, "english"): Calibration(-0.97, {
        "similarity": 3.92, "person": 1.85, "coverage": 0.32, "other_person": -2.57, "unknown": -0.51, "judged": 0.89,
    }),
    (False, "spaced"): Calibration(-3.37, {"words": 2.84, "similarity": 2.38, "coverage": 1.30}),
    (False, "unspaced"): Calibration(-5.28, {"words": 0.82, "similarity": 5.95, "coverage": 4.55, "judged": 0.20}),
    (True, "english"): Calibration(-22.87, {
        "similarity": 27.01, "coverage": 0.77, "other_person": -2.73, "judged": 1.00,
    }),
    (True, "spaced"): Calibration(-16.02, {"words": 2.26, "similarity": 16.87, "coverage": 0.95}),
    (True, "unspaced"): Calibration(-24.30, {"words": 1.60, "similarity": 27.52, "coverage": 0.69, "judged": 1.18}),
}  # fmt: skip
"""By whether the model `is_centred`, and what the notes are written in."""
READ = Calibration(-0.16, {"read": 0.25, "judged": 0.25, "person": 3.03, "other_person": -2.40})
"""Where the judge has read. Its bias is .06 below the learned one, and so is that of the first model above: three
questions on what the example journal never mentions lay a hair above DECLINED."""
DECLINED = 0.27  # below it the notes don't say: so it is for 4 to 14% of the questions that they do answer
_IN_WINDOW = 0.55  # of DECLINED: a window named leaves little to choose from, so what it holds is shown sooner
HINTED = 0.40  # below it they only hint
WORTH_A_LOOK = 0.08  # below it not even the nearest sentences are shown
FLOORS: Mapping[tuple[bool, WrittenIn], float] = {
    (False, "english"): 0.20, (False, "spaced"): 0.15, (False, "unspaced"): 0.08,
    (True, "english"): 0.20, (True, "spaced"): 0.20, (True, "unspaced"): 0.10,
}  # fmt: skip
"""Instead of DECLINED, by model and writing as above: journals by other hands are asked in other words than their own,
and little tells there which of these questions they answer. In English, of 190 facts asked of 36 such journals 30 lie
between, and the line that answers is among what is shown of 13 of them: as often as between DECLINED and HINTED."""
_OF_A_DAY = (
    0.15  # instead of a higher floor, where a day is asked for: the day of the likeliest sentence is worth a look
)
_LEAST = 0.005
_PHRASE, _ALL_TERMS = 0.9, 0.6
_ALL, _HELD = 0.999, 0.5
_TRACE = 0.04  # of the terms' pairs of signs; 1 in 50 answerable questions in Chinese and Japanese has less
_SAID, _ENOUGH = 3, 0.35  # sentences looked at, and the share of the best one's probability that they have


def is_understood(judged: Judged) -> bool:
    """Whether the embedding model knows the language of question and notes: only English, of the packaged one."""
    return judged.writing == "english" or judged.scored.centred


def least_sure(question: Question, judged: Judged | None) -> float:
    """Below it the notes don't say."""
    if question.asks_for_days:
        return 0.0
    floor = FLOORS.get((judged.scored.centred, judged.writing), DECLINED) if judged else DECLINED
    floor = floor if question.intent == "ask" else min(floor, _OF_A_DAY)
    window = question.window
    named = window is not None and question.window_in_words and (window.filters or window.about)
    return min(floor, DECLINED * _IN_WINDOW) if named else floor


def confidence(question: Question, judged: Judged | None) -> float:
    """From 0 to 1. A question for the days of its window only ("what did I do last week") is answered by these days."""
    if judged is None:
        return 0.0
    if question.asks_for_days:
        return 1.0
    features = said_features(question, judged)
    sure = weighed(judged, features)
    if _says_phrase(question, judged):
        return max(sure, _PHRASE)
    return max(sure, _ALL_TERMS) if features["all_terms"] and not features["other_person"] else sure


def weighed(judged: Judged, features: Mapping[str, float]) -> float:
    """How sure the models are; `features` are those of what is said."""
    sure = _by(CALIBRATIONS[judged.scored.centred, judged.writing], features)
    traceless = judged.writing == "unspaced" and not is_understood(judged) and features["coverage"] < _TRACE
    if traceless and len(judged.scored.term_weights) == 1:
        return 0.0  # nor is a word alone meant in other words
    if features["amount_missing"] or traceless:
        sure = min(sure, HINTED - 0.01)  # a model that hardly knows the signs finds anything alike
    return sure if judged.logits is None else min(sure, _by(READ, features))


def _by(learned: Calibration, features: Mapping[str, float]) -> float:
    return 1 / (1 + exp(-learned.bias - sum(weight * features[name] for name, weight in learned.weights.items())))


def _says_phrase(question: Question, judged: Judged) -> bool:
    best = judged.scored.candidates[int(np.argmax(judged.probability))].sentence.text.casefold()
    return any(" ".join(phrase.casefold().split()) in best for phrase in question.phrases)


def said_features(question: Question, judged: Judged) -> dict[str, float]:
    """The features of what is about to be said, by name."""
    scored = judged.scored
    order = np.argsort(-judged.probability, kind="stable")[:_SAID]
    said = order[judged.probability[order] >= _ENOUGH * judged.probability[order[0]]]
    weights, held = scored.term_weights, scored.held[:, said]
    own = scored.more.get("own_coverage", scored.coverage)
    together = held.max(axis=1, initial=0.0)
    behind = [scored.candidates[i].sentence.next for i in said.tolist()]
    numbered = any(sentence is not None and has_number(sentence.text) for sentence in behind)
    missing = scored.more.get("amount_missing", np.zeros(len(scored.candidates)))[said]
    return {
        "judged": _log_odds(float(judged.probability[order[0]])),
        "read": _read(judged),
        "words": float(scored.words[said].max()),
        "similarity": float(scored.meaning[said].max()),
        "person": person(question.names, scored),
        "coverage": float(weights @ together / max(float(weights.sum()), 1e-9)) if len(weights) else 1.0,
        "amount_missing": float(missing.min()) * (not numbered),
        "unknown": float(_lacks_rarest(scored, together)),
        "all_terms": float(len(weights) > 0 and own[order[0]] > _ALL),
        "other_person": float(scored.more.get("other_person", np.zeros(len(scored.candidates)))[order[0]]),
    }


def _read(judged: Judged) -> float:
    if judged.logits is None or np.isnan(judged.logits).all():
        return 0.0
    return float(np.nanmax(judged.logits))


def _log_odds(probability: float) -> float:
    bounded = min(max(probability, _LEAST), 1 - _LEAST)
    return log(bounded / (1 - bounded))


def _lacks_rarest(scored: ScoredCandidates, together: np.ndarray) -> bool:
    """Whether the rarest term stands nowhere in the notes, nor a form of it in what is said."""
    if not len(scored.term_weights):
        return False
    rarest = int(np.argmax(scored.term_weights))
    return bool(scored.unknown[rarest]) and together[rarest] < _HELD


def person(names: Sequence[str], scored: ScoredCandidates) -> float:
    """Best match among sentences by or of one of `names`, less the best among the others; 0 without names."""
    if not names:
        return 0.0
    own = np.array([is_by_or_of(candidate.sentence, candidate.passage, names) for candidate in scored.candidates])
    return float(scored.unnamed[own].max(initial=0.0) - scored.unnamed[~own].max(initial=0.0))
