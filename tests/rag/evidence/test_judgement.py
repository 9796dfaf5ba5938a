"""That the tables weigh just the features that there are, what makes a sentence likelier, and what the judge adds."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from rag.evidence.judgement import (
    JUDGED,
    WITH_JUDGE,
    Judged,
    SentenceJudge,
    features,
    judge_candidates,
    language_found,
    writing,
)
from rag.evidence.sentence_features import sentence_features
from rag.evidence.sentence_table import TABLE
from rag.question.read import Question, read_question
from tests.rag.made import candidate, weighed


class Sure:
    """A judge that is sure of the sentences with a word, and of no other."""

    def __init__(self, word: str) -> None:
        self._word = word
        self.read: list[str] = []

    def logits(self, question: str, texts: Sequence[str], around: Sequence[str] = ()) -> np.ndarray:
        self.read += texts
        return np.array([5.0 if self._word in text else -5.0 for text in texts], np.float32)


def _asked(text: str = "who baked it?") -> Question:
    return read_question(text, date(2024, 5, 1))


def _judged(words: Sequence[float], judge: SentenceJudge | None = None, question: str = "who baked it?") -> Judged:
    its = [candidate(f"Number{n}.", path=f"{n}.md") for n in range(len(words))]
    return judge_candidates(weighed(its, list(words)), _asked(question), lambda: judge)


def test_the_tables_weigh_every_feature_and_no_other() -> None:
    its = [candidate("One."), candidate("Two.")]
    more = sentence_features(_asked("who"), [(c.sentence, c.passage) for c in its])
    found = features(replace(weighed(its, [0.5, 0.4]), more=more))
    assert set(found) | {"own_coverage"} == set(TABLE.weights)
    for table in WITH_JUDGE.values():
        assert set(TABLE.weights) | {"judge", "judge_below"} == set(table.weights)


def test_what_matches_better_is_likelier_and_all_are_probabilities() -> None:
    probability = _judged([0.9, 0.1, 0.5]).probability
    assert probability[0] > probability[2] > probability[1] and ((probability > 0) & (probability < 1)).all()


def test_a_better_place_makes_the_same_sentence_likelier() -> None:
    its = [candidate("One.", path="a.md", place=1.0), candidate("One.", path="b.md", place=0.2)]
    first, second = judge_candidates(weighed(its, [0.5, 0.5]), _asked()).probability
    assert first > second


def test_of_sentences_alike_that_one_is_said_of_which_the_judge_is_sure() -> None:
    judged = _judged([0.5, 0.5, 0.5], Sure("Number1"))
    assert int(np.argmax(judged.probability)) == 1
    assert judged.logits is not None and judged.logits.tolist() == [-5.0, 5.0, -5.0]


def test_only_the_likeliest_are_read_and_no_other_passes_them() -> None:
    judge = Sure("nothing")
    judged = _judged(np.linspace(1, 0, JUDGED + 5).tolist(), judge)
    assert judge.read == [text for text in judge.read if int(text.strip(".").split("Number")[1]) < JUDGED]
    assert judged.logits is not None and np.isnan(judged.logits[JUDGED:]).all()
    assert judged.probability[JUDGED:].max() <= judged.probability[:JUDGED].min()


@pytest.mark.parametrize("question", ["誰がパンを焼きましたか", "what did I do yesterday"])
def test_it_reads_no_scripts_that_its_model_does_not_know_nor_for_days_alone(question: str) -> None:
    judge = Sure("Number1")
    judged = _judged([0.5, 0.4], judge, question)
    assert judge.read == [] and judged.logits is None


def test_of_a_topic_it_reads_too() -> None:
    assert int(np.argmax(_judged([0.5, 0.4], Sure("Number1"), "what did I learn about bread?").probability)) == 1


def test_in_scripts_without_spaces_a_term_must_occur() -> None:
    its = [candidate("茶を飲んだ。", path="a.md"), candidate("本を読んだ。", path="b.md")]
    scored = replace(weighed(its, [0.5, 0.9]), coverage=np.array([1.0, 0.0]))
    first, second = judge_candidates(scored, _asked("茶はどうでしたか")).probability
    assert first > 0 and second == 0


def test_of_a_topic_what_has_none_of_its_words_is_not_said_before_what_the_judge_prefers() -> None:
    its = [candidate("Number0.", path="0.md"), candidate("Number1.", path="1.md", place=0.4)]
    scored = replace(weighed(its, [0.5, 0.5]), coverage=np.array([0.0, 1.0]))
    question = _asked("what did I learn about bread?")
    plain = judge_candidates(scored, question, lambda: Sure("Number0")).probability
    first, second = judge_candidates(scored, question, lambda: Sure("Number1")).probability
    assert second > first and first < plain[0]


@pytest.mark.parametrize(
    ("text", "kind", "read"),
    [
        ("We baked the bread and it was good.", "english", 1),
        ("Wir haben das Brot gebacken, und es war nicht schlecht.", "spaced", 1),
        ("Nous avons cuit le pain et il était bon.", "spaced", 1),
        ("Upiekliśmy chleb i był to jeden z tych, które się udały.", "spaced", 0),
        ("Brot 500 g", "english", 1),  # nothing tells
    ],
)
def test_the_judge_reads_the_languages_that_it_learned_from(text: str, kind: str, read: int) -> None:
    scored, judge = weighed([candidate(text)], [0.5]), Sure("bread")
    assert writing(_asked("Brot?"), language_found(scored)) == kind
    judged = judge_candidates(scored, _asked("Brot?"), lambda: judge)
    assert len(judge.read) == read and judged.writing == kind


@pytest.mark.parametrize("centred", [False, True])
def test_what_shares_no_sign_with_the_question_is_said_where_the_model_knows_the_script(centred: bool) -> None:
    its = [candidate("医者に止められた。"), candidate("三週間は山に行くなと言われた。", path="b.md")]
    scored = replace(weighed(its, [0.3, 0.5]), coverage=np.array([0.3, 0.0]), centred=centred)
    probability = judge_candidates(scored, _asked("医者は何と言った?")).probability
    assert (probability[1] > 0) == centred and probability[0] > 0
