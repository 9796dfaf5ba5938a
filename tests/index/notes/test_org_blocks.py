"""Blocks of org files: headlines, drawers, #+begin blocks, tables, lists, and what is never closed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.notes.block import Block
from index.notes.org_blocks import org_blocks


def read(text: str, first_line: int = 1) -> tuple[Block, ...]:
    return org_blocks(text.removesuffix("\n").split("\n"), first_line)


def shape(text: str) -> list[tuple[str, int, int]]:
    return [(b.kind, b.line_start, b.line_end) for b in read(text)]


_LINE = st.one_of(
    st.sampled_from(
        ["", "* H", "** TODO H", "*bold*", " * item", "- a", "  - b", "1. c", "+ d", "| a | b |", "|---+---|"]
    ),
    st.sampled_from(["#+begin_src sh", "#+end_src", "#+BEGIN_QUOTE", "#+END_QUOTE", ":PROPERTIES:", ":ID: 1", ":END:"]),
    st.sampled_from(["#+title: x", "# comment", "-----", "SCHEDULED: <2020-01-01>", "words", "  more words", "\u2028"]),
    st.text(st.characters(exclude_characters="\n\r"), max_size=12),
)


@settings(deadline=None, max_examples=500)
@given(st.lists(_LINE, max_size=25), st.integers(1, 90))
def test_every_line_is_in_exactly_one_block(lines: list[str], first_line: int) -> None:
    found = org_blocks(lines, first_line)
    held = [line for b in found for line in range(b.line_start, b.line_end + 1)]
    assert held == sorted(set(held))
    assert {n for n, line in enumerate(lines, first_line) if line.strip()} <= set(held)
    assert all(first_line <= line < first_line + len(lines) for line in held)


@settings(deadline=None, max_examples=300)
@given(st.lists(_LINE, max_size=25))
def test_a_blocks_words_stand_on_its_lines(lines: list[str]) -> None:
    for block in org_blocks(lines, 1):
        there = "\n".join(lines[block.line_start - 1 : block.line_end])
        assert all(word in there for word in block.text.split())


def test_headlines_have_the_level_of_their_stars() -> None:
    found = read("* 2020\n** TODO March :tag:\n*** 17\n")
    assert [(b.kind, b.level, b.text) for b in found] == [
        ("heading", 1, "2020"),
        ("heading", 2, "TODO March :tag:"),
        ("heading", 3, "17"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "*bold* words\n",
        "#+begin_src org\n,* no headline\n#+end_src\n",
        " * an item\n",
        "# a comment\n",
        ": * literal\n",
    ],
)
def test_what_is_no_headline(text: str) -> None:
    assert not any(b.kind == "heading" for b in read(text))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (":PROPERTIES:\n:ID: 12\n:END:\n", "drawer"),
        (":LOGBOOK:\n- Note taken\n\n  words\n:end:\n", "drawer"),
        ("#+title: A\n#+date: 2020-03-17\n", "drawer"),
        ("SCHEDULED: <2020-03-17 Tue>\n", "drawer"),
        ("CLOCK: [2020-03-17 Tue 10:00]--[2020-03-17 Tue 11:00]\n", "drawer"),
        ("# a comment\n#\n# more\n", "drawer"),
        ("#+begin_src sh\n# build\n\n- make\n#+end_src\n", "code"),
        ("#+BEGIN_EXAMPLE\n| a |\n#+END_EXAMPLE\n", "code"),
        ("#+begin_quote\nwise words\n#+end_quote\n", "quote"),
        ("| a | b |\n|---+---|\n| 1 | 2 |\n", "table"),
        ("-----\n", "rule"),
        ("some words\nthat go on\n", "paragraph"),
        ("#hashtag and words\n", "paragraph"),
    ],
)
def test_each_is_one_block(text: str, kind: str) -> None:
    assert shape(text) == [(kind, 1, text.count("\n"))]


def test_blocks_follow_each_other_without_blank_lines() -> None:
    text = "* H\n:PROPERTIES:\n:ID: 1\n:END:\nwords\n- item\n  goes on\n| a |\n#+begin_src sh\nls\n#+end_src\nend\n"
    assert shape(text) == [
        ("heading", 1, 1),
        ("drawer", 2, 4),
        ("paragraph", 5, 5),
        ("item", 6, 7),
        ("table", 8, 8),
        ("code", 9, 11),
        ("paragraph", 12, 12),
    ]


@pytest.mark.parametrize(
    "text",
    [
        ":LOGBOOK:\nwords\n\n* Next\nmore\n:END:\n",
        "#+begin_src sh\nwords\n\n* Next\nmore\n",
        "#+begin_quote\nwords\n* Next\n",
    ],
)
def test_what_is_never_closed_hides_no_headline(text: str) -> None:
    found = read(text)
    assert [b.text for b in found if b.kind == "heading"] == ["Next"]
    assert any("words" in b.text for b in found if b.kind == "paragraph")


def test_lists_nest_by_indent() -> None:
    text = "- one\n  - two\n    goes on\n  - three\n- four\n\nwords\n- five\n"
    assert [(b.text, b.depth, b.line_start, b.line_end) for b in read(text)] == [
        ("one", 1, 1, 1),
        ("two\ngoes on", 2, 2, 3),
        ("three", 2, 4, 4),
        ("four", 1, 5, 5),
        ("words", 0, 7, 7),
        ("five", 1, 8, 8),
    ]


def test_an_empty_item_is_one_too() -> None:
    assert [(b.kind, b.text) for b in read("-\n1.\n- a\n+ \n")] == [
        ("item", ""),
        ("item", ""),
        ("item", "a"),
        ("item", ""),
    ]


def test_tasks_are_items_with_their_box() -> None:
    assert [(b.kind, b.text) for b in read("- [ ] open\n- [X] done\n")] == [("item", "[ ] open"), ("item", "[X] done")]


def test_lines_count_from_the_first_one_given() -> None:
    assert [(b.line_start, b.line_end) for b in read("* H\n\nwords\nmore\n", 10)] == [(10, 10), (12, 13)]
