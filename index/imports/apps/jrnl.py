"""jrnl: `jrnl --format json`, one JSON file with a date, a time, a title and a body an entry, where its author was."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, tzinfo
from typing import Any

from index.imports.apps.values import items, numbered, string_of, strings
from index.imports.archive import Archive
from index.imports.entry import ImportedEntry, NotImported


def is_jrnl_export(archive: Archive) -> bool:
    """Whether it is such an export."""
    return any(map(_jrnl_entries, archive.json_samples()))


def jrnl_entries(archive: Archive, zone: tzinfo | None) -> Iterator[ImportedEntry | NotImported]:
    """Every entry. One is known by its minute, and among those of a minute by its place: jrnl gives no other name."""
    seen: Counter[str] = Counter()
    for name in archive.ending(".json"):
        for raw in _jrnl_entries(archive.json(name)):
            minute = f"{string_of(raw.get('date'))}T{string_of(raw.get('time')) or '00:00'}"
            try:
                when = datetime.fromisoformat(minute)
            except ValueError:
                yield NotImported(f"{name}: {string_of(raw.get('title'))[:60]}", "it has no date that can be read")
                continue
            key = numbered(f"jrnl/{minute}", seen)
            tags = tuple(tag.lstrip("@#") for tag in strings(raw.get("tags")))
            day = when if raw.get("time") else when.date()
            text = f"{string_of(raw.get('title'))}\n\n{string_of(raw.get('body'))}"  # the title is its first sentence
            yield ImportedEntry(key, day, "", "", text, tags)


def _jrnl_entries(value: object) -> list[dict[str, Any]]:
    found = items(value.get("entries")) if isinstance(value, dict) else []
    return [raw for raw in found if {"title", "body", "date"} <= raw.keys()]
