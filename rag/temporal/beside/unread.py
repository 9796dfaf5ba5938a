"""Words of time that no rule reads, beside a time that one does: "the back half" of "the back half of 2024".

What is left unread may change what is meant, so the answer says it: a window is never taken for the whole of what was
asked in silence.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from index.text.language_data import all_words, language_data
from index.text.stop_words import stop_words
from rag.temporal.calendar import DateRange, overlap
from rag.temporal.grammar import Piece
from rag.temporal.lexicon import STRETCHES, VOCABULARY
from rag.temporal.rules.parts import STARTS_AND_ENDS
from rag.temporal.tokens import CAPITAL

UnreadWords = tuple[int, int]
"""Where words stand in the question."""
_TIMELY = "UGgOELlTFfvNnahBAMmWwSsHRCKkeqrb~"
_JOINING = "ioDatr&-,"
_TURNING, _COUNTED = "OELlFfvhBA", "Gg"
"""What turns a unit beside a time into another one: "the week before"; the second with a number: "2 weeks back"."""
_NUMBERS, _UNITS = "Nna", "UkK"
_TURNED_BEHIND = re.compile("[BA][LlFf]")
_CLOCK = re.compile("D?U?[Ll][Nn]")  # half past six
_BETWEEN = " ," + "".join(all_words("unspaced.of"))
_BOUNDS = "quBA"
_LEADS = "iqu~BA"
_LONGEST_NAME = 2  # words before a weekday: bank holiday Monday


def unread_times(pieces: Sequence[Piece], language: str) -> list[UnreadWords]:
    """The words of time that are left beside the times of a rewritten question, in order."""
    found = []
    for index, piece in enumerate(pieces):
        if piece.kind == "p" and _has_year(pieces[index + 1 : index + 2]):  # Mother's Day 2022
            found.append((piece.token.start, piece.token.end))
        if piece.time is not None and not piece.time.problem:
            for place in (_before(pieces, index), _behind(pieces, index, language), _named(pieces, index, language)):
                if place is not None:
                    found.append((pieces[place[0]].token.start, pieces[place[1] - 1].token.end))
    return list(dict.fromkeys(found))


def _has_year(behind: Sequence[Piece]) -> bool:
    return any(piece.time is not None and piece.time.absolute for piece in behind)


def _before(pieces: Sequence[Piece], index: int) -> UnreadWords | None:
    """The unread words that a time ends: "the back half" of 2024, "the May bank holiday" of last year."""
    start = index
    bound = next((i for i in range(index - 1, -1, -1) if pieces[i].kind not in "iD"), -1)
    if bound >= 0 and pieces[bound].time is None and pieces[bound].kind in _BOUNDS:
        return bound, bound + 1  # since before Christmas
    while start > 0 and pieces[start - 1].time is None and pieces[start - 1].kind in _TIMELY + "ioDa-":
        start -= 1
    stretch = start - 1
    joined = start < index and pieces[index - 1].kind in "oD" or pieces[index].token.kind in "o"
    if joined and stretch >= 0 and (pieces[stretch].token.word in STRETCHES or pieces[stretch].kind == "j"):
        return stretch, index
    return _trimmed(pieces, start, index) if _turns(pieces, start, index) else None


def _behind(pieces: Sequence[Piece], index: int, language: str) -> UnreadWords | None:
    """The unread words that follow a time: "March break", "2024's latter half"."""
    if _TURNED_BEHIND.fullmatch("".join(piece.kind for piece in pieces[index + 1 : index + 3])):
        return index + 1, index + 3  # the weekend after next
    last = min(index + 2 + _LONGEST_NAME, len(pieces))
    for end in range(index + 1, last):
        piece = pieces[end]
        stretch = piece.token.word in STRETCHES or end > index + 1 and _is_weekend(piece)
        if piece.time is None and stretch:
            return index + 1, end + 1
        if piece.time is not None or piece.kind != "." or piece.token.word in stop_words(language):
            break
    end = index + 1
    while end < len(pieces) and pieces[end].time is None and pieces[end].kind in _TIMELY + "oDa-":
        end += 1
    if end < len(pieces) and pieces[end].time is not None:
        return None  # they stand before that one
    return _trimmed(pieces, index + 1, end) if _turns(pieces, index + 1, end) else None


def _is_weekend(piece: Piece) -> bool:
    return piece.kind == "U" and piece.token.value == "weekend"


def _turns(pieces: Sequence[Piece], start: int, end: int) -> bool:
    """Whether the words have a unit and what turns it into another time."""
    words = pieces[start:end]
    if not any(piece.kind in _UNITS for piece in words) or _CLOCK.match("".join(piece.kind for piece in words)):
        return False
    turning = _TURNING + (_COUNTED if any(piece.kind in _NUMBERS for piece in words) else "")
    turned = any(piece.kind in turning and piece.token.word not in STARTS_AND_ENDS for piece in words)
    return turned or any(piece.token.value == "half" for piece in words) or _is_week_of_day(pieces, start, end)


def _is_week_of_day(pieces: Sequence[Piece], start: int, end: int) -> bool:
    """ "the weekend on Corpus Christi": more than the one day that was read."""
    time = pieces[end].time if end < len(pieces) else None
    return (
        time is not None
        and time.from_ == time.to
        and any(piece.token.value in ("week", "weekend") for piece in pieces[start:end])
    )


def _trimmed(pieces: Sequence[Piece], start: int, end: int) -> UnreadWords | None:
    """The words without those that only join, at either end."""
    while start < end and pieces[start].kind in _JOINING:
        start += 1
    while start < end and pieces[end - 1].kind in _JOINING:
        end -= 1
    return (start, end) if start < end else None


def _named(pieces: Sequence[Piece], index: int, language: str) -> UnreadWords | None:
    """ "on mothering Sunday": an unknown word between a weekday and what leads to it makes it another day."""
    time = pieces[index].time
    if pieces[index].token.kind not in "Ww" or time is None or time.unit != "weekday" or not time.floating:
        return None
    start = index
    while start > 0 and index - start < _LONGEST_NAME and _may_name(pieces[start - 1], language):
        start -= 1
    led = 0 < start < index and pieces[start - 1].time is None and pieces[start - 1].kind in _LEADS
    behind = pieces[index + 1].time if index + 1 < len(pieces) else None
    called = start < index and pieces[index - 1].token.value == CAPITAL  # Super Bowl Sunday 2022
    dated = called and behind is not None and behind.absolute and behind.from_ != behind.to
    return (start, index) if led or dated else None


def _may_name(piece: Piece, language: str) -> bool:
    word = piece.token.word
    plain = not word.isalpha() or word in stop_words(language) or word in _words_of_days(language)
    return piece.time is None and piece.kind == "." and not plain


def _words_of_days(language: str) -> frozenset[str]:
    data = language_data(language)
    return frozenset((*data.words("text.doing_words"), *data.words("text.plain_deeds")))


def torn_times(
    spans: Sequence[tuple[UnreadWords, DateRange]], listed: Sequence[bool], text: str, language: str
) -> list[UnreadWords]:
    """Two times side by side, and not of a list, of which neither holds the other: which is meant, no rule tells."""
    found = []
    for (((start, end), first), ((begin, stop), second)), is_listed in zip(pairwise(spans), listed, strict=True):
        apart = not is_listed and overlap(first, second) is None and not _to(text[begin:stop], language)
        if apart and not text[end:begin].strip(_BETWEEN):
            found.append((start, stop))
    return found


def _to(words: str, language: str) -> bool:
    """ "de la mi-janvier à la fin janvier": "à" joins them, in the languages where it also leads to a time."""
    first = words.split(maxsplit=1)[0]
    return any(reading == ("i", "to") for reading in VOCABULARY.get(language, {}).get(first, ()))
