"""Notes that no person wrote: by hand for what is known to go wrong, by a fixed seed for what nobody thought of."""

import codecs
import random
from collections.abc import Callable, Iterator

Made = Callable[[int], bytes]
"""A size -> the bytes of a note of about so many kilobytes."""


def _text(unit: str, before: str = "", after: str = "") -> Made:
    return lambda kilobytes: (before + unit * (kilobytes * 1000 // len(unit.encode())) + after).encode()


_DAY = "# 2024-05-03\n\n"
GROWING: dict[str, Made] = {
    "one line": _text("x", _DAY),
    "one line of words": _text("rain on the roof ", _DAY),
    "one line of spaces": _text(" ", _DAY + "a", "b"),
    "one line of tabs": _text("\t", _DAY + "a", "b"),
    "one line of digits": _text("0", _DAY),
    "one line of dates": _text("2024-05-03 ", _DAY),
    "one line of half dates": _text("3. 5. ", _DAY),
    "one line of months": _text("may ", _DAY),
    "one line of emails": _text("a@b.", _DAY),
    "one line of slashes": _text("/", _DAY),
    "one line of brackets": _text("[", _DAY),
    "one line of closed brackets": _text("[]", _DAY),
    "one line of links": _text("[a](b) ", _DAY),
    "one line of wiki links": _text("[[a]] ", _DAY),
    "one line of open wiki links": _text("[[a ", _DAY),
    "one line of images": _text("![a](http://x/y.png) ", _DAY),
    "one line of emphasis": _text("*a_b ", _DAY),
    "one line of stars": _text("*", _DAY + "a", "b"),
    "one line of backticks": _text("`a``b```", _DAY),
    "one line of tags": _text("<a>", _DAY),
    "one line of open tags": _text("<a ", _DAY),
    "one line of entities": _text("&amp;", _DAY),
    "one line of pipes": _text("|", _DAY),
    "one line of mojibake": _text("â€", _DAY),
    "one line of half emoji": _text("ðŸ", _DAY),
    "one line of CJK": _text("晴れのち雨", _DAY),
    "one line of months in CJK": _text("5月", _DAY),
    "one line of combining marks": _text("e\u0301\u0302\u0303", _DAY),
    "one line right to left": _text("\u202eשלום\u200f ", _DAY),
    "one line of NULs in text": _text("a\u0001b", _DAY),
    "a long heading": _text("a ", "# "),
    "a long heading of dates": _text("3 may ", "# "),
    "a long heading of hashes": _text("#"),
    "a long list marker": _text("-"),
    "headings": _text("# a\n"),
    "headings of days": _text("## 3 May 2024\n\na\n"),
    "headings of numbers": _text("## 3.5.\n\na\n"),
    "headings ever deeper": lambda kb: "".join(f"{'#' * (n % 6 + 1)} {n}\n" for n in range(kb * 120)).encode(),
    "rulers": _text("---\n"),
    "rulers under text": _text("a\n---\n"),
    "quotes in quotes": lambda kb: b"".join(b"> " * (n % 200) + b"a\n" for n in range(kb * 5)),
    "a quote nested deep": _text("> ", _DAY, "a\n"),
    "a list nested deep": lambda kb: b"".join(b" " * (2 * (n % 300)) + b"- a\n" for n in range(kb * 3)),
    "a list nested in one line": _text("- ", _DAY, "a\n"),
    "list items": _text("- a\n", _DAY),
    "numbered items": _text("1. a\n", _DAY),
    "tasks": _text("- [ ] a\n", _DAY),
    "loose items": _text("- a\n\n", _DAY),
    "an open fence": _text("code\n", "```\n"),
    "open fences": _text("```\na\n"),
    "fences of many lengths": lambda kb: "".join("`" * (3 + n % 50) + "\na\n" for n in range(kb * 30)).encode(),
    "tables": _text("| a | b |\n| --- | --- |\n| 1 | 2 |\n\n", _DAY),
    "a table of many rows": _text("| a | b |\n", _DAY + "| a | b |\n|---|---|\n"),
    "a table of many columns": lambda kb: ("|a" * kb * 500 + "|\n" + "|-" * kb * 500 + "|\n").encode(),
    "references": _text("[a]: http://b\n", _DAY),
    "footnotes": _text("[^a]: b\n", _DAY),
    "html": _text("<div>\n", _DAY),
    "html comments": _text("<!-- ", _DAY),
    "scripts": _text("<script>alert(1)</script>\n", _DAY),
    "blank lines": _text("\n", _DAY, "a\n"),
    "lines of spaces": _text("    \n", _DAY, "a\n"),
    "carriage returns": _text("a\r", _DAY),
    "all line ends": _text("a\r\nb\nc\r", _DAY),
    "open front matter": _text("key: value\n", "---\n"),
    "long front matter": _text("key: value\n", "---\n", "---\n\na\n"),
    "front matter of lists": _text("[", "---\na: ", "\n---\n\na\n"),
    "front matter of anchors": _text("- *a\n", "---\na: &a [x, x]\nb:\n", "---\n\na\n"),
    "front matter of tags": _text("- !!python/object/apply:os.system ['true']\n", "---\na:\n", "---\n\na\n"),
    "TOML of keys": _text("a.b.c = 1\n", "+++\n", "+++\n\na\n"),
    "properties": _text("key:: value\n"),
    "bytes of no meaning": lambda kb: random.Random(kb).randbytes(kb * 1000),
    "bytes of windows": lambda kb: bytes(random.Random(kb).choices(range(0xA0, 0x100), k=kb * 1000)),
    "unfinished UTF-8": lambda kb: _DAY.encode() + "é".encode() * (kb * 500) + b"\xc3",
    "own answers": _text("<!-- daycite -->\n> a\n<!-- /daycite -->\n", _DAY),
    "questions": _text("- why is it so?\n", _DAY),
    "labels": _text("Day 1: a\n"),
    "bold days": _text("**3 May 2024**\n\na\n\n"),
    "drawers": _text(":PROPERTIES:\n:ID: a\n", "* 2024-05-03\n"),
}
"""By what they are full of; made in two sizes, their time must not grow faster than they do."""

_BOMB = "---\na: &a [l,l,l,l,l,l,l,l,l]\n" + "".join(
    f"{b}: &{b} [*{a},*{a},*{a},*{a},*{a},*{a},*{a},*{a},*{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
)
ODD: dict[str, bytes] = {
    "empty": b"",
    "one NUL": b"\0",
    "NULs in text": b"# 2024-05-03\n\na\0b\n",
    "lone surrogates in UTF-8": b"# 2024-05-03\n\na \xed\xa0\x80 b\n",
    "a lone surrogate in YAML": b'---\ntitle: "\\ud800"\n---\n\na\n',
    "a YAML bomb": (_BOMB + "---\n\na\n").encode(),
    "a YAML tag that runs": b"---\na: !!python/object/apply:os.system ['touch pwned']\n---\n\nwords\n",
    "YAML that is itself": b"---\na: &a\n  b: *a\n---\n\nwords\n",
    "front matter of a list": b"---\n- a\n- b\n---\n\nwords\n",
    "dates that are none": b"# 0000-00-00\n\na\n\n# 2024-02-30\n\nb\n\n# 9999-12-31\n\nc\n\n# 2024-13-01\n\nd\n",
    "date of no calendar in YAML": b"---\ndate: 2024-02-30\n---\n\na\n",
    "date far off": b"---\ndate: 99999-12-31T99:99:99Z\n---\n\na\n",
    "numbers without end": b"# " + b"9" * 5000 + b"-12-31\n\na\n",
    **{
        f"BOM of {name}": mark + "# 2024-05-03\n\nä\n".encode(encoding)
        for name, mark, encoding in (
            ("UTF-8", codecs.BOM_UTF8, "utf-8"),
            ("UTF-16 LE", codecs.BOM_UTF16_LE, "utf-16-le"),
            ("UTF-16 BE", codecs.BOM_UTF16_BE, "utf-16-be"),
            ("UTF-32 LE", codecs.BOM_UTF32_LE, "utf-32-le"),
            ("UTF-32 BE", codecs.BOM_UTF32_BE, "utf-32-be"),
        )
    },
    "a BOM and nothing": codecs.BOM_UTF8,
    "a BOM that lies": codecs.BOM_UTF16_LE + b"odd",
    "two BOMs": codecs.BOM_UTF8 * 2 + b"a\n",
    "UTF-16 without a BOM": "# 2024-05-03\n\nwords\n".encode("utf-16-le"),
    "lone surrogates in UTF-16": codecs.BOM_UTF16_LE + b"\x00\xd8a\x00\n\x00",
}

_PIECES = [
    *"# |## 2024-05-03|- |* |> |```|~~~|---|+++|===|[[|]]|](|[x]|<div>|</div>|<!--|-->|&amp;|`|**|__|~~|$$".split("|"),  # noqa: SIM905
    *":PROPERTIES:|:END:|#+title: x|key: v|key:: v|3. Mai|5/21/18|2023年3月5日|令和|Day 12:|week 13|yesterday".split(  # noqa: SIM905
        "|"
    ),
    *"0000-00-00|9999-12-31|Q: why?|words of rain|🙂|晴れ|â€™|!".split("|"),  # noqa: SIM905
    *(
        "| a | b |",
        "|---|---|",
        "\\",
        "\t",
        "    ",
        "\u202e",
        "\u200d",
        "e\u0301",
        "\x0b",
        "\x0c",
        "\x85",
        "\u2028",
        "\ufeff",
    ),
]
_ENDS = ["\n", "\r\n", "\r", "\n\n", " ", ""]


def fuzzed(count: int, seed: int = 1) -> Iterator[bytes]:
    """Notes put together from pieces of Markdown, dates and odd characters, some with broken bytes."""
    chance = random.Random(seed)
    for _ in range(count):
        pieces = (chance.choice(_PIECES) + chance.choice(_ENDS) for _ in range(chance.randrange(1, 120)))
        data = bytearray("".join(pieces).encode())
        for _ in range(chance.choice((0, 0, 0, 1, 5))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        yield bytes(data)
