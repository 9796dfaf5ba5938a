"""Which blocks are daycite's own, and what an index makes of them."""

from datetime import date
from pathlib import Path

import pytest

from index.entries.read_entries import entries
from index.entries.user_rules import DateRules
from index.notes.blocks import blocks, own_lines, structure
from index.notes.note import Note, note_from_bytes
from index.notes.own_blocks import OWN, content_hash, is_id, own_blocks, own_mark
from index.passages.read_note import note_contents
from tests.index.synced import Collection

_WORDS = "daycite: On [[2024-05-01]] you wrote: 3 May 2023, a matrix."


def _note(text: str, path: str = "a.md") -> Note:
    return note_from_bytes(path, text.encode())


def _kinds(text: str, path: str = "a.md") -> list[tuple[str, int, int]]:
    return [(b.kind, b.line_start, b.line_end) for b in blocks(_note(text, path))]


@pytest.mark.parametrize(
    ("text", "path"),
    [
        (f"- why?\n  - {_WORDS} {own_mark('q', _WORDS, 'markdown')}\n- b\n", "a.md"),
        (f"- why?\n\t* {_WORDS}   {own_mark('q', _WORDS, 'markdown')}  \n- b\n", "a.md"),
        (f"- why?\n  - {_WORDS} {own_mark('q', _WORDS, 'mdx')}\n- b\n", "a.mdx"),
        (f"why?\n\n> {_WORDS} {own_mark('q', _WORDS, 'markdown')}\n\n- b\n", "a.md"),
        (
            f"- why?\n  - {_WORDS.replace(' you', chr(10) + '    you')} {own_mark('q', _WORDS, 'markdown')}\n- b\n",
            "a.md",
        ),
        (f"- why?\n  - {_WORDS}\n    {own_mark('q', _WORDS, 'org')}\n- b\n", "a.org"),
        (f"why?\n\n{_WORDS}\n{own_mark('q', _WORDS, 'org')}\n\n- b\n", "a.org"),
    ],
    ids=["nested", "tab and star", "MDX", "quotation", "wrapped", "org item", "org paragraph"],
)
def test_an_answer_is_no_ones_prose(text: str, path: str) -> None:
    note = _note(text, path)
    [own] = own_blocks(structure(note), note.lines)
    assert (own.id, own.edited) == ("q", False)
    assert [kind for kind, _, _ in _kinds(text, path) if kind == OWN] == [OWN]
    assert own_lines(note) == frozenset(range(own.line_start, own.line_end + 1))
    counts = lambda texts: [len(t.split()) for t in texts]  # noqa: E731
    read = note_contents(note, lambda n, b: entries(n, b, DateRules(), date(2024, 6, 1)), counts)
    told = [(e.date, p.prose) for e, its in read.parts for p in its]
    assert told == [(None, "why?\nb")], "no word of it, and no date in it"


@pytest.mark.parametrize(
    "text",
    [
        f"- why?\n  - {_WORDS.replace('matrix', 'tensor')} {own_mark('q', _WORDS, 'markdown')}\n",
        f"- why?\n  - {_WORDS} {own_mark('q', _WORDS, 'markdown')} I doubt it.\n",
        f"- why?\n  - {_WORDS} {own_mark('q', _WORDS, 'markdown')}\n    I doubt it.\n",
        f"- why?\n  - {_WORDS} {own_mark('q', _WORDS, 'markdown').replace('daycite q', 'daycite p')}\n",
    ],
    ids=["words changed", "words behind", "words below", "another question's"],
)
def test_an_edited_answer_is_a_block_as_any(text: str) -> None:
    note = _note(text)
    [own] = own_blocks(structure(note), note.lines)
    assert own.edited and own_lines(note) == frozenset()
    assert [b.kind for b in blocks(note)] == ["item", "item"]
    assert "<!--" not in blocks(note)[1].text


@pytest.mark.parametrize(
    ("written", "now"),
    [
        ("On [[2024-05-01]]: x", "On [[2024-05-01 Wednesday]]: x"),
        ("On [[a|1 May]]: x", "On [[b/a|1 May]]: x"),
        ("On [1 May](a.md): x", "On [1 May](../b/a (1).md#x): x"),
        ('On [1 May]({{< ref "a" >}}): x', 'On [1 May]({{< ref "b" >}}): x'),
        ("On [[file:a.org][1 May]]: x", "On [[id:7][1 May]]: x"),
    ],
)
def test_another_target_of_a_link_is_no_edit(written: str, now: str) -> None:
    note = _note(f"- why?\n  - {now} {own_mark('q', written, 'markdown')}\n")
    [own] = own_blocks(structure(note), note.lines)
    assert own.relinked and not own.edited and own_lines(note) == {2}


def test_another_label_is_one() -> None:
    note = _note(f"- why?\n  - On [2 May](a.md) {own_mark('q', 'On [1 May](a.md)', 'markdown')}\n")
    assert [own.edited for own in own_blocks(structure(note), note.lines)] == [True]


def test_what_stands_below_the_mark_in_org_stays(tmp_path: Path) -> None:
    text = f"- why?\n  - {_WORDS}\n    {own_mark('q', _WORDS, 'org')}\n# mine\n#+x: y\ntext\n"
    assert _kinds(text, "a.org") == [("item", 1, 1), (OWN, 2, 3), ("drawer", 4, 5), ("paragraph", 6, 6)]


@pytest.mark.parametrize("text", ["- why?\n  - daycite: x\n", "daycite is a tool\n", "<!-- daycite q -->\n"])
def test_other_words_of_daycite_are_their_authors(text: str) -> None:
    note = _note(text)
    assert own_blocks(structure(note), note.lines) == [] and blocks(note) == structure(note)


@pytest.mark.parametrize(
    ("one", "other"),
    [("- a b", "a  b"), ("  * a\n    b", "a b"), ("> a\n> b", "a b"), ("1. a", "- a"), ("a\tb ", "a b")],
)
def test_one_hash_however_it_is_set(one: str, other: str) -> None:
    assert content_hash("q", one) == content_hash("q", other)
    assert content_hash("q", one) != content_hash("p", other)


@pytest.mark.parametrize("text", ["3f2a91c0", "q-1", "a.b:c_d"])
def test_ids(text: str) -> None:
    assert is_id(text) and own_mark(text, "", "markdown").count("--") == 2


@pytest.mark.parametrize("text", ["", "-a", "a--b", "a b", "a>", "x" * 65, "a\n"])
def test_what_could_end_a_comment_is_no_id(text: str) -> None:
    assert not is_id(text)


def test_copies_stay_copies_when_an_answer_is_written_into_one(tmp_path: Path) -> None:
    root = tmp_path / "notes"
    root.mkdir()
    text = "# 2020-03-18\n\n- What's a kernel?\n\nBeans grew.\n"
    (root / "log.md").write_text(text)
    (root / "copy of log.md").write_text(text)
    made = Collection(root, tmp_path / "data")
    made.sync()
    before = made.content()
    answer = f"  - {_WORDS} {own_mark('q', _WORDS, 'markdown')}\n"
    (root / "log.md").write_text(text.replace("kernel?\n", f"kernel?\n{answer}"))
    report = made.sync()
    assert report.embedded <= 1 and [s.path for s in report.skipped] == ["copy of log.md"]
    assert [row[4:8] for row in made.content()["passages"]] == [row[4:8] for row in before["passages"]]  # type: ignore[attr-defined]
    assert made.content() == made.fresh()
    made.catalog.close()
