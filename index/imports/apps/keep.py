"""Google Keep, from Google Takeout: a JSON file a note, its times in microseconds of UTC, its media beside it."""

from collections.abc import Iterator
from datetime import tzinfo
from functools import partial
from pathlib import PurePosixPath
from typing import Any

from index.imports.apps.files import entries_of_files
from index.imports.apps.values import items, string_of, strings
from index.imports.archive import Archive
from index.imports.entry import Attachment, ImportedEntry, NotImported, media_name, shown_media
from index.imports.times import epoch_moment, zone_name

_EDITED, _MADE = "userEditedTimestampUsec", "createdTimestampUsec"


def is_keep(archive: Archive) -> bool:
    """Whether it is such an export."""
    return any(map(_is_note, archive.json_samples("keep/"))) or any(map(_is_note, archive.json_samples()))


def keep_entries(archive: Archive, zone: tzinfo | None) -> Iterator[ImportedEntry | NotImported]:
    """Every note but those in the bin; its day is the one on which it was made, else last edited."""
    return entries_of_files(archive, _is_note, partial(_entry, archive, zone))


def _entry(archive: Archive, zone: tzinfo | None, name: str, raw: dict[str, Any]) -> ImportedEntry | NotImported:
    if raw.get("isTrashed") is True:
        return NotImported(name, "it is in Keep's bin")
    when = epoch_moment(raw.get(_MADE), 1_000_000, zone) or epoch_moment(raw.get(_EDITED), 1_000_000, zone)
    if when is None:
        return NotImported(name, "it has no time that can be read")
    stem = PurePosixPath(name).stem
    media = tuple(_media(archive, name, raw))
    return ImportedEntry(
        f"keep/{raw.get(_MADE) or stem}/{stem}",
        when,
        zone_name(when, zone),
        string_of(raw.get("title")),
        _text(raw, media),
        strings(raw.get("labels")),
        "",
        media,
    )


def _is_note(raw: object) -> bool:
    return isinstance(raw, dict) and _EDITED in raw and ("isTrashed" in raw or "textContent" in raw)


def _text(raw: dict[str, Any], media: tuple[Attachment, ...]) -> str:
    listed = [f"- [{'x' if item.get('isChecked') is True else ' '}] {string_of(item.get('text'))}"
              for item in items(raw.get("listContent"))]  # fmt: skip
    links = [
        f"- [{string_of(link.get('title')) or string_of(link.get('url'))}]({string_of(link.get('url'))})"
        for link in items(raw.get("annotations"))
        if string_of(link.get("url")).startswith(("http://", "https://"))
    ]
    shown = [shown_media(each.link) for each in media]
    return "\n\n".join(filter(None, (string_of(raw.get("textContent")), "\n".join(listed), "\n".join(links), *shown)))


def _media(archive: Archive, name: str, raw: dict[str, Any]) -> Iterator[Attachment]:
    """Takeout writes .jpeg where the file is a .jpg, and the other way round."""
    folder = name.rpartition("/")[0]
    for item in items(raw.get("attachments")):
        file = string_of(item.get("filePath")).replace("\\", "/").rpartition("/")[2]
        path = PurePosixPath(folder, file) if file else None
        tried = [path, path.with_suffix(".jpg"), path.with_suffix(".jpeg"), path.with_suffix(".png")] if path else []
        found = next((str(each) for each in tried if str(each) in archive), None)
        if found:
            yield Attachment(media_name(name, file), partial(archive.stream, found))
