"""That the table weighs just the features that there are, and what makes a sentence likelier."""

from dataclasses import replace
from datetime import date

from rag.evidence.judgement import features, judge_candidates
from rag.evidence.sentence_features import sentence_features
from rag.evidence.sentence_table import TABLE
from rag.question.read import read_question
from tests.rag.made import candidate, weighed


def test_the_table_weighs_every_feature_and_no_other() -> None:
    its = [candidate("One."), candidate("Two.")]
    more = sentence_features(read_question("who", date(2024, 5, 1)), [(c.sentence, c.passage) for c in its])
    found = features(replace(weighed(its, [0.5, 0.4]), more=more))
    assert set(found) | {"own_coverage"} == set(TABLE.weights)


def test_what_matches_better_is_likelier_and_all_are_probabilities() -> None:
    its = [candidate("One.", path="a.md"), candidate("Two.", path="b.md"), candidate("Three.", path="c.md")]
    probability = judge_candidates(weighed(its, [0.9, 0.1, 0.5])).probability
    assert probability[0] > probability[2] > probability[1] and ((probability > 0) & (probability < 1)).all()


def test_a_better_place_makes_the_same_sentence_likelier() -> None:
    its = [candidate("One.", path="a.md", place=1.0), candidate("One.", path="b.md", place=0.2)]
    first, second = judge_candidates(weighed(its, [0.5, 0.5])).probability
    assert first > second
