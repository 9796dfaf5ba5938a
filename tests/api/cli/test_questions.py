"""`daycite questions` and its routes: the list, the answers, writing them into the notes and taking it back."""

import json
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.http.app import create_app
from api.parts.collection import Collection
from api.settings import read_settings
from tests.api.conftest import Daycite, write_notes

NOTES = {
    "2023-03-01.md": "# 2023-03-01\n\nQuestions:\n\n- What is a socket?\n- What is a zither?\n  - has it strings?\n",
    "2023-03-02.md": "# 2023-03-02\n\nA socket is one end of a connection between two programs.\n",
    "2023-03-05.md": "# 2023-03-05\n\nQuestions:\n\n- What is a port? A number that tells programs apart.\n",
}


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    return write_notes(tmp_path / "asked", NOTES)


def _ids(daycite: Daycite, notes: Path) -> dict[str, str]:
    listed = json.loads(daycite("questions", "--json", "--notes", notes).out)
    return {each["question"]: each["id"] for each in listed}


def test_the_list_needs_no_index_and_says_where_each_question_stands(daycite: Daycite, notes: Path) -> None:
    ran = daycite("questions", "--notes", notes)
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert lines[0] == "2023-03-01"
    assert lines[1].endswith("What is a socket?  2023-03-01.md:5")
    assert lines[3].startswith("    "), "a part is set in"
    assert "(answered in the note)" in ran.out and "A number that tells programs apart." in ran.out


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        (["--open"], ["What is a socket?", "What is a zither?", "has it strings?"]),
        (["--answered"], ["What is a port?"]),
        (["--open", "--from", "2023-03-02"], []),
        (["--to", "2023-03-01"], ["What is a socket?", "What is a zither?", "has it strings?"]),
    ],
)
def test_what_is_listed(daycite: Daycite, notes: Path, words: list[str], asked: list[str]) -> None:
    ran = daycite("questions", *words, "--json", "--notes", notes)
    assert ran.code == 0
    assert [each["question"] for each in json.loads(ran.out)] == asked


def test_json_has_what_is_promised(daycite: Daycite, notes: Path) -> None:
    first = json.loads(daycite("questions", "--json", "--notes", notes).out)[0]
    promised = {"id", "question", "date", "path", "line", "line_end", "parent", "status", "answer", "answered_on"}
    assert promised <= set(first)
    assert (first["date"], first["line"], first["status"]) == ("2023-03-01", 5, "open")


def test_answers_say_when_and_where(daycite: Daycite, notes: Path) -> None:
    ran = daycite("questions", "answer", "--all", "--no-llm", "--notes", notes)
    assert ran.code == 0, ran.err
    assert "You answered this the next day [2023-03-02]: A socket is one end" in ran.out
    assert "2023-03-02  2023-03-02.md:3" in ran.out
    assert "1 of 3 answered from your notes" in ran.out
    assert ran.out.count("Your notes don't answer this.") == 2


def test_one_question_by_the_beginning_of_its_id(daycite: Daycite, notes: Path) -> None:
    own = _ids(daycite, notes)["What is a socket?"]
    [answer] = json.loads(daycite("questions", "answer", own[:6], "--no-llm", "--json", "--notes", notes).out)
    assert answer["answered"] and answer["answered_by"] == "extract"
    assert answer["statements"][0]["citations"][0]["line_start"] == 3


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["answer"], 2, "which questions to answer"),
        (["answer", "abc", "--all"], 2, "which questions to answer"),
        (["answer", "nothing"], 1, "there is no question with the id nothing"),
        (["answer", "--all", "--beyond-notes", "--no-llm"], 1, "needs a language model"),
        (["undo"], 1, "there is nothing to undo"),
        (["--from", "2024", "--to", "2023"], 2, "2024"),
    ],
)
def test_what_cannot_be_is_told_in_a_line(
    daycite: Daycite, notes: Path, words: list[str], code: int, told: str
) -> None:
    ran = daycite("questions", *words, "--notes", notes)
    assert ran.code == code
    assert told in ran.err.splitlines()[-1]


def test_notes_are_changed_only_when_that_is_said_and_agreed_to(daycite: Daycite, notes: Path) -> None:
    before = {path: path.read_bytes() for path in notes.iterdir()}
    daycite("questions", "answer", "--all", "--no-llm", "--notes", notes)
    refused = daycite("questions", "answer", "--all", "--no-llm", "--write", "--notes", notes)
    assert refused.code == 2 and "--yes" in refused.err
    assert "+  - daycite: A socket is one end" in refused.out, "what would change is shown"
    assert {path: path.read_bytes() for path in notes.iterdir()} == before


