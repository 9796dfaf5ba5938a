"""What an English sentence says of a deed, by the words before its verb: who did it, whether denied or only planned."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Literal

from index.text.irregular_verbs import COMMON_VERBS
from index.text.language_data import any_of, language_data
from rag.facts.word_forms import is_form_of

_PIECE = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[.,;:!?()\u2013\u2014-]")
_BREAKS = frozenset(".;:!?()\u2013\u2014")
_STOPS = frozenset(".;!?")
_DASH = re.compile(r"(?<=\s)-(?=\s)")
_SHORT = 3  # letters of "bed"
_OFF = 3  # words of "was called off"
_NEAR = 4  # words behind "instead of" that are what was not done
_JOINTS = frozenset(("and", "then", "but", ",", "so"))
_KINDS: tuple[Literal["did", "denied"], ...] = ("did", "denied")
_EnglishTelling = Literal["did", "denied", "mentioned", ""]


def english_telling(
    text: str, words: Sequence[str], verb: str, names: Sequence[str], role: str = "assertion"
) -> _EnglishTelling:
    """ "did", "denied" or "mentioned" of a sentence, in lower case, that names the deed by its words or its verb."""
    if role == "done task":
        return "did"
    pieces = _PIECE.findall(_DASH.sub("\u2013", text))
    if _list("unreal") & set(pieces) - set(words):
        return "mentioned"  # had a dream that I met the Queen
    if _is_replaced(text, words):
        return "mentioned"
    places = [i for i, piece in enumerate(pieces) if verb and is_form_of(verb, piece, "en")]
    if not verb:
        places = _governing(pieces, words)
    if verb and len(words) == 1:
        places = [i for i in places if not _is_dish(pieces, i)]
    found = [_at(pieces, i, verb, names, role) for i in places]
    if not verb and not found and _listed(pieces, words):
        return "denied" if _list("denied") & set(pieces) else "mentioned"
    for kind in _KINDS:
        if kind in found:
            return kind
    return "mentioned"


def _governing(pieces: Sequence[str], words: Sequence[str]) -> list[int]:
    """The verbs that say what was done with the words: of each the nearest before it in its clause, else behind it."""
    verbs = [i for i, piece in enumerate(pieces) if is_past_form(piece) or piece.endswith("n't")]
    named = [i for i, piece in enumerate(pieces) if any(is_form_of(word, piece, "en") for word in words)]
    found = []
    for place in named:
        start = place - len(_clause(pieces, place))
        before = [i for i in verbs if start <= i <= place]
        behind = [i for i in verbs if i > place and not _STOPS.intersection(pieces[place:i])]
        found += [i for i in before[-1:] or behind[:1] if not _watches(pieces, i, place)]
    return found if named else verbs


def _watches(pieces: Sequence[str], verb: int, place: int) -> bool:
    """ "I saw Dennis running": between the two stands who did it."""
    between = set(pieces[verb + 1 : place]) - _list("before_nouns") - _list("author")
    return pieces[verb] in _list("watched") and pieces[place].endswith("ing") and bool(between)


def _is_replaced(text: str, words: Sequence[str]) -> bool:
    """ "Had a nap instead of a swim"."""
    found = _instead().search(text)
    behind = _PIECE.findall(text[found.end() :])[:_NEAR] if found else []
    return any(is_form_of(word, piece, "en") for word in words for piece in behind)


@cache
def _instead() -> re.Pattern[str]:
    return re.compile(any_of("deeds.instead", ("en",)))


@cache
def _called_off() -> re.Pattern[str]:
    return re.compile(any_of("deeds.called_off", ("en",)))


@cache
def _list(key: str) -> frozenset[str]:
    return frozenset(language_data("en").words(f"deeds.{key}"))


@cache
def _past() -> re.Pattern[str]:
    return re.compile(any_of("time.past", ("en",)))


def is_past_form(word: str) -> bool:
    """Whether an English word, in lower case, can be a verb of the past: "used", "met", "ran"."""
    longer = (word.removeprefix(prefix) for prefix in _list("prefixes") if word.startswith(prefix))
    if _past().fullmatch(word) or any(_past().fullmatch(part) for part in longer):
        return True
    regular = len(word) > _SHORT and word.endswith("ed") and word not in language_data("en").words("grounding.no_past")
    return regular or any(word in (group[1:] or group) for group in COMMON_VERBS)


def _listed(pieces: Sequence[str], words: Sequence[str]) -> bool:
    """Whether the sentence is little more than the words: "No gym"."""
    return len(pieces) <= len(words) + 2


def _at(pieces: Sequence[str], place: int, verb: str, names: Sequence[str], role: str) -> _EnglishTelling:
    """What is said by the verb at `place`."""
    word = pieces[place]
    before = _clause(pieces, place)
    last = before[-1] if before else ""
    if not verb and _called_off().search(" ".join(pieces[place : place + _OFF])):
        return "mentioned"
    if set(before) & _list("planned") or last == "to" and not set(before[-3:-1]) & _list("reached"):
        return "mentioned"
    after = pieces[place + 1] if place + 1 < len(pieces) else ""
    if _is_denied(before) or after == "no" or word in _list("auxiliaries") and after in _list("denied"):
        return "denied"
    if word.endswith("n't"):
        return "denied"
    gerund = word.endswith("ing") and word != verb
    watched = last not in _JOINTS and set(before[:-1]) & _list("watched")  # I saw Dennis running
    if gerund and (watched or last in _list("avoided") or _defines(pieces, place)):
        return "mentioned"
    described = is_past_form(last) and not gerund and last not in _list("skipped") | _list("auxiliaries")
    if described or last in _list("before_nouns") and not gerund:
        return "mentioned"  # fried smoked tofu, the smoked tofu
    return _who(pieces, before, names, plain=verb != "" and word == verb and not is_past_form(word), role=role)


def _is_dish(pieces: Sequence[str], place: int) -> bool:
    """ "Smoked fish for dinner": a participle with its noun, and a meal."""
    after = pieces[place + 1 :]
    starts = place == 0 or pieces[place - 1] in _BREAKS
    if not starts or not after or not after[0].isalpha() or after[0] in _list("before_nouns") | _list("skipped"):
        return False
    return any(a == "for" and b in _list("meals") for a, b in pairwise(after))


def _clause(pieces: Sequence[str], place: int) -> list[str]:
    """The words before a verb, from the last stop or semicolon on."""
    start = place
    while start and pieces[start - 1] not in _BREAKS:
        start -= 1
    return list(pieces[start:place])


def _is_denied(before: Sequence[str]) -> bool:
    near = before[-4:]
    if "but" in near:
        near = near[len(near) - list(reversed(near)).index("but") :]
    return any(word in _list("denied") or word.endswith("n't") for word in near)


def _defines(pieces: Sequence[str], place: int) -> bool:
    """ "Streaming is sending data bit by bit"."""
    after = pieces[place + 1] if place + 1 < len(pieces) else ""
    return place == 0 and (after in _list("defines") or after.endswith("s") and after.isalpha())


def _who(pieces: Sequence[str], before: Sequence[str], names: Sequence[str], plain: bool, role: str) -> _EnglishTelling:
    """Whose deed it is, by the nearest subject before the verb."""
    for position in range(len(before) - 1, -1, -1):
        word = before[position].split("'")[0] if before[position] not in _list("skipped") else ""
        if not word or word.isdigit() or word in _list("skipped"):
            continue
        if word in _list("author") or word in names:
            return "mentioned" if names and word in _list("author") else "did"
        if word in _JOINTS or word in _list("reached") or word.endswith("ly") or word.endswith("ing"):
            continue
        if is_past_form(word):
            continue  # went smoking, sat and smoked
        return _further(before[:position], names)
    if names:
        return "mentioned"
    wished = set(pieces) & {"would", "should"}
    return "mentioned" if wished or plain and role != "done task" else "did"


def _further(before: Sequence[str], names: Sequence[str]) -> _EnglishTelling:
    """Behind a word that may be an object of the author's ("I took the bus and smoked") or another's subject."""
    own = [i for i, word in enumerate(before) if word.split("'")[0] in _list("author") or word in names]
    if not own:
        return "mentioned"
    between = before[own[-1] + 1 :]
    others = set(between) & _list("others")
    return "did" if any(is_past_form(word) for word in between) and not others else "mentioned"
