"""The day of a whole note: by its file name, its front matter, or a byline near its top."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from index.dates.front_matter_keys import CHANGED_KEYS, DATE_KEYS, MADE_KEYS
from index.dates.labels import Label, read_label
from index.dates.paths import path_date
from index.entries.mention import DateMention
from index.entries.places.bylines import byline
from index.notes.block import Block
from index.notes.note import Note
from index.text.folding import composed
from index.text.inline import plain

_SOURCE_KEYS = ("source", "url", "link", "original", "source_url", "clipped_from")
_PUBLISHED = frozenset(("published", "publish_date"))
WHEN_MADE = "when the file was made, perhaps not the day it is about"
WHEN_CHANGED = "when the file was changed, perhaps not when it was written"


def name_mention(note: Note, weekday_of: str) -> DateMention | None:
    """What the note's file name and folders say."""
    written = path_date(note.path)
    if written is None:
        return None
    return DateMention(written, "file name", read_label(composed(weekday_of)).weekday if written.names_day else None)


def front_matter_mentions(note: Note) -> tuple[list[DateMention], list[str]]:
    """What the front matter says, the surest key first, and what in it cannot be read as a date."""
    mentions: list[DateMention] = []
    problems: list[str] = []
    title = note.meta.get("title")
    if (
        isinstance(title, str)
        and (label := read_label(title)).strength == "strong"
        and label.date
        and label.date.names_day
    ):
        mentions.append(_mark(label, "front matter:title"))
    clipped = _is_clipping(note)
    for key in (*DATE_KEYS, *MADE_KEYS, *CHANGED_KEYS):
        if key not in note.meta or clipped and key in _PUBLISHED:
            continue
        value = note.meta[key]
        label = read_label(plain(_text(value)))
        spans = label.date.names_day or label.date.week or key == "date" and label.pure if label.date else False
        if label.date and label.strength == "strong" and spans:
            mentions.append(_mark(label, f"front matter:{key}"))
        elif key == "date" and value not in ("", "null", "~", None):
            problems.append(f"front matter's {key} is not a date: {_text(value)[:40]}")
    return mentions, problems


def _is_clipping(note: Note) -> bool:
    """Whether the note was taken from a page of the web: when that was published is not when it was noted."""
    return any(str(note.meta.get(key, "")).strip().startswith(("http://", "https://")) for key in _SOURCE_KEYS)


def _text(value: Any) -> str:
    if isinstance(value, str | date):  # TOML has dates of its own
        return str(value)
    return "a list" if isinstance(value, list) else "no text"


def _mark(label: Label, source: str) -> DateMention:
    return DateMention(label.date, source, label.weekday, european=label.european, asian=label.asian)


def byline_mention(blocks: Sequence[Block]) -> tuple[DateMention, int] | None:
    """The date that stands near the top of a note as a line of its own, and its line's number."""
    dated = byline(blocks)
    return (_mark(dated[0], "byline"), dated[1]) if dated else None
