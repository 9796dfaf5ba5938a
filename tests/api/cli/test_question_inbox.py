"""`daycite questions` as an inbox: grouped, searched, what you said of them, and new answers first."""

import json
from pathlib import Path

import pytest

from api.actions.question_marks import QuestionMarks, marked, read_marks, write_marks
from index.errors import StoreError
from tests.api.conftest import Daycite, write_notes

NOTES = {
    "2023-03-01.md": "# 2023-03-01\n\nQuestions:\n\n- What is a socket?\n- What is a zither?\n",
    "2023-04-05.md": "# 2023-04-05\n\nQuestions:\n\n- What is a port?\n",
}


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    return write_notes(tmp_path / "asked", NOTES)


def _listed(daycite: Daycite, notes: Path, *words: str) -> list[str]:
    ran = daycite("questions", *words, "--json", "--notes", notes)
    return [each["question"] for each in json.loads(ran.out)]


def _id_of(daycite: Daycite, notes: Path, question: str) -> str:
    listed = json.loads(daycite("questions", "--all", "--json", "--notes", notes).out)
    return next(str(each["id"]) for each in listed if each["question"] == question)


def test_a_search_finds_all_its_words(daycite: Daycite, notes: Path) -> None:
    assert _listed(daycite, notes, "--search", "what ZITHER") == ["What is a zither?"]
    assert _listed(daycite, notes, "--search", "zither port") == []


def test_what_a_question_leans_on_is_shown_with_it(daycite: Daycite, tmp_path: Path) -> None:
    words = "# 2023-03-01\n\nThe red wire goes to the relay. I am not sure of this.\n"
    notes = write_notes(tmp_path / "leaning", {"2023-03-01.md": words})
    assert "(behind “The red wire goes to the relay.”)" in daycite("questions", "--notes", notes).out


def test_since_is_asked_or_answered_since(daycite: Daycite, notes: Path) -> None:
    assert _listed(daycite, notes, "--since", "2023-04") == ["What is a port?"]


@pytest.mark.parametrize("command", ["done", "dismiss"])
def test_what_you_said_of_a_question_is_remembered_and_can_be_taken_back(
    daycite: Daycite, notes: Path, command: str
) -> None:
    id = _id_of(daycite, notes, "What is a zither?")
    before = {path.name: path.read_bytes() for path in notes.iterdir()}
    assert daycite("questions", command, id, "--notes", notes).code == 0
    assert _listed(daycite, notes) == ["What is a socket?", "What is a port?"]
    (notes / "2023-03-01.md").write_text("More.\n\n" + NOTES["2023-03-01.md"], "utf-8")
    assert _listed(daycite, notes) == ["What is a socket?", "What is a port?"], "its id stays when its line moves"
    (notes / "2023-03-01.md").write_text(NOTES["2023-03-01.md"], "utf-8")
    assert daycite("questions", "reopen", id, "--notes", notes).code == 0
    assert "What is a zither?" in _listed(daycite, notes)
    assert {path.name: path.read_bytes() for path in notes.iterdir()} == before


def test_what_was_answered_since_the_last_look_comes_first(daycite: Daycite, notes: Path) -> None:
    daycite("questions", "reopen", _id_of(daycite, notes, "What is a zither?"), "--notes", notes)
    assert "Answered since" not in daycite("questions", "--notes", notes).out
    path = notes / "2023-04-05.md"
    path.write_text(NOTES["2023-04-05.md"] + "  - A number that tells programs apart.\n", "utf-8")
    first = daycite("questions", "--notes", notes).out
    assert first.startswith("Answered since you last looked\n")
    assert first.index("What is a port?") < first.index("What is a socket?")
    assert "Answered since" not in daycite("questions", "--notes", notes).out


def test_a_long_list_is_no_wall(daycite: Daycite, tmp_path: Path) -> None:
    months = {
        f"2023-{month:02}-10.md": f"# 2023-{month:02}-10\n\nQuestions:\n\n"
        + "".join(f"- What is thing {month}{n}?\n" for n in range(9))
        for month in range(1, 13)
    }
    long = write_notes(tmp_path / "long", months)
    shown = daycite("questions", "--notes", long).out.splitlines()
    assert shown[0] == "2023-12  9 questions"
    assert len(shown) < 60
    assert "  2023-01  9 questions" in shown
    everything = daycite("questions", "--full", "--notes", long).out
    assert everything.count("What is thing") == 108
    assert daycite("questions", "--by", "topic", "--notes", long).code == 0


def test_perhaps_is_for_questions_that_were_looked_at(daycite: Daycite, notes: Path) -> None:
    ran = daycite("questions", "answer", "--all", "--write", "--perhaps", "--notes", notes)
    assert ran.code != 0 and "--perhaps needs the ids" in ran.err


def test_marks_that_cannot_be_read_are_not_written_anew(tmp_path: Path) -> None:
    (tmp_path / "question-marks.json").write_text("{", "utf-8")
    with pytest.raises(StoreError, match="cannot be read"):
        read_marks(tmp_path)


def test_marks_are_kept(tmp_path: Path) -> None:
    said = marked(QuestionMarks(), {"a", "b"}, "done")
    write_marks(tmp_path, marked(said, {"b"}, None))
    assert read_marks(tmp_path) == QuestionMarks({"a": "done"}, None)
