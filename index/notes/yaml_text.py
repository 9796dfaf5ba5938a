"""YAML -> values, all of them text. A module of its own: only notes with front matter need the library."""

from typing import Any

from frontmatter.default_handlers import YAMLHandler
from yaml import BaseLoader, YAMLError, parse
from yaml.events import CollectionEndEvent, CollectionStartEvent

try:
    from yaml import CBaseLoader
except ImportError:  # PyYAML built without libyaml
    CBaseLoader = BaseLoader  # type: ignore[assignment,misc]

__all__ = ["YAMLError", "load_yaml"]

_DEEPEST = 100  # lists in lists: libyaml goes down without a bound, and deep enough the process dies


def load_yaml(text: str) -> Any:
    """Raises YAMLError and what else the library raises on text that is no YAML."""
    depth = 0
    for event in parse(text, Loader=CBaseLoader):
        depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
        if depth > _DEEPEST:
            raise YAMLError("it is nested too deeply")
    return YAMLHandler().load(text, Loader=CBaseLoader)
