"""Whether a note holds a word of its author's: templates win retrieval on "today" and "questions" if they are kept."""

import re
from collections.abc import Sequence

from index.block import Block
from index.inline import is_navigation, is_tag_line
from index.prose import prose_of

_PLACEHOLDER = re.compile(r"\{\{.*?\}\}|<%.*?%>|\$\{[^}]*\}|<!--.*?-->")
_LABEL = re.compile(r"^[^.!?]{0,60}[:：]$")
_WORD = re.compile(r"\w")
_MEDIA = re.compile(r"!\[")


def is_template(blocks: Sequence[Block]) -> bool:
    """Whether only headings, labels, empty tasks and placeholders are in a note."""
    return not any(_said(block.kind, block.text, prose_of(block)) for block in blocks)


def _said(kind: str, text: str, prose: str) -> bool:
    if kind == "heading" or is_navigation(text) or is_tag_line(text):
        return False
    if kind == "code":
        return not re.match(r"\s*(?:`{3,}|~{3,})\s*(?:dataview|dataviewjs|tasks|query)\b", text) and bool(prose)
    words = _PLACEHOLDER.sub("", prose).strip()
    return bool(_WORD.search(words) and not _LABEL.match(words)) or bool(_MEDIA.search(text))
