"""What is not read: the user's own rules, and the names by which each way of leaving out is told."""

import hashlib
import json
from dataclasses import dataclass

_VERSION = 2  # raised when notes are left out by other marks than before

BY_INCLUDE = "not among include"
BY_FORGET = "daycite forget"
BY_TEMPLATE_FOLDER = "template folder"
BY_TEMPLATE_CODE = "template code in the front matter"
BY_FRONT_MATTER = "front matter"
BY_SECTION = "private heading or callout"
TEMPLATES = frozenset((BY_TEMPLATE_FOLDER, BY_TEMPLATE_CODE))
"""What these leave out is no note that was kept private, and is not counted as one."""


@dataclass(frozen=True, slots=True)
class ExclusionRules:
    """What the user says of a folder; what the folder says itself (.dayciteignore, Obsidian) is read with it."""

    exclude: tuple[str, ...] = ()
    """Patterns in gitignore's syntax: what they match is not read."""
    include: tuple[str, ...] = ()
    """Where there are any, only files that one of them matches are read."""
    tags: tuple[str, ...] = ("private",)
    """Notes with one of these tags are not read."""
    forgotten: frozenset[str] = frozenset()
    """Digests of paths and of contents that `daycite forget` was given, see `path_digest`."""

    def key(self) -> str:
        """Changes when the same file would be read differently: rules by path alone do not count."""
        known = json.dumps([_VERSION, sorted(self.tags), sorted(self.forgotten)])
        return hashlib.sha256(known.encode("utf-8", "surrogatepass")).hexdigest()[:16]


MARKS_ALONE = ExclusionRules()
"""No rules of the user's: only what notes and their folders say themselves."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file that is not read, and the rule that says so."""

    path: str
    rule: str


def path_digest(path: str) -> str:
    """What is kept of a path that must not be readable in the data folder: its SHA-256."""
    return hashlib.sha256(path.encode("utf-8", "surrogatepass")).hexdigest()
