"""Lines of an org file -> blocks. Only the structure that entries and passages need: no inline markup, no export rules.

Headlines, drawers, #+begin blocks, tables, list items, paragraphs; as in https://orgmode.org/worg/org-syntax.html.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from index.dates.line_heads.cuts import day_lines
from index.notes.block import Block

_HEADLINE = re.compile(r"^(\*+)\s+(.*?)\s*$")
_DRAWER = re.compile(r"^\s*:[\w-]+:\s*$")
_DRAWER_END = re.compile(r"^\s*:END:\s*$", re.IGNORECASE)
_BEGIN = re.compile(r"^\s*#\+begin_(\w+)", re.IGNORECASE)
_KEYWORD = re.compile(r"^\s*#(?:\+\w+:?|\s|$)|^\s*(?:CLOSED|SCHEDULED|DEADLINE|CLOCK):\s*[\[<]")
_LOGGED = re.compile(r'\s*- (?:[^\[\n]{1,40}|"?\[[^\]\n]{10,30}\]"? (?=on )){0,3}\[\d{4}-\d\d-\d\d\b[^\]\n]{0,30}\]')
"""A note's first line up to its stamp: `- Note taken on [2020-07-19 Sun 14:01]`."""
_ITEM = re.compile(r"^(\s*)(?:[-+]|\s\*|\d+[.)])(?:\s+(.*)|$)")
_RULE = re.compile(r"^\s*-{5,}\s*$")
_QUOTE_KINDS = {"quote", "verse"}
# How far a drawer or a #+begin block may reach for its end; also keeps unclosed ones from costing a pass each.
_REACH = 3000


def org_blocks(body: Sequence[str], first_line: int) -> tuple[Block, ...]:
    """Blocks of `body`, whose first line has the number `first_line` in the file."""
    return tuple(_scan(body, first_line))


def _scan(body: Sequence[str], first: int) -> Iterator[Block]:
    i, indents, looked = 0, list[int](), dict[re.Pattern[str], int]()
    while i < len(body):
        line = body[i]
        if not line.strip():
            i += 1
            continue
        headline = _HEADLINE.match(line)
        if headline:
            indents.clear()
            yield Block("heading", first + i, first + i, len(headline[1]), headline[2])
            i += 1
            continue
        kind, end = _span(body, i, looked)
        if kind == "drawer" and (notes := _notes_in(body, i, end)):
            yield from _logbook(body, first, i, end, notes)
            i = end
            continue
        item = _ITEM.match(line) if kind == "paragraph" else None
        if item and not item[1]:  # a line at the margin does not belong to the item above it
            end = next((j for j in range(i + 1, end) if not body[j].startswith((" ", "\t"))), end)
        if item:
            while indents and indents[-1] >= len(item[1]):
                indents.pop()
            indents.append(len(item[1]))
            text = "\n".join([item[2] or "", *(rest.strip() for rest in body[i + 1 : end])])
            yield Block("item", first + i, first + end - 1, len(indents), text, depth=len(indents))
        else:
            if not line.startswith((" ", "\t")):
                indents.clear()
            lines = [rest.strip() if kind == "paragraph" else rest for rest in body[i:end]]
            cuts = day_lines(lines) if kind == "paragraph" and not indents else ()
            for start, stop in pairwise([0, *cuts, len(lines)]):
                text = "\n".join(lines[start:stop])
                yield Block(kind, first + i + start, first + i + stop - 1, len(indents), text, depth=len(indents))
        i = end


def _span(body: Sequence[str], start: int, looked: dict[re.Pattern[str], int]) -> tuple[str, int]:
    """Kind of the block that starts at `start` and the index after its last line; for `looked` see `_until`."""
    line = body[start]
    begin = _BEGIN.match(line)
    if begin:
        end = _until(body, start, re.compile(rf"^\s*#\+end_{re.escape(begin[1])}\b", re.IGNORECASE), looked)
        if end:
            return ("quote" if begin[1].lower() in _QUOTE_KINDS else "code"), end
    if _DRAWER.match(line) and not _DRAWER_END.match(line):
        end = _until(body, start, _DRAWER_END, looked)
        if end:
            return "drawer", end
    for kind, starts in (("drawer", _is_keyword), ("table", _is_table), ("rule", _is_rule)):
        if starts(line):
            end = start + 1
            while end < len(body) and starts(body[end]):
                end += 1
            return kind, end
    end = start + 1
    while end < len(body) and body[end].strip() and not _starts_new(body[end]):
        end += 1
    return "paragraph", end


def _notes_in(body: Sequence[str], start: int, end: int) -> list[tuple[int, int]]:
    """Where notes with words of their own stand in a drawer; a clock's lines and changes of state are none."""
    items = [i for i in range(start + 1, end - 1) if _LOGGED.match(body[i])]
    spans = list(pairwise([*items, end - 1]))
    return [(a, b) for a, b in spans if _worded(body[a], body[a + 1 : b])]


def _worded(first: str, rest: Sequence[str]) -> bool:
    """Whether a note says more than its stamp, in its first line or in those below it."""
    behind = _LOGGED.sub("", first).strip().rstrip("\\")
    return bool(behind.strip()) or any(line.strip() and not _KEYWORD.match(line) for line in rest)


def _logbook(
    body: Sequence[str], first: int, start: int, end: int, notes: Sequence[tuple[int, int]]
) -> Iterator[Block]:
    """The notes of a drawer as a list's items, and what stands around them as lines of the drawer."""
    at = start
    for a, b in notes:
        if at < a:
            yield Block("drawer", first + at, first + a - 1, 0, "\n".join(body[at:a]))
        text = "\n".join([body[a].strip()[1:].lstrip(), *(line.strip() for line in body[a + 1 : b])]).rstrip()
        yield Block("item", first + a, first + b - 1, 1, text, depth=1)
        at = b
    yield Block("drawer", first + at, first + end - 1, 0, "\n".join(body[at:end]))


def _until(body: Sequence[str], start: int, closing: re.Pattern[str], looked: dict[re.Pattern[str], int]) -> int | None:
    """Index after the closing line, or None where a headline or the end of the file comes first.

    `looked`: by pattern the line up to which nothing was found from an earlier start; it is not looked through again.
    """
    for i in range(max(start + 1, looked.get(closing, 0)), min(start + _REACH, len(body))):
        looked[closing] = i
        if closing.match(body[i]):
            return i + 1
        if body[i].startswith("*") and _HEADLINE.match(body[i]):
            return None
    return None


def _is_keyword(line: str) -> bool:
    return bool(_KEYWORD.match(line)) and not _BEGIN.match(line)


def _is_table(line: str) -> bool:
    return line.lstrip().startswith("|")


def _is_rule(line: str) -> bool:
    return bool(_RULE.match(line))


def _starts_new(line: str) -> bool:
    return bool(
        _HEADLINE.match(line)
        or _ITEM.match(line)
        or _BEGIN.match(line)
        or _DRAWER.match(line)
        or _is_keyword(line)
        or _is_table(line)
        or _is_rule(line)
    )
