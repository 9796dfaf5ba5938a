"""What is kept of open questions: read again only when a note changes, and gone without harm."""

import sqlite3
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from index.day_list import day_list
from index.entries.entry import Entry
from index.entries.read_entries import entries
from index.entries.user_rules import DateRules
from index.errors import StoreError
from index.exclusion.rules import MARKS_ALONE
from index.notes.block import Block
from index.notes.blocks import blocks
from index.notes.note import Note, read_note
from index.notes.scan import scan
from index.open_questions import cache as open_answers
from index.open_questions.cache import KeepingFinder, KeptAnswer, OpenAnswers

NOTE = "# 2020-03-18\n\nQuestions:\n- What's a kernel?\n  - A small matrix\n- And a stride?\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "a.md").write_text(NOTE, "utf-8")
    return tmp_path / "notes"


def entries_of(root: Path) -> list[Entry]:
    notes = [read_note(root, path.name) for path in sorted(root.iterdir())]
    return [entry for note in notes for entry in entries(note, blocks(note), DateRules(), date(2026, 1, 1))]


def test_what_is_kept_is_what_was_found(root: Path, tmp_path: Path) -> None:
    first = OpenAnswers(tmp_path / "kept.sqlite")
    found = first.questions(root, entries_of(root))
    first.close()
    again = OpenAnswers(tmp_path / "kept.sqlite")
    assert again.questions(root, entries_of(root)) == found
    assert [q.question for q in found] == ["What's a kernel?", "And a stride?"]


def test_an_unchanged_note_is_not_read_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = OpenAnswers(None)
    known = entries_of(root)
    found = kept.questions(root, known)
    monkeypatch.setattr(open_answers, "allowed_note", None)
    assert kept.questions(root, known) == found


def test_a_changed_note_is_read_again_and_a_gone_one_forgotten(root: Path) -> None:
    kept = OpenAnswers(None)
    kept.questions(root, entries_of(root))
    (root / "a.md").write_text(NOTE + "- And padding?\n", "utf-8")
    assert len(kept.questions(root, entries_of(root))) == 3
    known = entries_of(root)
    (root / "a.md").unlink()
    assert kept.questions(root, known) == []
    assert kept.questions(root, []) == []


def test_a_note_whose_day_is_read_anew_is_read_again(root: Path) -> None:
    from dataclasses import replace

    kept = OpenAnswers(None)
    known = entries_of(root)
    kept.questions(root, known)
    moved = [replace(entry, date=date(2021, 1, 1)) for entry in known]
    assert {q.date for q in kept.questions(root, moved)} == {date(2021, 1, 1)}


def test_an_answer_is_kept_until_another_is(tmp_path: Path) -> None:
    kept = OpenAnswers(tmp_path / "kept.sqlite")
    assert kept.answer("ab") is None
    kept.keep(KeptAnswer("ab", "q", "1", "e", "extract", "{}"))
    kept.keep(KeptAnswer("ab", "q", "2", "e", "extract", "{}"))
    answer = OpenAnswers(tmp_path / "kept.sqlite").answer("ab")
    assert answer is not None and answer.generation == "2"


def test_a_file_of_another_version_is_begun_anew(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "kept.sqlite") as db:
        db.execute("PRAGMA user_version = 99")
        db.execute("CREATE TABLE answers (other TEXT)")
    db.close()
    kept = OpenAnswers(tmp_path / "kept.sqlite")
    assert kept.answer("ab") is None


def test_a_file_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "kept.sqlite").write_bytes(b"no database at all, but a text of some length" * 100)
    with pytest.raises(StoreError, match="Delete it"):
        OpenAnswers(tmp_path / "kept.sqlite")


def test_what_is_found_while_a_note_is_indexed_is_not_looked_for_again(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "b.md").write_text("# 2020-03-20\n\nWhy is the sea salty?\n\n# 2020-03-19\n\nWhat's a tide?\n", "utf-8")
    finder = KeepingFinder(tmp_path / "kept.sqlite", MARKS_ALONE)
    for file in scan(root).notes:
        note = read_note(root, file.path)
        structure = blocks(note)
        finder.look(file, note, entries(note, structure, DateRules(), date(2026, 1, 1)), structure)
    finder.keep()
    monkeypatch.setattr(open_answers, "allowed_note", None)
    listed = sorted(entries_of(root), key=lambda entry: str(entry.date))
    for files in (None, scan(root).notes):
        found = OpenAnswers(tmp_path / "kept.sqlite").questions(root, listed, listed=files)
        assert {q.question for q in found} == {
            "What's a kernel?", "And a stride?", "Why is the sea salty?", "What's a tide?"
        }  # fmt: skip


def test_what_is_found_while_the_days_are_listed_is_not_looked_for_again(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = OpenAnswers(None)
    finder = kept.finder(MARKS_ALONE)
    listed = day_list(root, _read_entries, "", look=finder.look).entries
    monkeypatch.setattr(open_answers, "allowed_note", None)
    found = kept.questions(root, listed, listed=scan(root).notes)
    assert {q.question for q in found} == {"What's a kernel?", "And a stride?"}


def _read_entries(note: Note, structure: Sequence[Block]) -> list[Entry]:
    return entries(note, structure, DateRules(), date(2026, 1, 1))


def test_where_nothing_can_be_kept_indexing_goes_on(root: Path, tmp_path: Path) -> None:
    (tmp_path / "kept.sqlite").write_bytes(b"no database at all, but a text of some length" * 100)
    finder = KeepingFinder(tmp_path / "kept.sqlite", MARKS_ALONE)
    [file] = scan(root).notes
    note = read_note(root, file.path)
    finder.look(file, note, entries_of(root), blocks(note))
    finder.keep()


def test_a_file_that_is_removed_while_it_is_begun_is_begun_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, removed = tmp_path / "open-questions.sqlite", list[Path]()
    begin = OpenAnswers._begin

    def remove(statement: str) -> None:  # as the first indexing does with what was kept before it
        for file in tmp_path.glob("open-questions.sqlite*") if "answers" in statement and not removed else ():
            file.unlink()
            removed.append(file)

    def watched(kept: OpenAnswers) -> None:
        kept._db.set_trace_callback(remove)
        begin(kept)

    monkeypatch.setattr(OpenAnswers, "_begin", watched)
    kept = OpenAnswers(path)
    assert removed and path.is_file() and not kept.has_answers()
    kept.close()
