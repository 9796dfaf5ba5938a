from datetime import date
from pathlib import Path

from rag.digest.on_this_day import OnThisDay, on_this_day
from rag.evidence.note_sentences import NoteSentences
from tests.rag.digest.catalogued import catalogued, reader

_NOTES = {
    "2024-11-28.md": "# 2024-11-28\n\nThe first snow fell on the boathouse. We skated to the mill.\n\nSoup again.\n",
    "2022-11-28.md": "# 2022-11-28\n\nSold the tandem to Malik.\n",
    "2025-11-21.md": "# 2025-11-21\n\nPlanted tulips by the gate.\n",
    "2025-10-28.md": "# 2025-10-28\n\nThe chimney sweep came.\n",
    "2025-11-28.md": "# 2025-11-28\n\nWrote letters.\n",
    "2025-11-27.md": "# 2025-11-27\n\nNothing of note.\n",
    "old.md": "## November 28\n\nGrandfather's barn burned down.\n\n## November 30\n\nRain.\n",
}


def _of(root: Path, day: date, also_before: bool = True) -> OnThisDay:
    catalog = catalogued(root, _NOTES)
    found = on_this_day(catalog, NoteSentences(reader(root)), day, also_before)
    catalog.close()
    return found


def test_a_week_a_month_and_the_years_before(tmp_path: Path) -> None:
    found = _of(tmp_path, date(2025, 11, 28))
    told = [(r.when, str(r.date or "")) for r in found.recollections]
    assert told[:4] == [
        ("a week ago", "2025-11-21"),
        ("a month ago", "2025-10-28"),
        ("a year ago", "2024-11-28"),
        ("3 years ago", "2022-11-28"),
    ]
    assert all(1 <= len(recollection.lines) <= 2 for recollection in found.recollections)
    assert "We skated to the mill." in [line.text for line in found.recollections[2].lines]


def test_a_note_without_a_year_is_there(tmp_path: Path) -> None:
    last = _of(tmp_path, date(2025, 11, 28)).recollections[-1]
    assert (last.date, last.when) == (None, "in a year not named")
    assert [line.text for line in last.lines] == ["Grandfather's barn burned down."]


def test_a_day_of_every_year_has_this_year_too_and_nothing_before_it(tmp_path: Path) -> None:
    when = [r.when for r in _of(tmp_path, date(2025, 11, 28), also_before=False).recollections]
    assert when == ["this year", "a year ago", "3 years ago", "in a year not named"]


def test_the_last_of_a_month_is_a_month_after_the_last_of_february(tmp_path: Path) -> None:
    catalog = catalogued(tmp_path, {"2025-02-28.md": "# 2025-02-28\n\nThe ice broke on the weir.\n"})
    found = on_this_day(catalog, NoteSentences(reader(tmp_path)), date(2025, 3, 31))
    assert [(r.when, r.date) for r in found.recollections] == [("a month ago", date(2025, 2, 28))]
    none = on_this_day(catalog, NoteSentences(reader(tmp_path)), date(1, 1, 8))
    assert none.recollections == () and "8 January" in none.notice
    catalog.close()
