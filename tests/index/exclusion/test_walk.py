"""Which files of a folder the rules by path leave out."""

import json
import unicodedata
from pathlib import Path

import pytest

from index.errors import NotesError
from index.exclusion.rules import BY_FORGET, BY_INCLUDE, BY_TEMPLATE_FOLDER, ExclusionRules, path_digest
from index.notes.folders import join_folders
from index.notes.note import list_notes

_FILES = ("a.md", "private/b.md", "private/deep/c.md", "2020/private.md", "2020/d.secret.md", "2020/e.md")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "notes"
    for name in _FILES:
        _write(root / name, "A note.\n")
    return root


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def _left_out(root: Path, **rules: object) -> dict[str, str]:
    listing = list_notes(root, ExclusionRules(**rules))  # type: ignore[arg-type]
    left_out = {file.path: file.rule for file in listing.left_out}
    assert not left_out.keys() & {path for path, _ in listing.files}
    return left_out


@pytest.mark.parametrize(
    ("patterns", "left_out"),
    [
        (["private/"], {"private/b.md", "private/deep/c.md"}),
        (["private"], {"private/b.md", "private/deep/c.md"}),
        (["./private/"], {"private/b.md", "private/deep/c.md"}),
        (["*.secret.md"], {"2020/d.secret.md"}),
        (["/e.md"], set()),
        (["2020/*", "!2020/e.md"], {"2020/private.md", "2020/d.secret.md"}),
        (["**/deep/**"], {"private/deep/c.md"}),
        (["private/ ", ""], {"private/b.md", "private/deep/c.md"}),
    ],
)
def test_patterns_are_those_of_gitignore(root: Path, patterns: list[str], left_out: set[str]) -> None:
    assert set(_left_out(root, exclude=tuple(patterns))) == left_out
    (root / ".dayciteignore").write_text("\n".join(["# mine", *(p.removeprefix(".") for p in patterns)]), "utf-8")
    assert set(_left_out(root)) == left_out


def test_a_pattern_can_be_a_path_of_this_machine(root: Path) -> None:
    assert set(_left_out(root, exclude=(f"{root}/2020/e.md",))) == {"2020/e.md"}


def test_with_include_only_what_it_matches_is_read_and_exclude_wins(root: Path) -> None:
    left_out = _left_out(root, include=("2020/",), exclude=("*.secret.md",))
    assert left_out["a.md"] == BY_INCLUDE and left_out["2020/d.secret.md"] == "exclude *.secret.md"
    assert set(left_out) == set(_FILES) - {"2020/private.md", "2020/e.md"}


def test_a_file_of_rules_holds_for_its_own_folder_and_what_is_below(root: Path) -> None:
    _write(root / "2020" / ".dayciteignore", "*.md\n!e.md\n")
    assert _left_out(root) == {
        "2020/private.md": "2020/.dayciteignore *.md",
        "2020/d.secret.md": "2020/.dayciteignore *.md",
    }


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-8"])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_however_the_rules_are_encoded_and_the_names_spelled(root: Path, encoding: str, form: str) -> None:
    name = unicodedata.normalize(form, "Tagebücher")  # type: ignore[arg-type]
    _write(root / name / "x.md", "A note.\n")
    (root / ".dayciteignore").write_bytes("Tagebücher/\r\n".encode(encoding))
    assert set(_left_out(root)) == {f"{name}/x.md"}


def test_rules_that_cannot_be_read_are_an_error(root: Path) -> None:
    with pytest.raises(NotesError, match="exclude has a pattern that cannot be read"):
        _left_out(root, exclude=("!",))
    (root / ".dayciteignore").symlink_to(root / "nowhere")
    with pytest.raises(NotesError, match=r"\.dayciteignore is not a file"):
        _left_out(root)


@pytest.mark.parametrize("forgotten", ["a.md", "private", "private/deep", "."])
def test_what_was_forgotten_is_known_by_its_place(root: Path, forgotten: str) -> None:
    digests = frozenset((path_digest(str((root / forgotten).resolve())),))
    inside = {name for name in _FILES if forgotten in (".", name) or name.startswith(f"{forgotten}/")}
    assert _left_out(root, forgotten=digests) == dict.fromkeys(inside, BY_FORGET)


@pytest.mark.parametrize(
    ("file", "settings"),
    [
        ("templates.json", {"folder": "private/"}),
        ("plugins/templater-obsidian/data.json", {"templates_folder": "/private"}),
        ("plugins/templater-obsidian/data.json", {"folder_templates": [{"folder": "/", "template": "private/b.md"}]}),
        ("daily-notes.json", {"template": "private/b"}),
        ("plugins/periodic-notes/data.json", {"daily": {"template": "private/b"}}),
    ],
)
def test_the_templates_of_a_vault_are_no_notes(root: Path, file: str, settings: dict[str, object]) -> None:
    _write(root / ".obsidian" / file, json.dumps(settings))
    assert _left_out(root)["private/b.md"] == BY_TEMPLATE_FOLDER
    assert set(_left_out(root)) <= {"private/b.md", "private/deep/c.md"}


def test_a_folder_of_notes_can_be_a_part_of_the_vault(root: Path) -> None:
    _write(root / ".obsidian" / "templates.json", '{"folder": "private/deep"}')
    assert _left_out(root / "private") == {"deep/c.md": BY_TEMPLATE_FOLDER}
    assert _left_out(root / "private" / "deep") == {}, "who names the folder itself wants it read"


@pytest.mark.parametrize(
    "settings", ['{"folder": ""}', '{"folder": "/"}', '{"folder": "../x"}', "[", "[1]", '{"folder": 3}']
)
def test_settings_that_name_no_folder_leave_out_nothing(root: Path, settings: str) -> None:
    _write(root / ".obsidian" / "templates.json", settings)
    assert _left_out(root) == {}


def test_each_of_several_folders_has_its_own_rules(root: Path, tmp_path: Path) -> None:
    _write(tmp_path / "work" / "a.md", "A note.\n")
    (root / ".dayciteignore").write_text("/a.md\n")
    joined = join_folders(tmp_path / "data", [root, tmp_path / "work"])
    assert set(_left_out(joined)) == {"notes/a.md"}
    assert set(_left_out(joined, exclude=("work/a.md",))) == {"notes/a.md", "work/a.md"}
