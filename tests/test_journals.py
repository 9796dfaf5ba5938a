"""The journals that daycite is taught and measured with: each quote stands where it is said to."""

import json
from pathlib import Path
from typing import Any

import pytest

from tools.answer_journals import JOURNALS, is_last, journal_files, taught_judge

_KINDS = {"fact", "why", "topic", "yesno", "change", "howto", "none"}
_ALL = sorted(JOURNALS.glob("*.txt"))


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.with_suffix(".jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("path", _ALL, ids=[path.stem for path in _ALL])
def test_each_quote_is_on_one_line_of_its_note(path: Path) -> None:
    files = journal_files(path.read_text("utf-8"))
    for row in _rows(path):
        assert row["kind"] in _KINDS and (row["kind"] == "none") == (not row["lines"])
        for name, words in [*row["lines"], *row.get("also", [])]:
            assert sum(words in line for line in files[name]) == 1, words


def test_what_is_learned_from_is_not_what_is_measured_with() -> None:
    names = [f"notes-{path.stem.partition('-')[0]}" for path in _ALL]
    taught, last = {name for name in names if taught_judge(name)}, {name for name in names if is_last(name)}
    assert taught and last and not taught & last and set(names) - taught - last
