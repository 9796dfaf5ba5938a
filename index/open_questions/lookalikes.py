"""What only sounds like an open question: set phrases, words to the reader, forms, plans, titles, speech.

The languages' words put together, for folded text: lower case, straight apostrophes, without markup.
"""

import re
from collections.abc import Iterator

from index.open_questions import patterns_headings, patterns_replies
from index.open_questions.forms import CJK_SIGN, QUANTITY, WHY, WORD, asking, has_mark, stands_quoted
from index.open_questions.lines import Line, LinePlace
from index.text.folding import fold_line
from index.text.language_data import any_of
from index.text.sieve import Sieve

RHETORICAL = Sieve("questions.rhetorical")
"""Asks nothing: set phrases."""
WHATS_NEXT = re.compile(
    rf"^(?:{any_of('questions.whats_next.lead_ins')} )*{any_of('questions.whats_next.phrases')}\W*$"
)
"""So does "what's next?", where it stands alone."""
SWORN = re.compile(any_of("questions.swearing"))
OF_ONESELF = Sieve("questions.of_oneself")
"""Asks what its writer does, or is: "What am I doing?". Who asks so often only sighs."""
ANYONE = re.compile(any_of("questions.anyone"))
"""Says "you" and means anyone: "what do you do with it?"."""
TAG_QUESTION = re.compile(rf"[,;–—-]\s*{any_of('questions.tags')}\s*[?？!]*$|{any_of('questions.tag_endings')}[?？]*$")

READER = Sieve("questions.to_readers")
"""Asks whoever reads, not its writer."""
READER_BEHIND = re.compile(any_of("questions.to_readers_behind"))

SHRUG = re.compile(any_of("questions.shrugs"))
"""What stands behind a question that nobody is to answer: "I cannot know"."""

SELF_REVIEW = Sieve("questions.self_review")
"""What a daily or weekly form asks: "What went well today?"."""
FORM_NAME = re.compile(r"^[\w'/&-]{1,20}(?: [\w'/&-]{1,20}){0,2}[?？]\s*:?$")

PLAN = re.compile(
    rf"^(?:{any_of('questions.plans.lead_ins')} )?{any_of('questions.plans.perhaps')}(?![\w])"
    rf"(?! {any_of('questions.plans.not_before')})"
    rf"|^{any_of('questions.plans.suggestions')}\b(?! .*\bdifferen)"
)
"""An idea put as a question."""

TITLE_BEFORE = re.compile(
    rf"^(?:i )?(?:re-?)?{any_of('questions.titles.words')}\b"
    r"(?:\s*\d+[\d.]*)?(?:\s*[:：\"“'‘«*_(–—-]"
    rf"|\s+(?:{any_of('questions.titles.articles')} )?{any_of('questions.titles.followers')}\b"
    rf"|{any_of('questions.titles.doing')})"
    rf"|^(?:\w+ ){{0,3}}{any_of('questions.titles.labels')}\s*[:：]"
    r"|^(?:[📚📖📺🎧🎵🎶🎬📄🔗📰🎤]️?\s*)"
)
SPEECH = re.compile(rf"\b{any_of('questions.speech')}\b")
OTHERS_ASK = re.compile(rf"^{any_of('questions.polls')}\b[^:?]{{0,30}}:|{any_of('questions.asked_by_others')}")
"""Says before it asks that somebody else does: a poll, a riddle, a book."""
SPEAKER = re.compile(
    r"^\s*\[?\d{1,2}[:.]\d\d(?::\d\d)?\]?\s*(?:[-–|]\s*)?"
    rf"(?:<\w[\w. -]{{0,20}}>|(?!{any_of('questions.no_speakers')})\w[\w.-]{{0,20}}:)\s",
    re.IGNORECASE,
)
"""A line of a chat: "[10:03] agent: which number?". For the line as written."""
ROLE = re.compile(r"[A-ZÄÖÜÉÈ][A-ZÄÖÜÉÈ' .-]{1,24}(?: \([^)]{1,20}\))?")
"""The line above speech in a play."""
AUTHOR_BEHIND = re.compile(rf"^{any_of('questions.written_by')} [A-ZÀ-Ý]\w")
"""What stands behind a title: "by Schrödinger". For text that is not folded."""
_GRUMBLE = re.compile(r"[?？]+[!！]+|[!！]+[?？]+")
_MANY = re.compile(r"[?？]{2,}")
_MARK_IN_CODE = re.compile(r"`[^`]*\?[^`]*`[^?]*$")
_SWEEPING = Sieve("questions.sweeping")
"""Says it of everything: who asks so hardly wants to know."""
_EXCLAIMED = re.compile(r"[!！][\W_]*$")
_ADDRESS = re.compile(r"\]\(\s*<?\w+:|<a\b|\]\[")
_ASKS_ITSELF = ("first", "yes-no")
_SHOUTED = 9  # capitals that what is shouted has at least
CHOICE = re.compile(rf"\w\W? {any_of('questions.or')} \w.{{2,}}|{any_of('questions.choices')}")
NAMED = re.compile(
    rf"^(?!(?i:{any_of('questions.no_speakers')})\b)"
    r"[A-ZÀ-Ý][\w.'-]{1,20}(?: [A-ZÀ-Ý][\w.'-]{1,20})?(?:'s \w+)?: "
)
NAMED_SMALL = re.compile(r"^[A-ZÀ-Ý][\w.'-]{1,20}(?: [A-ZÀ-Ý][\w.'-]{1,20})?: [a-zà-ÿ]")
"""More often a matter than somebody who speaks: "Exam: are calculators allowed?"."""
LED = re.compile(rf"^\W*{any_of('questions.leads')}\s*[:：]")


