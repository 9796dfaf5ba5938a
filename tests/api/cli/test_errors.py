"""Bad input: one line that says what to do, exit code 2 for usage and 1 for failure, no traceback."""

import errno
import sqlite3
from pathlib import Path

import pytest

from index.notes.opening import MAX_NOTE_BYTES, NotePlace
from tests.api.conftest import Daycite

_CASES = [
    (["query"], 2, "The question is empty"),
    (["query", "  "], 2, "The question is empty"),
    (["query", "x" * 100_000], 2, "The question has 100,000 characters"),
    (["query", "x", "--limit", "0"], 2, "--limit"),
    (["query", "x", "--limit", "many"], 2, "--limit"),
    (["query", "x", "--from", "yesterday"], 2, "'yesterday' is not a day like 2020-03-17"),
    (["query", "x", "--from", "2020-02-30"], 2, "not in the calendar"),
    (["query", "x", "--from", "2021", "--to", "2020"], 2, "before it begins"),
    (["query", "x", "--notes", ""], 2, "the folder's name is empty"),
    (["query", "x"], 2, "Use --notes FOLDER, or set DAYCITE_NOTES"),
    (["days"], 2, "Use --notes FOLDER, or set DAYCITE_NOTES"),
    (["days", "2020-03", "--undated", "--notes", "{notes}"], 2, "cannot be combined with a date range"),
    (["show"], 2, "Missing argument 'DAY'"),
    (["show", "2020-03", "--notes", "{notes}"], 2, "is not a day"),
    (["index"], 2, "no notes folder is named"),
    (["serve", "--port", "99999"], 2, "--port"),
    (["serve", "--host", "no.such.host.invalid", "--notes", "{notes}"], 2, "is not an address of this machine"),
    (["serve", "--host", "0.0.0.0", "--port", "0", "--notes", "{notes}"], 2, "Set DAYCITE_TOKEN"),
    (["quary"], 2, "No such command 'quary'"),
    (["--nonsense"], 2, "No such option"),
    (["query", "x", "--notes", "{notes}/gone"], 1, "does not exist"),
    (["query", "x", "--notes", "{notes}/ideas.md"], 1, "is a file, not a folder"),
    (["query", "x", "--notes", "{notes}/\ud8ff\x1b"], 2, "no folder can have that name"),
    (["index", "{notes}/gone", "{notes}"], 1, "does not exist"),
    (["query", "x", "--notes", "{empty}"], 1, "there are no notes in"),
    (["index", "{empty}"], 1, "there are no notes in"),
    (["days", "--why", "2020-03-17", "--doubtful", "--notes", "{notes}"], 2, "--why cannot be combined"),
    (["days", "--why", "nowhere.md", "--notes", "{notes}"], 1, "there is no entry of nowhere.md"),
    (["days", "--notes", "{empty}"], 1, "there are no notes in"),
    (["show", "2020-03-17", "--notes", "{empty}"], 1, "there are no notes in"),
    (["query", "x", "--notes", "{notes}", "--llm"], 1, "Ollama is not running at http://127.0.0.1:9. Start it with"),
    (["query", "x", "--notes", "{notes}", "--model", "tiny"], 1, "Ollama is not running"),
]


