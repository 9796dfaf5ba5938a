import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.entries.user_rules import DateRules
from index.exclusion.rules import ExclusionRules
from index.notes import note
from index.notes.opening import MAX_NOTE_BYTES, NotePlace
from index.sync import embed, notes
from index.sync.run import SyncReport, sync
from tests.index.synced import Collection, write


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write(
        tmp_path / "notes",
        {
            "log.md": "# 2020-03-17\n\nCNN neurons see a region.\n\n# 2020-03-18\n\nPooling shrinks maps.\n",
            "garden/2020-04-01.md": "Planted tomatoes.\n\n## Later\n\nIt rained on them.\n",
            "ideas.txt": "A novel about lighthouses.\n",
        },
    )


@pytest.fixture
def collection(root: Path, tmp_path: Path) -> Iterator[Collection]:
    collection = Collection(root, tmp_path / "collection")
    yield collection
    collection.catalog.close()


def _numbers(report: SyncReport) -> tuple[int, int, int, int, int]:
    return report.files, report.added, report.changed, report.removed, report.embedded


def _skipped(report: SyncReport) -> dict[str, str]:
    return {skipped.path: skipped.reason for skipped in report.skipped}


def test_a_new_folder_is_indexed(collection: Collection) -> None:
    assert _numbers(collection.sync()) == (3, 3, 0, 0, 5)
    content = collection.content()
    assert set(content["files"]) == {"log.md", "garden/2020-04-01.md", "ideas.txt"}  # type: ignore[call-overload]
    days = [str(entry.date) for entry in collection.catalog.entries()]
    assert days == ["2020-03-17", "2020-03-18", "2020-04-01", "None"]
    assert any("tomatoes" in text for text in collection.embedded)


def test_an_unchanged_folder_opens_no_model_and_writes_nothing(collection: Collection) -> None:
    collection.sync()
    before, generation = collection.content(), collection.generation()
    assert _numbers(collection.sync()) == (3, 0, 0, 0, 0)
    assert collection.opened == []
    assert (collection.content(), collection.generation()) == (before, generation)


def test_a_touched_file_is_read_but_nothing_is_embedded(collection: Collection, root: Path) -> None:
    collection.sync()
    os.utime(root / "log.md", (1, 1))
    assert not collection.is_current()
    assert _numbers(collection.sync()) == (3, 0, 0, 0, 0) and collection.opened == []
    assert collection.is_current(), "the new stamp is noted"


def test_an_added_and_a_removed_note(collection: Collection, root: Path) -> None:
    collection.sync()
    write(root, {"2021-01-01.md": "A new year of beans.\n"})
    (root / "ideas.txt").unlink()
    assert _numbers(collection.sync()) == (3, 1, 0, 1, 1)
    assert [str(e.date) for e in collection.catalog.entries()][-1] == "2021-01-01"
    assert collection.content() == collection.fresh()


def test_one_edit_embeds_only_the_passages_it_changed(collection: Collection, root: Path) -> None:
    collection.sync()
    text = (root / "log.md").read_text()
    (root / "log.md").write_text(f"A new first line.\n\n{text.replace('Pooling', 'Max pooling')}")
    report = collection.sync()
    assert _numbers(report) == (3, 0, 1, 0, 2)
    assert sorted(text.splitlines()[-1] for text in collection.embedded) == [
        "A new first line.",
        "Max pooling shrinks maps.",
    ]
    assert collection.content() == collection.fresh(), "the passages that stayed have new lines"


def test_a_renamed_or_moved_note_embeds_nothing(collection: Collection, root: Path) -> None:
    collection.sync()
    (root / "log.md").rename(root / "journal.md")
    (root / "garden" / "2020-04-01.md").rename(root / "2020-04-01.md")
    assert _numbers(collection.sync()) == (3, 2, 0, 2, 0)
    assert collection.content() == collection.fresh()


def test_a_note_moved_to_another_day_is_embedded_with_its_new_date(collection: Collection, root: Path) -> None:
    collection.sync()
    (root / "garden" / "2020-04-01.md").rename(root / "garden" / "2020-04-02.md")
    assert collection.sync().embedded == 2
    assert all("2 April 2020" in text for text in collection.embedded)


