"""A statement and what notes say -> whether they bear it, and if not, why. By rules that a reader can follow.

Small language models word what they read with other numbers, other people or the opposite sense, and cite a true note
for it. So a statement is held against the few sentences that share most with it, and is borne only if
1. its numbers, names and days are in the notes, each beside the words that it stands beside in the statement;
2. nothing in it is denied that they affirm, affirmed that they deny, or turned into its opposite ("worse" for
   "better"), and nobody does what they say was done to them;
3. its words are theirs, or near in meaning: the share of its words that they have, and the likeness of the vectors,
   together reach a bar.

How well that tells, over tests/support/pairs.txt (`python -m tests.support`):
FIGURES
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rag.said_words import AUTHOR, Word, opposites, words_of
from rag.terms import language
from rag.tokens import flat
from rag.window import FoundTime, found_times

_BAR = 0.66  # of words and meaning together
_WORDS = 0.65  # what the words count for in it
_LEAST_WORDS = 0.45  # share of a statement's words that the notes must have, whatever the likeness
_MEANT = 4  # sentences that a statement is held against
_ADVICE = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:above|previous|prior|earlier|instructions?|rules|prompt)\b"
    r"|\b(?:system prompt|you are (?:now|an? (?:ai|assistant))|as an ai)\b|\b(?:respond|reply|answer) (?:only )?with\b",
    re.IGNORECASE,
)
_FROM_TO = re.compile(
    r"\b(?:from|von|de|desde)\s+\S*?(\d[\d.,]*)\S*\s+(?:\w+\s+)?(?:to|auf|bis|à|a|hasta)\s+\S*?(\d[\d.,]*)"
)
_HAVE = frozenset(["have", "has", "had", "do", "does", "did", "will", "would"])


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of a note: its words, the day it was written on, the heading above it."""

    text: str
    written: date | None
    heading: str = ""
    until: date | None = None
    """The last day of an entry for several."""


@dataclass(frozen=True, slots=True)
class _Read:
    said: Said
    words: tuple[Word, ...]
    heading: frozenset[str]
    times: tuple[tuple[date, date], ...]

    def stems(self) -> frozenset[str]:
        return frozenset(word.stem for word in self.words) | self.heading


def unsupported(statement: str, said: Sequence[Said], likeness: float, known: str = "") -> str:
    """Why the sentences do not bear the statement, "" when they do.

    `likeness` is the cosine of the statement and the passages nearest to it; `known` is what was computed about days,
    whose numbers and days the statement may name too.
    """
    tongue = language(flat(" ".join([statement, *(s.text for s in said)])))
    notes = [_read(each, tongue) for each in said if not _ADVICE.search(each.text)]
    times = _times(statement, said[0].written if said else None, tongue)
    stated = _without(statement, times)
    words = words_of(stated, tongue)
    near = _nearest(words, notes)
    if not near:
        return "none of its words are in the notes it names"
    reason = _wrong_day(times, statement, near, notes) or _wrong_number(words, near, notes, known)
    reason = reason or _wrong_name(words, near, notes) or _turned(words, near) or _from_to(stated, near)
    reason = reason or _wrong_doer(words, near)
    return reason or _strange(words, near, notes, likeness)


def is_advice(text: str) -> bool:
    """Whether a sentence tells a language model what to do: it bears nothing."""
    return bool(_ADVICE.search(text))


def _read(said: Said, tongue: str) -> _Read:
    times = _times(said.text, said.written, tongue)
    spans = [(t.time.from_ or date.min, t.time.to or date.max) for t in times]
    words = words_of(said.text, tongue)
    heading = frozenset(word.stem for word in words_of(said.heading, tongue) if word.kind in "wn")
    return _Read(said, tuple(words), heading, tuple(spans))


def _times(text: str, written: date | None, tongue: str) -> list[FoundTime]:
    """The days that a sentence names, as meant when it was written."""
    found = found_times(text, flat(text), written or date.max.replace(year=2999), tongue)
    return [each for each in found if not each.time.vague and (each.time.from_ or each.time.to)]


def _without(statement: str, times: Sequence[FoundTime]) -> str:
    """The statement without the words that name its days."""
    for each in sorted(times, key=lambda one: -one.start):
        statement = f"{statement[: each.start]} {statement[each.end :]}"
    return statement


def _weight(word: Word) -> float:
    return 1.5 if word.name or word.kind == "n" else 1.0 if word.kind == "w" else 0.0


