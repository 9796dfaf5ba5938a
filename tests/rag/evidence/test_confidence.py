"""How sure an answer is: more words and meaning make it surer, another person's words do not."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from rag.evidence.candidates import Candidate
from rag.evidence.confidence import DECLINED, HINTED, confidence, person
from rag.question.read import read_question
from rag.retrieval.hits import SearchHits
from rag.retrieval.late_interaction import QueryVectors
from tests.rag.made import candidate, judged, passage, sentence, weighed

TODAY = date(2024, 6, 1)
NOTHING = np.zeros(0)


def found(words: float, similarity: float) -> SearchHits:
    asked = QueryVectors(NOTHING, np.zeros((0, 1), np.uint64), NOTHING, NOTHING, 64)
    return SearchHits((), (), similarity, words, asked)


def sure(text: str, words: float = 0.5, similarity: float = 0.3, its: Sequence[Candidate] = ()) -> float:
    its = its or [candidate("Kernels slide.")]
    question = read_question(text, TODAY)
    hits = found(words, similarity)
    return confidence(question.names, question.asks_for_days, hits, judged(its, [words] * len(its)))


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


def test_without_candidates_there_is_none() -> None:
    assert confidence((), False, found(1.0, 1.0), None) == 0.0
    assert confidence((), False, replace(found(1.0, 1.0), query=None), judged([candidate("x")], [1.0])) == 0.0


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
