"""Every command, the server and the agents' server, traced by the kernel: no other machine, no name looked up, no file
outside daycite's own folders.

The audit hook of test_network.py sees only what Python does. ONNX Runtime's telemetry, a thread of native code that
waits some seconds before it sends, went past it, and past a trace of two short commands.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.cli.main import cli
from tests.crash.conftest import COMMAND
from tests.crash.tracing import STRACE, forbidden, read_calls, traced
from tools.project import ROOT

pytestmark = [
    pytest.mark.slow,
    pytest.mark.process,
    pytest.mark.skipif(not shutil.which("strace"), reason="needs strace"),
]

_LONG = 65.0  # seconds that what serves is traced for: telemetry is sent now and then
_SHORT = {
    "days": ["days"],
    "show": ["show", "2024-05-03"],
    "index": ["index"],
    "query": ["query", "what is the secret of the greenhouse"],
    "search": ["search", "greenhouse"],
    "chat": ["chat"],
    "timeline": ["timeline", "greenhouse"],
    "questions": ["questions"],
    "questions answer": ["questions", "answer", "--all", "--write", "--yes"],
    "questions undo": ["questions", "undo"],
    "eval": ["eval", "--make", "3"],
    "doctor": ["doctor"],
    "collections": ["collections", "list"],
    "completion": ["completion", "bash"],
    "model": ["model"],
    "forget": ["forget", "2024-05-04.md"],
    "token": ["token"],
    "digest": ["digest", "2024-05", "--topic", "greenhouse"],
    "digest save": ["digest", "2024-05", "--save", "May.md"],
    "today": ["today"],
    "on": ["on", "05-03"],
    "themes": ["themes", "2024"],
    "query save": ["query", "what is the secret of the greenhouse", "--save", "Secret.md"],
    "export": ["export", "2024-05", "--topic", "greenhouse", "--format", "html", "--output", "May.html"],
    "import": ["import", "jrnl.json", "--to", "imported"],
}
_SERVING = {"serve", "mcp", "watch"}
_NOTES = {
    "2024-05-03.md": "# 2024-05-03\n\nThe secret of the greenhouse is its roof. ![x](http://example.com/spy.png)\n",
    "2024-05-04.md": "# 2024-05-04\n\n## Open questions\n\n- What is the secret of the greenhouse?\n",
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A user's home with notes in it and nothing else; the model is prepared there, traced too."""
    home = tmp_path_factory.mktemp("home")
    (home / "notes").mkdir()
    for name, text in _NOTES.items():
        (home / "notes" / name).write_text(text, "utf-8")
    for name in ("tmp", "work"):
        (home / name).mkdir()
    entry = {"title": "Rain.", "body": "", "date": "2024-05-05", "time": "08:00", "tags": []}
    (home / "work" / "jrnl.json").write_text(json.dumps({"entries": [entry]}), "utf-8")
    return home


