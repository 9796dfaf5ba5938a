"""Names and text from elsewhere -> as they may reach a door: a terminal or a log, JSON, a comparison of files.

Notes, names of files and folders, what a model's server says: none of it may steer a terminal, turn the direction of
text round, or begin a line that looks like daycite's own. (Markdown's door is api/http/openai/markdown.py; the page
sets all of it as text.)
"""

import re

# Control characters, marks that reverse the direction of text, line separators, halves of surrogate pairs.
_SIGNS = r"\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff"
_UNSAFE = re.compile(rf"[\x00-\x08\x0b-\x1f{_SIGNS}]")
_UNSAFE_IN_JSON = re.compile(rf"[{_SIGNS}]")
# The same in UTF-8, which has no halves of surrogate pairs.
_UNSAFE_BYTES = re.compile(rb"\x7f|\xc2[\x80-\x9f]|\xd8\x9c|\xe2\x80[\x8e\x8f\xa8-\xae]|\xe2\x81[\xa6-\xa9]")


def printable(text: str) -> str:
    """Signs that would act on a terminal are spelled out: "\\x1b[2J" becomes a backslash, an x, and so on."""
    return _UNSAFE.sub(lambda match: match[0].encode("unicode_escape").decode(), text)


def one_line(text: str) -> str:
    return " ".join(printable(text).split())


def printable_json(json: str) -> str:
    """JSON that means the same, and can be printed: "\\x9b" in a string becomes "\\\\u009b"."""
    return _UNSAFE_IN_JSON.sub(lambda match: f"\\u{ord(match[0]):04x}", json)


def printable_json_bytes(json: bytes) -> bytes:
    """The same for JSON in UTF-8."""
    return _UNSAFE_BYTES.sub(lambda match: f"\\u{ord(match[0].decode()):04x}".encode(), json)


def replaced(line: str) -> str:
    """A line with a sign that shows where such a one was, so that it keeps its length."""
    return _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", line)
