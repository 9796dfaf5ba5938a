"""A real process whose files may not grow, as on a full disk: one line, and the next run completes it."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crash.test_kill import Zygote, _bytes, _change, _fresh
from tools.bench.journal import write_journal


@pytest.fixture
def zygote(environment: dict[str, str], tmp_path: Path) -> Iterator[Zygote]:
    made = Zygote(environment, tmp_path / "out.txt")
    yield made
    made.close()


@pytest.mark.slow
def test_files_that_cannot_grow(zygote: Zygote, tmp_path: Path) -> None:
    notes, chance = tmp_path / "notes", random.Random(3)
    write_journal(notes, 12, 8, 2)
    failed = 0
    for kilobytes in (4, 60, 100, 130, 170, 250, 400):
        before = _bytes(notes)
        code = zygote.run("index", notes, limit=kilobytes * 1024)
        said = zygote.out.read_text()
        assert code in (0, 1) and "Traceback" not in said, said
        if code:
            failed += 1
            assert said.startswith("daycite: ") and said.count("\n") <= 2, said
        assert zygote.run("index", notes) == 0, zygote.out.read_text()
        assert _bytes(notes) == before
        [collection] = (tmp_path / "data" / "collections").iterdir()
        assert zygote.content(collection) == _fresh(zygote, notes, tmp_path), f"{kilobytes} kB"
        _change(notes, chance)
    assert failed >= 3
