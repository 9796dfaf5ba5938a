"""What is known of an open question, and what holds for every note; labelled notes: test_labelled_notes.py."""

from datetime import date
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.entries.read_entries import entries
from index.entries.user_rules import DateRules
from index.notes.blocks import blocks
from index.notes.note import Note, note_from_bytes
from index.open_questions import note_lines
from index.open_questions.find import IN_DOUBT, OpenQuestion, grouped, open_questions
from tests.index.open_questions.labelled import TODAY, questions_in


def reported(text: str, path: str = "a.md") -> list[OpenQuestion]:
    return [question for question in questions_in(text, path) if question.status != IN_DOUBT]


# What a question is known by


def test_a_record() -> None:
    note = "# 2020-03-18\n\nQuestions:\n\n- What's a **kernel**?\n  - is it a filter?\n"
    whole, part = reported(note)
    assert (whole.question, whole.date, whole.line, whole.line_end) == ("What's a kernel?", date(2020, 3, 18), 5, 5)
    assert (whole.parent, whole.status, whole.answer, whole.answered_on) == (None, "open", "", None)
    assert (whole.heading, whole.form, whole.block_end) == ("Questions:", "item", 5)
    assert part.parent == whole.id
    assert part.context == "What's a kernel?"


def test_an_answer_in_place_has_its_lines_and_its_day() -> None:
    note = "# 2020-03-19\n\nQuestions:\n- What's a kernel?\n  - A small matrix\n    of weights\n- why?\n"
    kernel, why = reported(note)
    assert (kernel.answer, kernel.answer_line, kernel.answer_line_end) == ("A small matrix of weights", 5, 6)
    assert kernel.answered_on == date(2020, 3, 19)
    assert why.status == "open"


def test_an_answer_with_a_date_before_it_was_given_then() -> None:
    note = "# 2020-03-19\n- [ ] Which port is it?\n  - 2020-04-02: 8080, it is in the compose file\n"
    assert reported(note)[0].answered_on == date(2020, 4, 2)


def test_the_sentence_before_a_short_question_is_its_context() -> None:
    [why] = reported("# 2020-03-19\n\nThe loss rises after ten epochs. Why?\n")
    assert (why.question, why.context) == ("Why?", "The loss rises after ten epochs.")


def test_a_bracket_has_its_sentence_as_context() -> None:
    [asked] = reported("# 2020-03-19\n\n## Perceptrons and PNs (what are PN and PO?)\n")
    assert (asked.question, asked.form) == ("what are PN and PO?", "bracket")
    assert asked.context == "Perceptrons and PNs (what are PN and PO?)"


def test_mojibake_is_read_as_it_was_meant() -> None:
    note = "# 2025-08-02\n\n## â\u009d“ Questions\n\n- Whatâ€™s a â€œbatchâ€\u009d?\n".encode()
    read = note_from_bytes("a.md", note)
    structure = blocks(read)
    [asked] = open_questions(read, entries(read, structure, DateRules(), TODAY), structure)
    assert asked.question == "What’s a “batch”?"


def test_a_bare_link_is_a_weak_answer() -> None:
    [asked] = reported("Questions:\n- What is one cycle?\n  - [What is 1cycle?](https://example.org/a?b=c)\n")
    assert (asked.status, asked.weak) == ("answered in place", True)


# Ids


def test_ids_stay_when_lines_move_and_when_markup_changes() -> None:
    before = reported("# 2020-03-18\nQuestions:\n- What's a kernel?\n- And a stride?\n")
    after = reported("# 2020-03-18\nMore words.\n\nQuestions:\n\n- And a stride?\n- [ ] What’s a **kernel**?\n")
    assert {q.id for q in before} == {q.id for q in after}


def test_the_same_question_on_another_day_is_another() -> None:
    ids = [q.id for q in reported("## 2020-03-18\n- [ ] What is it?\n## 2020-03-19\n- [ ] What is it?\n")]
    assert len(set(ids)) == 2


def test_two_identical_questions_in_one_file_are_two() -> None:
    asked = reported("# 2020-03-18\nQuestions:\n- What is it?\n- What is it?\n")
    assert [q.line for q in asked] == [3, 4]
    assert asked[0].id != asked[1].id


def test_the_same_question_in_two_notes_of_one_day_is_two() -> None:
    notes = [note_from_bytes(path, b"# 2020-03-18\n- [ ] What is it?\n") for path in ("a.md", "b.md")]
    made = [q for n in notes for q in open_questions(n, entries(n, blocks(n), DateRules(), TODAY))]
    assert len({q.id for q in grouped(made)}) == 2


# Several days


