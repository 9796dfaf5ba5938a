"""A block of a note -> what can be said of it, piece by piece: sentences, rows of a table, lines of code.

Each as a reader sees it, with the file's own words and lines. A row reads "header: cell"; signs of tasks and callouts,
what programs keep for themselves, and marks whose partner stands in another sentence are no words.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from index.dates.line_heads.lines import is_day_alone
from index.dates.line_heads.openings import day_opening, may_open_day
from index.dates.line_heads.rows import cells_of
from index.notes.block import Block
from index.notes.markup.words_as_markdown import are_words_rewritten
from index.notes.note import Note
from index.text.inline import is_navigation, is_tag_line, plain, without_properties
from index.text.sentences import sentence_spans
from rag.evidence.roles import Role, Task, task_of

_STATING = frozenset(("paragraph", "item", "quote", "html"))
_LABEL = re.compile(r"^[^.!?]{1,60}[:：]\s*$")
_BOLD_LINE = re.compile(
    r"[ \t]*(\*\*|__)(?=\S)[^*\n]{1,80}?(?<=\S)\1[:：]?[ \t]*(?:\n|$)"
)  # a heading, as some write it
_CALLOUT = re.compile(r"\[!\w{1,30}\][+-]?[ \t]*(?P<title>[^\n]*)(?:\n|$)")
_RULER = re.compile(r"\s*\|?[\s:|+-]*-[\s:|+-]*\|?\s*")
_FENCE = re.compile(r"\s*(?:`{3}|~{3}|#\+\w|\{[%{])")
_MARKS = ("**", "__", "~~", "*", "_", "`")
_ORG_MARKUP = re.compile(r"(?<![\w\\])([*/=~+_])(?=\S)([^\n]{0,500}?)(?<=\S)\1(?!\w)")
_ORG_TAGS = re.compile(r"\s+(?::[\w@#%]+)+:\s*$")
_WORD = re.compile(r"[^\W_]+")
_GLUED = 100  # characters
_GLUED_BEFORE, _GLUED_BEHIND = re.compile(r"\S*\Z"), re.compile(r"[^\s\w]{0,20}")  # `\emph{` and `}.` around words
_CODE_LINES, _CODE_CHARS = 12, 200  # what is longer is a program: no line of it says anything alone


@dataclass(frozen=True, slots=True)
class NotePiece:
    """`text` as a reader sees it, `quote` the file's own words; lines count from 1."""

    text: str
    quote: str
    line_start: int
    line_end: int
    role: Role = "assertion"
    state: str = ""
    """Of a task that is not done: "to do", "begun" …"""
    label: bool = False
    """It only names what follows: "Shopping:"."""


def note_pieces(note: Note, block: Block) -> Iterator[NotePiece]:
    """Every piece of the block, questions too, in file order."""
    if block.kind == "table":
        yield from _rows(note, block)
    elif block.kind == "code":
        yield from _code(note, block)
    elif block.kind == "heading":
        yield from _of_text(note, block, "heading")
    elif block.kind in _STATING and not is_navigation(block.text) and not is_tag_line(block.text):
        yield from _of_text(note, block, "assertion")


def is_fence(line: str) -> bool:
    """Whether the line only begins or ends a block of code."""
    return _FENCE.match(line) is not None


def is_bold_line(text: str) -> bool:
    """Whether it is one line, all of it in bold."""
    return bool(_BOLD_LINE.fullmatch(text))


def begins_day(block: Block) -> bool:
    """Whether a paragraph begins as a day's does where days have no headings: "4/2", "**Sunday 1st.** Woke late"."""
    line = block.text.partition("\n")[0]
    outer = block.kind == "paragraph" and block.depth == 0
    return outer and may_open_day(line) and day_opening(line) is not None


def _day_alone(text: str) -> int:
    """How many characters a first line has that is nothing but a day, as a heading would be, above other lines."""
    line, cut, _ = text.partition("\n")
    opening = day_opening(line) if cut and may_open_day(line) else None
    return len(line) if opening and is_day_alone(opening, line) else 0


def _of_text(note: Note, block: Block, role: Role) -> Iterator[NotePiece]:
    text = without_properties(block.text)
    task = task_of(text) if block.kind in ("item", "heading") else None
    callout = _CALLOUT.match(text) if block.kind == "quote" else None
    if callout:
        if callout["title"].strip():
            yield from _piece(note, block, text, callout.span("title"), "assertion", None, label=True)
        text = " " * (callout.end() - 1) + text[callout.end() - 1 :]
    elif task:
        text = " " * task.length + text[task.length :]
    if block.kind == "paragraph" and (day := _day_alone(text)):
        text = " " * day + text[day:]
    title = _BOLD_LINE.match(text) if block.kind == "paragraph" else None
    if title and title.end() < len(text):
        yield from _piece(note, block, text, (0, title.end()), "assertion", None, label=True)
        text = re.sub(r"[^\n]", " ", title[0]) + text[title.end() :]
    spans = sentence_spans(text) if role != "heading" else [(0, len(text))]
    for start, end in spans:
        yield from _piece(note, block, text, (start, end), role, task)


