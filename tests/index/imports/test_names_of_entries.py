"""Entries that an app's export hardly tells apart are all written, once."""

import json
from pathlib import Path

import pytest

from index.imports.write_notes import ImportReport
from index.notes.note import note_paths, read_note
from tests.index.imports.exports import enex, zipped
from tests.index.imports.test_imports_of_apps import imported


def _all_written(source: Path, folder: Path, *texts: str) -> ImportReport:
    """The first import's report; another one adds nothing."""
    report = imported(source, folder)
    whole = ["\n".join(read_note(folder, path).lines) for path in note_paths(folder)[0]]
    for text in texts:
        assert sum(text in each for each in whole) == 1, (text, whole)
    assert (report.written, report.known) == (len(texts), 0)
    again = imported(source, folder)
    assert (again.written, again.known) == (0, len(texts))
    return report


def _zip(folder: Path, name: str, files: dict[str, str | bytes]) -> Path:
    (folder / name).write_bytes(zipped(files))
    return folder / name


def test_pages_of_logseq_with_one_day_or_one_name(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "journals/2025_02_20.md": "- Walked.\n",
        "journals/Thursday, Feb 20th, 2025.md": "- Rowed.\n",
        "pages/2025-02-20 Meeting.md": "- Agreed.\n",
        "pages/2025-02-20 notes.md": "- Noted.\n",
        "pages/a/foo.md": "- First.\n",
        "pages/b/foo.md": "- Second.\n",
        "foo.md": "- Third.\n",
    }
    folder = tmp_path / "notes"
    texts = ("Walked.", "Rowed.", "Agreed.", "Noted.", "First.", "Second.", "Third.")
    _all_written(_zip(tmp_path, "graph.zip", files), folder, *texts)
    whole = "".join(path.read_text() for path in folder.glob("*.md"))
    assert "Title: 2025-02-20 Meeting\n" in whole and "2025-02-20 notes\n" in whole and "# foo\n" in whole
    assert whole.count("date: 2025-02-20") == 4


def test_pages_of_logseq_with_one_title_in_edn(tmp_path: Path) -> None:
    pages = [f'{{:page {{:block/title "harbour"}} :blocks [{{:block/title "Boat {n}."}}]}}' for n in range(2)]
    (tmp_path / "graph.edn").write_text(f"{{:pages-and-blocks [{' '.join(pages)}]}}")
    _all_written(tmp_path / "graph.edn", tmp_path / "notes", "Boat 0.", "Boat 1.")


@pytest.mark.parametrize("number", ["99999999999999999", "-1", "20251301", "999999999999"])
def test_a_journal_of_no_day_is_told(number: str, tmp_path: Path) -> None:
    page = f'{{:page {{:build/journal {number}}} :blocks [{{:block/title "x"}}]}}'
    (tmp_path / "graph.edn").write_text(f"{{:pages-and-blocks [{page}]}}")
    report = imported(tmp_path / "graph.edn", tmp_path / "notes")
    assert report.written == 0 and "names no day" in report.skipped[0].reason


def test_rows_of_notion_with_one_title(tmp_path: Path) -> None:
    name = f"Meals {'2c' * 16}.csv"
    rows = ["Lunch,2024-05-03,soup", "Lunch,2024-05-04,rice", "Lunch,2024-05-04,beans", "Lunch,,bread", ",,water"]
    head, folder = "Name,Date,What\n", tmp_path / "notes"
    source = _zip(tmp_path, "Export.zip", {name: head + "\n".join(rows)})
    _all_written(source, folder, "What: soup", "What: rice", "What: beans", "What: bread", "What: water")
    _zip(tmp_path, "Export.zip", {name: head + "\n".join(["Lunch,2024-05-05,peas", *rows])})
    report = imported(source, folder)
    assert (report.written, report.known) == (1, 5), "a new row above the others is the new one"
    assert any("What: peas" in path.read_text() for path in folder.glob("2024-05-05*.md"))


def test_entries_of_one_second(tmp_path: Path) -> None:
    entries = [{"date": "2010-10-26T15:47:53", "heading": "", "html": f"<p>Thing {n}.</p>"} for n in range(2)]
    (tmp_path / "diarium.json").write_text(json.dumps(entries))
    _all_written(tmp_path / "diarium.json", tmp_path / "diarium", "Thing 0.", "Thing 1.")
    unnamed = [{"creationDate": "2017-06-28T15:38:37Z", "text": f"Thing {n}."} for n in range(2)]
    (tmp_path / "day one.json").write_text(json.dumps({"entries": unnamed}))
    _all_written(tmp_path / "day one.json", tmp_path / "dayone", "Thing 0.", "Thing 1.")


@pytest.mark.parametrize(
    ("end", "said"),
    [
        ("<note></tag>", "not sound XML"),
        ("<note><title>x & y</title></note>", "not sound XML"),
        ("<note><title>x</title", "not sound XML"),
        ("<a>" * 100, "nested too deep"),
    ],
)
def test_notes_above_broken_xml_are_imported(end: str, said: str, tmp_path: Path) -> None:
    notes = "".join(f"<note><title>t{n}</title><content>Thing {n}.</content></note>" for n in range(3))
    (tmp_path / "a.enex").write_text(enex(notes + end))
    report = _all_written(tmp_path / "a.enex", tmp_path / "notes", "Thing 0.", "Thing 1.", "Thing 2.")
    assert said in report.skipped[0].reason
