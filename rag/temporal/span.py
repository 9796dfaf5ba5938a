"""How a span of days is served: its first day as `from`, which Python keeps for itself."""

from typing import Any

SPAN_FIELDS: dict[str, Any] = {
    "alias_generator": lambda name: name.rstrip("_"),
    "serialize_by_alias": True,
    "validate_by_name": True,
}
"""The pydantic configuration of a dataclass with a field `from_`."""
