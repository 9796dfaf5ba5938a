"""Lines of a note -> the same lines without what its author hid from readers: comments, in the way of their kind.

    "I walked % alone" in LaTeX -> "I walked "

Each line keeps its number: one of which nothing is left is empty.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache

from index.notes.markup.comment_marks import CommentMark, comment_marks

_BLANK_LINE = re.compile(r"\n[ \t]*(?=\n)")
_GONE = len("\n")


def without_hidden(lines: Sequence[str], path: str) -> tuple[str, ...]:
    """The lines, those with comments without them; as many as there were."""
    marks = comment_marks(path)
    text = "\n".join(lines)
    spans = list(_hidden(text, marks, _begins(marks))) if any(m.sign in text for m in marks if not m.kept) else []
    return _without(lines, spans) if spans else tuple(lines)


@lru_cache(maxsize=32)
def _begins(marks: Sequence[CommentMark]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<mark{n}>{mark.begins})" for n, mark in enumerate(marks)), re.MULTILINE)


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.MULTILINE)


def _hidden(text: str, marks: Sequence[CommentMark], begins: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """The places of what is hidden, in order. What nothing ends is looked for once only."""
    at, never = 0, set[str]()
    while match := begins.search(text, at):
        mark = next(mark for n, mark in enumerate(marks) if match[f"mark{n}"] is not None)
        end = match.end() if mark.ends is None else _end(text, match, mark, never)
        if end is None:
            at = max(match.end(), match.start() + 1)
            continue
        if not mark.kept:
            yield match.start(), end
        at = max(end, match.start() + 1)


def _end(text: str, match: re.Match[str], mark: CommentMark, never: set[str]) -> int | None:
    """Where ends what `match` began; None where it is nothing."""
    assert mark.ends is not None
    pattern = mark.ends(match)
    if pattern in never:
        return len(text) if mark.open_ended else None
    if mark.in_paragraph:
        blank = _BLANK_LINE.search(text, match.end())
        found = _compiled(pattern).search(text, match.end(), blank.start() if blank else len(text))
        return found.end() if found else None
    end = _nested_end(text, match, mark, pattern) if mark.nests else None
    if end is None and not mark.nests and (found := _compiled(pattern).search(text, match.end())):
        end = found.end()
    if end is None:
        never.add(pattern)
    return len(text) if end is None and mark.open_ended else end


def _nested_end(text: str, match: re.Match[str], mark: CommentMark, ends: str) -> int | None:
    depth = 1
    for sign in _compiled(f"(?P<deeper>{mark.begins})|{ends}").finditer(text, match.end()):
        depth += 1 if sign["deeper"] else -1
        if not depth:
            return sign.end()
    return None


def _without(lines: Sequence[str], spans: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + _GONE)
    out: list[str] = list(lines)
    cuts: dict[int, list[tuple[int, int]]] = {}
    for start, end in spans:
        number = bisect_left(starts, start + 1) - 1
        while number < len(lines) and starts[number] < end:
            cut = (max(start - starts[number], 0), min(end - starts[number], len(lines[number])))
            cuts.setdefault(number, []).append(cut)
            number += 1
    for number, its in cuts.items():
        kept, at = list[str](), 0
        for begin, end in its:
            kept.append(lines[number][at:begin])
            at = end
        left = "".join([*kept, lines[number][at:]])
        out[number] = left if left.strip() else ""
    return tuple(out)
