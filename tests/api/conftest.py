"""A small journal, the command run in this process or in one of its own, and a stand-in for Ollama's server."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from api.cli import cli
from api.exits import run

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


@pytest.fixture
def daycite(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Daycite:
    """The command, run in this process as main() runs it."""

    def runs(*words: object) -> Ran:
        monkeypatch.setattr(sys, "argv", ["daycite", *map(str, words)])
        code = run(cli)
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
def ollama(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A server that speaks Ollama's protocol; its one model cites the first note for whatever is asked."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._reply({"models": [{"model": "tiny:latest", "name": "tiny:latest"}]})

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["content-length"]))
            said = {"statements": [{"text": "CNN neurons see a small local region of the image.", "notes": [1]}]}
            message = {"role": "assistant", "content": json.dumps(said)}
            self._reply({"model": "tiny:latest", "done": True, "message": message})

        def _reply(self, body: object) -> None:
            data = json.dumps(body).encode()
            self.send_response(200)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    url = f"http://127.0.0.1:{server.server_port}"
    monkeypatch.setenv("DAYCITE_OLLAMA_URL", url)
    yield url
    server.shutdown()
    server.server_close()
    thread.join()
