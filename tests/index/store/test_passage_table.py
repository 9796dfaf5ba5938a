from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.entries.entry import Entry
from index.passages.cut import Passage
from index.store.catalog import Catalog
from index.store.passage_table import DayKey, PassageTable, load_table
from index.store.put_file import forget_file, put_file
from index.store.rows import FileRow

_DAY = date(2020, 3, 17)


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    catalog = Catalog(tmp_path / "catalog.sqlite")
    yield catalog
    catalog.close()


def _put(catalog: Catalog, path: str, *entries: tuple[Entry, list[int]]) -> None:
    """A file with entries, each with passages on these lines."""
    parts = [(entry, [Passage(path, n, n, "", "t", "", f"some words {n}") for n in lines]) for entry, lines in entries]
    with catalog.writing() as db:
        put_file(db, FileRow(path, 1, 1, "d"), parts, set())


def _entry(path: str, day: date | None, end: date | None = None, partial: str | None = None) -> Entry:
    return Entry(path, 1, 99, "", day, end, "heading", "", (), partial)


def _span(table: PassageTable, row: int = 0) -> tuple[int, int]:
    return int(table.first[row]), int(table.last[row])


@pytest.mark.parametrize(
    ("day", "end", "partial", "first", "last"),
    [
        (_DAY, None, None, _DAY, _DAY),
        (_DAY, date(2020, 3, 22), None, _DAY, date(2020, 3, 22)),
        (None, None, "2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        (None, None, "2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        (None, None, "2024-12", date(2024, 12, 1), date(2024, 12, 31)),
        (date(1899, 12, 31), None, None, date(1899, 12, 31), date(1899, 12, 31)),
    ],
)
def test_an_entry_can_be_about_the_days_from_first_to_last(
    catalog: Catalog, day: date | None, end: date | None, partial: str | None, first: date, last: date
) -> None:
    _put(catalog, "a.md", (_entry("a.md", day, end, partial), [1]))
    assert _span(load_table(catalog)) == (first.toordinal(), last.toordinal())


@pytest.mark.parametrize("partial", [None, "", "--02-22", "2024", "2024-3", "March"])
def test_what_names_no_month_of_a_year_is_on_no_day(catalog: Catalog, partial: str | None) -> None:
    _put(catalog, "a.md", (_entry("a.md", None, None, partial), [1]))
    assert _span(load_table(catalog)) == (0, 0)


@given(st.dates(date(1, 1, 1), date(9999, 12, 1)), st.integers(0, 30))
def test_days_are_pythons_ordinals(day: date, length: int) -> None:
    catalog = Catalog(Path(":memory:"))
    end = day + timedelta(length)
    _put(catalog, "a.md", (_entry("a.md", day, end), [1]))
    assert _span(load_table(catalog)) == (day.toordinal(), end.toordinal())
    assert load_table(catalog).days == (DayKey(day, ""),)
    catalog.close()


def test_a_day_is_one_over_all_notes_and_an_undated_note_is_one_of_its_own(catalog: Catalog) -> None:
    _put(catalog, "a.md", (_entry("a.md", _DAY), [1, 2]), (_entry("a.md", None), [3]))
    _put(catalog, "b.md", (_entry("b.md", None), [1]), (_entry("b.md", None), [2]), (_entry("b.md", _DAY), [4]))
    table = load_table(catalog)
    keys = [table.days[i] for i in table.day]
    assert keys == [
        DayKey(_DAY, ""), DayKey(_DAY, ""), DayKey(None, "a.md"), DayKey(None, "b.md"), DayKey(None, "b.md"),
        DayKey(_DAY, ""),
    ]  # fmt: skip
    assert len(table.days) == 3
    assert table.words.tolist() == [3.0] * 6


def test_neighbours_stand_in_the_same_entry_by_line(catalog: Catalog) -> None:
    _put(catalog, "a.md", (_entry("a.md", _DAY), [5, 1, 9]), (_entry("a.md", _DAY), [20]))
    table = load_table(catalog)
    assert table.before.tolist() == [1, -1, 0, -1]
    assert table.after.tolist() == [2, 0, -1, -1]


def test_rows_are_ordered_by_id_and_found_by_it(catalog: Catalog) -> None:
    _put(catalog, "a.md", (_entry("a.md", _DAY), [1, 2]))
    _put(catalog, "b.md", (_entry("b.md", _DAY), [1, 2]))
    with catalog.writing() as db:
        forget_file(db, "a.md")
    table = load_table(catalog)
    assert table.ids.tolist() == [3, 4] and table.rows_of(np.array([4, 3])).tolist() == [1, 0]
    assert table.known(np.array([1, 3, 4, 5])).tolist() == [False, True, True, False]


def test_an_empty_collection_has_an_empty_table(catalog: Catalog) -> None:
    table = load_table(catalog)
    assert len(table.ids) == 0 and table.days == () and table.known(np.array([1, 2])).tolist() == [False, False]
