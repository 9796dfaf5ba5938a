"""A line of a note, where it stands -> the named features that tell whether its author asks something there.

What they weigh is learned (learned/score_table.py); what they look for stands in the languages' files.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from index.open_questions import patterns_asking as words
from index.open_questions import patterns_headings, patterns_replies
from index.open_questions import patterns_lookalikes as looks
from index.open_questions.forms import BRACKET, CJK_SIGN, WORD, asking, has_mark, is_unknown, stands_quoted, unknown
from index.open_questions.lines import Line
from index.text.folding import fold_line
from index.text.language_data import any_of

_GRUMBLE = re.compile(r"[?？]+[!！]+|[!！]+[?？]+")
_MANY = re.compile(r"[?？]{2,}")
_STATED = (".", "!", ":", ";", "…", ",", "。")
_CHOICE = re.compile(rf"\w\W? {any_of('questions.or')} \w.{{2,}}|{any_of('questions.choices')}")
_GOES_ON = re.compile(rf"{any_of('questions.or')} (?!{any_of('questions.first_verbs')}\b)")
_GUESS = re.compile(
    r"(?:[^\s?]+ ){2,}?[^\s?]*(?: [-–—=]|,) [^?,–—-]{4,40}\?\W*$"
)  # "the varnish cracked again - wrong oil?"
_VERB_NEXT = re.compile(rf"{any_of('questions.verb_next')}\b")
_ORDER = re.compile(any_of("questions.orders"))
_OWN = re.compile(any_of("questions.own"))
_ENDS_ASKING = re.compile(rf"{any_of('questions.unmarked_endings')}$")
_LED = re.compile(rf"^\W*{any_of('questions.leads')}\s*[:：]")
_MARK_IN_CODE = re.compile(r"`[^`]*\?[^`]*`[^?]*$")
_NAMED = re.compile(
    rf"^(?!(?i:{any_of('questions.no_speakers')})\b)"
    r"[A-ZÀ-Ý][\w.'-]{1,20}(?: [A-ZÀ-Ý][\w.'-]{1,20})?(?:'s \w+)?: "
)
_NAMED_SMALL = re.compile(r"^[A-ZÀ-Ý][\w.'-]{1,20}(?: [A-ZÀ-Ý][\w.'-]{1,20})?: [a-zà-ÿ]")
"""More often a matter than somebody who speaks: "Exam: are calculators allowed?"."""
_SWEEPING = re.compile(any_of("questions.sweeping"))
"""Says it of everything: who asks so hardly wants to know."""
_EXCLAIMED = re.compile(r"[!！][\W_]*$")
_THIRD = re.compile(any_of("questions.third_persons"))
_CONDITION = re.compile(any_of("questions.conditions"))
"""Before words of not knowing: "if I don't understand the cause, I say so"."""
_TESTED = re.compile(any_of("questions.tested_whether"))
_ASIAN_WORD = re.compile(any_of("questions.asking_words_unspaced"))
_TOPIC = re.compile(r"^[^\W\d_][\w' ./&-]{1,30}: (?=\w)")
"""A label before what is asked: "exam: are calculators allowed?". For folded text."""
_ADDRESS = re.compile(r"\]\(\s*<?\w+:|<a\b|\]\[")
_ASKS_ITSELF = ("first", "yes-no")
_LONG, _VERY_LONG = 25, 400  # words; characters
_SHORT = 3
_WHOLE = 4  # words that a question for yes or no has at least
_NEAR = 30  # characters before words of not knowing, among which their subject stands
_LATE = 60


@dataclass(frozen=True, slots=True)
class LinePlace:
    """Where a line stands, and what stands around it."""

    kind: str
    """item, paragraph, heading, quote or callout."""
    section: str
    """ "questions", "others" (who ask: an exercise, a FAQ) or ""."""
    before: str = ""
    """The line before it in its block."""
    after: str = ""
    """The line behind it in its block."""
    followed: bool = False
    """A statement follows, in its block or, for a heading, below it."""
    heading: str = ""
    """The heading or label above it."""
    nested: bool = False
    """It is an item below one that asks."""
    row: bool = False
    """It has a row of its own, which its author ended there."""


def line_features(line: Line, place: LinePlace, bracket: bool = False) -> frozenset[str]:
    """The names of those that it has; none where it is no question in form."""
    folded = fold_line(line.text)
    form = frozenset(_form(line, folded, place))
    if not form:
        return form
    return form | frozenset(_of_place(line, folded, place, bracket)) | frozenset(_alike(line, folded, place))


def _form(line: Line, folded: str, place: LinePlace) -> Iterator[str]:
    doubts = unknown(BRACKET.sub(" ", folded) if "(" in folded or "（" in folded else folded)
    if doubts:
        yield from _doubts(folded, has_mark(line.text))
    elif has_mark(line.text):
        how = _how(line.text, folded)
        yield "mark"
        yield f"mark {how or 'bare'}"
        yield from () if how else _bare(line, folded, place)
    elif patterns_headings.EMPTY_ITEM.match(folded):
        return
    elif _inverted(line, folded, place):
        yield f"no mark, verb {_VERB_NEXT.match(folded) and 'next' or 'first'}, {place.kind}"
    elif words.ASIAN_UNMARKED.search(folded):
        word = " and word" if _ASIAN_WORD.search(folded) else ""
        yield f"no mark, particle{word}, {'item' if place.kind == 'item' else 'other'}"
    elif line.marked:
        how = asking(folded)
        yield f"no mark, marked {how if how in ('first', 'yes-no') else ''}".rstrip()
    elif line.first and place.kind == "item" and place.section == "questions" and not place.nested:
        yield f"no mark, listed {_listed(folded, asking(folded))}".rstrip()


def _how(text: str, folded: str) -> str:
    """As `asking`; behind a label that is no speaker's name, as what stands there asks."""
    how = asking(folded)
    spoken = _NAMED.match(text) and not _NAMED_SMALL.match(text)
    label = _TOPIC.match(folded) if how in ("", "within") and not spoken else None
    behind = asking(folded[label.end() :]) if label else ""
    return f"behind a label, {behind}" if behind and behind != how else how