def test_asked_again_knows_the_other_day_and_its_answer() -> None:
    note = (
        "## 2020-03-18\nQuestions:\n- What's a kernel?\n## 2020-03-19\nQuestions:\n- What's a kernel?  \n    A matrix\n"
    )
    first, second = reported(note)
    assert (first.status, first.asked_on, first.answered_on) == ("asked again", (date(2020, 3, 19),), date(2020, 3, 19))
    assert first.answer == "A matrix"
    assert (second.status, second.asked_on) == ("answered in place", (date(2020, 3, 18),))


def test_what_names_nothing_is_not_asked_again() -> None:
    note = "## 2020-03-18\nQuestions:\n- What is it?\n## 2020-03-19\nQuestions:\n- What is it?\n    A matrix\n"
    first, second = reported(note)
    assert (first.status, first.answer, first.asked_on) == ("open", "", ())
    assert second.status == "answered in place"


def test_what_is_asked_day_after_day_is_a_form() -> None:
    days = "".join(f"## 2020-03-1{n}\n- [ ] Is the door locked?\nSlept well.\n" for n in range(6))
    assert {q.status for q in questions_in(days)} == {"doubtful"}


# Bad input


@pytest.mark.long
def test_five_thousand_questions() -> None:
    note = "Questions:\n" + "".join(f"- What is number {n}?\n" for n in range(5000))
    assert len({q.id for q in reported(note)}) == 5000


@pytest.mark.parametrize(
    "note",
    [
        "| why? | how? |\n| --- | --- |\n| what? | who? |\n",
        "```\nwhy?\n```\n",
        "---\ntitle: why?\nquestion: what is it?\n---\n",
        "> why is it so?\n",
        "<div>why is it so?</div>\n",
        "",
        "?\n",
        "- ?\n- [ ] \n",
        "????????????\n",
        "Questions:\n",
        "https://example.org/?why=what\n",
    ],
    ids=[
        "table",
        "code",
        "front matter",
        "quote",
        "html",
        "empty",
        "a mark",
        "marks",
        "only marks",
        "label",
        "address",
    ],
)
def test_no_question(note: str) -> None:
    assert reported(note) == []


_PIECES = st.sampled_from(
    [
        "- ",
        "  - ",
        "[ ] ",
        "why",
        "?",
        "？",
        " is it",
        "Q: ",
        "A: ",
        "**",
        "~~",
        "`",
        "[[",
        "]]",
        "(",
        ")",
        "# ",
        "\n",
        "\n\n",
    ]
    + [
        "|",
        "> ",
        "Questions:",
        "=> ",
        "I wonder if ",
        "TODO ",
        "なぜ",
        "。",
        "¿",
        "1. ",
        "\t",
        "  \n",
        "<!--",
        "-->",
        "\x00",
    ]
)


@settings(deadline=None)  # at the first, what patterns need is worked out
@given(st.lists(_PIECES, max_size=40).map("".join), st.sampled_from(["a.md", "a.org", "a.txt"]))
def test_any_text_is_read_and_lines_are_true(text: str, path: str) -> None:
    note: Note = note_from_bytes(path, text.encode())
    structure = blocks(note)
    for asked in open_questions(note, entries(note, structure, DateRules(), TODAY), structure):
        assert 1 <= asked.line <= asked.line_end <= asked.block_end <= len(note.lines)
        assert asked.question.strip()
        assert 0.0 < asked.score <= 1.0
        if asked.answer_line is not None:
            assert asked.line <= asked.answer_line <= (asked.answer_line_end or 0) <= len(note.lines)


_TOLD = [
    *(
        "Bought 3 screws",
        "Rain again.",
        "Mood: fine",
        "*Later*",
        "\n",
        "\n\n",
        ". ",
        "- ",
        "  - ",
        "# ",
        "## Garden\n\n",
    ),
    *("no **idea** whether it fits", "Questions\n\n", "how does it fit", "What next?", "Open", "2024-01-01", "---\n\n"),
    *("must find out why the gate jams", "Exam\n\n", "difference between a and b", "> ", "weiß nicht, ob", "为什么"),
]


@settings(deadline=None)  # at the first, what patterns need is worked out
@given(st.lists(st.sampled_from(_TOLD), max_size=24).map("".join), st.sampled_from(["a.md", "a.org", "a.txt"]))
def test_blocks_that_are_seen_to_ask_nothing_need_not_be_read(text: str, path: str) -> None:
    note = note_from_bytes(path, text.encode())
    found = open_questions(note, [], blocks(note))
    with patch.object(note_lines, "could_match", lambda *_: True):
        assert found == open_questions(note, [], blocks(note))


# Several questions in a row


@pytest.mark.parametrize(
    "note",
    [
        "- Is Rust fast? Who pays for lunch? Is it safe?\n  - Rust is fast, about like C.\n",
        "Questions:\n\nIs Rust fast? Who pays for lunch? Is it safe? Rust is fast, about like C.\n",
    ],
)
def test_each_of_several_questions_is_judged_for_itself(note: str) -> None:
    assert [(q.question, bool(q.answer)) for q in reported(note)] == [
        ("Is Rust fast?", True),
        ("Who pays for lunch?", False),
        ("Is it safe?", False),
    ]


