"""The lines of a note's blocks, read when they are looked at, and which blocks can ask at all: most do not.

A block without any mark or word of asking cannot be a question; that is told by the same patterns, of the whole note.
"""

import re
from collections.abc import Sequence
from functools import cache, cached_property
from typing import overload

from index.notes.block import Block
from index.open_questions.lines import SPEAKING, STAMP, Line, lines_of
from index.text.language_data import any_of
from index.text.sieve import WayBy, WordSigns, could_match, spaced_words

_ASKING_SIGN = re.compile(r"[?？❓❔🤔#→\[\]<>{}\\$&^]|%%|~~|==|://|www\.|QUESTION")
"""Of a question, or of markup that has to be read before one knows."""
_LABEL_SIGN = re.compile(r"[:：]\W*$|(?:^|[^\w\s]|\d|[A-Z]{3})\s*[*_]", re.MULTILINE)
"""At the end of a row, or where a sentence or what stands behind its markers begins: without it none is a label."""
_MARK_OR_ADDRESS = re.compile(r"[?？❓<]|://|www\.")
_JOINING_SIGN = re.compile("[`ʼ]")
_DROPPED_SIGN = re.compile("[*_`]+")
_STATED_ROW = re.compile(r"[.!:;…,。]\s*$")
_STATED_CLOSED = re.compile(r"[.!…。][\"'”’»)\]]")
_ASKING_LABEL = re.compile(rf"(?<![^\W_]){any_of('questions.labels')}\s?\d{{0,2}}[*_]{{0,3}}\s*[:：.)]", re.IGNORECASE)
_SURE_WORD = re.compile(r"(?![A-Z]{3})[^\W\d_]{3}")
"""No marker nor keyword, which are taken off lines: what has such a word has a line."""
_SIGNS_OF = (
    *("unknown", "finding_out", "stated", "others_at_a_loss"),
    *("asks_unmarked", "section_questions", "section_others"),
)


class NoteLines(Sequence[Sequence[Line]]):
    """The lines of each of a note's blocks, read when they are first looked at: most blocks ask nothing."""

    def __init__(self, structure: Sequence[Block], rows: Sequence[str]) -> None:
        self._structure, self._rows = structure, rows
        self._read: list[list[Line] | None] = [None] * len(structure)
        self._may_ask, self._ways = self._asking_blocks()

    def __len__(self) -> int:
        return len(self._structure)

    @overload
    def __getitem__(self, number: int) -> list[Line]: ...
    @overload
    def __getitem__(self, number: slice) -> list[list[Line]]: ...
    def __getitem__(self, number: int | slice) -> list[Line] | list[list[Line]]:
        if isinstance(number, slice):
            return [self[i] for i in range(*number.indices(len(self)))]
        lines = self._read[number]
        if lines is None:
            lines = self._read[number] = lines_of(number, self._structure[number], self._rows)
        return lines

    @cached_property
    def last_that_may_ask(self) -> int:
        """The number of the last such block, -1 where there is none."""
        return max((number for number, asks in enumerate(self._may_ask) if asks), default=-1)

    @cached_property
    def parents(self) -> list[int | None]:
        """Of each block the nearest one above it that is less deep, and has lines."""
        out: list[int | None] = []
        above: list[int] = []
        for number, block in enumerate(self._structure):
            while above and self._structure[above[-1]].depth >= block.depth:
                above.pop()
            out.append(above[-1] if above else None)
            if self.tells(number) or self[number]:
                above.append(number)
        return out

    def may_ask(self, number: int) -> bool:
        """Whether a line of the block could ask by its words or signs."""
        return self._may_ask[number]

    def could_ask(self, line: Line) -> bool:
        """Whether a line of such a block has a mark, or words with which one asks."""
        if line.marked or _MARK_OR_ADDRESS.search(line.text):
            return True
        return could_match(_words_of(line), self._ways)

    def tells(self, number: int) -> bool:
        """Whether the block is seen to ask nothing, and to be no label, without its lines being read."""
        block = self._structure[number]
        if self._may_ask[number] or block.kind not in SPEAKING or self._read[number] is not None:
            return False
        alone = block.kind == "paragraph" or "\n" not in block.text
        return alone and not _LABEL_SIGN.search(block.text) and bool(_SURE_WORD.search(block.text))

    def _asking_blocks(self) -> tuple[list[bool], WayBy]:
        """Of each block whether it has words or signs with which one asks, or names what is asked below; and the ways
        of asking that the note has words for.
        """
        words = [_rough_words(block) for block in self._structure]
        of_lines = (" ".join(map(_words_of, self[i])) if text is None else text for i, text in enumerate(words))
        of_note = "\n".join(text for text in of_lines if text)
        asked, inverted = _asked().within(of_note), _inverted().within(of_note)
        may_ask = [
            text is None
            or bool(text)
            and (could_match(text, asked) or could_match(text, inverted) and not _all_stated(block.text))
            for text, block in zip(words, self._structure, strict=True)
        ]
        return may_ask, {string: asked.get(string, []) + inverted.get(string, []) for string in asked | inverted}


def _words_of(line: Line) -> str:
    return spaced_words(_JOINING_SIGN.sub("", line.text.lower()))


def _rough_words(block: Block) -> str | None:
    """A text with all words of its folded lines, "" where it has no lines; None where it has signs of asking."""
    if block.kind not in SPEAKING:
        return ""
    text = block.text
    if _ASKING_SIGN.search(text) or _ASKING_LABEL.search(text):
        return None
    if "-" in text or not text.isascii():
        text = STAMP.sub(" ", text)
    dropped = _DROPPED_SIGN.sub("", text)
    if dropped != text:  # they may be markup within a word, or signs between two
        text = f"{dropped} {_DROPPED_SIGN.sub(' ', text)}"
    return spaced_words(text.lower())


def _all_stated(text: str) -> bool:
    """Whether each row ends as a statement does, and so all sentences in it: what only its order of words asks,
    without a mark, does not.
    """
    return not _STATED_CLOSED.search(text) and all(map(_STATED_ROW.search, text.split("\n")))


@cache
def _asked() -> WordSigns:
    return WordSigns(f"questions.{name}" for name in _SIGNS_OF)


@cache
def _inverted() -> WordSigns:
    return WordSigns(("questions.inverted",))