def test_a_note_that_became_empty_is_removed_and_listed(collection: Collection, root: Path) -> None:
    collection.sync()
    (root / "ideas.txt").write_text("")
    report = collection.sync()
    assert report.files == 2 and "template" in _skipped(report)["ideas.txt"]
    assert _skipped(collection.sync()) == _skipped(report), "and listed again"
    assert collection.content() == collection.fresh()


def test_bad_files_do_not_stop_the_others_and_are_listed(collection: Collection, root: Path) -> None:
    (root / "binary.md").write_bytes(b"\0\1\2" * 100)
    (root / "empty.md").write_text("")
    (root / "broken.md").symlink_to(root / "nowhere")
    (root / "latin.md").write_bytes("# 2020-05-01\n\nCafé visits.\n".encode("latin-1"))
    (root / "front.md").write_text("---\ndate: [broken\n---\n\nKernels slide.\n")
    (root / "deep.md").write_text("> " * 2000 + "deep\n\n" + "[" * 3000 + "\n")
    with (root / "huge.md").open("wb") as file:
        file.truncate(MAX_NOTE_BYTES + 1)
    os.mkfifo(root / "pipe.md")
    report = collection.sync()
    reasons = _skipped(report)
    assert set(reasons) == {"binary.md", "empty.md", "broken.md", "huge.md", "pipe.md"} and all(reasons.values())
    assert report.files == 6 and {problem.path for problem in report.problems} == {"latin.md", "front.md"}
    assert {e.path for e in collection.catalog.entries()} >= {"log.md", "latin.md", "deep.md"}
    again = collection.sync()
    assert _numbers(again) == (6, 0, 0, 0, 0) and _skipped(again) == reasons and again.problems == report.problems


def test_a_name_that_is_not_utf8_is_listed(collection: Collection, root: Path) -> None:
    with open(os.fsencode(root) + b"/caf\xe9.md", "wb") as file:
        file.write(b"Coffee.\n")
    assert "rename it" in _skipped(collection.sync())["caf?.md"]


def test_hidden_folders_and_other_kinds_of_files_are_no_notes(collection: Collection, root: Path) -> None:
    unseen = [".git/a.md", ".obsidian/b.md", ".hidden.md", "node_modules/c.md", "picture.png", "log.md.bak"]
    write(root, {name: "Not a note.\n" for name in unseen})
    report = collection.sync()
    assert report.files == 3 and report.skipped == ()


def test_links_are_read_where_they_stay_in_the_folder_and_not_followed_in_circles(
    collection: Collection, root: Path, tmp_path: Path
) -> None:
    outside = write(tmp_path / "outside", {"2021-01-01.md": "Outside.\n", "other/2021-01-02.md": "Beyond.\n"})
    (root / "loop").symlink_to(root, target_is_directory=True)
    (root / "2021-01-01.md").symlink_to(outside / "2021-01-01.md")
    (root / ".attic").mkdir()
    (root / ".attic" / "kept.md").write_text("# 2021-02-02\n\nKept inside.\n")
    (root / "kept.md").symlink_to(root / ".attic" / "kept.md")
    (root / "beyond").symlink_to(outside / "other", target_is_directory=True)
    (root / "a.md").symlink_to(root / "b.md")
    (root / "b.md").symlink_to(root / "a.md")
    report = collection.sync()
    assert report.files == 4 and {"a.md", "b.md", "2021-01-01.md", "beyond"} == set(_skipped(report))
    assert _skipped(report)["2021-01-01.md"] == "is a link that leads out of the notes folder"
    assert sum(e.path.startswith(("loop", "beyond")) for e in collection.catalog.entries()) == 0
    (root / ".attic" / "kept.md").write_text("# 2021-02-02\n\nChanged inside.\n")
    assert collection.sync().changed == 1, "a link's target is what counts"


def test_of_copies_one_is_kept_and_the_others_point_to_it(collection: Collection, root: Path) -> None:
    text = (root / "log.md").read_text()
    write(root, {"backup/log.md": text, "log copy.md": text})
    report = collection.sync()
    assert _skipped(report) == {
        "backup/log.md": "the same text and days as log.md",
        "log copy.md": "the same text and days as log.md",
    }
    assert (report.files, report.embedded) == (3, 5)
    assert {e.path for e in collection.catalog.entries() if e.date and e.date.month == 3} == {"log.md"}
    assert _numbers(collection.sync()) == (3, 0, 0, 0, 0)
    (root / "log.md").unlink()
    after = collection.sync()
    assert list(_skipped(after)) == ["backup/log.md"]
    assert (after.files, after.embedded) == (3, 0), "the vectors are there already"
    assert collection.content() == collection.fresh()


