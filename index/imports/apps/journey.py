"""Journey: a zip with a JSON file an entry, its media beside it; a time in milliseconds or ISO 8601, and its zone."""

import re
from collections.abc import Iterator
from datetime import tzinfo
from functools import partial
from typing import Any

from index.imports.apps.files import entries_of_files
from index.imports.apps.values import string_of, strings
from index.imports.archive import Archive
from index.imports.entry import Attachment, ImportedEntry, NotImported, media_name, shown_media
from index.imports.html_text import html_markdown
from index.imports.times import epoch_moment, iso_moment, zone_name, zone_named

_HTML = re.compile(r"<(?:p|div|br|b|i|ul|ol|h\d|strong|em|span)\b", re.IGNORECASE)
_DAYS = ("date_journal", "dateOfJournal")


def is_journey(archive: Archive) -> bool:
    """Whether it is such an export."""
    return any(map(_is_entry, archive.json_samples()))


def journey_entries(archive: Archive, zone: tzinfo | None) -> Iterator[ImportedEntry | NotImported]:
    """Every entry."""
    return entries_of_files(archive, _is_entry, partial(_entry, archive, zone))


def _entry(archive: Archive, zone: tzinfo | None, name: str, raw: dict[str, Any]) -> ImportedEntry | NotImported:
    own = zone_named(raw.get("timezone"))
    when = epoch_moment(raw.get(_DAYS[0]), 1_000, own, zone) or iso_moment(raw.get(_DAYS[1]), own, zone)
    if when is None or raw.get("encrypted") is True:
        return NotImported(name, "it is encrypted" if when else "it has no date that can be read")
    key = string_of(raw.get("id")) or name.rpartition("/")[2].removesuffix(".json")
    media = tuple(_media(archive, name, raw, key))
    text = string_of(raw.get("text"))
    if raw.get("type") == "html" or _HTML.search(text):
        text = html_markdown(text)[0]
    text = "\n\n".join(filter(None, (text.strip(), *(shown_media(each.link) for each in media))))
    place = string_of(raw.get("address"))
    tags = strings(raw.get("tags"))
    return ImportedEntry(f"journey/{key}", when, zone_name(when, own), "", text, tags, place, media)


def _is_entry(raw: object) -> bool:
    return isinstance(raw, dict) and any(key in raw for key in _DAYS)


def _media(archive: Archive, name: str, raw: dict[str, Any], key: str) -> Iterator[Attachment]:
    folder = name.rpartition("/")[0]
    for listed in strings(raw.get("photos")) + strings(raw.get("attachments")):
        file = listed.replace("\\", "/").rpartition("/")[2]
        path = f"{folder}/{file}" if folder else file
        if path in archive:
            yield Attachment(media_name(key, file), partial(archive.stream, path))
