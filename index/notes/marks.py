"""How a note's head says that it is not to be read: `daycite: false`, `private: true`, a tag, or a template's code.

A head that no parser can read still says so: it is looked at line by line as well.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import takewhile
from typing import Any

from index.exclusion.rules import BY_FRONT_MATTER, BY_TEMPLATE_CODE
from index.notes.front_matter import NEVER_CLOSED

_NO = frozenset(("false", "no", "off", "0", "n", "never", "ignore", "exclude", "private"))
_YES = frozenset(("true", "yes", "on", "1", "y", "t"))
_KEY = re.compile(
    r"""^\s*(?:[-*]\s+|%+|//+|\.\.(?=\s))?\s*(?:\#\+|:)?["']?(private|daycite)["']?\s*(?:::|[:=])\s*["']?(\w+)["']?\s*(?:\#.*)?$""",
    re.IGNORECASE,
)
_TAG_KEYS = ("tags", "tag", "filetags")
_TAG_LINE = re.compile(r"^\s*(?:%+|//+|\.\.(?=\s))?\s*(?:\#\+|:)?[\"']?(?:tags?|filetags)\b", re.IGNORECASE)
_TEMPLATER = re.compile(r"<%.{0,500}?%>|<%[-_*~+]")
# Of Hugo's archetypes and Obsidian's templates: a value that is code, not a title that tells of some.
_CODE = re.compile(
    r"""^[^:=]{1,60}[:=]\s*["'\[]*\s*\{\{.*\}\}[\s"'\]]*$"""
    r"|\{\{-?\s*(?:\.[A-Z]|replace\b|now\b|dateFormat\b|title\b|date\b|time\b|humanize\b)"
)
_LIKE_A_KEY = re.compile(r"\s*(?:[-*]\s+)?(?:\#\+)?[\w -]{1,40}:{1,2}\s*\S|\s*:[\w-]+:|-{3,}\s*$|\+{3}\s*$")
_MOST = 200  # lines of a head that no parser could read
_FIELD = re.compile(r"\s*(?:%|//|\.\.\s|:[A-Za-z][\w-]{0,40}:)")
_FIELDS_WITHIN = 20  # lines at the beginning of plain text: below its title, or LaTeX's class


def head_rule(
    lines: Sequence[str], body_start: int, meta: dict[str, Any], problem: str, tags: Sequence[str], fields: bool
) -> str:
    """The rule by which what stands above a note's body leaves it out, "" for none.

    `fields`: whether fields and comments at its beginning count too, where its kind has no front matter.
    """
    head = _head(lines, body_start, problem)
    beside = [line for line in lines[:_FIELDS_WITHIN] if _FIELD.match(line)] if fields else []
    if _is_marked(meta) or any(
        _says_no(match[1], match[2]) for line in (*head, *beside) if (match := _KEY.match(line))
    ):
        return BY_FRONT_MATTER
    if tag := _tagged(meta, head if problem else beside, tags):
        return f"tag #{tag}"
    first = next((line for line in lines if line.strip()), "")
    if first.lstrip().startswith("<%") or any(_TEMPLATER.search(line) or _CODE.search(line) for line in head[1:]):
        return BY_TEMPLATE_CODE
    return ""


def _head(lines: Sequence[str], body_start: int, problem: str) -> Sequence[str]:
    """The lines of the front matter; without any, those of a first paragraph of keys and values."""
    if problem == NEVER_CLOSED:
        return lines[:_MOST]
    if body_start > 1:
        return lines[: body_start - 1]
    first = next((i for i, line in enumerate(lines) if line.strip()), 0)
    return (
        [*takewhile(str.strip, lines[first : first + _MOST])]
        if any(map(_LIKE_A_KEY.match, lines[first : first + 1]))
        else []
    )


def _is_marked(meta: dict[str, Any]) -> bool:
    return any(_says_no(key, str(meta[key])) for key in ("private", "daycite") if key in meta)


def _says_no(key: str, value: str) -> bool:
    word = value.strip().strip("\"'").casefold()
    return word in (_YES if key.casefold() == "private" else _NO)


def _tagged(meta: dict[str, Any], unread: Sequence[str], tags: Sequence[str]) -> str:
    """The first of `tags` that the head has; in lines that could not be parsed any such word below "tags" counts."""
    pattern = tag_pattern(tuple(tags))
    if pattern is None:
        return ""
    for word in (word for key in _TAG_KEYS for word in _words(meta.get(key))):
        if match := pattern.search(f"#{word}"):
            return match[1]
    below = False
    for line in unread:
        below = bool(_TAG_LINE.match(line)) or below and line.lstrip().startswith("-")
        if below and (match := pattern.search(re.sub(r"([^\s,:;\[\]\"'#-]+)", r"#\1", line))):
            return match[1]
    return ""


def _words(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield from (word.strip("#\"'[]") for word in re.split(r"[\s,;:]+", value))
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _words(one)


@lru_cache(maxsize=16)
def tag_pattern(tags: tuple[str, ...]) -> re.Pattern[str] | None:
    """`#tag`, also with one below it (`#tag/health`); None where there are no tags."""
    names = [re.escape(name) for tag in tags if (name := tag.strip().strip("#/"))]
    return re.compile(rf"(?<![\w/#&])#({'|'.join(names)})(?![\w-])", re.IGNORECASE) if names else None
