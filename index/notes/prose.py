"""Block -> the author's words that are embedded, searched and counted as prose."""

import re

from index.notes.block import Block
from index.text.inline import is_navigation, plain, without_properties

_PROSE_KINDS = frozenset(("paragraph", "item", "quote", "html"))
_SILENT_HTML = re.compile(r"<(script|style|svg|iframe)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_WORD = re.compile(r"\w")


def prose_of(block: Block) -> str:
    """The author's words in the block, without markup; "" for rules, link definitions, navigation."""
    if block.kind in ("code", "table"):
        return block.text if _WORD.search(block.text) else ""
    if block.kind not in _PROSE_KINDS and block.kind != "heading" or is_navigation(block.text):
        return ""
    text = _SILENT_HTML.sub(" ", block.text) if block.kind == "html" else block.text
    prose = plain(without_properties(text))
    return prose if _WORD.search(prose) else ""
