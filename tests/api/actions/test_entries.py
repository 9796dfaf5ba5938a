"""Which entries `daycite days` lists."""

from datetime import date

import pytest

from api.actions.entries import chosen_entries
from index.day_list import DayList
from index.entries.entry import NOTHING, Entry
from index.errors import UsageError

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
