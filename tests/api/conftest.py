"""A small journal, the command run in this process or in one of its own, and Ollama's stand-in."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from api.cli.exits import run_command_line
from api.cli.main import cli
from tests.fake_ollama import FakeOllama, Model, serving, statements

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parents[2]
_SCRIPT = Path(sys.executable).with_name("daycite")
COMMAND = [str(_SCRIPT)] if _SCRIPT.exists() else [sys.executable, "-m", "api.cli"]

JOURNAL = {
    "2020-03-17.md": "# 2020-03-17\n\nCNN neurons see a small local region of the image.\n\nMLPs flatten the image.\n",
    "2020-03-18.md": "# 2020-03-18\n\nPooling layers shrink the feature maps of a CNN.\n",
    "garden/2020-04-01.md": "# 2020-04-01\n\nPlanted tomatoes and beans behind the house.\n",
    "ideas.md": "# Ideas\n\nWrite a novel about lighthouses some day.\n",
}


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


Daycite = Callable[..., Ran]


def write_notes(folder: Path, notes: dict[str, str] = JOURNAL) -> Path:
    for name, text in notes.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """A journal of its own for each test."""
    return write_notes(tmp_path / "journal")


@pytest.fixture(autouse=True)
def settings_of_its_own(model_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of whoever runs the tests; the prepared model; no Ollama."""
    for name in [name for name in os.environ if name.startswith("DAYCITE_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("DAYCITE_DATA_DIR", str(model_dir))
    monkeypatch.setenv("DAYCITE_OLLAMA_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    """One Chromium for all pages of a file."""
    from tests.api.page.browser import chromium

    with chromium() as made:
        yield made


@pytest.fixture
def data(model_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of this test's own, with the prepared model."""
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "models").symlink_to(model_dir / "models")
    monkeypatch.setenv("DAYCITE_DATA_DIR", str(folder))
    return folder


@pytest.fixture
def daycite(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Daycite:
    """The command, run in this process as main() runs it."""

    def runs(*words: object) -> Ran:
        monkeypatch.setattr(sys, "argv", ["daycite", *map(str, words)])
        code = run_command_line(cli)
        out, err = capsys.readouterr()
        return Ran(code, out, err)

    return runs


@pytest.fixture
def process() -> Callable[..., Ran]:
    """The installed command, in a process of its own."""

    def runs(*words: object, **how: Any) -> Ran:
        command = [*COMMAND, *map(str, words)]
        ended = subprocess.run(command, capture_output=True, timeout=60, check=False, **how)
        return Ran(ended.returncode, ended.stdout.decode("utf-8", "replace"), ended.stderr.decode("utf-8", "replace"))

    return runs


@pytest.fixture
def fake_ollama(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeOllama]:
    """A server that speaks Ollama's protocol, with one small model; tests script what it answers."""
    with serving(Model("tiny:latest")) as server:
        monkeypatch.setenv("DAYCITE_OLLAMA_URL", server.url)
        yield server


@pytest.fixture
def ollama(fake_ollama: FakeOllama) -> str:
    """Its address; the model cites the note that says it, or else the first, for whatever is asked."""

    def says(prompt: str, _: object) -> str:
        before, is_there, _after = prompt.partition("local region")
        number = before.rpartition("<note number=")[2].partition(">")[0] if is_there else "1"
        return statements(("CNN neurons see a small local region of the image.", [int(number)]))

    fake_ollama.says(says)
    return fake_ollama.url
