"""Writing answers into notes: what holds for every note, whatever its format, encoding and list style."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from index.entries.read_entries import entries
from index.entries.user_rules import DateRules
from index.notes.blocks import structure
from index.notes.note import note_from_bytes
from index.notes.own_blocks import own_blocks
from index.open_questions.find import OpenQuestion, open_questions
from index.passages.read_note import NoteContents, note_contents, readable_blocks
from index.write_back.plan import apply, plan, undo
from index.write_back.raw_lines import raw_lines
from index.write_back.replies import CitedDay, Reply
from tests.index.generated_notes import Made, as_bytes, notes
from tests.index.write_back.replies_made import CITED, content, make, reply_to

_TODAY = date(2024, 6, 1)
_ANSWERS = [
    "A kernel is a small matrix [2020-03-19].",
    "- a\n- b\n\n# c",
    "-->",
    "<!-- x",
    "x --> y <!-- z",
    "2020-03-19",
    "March 3, 2021: it was `so`.",
    "why?",
    "`",
    "%%",
    "{{< ref >}} {% raw %} {{ x }}",
    "* TODO x",
    ":END:",
    "日記 “über”",
    "\x00\x1b[31m\x85\u2028x",
    "\ud800",
    "#+end_src",
    "| a | b |",
    "",
]
_answers = st.one_of(st.sampled_from(_ANSWERS), st.text(max_size=60))
_many = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _read(path: str, data: bytes) -> NoteContents:
    counts = lambda texts: [len(text.split()) for text in texts]  # noqa: E731
    read = note_contents(note_from_bytes(path, data), lambda n, b: entries(n, b, DateRules(), _TODAY), counts)
    return replace(read, parts=tuple((entry, tuple(its)) for entry, its in read.parts))


def _told(path: str, data: bytes) -> object:
    """All that the index keeps of a note but the numbers of its lines."""
    read = _read(path, data)
    days = [
        (
            e.title,
            e.date,
            e.date_end,
            e.date_source,
            e.raw,
            e.doubts,
            e.partial,
            [(p.heading, p.text, p.header, p.prose) for p in its],
        )
        for e, its in read.parts
    ]
    problems = [re.sub(r"line \d+", "", problem) for problem in read.problems]
    return days, read.title, problems, read.skipped, read.signature


def _replies(made: Made, said: Sequence[str]) -> list[Reply]:
    return [Reply(q, said[i % len(said)], CITED) for i, q in enumerate(made.questions)]


def _fresh(tmp: Path) -> Path:
    return tmp / f"notes{sum(1 for _ in tmp.iterdir())}"


@_many
@given(st.data())
@pytest.mark.long
def test_the_index_reads_the_same_of_a_note_with_answers_in_it(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    made = data.draw(notes())
    before = data.draw(as_bytes(made.text))
    tmp = tmp_path_factory.mktemp("w")
    root = make(tmp / "notes", {made.path: before})
    replies = _replies(made, data.draw(st.lists(_answers, min_size=1, max_size=3)))
    found = content(root)
    made_plan = plan(root, replies, data.draw(st.sampled_from(["auto", "inline", "page"])))
    assert content(root) == found, "planning writes nothing"
    for change in made_plan.changes:
        if change.before is not None:
            assert change.path == made.path and change.before == before
            assert _told(made.path, change.after) == _told(made.path, before)
            _check_bytes(made.path, before, change.after)
        else:
            assert _read(change.path, change.after).skipped, "the page of answers has no word of the author's"
    told = {left.id for left in made_plan.left} | {i for change in made_plan.changes for i in change.questions}
    assert told == {reply.question.id for reply in replies}

    written = apply(root, made_plan.changes, tmp / "kept")
    assert written.failed == () and set(written.paths) == {change.path for change in made_plan.changes}
    again = plan(root, replies)
    at_once = {i for change in made_plan.changes for i in change.questions}
    assert at_once <= set(again.unchanged), "written twice is written once"
    assert not at_once & {i for change in again.changes for i in change.questions}

    if written.paths:
        undo(root, tmp / "kept")
    assert content(root) == found


def _check_bytes(path: str, before: bytes, after: bytes) -> None:
    """Every line of the old file is in the new one, byte for byte and in order; the others are ours, or blank."""
    note = note_from_bytes(path, after)
    ours = {
        n
        for own in own_blocks(structure(note), note.lines)
        if not own.edited
        for n in range(own.line_start, own.line_end + 1)
    }
    old, new = raw_lines(before), raw_lines(after)
    assert old.bom == new.bom
    rest = list(old.lines)
    for n, line in enumerate(new.lines, 1):
        if rest and (line == rest[0] or len(rest) == 1 and not old.ends[-1] and _ended(line, rest[0])):
            rest.pop(0)
        else:
            assert n in ours or not note.lines[n - 1], line
    assert rest == []
    assert bool(new.ends[-1]) == bool(old.ends[-1])


def _ended(line: bytes, last: bytes) -> bool:
    return line.startswith(last) and not line[len(last) :].strip(b"\r\n\0")


@_many
@given(st.data())
@pytest.mark.long
def test_answers_written_one_after_the_other_renewed_and_edited(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    made = data.draw(notes())
    before = data.draw(as_bytes(made.text))
    tmp = tmp_path_factory.mktemp("w")
    root = make(tmp / "notes", {made.path: before})
    for reply in _replies(made, ["first", "second"]):
        apply(root, plan(root, [reply]).changes, tmp / "kept")
    replies = _replies(made, ["third [2020-03-19]"])
    renewed = plan(root, replies)
    assert renewed.left == () and set(renewed.unchanged) == set()
    apply(root, renewed.changes, tmp / "kept")
    after = (root / made.path).read_bytes()
    assert _told(made.path, after) == _told(made.path, before)
    _check_bytes(made.path, before, after)
    everything = b"".join(content(root).values())
    for old in (b"first", b"second", "first".encode("utf-16-le"), "second".encode("utf-16-be")):
        assert old not in everything, "the older answer gave way"
    assert plan(root, replies).changes == ()


def test_an_edited_answer_is_its_editors(tmp_path: Path) -> None:
    text = "# 2020-03-18\n\n- What's a kernel?\n"
    root = make(tmp_path / "notes", {"a.md": text})
    reply = reply_to("a.md", text, "What's")
    apply(root, plan(root, [reply]).changes, tmp_path / "kept")
    file = root / "a.md"
    assert "matrix" not in str(_told("a.md", file.read_bytes()))
    file.write_text(file.read_text().replace("a small", "a very small"))
    edited = file.read_bytes()
    assert "very small matrix" in str(_told("a.md", edited)), "and is read as its editor's word"
    assert "daycite q1" not in str(_told("a.md", edited))
    again = plan(root, [Reply(reply.question, "Something else", ())])
    assert again.changes == () and [left.reason for left in again.left] == ["its answer was edited: it is yours now"]
    assert file.read_bytes() == edited


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("  - daycite", "\t* daycite"),
        lambda text: text.replace("\n", "\r\n"),
        lambda text: re.sub(r"a small matrix", "a small\n    matrix", text),
        lambda text: "x\n\n" + text,
    ],
    ids=["another bullet and indent", "other line ends", "wrapped", "moved"],
)
def test_what_an_editor_does_by_itself_is_no_edit(tmp_path: Path, change: object) -> None:
    text = "# 2020-03-18\n\n- What's a kernel?\n"
    root = make(tmp_path / "notes", {"a.md": text})
    reply = reply_to("a.md", text, "What's")
    apply(root, plan(root, [reply]).changes, tmp_path / "kept")
    file = root / "a.md"
    file.write_bytes(change(file.read_text()).encode())  # type: ignore[operator]
    assert "matrix" not in str(_told("a.md", file.read_bytes()))
    assert plan(root, [reply]).unchanged == ("q1",)
    [renewed] = plan(root, [Reply(reply.question, "Else.", (CitedDay(date(2020, 3, 19), "2020-03-19.md"),))]).changes
    assert b"matrix" not in renewed.after and b"daycite: Else." in renewed.after


def _questions(path: str, data: bytes) -> list[OpenQuestion]:
    note = note_from_bytes(path, data)
    return open_questions(note, entries(note, readable_blocks(note)[0], DateRules(), _TODAY))


@_many
@given(st.data())
@pytest.mark.long
def test_the_same_questions_are_found_and_are_answered_now(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    made = data.draw(notes())
    before = data.draw(as_bytes(made.text))
    tmp = tmp_path_factory.mktemp("w")
    root = make(tmp / "notes", {made.path: before})
    asked = [q for q in _questions(made.path, before) if q.status == "open"]
    said = data.draw(st.lists(_answers, min_size=1, max_size=3))
    replies = [Reply(q, said[i % len(said)], CITED) for i, q in enumerate(asked)]
    found = plan(root, replies, find=_questions)
    assert {left.reason for left in found.left} <= {"there is no answer to write"}
    apply(root, found.changes, tmp / "kept")
    after = (root / made.path).read_bytes()
    now = {q.id: q for q in _questions(made.path, after)}
    assert [(i, q.question) for i, q in now.items()] == [(q.id, q.question) for q in _questions(made.path, before)]
    inline = {i for change in found.changes if change.path == made.path for i in change.questions}
    assert {now[i].status for i in inline} <= {"answered"}
    assert plan(root, replies, find=_questions).changes == ()
    if len(said) == 1 and said[0].strip():
        assert {q.id for q in now.values() if q.status == "open"} == {q.id for q in asked} - inline


def test_an_answer_below_a_later_paragraph_of_an_item_is_that_ones(tmp_path: Path) -> None:
    root = make(tmp_path / "notes", {"2020-03-18.md": b"- Why two beans?\n\n  why number one?\n"})
    [_, second] = _questions("2020-03-18.md", (root / "2020-03-18.md").read_bytes())
    apply(root, plan(root, [Reply(second, "It is the first.", CITED)], find=_questions).changes, tmp_path / "kept")
    now = _questions("2020-03-18.md", (root / "2020-03-18.md").read_bytes())
    assert [q.status for q in now] == ["open", "answered"]


def test_an_answer_below_a_part_of_a_question_does_not_part_it_from_the_reply_beside_it(tmp_path: Path) -> None:
    text = "# 2020-03-18\n\n- Why kernels?\n  - Why odd sizes?\n- it's for the middle\n"
    before = [q.status for q in _questions("a.md", text.encode())]
    root = make(tmp_path / "notes", {"a.md": text})
    apply(root, plan(root, [reply_to("a.md", text, "Why odd")]).changes, tmp_path / "kept")
    after = [q.status for q in _questions("a.md", (root / "a.md").read_bytes())]
    assert (before, after) == (["answered in place", "open"], ["answered in place", "answered"])


@settings(parent=_many, max_examples=100)
@given(st.data())
@pytest.mark.long
def test_every_reader_of_markdown_shows_the_rest_as_before(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    made = data.draw(notes("md"))
    assume("2019-05-04" not in made.text)  # a line that is a day parts a paragraph, for us alone
    root = make(tmp_path_factory.mktemp("w") / "notes", {made.path: made.text})
    before = _shown(made.text.encode())
    for change in plan(root, _replies(made, ["hi [2020-03-19]"]), "inline").changes:
        assert _shown(change.after) == before


def _shown(data: bytes) -> object:
    note = note_from_bytes("a.md", data)
    body = "\n".join(note.lines[note.body_start - 1 :])
    return _tree(SyntaxTreeNode(MarkdownIt("commonmark").enable("table").parse(body)))


def _tree(node: SyntaxTreeNode) -> object:
    """The document without daycite's own blocks, None where nothing is left of a node."""
    if node.type == "inline":
        return None if "<!-- daycite q" in node.content else node.content
    inside = [tree for child in node.children if (tree := _tree(child)) is not None]
    if node.children and not inside and node.type != "root":
        return None
    its = (node.tag, str(node.attrs), node.content) if node.type != "root" else ()
    return node.type, its, inside
