"""The journals that daycite is taught and measured with: each quote stands where it is said to."""

import json
from pathlib import Path
from typing import Any

import pytest

from tools.answer_journals import JOURNALS, is_last, is_of_quote, journal_files, taught_judge

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


@pytest.mark.parametrize(
    ("text", "quote", "same"),
    [
        ("ふつうなら三時間のところが六時間半かかった。", "六時間半かかった", True),
        ("五分で終わった。", "六時間半かかった", False),
        ("They walked home in the rain.", "walked home", True),
        ("They walked home in the rain.", "drove to work", False),
    ],
)
def test_a_quote_may_be_a_part_of_what_is_said(text: str, quote: str, same: bool) -> None:
    assert is_of_quote("a.md", (1, 3), text, [("a.md", 2, quote)]) == same
    assert not is_of_quote("a.md", (1, 3), text, [("a.md", 4, quote)])


def test_no_two_journals_share_a_number() -> None:
    numbers = [path.stem.partition("-")[0] for path in JOURNALS.glob("*.txt")]
    assert len(set(numbers)) == len(numbers), "their notes would be rendered into one folder"
