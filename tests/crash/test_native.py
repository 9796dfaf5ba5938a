"""Files that end the process that reads them: an index large enough to be files, read by code that trusts them."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tools.bench.journal import write_journal


@pytest.mark.slow
def test_they_are_found_and_made_again(
    environment: dict[str, str], tmp_path: Path, run: Callable[..., "subprocess.CompletedProcess[str]"]
) -> None:
    notes = tmp_path / "big"
    write_journal(notes, 60, 20, 2)
    assert run("index", notes).returncode == 0
    [index] = (path.parent for path in (tmp_path / "data").glob("collections/*/chroma/*/index_metadata.pickle"))
    rows = index / "data_level0.bin"
    rows.write_bytes(b"\xff" * rows.stat().st_size)
    ran = run("doctor", "--notes", notes)
    assert ran.returncode == 1 and "doctor --repair" in ran.stdout, ran.stdout + ran.stderr
    ran = run("doctor", "--repair", "--notes", notes)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "vectors were set aside" in ran.stderr and "1200 vectors in" in ran.stdout
