"""How sure an answer is: more words and meaning make it surer, another person's words do not."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from rag.evidence.candidates import Candidate
from rag.evidence.confidence import DECLINED, HINTED, confidence, least_sure, person, said_features
from rag.evidence.judgement import Judged, WrittenIn
from rag.question.read import read_question
from tests.rag.made import candidate, passage, sentence, weighed

TODAY = date(2024, 6, 1)


def sure(text: str, words: float = 0.5, similarity: float = 0.3, its: Sequence[Candidate] = ()) -> float:
    its = its or [candidate("Kernels slide.")]
    n = len(its)
    scored = weighed(its, [words] * n, [similarity] * n)
    return confidence(read_question(text, TODAY), Judged(scored, np.full(n, words)))


def test_it_lies_between_nothing_and_one() -> None:
    for words in (0.0, 0.5, 1.0):
        for similarity in (-1.0, 0.0, 1.0):
            assert 0 < sure("what is a kernel", words, similarity) < 1


@pytest.mark.parametrize("step", [0.0, 0.2, 0.4, 0.6, 0.8])
def test_more_words_and_more_meaning_make_it_surer(step: float) -> None:
    assert sure("what is a kernel", words=step + 0.2) > sure("what is a kernel", words=step)
    assert sure("what is a kernel", similarity=step + 0.2) > sure("what is a kernel", similarity=step)


def test_a_perfect_match_is_answered_and_none_is_declined() -> None:
    assert sure("what is a kernel", 0.9, 0.7) > HINTED > DECLINED > sure("what is a kernel", 0.2, 0.1)


def test_in_scripts_without_spaces_what_holds_nothing_of_the_question_is_hinted_at_at_most() -> None:
    def found(words: float, similarity: float, held: float) -> float:
        scored = replace(
            weighed([candidate("系統を整理した。")], [words], [similarity]),
            term_weights=np.array([1.0]),
            held=np.array([[held]]),
            unknown=np.array([False]),
            more={"own_coverage": np.array([held])},
        )
        return confidence(read_question("系統", TODAY), Judged(scored, np.array([words]), writing="unspaced"))

    assert found(0.3, 0.4, 0.0) < DECLINED < found(0.8, 0.7, 0.7)
    assert found(0.9, 0.9, 0.0) < HINTED < found(0.9, 0.9, 0.7)
    assert found(0.5, 0.5, 0.1) < found(0.5, 0.5, 0.5)


def test_in_other_languages_than_english_it_declines_less() -> None:
    def least(writing: WrittenIn, centred: bool = False, asked: str = "was habe ich gepflanzt") -> float:
        scored = replace(weighed([candidate("Tomaten gesetzt.")], [0.5], [0.3]), centred=centred)
        return least_sure(read_question(asked, TODAY), Judged(scored, np.full(1, 0.5), writing=writing))

    english = least("english")
    assert english == least("english", centred=True) < least_sure(read_question("?", TODAY), None) == DECLINED
    assert least("spaced") < least("spaced", centred=True) <= english, "a model that knows the language tells more"
    assert max(least("unspaced", centred=True), least("unspaced")) < least("spaced") < english
    assert least("english", asked="when did I plant the beans") < english, "the likeliest day is worth a look"
    assert least("unspaced", centred=True, asked="what did I plant in May 2024") == least("unspaced", centred=True)


def test_without_candidates_there_is_none() -> None:
    assert confidence(read_question("what is a kernel", TODAY), None) == 0.0


def test_what_is_not_among_the_likeliest_counts_for_nothing() -> None:
    its = [candidate("It only asks for kernels."), candidate("Kernels slide.", path="b.md")]
    scored = weighed(its, [0.1, 0.9])
    question = read_question("what is a kernel", TODAY)
    assert said_features(question, Judged(scored, np.array([0.9, 0.1])))["words"] == pytest.approx(0.1)
    assert said_features(question, Judged(scored, np.array([0.9, 0.8])))["words"] == pytest.approx(0.9)


def test_without_the_rarest_word_it_is_less_sure() -> None:
    scored = replace(
        weighed([candidate("Kernels slide.")], [0.5]),
        term_weights=np.array([1.0, 3.0]),
        unknown=np.array([False, True]),
        more={"own_coverage": np.array([0.5])},
    )
    with_it, without = (replace(scored, held=np.array([[1.0], [held]])) for held in (1.0, 0.0))
    question = read_question("what is a kernel", TODAY)
    assert confidence(question, Judged(with_it, np.ones(1))) > confidence(question, Judged(without, np.ones(1)))


@pytest.mark.parametrize(
    ("text", "certain"),
    [
        ("what did I do last week", True),
        ("what did I do on 3 May 2024", True),
        ("what did I do around Easter", False),
        ("what did I do", False),
        ("what did I learn of kernels last week", False),
    ],
)
def test_a_question_of_days_alone_is_answered_by_its_days(text: str, certain: bool) -> None:
    assert (sure(text, 0.1, 0.1) == 1.0) is certain


ANA = candidate("She paints horses.", path="a.md")
PEOPLE = {
    "who speaks": ("Ana: I paint horses.", True),
    "who speaks, with more names": ("Ana Maria: I paint horses.", True),
    "another speaks of her": ("Tom: Ana paints horses.", False),
    "named in the sentence": ("I saw that Ana paints.", True),
    "in another form": ("I saw that ANA paints.", True),
    "named nowhere": ("Horses are hard to paint.", False),
    "part of a longer word": ("Banana bread is good.", False),
}


@pytest.mark.parametrize(("text", "hers"), PEOPLE.values(), ids=PEOPLE)
def test_what_is_said_by_or_of_a_person(text: str, hers: bool) -> None:
    assert person(("Ana",), weighed([candidate(text)], [0.8])) == pytest.approx(0.8 if hers else -0.8)


@pytest.mark.parametrize("where", ["heading", "title"])
def test_a_passage_under_her_name_speaks_of_her(where: str) -> None:
    its = Candidate(sentence("She paints."), passage(**{where: "Ana's visit"}), 1.0)
    assert person(("Ana",), weighed([its], [0.8])) == pytest.approx(0.8)


def test_others_who_match_better_count_against_it() -> None:
    its = [candidate("Ana: I paint."), candidate("Tom: I paint horses in oil.")]
    assert person(("Ana",), weighed(its, [0.5, 0.9])) == pytest.approx(-0.4)
    assert person(("Ana",), weighed(its, [0.9, 0.5])) == pytest.approx(0.4)
    assert person(("Ana", "Tom"), weighed(its, [0.5, 0.9])) == pytest.approx(0.9)


def test_without_names_it_is_no_matter_who_speaks() -> None:
    assert person((), weighed([candidate("Tom: I paint.")], [0.9])) == 0.0


def test_the_words_of_the_name_itself_do_not_count() -> None:
    its = [candidate("Ana: hello."), candidate("Tom: I paint.")]
    found = weighed(its, [0.9, 0.9])
    unnamed = replace(found, unnamed=np.array([0.1, 0.8]))
    assert person(("Ana",), unnamed) == pytest.approx(-0.7)


def test_the_wrong_person_makes_it_less_sure() -> None:
    right, wrong = [candidate("Ana: I paint horses.")], [candidate("Tom: I paint horses.")]
    text = "what does Tom say that Ana paints"
    assert sure("does Ana paint", its=right) > sure("does Ana paint", its=wrong)
    assert sure(text, its=right) == pytest.approx(sure(text, its=wrong))


def read_as(text: str, logit: float) -> float:
    """How sure it is of a sentence that matches, by the judge's word on it."""
    scored = weighed([candidate("Kernels slide.")], [0.6], [0.45])
    judged = Judged(scored, np.array([1 / (1 + np.exp(-logit))]), np.array([logit]))
    return confidence(read_question(text, TODAY), judged)


def test_what_the_judge_read_is_surer_the_likelier_it_answers_and_declined_where_it_does_not() -> None:
    assert read_as("what is a kernel", -4.0) < DECLINED < read_as("what is a kernel", -1.0) < HINTED
    assert HINTED < read_as("what is a kernel", 1.0) < read_as("what is a kernel", 4.0)


def test_a_quoted_phrase_is_shown_though_the_judge_doubts() -> None:
    assert read_as("kernels", -4.0) < DECLINED
    assert read_as('"kernels slide"', -4.0) > HINTED


def test_without_the_judge_likeness_and_words_decide() -> None:
    scored = weighed([candidate("Kernels slide.")], [0.6], [0.45])
    read = Judged(scored, np.array([0.02]), np.array([-4.0]))
    question = read_question("what is a kernel", TODAY)
    assert confidence(question, replace(read, logits=None, probability=np.array([0.5]))) > confidence(question, read)


def test_what_hardly_matches_is_declined_where_the_judge_doubts_it() -> None:
    scored = weighed([candidate("Kernels slide.")], [0.2], [0.1])
    read = Judged(scored, np.array([0.2]), np.array([-1.0]))
    assert confidence(read_question("what is a kernel", TODAY), read) < DECLINED
