"""HTML as apps write it -> Markdown, read once from its beginning to its end; scripts and styles are left out."""

import re
from collections.abc import Callable, Sequence

from index.imports.html_tokens import html_tokens

MOST_HTML = 16_000_000  # characters
_DEEPEST = 12  # levels of a list that are indented, of quotes
_MOST_MARKS = 50  # of words that are bold, a link and so on all at once
_BLOCKS = frozenset(
    ("p", "div", "section", "article", "header", "footer", "main", "figure", "figcaption", "dl", "dt", "dd", "address")
)
_HEADINGS = {f"h{level}": "#" * level for level in range(1, 7)}
_SIGNS = {"b": "**", "strong": "**", "i": "*", "em": "*", "s": "~~", "del": "~~", "strike": "~~", "code": "`"}
_SILENT = frozenset(("script", "style", "head", "title", "template", "noscript", "svg"))
_SPACES = re.compile(r"[ \t\r\n\f]+")
_FENCE = "```"

Shown = Callable[[str, str], str]
"""What a picture's or file's address, and words for it, become in Markdown; "" for nothing."""


def _nothing(address: str, words: str) -> str:
    return ""


def html_markdown(html: str, shown: Shown = _nothing, apart: Sequence[str] = ()) -> tuple[str, dict[str, str]]:
    """(the Markdown, the text of the elements of each class in `apart`, which it is without).

    >>> html_markdown("<p>Hello <b>world</b></p><ul><li>one</li></ul>")[0]
    'Hello **world**\\n\\n- one'
    """
    reader = _Reader(shown, apart)
    for kind, text, attributes in html_tokens(html[:MOST_HTML]):
        if kind == "text":
            reader.handle_data(text)
        elif kind == "start":
            reader.handle_starttag(text, attributes)
        else:
            reader.handle_endtag(text)
    reader.end_block()
    text = re.sub(r"\n{3,}", "\n\n", "".join(reader.out)).strip("\n")
    return text, {name: _SPACES.sub(" ", "".join(words)).strip() for name, words in reader.taken.items()}


