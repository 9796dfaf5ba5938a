"""Text made alike before it is compared: for dates, for questions as typed, for lines of notes, by its words alone."""

import re
import unicodedata
from functools import lru_cache

_SIGNS = {ord("０") + n: str(n) for n in range(10)} | {ord("’"): "'", ord("‘"): "'", ord("–"): "-", ord("—"): "-"}
_WORD = re.compile(r"\w+")
_STATE = re.compile(r"^[(\[][\w ]{1,20}[)\]]\s+")
_URL = re.compile(r"(?:https?://|www\.)\S+|<[^>\s]+>")
_BEFORE_WORDS = re.compile(r"^[^\w¿\"“„«「『‘'(（]+")


def fold_accents(text: str) -> str:
    """`text` in lower case without accents, character for character, so that places in it stay the same."""
    if text.isascii():
        return text.lower()
    return text.translate(_FOLDED)


def composed(text: str) -> str:
    """`text` with each letter and its accents as one character (NFC): macOS and iCloud write them apart in names."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def fold_punctuation(text: str) -> str:
    """`text` in lower case with plain digits, apostrophes and dashes, accents kept; character for character too."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(low if len(low := c.lower()) == 1 else c for c in text)
    return lower.translate(_SIGNS)


@lru_cache(maxsize=2048)
def fold_line(text: str) -> str:
    """Lower case, straight apostrophes, without addresses and what stands before the first word; places change.

    "👉 Why’s that?" -> "why's that?"
    """
    return (
        _STATE.sub("", _BEFORE_WORDS.sub("", without_addresses(text, " ").strip()))
        .lower()
        .replace("’", "'")
        .replace("`", "")
        .replace("ʼ", "'")
    )


def bare_words(text: str) -> str:
    """The words of `text` in lower case with single spaces between them: what two texts say, however they are set."""
    return " ".join(_WORD.findall(text.casefold()))


def without_addresses(text: str, instead: str = "") -> str:
    """`text` with web addresses and what stands in angle brackets replaced."""
    return _URL.sub(instead, text)


def _folded(code: int) -> str:
    if (digit := unicodedata.decimal(chr(code), None)) is not None:
        return str(digit)
    if chr(code) in _CYRILLIC:  # its accents make other letters
        return chr(code).lower()
    base = unicodedata.normalize("NFKD", chr(code)).lower()
    return {"đ": "d", "ø": "o", "ł": "l"}.get(base, base[0])


_CYRILLIC = frozenset(map(chr, range(0x400, 0x430)))
_FOLDED = {
    code: _folded(code)
    for part in (
        range(0x41, 0x5B),
        range(0xA0, 0x250),
        range(0x1E00, 0x1F00),
        range(0xFF01, 0xFF5F),
        range(0x3000, 0x3001),
        range(0x386, 0x3CF),  # Greek
        range(0x400, 0x430),  # Cyrillic capitals
        range(0xE50, 0xE5A),  # Thai digits
    )
    for code in part
}
