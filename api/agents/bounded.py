"""A long list of results -> as much of it as an agent's context should take at once, and where the rest begins."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from index.errors import UsageError
from rag.llm.token_estimate import likely

MOST_TOKENS = 1_500
"""Of a result, where the agent asks for no other size."""
_HEAD = 60  # tokens that the cursor and the counts take
_LEAST_TEXT = 200  # characters that are left of a text that is cut


@dataclass(frozen=True, slots=True)
class Page:
    """Which part of a list is wanted."""

    cursor: str = ""
    """Where it begins, as the result before gave it; "" for the beginning."""
    limit: int = 0
    """How many items at most; 0 for as many as fit."""
    tokens: int = MOST_TOKENS

    @property
    def first(self) -> int:
        """Raises UsageError for a cursor that no result gave."""
        if not self.cursor:
            return 0
        if not (self.cursor.isascii() and self.cursor.isdecimal()) or len(self.cursor) > 9:
            raise UsageError(f"{self.cursor[:40]!r} is not a cursor", "Give the next_cursor of the result before")
        return int(self.cursor)


def tokens_of(value: Any) -> int:
    """About how many tokens a language model makes of it, written as JSON."""
    return likely(as_json(value))


def as_json(value: Any) -> str:
    """As JSON without spaces."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def bounded(head: Mapping[str, Any], name: str, items: Sequence[Any], page: Page) -> dict[str, Any]:
    """`head` with as many of `items` under `name` as fit, the first in any case; where more are left, a cursor."""
    first = page.first
    room = page.tokens - tokens_of(head) - _HEAD
    kept: list[Any] = []
    for item in items[first:]:
        cost = tokens_of(item)
        if kept and (cost > room or page.limit and len(kept) >= page.limit):
            break
        if cost > room:
            item = _cut(item, max(room, 0))
        kept.append(item)
        room -= cost
    after = first + len(kept)
    more = {"next_cursor": str(after), "left": len(items) - after} if after < len(items) else {}
    return {**head, name: kept, **more}


def _cut(item: Any, room: int) -> Any:
    """An item that does not fit alone: its inner lists lose their ends first, then its longest texts."""
    if isinstance(item, str):
        return _shortened(item, room)
    if not isinstance(item, dict):
        return item
    item = dict(item)
    while tokens_of(item) > room:
        longest = max(item, key=lambda key: tokens_of(item[key]))
        value = item[longest]
        if isinstance(value, list) and len(value) > 1:
            over = tokens_of(item) - room
            item[longest] = _without_end(value, over)
        elif isinstance(value, list) and value and isinstance(value[0], dict | str):
            shorter = [_cut(value[0], max(room - tokens_of({**item, longest: []}), 0))]
            if shorter == value:
                break
            item[longest] = shorter
        elif isinstance(value, str) and len(value) > _LEAST_TEXT:
            item[longest] = _shortened(value, room - tokens_of({**item, longest: ""}))
        else:
            break
    return item


def _without_end(values: list[Any], over: int) -> list[Any]:
    kept = list(values)
    while len(kept) > 1 and over > 0:
        over -= tokens_of(kept.pop())
    return kept


def _shortened(text: str, room: int) -> str:
    """Its beginning, of about so many tokens; shorter than before in any case, where it is long."""
    share = min(max(room, 1) / max(tokens_of(text), 1), 1.0)
    return f"{text[: max(int(len(text) * share * 0.9), _LEAST_TEXT - 1)]}…"