def alike(line: Line, folded: str, place: LinePlace) -> Iterator[str]:
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
        ("rhetorical", RHETORICAL.search(folded) or WHATS_NEXT.match(folded) or SHRUG.match(after)),
        ("sworn", SWORN.search(folded)),
        ("of oneself", OF_ONESELF.search(folded)),
        ("to anyone", ANYONE.search(folded)),
        ("asks why", marked and WHY.search(folded)),
        ("asks how many", marked and QUANTITY.search(folded)),
        ("number", re.search(r"\d", folded)),
        ("guesses", marked and patterns_replies.GUESSES.search(folded)),
        ("tag question", TAG_QUESTION.search(folded)),
        ("to readers", marked and READER.search(folded)),
        ("to readers behind", READER_BEHIND.search(after) or READER_BEHIND.search(folded)),
        ("self review", SELF_REVIEW.search(folded)),
        ("plan", PLAN.match(folded)),
        ("plan that asks nothing", PLAN.match(folded) and asking(folded) in ("", "within")),
        ("others ask", OTHERS_ASK.search(folded) or SPEAKER.match(line.raw)),
        ("speech", marked and SPEECH.search(folded) and asking(folded) not in _ASKS_ITSELF),
        ("speech in what is asked", marked and SPEECH.search(folded) and asking(folded) in _ASKS_ITSELF),
        ("speech before", before.endswith(":") and SPEECH.search(before)),
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
        ("title before", TITLE_BEFORE.match(line.text.casefold())),
        ("title case", _title_case(line.text)),
        ("linked", line.linked),
        ("linked to an address", line.linked and _ADDRESS.search(line.raw)),
        ("author behind", AUTHOR_BEHIND.match(place.after)),
        ("quoted", stands_quoted(line.text)),
        ("quote cut", line.text.count('"') % 2),
        ("role before", ROLE.fullmatch(place.before)),
        ("grumble", _GRUMBLE.search(line.text) or _shouted(line.text)),
        ("named before", marked and not LED.match(folded) and NAMED.match(line.text)),
        ("named before, in small letters", marked and NAMED_SMALL.match(line.text)),
        ("dialogue", NAMED.match(line.text) and (NAMED.match(place.before) or NAMED.match(place.after))),
        ("exclaimed", _EXCLAIMED.search(line.raw)),
        ("answer before", patterns_replies.ANSWERS_FIRST.match(line.raw.strip(" *_>").casefold())),
        ("several marks", _MANY.search(line.text)),
    )


def _form_field(folded: str) -> bool:
    """ "Sleep?": the name of a field to be filled in."""
    named = FORM_NAME.match(folded) and not CJK_SIGN.search(folded)
    return bool(named) and not asking(folded) and not CHOICE.search(folded)


def _shouted(text: str) -> bool:
    if sum(map(str.isupper, text)) < _SHOUTED:
        return False
    letters = [c for c in text if c.isalpha() and c.lower() != c.upper()]
    return len(letters) > 10 and sum(map(str.isupper, letters)) > 0.8 * len(letters)


def _title_case(text: str) -> bool:
    """Whether nearly every longer word has a capital, as in the titles of papers and songs."""
    long = [word for word in WORD.findall(text) if len(word) > 3]
    return len(long) >= 3 and sum(word[0].isupper() for word in long) >= 0.75 * len(long)
