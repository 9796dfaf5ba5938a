"""Questions and notes that are not as they should be: a clear message, nothing lost, and the others go on."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from index.entries.read_entries import entries
from index.entries.user_rules import DateRules
from index.notes.blocks import blocks
from index.notes.note import note_from_bytes
from index.open_questions.find import OpenQuestion, open_questions
from index.write_back.plan import apply, plan, undo
from index.write_back.replies import CitedDay, Reply
from tests.index.write_back.replies_made import CITED, KERNEL, Question, content, make, question_at, reply_to

_NOTE = "# 2020-03-18\n\n## Questions\n\n- What's a kernel?\n- How does pooling work?\n"


def _find(path: str, data: bytes) -> list[OpenQuestion]:
    note = note_from_bytes(path, data)
    found = blocks(note)
    return open_questions(note, entries(note, found, DateRules(), date(2024, 6, 1)), found)


def _replies(path: str, text: str) -> list[Reply]:
    return [Reply(q, KERNEL, CITED) for q in _find(path, text.encode()) if q.status == "open"]


@pytest.mark.long
def test_a_list_of_thousands(tmp_path: Path) -> None:
    text = "# 2020-03-18\n\n## Questions\n\n" + "".join(f"- How does layer {i} work?\n" for i in range(5000))
    root = make(tmp_path / "notes", {"a.md": text})
    replies = [
        Reply(Question(f"q{i}", f"How does layer {i} work?", "a.md", i + 5, i + 5), KERNEL, CITED) for i in range(5000)
    ]
    made = plan(root, replies)
    assert made.left == () and len(made.changes[0].questions) == 5000
    apply(root, made.changes, tmp_path / "kept")
    assert (root / "a.md").read_text().count("\n") == 10_004
    again = plan(root, replies)
    assert again.changes == () and len(again.unchanged) == 5000
    undo(root, tmp_path / "kept")
    assert (root / "a.md").read_text() == text


def test_a_note_in_which_no_answer_can_stand_is_not_tried_for_ever(tmp_path: Path) -> None:
    # A line that is a day parts the paragraph for us, and is the same paragraph for every other reader.
    text = "# x\n\n" + "".join(f"Well, why {i}?\n2019-05-04\n" for i in range(300))
    root = make(tmp_path / "notes", {"a.md": text})
    replies = [Reply(Question(f"q{i}", f"why {i}?", "a.md", 3 + 2 * i, 3 + 2 * i), KERNEL, CITED) for i in range(300)]
    made = plan(root, replies)
    assert sum(len(change.questions) for change in made.changes) == 300


def test_the_same_question_twice_in_a_note(tmp_path: Path) -> None:
    text = "# 2020-03-18\n\n## Questions\n\n- What's a kernel?\n- a plan\n- What's a kernel?\n"
    root = make(tmp_path / "notes", {"a.md": text})
    replies = _replies("a.md", text)
    assert len({reply.question.id for reply in replies}) == 2
    made = plan(root, replies, find=_find)
    apply(root, made.changes, tmp_path / "kept")
    lines = (root / "a.md").read_text().splitlines()
    assert ["daycite: " in line for line in lines[4:]] == [False, True, False, False, True]
    assert plan(root, replies, find=_find).changes == ()


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.md", "What's a kernel?\nI wonder.\n---\n\nx\n"),
        ("a.org", "* TODO What's a kernel?\n:PROPERTIES:\n:ID: 7\n:END:\n"),
        ("a.md", "## Questions\n\n- What's a kernel?\n  - Is it learned?\n"),
    ],
    ids=["underlined", "drawer", "sub-question"],
)
def test_a_question_with_an_answer_below_it_is_answered(tmp_path: Path, path: str, text: str) -> None:
    root = make(tmp_path / "notes", {path: text})
    first, *others = _replies(path, text)
    apply(root, plan(root, [first], find=_find).changes, tmp_path / "kept")
    status = {q.id: q.status for q in _find(path, (root / path).read_bytes())}
    assert status == {first.question.id: "answered", **{other.question.id: "open" for other in others}}


def test_questions_in_one_item_keep_their_order(tmp_path: Path) -> None:
    text = "- What's a kernel? And what is pooling?\n- b\n"
    root = make(tmp_path / "notes", {"a.md": text})
    first, second = reply_to("a.md", text, "kernel", "One.", "q1"), reply_to("a.md", text, "pooling", "Two.", "q2")
    whole = plan(root, [first, second]).changes[0].after
    assert whole.index(b"One.") < whole.index(b"Two.")
    apply(root, plan(root, [first]).changes, tmp_path / "kept")
    apply(root, plan(root, [first, second]).changes, tmp_path / "kept")
    assert (root / "a.md").read_bytes() == whole
    assert plan(root, [first, second]).changes == ()


def test_two_paragraphs_of_answers_stay_two(tmp_path: Path) -> None:
    text = "What's a kernel? And what is pooling?\nMore.\n"
    root = make(tmp_path / "notes", {"a.md": text})
    first, second = reply_to("a.md", text, "kernel", "One.", "q1"), reply_to("a.md", text, "pooling", "Two.", "q2")
    apply(root, plan(root, [first]).changes, tmp_path / "kept")
    apply(root, plan(root, [first, second]).changes, tmp_path / "kept")
    assert [line.split(" <")[0] for line in (root / "a.md").read_text().splitlines()] == [
        *text.splitlines(),
        *("", "> daycite: One. ([2020-03-19](2020-03-19.md))", "", "> daycite: Two. ([2020-03-19](2020-03-19.md))"),
    ]
    assert plan(root, [first, second]).changes == ()


@pytest.mark.parametrize(
    ("edit", "reason"),
    [
        (lambda text: text.replace("- What's a kernel?\n", ""), "the question no longer stands in the note"),
        (
            lambda text: text.replace("kernel?\n", "kernel?\n  - A small matrix that slides.\n"),
            "you have answered it meanwhile",
        ),
        (None, "a.md is gone"),
        (lambda text: text + "\0", "is not a text file"),
    ],
    ids=["question removed", "answered since", "file removed", "no text any more"],
)
def test_what_happened_between_answer_and_write(tmp_path: Path, edit: object, reason: str) -> None:
    root = make(tmp_path / "notes", {"a.md": _NOTE, "b.md": _NOTE.replace("18", "17")})
    replies = [*_replies("a.md", _NOTE)[:1], *_replies("b.md", _NOTE.replace("18", "17"))]
    (root / "a.md").unlink() if edit is None else (root / "a.md").write_text(edit(_NOTE))  # type: ignore[operator]
    made = plan(root, replies, find=_find)
    assert [(left.id, left.path, left.reason) for left in made.left] == [(replies[0].question.id, "a.md", reason)]
    assert [change.path for change in made.changes] == ["b.md"]


@pytest.mark.parametrize("find", [None, _find], ids=["by its words", "by the finder"])
def test_a_question_that_moved_is_found_again(tmp_path: Path, find: object) -> None:
    root = make(tmp_path / "notes", {"a.md": "# 2020-03-18\n\nA new line.\n" + _NOTE.removeprefix("# 2020-03-18\n")})
    made = plan(root, _replies("a.md", _NOTE), find=find)  # type: ignore[arg-type]
    assert made.left == ()
    lines = made.changes[0].after.decode().splitlines()
    assert [i for i, line in enumerate(lines) if "daycite: " in line] == [7, 9]


def test_without_the_finder_a_question_that_stands_twice_is_not_guessed(tmp_path: Path) -> None:
    text = "a\n\n- What's a kernel?\n- What's a kernel?\n"
    root = make(tmp_path / "notes", {"a.md": text})
    [left] = plan(
        root,
        [Reply(replace(question_at("a.md", text, "kernel"), question="What's a kernel?", line=1, line_end=1), KERNEL)],
    ).left
    assert left.reason == "the question moved, and stands there twice"


def test_an_answer_copied_with_its_question(tmp_path: Path) -> None:
    root = make(tmp_path / "notes", {"a.md": _NOTE})
    replies = _replies("a.md", _NOTE)[:1]
    apply(root, plan(root, replies, find=_find).changes, tmp_path / "kept")
    file = root / "a.md"
    text = file.read_text()
    file.write_text(text + "\n## Review\n\n" + "\n".join(text.splitlines()[4:6]) + "\n")
    [change] = plan(root, [Reply(replies[0].question, "Else.", ())], find=_find).changes
    lines = change.after.decode().splitlines()
    assert ["daycite: Else." in line for line in lines if "daycite: " in line] == [True, False], "the one below it"


def test_a_note_that_was_renamed_by_its_program(tmp_path: Path) -> None:
    text = "see [[2020-03-17]]\n\n- What's a kernel?\n"
    root = make(tmp_path / "notes", {"a.md": text})
    reply = reply_to("a.md", text, "What's")
    apply(root, plan(root, [reply]).changes, tmp_path / "kept")
    file = root / "a.md"
    file.write_text(file.read_text().replace("[[2020-03-19]]", "[[2020-03-19 Kernels]]"))
    assert plan(root, [reply]).unchanged == ("q1",), "the link stays as the program wrote it"
    made = plan(root, [Reply(reply.question, "Else [2020-03-19].", CITED)])
    assert made.changes == () and [left.reason for left in made.left] == ["its answer was edited: it is yours now"]


def test_the_same_words_of_another_day_are_renewed(tmp_path: Path) -> None:
    root = make(tmp_path / "notes", {"a.md": "see [[2020-03-17]]\n" + _NOTE, "2020-03-20.md": "x"})
    asked = question_at("a.md", "see [[2020-03-17]]\n" + _NOTE, "What's a kernel?")
    apply(root, plan(root, [Reply(asked, "A matrix.", CITED)]).changes, tmp_path / "kept")
    other = CitedDay(date(2020, 3, 20), "2020-03-20.md")
    [change] = plan(root, [Reply(asked, "A matrix.", (other,))]).changes
    assert b"[[2020-03-20]]" in change.after and b"[[2020-03-19]]" not in change.after


def test_the_users_answer_beside_ours_stops_its_renewal(tmp_path: Path) -> None:
    root = make(tmp_path / "notes", {"a.md": _NOTE})
    replies = _replies("a.md", _NOTE)[:1]
    apply(root, plan(root, replies, find=_find).changes, tmp_path / "kept")
    file = root / "a.md"
    file.write_text(file.read_text().replace("- How", "  - It is a small matrix that slides.\n- How"))
    made = plan(root, [Reply(replies[0].question, "Else.", CITED)], find=_find)
    assert made.changes == () and [left.reason for left in made.left] == ["you have answered it meanwhile"]


@pytest.mark.parametrize("number", ["", "a b", "x--y", "-->"])
def test_ids_that_no_mark_can_hold(tmp_path: Path, number: str) -> None:
    root = make(tmp_path / "notes", {"a.md": _NOTE})
    made = plan(root, [reply_to("a.md", _NOTE, "What's a kernel?", number=number)])
    assert made.changes == () and [left.reason for left in made.left] == ["its id cannot be written in a comment"]


def test_no_answer_is_not_written(tmp_path: Path) -> None:
    root = make(tmp_path / "notes", {"a.md": _NOTE})
    made = plan(root, [reply_to("a.md", _NOTE, "What's a kernel?", " \n ")])
    assert made.changes == () and [left.reason for left in made.left] == ["there is no answer to write"]


@pytest.mark.parametrize("path", ["../out.md", "sub/../../out.md"])
def test_a_note_outside_is_neither_read_nor_written(tmp_path: Path, path: str) -> None:
    root = make(tmp_path / "notes", {})
    (tmp_path / "out.md").write_text(_NOTE)
    (root / "sub").mkdir()
    made = plan(root, [Reply(Question("q", "What's a kernel?", path, 5, 5), KERNEL)])
    assert made.changes == () and "is outside the notes folder" in made.left[0].reason


def test_nothing_that_is_not_asked_for_is_written(tmp_path: Path) -> None:
    root = make(tmp_path / "notes", {"a.md": _NOTE, ".obsidian/app.json": "{}", "x.png": b"\0"})
    before = content(root)
    apply(root, plan(root, []).changes, tmp_path / "kept")
    apply(root, plan(root, _replies("a.md", _NOTE)[:1]).changes, tmp_path / "kept")
    after = content(root)
    assert {path for path in after if after[path] != before.get(path)} == {"a.md"}
