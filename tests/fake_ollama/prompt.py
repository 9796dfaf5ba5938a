"""Messages -> what a model gets to read of them: rendered, counted, and cut to the window as Ollama cuts.

First old messages go, system messages and the last one never (server/prompt.go); what is still too long keeps its
first four tokens and its end, the two together half of the window (the runner's log: limit=2050 of 4096, keep=4).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_KEEP = 4
# Roughly as byte-pair vocabularies cut: a space goes with its word, long words fall into pieces of four letters, digits
# stand alone, what is not ASCII costs a token for every two bytes.
_TOKEN = re.compile(r" ?[A-Za-z]{1,4}|[A-Za-z]{1,4}| ?\d|\n+| ?[^\w\s]|[^\S\n]+|.", re.DOTALL)


@dataclass(frozen=True)
class Read:
    """The prompt as the model has it."""

    text: str
    tokens: int
    whole: bool


def tokens(text: str) -> list[str]:
    found: list[str] = []
    for piece in _TOKEN.findall(text):
        found += [piece] if piece.isascii() else [piece] * max(1, (len(piece.encode()) + 1) // 2)
    return found


def render(messages: Sequence[Mapping[str, str]]) -> str:
    said = (f"<|start|>{m['role']}\n{m['content']}<|end|>\n" for m in messages)
    return f"{''.join(said)}<|start|>assistant\n"


def read(messages: Sequence[Mapping[str, str]], num_ctx: int) -> Read:
    last = len(messages) - 1
    for first in range(len(messages)):
        system = [m for m in messages[:first] if m["role"] == "system"]
        text = render([*system, *messages[first:]])
        cut = tokens(text)
        if len(cut) <= num_ctx:
            return Read(text, len(cut), first == 0)
        if first == last:
            break
    half = _KEEP + (num_ctx - _KEEP) // 2
    kept = cut[:_KEEP] + cut[len(cut) - (half - _KEEP) :]
    return Read("".join(kept), len(kept), False)
