"""What an answer looks like in each kind of note, and where it goes."""

from pathlib import Path

import pytest

from index.write_back.plan import plan
from tests.index.write_back.replies_made import KERNEL, make, reply_to

_OURS = "daycite: A kernel is a small matrix"


def _after(tmp_path: Path, name: str, before: str, question: str = "What's a kernel?") -> str:
    """The note with the answer in it; every mark is shortened to <>, every org mark to #."""
    import re

    root = make(tmp_path / "notes", {name: before})
    made = plan(root, [reply_to(name, before, question)], "inline")
    assert made.left == () and [change.path for change in made.changes] == [name]
    after = made.changes[0].after.decode()
    return re.sub(
        r"# daycite q1 \w{16}", "#", re.sub(r"<!-- daycite q1 \w{16} -->|\{/\* daycite q1 \w{16} \*/\}", "<>", after)
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("- What's a kernel?\n", f"- What's a kernel?\n  - {_OURS} L. <>\n", id="bullet"),
        pytest.param("* What's a kernel?\n* b\n", f"* What's a kernel?\n  * {_OURS} L. <>\n* b\n", id="star"),
        pytest.param("+ What's a kernel?\n", f"+ What's a kernel?\n  + {_OURS} L. <>\n", id="plus"),
        pytest.param("1. What's a kernel?\n2. b\n", f"1. What's a kernel?\n   - {_OURS} L. <>\n2. b\n", id="number"),
        pytest.param("10. What's a kernel?\n", f"10. What's a kernel?\n    - {_OURS} L. <>\n", id="wide number"),
        pytest.param("1) What's a kernel?\n\n* b\n", f"1) What's a kernel?\n   * {_OURS} L. <>\n\n* b\n", id="bracket"),
        pytest.param(
            "- a\n\t- What's a kernel?\n- b\n", f"- a\n\t- What's a kernel?\n\t\t- {_OURS} L. <>\n- b\n", id="tabs"
        ),
        pytest.param(
            "- a\n\t- b\n- What's a kernel?\n",
            f"- a\n\t- b\n- What's a kernel?\n\t- {_OURS} L. <>\n",
            id="tabs elsewhere",
        ),
        pytest.param(
            "- a\n    - b\n- What's a kernel?\n", f"- a\n    - b\n- What's a kernel?\n    - {_OURS} L. <>\n", id="four"
        ),
        pytest.param(
            "- What's a kernel?\n   * why?\n", f"- What's a kernel?\n   * {_OURS} L. <>\n   * why?\n", id="as its child"
        ),
        pytest.param(
            "- What's a kernel?\n  1. a\n  2. b\n",
            f"- What's a kernel?\n  - {_OURS} L. <>\n  1. a\n  2. b\n",
            id="numbered child",
        ),
        pytest.param(
            "- What's a kernel?\n  and of what?\n- b\n",
            f"- What's a kernel?\n  and of what?\n  - {_OURS} L. <>\n- b\n",
            id="two lines",
        ),
        pytest.param("- [ ] What's a kernel?\n", f"- [ ] What's a kernel?\n  - {_OURS} L. <>\n", id="task"),
        pytest.param("- ## What's a kernel?\n", f"- ## What's a kernel?\n  - {_OURS} L. <>\n", id="outliner's heading"),
        pytest.param("What's a kernel?\n", f"What's a kernel?\n\n> {_OURS} L. <>\n", id="paragraph"),
        pytest.param("What's a kernel?", f"What's a kernel?\n\n> {_OURS} L. <>", id="no end of line"),
        pytest.param("- What's a kernel?", f"- What's a kernel?\n  - {_OURS} L. <>", id="no end of line, item"),
        pytest.param(
            "What's a kernel?\nIt is late.\n\nx\n",
            f"What's a kernel?\nIt is late.\n\n> {_OURS} L. <>\n\nx\n",
            id="in a paragraph",
        ),
        pytest.param(
            "What's a kernel?\n- b\n", f"What's a kernel?\n\n> {_OURS} L. <>\n\n- b\n", id="paragraph above a list"
        ),
        pytest.param("## What's a kernel?\n\nx\n", f"## What's a kernel?\n\n> {_OURS} L. <>\n\nx\n", id="heading"),
        pytest.param("What's a kernel?\n---\nx\n", f"What's a kernel?\n---\n\n> {_OURS} L. <>\n\nx\n", id="underlined"),
        pytest.param(
            "## What's a kernel?\n{: #k}\n\nx\n",
            f"## What's a kernel?\n{{: #k}}\n\n> {_OURS} L. <>\n\nx\n",
            id="kramdown's attributes",
        ),
        pytest.param(
            "a\nWhat's a kernel?\n---\nx\n", f"a\nWhat's a kernel?\n---\n\n> {_OURS} L. <>\n\nx\n", id="above a ruler"
        ),
        pytest.param(
            "What's a kernel?\r\n\r\nx\r\n", f"What's a kernel?\r\n\r\n> {_OURS} L. <>\r\n\r\nx\r\n", id="CRLF"
        ),
        pytest.param(
            "- a\r\n- What's a kernel?\n- b\r\n",
            f"- a\r\n- What's a kernel?\n  - {_OURS} L. <>\n- b\r\n",
            id="mixed ends",
        ),
    ],
)
def test_in_markdown(tmp_path: Path, before: str, after: str) -> None:
    link = "[2020-03-19](2020-03-19.md)"
    assert _after(tmp_path, "2020-03-18.md", before) == after.replace(" L.", f" {link}.")


