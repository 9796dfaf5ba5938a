"""What a sentence is to its note: something that was so, or a task, a plan, a heading, a row, a formula, code.

Plans are never told as done: what stands below "Tasks", "Goals", "Next steps" and the like, in every language, is still
to come, unless it is ticked or tells of the past.
"""

import re
from dataclasses import dataclass
from typing import Literal

from index.text.folding import fold_punctuation
from index.text.language_data import any_of
from index.text.scripts import CJK, THAI
from rag.temporal.event_time import is_past_verb, tells_of_past

Role = Literal["assertion", "open task", "done task", "plan", "heading", "row", "formula", "code"]

_BOX = re.compile(r"\s*\[([ xX/<>-])\]\s+")
_KEYWORD = re.compile(
    r"(TODO|LATER|NEXT|SOMEDAY|DOING|NOW|STARTED|IN-PROGRESS|WAITING|WAIT|DONE|CANCELED|CANCELLED)\b:?\s+"
    r"(?:\[#[A-Z0-9]\]\s+)?(?=\S)"
)
_STATES = {" ": "to do", "-": "cancelled", "/": "begun", ">": "put off", "<": "planned"}
_BEGUN, _WAITING, _CANCELLED = (
    {"DOING", "NOW", "STARTED", "IN-PROGRESS"},
    {"WAITING", "WAIT"},
    {"CANCELED", "CANCELLED"},
)
_PLANS = re.compile(any_of("evidence.plans"))
LETTERS = re.compile(r"[^\W\d_]{2,}")
MATH = re.compile(r"\$[^$]+\$|\\\(.+\\\)|\\\[.+\\\]")
_URL = re.compile(r"(?:https?://|www\.)\S+|<[^<>\s]+>")
_LONG_RUN = re.compile(f"[{CJK}{THAI}]{{4,}}")  # in scripts without spaces: as good as two words
_NUMBER = re.compile(r"\d")
_COUNTS = re.compile(  # "Day 12", "12 May", "p. 33"
    r"\W*[^\W\d_]+[^\w:=]*\d+(?:\s?/\s?\d+)?\W*|\W*\d+\W*[^\W\d_]+\W*"
)
_LABELLED = re.compile(r"([^:：.!?]{1,60})[:：]\s*(?=\S)")
_NUMBER_BEHIND = re.compile(r"[\s(]*\d[\d\s./:-]*\)?$")
_FIRST_WORDS = re.compile(r"\s*(?:\S+\s+){0,5}\S*")
PLANNED = "planned"


@dataclass(frozen=True, slots=True)
class Task:
    """The role and the state that its sign gives a task ("[ ]", "DONE"), and how long the sign is."""

    role: Role
    state: str
    length: int


def task_of(text: str) -> Task | None:
    """What the text of an item or headline begins with, where it is a task."""
    if box := _BOX.match(text):
        done = box[1] in "xX"
        return Task("done task" if done else "open task", "" if done else _STATES[box[1]], box.end())
    word = _KEYWORD.match(text)
    if word is None:
        return None
    if word[1] == "DONE":
        return Task("done task", "", word.end())
    state = "begun" if word[1] in _BEGUN else "put off" if word[1] in _WAITING else "to do"
    return Task("open task", "cancelled" if word[1] in _CANCELLED else state, word.end())


def names_plans(title: str) -> bool:
    """Whether what stands below a heading or label, as it is read, is still to come: "Next steps", "Ziele 2025"."""
    folded = _NUMBER_BEHIND.sub("", fold_punctuation(title)).strip()
    core = re.sub(r"^\W+|[^\w)]+$", "", folded)
    return bool(core) and len(core) <= 80 and _PLANS.fullmatch(core) is not None


def is_planned(text: str, below_plans: bool) -> bool:
    """Whether a sentence tells of what is to come: by what it stands below, or by its own label ("Next: …")."""
    label = _LABELLED.match(text)
    if label and names_plans(label[1]):
        return True
    begins = _FIRST_WORDS.match(text)
    return below_plans and not tells_of_past(begins[0] if begins else text)


_ONE_WORD = re.compile(r"\s*(\w+)[.!]+\s*")


def states(text: str) -> bool:
    """Whether it can say something: by two words, by one with a number of it ("Weight: 72 kg") or that is a verb of
    the past ("Slept."), or by a formula."""
    words = _URL.sub(" ", text)
    if (alone := _ONE_WORD.fullmatch(text)) and is_past_verb(alone[1]):
        return True
    if len(LETTERS.findall(words)) >= 2 or MATH.search(text) or _LONG_RUN.search(words):
        return True
    says_number = LETTERS.search(words) is not None and _NUMBER.search(words) is not None
    return says_number and not words.lstrip().startswith("(") and not _COUNTS.fullmatch(words.strip())


def begins_with_word(text: str) -> bool:
    """As the shortest answers do."""
    return LETTERS.match(text) is not None
