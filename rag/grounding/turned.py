"""What a statement denies that the notes affirm, or the other way round, and what it turns into its opposite."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from rag.grounding.note_sentence import ParsedSentence
from rag.grounding.words import Word, opposites


def denied_otherwise(words: Sequence[Word], near: Sequence[ParsedSentence]) -> str:
    """ "You never saw the lake" for "I saw the lake": why, "" where the notes deny the same."""
    note_words = _note_words(near)
    denied = _denied(note_words)
    headings = {stem for note in near for stem in note.heading}
    capitals = {word.stem for word in note_words if word.name}
    denied_first = {
        w.stem for before, w in pairwise(note_words) if w.denied and not (before.denied and before.piece == w.piece)
    }
    # "… must not forget Jo's concert": repeated with its "not", what is not forgotten may be mentioned without one.
    same_denial = any(word.denied and True in denied.get(word.stem, ()) for word in words if word.kind == "w")
    for word in _plain(words):
        names = word.text[0].isupper() and word.stem in capitals
        beside = same_denial and word.stem not in denied_first and not word.denied
        known = denied.get(word.stem)
        if known is not None and word.denied not in known and not (word.stem in headings or names or beside):
            return f"the notes it cites {'say' if word.denied else 'deny'} “{word.text}”"
    return ""


def opposite(words: Sequence[Word], near: Sequence[ParsedSentence]) -> str:
    """ "The soup was hot" for "The soup was cold"."""
    denied = _denied(_note_words(near))
    against, ours = opposites(), {word.stem for word in words}
    for word in _plain(words):
        if word.stem not in denied:
            turned = {other for other in against.get(word.stem, ()) if word.denied in denied.get(other, ())}
            if turned and not turned <= ours:
                return f"the notes it cites say the opposite of “{word.text}”"
    return ""


def _plain(words: Sequence[Word]) -> Iterator[Word]:
    return (word for word in words if word.kind == "w" and not word.name)


def _note_words(near: Sequence[ParsedSentence]) -> list[Word]:
    return [word for note in near for word in note.words if word.kind in "wn"]


def _denied(words: Sequence[Word]) -> dict[str, set[bool]]:
    """Stem -> whether it is denied, affirmed, or both."""
    found: dict[str, set[bool]] = {}
    for word in words:
        found.setdefault(word.stem, set()).add(word.denied)
    return found
