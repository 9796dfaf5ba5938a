"""Orders to a warm process (zygote.py), which runs each command in a fork that can be killed at any instant."""

import json
import subprocess
import sys
from pathlib import Path

from tools.project import ROOT


class Zygote:
    """A zygote.py of its own, whose commands write to `out`."""

    def __init__(self, environment: dict[str, str], out: Path) -> None:
        self._environment, self.out = environment, out
        command = [sys.executable, "-m", "tests.crash.zygote"]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment, cwd=ROOT
        )
        assert self._heard() == {"ready": True}

    def run(
        self, *words: object, kill_after: float | None = None, data: Path | None = None, limit: int | None = None
    ) -> int:
        """The exit code; -9 for one that was killed. `limit`: bytes that a file may have."""
        more = {"DAYCITE_DATA_DIR": str(data)} if data else {}
        return self._ordered({"words": [*map(str, words)], "limit": limit}, more, kill_after)

    def content(self, collection: Path) -> str:
        assert self._ordered({"content": str(collection)}, {}, None) == 0, self.out.read_text()
        return self.out.read_text()

    def _ordered(self, order: dict[str, object], more: dict[str, str], kill_after: float | None) -> int:
        assert self._process.stdin is not None
        order |= {"environment": self._environment | more, "out": str(self.out), "kill_after": kill_after}
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return int(str(self._heard()["code"]))

    def _heard(self) -> dict[str, object]:
        assert self._process.stdout is not None
        found: dict[str, object] = json.loads(self._process.stdout.readline())
        return found

    def close(self) -> None:
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait(30)
