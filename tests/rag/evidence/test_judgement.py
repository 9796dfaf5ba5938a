"""That the table weighs just the features that there are, and what makes a sentence likelier."""

from rag.evidence.judgement import features, judge_candidates
from rag.evidence.sentence_table import TABLE
from tests.rag.made import candidate, weighed


def test_the_table_weighs_every_feature_and_no_other() -> None:
    assert set(features(weighed([candidate("One."), candidate("Two.")], [0.5, 0.4]))) == set(TABLE.weights)


def test_what_matches_better_is_likelier_and_all_are_probabilities() -> None:
    its = [candidate("One.", path="a.md"), candidate("Two.", path="b.md"), candidate("Three.", path="c.md")]
    probability = judge_candidates(weighed(its, [0.9, 0.1, 0.5])).probability
    assert probability[0] > probability[2] > probability[1] and ((probability > 0) & (probability < 1)).all()


def test_a_better_place_makes_the_same_sentence_likelier() -> None:
    its = [candidate("One.", path="a.md", place=1.0), candidate("One.", path="b.md", place=0.2)]
    first, second = judge_candidates(weighed(its, [0.5, 0.5])).probability
    assert first > second