def _bare(line: Line, folded: str, place: LinePlace) -> Iterator[str]:
    """Of a line that has a question mark and no word that asks."""
    if place.nested:
        yield "bare below a question"
    if place.followed:
        yield "bare and led"
    if _GOES_ON.match(folded):
        yield "bare and goes on"
    if _CHOICE.search(folded):
        yield "bare choice"
    if _GUESS.match(folded):
        yield "bare guess"
    if len(WORD.findall(line.text)) >= 5 or len(CJK_SIGN.findall(line.text)) >= 6:
        yield "bare and long"


def _doubts(folded: str, marked: bool) -> Iterator[str]:
    """Of a line that says that somebody does not know."""
    match = words.UNKNOWN.search(folded)
    start, end = match.span() if match else (0, 0)
    yield "doubt"
    if marked:
        yield "doubt with a mark"
    if _OWN.search(folded[max(0, start - _NEAR) : end]) or start < len("so ") or CJK_SIGN.search(folded):
        yield "doubt of the author's"
    before = folded[:start]
    if _THIRD.search(before) and not _OWN.search(folded[max(0, start - _NEAR) : end]):
        yield "doubt of another's"
    if _CONDITION.search(before[-_NEAR:]):
        yield "doubt in a condition"
    if start > _LATE:
        yield "doubt late"
    if len(folded) <= 12:
        yield "doubt short"
    if _TESTED.search(folded):
        yield "doubt tested"


def _inverted(line: Line, folded: str, place: LinePlace) -> bool:
    stated = line.text.rstrip().endswith(_STATED)
    alone = place.kind != "paragraph" or place.row
    return bool(words.INVERTED.match(folded)) and not stated and alone


def _listed(folded: str, how: str) -> str:
    """How an item of a list of questions asks: "first", "noun", "choice", "" for not at all."""
    if how == "yes-no" and len(WORD.findall(folded)) >= _WHOLE and not _ORDER.match(folded):
        return "yes-no"
    if how == "first" or words.NOUN_ASKS.search(folded) or _ENDS_ASKING.search(folded):
        return "first"
    return "choice" if _CHOICE.search(folded) else ""


def _of_place(line: Line, folded: str, place: LinePlace, bracket: bool) -> Iterator[str]:
    yield f"place {place.kind}"
    if bracket:
        yield "place bracket"
    if place.section:
        yield f"section {place.section}"
    if line.marked:
        yield "marked"
    if line.task:
        yield f"task {line.task}" if asking(folded) or is_unknown(folded) else "task that asks nothing"
    if place.kind == "heading" and place.followed and not line.task and place.section != "questions":
        yield "heading led"
    if place.kind in ("paragraph", "item") and place.followed and not (line.marked or line.struck):
        yield f"{place.kind} led" if has_mark(line.text) else f"{place.kind} stated on"
    if place.kind == "paragraph":
        yield from _in_paragraph(line, place)
    if line.emphasis:
        yield "emphasis"
    if place.nested:
        yield "nested"
    if _OWN.search(folded):
        yield from ("own words", "section others, own words") if place.section == "others" else ("own words",)
    if _LED.match(folded) and not _NAMED.match(_unled(line.text)):
        yield "led as open"
    yield from _of_length(line)


