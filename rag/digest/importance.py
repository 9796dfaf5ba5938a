"""A sentence of a day -> how much it tells of what the day was about.

What counts is set by hand and measured on journals with planted events: words that are rare among the journal's days
and mark those of the period, deeds of the author, ticked tasks, sections that sum up. Routine counts against it.
"""

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass

from index.passages.cut import HEADING_JOIN
from index.text.folding import bare_words, fold_punctuation
from index.text.inline import is_navigation
from index.text.language_data import any_of, language_data
from rag.digest.term_days import TermDays, terms
from rag.evidence.assertions import Sentence, is_question
from rag.evidence.boilerplate import Boilerplate
from rag.grounding.words import is_past
from rag.temporal.event_time import tells_of_past
from rag.temporal.language import likeliest_language

TELLS = 0.4
"""The rarity of a sentence's words below which it could be of any day."""
OF_ANY_DAY = 5.0
"""What such a sentence weighs less: more than any sentence weighs."""
_BY_CHANCE = 3  # days that have a sentence of routine
_NOW_AND_THEN, _ALWAYS = 0.015, 0.05  # share of the days with one: it could be of any day; it tells of none
_FEW_DAYS = 60  # in so small a journal hardly a word is rare
_RAREST = 3  # words of a sentence that tell how rare what it says is
_SURE = 40.0  # a log-likelihood beyond doubt
_SHORT, _LONG = 3, 30  # terms
_FIRST_WORDS = 8
_OWN = re.compile(rf"(?:\b|(?<=[^\x00-\x7f]))(?:{any_of('answers.own')})(?:\b|(?=[^\x00-\x7f]))")
_MILESTONES = re.compile(rf"(?<![a-z])(?:{any_of('digest.milestones')})(?![a-z])")
_SUMMARIES = re.compile(any_of("digest.summaries"))
_EDGES = re.compile(r"^\W+|\W+$")
_VALUE = re.compile(r"[^:：]{1,40}(?:::?|：|=)\s*\S{0,3}[\d.,:/%+-]+(?:\s*\S{1,12}){0,2}\s*")
_URL = re.compile(r"https?://|www\.")
_BOLD = re.compile(r"\W*(\*\*|__)[^*_]+\1\W*")
_LINK = re.compile(r"\W*\[[^\]]*\]\s?[(\[][^()]*[)\]]\W*")
_ASIDE = re.compile(r"[(（\[].{0,2000}[)）\]]|[(（][^()（）]{0,2000}")
_DANGLING = re.compile(r"[:：]$|(?:\.\.\.|…)$|^(?:\.\.\.|…|[a-z,;)])")
_GREETING = re.compile(r"[^.!]{0,60}[!！]$")
_LEANING_WORDS = 3
_PIECE = re.compile(r"(?<=[.!?])\s+|(?<=[。！？])|\n")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Yardstick:
    """What sentences of one period are held against."""

    journal: TermDays
    """A sample of the whole journal."""
    marking: Mapping[str, float]
    """The words that are met more often in the period than elsewhere, each with a log-likelihood."""
    boilerplate: Boilerplate
    recurring: Mapping[str, int]
    """`pattern_of` a sentence of the journal -> the days with it."""

    def rarity(self, words: Set[str]) -> float:
        """From 0 to 1: how rare the rarest words are among the days of the journal."""
        count = min(max(len(words), _RAREST - 1), _RAREST)
        return sum(sorted(map(self.journal.rarity, words), reverse=True)[:count]) / count

    def marks(self, words: Set[str]) -> float:
        """From 0 to 1: how surely the words that mark the period do so."""
        sure = sorted((self.marking.get(word, 0.0) for word in words), reverse=True)[:_RAREST]
        return sum(min(mark, _SURE) for mark in sure) / (_RAREST * _SURE)

    def routine(self, text: str) -> float:
        """On what share of the days the journal says it, whatever numbers stand in it; 1 for boilerplate."""
        if self.boilerplate.holds(text):
            return 1.0
        times = self.recurring.get(pattern_of(text), 0)
        return times / self.journal.days if times >= _BY_CHANCE else 0.0

    @property
    def least(self) -> float:
        """The rarity that a sentence must have to tell something of its day."""
        return TELLS * min(1.0, self.journal.days / _FEW_DAYS)

    def promise(self, text: str) -> float:
        """How much a sentence of a passage may tell, quickly."""
        words = set(terms(text))
        milestone = 0.2 if _MILESTONES.search(text.casefold()) else 0.0
        return self.rarity(words) + 0.5 * self.marks(words) + milestone


