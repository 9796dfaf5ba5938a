"""Lines whose UTF-8 was once read as Windows-1252 or -1254 -> the lines as written; sound lines stay as they are.

    "## ğŸ“– What itâ€™s about" -> "## 📖 What it’s about"

Whole sequences are ftfy's work. Where a code page has no character for a byte, that byte was lost and ftfy leaves or
worsens what remains (`â“` for ❓, `ğŸ¯` for 🎯, `â€` for ”): those are completed here.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product

_CONTINUATION = "\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_SUSPECT = re.compile(rf"[\u00c2-\u00f4ğĞİŞ][{_CONTINUATION}]")
_LOSSY = re.compile(rf"(?P<four>[ğð]Ÿ[{_CONTINUATION}]{{0,2}})|(?P<three>[âï][{_CONTINUATION}]{{1,2}})")
_CODE = re.compile(r"(`+)(?:(?!\1).){1,2000}\1")
_LOST = bytes((0x81, 0x8D, 0x8E, 0x8F, 0x90, 0x9D, 0x9E))
# What people write, likeliest first: of all characters that a broken sequence could have been, one of these it was.
_LIKELY = "”❓❌⚠️️❗❔⭐⏰⏳❤➡✏✍✨✅→🎯🎉📝📍📎📌🔍🏆🎓🎨🎵🎮🎧🎬🎁🐛🐍🏠🏃🏋👍👏👎👀🙏🤝😎😍😁😅🔎🔐🔥💡🧠🌍🌱🍎🍽🍀"
_SELECTORS = ("\ufe0f", "ï¸")  # what asks for an emoji's colours stands behind a symbol alone
_RANK = {character: rank for rank, character in enumerate(_LIKELY)}


def repaired(lines: Sequence[str]) -> tuple[str, ...]:
    """As many lines as given."""
    text = "\n".join(lines)
    if text.isascii() or not _SUSPECT.search(text):
        return tuple(lines)
    evident = any(_is_whole(line) for line in lines)
    return tuple(_repaired_line(line, evident) if _SUSPECT.search(line) else line for line in lines)


def _is_whole(line: str) -> bool:
    """Whether the line holds a complete broken sequence, which is no accident."""
    from ftfy.badness import is_bad

    return bool(_SUSPECT.search(line)) and is_bad(line)


def _repaired_line(line: str, evident: bool) -> str:
    return "".join(piece if code else _fixed(piece, evident) for piece, code in _pieces(line))


def _pieces(line: str) -> Iterator[tuple[str, bool]]:
    """The line's parts, and whether each is inline code, whose author may mean the broken characters."""
    end = 0
    for match in _CODE.finditer(line):
        yield line[end : match.start()], False
        yield match[0], True
        end = match.end()
    yield line[end:], False


def _fixed(text: str, evident: bool) -> str:
    if not _SUSPECT.search(text):
        return text
    import ftfy

    mended: str = ftfy.fix_encoding(_LOSSY.sub(lambda match: _completed(match, evident), text))
    return mended


def _completed(match: re.Match[str], evident: bool) -> str:
    """The character that a sequence stood for, with or without a lost byte; itself where that cannot be told."""
    broken, size = match[0], 4 if match["four"] else 3
    before, after = match.string[: match.start()][-1:], match.string[match.end() :][:1]
    if len(broken) == size:  # no byte is lost; ftfy leaves some of these alone (`âš\u00a0` for ⚠)
        whole = _bytes(broken).decode(errors="replace")
        return whole if whole in _RANK else broken
    alone = before in ("", *" \u00a0#*-(>|") and not after.isalnum()
    emoji = match.string.startswith(_SELECTORS, match.end()) or alone and (evident or after in ("", " ", "\u00a0"))
    if not (broken[:2] in ("â€", "ï¸", "ğŸ", "ðŸ") or emoji):
        return broken
    return _likeliest(broken, size)


@cache
def _likeliest(broken: str, size: int) -> str:
    """There are few such sequences, and a file that is broken has the same ones again and again."""
    return min((c for c in _completions(broken, size) if c in _RANK), key=_RANK.__getitem__, default=broken)


def _completions(broken: str, size: int) -> Iterator[str]:
    """Every character of `size` bytes that becomes `broken` when some of its bytes are lost."""
    known = _bytes(broken)
    missing = size - len(known)
    for lost in product(_LOST, repeat=missing):
        for places in _places(len(known), missing):
            data = bytearray(known)
            for place, byte in zip(places, lost, strict=True):
                data.insert(place, byte)
            try:
                yield data.decode()
            except UnicodeDecodeError:
                continue


def _places(known: int, missing: int) -> Iterator[tuple[int, ...]]:
    """Where lost bytes can go: behind the first byte, in rising order."""
    return (spots for spots in product(range(1, known + missing), repeat=missing) if list(spots) == sorted(set(spots)))


def _bytes(text: str) -> bytes:
    """The bytes that the characters were, by Windows-1254, -1252, or as they are."""
    out = bytearray()
    for character in text:
        for encoding in ("cp1254", "cp1252", "latin-1"):
            try:
                out += character.encode(encoding)
                break
            except UnicodeEncodeError:
                continue
    return bytes(out)