@pytest.fixture(scope="module")
def environment(home: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ}
    own = {"HOME": str(home), "TMPDIR": str(home / "tmp"), "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    # Of a user who traces programs of their own.
    tracing = {
        "CHROMA_OTEL_COLLECTION_ENDPOINT": "http://192.0.2.1:4317",
        "CHROMA_OTEL_GRANULARITY": "all",
        "OTEL_EXPORTER_OTLP_ENDPOINT": "http://192.0.2.1:4317",
        "OTEL_TRACES_EXPORTER": "otlp",
        "FASTAPI_OTEL_AUTO_CONFIGURE": "true",
    }
    return kept | own | tracing | {"DAYCITE_OLLAMA_URL": "http://127.0.0.1:9", "DAYCITE_NOTES": str(home / "notes")}


def _may_write(home: Path) -> list[Path]:
    return [home / ".local/share/daycite", home / ".config/daycite", home / "notes", home / "tmp", home / "work"]


@pytest.fixture(autouse=True)
def _works_here(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.chdir(home / "work")
    if subprocess.run([*STRACE, "-o", str(home / "tmp/try"), "true"], capture_output=True, check=False).returncode:
        pytest.skip("strace may not trace here")
    yield
    allowed = {"notes", "tmp", "work", ".local", ".config"}
    assert {path.name for path in home.iterdir()} <= allowed, "nothing else appears in the user's home"
    assert {path.name for path in home.glob(".local/share/*")} <= {"daycite"}


def test_every_command_is_traced() -> None:
    assert {name.partition(" ")[0] for name in _SHORT} | _SERVING == set(cli.commands)


@pytest.mark.parametrize("name", _SHORT)
def test_a_command_stays_on_this_machine(name: str, home: Path, environment: dict[str, str]) -> None:
    run = traced([*COMMAND, *_SHORT[name]], home / "tmp/calls", environment, "what is the secret\nand in May?\n")
    assert run.ended.returncode == 0 or "nothing to undo" in run.ended.stderr, run.ended.stderr
    assert any("openat" in call for call in run.calls), "it was traced"
    assert forbidden(run.calls, _may_write(home)) == []


def test_what_serves_stays_on_this_machine(home: Path, environment: dict[str, str]) -> None:
    """The server is asked, the agents' server is begun, and a note is saved; then all are waited for."""
    assert traced([*COMMAND, "index", str(home / "notes")], home / "tmp/calls", environment).ended.returncode == 0
    started = {
        name: subprocess.Popen(
            [*STRACE, "-o", str(home / f"tmp/{name}"), *COMMAND, name, *more],
            env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
            start_new_session=True,
        )
        for name, more in {"serve": ["--port", "0"], "mcp": [], "watch": []}.items()
    }  # fmt: skip
    try:
        end = time.monotonic() + _LONG
        _ask_server(started["serve"])
        _ask_agents_server(started["mcp"])
        (home / "notes/2024-05-05.md").write_text("# 2024-05-05\n\nA new day.\n", "utf-8")
        time.sleep(max(0.0, end - time.monotonic()))
        assert all(process.poll() is None for process in started.values())
    finally:
        for process in started.values():
            os.killpg(process.pid, signal.SIGINT)
        for process in started.values():
            _ended(process)
    for name in started:
        calls = read_calls(home / f"tmp/{name}")
        assert any("socket(" in call or "openat" in call for call in calls)
        assert forbidden(calls, _may_write(home)) == [], name


def _ended(process: "subprocess.Popen[str]") -> None:
    try:
        process.communicate(timeout=30)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def _ask_server(process: "subprocess.Popen[str]") -> None:
    assert process.stdout is not None
    url = process.stdout.readline().rpartition(" on ")[2].split()[0]
    base, _, token = url.partition("#")
    body = json.dumps({"question": "what is the secret of the greenhouse"}).encode()
    headers = {"content-type": "application/json"}
    if token:
        headers["authorization"] = f"Bearer {token.rpartition('=')[2]}"
    asked = urllib.request.Request(base.rstrip("/") + "/query", body, headers)
    answer = json.load(urllib.request.urlopen(asked, timeout=60))
    assert answer["answered"], answer


def _ask_agents_server(process: "subprocess.Popen[str]") -> None:
    assert process.stdin is not None and process.stdout is not None
    client = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}
    for message in (
        {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": client},
        {"jsonrpc": "2.0", "method": "notifications/initialized"},
        {"jsonrpc": "2.0", "id": 2, "method": "tools/list"},
    ):
        process.stdin.write(json.dumps(message) + "\n")
    process.stdin.flush()
    assert '"id":1' in process.stdout.readline().replace(" ", "")


@pytest.mark.parametrize(
    "planted",
    [
        "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('192.0.2.1', 9))",
        "import socket; s = socket.socket(); s.setblocking(False); s.connect_ex(('192.0.2.1', 443))",
        "import socket; s = socket.socket(socket.AF_INET6); s.setblocking(False); s.connect_ex(('2001:db8::1', 443))",
        "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(('127.0.0.53', 53))",
        "import threading, time, socket; threading.Thread(target=lambda: (time.sleep(.2), "
        "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(('192.0.2.1', 9)))).start()",
        "import subprocess, sys; subprocess.run([sys.executable, '-c', "
        "'import socket; socket.socket(2, 2).connect((\"192.0.2.1\", 9))'])",
        "import pathlib; pathlib.Path.home().joinpath('.device-id').write_text('1')",
        "import pathlib; pathlib.Path.home().joinpath('.cache').mkdir()",
    ],
    ids=["datagram", "connection", "IPv6", "name server", "in a thread, later", "in a process", "file", "folder"],
)
def test_a_planted_call_is_seen(planted: str, tmp_path: Path, environment: dict[str, str]) -> None:
    (tmp_path / "home").mkdir()
    elsewhere = environment | {"HOME": str(tmp_path / "home")}
    run = traced([sys.executable, "-c", planted], tmp_path / "calls", elsewhere)
    assert forbidden(run.calls, _may_write(tmp_path / "home")), run.ended.stderr
