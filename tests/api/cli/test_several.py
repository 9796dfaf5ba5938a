"""--notes given several times: one question over all of them, and each citation says where it stands."""

import json
import shutil
from pathlib import Path

import pytest

from tests.api.conftest import Daycite, write_notes

pytestmark = pytest.mark.usefixtures("data")


@pytest.fixture
def folders(tmp_path: Path) -> list[str]:
    notes = {
        "diary/2024-05-01.md": "# 2024-05-01\n\nPlanted tomatoes behind the shed.\n\n- What is potash?\n",
        "work/log/2024-05-03.md": "# 2024-05-03\n\nFed the tomatoes. Potash is a salt with potassium.\n",
        "else/2024-05-09.md": "# 2024-05-09\n\nTomatoes are dear at the market.\n",
    }
    write_notes(tmp_path, notes)
    return ["--notes", str(tmp_path / "diary"), "--notes", str(tmp_path / "work")]


def test_a_question_is_asked_of_all_of_them(daycite: Daycite, folders: list[str]) -> None:
    told = json.loads(daycite("query", "what about the tomatoes", "--no-llm", "--json", *folders).out)
    cited = {(c["path"], c["date"]) for s in told["statements"] for c in s["citations"]}
    assert cited == {("diary/2024-05-01.md", "2024-05-01"), ("work/log/2024-05-03.md", "2024-05-03")}
    first = json.loads(daycite("query", "when did I first write of tomatoes", "--no-llm", "--json", *folders).out)
    assert "1 May 2024, the first of 2 days" in first["lead"], "facts are counted over all folders"


def test_days_show_and_questions_too(daycite: Daycite, folders: list[str]) -> None:
    assert len(json.loads(daycite("days", "--json", *folders).out)) == 2
    assert "work/log/2024-05-03.md" in daycite("show", "2024-05-03", *folders).out
    asked = json.loads(daycite("questions", "--json", *folders).out)
    assert [q["path"] for q in asked] == ["diary/2024-05-01.md"]


def test_answers_are_written_into_the_notes_themselves(daycite: Daycite, folders: list[str], tmp_path: Path) -> None:
    written = daycite("questions", "answer", "--all", "--write", "--yes", "--no-llm", *folders)
    assert written.code == 0, written.err
    note = (tmp_path / "diary/2024-05-01.md").read_text()
    assert "with potassium" in note and "daycite:" in note
    daycite("questions", "undo", *folders)
    assert "with potassium" not in (tmp_path / "diary/2024-05-01.md").read_text()


def test_a_folder_that_is_not_there_is_told(daycite: Daycite, folders: list[str], tmp_path: Path) -> None:
    daycite("days", *folders)
    shutil.rmtree(tmp_path / "work")
    told = daycite("query", "what about the tomatoes", "--no-llm", *folders)
    assert told.code and f"the folder {tmp_path / 'work'} does not exist" in told.err


def test_what_is_forgotten_leaves_nothing(daycite: Daycite, folders: list[str], tmp_path: Path, data: Path) -> None:
    daycite("query", "what about the tomatoes", "--no-llm", *folders)
    removed = daycite("collections", "remove", "--yes", *folders[1::2])
    assert removed.code == 0, removed.err
    assert not list(data.glob("collections/*")) and not list(data.glob("joined/*"))
    assert (tmp_path / "diary/2024-05-01.md").exists()
