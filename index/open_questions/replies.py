"""A question and what stands behind or below it -> how surely that answers it: a logistic model of named features.

`python -m tools.reply_table` learns the weights from labelled notes; most lines behind a question only tell on.
"""

import re
from collections.abc import Iterator
from math import exp, fsum

from index.open_questions import lookalikes as looks
from index.open_questions import patterns_asking as words
from index.open_questions import patterns_replies
from index.open_questions.forms import CJK_SIGN, QUANTITY, WHY, WORD, asking, counts, has_mark, shared
from index.open_questions.learned.reply_table import REPLY_BIAS, REPLY_WEIGHTS
from index.open_questions.lines import Line
from index.open_questions.rows import CLOCK
from index.text.folding import fold_line
from index.text.language_data import all_words, any_of

_DENIED = re.compile(rf"(?<![^\W_])(?:{'|'.join(sorted(all_words('grounding.negators')))})(?![^\W_])|n't\b")
_REASON = re.compile(rf"\b{any_of('questions.reasons')}\b")
_CHOICE = re.compile(rf"([^\W_]+(?:\.\d+)?)[,;]? {any_of('questions.or')} (?:\w{{1,4}} )?([^\W_]+)")
_POINTS_BACK = re.compile(rf"^\W{{0,3}}(?:[\w']+\W{{1,3}}){{0,2}}?{any_of('questions.leaning')}\b")
_OWN = re.compile(any_of("questions.own"))
_LABEL = re.compile(r"^[^:：]{1,24}[:：](?:\s|$)")
_NAMES = re.compile(r"(?<![.!?]\s)(?<!^)\b[A-ZÀ-Ý][\w'-]+")
_YES_NO = re.compile(rf"(?:^|[\s,:：，—–(]){any_of('questions.yes_no')}(?=\W|$)")
_WORD = re.compile(r"[^\W_]+(?:\.\d+)?")
_NEAR, _SHORT_CHOICE = 40, 40  # characters
_SHORT, _LONG = 4, 25  # words
_SHORT_IN_SIGNS, _LONG_IN_SIGNS = 8, 40


def goes_on(line: Line, first: Line | None, text: str, section: str) -> bool:
    """Whether what stands behind the question in its block tells on and does not answer it."""
    if first is None or first.block != line.block:
        return False
    return answers(reply_features(line, first, text, section)) < 0.5


def answers(named: frozenset[str]) -> float:
    """From 0 to 1."""
    return 1 / (1 + exp(-REPLY_BIAS - fsum(REPLY_WEIGHTS.get(name, 0.0) for name in named)))


def reply_features(line: Line, first: Line, answer: str, section: str) -> frozenset[str]:
    """The names of those that the question in `line` has with what would answer it: `answer`, beginning in `first`."""
    where = "begins its line" if line.fresh else "in prose"
    kind = _kind(line, section)
    replied = set(_of_reply(line, first, answer))
    both = {f"{kind}: {name}" for name in replied if name in _BY_KIND}
    return frozenset({where, kind, _how(line, first), *_of_question(line, section), *replied, *both})


_BY_KIND = frozenset(
    (
        "yes or no near",
        "somebody says",
        "begins surely",
        "begins as a reply",
        "short",
        "shares a word",
        "denies",
        "guesses",
        "settles",
        "long",
        "a mark within",
    )
)


def _kind(line: Line, section: str) -> str:
    """What would answer it: yes or no, one of two, a number, a reason, or anything."""
    folded = fold_line(line.text)
    if _CHOICE.search(folded):
        return "choice"
    if QUANTITY.search(folded):
        return "how many"
    if WHY.search(folded):
        return "asks why"
    how = asking(folded)
    return {"first": "asks for a thing", "yes-no": "yes or no", "within": "asks within"}.get(how, "bare")


def _how(line: Line, first: Line) -> str:
    if first.block == line.block:
        return "below in its block" if first.below and not line.below else "next row" if first.fresh else "same row"
    return "under it"


def _of_question(line: Line, section: str) -> Iterator[str]:
    if not has_mark(line.text):
        yield "no mark"
    if line.marked or section == "questions" or line.emphasis or line.task:
        yield "among questions"
    if line.first:
        yield "opens its block"
    if len(WORD.findall(line.text)) <= _SHORT and not CJK_SIGN.search(line.text):
        yield "short question"


