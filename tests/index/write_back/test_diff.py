"""The diff that is shown is the change that is made."""

import re

from hypothesis import given
from hypothesis import strategies as st

from index.write_back.diff import Edit, unified


@st.composite
def _edits(draw: st.DrawFn) -> tuple[list[str], list[Edit]]:
    lines = draw(st.lists(st.sampled_from("abc"), max_size=30))
    edits, at = list[Edit](), 0
    while at <= len(lines) and draw(st.booleans()):
        at += draw(st.integers(0, 12))
        if at > len(lines):
            break
        removed = draw(st.integers(0, min(2, len(lines) - at)))
        edits.append(Edit(at, removed, tuple(draw(st.lists(st.sampled_from("xyz"), min_size=1, max_size=3)))))
        at += removed + 1
    return lines, edits


@given(_edits())
def test_following_it_makes_the_new_lines(given_edits: tuple[list[str], list[Edit]]) -> None:
    lines, edits = given_edits
    expected, at = list[str](), 0
    for edit in edits:
        expected += [*lines[at : edit.at], *edit.added]
        at = edit.at + edit.removed
    assert _followed(lines, unified("a.md", lines, edits)) == [*expected, *lines[at:]]


def _followed(lines: list[str], diff: str) -> list[str]:
    out, at = list[str](), 0
    for line in diff.splitlines()[2:]:
        hunk = re.fullmatch(r"@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@", line)
        if hunk:
            start = int(hunk[1]) - (hunk[2] != "0")
            out += lines[at:start]
            at = start
            assert int(hunk[3]) - (hunk[4] != "0") == len(out)
        elif line[0] == "+":
            out.append(line[1:])
        else:
            assert lines[at] == line[1:]
            out += [line[1:]] if line[0] == " " else []
            at += 1
    return [*out, *lines[at:]]


def test_as_it_is_shown() -> None:
    lines = list("abcdefghij")
    assert unified("x/a.md", lines, [Edit(5, 0, ("new",))]).splitlines() == [
        *("--- a/x/a.md", "+++ b/x/a.md", "@@ -3,6 +3,7 @@", " c", " d", " e", "+new", " f", " g", " h")
    ]
    assert unified("a.md", (), [Edit(0, 0, ("new",))], new=True) == "--- /dev/null\n+++ b/a.md\n@@ -0,0 +1 @@\n+new\n"
    assert unified("a.md", lines, []) == ""


def test_nothing_in_it_plays_with_the_terminal() -> None:
    shown = unified("a.md", ["\x1b[2J\u202ea\tb"], [Edit(1, 0, ("\x07",))])
    assert "\x1b" not in shown and "\u202e" not in shown and "\x07" not in shown and "a\tb" in shown
