"""The journals of tests/data/journals, with questions and the sentences that answer them, as folders of notes.

Each is two files: NAME.txt has the notes, a line "=== path" before each; NAME.jsonl has a question a line with its
`kind`, `today`, the words of each sentence that answers (`lines`) and of those that are neither right nor wrong
(`also`), each as [path, words], and perhaps other wordings of the question (`variants`).
"""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from index.text.inline import plain
from index.text.scripts import IN_PAIRS
from rag.evidence.assertions import Sentence
from tools.project import ROOT

JOURNALS = ROOT / "tests" / "data" / "journals"
_FOR_TABLE = (3, 6)  # by the last digit of a journal's number
# Nothing learns from these: 122 to 128 are to choose by, the others were written last and are mended for by no one.
_UNSEEN = (*range(122, 129), *range(129, 136), *range(192, 196))
_UNSPACED = re.compile(f"[{IN_PAIRS}]")
_RUN = re.compile(rf"[{IN_PAIRS}]+|[^\W{IN_PAIRS}]+")
_SHARE = 0.7  # of the words of one that the other has


def note_folders(place: Path, numbers: Sequence[str] = ()) -> Iterator[Path]:
    """Each journal, or those of which a number is given, as a folder of `place` with notes/ and questions.jsonl."""
    for path in sorted(JOURNALS.glob("*.txt")):
        number = path.stem.partition("-")[0]
        if numbers and number not in numbers:
            continue
        folder = place / f"notes-{number}"
        files = journal_files(path.read_text("utf-8"))
        for name, lines in files.items():
            file = folder / "notes" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text("\n".join(lines) + "\n", "utf-8")
        rows = [json.loads(line) for line in path.with_suffix(".jsonl").read_text("utf-8").splitlines() if line.strip()]
        out = [json.dumps(_row(row, files), ensure_ascii=False) for row in rows]
        (folder / "questions.jsonl").write_text("\n".join(out), "utf-8")
        yield folder


def taught_judge(journal: str) -> bool:
    """Whether the judge of sentences learns from it; the table that uses the judge is learned from others."""
    name, number = journal.split("-")
    if name == "own":
        return int(number) % 2 == 1
    return int(number) % 10 not in _FOR_TABLE and not is_last(journal)


def is_last(journal: str) -> bool:
    """Whether nothing is learned from it, nor decided by it: the figures of these are those to believe."""
    name, number = journal.split("-")
    return name == "notes" and int(number) in _UNSEEN


def journal_files(text: str) -> dict[str, list[str]]:
    """The lines of each file by its path."""
    files: dict[str, list[str]] = {}
    name = ""
    for line in text.splitlines():
        if line.startswith("=== "):
            name = line[4:].strip()
            files[name] = []
        elif name:
            files[name].append(line)
    return files


def _row(row: dict[str, Any], files: dict[str, list[str]]) -> dict[str, Any]:
    """With the number of each quote's line before its words."""
    placed = {
        key: [[path, _line_of(words, files.get(path, [])), words] for path, words in row.get(key, [])]
        for key in ("lines", "also")
    }
    return {**row, "quotes": placed["lines"], "near": placed["also"], "lines": [], "answerable": bool(row["lines"])}


def _line_of(words: str, lines: Sequence[str]) -> int:
    """From 1; 0 where no line has them."""
    return next((number for number, line in enumerate(lines, 1) if words in line), 0)


def holds_quote(path: str, sentence: Sentence, quotes: Sequence[tuple[str, int, str]]) -> bool:
    """Whether the sentence, of the note at `path`, is what one of the quotes is of."""
    return is_of_quote(path, (sentence.line_start, sentence.line_end), sentence.text, quotes)


def is_of_quote(path: str, lines: tuple[int, int], text: str, quotes: Sequence[tuple[str, int, str]]) -> bool:
    """Whether `text`, on these lines of the note at `path`, has the words of a quote, or is part of one."""
    own = _words(text)
    return any(
        path == name and lines[0] <= line <= lines[1] and _are_same(own, _words(plain(words)))
        for name, line, words in quotes
    )


def _are_same(one: set[str], other: set[str]) -> bool:
    return len(one & other) >= _SHARE * max(min(len(one), len(other)), 1)


def _words(text: str) -> set[str]:
    """In scripts without spaces a run of signs is its pairs: a quote may be a part of one."""
    found: set[str] = set()
    for run in _RUN.findall(text.casefold()):
        unspaced = len(run) > 1 and _UNSPACED.match(run)
        found.update(run[i : i + 2] for i in range(len(run) - 1)) if unspaced else found.add(run)
    return found
