"""Programs of others, each set of them installed once in an environment of its own, below a cache folder.

They are installed by the first test that wants them. Where their registry cannot be reached, that test is skipped.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

_CACHE = Path(os.environ.get("DAYCITE_CLIENTS") or Path.home() / ".cache" / "daycite-clients")
_SECONDS = 400
PYTHON = {
    "newest": ("openai==3.57.0", "langchain-openai==1.7.4", "llm==0.36", "mcp==2.3.0"),
    "older": ("openai==1.109.1", "langchain-openai==0.3.35", "llm==0.27.1", "mcp==1.30.0"),
}
NODE = {
    "newest": ("openai@7.59.0", "@modelcontextprotocol/sdk@1.32.2", "@modelcontextprotocol/inspector@2.12.0"),
    "older": ("openai@4.95.0", "@modelcontextprotocol/sdk@1.20.2"),
}


def python_programs(name: str) -> Path:
    """The folder of the environment's programs."""
    folder, is_there = _place("python", PYTHON[name])
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    if not is_there:
        _run(sys.executable, "-m", "venv", "--clear", folder)
        _run(programs / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PYTHON[name])
        _is_whole(folder)
    return programs


def node_modules(name: str) -> Path:
    """The folder of Node's packages."""
    if shutil.which("npm") is None or shutil.which("node") is None:
        pytest.skip("node and npm are not installed")
    folder, is_there = _place("node", NODE[name])
    if not is_there:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        (folder / "package.json").write_text(json.dumps({"private": True}))
        _run("npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", folder, *NODE[name])
        _is_whole(folder)
    return folder / "node_modules"


def _place(kind: str, packages: tuple[str, ...]) -> tuple[Path, bool]:
    """(the folder of these versions, whether all of them are in it)."""
    made_with = "\n".join((kind, sys.version, *packages))
    folder = _CACHE / f"{kind}-{hashlib.sha256(made_with.encode()).hexdigest()[:12]}"
    return folder, (folder / "whole").exists()


def _is_whole(folder: Path) -> None:
    (folder / "whole").touch()


def _run(*command: str | Path) -> None:
    """Skips the test where the command fails."""
    words = [shutil.which(str(command[0])) or str(command[0]), *map(str, command[1:])]
    try:
        ended = subprocess.run(words, capture_output=True, text=True, timeout=_SECONDS, check=False)
    except (subprocess.TimeoutExpired, OSError) as error:
        pytest.skip(f"not installed: {error}")
    if ended.returncode:
        told = (ended.stderr or ended.stdout).strip().splitlines()
        pytest.skip(f"not installed: {' '.join(words[:4])} … says: {told[-1] if told else ended.returncode}")
