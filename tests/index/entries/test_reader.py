import os
from datetime import date
from pathlib import Path

import pytest

from index.entries.entry import Entry
from index.entries.reader import entries_reader, folder_orders
from index.entries.user_rules import DateRules
from index.notes.blocks import blocks
from index.notes.note import read_note

_TODAY = date(2024, 6, 1)


def _write(root: Path, *names: str, text: str = "Some words.\n") -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)


def _first(root: Path, path: str, rules: DateRules, by_glob: list[tuple[str, DateRules]]) -> Entry:
    read, _ = entries_reader(root, rules, by_glob, _TODAY)
    note = read_note(root, path)
    return read(note, blocks(note))[0]


def _date(root: Path, path: str, rules: DateRules = DateRules(), *by_glob: tuple[str, DateRules]) -> str:  # noqa: B008
    return str(_first(root, path, rules, list(by_glob)).date)


def _key(root: Path, rules: DateRules = DateRules(), *by_glob: tuple[str, DateRules]) -> str:  # noqa: B008
    return entries_reader(root, rules, by_glob, _TODAY)[1]


def test_the_names_of_a_folder_decide_together_which_number_is_the_day(tmp_path: Path) -> None:
    _write(tmp_path, "log/05-03-2024.md", "log/25-03-2024.md", "us/05-03-2024.md", "us/05-25-2024.md")
    assert _date(tmp_path, "log/05-03-2024.md") == "2024-03-05"
    assert _date(tmp_path, "us/05-03-2024.md") == "2024-05-03"


def test_folder_orders_are_those_of_folders_that_tell(tmp_path: Path) -> None:
    names = ["log/25-03-2024.md", "us/05_25_2024.md", "open/01-02-2024.md", "2024-03-25.md", "x/notes.md"]
    assert folder_orders(names) == {("log", "-"): "dmy", ("us", "_"): "mdy"}


def test_names_of_one_form_decide_for_each_other_only(tmp_path: Path) -> None:
    _write(tmp_path, "03-11-2022.md", "15.03.2022.txt", "k/24.03.07.md", "k/24.03.08.md", "k/24.03.19.md")
    assert _date(tmp_path, "03-11-2022.md") == "None"
    assert _date(tmp_path, "k/24.03.07.md") == "2024-03-07"
    assert folder_orders(["13.02.24.md", "15.02.24.md", "02.03.24.md"]) == {(".", "."): "dmy"}
    assert folder_orders(["24.03.07.md", "24.04.07.md"]) == {}


def test_the_users_rules_reach_the_note_and_a_glob_overrides_them(tmp_path: Path) -> None:
    _write(tmp_path, "open/01-02-2024.md", "us/01-02-2024.md")
    rules, own = DateRules(order="dmy"), ("us", DateRules(order="mdy"))
    assert _date(tmp_path, "open/01-02-2024.md", rules, own) == "2024-02-01"
    assert _date(tmp_path, "us/01-02-2024.md", rules, own) == "2024-01-02"


def test_day_one_of_a_series_is_counted_from(tmp_path: Path) -> None:
    _write(tmp_path, "day-12.md")
    assert _date(tmp_path, "day-12.md", DateRules(start=date(2020, 3, 1))) == "2020-03-12"
    assert _date(tmp_path, "day-12.md") == "None"


def test_the_time_of_change_dates_a_note_only_where_asked(tmp_path: Path) -> None:
    _write(tmp_path, "a.md", "old/a.md")
    os.utime(tmp_path / "old" / "a.md", (1_600_000_000, 1_600_000_000))
    assert _date(tmp_path, "old/a.md") == "None"
    found = _first(tmp_path, "old/a.md", DateRules(), [("old", DateRules(fallback="mtime"))])
    assert (found.date, found.date_source) == (date.fromtimestamp(1_600_000_000), "mtime")
    assert _date(tmp_path, "a.md", DateRules(), ("old", DateRules(fallback="mtime"))) == "None"


def test_the_key_stays_while_notes_are_read_the_same(tmp_path: Path) -> None:
    _write(tmp_path, "a.md")
    before = _key(tmp_path, DateRules(year=2020), ("log", DateRules(order="dmy")))
    _write(tmp_path, "b.md", "2024-03-25.md")
    assert _key(tmp_path, DateRules(year=2020), ("log", DateRules(order="dmy"))) == before
    assert (
        entries_reader(tmp_path, DateRules(year=2020), [("log", DateRules(order="dmy"))], date(2030, 1, 1))[1] == before
    )


@pytest.mark.parametrize(
    "rules",
    [DateRules(order="dmy"), DateRules(year=2020), DateRules(start=date(2020, 1, 1)), DateRules(fallback="mtime")],
)
def test_the_key_changes_with_every_rule(tmp_path: Path, rules: DateRules) -> None:
    keys = {
        _key(tmp_path),
        _key(tmp_path, rules),
        _key(tmp_path, DateRules(), ("x", rules)),
        _key(tmp_path, rules, ("x", rules)),
    }
    assert len(keys) == 4


def test_the_key_changes_when_a_new_name_tells_the_folders_order(tmp_path: Path) -> None:
    _write(tmp_path, "log/05-03-2024.md")
    before = _key(tmp_path)
    _write(tmp_path, "log/25-03-2024.md")
    assert _key(tmp_path) != before


def test_a_folder_that_cannot_be_read_has_no_orders(tmp_path: Path) -> None:
    assert _key(tmp_path / "gone") == _key(tmp_path)
