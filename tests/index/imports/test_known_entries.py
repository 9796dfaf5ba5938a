"""An entry that is a note already is known, whatever its author, or a program, made of the note and of its place."""

import json
import os
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import pytest

from index.imports import write_notes
from index.imports.entry import Attachment, ImportedEntry, NotImported
from index.imports.known_entries import short_key
from index.imports.write_notes import write_entries


def _entry(key: str = "day-one/A: 1", *media: Attachment) -> ImportedEntry:
    return ImportedEntry(key, date(2024, 5, 3), "", "", "Slept.", (), "", media)


@pytest.mark.parametrize("place", ["old", ".archive", "templates", "2024/05"])
def test_a_note_in_a_folder_that_is_not_read_is_known(place: str, tmp_path: Path) -> None:
    write_entries("x", [_entry()], tmp_path)
    (tmp_path / ".dayciteignore").write_text("old/\n*.md\n")
    (tmp_path / ".obsidian").mkdir()
    (tmp_path / ".obsidian" / "templates.json").write_text('{"folder": "templates"}')
    (tmp_path / place).mkdir(parents=True)
    [note] = tmp_path.glob("*.md")
    note.rename(tmp_path / place / note.name)
    report = write_entries("x", [_entry()], tmp_path)
    assert (report.written, report.known) == (0, 1) and not list(tmp_path.glob("*.md"))


@pytest.mark.parametrize("place", [".trash", ".git", "node_modules/x"])
def test_a_note_in_a_bin_is_deleted(place: str, tmp_path: Path) -> None:
    write_entries("x", [_entry()], tmp_path)
    (tmp_path / place).mkdir(parents=True)
    [note] = tmp_path.glob("*.md")
    note.rename(tmp_path / place / note.name)
    assert write_entries("x", [_entry()], tmp_path).written == 1


@pytest.mark.parametrize(
    "head",
    [
        "imported: day-one/A1",
        "imported: 'day-one/A1'",
        'date: 2024-05-03\ntags:\n  - a\nimported: "day-one/A1"',
        'date: 2024-05-03\nimported:   "day-one/A1"   # from the phone',
        "Imported: day-one/A1",
        "imported:\n  - day-one/A1",
        "a: " + "long " * 2_000 + "\nimported: day-one/A1",
        "a: [b\nimported: day-one/A1",
        "a: [b\nimported: 'day-one/A1'",
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_key_is_found_however_it_is_written(head: str, end: str, tmp_path: Path) -> None:
    text = f"---\n{head}\n---\n\nSlept.\n".replace("\n", end)
    (tmp_path / "a.md").write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert write_entries("x", [_entry("day-one/A1")], tmp_path).known == 1


@pytest.mark.parametrize("text", ["imported: day-one/A1\n", "---\na: b\n---\n\nimported: day-one/A1\n"])
def test_what_is_no_front_matter_says_no_key(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(text)
    assert write_entries("x", [_entry("day-one/A1")], tmp_path).written == 1


@pytest.mark.parametrize(
    "key",
    [
        "x/" + "long title " * 400,
        "é" * 201,
        "x/\ud800 half",
        "x/" + "\ud800" * 300,
        'a"\n---\n\\',
        "a\u2028b",
        "a\x7f",
    ],
)
def test_any_key_is_known_again(key: str, tmp_path: Path) -> None:
    assert write_entries("x", [_entry(key)], tmp_path).written == 1
    report = write_entries("x", [_entry(key)], tmp_path)
    assert (report.written, report.known) == (0, 1)


def test_a_short_key_stays_as_it_is_and_long_ones_differ() -> None:
    assert short_key("jrnl/2024-05-03T18:05") == "jrnl/2024-05-03T18:05"
    assert len({short_key("x" * 300 + end) for end in "abc"}) == 3 and len(short_key("x" * 3000)) < 200


def test_what_is_told_can_be_printed(tmp_path: Path) -> None:
    report = write_entries("x", [NotImported("a\ud800", "b\udfff"), ImportedEntry("c\ud800", None)], tmp_path)
    assert [each.name.encode() for each in report.skipped] == [b"a?", b"c?"]
    assert report.skipped[0].reason == "b?"


def _broken() -> BinaryIO:
    raise OSError(5, os.strerror(5))


def _picture(stream: Callable[[], BinaryIO]) -> Attachment:
    return Attachment("boat-1.png", stream)


def test_a_picture_that_failed_is_tried_again(tmp_path: Path) -> None:
    report = write_entries("x", [_entry("a", _picture(_broken))], tmp_path)
    assert (report.written, report.media) == (1, 0) and "[Errno" not in report.skipped[0].reason
    again = write_entries("x", [_entry("a", _picture(lambda: BytesIO(b"boat")))], tmp_path)
    assert (again.written, again.known, again.media, again.skipped) == (0, 1, 1, ())
    assert (tmp_path / "media" / "boat-1.png").read_bytes() == b"boat"


def test_a_picture_that_was_moved_is_not_copied_again(tmp_path: Path) -> None:
    picture = _picture(lambda: BytesIO(b"boat"))
    write_entries("x", [_entry("a", picture)], tmp_path)
    (tmp_path / "pictures").mkdir()
    (tmp_path / "media" / "boat-1.png").rename(tmp_path / "pictures" / "boat-1.png")
    assert write_entries("x", [_entry("a", picture)], tmp_path).media == 0


class _Video(BytesIO):
    """Bytes that may only be asked for by the part."""

    def read(self, size: int | None = -1, /) -> bytes:
        assert size is not None and 0 < size <= 1 << 22
        return super().read(size)


def test_a_video_is_copied_by_the_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = os.urandom(1 << 20) * 5 + b"end"
    report = write_entries("x", [_entry("a", _picture(lambda: _Video(data)))], tmp_path)
    assert report.media == 1 and (tmp_path / "media" / "boat-1.png").read_bytes() == data
    monkeypatch.setattr(write_notes, "_LARGEST_MEDIA", 3 << 20)
    large = Attachment("large-1.mp4", lambda: _Video(data))
    report = write_entries("x", [_entry("b", large)], tmp_path)
    assert report.media == 0 and "more than" in report.skipped[0].reason
    assert sorted(path.name for path in (tmp_path / "media").iterdir()) == ["boat-1.png"]


def test_a_file_where_the_folder_of_media_is_to_be_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "media").write_text("mine")
    report = write_entries("x", [_entry("a", _picture(lambda: BytesIO(b"x")))], tmp_path)
    assert "[Errno" not in report.skipped[0].reason and "media cannot be made" in report.skipped[0].reason
    assert (tmp_path / "media").read_text() == "mine" and json.dumps(report.written) == "1"
