"""A statement and source sentences -> named features of whether they support it, and what speaks against it, in words.

`…_long` are features again, by how many of the sentences share a word with the statement, up to ten: among many that
speak of the same, a shared word means less. Those of a long note that speak of something else change nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain, pairwise

from index.text.folding import fold_punctuation
from index.text.stop_words import stop_words
from rag.grounding.agents import wrong_agent
from rag.grounding.agents_german import wrong_german_agent
from rag.grounding.alignment import Likeness
from rag.grounding.days_named import wrong_day
from rag.grounding.modality import asserted_as_done
from rag.grounding.note_sentence import ParsedSentence, SourceSentence, parse_sentence, times_in
from rag.grounding.number_features import lacking, numbers_there, of_something_else, things_counted
from rag.grounding.patients import wrong_patient
from rag.grounding.strange_words import StrangeWords, strange_words
from rag.grounding.turned import denied_otherwise, opposite
from rag.grounding.words import Word, raw_stems, words_of
from rag.temporal.language import confident_language
from rag.temporal.window import FoundTime

_MEANT = 4  # sentences that a statement is compared with
_BY_ITSELF = 3  # words between semicolons that make a statement by themselves
_MANY = 10  # sentences
_AGAIN = ("denial", "likeness", "pairs", "triples", "strange_verbs", "strange_others", "agent", "lacking_alike")


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a statement and the notes have in common: `values` by name, and `against`, the reasons to doubt it."""

    values: dict[str, float]
    against: tuple[str, ...]
    missing: str
    """That a number, a name or a day of the statement is nowhere in the notes; "" where all are."""


def compared(statement: str, sources: Sequence[SourceSentence], likeness: Likeness, known: str) -> Comparison | None:
    """The features; None where none of the statement's words are in the notes. Arguments as in `support.support`."""
    tongue = confident_language(fold_punctuation(" ".join([statement, *(s.text for s in sources)])))
    notes = [parse_sentence(part, tongue) for source in sources for part in _parts(source)]
    times = times_in(statement, sources[0].written if sources else None, tongue)
    words = words_of(_without(statement, times), tongue)
    near = _nearest(words, notes)
    if not near:
        return None
    have = numbers_there(notes, known)
    # What names a day is judged as a day; where nobody knows when the notes were written, as any other word.
    dated = bool(sources) and sources[0].written is not None
    strange = strange_words(words if dated else words_of(statement, tongue), notes)
    reasons = {
        "number_elsewhere": _told(
            "in the notes it cites, the number {} belongs to something else", of_something_else(words, near)
        ),
        "denial": denied_otherwise(words, near),
        "opposite": opposite(words, near),
        "wish": asserted_as_done(words, notes, tongue),
        "patient": wrong_patient(words, notes),
        "agent": wrong_german_agent(words, near) if tongue == "de" else wrong_agent(words, near, tongue),
    }
    values = {name: float(bool(reason)) for name, reason in reasons.items()}
    stems = [raw_stems(note.source.text) for note in notes]
    values |= _shared(raw_stems(statement), stems) | {"likeness": likeness.whole} | _strangeness(strange)
    values["counted_right"] = things_counted(words, notes)
    values["denies_alone"] = float(_denies(words) != any(_denies(note.words) for note in near[:1]))
    share = min(1.0, _related(statement, words, notes, tongue) / _MANY)
    aligned = likeness.values(frozenset(chain.from_iterable(stems)))
    values |= {"related": share} | aligned
    values |= {f"{name}_long": values[name] * share for name in _AGAIN if name in values}
    missing = (
        wrong_day(times, statement, near, notes)
        or _told("the number {} is not in the notes it cites", lacking(words, have))
        or _told("the name {} is not in the notes it cites", next(iter(strange.names), None))
    )
    other = _told("{} is not in the notes it cites", strange.any)
    return Comparison(values, tuple(filter(None, (*reasons.values(), other))), missing)


def _weight(word: Word) -> float:
    """How much a word counts: names and numbers the most."""
    return 1.5 if word.name or word.kind == "n" else 1.0 if word.kind == "w" else 0.0


def _told(reason: str, word: Word | None) -> str:
    return reason.format(word.text) if word is not None else ""


def _denies(words: Sequence[Word]) -> bool:
    return any(word.denied for word in words)


def _strangeness(strange: StrangeWords) -> dict[str, float]:
    return {
        "strange_verbs": min(2, len(strange.verbs)),
        "strange_others": min(2, len(strange.others)),
    }


def _shared(spoken: Sequence[str], written: Sequence[Sequence[str]]) -> dict[str, float]:
    """The shares of the statement's pairs of words and three words in a row that the notes have, all by stems."""
    return {
        "pairs": _share_in(list(pairwise(spoken)), {pair for stems in written for pair in pairwise(stems)}),
        "triples": _share_in(_triples(spoken), {three for stems in written for three in _triples(stems)}),
    }


def _related(statement: str, words: Sequence[Word], notes: Sequence[ParsedSentence], tongue: str) -> int:
    """How many sentences share a word with the statement that is no stop word."""
    ours = {word.stem for word in words if word.kind in "wn"} | (set(raw_stems(statement)) - _stop_stems(tongue))
    return sum(
        not (ours.isdisjoint(raw_stems(note.source.text)) and ours.isdisjoint(word.stem for word in note.words))
        for note in notes
    )


@cache
def _stop_stems(tongue: str) -> frozenset[str]:
    return frozenset(stem for word in stop_words(tongue) or stop_words("en") for stem in raw_stems(word))


def _share_in(ours: Sequence[tuple[str, ...]], theirs: set[tuple[str, ...]]) -> float:
    return sum(part in theirs for part in ours) / len(ours) if ours else 0.0


def _triples(stems: Sequence[str]) -> list[tuple[str, ...]]:
    return list(zip(stems, stems[1:], stems[2:], strict=False))


def _parts(source: SourceSentence) -> list[SourceSentence]:
    """What stands between semicolons is a statement by itself: "the mast leans; the sails are new"."""
    parts: list[str] = []
    for part in source.text.split("; "):
        if parts and len(part.split()) < _BY_ITSELF:
            parts[-1] += f"; {part}"
        else:
            parts.append(part)
    return [replace(source, text=part) for part in parts]


def _without(statement: str, times: Sequence[FoundTime]) -> str:
    """The statement without the words that name its days."""
    for found_time in sorted(times, key=lambda found_time: -found_time.start):
        statement = f"{statement[: found_time.start]} {statement[found_time.end :]}"
    return statement


def _nearest(words: Sequence[Word], notes: Sequence[ParsedSentence]) -> list[ParsedSentence]:
    """The sentences that together have most of the statement's words, the best first."""
    todo = {word.stem: _weight(word) for word in words if _weight(word)}
    left, chosen = list(notes), list[ParsedSentence]()
    while todo and left and len(chosen) < _MEANT:
        best = max(left, key=lambda note: sum(todo.get(stem, 0.0) for stem in note.stems()))
        have = best.stems() & todo.keys()
        if not have:
            break
        chosen.append(best)
        left.remove(best)
        todo = {stem: weight for stem, weight in todo.items() if stem not in have}
    return chosen
