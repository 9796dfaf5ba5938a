"""Where the links and images of a note lead: to days that have notes, to other notes, to pictures in the folder."""

import posixpath
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from urllib.parse import unquote

from index.dates.written import dates_in

PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")


@dataclass(frozen=True)
class Targets:
    """What a note at `path` can lead to."""

    path: str
    days: Mapping[str, date | None]
    """Each note's path, and the first day it has; None where it has none."""
    noted: frozenset[date]
    """The days that have notes."""
    has_picture: Callable[[str], bool] = field(default=lambda _: False)
    """Whether there is a picture of that path that may be shown."""

    @cached_property
    def _names(self) -> dict[str, str]:
        """Each note's name without folder and ending, and its path; of several the shortest."""
        ordered = sorted(self.days, key=lambda path: (-len(path), path))
        return {_name(path): path for path in ordered}

    def day_in(self, text: str) -> date | None:
        """The day of notes that a link's words name."""
        for written in dates_in(text):
            if written.year and written.month and written.day:
                try:
                    day = date(written.year, written.month, written.day)
                except ValueError:
                    continue
                if day in self.noted:
                    return day
        return None

    def note_at(self, address: str) -> str:
        """The path of the note that a link leads to; "" for none."""
        name = unquote(address.partition("#")[0]).strip()
        if not name or _ADDRESS.match(name):
            return ""
        for tried in self._inside(name):
            for path in (tried, *(f"{tried}{ending}" for ending in (".md", ".markdown", ".mdx", ".org", ".txt"))):
                if path in self.days:
                    return path
        return self._names.get(_name(name), "")

    def picture_at(self, address: str) -> str:
        """The path of the picture in the folder that an address means; "" for what is none, or may not be shown."""
        return next((path for path in self.picture_paths(address) if self.has_picture(path)), "")

    def picture_paths(self, address: str) -> list[str]:
        """The paths that an address can mean, if it is that of a picture in the folder."""
        name = unquote(address).strip()
        if _ADDRESS.match(name) or not name.lower().endswith(PICTURES):
            return []
        return list(dict.fromkeys(self._inside(name)))

    def _inside(self, name: str) -> Iterable[str]:
        """The name below the note's folder, and below the notes folder, as far as it does not lead out of it."""
        beside = posixpath.join(posixpath.dirname(self.path), name.lstrip("/"))
        for path in (beside, name.lstrip("/")):
            tried = posixpath.normpath(path)
            if tried != "." and not tried.startswith("../") and tried != "..":
                yield tried


def _name(path: str) -> str:
    return posixpath.splitext(posixpath.basename(path))[0].casefold()