class _Reader:
    def __init__(self, shown: Shown, apart: Sequence[str]) -> None:
        self.out: list[str] = []
        self.taken: dict[str, list[str]] = {}
        self._shown, self._apart = shown, frozenset(apart)
        self._line: list[str] = []
        self._marks: list[tuple[str, int, str]] = []
        """Open signs: (element, where its words begin in the line, sign or address)."""
        self._lists: list[int] = []
        """Of each open list the number of its last item, -1 for bullets."""
        self._item = self._head = ""
        self._quotes = self._silent = 0
        self._pre = False
        self._row: list[str] | None = None
        self._rows = 0
        self._taking: tuple[str, str, int] | None = None
        """(class, element, how many of it are open) of what is taken apart."""

    def handle_starttag(self, tag: str, values: dict[str, str]) -> None:
        if self._took_start(tag, values):
            return
        if tag in _SILENT:
            self._silent += 1
        elif tag in _BLOCKS:
            self.end_block(tight=bool(self._lists))
        elif tag in _HEADINGS:
            self.end_block()
            self._head = _HEADINGS[tag] + " "
        elif tag in _SIGNS or tag == "a":
            if not self._pre and len(self._marks) < _MOST_MARKS:
                self._marks.append((tag, len(self._line), _SIGNS.get(tag) or values.get("href", "")))
        elif tag in ("ul", "ol"):
            self.end_block(tight=True)
            self._lists.append(0 if tag == "ol" else -1)
        elif tag == "li":
            self._begin_item()
        else:
            self._start_other(tag, values)

    def _start_other(self, tag: str, values: dict[str, str]) -> None:
        if tag == "br":
            self._line.append("\n")
        elif tag == "hr":
            self.end_block()
            self.out.append("\n\n* * *\n\n")
        elif tag == "blockquote":
            self.end_block()
            self._quotes += 1
        elif tag == "pre":
            self.end_block()
            self._pre = True
        elif tag in ("img", "en-media", "video", "audio", "source", "object", "embed"):
            address = values.get("src") or values.get("data") or values.get("hash", "")
            if address and (shown := self._shown(address, values.get("alt", ""))):
                self._line.append(f" {shown} ")
        elif tag == "en-todo" or tag == "input" and values.get("type") == "checkbox":
            done = "checked" in values and values["checked"] != "false"
            if not self._item and not any(part.strip() for part in self._line):
                self._item = "- "
            self._line.append("[x] " if done else "[ ] ")
        elif tag == "en-crypt":
            self._line.append("[encrypted text]")
            self._silent += 1
        else:
            self._start_table(tag)

    def _start_table(self, tag: str) -> None:
        if tag == "table":
            self.end_block()
            self._rows = 0
        elif tag == "tr":
            self._row = []
        elif tag in ("td", "th"):
            self._line = []

    def handle_endtag(self, tag: str) -> None:
        if self._took_end(tag):
            return
        if tag in _SILENT or tag == "en-crypt":
            self._silent = max(self._silent - 1, 0)
        elif tag in _BLOCKS or tag in _HEADINGS or tag == "li":
            self.end_block(tight=bool(self._lists))
        elif tag in _SIGNS or tag == "a":
            self._close(tag)
        elif tag in ("ul", "ol"):
            self.end_block(tight=True)
            if self._lists:
                self._lists.pop()
            if not self._lists:
                self.out.append("\n\n")
        elif tag == "blockquote":
            self.end_block()
            self._quotes = max(self._quotes - 1, 0)
        elif tag == "pre":
            self._end_pre()
        else:
            self._end_table(tag)

    def _end_table(self, tag: str) -> None:
        if tag in ("td", "th") and self._row is not None:
            self._row.append(_SPACES.sub(" ", "".join(self._line)).strip().replace("|", "\\|"))
            self._line, self._marks = [], []
        elif tag == "tr":
            self._end_row()
        elif tag == "table":
            self.out.append("\n\n")

    def handle_data(self, data: str) -> None:
        if self._taking:
            self.taken[self._taking[0]].append(data)
        elif not self._silent:
            self._line.append(data if self._pre else _SPACES.sub(" ", data))

    def end_block(self, tight: bool = False) -> None:
        """Ends the paragraph, heading or item that is under way."""
        while self._marks:
            self._close(self._marks[-1][0])
        if self._row is not None or self._pre:
            return
        text = "\n".join(line.strip(" \xa0") for line in "".join(self._line).split("\n")).strip("\n")
        self._line = []
        if not text:
            if not self._lists:
                self.out.append("\n\n")
            return
        indent = "  " * (min(len(self._lists), _DEEPEST) - 1) if self._lists else ""
        lead = indent + self._item if self._item else self._head or (f"{indent}  " if self._lists else "")
        if self._head:
            text = text.replace("\n", " ")
        elif not self._item:
            text = re.sub(r"(?m)^(?=#+\s|---+$|===+$)", r"\\", text)
        rest = " " * len(lead) if self._item or self._lists else ""
        quote = "> " * min(self._quotes, _DEEPEST)
        body = text.replace("\n", f"\n{quote}{rest}")
        begins = "\n" if tight or self._item else "\n\n"
        self.out.append(f"{begins}{quote}{lead}{body}" + ("" if tight else "\n" if self._item else "\n\n"))
        self._item = self._head = ""

    def _begin_item(self) -> None:
        self.end_block(tight=True)
        if not self._lists:
            self._lists.append(-1)
        if self._lists[-1] >= 0:
            self._lists[-1] += 1
        self._item = f"{self._lists[-1]}. " if self._lists[-1] >= 0 else "- "

    def _close(self, tag: str) -> None:
        """Puts the sign around the words since the element began; what was opened in it and not closed goes with it."""
        at = next((n for n in range(len(self._marks) - 1, -1, -1) if self._marks[n][0] == tag), None)
        if at is None:
            return
        _, begin, sign = self._marks[at]
        del self._marks[at:]
        words = "".join(self._line[begin:])
        inner = words.strip()
        del self._line[begin:]
        if not inner or "\n" in inner and tag != "a":
            self._line.append(words)
            return
        before, after = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
        if tag == "a":
            goes = sign.startswith(("http://", "https://", "mailto:")) and inner != sign
            shown = self._shown(sign, inner) if sign and not goes and inner != sign else ""
            self._line.append(before + (f"[{inner}]({sign})" if goes else shown or inner) + after)
        else:
            self._line.append(f"{before}{sign}{inner}{sign}{after}")

    def _end_pre(self) -> None:
        text = "".join(self._line).strip("\n")
        self._pre, self._line, self._marks = False, [], []
        fence = _FENCE
        while fence in text:
            fence += "`"
        if text:
            self.out.append(f"\n\n{fence}\n{text}\n{fence}\n\n")

    def _end_row(self) -> None:
        row, self._row = self._row, None
        if row:
            self.out.append(f"\n| {' | '.join(row)} |")
            if not self._rows:
                self.out.append(f"\n|{' --- |' * len(row)}")
            self._rows += 1

    def _took_start(self, tag: str, values: dict[str, str]) -> bool:
        if self._taking:
            name, element, count = self._taking
            if tag == element:
                self._taking = (name, element, count + 1)
            return True
        found = self._apart.intersection(values.get("class", "").split()) if self._apart else ()
        for name in found:
            self.end_block()
            self._taking = (name, tag, 1)
            self.taken.setdefault(name, [])
            return True
        return False

    def _took_end(self, tag: str) -> bool:
        if not self._taking:
            return False
        name, element, count = self._taking
        if tag == element:
            self._taking = (name, element, count - 1) if count > 1 else None
        return True
