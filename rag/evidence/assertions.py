"""A note -> the sentences in it that can be statements, each with its lines, raw words, role and what it stands below.

Questions, labels ("Tasks:"), navigation, tags and bare addresses are never statements, nor are headings but those that
are all that was written. What is cited is the file's own text, so where mojibake was repaired the quote is the broken
original and the statement the repaired one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from index.notes.block import Block
from index.notes.blocks import blocks
from index.notes.note import Note
from index.text.inline import plain
from index.text.language_data import all_words, any_of
from index.text.scripts import CJK, THAI
from rag.evidence.citations import quote_stands
from rag.evidence.note_pieces import NotePiece, begins_day, is_bold_line, note_pieces
from rag.evidence.roles import LETTERS, MATH, PLANNED, Role, begins_with_word, is_planned, names_plans, states
from rag.temporal.event_time import tells_of_past

_QUESTION = re.compile(r"[?？]\s*[\"'”’»)\]*_]*\s*(?:\([^)]*\)\s*)?$")
_UNSPACED = re.compile(f"[{CJK}{THAI}]")
_LEANING = sorted((word.replace("_", " ") for word in all_words("evidence.leaning")), key=len, reverse=True)
_LEANS = re.compile(
    "|".join(re.escape(word) if _UNSPACED.match(word) else rf"{re.escape(word)}\b" for word in _LEANING), re.IGNORECASE
)
_ASKS = re.compile(any_of("questions.asking_words"), re.IGNORECASE)
_TITLE = 4  # words of a heading that may tell something, though its section tells it too
_LONGEST_LEAD = 160  # characters: a parent that is longer is a text of its own


@dataclass(frozen=True, slots=True)
class Sentence:
    """Lines count from 1; `quote` is the file's text, `text` what a reader sees."""

    text: str
    quote: str
    line_start: int
    line_end: int
    heading: str = ""
    lead: str = ""
    """What `text` leans on: the sentence or question before, the item or label it stands below; "" when by itself."""
    number: int = 0
    """Its place among the sentences of its note."""
    block: int = 0
    """Which paragraph of the note it stands in; items below one that is said with them share its number."""
    paragraph: str = ""
    """All of that paragraph or item, as a reader sees it."""
    cited_from: int = 0
    """The first line of `quote`: that of `lead` where the quote holds both."""
    role: Role = "assertion"
    state: str = ""
    """Of what is not done: "to do", "planned" …"""
    led_by: "Sentence | None" = None
    """Where `lead` stands, if the quote does not hold it."""
    children: "tuple[Sentence, ...]" = field(default=(), compare=False, repr=False)
    """The items right below it."""
    next: "Sentence | None" = field(default=None, compare=False, repr=False)
    """The one that follows it in its paragraph."""
    previous: "Sentence | None" = field(default=None, compare=False, repr=False)
    """The one before it in its paragraph."""


def sentences(note: Note) -> list[Sentence]:
    """Every sentence of `note` that states something, in file order."""
    found = list(blocks(note))
    headings = frozenset(plain(block.text).casefold() for block in found if block.kind == "heading")
    reading = _Reading(note, contents=headings)
    for number, (block, after) in enumerate(pairwise([*found, None])):
        assert block is not None
        reading.number = number
        reading.take(block, after)
    return _linked(reading.out, reading.parents_of)


def _linked(found: list[Sentence], parents_of: Sequence[int]) -> list[Sentence]:
    """The sentences, each with what follows it in its paragraph and the items below it."""
    out = list(found)
    children: dict[int, list[Sentence]] = {}
    for i in range(len(out) - 1, -1, -1):
        after = out[i + 1] if i + 1 < len(out) and _goes_on(out[i], out[i + 1]) else None
        before = found[i - 1] if i and _goes_on(found[i - 1], out[i]) else None
        below = tuple(reversed(children.get(i, ())))
        if after or before or below:
            out[i] = replace(out[i], next=after, previous=before, children=below)
        if parents_of[i] >= 0:
            children.setdefault(parents_of[i], []).append(out[i])
    return out


def _goes_on(one: Sentence, other: Sentence) -> bool:
    return one.paragraph == other.paragraph and one.block == other.block


