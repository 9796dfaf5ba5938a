"""A real process whose files may not grow, as on a full disk: one line, and the next run completes it."""

import random
from pathlib import Path

import pytest

from tests.crash.edits import change_notes, fresh_content, note_bytes
from tests.crash.zygote_client import Zygote
from tools.bench.journal import write_journal


@pytest.mark.slow
def test_files_that_cannot_grow(zygote: Zygote, tmp_path: Path) -> None:
    notes, chance = tmp_path / "notes", random.Random(3)
    write_journal(notes, 12, 8, 2)
    failed = 0
    for kilobytes in (4, 60, 100, 130, 170, 250, 400):
        before = note_bytes(notes)
        code = zygote.run("index", notes, limit=kilobytes * 1024)
        said = zygote.out.read_text()
        assert code in (0, 1) and "Traceback" not in said, said
        if code:
            failed += 1
            assert said.startswith("daycite: ") and said.count("\n") <= 2, said
        assert zygote.run("index", notes) == 0, zygote.out.read_text()
        assert note_bytes(notes) == before
        [collection] = (tmp_path / "data" / "collections").iterdir()
        assert zygote.content(collection) == fresh_content(zygote, notes, tmp_path), f"{kilobytes} kB"
        change_notes(notes, chance)
    assert failed >= 3
