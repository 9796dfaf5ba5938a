"""Entries: what is doubted, what the user's rules settle, what holds for every journal, and hostile notes."""

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.entries.entry import Entry
from index.entries.evidence.neighbours import OLD_YEAR, OUT_OF_ORDER, YEAR_FROM_NEIGHBOURS
from index.entries.read_entries import entries
from index.entries.reader import entries_reader, folder_orders
from index.entries.resolve import AMBIGUOUS, NO_YEAR, SIX_DIGITS, WEEKDAY
from index.entries.user_rules import DateRules
from index.notes.blocks import blocks
from index.notes.note import note_from_bytes
from index.passages.cut import passages
from index.passages.read_note import authored, readable_blocks
from tests.index.entries.test_dates_in_the_wild import TODAY, day_at, read


def days(found: list[Entry]) -> list[str]:
    return [entry.date.isoformat() if entry.date else "?" for entry in found]


def note_of(*headings: str, level: int = 2) -> str:
    return "\n".join(f"{'#' * level} {heading}\n\nSome words.\n" for heading in headings)


def test_rows_that_a_formatter_has_padded_are_days() -> None:
    rows = [
        ("What", "Date"),
        ("-" * 300, "---"),
        ("Knee stiff", "09/09/25"),
        ("Slept", "09/10/25"),
        ("Swam", "09/14/25"),
    ]
    text = "\n".join(f"| {what:300} | {day:8} |" for what, day in rows)
    assert [day_at(read("log.md", text), line) for line in (3, 4, 5)] == ["2025-09-09", "2025-09-10", "2025-09-14"]


# What is doubted


@pytest.mark.parametrize(
    ("path", "text", "line", "doubt"),
    [
        ("a.md", note_of("03/04/2021"), 1, AMBIGUOUS),
        ("a.md", note_of("March 10"), 1, NO_YEAR),
        ("a.md", note_of("March 10, 2021", "March 11"), 5, YEAR_FROM_NEIGHBOURS),
        ("a.md", note_of("2021-03-10", "2021-05-11", "2021-03-12"), 5, OUT_OF_ORDER),
        ("a.md", note_of("2024-12-18", "2025-01-09", "2024-01-10", "2024-01-11"), 13, OLD_YEAR),
        ("a.md", note_of("2024-01-11", "2024-01-10", "2025-01-09", "2024-12-18", "2024-12-01"), 5, OLD_YEAR),
        ("a.md", note_of("[200713] A", "[200714] B", "[200716] C"), 5, SIX_DIGITS),
        ("a.md", note_of("Monday, 2021-03-10"), 1, WEEKDAY),
        ("2021-10-01-b.md", "---\ndate: 2021-09-16\n---\nText.\n", 4, "file name and front matter disagree"),
        ("a.md", "---\ncreated: 2021-09-16\n---\nText.\n", 4, "when the file was made"),
        ("a.md", "---\nupdated: 2021-09-16\n---\nText.\n", 4, "when the file was changed"),
        ("a.md", note_of("2021-02-30"), 1, "there is no day 2021-02-30"),
        ("a.md", note_of("2199-01-01"), 1, "more than a year ahead"),
        ("a.md", note_of("1066-10-14"), 1, "before 1900"),
        ("a.md", note_of("6/12/18", "6/13/28", "6/14/18"), 5, "does not fit its neighbours"),
        ("a.md", note_of("4/25/20", "4/26/250", "4/27/20"), 5, "'250' is not a year"),
        ("a.md", note_of("Day 1: 2021-03-10", "Day 2", "Day 3: 2021-03-12"), 5, "day counted from its neighbours"),
        ("a.md", "---\ndate: soon\n---\nText.\n", 4, "front matter's date is not a date: soon"),
        ("a.md", "---\ndate: [2021-01-01]\n---\nText.\n", 4, "front matter's date is not a date: a list"),
        ("a.md", "---\ntitle: a\ndate: 2021-01-01\n\nText.\n", 5, "never closed"),
        ("a.md", "---\ntitle: [a\n---\nText.\n", 4, "front matter cannot be read"),
        ("a.md", "Text.\n", 1, "nothing names its day"),
        ("2023-11.md", "Text.\n", 1, "only a month"),
    ],
)
def test_doubts_are_told(path: str, text: str, line: int, doubt: str) -> None:
    [entry] = [e for e in read(path, text) if e.line_start <= line <= e.line_end]
    assert any(doubt in told for told in entry.doubts), entry


