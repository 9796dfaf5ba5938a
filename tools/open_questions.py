"""`python -m tools.open_questions [-v]`: how well open questions are found in labelled notes; -v lists the errors."""

import sys

from tests.index.open_questions.labelled import SPLITS, report


def main() -> None:
    for split in SPLITS:
        text = report(split)
        sys.stdout.write((text if "-v" in sys.argv else text.partition("\n")[0]) + "\n")


if __name__ == "__main__":
    main()
