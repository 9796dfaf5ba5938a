"""Blocks of Markdown and plain text: what is a heading and what is none, and whose lines are whose."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.notes.block import Block
from index.notes.blocks import blocks, markdown_blocks, structure
from index.notes.note import note_from_bytes


def read(text: str, path: str = "a.md") -> tuple[Block, ...]:
    return blocks(note_from_bytes(path, text.encode()))


def shape(text: str, path: str = "a.md") -> list[tuple[str, int, int]]:
    return [(b.kind, b.line_start, b.line_end) for b in read(text, path)]


def headings(text: str, path: str = "a.md") -> list[tuple[int, str]]:
    return [(b.level, b.text) for b in read(text, path) if b.kind == "heading"]


_LINE = st.one_of(
    st.sampled_from(
        ["", "", "# A", "## B ##", "#tight", "---", "===", "=======", "-------", "***", "```", "~~~", "````"]
    ),
    st.sampled_from(
        ["- a", "  - b", "    - c", "1. d", "- [ ] e", "-", "> q", ">", "> - r", "> ```", "\tcode", "    code"]
    ),
    st.sampled_from(
        ["| a | b |", "| --- | --- |", "[a]: http://x", "<div>", "</div>", "<h2>H</h2>", "<!--", "-->", "<x>"]
    ),
    st.sampled_from(
        ["{% highlight py %}", "{% endhighlight %}", "{{< highlight go >}}", "{{< /highlight >}}", "---\n"]
    ),
    st.sampled_from(
        ["words go on", "import a from 'b'", "2020-01-01", "2020-01-02: log", "\f", "\u2028", "\u3000", "Short"]
    ),
    st.text(max_size=15),
)


@settings(deadline=None, max_examples=600)
@given(st.lists(_LINE, max_size=25), st.sampled_from(["a.md", "a.txt"]))
def test_every_line_is_in_exactly_one_block(lines: list[str], path: str) -> None:
    note = note_from_bytes(path, "\n".join(lines).encode("utf-8", "replace"))
    held = [line for b in blocks(note) for line in range(b.line_start, b.line_end + 1)]
    assert held == sorted(set(held))
    written = {n for n, line in enumerate(note.fixed, 1) if n >= note.body_start and line.strip()}
    assert written <= set(held)


@settings(deadline=None, max_examples=300)
@given(st.lists(_LINE, max_size=25))
def test_a_blocks_words_stand_on_its_lines(lines: list[str]) -> None:
    note = note_from_bytes("a.md", "\n".join(lines).encode("utf-8", "replace"))
    for block in blocks(note):
        there = "\n".join(note.fixed[block.line_start - 1 : block.line_end])
        assert all(word in there for word in block.text.split())


# Headings


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# One\n\n###### Six ##\n", [(1, "One"), (6, "Six")]),
        ("One\n===\n\nTwo\n---\n", [(1, "One"), (2, "Two")]),
        ("##Tight\n", [(2, "Tight")]),
        ("<h3 class='a'>Said <b>so</b></h3>\n", [(3, "Said so")]),
        ("<details>\n<summary>More</summary>\n\nText.\n</details>\n", [(6, "More")]),
        ("- # In an outline\n  - text\n", [(1, "In an outline")]),
    ],
)
def test_headings(text: str, expected: list[tuple[int, str]]) -> None:
    assert headings(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "```sh\n# build\n```\n",
        "~~~\n# build\n~~~\n",
        "````\n```\n# build\n```\n# more\n````\n",
        "- item\n\n  ```\n  # build\n  ```\n",
        "> ```\n> # build\n> ```\n",
        "    # build\n",
        "```\n# never closed\n\n# nor this\n",
        "{% highlight sh %}\n# build\n{% endhighlight %}\n",
        "{% raw %}\n# build\n{% endraw %}\n",
        '{{< highlight sh "linenos=table" >}}\n# build\n{{< /highlight >}}\n',
        "<pre>\n# build\n</pre>\n",
        "<!-- \n# build\n-->\n",
        "#tag\n\nwords\n",
        "#tag #other\n",
        "####### seven\n",
        "words\nthat go on\n---\n",
        "x" * 130 + "\n---\n",
        "- Item\n==========\n",
        "| a | b |\n| --- | --- |\n| # c | d |\n",
    ],
)
def test_what_is_no_heading(text: str) -> None:
    assert headings(text) == []


def test_an_underlined_heading_has_both_lines() -> None:
    assert shape("Title\n=====\n\nText.\n") == [("heading", 1, 2), ("paragraph", 4, 4)]


def test_a_paragraph_above_a_ruler_is_a_paragraph() -> None:
    assert shape("One line\nand another\n---\nText.\n") == [("paragraph", 1, 2), ("rule", 3, 3), ("paragraph", 4, 4)]


@pytest.mark.parametrize("before", ["- Words\n", "- One\n  Words\n", "-----\nWords\n"])
def test_a_closing_ruler_belongs_to_no_line_above(before: str) -> None:
    last = [b for b in read(f"{before}=====\n") if b.kind != "rule"][-1]
    assert last.kind != "heading" and last.text.endswith("Words")


def test_a_highlight_tag_that_is_never_closed_hides_nothing() -> None:
    assert headings("{% highlight sh %}\n\n# A\n\nText.\n") == [(1, "A")]


def test_short_lines_alone_are_headings_where_none_is_marked_up() -> None:
    text = "Monday\n\nSome words here, and more.\n\nTuesday\n\nOther words here.\n"
    assert [(b.kind, b.bare, b.text[:7]) for b in read(text) if b.kind == "heading"] == [
        ("heading", True, "Monday"),
        ("heading", True, "Tuesday"),
    ]
    assert headings("# Week\n\n" + text) == [(1, "Week")]


@pytest.mark.parametrize(
    "line", ["a small letter", "It ended with a stop.", "One two three four five six seven eight nine ten"]
)
def test_a_line_like_a_sentence_is_no_bare_heading(line: str) -> None:
    assert headings(f"{line}\n\nText.\n") == []


# Lists, quotes, tables, code, HTML


def test_a_list_nests() -> None:
    text = "- one\n  goes on\n  - two\n\n    its own paragraph\n- three\n"
    assert [(b.kind, b.depth, b.text, b.line_start, b.line_end) for b in read(text)] == [
        ("item", 1, "one\ngoes on", 1, 2),
        ("item", 2, "two", 3, 3),
        ("paragraph", 2, "its own paragraph", 5, 5),
        ("item", 1, "three", 6, 6),
    ]


def test_tasks_are_items_with_their_box() -> None:
    assert [(b.kind, b.text) for b in read("- [ ] open\n* [x] done\n1. [ ] third\n")] == [
        ("item", "[ ] open"),
        ("item", "[x] done"),
        ("item", "[ ] third"),
    ]


def test_an_empty_item_is_no_words() -> None:
    text = "- \n- a\n-\n\n1.\n2) \n> 3.\n"
    assert [(b.kind, b.text) for b in read(text) if b.kind != "rule"] == [("item", "a")]


def test_a_quote_keeps_its_words_without_marks() -> None:
    [quote] = read("> wise words\n> of hers\n")
    assert (quote.kind, quote.text, quote.line_start, quote.line_end) == ("quote", "wise words\nof hers", 1, 2)


def test_a_callout_is_a_quote() -> None:
    assert [b.kind for b in read("> [!note] Title\n> Its words.\n")] == ["quote"]


def test_a_table_is_one_block() -> None:
    text = "Before.\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n\nAfter.\n"
    assert shape(text) == [("paragraph", 1, 1), ("table", 3, 5), ("paragraph", 7, 7)]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("```python\nx = 1\n\ny = 2\n```\n", (1, 5)),
        ("```\nnever closed\n\nto the end\n", (1, 4)),
        ("```\nends in blanks\n\n\n", (1, 2)),
        ("    x = 1\n\n    y = 2\n\n", (1, 3)),
        ("{% highlight sh %}\nmake\n{% endhighlight %}\n", (1, 3)),
    ],
    ids=["fence", "unclosed", "blanks", "indented", "tags"],
)
def test_code_is_one_block_with_its_fences(text: str, lines: tuple[int, int]) -> None:
    [block] = read(text)
    assert (block.kind, block.line_start, block.line_end) == ("code", *lines)
    assert block.text == "\n".join(text.split("\n")[: lines[1]])


def test_an_unclosed_fence_in_an_item_ends_with_it() -> None:
    assert shape("- a\n  ```\n  code\n\nAfter, a paragraph.\n") == [
        ("item", 1, 1),
        ("code", 2, 3),
        ("paragraph", 5, 5),
    ]


def test_indented_plain_text_is_no_code() -> None:
    assert shape("    An indented line of mine, with a stop.\n", "a.txt") == [("paragraph", 1, 1)]
    assert shape("    An indented line of mine, with a stop.\n", "a.md") == [("code", 1, 1)]


def test_html_is_a_block_and_its_headings_are_headings() -> None:
    assert shape("<div>\nwords\n<h2>Title</h2>\nmore\n</div>\n") == [("html", 1, 2), ("heading", 3, 3), ("html", 4, 5)]


def test_imports_of_mdx_are_code_and_prose_is_not() -> None:
    assert [b.kind for b in read("import A from './a'\nexport const b = 1\n\nimport duty rose again.\n")] == [
        "code",
        "paragraph",
    ]


def test_link_definitions_are_references() -> None:
    assert shape("See [a].\n\n[a]: http://x.org\n") == [("paragraph", 1, 1), ("reference", 3, 3)]


@pytest.mark.parametrize(
    "text", ["{{< figure src='a.png' >}}", "![[photo.png]]", "[[2020-03-17]]", "{% include a.html %}"]
)
def test_shortcodes_embeds_and_links_are_paragraphs_as_written(text: str) -> None:
    assert [(b.kind, b.text) for b in read(f"{text}\n")] == [("paragraph", text)]


# Line numbers


def test_lines_count_from_the_top_of_the_file() -> None:
    assert shape("---\ndate: 2020-03-17\n---\n\n# A\n\nText.\n") == [("heading", 5, 5), ("paragraph", 7, 7)]
    assert [b.line_start for b in markdown_blocks(["# A", "", "Text."], 10)] == [10, 12]


@pytest.mark.parametrize("blank", ["\f", "\u2028", "\u3000", "\x0b"], ids=ascii)
def test_a_line_of_other_white_space_shifts_no_paragraph(blank: str) -> None:
    assert [(b.text, b.line_start, b.line_end) for b in read(f"{blank}\none\ntwo\n{blank}\n") if b.text.strip()] == [
        ("one\ntwo", 2, 3)
    ]


def test_days_that_follow_each_other_are_blocks_of_their_own() -> None:
    text = "2020-01-01: rain\nall day\n2020-01-02: sun\n2020-01-03: fog\n"
    assert shape(text) == [("paragraph", 1, 2), ("paragraph", 3, 3), ("paragraph", 4, 4)]


@pytest.mark.parametrize("text", ["> " * 300 + "deep", "- " * 300 + "deep", "[" * 5000, "*" * 5001, "|" * 3000])
def test_deep_nesting_loses_no_line(text: str) -> None:
    assert {line for b in read(f"{text}\n\nText.\n") for line in range(b.line_start, b.line_end + 1)} >= {1, 3}


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.md", "# a\n\n" + "rain on\n" * 300 + "\n- item\n" + "  more of it\n" * 300),
        ("a.md", "# a\n\n```\n" + "code\n" * 300 + "```\n"),
        ("a.org", "* a\n" + "rain\n" * 400 + "\n- item\n" + "  more\n" * 300),
    ],
)  # fmt: skip
def test_a_giant_block_is_several_that_hold_the_same(path: str, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    note = note_from_bytes(path, text.encode())
    whole = structure(note)
    monkeypatch.setattr("index.notes.blocks._LONGEST_BLOCK", 500)
    cut = structure(note)
    assert len(cut) > len(whole) and "\n".join(b.text for b in cut) == "\n".join(b.text for b in whole)
    assert all(a.line_end < b.line_start for a, b in pairwise(cut)) and cut[-1].line_end == whole[-1].line_end
    assert all(b.line_end - b.line_start == b.text.count("\n") for b in cut)
    assert {b.kind for b in cut} == {b.kind for b in whole}


def test_lists_in_lists_without_end_are_read_as_text(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "".join(f"{'  ' * (n % 9)}- rain {n}\n" for n in range(100))
    whole = markdown_blocks(text.split("\n"), 1)
    monkeypatch.setattr("index.notes.block_tokens._MOST_TOKENS", 200)
    flat = markdown_blocks(text.split("\n"), 1)
    assert {b.kind for b in whole} == {"item"} and "item" not in {b.kind for b in flat}
    assert all(f"rain {n}" in "\n".join(b.text for b in flat) for n in range(100))