def _in_paragraph(line: Line, place: LinePlace) -> Iterator[str]:
    if not place.row:
        yield "in prose" if has_mark(line.text) else "stated in prose"
    if line.last:
        yield "last"
    if line.first and line.last:
        yield "alone"


def _unled(text: str) -> str:
    return text.partition(":")[2].strip()


def _of_length(line: Line) -> Iterator[str]:
    count = len(WORD.findall(line.text))
    if count <= _SHORT and not CJK_SIGN.search(line.text):
        yield "short"
    if count > _LONG:
        yield "long"
    if len(line.text) > _VERY_LONG:
        yield "very long"


def _alike(line: Line, folded: str, place: LinePlace) -> Iterator[str]:
    """What only looks like a question of the author's own; among questions that says less."""
    low = place.section == "questions" or line.marked
    for name, shown in (*_said(line, folded, place), *_set(line, folded, place)):
        if shown:
            yield name
            if low:
                yield f"{name}, among questions"


def _said(line: Line, folded: str, place: LinePlace) -> tuple[tuple[str, object], ...]:
    """Signs in the words."""
    after, before, marked = fold_line(place.after), fold_line(place.before), has_mark(line.text)
    return (
        ("rhetorical", looks.RHETORICAL.search(folded) or looks.SHRUG.match(after)),
        ("tag question", looks.TAG_QUESTION.search(folded)),
        ("to readers", marked and looks.READER.search(folded)),
        ("to readers behind", looks.READER_BEHIND.search(after) or looks.READER_BEHIND.search(folded)),
        ("self review", looks.SELF_REVIEW.search(folded)),
        ("plan", looks.PLAN.match(folded)),
        ("plan that asks nothing", looks.PLAN.match(folded) and asking(folded) in ("", "within")),
        ("others ask", looks.OTHERS_ASK.search(folded) or looks.SPEAKER.match(line.raw)),
        ("speech", marked and looks.SPEECH.search(folded) and asking(folded) not in _ASKS_ITSELF),
        ("speech in what is asked", marked and looks.SPEECH.search(folded) and asking(folded) in _ASKS_ITSELF),
        ("speech before", before.endswith(":") and looks.SPEECH.search(before)),
        ("form field", _form_field(folded)),
        ("form field filled in", place.followed and _form_field(folded)),
        ("sweeping", marked and _SWEEPING.search(folded)),
        ("exercise before", marked and patterns_headings.SECTION_OTHERS.search(folded.partition(": ")[0])),
    )


def _set(line: Line, folded: str, place: LinePlace) -> tuple[tuple[str, object], ...]:
    """Signs in how it is set: marks, names, links."""
    marked = has_mark(line.text)
    return (
        ("mark in code", _MARK_IN_CODE.search(line.raw)),
        ("title before", looks.TITLE_BEFORE.match(line.text.casefold())),
        ("title case", _title_case(line.text)),
        ("linked", line.linked),
        ("linked to an address", line.linked and _ADDRESS.search(line.raw)),
        ("author behind", looks.AUTHOR_BEHIND.match(place.after)),
        ("quoted", stands_quoted(line.text)),
        ("quote cut", line.text.count('"') % 2),
        ("role before", looks.ROLE.fullmatch(place.before)),
        ("grumble", _GRUMBLE.search(line.text) or _shouted(line.text)),
        ("named before", marked and not _LED.match(folded) and _NAMED.match(line.text)),
        ("named before, in small letters", marked and _NAMED_SMALL.match(line.text)),
        ("dialogue", _NAMED.match(line.text) and (_NAMED.match(place.before) or _NAMED.match(place.after))),
        ("exclaimed", _EXCLAIMED.search(line.raw)),
        ("answer before", patterns_replies.ANSWERS_FIRST.match(line.raw.strip(" *_>").casefold())),
        ("several marks", _MANY.search(line.text)),
    )


def _form_field(folded: str) -> bool:
    """ "Sleep?": the name of a field to be filled in."""
    named = looks.FORM_NAME.match(folded) and not CJK_SIGN.search(folded)
    return bool(named) and not asking(folded) and not _CHOICE.search(folded)


def _shouted(text: str) -> bool:
    letters = [c for c in text if c.isalpha() and c.lower() != c.upper()]
    return len(letters) > 10 and sum(c.isupper() for c in letters) > 0.8 * len(letters)


def _title_case(text: str) -> bool:
    """Whether nearly every longer word has a capital, as in the titles of papers and songs."""
    long = [word for word in WORD.findall(text) if len(word) > 3]
    return len(long) >= 3 and sum(word[0].isupper() for word in long) >= 0.75 * len(long)
