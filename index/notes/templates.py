"""Whether its author wrote anything in a note: templates win retrieval on "today" and "questions" if they are kept.

And whether it is the form from which others are made: nobody asks anything in it.
"""

import re
from collections import Counter
from collections.abc import Sequence

from index.dates.labels import read_label
from index.notes.block import Block
from index.notes.note import Note
from index.notes.prose import prose_of
from index.text.inline import is_navigation, is_tag_line, plain
from index.text.language_data import all_words
from index.text.scripts import HAN, HANGUL, KANA

# Obsidian's Templater and core templates, and programs like them, leave commands in a form; its copies have filled
# them in.
_COMMAND = re.compile(r"<%[-_*+~]?\s*(?:await\s+)?tp\.|\{\{\s*(?:date|time|title)\s*(?::[^{}\n]*)?\}\}")
_LOGSEQ = re.compile(r"^\s*template::\s", re.MULTILINE)
_CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")
_PLACEHOLDER = re.compile(r"\{\{.*?\}\}|<%.*?%>|\$\{[^}]*\}|<!--.*?-->")
_LABEL = re.compile(r"^[^.!?]{0,60}[:：]$")
_WORD = re.compile(r"\w")
_STATE = re.compile(r"(?:TODO|NEXT|WAITING|DONE|CANCELLED|CANCELED|STARTED)\s")
_PROMPTS = all_words("text.prompt_words")
_TELLING_WORDS = 4
_QUERY = re.compile(r"\s*(?:`{3,}|~{3,})\s*(?:dataview|dataviewjs|tasks|query)\b")
_MEDIA = re.compile(r"!\[")


def is_template(blocks: Sequence[Block]) -> bool:
    """Whether only headings, labels, empty tasks and placeholders are in a note."""
    return not any(block.kind != "heading" and _is_authored(block) for block in blocks)


def own_headings(blocks: Sequence[Block]) -> frozenset[str]:
    """Headings that are their author's words: below the days of a note of several, and not repeated on each.

    Outlines say all they say in headings (`* [2012-03-25 Sun]` > `** Wrote the import`); a form repeats its own. In a
    note of one day those that tell something are words: `## Walked the dog in the park`, `* DONE Paid the rent`.
    """
    titles = [(b.text, read_label(plain(b.text))) for b in blocks if b.kind == "heading"]
    days = sum(label.pure and label.date is not None and label.date.names_day for _, label in titles)
    named = Counter(text for text, label in titles if label.date is None)
    if days <= 1:
        return _telling(blocks)
    return frozenset(text for text, n in named.items() if n == 1 or 4 * n <= days)


def _telling(blocks: Sequence[Block]) -> frozenset[str]:
    """Headings that tell something, where the note holds nothing else: no title, no question, no field to fill in."""
    if any(b.kind not in ("heading", "drawer", "reference") for b in blocks):
        return frozenset()
    headings = [b for b in blocks if b.kind == "heading"]
    title = len({b.level for b in headings}) > 1 and all(b.level > headings[0].level for b in headings[1:])
    return frozenset(b.text for b in headings[title:] if _tells(b.text))


def _tells(text: str) -> bool:
    words = re.findall(r"\w+", plain(text))
    if _PLACEHOLDER.search(text) or text.rstrip().endswith((*"?:？：",)) or not words:
        return False
    if _STATE.match(text):
        return len(words) > 2
    length = max(len(words), len(re.findall(f"[{KANA}{HAN}{HANGUL}]", text)) // 2)
    return length >= _TELLING_WORDS and words[0].lower() not in _PROMPTS and read_label(plain(text)).date is None


def _is_authored(block: Block) -> bool:
    text = block.text
    if is_navigation(text) or is_tag_line(text):
        return False
    if block.kind == "code":
        return not _QUERY.match(text) and bool(prose_of(block))
    words = _PLACEHOLDER.sub("", prose_of(block)).strip()
    return bool(_WORD.search(words) and not _LABEL.match(words)) or bool(_MEDIA.search(text))


def template_blocks(structure: Sequence[Block]) -> frozenset[int]:
    """The numbers of blocks below an item that Logseq knows as a template: its copies ask, it does not."""
    found: list[int] = []
    above: int | None = None
    for number, block in enumerate(structure):
        if above is not None and block.depth > above:
            found.append(number)
            continue
        above = block.depth if block.kind == "item" and _LOGSEQ.search(block.text) else None
    return frozenset(found)


def has_template_commands(note: Note, structure: Sequence[Block]) -> bool:
    """Whether such commands stand in the note outside its code; `structure` are its blocks."""
    if not any("<%" in row or "{{" in row for row in note.fixed):
        return False
    code = {row for block in structure if block.kind == "code" for row in range(block.line_start, block.line_end + 1)}
    rows = (row for number, row in enumerate(note.fixed, 1) if number not in code)
    return any(_COMMAND.search(_CODE.sub(" ", row)) for row in rows)
