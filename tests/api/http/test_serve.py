"""A real `daycite serve` in a process of its own."""

import os
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from api.http.serve import listening
from index.errors import DayciteError, UsageError
from tests.api.conftest import COMMAND, Ran

pytestmark = pytest.mark.process


@contextmanager
def _serving(*words: str, **variables: str) -> Iterator[tuple[str, "subprocess.Popen[str]"]]:
    """The address it printed, and its process; it is ended by Ctrl-C and must not have said anything more."""
    command = [*COMMAND, "serve", "--port", "0", *words]
    server = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ | variables
    )
    assert server.stdout is not None and server.stderr is not None
    try:
        line = server.stdout.readline()
        assert line.startswith("daycite serves "), server.stderr.read()
        yield line.rpartition(" on ")[2].strip(), server
    finally:
        if server.poll() is None:
            server.send_signal(signal.SIGINT)
        try:
            out, err = server.communicate(timeout=20)
        except subprocess.TimeoutExpired:
            server.kill()
            raise
    assert (out, server.returncode) == ("", 130)
    assert not [line for line in err.splitlines() if line and not line.startswith("daycite: ")], err


def test_it_indexes_first_then_answers_at_once_and_many_at_a_time(notes: Path) -> None:
    with _serving("--no-token", "--notes", str(notes)) as (url, server), httpx.Client(base_url=url) as client:
        assert url.startswith("http://127.0.0.1:")
        told = client.post("/query", json={"question": "what did I learn about CNNs"}).json()
        assert told["answered"]
        (notes / "new.md").write_text("# 2020-05-05\n\nDropout silences neurons at random.\n")
        time.sleep(1.1)
        assert "2020-05-05" in client.post("/query", json={"question": "dropout silences"}).json()["answer"]
        with ThreadPoolExecutor(8) as pool:
            many = list(pool.map(lambda n: client.post("/query", json={"question": f"CNN {n}"}), range(40)))
        assert {reply.status_code for reply in many} == {200}
        long = client.post("/query", content=b"x" * 3_000_000, headers={"content-type": "application/json"})
        assert long.status_code == 413
        taken = subprocess.run(
            [*COMMAND, "serve", "--notes", str(notes), "--port", url.rpartition(":")[2]],
            capture_output=True,
            text=True,
            check=False,
        )
        assert taken.returncode == 1 and taken.stdout == ""
        assert "is in use" in taken.stderr and taken.stderr.count("\n") == 1
        assert server.poll() is None


def test_other_machines_need_the_token(notes: Path) -> None:
    with _serving("--notes", str(notes), "--host", "0.0.0.0", DAYCITE_TOKEN="sesame") as (url, _):
        port = url.rpartition(":")[2]
        here = f"http://127.0.0.1:{port}/days"
        assert httpx.get(here).status_code == 401
        assert httpx.get(f"http://127.0.0.1:{port}/health").json()["status"] == "ok"
        assert httpx.get(here, headers={"authorization": "Bearer sesame"}).status_code == 200


def test_a_token_is_made_kept_and_asked_for(notes: Path, data: Path, process: Callable[..., Ran]) -> None:
    kept = process("token").out.strip()
    assert stat.S_IMODE((data / "token").stat().st_mode) == 0o600 and len(kept) > 40
    with _serving("--notes", str(notes)) as (printed, _):
        url, _, key = printed.partition("/#token=")
        assert len(key) > 40 and key != kept
        wrong = {"authorization": "Bearer wrong"}
        own = 200 if sys.platform == "linux" else 401  # only there does the system tell whose program it is
        assert httpx.get(f"{url}/days").status_code == httpx.get(f"{url}/days", headers=wrong).status_code == own
        for secret in (kept, key):
            assert httpx.get(f"{url}/days", headers={"authorization": f"Bearer {secret}"}).status_code == 200
    with _serving("--notes", str(notes)) as (printed, _):
        url, _, again = printed.partition("/#token=")
        assert httpx.get(f"{url}/days", headers={"authorization": f"Bearer {kept}"}).status_code == 200
    assert process("token").out.strip() == kept


