"""Blocks -> the sentences in them, each with its lines and its place: the candidates for questions.

"- [ ] why so?\\n  because" -> Line("why so?", task "open"), Line("because")
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.notes.block import Block
from index.open_questions import patterns_replies
from index.text.inline import is_navigation, is_tag_line, plain
from index.text.language_data import any_of
from index.text.scripts import CJK
from index.text.sentences import sentence_spans

_SPEAKING = frozenset(("paragraph", "item", "heading", "quote"))
_ENDS = re.compile(r"[?？]+[\"'”’»)\]*_~]*(?=\s*(?:=+>|-+>|→|⇒|[–—:：-](?=\s)|✅|$))")
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
_PROPERTY = re.compile(r"^\s*[\w-]{2,30}::(?:\s|$)")
_OWN_PROPERTY = re.compile(rf"[\[(]?{any_of('questions.properties')}\s*::(?=\s)\s*", re.IGNORECASE)
"""Dataview's and Logseq's `question:: why?` and `[question:: why?]`: of all properties only these are read as lines."""
_TEMPLATE = re.compile(r"\{\{(?!\s*[<%]|c\d+::)[^{}\n]{0,200}\}\}|<%")
_COMMAND = re.compile(r"<%.*?%>", re.DOTALL)
_STARTS_NEW = re.compile(
    r"^\s*(?:[-*+•・‣◦·▪●○]\s|・|\d{1,3}[.)/]\s|[❓❔]|[?？]+[:：]?\s|=+>|-+>|→|#\w|\*{2}|(?:TODO|LATER|FIXME|XXX)\b"
    rf"|{any_of('questions.pair_labels')}\s?\d{{0,2}}\s*[:：.)]"
    r"|[a-z]{2,12}:\s|(?:EDIT|UPDATE|Edit|Update)\b|(?i:to (?:find out|look up|check|ask)|look up|todo)\s*:)"
)
_ASKS_ANEW = re.compile(rf"\s*(?:{any_of('questions.asks_anew')}\b|¿)")
_ASKS_SMALL = re.compile(rf"\s*{any_of('questions.asks_on')}\b(?!.*[.!]\s*$)")
_ANSWERED_BEHIND = re.compile(r"[?？]\s*(?:=+>|-+>|→|⇒|✅)")
_BECAUSE = re.compile(rf"\s*{any_of('questions.because')}\b", re.IGNORECASE)
_CLOCK = re.compile(r"\s*(?:\[?\d{1,2}[:.h]\d\d(?::\d\d)?\]?|(?:[01]\d|2[0-3])[0-5]\d)(?=\s)\s*(?:[-–—|]\s+)?")
_FULL_STOP = re.compile(r"\w{4,}\.$")
_CJK = re.compile(f"[{CJK}]")
_STRUCK = re.compile(r"^\s*(?:~~|<s>|<del>|\+)(.{3,500}?)(?:~~|</s>|</del>|\+)(?=\W|$)")
_LINKED = re.compile(
    r"\[\[[^\[\]]{0,300}[?？][^\[\]]{0,300}\]\]|\[[^\[\]]{0,300}[?？][^\[\]]{0,300}\](?:\(|\[)"
    r"|<a\b[^>]{0,300}>[^<]{0,300}[?？][^<]{0,300}</a>"
)
_PLACEHOLDER = re.compile(r"\{\{.*?\}\}|<%.*?%>")
_LONE_MARKER = re.compile(rf"\W*{any_of('questions.lone_labels')}\s?\d{{0,3}}[.:]\W*", re.IGNORECASE)
_ASKED_FIRST = re.compile(r"\s*(?:\[[?!]\]\s+|[?？❓❔]+[:：]?\s+)+")
_LABELLED = re.compile(r"\s*(?:[*_]{1,3}[^*_\n]{1,40}[*_]{1,3}\s*[:：]?|[A-Z][\w' ]{1,24}:)\s")
_STAMP = re.compile(r"[⏳📅🛫➕🔁✅❌⌛🗓]️?\s*\d{4}-\d\d-\d\d|[🔺⏫🔼🔽⏬]️?")
AHEAD = 40  # lines of a block that are looked at behind a question, however many there are
_LONGEST = 4000  # characters of a sentence that are looked at
_SHORT_LINE, _WRAPPED = 50, 100
_FEW, _RAGGED = 2, 0.7  # rows, a third of which are that much shorter than the longest, were ended on purpose
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


def lines_of(number: int, block: Block, rows: Sequence[str]) -> list[Line]:
    """The lines of the block with this index; [] for code, tables, HTML and the like. `rows` are the note's."""
    if "<%" in block.text:
        block = replace(block, text=_COMMAND.sub(_blank, block.text))
    if block.kind not in _SPEAKING or is_navigation(block.text) or is_tag_line(block.text):
        return []
    lines = [line for start, end, fresh in _spans(block) if (line := _line(number, block, start, end, fresh))]
    task, last = lines[0].task if lines else "", len(lines) - 1
    out, below = list[Line](), False
    for i, line in enumerate(lines):
        below = below or i > 0 and line.fresh and _is_below(rows, line.line, block.kind)
        inherited = line.task or ("" if below else task)
        out.append(replace(line, place=i, first=i == 0, last=i == last, task=inherited, below=below))
    return out


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


