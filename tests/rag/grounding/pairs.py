"""Labelled statements for the check of what a language model writes: tests/data/grounding -> Pair."""

import re
from dataclasses import dataclass
from datetime import date

from tools.project import DATA

SPLITS = ("held-out", "development")
PARAPHRASES = "paraphrases"
_PART = re.compile(r"^== (.+) ==$")


@dataclass(frozen=True)
class Pair:
    """A statement about a passage, and whether the passage supports it."""

    part: str
    day: date
    passage: str
    kind: str
    statement: str
    supported: bool


def read_pairs(split: str) -> list[Pair]:
    """Every pair of "held-out", "development" or "paraphrases", in the file's order."""
    pairs: list[Pair] = []
    part, day, passage = "", date.min, ""
    for line in (DATA / "grounding" / f"{split}.txt").read_text("utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        head = _PART.match(line)
        if head:
            part = head[1]
        elif line.startswith("  "):
            kind, statement = line.strip().split("|", 1)
            pairs.append(Pair(part, day, passage, kind[1:].strip(), statement.strip(), kind[0] == "+"))
        else:
            written, passage = (piece.strip() for piece in line.split("|", 1))
            day = date.fromisoformat(written)
    return pairs
