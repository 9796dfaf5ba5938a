"""Modality: what somebody wants, plans or ought to do in the notes, and a statement that asserts it as done."""

from collections.abc import Sequence

from index.text.language_data import all_words
from rag.grounding.note_sentence import ParsedSentence
from rag.grounding.words import Word, is_past

_OUGHT = all_words("grounding.ought")  # … call
_WANT = all_words("grounding.wants")  # … to call
_WOULD = all_words("grounding.wants_after_would")  # "would like to", but "I like to"
_HAVE = all_words("grounding.wants_or_holds")  # "have to", but "have a call"
_FUTURE = all_words("grounding.future")
_MODALS = all_words("grounding.modals")
_INFINITIVES = tuple(all_words("grounding.infinitives"))
_TO = all_words("grounding.before_infinitives")
_PLANNED = all_words("grounding.planned")
_TO_WITHIN = 4  # words between "want" and "to": "wants me to"
_SAME_START = 4  # letters that forms of a verb share where stems are not theirs: "apprendre" and "appris"


def asserted_as_done(words: Sequence[Word], notes: Sequence[ParsedSentence], tongue: str) -> str:
    """ "You learned Rust" for "I want to learn Rust"."""
    planned_verbs, other, done = list[Word](), set[str](), set[str]()
    future = set[str]()
    for note in notes:
        there = _planned_places(note.words, tongue)
        planned_verbs += [note.words[i] for i in there]
        future |= {note.words[i].stem for i in there if there[i]}
        others = [word for i, word in enumerate(note.words) if i not in there]
        other |= {word.stem for word in others} | note.heading
        done |= {word.stem for word in others if is_past(word.text) or word.text.endswith("ing")}
    if not planned_verbs or any(word.text.casefold() in _PLANNED | _OUGHT for word in words):
        return ""
    ours = _planned_places(words, tongue)
    for i, word in enumerate(words):
        if (
            i in ours
            or word.denied
            or word.stem in (done if is_past(word.text) else other)
            or word.text.endswith("ing")
            or not _tells(words, i)
        ):
            continue
        planned = next((verb for verb in planned_verbs if _same_verb(verb, word, tongue)), None)
        if planned and not _marked(words[:i], tongue) and (planned.stem not in future or is_past(word.text)):
            return f"in the notes it cites, “{word.text}” is only a wish or a plan"
    return ""


def _tells(words: Sequence[Word], place: int) -> bool:
    """Whether a verb asserts something of somebody: not "to call", not the imperative "Call …"."""
    if place == 0:
        return is_past(words[0].text)
    return words[place].kind in "ws" and words[place - 1].text.casefold() not in _TO


def _same_verb(planned: Word, word: Word, tongue: str) -> bool:
    first, second = planned.text.casefold(), word.text.casefold()
    if tongue == "en" and planned.stem == word.stem:
        return True
    if tongue == "en" or first == second:  # an infinitive asserts nothing as done
        return False
    if tongue == "de":
        return second.startswith("ge") and second[2:5] == first[:3]
    return first[:_SAME_START] == second[:_SAME_START]


def _marked(before: Sequence[Word], tongue: str) -> bool:
    return any(word.text.casefold() in _MODALS | _FUTURE for word in before) or bool(
        tongue == "en" and any(word.text.casefold() in _WANT - _WOULD - _HAVE for word in before)
    )


def _planned_places(words: Sequence[Word], tongue: str) -> dict[int, bool]:
    """The places of verbs that are wanted or planned; True where they are to come for certain ("will")."""
    places: dict[int, bool] = {}
    for i, word in enumerate(words):
        lower = word.text.casefold()
        place = None
        if tongue != "en":
            place = _infinitive(words, i, tongue) if lower in _MODALS else None
        elif lower in _OUGHT or lower in _FUTURE:
            place = _verb(words, i + 1)
        elif lower in _WANT and (lower not in _WOULD or _is_said(words, i - 1, "would")):
            place = _after_to(words, i)
        if place is not None:
            places[place] = lower in _FUTURE and tongue == "en"
    return places


def _is_said(words: Sequence[Word], place: int, form: str) -> bool:
    return 0 <= place < len(words) and words[place].text.casefold() == form


def _after_to(words: Sequence[Word], place: int) -> int | None:
    near = words[place].text.casefold() in ("have", "has", "going", "like", "love")
    for i in range(place + 1, min(place + (1 if near else _TO_WITHIN) + 1, len(words))):
        if words[i].piece != words[place].piece:
            return None
        if words[i].text.casefold() == "to":
            return _verb(words, i + 1)
    return None


def _verb(words: Sequence[Word], place: int) -> int | None:
    """The first word from there that can be a verb: not "not", "be" or "really"."""
    for i in range(place, min(place + 4, len(words))):
        word = words[i]
        if word.piece != words[place - 1].piece or word.kind in "ap":
            return None
        if word.kind == "w" and not word.text.endswith("ly") or word.text.casefold() in _VERBS_SAYING_LITTLE:
            return i
    return None


_VERBS_SAYING_LITTLE = frozenset(["learn", "write", "make", "go", "come", "take", "put", "get", "find", "think", "let"])


def _infinitive(words: Sequence[Word], place: int, tongue: str) -> int | None:
    """In German the last word of its part of the sentence, elsewhere the first that ends as infinitives do."""
    here = [i for i in range(place + 1, len(words)) if words[i].piece == words[place].piece]
    if tongue == "de":
        last = here[-1] if here else None
        return last if last is not None and words[last].text.endswith("n") and words[last].text.islower() else None
    return next((i for i in here[:4] if words[i].text.casefold().endswith(_INFINITIVES)), None)
