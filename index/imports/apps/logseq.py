"""Logseq's graphs in a database: their export as Markdown (a zip, a file a page) or as EDN (one file of all pages).

A journal's page is named by its day, in Markdown in words ("Feb 20th, 2025"), in EDN as a number (20250220).
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, tzinfo
from functools import partial
from pathlib import PurePosixPath
from posixpath import basename
from typing import Any
from urllib.parse import unquote

from index.dates.names import weekday_number
from index.dates.paths import path_date
from index.dates.written import spans_in
from index.imports.apps.values import items, numbered, string_of
from index.imports.archive import Archive
from index.imports.edn import edn_value
from index.imports.entry import Attachment, ImportedEntry, NotImported, media_name, shown_media
from index.text.folding import fold_accents

_ASSET = re.compile(r"!?\[([^\]\n]*)\]\(((?:\.\./)*assets/[^)\s]+)\)")
_REFERENCE = re.compile(r"\[\[([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\]\]")
_PAGES, _TITLE, _JOURNAL, _UUID = ":pages-and-blocks", ":block/title", ":build/journal", ":block/uuid"
_WORD = re.compile(r"\w+")
_DEEPEST = 100


def is_logseq(archive: Archive) -> bool:
    """Whether it is such an export: EDN of pages, or packed Markdown of which a page is a journal's."""
    if any(_PAGES in archive.text(name) for name in archive.ending(".edn")):
        return True
    return not archive.is_folder and any(_day_named(name) for name in archive.ending(".md"))


def logseq_entries(archive: Archive, zone: tzinfo | None) -> Iterator[ImportedEntry | NotImported]:
    """Every page that has blocks. A journal is known by its day, another page by its path, in EDN by its title."""
    seen: Counter[str] = Counter()
    for name in archive.ending(".edn"):
        try:
            known = edn_value(archive.text(name))
        except (ValueError, RecursionError) as error:
            yield NotImported(name, f"it is not EDN that can be read ({error})")
            continue
        yield from _edn_pages(known, seen)
    stored = {basename(name): name for name in archive.names if "/assets/" in f"/{name}"}
    for name in archive.ending(".md"):
        media: dict[str, Attachment] = {}
        text = _ASSET.sub(partial(_asset, archive, stored, media), archive.text(name)).strip("\n")
        title, day = PurePosixPath(name).stem, _day_named(name)
        if text.strip("- \n"):
            journal = day if _is_day_alone(title) else None
            key = numbered(f"logseq/{journal or _page_path(name)}", seen)
            yield ImportedEntry(key, day, "", "" if journal else title, text, (), "", tuple(media.values()))


def _edn_pages(known: Any, seen: Counter[str]) -> Iterator[ImportedEntry | NotImported]:
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
            yield ImportedEntry(numbered(f"logseq/{day or title}", seen), day, "", "" if day else title, text)


def _blocks(blocks: Any, depth: int) -> Iterator[str]:
    for block in items(blocks) if depth < _DEEPEST else ():
        title = string_of(block.get(_TITLE))
        indent = "  " * depth
        yield f"{indent}- " + title.replace("\n", f"\n{indent}  ")
        yield from _blocks(block.get(":build/children"), depth + 1)


def _day_numbered(value: Any) -> date | None:
    try:
        return date(value // 10_000, value // 100 % 100, value % 100)
    except (TypeError, ValueError, OverflowError):
        return None


def _day_named(name: str) -> date | None:
    found = path_date(basename(name))
    try:
        return date(found.year, found.month, found.day) if found and found.year and found.month and found.day else None
    except ValueError:
        return None


def _is_day_alone(title: str) -> bool:
    """Whether nothing but a date, and its weekday, is said: `2025-02-20 Meeting` is a page of its own."""
    for span in reversed(spans_in(title)):
        title = f"{title[: span.start]} {title[span.end :]}"
    return all(weekday_number(fold_accents(word).casefold()) is not None for word in _WORD.findall(title))


def _page_path(name: str) -> str:
    """Where the page is among the pages, without its suffix."""
    return f"/{name}".rpartition("/pages/")[2].removeprefix("/").removesuffix(PurePosixPath(name).suffix)


def _asset(archive: Archive, stored: dict[str, str], media: dict[str, Attachment], match: re.Match[str]) -> str:
    path = stored.get(basename(unquote(match[2])))
    if path is None:
        return match[1]
    found = media.setdefault(path, Attachment(media_name("logseq", path), partial(archive.stream, path)))
    return shown_media(found.link, match[1])
