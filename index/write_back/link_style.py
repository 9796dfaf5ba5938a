"""A notes folder -> how its notes link to each other, by their own links, else by the program they are kept in.

"see [[2020-03-19]]" -> wiki        "[x]({{< ref "a" >}})" -> ref        "[x](../a.md)" -> markdown
"""

import json
import os
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Literal

from index.notes.block import Block
from index.notes.blocks import structure
from index.notes.note import Note, note_from_bytes, note_paths
from index.notes.private_parts import allowed_note

Links = Literal["wiki", "logseq", "markdown", "ref", "relref", "post_url", "filename", "org", "org-id", "none"]

_NEIGHBOURS = 12
_HEAD = 40_000  # bytes of a neighbour that are looked at
_SHAPES: tuple[tuple[Links, re.Pattern[str]], ...] = (
    ("wiki", re.compile(r"\[\[[^\]\n]{1,300}\]\]")),
    ("relref", re.compile(r"\{\{[<%]\s*relref\s")),
    ("ref", re.compile(r"\{\{[<%]\s*ref\s")),
    ("post_url", re.compile(r"\{%\s*post_url\s")),
    ("filename", re.compile(r"\]\(\{filename\}")),
    ("markdown", re.compile(r"(?<!!)\[[^\]\n]{1,300}\]\(<?(?!\w+:|#|//|\{)[^)\s]{1,500}\.(?:md|markdown|mdx)\b")),
)
_ORG_SHAPES: tuple[tuple[Links, re.Pattern[str]], ...] = (
    ("org-id", re.compile(r"\[\[id:[^\]\n]{1,300}\]")),
    ("org", re.compile(r"\[\[(?:file:|\./|\.\./)[^\]\n]{1,300}\]")),
)
_JOURNAL_TITLE = re.compile(r':journal/page-title-format\s+"([^"\n]{1,60})"')


@dataclass(frozen=True)
class LinkStyle:
    """A notes folder, looked at once for many links."""

    root: Path
    _of_notes: dict[str, Links] = field(default_factory=dict, repr=False, compare=False)
    _of_folders: dict[str, Links | None] = field(default_factory=dict, repr=False, compare=False)
    _headings: dict[str, tuple[Block, ...]] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def paths(self) -> tuple[str, ...]:
        return tuple(note_paths(self.root)[0])

    @cached_property
    def stems(self) -> Counter[str]:
        """How many notes have a name, without its ending and case."""
        return Counter(file_stem(path).casefold() for path in self.paths)

    @cached_property
    def logseq_title(self) -> str | None:
        """Logseq's format for the titles of days, None where the folder is not Logseq's."""
        for config in (place / "logseq" / "config.edn" for place in self._places):
            if config.is_file():
                match = _JOURNAL_TITLE.search(_text(config))
                return match[1] if match else "MMM do, yyyy"
        return None

    @cached_property
    def is_obsidian(self) -> bool:
        return any((place / ".obsidian").is_dir() for place in self._places)

    @cached_property
    def list_step(self) -> str:
        """How its program indents lists: Obsidian and Logseq by tabs; Python's Markdown takes no less than four."""
        if self.is_obsidian or self.logseq_title is not None:
            return "\t"
        python = any((place / name).exists() for place in self._places for name in ("pelicanconf.py", "mkdocs.yml"))
        return "    " if python else ""

    @cached_property
    def publishes(self) -> bool:
        """Whether a site is made of the folder: what is put there could be published."""
        names = ("_config.yml", "hugo.toml", "hugo.yaml", "config.toml", "config.yaml", "astro.config.mjs", "_posts")
        return any(
            (place / name).exists() for place in self._places for name in (*names, "pelicanconf.py", "mkdocs.yml")
        )

    @cached_property
    def content(self) -> str:
        """The folder that a Hugo site's paths count from, relative to the notes: "content/" or ""."""
        return "content/" if (self.root / "content").is_dir() else ""

    @property
    def _places(self) -> Iterable[Path]:
        """The folder and the one above: the notes can be the journals of a graph."""
        return (self.root, self.root.parent)

    def links_of(self, note: Note) -> Links:
        """How the note links to others: by its own links, its neighbours', the program's habit."""
        if note.path not in self._of_notes:
            org = note.kind == "org"
            own = _most(note.lines, org) or self._of_folder(note.path, org) or ("org" if org else self._by_program())
            logseq = own == "wiki" and self.logseq_title is not None
            self._of_notes[note.path] = "logseq" if logseq else own
        return self._of_notes[note.path]

    def headings(self, path: str) -> tuple[Block, ...]:
        """The headings of a note, none where it cannot be read."""
        if path not in self._headings:
            note = allowed_note(path, _bytes(self.root / path, None))  # a private heading is named in no link
            self._headings[path] = tuple(block for block in structure(note) if block.kind == "heading")
        return self._headings[path]

    def _of_folder(self, path: str, org: bool) -> Links | None:
        kind = os.path.join(os.path.dirname(path), f"*{os.path.splitext(path)[1].lower()}")
        if kind not in self._of_folders:
            self._of_folders[kind] = self._by_neighbours(path, os.path.dirname(path), org)
        return self._of_folders[kind]

    def _by_neighbours(self, path: str, folder: str, org: bool) -> Links | None:
        same = os.path.splitext(path)[1].lower()
        beside = [p for p in self.paths if os.path.dirname(p) == folder and os.path.splitext(p)[1].lower() == same]
        at = beside.index(path) if path in beside else 0
        near = sorted(beside, key=lambda p: abs(beside.index(p) - at))[: _NEIGHBOURS + 1] if len(beside) < 400 else []
        near = near or beside[max(0, at - _NEIGHBOURS // 2) : at + _NEIGHBOURS]
        lines = [line for p in near for line in note_from_bytes(p, _bytes(self.root / p)).lines]
        return _most(lines, org)

    def _by_program(self) -> Links:
        if self.logseq_title is not None:
            return "wiki"
        if not self.is_obsidian:
            return "markdown"
        for place in self._places:
            settings = place / ".obsidian" / "app.json"
            if settings.is_file():
                try:
                    chosen = json.loads(_text(settings))
                except ValueError:
                    continue
                return "markdown" if isinstance(chosen, dict) and chosen.get("useMarkdownLinks") is True else "wiki"
        return "wiki"


def file_stem(path: str) -> str:
    """ "a/2020-03-19.md" -> "2020-03-19" """
    return os.path.splitext(path.rsplit("/", 1)[-1])[0]


def _most(lines: Sequence[str], org: bool) -> Links | None:
    counts: Counter[Links] = Counter()
    for line in lines:
        if "[" not in line and "{" not in line or "daycite " in line:
            continue
        for name, pattern in _ORG_SHAPES if org else _SHAPES:
            counts[name] += len(pattern.findall(line[:5000]))
    commonest = counts.most_common(1)
    return commonest[0][0] if commonest and commonest[0][1] else None


def _bytes(file: Path, most: int | None = _HEAD) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(most)
    except OSError:
        return b""


def _text(file: Path) -> str:
    return _bytes(file).decode("utf-8", "replace")
