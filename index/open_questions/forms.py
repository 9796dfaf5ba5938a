"""What a line of a note says in form: whether it asks, admits not to know, replies to another, or leaves it open."""

import re
from functools import lru_cache

from index.open_questions import patterns_asking as words
from index.open_questions import patterns_replies
from index.open_questions.lines import Line
from index.text.folding import fold_line, without_addresses
from index.text.language_data import any_of
from index.text.scripts import CJK, HAN_WIDE, KATAKANA
from index.text.sieve import Sieve

_MARK = re.compile(
    r"[?？❓]\s*[!！]*[\s\"'”’»)\]）」』*_~.…:;\U0001f000-\U0001faff☀-➿️‍]*(?:\([^()?]{1,60}\)\s*[.]?\s*|\^[\w-]+\s*"
    r"|#[\w/-]+\s*|📅.*)*$"
)
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
CJK_SIGN = re.compile(f"[{CJK}]")
_KANJI_RUN = re.compile(f"[{KATAKANA}{HAN_WIDE}]{{2,}}")
BRACKET = re.compile(r"[(（]([^()（）]{5,240})[)）]")
_HEDGE = re.compile(any_of("questions.hedges"))
QUANTITY = re.compile(any_of("questions.quantities"))
"""Asks how many."""
WHY = Sieve("evidence.reasons")
_NUMBER = re.compile(rf"\W{{0,3}}(?:{any_of('questions.roughly')}\.? )?[\d½]")
_INVERTED = re.compile(any_of("questions.verb_first"))
_SHORT_NOTE = 80
_REASON = re.compile(rf"\b{any_of('questions.reasons')}\b")


def has_mark(text: str) -> bool:
    """Whether it ends as a question does."""
    return ("?" in text or "？" in text or "❓" in text) and _ends_with_mark(text)


@lru_cache(maxsize=2048)
def _ends_with_mark(text: str) -> bool:
    return bool(_MARK.search(without_addresses(text)))


def asks(line: Line) -> bool:
    """Whether it is in the form of a question, or says that its writer does not know."""
    return has_mark(line.text) and not line.linked or line.marked or is_unknown(fold_line(line.text))


def may_ask(line: Line) -> bool:
    """Whether it could be a question by its own words, wherever it stands: most lines cannot."""
    if asks_unmarked_too(line) or has_mark(line.text) or bracketed(line.text):
        return True
    folded = fold_line(line.text)
    return finds_out(folded) or bool(words.STATED.search(folded) or words.AT_A_LOSS.search(folded))


def asks_unmarked_too(line: Line) -> bool:
    """As `asks`, and where only the order of its words or a particle says so."""
    if asks(line):
        return True
    folded = fold_line(line.text)
    return bool(words.ASIAN_UNMARKED.search(folded) or words.INVERTED.match(folded))


def bracketed(text: str) -> list[str]:
    """Questions and doubts in brackets: "PN and PO (what are they?)" -> ["what are they?"]."""
    if "(" not in text and "（" not in text:
        return []
    found = []
    for match in BRACKET.finditer(without_addresses(text)):
        inside, folded = match[1].strip(), fold_line(match[1])
        marked = has_mark(inside) and (asking(folded) in ("first", "asian", "within") or len(WORD.findall(folded)) > 3)
        if marked or unknown(folded) and not _HEDGE.match(folded):
            found.append(inside)
    return found


@lru_cache(maxsize=2048)
def finds_out(folded: str) -> bool:
    """Whether it says that its writer is going to ask, or to look up."""
    return words.FINDING_OUT.search(folded) is not None


@lru_cache(maxsize=2048)
def is_unknown(folded: str) -> bool:
    """Whether it says that its writer does not know, or did not; what others do not know is left out."""
    if not words.UNKNOWN.search(folded):
        return False
    own = words.UNKNOWN_OF_OTHERS.sub(" … ", folded)
    return own == folded or words.UNKNOWN.search(own) is not None


def unknown(folded: str) -> bool:
    """Whether it says that its writer does not know."""
    return is_unknown(folded) and not words.RESOLVED.search(folded)


@lru_cache(maxsize=2048)
def asking(folded: str) -> str:
    """How it asks: "first", "asian", "yes-no", "within" (the word that asks stands later), "" for not at all."""
    if words.ASKS_FIRST.match(folded):
        return "first"
    if words.ASKS_ASIAN.search(folded):
        return "asian"
    if words.ASKS_YES_NO.match(folded):
        return "yes-no"
    return "within" if words.ASKS_WITHIN.search(folded) or _INVERTED.search(folded) else ""


def replies(question: str, reply: str, begins: "re.Pattern[str]" = patterns_replies.REPLIES_SURELY) -> bool:
    """Whether `reply` reads as one: it begins like one, or shares words with the question."""
    folded = fold_line(reply)
    begun = begins.match(folded) or patterns_replies.ANSWERS_FIRST.match(folded)
    return bool(begun) or counts(question, reply) or shared(question, reply) >= 0.4


def replies_to_unmarked(line: Line, follower: Line) -> bool:
    """Whether the next sentence answers one without a question mark, which may only say that its author wonders."""
    folded = fold_line(line.text)
    if patterns_replies.REPLIES_SURELY.match(fold_line(follower.text)):
        return True
    asked = bool(words.ASIAN_UNMARKED.search(folded)) and not is_unknown(folded)
    return asked and not follower.fresh and shared(line.text, follower.text, 1) > 0


def counts(question: str, reply: str) -> bool:
    """Whether the question asks for a number and the reply gives one: "How long does a chain last? 3000 km"."""
    return bool(QUANTITY.search(fold_line(question)) and _NUMBER.match(reply))


def unresolved(text: str) -> bool:
    """Whether it leaves open what was asked: "not sure, look it up". A long answer may have such words in it."""
    folded = fold_line(text)
    match = patterns_replies.UNRESOLVED.search(folded)
    short = len(folded) < _SHORT_NOTE or bool(CJK_SIGN.search(folded))
    return match is not None and (match.start() < _SHORT_NOTE // 2 or short) and not _REASON.search(folded)


def shared(question: str, reply: str, least: int = 2) -> float:
    """Share of the question's longer words that the other has; 0 where it has fewer than `least` of them."""
    stems = _stems(question)
    common = len(stems & _stems(reply))
    return common / len(stems) if common >= least else 0.0


def is_label(text: str) -> bool:
    """Whether it only names what stands below it."""
    return len(text) <= 60 and text.rstrip().endswith((":", "："))


def stands_quoted(line_text: str) -> bool:
    """Whether the question stands in quotation marks: someone says it, or it is a title."""
    text = line_text.strip(" *_.!()")
    if text[:1] in "\"“„«「『‘'" and re.search(r"[?？]\s?[!]?\s?[\"”“»」』’']", text):
        return True
    if "「" in text and text.rstrip("。").endswith("」") and not re.search(r"[?？]", text):
        return True
    cut = text.count("«") > text.count("»") or "„" not in text and text.count("“") > text.count("”")
    if cut or re.search(r"《[^》]*[?？]", text):
        return True
    return bool(re.search(r"[?？]\s?[!！]?\s?[\"”“»」』’']\W*$", text)) and any(
        text.count(sign) for sign in "\"“„«「『‘'"
    )


def _stems(text: str) -> set[str]:
    folded = fold_line(text)
    long = {word[:5] for word in re.findall(r"[^\W\d_]{4,}", folded) if not words.ASKS_FIRST.fullmatch(word)}
    cjk = _KANJI_RUN.findall(folded)
    return long | {run[i : i + 2] for run in cjk for i in range(len(run) - 1)}
