"""Joplin: a JEX file (a tar) or a RAW folder, a file an item: its title, its text, and what is known of it below.

Items are notes, notebooks, tags, what ties a tag to a note, and files, whose bytes lie in `resources/`.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import tzinfo
from functools import partial

from index.imports.archive import Archive
from index.imports.entry import Attachment, ImportedEntry, NotImported, media_name, shown_media
from index.imports.html_text import html_markdown
from index.imports.times import iso_moment, zone_name

_NAME = re.compile(r"(?:.*/)?([0-9a-f]{32})\.md", re.IGNORECASE)
_LINK = re.compile(r"(!?)\[([^\]\n]*)\]\(:/([0-9a-f]{32})(?:#[^)\s]*)?(?:\s+\"[^\"]*\")?\)", re.IGNORECASE)
_HTML_FILE = re.compile(r"<(?:img|a)\b[^>]{0,400}?(?:src|href)=[\"']:/([0-9a-f]{32})[\"'][^>]{0,400}>", re.IGNORECASE)
_NOTE, _RESOURCE, _TAG, _TAGGED = "1", "4", "5", "6"
_AS_HTML = "2"


@dataclass(frozen=True, slots=True)
class _Item:
    title: str
    body: str
    known: dict[str, str]


def is_joplin(archive: Archive) -> bool:
    """Whether it is such an export."""
    named = [name for name in archive.names if _NAME.fullmatch(name)]
    return any(_item(archive.text(name)).known.get("type_") for name in named[:5])


def joplin_entries(archive: Archive, zone: tzinfo | None) -> Iterator[ImportedEntry | NotImported]:
    """Every note but conflicts and what is in the bin; its day is the one on which it was made."""
    kept: dict[str, list[tuple[str, _Item]]] = defaultdict(list)
    for name in archive.names:
        if _NAME.fullmatch(name):
            item = _item(archive.text(name))
            kept[item.known.get("type_", "")].append((name, item))
    tags = _tags(kept)
    files = _files(archive, kept)
    for name, note in kept[_NOTE]:
        if why := _why_not_taken(note):
            yield NotImported(note.title[:60] or name, why)
            continue
        key = note.known.get("id", name)
        times = (note.known.get("user_created_time"), note.known.get("created_time"))
        when = next(filter(None, (iso_moment(time, zone) for time in times)), None)
        media: dict[str, Attachment] = {}
        text = _text(note, files, media)
        zoned = zone_name(when, zone) if when else ""
        yield ImportedEntry(f"joplin/{key}", when, zoned, note.title, text, tuple(tags[key]), "", tuple(media.values()))


def _item(text: str) -> _Item:
    lines = text.replace("\r\n", "\n").strip("\n").split("\n")
    begin = next((n for n in range(len(lines) - 1, -1, -1) if not lines[n].strip()), -1)
    pairs = (line.partition(":") for line in lines[begin + 1 :])
    known = {name.strip(): value.strip() for name, _, value in pairs}
    above = lines[: max(begin, 0)]
    return _Item(above[0] if above else "", "\n".join(above[1:]).strip("\n"), known)


def _tags(kept: dict[str, list[tuple[str, _Item]]]) -> dict[str, list[str]]:
    names = {item.known.get("id", ""): item.title for _, item in kept[_TAG]}
    tags: dict[str, list[str]] = defaultdict(list)
    for _, item in kept[_TAGGED]:
        if name := names.get(item.known.get("tag_id", "")):
            tags[item.known.get("note_id", "")].append(name)
    return tags


def _files(archive: Archive, kept: dict[str, list[tuple[str, _Item]]]) -> dict[str, Attachment]:
    stored = {
        name.rpartition("/")[2].partition(".")[0].lower(): name
        for name in archive.names
        if "resources/" in f"/{name}" and not _NAME.fullmatch(name)
    }
    files: dict[str, Attachment] = {}
    for _, item in kept[_RESOURCE]:
        key = item.known.get("id", "").lower()
        if path := stored.get(key):
            suffix = path.rpartition(".")[2] if "." in path.rpartition("/")[2] else item.known.get("file_extension", "")
            named = item.title if "." in item.title else f"{item.title or key}.{suffix}"
            files[key] = Attachment(media_name(key, named), partial(archive.stream, path))
    return files


def _why_not_taken(note: _Item) -> str:
    if note.known.get("encryption_applied") == "1":
        return "it is encrypted: decrypt it in Joplin, and export once more"
    if note.known.get("is_conflict") == "1":
        return "it is a conflict of two devices"
    return "it is in Joplin's bin" if note.known.get("deleted_time", "0") not in ("", "0") else ""


def _text(note: _Item, files: dict[str, Attachment], media: dict[str, Attachment]) -> str:
    def put(key: str, words: str) -> str:
        found = files.get(key.lower())
        if found is None:
            return words
        media[key.lower()] = found
        return shown_media(found.link, words)

    if note.known.get("markup_language") == _AS_HTML:
        text = html_markdown(note.body, lambda address, words: put(address.removeprefix(":/"), words))[0]
    else:
        text = _LINK.sub(lambda match: put(match[3], match[2]), note.body)
        text = _HTML_FILE.sub(lambda match: put(match[1], ""), text)
    if note.known.get("is_todo") == "1":
        done = note.known.get("todo_completed", "0") not in ("", "0")
        text = f"- [{'x' if done else ' '}] {note.title}\n\n{text}".strip("\n")
    return text
