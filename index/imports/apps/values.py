"""Values of JSON whose kind nobody has checked yet."""

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
