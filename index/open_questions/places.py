"""The lines of a note -> the place of each: under which heading or label it stands, and what stands around it."""

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from index.entries.entry import Entry
from index.notes.block import Block
from index.open_questions import patterns_headings, patterns_replies
from index.open_questions.features import LinePlace
from index.open_questions.forms import asks, asks_unmarked_too, counts, has_mark, may_ask, replies, unresolved
from index.open_questions.lines import AHEAD, Line, callout
from index.text.folding import fold_line
from index.text.inline import plain
from index.text.language_data import any_of

_ASKING_CALLOUTS = frozenset(("question", "help", "faq", "ask"))
_ASKS_WHICH = re.compile(rf"^{any_of('questions.asks_which')}\b[^:：]*$")
_LONGEST_LABEL = 70
_SENTENCE = 25  # characters, from which on what ends in a full stop is not a label


@dataclass(slots=True)
class _Above:
    """The headings and the label above the line that is looked at."""

    headings: list[tuple[int, str]] = field(default_factory=list)
    label: str = ""
    depth: int = -1
    """List nesting of the label: what is deeper stands under it; 0 for a label that is not an item."""
    used: bool = False
    """Whether something stood under the label already."""
    listed: str = ""
    """The kind of section that the label's list was in, once it had one."""
    others: bool = False
    """The note's own name says that others ask in it."""
    filled: frozenset[int] = frozenset()
    """Numbers of all headings below which something is stated."""

    def name(self) -> str:
        return self.label or (self.headings[-1][1] if self.headings else "")

    def section(self) -> str:
        return _section_under((self.label, *(text for _, text in reversed(self.headings))), self.others)

    def heading(self, block: Block) -> None:
        self.headings = [(level, text) for level, text in self.headings if level < block.level]
        self.headings.append((block.level, plain(block.text)))
        self.unlabel()

    def unlabel(self) -> None:
        self.label, self.depth, self.used, self.listed = "", -1, False, ""


@lru_cache(maxsize=256)
def _section_under(names: tuple[str, ...], others: bool) -> str:
    """The kind of section under a label and headings, the nearest first."""
    kinds = [(kind, name) for name in names if (kind := section_of(name))]
    for kind, name in kinds:
        if kind == "questions" and kinds[-1][0] == "others" and patterns_headings.BARE.match(fold_line(name)):
            continue  # "Questions:" of an interview are not its author's
        return kind
    return "others" if others or kinds else ""


@lru_cache(maxsize=2048)
def section_of(name: str) -> str:
    """ "questions" for the heading of a list of the author's own, "others" for one where others ask, else ""."""
    folded = fold_line(name).strip(" \t:：*_#-–—=.!…").strip()
    folded = _without_number(folded)
    if patterns_headings.SECTION_OTHERS.search(folded):
        return "others"
    if name.rstrip().endswith((".", "。")) and len(folded) > _SENTENCE:
        return ""
    if len(folded) <= _LONGEST_LABEL and patterns_headings.SECTION_QUESTIONS.match(folded.rstrip("?？ ")):
        return "questions"
    return ""


def names_questions(text: str) -> bool:
    """Whether it is the heading of a list of questions itself: "❓ Questions", "What is still unclear?"."""
    return section_of(text) == "questions" and (not has_mark(text) or bool(_ASKS_WHICH.match(fold_line(text))))


def _without_number(text: str) -> str:
    number, _, rest = text.partition(" ")
    return rest if rest and number.strip("().:").isdigit() else text


def places(
    blocks: Sequence[Block], lines: Sequence[Sequence[Line]], names: Sequence[str] = ()
) -> list[list[LinePlace | None]]:
    """A place for every one of `lines` that could ask, which are those of each of `blocks`, None for the others.

    `names` are the note's own.
    """
    above = _Above(others=any(section_of(name) == "others" for name in names))
    asking: list[int] = []  # list nesting of the items above that ask
    out: list[list[LinePlace | None]] = []
    above.filled = _headings_with_content(blocks, lines)
    for number, (block, own_lines) in enumerate(zip(blocks, lines, strict=True)):
        while asking and (asking[-1] >= block.depth or block.kind == "heading"):
            asking.pop()
        if block.kind == "rule" or above.label and 0 < above.depth >= block.depth:
            above.unlabel()
        if block.kind == "heading":
            while above.headings and above.headings[-1][0] >= block.level:
                above.headings.pop()
            out.append([_place(number, i, blocks, lines, above) for i in range(len(own_lines))])
            above.heading(block)
            continue
        if above.label and above.depth == 0 and above.used and _ends_label(block, own_lines, above.listed):
            above.unlabel()
        out.append([])
        for i, line in enumerate(own_lines):
            if line.below and above.used:
                above.unlabel()
            place = _place(number, i, blocks, lines, above)
            out[-1].append(replace(place, nested=True) if place and asking and not line.below else place)
            if _is_label(line, number, blocks):
                above.label, above.used = line.text, False
                above.depth = block.depth if block.kind == "item" and not line.below else 0
            elif above.label:
                above.used = True
        if block.kind == "item":
            above.listed = above.section()
            asking += [block.depth] if any(has_mark(line.text) for line in own_lines) else []
    return out


