"""A note -> the sentences in it that can be statements: the author's own assertions, each with its lines and raw words.

Headings, code, tables, questions, labels ("Tasks:"), navigation and bare links are never statements. What is cited is
the file's own text, so where mojibake was repaired the quote is the broken original and the statement the repaired one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from index.notes.block import Block
from index.notes.blocks import blocks
from index.notes.note import Note
from index.text.inline import is_navigation, is_tag_line, plain
from index.text.language_data import any_of
from index.text.scripts import CJK, THAI
from index.text.sentences import sentence_spans
from rag.evidence.citations import quote_stands

_TASK = re.compile(r"\s*\[([ /<>-])\]\s")
_STATES = {" ": "To do", "-": "Cancelled", "/": "Begun", ">": "Put off", "<": "Planned"}
_STATING = frozenset(("paragraph", "item", "quote", "html"))
_QUESTION = re.compile(r"[?？]\s*[\"'”’»)\]*_]*\s*(?:\([^)]*\)\s*)?$")
_LABEL = re.compile(r"^[^.!?]{1,60}[:：]\s*$")
_URL = re.compile(r"(?:https?://|www\.)\S+|<[^<>\s]+>")
_NAMED, _TARGET = r"\[[^\[\]\n]*\]", r"\((?:[^()\n]|\([^()\n]*\))*\)"
_LINK = re.compile(rf"!?\[{_NAMED}\]|!?{_NAMED}{_TARGET}|{_NAMED}{_NAMED}|{_URL.pattern}")
_WORD = re.compile(r"[^\W\d_]{2,}")
_PRONOUN = re.compile(rf"^{any_of('answers.leaning')}\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sentence:
    """Lines count from 1; `quote` is the file's text, `text` what a reader sees."""

    text: str
    quote: str
    line_start: int
    line_end: int
    heading: str = ""
    lead: str = ""
    """The sentence or question before, which `text` leans on ("It is ..."); "" when it stands by itself."""
    number: int = 0
    """Its place among the sentences of its note."""
    block: int = 0
    """Which paragraph or list item of the note it stands in."""
    paragraph: str = ""
    """All of that, as a reader sees it."""
    cited_from: int = 0
    """The first line of `quote`: that of `lead` where the quote holds both."""


_NONE = Sentence("", "", 0, 0, block=-1)


def sentences(note: Note) -> list[Sentence]:
    """Every sentence of `note` that states something, in file order."""
    out: list[Sentence] = []
    heading, before, asked_at = "", _NONE, None
    for number, block in enumerate(blocks(note)):
        if block.kind == "heading":
            heading, before, asked_at = plain(block.text), _NONE, None
            continue
        if block.kind not in _STATING or is_navigation(block.text) or is_tag_line(block.text):
            continue
        if asked_at is not None and block.depth <= asked_at and block.kind == "item":
            before, asked_at = _NONE, None
        paragraph = plain(block.text)
        for sentence in _of_block(note, block):
            words = sentence.text
            if is_question(words):
                before, asked_at = sentence, block.depth
            elif _LABEL.match(words):
                before = _NONE
            elif _states(words):
                whole = replace(sentence, heading=heading, number=len(out), block=number, paragraph=paragraph)
                goes_on = before.block == number and bool(_PRONOUN.match(words))
                leans = goes_on or is_question(before.text) and asked_at is not None
                out.append(_leaning(whole, before, note) if leans else whole)
                before = whole if asked_at is None else before
        if block.kind != "item" and asked_at == 0:
            asked_at = None
    return out


def _leaning(sentence: Sentence, before: Sentence, note: Note) -> Sentence:
    """The sentence with what it leans on, which is quoted too where nothing stands between."""
    quote = f"{before.quote} {sentence.quote}"
    if is_question(before.text) or not quote_stands(quote, note.lines, before.line_start, sentence.line_end):
        return replace(sentence, lead=before.text)
    return replace(sentence, lead=before.text, quote=quote, cited_from=before.line_start)


def is_question(text: str) -> bool:
    """Whether a sentence, as it is read, ends with a question mark.

    Narrower than index.open_questions.score.has_mark, which is asked of whole lines of a file, with the tags, dates,
    emoji and footnotes that may stand behind the mark: there a doubtful line is listed, here it would be lost.
    """
    return bool(_QUESTION.search(text))


def _states(text: str) -> bool:
    return len(_WORD.findall(_URL.sub(" ", text))) >= 2 or _has_unspaced(text)


def _only_links(raw: str) -> bool:
    """Where something is said, whatever its link is called, but not what."""
    rest, links = _LINK.subn(" ", raw)
    return links > 0 and not re.search(r"\w", rest)


def _has_unspaced(text: str) -> bool:
    """Scripts without spaces: a run of four characters or more is as good as two words."""
    return bool(re.search(f"[{CJK}{THAI}]{{4,}}", text))


def _of_block(note: Note, block: Block) -> Iterator[Sentence]:
    """The block's sentences; that of a task which is not done says so."""
    task = _TASK.match(block.text)
    for start, end in sentence_spans(block.text):
        raw = block.text[start:end]
        text = plain(raw)
        if not text or _only_links(raw):
            continue
        first = min(block.line_start + block.text.count("\n", 0, start), block.line_end)
        last = min(block.line_start + block.text.count("\n", 0, end), block.line_end)
        if task and start < task.end():
            text = f"{_STATES[task[1]]}: {text}"
        yield Sentence(text, _quote(note, raw, first, last), first, last, cited_from=first)


def _quote(note: Note, raw: str, first: int, last: int) -> str:
    """The file's own text for `raw`, which is repaired text of those lines; white space in one line."""
    pieces = raw.split("\n")
    if len(pieces) != last - first + 1:
        return " ".join(raw.split())
    own = [
        piece if note.lines[n - 1] == note.fixed[n - 1] else _unrepaired(piece, note.fixed[n - 1], note.lines[n - 1])
        for n, piece in zip(range(first, last + 1), pieces, strict=True)
    ]
    return " ".join(" ".join(own).split())


def _unrepaired(piece: str, fixed: str, line: str) -> str:
    """The part of `line` that became `piece` when the line was repaired."""
    start = fixed.find(piece)
    if start < 0:
        return line
    end = start + len(piece)
    left, right = 0, len(line)
    for tag, a1, a2, b1, b2 in SequenceMatcher(None, fixed, line, autojunk=False).get_opcodes():
        if a1 <= start < a2 or a1 == start:
            left = b1 + (start - a1 if tag == "equal" else 0)
        if a1 < end <= a2:
            right = b1 + (end - a1) if tag == "equal" else b2
            break
    return line[left:right]
