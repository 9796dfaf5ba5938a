import json
from pathlib import Path

import pytest

from rag.retrieval.retriever import RANKERS
from tests.api.conftest import Daycite, write_notes

_QUESTIONS = [
    {"question": "what do CNN neurons see", "dates": ["2020-03-17"], "kind": "study", "answer": "a small local region"},
    {"question": "what did I plant behind the house", "dates": ["2020-04-01"], "answer": "tomatoes and beans"},
    {"question": "what did the dentist say", "dates": [], "kind": "silent"},
]


def questions(folder: Path, *lines: object) -> Path:
    file = folder / "questions.jsonl"
    file.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), "utf-8")
    return file


def test_a_table_by_kind_of_question_and_by_ranker(daycite: Daycite, notes: Path, tmp_path: Path) -> None:
    file = questions(tmp_path, *_QUESTIONS)
    ran = daycite("eval", file, "--notes", notes, "--compare", "--answers")
    assert ran.code == 0
    rows = [line.split() for line in ran.out.splitlines()]
    assert ["all", "2", *["1.000"] * 6] in rows
    assert [row[0] for row in rows[: len(RANKERS) + 1]] == ["ranker", *(name.split()[0] for name in RANKERS)]
    assert ["study", "1", *["1.000"] * 6] in rows and ["ask", "1", *["1.000"] * 6] in rows
    assert "a gold day is cited                    1.000" in ran.out
    assert "declined where the notes don't say     1.000" in ran.out
    assert "separated by their confidence (AUROC)  1.000" in ran.out
    assert "Missed" not in ran.out


def test_json_has_every_figure_and_the_misses(daycite: Daycite, notes: Path, tmp_path: Path) -> None:
    file = questions(tmp_path, _QUESTIONS[0], {"question": "what is pooling", "dates": ["1999-01-01"]})
    told = json.loads(daycite("eval", file, "--notes", notes, "--json").out)
    assert told["overall"]["all"]["recall_5"] == 0.5 and set(told["overall"]) == set(RANKERS)
    [miss] = told["misses"]
    assert miss["question"] == "what is pooling" and miss["days"] == ["1999-01-01"]
    assert miss["ranks"]["all"] == 0 and miss["failed"]
    assert told["answers"] is None


def test_a_page_is_written_that_needs_nothing_else(daycite: Daycite, notes: Path, tmp_path: Path) -> None:
    hostile = {"question": "<script>alert(1)</script> pooling", "dates": ["1999-01-01"], "kind": "<b>"}
    page = tmp_path / "report.html"
    assert daycite("eval", questions(tmp_path, hostile), "--notes", notes, "--html", page).code == 0
    text = page.read_text("utf-8")
    assert "<script" not in text and "<b>:" not in text and "&lt;script&gt;" in text
    assert "http" not in text and "recall@5" in text


def test_drafted_questions_find_their_own_days(daycite: Daycite, tmp_path: Path) -> None:
    trees = ("oak", "birch", "maple", "willow", "cedar", "larch")
    notes = write_notes(tmp_path / "vault", {
        f"2020-05-{day:02}.md": f"# 2020-05-{day:02}\n\n## About {word} trees\n\nThe {word} stood behind the "
        f"old {word} mill near the {word} river all winter long.\n"
        for day, word in enumerate(trees, 1)
    })  # fmt: skip
    made = daycite("eval", "--make", "8", "--notes", notes).out
    assert made == daycite("eval", "--make", "8", "--notes", notes).out
    drafts = [json.loads(line) for line in made.splitlines()]
    assert len(drafts) == 8 and {each["kind"] for each in drafts} == {"heading", "sentence"}
    assert all(len(each["dates"]) == 1 for each in drafts)
    told = json.loads(daycite("eval", questions(tmp_path, *drafts), "--notes", notes, "--json").out)
    assert told["overall"]["all"]["recall_1"] == 1.0


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("{", "line 1 is not a question"),
        ("[]", "line 1 is not a question"),
        ('{"question": "x"}', "line 1 is not a question"),
        ('{"question": 5, "dates": []}', "line 1 is not a question"),
        ('{"question": "x", "dates": ["yesterday"]}', "line 1 is not a question"),
        ('{"question": "x", "dates": "2020-03-17"}', "line 1 is not a question"),
        ('{"question": " ", "dates": []}', "line 1 is not a question"),
        ("", "contains no questions"),
    ],
)
def test_what_is_no_question_is_said_with_its_line(
    daycite: Daycite, notes: Path, tmp_path: Path, line: str, expected: str
) -> None:
    ran = daycite("eval", questions(tmp_path, line), "--notes", notes)
    assert ran.code == 2 and expected in ran.err and ran.err.count("\n") == 1


def test_a_file_that_is_missing_or_unnamed_or_no_text(daycite: Daycite, notes: Path, tmp_path: Path) -> None:
    assert "No such file" in daycite("eval", tmp_path / "none.jsonl", "--notes", notes).err
    unnamed = daycite("eval", "--notes", notes)
    assert unnamed.code == 2 and "--make" in unnamed.err
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00")
    assert "not UTF-8" in daycite("eval", tmp_path / "binary", "--notes", notes).err
    ran = daycite("eval", questions(tmp_path, _QUESTIONS[0]), "--notes", notes, "--html", tmp_path / "no" / "page.html")
    assert ran.code == 1 and "cannot be written" in ran.err
