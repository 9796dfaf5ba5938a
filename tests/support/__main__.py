"""`python -m tests.support [-v]`: how well the check tells borne statements from others, by part and kind."""

import sys
import tempfile
from pathlib import Path

from index.embedder import load_embedder
from tests.support import read_pairs
from tests.support.judged import figures, judged


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        found = judged(read_pairs(), load_embedder("", Path(folder)))
    sys.stdout.write(figures(found) + "\n")
    if "-v" in sys.argv:
        for one in found:
            if one.accepted != one.pair.borne:
                told = one.reason or "accepted"
                sys.stdout.write(
                    f"{'+' if one.pair.borne else '-'} {one.pair.kind:9} {one.pair.statement}\n    {told}\n"
                )


if __name__ == "__main__":
    main()
