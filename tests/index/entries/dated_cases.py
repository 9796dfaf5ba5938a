"""tests/data/dates -> notes as people date them: the day of each marked line, also where a wrong day stands near.

A file is a table of one kind of case. A case begins with `=== its name | the note's path`. In its lines
`⇒ 2020-03-17` is the day of the entry that holds the line (`⇒ ?` when it is unknown, `⇒ 2020-03-17..2020-03-21` for
a range); it is removed before the note is read.
"""

import re
from dataclasses import dataclass

from tools.project import DATA

_TABLES = DATA / "dates"
TABLES = tuple(file.stem for file in sorted(_TABLES.iterdir()))
_MARK = re.compile(r"\s*⇒\s*(\S+)\s*$")


@dataclass(frozen=True)
class DatedCase:
    name: str
    path: str
    text: str
    expected: tuple[tuple[int, str], ...]
    """(line, day): the day in ISO form, "?" for an unknown one, "a..b" for a range."""


def dated_cases(table: str) -> list[DatedCase]:
    found = []
    for part in re.split(r"^=== (?=[^\n]*\|)", (_TABLES / f"{table}.txt").read_bytes().decode(), flags=re.MULTILINE)[
        1:
    ]:
        head, _, body = part.partition("\n")
        name, _, path = (piece.strip() for piece in head.partition("|"))
        lines, expected = [], []
        for number, line in enumerate(body.rstrip("\n").split("\n"), 1):
            match = _MARK.search(line)
            if match:
                expected.append((number, match[1]))
            lines.append(_MARK.sub("", line))
        assert expected, name
        found.append(DatedCase(name, path, "\n".join(lines) + "\n", tuple(expected)))
    return found
