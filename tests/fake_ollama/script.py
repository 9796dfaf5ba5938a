"""What a model answers, and how its server misbehaves."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

Answerer = Callable[[str, dict[str, Any]], str]
"""(the prompt as the model reads it, the request) -> what it writes"""


@dataclass(frozen=True)
class Reply:
    """One answer to /api/chat."""

    content: str | Answerer = ""
    thinking: str = ""
    """What it thinks where the request lets it: thinking is on unless `think` is false."""
    think_tags: bool = False
    """Thinks in <think> tags amid the content, whatever the request says."""
    status: int = 200
    error: str = ""
    """The body's error of another status than 200, or of a line in mid-stream."""
    error_after: int | None = None
    """Lines after which the error comes, in mid-stream."""
    cut_after: int | None = None
    """Lines after which the connection is cut."""
    garbage_after: int | None = None
    """Lines after which one comes that is no JSON."""
    load_seconds: float = 0.0
    pause_seconds: float = 0.0
    """Between two lines."""
    ignores_format: bool = False
    no_format: bool = False
    """A server from before 0.5: `format` may not be a schema."""
    endless: bool = False
    """Goes on with the same until num_predict, or until nobody listens."""
    body: bytes | None = None
    """Sent as it is, in place of all else."""


@dataclass
class Script:
    """The replies to come, in order; the last one is given again and again."""

    replies: list[Reply] = field(default_factory=list)

    def next(self) -> Reply:
        return self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]


def statements(*said: tuple[str, Sequence[int]]) -> str:
    """The JSON that a model with a schema writes."""
    return json.dumps(
        {"statements": [{"notes": list(notes), "text": text} for text, notes in said]}, ensure_ascii=False
    )
