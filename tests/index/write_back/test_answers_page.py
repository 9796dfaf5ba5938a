"""The page of answers: all of it daycite's own, nothing of it published or indexed."""

from datetime import date
from pathlib import Path

import pytest

from index.notes.note import read_note
from index.passages.read_note import readable_blocks
from index.write_back.plan import apply, plan, undo
from index.write_back.replies import Reply
from tests.index.write_back.replies_made import CITED, KERNEL, content, make, question_at, replies_to, reply_to

_TABLE = "| What's a kernel? |\n|---|\n| What's a batch? |\n"
_PAGE = "Answered questions.md"


def _written(root: Path, replies: list[Reply], kept: Path) -> str:
    made = plan(root, replies, "page")
    assert made.left == ()
    apply(root, made.changes, kept)
    return (root / made.changes[0].path).read_text()


def test_made_filled_renewed_and_undone(tmp_path: Path) -> None:
    root, kept = make(tmp_path / "notes", {"a.md": _TABLE}), tmp_path / "kept"
    found = content(root)
    first = reply_to("a.md", _TABLE, "What's a kernel?")
    text = _written(root, [first], kept)
    assert text.count("\n") == 4 and "- **What's a kernel?** ([2020-03-18](a.md))\n  daycite: A kernel is" in text
    second = reply_to("a.md", _TABLE, "What's a batch?", "Some rows.", "q2")
    assert _written(root, [first, second], kept).startswith(text), "what stands there already stays"
    assert plan(root, [second, first]).changes == ()
    renewed = _written(root, [Reply(first.question, "Else [2020-03-19].", CITED)], kept)
    assert "matrix" not in renewed and renewed.count("\n") == 6 and "Some rows." in renewed
    assert readable_blocks(read_note(root, _PAGE))[1], "it is no note of its author's"
    for _ in range(3):
        undo(root, kept)
    assert content(root) == found


def test_an_answer_edited_on_the_page_is_left(tmp_path: Path) -> None:
    root, kept = make(tmp_path / "notes", {"a.md": _TABLE}), tmp_path / "kept"
    replies = replies_to("a.md", _TABLE, ["What's a kernel?", "What's a batch?"])
    _written(root, replies, kept)
    page = root / _PAGE
    page.write_text(page.read_text().replace("small matrix", "small cube", 1) + "\nMine: [[x]]\n")
    made = plan(root, [Reply(reply.question, "Else.", ()) for reply in replies])
    assert [left.id for left in made.left] == ["q0"]
    [change] = made.changes
    assert (
        b"small cube" in change.after
        and b"small matrix" not in change.after
        and change.after.endswith(b"Mine: [[x]]\n")
    )


def test_an_answer_stays_where_it_stands(tmp_path: Path) -> None:
    text = "- What's a kernel?\n"
    root, kept = make(tmp_path / "notes", {"a.md": text}), tmp_path / "kept"
    reply = reply_to("a.md", text, "What's")
    apply(root, plan(root, [reply], "page").changes, kept)
    assert plan(root, [reply], "inline").changes == () and (root / "a.md").read_text() == text
    undo(root, kept)
    apply(root, plan(root, [reply], "inline").changes, kept)
    assert plan(root, [reply], "page").changes == () and not (root / _PAGE).exists()


@pytest.mark.parametrize(
    ("notes", "path", "head"),
    [
        ({"x.md": "[[y]]\n"}, _PAGE, "# Answered questions <!-- daycite page "),
        ({"logseq/config.edn": "{}", "pages/x.md": "x"}, f"pages/{_PAGE}", "# Answered"),
        ({"_config.yml": "x"}, _PAGE, '---\ntitle: "Answered questions"\ndraft: true\npublished: false\n---\n'),
        ({"hugo.toml": "x"}, _PAGE, "---\n"),
        ({"b.org": "x", "c.org": "x", "d.org": "x"}, "Answered questions.org", "#+title: Answered questions\n"),
        ({_PAGE: "Mine.\n"}, "Answered questions (daycite).md", "# Answered"),
    ],
    ids=["notes", "Logseq", "Jekyll", "Hugo", "org", "a note of that name"],
)
def test_where_it_is_and_how_it_begins(tmp_path: Path, notes: dict[str, str | bytes], path: str, head: str) -> None:
    root = make(tmp_path / "notes", {"a.md": _TABLE, **notes})
    [change] = plan(root, [reply_to("a.md", _TABLE, "What's a kernel?")]).changes
    assert change.path == path and change.after.decode().startswith(head)
    assert change.diff.startswith("--- /dev/null\n")
    apply(root, [change], tmp_path / "kept")
    assert plan(root, [reply_to("a.md", _TABLE, "What's a kernel?")]).unchanged == ("q1",)


def test_a_page_that_cannot_be_written(tmp_path: Path) -> None:
    root = make(tmp_path / "notes", {"a.md": _TABLE + "\n- Why?\n", _PAGE: ""})
    (root / _PAGE).chmod(0o400)
    made = plan(root, replies_to("a.md", _TABLE + "\n- Why?\n", ["What's a kernel?", "Why?"]))
    assert [change.questions for change in made.changes] == [("q1",)], "the others go on"
    assert [left.reason for left in made.left] == ["Answered questions.md is read-only. Make it writable"]


@pytest.mark.parametrize("path", ["a.md", "a.org"])
def test_a_question_cannot_act_on_the_page(tmp_path: Path, path: str) -> None:
    words = "Is *this* <b>bold</b> {{x}} --> or [[not]]?"
    text = f"```\n{words}\n```\n" if path == "a.md" else f"#+begin_src\n{words}\n#+end_src\n"
    root = make(tmp_path / "notes", {path: text})
    made = plan(root, [Reply(question_at(path, text, "bold"), KERNEL, CITED)])
    assert made.left == () or made.left[0].reason.startswith("the question no longer")
    for change in made.changes:
        assert "-->" not in change.after.decode().split("\n")[2]


def test_days_of_questions_without_one(tmp_path: Path) -> None:
    from dataclasses import replace

    root = make(tmp_path / "notes", {"a.md": _TABLE})
    asked = replace(question_at("a.md", _TABLE, "kernel"), question="What's a kernel?", date=None)
    [change] = plan(root, [Reply(asked, "Since [2020-03-19].", CITED)]).changes
    assert b"- **What's a kernel?** ([a](a.md))\n" in change.after
    assert date(2020, 3, 19).isoformat().encode() in change.after
