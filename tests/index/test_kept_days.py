"""Notes that are not indexed are read once, and nothing is kept of what is no longer listed."""

from datetime import date
from pathlib import Path

from index.day_list import day_list
from index.entries.entry import DayClue, Entry
from index.entries.reader import entries_reader
from index.entries.user_rules import DateRules
from index.kept_days import KeptDays, KeptNote

_ENTRY = Entry(
    "a.md", 1, 9, "Tag 1 — “x”", date(2024, 2, 1), None, "heading", "1.2.", ("doubt",), "--02-01",
    (DayClue("heading", "1.2.", "2024-02-01", True),),
)  # fmt: skip
_KEPT = KeptNote("a.md", 10, 123, "sig", "", (_ENTRY,))


def test_what_is_kept_comes_back_as_it_was(tmp_path: Path) -> None:
    kept = KeptDays(tmp_path / "days.sqlite")
    assert kept.known("rules") == {}
    kept.keep("rules", [_KEPT], {"a.md": 0})
    assert kept.known("rules") == {"a.md": _KEPT}
    assert kept.known("other rules") == {}


def test_nothing_is_left_of_what_is_no_longer_listed(tmp_path: Path) -> None:
    file = tmp_path / "days.sqlite"
    KeptDays(file).keep("rules", [_KEPT], {"a.md": 0})
    assert b"a.md" in file.read_bytes()
    KeptDays(file).keep("rules", [], {})
    assert b"a.md" not in file.read_bytes() and KeptDays(file).known("rules") == {}


def test_a_damaged_file_is_begun_anew(tmp_path: Path) -> None:
    file = tmp_path / "days.sqlite"
    file.write_bytes(b"no database at all" * 100)
    assert KeptDays(file).known("rules") == {}
    KeptDays(file).keep("rules", [_KEPT], {"a.md": 0})
    assert KeptDays(file).known("rules") == {"a.md": _KEPT}


def test_only_changed_notes_are_read_again(tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    notes.mkdir()
    for day in range(1, 6):
        (notes / f"2024-03-0{day}.md").write_text(f"# 2024-03-0{day}\n\nDay number {day}. What is it?\n")
    read: list[str] = []

    def listed() -> tuple[Entry, ...]:
        read.clear()
        entries_of, key = entries_reader(notes, DateRules(), [], date(2024, 4, 1))
        kept = KeptDays(tmp_path / "days.sqlite")
        return day_list(notes, entries_of, key, look=lambda file, *_: read.append(file.path), kept=kept).entries

    first = listed()
    assert len(first) == len(read) == 5
    assert listed() == first and read == []
    (notes / "2024-03-02.md").write_text("# 2024-03-07\n\nAnother day altogether.\n")
    (notes / "2024-03-03.md").unlink()
    changed = listed()
    assert read == ["2024-03-02.md"] and len(changed) == 4
    assert b"2024-03-03" not in (tmp_path / "days.sqlite").read_bytes()
