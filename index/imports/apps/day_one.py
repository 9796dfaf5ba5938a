"""Day One: a zip with a JSON file a journal, and folders of photos, videos, audios and PDFs.

Each entry has its time in UTC, its time zone and its text as Markdown; media stand in it as dayone-moment addresses.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import tzinfo
from functools import partial
from typing import Any

from index.imports.apps.values import items, numbered, string_of, strings
from index.imports.archive import Archive
from index.imports.entry import Attachment, ImportedEntry, NotImported, media_name, shown_media
from index.imports.times import iso_moment, zone_name, zone_named

_KINDS = ("photos", "videos", "audios", "pdfAttachments")
_MOMENT = re.compile(r"!\[([^\]\n]*)\]\(dayone-moment:/{1,3}(?:\w+/)?([0-9A-Za-z-]+)\)")
_ESCAPED = re.compile(r"(?<=\S)\\([.\-()!+])")


def is_day_one(archive: Archive) -> bool:
    """Whether it is such an export."""
    return any(map(_journal, archive.json_samples()))


def day_one_entries(archive: Archive, zone: tzinfo | None) -> Iterator[ImportedEntry | NotImported]:
    """Every entry of every journal in it."""
    seen: Counter[str] = Counter()
    stored = {name.rpartition("/")[2].partition(".")[0].lower(): name for name in archive.names}
    for name in archive.ending(".json"):
        for raw in _journal(archive.json(name)):
            when = iso_moment(raw.get("creationDate"), zone_named(raw.get("timeZone")), zone)
            uuid = string_of(raw.get("uuid")) or numbered(string_of(raw.get("creationDate")), seen)
            if when is None or not uuid:
                yield NotImported(f"{name}: {uuid or 'an entry'}", "it has no creationDate that can be read")
                continue
            media = dict(_media(archive, stored, raw, uuid))
            yield ImportedEntry(
                f"day-one/{uuid}",
                when,
                zone_name(when, zone_named(raw.get("timeZone"))),
                "",
                _text(raw, media),
                strings(raw.get("tags")),
                _place(raw.get("location")),
                tuple(media.values()),
            )


def _journal(value: object) -> list[dict[str, Any]]:
    found = items(value.get("entries")) if isinstance(value, dict) else []
    return [entry for entry in found if "creationDate" in entry]


def _media(
    archive: Archive, stored: dict[str, str], raw: dict[str, Any], uuid: str
) -> Iterator[tuple[str, Attachment]]:
    for item in (item for kind in _KINDS for item in items(raw.get(kind))):
        identifier, digest = string_of(item.get("identifier")), string_of(item.get("md5"))
        file = stored.get(digest.lower()) or stored.get(identifier.lower())
        if identifier and file:
            yield identifier.upper(), Attachment(media_name(uuid, file), partial(archive.stream, file))


def _text(raw: dict[str, Any], media: dict[str, Attachment]) -> str:
    text = _ESCAPED.sub(r"\1", string_of(raw.get("text")) or _rich_text(raw.get("richText")))
    shown: set[str] = set()

    def put(match: re.Match[str]) -> str:
        identifier = match[2].upper()
        shown.add(identifier)
        return shown_media(media[identifier].link, match[1]) if identifier in media else ""

    text = _MOMENT.sub(put, text)
    rest = [shown_media(attachment.link) for name, attachment in media.items() if name not in shown]
    return "\n\n".join(filter(None, (text.strip("\n"), *rest)))


def _rich_text(value: object) -> str:
    """The words of an entry that has no Markdown beside its rich text."""
    try:
        contents = json.loads(value).get("contents") if isinstance(value, str) else None
    except (ValueError, AttributeError, RecursionError):
        return ""
    return "".join(string_of(part.get("text")) for part in items(contents))


def _place(value: object) -> str:
    location = value if isinstance(value, dict) else {}
    names = (string_of(location.get(key)) for key in ("placeName", "localityName", "country"))
    return ", ".join(dict.fromkeys(filter(None, names)))
