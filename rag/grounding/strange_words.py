"""The words of a statement that the notes lack, even by their first letters: names, verbs and others."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.grounding.note_sentence import ParsedSentence
from rag.grounding.words import Word, is_past

_LETTERS = re.compile(r"[^\W\d_]+")
_PREFIX = 5  # letters that words of one family share: "marathon" and "marathons", "legal" and "legalised"


@dataclass(frozen=True, slots=True)
class StrangeWords:
    """What the notes lack of a statement's words."""

    names: tuple[Word, ...]
    verbs: tuple[Word, ...]
    """By their endings."""
    others: tuple[Word, ...]

    @property
    def any(self) -> Word | None:
        """The one to tell the reader of."""
        return next(iter((*self.verbs, *self.others)), None)


def strange_words(words: Sequence[Word], notes: Sequence[ParsedSentence]) -> StrangeWords:
    """The words that are no stem of the notes, and begin as none of theirs."""
    stems = {stem for note in notes for stem in note.stems()}
    spoken = " ".join(f"{note.source.text} {note.source.heading}" for note in notes).casefold()
    there = set(_LETTERS.findall(spoken))
    prefixes = {word[:_PREFIX] for word in there if len(word) >= _PREFIX} | {word for word in there if len(word) == 4}
    names = [word for word in words[1:] if word.kind == "w" and word.text[0].isupper()]
    strange = [w for w in words if w.kind == "w" and w.stem not in stems and not _begins_alike(w, there, prefixes)]
    low = [word for word in strange if word not in names and word is not words[0]]
    verbs = tuple(word for word in low if is_past(word.text) or word.text.endswith(("ing", "s")))
    return StrangeWords(
        names=tuple(word for word in strange if word in names),
        verbs=verbs,
        others=tuple(word for word in low if word not in verbs),
    )


def _begins_alike(word: Word, there: set[str], prefixes: set[str]) -> bool:
    lower = word.text.casefold()
    parts = [part for part in lower.split("-") if len(part) > 3]
    alike = len(lower) >= _PREFIX and lower[:_PREFIX] in prefixes
    return lower in there or alike or any(part in there for part in parts)
