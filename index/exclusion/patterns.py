"""Patterns in gitignore's syntax -> whether they match a path; a pattern that cannot be read leaves nothing in doubt.

pathspec does it, as git does. Names are compared in one Unicode form: a folder copied from a Mac spells "ü" in two.
"""

import os
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import NotesError
from index.text.folding import composed

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


class Patterns:
    """Some patterns, in order: as in git, the last that matches decides, and `!` takes back."""

    def __init__(self, lines: Sequence[str], source: str) -> None:
        """`source` names the setting or the file. Raises NotesError for a line that is no pattern."""
        self.lines, self.source = tuple(lines), source
        self._spec = _spec(self.lines, source)

    def match(self, path: str, is_folder: bool = False) -> bool | None:
        """True or False where a pattern matches or takes back, None where none does."""
        return self._spec.check_file(same_form(path) + "/" * is_folder).include

    def rule(self, path: str, is_folder: bool = False) -> str:
        """The pattern that matched, in words: "exclude private/"."""
        index = self._spec.check_file(same_form(path) + "/" * is_folder).index
        return f"{self.source} {self.lines[index]}" if index is not None else self.source


def own_patterns(patterns: Sequence[str], home: str) -> list[str]:
    """As users write them in settings -> as gitignore has them: "./private", "~/notes/private", a "#" at the start."""
    return [_own(pattern, home) for pattern in patterns]


def _own(pattern: str, home: str) -> str:
    text = pattern.strip()
    taken_back = text.startswith("!")
    text = text.removeprefix("!")
    if os.sep == "\\":
        text = text.replace("\\", "/")
    if text.startswith("~"):
        text = Path(text).expanduser().as_posix() + "/" * text.endswith("/")
    base = Path(home).as_posix().rstrip("/") + "/"
    if text.startswith(base):
        text = "/" + text.removeprefix(base)
    elif text.startswith("./"):
        text = text[1:]
    elif text.startswith("#"):
        text = "\\" + text
    return "!" * taken_back + text


@lru_cache(maxsize=64)
def _spec(lines: tuple[str, ...], source: str) -> "GitIgnoreSpec":
    from pathspec import GitIgnoreSpec  # a tenth of a second, where there are patterns only

    try:
        return GitIgnoreSpec.from_lines([same_form(line) for line in lines])
    except ValueError as error:
        message = f"{source} has a pattern that cannot be read ({error}), so it is not known what to leave out"
        raise NotesError(message, "Write it as in a .gitignore file, or remove it") from error


def same_form(text: str) -> str:
    """The one form in which names are compared."""
    return composed(text)
