"""Entry -> passages: runs of paragraphs and list items under one heading that fit the embedding model.

Headings open a new passage; code, tables and list items stay whole where they fit; what is longer than the model
reads is cut at sentences (code and tables: at lines). A passage's lines are the lines it stands on; its header
(date written out, title, headings) is embedded and searched with it but is not part of its text.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.entries.entry import Entry
from index.notes.block import Block
from index.notes.prose import prose_of
from index.text.day_in_words import date_in_words
from index.text.inline import plain
from index.text.sentences import sentence_spans

CountTokens = Callable[[Sequence[str]], list[int]]
"""Texts -> their lengths in the model's tokens, special tokens not counted."""

MODEL_TOKENS = 254
TARGET_TOKENS = 80
HEADER_TOKENS = 64
_CUT_CHARS = 1500  # a run without sentence ends is first cut to this, then halved until it fits
_BATCH_CHARS = 200_000
HEADING_JOIN = " › "


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of an entry. Lines count from 1 in the file, both ends included."""

    path: str
    line_start: int
    line_end: int
    heading: str
    """The headings above it inside the entry, outermost first, joined by " › "."""
    text: str
    """The author's text as it stands on the lines, mojibake repaired."""
    header: str
    """Date in words, title and headings: embedded with the passage, never quoted."""
    prose: str
    """The text as a reader sees it, without markup: what is embedded and searched."""


@dataclass(frozen=True, slots=True)
class _Unit:
    line_start: int
    line_end: int
    text: str
    prose: str
    tokens: int


def passages(
    entry: Entry, blocks: Sequence[Block], counts: CountTokens, note_title: str = "", target: int = TARGET_TOKENS
) -> list[Passage]:
    """Passages of one entry, in file order. `blocks` are the note's; those outside the entry are passed over."""
    return list(each_passage(entry, blocks, counts, note_title, target))


def each_passage(
    entry: Entry, blocks: Sequence[Block], counts: CountTokens, note_title: str = "", target: int = TARGET_TOKENS
) -> Iterator[Passage]:
    """`passages(...)` one by one: those of a giant note are never all in memory."""
    for headings, section in _sections(entry, blocks):
        heading = HEADING_JOIN.join(headings)
        header, used = _header(entry, note_title, heading, counts)
        units = _units(section, counts, MODEL_TOKENS - used)
        for run in _runs(units, min(target, MODEL_TOKENS - used)):
            text, prose = "\n".join(u.text for u in run), "\n".join(u.prose for u in run)
            yield Passage(entry.path, run[0].line_start, run[-1].line_end, heading, text, header, prose)


def _sections(entry: Entry, blocks: Sequence[Block]) -> Iterator[tuple[list[str], list[Block]]]:
    """(headings above, blocks) of each part of the entry that is not divided by a heading."""
    first = bisect_left(blocks, entry.line_start, key=lambda b: b.line_start)
    behind = bisect_right(blocks, entry.line_end, lo=first, key=lambda b: b.line_start)
    inside = [b for b in blocks[first:behind] if b.line_end <= entry.line_end]
    stack: list[tuple[int, str]] = []
    section: list[Block] = []
    for block, after in pairwise([*inside, None]):
        assert block is not None
        if block.kind != "heading":
            section.append(block)
            continue
        if section:
            yield [name for _, name in stack], section
        section = []
        stack = [(level, name) for level, name in stack if level < block.level]
        if _says_something(block, after) and plain(block.text) != entry.title:
            yield [name for _, name in stack], [block]
        stack.append((block.level, plain(block.text)))
    if section:
        yield [name for _, name in stack], section


def _says_something(heading: Block, after: Block | None) -> bool:
    """Whether nothing stands below a heading: then it is all that its author wrote, and a passage itself."""
    return after is None or after.kind == "heading" and after.level <= heading.level