def is_question(text: str) -> bool:
    """Whether a sentence, as it is read, ends with a question mark: narrower than index.open_questions.forms.has_mark.

    That is asked of whole lines of a file, with what may stand behind the mark, to list them; here they would be lost.
    """
    return bool(_QUESTION.search(text))


@dataclass(frozen=True, slots=True)
class _Above:
    """An item, label or headline, and what stands below it shares."""

    level: int
    sentence: Sentence
    block: int
    place: int
    """Its place in the output, -1 where it is no statement itself."""
    plans: bool


@dataclass(slots=True)
class _Reading:
    """A note as far as it was read."""

    note: Note
    out: list[Sentence] = field(default_factory=list)
    parents_of: list[int] = field(default_factory=list)
    """For each of `out` the place of the item that it stands below, -1 where there is none."""
    number: int = 0
    headings: list[_Above] = field(default_factory=list)
    items: list[_Above] = field(default_factory=list)
    label: _Above | None = None
    asked: _Above | None = None
    before: Sentence | None = None
    """The last sentence, for formulas and code."""
    before_place: int = -1
    """Its place in `out`, -1 where it is no statement itself."""
    contents: frozenset[str] = frozenset()
    """The headings of the note, as a table of contents has them."""

    def take(self, block: Block, after: Block | None) -> None:
        """The next block. `after` follows it."""
        if block.kind == "heading":
            self._heading(block, after)
            return
        if not (its := list(note_pieces(self.note, block))):
            return
        self._leave(block)
        if begins_day(block):
            self._begin()
        if block.kind in ("table", "code"):
            for piece in (piece for piece in its if not is_question(piece.text)):
                before = self.before if block.kind == "code" else None
                self._add(piece, block, _shown_lead(self.label.sentence if self.label else before), "")
                if block.kind == "code":
                    self.parents_of[-1] = self.before_place
            return
        if is_bold_line(block.text) and after is not None and after.kind == "code":
            its = [replace(piece, label=True) for piece in its]  # the name of the file that it is of
        if not self._is_contents(block, its):
            self._text(block, its)

    def _is_contents(self, block: Block, its: Sequence[NotePiece]) -> bool:
        """Whether it is a link to a heading of the note, in its table of contents."""
        listed = block.kind == "item" and len(its) == 1 and block.text.lstrip().startswith("[")
        return listed and its[0].text.casefold() in self.contents

    def _text(self, block: Block, its: Sequence[NotePiece]) -> None:
        paragraph = plain(block.text) if len(its) > 1 else its[0].text
        above = self._above(block)
        first: _Above | None = None
        previous: Sentence | None = None
        for piece in its:
            sentence = _bare(piece, self.number)
            plans = bool(above and above.plans) or self._below_plans() or names_plans(piece.text)
            place = -1
            if is_question(piece.text):
                self.asked = _Above(block.depth, sentence, self.number, -1, plans)
            elif piece.label:
                self.label = _Above(block.depth, sentence, self.number, -1, plans)
            elif self._says(piece, previous) and not names_plans(piece.text):
                place = len(self.out)
                self._add(piece, block, self._lead(sentence, previous, above if first is None else None), paragraph)
            first = first or _Above(block.depth, sentence, self.number, place, plans)
            previous = sentence
            if not piece.label:
                self.before, self.before_place = sentence, place
        if block.kind == "item" and first:
            self.items.append(first)
        elif self.asked and self.asked.level == 0:
            self.asked = self.asked if block.depth == 0 and self.asked.block == self.number else None

    def _says(self, piece: NotePiece, previous: Sentence | None) -> bool:
        """Whether it states something, be it in a word that answers the question right before it."""
        asked = previous is not None and is_question(previous.text)
        return states(piece.text) or asked and begins_with_word(piece.text)

    def _leave(self, block: Block) -> None:
        """What the block does not stand below any more."""
        depth = block.depth
        while self.items and (self.items[-1].level >= depth if block.kind == "item" else self.items[-1].level > depth):
            self.items.pop()
        if self.asked and (depth < self.asked.level or depth == self.asked.level and block.kind == "item"):
            self.asked = None
        if self.label and (depth < self.label.level or block.kind == "paragraph" and depth == self.label.level):
            self.label = None if not MATH.match(block.text.strip()) else self.label

    def _above(self, block: Block) -> _Above | None:
        """The item, or the label before the list, that the block stands below."""
        if self.items and (block.kind == "item" or block.depth):
            return self.items[-1]
        return self.label

    def _lead(self, sentence: Sentence, previous: Sentence | None, above: _Above | None) -> Sentence | None:
        if previous is not None:
            goes_on = _LEANS.match(sentence.text) is not None and states(previous.text)
            labelled = self.label is not None and previous is self.label.sentence
            if goes_on or labelled or is_question(previous.text):
                return previous
        if self.asked is not None and self.asked.block != self.number:
            return self.asked.sentence
        if above is not None and above.block != self.number:
            return _shown_lead(above.sentence)
        if sentence.role == "formula":
            return _shown_lead(self.before)
        return None

    def _add(self, piece: NotePiece, block: Block, lead: Sentence | None, paragraph: str) -> None:
        above = self._above(block)
        planned = piece.role in ("assertion", "heading") and is_planned(
            piece.text, bool(above and above.plans) or self._below_plans()
        )
        sentence = replace(
            _bare(piece, self.number),
            heading=self.headings[-1].sentence.text if self.headings else "",
            number=len(self.out),
            block=above.block if above and lead is above.sentence else self.number,
            paragraph=paragraph or piece.text,
            role="plan" if planned else piece.role,
            state=PLANNED if planned else piece.state,
        )
        self.parents_of.append(above.place if above and block.kind == "item" and lead is above.sentence else -1)
        self.out.append(_leaning(sentence, lead, self.note) if lead else sentence)

    def _begin(self) -> None:
        """A new section or day: nothing leans on what stands before it."""
        self.items, self.label, self.asked, self.before, self.before_place = [], None, None, None, -1

    def _heading(self, block: Block, after: Block | None) -> None:
        while self.headings and self.headings[-1].level >= block.level:
            self.headings.pop()
        self._begin()
        bare = NotePiece(plain(block.text), block.text, block.line_start, block.line_end)
        piece = next(note_pieces(self.note, block), bare)
        sentence = _bare(piece, self.number)
        says_more = _says_all(block, after) or _tells(piece.text, block.bare)
        if says_more and states(piece.text) and not is_question(piece.text) and not names_plans(piece.text):
            outer = self.headings[-1] if self.headings else None
            lead = outer.sentence if outer and outer.place == -2 and states(outer.sentence.text) else None
            self._add(piece, block, lead, "")
        plans = names_plans(piece.text) or self._below_plans()
        outline = after is not None and after.kind == "heading" and after.level > block.level
        self.headings.append(_Above(block.level, sentence, self.number, -2 if outline else -1, plans))

    def _below_plans(self) -> bool:
        return any(above.plans for above in self.headings)


