"""The command line within a shell: the Tab key, standard input, and the terminal's width."""

import io
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.shell_completion import ShellComplete

from api.cli.main import cli
from api.cli.terminal import wrapped
from api.cli.text.calendar import calendar_lines
from rag.answer.timeline import Timeline, TimelineDay
from tests.api.conftest import ROOT, Daycite, write_notes

_HOMELESS = """
import sys
try:
    import pwd
    def unknown(*given):
        raise KeyError(given)
    pwd.getpwuid = unknown
except ImportError:
    pass
from api.cli.main import main
main()
"""
_ASKED = b"what does a CNN neuron see?\n"


def _completed(*words: str, begun: str = "") -> list[Any]:
    return ShellComplete(cli, {}, "daycite", "_DAYCITE_COMPLETE").get_completions(list(words), begun)


def test_tab_completes_folders() -> None:
    for words in (["index"], ["query", "--notes"], ["collections", "rename", "old"], ["forget"]):
        assert [item.type for item in _completed(*words)] == ["dir"], words


def test_tab_completes_the_ids_of_questions_and_tells_no_error(notes: Path, daycite: Daycite, data: Path) -> None:
    write_notes(notes, {"q.md": "# 2020-03-16\n\n## Questions\n\n- What is a convolution kernel?\n"})
    [item] = _completed("questions", "answer", "--notes", str(notes))
    assert item.help == "What is a convolution kernel?"
    assert [found.value for found in _completed("questions", "answer", "--notes", str(notes), begun=item.value[:3])]
    assert _completed("questions", "answer", "--notes", str(notes / "gone")) == []
    assert _completed("questions", "answer") == []


def test_tab_completes_what_is_indexed(notes: Path, daycite: Daycite, data: Path) -> None:
    assert daycite("index", notes).code == 0
    assert [item.value for item in _completed("collections", "remove")] == [str(notes)]


def test_a_question_is_read_from_standard_input(notes: Path, daycite: Daycite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(_ASKED), encoding="utf-8"))
    assert "local region" in daycite("query", "-", "--no-llm", "--notes", notes).out
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b""), encoding="utf-8"))
    told = daycite("query", "-", "--no-llm", "--notes", notes)
    assert told.code == 2 and "The question is empty" in told.err


def test_long_lines_break_between_words() -> None:
    text = f"- {'neuron ' * 20}[2020-03-17]\n\nSources\n  2020-03-17  a.md:3"
    lines = wrapped(text, 40).split("\n")
    assert max(map(len, lines)) <= 40 and lines[1].startswith("  neuron") and lines[-1] == "  2020-03-17  a.md:3"
    assert " ".join(wrapped(text, 40).split()) == " ".join(text.split())
    assert wrapped("x" * 90, 40) == "x" * 90


@pytest.mark.parametrize("width", [60, 80, 200])
def test_a_calendar_fits_the_terminal(width: int) -> None:
    days = tuple(TimelineDay(date(2024, month, day), 0.5, 9, "") for month in range(1, 13) for day in (1, 31 - 3))
    lines = [line.plain for line in calendar_lines(Timeline("x", None, days), width=width)]
    assert max(map(len, lines[:-6])) <= width
    assert sum(line.count("▒") + line.count("▓") for line in lines) == len(days), "no day is lost"
    assert all(f"{date(2024, month, 1):%b}" in "".join(lines) for month in range(1, 13))


def _homeless(*words: object, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run by a user of whom the machine knows no home folder, as in many containers."""
    keep = {
        name: os.environ[name] for name in ("PATH", "PYTHONPATH", "SYSTEMROOT", "LD_LIBRARY_PATH") if name in os.environ
    }
    command = [sys.executable, "-c", _HOMELESS, *map(str, words)]
    env = {"PYTHONPATH": str(ROOT), **keep, **environment}
    return subprocess.run(command, env=env, capture_output=True, text=True, timeout=120, check=False)


@pytest.mark.process
@pytest.mark.model
def test_without_a_home_folder_it_works_where_the_data_folder_is_named(notes: Path, data: Path) -> None:
    ended = _homeless("query", "what does a CNN neuron see?", "--no-llm", "--notes", notes, DAYCITE_DATA_DIR=str(data))
    assert ended.returncode == 0 and "local region" in ended.stdout, ended.stderr
    for words, told in (
        (("days", "--notes", notes), "Set HOME, or DAYCITE_DATA_DIR"),
        (("days", "--notes", "~/journal"), "write the path in full"),
    ):
        ended = _homeless(*words)
        assert ended.returncode == 2 and told in ended.stderr and len(ended.stderr.splitlines()) == 1