def test_a_note_whose_copies_stay_is_renamed_without_embedding(collection: Collection, root: Path) -> None:
    write(root, {"z copy.md": (root / "log.md").read_text()})
    collection.sync()
    (root / "log.md").rename(root / "a very long name.md")
    assert collection.sync().embedded == 0
    assert collection.content() == collection.fresh()


def test_a_touch_is_no_news_to_readers(collection: Collection, root: Path) -> None:
    collection.sync()
    os.utime(root / "log.md", (1, 1))
    collection.sync()
    assert collection.generation() == 1 and collection.is_current()


def test_a_copy_that_is_edited_becomes_a_note_of_its_own(collection: Collection, root: Path) -> None:
    write(root, {"copy.md": (root / "log.md").read_text()})
    collection.sync()
    (root / "copy.md").write_text((root / "log.md").read_text() + "\nAnd more.\n")
    report = collection.sync()
    assert report.skipped == () and report.files == 4
    assert collection.content() == collection.fresh()


def _vanishing(monkeypatch: pytest.MonkeyPatch, root: Path, names: set[str]) -> None:
    """Lets these files go just before they are read, after the folder was listed."""
    real = NotePlace.read

    def read(place: NotePlace, most: int | None = None) -> bytes:
        if place.inside in names:
            place.path.unlink(missing_ok=True)
        return real(place, most)

    monkeypatch.setattr(NotePlace, "read", read)


