"""A note is at every instant wholly the old or wholly the new one, whatever fails and whenever the process dies."""

import errno
import itertools
import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from index.errors import BusyError, DayciteError, NotesError, NotFoundError, StoreError, UsageError
from index.write_back import safe_write
from index.write_back.plan import apply, undo
from index.write_back.replies import Change
from index.write_back.safe_write import replace_file
from index.write_back.write_log import logged_runs
from tests.index.write_back.replies_made import content
from tools.project import ROOT

_OLD, _NEW = b"# 2020-03-18\n" + b"old words\n" * 2000, b"# 2020-03-18\n" + b"new words, more\n" * 3000
_CALLS = ("open", "write", "fsync", "fchmod", "fstat", "stat", "replace", "close", "mkdir", "unlink")
_CALLS += ("scandir", "lstat", "utime")


def _change(path: str = "a.md", before: bytes | None = _OLD, after: bytes = _NEW) -> Change:
    return Change(path, before, after, "", ("q1",))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "a.md").write_bytes(_OLD)
    return folder


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "data" / "kept"


def _failing(monkeypatch: pytest.MonkeyPatch, at: int, how: Callable[[], Any], seen: list[str]) -> None:
    """Lets the call number `at` of those that writing makes to the system go wrong."""
    count = itertools.count()

    def wrapped(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **options: Any) -> Any:
            number = next(count)
            seen.append(name)
            if number == at:
                how()
            return real(*args, **options)

        return call

    for name in _CALLS:
        monkeypatch.setattr(os, name, wrapped(name, getattr(os, name)))


def _disk_full() -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def _broken() -> None:
    raise OSError(errno.EIO, "Input/output error")


@pytest.mark.parametrize("how", [_disk_full, _broken], ids=["disk full", "disk broken"])
@pytest.mark.long
def test_a_failure_of_any_call_leaves_the_old_note_or_the_new(tmp_path: Path, how: Callable[[], None]) -> None:
    failures = 0
    for at in itertools.count():
        root, kept = tmp_path / f"n{at}", tmp_path / f"k{at}"
        root.mkdir()
        (root / "a.md").write_bytes(_OLD)
        seen: list[str] = []
        error = ""
        with pytest.MonkeyPatch.context() as patch:
            _failing(patch, at, how, seen)
            try:
                written = apply(root, [_change()], kept)
                error = " ".join(left.reason for left in written.failed)
            except DayciteError as caught:
                error = str(caught)
        data = (root / "a.md").read_bytes()
        assert data == (_OLD if error else _NEW), (at, seen[-1])
        assert "\n" not in error
        failures += bool(error)
        if len(seen) <= at:
            break
        # What was left is tidied by the next run, which also finds all it needs to undo what was written.
        if data == _NEW:
            assert undo(root, kept).paths == ("a.md",)
        else:
            assert apply(root, [_change()], kept).paths == ("a.md",)
            undo(root, kept)
        assert content(root) == {"a.md": _OLD}
    assert failures > 10


@pytest.mark.slow
@pytest.mark.parametrize("doing", ["apply", "undo"])
@pytest.mark.long
def test_death_at_any_call_leaves_the_old_note_or_the_new(tmp_path: Path, doing: str) -> None:
    deaths = set()
    for at in itertools.count():
        root, kept = tmp_path / f"n{at}", tmp_path / f"k{at}"
        root.mkdir()
        (root / "a.md").write_bytes(_OLD)
        if doing == "undo":
            apply(root, [_change()], kept)
        child = os.fork()
        if child == 0:
            with pytest.MonkeyPatch.context() as patch:
                _failing(patch, at, lambda: os._exit(9), [])
                apply(root, [_change()], kept) if doing == "apply" else undo(root, kept)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        data = (root / "a.md").read_bytes()
        assert data in (_OLD, _NEW)
        if os.waitstatus_to_exitcode(status) == 0:
            break
        deaths.add(data)
        if data == _NEW:
            assert undo(root, kept).paths == ("a.md",)
        else:
            with pytest.raises(NotFoundError):
                undo(root, kept)
            assert apply(root, [_change()], kept).paths == ("a.md",)
            undo(root, kept)
        assert content(root) == {"a.md": _OLD}, "and nothing of it is left in the folder"
    assert deaths == {_OLD, _NEW}


