"""What programs keep of notes is no note: a superseded text must never be cited."""

from pathlib import Path

import pytest

from index.exclusion.copies import copied_from
from index.notes.note import is_note_path, note_paths

NOTES = ("journals/2024_11_03.md", "pages/bak.md", "bak/old.md", "my logseq/bak/a.md", "logseq/pages/c.md")
COPIES = (
    "logseq/bak/journals/2024_11_03/2024-12-25T10_15_30.123Z.Desktop.md",
    "logseq/version-files/2024_11_03.md",
    "graph/logseq/bak/pages/a.md",
    "logseq/.recycle/a.md",
    ".trash/a.md",
    ".stversions/a~20240101-101010.md",
    "site/node_modules/x/README.md",
)


def test_backups_of_programs_are_no_notes(tmp_path: Path) -> None:
    for path in (*NOTES, *COPIES):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("The tiler starts in May.\n")
    assert note_paths(tmp_path) == (sorted(NOTES), [])
    assert all(map(is_note_path, NOTES)) and not any(map(is_note_path, COPIES))


@pytest.mark.parametrize(
    "copy",
    [
        "2024-03-05.sync-conflict-20240306-052706-XWKZABC.md",
        "2024-03-05 (Anna's conflicted copy 2024-03-06).md",
        "2024-03-05 (conflicted copy 2024-03-06 101010).md",
        "2024-03-05 (Conflicted copy laptop 202403061010).md",
        "2024-03-05 (SFConflict a@b.org 2024-03-06-10-10-10).md",
        "2024-03-05_conflict-20240306-101010.md",
        "2024-03-05.Conflict.md",
    ],
)
def test_a_copy_that_a_conflict_left_is_told_of_and_not_read(tmp_path: Path, copy: str) -> None:
    (tmp_path / copy).write_text("Old.\n")
    assert note_paths(tmp_path) == ([copy], []), "alone it is all there is of the note"
    (tmp_path / "2024-03-05.md").write_text("New.\n")
    found, [skipped] = note_paths(tmp_path)
    assert (found, skipped.path) == (["2024-03-05.md"], copy)
    assert "copy of 2024-03-05.md" in skipped.reason


def test_a_name_that_tells_of_a_conflict_is_none() -> None:
    for name in ("Conflict.md", "merge conflict.md", "conflicted copy.md", "a.conflicts.md"):
        assert copied_from(name, {"a.md", ".md", "merge.md"}) == ""
