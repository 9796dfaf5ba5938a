"""Twenty questions through the command line, a conversation and HTTP, as processes: nothing may break, nothing hang."""

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tools.project import ROOT

JOURNAL = ROOT / "examples" / "journal"
_LEAVES_AFTER, _IDLE_WITHIN, _GIVEN_UP = 3.0, 1.0, 120.0
_INTERRUPTED_AFTER = 1.0  # seconds that the server has worked: on a quiet machine it is done after three
_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")
_PIPE = subprocess.PIPE
_DAYCITE = (sys.executable, "-m", "api.cli")


def environment(data: Path, llm_url: str) -> dict[str, str]:
    """That of a process that asks this journal by that server."""
    named = {"DAYCITE_DATA_DIR": str(data), "DAYCITE_LLM_URL": llm_url, "DAYCITE_NOTES": str(JOURNAL)}
    return os.environ | named | {"DAYCITE_LLM": "on"}


def by_command_line(questions: Sequence[str], env: dict[str, str]) -> Iterator[str]:
    """What is wrong with the output of `daycite query`, a line each."""
    for question in questions:
        done = subprocess.run(
            [*_DAYCITE, "query", question, "--json", "--today", "2025-12-31"],
            env=env, check=False, capture_output=True, text=True,
        )  # fmt: skip
        yield from _wrong(f"query: {question}", done.stderr, done.returncode)
        if done.returncode == 0:
            yield from _unanswered(f"query: {question}", json.loads(done.stdout))


def by_chat(questions: Sequence[str], env: dict[str, str]) -> Iterator[str]:
    """What is wrong with one conversation of all questions."""
    command = [*_DAYCITE, "chat", "--today", "2025-12-31"]
    text = "\n".join(questions) + "\n"
    done = subprocess.run(command, env=env, input=text, check=False, capture_output=True, text=True)
    yield from _wrong("chat", done.stderr, done.returncode)
    ends = done.stdout.count("\n(") + done.stdout.startswith("(")
    if ends < len(questions):
        yield f"chat: {ends} answers to {len(questions)} questions"


def by_http(questions: Sequence[str], env: dict[str, str], log: Path) -> Iterator[str]:
    """What is wrong with the answers of `daycite serve`, as streams."""
    with _served(env, log) as (url, token):
        for question in questions:
            last = [line for line in _stream(url, token, question) if line.startswith(b"data:")][-1:]
            if not last:
                yield f"http: {question}: no events"
                continue
            yield from _unanswered(f"http: {question}", json.loads(last[0][5:]))
    yield from _wrong("serve", log.read_text("utf-8", "replace"), 0)


def leaving(question: str, env: dict[str, str], log: Path, busy: Callable[[], int]) -> Iterator[str]:
    """What is wrong after clients went away, or pressed Ctrl-C, in the middle of an answer."""
    with _served(env, log) as (url, token):
        stream = _stream(url, token, question)
        end = time.monotonic() + _LEAVES_AFTER
        for _ in stream:
            if time.monotonic() > end:
                break
        stream.close()
        yield from _idle("serve", busy)
    yield from _wrong("serve", log.read_text("utf-8", "replace"), 0)
    ask = ["query", question, "--today", "2025-12-31"]
    yield from _interrupted("query, Ctrl-C", ask, "", signal.SIGINT, 0, env, busy)
    yield from _interrupted("chat, Ctrl-C", ["chat", "--today", "2025-12-31"], question, signal.SIGINT, 0, env, busy)
    yield from _interrupted("query, killed", ask, "", signal.SIGKILL, -signal.SIGKILL, env, busy)


def _interrupted(
    name: str, words: Sequence[str], said: str, sign: int, code: int, env: dict[str, str], busy: Callable[[], int]
) -> Iterator[str]:
    """What is wrong with a command that gets a signal while the server writes for it.

    What it reads it reads to its end, some hundred tokens at once, before it looks at what was cancelled.
    """
    with subprocess.Popen([*_DAYCITE, *words], env=env, text=True, stdin=_PIPE, stdout=_PIPE, stderr=_PIPE) as process:
        assert process.stdin is not None
        if said:
            process.stdin.write(f"{said}\n")
            process.stdin.flush()
        end = time.monotonic() + 120
        while not busy() and process.poll() is None and time.monotonic() < end:
            time.sleep(0.05)
        time.sleep(_INTERRUPTED_AFTER)
        process.send_signal(sign)
        yield from _idle(name, busy)
        out, errors = process.communicate(timeout=120)
    yield from _wrong(name, errors, process.returncode - code)
    if sign == signal.SIGINT and "(your notes' own sentences" not in out and "each citation checked" not in out:
        yield f"{name}: no answer: {out[-200:]}"


def _idle(name: str, busy: Callable[[], int]) -> Iterator[str]:
    """That the model still works, and for how long: the next client finds it idle."""
    left = time.monotonic()
    time.sleep(_IDLE_WITHIN)
    if busy():
        while busy() and time.monotonic() < left + _GIVEN_UP:
            time.sleep(2 * _IDLE_WITHIN)  # asked more often, llama.cpp's server does not look whether clients are there
        yield f"{name}: the model still works {time.monotonic() - left:.0f} s after its client went away"


@contextmanager
def _served(env: dict[str, str], log: Path) -> Iterator[tuple[str, str]]:
    """The address of `daycite serve`, and what lets a program in."""
    token = subprocess.run([*_DAYCITE, "token"], env=env, check=True, capture_output=True, text=True).stdout.strip()
    with (
        log.open("w", encoding="utf-8") as out,
        subprocess.Popen([*_DAYCITE, "serve", "--port", "0"], env=env, stdout=out, stderr=out) as process,
    ):
        try:
            end = time.monotonic() + 600  # the models are prepared first
            while not (found := _ADDRESS.search(log.read_text("utf-8"))) and time.monotonic() < end:
                time.sleep(0.2)
            assert found, log.read_text("utf-8")
            yield found[0], token
        finally:
            process.terminate()


def _stream(url: str, token: str, question: str) -> Generator[bytes]:
    body = json.dumps({"question": question, "stream": True, "today": "2025-12-31"}).encode()
    headers = {"content-type": "application/json", "authorization": f"Bearer {token}"}
    request = urllib.request.Request(f"{url}/query", body, headers)
    with urllib.request.urlopen(request, timeout=300) as reply:
        yield from reply


def _wrong(name: str, errors: str, code: int) -> Iterator[str]:
    if "Traceback" in errors or "Error" in errors:
        yield f"{name}: {errors.strip()[-400:]}"
    elif code:
        yield f"{name}: exit code {code}: {errors.strip()[-200:]}"


def _unanswered(name: str, answer: dict[str, object]) -> Iterator[str]:
    """Every answer is made of supported statements, or is the extract, or says that the notes don't say."""
    if "answered_by" not in answer:
        yield f"{name}: no answer: {answer}"
    elif answer["answered_by"] == "extract" and answer["answered"] and not answer["statements"]:
        yield f"{name}: neither statements of the model's nor the notes' own"
