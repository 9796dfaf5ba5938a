"""Lines of Markdown -> nodes. HTML is text; links lead to days and notes, other addresses are shown, not linked."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from index.notes.block_tokens import fenced_highlights
from index.rendering.inline_rules import with_own_rules
from index.rendering.node import Node, Tag
from index.rendering.targets import Targets
from index.text.inline import without_properties

_NESTED = 40  # lists and quotations in each other that are read
_DEEPEST = 16  # elements in each other, of blocks and again of a line; what is deeper is shown as flat
_TITLE = 120  # characters of a heading by underline: longer, it is a paragraph above a rule
_PAIRS: dict[str, Tag] = {
    "paragraph": "p", "heading": "heading", "bullet_list": "list", "ordered_list": "ordered", "list_item": "item",
    "blockquote": "quote", "table": "table", "tr": "row", "th": "head", "td": "cell", "em": "em", "strong": "strong",
    "s": "del",
}  # fmt: skip
_MARKS: dict[str, Tag] = {
    "code_inline": "code", "own_math": "math", "own_mark": "mark", "own_footnote": "footnote"
}  # fmt: skip
_ALONE: dict[str, Tag] = {"fence": "code_block", "code_block": "code_block", "hr": "rule", "hardbreak": "br"}
_NONE = Token("", "", 0)
_THROUGH = frozenset(("thead", "tbody"))
_DATE = re.compile(r"\b\d{4}-\d\d-\d\d\b")
_TAG = re.compile(r"(?<![\w/#&])#[^\W\d][\w/-]*")


def markdown_nodes(lines: Sequence[str], first_line: int, kind: str, targets: Targets) -> tuple[tuple[Node, ...], bool]:
    """The nodes of `lines`, of which the first has the number `first_line` in the file; whether they are all of it."""
    text = without_properties("\n".join(_dedented(fenced_highlights(lines)))).replace("\0", "\ufffd")
    tokens = _parser(kind, "[^" in text).parse(text)
    whole = all(token.level < _NESTED - 1 for token in tokens)
    return _Builder(targets, first_line).built(tokens), whole


@cache
def _parser(kind: str, footnotes: bool) -> MarkdownIt:
    md = MarkdownIt("commonmark", {"html": False, "maxNesting": _NESTED}).enable(["table", "strikethrough"])
    if footnotes:
        md.disable("reference")  # "[^1]: word" would be a link's address
    # In plain text four spaces are an indent of the author's, not code.
    return with_own_rules(md.disable("code") if kind == "text" else md)


def _dedented(lines: Sequence[str]) -> list[str]:
    """Without the indent that all lines have: an entry can be an item of an outline."""
    widths = [len(line) - len(line.lstrip()) for line in lines if line.strip()]
    least = min(widths, default=0)
    return [line[least:] if line.strip() else line for line in lines]


class _Builder:
    """Tokens, which open and close elements, -> nodes."""

    def __init__(self, targets: Targets, first_line: int) -> None:
        self._targets, self._first = targets, first_line

    def built(self, tokens: Sequence[Token]) -> tuple[Node, ...]:
        return tuple(Node("p", (each,)) if isinstance(each, str) else each for each in self._nodes(tokens))

    def _nodes(self, tokens: Sequence[Token]) -> list[Node | str]:
        """What opens is kept on a list of its own: markup in each other can be deeper than calls may be."""
        open_ones: list[tuple[Token, list[Node | str]]] = [(_NONE, [])]
        for token in tokens:
            name = token.type.removesuffix("_open").removesuffix("_close")
            if name in _THROUGH:
                continue
            if token.nesting > 0:
                open_ones.append((token, []))
            elif token.nesting < 0:
                opened, inside = open_ones.pop()
                deep = len(open_ones) > _DEEPEST
                open_ones[-1][1].extend(inside if deep else self._opened(opened, name, inside))
            else:
                open_ones[-1][1].extend(self._leaf(token))
        return open_ones[0][1]

    def _opened(self, token: Token, name: str, inside: list[Node | str]) -> list[Node | str]:
        line = self._first + token.map[0] if token.map else 0
        if name == "link":
            return self._link(str(token.attrs.get("href", "")), tuple(inside))
        if name == "paragraph" and token.hidden:  # of a tight list
            return inside
        tag: Tag = token.meta.get("task") or _PAIRS.get(name, "p")
        level = int(token.tag[1]) if name == "heading" else int(token.attrs.get("start", 1) or 0)
        if name == "paragraph" and not inside:  # of a comment alone
            return []
        if name == "heading" and token.markup in ("-", "=") and _is_paragraph(token, inside):
            return [Node("p", tuple(inside), line), Node("rule")]
        return [Node(tag, tuple(inside), line, level if tag in ("heading", "ordered") else 0)]

    def _leaf(self, token: Token) -> Iterator[Node | str]:
        line = self._first + token.map[0] if token.map else 0
        text = token.content
        if token.type in _MARKS:
            yield Node(_MARKS[token.type], (text,))
        elif token.type in _ALONE:
            yield Node(_ALONE[token.type], (text.rstrip("\n"),) if text else (), line)
        elif token.type == "inline":
            yield from self._nodes(token.children or [])
        elif token.type == "image":
            yield from self._picture(str(token.attrs.get("src", "")), text)
        elif token.type == "own_picture":
            yield from self._picture(text, "")
        elif token.type == "own_wiki":
            yield from self._wiki(text, token.info)
        elif token.type == "softbreak":
            yield "\n"
        elif token.type != "own_hidden":
            yield from self._words(text)

    def _words(self, text: str) -> Iterator[Node | str]:
        """The text with its dates and tags as such."""
        done = 0
        for match in re.finditer(rf"{_DATE.pattern}|{_TAG.pattern}", text):
            tagged = match[0].startswith("#")
            day = None if tagged else self._targets.day_in(match[0])
            if not tagged and day is None:
                continue
            if done < match.start():
                yield text[done : match.start()]
            yield Node("tag", (match[0],)) if day is None else Node("day", (match[0],), target=day.isoformat())
            done = match.end()
        if done < len(text):
            yield text[done:]

    def _link(self, address: str, label: tuple[Node | str, ...]) -> list[Node | str]:
        if day := self._targets.day_in(address) if "://" not in address else None:
            return [Node("day", _flat(label), target=day.isoformat())]
        if path := self._targets.note_at(address):
            return [self._to_note(path, _flat(label))]
        shown = "".join(_text(part) for part in label)
        if not address or address.startswith("#") or address.removeprefix("mailto:") == shown:
            return list(label)
        return [*label, Node("remark", (f" ({address})",))]

    def _to_note(self, path: str, label: tuple[Node | str, ...]) -> Node:
        day = self._targets.days.get(path)
        return Node("day", label, target=day.isoformat()) if day else Node("note", label, target=path)

    def _wiki(self, name: str, label: str) -> Iterator[Node | str]:
        shown = label or name.replace("#", " › ").rpartition("/")[2].strip() or name
        if day := self._targets.day_in(name):
            yield Node("day", (shown,), target=day.isoformat())
        elif path := self._targets.note_at(name):
            yield self._to_note(path, (shown,))
        else:
            yield shown

    def _picture(self, address: str, words: str) -> Iterator[Node | str]:
        if path := self._targets.picture_at(address):
            yield Node("image", (words,), target=path)
        else:
            yield Node("remark", (f"[image: {' '.join(filter(None, (words, address)))}]",))


def _is_paragraph(token: Token, inside: Sequence[Node | str]) -> bool:
    lines = token.map[1] - token.map[0] if token.map else 0
    return lines > 2 or sum(len(_text(part)) for part in inside) > _TITLE


def _flat(label: Sequence[Node | str]) -> tuple[Node | str, ...]:
    """A label without links of its own."""
    return tuple(_text(part) if isinstance(part, Node) and part.tag in ("day", "note") else part for part in label)


def _text(part: Node | str) -> str:
    return part if isinstance(part, str) else "".join(map(_text, part.children))