def _nearest(words: Sequence[Word], notes: Sequence[_Read]) -> list[_Read]:
    """The sentences that together have most of the statement's words, the best first."""
    todo = {word.stem: _weight(word) for word in words if _weight(word)}
    left, chosen = list(notes), list[_Read]()
    while todo and left and len(chosen) < _MEANT:
        best = max(left, key=lambda note: sum(todo.get(stem, 0.0) for stem in note.stems()))
        have = best.stems() & todo.keys()
        if not have:
            break
        chosen.append(best)
        left.remove(best)
        todo = {stem: weight for stem, weight in todo.items() if stem not in have}
    return chosen


def _wrong_day(times: Sequence[FoundTime], statement: str, near: Sequence[_Read], notes: Sequence[_Read]) -> str:
    for each in times:
        low, high = each.time.from_ or date.min, each.time.to or date.max
        told = statement[each.start : each.end]
        if any(told.casefold() in note.said.text.casefold() for note in near):
            continue
        spans = [span for note in notes for span in note.times]
        spans += [(n.said.written, n.said.until or n.said.written) for n in notes if n.said.written]
        if not any(first <= high and last >= low for first, last in spans):
            return f"“{told}” is not the day of the notes it names, nor a day they tell of"
    return ""


def _wrong_number(words: Sequence[Word], near: Sequence[_Read], notes: Sequence[_Read], known: str) -> str:
    have = {word.stem for note in notes for word in note.words if word.kind == "n"}
    have |= {stem for note in notes for stem in note.heading}
    have |= {word.stem for word in words_of(known) if word.kind == "n"}
    for i, word in enumerate(words):
        if word.kind != "n" or (word.stem in ("1", "0.5") and not word.said.isdigit() and word.stem not in have):
            continue
        if word.stem not in have:
            return f"the number {word.said} is not in the notes it names"
        if _stands_elsewhere(words, i, near):
            return f"the number {word.said} stands beside something else in the notes it names"
    return ""


def _stands_elsewhere(words: Sequence[Word], place: int, near: Sequence[_Read]) -> bool:
    """Whether what follows a number in the statement stands behind another number in the notes, never behind this."""
    after = [w for w in words[place + 1 : place + 4] if w.kind in "wn" and w.clause == words[place].clause]
    follows = after[0] if after else None
    if follows is None or follows.kind == "n":
        return False
    right = wrong = False
    for note in near:
        for j, word in enumerate(note.words):
            if word.stem != follows.stem:
                continue
            before = [w for w in note.words[max(0, j - 5) : j + 5] if w.kind == "n"]
            right = right or any(w.stem == words[place].stem for w in before)
            wrong = wrong or _number_before(note.words, j) not in ("", words[place].stem)
    return wrong and not right


def _number_before(words: Sequence[Word], place: int) -> str:
    return next((w.stem for w in reversed(words[max(0, place - 3) : place]) if w.kind == "n"), "")


def _from_to(statement: str, near: Sequence[_Read]) -> str:
    """ "from 81 to 85" for "from 85 to 81"."""
    for low, high in _FROM_TO.findall(statement):
        for note in near:
            for first, second in _FROM_TO.findall(note.said.text):
                if (first.rstrip(".,"), second.rstrip(".,")) == (high.rstrip(".,"), low.rstrip(".,")):
                    return f"the notes it names go from {first} to {second}"
    return ""


def _wrong_name(words: Sequence[Word], near: Sequence[_Read], notes: Sequence[_Read]) -> str:
    have = frozenset(stem for note in notes for stem in note.stems())
    for i, word in enumerate(words):
        if word.name and word.stem not in have:
            return f"the name {word.said} is not in the notes it names"
        if i == 0 and word.kind == "w" and word.said[0].isupper() and word.stem not in have and _begins(words):
            return f"{word.said} is not in the notes it names"
        if word.kind == "w" and _is_name_there(word, notes) and _of_another(word, words, near, notes):
            return f"the notes it names tell that of another than {word.said}"
    return ""


def _begins(words: Sequence[Word]) -> bool:
    """Whether the first word is a subject by itself: an auxiliary or a verb's ending follows."""
    if len(words) < 2:
        return False
    follows = words[1]
    return follows.kind == "b" or follows.kind == "w" and follows.said.endswith(("s", "ed")) or follows.kind == "a"


def _is_name_there(word: Word, notes: Sequence[_Read]) -> bool:
    there = [w for note in notes for w in note.words if w.stem == word.stem]
    return word.said[0].isupper() and any(w.name or w.said[0].isupper() for w in there)


