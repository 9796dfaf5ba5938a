from collections.abc import Sequence
from datetime import date
from pathlib import Path

from index.day_list import DayList, day_list, with_text, within
from index.entries.entry import Entry
from index.entries.reader import entries_reader
from index.entries.user_rules import DateRules
from index.notes.block import Block
from index.notes.note import Note
from index.store.catalog import Catalog
from index.sync.parts import Parts
from index.sync.run import sync

TODAY = date(2024, 6, 1)


class _NoVectors:
    """Counts and vectors of nothing: only the catalog is of interest here."""

    def put(self, ids: Sequence[int], vectors: object) -> None: ...
    def get(self, ids: Sequence[int]) -> dict[int, object]:
        return {}

    def drop(self, ids: Sequence[int]) -> None: ...
    def stamp(self, number: int) -> None: ...


class _NoModel:
    def embed(self, texts: Sequence[str]) -> object:
        import numpy as np

        return np.zeros((len(texts), 2), np.float32), [b""] * len(texts)


def _write(root: Path, **notes: str) -> None:
    root.mkdir(exist_ok=True)
    for name, text in notes.items():
        (root / f"{name}.md").write_text(text, "utf-8")


def _listed(root: Path, catalog: Catalog | None = None) -> DayList:
    return day_list(root, *entries_reader(root, DateRules(), [], TODAY), catalog)


def _index(root: Path, folder: Path) -> Catalog:
    catalog = Catalog(folder / "catalog.sqlite")
    entries_of, key = entries_reader(root, DateRules(), [], TODAY)
    counts = lambda: lambda texts: [len(text.split()) for text in texts]  # noqa: E731
    sync(root, Parts(catalog, _NoVectors, _NoModel, counts, entries_of, key))  # type: ignore[arg-type]
    return catalog


def test_it_lists_the_same_with_and_without_a_catalog(tmp_path: Path) -> None:
    root = tmp_path / "notes"
    _write(root, a="# 2020-03-18\n\nOne thing.\n\n# 2020-03-17\n\nAnother.\n", b="A thought without a day.\n")
    plain = _listed(root)
    assert [str(e.date) for e in plain.entries] == ["2020-03-17", "2020-03-18", "None"]
    assert _listed(root, _index(root, tmp_path)) == plain


def test_unchanged_files_are_not_read_again_and_others_are(tmp_path: Path) -> None:
    root = tmp_path / "notes"
    _write(root, a="# 2020-03-17\n\nOne thing.\n", b="# 2020-03-18\n\nAnother.\n", c="# 2020-03-19\n\nThird.\n")
    catalog = _index(root, tmp_path)
    entries_of, key = entries_reader(root, DateRules(), [], TODAY)
    read: list[str] = []

    def noted(note: Note, blocks: Sequence[Block]) -> list[Entry]:
        read.append(note.path)
        return entries_of(note, blocks)

    _write(root, b="# 2021-03-18\n\nAnother one.\n", d="# 2020-03-20\n\nNew.\n")
    (root / "c.md").unlink()
    listed = day_list(root, noted, key, catalog)
    assert [str(e.date) for e in listed.entries] == ["2020-03-17", "2020-03-20", "2021-03-18"]
    assert read == ["b.md", "d.md"]
    assert {e.path for e in catalog.entries()} == {"a.md", "b.md", "c.md"}, "nothing has been written"
    read.clear()
    day_list(root, noted, "other rules", catalog)
    assert read == ["a.md", "b.md", "d.md"]


def test_a_note_that_is_there_twice_is_listed_once(tmp_path: Path) -> None:
    root = tmp_path / "notes"
    _write(root, a="# 2020-03-17\n\nOne thing.\n", a_copy="# 2020-03-17\n\nOne thing.\n")
    assert [e.path for e in _listed(root).entries] == ["a.md"]
    catalog = _index(root, tmp_path)
    assert [e.path for e in _listed(root, catalog).entries] == ["a.md"]
    (root / "a.md").unlink()
    assert [e.path for e in _listed(root, catalog).entries] == ["a_copy.md"], "the catalog has no entries of a copy"


def test_templates_and_files_that_cannot_be_read_are_left_out_with_the_reason(tmp_path: Path) -> None:
    root = tmp_path / "notes"
    _write(root, a="# 2020-03-17\n\nOne thing.\n", t="# {{date}}\n\n## Questions\n")
    (root / "b.md").write_bytes(b"\0\1\2")
    for catalog in (None, _index(root, tmp_path)):
        listed = _listed(root, catalog)
        assert [e.path for e in listed.entries] == ["a.md"]
        assert [s.path for s in listed.skipped] == ["b.md", "t.md"]
        assert "text file" in listed.skipped[0].reason and "template" in listed.skipped[1].reason


def test_a_damaged_catalog_is_done_without(tmp_path: Path) -> None:
    root = tmp_path / "notes"
    _write(root, a="# 2020-03-17\n\nOne thing.\n")
    catalog = _index(root, tmp_path)
    catalog.db.execute("DROP TABLE files")
    assert [e.path for e in _listed(root, catalog).entries] == ["a.md"]


def test_a_span_takes_what_overlaps_it() -> None:
    day = Entry("a.md", 1, 2, "", date(2020, 3, 17), None, "heading", "")
    week = Entry("b.md", 1, 2, "", date(2020, 3, 16), date(2020, 3, 22), "heading", "")
    undated = Entry("c.md", 1, 2, "", None, None, "unknown", "")
    every = [week, day, undated]
    assert within(every, None, None) == [week, day]
    assert within(every, date(2020, 3, 18), None) == [week]
    assert within(every, None, date(2020, 3, 16)) == [week]
    assert within(every, date(2020, 3, 17), date(2020, 3, 17)) == [week, day]
    assert within(every, date(2020, 3, 23), None) == []


def test_the_text_of_an_entry_is_its_lines(tmp_path: Path) -> None:
    root = tmp_path / "notes"
    _write(root, a="# 2020-03-17\n\nOne thing.\n\n# 2020-03-18\n\nAnother.\n")
    texts = with_text(root, _listed(root).entries)
    assert [t.text.strip() for t in texts] == ["# 2020-03-17\n\nOne thing.", "# 2020-03-18\n\nAnother."]
    assert texts[0].date == date(2020, 3, 17) and texts[0].path == "a.md"


def test_front_matter_is_no_text_of_the_entry_that_holds_it(tmp_path: Path) -> None:
    root = tmp_path / "notes"
    _write(root, a="---\ndate: 2020-03-17\n---\nOne thing.\n")
    [entry] = with_text(root, _listed(root).entries)
    assert (entry.line_start, entry.line_end, entry.text) == (1, 4, "One thing.")
