"""`daycite digest`, `today`, `on` and `themes`, and a digest saved as a note."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.api.conftest import Daycite, Ran, write_notes

_DAYS = {
    "2025-03-03.md": "# 2025-03-03\n\n- Woke up at 6:10.\n- Sold the old rowboat to Ingrid.\n",
    "2025-03-12.md": "# 2025-03-12\n\n- Woke up at 6:40.\n- Signed the lease for the flat on Quarry Street.\n",
    "2025-03-19.md": "# 2025-03-19\n\n- Woke up at 7:10.\n- [x] Mended the chapel window\n- [ ] Paint the fence\n",
    "2024-03-19.md": "# 2024-03-19\n\n- Woke up at 7:30.\n- Planted quinces with Malik.\n",
    "2025-02-01.md": "# 2025-02-01\n\n- Woke up at 7:40.\n- Rain all day.\n",
}


@pytest.fixture
def notes(tmp_path: Path, data: Path) -> Path:
    return write_notes(tmp_path / "journal", _DAYS)


def test_a_month_is_told_week_by_week_each_line_cited(daycite: Daycite, notes: Path) -> None:
    told = daycite("digest", "2025-03", "--notes", notes)
    assert told.code == 0
    assert told.out.startswith("2025-03-01 to 2025-03-31, week by week: 3 days with notes\n\n2025-03-03 to 2025-03-09")
    assert "- Sold the old rowboat to Ingrid. [2025-03-03]\n" in told.out
    assert "- Mended the chapel window [2025-03-19]\n" in told.out
    assert "2025-03-12.md:4" in told.out.partition("Sources")[2]
    assert "Woke" not in told.out and "fence" not in told.out


def test_the_span_and_the_step_are_as_asked(daycite: Daycite, notes: Path) -> None:
    def periods(*words: str) -> list[tuple[str, str]]:
        told = json.loads(daycite("digest", *words, "--notes", notes, "--json").out)
        return [(period["from"], period["to"]) for period in told["periods"]]

    assert periods("2025-03-12", "2025-03-12") == [("2025-03-12", "2025-03-12")]
    assert periods("2025", "--by", "month")[1] == ("2025-03-01", "2025-03-31")
    assert periods("2024-03", "2025-03")[0] == ("2024-03-01", "2024-03-31")
    assert periods("2025-03-12") == [("2025-03-12", "2025-03-16"), ("2025-03-17", "2025-03-19")], "to the last note"
    assert periods("--today", "2025-03-20") == [("2025-03-19", "2025-03-19")], "the last week with notes"
    assert periods("--today", "2025-03-10") == [("2025-03-03", "2025-03-03")]


def test_mistakes_are_said_in_a_line(daycite: Daycite, notes: Path) -> None:
    for words in (["2025-13"], ["2025-03", "2025-02"], ["2025", "--by", "year"], ["yesterday"]):
        ran = daycite("digest", *words, "--notes", notes)
        assert ran.code == 2 and ran.err.startswith("daycite: ") and ran.err.count("\n") == 1, words
    many = {f"{y}-{m:02}-{d:02}.md": "Rain.\n" for y in (2020, 2021) for m in range(1, 13) for d in range(1, 18)}
    long = daycite("digest", "2020", "2021", "--by", "day", "--notes", write_notes(notes.parent / "many", many))
    assert long.code == 2 and "would have 408 parts" in long.err
    none = daycite("digest", "2023", "--notes", notes)
    assert none.code == 0 and none.out.startswith("There are no notes from 2023-01-01 to 2023-12-31.")
    for day in ("11", "13-40", "02-30", "2025-02-29", "x"):
        assert daycite("on", day, "--notes", notes).code == 2, day


def test_a_topic_leaves_out_the_rest(daycite: Daycite, notes: Path) -> None:
    told = daycite("digest", "2025", "--topic", "rowboats", "--notes", notes)
    assert "Ingrid" in told.out and "lease" not in told.out and "on “rowboats”: 1 day with it" in told.out
    assert "has the words “zither”" in daycite("digest", "2025", "--topic", "zither", "--notes", notes).out


def test_this_day_in_other_years(daycite: Daycite, notes: Path) -> None:
    told = daycite("today", "--today", "2025-03-19", "--notes", notes)
    assert "A week ago, 2025-03-12, Wednesday\n- Signed the lease" in told.out
    assert "A year ago, 2024-03-19, Tuesday\n- Planted quinces with Malik. [2024-03-19]" in told.out
    every = daycite("on", "03-19", "--today", "2026-01-01", "--notes", notes)
    assert "2025-03-19" in every.out and "2024-03-19" in every.out and "A week ago" not in every.out
    assert "nothing of 24 December" in daycite("on", "12-24", "--notes", notes).out
    assert daycite("on", "02-29", "--notes", notes).code == 0


def test_themes_name_their_days(daycite: Daycite, notes: Path) -> None:
    write_notes(notes, {f"2025-04-{n:02}.md": f"# 2025-04-{n:02}\n\nOn the peat bog again.\n" for n in range(1, 9)})
    told = daycite("themes", "2025-04", "--notes", notes)
    assert told.code == 0 and "peat bog  8 days with notes, 0 elsewhere  2025-04-01, 2025-04-02" in told.out
    assert json.loads(daycite("themes", "2025-04", "--notes", notes, "--json").out)["from"] == "2025-04-01"


def test_a_saved_digest_is_a_new_note_that_is_never_read_as_yours(daycite: Daycite, notes: Path) -> None:
    before = {path: path.read_bytes() for path in notes.iterdir()}
    ran = daycite("digest", "2025-03", "--save", "2025-03 digest.md", "--notes", notes)
    assert ran.code == 0 and "written to 2025-03 digest.md" in ran.err
    page = (notes / "2025-03 digest.md").read_text("utf-8")
    assert page.startswith("# Digest of 2025-03-01 to 2025-03-31 <!-- daycite digest ")
    assert "- Sold the old rowboat to Ingrid. ([2025-03-03](2025-03-03.md)) <!-- daycite digest " in page
    assert {path: path.read_bytes() for path in before} == before
    days = json.loads(daycite("days", "--notes", notes, "--json").out)
    assert {entry["path"] for entry in days} == set(_DAYS)
    again = daycite("digest", "2025-03", "--notes", notes)
    assert again.out == ran.out


def test_a_note_that_is_there_is_never_written_over(daycite: Daycite, notes: Path) -> None:
    ran = daycite("digest", "2025-03", "--save", "2025-03-03.md", "--notes", notes)
    assert ran.code != 0 and "2025-03-03.md already exists" in ran.err and ran.out == ""
    assert (notes / "2025-03-03.md").read_text("utf-8") == _DAYS["2025-03-03.md"]
    outside = notes.parent / "digest.md"
    for name in ("../digest.md", str(outside), "none/digest.md", "digest.txt", "a\0.md", ".", ""):
        ran = daycite("digest", "2025-03", f"--save={name}", "--notes", notes)
        assert "Traceback" not in ran.err and "unexpected" not in ran.err, (name, ran.err)
        assert (ran.code != 0) == bool(name), name
    assert not outside.exists()
    assert {path.name for path in notes.iterdir()} == set(_DAYS)
    inside = daycite("digest", "2025-03", "--save", notes / "digest.org", "--notes", notes)
    assert inside.code == 0 and (notes / "digest.org").read_text("utf-8").startswith("* Digest of 2025-03-01")


def test_a_question_for_what_was_done_is_answered_by_the_digest(daycite: Daycite, notes: Path) -> None:
    told = json.loads(daycite("query", "what did I do in March 2025?", "--no-llm", "--notes", notes, "--json").out)
    assert told["answered"] and told["confidence"] == 1
    assert [statement["text"] for statement in told["statements"]] == [
        "Sold the old rowboat to Ingrid.",
        "Signed the lease for the flat on Quarry Street.",
        "Mended the chapel window",
    ]
    assert told["lead"] == "3 days with notes from 2025-03-01 to 2025-03-31, told week by week."


@pytest.mark.process
def test_the_commands_are_there(process: Callable[..., Ran], notes: Path) -> None:
    assert process("index", notes).code == 0
    for words in (["digest", "2025-03"], ["today"], ["on", "03-19"], ["themes", "2025-03"]):
        ran = process(*words, "--notes", notes)
        assert ran.code == 0 and ran.err == "", words
