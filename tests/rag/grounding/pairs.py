"""Labelled statements for the check of what a language model writes: tests/data/grounding -> Pair, WrittenPassage."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tools.project import DATA

SPLITS = ("held-out", "development")
PARAPHRASES = "paraphrases"
_PART = re.compile(r"^== (.+) ==$")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")


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


@dataclass(frozen=True)
class WrittenPassage:
    """A passage of notes, news or talk, and statements about it, each with whether the passage supports it."""

    text: str
    group: str
    """The same for passages that have a sentence in common."""
    statements: tuple[tuple[str, bool], ...]


def read_written() -> list[WrittenPassage]:
    """Those of tests/data/grounding/written."""
    paths = sorted((DATA / "grounding" / "written").glob("*.jsonl"))
    rows = [json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines()]
    groups = _groups([row["passage"] for row in rows])
    return [
        WrittenPassage(row["passage"], group, tuple((statement, supported) for statement, supported in row["rows"]))
        for row, group in zip(rows, groups, strict=True)
    ]


def _groups(passages: Sequence[str]) -> list[str]:
    """Of each passage its group, named for the first sentence of one of them."""
    group_of: dict[str, str] = {}
    for passage in passages:
        sentences = _SENTENCE_END.split(passage)
        joined = {group_of.setdefault(sentence, sentence) for sentence in sentences}
        group_of = {sentence: min(joined) if group in joined else group for sentence, group in group_of.items()}
    return [group_of[_SENTENCE_END.split(passage)[0]] for passage in passages]
