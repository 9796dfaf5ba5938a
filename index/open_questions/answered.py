"""Whether an answer stands where a question was written: in its line, below it, beside it. Decided by content.

A nested question is a part of the question above, a nested statement its answer; "not sure, look it up" does not
answer, and a bare link is a weak answer.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.notes.block import Block
from index.notes.own_blocks import OWN, next_own_block
from index.open_questions import patterns_asking, patterns_headings, patterns_replies
from index.open_questions.forms import asks, has_mark, is_label, replies, replies_to_unmarked, shared, unresolved
from index.open_questions.lines import AHEAD, Line, callout
from index.open_questions.replies import goes_on
from index.text.folding import fold_line
from index.text.inline import plain
from index.text.language_data import any_of

_URL = re.compile(r"(?:https?://|www\.)\S+|<[^>\s]+>")
_LINK = re.compile(
    r"!?\[\[[^\]\n]+\]\]|!?\[[^\]\n]*\]\([^)\n]*\)|\[\[[^\]\n]+\]\[[^\]\n]+\]\]|https?://\S+|<https?://[^>]+>"
)
_REFERENCE = re.compile(rf"^\W*{any_of('questions.references')}\b[^:]{{0,60}}$")
_EXAMPLE = re.compile(rf"^\W*{any_of('questions.examples')}\b|^\W*{any_of('questions.examples_unspaced')}")
_CONTEXT = re.compile(rf"^\W*{any_of('questions.contexts')}\b")
_DONE_WORDS = any_of("questions.done")
_DONE = re.compile(
    rf"✅|☑|✔|[(\[]{_DONE_WORDS}[)\]!]|^{_DONE_WORDS}\s*[:：]|[?？][^\w]*{_DONE_WORDS}\W*$", re.IGNORECASE
)
_ALSO_ASKED = re.compile(rf"{any_of('questions.or')} ")
"""Goes on from the question: "or that CSS came late"."""
_MENTION = re.compile(r"\W*(?:[@#][\w/.-]+\W*)+")
_FAREWELL = re.compile(rf"^\W*{any_of('questions.farewells')}")
_LABEL = re.compile(rf"^(?:(?:=+>|-+>|→|⇒)\s*|{any_of('questions.answer_labels')}\s?\d*\s*[:：]+\s*)", re.IGNORECASE)
_CODE = "code"
_LEANING = 2  # words of a question that is asked with the one beside it
_BELOW = 6  # blocks looked at below a paragraph
_FAR = 100  # blocks looked at below an item or a heading: each of many questions in one could have the rest of the note


@dataclass(frozen=True, slots=True)
class InPlace:
    """An answer where the question stands."""

    text: str
    line: int
    line_end: int
    weak: bool = False
    own: bool = False
    """daycite wrote it."""
    first: Line | None = None
    """The line that it begins with; none where it is code or stands in a mark."""


def in_place(line: Line, blocks: Sequence[Block], lines: Sequence[Sequence[Line]], section: str) -> InPlace | None:
    """The answer to the question in `line`; `lines` are those of each of `blocks`."""
    here = blocks[line.block]
    in_item = here.kind == "item" and not line.below
    listed = section == "questions" and (line.marked or has_mark(line.text))
    answer = _in_block(line, lines[line.block], in_item or listed or bool(callout(here)))
    below = list(_below(line.block, blocks))
    own = _own_below(line, below, blocks, lines) or next_own_block(line.block, blocks)
    if answer is None and in_item:
        answer = _nested(line, below, blocks, lines) or _sibling(line, blocks, lines, section)
    elif answer is None and here.kind == "heading":
        answer = _under_heading(line, blocks, lines)
    elif answer is None:
        answer = _under_paragraph(line, blocks, lines, section)
    if answer is not None and _answers_another(line, lines[line.block], answer.text):
        answer = None
    if answer is not None and goes_on(line, answer.first, answer.text, section):
        answer = None
    if answer is None and own is not None:
        return InPlace("", own.line_start, own.line_end, own=True)
    if answer is None and (line.task == "done" or line.struck or _DONE.search(line.raw)):
        return InPlace("", line.line, line.line_end)
    return answer


def _answers_another(line: Line, siblings: Sequence[Line], answer: str) -> bool:
    """Whether of several questions in a row it is not this one that is answered behind them: each is judged by itself.

    What shares no word with any of them answers the last one, and the ones that depend on it ("And why?").
    """
    start = end = line.place
    while start and line.place - start < AHEAD and asks(siblings[start - 1]):
        start -= 1
    while end + 1 < len(siblings) and end - line.place < AHEAD and asks(siblings[end + 1]):
        end += 1
    if start == end or len(fold_line(line.text).split()) <= _LEANING or shared(line.text, answer, 1):
        return False
    return line.place < end or any(shared(sibling.text, answer, 1) for sibling in siblings[start:end])


def could_answer(line: Line) -> bool:
    """Whether it states something that could answer a question."""
    folded = fold_line(line.text)
    if _answers_first(line):
        return not unresolved(line.text)
    if line.first and line.task == "open" or asks(line) or unresolved(line.text) or _FAREWELL.match(folded):
        return False
    if patterns_headings.EMPTY_ITEM.match(folded) and not patterns_replies.REPLIES.match(folded):
        return False
    if _ALSO_ASKED.match(folded):
        return False
    return not (
        _MENTION.fullmatch(line.text) or _REFERENCE.match(folded) or _EXAMPLE.match(folded) or is_label(line.text)
    )


def _bare(line: Line) -> str:
    """The line as written, without its bullet's leftovers."""
    return re.sub(r"^[\s*_>]+", "", line.raw).casefold()


