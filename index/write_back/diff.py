"""Edits of a note's lines -> the unified diff that is shown before anything is written.

The edits are known, so nothing is compared: a note with thousands of answers costs no more than its lines.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.text.foreign import replaced

_CONTEXT = 3


@dataclass(frozen=True, slots=True)
class Edit:
    """`removed` lines from the index `at` (from 0) give way to `added` ones, all without line ends."""

    at: int
    removed: int
    added: tuple[str, ...]


def unified(path: str, lines: Sequence[str], edits: Sequence[Edit], new: bool = False) -> str:
    """The diff of a note with `lines`; `edits` in rising order, not overlapping. "" without edits."""
    if not edits:
        return ""
    name = path.replace("\n", "\N{REPLACEMENT CHARACTER}")
    out = [f"--- {'/dev/null' if new else f'a/{name}'}", f"+++ b/{name}"]
    grown = 0
    for hunk in _hunks(edits):
        out += _hunk(lines, hunk, grown)
        grown += sum(len(edit.added) - edit.removed for edit in hunk)
    return "\n".join(map(replaced, out)) + "\n"


def _hunks(edits: Sequence[Edit]) -> Iterator[list[Edit]]:
    """Edits whose surroundings touch belong together."""
    hunk = [edits[0]]
    for edit in edits[1:]:
        if edit.at - (hunk[-1].at + hunk[-1].removed) > 2 * _CONTEXT:
            yield hunk
            hunk = []
        hunk.append(edit)
    yield hunk


def _hunk(lines: Sequence[str], hunk: Sequence[Edit], grown: int) -> list[str]:
    start = max(0, hunk[0].at - _CONTEXT)
    stop = min(len(lines), hunk[-1].at + hunk[-1].removed + _CONTEXT)
    body, at = list[str](), start
    for edit in hunk:
        body += [f" {line}" for line in lines[at : edit.at]]
        body += [f"-{line}" for line in lines[edit.at : edit.at + edit.removed]]
        body += [f"+{line}" for line in edit.added]
        at = edit.at + edit.removed
    body += [f" {line}" for line in lines[at:stop]]
    before = stop - start
    after = before + sum(len(edit.added) - edit.removed for edit in hunk)
    return [f"@@ -{_range(start, before)} +{_range(start + grown, after)} @@", *body]


def _range(start: int, count: int) -> str:
    first = start + 1 if count else start
    return f"{first}" if count == 1 else f"{first},{count}"
