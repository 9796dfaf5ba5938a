"""Labelled statements for the check of what a language model says: pairs.txt -> Pair."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

PAIRS_FILE = Path(__file__).parents[2] / "data" / "grounding" / "pairs.txt"
_PART = re.compile(r"^== (.+) ==$")


@dataclass(frozen=True)
class Pair:
    """A statement about a passage, and whether the passage bears it."""

    part: str
    day: date
    passage: str
    kind: str
    statement: str
    borne: bool


def read_pairs() -> list[Pair]:
    """Every pair of the table, in its order."""
    found: list[Pair] = []
    part, day, passage = "", date.min, ""
    for line in PAIRS_FILE.read_text("utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        head = _PART.match(line)
        if head:
            part = head[1]
        elif line.startswith("  "):
            kind, statement = line.strip().split("|", 1)
            found.append(Pair(part, day, passage, kind[1:].strip(), statement.strip(), kind[0] == "+"))
        else:
            written, passage = (piece.strip() for piece in line.split("|", 1))
            day = date.fromisoformat(written)
    return found