def test_written_twice_is_written_once_and_undone_is_as_before(daycite: Daycite, notes: Path) -> None:
    before = {path: path.read_bytes() for path in notes.iterdir()}
    words = ("questions", "answer", "--all", "--no-llm", "--write", "--yes", "--notes", notes)
    assert "Written into 1 file(s)" in daycite(*words).out
    after = {path: path.read_bytes() for path in notes.iterdir()}
    assert after != before
    listed = json.loads(daycite("questions", "--json", "--notes", notes).out)
    socket = next(each for each in listed if "socket" in each["question"])
    assert (socket["status"], socket["answered_on"]) == ("answered", "2023-03-02")
    assert socket["answer"].startswith("A socket is one end")
    assert "Nothing to write." in daycite(*words).out
    assert {path: path.read_bytes() for path in notes.iterdir()} == after
    assert "was undone" in daycite("questions", "undo", "--notes", notes).out
    assert {path: path.read_bytes() for path in notes.iterdir()} == before


def test_the_page_of_answers_makes_its_questions_answered(daycite: Daycite, notes: Path) -> None:
    words = ("questions", "answer", "--all", "--no-llm", "--write", "--yes", "--style", "page", "--notes", notes)
    assert "Written into 1 file(s)" in daycite(*words).out
    listed = json.loads(daycite("questions", "--answered", "--json", "--notes", notes).out)
    assert "What is a socket?" in [each["question"] for each in listed]
    assert (notes / "2023-03-01.md").read_text() == NOTES["2023-03-01.md"]


def test_a_file_that_goes_away_between_answer_and_write_is_left(daycite: Daycite, notes: Path) -> None:
    daycite("questions", "answer", "--all", "--no-llm", "--notes", notes)
    (notes / "2023-03-01.md").unlink()
    ran = daycite("questions", "answer", "--all", "--no-llm", "--write", "--yes", "--notes", notes)
    assert ran.code == 0
    assert "0 of 0 answered" in ran.out


# Over HTTP


@pytest.fixture
def client(notes: Path) -> TestClient:
    settings = read_settings(notes=notes, llm="off")
    return TestClient(create_app(Collection(settings, notes), settings), base_url="http://127.0.0.1:8765")


def test_http_lists_what_the_command_lists(client: TestClient, daycite: Daycite, notes: Path) -> None:
    listed = json.loads(daycite("questions", "--open", "--json", "--notes", notes).out)
    assert client.get("/questions", params={"which": "open"}).json() == listed


def test_http_answers_one_question_and_changes_nothing(client: TestClient, daycite: Daycite, notes: Path) -> None:
    own = _ids(daycite, notes)["What is a socket?"]
    answer = client.post(f"/questions/{own}/answer", json={}).json()
    assert answer["lead"] == "You answered this the next day [2023-03-02]"
    assert (notes / "2023-03-01.md").read_text() == NOTES["2023-03-01.md"]
    assert client.post("/questions/nothing/answer", json={}).status_code == 404


def test_http_writes_only_with_its_flag(client: TestClient, daycite: Daycite, notes: Path) -> None:
    own = _ids(daycite, notes)["What is a socket?"]
    shown = client.post(f"/questions/{own}/write", json={}).json()
    assert "+  - daycite: A socket" in shown["diff"] and shown["written"] == []
    assert (notes / "2023-03-01.md").read_text() == NOTES["2023-03-01.md"]
    done = client.post(f"/questions/{own}/write", json={"write": True}).json()
    assert done["written"] == ["2023-03-01.md"] and done["run"]
    assert "daycite: A socket" in (notes / "2023-03-01.md").read_text()


def test_why_a_file_is_left_is_said_once(daycite: Daycite, notes: Path) -> None:
    asked = "Questions:\n\n- What is a socket?\n- What is a port?\n"
    (notes / "2023-02-01.md").write_text(f"# 2023-02-01\n\n{asked}")
    (notes / "2023-02-01.md").chmod(0o444)
    words = ("questions", "answer", "--all", "--no-llm", "--write", "--yes", "--notes", notes)
    told = [line for line in daycite(*words).err.splitlines() if "unchanged" in line]
    assert len(told) == 1
    assert "2023-02-01.md is read-only" in told[0] and "(2 questions)" in told[0]
