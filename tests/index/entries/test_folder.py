"""What a note leaves open is told by the notes beside it, and read again when these change."""

from datetime import date
from pathlib import Path

import pytest

from index.day_list import day_list
from index.entries.entry import SIBLINGS, Entry
from index.entries.reader import entries_reader
from index.entries.user_rules import DateRules
from tests.index.synced import Collection

TODAY = date(2024, 6, 1)
WORDS = "Learned how a parser is written, and wrote one."


def write(root: Path, notes: dict[str, str]) -> None:
    for path, heading in notes.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(f"{heading}\n\n{path}: {WORDS}\n")


def listed(root: Path) -> list[Entry]:
    entries_of, key = entries_reader(root, DateRules(), [], TODAY)
    return list(day_list(root, entries_of, key).entries)


def days(root: Path) -> dict[str, str]:
    return {entry.path: str(entry.date) for entry in listed(root)}


FOLDERS: dict[str, dict[str, tuple[str, str]]] = {
    "the year of a month's file": {
        "April 2021.md": ("## Mon 5th", "2021-04-05"),
        "May.md": ("## Mon 3rd", "2021-05-03"),
        "June 2021.md": ("## Tue 1st", "2021-06-01"),
    },
    "the order of day and month": {
        "day1.md": ("# Day 1\n\n#### 4/28/20", "2020-04-28"),
        "day2.md": ("# Day 2\n\n#### 5/1/20", "2020-05-01"),
        "day9.md": ("# Day 9\n\n#### 7/6/20", "2020-07-06"),
    },
    "the order, the day first": {
        "a.md": ("# 28.4.20", "2020-04-28"),
        "b.md": ("# 1.5.20", "2020-05-01"),
        "c.md": ("# 3.5.20", "2020-05-03"),
    },
    "the order of spans": {
        "week1.md": ("# Week 1\n\n09/18/2023 - 09/22/2023", "2023-09-18"),
        "week3.md": ("# Week 3\n\n10/02/2023 - 10/06/2023", "2023-10-02"),
        "week4.md": ("# Week 4\n\n10/9/2023", "2023-10-09"),
    },
    "the order told by notes in the folder above": {
        "log/2020-04/a.md": ("# 4/28/20", "2020-04-28"),
        "log/2020-05/b.md": ("# 5/1/20", "2020-05-01"),
    },
    "where two orders stand beside each other, the nearer day": {
        "a.md": ("# 28/4/20", "2020-04-28"),
        "b.md": ("# 4/29/20", "2020-04-29"),
        "c.md": ("# 5/4/20", "2020-05-04"),
    },
    "nothing where both ways are as near": {
        "a.md": ("# 28/4/20", "2020-04-28"),
        "b.md": ("# 4/29/20", "2020-04-29"),
        "c.md": ("# 6/7/20", "None"),
    },
    "nothing where the folder is silent": {
        "a.md": ("# 5/1/20", "None"),
        "b.md": ("# On parsers", "None"),
    },
    "the year, by the notes beside it": {
        "day1.md": ("# 30 December 2019", "2019-12-30"),
        "day2.md": ("# 31 December", "2019-12-31"),
        "day3.md": ("# 1 January", "2020-01-01"),
        "day4.md": ("# 3 January 2020", "2020-01-03"),
    },
    "the year, in a folder of a short time": {
        "spring.md": ("# 3 April 2022", "2022-04-03"),
        "asparagus.md": ("# 9 May 2022", "2022-05-09"),
        "beans.md": ("# 2 April 2022", "2022-04-02"),
        "wells.md": ("# 7 May", "2022-05-07"),
    },
    "no year, in a folder of many": {
        "spring.md": ("# 3 April 2022", "2022-04-03"),
        "asparagus.md": ("# 9 May 2019", "2019-05-09"),
        "beans.md": ("# 2 April 2020", "2020-04-02"),
        "wells.md": ("# 7 May", "None"),
    },
    "no year, far from all others": {
        "a.md": ("# 3 April 2022", "2022-04-03"),
        "b.md": ("# 9 September", "None"),
    },
    "the year, by weekdays of several notes": {
        "a.md": ("# Sunday, 10/17", "2021-10-17"),
        "b.md": ("# Monday, 10/18", "2021-10-18"),
        "c.md": ("# Tuesday, 11/2", "2021-11-02"),
    },
    "a counted day between two that keep the count": {
        "day1.md": ("# Day 1, 2020-01-01", "2020-01-01"),
        "day2.md": ("# Day 2", "2020-01-02"),
        "day3.md": ("# Day 3, 2020-01-03", "2020-01-03"),
    },
    "days counted from the one that another note names": {
        "about.md": ("Day 1 is the 14th of January 2019, a Monday.", "None"),
        "day2.md": ("# Day 2", "2019-01-15"),
        "day9.md": ("# Day 9", "2019-01-22"),
    },
    "no counted day where the count was not kept": {
        "day1.md": ("# Day 1, 2020-01-01", "2020-01-01"),
        "day2.md": ("# Day 2", "None"),
        "day3.md": ("# Day 3, 2020-01-08", "2020-01-08"),
    },
    "the order, by steps that keep the count": {
        "day1.md": ("# Day 1, 1/2/2024", "2024-01-02"),
        "day2.md": ("# Day 2, 1/3/2024", "2024-01-03"),
        "day3.md": ("# Day 3, 1/4/2024", "2024-01-04"),
    },
    "nothing where days may as well be the first of months": {
        "a.md": ("# 1/2/2024", "None"),
        "b.md": ("# 1/3/2024", "None"),
        "c.md": ("# 1/4/2024", "None"),
    },
    "in front matter": {
        "a.md": ("---\ndate: 28/04/2020\n---", "2020-04-28"),
        "b.md": ("---\ndate: 01/05/2020\n---", "2020-05-01"),
    },
    "names, where heads were copied from the first note": {
        "2022-03-01.md": ("---\ndate: 2022-03-01\n---\n# Tue 1 March 2022", "2022-03-01"),
        "2022-03-02.md": ("---\ndate: 2022-03-01\n---\n# Tue 1 March 2022", "2022-03-02"),
        "2022-03-07.md": ("---\ndate: 2022-03-01\n---\n# Tue 1 March 2022", "2022-03-07"),
        "2022-03-08.md": ("---\ndate: 2022-03-08\n---\n# Tue 8 March 2022", "2022-03-08"),
    },
    "the heading, where no head was copied": {
        "2022-03-01.md": ("---\ndate: 2022-03-01\n---\n# Tue 1 March 2022", "2022-03-01"),
        "2022-03-04.md": ("---\ndate: 2022-03-03\n---\n# Thu 3 March 2022", "2022-03-03"),
        "2022-03-07.md": ("---\ndate: 2022-03-07\n---\n# Mon 7 March 2022", "2022-03-07"),
    },
}


