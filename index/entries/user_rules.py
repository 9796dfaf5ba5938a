"""What a user says about dates that could be read in two ways: for all notes, or for those that a glob matches."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePosixPath
from typing import Literal

from index.entries.evidence.day_month_order import PairOrder


@dataclass(frozen=True, slots=True)
class DateRules:
    """Each is None where the user says nothing."""

    order: PairOrder | None = None
    year: int | None = None
    """Of dates that have none."""
    start: date | None = None
    """Day 1 of a numbered series."""
    fallback: Literal["mtime"] | None = None
    """Where nothing in a note says its day, the time the file was changed does."""
    timezone: str | None = None
    """Where the author was: times in UTC are of the day that it was there."""


def rules_for(path: str, rules: DateRules, by_glob: Sequence[tuple[str, DateRules]]) -> DateRules:
    """What holds for the note at `path`: `rules`, overridden by each glob that matches it, in order.

    A glob matches from the right (`day*.md`), over folders with `**`, or names a folder of the notes.
    """
    for glob, special in by_glob:
        if _matches(PurePosixPath(path), glob.strip("/")):
            values = {name: value for name in DateRules.__slots__ if (value := getattr(special, name)) is not None}
            rules = replace(rules, **values)
    return rules


def _matches(path: PurePosixPath, glob: str) -> bool:
    if not glob or any(str(parent) == glob for parent in path.parents):
        return True
    # Before Python 3.13 a pure path's match() takes ** for *: the folders it stands for are tried here.
    before, star, after = glob.partition("**/")
    if star and not before:
        return path.match(after)
    if star:
        below = [PurePosixPath(*path.parts[i:]) for i in range(len(path.parts))]
        return any(str(parent) + "/" == before for parent in path.parents) and any(p.match(after) for p in below)
    if glob.endswith("**"):
        return any(str(parent) == glob[:-2].strip("/") for parent in path.parents)
    return path.match(glob)
