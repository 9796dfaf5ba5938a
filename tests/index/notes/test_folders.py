"""Several folders as one: their notes are found under their names, and nothing else is."""

import os
from pathlib import Path

import pytest

from index.errors import NotesError
from index.notes.folders import forget, homes, is_at_home, join_folders, links_of
from index.notes.note import note_paths, read_note
from index.write_back.safe_write import target_of


@pytest.fixture
def folders(tmp_path: Path) -> list[Path]:
    found = []
    notes = {"journal/2024-05-01.md": "Rain.", "work/2024/log.md": "Rain too.", "old/journal/a.md": "x"}
    for path, text in notes.items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        found.append(file.parent if path != "work/2024/log.md" else tmp_path / "work")
    return found


def test_their_notes_are_found_under_their_names(folders: list[Path], tmp_path: Path) -> None:
    root = join_folders(tmp_path / "data", folders)
    assert note_paths(root) == (["journal-2/a.md", "journal/2024-05-01.md", "work/2024/log.md"], [])
    assert read_note(root, "work/2024/log.md").lines == ("Rain too.",)
    assert root.parent.parent == tmp_path / "data" and "journal" in root.name and "work" in root.name


def test_the_order_and_the_spelling_do_not_matter(
    folders: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    first = join_folders(tmp_path / "data", folders)
    assert join_folders(tmp_path / "data", folders[::-1]) == first
    assert join_folders(tmp_path / "data", [Path("work/../work"), Path("journal"), Path("old/journal")]) == first
    assert join_folders(tmp_path / "data", folders[:2]) != first


def test_one_folder_is_itself(folders: list[Path], tmp_path: Path) -> None:
    assert join_folders(tmp_path / "data", [folders[0], folders[0]]) == folders[0]
    assert not (tmp_path / "data").exists()


def test_a_link_that_was_changed_is_put_right(folders: list[Path], tmp_path: Path) -> None:
    root = join_folders(tmp_path / "data", folders)
    (root / "work").unlink()
    (root / "work").symlink_to("/")
    assert join_folders(tmp_path / "data", folders) == root
    assert os.readlink(root / "work") == str(folders[1])


def test_a_planted_folder_of_links_opens_nothing(folders: list[Path], tmp_path: Path) -> None:
    clone = tmp_path / "clone" / "joined" / "notes"
    clone.mkdir(parents=True)
    (clone.parent / ".made-by-daycite").touch()
    (clone / "home").symlink_to(folders[0], target_is_directory=True)
    (clone / "a.md").write_text("x")
    assert links_of(clone) == () and note_paths(clone)[0] == ["a.md"]
    assert not is_at_home(clone, "home/2024-05-01.md")
    with pytest.raises(NotesError, match="outside"):
        target_of(clone, "home/2024-05-01.md")


def test_a_link_put_beside_those_of_a_joined_folder_is_not_followed(folders: list[Path], tmp_path: Path) -> None:
    root = join_folders(tmp_path / "data", folders[:2])
    (root / "planted").symlink_to(folders[2], target_is_directory=True)
    assert note_paths(root)[0] == ["journal/2024-05-01.md", "work/2024/log.md"]


def test_only_links_that_the_user_named_are_followed(folders: list[Path], tmp_path: Path) -> None:
    root = join_folders(tmp_path / "data", folders[:2])
    vault = tmp_path / "vault"
    vault.mkdir()
    (vault / "a.md").write_text("x")
    (vault / "out").symlink_to(folders[1])
    (vault / ".made-by-daycite").touch()
    assert links_of(vault) == () and note_paths(vault)[0] == ["a.md"]
    (folders[0] / "out").symlink_to(folders[2])
    (folders[0] / "note.md").symlink_to(folders[2] / "a.md")
    found, skipped = note_paths(root)
    assert found == ["journal/2024-05-01.md", "work/2024/log.md"]
    reasons = {each.path: each.reason for each in skipped}
    assert reasons.pop("journal/note.md") == "is a link that leads out of the notes folder"
    assert list(reasons) == ["journal/out"], "a linked folder that is not read is told of"


def test_a_link_to_a_folder_that_is_read_anyway_is_nothing_to_tell_of(tmp_path: Path) -> None:
    (tmp_path / "notes" / "talks").mkdir(parents=True)
    (tmp_path / "notes" / "talks" / "a.md").write_text("x")
    for name, target in (("again", "talks"), ("loop", "."), (".hidden", str(tmp_path)), ("gone", "nowhere")):
        (tmp_path / "notes" / name).symlink_to(target)
    assert note_paths(tmp_path / "notes") == (["talks/a.md"], [])


def test_a_note_is_at_home_in_its_own_folder_only(folders: list[Path], tmp_path: Path) -> None:
    root = join_folders(tmp_path / "data", folders[:2])
    assert sorted(homes(root)) == sorted(map(str, folders[:2]))
    assert is_at_home(root, "work/2024/log.md") and is_at_home(root, "work/2024/new.md")
    for path in ("answers.md", "../a.md", "work/../answers.md", "work", "", str(folders[2] / "a.md")):
        assert not is_at_home(root, path), path
    assert target_of(root, "work/2024/log.md") == folders[1] / "2024" / "log.md"
    with pytest.raises(NotesError, match="outside"):
        target_of(root, "answers.md")


def test_what_is_forgotten_leaves_nothing_but_the_notes(folders: list[Path], tmp_path: Path) -> None:
    root, other = join_folders(tmp_path / "data", folders), join_folders(tmp_path / "data", folders[:2])
    data = tmp_path / "data"
    forget(data, root)
    assert not root.exists() and other.exists()
    forget(data, other)
    assert list((tmp_path / "data").iterdir()) == []
    forget(data, folders[0])
    assert (folders[0] / "2024-05-01.md").read_text() == "Rain."
