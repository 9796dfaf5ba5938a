"""`daycite serve` asked by twenty clients while another process indexes what is added, edited and deleted.

No request fails, no answer cites lines that the file no longer has, and what was indexed is found by the next search.
Searches are counted, not seconds: twenty clients, a server and a writer share whatever processor there is.
DAYCITE_TEST_SECONDS=60 makes it the full minute.
"""

import json
import os
import random
import subprocess
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from index.notes.blocks import blocks
from index.notes.note import read_note
from tests.crash.conftest import COMMAND
from tools.bench.journal import QUESTIONS, write_journal

_SECONDS = float(os.environ.get("DAYCITE_TEST_SECONDS", "12"))
_CLIENTS = 20


class Journal:
    """Notes that change, and all that they ever said with the time when."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._lock = threading.Lock()
        self._said: dict[str, list[tuple[float, str]]] = {}
        for path in root.iterdir():
            self._said[path.name] = [(0.0, path.read_text())]

    def write(self, name: str, text: str | None) -> None:
        """None deletes it."""
        with self._lock:
            self._said.setdefault(name, []).append((time.monotonic(), text or ""))
            if text is None:
                (self.root / name).unlink()
            else:
                (self.root / name).write_text(text)

    def names(self) -> list[str]:
        return sorted(path.name for path in self.root.iterdir())

    def has_said(self, path: str, first: int, last: int, quote: str, since: float, until: float) -> bool:
        """Whether these lines held the quote at some moment of the span."""
        with self._lock:
            told = list(self._said.get(path, []))
        ends = [*(at for at, _ in told[1:]), float("inf")]
        texts = [text for (at, text), end in zip(told, ends, strict=True) if at <= until and end >= since]
        return any(_plain(quote) in _plain("\n".join(text.split("\n")[first - 1 : last])) for text in texts)


def _plain(text: str) -> str:
    return " ".join(text.split())


@pytest.fixture
def served(environment: dict[str, str], tmp_path: Path) -> Iterator[tuple[str, Journal]]:
    """The address of a server in a process of its own, and its notes."""
    notes = tmp_path / "notes"
    write_journal(notes, 20, 4, 3)
    command = [*COMMAND, "serve", "--no-token", "--port", "0", "--notes", str(notes)]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert server.stdout is not None and server.stderr is not None
    line = server.stdout.readline()
    assert line.startswith("daycite serves "), server.stderr.read()
    yield line.rpartition(" on ")[2].strip(), Journal(notes)
    assert server.poll() is None, server.stderr.read()
    server.terminate()
    _, said = server.communicate(timeout=30)
    assert "failed" not in said and "Traceback" not in said, said


def _asks(url: str, journal: Journal, number: int, stop: threading.Event) -> tuple[int, list[str]]:
    """(answers, what was wrong with them)."""
    wrong: list[str] = []
    count = 0
    with httpx.Client(base_url=url, timeout=30) as client:
        while not stop.is_set():
            question = f"{QUESTIONS[(count + number) % len(QUESTIONS)]} {number}"
            since = time.monotonic()
            if (count + number) % 5 == 0:
                reply = client.get("/days")
            else:
                reply = client.post("/query", json={"question": question})
            until = time.monotonic()
            count += 1
            if reply.status_code != 200:
                wrong.append(f"{reply.status_code}: {reply.text[:200]}")
            elif "statements" in reply.text:
                wrong += _untrue(reply.json(), journal, since, until)
    return count, wrong


def _untrue(answer: dict[str, object], journal: Journal, since: float, until: float) -> Iterator[str]:
    for statement in answer["statements"]:  # type: ignore[attr-defined]
        for cited in statement["citations"]:
            place = cited["path"], cited["line_start"], cited["line_end"]
            if not journal.has_said(*place, cited["quote"], since, until):
                yield f"{place} never said {cited['quote']!r}"


def _change(journal: Journal, chance: random.Random, number: int) -> str:
    """Adds, edits and deletes notes -> a word that only the new one has."""
    names = journal.names()
    edited = chance.choice(names)
    lines = (journal.root / edited).read_text().split("\n")
    lines.insert(chance.randrange(1, len(lines)), f"\nThe garden needs rain, was written in round {number}.\n")
    journal.write(edited, "\n".join(lines))
    gone = chance.choice([name for name in names if name != edited])
    if len(names) > 12:
        journal.write(gone, None)
    word = "xylo" + "".join(chance.choice("bdfgklmnprstvz") + chance.choice("aeiou") for _ in range(4))
    journal.write(f"new-{number}.md", f"# 2022-05-{number % 28 + 1:02}\n\nThe word of the day is {word} indeed.\n")
    return word


def _searches_to_find(client: httpx.Client, word: str, most: int) -> int:
    """How many searches it takes until the word is found; `most` + 1 where that many don't find it."""
    for number in range(1, most + 1):
        # In quotation marks: what the tests' tiny model makes of a word says nothing.
        found = client.post("/search", json={"question": f'"{word}"'}).json()
        if word in json.dumps(found["days"]):
            return number
    return most + 1


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_server_is_asked_while_another_process_indexes(
    served: tuple[str, Journal], environment: dict[str, str], tmp_path: Path
) -> None:
    url, journal = served
    stop, chance = threading.Event(), random.Random(5)
    searches: list[int] = []
    with ThreadPoolExecutor(_CLIENTS) as pool, httpx.Client(base_url=url, timeout=30) as client:
        asking = [pool.submit(_asks, url, journal, number, stop) for number in range(_CLIENTS)]
        until = time.monotonic() + _SECONDS
        try:
            while time.monotonic() < until or len(searches) < 3:
                word = _change(journal, chance, len(searches))
                command = [*COMMAND, "index", str(journal.root)]
                ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
                assert ended.returncode == 0, ended.stderr
                searches.append(_searches_to_find(client, word, 5))
        finally:
            stop.set()
        answers, wrong = zip(*(each.result() for each in asking), strict=True)
    assert [line for lines in wrong for line in lines] == []
    assert sum(answers) > 2 * _CLIENTS
    assert sorted(searches)[len(searches) // 2] == 1, searches
    assert max(searches) <= 3, "a search waits so long for another that reads what is new, then answers without"
    assert all(blocks(read_note(journal.root, name)) for name in journal.names())


@pytest.mark.slow
def test_who_writes_is_said(environment: dict[str, str], tmp_path: Path) -> None:
    """A second writer waits, then names the first; the lock ends with the process that has it."""
    notes = tmp_path / "notes"
    write_journal(notes, 3, 1, 1)
    program = (
        "import sys, time; from pathlib import Path; from api.parts.collection import Collection\n"
        "from api.settings import read_settings\n"
        "sys.argv = ['daycite', 'index']\n"
        "with Collection(read_settings(), Path(sys.stdin.readline().strip())).store.writing():\n"
        "    print('has it', flush=True); time.sleep(60)"
    )
    holder = subprocess.Popen(
        [COMMAND[0], "-c", program], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdin is not None and holder.stdout is not None
    holder.stdin.write(f"{notes}\n")
    holder.stdin.flush()
    assert holder.stdout.readline() == "has it\n"
    command = [*COMMAND, "index", str(notes)]
    begun = time.monotonic()
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert ended.returncode == 1 and time.monotonic() - begun > 5, "it waited, however fast the machine"
    assert f"another daycite (`daycite index`, process {holder.pid}, for " in ended.stderr, ended.stderr
    assert ended.stderr.count("\n") == 1
    holder.kill()
    holder.wait(30)
    holder.stdin.close()
    holder.stdout.close()
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
