"""A text -> its letters as a model reads them, and where each stood: NFKC, and what the model reads otherwise.

NFKC joins a letter and the marks behind it, and nothing across two letters that both stand alone; so a text is read
letter by letter, each with its marks, and every one is looked up once.
"""

import unicodedata
from collections.abc import Iterable, Mapping

_SPACE = " "
_JOINING_JAMO = range(0x1160, 0x1200)  # vowels and ends of Korean syllables, which join what is before them
_PRIVATE = "\ue000"  # which no form of Unicode changes

ReadLetters = tuple[list[str], list[tuple[int, int]]]
"""The letters, and the (start, end) in the text of what each was read from."""


class Letters:
    """`read("ﬁn\\u0301") -> (["f", "i", "ń"], [(0, 1), (0, 1), (1, 3)])`."""

    def __init__(self, otherwise: Mapping[str, str]) -> None:
        """`otherwise`: what is read in the place of a letter, "" for nothing, where that is not its NFKC."""
        self._otherwise = dict(otherwise)
        self._read_before: dict[str, str] = {}

    def read(self, text: str) -> ReadLetters:
        """Of several spaces there is one."""
        letters: list[str] = []
        places: list[tuple[int, int]] = []
        for start, end, cluster in self._clusters(text):
            form = self._form(cluster)
            apart = form == cluster and len(form) == end - start  # so every letter stands where it stood
            for number, letter in enumerate(form):
                place = (start + number, start + number + 1) if apart else (start, end)
                if letter == _SPACE and letters and letters[-1] == _SPACE:
                    places[-1] = place
                    continue
                letters.append(letter)
                places.append(place)
        return letters, places

    def _clusters(self, text: str) -> Iterable[tuple[int, int, str]]:
        """(start, end, letter with its marks); what is read as nothing is left out before marks are joined."""
        otherwise, begun, cluster, last = self._otherwise, 0, "", 0
        for place, letter in enumerate(text):
            read = otherwise.get(letter, letter)
            if not read:
                continue
            if cluster and (letter < "\x80" or letter in otherwise or begins(letter)):
                yield begun, last, cluster
                cluster = ""
            if not cluster:
                begun = place
            cluster += _SPACE if read == _SPACE else letter
            last = place + 1
        if cluster:
            yield begun, last, cluster

    def _form(self, cluster: str) -> str:
        if cluster < "\x80" and len(cluster) == 1:
            return cluster
        found = self._read_before.get(cluster)
        if found is None:
            first = self._otherwise.get(cluster[0], "")  # of a letter that is read as a space this is " " already
            if first:
                found = first + unicodedata.normalize("NFKC", _PRIVATE + cluster[1:])[1:]
            else:
                found = unicodedata.normalize("NFKC", cluster)
            if len(self._read_before) < _REMEMBERED:
                self._read_before[cluster] = found
        return found


_REMEMBERED = 20_000
_BEGINS: dict[str, bool] = {}


def begins(letter: str) -> bool:
    """Whether NFKC never joins it with what is before it; of some that could be joined this is False as well."""
    found = _BEGINS.get(letter)
    if found is None:
        first = unicodedata.normalize("NFKD", letter)[0]
        found = unicodedata.category(first)[0] != "M" and ord(first) not in _JOINING_JAMO
        if len(_BEGINS) < _REMEMBERED:
            _BEGINS[letter] = found
    return found
