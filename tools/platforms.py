"""Whether the default install resolves to ready-made wheels on each platform: `python -m tools.platforms` (needs uv).

uv resolves for a platform that it does not run on; nothing is installed. docs/install.md holds what was printed.
"""

import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

from tools.project import ROOT
from tools.readme import markdown_table

_PLATFORMS = {
    "Linux x86_64": "x86_64-unknown-linux-gnu",
    "Linux aarch64": "aarch64-unknown-linux-gnu",
    "macOS 13, arm64": "aarch64-apple-darwin",
    "macOS 14, arm64": "aarch64-apple-darwin",
    "macOS 13, x86_64": "x86_64-apple-darwin",
    "Windows x86_64": "x86_64-pc-windows-msvc",
}
_PYTHONS = ("3.11", "3.12", "3.13", "3.14")


def main() -> None:
    pairs = [(platform, python) for platform in _PLATFORMS for python in _PYTHONS]
    with ThreadPoolExecutor(2) as pool:
        outcomes = dict(zip(pairs, pool.map(lambda pair: _outcome(*pair), pairs), strict=True))
    rows = ((platform, *(outcomes[platform, python] for python in _PYTHONS)) for platform in _PLATFORMS)
    sys.stdout.write(markdown_table(("default install", *_PYTHONS), rows) + "\n")


def _outcome(platform: str, python: str) -> str:
    """ "106 packages", or which package has no wheel there."""
    release = re.search(r"macOS (\d+)", platform)
    environment = os.environ | ({"MACOSX_DEPLOYMENT_TARGET": f"{release[1]}.0"} if release else {})
    command = ["uv", "pip", "compile", "--quiet", "--no-header", "--no-annotate", "--only-binary", ":all:"]
    command += ["--python-platform", _PLATFORMS[platform], "--python-version", python, "pyproject.toml"]
    ended = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if ended.returncode:
        reason = re.search(r"Because ([\w-]+)", ended.stderr)
        return f"no wheel of {reason[1]}" if reason else " ".join(ended.stderr.split())
    return f"{sum('==' in line for line in ended.stdout.splitlines())} packages"


if __name__ == "__main__":
    main()
