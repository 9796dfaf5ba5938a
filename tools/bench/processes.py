"""Fresh processes and a server, timed from outside, as a user meets them."""

import http.client
import json
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

DAYCITE = (sys.executable, "-m", "api.cli")


def run(command: Sequence[str], data: Path) -> float:
    """Seconds that one run takes. Raises CalledProcessError when it fails."""
    start = time.perf_counter()
    subprocess.run(command, env=_environment(data), check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - start


def median_run(command: Sequence[str], data: Path, times: int) -> float:
    """The median after one run that warms the disk's cache."""
    run(command, data)
    return statistics.median(run(command, data) for _ in range(times))


def output(command: Sequence[str], data: Path) -> str:
    return subprocess.run(command, env=_environment(data), check=True, capture_output=True, text=True).stdout


def _environment(data: Path) -> dict[str, str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("DAYCITE_")}
    return clean | {"DAYCITE_DATA_DIR": str(data), "PYTHONDONTWRITEBYTECODE": ""}


@dataclass(frozen=True)
class Server:
    port: int
    pid: int

    def times(self, bodies: Sequence[dict[str, object]]) -> list[float]:
        """Milliseconds of each POST /search, one after the other over one connection, sorted."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        took = []
        for body in bodies:
            data = json.dumps(body)
            start = time.perf_counter()
            connection.request("POST", "/search", data, {"content-type": "application/json"})
            reply = connection.getresponse()
            reply.read()
            took.append(1000 * (time.perf_counter() - start))
            assert reply.status == 200, reply.status
        connection.close()
        return sorted(took)

    def peak_megabytes(self) -> float:
        """Peak resident memory, as Linux counts it."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="utf-8")
        return int(status.split("VmHWM:")[1].split()[0]) / 1024


@contextmanager
def serving(notes: Path, data: Path, program: Sequence[str] = DAYCITE) -> Iterator[Server]:
    """A server of its own process, ready to answer; ended behind."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [*program, "serve", "--notes", str(notes), "--port", str(port)]
    process = subprocess.Popen(command, env=_environment(data), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(port, process)
        yield Server(port, process.pid)
    finally:
        process.terminate()
        process.wait(30)


def _wait(port: int, process: "subprocess.Popen[bytes]") -> None:
    for _ in range(600):
        assert process.poll() is None, "daycite serve ended"
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/health")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("daycite serve did not answer in a minute")
