"""`daycite timeline`, `watch`, `completion`; `--json`, examples and second guesses of every command."""

import io
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import click
import httpx
import pytest
from rich.console import Console

from api.cli.main import cli
from api.cli.terminal import coloured, say, say_json, shows_colour
from api.cli.text.calendar import calendar_lines
from api.parts.collection import Collection
from api.parts.watch import watch_folder
from api.settings import read_settings
from rag.answer.timeline import Timeline, TimelineDay
from tests.api.conftest import COMMAND, Daycite, Ran


def _drawn(*days: tuple[str, float], topic: str = "CNNs", **bounds: date) -> list[str]:
    made = tuple(TimelineDay(date.fromisoformat(day), strength, 60, "") for day, strength in days)
    return [line.plain for line in calendar_lines(Timeline(topic, None, made), **bounds)]


def test_a_calendar_is_drawn_by_hand() -> None:
    """1 January 2024 is a Monday: the first column; 29 February the Thursday of the ninth week."""
    lines = _drawn(("2024-01-01", 0.0), ("2024-01-02", 0.1), ("2024-02-29", 0.99), ("2024-12-31", 0.5))
    assert lines[0].startswith("2024  Jan     Feb     Mar       Apr")
    assert lines[1] == "Mon   ·"
    assert lines[2] == "      ░" + " " * 103 + "▓", "31 December 2024 is the Tuesday of the 53rd week"
    assert lines[4] == "      " + " " * 16 + "█"
    assert lines[9:] == [
        "3 of 4 days mention “CNNs”",
        "  2024-02-29  0.99",
        "  2024-12-31  0.50",
        "  2024-01-02  0.10",
    ]


def test_years_are_stacked_and_bounds_are_kept() -> None:
    days = [("2020-05-01", 0.9), ("2022-05-01", 0.9)]
    assert [line[:4] for line in _drawn(*days) if line[:2] == "20"] == ["2020", "2022"]
    assert [line[:4] for line in _drawn(*days, from_=date(2021, 1, 1)) if line[:2] == "20"] == ["2022"]
    assert _drawn(*days, to=date(2019, 1, 1)) == ["No notes on these days."]
    assert _drawn() == ["None of your notes has a date."]


