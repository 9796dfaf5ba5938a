"""Blocks -> the sentences in them, each with its lines and its place: the candidates for questions.

"- [ ] why so?\\n  because" -> Line("why so?", task "open"), Line("because")
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from index.notes.block import Block
from index.open_questions import patterns_replies
from index.open_questions.rows import CLOCK, OWN_PROPERTY, STRUCK_OUT, cell_spans, spoken_spans
from index.text.inline import is_navigation, is_tag_line, plain
from index.text.language_data import any_of

SPEAKING = frozenset(("paragraph", "item", "heading", "quote", "table"))
_TASK = re.compile(r"^\s*\[([ xX/>?!*<-])\]\s+")
_CALLOUT = re.compile(r"^\s*\[!(\w+)\][+-]?\s*")
_KEYWORD = re.compile(
    r"^\s*(?:[*_]{2})?(TODO|LATER|NOW|DOING|WAITING|DEFERRED|NEXT|SOMEDAY|HOLD|WAIT|STARTED|QUESTION|MAYBE"
    r"|IDEA|DONE|CANCELED"
    r"|CANCELLED|FIXME|XXX|(?:[Tt]odo|[Ff]ixme)(?=\s*:))"
    r"(?:\s*\([^)]{0,40}\))?(?:[*_]{2})?\s*(?::|(?=\s))\s*(?:[*_]{2})?(?:\[#[A-C]\]\s*)?"
)
_MARKER = re.compile(
    r"^(?:[-*+–](?=\s)\s*|[•・‣◦·▪●○]\s*|\(?\d{1,3}(?:[.)）、]|/(?=\s))\s*|[a-h]\)\s+|[?？❓❔]+[:：]?\s+"
    r"|[❓❔🤔]️?\s*"
    r"|=+>\s*|-+>\s*|→\s*"
    rf"|#{any_of('questions.marker_tags')}\b[:\s]*"
    rf"|[*_]{{0,3}}{any_of('questions.labels')}\s?\d{{0,2}}[*_]{{0,3}}\s*(?:[:：]|[.)](?=[\s*_]))[*_]{{0,3}}\s*)+",
    re.IGNORECASE,
)
_SAYS_QUESTION = re.compile(
    rf"[?？❓❔🤔#]|=>|->|→|[a-z\u00e0-\u1ef9]\s?\d{{0,2}}\s*[:：.)]|{any_of('questions.label_starts')}", re.IGNORECASE
)
_LETTERED = re.compile(r"\W*[a-h]\)\s*")
_ARROW = re.compile(r"[=-]>|→")
_TAGGED = re.compile(rf"(?<!\w)#{any_of('questions.tagged')}\b", re.IGNORECASE)
_TEMPLATE = re.compile(r"\{\{(?!\s*[<%]|c\d+::)[^{}\n]{0,200}\}\}|<%")
_COMMAND = re.compile(r"<%.*?%>", re.DOTALL)
_LINKED = re.compile(
    r"\[\[[^\[\]]{0,300}[?？][^\[\]]{0,300}\]\]|\[[^\[\]]{0,300}[?？][^\[\]]{0,300}\](?:\(|\[)"
    r"|<a\b[^>]{0,300}>[^<]{0,300}[?？][^<]{0,300}</a>"
)
_PLACEHOLDER = re.compile(r"\{\{.*?\}\}|<%.*?%>")
_EMPHASIS = re.compile(r"\W*([*_]{1,3})[^*_]+\1\W*")
_LABELLED = re.compile(r"\s*(?:[*_]{1,3}[^*_\n]{1,40}[*_]{1,3}\s*[:：]?|[A-Z][\w' ]{1,24}:)\s")
STAMP = re.compile(r"[⏳📅🛫➕🔁✅❌⌛🗓]️?\s*\d{4}-\d\d-\d\d|[🔺⏫🔼🔽⏬]️?")
_NO_CELL = re.compile(r"\W*$", re.MULTILINE)
_MARK = re.compile("[?？]")
_LETTER = re.compile(r"\w")
_BAR = re.compile(r"\s*\|\s*")
AHEAD = 40  # lines of a block that are looked at behind a question, however many there are
_LONGEST = 4000  # characters of a sentence that are looked at
_DONE_STATES = frozenset(("DONE", "CANCELED", "CANCELLED"))


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, or a line that stands for one. Lines count from 1, both ends included."""

    text: str
    """As read on the page, without markers and keywords."""
    raw: str
    line: int
    line_end: int
    block: int
    """The index of its block."""
    first: bool
    last: bool
    """Whether it begins and ends its block."""
    place: int = 0
    """Its index among the lines of its block."""
    marked: bool = False
    """A marker before it says that it is a question: "Q:", "=>", "#question"."""
    task: str = ""
    """ "open" or "done" where it is a task."""
    keyword: str = ""
    struck: bool = False
    linked: bool = False
    """Its question mark stands in the words of a link."""
    emphasis: bool = False
    """All of it is bold or italic."""
    fresh: bool = False
    """It begins a line of its own, that does not just go on from the one above."""
    below: bool = False
    """It stands right below a list and does not belong to any of its items."""
    labelled: bool = False
    """It begins with a label of its own: "Mood: fine"."""


