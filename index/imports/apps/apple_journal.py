"""Apple Journal: a folder or zip of `Entries/*.html` and `Resources/`; an HTML file an entry, its day in words."""

from collections.abc import Iterator
from datetime import datetime, tzinfo
from functools import partial
from pathlib import PurePosixPath
from posixpath import join, normpath
from urllib.parse import unquote

from index.dates.paths import path_date
from index.imports.archive import Archive
from index.imports.entry import Attachment, ImportedEntry, NotImported, media_name, shown_media
from index.imports.html_text import html_markdown
from index.imports.times import written_day

_HEADER, _TITLE = "pageHeader", "title"


def is_apple_journal(archive: Archive) -> bool:
    """Whether it is such an export."""
    return any(_HEADER in archive.text(name) for name in _entries(archive)[:20])


def apple_journal_entries(archive: Archive, zone: tzinfo | None) -> Iterator[ImportedEntry | NotImported]:
    """Every entry; it has a day and no time."""
    for name in _entries(archive):
        media: dict[str, Attachment] = {}
        shown = partial(_shown, archive, name, media)
        text, apart = html_markdown(archive.text(name), shown, (_HEADER, _TITLE))
        stem = PurePosixPath(name).stem
        day = written_day(apart.get(_HEADER, "")) or written_day(_named_day(stem))
        if day is None:
            if _HEADER in apart:
                yield NotImported(name, f"its day cannot be read: {apart[_HEADER][:40]}")
            continue
        day = day.date() if isinstance(day, datetime) else day
        title = apart.get(_TITLE, "")
        yield ImportedEntry(f"apple-journal/{stem}", day, "", title, text, (), "", tuple(media.values()))


def _entries(archive: Archive) -> list[str]:
    return [name for name in archive.ending(".html", ".htm") if "entries/" in f"/{name}".lower()]


def _named_day(stem: str) -> str:
    found = path_date(f"{stem}.html")
    whole = found and found.year and found.month and found.day
    return f"{found.year:04}-{found.month:02}-{found.day:02}" if found and whole else ""


def _shown(archive: Archive, name: str, media: dict[str, Attachment], address: str, words: str) -> str:
    path = normpath(join(PurePosixPath(name).parent.as_posix(), unquote(address))).removeprefix("./")
    if path not in archive:
        return ""
    found = media.setdefault(path, Attachment(media_name(name, path), partial(archive.stream, path)))
    return shown_media(found.link, words)
