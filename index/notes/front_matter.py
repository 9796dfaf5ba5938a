"""The first lines of a note -> its metadata, and where the body begins.

YAML and TOML between fences (read by python-frontmatter), Hugo's JSON, Pelican's and MultiMarkdown's `Key: value`
lines, Logseq's `key:: value` lines, org's `#+key: value` lines and first drawer. Values stay the words that were
written: `2024-02-30` is not an error here, and `2020-04-27 21:08:27 -0700` keeps its author's day.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any

_FENCE = re.compile(r"^(-{3,}|\+{3})\s*$")
_KEY = re.compile(r"^[\"']?[\w][\w .-]{0,60}[\"']?\s*[:=]")
_HEADER_LINE = re.compile(r"^([A-Za-z][\w -]{0,40}):(?!:)[ \t]*(\S.*)?$")
_HEADER_KEYS = {"title", "slug", "category", "tags", "author", "authors", "summary", "status", "layout"}
_LOGSEQ = re.compile(r"^\s*(?:-\s+)?([\w-]{1,60})::[ \t]*(.*)$")
_ORG = re.compile(r"^\s*#\+(\w+):[ \t]*(.*)$|^\s*:([\w-]+):[ \t]*(.*)$")
_ABOUT = frozenset(
    ("type", "tags", "tag", "title", "alias", "aliases", "id", "collapsed", "icon", "template", "public", "date", "day")
    + ("created", "updated", "modified", "category", "author", "authors", "source", "url", "link", "status", "related")
    + ("parent", "up", "cssclass", "filters", "exclude-from-graph-view", "heading", "background-color", "template-id")
)
NEVER_CLOSED = "its front matter is never closed, so it was read as text"
_LONGEST = 1000  # lines of front matter
_A_LINE = 50_000  # characters: a note's lines are cut to that before
LONGEST_FRONT_MATTER = 256_000
"""Characters of front matter: what reads it makes a hundred times as much of it."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """`values` by lower-case key; `body_start` is the line number of the body's first line, from 1."""

    values: Mapping[str, Any] = field(default_factory=dict)
    body_start: int = 1
    problem: str = ""
    refused: str = ""
    """Why the note cannot be read at all."""


def read_front_matter(lines: Sequence[str], org: bool = False) -> FrontMatter:
    """The metadata at the top of a note; without any it is empty, and the body begins on line 1."""
    if org:
        return FrontMatter(_org_values(lines))
    first = next((i for i, line in enumerate(lines) if line.strip()), len(lines))
    if first == len(lines):
        return FrontMatter()
    if _FENCE.match(lines[first]):
        return _fenced(lines, first)
    if lines[first].strip() == "{" and (found := _json(lines, first)):
        return found
    return _header_lines(lines, first) or _properties(lines, first)


def _fenced(lines: Sequence[str], first: int) -> FrontMatter:
    from index.notes.front_matter_handlers import LOAD_ERRORS, load_front_matter, split_front_matter

    head = list(_head(lines[first : first + _LONGEST]))
    inside = split_front_matter("\n".join(head))
    if inside is None and _is_too_long(lines[first:]):
        limit = f"{LONGEST_FRONT_MATTER // 1000} kB"
        return FrontMatter(refused=f"its front matter has more than {limit}: move what is long into the text")
    if inside is None:
        unclosed = any(_KEY.match(line) for line in lines[first + 1 : first + 2])
        return FrontMatter(problem=NEVER_CLOSED if unclosed else "")
    looks_so = any(_KEY.match(line) for line in inside[:5])
    body_start = first + len(inside) + 3
    text = "\n".join(inside)
    try:
        values = load_front_matter(text, lines[first])
    except LOAD_ERRORS as error:
        if not looks_so:
            return FrontMatter()
        return FrontMatter(body_start=body_start, problem=f"its front matter cannot be read: {_in_a_line(error)}")
    if isinstance(values, dict):
        return FrontMatter({str(key).strip().lower(): value for key, value in values.items()}, body_start)
    return FrontMatter(body_start=body_start) if values is None or not text.strip() else FrontMatter()


def _json(lines: Sequence[str], first: int) -> FrontMatter | None:
    """Hugo's third form: an object of JSON whose braces stand alone in their lines."""
    head = list(_head(lines[first : first + _LONGEST]))
    end = next((i for i, line in enumerate(head) if line.rstrip() == "}"), None)
    try:
        values = json.loads("\n".join(head[: end + 1])) if end else None
    except (ValueError, RecursionError):
        return None
    if not isinstance(values, dict) or end is None:
        return None
    return FrontMatter({key.strip().lower(): value for key, value in values.items()}, first + end + 2)


def _head(lines: Sequence[str]) -> Iterator[str]:
    """The lines that front matter may have in all."""
    size = 0
    for line in lines:
        size += min(len(line), _A_LINE)
        if size > LONGEST_FRONT_MATTER:
            return
        yield line


def _is_too_long(lines: Sequence[str]) -> bool:
    """Whether what begins as front matter is too long a one, not a text below a line."""
    if not any(_KEY.match(line) for line in lines[1:6]):
        return False
    size = 0
    for line in lines[1:]:
        if _FENCE.match(line):
            return size > LONGEST_FRONT_MATTER
        size += min(len(line), _A_LINE)
    return False


def _in_a_line(error: Exception) -> str:
    problem, place = getattr(error, "problem", None), getattr(error, "problem_mark", None)
    if problem and place:
        return f"{problem} (line {place.line + 2})"
    return " ".join(str(error).split())[:200]


def _header_lines(lines: Sequence[str], first: int) -> FrontMatter | None:
    """Pelican's form. A first paragraph of which every line is `Key: value`, with a title or the like among them."""
    top = list(takewhile(lambda line: line.strip(), lines[first : first + 40]))
    matches = [_HEADER_LINE.match(line) for line in top]
    values = {m[1].strip().lower(): (m[2] or "").strip() for m in matches if m}
    if not all(matches) or not _HEADER_KEYS & set(values):
        return None
    return FrontMatter(values, first + len(top) + 1)


def _properties(lines: Sequence[str], first: int) -> FrontMatter:
    matches = list(takewhile(bool, (_LOGSEQ.match(line) for line in lines[first : first + 40])))
    values = {m[1].lower(): m[2].strip().removeprefix("[[").removesuffix("]]") for m in matches if m}
    alone = not any(line.strip() for line in lines[first + len(matches) :])
    if not matches or alone and any(value and key not in _ABOUT for key, value in values.items()):
        return FrontMatter(values, 1)  # `mood:: happy` alone is what its author wrote that day
    return FrontMatter(values, first + len(matches) + 1)


def _org_values(lines: Sequence[str]) -> dict[str, str]:
    """`#+title:` and the properties above the first headline; the first of a key counts."""
    values: dict[str, str] = {}
    for key, value in _org_pairs(takewhile(lambda line: not line.startswith("* "), lines[:200])):
        values.setdefault(key.lower(), value.strip())
    return values


def _org_pairs(lines: Iterator[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        match = _ORG.match(line)
        if match:
            yield match[1] or match[3], (match[2] if match[1] else match[4]) or ""