@dataclass(frozen=True, slots=True)
class LinePlace:
    """Where a line stands, and what stands around it."""

    kind: str
    """item, paragraph, heading, quote or callout."""
    section: str
    """ "questions", "others" (who ask: an exercise, a FAQ) or ""."""
    before: str = ""
    """The line before it in its block."""
    after: str = ""
    """The line behind it in its block."""
    followed: bool = False
    """A statement follows, in its block or, for a heading, below it."""
    heading: str = ""
    """The heading or label above it."""
    nested: bool = False
    """It is an item below one that asks."""
    row: bool = False
    """It has a row of its own, which its author ended there."""
    by_name: bool = False
    """That others ask here is only said by the note's own name."""


def lines_of(number: int, block: Block, rows: Sequence[str]) -> list[Line]:
    """The lines of the block with this index; [] for code, tables, HTML and the like. `rows` are the note's."""
    if "<%" in block.text:
        block = replace(block, text=_COMMAND.sub(_blank, block.text))
    if block.kind not in SPEAKING or is_navigation(block.text) or is_tag_line(block.text):
        return []
    if block.kind == "table":
        return _cells(number, block)
    read = [words for start, end, fresh in spoken_spans(block) if (words := _words(block, start, end, fresh))]
    out, below, last = list[Line](), False, len(read) - 1
    for i, words in enumerate(read):
        below = below or i > 0 and words.fresh and _is_below(rows, words.line, block.kind)
        inherited = words.task or ("" if below else read[0].task)
        out.append(_line(number, words, (i, last), inherited, below))
    return out


def _cells(number: int, block: Block) -> list[Line]:
    """Those of a table that may ask: all others only state. A lone mark asks for what its row is about."""
    read: list[_Words] = []
    for row, start, end in cell_spans(block.text):
        words = _words(block, start, end, True)
        if words is None and not _NO_CELL.match(block.text, row):
            words = _words(block, row, end, True)
        if words:
            read.append(words._replace(text=_BAR.sub(" ", words.text)))
    return [_line(number, words, (i, len(read) - 1), words.task, False) for i, words in enumerate(read)]


def _is_below(rows: Sequence[str], line: int, kind: str) -> bool:
    """Whether the line begins at the margin: below its list or quote, though CommonMark counts it in."""
    row = rows[line - 1] if line <= len(rows) else " "
    return kind == "item" and not row[:1].isspace() or kind == "quote" and not row.lstrip().startswith((">", "#+"))


def _blank(match: "re.Match[str]") -> str:
    """A command of several lines as so many of them that say nothing; one within a line is seen there."""
    return re.sub(r"\S", " ", match[0]) if "\n" in match[0] else match[0]


def callout(block: Block) -> str:
    """The kind of an Obsidian callout: "question" of `> [!question] Why?`; "" of other blocks."""
    match = _CALLOUT.match(block.text) if block.kind == "quote" else None
    return match[1].casefold() if match else ""