def _of_reply(line: Line, first: Line, answer: str) -> Iterator[str]:
    asked, folded = fold_line(line.text), fold_line(first.text)
    bare = re.sub(r"^[\s*_>(（]+", "", first.raw).casefold()
    signs = (
        ("yes or no near", _YES_NO.search(folded[:_NEAR])),
        ("marked as an answer", patterns_replies.ANSWERS_FIRST.match(bare)),
        ("begins surely", patterns_replies.REPLIES_SURELY.match(folded)),
        ("begins as a reply", patterns_replies.REPLIES.match(folded)),
        ("a number for how many", counts(line.text, first.text)),
        ("a number in it for how many", QUANTITY.search(asked) and re.search(r"\d", first.text)),
        ("a reason", _REASON.search(folded)),
        ("one of the choice", _takes(asked, folded)),
        ("shares a word", shared(line.text, first.text, 1)),
        ("shares much", shared(line.text, first.text) >= 0.4),
        ("shares a word later", shared(line.text, answer, 1) and not shared(line.text, first.text, 1)),
        ("in brackets", first.raw.lstrip()[:1] in ("(", "（")),
        ("leaves open", patterns_replies.UNRESOLVED.search(folded)),
        ("somebody says", looks.SPEECH.search(folded)),
        ("of the author", _OWN.search(folded[:60])),
        ("begins small", first.text[:1].islower()),
        ("points back", _POINTS_BACK.match(folded)),
        ("label first", _LABEL.match(first.text)),
        ("clock first", CLOCK.match(first.raw)),
        ("plan", looks.PLAN.match(folded)),
        ("names", _NAMES.search(first.text)),
        ("a mark within", re.search("[?？]", first.text)),
        ("dash first", re.match(r"\W*[-–—]\s", first.raw)),
        ("ends", first.last),
        ("cjk", CJK_SIGN.search(first.text)),
    )
    yield from (name for name, shown in (*signs, *_of_whole_reply(asked, folded, first, answer)) if shown)
    yield from _of_length(first.text)


def _of_whole_reply(asked: str, folded: str, first: Line, answer: str) -> tuple[tuple[str, object], ...]:
    """Signs in all of it, beside what was asked; `folded` is its first sentence."""
    return (
        ("yes or no later", _YES_NO.search(answer.casefold()) and not _YES_NO.search(folded[:_NEAR])),
        ("no number for how many", QUANTITY.search(asked) and not re.search(r"\d", answer)),
        ("guesses", patterns_replies.GUESSES.search(folded)),
        ("denies", _DENIED.search(folded[:60])),
        ("settles", patterns_replies.SETTLED.search(fold_line(answer))),
        ("somebody says later", looks.SPEECH.search(answer.casefold()) and not looks.SPEECH.search(folded)),
        ("asks why, no reason", WHY.search(asked) and not _REASON.search(fold_line(answer))),
        ("asks why, reason", WHY.search(asked) and _REASON.search(fold_line(answer))),
        ("of oneself", looks.OF_ONESELF.search(asked)),
        ("several sentences", len(answer) > len(first.text) + 2),
    )


def _of_length(text: str) -> Iterator[str]:
    signs = len(CJK_SIGN.findall(text))
    count, short, long = (
        (signs, _SHORT_IN_SIGNS, _LONG_IN_SIGNS)
        if signs
        else (
            len(WORD.findall(text)),
            _SHORT,
            _LONG,
        )
    )
    if count <= short:
        yield "short"
    elif count > long:
        yield "long"


def _takes(asked: str, reply: str) -> bool:
    """Whether it names one of the two that the question lets choose from."""
    if not _CHOICE.search(asked):
        return False
    every = len(asked) < _SHORT_CHOICE
    options = {word for word in _WORD.findall(asked) if every or len(word) > 3 or word[:1].isdigit()}
    options -= {word for word in options if words.ASKS_FIRST.fullmatch(word) or words.ASKS_YES_NO.fullmatch(word)}
    return bool(options & set(_WORD.findall(reply)))
