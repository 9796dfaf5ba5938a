"""What is done to what: the patient of a statement's verb, compared with those that the verb has in the notes."""

from collections.abc import Sequence

from index.text.language_data import all_words
from rag.grounding.note_sentence import ParsedSentence
from rag.grounding.words import ARTICLES, PRONOUNS, Word, is_past

_BEFORE_PATIENT = all_words("grounding.before_patients")
_NOT_A_PATIENT = all_words("grounding.no_patients")


def wrong_patient(words: Sequence[Word], notes: Sequence[ParsedSentence]) -> str:
    """ "You bought a boat" for "I bought a bike. The boat stays": the patient of another verb."""
    known = {word.stem for note in notes for word in note.words}
    headings = {stem for note in notes for stem in note.heading}
    for i, word in enumerate(words):
        if word.kind != "w" or word.name or not _is_done(words, i):
            continue
        patient = _patient(words, i)
        if patient is None or patient.stem not in known or patient.stem in headings:
            continue
        at = [(note.words, j) for note in notes for j, w in enumerate(note.words) if w.stem == word.stem]
        if at and not any(_may_have(there, j, patient) for there, j in at):
            return f"in the notes it cites, “{word.text}” is about something other than “{patient.text}”"
    return ""


def _is_done(words: Sequence[Word], place: int) -> bool:
    """Whether the word is a verb in the past: by its form, or because it stands between an agent and an article."""
    if is_past(words[place].text):
        return True
    after = words[place + 1 : place + 2]
    return place > 0 and bool(after) and after[0].piece == words[place].piece and after[0].text in _BEFORE_PATIENT


def _patient(words: Sequence[Word], place: int) -> Word | None:
    """The first thing right after a verb; none where a preposition or nothing follows."""
    for word in words[place + 1 : place + 5]:
        lower = word.text.casefold()
        if word.piece != words[place].piece or lower in _NOT_A_PATIENT or is_past(word.text):
            return None
        if word.kind == "w":
            return None if word.name or word.text.endswith("ly") else word
        if word.kind == "b" or lower in PRONOUNS and lower not in _BEFORE_PATIENT:
            return None
    return None


def _may_have(words: Sequence[Word], place: int, patient: Word) -> bool:
    """Whether the verb can have that patient there: it stands with it, or what stands with it is unknown."""
    own = _patient(words, place)
    if own is None:
        return True
    return patient.stem in {word.stem for word in _with_it(words, place)}


def _with_it(words: Sequence[Word], place: int) -> Sequence[Word]:
    """What stands in the verb's clause, and behind it up to a clause with a verb of its own."""
    clause = words[place].clause
    here = [word for word in words if word.clause == clause]
    for later in sorted({word.clause for word in words if word.clause > clause}):
        of_clause = [word for word in words if word.clause == later]
        verb_first = (
            len(of_clause) > 1
            and of_clause[0].kind == "w"
            and of_clause[0].text.islower()
            and of_clause[1].text in ARTICLES
        )
        if verb_first or any(word.kind in "abp" or is_past(word.text) for word in of_clause):
            break
        here += of_clause
    return here
