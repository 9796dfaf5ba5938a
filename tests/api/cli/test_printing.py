import unicodedata
from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from api.agents.shapes import search_shape
from api.cli.text.printing import day_text, days_text, search_text, summary_text
from index.day_list import EntryText
from index.entries.entry import Entry
from index.notes.note import Skipped
from index.store.rows import CollectionCounts
from index.sync.run import SyncReport
from index.text.foreign import one_line, printable
from rag.answer.result import SearchResult
from rag.retrieval.hits import DayHits, PassageHit


def test_days_outside_those_asked_about_are_told_as_such() -> None:
    passage = PassageHit("a.md", 1, 1, "", "Gao wants headphones.", 0.5)
    days = DayHits(date(2024, 3, 22), 0.8, (passage,)), DayHits(date(2024, 3, 25), 0.7, (passage,), outside=True)
    found = SearchResult("which headphones", None, "ask", days, "", 1.0)
    heads = [line for line in search_text(found).splitlines() if line.startswith("2024")]
    assert heads == ["2024-03-22  0.80", "2024-03-25  0.70  (outside the days asked about)"]
    assert [day.get("outside") for day in search_shape(found)[1]] == [None, True]


@given(st.text(st.characters(), max_size=50))
def test_nothing_printed_can_steer_a_terminal(text: str) -> None:
    told = printable(text)
    assert all(unicodedata.category(sign) not in ("Cc", "Cs") or sign in "\n\t" for sign in told)
    told.encode("utf-8")
    assert "\n" not in one_line(text)


def test_signs_of_other_scripts_stay() -> None:
    text = "naïve 晴れ 🙂 👩‍👩‍👧 עברית"
    assert printable(text) == text
    assert printable("\x1b[31m\u202e\ud800") == "\\x1b[31m\\u202e\\ud800"


def test_a_summary_names_twenty_files_and_counts_the_rest() -> None:
    skipped = tuple(Skipped(f"{n}.md", "is not a text file") for n in range(25))
    counts = CollectionCounts(3, 4, 1, 2, date(2020, 3, 17), date(2020, 4, 1), 9)
    told = summary_text(Path("/my notes"), SyncReport(3, 3, 0, 0, skipped, (), 2, 9, 1.23), counts)
    assert told.splitlines() == [
        "/my notes",
        "  files     3 (3 added, 0 changed, 0 removed)",
        "  left out  2, see the rules with: daycite doctor --notes '/my notes'",
        "  entries   4, on 2 days, 2020-03-17 to 2020-04-01",
        "  undated   1, list them with: daycite days --undated --notes '/my notes'",
        "  passages  9 (9 newly embedded)",
        "  seconds   1.2",
        "  skipped   25",
        *(f"    {n}.md: is not a text file" for n in range(20)),
        "    and 5 more",
    ]


def test_entries_are_listed_with_what_is_known_of_their_day() -> None:
    week = Entry("w.md", 1, 3, "A week", date(2020, 3, 16), date(2020, 3, 22), "heading", "W12")
    part = Entry("p.md", 4, 4, "", None, None, "unknown", "22 Feb", ("its year is not known",), "--02-22")
    assert days_text([week, part]).splitlines() == [
        "2020-03-16..2020-03-22  heading “W12”     w.md:1-3  A week",
        "--02-22                 unknown “22 Feb”  p.md:4    (its year is not known)",
    ]


def test_a_day_is_shown_with_its_author_s_lines() -> None:
    entry = EntryText("a.md", 2, 4, "T", date(2020, 3, 17), None, "heading", "", text="one\n\tcode\x07\nthree\n")
    assert day_text([entry]) == "2020-03-17  heading  a.md:2-4  T\n\none\n\tcode\\x07\nthree"