def test_a_file_that_vanishes_during_a_run_is_listed(
    collection: Collection, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _vanishing(monkeypatch, root, {"log.md"})
    report = collection.sync()
    assert report.files == 2 and "cannot be read" in _skipped(report)["log.md"]
    assert _numbers(collection.sync()) == (2, 0, 0, 0, 0)
    assert collection.content() == collection.fresh()


def test_a_known_file_that_vanishes_during_a_run_is_removed(
    collection: Collection, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    collection.sync()
    os.utime(root / "log.md", (1, 1))
    _vanishing(monkeypatch, root, {"log.md"})
    report = collection.sync()
    assert (report.files, report.removed) == (2, 1)
    assert collection.content() == collection.fresh()


def test_a_copy_that_vanishes_when_it_is_needed_is_listed(
    collection: Collection, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(root, {"copy.md": (root / "log.md").read_text()})
    collection.sync()
    (root / "log.md").unlink()
    _vanishing(monkeypatch, root, {"copy.md"})
    report = collection.sync()
    assert report.files == 2 and "cannot be read" in _skipped(report)["copy.md"]
    assert collection.sync().files == 2
    assert collection.content() == collection.fresh()


def test_a_file_that_vanishes_while_the_folder_is_listed_is_passed_over(
    collection: Collection, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = note.list_notes

    def list_notes(folder: Path, rules: ExclusionRules) -> object:
        found = real(folder, rules)
        (root / "log.md").unlink()
        return found

    parts = collection.parts()
    monkeypatch.setattr("index.notes.scan.list_notes", list_notes)
    report = sync(root, parts)
    assert report.files == 2 and "cannot be read" in _skipped(report)["log.md"]


def test_other_date_rules_read_every_note_again(collection: Collection, root: Path) -> None:
    write(root, {"01-02-2024.md": "Which day?\n"})
    collection.sync()
    collection.rules = DateRules(order="mdy")
    assert not collection.is_current()
    assert collection.sync().embedded == 1, "only the note whose day is another now"
    assert collection.is_current()
    assert {str(e.date) for e in collection.catalog.entries(["01-02-2024.md"])} == {"2024-01-02"}


def test_is_current_tells_without_reading_a_note(
    collection: Collection, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not collection.is_current()
    collection.sync()
    collection.opened.clear()
    monkeypatch.setattr(NotePlace, "read", None)
    assert collection.is_current() and collection.opened == []
    write(root, {"new.md": "x"})
    assert not collection.is_current()
    (root / "new.md").unlink()
    assert collection.is_current()
    (root / "ideas.txt").unlink()
    assert not collection.is_current()


def test_each_run_that_changes_something_counts_the_generation_up(collection: Collection, root: Path) -> None:
    assert collection.generation() is None
    collection.sync()
    assert collection.generation() == 1
    (root / "log.md").unlink()
    collection.sync()
    assert collection.generation() == 2


def test_progress_is_told_in_whole_numbers_up_to_the_end(collection: Collection) -> None:
    steps: list[tuple[str, int, int]] = []
    sync(collection.root, collection.parts(), lambda stage, done, total: steps.append((stage, done, total)))
    assert steps == [("reading", 3, 3), ("embedding", 5, 5)]


def test_an_empty_folder_is_indexed_as_such_and_opens_nothing(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    collection = Collection(tmp_path / "notes", tmp_path / "collection")
    assert _numbers(collection.sync()) == (0, 0, 0, 0, 0) and collection.opened == []
    assert collection.generation() == 1 and collection.is_current()


@pytest.mark.long
def test_more_passages_than_one_batch_are_all_embedded(
    collection: Collection, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embed, "_PASSAGES_A_BATCH", 3)
    monkeypatch.setattr(notes, "_FILES_A_TRANSACTION", 2)
    days = "".join(f"# 2020-01-{day:02}\n\nWords of day {day % 4}.\n\n" for day in range(1, 29))
    write(root, {"many.md": days, "more.md": days.replace("2020", "2021")})
    assert collection.sync().embedded == 5 + 2 * 28
    assert collection.content() == collection.fresh()


def test_the_same_words_under_no_date_are_embedded_once(collection: Collection, root: Path) -> None:
    write(root, {"a.md": "Same words.\n\n## x\n\nA.\n", "b.md": "Same words.\n\n## y\n\nB.\n"})
    report = collection.sync()
    assert sum(text.endswith("Same words.") for text in collection.embedded) == 1
    assert report.embedded == 5 + 3
    (root / "a.md").unlink()
    assert collection.sync().embedded == 0
    assert collection.content() == collection.fresh()


def _forbidding(monkeypatch: pytest.MonkeyPatch, names: set[str]) -> list[str]:
    """Lets reading these files fail, as without the right to; gives the tries."""
    real, tried = NotePlace.read, []

    def read(place: NotePlace, most: int | None = None) -> bytes:
        if place.name in names:
            tried.append(place.name)
            raise PermissionError(errno.EACCES, "Permission denied", str(place.path))
        return real(place, most)

    monkeypatch.setattr(NotePlace, "read", read)
    return tried


def test_a_file_that_cannot_be_read_is_tried_again_only_when_it_changed(
    collection: Collection, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = {"log.md"}
    tried = _forbidding(monkeypatch, names)
    for _ in range(3):
        report = collection.sync()
        assert _skipped(report) == {"log.md": "cannot be read: Permission denied"} and report.files == 2
        assert collection.is_current()
    assert tried == ["log.md"]
    os.chmod(root / "log.md", 0o600)  # neither its size nor its time changes
    assert not collection.is_current()
    names.clear()
    assert collection.sync().added == 1 and collection.is_current() and collection.catalog.unreadable() == {}
    assert collection.content() == collection.fresh()


def test_a_known_file_that_cannot_be_read_any_more_is_removed_once(
    collection: Collection, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    collection.sync()
    os.chmod(root / "log.md", 0o200)
    os.utime(root / "log.md", (1, 1))
    _forbidding(monkeypatch, {"log.md"})
    assert collection.sync().removed == 1
    again = collection.sync()
    assert again.removed == 0 and "cannot be read" in _skipped(again)["log.md"] and collection.is_current()
    (root / "log.md").unlink()
    collection.sync()
    assert collection.is_current() and collection.catalog.unreadable() == {}


def test_two_writes_within_one_tick_of_the_clock_are_both_seen(
    collection: Collection, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second has the size of the first, and the file system's clock may not have moved between them."""
    real, reads = NotePlace.read, []

    def read(place: NotePlace, most: int | None = None) -> bytes:
        data = real(place, most)
        if place.name == "ideas.txt" and not reads:
            reads.append(place.path.stat().st_mtime_ns)
            place.path.write_text(data.decode().replace("novel", "opera"), encoding="utf-8")
        return data

    (root / "ideas.txt").write_text("A novel about lighthouses!\n")
    monkeypatch.setattr(NotePlace, "read", read)
    collection.sync()
    assert reads and (root / "ideas.txt").stat().st_mtime_ns != reads[0], "reading waited for the clock"
    assert not collection.is_current()
    collection.sync()
    assert collection.content() == collection.fresh()
