"""`python -m tools.grounding [-v]`: how well the check tells supported statements from others, by part and kind.

The statements are those of tests/data/grounding, the held-out ones first: no rule was changed because of them. With -v
the pairs that are judged wrongly are listed too.
"""

import sys
import tempfile
from pathlib import Path

from index.embedding.embedder import load_embedder
from tests.rag.grounding.judged import errors, figures, judged
from tests.rag.grounding.pairs import SPLITS, read_pairs


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        embedder = load_embedder("", Path(folder))
        for split in SPLITS:
            rows = judged(read_pairs(split), embedder)
            listed = f"\n{errors(rows)}" if "-v" in sys.argv else ""
            sys.stdout.write(f"{split}\n{figures(rows)}{listed}\n\n")


if __name__ == "__main__":
    main()