def _bare(piece: NotePiece, block: int) -> Sentence:
    role: Role = piece.role
    if role == "assertion" and MATH.search(piece.text) and len(LETTERS.findall(MATH.sub(" ", piece.text))) < 2:
        role = "formula"
    return Sentence(
        piece.text, piece.quote, piece.line_start, piece.line_end, block=block, cited_from=piece.line_start, role=role,
        state=piece.state,
    )  # fmt: skip


def _says_all(heading: Block, after: Block | None) -> bool:
    """Whether nothing stands below a heading: then it is all that its author wrote."""
    return after is None or after.kind == "heading" and after.level <= heading.level


def _tells(title: str, bare: bool) -> bool:
    """Whether a heading that has text below tells something itself: "Met the old beekeeper", "Weight: 72 kg"."""
    if _ASKS.match(title):
        return False
    if bare and re.search(r"[:=].*\d", title):
        return True
    return len(LETTERS.findall(title)) >= _TITLE and tells_of_past(title)


def _shown_lead(sentence: Sentence | None) -> Sentence | None:
    return sentence if sentence and len(sentence.text) <= _LONGEST_LEAD else None


def _leaning(sentence: Sentence, lead: Sentence, note: Note) -> Sentence:
    """The sentence with what it leans on, which its quote holds too where nothing stands between."""
    quote = f"{lead.quote} {sentence.quote}"
    joined = not is_question(lead.text) and lead.block == sentence.block
    if not joined or not quote_stands(quote, note.lines, lead.line_start, sentence.line_end):
        return replace(sentence, lead=lead.text, led_by=lead)
    return replace(sentence, lead=lead.text, quote=quote, cited_from=lead.line_start)
