"""Which sentences become statements: those that answer, each once; the best first, or of a topic the oldest."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.notes.note import note_from_bytes
from rag.evidence.assertions import sentences
from rag.evidence.candidates import Candidate
from rag.evidence.citations import Citation, MeantTime
from rag.evidence.extract import MAX_STATEMENTS, MOST, also_found, best_candidate, extract, statement
from rag.evidence.judgement import Judged, WrittenIn
from rag.evidence.sentence_features import Wanted
from rag.question.intent import AnswerForm
from tests.rag.made import candidate, judged, passage, sentence


def texts(found: Judged, form: AnswerForm = "topic", of_each_day: bool = False) -> list[str]:
    return [statement.text for statement in extract(found, form, of_each_day)]


def test_of_a_topic_the_oldest_comes_first_of_a_fact_the_likeliest() -> None:
    days = ["2024-05-03", "2024-05-01", None]
    its = [candidate(f"Said on {day}.", day, path=f"{day}.md") for day in days]
    found = judged(its, [0.7, 0.8, 0.9])
    assert texts(found) == ["Said on 2024-05-01.", "Said on 2024-05-03.", "Said on None."]
    assert texts(found, "fact") == ["Said on None.", "Said on 2024-05-01.", "Said on 2024-05-03."]


def test_on_one_day_the_order_is_that_of_the_notes() -> None:
    its = [
        candidate("b2.", path="b.md", number=2),
        candidate("a.", path="a.md"),
        candidate("b1.", path="b.md", number=1),
    ]
    assert texts(judged(its, [1.0, 0.9, 0.95])) == ["a.", "b1.", "b2."]


def test_of_two_that_say_the_same_the_better_one_stays() -> None:
    its = [candidate(text, f"2024-05-0{n}", f"{n}.md") for n, text in enumerate(("Worse.", "Better.", "Other."), 1)]
    assert texts(judged(its, [0.8, 1.0, 0.9], same=[0, 1])) == ["Better.", "Other."]


def test_what_is_only_like_another_stays() -> None:
    its = [candidate("One.", "2024-05-01", "1.md"), candidate("Other.", "2024-05-02", "2.md")]
    found = judged(its, [1.0, 0.9])
    found.scored.vectors[1] = [0.9, np.sqrt(1 - 0.81)]
    assert len(extract(found, "topic")) == 2


@pytest.mark.parametrize("form", ["fact", "topic"])
def test_no_more_than_are_read_at_a_glance(form: AnswerForm) -> None:
    its = [candidate(f"Sentence {n}.", f"2024-05-{n + 1:02}", f"{n}.md") for n in range(12)]
    found = texts(judged(its, [1.0 - n / 100 for n in range(12)]), form)
    assert found == [f"Sentence {n}." for n in range(MOST[form])] and MOST[form] <= MAX_STATEMENTS == 8


@pytest.mark.parametrize(
    ("form", "writing", "likely", "stay"),
    [
        ("fact", "english", [0.8, 0.5, 0.2, 0.05], 2),
        ("topic", "english", [0.8, 0.5, 0.2, 0.05], 2),
        ("fact", "english", [0.2, 0.12, 0.1, 0.05], 3),
        ("fact", "spaced", [0.8, 0.5, 0.2, 0.05], 2),
        ("fact", "spaced", [0.4, 0.3, 0.2, 0.05], 2),
        ("fact", "spaced", [0.3, 0.25, 0.2, 0.05], 1),
        ("fact", "spaced", [0.12, 0.11, 0.1, 0.05], 1),
        ("topic", "unspaced", [0.8, 0.74, 0.7, 0.05], 2),
    ],
)
def test_a_lone_good_sentence_brings_no_weak_ones_along(
    form: AnswerForm, writing: WrittenIn, likely: list[float], stay: int
) -> None:
    its = [candidate(f"Sentence {n}.", f"2024-05-{n + 1:02}", f"{n}.md") for n in range(4)]
    assert len(extract(replace(judged(its, likely), writing=writing), form)) == stay


def test_sentences_of_a_paragraph_are_one_statement_that_cites_each() -> None:
    its = [
        candidate("Kernels slide.", number=3, block=1),
        candidate("They are small.", number=4, block=1, lead="Kernels slide."),
        candidate("Pools do not.", number=5, block=2),
    ]
    first, second = extract(judged(its, [1.0, 0.95, 0.9]), "topic")
    assert first.text == "Kernels slide. They are small."
    assert [c.quote for c in first.citations] == ["Kernels slide.", "They are small."]
    assert second.text == "Pools do not."


def test_what_lies_between_two_sentences_of_a_paragraph_is_marked() -> None:
    its = [candidate("One.", number=3, block=1), candidate("Four.", number=6, block=1)]
    assert texts(judged(its, [0.9, 1.0])) == ["One. … Four."]


def test_a_weak_sentence_of_the_best_paragraph_stays_out() -> None:
    its = [candidate("One.", number=3, block=1), candidate("Two.", number=4, block=1)]
    assert texts(judged(its, [0.2, 0.9])) == ["Two."]


def test_the_best_candidate_is_the_likeliest() -> None:
    its = [candidate("One."), candidate("Two.")]
    assert best_candidate(judged(its, [0.2, 0.9])) is its[1]


def test_of_days_alone_the_best_of_each_day_comes_before_a_second() -> None:
    its = [candidate(f"Sentence {n}.", "2024-05-01", number=n) for n in range(9)] + [
        candidate("Elsewhere.", "2024-05-02", "b.md", place=0.1)
    ]
    found = texts(judged(its, [0.9] * 9 + [0.1]), "topic", of_each_day=True)
    assert len(found) == MAX_STATEMENTS and found[-1] == "Elsewhere."


def test_one_that_leans_on_what_was_not_chosen_brings_it_along() -> None:
    lone = candidate("They are small.", number=4, lead="Kernels slide.")
    assert texts(judged([lone], [1.0])) == ["Kernels slide. They are small."]


def test_an_answered_question_keeps_its_mark() -> None:
    its = candidate("Because of light.", lead="Why is it blue?")
    assert statement([its]).text == "Why is it blue? Because of light."


def test_the_day_that_is_told_is_shown() -> None:
    its = candidate("I ran yesterday.", "2023-05-08")
    assert statement([its]).text == "I ran yesterday."
    assert statement([its]).times == (MeantTime("yesterday", "7 May 2023"),)
    assert statement([its]).remark == " (“yesterday”: 7 May 2023)"
    assert statement([its]).citations[0].quote == "I ran yesterday."


@pytest.mark.parametrize(
    "of",
    [passage(None), passage("2023-05-01", date_end=date(2023, 5, 7))],
    ids=["an undated note", "a week"],
)
def test_where_the_day_is_not_sure_nothing_is_resolved(of: object) -> None:
    its = Candidate(sentence("I ran yesterday."), of, 1.0)  # type: ignore[arg-type]
    assert statement([its]).times == ()


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
@given(
    st.lists(st.tuples(st.integers(1, 28), st.floats(0.01, 1), st.booleans()), min_size=1, max_size=20),
    st.sampled_from(("fact", "topic")),
)
def test_every_choice_is_ordered_short_and_distinct(rows: list[tuple[int, float, bool]], form: AnswerForm) -> None:
    its = [candidate(f"Sentence {n}.", f"2024-05-{day:02}", f"{n}.md") for n, (day, _, _) in enumerate(rows)]
    same = [n for n, (_, _, twin) in enumerate(rows) if twin]
    found = judged(its, [value for _, value, _ in rows], same=same)
    statements = extract(found, form)
    days = [statement.citations[0].date for statement in statements]
    assert 1 <= len(statements) <= MOST[form] and (form == "fact" or days == sorted(d for d in days if d))
    twins = {f"Sentence {n}." for n in same}
    assert len({s.text for s in statements} & twins) <= 1
    assert best_candidate(found).sentence.text in {s.text for s in statements}


def _read_candidates(text: str) -> list[Candidate]:
    its = sentences(note_from_bytes("a.md", text.encode()))
    return [Candidate(s, passage(path="a.md"), 1.0) for s in its]


@pytest.mark.parametrize(
    ("text", "wanted", "said"),
    [
        ("The hue hurt. Two differ by colour only. So be it.", "reason", "The hue hurt. Two differ by colour only."),
        ("The hue hurt. Two differ by colour only.", "", "The hue hurt."),
        (
            "Dropout zeroes some. It is easy. It gave 2 points.",
            "number",
            "Dropout zeroes some. It is easy. It gave 2 points.",
        ),
        ("Dropout gave 3 points. Others gave 2.", "number", "Dropout gave 3 points."),
        ("Dropout zeroes some. Others do too.", "number", "Dropout zeroes some."),
        ("The hue hurt.\n\nAnother matter.", "reason", "The hue hurt."),
    ],
)
def test_what_is_wanted_is_said_behind(text: str, wanted: Wanted, said: str) -> None:
    first = _read_candidates(text)[0]
    assert statement([first], wanted=wanted).text == said
    assert len(statement([first], wanted=wanted).citations) == said.count(".")


@pytest.mark.parametrize(
    ("text", "chosen", "said"),
    [
        ("- At the market\n  - two jars of honey\n  - ten eggs\n", [0], "At the market: two jars of honey; ten eggs"),
        ("- At the market\n  - two jars of honey\n  - ten eggs\n", [1], "At the market: two jars of honey"),
        (
            "- At the market\n  - two jars of honey\n  - ten eggs\n",
            [1, 2],
            "At the market: two jars of honey; ten eggs",
        ),
        ("- At the market.\n  - two jars of honey\n", [0], "At the market."),
        ("At the market:\n\n- two jars of honey\n", [0], "At the market: two jars of honey"),
        ("- Why is it blue?\n  - Because of light\n", [0], "Why is it blue? Because of light"),
        ("- At the market (in town)\n  - two jars of honey\n", [1], "At the market (in town): two jars of honey"),
        ("- At the market\n  - two jars of honey\n  - [ ] ten eggs\n", [0], "At the market: two jars of honey"),
    ],
)
def test_an_item_is_said_with_what_it_belongs_to(text: str, chosen: list[int], said: str) -> None:
    its = _read_candidates(text)
    assert statement([its[i] for i in chosen]).text == said


def test_of_other_days_the_best_is_named() -> None:
    its = [
        candidate("One.", "2024-05-01", "a.md"),
        candidate("Two.", "2024-05-02", "b.md"),
        candidate("Three.", "2024-05-02", "c.md"),
        candidate("Four.", "2024-05-03", "d.md"),
    ]
    found = judged(its, [0.9, 0.2, 0.3, 0.01])
    said = extract(found, "fact")
    assert [s.text for s in said] == ["One."]
    assert [s.text for s in also_found(found, said)] == ["Three."]


def _of_note(text: str) -> list[Candidate]:
    found = sentences(note_from_bytes("2024-05-03.md", text.encode()))
    return [Candidate(each, passage("2024-05-03", "2024-05-03.md"), 1.0) for each in found]


@pytest.mark.parametrize("sign", ["...", "…"])
def test_code_is_shown_with_the_sentence_that_introduces_it(sign: str) -> None:
    first, *_ = _of_note(f"A script that tells a pipe{sign}\n\n```sh\n[[ -t 1 ]] && echo terminal\n```\n")
    said = statement([first])
    assert said.text == f"A script that tells a pipe{sign} [[ -t 1 ]] && echo terminal"
    assert [(c.line_start, c.line_end) for c in said.citations] == [(1, 1), (4, 4)]


def test_code_below_a_sentence_of_its_own_is_not() -> None:
    first, *_ = _of_note("Wrote a script.\n\n```sh\n[[ -t 1 ]] && echo terminal\n```\n")
    assert statement([first]).text == "Wrote a script."


def test_what_is_part_of_another_statement_of_its_day_is_not_said_again() -> None:
    its = [
        candidate("The index starts at 1: not at 0.", "2024-05-03", path="a.md", number=1),
        candidate("The index starts at 1", "2024-05-03", path="a.md", number=5),
        candidate("The index starts at 1", "2024-05-04", path="b.md"),
    ]
    assert texts(judged(its, [0.9, 0.8, 0.7]), "fact") == ["The index starts at 1: not at 0.", "The index starts at 1"]


def test_what_another_statement_leans_on_is_not_said_again_below_its_own_lead() -> None:
    one, other = _of_note("Here is what went wrong:\n\n1. The fuse blew at 3. This meant that we sat there.\n")
    assert texts(judged([one, other], [0.8, 0.9]), "fact") == ["The fuse blew at 3. This meant that we sat there."]


def test_an_item_behind_another_sentence_of_its_paragraph_keeps_what_it_stands_below() -> None:
    first, *_, item = _of_note(
        "Scraping is reading pages. Shops dislike it. They stop it by:\n\n- Testing who reads.\n"
    )
    assert statement([first, item]).text == "Scraping is reading pages. … They stop it by: Testing who reads."


_LONG = "It " + "was very " * 40 + "cold."


@pytest.mark.parametrize(
    ("text", "chosen", "said"),
    [
        (
            "We went to the coast. The hut was Ada's. It rained.",
            0,
            "We went to the coast. The hut was Ada's. It rained.",
        ),
        ("We went to the coast. The hut was Ada's. It rained.", 2, "The hut was Ada's. It rained."),
        (f"We went to the coast. {_LONG}", 0, "We went to the coast."),
        ("We went to the coast.\n\nThe hut was Ada's.", 0, "We went to the coast."),
        ("- We went there.\n- The hut was Ada's.", 0, "We went there."),
        ("We went to the coast. Was it cold? The hut was Ada's.", 0, "We went to the coast."),
        ("| Hut | Owner |\n| --- | --- |\n| red | Ada |\n| blue | Bea |", 0, "Hut: red; Owner: Ada"),
    ],
)
def test_what_stands_beside_is_said_along_with_it(text: str, chosen: int, said: str) -> None:
    found = _of_note(text)
    assert texts(judged([found[chosen]], [0.9]), "fact") == [said]


def test_a_list_of_days_and_what_is_also_found_stay_short() -> None:
    found = _of_note("We went to the coast. The hut was Ada's.")
    assert statement(found[:1]).text == "We went to the coast."
    assert texts(judged(found[:1], [0.9]), of_each_day=True) == ["We went to the coast."]


def test_of_a_topic_what_has_all_its_words_is_said_sooner() -> None:
    its = [candidate(f"Sentence {n}.", f"2024-05-{n + 1:02}", f"{n}.md") for n in range(3)]
    found = judged(its, [0.9, 0.3, 0.3])
    named = replace(found, scored=replace(found.scored, more={"own_coverage": np.array([1.0, 0.5, 1.0])}))
    assert texts(named) == ["Sentence 0.", "Sentence 2."]
    assert texts(named, "fact") == ["Sentence 0."]
