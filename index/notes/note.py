"""A folder -> its notes; a file -> Note: bytes decoded, mojibake repaired, front matter read. Nothing is written."""

import codecs
import hashlib
import os
import re
import sys
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path, PurePosixPath
from typing import Any, Literal

from index.errors import NotesError
from index.exclusion.copies import copied_from, holds_copies
from index.exclusion.rules import MARKS_ALONE, ExclusionRules, LeftOut
from index.exclusion.walk import FolderRules, rule_at, rules_at
from index.notes.folders import LinkedFolders, followed_links, is_within, links_of, named_home
from index.notes.front_matter import read_front_matter
from index.notes.markup.suffixes import NOTE_SUFFIXES
from index.notes.opening import note_bytes
from index.text.folding import composed
from index.text.mojibake import repaired

_WIDEST_GAP = 100
_GAP = re.compile(rf"[^\S\n]{{{_WIDEST_GAP},}}")
MOST_LINES_OF_A_NOTE = 100_000
_MOST_HELD = 64_000_000
"""Bytes of its lines in memory: a line with an emoji takes four for each of its characters."""
LONGEST_LINE = 50_000  # characters: pictures pasted as text have more, what people write has not
_LINE_END = re.compile(r"\r\n|\r|\n")
_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True)
class Note:
    """One file of notes. Line n of the file, from 1, is `lines[n - 1]`."""

    path: str
    """Relative to the notes folder, with "/" between its parts."""
    lines: tuple[str, ...]
    """As they stand in the file, without line ends; only \\n, \\r\\n and \\r end a line."""
    fixed: tuple[str, ...]
    """`lines` with mojibake repaired, and each letter and its accents as one character."""
    meta: Mapping[str, Any]
    """Front matter by lower-case key, values as written."""
    body_start: int
    """Line number of the first line after the front matter."""
    kind: Literal["markdown", "org", "text"]
    problems: tuple[str, ...] = ()
    """What its author may want to fix; the note is indexed all the same."""
    refused: str = ""
    """Why the file cannot be read as a note at all; it has no lines then."""
    digest: str = ""
    """Of the file's bytes, see `content_digest`: equal digests, equal notes."""
    left_out: str = ""
    """The rule by which none of it is read; it has no lines then, and `refused` says so too."""
    private: tuple[tuple[int, int], ...] = ()
    """First and last line of each part that its author marked private; these lines are empty here."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that was passed over, or has a problem, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Listing:
    """The files of a folder of notes, each path relative to it."""

    files: tuple[tuple[str, "os.DirEntry[str]"], ...]
    """Sorted by path, each with its directory entry: a server looks every second, so the system is asked once."""
    skipped: tuple[Skipped, ...]
    """What could not be listed or followed."""
    left_out: tuple[LeftOut, ...] = ()
    """What a rule leaves out; nothing of it was opened."""


def note_paths(root: Path, rules: ExclusionRules = MARKS_ALONE) -> tuple[list[str], list[Skipped]]:
    """Paths of all notes under `root`, relative to it and sorted, and what could not be listed or followed.

    Hidden files and folders (`.git`, `.obsidian`, `.trash`, ...), `node_modules` and the backups of programs are passed
    over and not reported.
    """
    listing = list_notes(root, rules)
    return [path for path, _ in listing.files], list(listing.skipped)


def list_notes(root: Path, rules: ExclusionRules = MARKS_ALONE) -> Listing:
    """As `note_paths`, with what is left out by a rule. Raises NotesError for a rule that cannot be read."""
    files: list[tuple[str, os.DirEntry[str]]] = []
    passed: list[Skipped | LeftOut] = []
    linked, waiting = LinkedFolders(root), dict[str, FolderRules]()
    links = [(f"{os.path.basename(link)}/", link) for link in links_of(root)]
    folders = [(prefix, link, rules_at(link, rules, prefix)) for prefix, link in links or [("", str(root))]]
    places = [(prefix, os.path.realpath(folder)) for prefix, folder, _ in folders]
    while folders:
        prefix, folder, known = folders.pop()
        inside = _listed(prefix, folder, known, passed)
        names = {entry.name for entry in inside}
        here = known.entered(folder, {name for name in names if name.startswith(".")})
        own = [(f"{here.joined}{here.links[0][0]}", here.links[0][1])] if here.links else places
        for entry in inside:
            path = prefix + entry.name
            if entry.name.startswith(".") or holds_copies(prefix[:-1].rpartition("/")[2], entry.name):
                continue
            if _is_folder(entry):
                rule = here.why(entry.name, True)
                if not entry.is_symlink():
                    if not linked.is_followed(entry.path):
                        folders.append((f"{path}/", entry.path, here.below(entry.name, rule)))
                elif not rule:
                    waiting[path] = here.linked(entry.name, "", os.path.realpath(entry.path))
                    passed += [Skipped(_shown(path), why) for why in [linked.met(path, entry.path)] if why]
            elif os.path.splitext(entry.name)[1].lower() in NOTE_SUFFIXES:
                rule = here.why(entry.name, False) or _target_rule(root, entry, own, rules)
                if unread := LeftOut(path, rule) if rule else _why_not(entry, path, own, names):
                    passed.append(unread)
                else:
                    files.append((path, entry))
        if not folders and (link := linked.next()):
            folders.append((f"{link[0]}/", link[1], waiting[link[0]]))
    skipped = tuple(each for each in passed if isinstance(each, Skipped))
    left_out = tuple(each for each in passed if isinstance(each, LeftOut))
    return Listing(tuple(sorted(files, key=lambda pair: pair[0])), skipped, left_out)


def _listed(prefix: str, folder: str, known: FolderRules, passed: list[Skipped | LeftOut]) -> "list[os.DirEntry[str]]":
    """What is in the folder; nothing where it cannot be listed, which is told unless a rule leaves it out."""
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError as error:
        if not known.rule:
            passed.append(Skipped(_shown(prefix[:-1]) or ".", f"cannot be listed: {error.strerror}"))
        return []


def _target_rule(
    root: Path, entry: "os.DirEntry[str]", places: Sequence[tuple[str, str]], rules: ExclusionRules
) -> str:
    """The rule that leaves out what a link leads to: what is not read is not read under another name either."""
    if entry.is_symlink():
        full = os.path.realpath(entry.path)
        for prefix, place in places:
            if is_within(full, place):
                return rule_of(root, rules, prefix + os.path.relpath(full, place).replace(os.sep, "/"))
    return ""


def rule_of(root: Path, rules: ExclusionRules, path: str) -> str:
    """The rule that leaves out the file at `path`, relative to `root`; "" where none does. Raises NotesError."""
    home, inside = named_home(root, path)
    return rule_at(home, rules, inside, path.removesuffix(inside), followed_links(root))


def is_note_path(path: str) -> bool:
    """Whether a file of that path, relative to the notes folder, is listed as a note: by its names alone."""
    *folders, name = path.split("/")
    named = os.path.splitext(name)[1].lower() in NOTE_SUFFIXES
    copies = any(holds_copies(above, below) for above, below in pairwise(("", *folders)))
    return named and not any(part.startswith(".") for part in (*folders, name)) and not copies


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads in a circle
        return False


def _why_not(
    entry: "os.DirEntry[str]", path: str, places: Sequence[tuple[str, str]], beside: Collection[str]
) -> Skipped | None:
    """The file with the reason why it is no note to be read; None where it is one."""
    try:
        path.encode()
    except UnicodeEncodeError:
        return Skipped(_shown(path), "its name is not valid UTF-8: rename it")
    try:
        is_file = entry.is_file()
    except OSError:
        is_file = False
    if not is_file:
        return Skipped(path, "is a broken link" if entry.is_symlink() else "is not a regular file")
    if entry.is_symlink() and not any(is_within(os.path.realpath(entry.path), place) for _, place in places):
        return Skipped(path, "is a link that leads out of the notes folder")
    original = copied_from(entry.name, beside)
    return Skipped(path, f"is a copy of {_shown(original)} that two devices left behind") if original else None


def _shown(path: str) -> str:
    return path.encode("utf-8", "replace").decode()


def read_note(root: Path, path: str) -> Note:
    """The note at `path` (relative to `root`). Raises NotesError when the file cannot be read."""
    try:
        data = note_bytes(root, path)
    except OSError as error:
        raise NotesError(f"{path} cannot be read ({error.strerror})", "Check the file and its permissions") from error
    return note_from_bytes(path, data)


def content_digest(data: bytes) -> str:
    """SHA-256 of a file's bytes, as hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def note_from_bytes(path: str, data: bytes) -> Note:
    """The note in `data`. Bytes that are not text give a note without lines, with the reason in `refused`."""
    kind = NOTE_SUFFIXES.get(PurePosixPath(path).suffix.lower(), "text")
    text, problem = _decoded(data)
    if text is None:
        return Note(path, (), (), {}, 1, kind, (), problem, content_digest(data))
    count = text.count("\n") + text.count("\r") - text.count("\r\n")
    if count > MOST_LINES_OF_A_NOTE:
        too_many = f"has {count:,} lines, more than {MOST_LINES_OF_A_NOTE:,}: split it by month or year"
        return Note(path, (), (), {}, 1, kind, (), too_many, content_digest(data))
    lines = tuple(_LINE_END.split(text))
    if lines[-1] == "":
        lines = lines[:-1]
    if (held := sum(map(sys.getsizeof, lines))) > _MOST_HELD:
        too_wide = (
            f"takes {held // 1_000_000} MB of memory, more than {_MOST_HELD // 1_000_000}: split it by month or year"
        )
        return Note(path, (), (), {}, 1, kind, (), too_wide, content_digest(data))
    fixed = tuple(_bounded(composed(line)) for line in repaired(lines))
    long = next((n for n, line in enumerate(lines, 1) if len(line) > LONGEST_LINE), 0)
    cut = (
        f"line {long} has {len(lines[long - 1]):,} characters: only the first {LONGEST_LINE:,} are read" if long else ""
    )
    front = read_front_matter(fixed, org=kind == "org")
    if front.refused:
        return Note(path, (), (), {}, 1, kind, (), front.refused, content_digest(data))
    problems = tuple(reason for reason in (problem, cut, front.problem) if reason)
    return Note(path, lines, fixed, front.values, front.body_start, kind, problems, digest=content_digest(data))