def _answers_first(line: Line) -> bool:
    """Whether it is marked as an answer: "A: …", "=> …", "Update: …"."""
    return bool(patterns_replies.ANSWERS_FIRST.match(_bare(line))) and not has_mark(line.text)


def _is_link(line: Line) -> bool:
    """Whether nothing but links stands in it."""
    return bool(_LINK.search(line.raw)) and not re.search(r"\w{2}", plain(_LINK.sub(" ", line.raw)))


def _answer(stating: Sequence[Line]) -> InPlace:
    weak = all(_is_link(line) for line in stating)
    text = " ".join(_LABEL.sub("", line.text) for line in stating)
    return InPlace(text, stating[0].line, max(line.line_end for line in stating), weak, first=stating[0])


def _in_block(line: Line, siblings: Sequence[Line], loose: bool) -> InPlace | None:
    """An answer behind it on its line or, where `loose`, on the lines that go on from it, up to the next question.

    Where the author only says that they do not know, nothing but a plain reply answers.
    """
    behind = list(siblings[line.place + 1 : line.place + 1 + AHEAD])
    while behind and asks(behind[0]) and not _answers_first(behind[0]) and (loose or not behind[0].fresh):
        behind.pop(0)  # "Why? And how?": what stands behind both answers both
    statements: list[Line] = []
    for follower in behind:
        if follower.below and not line.below and not _answers_first(follower):
            break
        begins = patterns_replies.REPLIES if line.marked else patterns_replies.REPLIES_SURELY
        labelled = follower.labelled and not (loose and shared(line.text, follower.text, 1))
        replied = loose and not labelled or not follower.fresh or replies(line.text, follower.text, begins)
        if not has_mark(line.text) and not loose:
            replied = replies_to_unmarked(line, follower)
        if not _answers_first(follower) and (asks(follower) or labelled or not replied):
            break
        statements.append(follower)
    return _stated(statements)


def _stated(statements: Sequence[Line]) -> InPlace | None:
    """The statements as an answer, unless what comes first in them leaves the question open or tells its story."""
    stating = [line for line in statements if _is_link(line) or could_answer(line)]
    marked = any(_answers_first(line) for line in stating)
    if not stating or unresolved(statements[0].text) and not marked:
        return None
    return None if _CONTEXT.match(fold_line(stating[0].text)) and len(stating) == 1 else _answer(stating)


def _below(at: int, blocks: Sequence[Block]) -> Iterator[int]:
    """The blocks that belong to the item: deeper ones, and paragraphs of its own depth that go on from it."""
    here = blocks[at]
    for i in range(at + 1, min(at + 1 + _FAR, len(blocks))):
        block = blocks[i]
        goes_on = block.depth == here.depth and block.kind not in ("item", "heading") and here.depth > 0
        if block.kind == "drawer":
            continue
        if block.depth <= here.depth and not goes_on:
            return
        yield i


def _own_below(
    line: Line, below: Sequence[int], blocks: Sequence[Block], lines: Sequence[Sequence[Line]]
) -> Block | None:
    """daycite's answer among the item's children, unless a later paragraph of the item asks what it answers."""
    depth = blocks[line.block].depth
    for i in below:
        if blocks[i].kind == OWN and blocks[i].depth == depth + 1:
            of_another = i - 1 != line.block and blocks[i - 1].depth == depth
            if not (of_another and any(has_mark(each.text) for each in lines[i - 1])):
                return blocks[i]
    return None


