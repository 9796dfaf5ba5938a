"""Another user of the machine, while `daycite serve` runs with its defaults: reads nothing, writes nothing."""

import json
import os
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.api.conftest import COMMAND, write_notes

pytestmark = [
    pytest.mark.process,
    pytest.mark.skipif(not hasattr(os, "setuid") or os.geteuid() != 0, reason="only root can become another user"),
]
_WORDS = ("local region", "tomatoes", "lighthouses", "2020-03-17", "ideas")


@dataclass(frozen=True)
class Running:
    """A server with what it keeps, and its process."""

    url: str
    notes: Path
    data: Path
    pid: int


@pytest.fixture(scope="module")
def running(model_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    place = tmp_path_factory.mktemp("home")
    notes, data = write_notes(place / "journal"), place / "data"
    notes.chmod(0o700)  # whose notes others may read needs no daycite to lose them
    data.mkdir()
    (place / "tmp").mkdir()
    (place / "tmp").chmod(0o1777)
    (data / "models").symlink_to(model_dir / "models")
    opened = [p for p in place.parents if p.is_relative_to(tempfile.gettempdir()) and p != Path(tempfile.gettempdir())]
    before = [(p, stat.S_IMODE(p.stat().st_mode)) for p in (place, data, *opened)]
    for folder, _ in before:
        folder.chmod(0o755)  # it must be daycite's own rights that keep others out
    environment = {k: v for k, v in os.environ.items() if not k.startswith("DAYCITE_")} | {
        "DAYCITE_DATA_DIR": str(data),
        "DAYCITE_LLM": "off",
        "TMPDIR": str(place / "tmp"),
    }
    server = subprocess.Popen(
        [*COMMAND, "serve", "--port", "0", "--notes", str(notes)],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment, umask=0,
    )  # fmt: skip
    assert server.stdout is not None
    url = server.stdout.readline().rpartition(" on ")[2].strip().partition("/#")[0]
    assert "CNN" in subprocess.check_output(
        [*COMMAND, "query", "CNN", "--no-llm", "--notes", str(notes)], text=True, env=environment, umask=0
    )
    yield Running(url, notes, data, server.pid)
    server.terminate()
    server.communicate(timeout=30)
    for folder, mode in before:
        folder.chmod(mode)


def _as_nobody(running: Running, program: str) -> str:
    """What `program`, which knows url, notes, data and pid, prints as a user to whom nothing belongs."""
    known = {"url": running.url, "notes": str(running.notes), "data": str(running.data), "pid": running.pid}
    setting = f"""
import http.client, json, os, pathlib, urllib.parse
"x".encode("idna")
globals().update(json.loads({json.dumps(json.dumps(known))}))
os.setgroups([]); os.setgid(65534); os.setuid(65534)
def below(place):
    return [pathlib.Path(folder, name) for folder, _, names in os.walk(place) for name in names]
def tried(work):
    try:
        return work()
    except OSError:
        return "refused"
"""
    ended = subprocess.run([sys.executable, "-c", setting + program], capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout.strip()


_FILES = {
    "the notes are listed": "print(tried(lambda: os.listdir(notes)))",
    "a note is opened by its name": "print(tried(lambda: open(notes + '/ideas.md').read()))",
    "a note in a folder is opened": "print(tried(lambda: open(notes + '/garden/2020-04-01.md').read()))",
    "a note is linked to": "print(tried(lambda: os.link(notes + '/ideas.md', '/tmp/daycite-link')))",
    "a note is written": "print(tried(lambda: open(notes + '/ideas.md', 'a').write('mine')))",
    "a note is added": "print(tried(lambda: open(notes + '/mine.md', 'w').write('mine')))",
    "a note is removed": "print(tried(lambda: os.remove(notes + '/ideas.md')))",
    "the notes are renamed": "print(tried(lambda: os.rename(notes, notes + '2')))",
    "the token is read": "print(tried(lambda: open(data + '/token').read()))",
    "the token is replaced": "print(tried(lambda: os.rename(data + '/token', data + '/token2')))",
    "settings are planted": "print(tried(lambda: open(data + '/daycite.toml', 'w').write('x')))",
    "the collections are listed": "print(tried(lambda: os.listdir(data + '/collections')))",
    "the process is looked into": "print(tried(lambda: [os.listdir(f'/proc/{pid}/fd')]))",
    "its environment is read": "print(tried(lambda: open(f'/proc/{pid}/environ').read()))",
    "its memory is read": "print(tried(lambda: open(f'/proc/{pid}/mem', 'rb').read(1)))",
    "it is stopped": "print(tried(lambda: os.kill(pid, 15)))",
}


@pytest.mark.parametrize("program", _FILES.values(), ids=_FILES)
def test_no_file_is_reached(running: Running, program: str) -> None:
    before = {path: path.read_bytes() for path in running.notes.rglob("*.md")}
    assert _as_nobody(running, program) == "refused"
    assert {path: path.read_bytes() for path in running.notes.rglob("*.md")} == before


def test_nothing_below_the_data_folder_opens(running: Running) -> None:
    made = [p for p in running.data.rglob("*") if p.is_file() and "models" not in p.parts]
    assert {"catalog.sqlite", "token", "chroma.sqlite3"} <= {p.name for p in made}
    paths = json.dumps([str(p) for p in made])
    got = _as_nobody(running, f"print([p for p in {paths} if tried(lambda: open(p, 'rb').read(1)) != 'refused'])")
    assert got == "[]"
    folders = json.dumps([str(p) for p in running.data.rglob("*") if p.is_dir() and "models" not in p.parts])
    got = _as_nobody(
        running, f"print([p for p in {folders} if tried(lambda: open(p + '/mine', 'w').write('x')) != 'refused'])"
    )
    assert got == "[]"


def test_nothing_is_left_where_all_may_read(running: Running) -> None:
    """What is written into the folder for temporary files while it runs."""
    temporary = running.notes.parent / "tmp"
    assert (
        _as_nobody(running, f"print([p for p in below({str(temporary)!r}) if tried(p.read_bytes) != 'refused'])")
        == "[]"
    )


_HEADERS: tuple[dict[str, str], ...] = (
    {}, {"authorization": "Bearer "}, {"authorization": "Bearer null"}, {"authorization": "Bearer undefined"},
    {"authorization": "bearer x"}, {"authorization": "Basic Og=="}, {"authorization": "Basic ZGF5Y2l0ZTpkYXljaXRl"},
    {"authorization": "Bearer " + "A" * 43}, {"authorization": "Bearer \x00"}, {"x-api-key": "x"}, {"api-key": ""},
    {"cookie": "token=x"}, {"cookie": "daycite_token="}, {"cookie": "session=root"}, {"x-forwarded-for": "127.0.0.1"},
    {"x-real-ip": "127.0.0.1", "forwarded": "for=127.0.0.1"}, {"x-remote-user": "root", "remote-user": "root"},
    {"origin": "@own", "sec-fetch-site": "same-origin"}, {"referer": "@own/#token=x"}, {"host": "localhost"},
    {"x-http-method-override": "GET"}, {"x-original-url": "/health", "x-rewrite-url": "/health"},
    {"user-agent": "daycite"}, {"user-agent": "Mozilla/5.0"},
)  # fmt: skip
_REQUESTS = """
at = urllib.parse.urlsplit(url)
out = []
for method, path in (
    ("GET", "/days"), ("HEAD", "/days"), ("GET", "/entries/ideas.md"), ("GET", "/questions"),
    ("GET", "/timeline?topic=a"), ("GET", "/today"), ("GET", "/themes"),
    ("POST", "/index"), ("POST", "/query"), ("POST", "/search"), ("POST", "/v1/chat/completions"),
    ("GET", "/v1/models"),
    ("POST", "/mcp"), ("GET", "/openapi.json"), ("GET", "/index/events"), ("GET", "/digest"), ("GET", "/days?token=x"),
    ("GET", "//days"), ("GET", "/page/../days"), ("GET", "/page/%2e%2e/days"), ("GET", "/health/../days"),
    ("GET", "/docs/../days"), ("DELETE", "/mcp"), ("OPTIONS", "/days"),
):
    made = http.client.HTTPConnection(at.hostname, at.port, timeout=20)
    sent = {name: value.replace("@own", url) for name, value in headers.items()}
    body = json.dumps({"question": "CNN"}) if method == "POST" else None
    made.request(method, path, body, {"content-type": "application/json", **sent})
    try:
        got = made.getresponse()
        out.append([method, path, got.status, got.read().decode("utf-8", "replace")])
    except ConnectionError:  # what is no HTTP is not worth an answer
        pass
print(json.dumps(out))
"""


@pytest.mark.parametrize("headers", _HEADERS, ids=str)
def test_no_request_is_answered(running: Running, headers: dict[str, str]) -> None:
    program = f"headers = json.loads({json.dumps(json.dumps(headers))})\n{_REQUESTS}"
    for method, path, status, text in json.loads(_as_nobody(running, program)):
        assert status in (400, 401, 403, 404, 405, 307), (method, path, status)
        assert not any(words in text for words in _WORDS), (method, path)
        assert str(running.notes) not in text and "journal" not in text, (method, path)


def test_what_is_open_says_nothing_of_the_notes(running: Running) -> None:
    program = """
at = urllib.parse.urlsplit(url)
for path in ("/", "/docs", "/health", "/favicon.ico", "/page/scripts/main.js"):
    made = http.client.HTTPConnection(at.hostname, at.port, timeout=20)
    made.request("GET", path)
    print(made.getresponse().read().decode("utf-8", "replace"))
"""
    shown = _as_nobody(running, program)
    assert not any(words in shown for words in (*_WORDS[:3], str(running.notes), str(running.data)))