@pytest.mark.parametrize(
    ("path", "text", "partial"),
    [
        ("a.md", note_of("February 22"), "--02-22"),
        ("2023-11.md", "Text.\n", "2023-11"),
        ("2023.md", "Text.\n", None),
        ("a.md", "# October 2025\n\nText.\n\n## 24th October\n\nText.\n", "2025-10"),
    ],
)
def test_what_is_known_of_an_unknown_day(path: str, text: str, partial: str | None) -> None:
    found = read(path, text)[0]
    assert (found.date, found.partial) == (None, partial)


@pytest.mark.parametrize(
    ("path", "text", "source", "raw"),
    [
        ("a.md", note_of("Day 0: 9th July 2018"), "heading", "9th July 2018"),
        ("2025-08-02.md", "Text.\n", "file name", "2025-08-02"),
        ("2024/11/01.md", "Text.\n", "file name", "2024/11/01"),
        ("a.md", "---\npubDate: 2024-03-05\n---\nText.\n", "front matter:pubdate", "2024-03-05"),
        ("a.md", "# T\n\nJane · January 1, 2025\n\nText.\n", "byline", "January 1, 2025"),
        ("a.org", "* 2020\n** January\n*** 17\nText.\n", "parent heading", "17"),
        ("a.md", note_of("March 10, 2021", "March 11"), "neighbours", "March 11"),
    ],
)
def test_how_a_day_is_known_and_its_raw_words(path: str, text: str, source: str, raw: str) -> None:
    found = read(path, text)[-1]
    assert (found.date_source, found.raw) == (source, raw)


def test_a_sound_day_is_not_doubted() -> None:
    found = read("2021-03-10.md", "---\ndate: 2021-03-10\n---\n# Wednesday, 2021-03-10\n\nText.\n")
    assert [e.doubts for e in found] == [()]


# What the user's rules settle


def test_the_order_can_be_told() -> None:
    text = note_of("03/04/2021")
    assert days(read("a.md", text, DateRules(order="dmy"))) == ["2021-04-03"]
    assert days(read("a.md", text, DateRules(order="mdy"))) == ["2021-03-04"]


def test_the_year_can_be_told() -> None:
    text = note_of("December 31", "January 1")
    assert days(read("a.md", text, DateRules(year=2019))) == ["2019-12-31", "2020-01-01"]


def test_the_first_day_can_be_told() -> None:
    rules = DateRules(start=date(2021, 3, 1))
    assert days(read("day12.md", "Text.\n", rules)) == ["2021-03-12"]
    assert days(read("log.md", note_of("Day 1", "Day 2", "Day 5"), rules)) == ["2021-03-01", "2021-03-02", "2021-03-05"]
    assert days(read("2020-01-01-day12.md", "Text.\n", rules)) == ["2020-01-01"]


def test_a_rule_can_hold_for_some_notes(tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "old").mkdir()
    for path in ("old/a.md", "b.md"):
        (tmp_path / path).write_text(note_of("03/04/2021"))
    of, _ = entries_reader(tmp_path, DateRules(order="mdy"), [("old/*", DateRules(order="dmy"))], TODAY)
    found = {}
    for path in ("old/a.md", "b.md"):
        note = note_from_bytes(path, (tmp_path / path).read_bytes())
        found[path] = days(of(note, blocks(note)))
    assert found == {"old/a.md": ["2021-04-03"], "b.md": ["2021-03-04"]}


