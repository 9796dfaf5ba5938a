"""Sentences of the notes that were read last, so that a server's next question need not parse them again.

What was parsed stands for the bytes that were read and the private parts left out of them: a note that changed, or of
which another part is private now, is another one here.
"""

from collections import OrderedDict
from threading import Lock

from index.notes.note import Note
from rag.evidence.assertions import Sentence, sentences

_A_SENTENCE = 500  # characters that keeping one takes, beside its own

_Key = tuple[str, str, tuple[tuple[int, int], ...], str]
"""The path counts too: its ending tells the markup, and its name whether a log in code is a day's."""


class RecentNotes:
    """Keeps so much at most, of the notes that were asked for last; may be shared by threads.

    `most`: characters, of which each sentence takes some hundred beside its own.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[_Key, tuple[Sentence, ...]] = OrderedDict()
        self._count = 0
        self._lock = Lock()

    def sentences_of(self, note: Note) -> tuple[Sentence, ...]:
        """Every sentence of `note` that states something, in file order."""
        key = (note.path, note.digest, note.private, note.kind)
        with self._lock:
            known = self._kept.get(key) if note.digest else None
            if known is not None:
                self._kept.move_to_end(key)
                return known
        found = tuple(sentences(note))
        if note.digest and _size(found) <= self._most:
            self._keep(key, found)
        return found

    def _keep(self, key: _Key, found: tuple[Sentence, ...]) -> None:
        with self._lock:
            self._count += _size(found) - _size(self._kept.pop(key, ()))
            self._kept[key] = found
            while self._count > self._most:
                self._count -= _size(self._kept.popitem(last=False)[1])


def _size(found: tuple[Sentence, ...]) -> int:
    return sum(_A_SENTENCE + len(sentence.text) + len(sentence.quote) for sentence in found)


RECENT = RecentNotes(most=20_000_000)  # a year of long days, some 40 MB
"""Those of this process."""
