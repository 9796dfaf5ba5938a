"""A line of a note, where it stands -> how surely its author asks something there that is still to be answered.

Features are added up; a question under a heading "Questions" needs few, one in the middle of prose needs many.
"""

import re
from dataclasses import dataclass

from index.open_questions import patterns_asking as words
from index.open_questions import patterns_headings, patterns_replies
from index.open_questions import patterns_lookalikes as looks
from index.open_questions.lines import Line
from index.text.folding import fold_line, without_addresses
from index.text.language_data import any_of
from index.text.scripts import CJK, HAN_WIDE, KATAKANA

REPORTED, DOUBTFUL = 0.5, 0.2
"""Below REPORTED a line is doubtful; below DOUBTFUL it is not a question."""
_MARK = re.compile(
    r"[?？❓]\s*[!！]*[\s\"'”’»)\]）」』*_~.…:;\U0001f000-\U0001faff☀-➿️‍]*(?:\([^()?]{1,60}\)\s*[.]?\s*|\^[\w-]+\s*"
    r"|#[\w/-]+\s*|📅.*)*$"
)
_GRUMBLE = re.compile(r"[?？]+[!！]+|[!！]+[?？]+")
_MANY = re.compile(r"[?？]{2,}")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_CJK = re.compile(f"[{CJK}]")
_KANJI_RUN = re.compile(f"[{KATAKANA}{HAN_WIDE}]{{2,}}")
_OPEN_QUOTE, _CLOSE_QUOTE = "\"“„«「『‘'", "\"”“»」』’'"
_BRACKET = re.compile(r"[(（]([^()（）]{5,240})[)）]")
_STATED = (".", "!", ":", ";", "…", ",", "。")
_CHOICE = re.compile(rf"\w\W? {any_of('questions.or')} \w.{{2,}}|{any_of('questions.choices')}")
_HEDGE = re.compile(any_of("questions.hedges"))
_GUESS = re.compile(
    r"(?:[^\s?]+ ){2,}?[^\s?]*(?: [-–—=]|,) [^?,–—-]{4,40}\?\W*$"
)  # "the varnish cracked again - wrong oil?"
_ORDER = re.compile(any_of("questions.orders"))
_QUANTITY = re.compile(any_of("questions.quantities"))
_NUMBER = re.compile(rf"\W{{0,3}}(?:{any_of('questions.roughly')}\.? )?[\d½]")
_INVERTED = re.compile(any_of("questions.verb_first"))
_SHORT_NOTE = 80
_WHOLE = 4  # words that a question for yes or no has at least
_REASON = re.compile(rf"\b{any_of('questions.reasons')}\b")
_OWN = re.compile(any_of("questions.own"))
_ENDS_ASKING = re.compile(rf"{any_of('questions.unmarked_endings')}$")


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


def has_mark(text: str) -> bool:
    """Whether it ends as a question does."""
    return bool(_MARK.search(without_addresses(text)))


def asks(line: Line) -> bool:
    """Whether it is in the form of a question, or says that its writer does not know."""
    return has_mark(line.text) and not line.linked or bool(words.UNKNOWN.search(fold_line(line.text))) or line.marked


def bracketed(text: str) -> list[str]:
    """Questions and doubts in brackets: "PN and PO (what are they?)" -> ["what are they?"]."""
    found = []
    for match in _BRACKET.finditer(without_addresses(text)):
        inside, folded = match[1].strip(), fold_line(match[1])
        marked = has_mark(inside) and (
            _asking(folded) in ("first", "asian", "within") or len(_WORD.findall(folded)) > 3
        )
        if marked or unknown(folded) and not _HEDGE.match(folded):
            found.append(inside)
    return found


def unknown(folded: str) -> bool:
    """Whether it says that its writer does not know."""
    return bool(words.UNKNOWN.search(folded)) and not words.RESOLVED.search(folded)


def score(line: Line, place: LinePlace) -> float:
    """From 0 to 1; what is no question in form has 0."""
    folded = fold_line(line.text)
    total = _form(line, folded, place)
    if total <= 0:
        return 0.0
    total += _of_place(line, place) - _against(line, folded, place)
    return min(max(total, 0.0), 1.0)


