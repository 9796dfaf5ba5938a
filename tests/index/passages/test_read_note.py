from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from index.entries.read_entries import entries
from index.entries.user_rules import DateRules
from index.notes.blocks import blocks
from index.notes.note import Note, note_from_bytes
from index.passages.read_note import NoteContents, authored, note_contents, note_title, readable_blocks

_TODAY = date(2024, 6, 1)


def _note(text: str, path: str = "a.md") -> Note:
    return note_from_bytes(path, text.encode())


def _read(text: str, path: str = "a.md") -> NoteContents:
    read = note_contents(_note(text, path), lambda note, found: entries(note, found, DateRules(), _TODAY), _counts)
    return replace(read, parts=tuple((entry, tuple(its)) for entry, its in read.parts))


def _counts(texts: Sequence[str]) -> list[int]:
    return [len(text.split()) for text in texts]


def test_a_note_gives_its_entries_with_their_passages() -> None:
    read = _read("---\ntitle: My  log\n---\n# 2020-03-17\n\nBeans grew.\n\n# 2020-03-18\n\nRain.\n")
    assert (read.title, read.problems, read.skipped) == ("My log", (), "")
    assert [str(entry.date) for entry, _ in read.parts] == ["2020-03-17", "2020-03-18"]
    [[beans], [rain]] = [its for _, its in read.parts]
    assert (beans.prose, beans.line_start, beans.path) == ("Beans grew.", 6, "a.md")
    assert beans.header.startswith("Tuesday 17 March 2020\nMy log") and rain.line_start == 10


@pytest.mark.parametrize("text", ["", "\n\n", "---\ntitle: x\n---\n", "# {{date}}\n\n## Questions\n\n- [ ] \n"])
def test_a_note_without_a_word_of_its_author_is_skipped_with_the_reason(text: str) -> None:
    read = _read(text)
    assert read.parts == () and read.signature == "" and "template" in read.skipped


def test_bytes_that_are_no_text_are_skipped_with_the_reason() -> None:
    note = note_from_bytes("a.md", b"\0\1")
    assert readable_blocks(note) == ((), "is not a text file")
    assert note_contents(note, lambda *_: [], _counts) == NoteContents("", (), "", (), "is not a text file")


def test_an_empty_form_under_a_day_is_left_out_and_told() -> None:
    read = _read("# 2020-03-17\n\nBeans grew.\n\n# 2020-03-18\n\n- [ ] \n")
    assert [str(entry.date) for entry, _ in read.parts] == ["2020-03-17"]
    assert read.problems == ("1 of its entries hold nothing written by you and are left out",)


def test_a_days_only_entry_is_not_left_out() -> None:
    note = _note("# 2020-03-17\n\nBeans grew.\n")
    every = entries(note, blocks(note), DateRules(), _TODAY)
    assert authored(every, blocks(note)) == every and len(every) == 1


def test_notes_that_say_the_same_of_the_same_days_have_one_signature() -> None:
    text = "# 2020-03-17\n\nBeans grew.\n"
    same = {
        _read(text).signature,
        _read(text, "copy of a.md").signature,
        _read(f"{text.replace('n', 'n')}\n\n").signature,
    }
    assert len(same) == 1
    assert _read(text.replace("17", "18")).signature not in same
    assert _read(text.replace("Beans", "Peas")).signature not in same


def test_the_same_words_in_files_of_two_days_have_two_signatures() -> None:
    assert _read("Beans grew.\n", "2020-03-17.md").signature != _read("Beans grew.\n", "2020-03-18.md").signature


@pytest.mark.parametrize(("written", "title"), [("A  log", "A log"), ("[a, b]", ""), ("", "")])
def test_a_title_is_one_line_of_words(written: str, title: str) -> None:
    assert note_title(_note(f"---\ntitle: {written}\n---\nx\n")) == title