_LOOP = """
import sys
from pathlib import Path
from index.write_back.replies import Change
from index.write_back.plan import apply, undo
root, kept = Path(sys.argv[1]), Path(sys.argv[2])
old, new = (root / "a.md").read_bytes(), Path(sys.argv[3]).read_bytes()
print("ready", flush=True)
while True:
    apply(root, [Change("a.md", old, new, "", ())], kept)
    undo(root, kept)
"""


@pytest.mark.slow
@pytest.mark.process
def test_a_process_killed_again_and_again(root: Path, kept: Path, tmp_path: Path) -> None:
    (tmp_path / "new").write_bytes(_NEW)
    seen = set()
    for turn in range(12):
        command = [sys.executable, "-c", _LOOP, str(root), str(kept), str(tmp_path / "new")]
        process = subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)}
        )
        assert process.stdout is not None and process.stdout.readline() == b"ready\n"
        for _ in range(20 + 7 * turn):
            assert (root / "a.md").read_bytes() in (_OLD, _NEW)
            time.sleep(0.001)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        data = (root / "a.md").read_bytes()
        assert data in (_OLD, _NEW)
        seen.add(data)
        if data == _NEW:
            undo(root, kept)
        apply(root, [_change()], kept)
        undo(root, kept)
        assert content(root) == {"a.md": _OLD}
    assert seen


def test_rights_tags_and_time_of_change(root: Path, kept: Path) -> None:
    file = root / "a.md"
    file.chmod(0o640)
    os.utime(file, ns=(1_500_000_000_000_000_000, 1_500_000_000_000_000_000))
    tagged = _tagged(file)
    apply(root, [_change()], kept, keep_times=True)
    status = file.stat()
    assert stat.S_IMODE(status.st_mode) == 0o640 and file.read_bytes() == _NEW
    assert 0 < status.st_mtime_ns - 1_500_000_000_000_000_000 < 10_000_000, "the same day, and yet changed"
    assert not tagged or os.getxattr(file, "user.colour") == b"red"
    undo(root, kept)
    assert file.stat().st_mtime_ns == 1_500_000_000_000_000_000 and file.read_bytes() == _OLD
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    apply(root, [_change()], kept)
    assert file.stat().st_mtime_ns > 1_600_000_000_000_000_000


def _tagged(file: Path) -> bool:
    try:
        os.setxattr(file, "user.colour", b"red")
    except OSError:  # this file system has none
        return False
    return True


def test_a_link_inside_the_folder_stays_a_link(root: Path, kept: Path) -> None:
    (root / "b.md").symlink_to("a.md")
    assert apply(root, [_change("b.md")], kept).paths == ("b.md",)
    assert (root / "b.md").is_symlink() and (root / "a.md").read_bytes() == _NEW
    undo(root, kept)
    assert (root / "b.md").is_symlink() and (root / "a.md").read_bytes() == _OLD


@pytest.mark.parametrize("what", ["file", "folder", "above", "absolute"])
def test_what_lies_outside_is_refused(root: Path, kept: Path, tmp_path: Path, what: str) -> None:
    (tmp_path / "out").mkdir()
    outside = tmp_path / "out" / "b.md"
    outside.write_bytes(_OLD)
    (root / "link.md").symlink_to(outside)
    (root / "sub").symlink_to(tmp_path / "out")
    path = {"file": "link.md", "folder": "sub/b.md", "above": "../out/b.md", "absolute": str(outside)}[what]
    written = apply(root, [_change(path), _change()], kept)
    assert [left.reason for left in written.failed] == [
        f"{path} is outside the notes folder. Use daycite on that folder instead"
    ]
    assert outside.read_bytes() == _OLD
    assert written.paths == ("a.md",), "the others go on"


def _read_only(file: Path) -> None:
    file.chmod(0o444)


def _two_names(file: Path) -> None:
    os.link(file, file.with_name("same.md"))


def _gone(file: Path) -> None:
    file.unlink()


def _edited(file: Path) -> None:
    file.write_bytes(_OLD + b"x")


def _a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def _broken_link(file: Path) -> None:
    file.unlink()
    file.symlink_to("nowhere.md")


