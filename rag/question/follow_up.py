"""A question and those before it -> the same question in words that stand alone, by rule.

"and what about pooling?" after "what did I learn about CNNs in May" -> "what did I learn about CNNs in May: pooling?"
"when was that?" after it -> "when was that: cnns in May?"

What the earlier question asked about and its time words are carried over where the new one leans on them, and it names
none itself. A question that stands alone is left as it is: nobody likes to be answered about the last topic.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from index.errors import UsageError
from index.text.language_data import any_of
from index.text.stop_words import ASKING_WORDS, INTENT_WORDS
from rag.question.read import Question, read_question
from rag.question.terms import says_nothing

REMEMBERED = 6  # questions back that a follow-up may lean on
_LEAD_IN = re.compile(
    rf"^\W*(?:{any_of('follow_ups.lead_ins')}\b[\s,]*)*{any_of('follow_ups.what_about')}?\b[\s,]*", re.IGNORECASE
)
_POINTS_BACK = re.compile(any_of("follow_ups.points_back"), re.IGNORECASE)
_WHOLE = re.compile(rf"\b{any_of('follow_ups.whole')}\b", re.IGNORECASE)
_MORE = re.compile(rf"^\W*{any_of('follow_ups.more')}\W*$", re.IGNORECASE)
_BARE = re.compile(rf"^\W*{any_of('follow_ups.bare')}\W*$", re.IGNORECASE)
"""What asks for a day of nothing that it names: "when was the first time?", "since when?"."""
_ENDING = " ?？!.…"


@dataclass(frozen=True, slots=True)
class Turn:
    """A question that was asked, and what was answered."""

    question: str
    answer: str = ""


def standalone(question: str, history: Sequence[Turn], today: date) -> str:
    """`question` with what it leans on, itself where it leans on nothing."""
    before = ""
    for turn in history[-REMEMBERED:]:
        before = _joined(turn.question, before, today)
    return _joined(question, before, today)


def _joined(question: str, before: str, today: date) -> str:
    now, earlier = _read(question, today), _read(before, today)
    if now is None or earlier is None or not leans(now):
        return question
    rest = _LEAD_IN.sub("", question).strip() or question
    time = _time_words(now)
    topic = _without(rest, time).strip(_ENDING + ",")
    if _BARE.match(topic) or _BARE.match(rest.strip(_ENDING)):  # of "und zuletzt?" all is a time
        return _carried(rest, earlier, time)
    if not _own_terms(now) or not topic:
        if time and not _POINTS_BACK.search(topic):  # "and in April?": the same, then
            return f"{_without(before, _time_words(earlier)).strip(_ENDING)} {_in_its_year(time, earlier, today)}?"
        return _carried(rest, earlier, time)
    swapped = _swapped(before, earlier, now, topic)
    if swapped:
        return swapped
    if _LEAD_IN.match(question) and rest != question and not _WHOLE.search(topic):
        stem = _without(before, _time_words(earlier)) if time else before
        return f"{stem.strip(_ENDING)}: {rest.strip(_ENDING)}?"
    return _carried(rest, earlier, time)


def _in_its_year(time: tuple[str, ...], earlier: Question, today: date) -> str:
    """ "in June" after a question about November 2025: June 2025, where June alone would be the latest."""
    words = " ".join(time)
    year = re.search(r"\b(?:19|20)\d\d\b", " ".join(_time_words(earlier)))
    if year is None or re.search(r"\d{4}", words):
        return words
    alone, dated = _read(words, today), _read(f"{words} {year[0]}", today)
    same = alone and dated and _calendar(alone) and _calendar(alone) == _calendar(dated)
    return f"{words} {year[0]}" if same else words


def _calendar(question: Question) -> str:
    """The window's months and days, whatever the year: what "in June" keeps in another year, "last week" does not."""
    window = question.window
    return f"{window.from_:%m-%d} {window.to:%m-%d}" if window and window.from_ and window.to else ""


def leans(question: Question) -> bool:
    """Whether a question cannot be understood without those before it."""
    text = _without(question.text, _time_words(question))
    rest = _LEAD_IN.sub("", text).strip()
    if _MORE.match(text) or _BARE.match(rest) or _BARE.match(_LEAD_IN.sub("", question.text).strip(_ENDING)):
        return True
    if _POINTS_BACK.search(_without_relative(rest)) and len(_own_terms(question)) <= 2:
        return True
    whole = bool(_WHOLE.search(rest))
    own = _own_terms(question)
    return not whole and (rest != text.strip() or not own) and len(own) <= 3


def _own_terms(question: Question) -> tuple[str, ...]:
    """Its terms, none where they are only better than nothing: "when was that"."""
    if says_nothing(question.search_text):
        return ()
    asking = ASKING_WORDS | INTENT_WORDS.get(question.intent, frozenset())
    return question.terms if not asking.issuperset(question.terms) else ()


def _without_relative(text: str) -> str:
    """ "the day that I …", "the book that Anna …": such a "that" points forward."""
    return re.sub(r"(?<=\w) that (?=i\b|we\b|[A-Z])", " ", text, flags=re.IGNORECASE)


def _carried(rest: str, earlier: Question, time: tuple[str, ...]) -> str:
    """The question with the earlier terms, and the earlier time where it has none of its own."""
    terms = " ".join((*earlier.phrases, *_own_terms(earlier), *(f"tag:{tag}" for tag in earlier.tags)))
    window = "" if time else " ".join(_time_words(earlier))
    carried = " ".join(filter(None, (terms, window)))
    return f"{rest.strip(_ENDING)}: {carried}?" if carried else rest


def _swapped(before: str, earlier: Question, now: Question, topic: str) -> str:
    """ "and Ben?", "and swimming?": the earlier question with the other name, or with what is counted changed."""
    other = _LEAD_IN.sub("", topic)
    if len(other.split()) > 2 or _WHOLE.search(other):
        return ""
    old = ""
    if other[:1].isupper() and len(earlier.names) == 1 and len(other.split()) == 1:
        old = earlier.names[0]
    elif earlier.intent != "ask" and len(earlier.subject) == 1:
        old = earlier.subject[0]
    found = re.search(rf"(?<!\w){re.escape(old)}(?!\w)", before, re.IGNORECASE) if old else None
    if found is None:
        return ""
    swapped = f"{before[: found.start()]}{other}{before[found.end() :]}"
    time = _time_words(now)
    return f"{_without(swapped, _time_words(earlier)).strip(_ENDING)} {' '.join(time)}?" if time else swapped


def _time_words(question: Question) -> tuple[str, ...]:
    return question.window.words if question.window else ()


def _without(text: str, words: Sequence[str]) -> str:
    for phrase in words:
        text = text.replace(phrase, " ")
    return " ".join(text.split())


def _read(text: str, today: date) -> Question | None:
    try:
        return read_question(text, today)
    except UsageError:
        return None
