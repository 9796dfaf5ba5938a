"""Notion: a zip of Markdown and CSV, zips of parts inside. A page is `Title <32 digits>.md` and begins with its title
and, where it is a database's row, a line a property; a database is a CSV file, its rows' pages in a folder of its name.
"""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, tzinfo
from functools import partial
from pathlib import PurePosixPath
from posixpath import join, normpath
from urllib.parse import unquote

from index.dates.front_matter_keys import CHANGED_KEYS, DATE_KEYS, MADE_KEYS
from index.imports.apps.values import numbered, string_of
from index.imports.archive import Archive
from index.imports.entry import Attachment, ImportedEntry, NotImported, media_name, shown_media
from index.imports.times import written_day

_ID = re.compile(r"^(.*?)[ _-]?([0-9a-f]{32})(?:_all)?$")
_PROPERTY = re.compile(r"([^\s:#>*`\[-][^:\n]{0,60}): ?(.*)")
_LINK = re.compile(r"(!?)\[([^\]\n]*)\]\((?!https?://|mailto:|#)([^)\n]+)\)")
_TAGS = ("tags", "tag")


def is_notion(archive: Archive) -> bool:
    """Whether it is such an export."""
    return any(_ID.match(PurePosixPath(name).stem) for name in archive.ending(".md", ".csv"))


def notion_entries(archive: Archive, zone: tzinfo | None) -> Iterator[ImportedEntry | NotImported]:
    """Every page, and every row of a database that has none; times are as Notion shows them, where its reader is."""
    pages: set[tuple[str, str]] = set()
    for name in archive.ending(".md"):
        lines = archive.text(name).replace("\r\n", "\n").split("\n")
        named = _ID.match(PurePosixPath(name).stem)
        title = lines[0][2:].strip() if lines[0].startswith("# ") else named[1] if named else PurePosixPath(name).stem
        properties, body = _properties(lines[1:] if lines[0].startswith("# ") else lines)
        pages.add((PurePosixPath(name).parent.name, title))
        media: dict[str, Attachment] = {}
        text = _LINK.sub(partial(_linked, archive, name, media), "\n".join(body)).strip("\n")
        kept = [f"- {key}: {value}" for key, value in properties.items() if key.casefold() not in _TAGS]
        text = "\n\n".join(filter(None, ("\n".join(kept), text)))
        key = named[2] if named else name
        yield ImportedEntry(
            f"notion/{key}", *_when(properties, title), title, text, _tags(properties), "", tuple(media.values())
        )
    yield from _rows(archive, pages)


def _properties(lines: list[str]) -> tuple[dict[str, str], list[str]]:
    """Those of a row stand right below its title, a line each, with an empty line after them."""
    at = 0
    while at < len(lines) and not lines[at].strip():
        at += 1
    found: dict[str, str] = {}
    end = at
    while end < len(lines) and (match := _PROPERTY.fullmatch(lines[end])):
        found[match[1].strip()] = match[2].strip()
        end += 1
    if found and (end == len(lines) or not lines[end].strip()):
        return found, lines[end:]
    return {}, lines


def _when(properties: dict[str, str], title: str) -> tuple[date | None, str]:
    """The day that a property says: one of the day itself before one of when the page was made or changed."""
    folded = {key.casefold(): value for key, value in properties.items()}
    made = (*MADE_KEYS, "created time")
    for keys in (DATE_KEYS, made, (*CHANGED_KEYS, "last edited time", "last edited")):
        for key in keys:
            if key in folded and (found := written_day(folded[key])):
                return found, ""
    return written_day(title), ""


def _tags(properties: dict[str, str]) -> tuple[str, ...]:
    found = next((value for key, value in properties.items() if key.casefold() in _TAGS), "")
    return tuple(filter(None, (tag.strip() for tag in found.split(","))))


def _linked(archive: Archive, name: str, media: dict[str, Attachment], match: re.Match[str]) -> str:
    path = normpath(join(PurePosixPath(name).parent.as_posix(), unquote(match[3].strip()))).removeprefix("./")
    if path in archive and not path.endswith((".md", ".csv")):
        found = media.setdefault(path, Attachment(media_name(name, path), partial(archive.stream, path)))
        return shown_media(found.link, match[2] if match[2] != match[3] else "")
    return match[2]


def _rows(archive: Archive, pages: set[tuple[str, str]]) -> Iterator[ImportedEntry | NotImported]:
    """Those of one title, such as "Lunch", are told apart by their day, and those of one day by their order."""
    all_names = set(archive.ending(".csv"))
    seen: Counter[str] = Counter()
    for name in sorted(all_names):
        if name.removesuffix(".csv") + "_all.csv" in all_names:
            continue  # the same rows, as one view of them shows them
        stem = PurePosixPath(name).stem
        named = _ID.match(stem)
        folders = {stem, stem.removesuffix("_all"), named[1] if named else stem}
        try:
            rows = list(csv.DictReader(io.StringIO(archive.text(name))))
        except csv.Error as error:
            yield NotImported(name, f"it is not CSV that can be read ({error})")
            continue
        for row in rows:
            values = {str(key or "").strip(): string_of(value).strip() for key, value in row.items()}
            title = next(iter(values.values()), "")
            if not any(values.values()) or any((folder, title) in pages for folder in folders):
                continue
            rest = {key: value for key, value in list(values.items())[1:] if value}
            text = "\n".join(f"- {key}: {value}" for key, value in rest.items() if key.casefold() not in _TAGS)
            when, zone = _when(values, title)
            key = "/".join(["notion", named[2] if named else stem, title, *([when.isoformat()] if when else [])])
            yield ImportedEntry(numbered(key, seen), when, zone, title, text, _tags(rest))
