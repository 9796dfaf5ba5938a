"""Links to folders elsewhere, where the user has them followed: each folder once, in no circle, and no further."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.exclusion.rules import ExclusionRules, path_digest
from index.notes import opening
from index.notes.folders import Outside, follow_links, homes, is_at_home, join_folders
from index.notes.note import list_notes, note_paths, rule_of
from index.notes.opening import note_bytes
from index.rendering.pictures import has_picture
from index.write_back.safe_write import target_of

_PNG = b"\x89PNG\r\n\x1a\n and more"


@pytest.fixture(params=[True, False], ids=["relative", "resolved"])
def notes(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A notes folder with a link to a folder elsewhere, in which there is one more."""
    if not request.param:
        monkeypatch.setattr(opening, "_RELATIVE", False)
    for path in ("notes/own.md", "outside/2024-11-05.md", "outside/deep/b.md", "further/c.md", "secret/d.md"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(f"The text of {path}.\n")
    (tmp_path / "notes/lectures").symlink_to("../outside")
    (tmp_path / "outside/more").symlink_to(tmp_path / "further")
    follow_links(tmp_path / "notes", True)
    yield tmp_path / "notes"
    follow_links(tmp_path / "notes", False)


_ALL = ["lectures/2024-11-05.md", "lectures/deep/b.md", "lectures/more/c.md", "own.md"]


def test_they_are_read_by_their_paths_in_the_notes_folder(notes: Path) -> None:
    assert note_paths(notes) == (_ALL, [])
    assert note_bytes(notes, "lectures/deep/b.md") == b"The text of outside/deep/b.md.\n"
    assert note_bytes(notes, "lectures/more/c.md") == b"The text of further/c.md.\n"
    assert is_at_home(notes, "lectures/more/c.md") and len(homes(notes)) == 3
    assert target_of(notes, "lectures/deep/b.md") == notes.parent / "outside/deep/b.md"


def test_they_are_named_and_stay_shut_where_nobody_asked_for_them(notes: Path) -> None:
    note_paths(notes)
    follow_links(notes, False)
    found, skipped = note_paths(notes)
    assert found == ["own.md"]
    assert [(each.path, "set follow_links" in each.reason) for each in skipped] == [("lectures", True)]
    with pytest.raises(Outside):
        note_bytes(notes, "lectures/2024-11-05.md")


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("notes/again", "outside"),
        ("notes/zdeep", "outside/deep"),
        ("notes/self", "notes"),
        ("outside/self", "outside"),
        ("outside/back", "notes"),
        ("outside/deep/up", "outside"),
        ("further/round", "outside"),
        ("further/home", "notes"),
    ],
)
def test_no_folder_is_read_twice_and_no_circle_is_gone(notes: Path, link: str, target: str) -> None:
    (notes.parent / link).symlink_to(notes.parent / target, target_is_directory=True)
    found, skipped = note_paths(notes)
    assert skipped == []
    assert len({os.path.realpath(notes / path) for path in found}) == len(found) == len(_ALL)


def test_a_folder_that_holds_the_notes_is_not_followed(notes: Path) -> None:
    (notes / "all").symlink_to(notes.parent)
    (notes / "world").symlink_to("/")
    found, skipped = note_paths(notes)
    assert found == _ALL
    assert {each.path: "itself lies in" in each.reason for each in skipped} == {"all": True, "world": True}


def test_a_folder_around_one_that_is_followed_has_the_rest(notes: Path) -> None:
    (notes / "a").symlink_to(notes.parent / "outside/deep")
    assert note_paths(notes)[0] == ["a/b.md", *(path for path in _ALL if "deep" not in path)]


def test_nothing_leads_out_of_a_followed_folder(notes: Path) -> None:
    secret = notes.parent / "secret/d.md"
    (notes.parent / "outside/leak.md").symlink_to(secret)
    (notes / "leak.md").symlink_to(secret)
    (notes / "into.md").symlink_to(notes.parent / "outside/2024-11-05.md")
    found, skipped = note_paths(notes)
    assert found == _ALL
    assert {each.path for each in skipped} == {"leak.md", "into.md", "lectures/leak.md"}
    for path in ("lectures/leak.md", "leak.md", "lectures/../secret/d.md", "lectures/deep/../../secret/d.md"):
        with pytest.raises(Outside):
            note_bytes(notes, path)
    (notes / "lectures").unlink()
    (notes / "lectures").symlink_to(notes.parent / "secret")
    with pytest.raises(OSError):  # a link that is changed leads nowhere until the folder is listed again
        note_bytes(notes, "lectures/d.md")


@pytest.mark.parametrize(
    "rules",
    [
        ExclusionRules(exclude=("lectures/deep/",)),
        ExclusionRules(exclude=("b.md",)),
        ExclusionRules(include=("own.md", "2024*", "c.md")),
    ],
)
def test_rules_of_the_notes_folder_hold_in_it(notes: Path, rules: ExclusionRules) -> None:
    listing = list_notes(notes, rules)
    assert [path for path, _ in listing.files] == [path for path in _ALL if not path.endswith("b.md")]
    assert rule_of(notes, rules, "lectures/deep/b.md") and not rule_of(notes, rules, "lectures/more/c.md")


@pytest.mark.parametrize("place", ["notes", "outside", "outside/deep"])
def test_ignore_files_on_both_sides_hold(notes: Path, place: str) -> None:
    (notes.parent / place / ".dayciteignore").write_text("b.md\n*.png\n")
    (notes.parent / "outside/deep/b.png").write_bytes(_PNG)
    (notes.parent / "further/c.png").write_bytes(_PNG)
    assert [path for path, _ in list_notes(notes).files] == [path for path in _ALL if not path.endswith("b.md")]
    rules = ExclusionRules()
    assert not has_picture(notes, "lectures/deep/b.png", rules)
    assert has_picture(notes, "lectures/more/c.png", rules) == (place == "outside/deep")


def test_what_was_forgotten_stays_so_by_where_it_lies(notes: Path) -> None:
    for forgotten in ("outside/deep/b.md", "outside/deep"):
        rules = ExclusionRules(forgotten=frozenset((path_digest(str(notes.parent / forgotten)),)))
        assert [path for path, _ in list_notes(notes, rules).files] == [p for p in _ALL if not p.endswith("b.md")]
    rules = ExclusionRules(forgotten=frozenset((path_digest(str(notes.parent / "outside")),)))
    assert [path for path, _ in list_notes(notes, rules).files] == ["own.md"]


def test_of_joined_folders_too(notes: Path, tmp_path: Path) -> None:
    (tmp_path / "work").mkdir()
    (tmp_path / "work/e.md").write_text("x")
    joined = join_folders(tmp_path / "data", [notes, tmp_path / "work"])
    follow_links(joined, True)
    rules = ExclusionRules(exclude=("notes/lectures/deep/",))
    assert note_paths(joined, rules)[0] == [
        "notes/lectures/2024-11-05.md",
        "notes/lectures/more/c.md",
        "notes/own.md",
        "work/e.md",
    ]
    assert note_bytes(joined, "notes/lectures/more/c.md") == b"The text of further/c.md.\n"
    with pytest.raises(Outside):
        note_bytes(joined, "lectures/more/c.md")
    follow_links(joined, False)
