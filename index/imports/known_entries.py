"""A folder -> the entries that are notes in it already, wherever they were moved to, and the names of its files.

No rule of what is read counts here: a note in a folder that `.dayciteignore` names, that is hidden, or that holds
templates is a note of its author's all the same.
"""

import hashlib
import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from index.exclusion.copies import holds_copies
from index.notes.front_matter import LONGEST_FRONT_MATTER, read_front_matter
from index.notes.markup.suffixes import NOTE_SUFFIXES
from index.notes.opening import note_bytes

_BINS = frozenset((".git", ".trash", ".stversions"))  # what was deleted, and older states
_HEAD_BYTES = 2_000
_LONGEST_KEY, _KEPT_OF_KEY = 200, 100
_LINE_END = re.compile(r"\r\n|\r|\n")
_AS_WRITTEN = re.compile(r'imported: ("(?:[^"\\]|\\.)*")')
_UNQUOTED = re.compile(r"imported[ \t]*:[ \t]*(\S.*?)[ \t]*")
_FENCE = re.compile(r"-{3,}\s*")


@dataclass(frozen=True, slots=True)
class KnownEntries:
    """What an import finds in the folder that it writes to."""

    keys: set[str]
    """Of each note that was imported, as `short_key` makes them."""
    names: set[str]
    """Of all files, in whichever folder."""
    taken: set[str]
    """Names in the folder itself, without capitals."""


def known_entries(folder: Path) -> KnownEntries:
    """Looks into every note below the folder; links are not followed, and what cannot be read is passed over."""
    keys: set[str] = set()
    names: set[str] = set()
    taken: set[str] = set()
    for above, folders, files in os.walk(folder):
        around = os.path.basename(above)
        folders[:] = [name for name in folders if name not in _BINS and not holds_copies(around, name)]
        names.update(files)
        if above == str(folder):
            taken.update(name.casefold() for name in files)
        for name in files:
            if os.path.splitext(name)[1].lower() in NOTE_SUFFIXES:
                keys.update(map(short_key, _keys(folder, os.path.relpath(os.path.join(above, name), folder))))
    return KnownEntries(keys, names, taken)


def short_key(key: str) -> str:
    """The key as it can be written and found again: sound UTF-8, a very long one by its beginning and its digest."""
    data = key.encode("utf-8", "replace")
    if len(key) <= _LONGEST_KEY:
        return data.decode()
    return f"{data.decode()[:_KEPT_OF_KEY]}-{hashlib.sha256(data).hexdigest()}"


def _keys(folder: Path, path: str) -> Iterator[str]:
    """What `imported` says in the note's front matter, wherever it stands there and however it is written."""
    path = path.replace(os.sep, "/")
    try:
        head = note_bytes(folder, path, _HEAD_BYTES)
        begin = head.lstrip(b"\xef\xbb\xbf \r\n")
        if len(head) == _HEAD_BYTES and begin.startswith(b"---") and b"\n---" not in begin:
            head = note_bytes(folder, path, LONGEST_FRONT_MATTER)
    except OSError:
        return
    if b"imported" not in head.lower():
        return
    lines = _LINE_END.split(head.decode("utf-8-sig", "replace"))
    inside = _front_matter(lines)
    for line in inside:  # YAML takes more for an end of a line than a key in quotes does
        if written := _AS_WRITTEN.fullmatch(line):
            try:
                yield json.loads(written[1])
            except ValueError:
                continue
            return
    found = read_front_matter(lines, org=path.endswith(".org")).values.get("imported")
    if found is None:  # other lines of it may be no YAML
        found = next((match[1] for line in inside if (match := _UNQUOTED.fullmatch(line))), "").strip("'\"")
    yield from (str(each) for each in (found if isinstance(found, list) else [found]) if each)


def _front_matter(lines: list[str]) -> list[str]:
    """The lines between the fences, [] where there are none."""
    first = next((number for number, line in enumerate(lines) if line.strip()), len(lines))
    if not _FENCE.fullmatch("".join(lines[first : first + 1])):
        return []
    last = next((n for n in range(first + 1, len(lines)) if _FENCE.fullmatch(lines[n])), first)
    return lines[first + 1 : last]
