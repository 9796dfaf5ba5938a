"""`python -m tools.grounding [-v]`: how well the check tells borne statements from others, by part and kind."""

import sys
import tempfile
from pathlib import Path

from index.embedding.embedder import load_embedder
from tests.rag.grounding.judged import figures, judged
from tests.rag.grounding.pairs import read_pairs


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
