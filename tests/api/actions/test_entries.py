"""Which entries `daycite days` lists."""

from datetime import date

import pytest

from api.actions.entries import asked_about, chosen_entries
from api.cli.text.printing import why_text
from index.day_list import DayList
from index.entries.entry import NOTHING, DayClue, Entry
from index.errors import NotFoundError, UsageError

SURE = Entry("a.md", 1, 2, "", date(2020, 3, 17), None, "heading", "2020-03-17")
UNSURE = Entry("b.md", 1, 2, "", date(2020, 3, 18), None, "neighbours", "March 18", ("year taken from neighbours",))
OPEN = Entry("c.md", 1, 2, "", None, None, "unknown", "3/4/2024", ("ambiguous day/month order",))
UNTOLD = Entry("d.md", 1, 2, "", None, None, "unknown", "", (NOTHING,))
LISTED = DayList((SURE, UNSURE, OPEN, UNTOLD), ())


@pytest.mark.parametrize(
    ("undated", "doubtful", "from_", "chosen"),
    [
        (False, False, None, [SURE, UNSURE]),
        (True, False, None, [OPEN, UNTOLD]),
        (False, True, None, [UNSURE, OPEN]),
        (True, True, None, [OPEN, UNTOLD]),
        (False, True, date(2020, 3, 1), [UNSURE]),
    ],
    ids=["dated", "undated", "in doubt, dated or not", "undated, with reasons", "in doubt, of a span"],
)
def test_entries_are_chosen(undated: bool, doubtful: bool, from_: date | None, chosen: list[Entry]) -> None:
    assert chosen_entries(LISTED, from_, None, undated, doubtful) == chosen


def test_undated_entries_are_in_no_span() -> None:
    with pytest.raises(UsageError):
        chosen_entries(LISTED, date(2020, 3, 1), None, True, False)


@pytest.mark.parametrize(
    ("asked", "found"), [("2020-03-17", [SURE]), ("a.md", [SURE]), ("./c.md", [OPEN]), ("log/d.md", []), ("2020", [])]
)
def test_entries_are_asked_about_by_day_or_file(asked: str, found: list[Entry]) -> None:
    if found:
        assert asked_about(LISTED, asked) == found
    else:
        with pytest.raises(NotFoundError):
            asked_about(LISTED, asked)


def test_what_speaks_for_a_day_and_against_it_is_printed() -> None:
    clues = (
        DayClue("heading", "5/6/25", "2025-05-06", True),
        DayClue("file name", "2025-05-07", "2025-05-07", False),
        DayClue("folder's notes", "", "the month before the day", True),
    )
    dated = Entry("a.md", 1, 2, "5/6/25", date(2025, 5, 6), None, "heading", "5/6/25", (), None, clues)
    opened = Entry("c.md", 1, 2, "", None, None, "unknown", "", (), None, (DayClue("byline", "3/4", "no year", False),))
    assert why_text([dated, opened, UNTOLD]).splitlines() == [
        "2025-05-06  heading “5/6/25”  a.md:1-2  5/6/25",
        "  agrees   heading         “5/6/25”      2025-05-06",
        "  differs  file name       “2025-05-07”  2025-05-07",
        "  agrees   folder's notes                the month before the day",
        "",
        "undated  unknown  c.md:1-2",
        "  open  byline  “3/4”  no year",
        "",
        "undated  unknown  d.md:1-2  (nothing names its day)",
        "  nothing else speaks of its day",
    ]
