"""A process with everything imported that forks one child a command: a real `daycite` without its second of imports.

It reads lines of JSON, {"words": [...], "environment": {...}} or {"content": folder of a collection}, and answers each
with an exit code when the child ends; "kill_after" so many seconds it is killed. It opens nothing itself, so that a
child starts without threads.
"""

import importlib
import json
import os
import resource
import signal
import sys
import time
from typing import Any

_IMPORTED = (
    "chromadb",
    "onnxruntime",
    "tokenizers",
    "api.cli.text.printing",
    "api.cli.progress",
    "index.entries.reader",
    "index.embedding.embedder",
    "rag.answer.ask",
    "tests.crash.content",
)


def main() -> None:
    for name in _IMPORTED:
        importlib.import_module(name)
    _say({"ready": True})
    for line in sys.stdin:
        order = json.loads(line)
        pid = os.fork()
        if not pid:
            os._exit(_child(order))
        _say({"code": _ended(pid, order.get("kill_after"))})


def _ended(pid: int, kill_after: float | None) -> int:
    """The child's exit code; it is killed when its time is over."""
    if kill_after is not None:
        until = time.monotonic() + kill_after
        while time.monotonic() < until:
            done, status = os.waitpid(pid, os.WNOHANG)
            if done:
                return os.waitstatus_to_exitcode(status)
            time.sleep(0.001)
        os.kill(pid, signal.SIGKILL)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def _child(order: dict[str, Any]) -> int:
    os.environ.update(order["environment"])
    out = os.open(order["out"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.dup2(out, 1)
    os.dup2(out, 2)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    sys.stdin = open(0, encoding="utf-8")  # noqa: SIM115
    if "content" in order:
        from tests.crash.content import content

        sys.stdout.write(content(order["content"]))
        sys.stdout.flush()
        return 0
    from api.cli.exits import run_command_line
    from api.cli.main import cli

    if order.get("limit"):
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (order["limit"], resource.RLIM_INFINITY))
    sys.argv = ["daycite", *order["words"]]
    return run_command_line(cli)


def _say(message: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
