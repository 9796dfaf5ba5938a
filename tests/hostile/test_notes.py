"""Notes that no person wrote are indexed or listed with a reason; none crashes, hangs, or fills the memory."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from index.entries.entry import Entry
from index.entries.reader import entries_reader
from index.entries.user_rules import DateRules
from index.notes.note import LONGEST_LINE, Note, note_from_bytes
from index.passages.cut import Passage
from index.passages.read_note import NoteContents, note_contents
from tests.hostile.corpus import GROWING, ODD, fuzzed
from tests.index.synced import Collection
from tools.project import ROOT

_KILOBYTES = 10
_ENTRIES_OF, _ = entries_reader(Path(tempfile.gettempdir()) / "no such folder", DateRules(), [], date(2024, 6, 1))


def _counts(texts: Sequence[str]) -> list[int]:
    return [len(text.split()) + len(text) // 6 for text in texts]


def _read(data: bytes, path: str = "a.md") -> tuple[Note, NoteContents]:
    note = note_from_bytes(path, data)
    read = note_contents(note, _ENTRIES_OF, _counts)
    return note, replace(read, parts=tuple((entry, tuple(its)) for entry, its in read.parts))


def _check(note: Note, read: NoteContents) -> None:
    """What is true of every note that was read."""
    assert read.skipped or read.parts or read.problems
    for entry, passages in read.parts:
        _check_entry(entry, note)
        for passage in passages:
            _check_passage(passage, entry, note)


def _check_entry(entry: Entry, note: Note) -> None:
    assert 1 <= entry.line_start <= entry.line_end <= len(note.lines)
    assert entry.date is None or 1 <= entry.date.year <= 9999


def _check_passage(passage: Passage, entry: Entry, note: Note) -> None:
    assert entry.line_start <= passage.line_start <= passage.line_end <= entry.line_end
    assert passage.text.strip()


@pytest.mark.parametrize("name", GROWING)
def test_what_is_repeated_is_read(name: str) -> None:
    """That its work is in proportion to it is counted in test_growth_index.py."""
    path = "a.org" if name == "drawers" else "a.md"
    for kilobytes in (_KILOBYTES, 4 * _KILOBYTES):
        _check(*_read(GROWING[name](kilobytes), path))


@pytest.mark.parametrize("name", ODD)
def test_odd_notes_are_read_or_listed(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for path in (
        "a.md",
        "a.txt",
        "a.org",
        "a.tex",
        "a.typ",
        "a.adoc",
        "a.rst",
        "a.textile",
        "a.norg",
        "a.gmi",
        "a.wiki",
    ):
        note, read = _read(ODD[name], path)
        _check(note, read)
        assert not any("\n" in message for message in (*read.problems, read.skipped))
    assert not list(tmp_path.iterdir()), "nothing was run"


def test_what_is_put_together_at_random_is_read_or_listed() -> None:
    for number, data in enumerate(fuzzed(300)):
        try:
            _check(*_read(data, ("a.md", "a.txt", "a.org", "2024-05-03.md")[number % 4]))
        except Exception as error:
            raise AssertionError(f"note {number}: {data!r}") from error


@pytest.mark.parametrize("day", ["0000-00-00", "2024-02-30", "9999-12-31", "2024-13-01"])
def test_days_that_are_none_are_no_dates(day: str) -> None:
    _, read = _read(f"# {day}\n\nSome words.\n".encode())
    assert {str(entry.date) for entry, _ in read.parts} <= {"None", "9999-12-31"}


def test_a_line_of_ten_megabytes_is_read_at_its_beginning_and_that_is_said() -> None:
    note, read = _read(b"# 2024-05-03\n\nRain. " + b"words of rain " * 750_000 + b"\n\nThe end.\n")
    assert f"only the first {LONGEST_LINE:,} are read" in read.problems[0]
    texts = [passage.text for _, passages in read.parts for passage in passages]
    assert "Rain." in texts[0] and "The end." in texts[-1]
    assert len(note.lines[2]) > 10_000_000, "the line is as it was"


def _folder(root: Path) -> None:
    """Names and files that are hard on whoever lists them."""
    for name in (
        "new\nline.md",
        "quo'te\".md",
        "-rf.md",
        "a b.md",
        "%s.md",
        "é.md",
        "e\u0301.md",
        "\u202etxt.md",
        "Case.md",
    ):
        (root / name).write_text(f"# 2024-05-03\n\nWords of {len(name)}.\n")
    (root / "case.md").write_text("# 2024-05-03\n\nWords of the other case.\n")
    with open(os.fsencode(root) + b"/caf\xe9.md", "wb") as file:
        file.write(b"Coffee.\n")
    (root / "loop").symlink_to(root, target_is_directory=True)
    (root / "self.md").symlink_to(root / "self.md")
    (root / "out.md").symlink_to("/etc/hostname")
    (root / "device.md").symlink_to("/dev/zero")
    (root / "tree.md").mkdir()
    os.mkfifo(root / "pipe.md")
    deep = root
    for _ in range(60):
        deep = deep / "deeper"
    deep.mkdir(parents=True)
    (deep / "note.md").write_text("Far down.\n")


def test_odd_names_and_files_are_listed_or_indexed(tmp_path: Path) -> None:
    root = tmp_path / "notes"
    root.mkdir()
    _folder(root)
    collection = Collection(root, tmp_path / "collection")
    report = collection.sync()
    skipped = {each.path: each.reason for each in report.skipped}
    assert {"self.md", "device.md", "pipe.md", "caf?.md"} <= set(skipped) and all(skipped.values())
    assert {"new\nline.md", "quo'te\".md", "-rf.md", "%s.md"} <= set(collection.catalog.files())
    assert collection.content() == collection.fresh() and collection.is_current()
    collection.catalog.close()


_MEMORY = """
import sys
sys.path.insert(0, sys.argv[1])
from tests.hostile.test_notes import _read
from tests.hostile.corpus import GROWING
name = sys.argv[2]
data = GROWING[name](int(sys.argv[3]))
_read(data)
# Not ru_maxrss: a process begins with its parent's.
print(int(open("/proc/self/status").read().split("VmHWM:")[1].split()[0]) // 1024)
"""


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize(
    ("name", "kilobytes"),
    [
        ("headings", 300),
        ("links", 400),
        ("one line of words", 10_000),
        ("blank lines", 5_000),
        ("quotes in quotes", 400),
    ],
)
@pytest.mark.process
def test_memory_stays_bounded(name: str, kilobytes: int) -> None:
    """100,000 headings, 50,000 links, a line of 10 MB: under 1.5 GB, in a process of its own."""
    full = name if name in GROWING else f"one line of {name}"
    command = [sys.executable, "-c", _MEMORY, str(ROOT), full, str(kilobytes)]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    assert ended.returncode == 0, ended.stderr[-500:]
    assert int(ended.stdout) < 1500


def _resident_megabytes() -> float:
    return int(Path("/proc/self/status").read_text(encoding="utf-8").split("VmRSS:")[1].split()[0]) / 1024


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_hundred_thousand_empty_files_are_gone_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "notes"
    count = int(os.environ.get("DAYCITE_TEST_FILES", "5000"))
    for number in range(count):
        if number % 1000 == 0:
            (root / str(number)).mkdir(parents=True)
        (root / str(number // 1000 * 1000) / f"{number}.md").touch()
    collection = Collection(root, tmp_path / "collection")
    held = _resident_megabytes()
    opened: list[str] = []
    open_file = os.open

    def counted(path: str, *flags: Any, **where: Any) -> int:
        opened.append(os.fspath(path))
        return open_file(path, *flags, **where)

    monkeypatch.setattr(os, "open", counted)
    report = collection.sync()
    assert report.files == 0 and len(report.skipped) == count
    assert sum(path.endswith(".md") for path in opened) == count  # each once,
    assert len(opened) <= 4 * count  # with the folders on the way to it
    opened.clear()
    assert collection.is_current() and not opened
    assert _resident_megabytes() - held < 1000
    collection.catalog.close()
