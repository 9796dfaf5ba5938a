"""What was gathered of the notes -> the bytes of a new note of it, which daycite knows for its own and never reads.

- Planted tomatoes and beans behind the house. ([[2020-04-01]]) <!-- daycite digest 5d41402abc4b2a76 -->
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from index.errors import UsageError
from index.notes.markup.suffixes import NOTE_SUFFIXES
from index.notes.note import note_from_bytes
from index.notes.own_blocks import own_mark
from index.write_back.block_text import Form, safe, single_line
from index.write_back.day_links import day_link
from index.write_back.link_style import LinkStyle
from index.write_back.replies import Change, CitedDay


@dataclass(frozen=True, slots=True)
class PageLine:
    """A heading where it has a `level`, else an item; with the days that it cites."""

    text: str
    level: int = 0
    days: tuple[CitedDay, ...] = ()


def digest_page(
    root: Path, path: str, lines: Sequence[PageLine], kind: str = "digest", before: bytes | None = None
) -> Change:
    """The note as a change that only ever makes it, or replaces what is there `before`; its marks name the `kind`.

    Raises UsageError where its format cannot hide the marks.
    """
    suffix = Path(path).suffix.lower()
    if NOTE_SUFFIXES.get(suffix) not in ("markdown", "org"):
        raise UsageError(f"{path} is not named as a note that can be marked as daycite's", "Name it .md or .org")
    form: Form = "org" if suffix == ".org" else "mdx" if suffix == ".mdx" else "markdown"
    style = LinkStyle(root)
    links = style.links_of(note_from_bytes(path, b""))
    written = [] if form == "org" or not style.publishes else ["---", "draft: true", "published: false", "---", ""]
    for number, line in enumerate(lines):
        cited = dict.fromkeys(day_link(style, links, path, d.date, d.path, d.line) for d in line.days)
        words = safe(single_line(line.text), form) + (f" ({', '.join(cited)})" if cited else "")
        if line.level and number and written[-1]:
            written.append("")
        written += _marked(kind, line.level, words, form)
        if line.level:
            written.append("")
    data = "\n".join([*written, ""]).encode("utf-8", "replace")
    return Change(path, before, data, "", ())


def _marked(kind: str, level: int, words: str, form: Form) -> list[str]:
    """The heading or item, and the mark that it is daycite's."""
    lead = ("*" if form == "org" else "#") * level if level else "-"
    mark = own_mark(kind, words, form)
    return [f"{lead} {words}", mark] if form == "org" else [f"{lead} {words} {mark}"]
