import shutil
from pathlib import Path

import pytest

from tests.api.conftest import Daycite


def _checks(out: str) -> dict[str, str]:
    """part -> its line"""
    lines = [line.strip() for line in out.partition("Checks\n")[2].splitlines()]
    return {line.split("  ")[1].strip() if line.startswith("problem") else line[2:].split()[0]: line for line in lines}


@pytest.mark.process
def test_a_sound_set_up(daycite: Daycite, notes: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "daycite.toml").write_text("limit = 5\n")
    monkeypatch.setenv("DAYCITE_TOKEN", "sesame")
    daycite("index", notes)
    ran = daycite("doctor", "--notes", notes)
    assert ran.code == 0 and "problem" not in ran.out and "sesame" not in ran.out
    settings = " ".join(ran.out.split())
    assert f"notes {notes} command line" in settings
    assert f"limit 5 {tmp_path / 'daycite.toml'}" in settings
    assert "token (set) DAYCITE_TOKEN" in settings and "host 127.0.0.1 default" in settings
    assert "digest 53aa51172d142c89 is the published one, prepared as" in ran.out
    assert "4 entries, 1 without a date (see daycite days --undated" in ran.out
    assert "4 vectors in" in ran.out and "Ollama is not running" in ran.out


def test_before_anything_is_set_or_indexed(daycite: Daycite, notes: Path) -> None:
    ran = daycite("doctor")
    assert ran.code == 0 and "not set: use --notes or DAYCITE_NOTES" in ran.out
    ran = daycite("doctor", "--notes", notes)
    assert ran.code == 0 and "nothing is indexed yet" in ran.out


@pytest.mark.process
def test_a_change_since_is_no_problem(daycite: Daycite, notes: Path) -> None:
    daycite("index", notes)
    (notes / "new.md").write_text("# 2020-05-05\n\nDropout.\n")
    ran = daycite("doctor", "--notes", notes)
    assert ran.code == 0 and "your notes have changed since" in ran.out


def test_what_is_broken_is_named_and_the_rest_still_checked(
    daycite: Daycite, notes: Path, model_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    daycite("index", notes)
    [folder] = (
        p.parent for p in model_dir.glob("collections/*/notes-folder.txt") if p.read_text().strip() == str(notes)
    )
    shutil.rmtree(folder / "chroma")
    monkeypatch.setenv("DAYCITE_LLM", "on")
    ran = daycite("doctor", "--notes", notes)
    assert ran.code == 1
    problems = [line.split()[1] for line in ran.out.splitlines() if line.strip().startswith("problem")]
    assert problems == ["chroma", "ollama"] and "Run daycite doctor --repair" in ran.out
    assert daycite("doctor", "--notes", notes / "gone").code == 1


def test_a_data_folder_that_cannot_be_written(daycite: Daycite, notes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAYCITE_DATA_DIR", str(notes / "ideas.md" / "data"))
    ran = daycite("doctor")
    assert ran.code == 1 and "cannot be written" in ran.out