def test_a_terminal_gets_colours_unless_told_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    def printed() -> str:
        out = io.StringIO()
        console = Console(file=out, force_terminal=True, color_system="truecolor", markup=False)
        day = TimelineDay(date(2024, 1, 1), 0.9, 60, "")
        for line in calendar_lines(Timeline("x", None, (day,))):
            console.print(line)
        return out.getvalue()

    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    assert "\x1b[38;2" in printed()
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[38;2" not in printed()


def test_days_are_green_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert shows_colour(Terminal()) and not shows_colour(io.StringIO())
    assert coloured("- Seen. [2020-03-17]") == "- Seen. [\x1b[32m2020-03-17\x1b[39m]"
    assert coloured("Sources\n  x  a.md:3-4  h") == "\x1b[2mSources\x1b[22m\n  x  \x1b[2ma.md:3-4\x1b[22m  h"
    monkeypatch.setattr("sys.stdout", Terminal())
    say_json({"date": "2020-03-17"}, dict[str, str])
    monkeypatch.setenv("NO_COLOR", "1")
    say("2020-03-17")
    assert "\x1b" not in sys.stdout.getvalue()  # type: ignore[attr-defined]


def test_timeline_draws_and_gives_json(daycite: Daycite, notes: Path) -> None:
    drawn = daycite("timeline", "CNNs", "--notes", notes)
    assert drawn.code == 0 and "\x1b" not in drawn.out
    assert drawn.out.startswith("2020  Jan") and "2 of 3 days mention “CNNs”" in drawn.out
    told = json.loads(daycite("timeline", "CNNs", "--notes", notes, "--json", "--from", "2020-03-18").out)
    assert told["topic"] == "CNNs" and told["window"] == {"from": "2020-03-18", "to": None}
    assert [day["date"] for day in told["days"] if day["strength"]] == ["2020-03-18"]
    assert daycite("timeline", "--notes", notes).out.rstrip().endswith("3 days with notes")
    assert daycite("timeline", "x", "--from", "2021", "--to", "2020", "--notes", notes).code == 2


def test_timeline_in_a_poor_encoding(notes: Path, process: Callable[..., Ran]) -> None:
    ran = process("timeline", "CNNs", "--notes", notes, env=os.environ | {"PYTHONIOENCODING": "ascii"})
    assert ran.code == 0 and "+" in ran.out and "\\u25" not in ran.out


def test_index_and_doctor_give_json(daycite: Daycite, notes: Path) -> None:
    [told] = json.loads(daycite("index", notes, "--json").out)
    assert told["report"]["added"] == 4 and told["counts"]["days"] == 3 and told["notes"] == str(notes)
    told = json.loads(daycite("doctor", "--notes", notes, "--json").out)
    assert {"notes", "token"} <= {each["name"] for each in told["settings"]}
    assert {each["part"]: each["ok"] for each in told["checks"]}["notes"]


def test_a_slip_is_guessed_at(daycite: Daycite) -> None:
    assert (
        daycite("serach", "x").err == "daycite: No such command 'serach'. Did you mean 'search'? See daycite --help\n"
    )
    assert "--from" in daycite("query", "--form", "2020", "x").err


@pytest.mark.process
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_printed(shell: str, daycite: Daycite) -> None:
    assert "_DAYCITE_COMPLETE" in daycite("completion", shell).out


def test_completion_completes(process: Callable[..., Ran]) -> None:
    asked = {"_DAYCITE_COMPLETE": "bash_complete", "COMP_WORDS": "daycite tim", "COMP_CWORD": "1"}
    assert "timeline" in process(env=os.environ | asked).out


def _commands(group: click.Group) -> list[click.Command]:
    return [
        c
        for each in group.commands.values()
        for c in ([each] + (_commands(each) if isinstance(each, click.Group) else []))
    ]


@pytest.mark.parametrize("command", _commands(cli), ids=lambda command: str(command.name))
def test_every_command_has_an_example(command: click.Command) -> None:
    assert command.epilog and "Example" in command.epilog and "daycite" in command.epilog


def test_what_prints_results_has_json() -> None:
    # They print no result, or as it comes, or in a format of its own.
    without = {"serve", "watch", "mcp", "completion", "chat", "undo", "collections", "token"}
    without |= {"rename", "remove", "export", "import", "forget", "done", "dismiss", "reopen"}
    for command in _commands(cli):
        options = {name for parameter in command.params for name in parameter.opts}
        silent = command.name in without and command is not cli.commands["import"]
        assert ("--json" in options) == (not silent), command.name


def test_a_saved_note_is_noticed_and_hidden_ones_are_not(tmp_path: Path) -> None:
    seen, stop = threading.Semaphore(0), threading.Event()
    (tmp_path / "folder").mkdir()
    watching = threading.Thread(target=watch_folder, args=(tmp_path, seen.release, stop))
    watching.start()
    try:
        time.sleep(0.5)
        (tmp_path / "folder" / "new.md").write_text("New.\n")
        assert seen.acquire(timeout=5)
        for name in (".hidden.md", "picture.png"):
            (tmp_path / name).write_text("x")
        assert not seen.acquire(timeout=1.0)
        (tmp_path / "folder" / "new.md").unlink()
        assert seen.acquire(timeout=5)
    finally:
        stop.set()
        watching.join(10)


@pytest.mark.process
def test_watch_indexes_what_is_saved(notes: Path) -> None:
    watching = subprocess.Popen(
        [*COMMAND, "watch", "--notes", str(notes)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert watching.stdout is not None and watching.stderr is not None
    try:
        while "watching" not in watching.stderr.readline():
            pass
        time.sleep(1.0)
        (notes / "new.md").write_text("# 2020-05-05\n\nDropout silences neurons at random.\n")
        told = [watching.stdout.readline() for _ in range(2)]
        assert "1 added" in told[1]
        collection = Collection(read_settings(notes=notes), notes)
        assert collection.is_current()
        collection.close()
    finally:
        watching.send_signal(signal.SIGINT)
        _, err = watching.communicate(timeout=20)
    assert watching.returncode == 130 and "Traceback" not in err


@pytest.mark.process
def test_serve_watches_where_it_is_told_to(notes: Path) -> None:
    server = subprocess.Popen(
        [*COMMAND, "serve", "--no-token", "--port", "0", "--watch", "--notes", str(notes)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert server.stdout is not None
    try:
        url = server.stdout.readline().rpartition(" on ")[2].strip()
        time.sleep(1.0)
        (notes / "new.md").write_text("# 2020-05-05\n\nDropout silences neurons at random.\n")
        for _ in range(300):
            time.sleep(0.1)
            state = httpx.get(f"{url}/index").json()
            if state["days"] == 4 and state["progress"]["runs"] == 1:
                break
        assert state["days"] == 4 and state["progress"]["runs"] == 1, "no question was asked"
    finally:
        server.send_signal(signal.SIGINT)
        server.communicate(timeout=20)
