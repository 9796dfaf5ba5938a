"""Whether the time words of a question are a name, or part of one: "The Man Who Was Thursday", "the film Summer".

Told by capitals where the language writes its time words without them, by a word for a work right before, and by the
words of a name on either side. A question all of whose words have capitals tells nothing by them.
"""

import re
from typing import Literal

from index.text.folding import fold_punctuation
from index.text.language_data import SPACED, all_words
from index.text.stop_words import stop_words
from rag.temporal.event_time import is_past_verb
from rag.temporal.things import is_all_titles, is_of_a_thing, kind_of, neighbours

NameLikeness = Literal["", "perhaps", "name"]

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SENTENCE = re.compile(r"(?:^|[.?!:…(\[])[\s\W]*$")
_WORKS = all_words("time.works", SPACED)
_OWNERS = all_words("time.owners", SPACED)
_LONGEST, _NEAR = 6, 40  # words of a time that may be a name; characters before it
_WITH_CAPITALS = "MmWwHP"  # what English writes with capitals
_TURNED = "LlTFf"  # last, this, next
_OF_NAME = re.compile(r" of (?:the )?[^\W\d_a-z]")
_OR, _OUT_OF = all_words("time.or"), all_words("time.out_of")
_SMALL = 4  # letters of an article or number that begins a title
_YEAR = re.compile(r"(?:19|20)\d\d")
_NOUNS_WITH_CAPITALS = "de"


def name_likeness(question: str, start: int, end: int, language: str) -> NameLikeness:
    """How likely `question[start:end]`, which was read as a time, is a name; lead words that it has belong to it."""
    own = list(_WORD.finditer(question, start, end))
    if len(own) > 1 and kind_of(own[0][0], language) == "t":
        own = own[1:]  # about Friday
    if not own or len(own) > _LONGEST:
        return ""
    if is_of_a_thing(question, own, language) or language == _NOUNS_WITH_CAPITALS and _is_genitive(question, own):
        return "name"
    if _begins_name(question, own, language):
        return "perhaps"
    before, after = neighbours(question, own[0].start(), own[-1].end())
    if before is not None and _inside_title(question, before):
        return "perhaps"
    if not own[0][0][0].isupper() and not own[0][0].isdigit():
        return ""
    if before is None:
        return _at_the_start(question, own, after, language)
    if language == _NOUNS_WITH_CAPITALS and _is_joined(question, own, before, language):
        return "perhaps"
    if fold_punctuation(before[0]) in _WORKS:
        sure = language != "en" or kind_of(own[0][0], language) not in tuple("WwHP")
        return "name" if sure else "perhaps"
    if language == _NOUNS_WITH_CAPITALS:
        return _german(question, own, before, after)
    return "" if is_all_titles(question) else _by_capitals(question, own, before, after, language)


def _begins_name(question: str, own: list[re.Match[str]], language: str) -> bool:
    """ "the May Fourth Movement", "on Sunday Street", "the Summer of Love": lead words, and a name behind them."""
    last, lead = own[-1], own[0][0]
    if len(own) < 2 or kind_of(lead, language) not in tuple("Di") or not lead.islower() or not last[0][0].isupper():
        return False
    if language == "en" and _goes_on(question, own, language):
        return True
    return kind_of(last[0], language) in tuple("SsWwMm") and _OF_NAME.match(question, last.end()) is not None


def _inside_title(question: str, before: re.Match[str]) -> bool:
    """ "the book One Day", "le film Un dimanche à la campagne": a work, and a title whose small word has a capital."""
    near = list(_WORD.finditer(question, max(before.start() - _NEAR, 0), before.start()))
    work = near[-1][0] if near else ""
    return fold_punctuation(work) in _WORKS and before[0][0].isupper() and len(before[0]) <= _SMALL


def _is_joined(question: str, own: list[re.Match[str]], before: re.Match[str], language: str) -> bool:
    """ "Robinson und Freitag": a bare weekday that "and" joins to a name."""
    if len(own) > 1 or kind_of(own[0][0], language) not in tuple("Ww") or kind_of(before[0], language) != "&":
        return False
    near = list(_WORD.finditer(question, max(before.start() - _NEAR, 0), before.start()))
    return bool(near) and near[-1][0][0].isupper() and not kind_of(near[-1][0], language)


def _at_the_start(question: str, own: list[re.Match[str]], after: re.Match[str] | None, language: str) -> NameLikeness:
    """ "Avril Lavigne": a word of time and a capital, at the start of the question or behind a mark."""
    if len(own) > 1 or after is None:
        return ""
    if kind_of(own[0][0], language) in tuple("Ww") and (likeness := _names_work(question, after, language)):
        return likeness
    if language == _NOUNS_WITH_CAPITALS or not after[0][0].isupper():
        return ""
    known = kind_of(after[0], language) or fold_punctuation(after[0]) in stop_words(language)
    return "perhaps" if kind_of(own[0][0], language) and not known else ""