def test_what_no_token_opens_is_said(notes: Path, data: Path) -> None:
    command = [*COMMAND, "serve", "--port", "0", "--no-token", "--notes", str(notes)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert server.stdout is not None
    url = server.stdout.readline().rpartition(" on ")[2].strip()
    assert httpx.get(f"{url}/days").status_code == 200
    server.send_signal(signal.SIGINT)
    assert "every user and every program of this machine can read your notes" in server.communicate(timeout=20)[1]
    assert not (data / "token").exists()


@pytest.mark.skipif(not hasattr(os, "setuid") or os.geteuid() != 0, reason="only root can become another user")
def test_another_user_of_the_machine_reads_and_writes_nothing(notes: Path, data: Path) -> None:
    """As whom nothing belongs to: the notes, the data folder with what is indexed and the token, and the server."""
    with _serving("--notes", str(notes)) as (printed, _):
        url = printed.partition("/#")[0]
        notes.chmod(0o700)
        attack = f"""
import os, sys, urllib.request, urllib.error, pathlib
urllib.request.urlopen({url!r} + "/health").read()  # loads what this user may load and nobody may not
os.setgroups([]); os.setgid(65534); os.setuid(65534)
got = []
for method, path, body in (("GET", "/days", None), ("GET", "/entries/ideas.md", None), ("POST", "/index", b""),
                           ("POST", "/query", b'{{"question": "CNN"}}'), ("POST", "/mcp", b"{{}}"),
                           ("GET", "/index", None), ("GET", "/v1/models", None), ("GET", "/openapi.json", None)):
    try:
        urllib.request.urlopen(urllib.request.Request({url!r} + path, body, {{"content-type": "application/json"}},
                                                      method=method), timeout=20)
        got.append(path)
    except urllib.error.HTTPError as error:
        assert error.code == 401, error
for place in ({str(notes)!r}, {str(data)!r}):
    for folder, _, files in os.walk(place):
        for name in files:
            file = pathlib.Path(folder, name)
            try:
                file.read_bytes()
                got.append(str(file))
            except PermissionError:
                pass
print([each for each in got if "/models/" not in each])
"""
        for folder in data.parents:
            if str(folder).startswith(tempfile.gettempdir()) and folder != Path(tempfile.gettempdir()):
                folder.chmod(0o755)  # it must be the data folder's own rights that keep others out
        ended = subprocess.run([sys.executable, "-c", attack], capture_output=True, text=True, check=False)
        assert (ended.stdout.strip(), ended.returncode) == ("[]", 0), ended.stderr


def test_ctrl_c_does_not_wait_for_an_llm(notes: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent, ThreadPoolExecutor(1) as pool:
        url_of_llm = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with _serving("--no-token", "--notes", str(notes), DAYCITE_OLLAMA_URL=url_of_llm) as (url, server):
            waiting = pool.submit(httpx.post, f"{url}/query", json={"question": "CNN"}, timeout=30)
            silent.accept()[0].close()  # asked whether it listens
            with silent.accept()[0]:  # asked for its models, and says nothing
                server.send_signal(signal.SIGINT)
                server.wait(timeout=20)  # it would wait for the model's server for two minutes
        assert waiting.result().status_code == 503 and "server stopped" in waiting.result().json()["detail"]


def test_an_address_is_taken_or_refused_in_one_line() -> None:
    with listening("127.0.0.1", 0) as first:
        port = first.getsockname()[1]
        with pytest.raises(DayciteError, match=f"port {port} of 127.0.0.1 is in use"):
            listening("127.0.0.1", port)
    with pytest.raises(UsageError, match="not an address of this machine"):
        listening("192.0.2.1", 0)
    with pytest.raises(UsageError, match="not an address of this machine"):
        listening("x" * 100, 0)
    if socket.has_ipv6:
        try:
            with listening("::1", 0) as six:
                assert six.family is socket.AF_INET6
        except UsageError:
            pytest.skip("no IPv6 here")