@pytest.mark.parametrize(("words", "code", "told"), _CASES, ids=lambda value: str(value)[:60])
def test_bad_input_gets_one_line(
    words: list[str], code: int, told: str, daycite: Daycite, notes: Path, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    ran = daycite(*(word.format(notes=notes, empty=tmp_path / "empty") for word in words))
    last = ran.err.splitlines()[-1]
    assert ran.code == code and ran.out == ""
    assert last.startswith("daycite: ") and told in last
    assert "Traceback" not in ran.err and "\x1b" not in ran.err


def test_a_model_that_ollama_has_not_is_told(daycite: Daycite, notes: Path, ollama: str) -> None:
    ran = daycite("query", "CNN", "--notes", notes, "--model", "huge")
    assert (ran.code, ran.err) == (1, "daycite: Ollama has no model 'huge'. Run: ollama pull huge\n")


def test_a_model_set_but_missing_is_done_without(
    daycite: Daycite, notes: Path, ollama: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DAYCITE_MODEL", "huge")
    ran = daycite("query", "CNN", "--notes", notes)
    assert ran.code == 0 and ran.out.endswith("own sentences: Ollama has no model 'huge'. Run: ollama pull huge)\n")
    assert "Ollama has no model 'huge'. Run: ollama pull huge" in daycite("doctor", "--notes", notes).out


def test_bad_files_are_listed_and_the_others_indexed(daycite: Daycite, notes: Path) -> None:
    (notes / "binary.md").write_bytes(bytes(range(256)) * 9)
    (notes / "latin.md").write_bytes("# 2020-05-01\n\nCafé visits are fun.\n".encode("latin-1"))
    (notes / "2020-05-02.md").write_text("---\ndate: [broken\n---\n\nKernels slide over images.\n")
    (notes / "surrogate.md").write_text('---\ntitle: "\\ud800"\ndate: 2020-05-03\n---\n\nA note on bananas.\n')
    (notes / "deep.md").write_text("# 2020-05-04\n\n" + "> " * 3000 + "deep\n\n" + "[" * 5000 + "*a" * 5000 + "\n")
    (notes / "empty.md").write_text("")
    (notes / "broken link.md").symlink_to(notes / "nowhere")
    with (notes / "huge.md").open("wb") as file:
        file.truncate(50_000_000)
    ran = daycite("index", notes)
    assert ran.code == 0 and ran.err == ""
    assert f"huge.md: 50.0 MB, more than {MAX_NOTE_BYTES // 1_000_000} MB: split it by month or year" in ran.out
    for name in (
        "binary.md: is not a text file",
        "empty.md: nothing written by you",
        "broken link.md: is a broken link",
    ):
        assert name in ran.out.partition("skipped")[2].partition("problems")[0]
    for name in ("latin.md: is not UTF-8", "2020-05-02.md: its front matter cannot be read", "surrogate.md: "):
        assert name in ran.out.partition("problems")[2]
    assert daycite("days", "2020-05-01", "2020-05-04", "--notes", notes).out.count("\n") >= 3
    assert "bananas" in daycite("search", "bananas", "--notes", notes).out


def test_a_file_that_may_not_be_read_is_listed(daycite: Daycite, notes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = NotePlace.read

    def read(place: NotePlace, most: int | None = None) -> bytes:
        if place.name == "ideas.md":
            raise PermissionError(errno.EACCES, "Permission denied", str(place.path))
        return real(place, most)

    monkeypatch.setattr(NotePlace, "read", read)
    ran = daycite("index", notes)
    assert ran.code == 0 and "ideas.md: cannot be read: Permission denied" in ran.out and "files     3" in ran.out
    assert daycite("days", "--notes", notes).code == 0


def test_a_data_folder_that_cannot_be_written_is_told(
    daycite: Daycite, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DAYCITE_DATA_DIR", str(notes / "ideas.md" / "data"))
    ran = daycite("query", "CNN", "--notes", notes)
    assert ran.code == 1 and "cannot be written" in ran.err and "Set DAYCITE_DATA_DIR" in ran.err
    assert daycite("days", "--notes", notes).code == 0, "nothing needs to be written for it"


def test_a_damaged_collection_is_put_aside_and_made_again(
    daycite: Daycite, notes: Path, tmp_path: Path, model_dir: Path
) -> None:
    daycite("index", notes)
    [folder] = (
        p.parent for p in model_dir.glob("collections/*/notes-folder.txt") if p.read_text().strip() == str(notes)
    )
    for name in ("catalog.sqlite-wal", "catalog.sqlite-shm"):
        (folder / name).unlink(missing_ok=True)
    (folder / "catalog.sqlite").write_bytes(b"no database" * 1000)
    ran = daycite("query", "CNN", "--notes", notes)
    assert ran.code == 0 and "is damaged: setting it aside and rebuilding it from your notes" in ran.err
    assert (folder / "catalog.sqlite.damaged").is_file()
    assert daycite("index", "--rebuild", notes).code == 0
    assert "2020-03-17" in daycite("query", "CNN neurons", "--notes", notes).out


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (sqlite3.OperationalError("database is locked"), "OperationalError: database is locked"),
        (OSError(errno.ENOSPC, "No space left on device", "/data"), "No space left on device (/data)"),
        (ZeroDivisionError("a\nb\x1b"), "ZeroDivisionError: a b\\x1b"),
        (MemoryError(), "out of memory"),
        (RecursionError("too deep"), "RecursionError"),
    ],
)
def test_whatever_happens_is_one_line(
    error: Exception, told: str, daycite: Daycite, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*given: object) -> None:
        raise error

    monkeypatch.setattr("api.parts.collection.Collection.days", fails)
    ran = daycite("days", "--notes", notes)
    assert ran.code == 1 and told in ran.err and ran.err.count("\n") == 1
    monkeypatch.setenv("DAYCITE_DEBUG", "1")
    assert "Traceback" in daycite("days", "--notes", notes).err
    monkeypatch.setattr("api.parts.collection.Collection.days", lambda *given: (_ for _ in ()).throw(KeyboardInterrupt))
    monkeypatch.delenv("DAYCITE_DEBUG")
    ran = daycite("days", "--notes", notes)
    assert ran.code == 130 and "Traceback" not in ran.err