@pytest.mark.parametrize(
    ("happens", "reason"),
    [
        (_read_only, "a.md is read-only"),
        (_two_names, "a.md has 2 hard links"),
        (_gone, "a.md is gone"),
        (_edited, "a.md has changed meanwhile"),
        (_a_folder, "a.md is not a regular file"),
        (_broken_link, "a.md is a broken link"),
    ],
)
def test_notes_that_are_not_written(root: Path, kept: Path, happens: Callable[[Path], None], reason: str) -> None:
    (root / "b.md").write_bytes(_OLD)
    happens(root / "a.md")
    before = content(root)
    written = apply(root, [_change(), _change("b.md")], kept)
    assert [left.reason.split(". ")[0] for left in written.failed] == [reason]
    assert written.paths == ("b.md",) and content(root) == {**before, "b.md": _NEW}


def test_a_note_changed_in_the_last_instant_is_not_overwritten(
    root: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = safe_write._write_new

    def slow(*args: Any) -> None:
        real(*args)
        (root / "a.md").write_bytes(b"theirs")

    monkeypatch.setattr(safe_write, "_write_new", slow)
    written = apply(root, [_change()], kept)
    assert written.paths == () and written.id == "" and content(root) == {"a.md": b"theirs"}


def test_a_new_note_takes_no_ones_place(root: Path, kept: Path) -> None:
    assert apply(root, [_change("page.md", None)], kept).paths == ("page.md",)
    assert [left.reason.split(". ")[0] for left in apply(root, [_change("a.md", None)], kept).failed] == [
        "a.md already exists"
    ]
    assert undo(root, kept).paths == ("page.md",) and content(root) == {"a.md": _OLD}


def test_undo_of_a_run_and_of_the_one_before(root: Path, kept: Path) -> None:
    (root / "b.md").write_bytes(b"b")
    first = apply(root, [_change(), _change("b.md", b"b", b"bb")], kept)
    second = apply(root, [_change("a.md", _NEW, b"third")], kept)
    assert [run.id for run in logged_runs(kept)] == [second.id, first.id]
    with pytest.raises(NotFoundError):
        undo(root, kept, "20200101")
    assert undo(root, kept).paths == ("a.md",) and (root / "a.md").read_bytes() == _NEW
    assert undo(root, kept, first.id).paths == ("a.md", "b.md")
    assert content(root) == {"a.md": _OLD, "b.md": b"b"}
    with pytest.raises(NotFoundError):
        undo(root, kept)
    with pytest.raises(NotesError, match="already been undone"):
        undo(root, kept, first.id)


def test_undo_by_a_questions_id(root: Path, kept: Path) -> None:
    written = apply(root, [_change()], kept)
    assert undo(root, kept, "q1").id == written.id
    apply(root, [Change("a.md", _OLD, _NEW, "", ("q1", "q2"))], kept)
    with pytest.raises(UsageError, match="together with 1 more"):
        undo(root, kept, "q2")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give files away")
def test_the_owner_stays(root: Path, kept: Path) -> None:
    os.chown(root / "a.md", 1234, 2345)
    apply(root, [_change()], kept)
    status = (root / "a.md").stat()
    assert (status.st_uid, status.st_gid) == (1234, 2345)


def test_undo_leaves_what_its_user_changed_since(root: Path, kept: Path) -> None:
    (root / "b.md").write_bytes(b"b")
    written = apply(root, [_change(), _change("b.md", b"b", b"bb")], kept)
    (root / "a.md").write_bytes(_NEW + b"mine")
    undone = undo(root, kept)
    assert undone.paths == ("b.md",) and [left.path for left in undone.refused] == ["a.md"]
    assert content(root) == {"a.md": _NEW + b"mine", "b.md": b"b"}
    with pytest.raises(NotesError, match="a.md has changed since"):
        undo(root, kept, written.id)
    (root / "a.md").write_bytes(_NEW)
    assert undo(root, kept).paths == ("a.md",)


def test_damaged_old_bytes_are_not_restored(root: Path, kept: Path) -> None:
    written = apply(root, [_change()], kept)
    (kept / written.id / "0.before").write_bytes(b"?")
    with pytest.raises(NotesError, match="damaged"):
        undo(root, kept)
    assert (root / "a.md").read_bytes() == _NEW


def test_old_bytes_are_for_their_owner_alone(root: Path, kept: Path) -> None:
    written = apply(root, [_change()], kept)
    assert stat.S_IMODE((kept / written.id).stat().st_mode) == 0o700
    assert stat.S_IMODE((kept / written.id / "0.before").stat().st_mode) == 0o600


def test_where_nothing_can_be_kept_nothing_is_written(root: Path, kept: Path) -> None:
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"a file")
    with pytest.raises(StoreError, match="nothing was written"):
        apply(root, [_change()], kept)
    assert content(root) == {"a.md": _OLD}


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr("index.write_back.write_log._LOCK_SECONDS", 0.05)
    yield