def test_the_time_of_change_dates_only_where_asked_for(tmp_path) -> None:  # type: ignore[no-untyped-def]
    import os

    path = tmp_path / "a.md"
    path.write_text("Text.\n")
    os.utime(path, (1_600_000_000, 1_600_000_000))
    note = note_from_bytes("a.md", path.read_bytes())
    silent, _ = entries_reader(tmp_path, DateRules(), [], TODAY)
    asked, _ = entries_reader(tmp_path, DateRules(fallback="mtime"), [], TODAY)
    assert days(silent(note, blocks(note))) == ["?"]
    [entry] = asked(note, blocks(note))
    assert (entry.date, entry.date_source) == (date.fromtimestamp(1_600_000_000), "mtime")
    assert any("last changed" in doubt for doubt in entry.doubts)


def test_the_names_of_a_folder_decide_their_order_together(tmp_path) -> None:  # type: ignore[no-untyped-def]
    assert folder_orders(
        ["a/05-03-2024.md", "a/13-03-2024.md", "b/05-03-2024.md", "b/05-13-2024.md", "c/05-03-2024.md"]
    ) == {
        ("a", "-"): "dmy",
        ("b", "-"): "mdy",
    }
    for name in ("05-03-2024.md", "13-03-2024.md"):
        (tmp_path / name).write_text("Text.\n")
    of, key = entries_reader(tmp_path, DateRules(), [], TODAY)
    note = note_from_bytes("05-03-2024.md", b"Text.\n")
    assert days(of(note, blocks(note))) == ["2024-03-05"]
    (tmp_path / "13-03-2024.md").unlink()
    assert entries_reader(tmp_path, DateRules(), [], TODAY)[1] != key, "a name that decided is gone: read all again"


# Which lines are an entry's

_FRONT = "---\ntitle: A log\ndate: 2022-06-15\n---\n"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (f"{_FRONT}Text.\n", ["1-5 2022-06-15"]),
        (f"{_FRONT}\n# A log\n\nText.\n", ["1-8 2022-06-15"]),
        (f"{_FRONT}# 2022-06-14\n\nText.\n", ["1-7 2022-06-14"]),
        ("title:: A log\ndate:: 2022-06-15\n\n- text\n", ["1-4 2022-06-15"]),
        ("# A log\n\nText.\n", ["1-3 None"]),
        (f"{_FRONT}# 2022-06-13\n\nA\n\n# 2022-06-14\n\nB\n", ["5-8 2022-06-13", "9-11 2022-06-14"]),
        (
            f"{_FRONT}Words.\n\n# 2022-06-13\n\nA\n\n# 2022-06-14\n\nB\n",
            ["1-6 2022-06-15", "7-10 2022-06-13", "11-13 2022-06-14"],
        ),
        (
            f"{_FRONT}Words.\n\n# 2022-01-13\n\nA\n\n# 2022-01-14\n\nB\n",
            ["1-6 None", "7-10 2022-01-13", "11-13 2022-01-14"],
        ),
        (f"{_FRONT}The post.\n\n# Update 2022-07-01\n\nMore.\n", ["1-6 2022-06-15", "7-9 2022-07-01"]),
    ],
    ids=[
        "front matter",
        "a title",
        "its heading",
        "properties",
        "none",
        "several days",
        "words above them",
        "words above days long past",
        "a later day",
    ],
)
def test_the_first_entry_begins_with_the_note(text: str, lines: list[str]) -> None:
    assert [f"{e.line_start}-{e.line_end} {e.date}" for e in read("a.md", text)] == lines


def test_passages_keep_their_lines_and_hold_no_front_matter() -> None:
    note = note_from_bytes("a.md", f"{_FRONT}\nText of mine.\n".encode())
    [entry] = entries(note, blocks(note), DateRules(), TODAY)
    [passage] = passages(entry, blocks(note), lambda texts: [len(text.split()) for text in texts])
    assert (entry.line_start, passage.line_start, passage.line_end, passage.text) == (1, 6, 6, "Text of mine.")


# What holds for every journal