def _ends_label(block: Block, lines: Sequence[Line], listed: str) -> bool:
    """A paragraph that asks nothing ends the list above it; any ends one in which others ask."""
    asking = listed != "others" and any(asks(line) for line in lines)
    return block.kind == "paragraph" and block.depth == 0 and not asking


def _is_label(line: Line, number: int, blocks: Sequence[Block]) -> bool:
    """ "Questions:", or such words alone on their line."""
    text = line.text.strip()
    if len(text) > _LONGEST_LABEL or line.linked:
        return False
    if text.endswith((":", "：")):
        return True
    block = blocks[number]
    alone = line.first and line.last or not line.first and line.emphasis or line.first and not has_mark(text)
    if not alone:
        return False
    loose = block.kind == "paragraph" or line.below
    after = blocks[number + 1] if number + 1 < len(blocks) else None
    listed = after is not None and (after.depth > block.depth or loose and after.kind != "heading")
    named = (listed or not line.last) and bool(section_of(text))
    return named or line.emphasis and line.first and line.last and not has_mark(text)


def _place(
    number: int, i: int, blocks: Sequence[Block], lines: Sequence[Sequence[Line]], above: _Above
) -> LinePlace | None:
    block, siblings = blocks[number], lines[number]
    section = above.section()
    if section != "questions" and not may_ask(siblings[i]):
        return None
    kind = "callout" if callout(block) in _ASKING_CALLOUTS else block.kind
    before = siblings[i - 1].text if i else ""
    after = siblings[i + 1].text if i + 1 < len(siblings) else ""
    if siblings[i].below:
        kind = "paragraph"
    behind = next(
        (follower for follower in siblings[i + 1 : i + 1 + AHEAD] if follower.fresh or not asks(follower)), None
    )
    itself = section == "questions" or asks_unmarked_too(siblings[i])
    followed = itself and behind is not None and not asks(behind) and _goes_on(siblings[i], behind)
    if kind == "heading":
        followed = number in above.filled
    elif not after and number + 1 < len(blocks) and lines[number + 1] and kind == "paragraph":
        after = lines[number + 1][0].text
    row = siblings[i].fresh and (i + 1 == len(siblings) or siblings[i + 1].fresh)
    return LinePlace(kind, section, before, after, followed, above.name(), row=row)


def _goes_on(line: Line, behind: Line) -> bool:
    """Whether what stands behind the line in its paragraph takes it up: then the line only led to it."""
    text = behind.raw.strip(" \n")
    if unresolved(behind.text) or patterns_replies.ANSWERS_FIRST.match(text) or text[:1] == "(" and text[-1] in ").":
        return False  # so marked it is an answer, and what stands before it was asked
    if counts(line.text, behind.text):
        return False
    return not behind.fresh or not behind.labelled and replies(line.text, behind.text)


def _headings_with_content(blocks: Sequence[Block], lines: Sequence[Sequence[Line]]) -> frozenset[int]:
    """The headings below which a statement stands, under them or a deeper one.

    From the end: the next statement is known then, and the next heading of each level that ends what is above.
    """
    found: list[int] = []
    statement = len(blocks)
    ends: list[int] = []  # headings behind, each of a lower level than the one before: the nearest last
    for number in range(len(blocks) - 1, -1, -1):
        block = blocks[number]
        if block.kind == "heading":
            while ends and blocks[ends[-1]].level > block.level:
                ends.pop()
            if statement < (ends[-1] if ends else len(blocks)):
                found.append(number)
            ends.append(number)
        elif block.kind in ("code", "table", "html") or any(not asks(line) for line in lines[number]):
            statement = number
    return frozenset(found)


def parents_of(structure: Sequence[Block], lines: Sequence[Sequence[Line]]) -> list[int | None]:
    """Of each block the nearest one above it that is less deep, and has words."""
    out: list[int | None] = []
    above: list[int] = []
    for number, block in enumerate(structure):
        while above and structure[above[-1]].depth >= block.depth:
            above.pop()
        out.append(above[-1] if above else None)
        if lines[number]:
            above.append(number)
    return out


def day_finder(entries: Sequence[Entry]) -> Callable[[int], date | None]:
    """line -> the day of the entry that it stands in, by binary search."""
    ordered = sorted(entries, key=lambda entry: entry.line_start)
    starts = [entry.line_start for entry in ordered]

    def day_of(line: int) -> date | None:
        at = bisect_right(starts, line) - 1
        return ordered[at].date if at >= 0 and line <= ordered[at].line_end else None

    return day_of
