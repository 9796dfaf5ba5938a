"""Diarium: a JSON file with an array of entries, each with a date, a heading and HTML; media in a folder an entry."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime, tzinfo
from functools import partial
from typing import Any

from index.imports.apps.values import items, numbered, string_of, strings
from index.imports.archive import Archive
from index.imports.entry import Attachment, ImportedEntry, NotImported, media_name, shown_media
from index.imports.html_text import html_markdown
from index.imports.times import iso_moment, zone_name

_BODIES = ("html", "text", "heading")


def is_diarium(archive: Archive) -> bool:
    """Whether it is such an export."""
    return any(map(_diarium_entries, archive.json_samples()))


def diarium_entries(archive: Archive, zone: tzinfo | None) -> Iterator[ImportedEntry | NotImported]:
    """Every entry; Diarium keeps the time where its author was, and no time zone. Entries of one time are numbered."""
    taken: set[str] = set()
    seen: Counter[str] = Counter()
    folders = _folders(archive)
    for name in archive.ending(".json"):
        for raw in _diarium_entries(archive.json(name)):
            when = iso_moment(raw.get("date"))
            if when is None:
                yield NotImported(f"{name}: {string_of(raw.get('date'))[:40]}", "it has no date that can be read")
                continue
            key = numbered(when.replace(tzinfo=None).isoformat(), seen)
            media = tuple(_media(archive, folders, when, key, taken))
            html = string_of(raw.get("html"))
            text = html_markdown(html)[0] if html else string_of(raw.get("text"))
            text = "\n\n".join(filter(None, (text.strip(), *(shown_media(each.link) for each in media))))
            tags = tuple(dict.fromkeys(strings(raw.get("tags")) + strings(raw.get("people"))))
            title = string_of(raw.get("heading")).strip()
            location = raw.get("location")
            place = string_of(location.get("name")) if isinstance(location, dict) else string_of(location)
            yield ImportedEntry(f"diarium/{key}", when, zone_name(when), title, text, tags, place, media)


def _diarium_entries(value: object) -> list[dict[str, Any]]:
    found = items(value.get("entries")) if isinstance(value, dict) else items(value)
    return [raw for raw in found if "date" in raw and any(key in raw for key in _BODIES) and "body" not in raw]


_DAY_FORMS = ("%Y-%m-%d", "%Y%m%d")
_TIME_FORMS = ("%Y-%m-%d_%H%M%S", "%Y%m%d_%H%M%S")
_TIME = re.compile(r"\d{4}-?\d\d-?\d\d_\d{6}")


def _folders(archive: Archive) -> dict[str, list[str]]:
    """A folder's name, cut behind the seconds where it is a time -> the files below it."""
    folders: dict[str, list[str]] = defaultdict(list)
    for name in archive.names:
        if not name.lower().endswith(".json"):
            for part in name.split("/")[:-1]:
                timed = _TIME.match(part)
                folders[timed[0] if timed else part].append(name)
    return folders


def _media(
    archive: Archive, folders: dict[str, list[str]], when: datetime, key: str, taken: set[str]
) -> Iterator[Attachment]:
    """The files in a folder named by the entry's time, or else by its day; each goes to one entry."""
    for forms in (_TIME_FORMS, _DAY_FORMS):
        inside = [name for form in forms for name in folders.get(when.strftime(form), ()) if name not in taken]
        for name in inside:
            taken.add(name)
            yield Attachment(media_name(key, name), partial(archive.stream, name))
        if inside:
            return
