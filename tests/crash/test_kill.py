"""`kill -9` at any moment of a real `daycite index`: the next run completes it, and it is what a new one would be."""

import json
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.bench.journal import write_journal
from tools.readme import ROOT

_KILLS = 44
_NOTES, _SECTIONS = 12, 8


class Zygote:
    """See zygote.py."""

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


@pytest.fixture
def zygote(environment: dict[str, str], tmp_path: Path) -> Iterator[Zygote]:
    made = Zygote(environment, tmp_path / "out.txt")
    yield made
    made.close()


def _change(notes: Path, chance: random.Random) -> None:
    """Some edits, a new note, one that goes, one that is renamed, one that is copied."""
    there = sorted(notes.glob("*.md"))
    for path in chance.sample(there, 3):
        lines = path.read_text().splitlines()
        lines.insert(chance.randrange(2, len(lines)), f"Written later: {chance.random()} of the garden.\n")
        path.write_text("\n".join(lines) + "\n")
    (notes / f"new-{chance.randrange(10**6)}.md").write_text(f"# 2021-03-{chance.randrange(10, 28)}\n\nRain again.\n")
    chance.choice(there).unlink()
    moved = chance.choice(sorted(notes.glob("*.md")))
    moved.rename(moved.with_name(f"moved-{chance.randrange(10**6)}.md"))
    copied = chance.choice(sorted(notes.glob("*.md")))
    shutil.copy(copied, copied.with_name(f"copy-{chance.randrange(10**6)}.md"))


def _fresh(zygote: Zygote, notes: Path, tmp_path: Path) -> str:
    """What a collection made anew of the same folder holds."""
    data = tmp_path / "fresh"
    data.mkdir()
    (data / "models").symlink_to(tmp_path / "data" / "models")
    assert zygote.run("index", notes, data=data) == 0, zygote.out.read_text()
    [collection] = (data / "collections").iterdir()
    found = zygote.content(collection)
    shutil.rmtree(data)
    return found


def _bytes(notes: Path) -> dict[str, tuple[bytes, int]]:
    return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in notes.iterdir()}


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_killed_at_random_moments_it_loses_and_doubles_nothing(zygote: Zygote, tmp_path: Path) -> None:
    notes, chance = tmp_path / "notes", random.Random(20)
    write_journal(notes, _NOTES, _SECTIONS, 2)
    begun = time.monotonic()
    fresh = _fresh(zygote, notes, tmp_path)
    seconds = (time.monotonic() - begun) * 0.6  # a whole run; the content takes the rest
    kills = states = 0
    while kills < _KILLS:
        before = _bytes(notes)
        for _ in range(chance.choice((1, 1, 2, 3))):
            kills += zygote.run("index", notes, kill_after=chance.random() * seconds) == -signal.SIGKILL
        assert zygote.run("index", notes) == 0, zygote.out.read_text()
        assert _bytes(notes) == before, "the notes are as they were"
        [collection] = (tmp_path / "data" / "collections").iterdir()
        assert zygote.content(collection) == fresh, f"after {kills} kills"
        states += 1
        if states % 3:
            _change(notes, chance)
            fresh = _fresh(zygote, notes, tmp_path)
        else:
            shutil.rmtree(tmp_path / "data" / "collections")