def _spans(block: Block) -> Iterator[tuple[int, int, bool]]:
    """(start, end, whether a line begins there) of each sentence."""
    for begin, stop in _logical(block.text):
        for i, (start, end) in enumerate(_sentences(block.text, begin, stop)):
            yield start, end, i == 0


def _sentences(text: str, begin: int, stop: int) -> Iterator[tuple[int, int]]:
    """(start, end) of each sentence; struck-out text is one, and so is what follows a question mark and an arrow."""
    struck = _STRUCK.match(text[begin:stop])
    if struck:
        yield begin, begin + struck.end()
        begin += struck.end()
    marker = _ASKED_FIRST.match(text[begin:stop])
    skipped = marker.end() if marker else 0
    open_at: int | None = None
    for start, end in sentence_spans(text[begin + skipped : stop]):
        start, end = begin + skipped + start if open_at is None else open_at, begin + skipped + end
        if end < stop and (_inside_link(text, end) or _LONE_MARKER.fullmatch(text[start:end])):
            open_at = start
            continue
        open_at = None
        cut = begin if start == begin + skipped else start
        for match in _ENDS.finditer(text, start, end):
            if match.end() < end and not _inside_link(text, match.start()):
                yield cut, match.end()
                cut = match.end()
        if cut < end:
            yield cut, end


def _inside_link(text: str, place: int) -> bool:
    """Whether the words of a link, or a title in its signs (《…》), go on behind it."""
    for opening, closing in ("[]", "《》"):
        opened = text.rfind(opening, max(0, place - 300), place)
        if opened >= 0 and closing not in text[opened:place]:
            return True
    return False


def _logical(text: str) -> Iterator[tuple[int, int]]:
    start, at = 0, 0
    rows = text.split("\n")
    longest = max(map(len, rows))
    ragged = len(rows) > _FEW and sum(len(row) < _RAGGED * longest for row in rows[:-1]) * 3 >= len(rows) - 1
    for row, after in zip(rows, [*rows[1:], None], strict=True):
        at += len(row) + 1
        if after is None or _breaks(row, after, longest) or ragged and _is_log(row, after):
            if row.strip() and (not _PROPERTY.match(row) or _OWN_PROPERTY.match(row.lstrip())):
                yield start, at - 1
            start = at


def _is_log(row: str, after: str) -> bool:
    """Whether both are lines of a log in small letters, each a remark of its own."""
    begins = row.lstrip()[:1] + after.lstrip()[:1]
    return not any(c.isupper() for c in begins) and row.rstrip()[-1:] not in ",;"