def _of_another(name: Word, words: Sequence[Word], near: Sequence[_Read], notes: Sequence[_Read]) -> bool:
    """Whether most of what the statement says beside a name stands, in the notes, beside others only."""
    beside = {w.stem for w in words if w.kind in "wn" and w.clause == name.clause and w.stem != name.stem}
    own: set[str] = set()
    others: set[str] = set()
    names: set[str] = set()
    for note in notes:
        names = _share_out(note, name.stem, names, own, others)
    matched = beside & (own | others)
    lost = matched - own
    named_apart = {w.stem for w in words if w.name} & others - own
    return bool(matched) and (len(lost) > len(matched) / 2 or bool(named_apart & lost) and len(matched) < 3)


def _share_out(note: _Read, name: str, names: set[str], own: set[str], others: set[str]) -> set[str]:
    """Puts the words of each clause to the name's `own` or to the `others`; one without a name goes on."""
    for clause in sorted({word.clause for word in note.words}):
        here = [word for word in note.words if word.clause == clause]
        named = {w.stem for w in here if w.name or (w.said[0].isupper() and w.stem == name)}
        doer = next((w for w in here if w.kind in "ap" or w.name), None)
        goes_on = doer is None or doer.kind == "p"
        names = named | names if goes_on and not named else named if named else set()
        target = own if name in names or name in note.heading else others
        target |= {w.stem for w in here if w.kind in "wn"}
    return names


def _turned(words: Sequence[Word], near: Sequence[_Read]) -> str:
    there = [word for note in near for word in note.words if word.kind in "wn"]
    headings = {stem for note in near for stem in note.heading}
    denied: dict[str, set[bool]] = {}
    for word in there:
        denied.setdefault(word.stem, set()).add(word.denied)
    against = opposites()
    for word in words:
        if word.kind != "w":
            continue
        known = denied.get(word.stem)
        if known is not None and word.denied not in known and word.stem not in headings:
            return f"the notes it names {'say' if word.denied else 'deny'} “{word.said}”"
        if known is None:
            turned = [other for other in against.get(word.stem, ()) if word.denied in denied.get(other, ())]
            ours = {w.stem for w in words}
            if turned and not set(turned) <= ours:
                return f"the notes it names say the opposite of “{word.said}”"
    return ""


def _wrong_doer(words: Sequence[Word], near: Sequence[_Read]) -> str:
    """ "You told the doctor" for "the doctor told me"."""
    for i, word in enumerate(words):
        if word.kind != "w" or word.name:
            continue
        ours = _doer(words, i)
        theirs = [_doer(note.words, j) for note in near for j, w in enumerate(note.words) if w.stem == word.stem]
        theirs = [doer for doer in theirs if doer]
        if ours and theirs and all(_differ(ours, doer) for doer in theirs):
            return f"in the notes it names another does “{word.said}”"
    return ""


def _doer(words: Sequence[Word], place: int) -> str:
    """Who stands right before a verb: AUTHOR, a word's stem; "" where that cannot be told."""
    passed = False
    for word in reversed(words[max(0, place - 4) : place]):
        if word.clause != words[place].clause:
            break
        if word.kind == "a":
            return AUTHOR if word.said.casefold() not in ("me", "us", "mir", "mich", "dir", "dich") else ""
        if word.kind == "b" and word.said.casefold() not in _HAVE:
            passed = True  # a passive, or "is …": the doer is not before it
        if word.kind == "w":
            after = words[place + 1] if place + 1 < len(words) else None
            object_follows = after is not None and after.kind == "a"
            return word.stem if object_follows and not passed else ""
        if word.kind in "pn" or passed:
            return ""
    return ""


def _differ(ours: str, theirs: str) -> bool:
    return (ours == AUTHOR) != (theirs == AUTHOR)


def _strange(words: Sequence[Word], near: Sequence[_Read], notes: Sequence[_Read], likeness: float) -> str:
    """Whether too many of the statement's words are not those of the sentences nearest to it."""
    stems = frozenset(stem for note in near for stem in note.stems())
    weights = {word.stem: _weight(word) for word in words if _weight(word)}
    total = sum(weights.values())
    share = sum(weight for stem, weight in weights.items() if stem in stems) / total if total else 0.0
    if share < _LEAST_WORDS or _WORDS * share + (1 - _WORDS) * likeness < _BAR:
        return "its words are not those of the notes it names"
    return ""
