"""A JSON schema and a wish -> what constrained decoding lets through: the wish, with impossible values replaced.

Ollama turns `format` into a grammar, so a model cannot write a number that the schema's enum does not have.
"""

import json
from typing import Any


def constrained(wish: str, schema: Any) -> str:
    """What a model that wants to write `wish` writes under the grammar of `schema`."""
    try:
        value = json.loads(wish)
    except ValueError:
        value = {}
    return json.dumps(_fitted(value, schema), ensure_ascii=False)


def _fitted(value: Any, schema: dict[str, Any]) -> Any:
    kind = schema.get("type")
    if kind == "object":
        have = value if isinstance(value, dict) else {}
        return {name: _fitted(have.get(name), its) for name, its in schema["properties"].items()}
    if kind == "array":
        items = [_fitted(each, schema["items"]) for each in (value if isinstance(value, list) else [])]
        items = items[: schema.get("maxItems", len(items))]
        return items + [_fitted(None, schema["items"])] * (schema.get("minItems", 0) - len(items))
    if "enum" in schema:
        return value if value in schema["enum"] else schema["enum"][0]
    return value if isinstance(value, str) else ""