def _names_work(question: str, after: re.Match[str], language: str) -> NameLikeness:
    """ "Vendredi ou la vie sauvage", "Freitag aus Robinson Crusoe": a title's second half, a name of two words."""
    behind = list(_WORD.finditer(question, after.end(), min(after.end() + _NEAR, len(question))))[:3]
    kinds = [kind_of(word[0], language) for word in behind]
    if fold_punctuation(after[0]) in _OR and kinds[:1] == ["D"] and len(kinds) > 1:
        return "name" if not kinds[1] else ""
    named = [word for word, kind in zip(behind, kinds, strict=True) if kind != "D"][:2]
    led = kind_of(after[0], language) in tuple("or") or fold_punctuation(after[0]) in _OUT_OF
    return "perhaps" if led and len(named) > 1 and all(word[0][0].isupper() for word in named) else ""


def _by_capitals(
    question: str, own: list[re.Match[str]], before: re.Match[str], after: re.Match[str] | None, language: str
) -> NameLikeness:
    """Where the language writes its time words small, or all but these."""
    kinds = [kind_of(word[0], language) for word in own]
    named = before[0][0].isupper() and before[0] not in ("I", "Je", "Yo")
    if _begins(question, before):
        named = named and language != "en" and own[0][0][0].isupper() and not _tells_little(before, language)
    if named and fold_punctuation(before[0]) in stop_words(language):
        return "name"  # Who Was Thursday
    if language != "en" and kinds == ["W"] and after is not None and _joins_name(question, after, language):
        return "name"  # Martes y Trece
    if language == "en" and kinds[0] in tuple("MmWwH") and (run := _goes_on(question, own, language)):
        return "name" if run > 1 else "perhaps"  # Friday Night Lights
    small = [kind for word, kind in zip(own, kinds, strict=True) if _tells(word[0], kind, language)]
    if any(_YEAR.fullmatch(word[0]) for word in own):
        return ""  # Summer 2023
    if not small:
        return "perhaps" if named and len(own) == 1 and kinds[0] in tuple("WwH") else ""
    if len(own) > 1:
        doubtful = kinds[0] != "D" and any(kind in tuple(_TURNED + _WITH_CAPITALS) for kind in kinds)
        return "perhaps" if doubtful else "name"
    if language != "en" and kinds[0] in tuple("Mm"):
        return "name"  # qu'a dit Avril: of the month it is "en avril"
    if language != "en" and kinds[0] in tuple("Ww"):
        return "name" if named or after is not None and after[0][0].isupper() else "perhaps"
    return "name"


def _tells_little(word: re.Match[str], language: str) -> bool:
    """A word that begins a question, and no name: "Cené Domingo", as against "Santo Domingo"."""
    return (
        is_past_verb(word[0]) or kind_of(word[0], language) != "" or fold_punctuation(word[0]) in stop_words(language)
    )


def _joins_name(question: str, joint: re.Match[str], language: str) -> bool:
    """Whether "and" and a word with a capital follow."""
    behind = _WORD.match(question, joint.end() + 1) if kind_of(joint[0], language) == "&" else None
    return behind is not None and behind[0][0].isupper() and kind_of(behind[0], language) not in tuple("Ww")


def _goes_on(question: str, own: list[re.Match[str]], language: str) -> int:
    """How many words of a name follow, with capitals; 0 where all of them are words of time: "Friday Night"."""
    if any(_YEAR.fullmatch(word[0]) for word in own):
        return 0
    count, named, end = 0, False, own[-1].end()
    while count < _LONGEST and (after := _WORD.match(question, end + 1)) and question[end] == " ":
        if not after[0][0].isupper():
            break
        if fold_punctuation(after[0]) in stop_words(language) or after[0].isupper():
            break
        count, named, end = count + 1, named or not kind_of(after[0], language), after.end()
    return count if named else 0


def _tells(word: str, kind: str, language: str) -> bool:
    """Whether the capital of a time word says that it is a name; "MONDAY" says nothing."""
    usual = kind == "H" or language == "en" and kind in _WITH_CAPITALS
    return word[0].isupper() and not (len(word) > 1 and word.isupper()) and kind not in (".", "") and not usual


def _german(
    question: str, own: list[re.Match[str]], before: re.Match[str], after: re.Match[str] | None
) -> NameLikeness:
    """ "Anna Winter", "Frühlings Erwachen", "Winter in Maine": a bare season is no time of its own in German."""
    if len(own) > 1 or kind_of(own[0][0], "de") not in tuple("SsMm") or fold_punctuation(before[0]) in _OWNERS:
        return ""
    if before[0][0].isupper() and not _begins(question, before):
        return "name"
    return "perhaps" if after is not None and not _YEAR.fullmatch(after[0]) else ""


def _is_genitive(question: str, own: list[re.Match[str]]) -> bool:
    """ "an Frühlings Erwachen": what is told of a time has its article, "des Frühlings"."""
    last, article = own[-1], own[0][0]
    after = _WORD.match(question, last.end() + 1)
    seasonal = kind_of(last[0], "de") in tuple("Ss") and last[0].endswith("s") and last[0][0].isupper()
    bare = len(own) == 1 or len(own) == 2 and kind_of(article, "de") in tuple("it")
    return seasonal and bare and after is not None and after[0][0].isupper()


def _begins(question: str, word: re.Match[str]) -> bool:
    return _SENTENCE.search(question, 0, word.start()) is not None