def _asking(folded: str) -> str:
    """How it asks: "first", "asian", "yes-no", "within" (the word that asks stands later), "" for not at all."""
    if words.ASKS_FIRST.match(folded):
        return "first"
    if words.ASKS_ASIAN.search(folded):
        return "asian"
    if words.ASKS_YES_NO.match(folded):
        return "yes-no"
    return "within" if words.ASKS_WITHIN.search(folded) or _INVERTED.search(folded) else ""


def _form(line: Line, folded: str, place: LinePlace) -> float:
    asking = _asking(folded)
    doubts = unknown(_BRACKET.sub(" ", folded))
    if has_mark(line.text):
        if doubts:
            return 0.65
        many = 0.05 if _MANY.search(line.text) else 0.0
        bare = (
            0.0
            if line.marked
            else 0.10
            if place.nested or _CHOICE.search(folded) or _GUESS.match(folded)
            else -0.05
            if _long(line.text)
            else -0.25
        )
        return 0.45 + many + {"first": 0.15, "asian": 0.15, "yes-no": 0.10, "within": 0.10}.get(asking, bare)
    if doubts:
        return 0.60 if len(folded) > 12 else 0.45
    if patterns_headings.EMPTY_ITEM.match(folded):
        return 0.0
    inverted = words.INVERTED.match(folded) and not line.text.rstrip().endswith(_STATED)
    if (inverted and (place.kind != "paragraph" or line.fresh and line.last)) or words.ASIAN_UNMARKED.search(folded):
        if place.kind == "item" and not inverted:
            return 0.45
        return 0.40 if place.kind != "paragraph" or place.section == "questions" or line.marked else 0.30
    if line.marked:
        return {"first": 0.35, "yes-no": 0.30}.get(asking, 0.10)
    if line.first and place.kind == "item" and place.section == "questions" and not place.nested:
        if asking == "yes-no" and len(_WORD.findall(folded)) >= _WHOLE and not _ORDER.match(folded):
            return 0.25
        return 0.35 if asking == "first" or words.NOUN_ASKS.search(folded) or _ENDS_ASKING.search(folded) else 0.05
    return 0.0


def _long(text: str) -> bool:
    return len(_WORD.findall(text)) >= 5 or len(_CJK.findall(text)) >= 6


def _of_place(line: Line, place: LinePlace) -> float:
    total = 0.0
    if place.section == "questions":
        total += 0.30
    if line.marked or place.kind == "callout":
        total += 0.25
    if line.task and (_asking(fold_line(line.text)) or words.UNKNOWN.search(fold_line(line.text))):
        total += 0.10
    if place.kind == "item":
        total += 0.05
    elif place.kind == "heading":
        led = place.followed and place.section != "questions"
        total -= 0.0 if line.task else 0.40 if led else 0.05
    elif place.kind == "quote":
        total -= 0.40
    elif place.kind == "paragraph":
        total += 0.05 if line.last else 0.0
        total += 0.05 if _OWN.search(fold_line(line.text)) else 0.0
        led = place.followed and has_mark(line.text) and not (line.marked or line.struck)
        total -= 0.25 if led and place.section != "questions" else 0.0
    if place.section == "others":
        total -= 0.45
    return total


