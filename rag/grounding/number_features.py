"""Numbers of a statement that the notes lack, or that stand there with something else."""

from collections.abc import Sequence
from itertools import combinations, takewhile

from rag.grounding.note_sentence import ParsedSentence
from rag.grounding.words import Word, opposites, words_of

_SUMMED = 12  # numbers of a sentence whose sums are looked at


def numbers_there(notes: Sequence[ParsedSentence], known: str) -> frozenset[str]:
    """The numbers that the notes or what was computed of them have, and the sums of two of one sentence."""
    have = {word.stem for note in notes for word in note.words if word.kind == "n"}
    have |= {stem for note in notes for stem in note.heading}
    have |= {word.stem for word in words_of(known) if word.kind == "n"}
    return frozenset(have | {total for note in notes for total in _sums(note)})


def _sums(note: ParsedSentence) -> set[str]:
    """ "5" of "2 adults and 3 children"."""
    numbers = [word.stem for word in note.words if word.kind == "n" and word.stem.isdigit()][:_SUMMED]
    return {str(int(one) + int(other)) for one, other in combinations(numbers, 2)}


def lacking(words: Sequence[Word], have: frozenset[str]) -> Word | None:
    """The first number that is not there; "a", "one" and "half" are as good as none."""
    for word in words:
        says_little = word.stem in ("1", "0.5") and not word.text.isdigit()
        if word.kind == "n" and word.stem not in have and not says_little:
            return word
    return None


def of_something_else(words: Sequence[Word], near: Sequence[ParsedSentence]) -> Word | None:
    """The first number whose word goes with other numbers in the notes, never with this; a sum is of several."""
    there = {word.stem for note in near for word in note.words if word.kind == "n"}
    places = [i for i, word in enumerate(words) if word.kind == "n" and word.stem in there]
    return next((words[i] for i in places if _stands_elsewhere(words, i, near)), None)


def things_counted(words: Sequence[Word], notes: Sequence[ParsedSentence]) -> int:
    """How many of the statement's counted things ("3 rows") have that number in the notes."""
    there: dict[str, set[str]] = {}
    for note in notes:
        for thing, numbers in _counts(note.words).items():
            there.setdefault(thing, set()).update(numbers)
    return sum(numbers <= there.get(thing, set()) for thing, numbers in _counts(words).items())


def _counts(words: Sequence[Word]) -> dict[str, set[str]]:
    """Thing -> its numbers: of each number the first word within three behind it."""
    found: dict[str, set[str]] = {}
    for i, word in enumerate(words):
        thing = next((w for w in words[i + 1 : i + 4] if w.kind == "w"), None) if word.kind == "n" else None
        if thing is not None:
            found.setdefault(thing.stem, set()).add(word.stem)
    return found


def _stands_elsewhere(words: Sequence[Word], place: int, near: Sequence[ParsedSentence]) -> bool:
    """Whether what goes with a number in the statement goes with other numbers in the notes, never with this."""
    here = [word for word in words[place + 1 :] if word.clause == words[place].clause]
    after = list(takewhile(lambda word: word.kind != "n", here))
    partners = {word.stem for word in after[:3] if word.kind == "w"}
    partners = {next(word.stem for word in after if word.stem in partners)} if partners else set()
    if len(after) == len(here):  # else it may belong to the next number
        partners |= {word.stem for word in after if word.stem in opposites()}
    if _stands_with(words[place].stem, {word.stem for word in after[:5] if word.kind == "w"} - partners, near):
        return False
    return any(_goes_with_others(partner, words[place].stem, near) for partner in partners)


def _stands_with(number: str, stems: set[str], near: Sequence[ParsedSentence]) -> bool:
    """Whether one of the words follows the number in its part of a sentence: "2 of leeks" for "2 rows of leeks"."""
    for note in near:
        for i, word in enumerate(note.words):
            if word.kind == "n" and word.stem == number:
                after = takewhile(lambda w, at=word: w.piece == at.piece and w.kind != "n", note.words[i + 1 :])  # type: ignore[misc]
                if stems & {w.stem for w in after}:
                    return True
    return False


def _goes_with_others(partner: str, number: str, near: Sequence[ParsedSentence]) -> bool:
    right = wrong = False
    for note in near:
        for j, word in enumerate(note.words):
            if word.stem == partner:
                beside = _numbers_beside(note.words, j)
                right = right or number in beside
                wrong = wrong or bool(beside) and number not in beside
    return wrong and not right


def _numbers_beside(words: Sequence[Word], place: int) -> set[str]:
    """The numbers nearest to a word: in its part of the sentence, else one right before it."""
    here = [(abs(i - place), w.stem) for i, w in enumerate(words) if w.kind == "n" and w.piece == words[place].piece]
    if place and words[place - 1].kind == "n" and words[place - 1].piece == words[place].piece:
        return {words[place - 1].stem}
    if here:
        return {stem for far, stem in here if far <= min(here)[0] + 1}
    return {w.stem for w in words[max(0, place - 3) : place] if w.kind == "n"}
