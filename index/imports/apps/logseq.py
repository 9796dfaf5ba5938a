"""Logseq's graphs in a database: their export as Markdown (a zip, a file a page) or as EDN (one file of all pages).

A journal's page is named by its day, in Markdown in words ("Feb 20th, 2025"), in EDN as a number (20250220).
"""

import re
from collections.abc import Iterator
from datetime import date, tzinfo
from functools import partial
from pathlib import PurePosixPath
from posixpath import basename
from typing import Any
from urllib.parse import unquote

from index.dates.paths import path_date
from index.imports.apps.values import items, string_of
from index.imports.archive import Archive
from index.imports.edn import edn_value
from index.imports.entry import Attachment, ImportedEntry, NotImported, media_name, shown_media

_ASSET = re.compile(r"!?\[([^\]\n]*)\]\(((?:\.\./)*assets/[^)\s]+)\)")
_REFERENCE = re.compile(r"\[\[([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\]\]")
_PAGES, _TITLE, _JOURNAL, _UUID = ":pages-and-blocks", ":block/title", ":build/journal", ":block/uuid"
_DEEPEST = 100


def is_logseq(archive: Archive) -> bool:
    """Whether it is such an export: EDN of pages, or packed Markdown of which a page is a journal's."""
    if any(_PAGES in archive.text(name) for name in archive.ending(".edn")):
        return True
    return not archive.is_folder and any(_day_named(name) for name in archive.ending(".md"))


def logseq_entries(archive: Archive, zone: tzinfo | None) -> Iterator[ImportedEntry | NotImported]:
    """Every page that has blocks."""
    for name in archive.ending(".edn"):
        try:
            known = edn_value(archive.text(name))
        except (ValueError, RecursionError) as error:
            yield NotImported(name, f"it is not EDN that can be read ({error})")
            continue
        yield from _edn_pages(known)
    stored = {basename(name): name for name in archive.names if "/assets/" in f"/{name}"}
    for name in archive.ending(".md"):
        media: dict[str, Attachment] = {}
        text = _ASSET.sub(partial(_asset, archive, stored, media), archive.text(name)).strip("\n")
        title, day = PurePosixPath(name).stem, _day_named(name)
        if text.strip("- \n"):
            shown = "" if day else title
            key = f"logseq/{day or title}"
            yield ImportedEntry(key, day, "", shown, text, (), "", tuple(media.values()))


def _edn_pages(known: Any) -> Iterator[ImportedEntry | NotImported]:
    pages = items(known.get(_PAGES)) if isinstance(known, dict) else []
    titles = {string_of(page.get(_UUID)): string_of(page.get(_TITLE)) or str(page.get(_JOURNAL, ""))
              for each in pages if isinstance(page := each.get(":page"), dict)}  # fmt: skip
    for each in pages:
        page = each.get(":page")
        text = _REFERENCE.sub(
            lambda match: f"[[{titles.get(match[1]) or match[1]}]]", "\n".join(_blocks(each.get(":blocks"), 0))
        )
        if not isinstance(page, dict) or not text:
            continue
        day, title = _day_numbered(page.get(_JOURNAL)), string_of(page.get(_TITLE))
        if _JOURNAL in page and day is None:
            yield NotImported(f"journal {page[_JOURNAL]}", "it names no day")
        else:
            yield ImportedEntry(f"logseq/{day or title}", day, "", "" if day else title, text)


def _blocks(blocks: Any, depth: int) -> Iterator[str]:
    for block in items(blocks) if depth < _DEEPEST else ():
        title = string_of(block.get(_TITLE))
        indent = "  " * depth
        yield f"{indent}- " + title.replace("\n", f"\n{indent}  ")
        yield from _blocks(block.get(":build/children"), depth + 1)


def _day_numbered(value: Any) -> date | None:
    try:
        return date(value // 10_000, value // 100 % 100, value % 100)
    except (TypeError, ValueError):
        return None


def _day_named(name: str) -> date | None:
    found = path_date(basename(name))
    try:
        return date(found.year, found.month, found.day) if found and found.year and found.month and found.day else None
    except ValueError:
        return None


def _asset(archive: Archive, stored: dict[str, str], media: dict[str, Attachment], match: re.Match[str]) -> str:
    path = stored.get(basename(unquote(match[2])))
    if path is None:
        return match[1]
    found = media.setdefault(path, Attachment(media_name("logseq", path), partial(archive.stream, path)))
    return shown_media(found.link, match[1])