MONTHS_DE = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()  # noqa: SIM905
FORMATS = {
    "iso": lambda d: d.isoformat(),
    "iso with title": lambda d: f"{d.isoformat()} — Reading on",
    "us words": lambda d: f"{d:%B} {d.day}, {d.year}",
    "british words": lambda d: f"{d.day}{_ordinal(d.day)} {d:%B} {d.year}",
    "weekday first": lambda d: f"{d:%A} {d.day} {d:%B}, {d.year}",
    "german": lambda d: f"{d.day}. {MONTHS_DE[d.month - 1]} {d.year}",
    "japanese": lambda d: f"{d.year}年{d.month}月{d.day}日",
    "us numbers": lambda d: f"{d.month}/{d.day}/{d.year}",
    "us short": lambda d: f"{d.month}/{d.day}/{d:%y}",
    "european numbers": lambda d: f"{d.day:02d}.{d.month:02d}.{d.year}",
    "no year": lambda d: f"{d:%B} {d.day}",
}


def _ordinal(n: int) -> str:
    return {1: "st", 2: "nd", 3: "rd"}.get(n % 10 if n not in (11, 12, 13) else 0, "th")


@st.composite
def journals(draw: st.DrawFn) -> tuple[str, list[date]]:
    start = draw(st.dates(date(1995, 1, 1), date(2025, 1, 1)))
    gaps = draw(st.lists(st.integers(1, 9), min_size=1, max_size=14))
    written = [start + timedelta(days=sum(gaps[:i])) for i in range(len(gaps))]
    if draw(st.booleans()):
        written.reverse()
    name = draw(st.sampled_from(sorted(FORMATS)))
    numbered = draw(st.booleans())
    lines = ["# My log", ""] if draw(st.booleans()) else []
    for number, day in enumerate(written, 1):
        level = draw(st.sampled_from([2, 2, 2, 3])) if lines else 2
        heading = (f"Day {number}: " if numbered else "") + FORMATS[name](day)
        lines += [f"{'#' * level} {heading}", "", draw(st.sampled_from(PROSE)), ""]
        if draw(st.booleans()):
            lines += [f"{'#' * (level + 1)} Questions", "", "- Why?", ""]
    return "\n".join(lines), written


PROSE = [
    "Read on, as planned since 2019-05-04.",
    "On March 3, 2011 this was done.",
    "- [x] done ✅ 2020-02-02",
    "10/18 pages.",
    "```\n# 2001-01-01\n```",
    "| 2001-01-01 | 1 |\n| --- | --- |\n| a | b |",
    "> On Mon, 5 Mar 2018 at 10:00 she wrote",
    "Words and more words.",
]


@pytest.mark.long
@settings(deadline=None, max_examples=300)
@given(journals())
def test_a_day_is_what_was_written_or_unknown(journal: tuple[str, list[date]]) -> None:
    text, written = journal
    found = [e for e in read("log.md", text) if e.title != "My log"]
    assert len(found) == len(written)
    for entry, day in zip(found, written, strict=True):
        assert entry.date in (day, None), (entry, day)


@settings(deadline=None, max_examples=150)
@given(journals())
def test_full_dates_are_found_all(journal: tuple[str, list[date]]) -> None:
    text, written = journal
    first = next(line for line in text.split("\n") if line.startswith("##"))
    if any(sign in first for sign in "/.") or str(written[0].year) not in first:
        return
    assert [e.date for e in read("log.md", text) if e.title != "My log"] == written


_LINE = st.one_of(
    st.sampled_from(
        ["", "", "# 2020-01-01", "## March 3", "## Day 4", "### 7/6/20", "---", "- a", "  - b", "> q", "```"]
    ),
    st.sampled_from(
        ["| a | b |", "2020-01-01", "Date: March 3, 2020", "* 2020", "** January", "*** 17", "title: x", "+++"]
    ),
    st.text(max_size=30),
)