class _Words(NamedTuple):
    """What is read of a sentence before its neighbours are known."""

    raw: str
    rest: str
    """`raw` without its markers."""
    text: str
    line: int
    line_end: int
    task: str
    keyword: str
    marked: bool
    fresh: bool


def _words(block: Block, start: int, end: int, fresh: bool) -> _Words | None:
    raw = block.text[start : min(end, start + _LONGEST)]
    rest, task, keyword, marked = _without_markers(_CALLOUT.sub("", raw) if block.kind == "quote" else raw, fresh)
    if "<%" in rest or "{{" in rest:
        if _TEMPLATE.search(rest) and _MARK.search(rest):
            return None  # what a template asks once it is filled in
        cleaned = _PLACEHOLDER.sub(" ", STAMP.sub(" ", rest))
    else:
        cleaned = STAMP.sub(" ", rest)
    text = plain(_TAGGED.sub(" ", cleaned) if "#" in cleaned else cleaned)
    if not _LETTER.search(text):
        return None
    line = min(block.line_start + block.text.count("\n", 0, start), block.line_end)
    line_end = min(block.line_start + block.text.count("\n", 0, end), block.line_end)
    return _Words(raw, rest, text.strip(" \t|"), line, line_end, task, keyword, marked, fresh)


def _line(number: int, words: _Words, place: tuple[int, int], task: str, below: bool) -> Line:
    """`place`: its index among the lines of its block, and that of the last of them."""
    rest, (index, last) = words.rest, place
    return Line(
        text=words.text,
        raw=words.raw,
        line=words.line,
        line_end=words.line_end,
        block=number,
        first=index == 0,
        last=index == last,
        place=index,
        marked=words.marked,
        task=task,
        keyword=words.keyword,
        struck=bool(STRUCK_OUT.match(rest)) and rest.lstrip()[0] != "+",
        linked=_is_linked(rest),
        emphasis=bool(_EMPHASIS.fullmatch(rest.strip())),
        fresh=words.fresh,
        below=below,
        labelled=words.fresh and bool(_LABELLED.match(rest)),
    )


def _without_markers(rest: str, fresh: bool) -> tuple[str, str, str, bool]:
    """(the sentence without its leading markers, its task, its keyword, whether it is marked as a question)."""
    task, keyword, marked = "", "", "#" in rest and bool(_TAGGED.search(rest))
    if fresh and (match := CLOCK.match(rest)) and ":" in match[0]:
        rest = rest[match.end() :]
    if match := _TASK.match(rest):
        task = "done" if match[1] in "xX-" else "open"
        marked = match[1] == "?"
        rest = rest[match.end() :]
    if match := OWN_PROPERTY.match(rest.lstrip()):
        marked = not patterns_replies.ANSWERS_FIRST.match(match[0].strip(" [(").replace("::", ":").casefold())
        rest = rest.lstrip()[match.end() :].rstrip("\n") if marked else rest
        rest = rest.rstrip().removesuffix("]").removesuffix(")") if match[0][0] in "[(" else rest
    if match := _KEYWORD.match(rest):
        keyword = match[1]
        marked = marked or keyword == "QUESTION"
        task = "done" if keyword in _DONE_STATES else task or "open"
        rest = rest[match.end() :]
    if (match := _MARKER.match(rest)) and match.end() < len(rest):
        arrow = _ARROW.search(match[0]) and not _MARK.search(rest)
        numbered = _LETTERED.fullmatch(match[0])
        marked = marked or bool(_SAYS_QUESTION.search(match[0])) and not arrow and not numbered
        rest = rest[match.end() :]
    return rest, task, keyword, marked


def _is_linked(raw: str) -> bool:
    """Whether its question marks stand in links only."""
    if "?" not in raw and "？" not in raw:
        return False
    without = _LINKED.sub(" ", raw)
    return without != raw and not _MARK.search(re.sub(r"\([^()\s]*\)|https?://\S+", " ", without))


def text_of(blocks: Sequence[Block]) -> str:
    """The blocks' words in one line."""
    return " ".join(words for block in blocks if (words := plain(block.text)))
