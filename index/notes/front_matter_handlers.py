"""python-frontmatter's handlers, set up for notes: YAML values as text, TOML by the standard library.

A module of its own: only notes that begin with a fence need the library.
"""

import re
import tomllib
from typing import Any

from frontmatter.default_handlers import BaseHandler, YAMLHandler
from yaml import BaseLoader, YAMLError, parse
from yaml.events import CollectionEndEvent, CollectionStartEvent

try:
    from yaml import CBaseLoader
except ImportError:  # PyYAML built without libyaml
    CBaseLoader = BaseLoader  # type: ignore[assignment,misc]

_DEEPEST = 100  # lists in lists: libyaml recurses without a bound, and deep enough the process dies


class _YAML(YAMLHandler):  # type: ignore[misc]
    # The library's own boundary knows no "..." and swallows blank lines, and then the body's first line is unknown.
    FM_BOUNDARY = re.compile(r"^(?:-{3,}|\.{3})[^\S\n]*$", re.MULTILINE)

    def load(self, fm: str, **kwargs: object) -> Any:
        depth = 0
        for event in parse(fm, Loader=CBaseLoader):
            depth += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
            if depth > _DEEPEST:
                raise YAMLError("it is nested too deeply")
        return super().load(fm, Loader=CBaseLoader)


class _TOML(BaseHandler):  # type: ignore[misc]
    """The library's own TOML handler needs the package `toml`."""

    FM_BOUNDARY = re.compile(r"^\+{3}[^\S\n]*$", re.MULTILINE)

    def load(self, fm: str) -> dict[str, Any]:
        return tomllib.loads(fm)


_HANDLERS = (_YAML(), _TOML())
# What `load_front_matter` may raise on text that is neither (TOML's own error is a ValueError).
LOAD_ERRORS = (YAMLError, ValueError, RecursionError, TypeError)


def split_front_matter(text: str) -> list[str] | None:
    """The lines between the fences, the first of which `text` begins with; None when they are never closed."""
    handler = _handler(text)
    try:
        inside, _ = handler.split(text)
    except ValueError:
        return None
    return str(inside).split("\n")[1:-1]


def load_front_matter(text: str, fence: str) -> Any:
    """The values of front matter, by the fence above it. Raises one of LOAD_ERRORS."""
    return _handler(fence).load(text)


def _handler(text: str) -> Any:
    return next(handler for handler in _HANDLERS if handler.detect(text))
