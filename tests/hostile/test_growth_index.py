"""Work is counted, not timed: what indexing does with a hostile note grows no faster than the note."""

import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from index.entries.reader import entries_reader
from index.entries.user_rules import DateRules
from index.exclusion.rules import ExclusionRules
from index.notes.note import note_from_bytes
from index.notes.private_parts import without_private
from index.passages.read_note import NoteContents, note_contents
from index.store.catalog import Catalog
from index.store.put_file import put_file
from index.store.rows import FileRow
from tests.hostile.counting import check_growth, lines_and_calls, steps

_SIZES = (100, 200, 400)
_DAY = "# 2024-05-03\n\n"
_READ, _ = entries_reader(Path(tempfile.gettempdir()) / "no such folder", DateRules(), [], date(2024, 6, 1))
_RULES = ExclusionRules(tags=("health",))


def _each(n: int, one: Callable[[int], str]) -> str:
    return "".join(map(one, range(n)))


NOTES: dict[str, Callable[[int], str]] = {
    "the same heading": lambda n: _DAY + "## A walk\n" * n,
    "the same heading with words": lambda n: _DAY + "## A walk\n\nRain.\n\n" * n,
    "headings of all levels": lambda n: _DAY + _each(n, lambda i: f"{'#' * (1 + i % 6)} Walk {i}\n\nRain {i}.\n\n"),
    "headings of years and months": lambda n: _each(n, lambda i: f"# {1900 + i % 200}\n## May\n### 3\n\nRain.\n"),
    "headings of weekdays": lambda n: "# Week 10, 2024\n\n" + "## Monday\n\nRain.\n\n" * n,
    "dates that lack a year": lambda n: "## 3 May\n\nRain.\n\n" * n,
    "counted days": lambda n: _each(n, lambda i: f"## Day {i}\n\nRain.\n\n"),
    "lines of dates": lambda n: _each(n, lambda i: f"2024-05-{1 + i % 28:02} rain {i}\n"),
    "many dates in a line": lambda n: _DAY + "On " + "3 May 2024, " * n + "it rained.\n",
    "brackets": lambda n: _DAY + "We (it [was {late}]) went.\n" * n,
    "open brackets": lambda n: _DAY + "([{ rain\n\n" * n,
    "quotation marks": lambda n: _DAY + "“Well”, \"he\" 'said' «so» said Tom.\n" * n,
    "open quotation marks": lambda n: _DAY + "He said: “it rains\n\n" * n,
    "quotes in quotes": lambda n: _DAY + _each(n, lambda i: f"{'> ' * (i % 30)}rain {i}\n"),
    "items": lambda n: _DAY + _each(n, lambda i: f"- rain {i}\n"),
    "items in items": lambda n: _DAY + _each(n, lambda i: f"{'  ' * (i % 30)}- rain {i}\n"),
    "numbered items": lambda n: _DAY + "1. rain\n" * n,
    "items of days": lambda n: _each(n, lambda i: f"- 2024-{1 + i // 28 % 12:02}-{1 + i % 28:02}\n  - rain\n"),
    "a long line": lambda n: _DAY + "rain on the roof, " * n + "\n",
    "markers in each other": lambda n: _DAY + "*a _b **c __d `e ~~f [g\n\n" * n,
    "rows": lambda n: _DAY + "| a | b |\n|---|---|\n" + "| rain | sun |\n" * n,
    "code": lambda n: _DAY + "```\nrain\n```\n" * n,
    "comments": lambda n: _DAY + "%% rain %%\n\n<!-- sun -->\n\n" * n,
    "open comments": lambda n: _DAY + "%% rain\n\n<!-- sun\n\n" * 3 * n,
    "private headings": lambda n: _DAY + "## Walk #private\n\nRain.\n\n" * n,
    "private headings ever deeper": lambda n: _DAY + _each(n, lambda i: f"{'#' * (1 + i % 6)} Walk #private\n\n"),
    "private callouts": lambda n: _DAY + "> [!private] Walk\n" * n,
    "private callouts of many depths": lambda n: _DAY + _each(n, lambda i: f"{'> ' * (1 + i % 9)}[!private] Walk\n"),
    "private blocks of many colons": lambda n: _DAY + _each(n, lambda i: f"{':' * (3 + i % 20)}private\nrain\n"),
    "private callouts apart": lambda n: _DAY + "> [!private] Walk\n> rain\n\n" * n,
    "open private blocks": lambda n: _DAY + ":::private\nrain\n" * n,
    "open private blocks of org": lambda n: _DAY + "#+begin_private\nrain\n" * n,
    "private indented": lambda n: _DAY + "!!! private\n    rain\n" * n,
    "private indented in each other": lambda n: _DAY + _each(n, lambda i: f"{' ' * (i % 9)}!!! private\n"),
    "tags of days": lambda n: "".join(
        f"# {1900 + i // 336}-{1 + i // 28 % 12:02}-{1 + i % 28:02}\n\nRain #health\n\n" for i in range(n)
    ),
    "tags of one day": lambda n: "# 2024-05-03\n\n" + "Rain #health\n\n" * n + "# 2024-05-04\n\nSun.\n",
    "open blocks of org": lambda n: "* 2024-05-03\n" + "#+begin_src\nrain\n" * n,
    "open drawers of org": lambda n: "* 2024-05-03\n" + ":drawer:\nrain\n" * n,
    "open highlights": lambda n: _DAY + "{% highlight %}\nrain\n" * 3 * n,
    "bylines": lambda n: "Date: 3 May 2024\n\n" * n,
    "front matter": lambda n: "---\n" + _each(n, lambda i: f"key{i}: [a, b]\n") + "---\n\nRain.\n",
    "mojibake": lambda n: _DAY + "Itâ€™s â rain ðŸ\n" * n,
    "own answers": lambda n: _DAY + "- why?\n  - Rain. <!-- daycite a 5d41402abc4b2a76 -->\n" * n,
}  # fmt: skip


def _contents(data: bytes, path: str) -> NoteContents:
    return note_contents(without_private(note_from_bytes(path, data), _RULES), _READ, _counts)


def _counts(texts: Sequence[str]) -> list[int]:
    return [len(text) // 4 + 1 for text in texts]


@pytest.mark.slow
@pytest.mark.parametrize("kind", NOTES)
def test_reading_grows_with_the_note(kind: str) -> None:
    path = "a.org" if kind.endswith("org") else "a.md"
    work: list[float] = []
    for size in _SIZES:
        data = NOTES[kind](size).encode()
        work.append(lines_and_calls(lambda data=data: [list(p) for _, p in _contents(data, path).parts]) / len(data))  # type: ignore[misc]
    check_growth(work)


@pytest.mark.parametrize("kind", ["the same heading with words", "headings of all levels", "items of days", "rows"])
def test_storing_grows_with_the_note(kind: str, tmp_path: Path) -> None:
    """Once new, and once more: what is the same again keeps its rows."""
    first: list[float] = []
    again: list[float] = []
    for size in _SIZES:
        data = NOTES[kind](size).encode()
        catalog = Catalog(tmp_path / f"{size}.sqlite")
        row = FileRow("a.md", len(data), 1, "digest")

        def put(catalog: Catalog = catalog, row: FileRow = row, data: bytes = data) -> None:
            with catalog.writing() as db:
                put_file(db, row, _contents(data, "a.md").parts, set())

        for work in (first, again):
            work.append(steps(catalog.db, put) / len(data))
        catalog.close()
    check_growth(first)
    check_growth(again)
