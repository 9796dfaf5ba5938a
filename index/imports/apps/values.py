"""Values of JSON whose kind nobody has checked yet."""

from collections import Counter
from typing import Any


def string_of(value: object) -> str:
    """The text, "" for what is none."""
    return value if isinstance(value, str) else ""


def items(value: object) -> list[dict[str, Any]]:
    """The objects of a list."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def strings(value: object) -> tuple[str, ...]:
    """The texts of a list, or the names of its objects."""
    if isinstance(value, str):
        value = value.split(",")
    if not isinstance(value, list):
        return ()
    named = (item.get("name") if isinstance(item, dict) else item for item in value)
    return tuple(dict.fromkeys(text.strip() for item in named if (text := string_of(item)).strip()))


def numbered(key: str, seen: Counter[str]) -> str:
    """The key, for what has it first; for the others with a number: an app's own names do not tell them apart.

    >>> seen = Counter[str]()
    >>> numbered("a", seen), numbered("a", seen)
    ('a', 'a/2')
    """
    seen[key] += 1
    return f"{key}/{seen[key]}" if seen[key] > 1 else key
