"""Each app's export gives the days, times and texts that it holds, once, and what is in the folder stays as it is."""

import json
import os
import re
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from index.day_list import day_list
from index.entries.reader import entries_reader
from index.entries.user_rules import DateRules
from index.imports.archive import open_source
from index.imports.export_kinds import export_kind
from index.imports.write_notes import ImportReport, write_entries
from index.notes.note import note_paths, read_note
from tests.index.imports.exports import EXPORTS, PNG, joplin_files, unpacked

_ZONE = ZoneInfo("Asia/Manila")


def imported(source: Path, folder: Path) -> ImportReport:
    folder.mkdir(exist_ok=True)
    with open_source(source) as archive:
        kind = export_kind(archive)
        return write_entries(kind.name, kind.entries(archive, _ZONE), folder)


def _days(folder: Path) -> dict[str, str | None]:
    """The day that daycite takes each note to be of, and that nothing speaks against it."""
    read, key = entries_reader(folder, DateRules(), [], date(2026, 1, 1))
    entries = day_list(folder, read, key).entries
    assert not [entry for entry in entries if entry.date and entry.doubts]
    return {entry.path: entry.date.isoformat() if entry.date else None for entry in entries}


def _stands(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.parametrize("app", EXPORTS)
def test_an_export_becomes_notes_once(app: str, tmp_path: Path) -> None:
    make, name, media, expected = EXPORTS[app]
    source, folder = make(tmp_path), tmp_path / "notes"
    report = imported(source, folder)
    assert (report.app, report.written, report.known, report.media) == (name, len(expected), 0, media), report
    days = _days(folder)
    assert sorted(days.values(), key=str) == sorted((day for day, *_ in expected), key=str)
    assert report.undated == sum(day is None for day, *_ in expected)
    notes = [read_note(folder, path) for path in note_paths(folder)[0]]
    for day, time, zone, text, tags in expected:
        whole = {note.path: "\n".join(note.lines) for note in notes}
        found = [note for note in notes if text in whole[note.path] and days[note.path] == day]
        assert len(found) == 1, (day, text, whole)
        meta = found[0].meta
        assert (meta.get("time", ""), meta.get("timezone", ""), tuple(meta.get("tags", ()))) == (time, zone, tags)
    links = re.findall(r"\]\((media/[^)\s]+)\)", "\n".join("\n".join(note.lines) for note in notes))
    assert {(folder / link).read_bytes() for link in links} == ({PNG} if media else set())

    before = _stands(folder)
    again = imported(source, folder)
    assert (again.written, again.known, again.media) == (0, len(expected), 0)
    assert _stands(folder) == before


def test_a_note_that_was_changed_moved_and_renamed_is_known(tmp_path: Path) -> None:
    source, folder = EXPORTS["day one"][0](tmp_path), tmp_path / "notes"
    imported(source, folder)
    note = next(folder.glob("*Hot springs*.md"))
    (folder / "2017").mkdir()
    moved = note.rename(folder / "2017" / "springs.md")
    moved.write_text(moved.read_text() + "\nMine.\n")
    assert imported(source, folder).written == 0 and "Mine." in moved.read_text()
    moved.unlink()
    assert imported(source, folder).written == 1


def test_only_what_is_new_is_added_and_no_file_is_written_over(tmp_path: Path) -> None:
    source, folder = EXPORTS["jrnl"][0](tmp_path), tmp_path / "notes"
    folder.mkdir()
    (folder / "2024-05-03 Dentist.md").write_text("my own")
    assert imported(source, folder).written == 2
    known = json.loads(source.read_text())
    known["entries"].append({"title": "Next day.", "body": "", "date": "2024-05-04", "time": "08:00", "tags": []})
    source.write_text(json.dumps(known))
    report = imported(source, folder)
    assert (report.written, report.known) == (1, 2)
    assert (folder / "2024-05-03 Dentist.md").read_text() == "my own"


def test_what_is_left_out_is_told(tmp_path: Path) -> None:
    for app, reason in (("keep", "Keep's bin"), ("joplin", "Joplin's bin")):
        source = EXPORTS[app][0](tmp_path)
        assert [reason in each.reason for each in imported(source, tmp_path / app).skipped] == [True]


def test_raw_folders_are_read_like_archives(tmp_path: Path) -> None:
    source = unpacked(tmp_path / "raw", joplin_files())
    assert imported(source, tmp_path / "notes").written == 1


@pytest.mark.parametrize(
    "title", ["2019-05-05", "Plans for 3 March 2030", "12.12.2012", "May 2011", "Week 14", "../up", "CON"]
)
def test_no_title_gives_a_note_another_day_or_place(title: str, tmp_path: Path) -> None:
    source = tmp_path / "diarium.json"
    source.write_text(json.dumps([{"date": "2024-05-03T18:05:00", "heading": title, "html": "<p>Slept.</p>"}]))
    imported(source, tmp_path / "notes")
    assert set(_days(tmp_path / "notes").values()) == {"2024-05-03"}
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".md"] == []
    assert all(os.sep not in path for path in note_paths(tmp_path / "notes")[0])
