"""The day of a whole note: by its file name, its front matter, or a byline near its top."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from index.block import Block
from index.date_words import fold
from index.dates import WrittenDate, dates_in
from index.file_dates import path_date
from index.inline import is_navigation, plain
from index.labels import Label, read_label
from index.notes import Note
from index.timeline import Mark

DATE_KEYS = (
    *("date", "day", "week", "journal_date", "journal-date", "entry_date", "pubdate", "publishdate", "publish_date"),
    *("published", "datum", "fecha", "data", "日付", "日期"),
)
MADE_KEYS = (
    *("created", "created_at", "created-at", "createdat", "date created", "date_created"),
    *("creation date", "creation_date"),
)
CHANGED_KEYS = ("updated", "modified", "lastmod", "last_modified", "date modified", "updated_at", "date_modified")
WHEN_MADE = "when the file was made, perhaps not the day it is about"
WHEN_CHANGED = "when the file was changed, perhaps not when it was written"

_BYLINE_KEY = re.compile(
    r"(?:last\s+)?(?:date|datum|data|fecha|dato|day|posted|published|publish date|updated|created|written|edited|added"
    r"|on|posted on|published on|written on|veroffentlicht|publie le|publicado|日付|日期|投稿日|更新日)"
    r"(?:\s+(?:on|at|am|le|el))?"
    r"\s*[:：]?\s*"
)
_READ_TIME = re.compile(r"\b\d+\s*min(?:ute)?s?(?:\s+read)?\b|\bread\b", re.IGNORECASE)
_SEPARATED = re.compile(r"\s*[·•|—–,@/-]\s*")
_NEAR_TOP, _BLOCKS_NEAR_TOP, _PROSE_WORDS, _BYLINE_CHARS = 25, 8, 25, 120


def name_mark(note: Note, weekday_of: str) -> Mark | None:
    """What the note's file name and folders say."""
    written = path_date(note.path)
    if written is None:
        return None
    return Mark(written, "file name", read_label(weekday_of).weekday if written.names_day else None)


def front_matter_marks(note: Note) -> tuple[list[Mark], list[str]]:
    """What the front matter says, the surest key first, and what in it cannot be read as a date."""
    marks: list[Mark] = []
    problems: list[str] = []
    title = note.meta.get("title")
    if (
        isinstance(title, str)
        and (label := read_label(title)).strength == "strong"
        and label.date
        and label.date.names_day
    ):
        marks.append(_mark(label, "front matter:title"))
    for key in (*DATE_KEYS, *MADE_KEYS, *CHANGED_KEYS):
        if key not in note.meta:
            continue
        value = note.meta[key]
        label = read_label(plain(_text(value)))
        if label.date and label.strength == "strong" and (label.date.names_day or label.date.week):
            marks.append(_mark(label, f"front matter:{key}"))
        elif key == "date" and value not in ("", "null", "~", None):
            problems.append(f"front matter's {key} is no date: {_text(value)[:40]}")
    return marks, problems


def _text(value: Any) -> str:
    if isinstance(value, str | date):  # TOML has dates of its own
        return str(value)
    return "a list" if isinstance(value, list) else "no text"


def _mark(label: Label, source: str) -> Mark:
    return Mark(label.date, source, label.weekday, european=label.european)


def byline_mark(blocks: Sequence[Block]) -> tuple[Mark, int] | None:
    """The date that stands near the top of a note as a line of its own, and its line's number."""
    for block in _near_top(blocks):
        for offset, line in enumerate(block.text.split("\n")):
            if len(line) > _BYLINE_CHARS or is_navigation(line):
                continue
            text = plain(re.sub(r"<[^>]{0,500}>", " ", line))
            label = _byline(text)
            if label:
                return _mark(label, "byline"), min(block.line_start + offset, block.line_end)
    return None


def _near_top(blocks: Sequence[Block]) -> Iterator[Block]:
    """Blocks before the first real paragraph, outside of code and lists; a quotation only below headings."""
    first, said = blocks[0].line_start if blocks else 1, False
    for block in blocks[:_BLOCKS_NEAR_TOP]:
        prose = block.kind in ("paragraph", "quote", "item") and len(block.text.split()) > _PROSE_WORDS
        if prose or block.line_start > first + _NEAR_TOP:
            return
        framed = block.kind == "quote" and not said
        if framed or block.kind in ("paragraph", "html") or block.kind == "heading" and block.bare:
            yield block
        said |= block.kind in ("paragraph", "item")


def _byline(text: str) -> Label | None:
    """The date of `Last updated: September 17, 2025`, `Name · January 1, 2025`, `March 3, 2020 · 5 min read`."""
    folded = fold(text)
    key = _BYLINE_KEY.match(folded)
    rest = text[key.end() :] if key else text
    label = read_label(rest)
    if label.pure and label.strength == "strong" and label.date and label.date.names_day and not label.date.weak:
        return label
    found = dates_in(rest)
    if len(found) != 1 or found[0].year is None or found[0].weak:
        return None
    return Label(found[0], "strong", False, label.weekday) if _only_names(rest, found[0]) else None


def _only_names(text: str, written: WrittenDate) -> bool:
    """Whether beside the date there are only names, behind separators."""
    before, after = text[: written.start], _READ_TIME.sub("", text[written.end :])
    parts = [part for part in (*_SEPARATED.split(before), *_SEPARATED.split(after)) if re.search(r"\w", part)]
    bounded = (not before.strip() or bool(re.search(r"[·•|—–,@:(/-]\s*$|\bon\s*$", before))) and (
        not re.search(r"\w", after) or bool(re.match(r"\s*[·•|—–,@:)/-]|\s+by\b", after))
    )
    words = [word for part in parts for word in part.split()]
    return bounded and len(words) <= 8 and all(_is_name(word) for word in words)


def _is_name(word: str) -> bool:
    return (
        word[:1].isupper()
        or not word[:1].isalpha()
        or fold(word) in {"by", "von", "de", "par", "por", "on", "in", "and"}
    )
