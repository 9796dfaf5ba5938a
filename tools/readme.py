"""README.md and docs/*.md -> the same pages with the true output under every `$ daycite …` of their console blocks.

`make readme` writes them.
"""

import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from index.embedding.embedder import load_embedder

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
PAGES = (README, *sorted((ROOT / "docs").glob("*.md")))
_VARIANT = re.compile(r"<!-- outputs: (\S+) -->")
_BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)


def filled(text: str, data_dir: Path) -> str:
    """The page with all output written anew; collections go to `data_dir`."""
    return _BLOCK.sub(lambda block: _run_all(block[0], data_dir), text)


def markdown_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '&#124;') for cell in line)} |" for line in lines)


def _run_all(block: str, data_dir: Path) -> str:
    commands = [line for line in block.splitlines() if line.startswith("$ ")]
    return "\n".join(f"{command}\n{_output(command[2:], data_dir)}" for command in commands)


def _output(command: str, data_dir: Path) -> str:
    """What the command prints, without what differs by machine and run: the repository's place and the seconds."""
    name, *arguments = shlex.split(command)
    assert name == "daycite", command
    settings = data_dir / "none.toml"
    settings.touch()
    own = {key: value for key, value in os.environ.items() if not key.startswith("DAYCITE_")}
    environment = own | {"DAYCITE_DATA_DIR": str(data_dir), "DAYCITE_CONFIG": str(settings), "PYTHONUTF8": "1"}
    ended = subprocess.run(
        [sys.executable, "-m", "api.cli", *arguments], cwd=ROOT, env=environment, capture_output=True, encoding="utf-8"
    )
    assert ended.returncode == 0, f"{command}: {ended.stderr}"
    printed = re.sub(rf"'?{re.escape(str(ROOT))}/([\w/]+)'?", r"\1", ended.stdout)
    return re.sub(r"(?m)^(  seconds +)[\d.]+$", r"\1…", printed)


def written_with(page: str) -> str:
    """The variant of the embedding model that the pages were written with: figures differ by it in the last digit."""
    match = _VARIANT.search(page)
    return match[1] if match else ""


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as _folder:
        for _page in PAGES:
            _page.write_text(filled(_page.read_text("utf-8"), Path(_folder)), "utf-8")
        _variant = load_embedder("", Path(_folder)).model.variant
        README.write_text(_VARIANT.sub(f"<!-- outputs: {_variant} -->", README.read_text("utf-8")), "utf-8")
