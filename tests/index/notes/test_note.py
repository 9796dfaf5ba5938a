"""Notes: bytes of every kind, line numbers that are the file's, and files that cannot be read."""

import codecs
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import NotesError
from index.notes.blocks import blocks
from index.notes.note import Note, note_from_bytes, note_paths, read_note
from index.notes.opening import MAX_NOTE_BYTES
from index.notes.scan import scan


def note(data: bytes, path: str = "a.md") -> Note:
    return note_from_bytes(path, data)


# Encodings


@pytest.mark.parametrize(
    "data",
    [
        "Grüße, 世界 🙂\nzwei".encode(),
        "Grüße, 世界 🙂\nzwei".encode("utf-8-sig"),
        codecs.BOM_UTF16_LE + "Grüße, 世界 🙂\nzwei".encode("utf-16-le"),
        codecs.BOM_UTF16_BE + "Grüße, 世界 🙂\nzwei".encode("utf-16-be"),
        codecs.BOM_UTF32_LE + "Grüße, 世界 🙂\nzwei".encode("utf-32-le"),
        codecs.BOM_UTF32_BE + "Grüße, 世界 🙂\nzwei".encode("utf-32-be"),
    ],
    ids=["utf-8", "utf-8 bom", "utf-16 le", "utf-16 be", "utf-32 le", "utf-32 be"],
)
def test_encodings_with_a_mark_are_read(data: bytes) -> None:
    found = note(data)
    assert (found.lines, found.problems, found.refused) == (("Grüße, 世界 🙂", "zwei"), (), "")


def test_a_byte_order_mark_does_not_hide_front_matter() -> None:
    assert note(codecs.BOM_UTF8 + b"---\ndate: 2020-03-17\n---\nText.").meta == {"date": "2020-03-17"}


def test_bytes_that_are_not_utf_8_are_read_as_windows_1252_and_told() -> None:
    found = note("Grün\n".encode() + "\x93Café\x94 für 5 \x80\n".encode("latin-1") + "fünf".encode())
    assert found.lines == ("Grün", "“Café” für 5 €", "fünf")
    assert found.problems == ("is not UTF-8 (line 2): bytes that are not were read as Windows-1252",)


def test_a_byte_order_mark_is_taken_off_beside_bytes_that_are_not_utf_8() -> None:
    found = note(codecs.BOM_UTF8 + b"---\ndate: 2020-03-17\n---\n\xff\n")
    assert (found.lines[0], found.lines[3], found.meta) == ("---", "ÿ", {"date": "2020-03-17"})
    assert "(line 4)" in found.problems[0]


def test_the_line_of_a_bad_byte_is_counted_by_any_line_end() -> None:
    assert "(line 3)" in note(b"a\rb\rc\xff").problems[0]


@pytest.mark.parametrize(
    "data",
    [
        b"text\0text",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        b"\x01\x02\x03\xff\xfe\x04" * 50,
        b"PK\x03\x04\0\0",
        b"\xff\xfea\0b",
    ],
    ids=["nul", "png", "controls", "zip", "odd utf-16"],
)
def test_bytes_that_are_no_text_are_refused(data: bytes) -> None:
    found = note(data)
    assert (found.lines, found.fixed, found.refused) == ((), (), "is not a text file")
    assert blocks(found) == ()


@settings(deadline=None, max_examples=400)
@given(st.binary(max_size=80))
def test_any_bytes_give_a_note(data: bytes) -> None:
    found = note(data)
    assert len(found.lines) == len(found.fixed) and bool(found.refused) <= (not found.lines)
    assert not any("\n" in line or "\r" in line for line in found.lines)


@settings(deadline=None)
@given(st.text(max_size=60))
def test_valid_utf_8_is_read_as_it_is(text: str) -> None:
    data = text.encode("utf-8", "replace")
    if b"\0" in data or data.startswith(codecs.BOM_UTF8):
        return
    assert "\n".join(note(data).lines) == data.decode().replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")


# Lines


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("last", [True, False], ids=["ended", "not ended"])
def test_lines_of_every_line_end(end: str, last: bool) -> None:
    written = ("# 2020-03-17", "", "Text.", "- a")
    found = note((end.join(written) + (end if last else "")).encode())
    assert found.lines == written
    assert [(b.kind, b.line_start, b.line_end) for b in blocks(found)] == [
        ("heading", 1, 1),
        ("paragraph", 3, 3),
        ("item", 4, 4),
    ]


def test_mixed_line_ends_end_one_line_each() -> None:
    assert note(b"a\r\nb\rc\n\rd\n\n").lines == ("a", "b", "c", "", "d", "")


@pytest.mark.parametrize("sign", ["\f", "\v", "\x1c", "\x85", "\u2028", "\u2029"], ids=ascii)
def test_only_line_ends_end_a_line(sign: str) -> None:
    found = note(f"a{sign}b\n\n# Heading{sign}more\n\nText.\n".encode())
    assert found.lines == (f"a{sign}b", "", f"# Heading{sign}more", "", "Text.")
    last = blocks(found)[-1]
    assert (last.text, last.line_start) == ("Text.", 5)


