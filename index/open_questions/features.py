"""A line of a note, where it stands -> the named features that tell whether its author asks something there.

What they weigh is learned (learned/score_table.py); what they look for stands in the languages' files.
"""

import re
from collections.abc import Iterator

from index.open_questions import lookalikes as looks
from index.open_questions import patterns_asking as words
from index.open_questions import patterns_headings, patterns_replies
from index.open_questions.forms import BRACKET, CJK_SIGN, WORD, asking, finds_out, has_mark, is_unknown, unknown
from index.open_questions.lines import Line, LinePlace
from index.text.folding import fold_line
from index.text.language_data import any_of

_UNIT = re.compile(r"\([^()\s]{1,12}\)[?？]+\W*$")
"""The end of a field's name: "Conc. (ng/ul)? 54"."""
_STATED = (".", "!", ":", ";", "…", ",", "。")
_GOES_ON = re.compile(rf"{any_of('questions.or')} (?!{any_of('questions.first_verbs')}\b)")
_GUESS = re.compile(
    r"(?:[^\s?]+ ){2,}?[^\s?]*(?: [-–—=]|,) [^?,–—-]{4,40}\?\W*$"
)  # "the varnish cracked again - wrong oil?"
_VERB_NEXT = re.compile(rf"{any_of('questions.verb_next')}\b")
_ORDER = re.compile(any_of("questions.orders"))
_OWN = re.compile(any_of("questions.own"))
_ENDS_ASKING = re.compile(rf"{any_of('questions.unmarked_endings')}$")
_THIRD = re.compile(any_of("questions.third_persons"))
_CONDITION = re.compile(any_of("questions.conditions"))
"""Before words of not knowing: "if I don't understand the cause, I say so"."""
_TESTED = re.compile(any_of("questions.tested_whether"))
_ASIAN_WORD = re.compile(any_of("questions.asking_words_unspaced"))
_TOPIC = re.compile(r"^[^\W\d_][\w' ./&-]{1,30}: (?=\w)")
"""A label before what is asked: "exam: are calculators allowed?". For folded text."""
_LONG, _VERY_LONG = 25, 400  # words; characters
_SHORT = 3
_WHOLE = 4  # words that a question for yes or no has at least
_NEAR = 30  # characters before words of not knowing, among which their subject stands
_LATE = 60


def line_features(line: Line, place: LinePlace, bracket: bool = False) -> frozenset[str]:
    """The names of those that it has; none where it is no question in form."""
    folded = fold_line(line.text)
    form = frozenset(_form(line, folded, place))
    if not form:
        return form
    return form | frozenset(_of_place(line, folded, place, bracket)) | frozenset(looks.alike(line, folded, place))


def _form(line: Line, folded: str, place: LinePlace) -> Iterator[str]:
    doubts = unknown(BRACKET.sub(" ", folded) if "(" in folded or "（" in folded else folded)
    if doubts:
        yield from _doubts(folded, place, has_mark(line.text))
    elif _UNIT.match(line.text):
        return
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
    elif words.STATED.search(folded):
        yield "stated"
        yield f"stated, {place.kind}"
    elif found := words.FINDING_OUT.search(folded):
        yield from _to_find_out(found.start(), folded, place)
    elif found := words.AT_A_LOSS.search(folded):
        yield from _at_a_loss(found.end(), folded, place)
    elif line.first and place.kind == "item" and place.section == "questions" and not place.nested:
        yield f"no mark, listed {_listed(folded, asking(folded))}".rstrip()


def _to_find_out(start: int, folded: str, place: LinePlace) -> Iterator[str]:
    """Of a line that says, from `start` on, that its author is going to ask, or to look up."""
    yield "to find out"
    yield f"to find out, {place.kind}"
    if asking(folded):
        yield "to find out what is asked"
    if start == 0:
        yield "to find out first"
    if words.ERRANDS.search(folded):
        yield "to find out, an errand"
    if has_mark(place.before):
        yield "to find out, behind a question"
    if place.nested:
        yield "to find out, below a question"


def _at_a_loss(end: int, folded: str, place: LinePlace) -> Iterator[str]:
    """Of a line that says, up to `end`, that others do not know."""
    yield "others at a loss"
    yield f"others at a loss, {place.kind}"
    if asking(folded[max(0, end - len("whether")) :]) or asking(folded):
        yield "others at a loss, what is asked"
    if words.NOBODY_KNOWS.search(folded):
        yield "others at a loss, all"
    elif _THIRD.search(folded[end:]):
        yield "others at a loss, of their own"
    if words.WAS_AT_A_LOSS.search(folded):
        yield "others at a loss, then"
    if has_mark(place.before):
        yield "others at a loss, behind a question"


def _how(text: str, folded: str) -> str:
    """As `asking`; behind a label that is no speaker's name, as what stands there asks."""
    how = asking(folded)
    spoken = looks.NAMED.match(text) and not looks.NAMED_SMALL.match(text)
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
    if looks.CHOICE.search(folded):
        yield "bare choice"
    if _GUESS.match(folded):
        yield "bare guess"
    if len(WORD.findall(line.text)) >= 5 or len(CJK_SIGN.findall(line.text)) >= 6:
        yield "bare and long"


def _doubts(folded: str, place: LinePlace, marked: bool) -> Iterator[str]:
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
    if asking(folded[start:]):
        yield "doubt that asks"
    elif has_mark(place.before):
        yield "doubt behind a question"
    if words.NOBODY_KNOWS.search(folded):
        yield "doubt of all"
    if finds_out(folded):
        yield "doubt to find out"
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
    return "choice" if looks.CHOICE.search(folded) else ""


def _of_place(line: Line, folded: str, place: LinePlace, bracket: bool) -> Iterator[str]:
    yield f"place {place.kind}"
    if bracket:
        yield "place bracket"
    if place.section:
        yield f"section {place.section}{', by name' if place.by_name else ''}"
    yield from _around(place)
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
    if looks.LED.match(folded) and not looks.NAMED.match(_unled(line.text)):
        yield "led as open"
    yield from _of_length(line)


def _around(place: LinePlace) -> Iterator[str]:
    after = fold_line(place.after)
    if has_mark(place.before):
        yield "asked before"
    if has_mark(place.after):
        yield "asked behind"
    if after and not has_mark(place.after):
        if patterns_replies.UNRESOLVED.search(after) or is_unknown(after):
            yield "left open behind"
        if finds_out(after):
            yield "found out behind"
        if patterns_replies.GUESSES.search(after):
            yield "guessed behind"


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
