"""Passages: every line of prose in one, lines that are true, none longer than the model reads, what stays whole."""

import re
from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.embedding.token_counter import TokenCounter
from index.entries.entry import Entry
from index.notes.block import Block
from index.notes.blocks import blocks
from index.notes.note import Note, note_from_bytes
from index.notes.prose import prose_of
from index.passages.cut import CountTokens, Passage, passages
from index.store.rows import embedded_text

DAY = date(2020, 3, 17)
MODEL_READS = 256
SPECIAL = 2
_TOKEN = re.compile(r"\w{1,4}|[^\w\s]")


def stand_in(texts: Sequence[str]) -> list[int]:
    """A token for each four letters and each mark: near to the model's own count, and at hand."""
    return [len(_TOKEN.findall(text)) for text in texts]


def entry_of(note: Note, title: str = "") -> Entry:
    last = max(len(note.lines), note.body_start)
    return Entry(note.path, note.body_start, last, title, DAY, None, "file name", "2020-03-17")


def cut(
    text: str, path: str = "a.md", counts: CountTokens = stand_in, title: str = "", target: int = 80
) -> list[Passage]:
    note = note_from_bytes(path, text.encode())
    return passages(entry_of(note, title), blocks(note), counts, target=target)


# What holds for every note

_WORD = st.sampled_from(
    [
        "nets",
        "Größe",
        "學習",
        "了卷積",
        "e.g.",
        "3.14",
        "why?",
        "🙂",
        "**bold**",
        "`code`",
        "[link](http://x.org/a_b)",
        "end.",
    ]
    + [
        "[[Note|label]]",
        "https://example.org/path?q=1",
        "a_b_c",
        "x" * 90,
        "*",
        "<b>",
        "&amp;",
        "\\",
        "|",
        "\u2028",
        "No.",
    ]
)
_SENTENCE = st.lists(_WORD, min_size=1, max_size=12).map(" ".join)
_LONG = st.integers(100, 900).flatmap(
    lambda n: st.sampled_from(["word " * n, "学习卷积。" * n, "x" * n * 3, "One more. " * n, "a, b; " * n, "🙂" * n])
)
_PARAGRAPH = st.lists(_SENTENCE, min_size=1, max_size=4).map("\n".join)
_PIECE = st.one_of(
    _PARAGRAPH,
    st.builds(lambda level, text: "#" * level + " " + text, st.integers(1, 6), _SENTENCE),
    st.builds(lambda text, ruler: f"{text}\n{ruler}", _SENTENCE, st.sampled_from(["---", "===", "=" * 30])),
    st.lists(_SENTENCE, min_size=1, max_size=5).map(lambda items: "\n".join(f"- {item}" for item in items)),
    st.lists(_SENTENCE, min_size=1, max_size=4).map(
        lambda items: "\n".join(" " * 2 * n + f"- {item}" for n, item in enumerate(items))
    ),
    st.lists(_SENTENCE, min_size=1, max_size=4).map(
        lambda items: "\n\n".join(f"{n}. {item}\n   more of it" for n, item in enumerate(items, 1))
    ),
    st.lists(st.sampled_from(["x = 1", "# no heading", "", "- no item"]), max_size=6).map(
        lambda code: "\n".join(["```python", *code, "```"])
    ),
    st.lists(st.tuples(_SENTENCE, _SENTENCE), max_size=5).map(
        lambda rows: "\n".join(["| a | b |", "| --- | --- |", *(f"| {a} | {b} |" for a, b in rows)])
    ),
    st.lists(_SENTENCE, min_size=1, max_size=3).map(lambda lines: "\n".join(f"> {line}" for line in lines)),
    _LONG,
    _LONG.map(lambda text: f"- {text}\n  - {text[:40]}"),
    _LONG.map(lambda text: "```\n" + text + "\n```"),
    st.sampled_from(
        ["", "***", "[a]: http://x", "- [ ] task", "<div>words\nmore</div>", "```", "#tight", "    indented"]
    ),
)
_NOTES = st.builds(
    lambda pieces, between, end: between.join(pieces).replace("\n", end),
    st.lists(_PIECE, max_size=9),
    st.sampled_from(["\n\n", "\n\n", "\n", "\n\n\n\n"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
_PATHS = st.sampled_from(["a.md", "a.md", "a.txt", "a.org"])


def lines_of_prose(found: Sequence[Block]) -> set[int]:
    return {line for b in found if b.kind != "heading" and prose_of(b) for line in range(b.line_start, b.line_end + 1)}


def letters(text: str) -> str:
    """What cannot change between a file's lines and a passage: not white space, nor the marks at a line's start."""
    return re.sub(r"[\W_]|\d+[.)](?!\S)", "", text)


@pytest.mark.long
@settings(deadline=None, max_examples=300)
@given(_NOTES, _PATHS)
def test_every_line_of_prose_is_in_a_passage_and_none_doubly(text: str, path: str) -> None:
    note = note_from_bytes(path, text.encode())
    found = blocks(note)
    made = passages(entry_of(note), found, stand_in)
    covered = {line for p in made for line in range(p.line_start, p.line_end + 1)}
    prose = {line for line in lines_of_prose(found) if letters(note.fixed[line - 1])}
    assert not prose - covered
    for before, after in zip(made, made[1:], strict=False):
        assert before.line_start <= before.line_end <= after.line_end and before.line_end <= after.line_start


@pytest.mark.long
@settings(deadline=None, max_examples=300)
@given(_NOTES, _PATHS)
def test_a_passage_stands_on_its_lines(text: str, path: str) -> None:
    note = note_from_bytes(path, text.encode())
    for passage in passages(entry_of(note), blocks(note), stand_in):
        assert note.body_start <= passage.line_start <= passage.line_end <= len(note.fixed)
        there = "\n".join(note.fixed[passage.line_start - 1 : passage.line_end])
        at = 0
        for word in passage.text.split():
            at = there.find(word, at)
            assert at >= 0, (word, there, passage)
            at += len(word)


@pytest.mark.long
@settings(deadline=None, max_examples=300)
@given(_NOTES, _PATHS)
def test_no_word_of_prose_is_lost(text: str, path: str) -> None:
    note = note_from_bytes(path, text.encode())
    found = blocks(note)
    said = [letters(b.text) for b in found if b.kind != "heading" and prose_of(b)]
    kept = letters("".join(p.text for p in passages(entry_of(note), found, stand_in)))
    assert all(words in kept for words in said)


@pytest.mark.long
@settings(deadline=None, max_examples=150)
@given(_NOTES, _PATHS, _SENTENCE | _LONG)
def test_no_passage_is_longer_than_the_model_reads(text: str, path: str, title: str) -> None:
    note = note_from_bytes(path, text.encode())
    for passage in passages(entry_of(note, title), blocks(note), stand_in, note_title=title):
        assert stand_in([embedded_text(passage.header, passage.prose)])[0] + SPECIAL <= MODEL_READS


@settings(deadline=None, max_examples=150)
@given(text=_NOTES, title=_SENTENCE | _LONG)
def test_nor_by_the_models_own_tokenizer(tokens: TokenCounter, text: str, title: str) -> None:
    note = note_from_bytes("a.md", text.encode())
    made = passages(entry_of(note, title), blocks(note), tokens.counts)
    assert all(
        length + SPECIAL <= MODEL_READS for length in tokens.counts([embedded_text(p.header, p.prose) for p in made])
    )


# What stays whole, and where long ones are cut


def whole(text: str, **how: int) -> list[str]:
    return [p.text for p in cut(text, **how)]  # type: ignore[arg-type]


def test_code_stays_whole_where_it_fits() -> None:
    code = "```python\n" + "\n".join(f"value_{n} = {n}" for n in range(25)) + "\n\n# no heading\n```"
    [before, passage, after] = cut(f"{'Before it. ' * 20}\n\n{code}\n\n{'After it. ' * 20}")
    assert (passage.text, passage.line_start, passage.line_end) == (code, 3, 31)
    assert passage.heading == after.heading == before.heading == ""


def test_a_table_stays_whole_where_it_fits() -> None:
    table = "| day | what |\n| --- | --- |\n" + "\n".join(f"| {n} | ran far |" for n in range(20))
    [passage] = cut(f"\n{table}\n")
    assert (passage.text, passage.line_start, passage.line_end) == (table, 2, 23)


def test_a_list_item_stays_whole_where_it_fits() -> None:
    items = [f"Item {n} has some words. " + "And goes on for a while. " * 7 for n in range(6)]
    made = cut("\n".join(f"- {item}" for item in items))
    assert [p.text for p in made] == [item.strip() for item in items]
    assert [(p.line_start, p.line_end) for p in made] == [(n, n) for n in range(1, 7)]


def test_short_items_share_a_passage() -> None:
    assert whole("- one\n  - two\n- three") == ["one\ntwo\nthree"]


def test_a_paragraph_stays_whole_where_it_fits_the_model_though_not_the_target() -> None:
    long = "One more sentence here. " * 20
    assert whole(f"Short.\n\n{long}\n\nShort too.") == ["Short.", long.strip(), "Short too."]


def test_the_target_is_what_short_paragraphs_fill() -> None:
    text = "\n\n".join(f"Line {n}." for n in range(12))
    assert [len(p.text.split("\n")) for p in cut(text, target=12)] == [3, 3, 3, 3]
    assert len(cut(text, target=100)) == 1


def test_a_long_paragraph_is_cut_at_sentences() -> None:
    sentences = [f"Sentence {n} says a few words about nets." for n in range(60)]
    made = cut(" ".join(sentences))
    assert len(made) > 1 and all(p.text.endswith(".") and p.text.startswith("Sentence") for p in made)
    assert " ".join(p.text for p in made).split() == " ".join(sentences).split()
    assert {(p.line_start, p.line_end) for p in made} == {(1, 1)}


def test_a_long_paragraph_of_many_lines_keeps_true_lines() -> None:
    lines = [f"Sentence {n} says a few words about nets." for n in range(60)]
    made = cut("# Head\n\n" + "\n".join(lines))
    assert len(made) > 1
    for passage in made:
        first, last = passage.line_start - 3, passage.line_end - 3
        assert passage.text.split("\n") == lines[first : last + 1]


def test_long_code_and_tables_are_cut_at_lines() -> None:
    rows = [f"| {n} | some words of row {n} |" for n in range(60)]
    made = cut("| a | b |\n| --- | --- |\n" + "\n".join(rows))
    assert len(made) > 1 and all(line.startswith("| ") for p in made for line in p.text.split("\n"))
    assert "\n".join(p.text for p in made).split("\n")[2:] == rows


@pytest.mark.parametrize(
    "text", ["word " * 3000, "x" * 9000, "学习" * 3000, "a🙂" * 2000], ids=["words", "x", "cjk", "emoji"]
)
def test_a_run_without_sentences_is_cut_anywhere_and_nothing_is_lost(text: str, tokens: TokenCounter) -> None:
    made = cut(text, counts=tokens.counts)
    assert "".join("".join(p.text.split()) for p in made) == "".join(text.split())
    assert max(tokens.counts([embedded_text(p.header, p.prose) for p in made])) + SPECIAL <= MODEL_READS


@pytest.mark.parametrize(
    "text", ["学习卷积。" * 300, "Two spaces.  And one. " * 99, "```\n" + "x = 1\n\ny = 2\n" * 99 + "```"]
)
def test_what_is_cut_keeps_the_authors_white_space(text: str) -> None:
    made = cut(text)
    assert len(made) > 1 and all(p.text in text for p in made)


def test_a_long_item_is_cut_at_sentences_with_true_lines() -> None:
    lines = [f"Sentence {n} says a few words about nets." for n in range(60)]
    made = cut("- short\n- " + "\n  ".join(lines) + "\n- last\n")
    assert made[0].text == "short" and made[-1].text.endswith("\nlast") and len(made) > 3
    for passage in made[1:-1]:
        assert passage.text.split("\n") == lines[passage.line_start - 2 : passage.line_end - 1]


def test_words_are_not_cut_where_there_is_white_space() -> None:
    assert {word for p in cut("convolution " * 1500) for word in p.text.split()} == {"convolution"}


# Headings and headers

NESTED = "# Learning\n\nIntro.\n\n## Nets\n\nLocal.\n\n### Pooling\n\nMax.\n\n## Trees\n\nGreedy.\n"


def test_headings_open_passages_and_name_their_path() -> None:
    assert [(p.text, p.heading) for p in cut(NESTED)] == [
        ("Intro.", "Learning"),
        ("Local.", "Learning › Nets"),
        ("Max.", "Learning › Nets › Pooling"),
        ("Greedy.", "Learning › Trees"),
    ]


def test_an_underlined_heading_is_one_too() -> None:
    made = cut("Learning\n========\n\nIntro.\n\nNets\n---\nLocal.\n")
    assert [(p.text, p.heading, p.line_start) for p in made] == [
        ("Intro.", "Learning", 4),
        ("Local.", "Learning › Nets", 8),
    ]


def test_a_comment_in_code_opens_no_passage() -> None:
    assert len(cut("Before.\n\n```sh\n# build\nmake\n```\n\nAfter.")) == 1


def test_the_header_is_embedded_and_not_quoted() -> None:
    note = note_from_bytes("a.md", NESTED.encode())
    made = passages(entry_of(note, "A good day"), blocks(note), stand_in, note_title="My journal")[2]
    assert made.header == "Tuesday 17 March 2020\nMy journal › A good day › Learning › Nets › Pooling"
    assert embedded_text(made.header, made.prose) == f"{made.header}\nMax."
    assert (made.text, made.prose) == ("Max.", "Max.")


def test_the_header_names_nothing_twice() -> None:
    note = note_from_bytes("a.md", b"# Learning\n\nIntro.\n")
    [made] = passages(entry_of(note, "Learning"), blocks(note), stand_in, note_title="Learning")
    assert made.header == "Tuesday 17 March 2020\nLearning"


def test_a_long_header_keeps_its_day_and_its_nearest_headings() -> None:
    note = note_from_bytes("a.md", ("# " + "far " * 300 + "\n\n## Near\n\nIntro.\n").encode())
    [made] = passages(entry_of(note), blocks(note), stand_in)
    assert made.header.startswith("Tuesday 17 March 2020\n") and made.header.endswith("far › Near")
    assert stand_in([made.header])[0] <= 64


def test_an_undated_entry_has_no_day_in_its_header() -> None:
    note = note_from_bytes("a.md", b"Intro.\n")
    [made] = passages(Entry("a.md", 1, 1, "", None, None, "unknown", ""), blocks(note), stand_in)
    assert (made.header, embedded_text(made.header, made.prose)) == ("", "Intro.")


def test_a_heading_with_nothing_below_is_a_passage() -> None:
    assert [(p.text, p.line_start) for p in cut("# Wrote the import\n\n# Watched a lecture\n\nGood one.\n")] == [
        ("Wrote the import", 1),
        ("Good one.", 5),
    ]


def test_the_entrys_own_title_is_no_passage() -> None:
    assert cut("# 2020-03-17\n", title="2020-03-17") == []


def test_blocks_of_other_entries_are_passed_over() -> None:
    note = note_from_bytes("a.md", b"# A\n\nOne.\n\n# B\n\nTwo.\n")
    entry = Entry("a.md", 5, 7, "B", DAY, None, "heading", "B")
    assert [p.text for p in passages(entry, blocks(note), stand_in)] == ["Two."]


@pytest.mark.parametrize(
    ("text", "quoted", "prose"),
    [
        ("See **[the docs](http://x.org)**.", "See **[the docs](http://x.org)**.", "See the docs."),
        ("- [ ] read *it*", "[ ] read *it*", "read it"),
        ("> wise words\n> of hers", "wise words\nof hers", "wise words of hers"),
        ("itâ€™s", "it’s", "it’s"),
    ],
)
def test_the_text_is_the_authors_and_the_prose_the_readers(text: str, quoted: str, prose: str) -> None:
    [made] = cut(text)
    assert (made.text, made.prose) == (quoted, prose)


@pytest.mark.parametrize(
    "text", ["", "***", "[a]: http://x.org", "<< [[2020-03-16]] | [[2020-03-18]] >>", "![[photo.png]]"]
)
def test_what_says_nothing_is_no_passage(text: str) -> None:
    assert cut(text) == []
