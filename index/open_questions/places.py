"""The lines of a note -> the place of each: under which heading or label it stands, and what stands around it."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, lru_cache

from index.entries.entry import Entry
from index.notes.block import Block
from index.open_questions import patterns_headings, patterns_replies
from index.open_questions.forms import asks, asks_unmarked_too, counts, has_mark, may_ask, replies, unresolved
from index.open_questions.lines import AHEAD, Line, LinePlace, callout
from index.open_questions.note_lines import NoteLines
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
    filled: Callable[[], frozenset[int]] = frozenset
    """Gives the numbers of all headings below which something is stated; few notes have a heading that asks."""

    def name(self) -> str:
        return self.label or (self.headings[-1][1] if self.headings else "")

    def section(self) -> str:
        return _section_under((self.label, *(text for _, text in reversed(self.headings))), self.others)

    def only_by_name(self) -> bool:
        """Whether others ask here by nothing but the note's own name: "t tests.md"."""
        return self.others and not _section_under((self.label, *(text for _, text in self.headings)), False)

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


def placed_lines(
    blocks: Sequence[Block], lines: NoteLines, names: Sequence[str] = ()
) -> Iterator[list[tuple[Line, LinePlace]]]:
    """For each of `blocks` those of its lines that could ask, with their places; `names` are the note's own."""
    for number, where in enumerate(_places(blocks, lines, names)):
        own = zip(lines[number], where, strict=True) if where else ()
        yield [(line, place) for line, place in own if place is not None]


def _places(blocks: Sequence[Block], lines: NoteLines, names: Sequence[str]) -> list[Sequence[LinePlace | None]]:
    """A place for each line that could ask, None for the others; nothing for a block that is seen to ask nothing."""
    above = _Above(others=any(section_of(name) == "others" for name in names))
    asking: list[int] = []  # list nesting of the items above that ask
    out: list[Sequence[LinePlace | None]] = []
    above.filled = cache(lambda: _headings_with_content(blocks, lines))
    for number, block in enumerate(blocks):
        if number > lines.last_that_may_ask and not above.section():
            out += [()] * (len(blocks) - number)
            break
        while asking and (asking[-1] >= block.depth or block.kind == "heading"):
            asking.pop()
        if block.kind == "rule" or above.label and 0 < above.depth >= block.depth:
            above.unlabel()
        if block.kind == "heading":
            while above.headings and above.headings[-1][0] >= block.level:
                above.headings.pop()
            out.append(() if _tells(number, lines, above) else _heading_places(number, blocks, lines, above))
            above.heading(block)
            continue
        if above.label and above.depth == 0 and above.used and _ends_label(number, block, lines, above.listed):
            above.unlabel()
        if _tells(number, lines, above):
            out.append(())
            above.used = above.used or bool(above.label)
        else:
            out.append(_block_places(number, blocks, lines, above, bool(asking)))
        if block.kind == "item":
            above.listed = above.section()
            asking += [block.depth] if out[-1] and any(has_mark(line.text) for line in lines[number]) else []
    return out


def _tells(number: int, lines: NoteLines, above: _Above) -> bool:
    """Whether no line of the block has a place: it asks nothing, and is in no list of questions."""
    return lines.tells(number) and above.section() != "questions"


def _heading_places(number: int, blocks: Sequence[Block], lines: NoteLines, above: _Above) -> list[LinePlace | None]:
    return [_place(number, i, blocks, lines, above) for i in range(len(lines[number]))]


def _block_places(
    number: int, blocks: Sequence[Block], lines: NoteLines, above: _Above, nested: bool
) -> list[LinePlace | None]:
    """Of each line of the block; what it says of labels is put into `above`."""
    block = blocks[number]
    out: list[LinePlace | None] = []
    for i, line in enumerate(lines[number]):
        if line.below and above.used:
            above.unlabel()
        place = _place(number, i, blocks, lines, above)
        out.append(replace(place, nested=True) if place and nested and not line.below else place)
        if _is_label(line, number, blocks):
            above.label, above.used = line.text, False
            above.depth = block.depth if block.kind == "item" and not line.below else 0
        elif above.label:
            above.used = True
    return out


def _ends_label(number: int, block: Block, lines: NoteLines, listed: str) -> bool:
    """A paragraph that asks nothing ends the list above it; any ends one in which others ask."""
    if block.kind != "paragraph" or block.depth:
        return False
    return listed == "others" or lines.tells(number) or not any(asks(line) for line in lines[number])


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


def _place(number: int, i: int, blocks: Sequence[Block], lines: NoteLines, above: _Above) -> LinePlace | None:
    block, siblings = blocks[number], lines[number]
    section = above.section()
    if section != "questions" and not (lines.may_ask(number) and lines.could_ask(siblings[i]) and may_ask(siblings[i])):
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
        followed = number in above.filled()
    elif not after and number + 1 < len(blocks) and lines[number + 1] and kind == "paragraph":
        after = lines[number + 1][0].text
    row = siblings[i].fresh and (i + 1 == len(siblings) or siblings[i + 1].fresh)
    return LinePlace(kind, section, before, after, followed, above.name(), row=row, by_name=above.only_by_name())


def _goes_on(line: Line, behind: Line) -> bool:
    """Whether what stands behind the line in its paragraph takes it up: then the line only led to it."""
    text = behind.raw.strip(" \n")
    if unresolved(behind.text) or patterns_replies.ANSWERS_FIRST.match(text) or text[:1] == "(" and text[-1] in ").":
        return False  # so marked it is an answer, and what stands before it was asked
    if counts(line.text, behind.text):
        return False
    return not behind.fresh or not behind.labelled and replies(line.text, behind.text)


def _headings_with_content(blocks: Sequence[Block], lines: NoteLines) -> frozenset[int]:
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
        elif (
            block.kind in ("code", "table", "html")
            or lines.tells(number)
            or any(not asks(line) for line in lines[number])
        ):
            statement = number
    return frozenset(found)


def day_finder(entries: Sequence[Entry]) -> Callable[[int], date | None]:
    """line -> the day of the entry that it stands in, by binary search."""
    ordered = sorted(entries, key=lambda entry: entry.line_start)
    starts = [entry.line_start for entry in ordered]

    def day_of(line: int) -> date | None:
        at = bisect_right(starts, line) - 1
        return ordered[at].date if at >= 0 and line <= ordered[at].line_end else None

    return day_of