def _header(entry: Entry, note_title: str, heading: str, counts: CountTokens) -> tuple[str, int]:
    """The header and its length in tokens, cut from the front of the title and headings where it is long."""
    day = date_in_words(entry.date) if entry.date else ""
    names = [name for name in (note_title, entry.title, heading) if name]
    names = [name for i, name in enumerate(names) if not any(name in other for other in names[i + 1 :])]
    rest = HEADING_JOIN.join(names)[-800:]
    while True:
        header = "\n".join(part for part in (day, rest) if part)
        used = counts([header])[0] if header else 0
        if used <= HEADER_TOKENS:
            return header, used
        rest = rest[len(rest) // 2 + 1 :]


def _units(section: Sequence[Block], counts: CountTokens, limit: int) -> Iterator[_Unit]:
    for some in _batches(section):
        prosed = [(block, prose) for block in some if (prose := prose_of(block))]
        lengths = counts([prose for _, prose in prosed])
        for (block, prose), length in zip(prosed, lengths, strict=True):
            if length <= limit:
                yield _Unit(block.line_start, block.line_end, block.text, prose, length)
            else:
                yield from _cut(block, counts, limit)


def _batches(section: Sequence[Block]) -> Iterator[list[Block]]:
    """Blocks whose tokens are counted at once: some hundred kilobytes."""
    batch: list[Block] = []
    size = 0
    for block in section:
        batch.append(block)
        size += len(block.text) + 100
        if size > _BATCH_CHARS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _cut(block: Block, counts: CountTokens, limit: int) -> list[_Unit]:
    """The block in pieces of at most `limit` tokens, each with the lines it stands on."""
    text, whole_lines = block.text, block.kind in ("code", "table")
    spans = _line_spans(text) if whole_lines else sentence_spans(text)
    pieces = [piece for span in spans for piece in _fit(text, span, counts, limit, plain_text=not whole_lines)]
    # A block's text can have fewer lines than the block (an underlined heading): its end is then the last line's.
    units: list[_Unit] = []
    begin = 0
    breaks = [place for place, sign in enumerate(text) if sign == "\n"]
    for (start, end), length in pieces:
        words = text[start:end] if whole_lines else plain(text[start:end])
        first = min(block.line_start + bisect_left(breaks, start), block.line_end)
        last = min(block.line_start + bisect_left(breaks, end), block.line_end)
        if units and units[-1].tokens + length + 1 <= limit:
            before = units.pop()
            first, words, length = before.line_start, f"{before.prose}\n{words}", before.tokens + length + 1
        else:
            begin = start
        units.append(_Unit(first, last, text[begin:end], words, length))
    return units


def _line_spans(text: str) -> list[tuple[int, int]]:
    spans, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            spans.append((start, start + len(line)))
        start += len(line) + 1
    return spans


def _fit(
    text: str, span: tuple[int, int], counts: CountTokens, limit: int, plain_text: bool
) -> list[tuple[tuple[int, int], int]]:
    """`span` as consecutive spans that fit, each with its length; cut at white space where there is some."""
    todo, done = _precut(text, span), []
    while todo:
        start, end = todo.pop()
        words = plain(text[start:end]) if plain_text else text[start:end]
        length = counts([words])[0]
        if length <= limit or end - start <= 1:
            done.append(((start, end), min(length, limit)))
            continue
        middle = _space_near(text, start, end, (start + end) // 2)
        todo += [(middle, end), (start, middle)]
    return done


def _precut(text: str, span: tuple[int, int]) -> list[tuple[int, int]]:
    """`span` in pieces of some 1,500 characters, last one first."""
    start, end = span
    cuts = [start]
    while end - cuts[-1] > _CUT_CHARS:
        cuts.append(_space_near(text, cuts[-1], end, cuts[-1] + _CUT_CHARS))
    return list(pairwise([*cuts, end]))[::-1]


def _space_near(text: str, start: int, end: int, middle: int) -> int:
    """The place behind the last white space before `middle`, or `middle` where there is none near."""
    for place in range(middle, max(start, middle - 200), -1):
        if text[place - 1].isspace():
            return place
    return min(middle, end - 1)


def _runs(units: Iterable[_Unit], target: int) -> Iterator[list[_Unit]]:
    """Consecutive units, as many as stay within `target` tokens together."""
    run: list[_Unit] = []
    size = 0
    for unit in units:
        if run and size + unit.tokens + 1 > target:
            yield run
            run, size = [], 0
        run.append(unit)
        size += unit.tokens + 1
    if run:
        yield run
