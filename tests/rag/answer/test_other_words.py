"""Days that may tell in other words of what is counted: those likely enough beside the likeliest, not the rest."""

from dataclasses import replace
from datetime import date

import pytest

from rag.answer.other_words import beside_in_other_words, with_other_words
from rag.evidence.extract import extract
from rag.evidence.judgement import Judged
from rag.facts.fact import DayValue, Fact
from rag.question.read import read_question
from tests.rag.made import candidate, judged

_TODAY = date(2024, 10, 2)
_OFTEN, _ELSE = read_question("how often did I spin honey", _TODAY), read_question("why did I spin honey", _TODAY)


def _found(*likely: float) -> Judged:
    its = [candidate(f"Day {n}.", f"2024-05-{n:02}", f"{n}.md") for n in range(1, len(likely) + 1)]
    return judged(its, list(likely))


@pytest.mark.parametrize(
    ("likely", "further"),
    [
        ((0.4, 0.2, 0.01), "2024-05-02"),
        ((0.4, 0.2, 0.3), "2024-05-02, 2024-05-03"),
        ((0.9, 0.2, 0.1), ""),  # far from the likeliest
        ((0.09, 0.07, 0.01), ""),  # unlikely all of them
    ],
)
def test_a_fact_names_further_days_as_perhaps(likely: tuple[float, ...], further: str) -> None:
    fact = Fact("On 1 day: 2024-05-01.", (date(2024, 5, 1),), (), ())
    told = with_other_words(fact, _OFTEN, _found(*likely))
    assert told.text == fact.text + (f" In other words perhaps also: {further}." if further else "")
    assert ", ".join(str(one.citations[0].date) for one in told.statements) == further
    assert told.days == fact.days  # they do not count


def test_only_where_every_day_is_asked_for_and_nothing_was_summed() -> None:
    found = _found(0.4, 0.3)
    fact = Fact("On 1 day: 2024-05-01.", (date(2024, 5, 1),), (), ())
    assert with_other_words(fact, _ELSE, found) is fact
    summed = Fact("5 km", (date(2024, 5, 1),), (), (), (DayValue(date(2024, 5, 1), 5, "km"),))
    assert with_other_words(summed, _OFTEN, found) is summed
    mentioned = Fact("On 1 day: 2024-05-01; 1 more only mentions it (2024-05-02).", (date(2024, 5, 1),), (), ())
    assert with_other_words(mentioned, _OFTEN, found) is mentioned


def test_without_a_fact_each_day_has_its_sentence() -> None:
    found = _found(0.4, 0.12, 0.11)
    said = tuple(extract(found, "fact"))
    assert [one.text for one in said] == ["Day 1."]
    assert [one.text for one in beside_in_other_words(said, _OFTEN, found)] == ["Day 1.", "Day 2.", "Day 3."]
    assert beside_in_other_words(said, _ELSE, found) == said
    assert beside_in_other_words((), _OFTEN, found) == ()


def test_what_is_still_to_be_done_is_no_day_on_which_it_was() -> None:
    planned = candidate("Spin.", "2024-05-02", "2.md")
    planned = replace(planned, sentence=replace(planned.sentence, state="to do"))
    found = judged([candidate("Spun.", "2024-05-01", "1.md"), planned], [0.4, 0.12])
    said = tuple(extract(found, "fact"))
    assert beside_in_other_words(said, _OFTEN, found) == said
