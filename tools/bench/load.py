"""`daycite serve` under load: `python -m tools.bench.load [clients [seconds [notes]]]`, by default 50, 60 and 1,000.

Mixed POST /search, POST /query (extractive) and GET /days/DAY over loopback. Prints throughput, p50 and p99 of each,
errors, the server's memory at the beginning and the end, and how late its event loop was at most (watched_serve.py).
"""

import http.client
import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import click

from tools.bench.journal import FIRST_DAY, QUESTIONS, write_journal
from tools.bench.processes import DAYCITE, Server, run, serving

Times = dict[str, list[float]]


def main(clients: int = 50, seconds: float = 60.0, notes: int = 1000) -> int:
    with tempfile.TemporaryDirectory(prefix="daycite-load-") as work:
        folder, data = Path(work, "notes"), Path(work, "data")
        write_journal(folder, notes, 6, 5)
        run([*DAYCITE, "index", str(folder)], data)
        late = Path(work, "late")
        with serving(folder, data, [sys.executable, "-m", "tools.bench.watched_serve", str(late)]) as server:
            failed = _measured(server, clients, seconds, notes)
        its = sorted(map(float, late.read_text(encoding="utf-8").split()))
        click.echo(f"event loop late: median {its[len(its) // 2]:.1f}, p99 {its[int(len(its) * 0.99)]:.1f}, at most"
                   f" {its[-1]:.1f} ms, of {len(its)} looks")  # fmt: skip
        return failed


def _measured(server: Server, clients: int, seconds: float, notes: int) -> int:
    errors: list[str] = []
    _ask(server.port, 0, 3.0, notes, {}, errors)  # warm
    memory = [_megabytes(server.pid)]
    took: list[Times] = [{} for _ in range(clients)]
    with ThreadPoolExecutor(clients) as pool:
        asking = [pool.submit(_ask, server.port, n, seconds, notes, took[n], errors) for n in range(clients)]
        time.sleep(seconds / 3)
        memory.append(_megabytes(server.pid))  # every thread and cache is there by now
        for each in asking:
            each.result()
    memory.append(_megabytes(server.pid))
    click.echo("| request | a second | p50 | p99 |\n| --- | --- | --- | --- |")
    for kind in sorted({kind for times in took for kind in times}):
        its = sorted(ms for times in took for ms in times.get(kind, []))
        p99 = its[int(len(its) * 0.99)]
        click.echo(f"| {kind} | {len(its) / seconds:.0f} | {statistics.median(its):.0f} ms | {p99:.0f} ms |")
    click.echo(f"{clients} clients for {seconds:.0f} s, {notes} notes; errors: {len(errors)} {errors[:2]}")
    click.echo(f"memory: {memory[0]:.0f} MB warm, {memory[1]:.0f} MB after a third, {memory[2]:.0f} MB at the end"
               f" ({memory[2] / memory[1] - 1:+.1%})")  # fmt: skip
    return bool(errors)


def _ask(port: int, number: int, seconds: float, notes: int, took: Times, errors: list[str]) -> None:
    chance = random.Random(number)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        kind, send = _request(chance, connection, notes)
        begun = time.perf_counter()
        send()
        reply = connection.getresponse()
        body = reply.read()
        took.setdefault(kind, []).append(1000 * (time.perf_counter() - begun))
        if reply.status != 200:
            errors.append(f"{kind}: {reply.status} {body[:100]!r}")
    connection.close()


def _request(
    chance: random.Random, connection: http.client.HTTPConnection, notes: int
) -> tuple[str, Callable[[], None]]:
    kind = chance.choice(("POST /search", "POST /query", "GET /days/DAY"))
    method, path = kind.split()
    if method == "GET":
        day = FIRST_DAY + timedelta(days=chance.randrange(notes))
        return kind, lambda: connection.request("GET", f"/days/{day}")
    asked = {"question": f"{chance.choice(QUESTIONS)} {chance.randrange(1000)}", "llm": False}
    return kind, lambda: connection.request("POST", path, json.dumps(asked), {"content-type": "application/json"})


def _megabytes(pid: int) -> float:
    """Resident memory, as Linux counts it."""
    return int(Path(f"/proc/{pid}/status").read_text(encoding="utf-8").split("VmRSS:")[1].split()[0]) / 1024


if __name__ == "__main__":
    given = [float(word) for word in sys.argv[1:]] + [50, 60, 1000][len(sys.argv) - 1 :]
    sys.exit(main(int(given[0]), given[1], int(given[2])))
