"""No file is read but a regular one that lies in the notes folder, whatever is put in its place, and when."""

import ast
import errno
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.errors import NotesError
from index.notes import opening
from index.notes.folders import Outside, join_folders
from index.notes.note import read_note
from index.notes.opening import MAX_NOTE_BYTES, note_bytes, note_place, note_status
from tools.project import ROOT

_SECRET = b"a secret from outside"


@pytest.fixture(params=[True, False], ids=["relative", "resolved"])
def root(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A notes folder, opened in the one way and in the other that there is where the system lacks the first."""
    if not request.param:
        monkeypatch.setattr(opening, "_RELATIVE", False)
    folder = tmp_path / "notes"
    (folder / "deep" / "er").mkdir(parents=True)
    (folder / "deep" / "er" / "a.md").write_bytes(b"words")
    (folder / "b.md").write_bytes(b"more words")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a.md").write_bytes(_SECRET)
    return folder


def test_a_note_is_read_whole_or_its_head(root: Path) -> None:
    assert note_bytes(root, "deep/er/a.md") == b"words" and note_bytes(root, "deep/er/a.md", 3) == b"wor"
    assert note_status(root, "b.md").st_size == 10
    with note_place(root, "deep/er/a.md") as place:
        assert (place.path, place.inside, place.linked) == (root / "deep/er/a.md", "deep/er/a.md", False)


@pytest.mark.parametrize(
    ("name", "target", "inside"),
    [
        ("l.md", "b.md", "b.md"),
        ("l.md", "./deep/../b.md", "b.md"),
        ("deep/l.md", "er/a.md", "deep/er/a.md"),
        ("deep/l.md", "../b.md", "b.md"),
        ("deep/er/l.md", "{root}/b.md", "b.md"),
        ("l", "deep", "deep/er/a.md"),
    ],
)
def test_links_inside_the_folder_are_followed(root: Path, name: str, target: str, inside: str) -> None:
    (root / name).symlink_to(target.format(root=root))
    path = name if name.endswith(".md") else f"{name}/er/a.md"
    with note_place(root, path) as place:
        assert (place.inside, place.linked) == (inside, True)
        assert place.read() == (root / inside).read_bytes()


@pytest.mark.parametrize(
    ("link", "target", "path"),
    [
        ("l.md", "../out/a.md", "l.md"),
        ("l.md", "{out}/a.md", "l.md"),
        ("l", "../out", "l/a.md"),
        ("l", "{out}", "l/a.md"),
        ("deep/l", "../../out", "deep/l/a.md"),
        ("l.md", "deep/../../out/a.md", "l.md"),
        ("l.md", "/etc/passwd", "l.md"),
        ("l.md", "/proc/self/cwd", "l.md"),
        ("x", "b.md", "../out/a.md"),
        ("x", "b.md", "deep/../../out/a.md"),
        ("x", "b.md", "{out}/a.md"),
        ("x", "b.md", "/etc/passwd"),
    ],
)
def test_nothing_leads_out(root: Path, link: str, target: str, path: str) -> None:
    out = root.parent / "out"
    (root / link).symlink_to(target.format(out=out))
    with pytest.raises(Outside):
        note_bytes(root, path.format(out=out))
    with pytest.raises(NotesError, match="leads out of the notes folder"):
        read_note(root, path.format(out=out))


def _circle(file: Path) -> None:
    file.symlink_to(file.name)


def _device(file: Path) -> None:
    file.parent.joinpath("zero").touch()
    try:
        os.mknod(file, 0o020666, os.makedev(1, 5))
    except OSError:
        pytest.skip("no devices can be made here")


def _long(file: Path) -> None:
    with file.open("wb") as opened:
        opened.truncate(MAX_NOTE_BYTES + 1)


@pytest.mark.parametrize("planted", [os.mkfifo, os.mkdir, _circle, _device, _long, lambda file: None])
def test_what_is_no_file_to_be_read_is_an_answer_at_once(root: Path, planted: Callable[[Path], None]) -> None:
    planted(root / "x.md")
    with pytest.raises(OSError):
        note_bytes(root, "x.md")
    with pytest.raises(NotesError, match=r"x\.md cannot be read \("):
        read_note(root, "x.md")


@pytest.mark.parametrize("path", ["", ".", "deep", "deep/er/", "deep/er/..", "a\x00.md", "b.md/a.md", "\ud800.md"])
def test_paths_that_are_none(root: Path, path: str) -> None:
    with pytest.raises(OSError):
        note_bytes(root, path)


def test_a_circle_of_links_ends(root: Path) -> None:
    for number in range(60):
        (root / f"l{number}").symlink_to(f"l{(number + 1) % 60}")
    with pytest.raises(OSError) as error:
        note_bytes(root, "l0")
    assert error.value.errno in (errno.ELOOP, errno.EINVAL)


def test_of_joined_folders_each_note_must_lie_in_its_own(root: Path, tmp_path: Path) -> None:
    (root / "over.md").symlink_to(tmp_path / "out" / "a.md")
    joined = join_folders(tmp_path / "data", [root, tmp_path / "out"])
    assert note_bytes(joined, "notes/b.md") == b"more words" and note_bytes(joined, "out/a.md") == _SECRET
    for path in ("notes/over.md", "nothing/b.md", "notes", "../notes/b.md", "notes/../out/a.md", ""):
        with pytest.raises(OSError):
            note_bytes(joined, path)
    (joined / "notes").unlink()
    (joined / "notes").symlink_to("/etc")
    assert note_bytes(joined, "notes/b.md") == b"more words", "what the links on the disk say does not count"


def _swaps(root: Path, out: Path) -> Iterator[Callable[[], None]]:
    """What an attacker puts in the place of a note or of a folder above it, ten kinds, and the note again."""
    note, folder = root / "deep" / "er" / "a.md", root / "deep"

    def put(make: Callable[[Path], object]) -> Callable[[], None]:
        def swap() -> None:
            made = note.with_name(".new")
            make(made)
            os.replace(made, note)
            made = note.with_name(".old")
            made.write_bytes(b"words")
            os.replace(made, note)

        return swap

    def folder_for_link(target: str) -> Callable[[], None]:
        def swap() -> None:
            os.rename(folder, root / ".aside")
            folder.symlink_to(target)
            folder.unlink()
            os.rename(root / ".aside", folder)

        return swap

    yield put(lambda made: made.symlink_to(out / "a.md"))
    yield put(lambda made: made.symlink_to("../../../out/a.md"))
    yield put(lambda made: made.symlink_to("../../up/a.md"))
    yield put(lambda made: os.mkfifo(made))
    yield put(lambda made: made.symlink_to("/dev/zero"))
    yield put(lambda made: made.symlink_to("/proc/self/environ"))
    yield put(lambda made: made.symlink_to(made))
    yield folder_for_link(str(out))
    yield folder_for_link("../out")
    yield folder_for_link("up")


@pytest.mark.long
def test_races_get_nothing_from_outside(tmp_path: Path) -> None:
    """2,000 swaps while the note is read again and again: not a byte from outside, and no wait."""
    root, out = tmp_path / "notes", tmp_path / "out"
    (root / "deep" / "er").mkdir(parents=True)
    (out / "er").mkdir(parents=True)
    (out / "a.md").write_bytes(_SECRET)
    (out / "er" / "a.md").write_bytes(_SECRET)
    (root / "up").symlink_to("../out")
    (root / "deep" / "er" / "a.md").write_bytes(b"words")
    over, got = threading.Event(), set[bytes]()

    def read() -> None:
        while not over.is_set():
            try:
                got.add(note_bytes(root, "deep/er/a.md"))
            except OSError:
                continue

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    try:
        for swap in _swaps(root, out):
            for _ in range(200):
                swap()
    finally:
        over.set()
        for reader in readers:
            reader.join(20)
    assert not any(reader.is_alive() for reader in readers)
    assert got == {b"words"}


_OPENERS = frozenset(("open", "read_bytes", "read_text", "fdopen", "FileIO", "mmap", "sendfile", "copyfile", "copy"))
_OTHERS = {
    "index/text/language_data.py": "words of languages, files of the package",
    "index/write_back/write_log.py": "kept copies, in the data folder",
    "index/write_back/safe_write.py": "a new file beside a note, and a folder that is put on the disk",
    "index/imports/archive.py": "what another app exported: regular files, no links followed",
    "api/settings_files.py": "settings files",
    "api/settings_writing.py": "settings files",
    "api/actions/question_marks.py": "the data folder",
    "api/parts/place.py": "the data folder",
    "rag/llm/reading_speed.py": "the data folder",
    "api/parts/token.py": "the data folder",
    "api/parts/own_user.py": "the system's table of connections",
    "api/parts/consent.py": "the data folder",
    "api/parts/forgotten.py": "the data folder",
    "index/exclusion/regular_file.py": "what to leave out: no note, and no pipe either",
    "api/cli/exits.py": "the null device",
    "index/notes/opening.py": "this is the place",
}
"""Modules that open files, and what these are; those of the models and the store are not notes."""
_NOT_NOTES = ("index/embedding/", "index/judge/", "index/store/")


def _opens(file: Path) -> bool:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if not isinstance(node, ast.Call | ast.Attribute):
            continue
        named = node.func if isinstance(node, ast.Call) else node
        if isinstance(named, ast.Name) and named.id in _OPENERS:
            return True
        if isinstance(named, ast.Attribute) and named.attr in _OPENERS:
            # `self.open()` of a place, of vectors; `x.copy()` of a mapping
            if named.attr == "copy" or ast.unparse(named.value) in ("self", "place", "webbrowser"):
                continue
            return True
    return False


def test_no_other_place_opens_a_note() -> None:
    files = (file for room in ("index", "rag", "api") for file in (ROOT / room).rglob("*.py"))
    names = {file.relative_to(ROOT).as_posix() for file in files if _opens(file)}
    assert {name for name in names if not name.startswith(_NOT_NOTES)} == set(_OTHERS)