def _nested(
    line: Line, below: Sequence[int], blocks: Sequence[Block], lines: Sequence[Sequence[Line]]
) -> InPlace | None:
    """An answer among the item's children; what stands below a nested question belongs to that."""
    statements: list[Line] = []
    code: list[Block] = []
    asked_at: int | None = None
    for i in below:
        depth = blocks[i].depth + (blocks[i].kind != "item")
        if asked_at is not None and depth > asked_at:
            continue
        asked_at = None
        children = lines[i]
        if children and asks(children[0]) and not _answers_first(children[0]):
            asked_at = blocks[i].depth
            continue
        if blocks[i].kind == _CODE:
            code.append(blocks[i])
        statements.extend(children)
    answer = _stated(statements)
    if answer is None and code and not statements:
        return InPlace(code[0].text.strip(), code[0].line_start, code[-1].line_end)
    return answer


def _sibling(line: Line, blocks: Sequence[Block], lines: Sequence[Sequence[Line]], section: str) -> InPlace | None:
    """An answer in the next item of the list: "A: …", "=> …", or a reply in its own words."""
    here = blocks[line.block]
    near = range(line.block + 1, min(line.block + 1 + _FAR, len(blocks)))
    after = next((i for i in near if blocks[i].depth <= here.depth), None)
    if after is None or blocks[after].depth < here.depth or not lines[after]:
        return None
    between = blocks[line.block + 1 : after]
    ours = sum(block.line_end + 1 - block.line_start for block in between if block.kind == OWN)
    if blocks[after].kind != "item" or blocks[after].line_start - here.line_end - ours > 2:
        return None
    first = lines[after][0]
    if _answers_first(first) and could_answer(first):
        return _answer([statement for statement in lines[after] if could_answer(statement)])
    if section == "questions" and patterns_asking.ASKS_FIRST.match(fold_line(first.text)):
        return None  # "perché …" gives a reason or asks for one: in a list of questions it asks
    replied = replies(line.text, first.text, patterns_replies.REPLIES)
    if section == "questions" and not patterns_replies.REPLIES_SURELY.match(fold_line(first.text)):
        named = bool(patterns_replies.REPLIES.match(fold_line(first.text))) and shared(line.text, first.text, 1) > 0
        replied = named or shared(line.text, first.text) >= 0.5
    return _answer(lines[after]) if replied and could_answer(first) else None


def _under_paragraph(
    line: Line, blocks: Sequence[Block], lines: Sequence[Sequence[Line]], section: str
) -> InPlace | None:
    """An answer in the list or the paragraph below: marked as one, or below a question that stands alone."""
    siblings = lines[line.block]
    if (answer := _listed_below(line, blocks, lines)) is not None:
        return answer
    if any(not asks(sibling) for sibling in siblings[line.place + 1 : line.place + 1 + AHEAD]):
        return None
    for i in range(line.block + 1, min(line.block + _BELOW, len(blocks))):
        block = blocks[i]
        if block.kind in ("heading", "rule"):
            return None
        if not lines[i]:
            if block.kind == _CODE and (line.marked or line.emphasis):
                return InPlace(block.text.strip(), block.line_start, block.line_end)
            continue
        first = lines[i][0]
        if _answers_first(first):
            statements = [sibling for sibling in lines[i] if could_answer(sibling)]
            return _answer(statements) if statements else None
        if asks(first):
            return None
        alone = all(asks(sibling) for sibling in siblings[-AHEAD:])
        own = line.marked or line.emphasis or section == "questions"
        if alone and (own or block.kind == "item" or replies(line.text, first.text)) and not is_label(first.text):
            return _stated(lines[i])
        return None
    return None


def _listed_below(line: Line, blocks: Sequence[Block], lines: Sequence[Sequence[Line]]) -> InPlace | None:
    """What is listed right below the last row of a paragraph, where that is a question."""
    below = line.block + 1
    if not (line.fresh and line.last and line.place and has_mark(line.text)) or below >= len(blocks):
        return None
    block = blocks[below]
    listed = [each for each in lines[below] if not each.below]
    if block.kind != "item" or block.line_start != line.line_end + 1 or any(map(asks, listed)):
        return None
    return _stated(listed)


def _under_heading(line: Line, blocks: Sequence[Block], lines: Sequence[Sequence[Line]]) -> InPlace | None:
    """Statements below a heading that asks; below an open org task only what is marked as an answer."""
    level = blocks[line.block].level
    statements: list[Line] = []
    for i in range(line.block + 1, min(line.block + 1 + _FAR, len(blocks))):
        if blocks[i].kind == "heading" and blocks[i].level <= level:
            break
        if blocks[i].kind == "heading":
            continue
        statements.extend(statement for statement in lines[i] if not asks(statement))
    if line.task == "open":
        statements = [
            statement
            for statement in statements
            if _answers_first(statement) or patterns_replies.REPLIES.match(fold_line(statement.text))
        ]
    stating = [statement for statement in statements if could_answer(statement) or _is_link(statement)]
    return _answer(stating) if stating else None
