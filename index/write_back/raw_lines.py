"""A note's bytes as lines that, put together again, are the same bytes: what writing into a note works on.

    b"a\\r\\nb" -> RawLines(bom=b"", lines=(b"a\\r\\n", b"b"), coding="utf-8")

Line n of the note (index/notes/note.py) is `lines[n - 1]`, whatever the encoding, and however broken it is.
"""

import codecs
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

_BYTE_LINES = re.compile(rb"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_TEXT_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_END = re.compile(r"(?:\r\n|\r|\n)\Z")
_WIDE = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True, slots=True)
class RawLines:
    """`bom` is the byte-order mark; each line has its own end, the last perhaps none."""

    bom: bytes
    lines: tuple[bytes, ...]
    ends: tuple[str, ...]
    """The end of each line: "\\n", "\\r\\n", "\\r", or "" of a last line that has none."""
    coding: str
    """The encoding that new text is written in."""

    def end_at(self, at: int) -> str:
        """The end that a line put in before line `at` (from 0) has: its neighbour's above, or the file's habit."""
        above = self.ends[at - 1] if 0 < at <= len(self.ends) else ""
        return above or next((end for end, _ in Counter(end for end in self.ends if end).most_common(1)), "\n")

    def encoded(self, text: str) -> bytes:
        """New text in the file's own encoding, in UTF-8 what that cannot say."""
        try:
            return text.encode(self.coding)
        except UnicodeEncodeError:
            return text.encode("utf-8", "replace")


def raw_lines(data: bytes) -> RawLines:
    """The lines of `data`; `join_lines` of them gives it back."""
    for bom, coding in _WIDE:
        if data.startswith(bom):
            try:
                text = data[len(bom) :].decode(coding)
            except UnicodeDecodeError:
                break
            lines = _TEXT_LINES.findall(text)
            return RawLines(bom, tuple(line.encode(coding) for line in lines), tuple(map(_end, lines)), coding)
    bom = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    byte_lines = tuple(_BYTE_LINES.findall(data[len(bom) :]))
    return RawLines(bom, byte_lines, tuple(_end(line[-2:].decode("latin-1")) for line in byte_lines), _coding(data))


def join_lines(bom: bytes, lines: Sequence[bytes]) -> bytes:
    return bom + b"".join(lines)


def _end(line: str) -> str:
    match = _END.search(line)
    return match[0] if match else ""


def _coding(data: bytes) -> str:
    """UTF-8, unless the file is in a code page: not one character beyond ASCII in it is UTF-8."""
    try:
        data.decode()
        return "utf-8"
    except UnicodeDecodeError:
        sound = data.decode("utf-8", "ignore")
        return "cp1252" if sound.isascii() else "utf-8"