@pytest.mark.parametrize(
    ("program", "indent"),
    [(".obsidian/app.json", "\t"), ("mkdocs.yml", "    "), ("pelicanconf.py", "    "), ("x.md", "  ")],
)
def test_the_programs_indent_where_the_note_has_none(tmp_path: Path, program: str, indent: str) -> None:
    text = "- What's a kernel?\n"
    root = make(tmp_path / "notes", {"a.md": text, program: "{}"})
    assert f"\n{indent}- daycite:" in plan(root, [reply_to("a.md", text, "kernel")]).changes[0].after.decode()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("- What's a kernel?\n", f"- What's a kernel?\n  - {_OURS} L.\n    #\n", id="bullet"),
        pytest.param("+ What's a kernel?\n+ b", f"+ What's a kernel?\n  + {_OURS} L.\n    #\n+ b", id="plus"),
        pytest.param("1. What's a kernel?\n", f"1. What's a kernel?\n   - {_OURS} L.\n     #\n", id="number"),
        pytest.param(" * What's a kernel?\n", f" * What's a kernel?\n   - {_OURS} L.\n     #\n", id="star"),
        pytest.param("* TODO What's a kernel?\n", f"* TODO What's a kernel?\n\n{_OURS} L.\n#\n", id="headline"),
        pytest.param(
            "* What's a kernel?\n:PROPERTIES:\n:ID: a\n:END:\ntext\n* b\n",
            f"* What's a kernel?\n:PROPERTIES:\n:ID: a\n:END:\n\n{_OURS} L.\n#\n\ntext\n* b\n",
            id="below its drawer",
        ),
        pytest.param(
            "* a\n  What's a kernel?\n  # mine\n",
            f"* a\n  What's a kernel?\n\n  {_OURS} L.\n  #\n\n  # mine\n",
            id="paragraph",
        ),
    ],
)
def test_in_org(tmp_path: Path, before: str, after: str) -> None:
    link = "[[file:2020-03-19.md][2020-03-19]]"
    assert _after(tmp_path, "2020-03-18.org", before) == after.replace(" L.", f" {link}.")


def test_mdx_has_a_comment_of_its_own(tmp_path: Path) -> None:
    link = "[2020-03-19](2020-03-19.md)"
    assert _after(tmp_path, "a.mdx", "- What's a kernel?\n") == f"- What's a kernel?\n  - {_OURS} {link}. <>\n"


@pytest.mark.parametrize(
    ("name", "before", "reason"),
    [
        ("a.md", "| What's a kernel? |\n|---|\n| x |\n", "it stands in a table"),
        ("a.md", "```\nWhat's a kernel?\n```\n", "it stands in code"),
        ("a.md", "---\ntitle: What's a kernel?\n---\nx\n", "it stands in front matter"),
        ("a.md", "> What's a kernel?\n", "it stands in a quotation"),
        ("a.md", "<div>\nWhat's a kernel?\n</div>\n", "it stands in HTML"),
        ("a.org", "* a\n:NOTES:\nWhat's a kernel?\n:END:\n", "it stands in a drawer or a comment"),
        ("a.org", "- What's a kernel?\n  1. a\n", "its list is numbered below it"),
        ("a.txt", "What's a kernel?\n", "plain text cannot hide a marker"),
    ],
)
def test_what_cannot_stand_there_goes_to_the_page(tmp_path: Path, name: str, before: str, reason: str) -> None:
    root = make(tmp_path / "notes", {name: before})
    reply = reply_to(name, before, "What's a kernel?")
    inline = plan(root, [reply], "inline")
    assert inline.changes == () and [left.reason for left in inline.left] == [reason]
    [change] = plan(root, [reply]).changes
    assert change.path == "Answered questions.md" and change.before is None
    assert KERNEL.split(" [")[0] in change.after.decode()