def _against(line: Line, folded: str, place: LinePlace) -> float:
    """How much speaks against its being a question of the author's own."""
    low = place.section == "questions" or line.marked
    after, before = fold_line(place.after), fold_line(place.before)
    features = (
        (0.50, bool(looks.RHETORICAL.search(folded))),
        (0.30, bool(looks.TAG_QUESTION.search(folded))),
        (0.10 if low else 0.45, has_mark(line.text) and bool(looks.READER.search(folded))),
        (0.35, bool(looks.READER_BEHIND.search(after) or looks.READER_BEHIND.search(folded))),
        (0.30 if low else 0.50, bool(looks.SELF_REVIEW.search(folded))),
        (0.10 if low else 0.35, bool(looks.PLAN.match(folded))),
        (0.25 if low else 0.45, bool(looks.TITLE_BEFORE.match(line.text.casefold()))),
        (0.10 if low else 0.25, _title_case(line.text)),
        (0.50, line.linked),
        (0.50, bool(looks.OTHERS_ASK.search(folded) or looks.SPEAKER.match(line.raw))),
        (0.45, bool(looks.AUTHOR_BEHIND.match(place.after))),
        (0.20 if low else 0.50, _quoted(line, place)),
        (0.0 if low or not has_mark(line.text) else 0.20, bool(looks.SPEECH.search(folded))),
        (0.0 if low else 0.15, before.endswith(":") and bool(looks.SPEECH.search(before))),
        (0.0 if low else 0.35, bool(looks.ROLE.fullmatch(place.before))),
        (0.20, bool(_GRUMBLE.search(line.text)) or _shouted(line.text)),
        (0.0 if low else 0.15, _form_field(folded)),
        (0.10 if low else 0.20, len(line.text) > 400),
    )
    return sum(points for points, shown in features if shown)


def _form_field(folded: str) -> bool:
    """ "Sleep?": the name of a field to be filled in."""
    return bool(looks.FORM_NAME.match(folded)) and not _asking(folded) and not _CHOICE.search(folded)


def _shouted(text: str) -> bool:
    letters = [c for c in text if c.isalpha() and c.lower() != c.upper()]
    return len(letters) > 10 and sum(c.isupper() for c in letters) > 0.8 * len(letters)


def _title_case(text: str) -> bool:
    """Whether nearly every longer word has a capital, as in the titles of papers and songs."""
    long = [word for word in _WORD.findall(text) if len(word) > 3]
    return len(long) >= 3 and sum(word[0].isupper() for word in long) >= 0.75 * len(long)


def _quoted(line: Line, place: LinePlace) -> bool:
    """Whether the question stands in quotation marks: someone says it, or it is a title."""
    text = line.text.strip(" *_.!()")
    if text[:1] in "\"“„«「『‘'" and re.search(r"[?？]\s?[!]?\s?[\"”“»」』’']", text):
        return True
    cut = text.count("«") > text.count("»") or "„" not in text and text.count("“") > text.count("”")
    if cut or re.search(r"《[^》]*[?？]", text):
        return True
    return bool(re.search(r"[?？]\s?[!！]?\s?[\"”“»」』’']\W*$", text)) and any(
        text.count(sign) for sign in "\"“„«「『‘'"
    )


def replies(question: str, reply: str, begins: "re.Pattern[str]" = patterns_replies.REPLIES_SURELY) -> bool:
    """Whether `reply` reads as one: it begins like one, or shares words with the question."""
    folded = fold_line(reply)
    begun = begins.match(folded) or patterns_replies.ANSWERS_FIRST.match(folded)
    return bool(begun) or counts(question, reply) or shared(question, reply) >= 0.4


def counts(question: str, reply: str) -> bool:
    """Whether the question asks for a number and the reply gives one: "How long does a chain last? 3000 km"."""
    return bool(_QUANTITY.search(fold_line(question)) and _NUMBER.match(reply))


def unresolved(text: str) -> bool:
    """Whether it leaves open what was asked: "not sure, look it up". A long answer may have such words in it."""
    folded = fold_line(text)
    match = patterns_replies.UNRESOLVED.search(folded)
    short = len(folded) < _SHORT_NOTE or bool(_CJK.search(folded))
    return match is not None and (match.start() < _SHORT_NOTE // 2 or short) and not _REASON.search(folded)


def shared(question: str, reply: str, least: int = 2) -> float:
    """Share of the question's longer words that the other has; 0 where it has fewer than `least` of them."""
    stems = _stems(question)
    common = len(stems & _stems(reply))
    return common / len(stems) if common >= least else 0.0


def _stems(text: str) -> set[str]:
    folded = fold_line(text)
    long = {word[:5] for word in re.findall(r"[^\W\d_]{4,}", folded) if not words.ASKS_FIRST.fullmatch(word)}
    cjk = _KANJI_RUN.findall(folded)
    return long | {run[i : i + 2] for run in cjk for i in range(len(run) - 1)}