def _piece(
    note: Note, block: Block, text: str, span: tuple[int, int], role: Role, task: Task | None, label: bool = False
) -> Iterator[NotePiece]:
    start, end = span
    if is_tag_line(text[start:end]):
        return
    seen = _seen(text[start:end], note.kind)
    if not seen:
        return
    first = min(block.line_start + text.count("\n", 0, start), block.line_end)
    last = min(block.line_start + text.count("\n", 0, end), block.line_end)
    quote = _own_words(note, text[start:end], first, last)
    label = label or role != "heading" and bool(_LABEL.match(seen))
    yield NotePiece(seen, quote, first, last, task.role if task else role, task.state if task else "", label)


def _seen(raw: str, kind: str) -> str:
    """As a reader sees it, without the marks of which the other half stands in another sentence."""
    text = plain(raw)
    if kind == "org":
        text = _ORG_MARKUP.sub(r"\2", _ORG_TAGS.sub("", text))
    for mark in _MARKS:
        if text.count(mark) % 2:
            text = text.removeprefix(mark) if text.startswith(mark) else text.removesuffix(mark)
    return text.strip()


def _rows(note: Note, block: Block) -> Iterator[NotePiece]:
    lines = block.text.split("\n")
    headed = len(lines) > 1 and _RULER.fullmatch(lines[1]) is not None
    header = [plain(cell) for cell in cells_of(lines[0] if headed else _head_above(note, block))]
    for number, line in enumerate(lines):
        if headed and number == 0 or _RULER.fullmatch(line):
            continue
        cells = [plain(cell) for cell in cells_of(line)]
        named = [*header, *[""] * len(cells)]
        said = [f"{name}: {cell}" if name else cell for name, cell in zip(named, cells, strict=False) if cell]
        if said:
            at = block.line_start + number
            yield NotePiece("; ".join(said), _own_words(note, line, at, at), at, at, "row")


def _head_above(note: Note, row: Block) -> str:
    """The head of the table that a row is of, where each of its rows is a block; "" where it has none."""
    for at in range(row.line_start - 2, 0, -1):
        line = note.lines[at]
        if _RULER.fullmatch(line):
            return note.lines[at - 1] if "|" in note.lines[at - 1] else ""
        if "|" not in line:
            break
    return ""


def _code(note: Note, block: Block) -> Iterator[NotePiece]:
    lines = [(n, line) for n, line in enumerate(block.text.split("\n")) if line.strip() and not is_fence(line)]
    if len(lines) > _CODE_LINES:
        return
    for number, line in lines:
        at = min(block.line_start + number, block.line_end)
        if len(line) <= _CODE_CHARS and len(re.findall(r"\w+", line)) > 1:
            yield NotePiece(" ".join(line.split()), _own_words(note, line, at, at), at, at, "code")


def _own_words(note: Note, raw: str, first: int, last: int) -> str:
    """The file's own text for `raw`, which is repaired text of those lines; white space in one line."""
    pieces = raw.split("\n")
    if len(pieces) != last - first + 1:
        return " ".join(raw.split())
    rewritten = are_words_rewritten(note.path)
    own = list[str]()
    for n, piece in zip(range(first, last + 1), pieces, strict=True):
        line, fixed = note.lines[n - 1], note.fixed[n - 1]
        if rewritten and (piece not in fixed or first < last):
            own.append(_holding(piece, line, n > first, n < last))
        else:
            own.append(piece if line == fixed else _unrepaired(piece, fixed, line))
    return " ".join(" ".join(own).split())


def _holding(piece: str, line: str, from_begin: bool, to_end: bool) -> str:
    """The part of `line` that has the words of `piece` in order, whatever marks stand between; else all of it.

    What goes over several lines has all that stands between its words: `from_begin` and `to_end` of the line.
    """
    words = [match[0].casefold() for match in _WORD.finditer(piece)]
    places, found = _words_of(line)
    last = -1
    for word in words:
        at = found.get(word, ())
        later = bisect_right(at, last)
        if later == len(at):
            return line
        last = at[later]
    first = last + 1
    for word in reversed(words):
        first = found[word][bisect_left(found[word], first) - 1]
    if not words:
        return line
    start, end = places[first][0], places[last][1]
    before, behind = _GLUED_BEFORE.search(line, max(start - _GLUED, 0), start), _GLUED_BEHIND.match(line, end)
    begin = 0 if from_begin else before.start() if before else start
    return line[begin : None if to_end else behind.end() if behind else end]


@lru_cache(maxsize=8)
def _words_of(line: str) -> tuple[list[tuple[int, int]], dict[str, list[int]]]:
    """Where each word of the line stands, and which of them each word is; kept for the line's next sentence."""
    places, found = list[tuple[int, int]](), dict[str, list[int]]()
    for number, match in enumerate(_WORD.finditer(line)):
        places.append(match.span())
        found.setdefault(match[0].casefold(), []).append(number)
    return places, found


def _unrepaired(piece: str, fixed: str, line: str) -> str:
    """The part of `line` that became `piece` when the line was repaired."""
    start = fixed.find(piece)
    if start < 0:
        return line
    end = start + len(piece)
    left, right = 0, len(line)
    for tag, a1, a2, b1, b2 in SequenceMatcher(None, fixed, line, autojunk=False).get_opcodes():
        if a1 <= start < a2 or a1 == start:
            left = b1 + (start - a1 if tag == "equal" else 0)
        if a1 < end <= a2:
            right = b1 + (end - a1) if tag == "equal" else b2
            break
    return line[left:right]
