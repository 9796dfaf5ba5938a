"""Vectors read from end to end in a process of its own: damaged files can end the process that reads them.

`python -m index.store.probe FOLDER` ends with 0 when every vector could be read and the index was searched.
"""

import subprocess
import sys
from pathlib import Path

_SECONDS = 600


def survives(folder: Path) -> bool:
    """Whether another process could read all of the vectors in `folder`."""
    command = [sys.executable, "-P", "-m", "index.store.probe", str(folder)]
    try:
        ended = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return False
    return ended.returncode == 0


def _read(folder: Path) -> None:
    from index.store.vectors import Vectors

    vectors = Vectors(folder)
    ids = sorted(vectors.ids())
    for at in range(0, len(ids), 10_000):
        stored = vectors.get(ids[at : at + 10_000])
        for i in list(stored)[:: max(len(stored) // 100, 1)]:
            vectors.nearest(stored[i], 10)


if __name__ == "__main__":
    _read(Path(sys.argv[1]))