def rough_sentences(text: str) -> list[str]:
    """The sentences of a text, roughly: quicker than `sentence_spans`, where nothing is shown of them."""
    return _PIECE.split(text)


def pattern_of(text: str) -> str:
    """What is alike in sentences that recur: "- Woke up at 6:30." -> "woke up at 0 0"."""
    return bare_words(_DIGITS.sub("0", text))


def importance(sentence: Sentence, heading: str, yardstick: Yardstick) -> float | None:
    """How much a sentence below `heading` tells, less than 0 where it could be of any day; None for what is routine."""
    text = sentence.text
    routine = yardstick.routine(text)
    if not may_be_shown(sentence) or routine >= _ALWAYS:
        return None
    words = terms(text)
    rarity = yardstick.rarity(set(words))
    weight = rarity + 0.5 * yardstick.marks(set(words)) + _of_kind(sentence, heading) - _of_form(sentence, len(words))
    return weight if rarity >= yardstick.least and routine < _NOW_AND_THEN else weight - OF_ANY_DAY * (1 + routine)


def may_be_shown(sentence: Sentence) -> bool:
    """Whether it says something that was so, in words of the author that can stand alone."""
    if sentence.role not in ("assertion", "done task", "heading") or sentence.state:
        return False
    text = sentence.text
    return not (is_question(text) or _VALUE.fullmatch(text) or is_navigation(sentence.quote))


def _of_kind(sentence: Sentence, heading: str) -> float:
    """What speaks for a sentence: who tells of what, and where."""
    text = sentence.text
    kind = {"done task": 0.25, "heading": 0.35}.get(sentence.role, 0.0)
    if tells_deed(text):
        kind += 0.25
    if sums_up(heading) or sums_up(sentence.heading) or sums_up(sentence.lead):
        kind += 0.25
    if _MILESTONES.search(fold_punctuation(text)):
        kind += 0.2
    if sentence.role != "heading" and _BOLD.fullmatch(sentence.quote):
        kind += 0.25  # what its author made stand out
    return kind


def tells_deed(text: str) -> bool:
    """Whether the author tells what they did: "I fixed the boat", "Fixed the boat", not "He fixed it"."""
    folded = fold_punctuation(text)
    first = re.search(r"[^\W\d_]+", text)
    if first is not None and is_past(first[0].casefold()):
        return True
    begins = " ".join(folded.split()[:_FIRST_WORDS])
    return _OWN.search(begins) is not None and tells_of_past(text)


def sums_up(title: str) -> bool:
    """Whether what stands below a heading or label sums up the day: "Highlights", "Was ich geschafft habe"."""
    return any(_SUMMARIES.fullmatch(_EDGES.sub("", part)) for part in fold_punctuation(title).split(HEADING_JOIN))


def _of_form(sentence: Sentence, words: int) -> float:
    """What speaks against it: too short or long to be read at a glance, or leaning on what is not shown."""
    title = sentence.role == "heading"
    form = 0.25 if words < _SHORT and not title else 0.0
    form += 0.3 * min(1.0, max(0, words - _LONG) / _LONG)
    form += 0.35 * bool(_LINK.fullmatch(sentence.quote) or _ASIDE.fullmatch(sentence.text))
    form += 0.2 * bool(_DANGLING.search(sentence.text))
    form += 0.2 * bool(_URL.search(sentence.text)) + 0.15 * bool(_GREETING.fullmatch(sentence.text))
    leaning = leaning_words(sentence.text)
    form += 0.1 * bool(leaning.intersection(terms(sentence.text)[:_LEANING_WORDS]))
    if is_question(sentence.lead):
        form += 0.3
    elif sentence.lead and (begins_with(sentence.text, leaning) or sentence.lead not in sentence.paragraph):
        form += 0.15
    return form


def leaning_words(text: str) -> frozenset[str]:
    """What a sentence in the language of `text` begins with that leans on the one before: "it", "therefore"."""
    data = language_data(likeliest_language(fold_punctuation(text)))
    return frozenset(data.words("evidence.leaning"))


def begins_with(text: str, words: Set[str]) -> bool:
    """Whether its first word is one of `words`."""
    return bool(words & set(terms(text)[:1]))