@pytest.mark.parametrize("name", FOLDERS)
def test_the_folder_tells(tmp_path: Path, name: str) -> None:
    write(tmp_path, {path: heading for path, (heading, _) in FOLDERS[name].items()})
    assert days(tmp_path) == {path: day for path, (_, day) in FOLDERS[name].items()}


def test_what_was_taken_from_the_folder_is_shown(tmp_path: Path) -> None:
    write(tmp_path, {"day1.md": "# 30 December 2019", "day2.md": "# 31 December"})
    first, second = listed(tmp_path)
    assert first.doubts == () and all(clue.source != SIBLINGS for clue in first.clues)
    assert second.doubts == ("year taken from the folder's other notes",)
    assert ("2019-12-30" in second.clues[-1].says) and second.clues[-1].source == SIBLINGS


def test_a_note_is_read_again_when_those_beside_it_change(tmp_path: Path) -> None:
    notes = Collection(tmp_path / "notes", tmp_path / "data")
    write(notes.root, {"log/a.md": "# 5/1/20", "log/b.md": "# Parsers", "else/c.md": "# 2024-01-01"})
    notes.sync()

    def stored() -> dict[str, str]:
        return {entry.path: str(entry.date) for entry in notes.catalog.entries()}

    assert stored()["log/a.md"] == "None"
    for told, day in (("# 4/28/20", "2020-05-01"), ("# 28/4/20", "2020-01-05"), ("# Parsers", "None")):
        write(notes.root, {"log/b.md": f"{told}  "})
        entries_of, key = notes.parts().entries_of, notes.parts().rules_key
        before = {e.path: str(e.date) for e in day_list(notes.root, entries_of, key, notes.catalog).entries}
        notes.sync()
        assert before == stored() == days(notes.root)
        assert stored()["log/a.md"] == day
        assert notes.is_current()
    write(notes.root, {"log/b.md": "# 4/28/20"})
    notes.sync()
    (notes.root / "log" / "b.md").unlink()
    notes.sync()
    assert stored()["log/a.md"] == "None", "who told is gone"


def test_only_notes_that_leave_something_open_are_read_again(tmp_path: Path) -> None:
    notes = Collection(tmp_path / "notes", tmp_path / "data")
    write(notes.root, {"log/a.md": "# 2024-01-01", "log/b.md": "# 5/1/20", "else/c.md": "# 5/1/20"})
    notes.sync()
    write(notes.root, {"log/d.md": "# 2024-01-02"})
    assert notes.sync().changed == 2