@pytest.mark.long
@settings(deadline=None, max_examples=400)
@given(st.lists(_LINE, max_size=40), st.sampled_from(["a.md", "a.txt", "a.org", "2020-01-01.md", "2020/W05.md"]))
def test_entries_hold_every_line_once(lines: list[str], path: str) -> None:
    note = note_from_bytes(path, "\n".join(lines).encode("utf-8", "surrogatepass"))
    found = entries(note, blocks(note), DateRules(), TODAY) if not note.refused else []
    covered = [line for e in found for line in range(e.line_start, e.line_end + 1)]
    first = found[0].line_start if found else 1
    assert first in (1, note.body_start), "front matter as a whole or none of it"
    if not note.refused:
        assert covered == list(range(first, max(len(note.lines), note.body_start) + 1))


@settings(deadline=None, max_examples=200)
@given(st.integers(1900, 2025), st.integers(0, 13), st.integers(0, 32))
def test_impossible_days_are_unknown(year: int, month: int, day: int) -> None:
    possible = 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]
    [entry] = read("a.md", f"# {year}-{month:02d}-{day:02d}\n\nText.\n")
    assert entry.date == (date(year, month, day) if possible else None)


# What an author wrote in headings alone


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("* [2012-03-25 Sun]\n** Fixed the import\n* [2012-03-24 Sat]\n** Watched a lecture\n", 2),
        ("* [2012-03-25 Sun]\n** Fixed the import\n* [2012-03-24 Sat]\n", 1),
        ("* 2012-03-25\n** Mood\n** Tasks\n* 2012-03-24\n** Mood\n** Tasks\n", 0),
        ("* 2012-03-25\n** Mood\n** Tasks\n", 0),
    ],
    ids=["an outline", "an empty day of an outline", "a form on each day", "a form"],
)
def test_headings_are_words_where_they_are_no_form(text: str, said: int) -> None:
    note = note_from_bytes("log.org", text.encode())
    found, skipped = readable_blocks(note)
    assert len([] if skipped else authored(entries(note, found, DateRules(), TODAY), found)) == said


# Hostile notes


@pytest.mark.parametrize(
    "text",
    [
        "# " + "2020-01-" * 15_000,
        "# " + "March " * 20_000,
        "# " + "1." * 50_000,
        "# " + "(" * 100_000,
        "# " + "[[2020-01-01" * 9_000,
        "# " + "day 1 " * 17_000,
        "#" * 100_000,
        "\n".join(f"## {i}/7/2020\n" for i in range(4000)),
        "\n".join(f"## March {i % 31}\n" for i in range(4000)),
        "\n".join("## Thursday\n" for _ in range(4000)),
        "\n\n".join(f"Day {i}: 2nd February:" for i in range(4000)),
        "- 2020-01-01: a\n" * 5000,
        "2020-01-01\n" * 5000,
    ],
    ids=lambda text: text[:14].replace("\n", " "),
)
@pytest.mark.parametrize("path", ["a.md", "a.org", "a.txt"])
@pytest.mark.long
@pytest.mark.timeout(120)  # a second each; what goes back over the text would take hours
def test_hostile_notes_are_read_to_their_end(path: str, text: str) -> None:
    found = read(path, text)
    assert found and found[-1].line_end <= text.count("\n") + 1


@pytest.mark.parametrize(
    ("stamp", "zone", "day", "sure"),
    [
        ("2024-05-05T23:30:00Z", "Europe/Vienna", "2024-05-06", True),
        ("2024-05-05T01:30:00Z", "America/New_York", "2024-05-04", True),
        ("2024-05-05T01:30:00.123Z", None, "2024-05-05", False),
        ("2024-05-05T01:30:00+02:00", "America/New_York", "2024-05-05", True),
        ("2024-05-05T00:00:00Z", "America/New_York", "2024-05-05", True),
        ("1714951800000", "Europe/Vienna", "2024-05-06", True),
        ("1714951800000", None, "2024-05-05", False),
    ],
)
def test_a_time_in_utc_is_of_the_day_where_its_author_was(stamp: str, zone: str | None, day: str, sure: bool) -> None:
    note = note_from_bytes("a.md", f"---\ndate: {stamp}\n---\nWords.\n".encode())
    [entry] = entries(note, blocks(note), DateRules(timezone=zone), TODAY)
    assert str(entry.date) == day
    assert (entry.doubts == ()) == sure