def test_two_at_once(root: Path, kept: Path, impatient: None) -> None:
    from index.write_back.write_log import one_writer

    with one_writer(kept), pytest.raises(BusyError):
        apply(root, [_change()], kept)
    assert apply(root, [_change()], kept).paths == ("a.md",)


def test_nothing_to_write_makes_nothing(root: Path, kept: Path) -> None:
    assert apply(root, [], kept).id == "" and not kept.exists()


@pytest.mark.parametrize(
    ("target", "inside"),
    [
        ("tool.py", "tool.py"),
        (".hidden.md", ".hidden.md"),
        (".git/config", ".git/config"),
        (".obsidian/notes.md", ".obsidian/notes.md"),
        ("node_modules/readme.md", "node_modules/readme.md"),
        ("sub/.trash/a.md", "sub/.trash/a.md"),
        ("Makefile", "Makefile"),
        ("page.html", "page.html"),
        ("chain.md", ".hidden.md"),
        ("linked/config.md", ".git/config.md"),
    ],
)
def test_what_is_no_note_is_not_written_through_a_link(root: Path, kept: Path, target: str, inside: str) -> None:
    (root / "chain.md").symlink_to(".hidden.md")
    (root / "linked").symlink_to(".git")
    (root / inside).parent.mkdir(parents=True, exist_ok=True)
    (root / inside).write_bytes(_OLD)
    (root / "link.md").symlink_to(target)
    written = apply(root, [_change("link.md"), _change(inside)], kept)
    assert [left.reason for left in written.failed] == [
        f"link.md leads to {inside}, which is not a note of yours. Put the note itself there",
        f"{inside} would not be read as a note. End its name in .md, in a folder that is read",
    ]
    assert (root / inside).read_bytes() == _OLD


@pytest.mark.parametrize("swapped", ["note", "folder"])
def test_a_link_put_there_in_the_last_instant_is_not_written_through(
    tmp_path: Path, kept: Path, monkeypatch: pytest.MonkeyPatch, swapped: str
) -> None:
    """After all was looked at, and the new bytes stand beside the note."""
    from index.write_back import safe_write

    root, out = tmp_path / "notes", tmp_path / "out"
    (root / "sub").mkdir(parents=True)
    out.mkdir()
    for folder in (root / "sub", out):
        (folder / "a.md").write_bytes(_OLD)
    real = safe_write._write_new

    def slow(*args: Any) -> None:
        real(*args)
        if swapped == "note":
            (root / "sub" / "a.md").unlink()
            (root / "sub" / "a.md").symlink_to(out / "a.md")
        else:
            (root / "sub").rename(root / "aside")
            (root / "sub").symlink_to(out)

    monkeypatch.setattr(safe_write, "_write_new", slow)
    apply(root, [_change("sub/a.md")], kept)
    assert content(out) == {"a.md": _OLD}


def test_a_file_that_another_program_has_open_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As Windows refuses it: for a moment, or for good."""
    (tmp_path / "a.md").write_text("old")
    refusals = [PermissionError(13, "in use"), PermissionError(13, "in use")]
    real = os.replace

    def replace(source: str, target: str, **where: int) -> None:
        if refusals:
            raise refusals.pop()
        real(source, target, **where)

    monkeypatch.setattr(safe_write.os, "replace", replace)
    monkeypatch.setattr(safe_write, "_WAITS", (0, 0))
    monkeypatch.setattr(safe_write.sys, "platform", "win32")
    replace_file(tmp_path, "a.md", b"new", b"old", ".new")
    assert (tmp_path / "a.md").read_text() == "new" and not refusals
    refusals = [PermissionError(13, "in use")] * 3
    with pytest.raises(NotesError, match="cannot be written"):
        replace_file(tmp_path, "a.md", b"newer", b"new", ".new")
    assert (tmp_path / "a.md").read_text() == "new" and not (tmp_path / ".new").exists()


def test_where_rights_of_an_open_file_cannot_be_set_it_is_replaced_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.md").write_text("old")
    for name in ("fchmod", "fchown", "listxattr"):
        monkeypatch.delattr(safe_write.os, name, raising=False)
    replace_file(tmp_path, "a.md", b"new", b"old", ".new")
    assert (tmp_path / "a.md").read_text() == "new"