def test_a_page_break_alone_on_its_line_keeps_the_count() -> None:
    found = note(b"One.\n\n\f\n\nTwo.\n")
    assert [(b.text, b.line_start, b.line_end) for b in blocks(found) if b.text.strip()] == [
        ("One.", 1, 1),
        ("Two.", 5, 5),
    ]


@pytest.mark.parametrize("data", [b"", codecs.BOM_UTF8, b"\n", b"\r\n\r\n", b"  \n\t"])
def test_an_empty_note_has_no_blocks(data: bytes) -> None:
    found = note(data)
    assert not any(line.strip() for line in found.lines) and found.refused == "" and blocks(found) == ()


def test_repaired_lines_stand_beside_those_of_the_file() -> None:
    found = note("Sound.\nitâ€™s\n".encode())
    assert (found.lines, found.fixed) == (("Sound.", "itâ€™s"), ("Sound.", "it’s"))


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("a.md", "markdown"),
        ("a.MARKDOWN", "markdown"),
        ("b/a.mdx", "markdown"),
        ("a.txt", "text"),
        ("a.org", "org"),
        ("a.Rmd", "markdown"),
        ("a.tex", "text"),
        ("a.typ", "text"),
    ],
)
def test_kinds(path: str, kind: str) -> None:
    assert note(b"a", path).kind == kind


# Files


def test_notes_are_listed_sorted_and_others_left_out(tmp_path: Path) -> None:
    for path in ("b/z.md", "b/a.org", "a.txt", "A.MD", ".git/x.md", ".hidden.md", "node_modules/r.md", "i.png", "md"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text("x")
    assert note_paths(tmp_path) == (["A.MD", "a.txt", "b/a.org", "b/z.md"], [])


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "folder.md").mkdir()
    (tmp_path / "gone.md").symlink_to("nowhere.md")
    os.mkfifo(tmp_path / "pipe.md")
    found, skipped = note_paths(tmp_path)
    assert found == []
    assert {(s.path, s.reason) for s in skipped} == {
        ("gone.md", "is a broken link"),
        ("pipe.md", "is not a regular file"),
    }


def test_a_linked_note_is_read(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("Text.")
    (tmp_path / "link.md").symlink_to("real.txt")
    assert note_paths(tmp_path)[0] == ["link.md", "real.txt"]
    assert read_note(tmp_path, "link.md").lines == ("Text.",)


def test_a_name_that_is_not_utf_8_is_told(tmp_path: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.md")).write_text("x", encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    found, [skipped] = note_paths(tmp_path)
    assert found == [] and skipped.path == "?.md" and "not valid UTF-8" in skipped.reason


def test_a_missing_note_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(NotesError, match="gone.md cannot be read"):
        read_note(tmp_path, "gone.md")


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_an_unreadable_note_and_folder_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("x")
    (tmp_path / "shut").mkdir()
    (tmp_path / "a.md").chmod(0)
    (tmp_path / "shut").chmod(0)
    try:
        with pytest.raises(NotesError, match="a.md cannot be read"):
            read_note(tmp_path, "a.md")
        assert [s.path for s in note_paths(tmp_path)[1]] == ["shut"]
    finally:
        (tmp_path / "shut").chmod(0o700)


def test_a_file_too_large_for_a_note_is_passed_over_unread(tmp_path: Path) -> None:
    for name, size in (("large.md", MAX_NOTE_BYTES), ("larger.md", MAX_NOTE_BYTES + 1)):
        with (tmp_path / name).open("wb") as file:
            file.truncate(size)
    listed = scan(tmp_path)
    found, [skipped] = listed.notes, listed.skipped
    assert [f.path for f in found] == ["large.md"]
    assert skipped.path == "larger.md" and f"more than {MAX_NOTE_BYTES // 1_000_000} MB" in skipped.reason


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_note_of_too_many_lines_is_refused_by_their_number(end: str) -> None:
    note = note_from_bytes("a.md", f"x{end}".encode() * 100_001)
    assert note.lines == () and note.refused == "has 100,001 lines, more than 100,000: split it by month or year"
    assert not note_from_bytes("a.md", f"x{end}".encode() * 100_000).refused


@pytest.mark.parametrize(
    "inside",
    [
        "title: x\n" + "key: [a, b]\n" * 30_000,
        "title: x\n" + f"{'v' * 40_000}: 1\n" * 7,
        "a: &a x\n" + "b: [*a, *a]\n" * 30_000,
    ],
)
def test_giant_front_matter_is_refused(inside: str) -> None:
    note = note_from_bytes("a.md", f"---\n{inside}---\nwords\n".encode())
    assert note.lines == () and note.refused.startswith("its front matter has more than 256 kB")
    assert not note_from_bytes("a.md", f"---\n{inside}words\n".encode()).refused, "it is never closed"


def test_a_note_that_would_take_much_memory_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.notes.note._MOST_HELD", 3_000_000)
    assert not note_from_bytes("a.md", b"rain on the roof\n" * 40_000).refused
    refused = note_from_bytes("a.md", "🙂 rain on the roof\n".encode() * 40_000)
    assert refused.refused == "takes 5 MB of memory, more than 3: split it by month or year" and not refused.lines
