"""How fast a server's model reads, as the server told -> how many tokens of notes the next prompt may have.

A processor reads 100 to 150 tokens a second, a graphics card thousands: a prompt that one reads at a glance lets the
other's user wait for half a minute. What is measured is kept, so that the next question knows it.
"""

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import NamedTemporaryFile

from rag.llm.server import Ended, StreamPart

WAITED = 6.0  # seconds that a user waits for the notes to be read
_USUAL, _USUAL_TINY = 900, 350  # tokens of notes where nothing was measured
_FEWEST, _MOST = 150, 2400
_TINY = 1.0  # billions of parameters, below which a model loses its way in long prompts
_TELLING = 64  # tokens: fewer take so little time that it tells nothing
_GROWS = 1.25  # the most that one answer adds: some servers count the tokens that they had read before as read at once
_KEPT = 50  # models


def notes_tokens(parameters: float | None, speed: float | None = None) -> int:
    """Tokens of notes for a model of so many billions of parameters that reads so many tokens a second.

    What is not known is None. A tiny model never gets more than it can follow.
    """
    usual = _USUAL_TINY if parameters is not None and parameters < _TINY else _USUAL
    if speed is None:
        return usual
    readable = max(_FEWEST, int(speed * WAITED))
    return min(readable, usual if usual == _USUAL_TINY else _MOST)


@dataclass(frozen=True, slots=True)
class ReadingSpeeds:
    """Tokens a second of each model that was asked, in a file; without one nothing is kept."""

    path: Path | None = None
    tokens: int = 0
    """Tokens of notes that a prompt has whatever the speed; 0 where that is to be found out."""

    def budget(self, model: str, parameters: float | None) -> int:
        """Tokens of notes for the next prompt. `model` names it with its server."""
        return self.tokens or notes_tokens(parameters, self._known().get(model))

    def heard(self, model: str) -> "Callable[[Ended], None]":
        """What takes down how fast the model has read."""
        return partial(self._keep, model)

    def _keep(self, model: str, ended: Ended) -> None:
        speed = ended.reading_speed if (ended.read_now or 0) >= _TELLING else None
        if self.path is None or speed is None:
            return
        known = self._known()
        kept = known.pop(model, None)
        known[model] = round(speed if kept is None else min((kept + speed) / 2, _GROWS * kept), 1)
        _write(self.path, dict(list(known.items())[-_KEPT:]))

    def _known(self) -> dict[str, float]:
        """What is kept, the models asked last at the end; nothing where it cannot be read."""
        if self.path is None:
            return {}
        try:
            told = json.loads(self.path.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        pairs = told.items() if isinstance(told, dict) else ()
        return {name: float(speed) for name, speed in pairs if isinstance(speed, int | float) and speed > 0}


def listened(parts: Iterator[StreamPart], heard: "Callable[[Ended], None]") -> Iterator[StreamPart]:
    """The parts as they come; `heard` is called with their end."""
    for part in parts:
        if isinstance(part, Ended):
            heard(part)
        yield part


def _write(path: Path, known: dict[str, float]) -> None:
    """All of it or nothing; a folder that cannot be written to is no reason to fail an answer."""
    try:
        with NamedTemporaryFile("w", dir=path.parent, prefix=path.name, delete=False, encoding="utf-8") as file:
            json.dump(known, file, indent=1)
        os.replace(file.name, path)
    except OSError:
        return