def _breaks(row: str, after: str, longest: int) -> bool:
    """Whether the author ended the line there: what follows begins anew, or would still have fitted on it."""
    stripped = row.rstrip()
    if _CLOCK.match(row) and _CLOCK.match(after):
        return True
    if row.endswith(("  ", "\\", "<br>", "<br/>")) or not stripped or _PROPERTY.match(row) or _PROPERTY.match(after):
        return True
    if _STARTS_NEW.match(after) or _ASKS_ANEW.match(after) or stripped[-1] in "?？:：!！。":
        return True
    follows = after.lstrip()[:1]
    if _CJK.match(follows) or _CJK.match(stripped[-1]):
        return stripped[-1] not in "、,，"
    word = after.split(maxsplit=1)[0] if follows else ""
    if follows.islower() and _FULL_STOP.search(stripped):
        return True  # within a wrapped text a capital would follow
    fitted = len(stripped) + 1 + len(word) <= longest or longest > _WRAPPED
    if fitted and stripped[-1] == "." or _ANSWERED_BEHIND.search(row) and (fitted or re.search(r"[?？]", after)):
        return True
    if fitted and (_ASKS_SMALL.match(after) or _BECAUSE.match(after) and _ASKS_SMALL.match(row.lower())):
        return True
    return (len(stripped) < _SHORT_LINE or fitted) and follows.isupper() and stripped[-1] not in ",;"


def _line(number: int, block: Block, start: int, end: int, fresh: bool) -> Line | None:
    raw = block.text[start : min(end, start + _LONGEST)]
    rest, task, keyword, marked = _without_markers(_CALLOUT.sub("", raw) if block.kind == "quote" else raw, fresh)
    struck = bool(_STRUCK.match(rest)) and rest.lstrip()[0] != "+"
    if _TEMPLATE.search(rest) and re.search(r"[?？]", rest):
        return None  # what a template asks once it is filled in
    text = plain(_TAGGED.sub(" ", _PLACEHOLDER.sub(" ", _STAMP.sub(" ", rest))))
    if not re.search(r"\w", text):
        return None
    return Line(
        text=text.strip(" \t|"),
        raw=raw,
        line=min(block.line_start + block.text.count("\n", 0, start), block.line_end),
        line_end=min(block.line_start + block.text.count("\n", 0, end), block.line_end),
        block=number,
        first=False,
        last=False,
        marked=marked,
        task=task,
        keyword=keyword,
        struck=struck,
        linked=_is_linked(rest),
        emphasis=bool(re.fullmatch(r"\W*([*_]{1,3})[^*_]+\1\W*", rest.strip())),
        fresh=fresh,
        labelled=fresh and bool(_LABELLED.match(rest)),
    )


def _without_markers(rest: str, fresh: bool) -> tuple[str, str, str, bool]:
    """(the sentence without its leading markers, its task, its keyword, whether it is marked as a question)."""
    task, keyword, marked = "", "", bool(_TAGGED.search(rest))
    if fresh and (match := _CLOCK.match(rest)) and ":" in match[0]:
        rest = rest[match.end() :]
    if match := _TASK.match(rest):
        task = "done" if match[1] in "xX-" else "open"
        marked = match[1] == "?"
        rest = rest[match.end() :]
    if match := _OWN_PROPERTY.match(rest.lstrip()):
        marked = not patterns_replies.ANSWERS_FIRST.match(match[0].strip(" [(").replace("::", ":").casefold())
        rest = rest.lstrip()[match.end() :].rstrip("\n") if marked else rest
        rest = rest.rstrip().removesuffix("]").removesuffix(")") if match[0][0] in "[(" else rest
    if match := _KEYWORD.match(rest):
        keyword = match[1]
        marked = marked or keyword == "QUESTION"
        task = "done" if keyword in _DONE_STATES else task or "open"
        rest = rest[match.end() :]
    if (match := _MARKER.match(rest)) and match.end() < len(rest):
        arrow = _ARROW.search(match[0]) and not re.search(r"[?？]", rest)
        numbered = _LETTERED.fullmatch(match[0])
        marked = marked or bool(_SAYS_QUESTION.search(match[0])) and not arrow and not numbered
        rest = rest[match.end() :]
    return rest, task, keyword, marked


def _is_linked(raw: str) -> bool:
    """Whether its question marks stand in links only."""
    without = _LINKED.sub(" ", raw)
    return without != raw and not re.search(r"[?？]", re.sub(r"\([^()\s]*\)|https?://\S+", " ", without))


def text_of(blocks: Sequence[Block]) -> str:
    """The blocks' words in one line."""
    return " ".join(words for block in blocks if (words := plain(block.text)))
