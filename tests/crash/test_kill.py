"""`kill -9` at any moment of a real `daycite index`: the next run completes it, and it is what a new one would be."""

import random
import shutil
import signal
import time
from pathlib import Path

import pytest

from tests.crash.edits import change_notes, fresh_content, note_bytes
from tests.crash.zygote_client import Zygote
from tools.bench.journal import write_journal

_KILLS = 44
_NOTES, _SECTIONS = 12, 8


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_killed_at_random_moments_it_loses_and_doubles_nothing(zygote: Zygote, tmp_path: Path) -> None:
    notes, chance = tmp_path / "notes", random.Random(20)
    write_journal(notes, _NOTES, _SECTIONS, 2)
    begun = time.monotonic()
    fresh = fresh_content(zygote, notes, tmp_path)
    seconds = (time.monotonic() - begun) * 0.6  # a whole run; the content takes the rest
    kills = states = 0
    while kills < _KILLS:
        before = note_bytes(notes)
        for _ in range(chance.choice((1, 1, 2, 3))):
            kills += zygote.run("index", notes, kill_after=chance.random() * seconds) == -signal.SIGKILL
        assert zygote.run("index", notes) == 0, zygote.out.read_text()
        assert note_bytes(notes) == before, "the notes are as they were"
        [collection] = (tmp_path / "data" / "collections").iterdir()
        assert zygote.content(collection) == fresh, f"after {kills} kills"
        states += 1
        if states % 3:
            change_notes(notes, chance)
            fresh = fresh_content(zygote, notes, tmp_path)
        else:
            shutil.rmtree(tmp_path / "data" / "collections")
