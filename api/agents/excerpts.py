"""A day's passages -> what of them fits in its share of a result: around the words that were asked for."""

from collections.abc import Sequence
from typing import Any

_LEAST = 120  # characters of a passage, below which it is not worth to begin it


def with_excerpts(day: dict[str, Any], terms: Sequence[str], characters: int) -> dict[str, Any]:
    """The day, with as much of its passages, the best first, as fits into so many characters."""
    passages: list[dict[str, Any]] = []
    for passage in day.get("passages", ()):
        if passages and characters < _LEAST:
            break
        text = excerpt(passage["text"], terms, max(characters, _LEAST))
        passages.append({**passage, "text": text})
        characters -= len(text)
    return {**day, "passages": passages}


def excerpt(text: str, terms: Sequence[str], characters: int) -> str:
    """ "…the kernel slides over the image…": the part of `text` around the first of the terms in it."""
    if len(text) <= characters:
        return text
    folded = text.casefold()
    found = [at for term in terms if (at := folded.find(term)) >= 0] if len(folded) == len(text) else []
    start = max(0, min(min(found, default=0) - characters // 3, len(text) - characters))
    if start:
        start = text.find(" ", start) + 1 or start
    end = start + characters
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + characters // 2)
    return f"{'…' * (start > 0)}{text[start:end].strip()}{'…' * (end < len(text))}"
