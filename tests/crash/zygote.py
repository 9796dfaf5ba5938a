"""A process with everything imported that forks one child a command: a real `daycite` without its second of imports.

It reads lines of JSON, {"words": [...], "environment": {...}} or {"content": folder of a collection}, and answers each
with the child's pid at once and its exit code when that ends. It opens nothing itself, so a child starts without threads.
"""

import importlib
import json
import os
import sys
from typing import Any


_IMPORTED = """chromadb onnxruntime tokenizers numpy api.cli api.collection api.printing api.progress index.day_rules
index.embedder index.vectors rag.answer rag.retriever tests.crash.content""".split()


def main() -> None:
    for name in _IMPORTED:
        importlib.import_module(name)
    _say({"ready": True})
    for line in sys.stdin:
        order = json.loads(line)
        pid = os.fork()
        if not pid:
            os._exit(_child(order))
        _say({"pid": pid})
        _, status = os.waitpid(pid, 0)
        _say({"code": os.waitstatus_to_exitcode(status)})


def _child(order: dict[str, Any]) -> int:
    os.environ.update(order["environment"])
    out = os.open(order["out"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    os.dup2(out, 1)
    os.dup2(out, 2)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    sys.stdin = open(0)  # noqa: SIM115
    if "content" in order:
        from tests.crash.content import content

        sys.stdout.write(content(order["content"]))
        sys.stdout.flush()
        return 0
    from api.cli import cli
    from api.exits import run

    sys.argv = ["daycite", *order["words"]]
    return run(cli)


def _say(message: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
