"""Which sentences become statements: the best, no two that say the same, at most eight, oldest first."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.evidence.candidates import Candidate, ScoredCandidates
from rag.evidence.citations import Citation
from rag.evidence.extract import MAX_STATEMENTS, choose, extract, statement
from tests.rag.made import candidate, passage, sentence, weighed


def texts(found: ScoredCandidates) -> list[str]:
    return [statement.text for statement in extract(found)]


def test_statements_are_in_date_order_whatever_their_rank() -> None:
    days = ["2024-05-03", "2024-05-01", None, "2024-05-02"]
    its = [candidate(f"Said on {day}.", day, path=f"{day}.md") for day in days]
    assert texts(weighed(its, [1.0, 0.9, 0.95, 0.8])) == [
        "Said on 2024-05-01.",
        "Said on 2024-05-02.",
        "Said on 2024-05-03.",
        "Said on None.",
    ]


def test_on_one_day_the_order_is_that_of_the_notes() -> None:
    its = [
        candidate("b2.", path="b.md", number=2),
        candidate("a.", path="a.md"),
        candidate("b1.", path="b.md", number=1),
    ]
    assert texts(weighed(its, [1.0, 0.9, 0.95])) == ["a.", "b1.", "b2."]


def test_of_two_that_say_the_same_the_better_one_stays() -> None:
    its = [candidate("Worse.", "2024-05-01"), candidate("Better.", "2024-05-02"), candidate("Other.", "2024-05-03")]
    assert texts(weighed(its, [0.8, 1.0, 0.9], same=[0, 1])) == ["Better.", "Other."]


def test_what_is_only_like_another_stays() -> None:
    its = [candidate("One.", "2024-05-01"), candidate("Other.", "2024-05-02")]
    found = weighed(its, [1.0, 0.9])
    near = found.vectors.copy()
    near[1] = [0.9, np.sqrt(1 - 0.81)]
    assert len(extract(ScoredCandidates(found.candidates, near, found.meaning, found.words, found.unnamed))) == 2


def test_at_most_eight() -> None:
    its = [candidate(f"Sentence {n}.", f"2024-05-{n + 1:02}") for n in range(12)]
    found = texts(weighed(its, [1.0 - n / 100 for n in range(12)]))
    assert found == [f"Sentence {n}." for n in range(MAX_STATEMENTS)] and MAX_STATEMENTS == 8


@pytest.mark.parametrize(
    ("words", "meaning", "stay"),
    [
        ([1.0, 0.9], [1.0, 0.9], 2),
        ([1.0, 0.3], [1.0, 1.0], 1),
        ([1.0, 0.45], [1.0, 0.0], 1),
        ([0.0, 0.0], [0.5, 0.4], 2),
    ],
    ids=["both", "not its words", "much weaker", "by meaning alone"],
)
def test_what_is_much_weaker_than_the_best_is_left_out(words: list[float], meaning: list[float], stay: int) -> None:
    its = [candidate("One.", "2024-05-01", "a.md"), candidate("Other.", "2024-05-02", "b.md")]
    assert len(choose(weighed(its, words, meaning))) == stay


def test_a_sentence_beside_the_best_in_its_paragraph_is_lifted() -> None:
    its = [
        candidate("Best.", number=0, block=0),
        candidate("Beside.", number=1, block=0),
        candidate("Far.", number=2, block=1),
    ]
    found = choose(weighed(its, [1.0, 0.42, 0.42], [1.0, 0.42, 0.42]))
    assert [c.sentence.text for c in found] == ["Best.", "Beside."]


def test_sentences_that_go_on_from_each_other_are_one_statement() -> None:
    its = [
        candidate("Kernels slide.", number=3, block=1),
        candidate("They are small.", number=4, block=1, lead="Kernels slide."),
        candidate("Pools do not.", number=5, block=2),
    ]
    first, second = extract(weighed(its, [1.0, 0.95, 0.9]))
    assert first.text == "Kernels slide. They are small."
    assert [c.quote for c in first.citations] == ["Kernels slide.", "They are small."]
    assert second.text == "Pools do not."


def test_one_that_leans_on_what_was_not_chosen_brings_it_along() -> None:
    lone = candidate("They are small.", number=4, lead="Kernels slide.")
    assert texts(weighed([lone], [1.0])) == ["Kernels slide. They are small."]


def test_of_an_answered_question_the_mark_goes() -> None:
    its = candidate("Because of light.", lead="Why is it blue?")
    assert statement([its]).text == "Why is it blue: Because of light."


def test_the_day_that_is_told_is_shown() -> None:
    its = candidate("I ran yesterday.", "2023-05-08")
    assert statement([its]).text == "I ran yesterday (7 May 2023)."
    assert statement([its]).citations[0].quote == "I ran yesterday."


@pytest.mark.parametrize(
    "of",
    [passage(None), passage("2023-05-01", date_end=date(2023, 5, 7))],
    ids=["an undated note", "a week"],
)
def test_where_the_day_is_not_sure_nothing_is_resolved(of: object) -> None:
    its = Candidate(sentence("I ran yesterday."), of, 1.0)  # type: ignore[arg-type]
    assert statement([its]).text == "I ran yesterday."


def test_a_citation_has_the_day_the_source_and_the_lines() -> None:
    its = Candidate(
        sentence("Kernels slide.", number=4), passage("2024-05-01", "more/a.md", heading="Top › Below"), 1.0
    )
    assert statement([its]).citations == (
        Citation(date(2024, 5, 1), "heading", "more/a.md", 5, 5, "Top › Below", "Kernels slide."),
    )


def test_without_headings_the_title_stands_for_them() -> None:
    its = Candidate(sentence("Kernels slide."), passage(title="My log"), 1.0)
    assert statement([its]).citations[0].heading == "My log"


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 28), st.floats(0, 1), st.booleans()), min_size=1, max_size=20))
def test_every_choice_is_ordered_short_and_distinct(rows: list[tuple[int, float, bool]]) -> None:
    its = [candidate(f"Sentence {n}.", f"2024-05-{day:02}", number=n) for n, (day, _, _) in enumerate(rows)]
    same = [n for n, (_, _, twin) in enumerate(rows) if twin]
    found = weighed(its, [score for _, score, _ in rows], same=same)
    said = extract(found)
    days = [statement.citations[0].date for statement in said]
    assert 1 <= len(said) <= MAX_STATEMENTS and days == sorted(d for d in days if d)
    twins = {f"Sentence {n}." for n in same}
    assert len({s.text for s in said} & twins) <= 1
    best = max(range(len(rows)), key=lambda n: (rows[n][1], -n))
    assert any(c is its[best] for c in choose(found))