def _bounded(line: str) -> str:
    """What is read of a line: not all of one without end, and no gap that a pattern would try at each of its places."""
    line = line[:LONGEST_LINE]
    return _GAP.sub(" " * _WIDEST_GAP, line) if len(line) > _WIDEST_GAP else line


def _decoded(data: bytes) -> tuple[str | None, str]:
    """(text, problem); None where the bytes are not text."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                return data.decode(encoding), ""
            except UnicodeDecodeError:
                break
    if b"\0" in data:
        return None, "is not a text file"
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode(), ""
    except UnicodeDecodeError as error:
        if _is_binary(data):
            return None, "is not a text file"
        line = len(_LINE_END.split(data[: error.start].decode("latin-1")))
        return _as_windows(data), f"is not UTF-8 (line {line}): bytes that are not were read as Windows-1252"


def _is_binary(data: bytes) -> bool:
    """Control characters, which no text in any code page has, are more than a stray few."""
    start = data[:100_000]
    controls = sum(byte < 9 or 13 < byte < 27 or 27 < byte < 32 for byte in start)
    return controls * 100 > len(start)


def _as_windows(data: bytes) -> str:
    """Sound UTF-8 as it is, every other byte by Windows-1252: a file pasted together can be both."""
    return data.decode("utf-8", "daycite-windows-1252")


def _one_byte(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    byte = error.object[error.start : error.start + 1]
    return byte.decode("cp1252", "replace"), error.start + 1


codecs.register_error("daycite-windows-1252", _one_byte)