def test_a_question_that_leans_on_the_next_shares_its_answer() -> None:
    why, how = reported("Questions:\n- Why? And how?\n  - With a pump, since the tank is low.\n")
    assert why.answer == how.answer == "With a pump, since the tank is low."


def test_a_hedge_in_brackets_does_not_make_its_sentence_a_question() -> None:
    assert reported("- Just like many others I see online (not sure about reality), I began with the basics.\n") == []


# Forms of other tools


@pytest.mark.parametrize(
    ("note", "asked", "status"),
    [
        ("question:: Why does the index grow?\n", "Why does the index grow?", "open"),
        ("Read on. [question:: How big is a page?]\n", "How big is a page?", "open"),
        ("- question:: Is it fast?\n    answer:: yes\n", "Is it fast?", "answered in place"),
        ("Frage:: Warum wächst der Index?\n", "Warum wächst der Index?", "open"),
        ("Q: What is a B-tree?\nA: A balanced tree.\n", "What is a B-tree?", "answered in place"),
        ("- Nobody can tell me why the lift stops.\n", "Nobody can tell me why the lift stops.", "open"),
        ("Look up what stops the lift.\n", "Look up what stops the lift.", "open"),
        ("Forgot to ask where the spare key is.\n", "Forgot to ask where the spare key is.", "open"),
        ("- [?] does it lock the table\n", "does it lock the table", "open"),
        ("> [!question] Why is the plan slow?\n", "Why is the plan slow?", "open"),
        (
            "> [!question]- Does it need statistics?\n> Yes, run analyze.\n",
            "Does it need statistics?",
            "answered in place",
        ),
    ],
)
def test_questions_in_the_forms_of_other_tools(note: str, asked: str, status: str) -> None:
    assert [(q.question, q.status) for q in reported(f"# 2024-03-05\n\n{note}")] == [(asked, status)]


@pytest.mark.parametrize(
    "note",
    [
        '- <%* const q = await tp.system.prompt("Who are you?") %>\n',
        '<%*\nlet a = await tp.system.suggester(["why?", "how?"])\n%>\n',
        "## Questions\n\n- What did you learn about {{title}}?\n",
        "## Questions\n\n- Why is <% tp.file.title %> so slow?\n",
    ],
)
def test_what_a_template_asks_is_no_question(note: str) -> None:
    assert reported(f"# 2024-03-05\n\n{note}") == []


def test_a_label_is_not_a_part_of_the_answer() -> None:
    [asked] = reported("Q: What is a B-tree?\nA: A balanced tree.\n")
    assert asked.answer == "A balanced tree."


# Whether it is answered where it stands


@pytest.mark.parametrize(
    "below",
    ["That is all for today! See you tomorrow :)", "Das war's für heute, bis morgen", "Not tested.", "Asked Kinga."],
)
def test_a_farewell_or_what_puts_it_off_is_no_answer(below: str) -> None:
    [asked] = reported(f"# 2024-03-05\n\nQuestion: why does the loss rise?\n\n{below}\n")
    assert asked.status == "open"


def test_a_question_in_prose_that_the_next_words_answer_is_answered_in_place() -> None:
    note = "# 2024-03-05\n\nI tried both. Why did the second one fail? Because the cache was full.\n"
    assert [(q.question, q.status) for q in reported(note)] == [("Why did the second one fail?", "answered in place")]


@pytest.mark.parametrize(
    "line",
    [
        "A fully connected network does not know which pixels are neighbours.",
        "She has a system of colours which I don't understand but which works.",
    ],
)
def test_what_others_do_not_know_is_no_question(line: str) -> None:
    assert reported(f"# 2024-03-05\n\n{line}\n") == []


def test_lettered_items_are_not_marked_as_questions() -> None:
    assert reported("# 2024-03-05\n\nTwo ways:\n\na) wait a year\nb) cortisone into the joint\n") == []


# Notes that others are made from


@pytest.mark.parametrize(
    "head", ["# <% tp.date.now() %>", "# {{date:YYYY-MM-DD}}", "---\ncreated: <%+ tp.file.creation_date() %>\n---"]
)
def test_nobody_asks_anything_in_a_template(head: str) -> None:
    assert reported(f"{head}\n\n## Questions\n\n- Why is the sky blue?\n") == []


def test_code_with_such_commands_makes_no_template() -> None:
    note = "# 2024-03-01\n\nUsed `<% tp.date.now() %>` today.\n\n```\n{{title}}\n```\n\nWhy is the sky blue?\n"
    assert [q.question for q in reported(note)] == ["Why is the sky blue?"]
