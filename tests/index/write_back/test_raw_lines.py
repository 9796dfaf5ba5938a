"""Bytes -> lines -> the same bytes, and the lines that the note has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.notes.note import note_from_bytes
from index.write_back.raw_lines import join_lines, raw_lines

_PIECES = st.sampled_from(
    [b"a", b"\n", b"\r", b"\r\n", b"\xfc", "ü".encode(), b"\x0b", b"\x85", b"\0", "\u2028".encode(), b" "]
)
_MARKS = st.sampled_from([b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\0\0"])


@given(_MARKS, st.lists(_PIECES, max_size=12))
def test_the_same_bytes_and_the_notes_lines(mark: bytes, pieces: list[bytes]) -> None:
    data = mark + b"".join(pieces)
    raw = raw_lines(data)
    assert join_lines(raw.bom, raw.lines) == data
    note = note_from_bytes("a.md", data)
    assert note.refused or len(note.lines) == len(raw.lines) == len(raw.ends)


@given(st.sampled_from(["utf-16", "utf-32", "utf-8-sig", "utf-8"]), st.text(max_size=30))
def test_every_encoding(coding: str, text: str) -> None:
    try:
        data = text.encode(coding)
    except UnicodeEncodeError:
        return
    raw = raw_lines(data)
    assert join_lines(raw.bom, raw.lines) == data
    note = note_from_bytes("a.md", data)
    if not note.refused:
        assert [raw.encoded(line + end) for line, end in zip(note.lines, raw.ends, strict=True)] == list(raw.lines)


@pytest.mark.parametrize(
    ("data", "at", "end"),
    [
        (b"a\r\nb\n", 1, "\r\n"),
        (b"a\r\nb\n", 2, "\n"),
        (b"a\r\nb", 2, "\r\n"),
        (b"a\rb", 1, "\r"),
        (b"a", 1, "\n"),
        (b"", 0, "\n"),
        ("a\r\nb".encode("utf-16"), 1, "\r\n"),
    ],
)
def test_the_end_that_a_new_line_has(data: bytes, at: int, end: str) -> None:
    assert raw_lines(data).end_at(at) == end


@pytest.mark.parametrize(
    ("data", "new"),
    [
        (b"\xfcber\n", "ü→".encode()),
        (b"\xfcber\n", "ü".encode("cp1252")),
        (b"\xfcber, \xc3\xbcber\n", "ü".encode()),
        (b"plain\n", "ü".encode()),
    ],
    ids=["a code page that cannot say it", "a code page", "pasted together", "ASCII"],
)
def test_new_text_is_in_the_files_encoding(data: bytes, new: bytes) -> None:
    assert raw_lines(data).encoded("ü→" if b"\xe2" in new else "ü") == new
