"""A folder of notes that is edited between runs, and what a new collection of it would hold."""

import random
import shutil
from pathlib import Path

from tests.crash.zygote_client import Zygote


def change_notes(notes: Path, chance: random.Random) -> None:
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


def fresh_content(zygote: Zygote, notes: Path, tmp_path: Path) -> str:
    """What a collection made anew of the same folder holds."""
    data = tmp_path / "fresh"
    data.mkdir()
    (data / "models").symlink_to(tmp_path / "data" / "models")
    assert zygote.run("index", notes, data=data) == 0, zygote.out.read_text()
    [collection] = (data / "collections").iterdir()
    found = zygote.content(collection)
    shutil.rmtree(data)
    return found


def note_bytes(notes: Path) -> dict[str, tuple[bytes, int]]:
    return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in notes.iterdir()}
