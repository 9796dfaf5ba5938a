"""A sentence -> its words as the support check compares them: stems, numbers, names, who speaks, what is denied.

The words that turn a sentence into its opposite are in the languages' files; any other is a word like all others.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from index.text.irregular_verbs import COMMON_VERBS
from index.text.language_data import LANGUAGES, SHARED, all_words, language_data
from index.text.scripts import CJK
from index.text.stop_words import ASKING_WORDS, stop_words

AUTHOR = "@author"  # I, me, we in a note; you in an answer
_TOKEN = re.compile(
    r"(?P<number>(?<![\w.])[-+−]?\d+(?:[.,:]\d+)*(?![^\W\d_])|\d+(?:[.,:]\d+)*)"
    r"|(?P<cjk>[" + CJK + r"]+)"
    r"|(?P<word>[^\W\d_][^\W_]*(?:['’-][^\W_]+)*)|(?P<mark>[^\w\s])"
)
_ELIDED = re.compile(r"\b([jldnmtsc]|qu)['’](?=[^\W\d_])", re.IGNORECASE)  # "j'ai", "l'eau"
_SHORT = re.compile(r"(i|you|we|he|she|they|it)'(ve|m|ll|d|re)")
_SHORTENED = {"ve": "have", "m": "am", "ll": "will", "d": "would", "re": "are"}
_BREAKS = frozenset(",;:.!?—–()…")
_CONJUNCTIONS = all_words("grounding.conjunctions")
_NEGATORS = all_words("grounding.negators")
_ANDS = all_words("grounding.ands")
ARTICLES = all_words("grounding.articles")
_NOT_PAST = all_words("grounding.no_past")
_INSTEAD = all_words("grounding.instead")  # … of, than
_FAILING = all_words("grounding.failing")  # … to
_DENIED = 3  # words after a "not" in its part of the sentence
_NEGATED = re.compile(r"n['’]t$")
_AUTHORS = all_words("grounding.authors")
_OWN = all_words("grounding.own")
PRONOUNS = all_words("grounding.pronouns")
_FRAMING = all_words("grounding.framing")
"""What an answer says around what the notes say."""
_AUXILIARY = all_words("grounding.auxiliaries")
_SUFFIXES = language_data(SHARED).words("grounding.endings")
_SAY_LITTLE = all_words("grounding.say_little")
"""Though they have opposites."""


@dataclass(frozen=True, slots=True)
class Word:
    """`stem` is what is compared: a number's value, a word's stem, AUTHOR; `text` the word as written."""

    stem: str
    text: str
    kind: str
    """n number, w word that says something, s one that does not, a author, p pronoun, b auxiliary"""
    name: bool = False
    denied: bool = False
    clause: int = 0
    piece: int = 0
    """The part of the clause between two marks, a list's item by itself."""


def words_of(text: str, language: str = "en") -> list[Word]:
    """The words of a sentence, in order, with the clause that each stands in and whether it is denied there."""
    found: list[Word] = []
    clause, fresh = 0, True
    if language == "fr":
        text = _ELIDED.sub(lambda found: f"{found[1]}e ", text)
    matches = list(_TOKEN.finditer(text))
    for place, match in enumerate(matches):
        written = match[0]
        if match["mark"]:
            if written in _BREAKS and not fresh:
                clause, fresh = clause + 1, True
            continue
        for word in _read(match, language, not found):
            after = matches[place + 1][0] if place + 1 < len(matches) else ""
            if _begins_clause(word, found, after) and not fresh:
                clause += 1
            found.append(replace(word, clause=clause, piece=clause))
            fresh = False
    return _with_denials(_with_whole_clauses(found), language)


def _begins_clause(word: Word, before: list[Word], after: str) -> bool:
    """A conjunction, or what follows an "and" that joins more than two things: "… and gave it away"."""
    if word.text.casefold() in _CONJUNCTIONS:
        return True
    if len(before) < 2 or before[-1].text.casefold() not in _ANDS:
        return False
    if word.kind in "ap":
        return not before[-2].text[0].isupper()  # "Anna and I"
    if word.kind == "w" and word.text[0].isupper() and is_past(after):
        return not before[-2].text[0].isupper()  # "… the tiles and Pilar chose", but "Anna and Ben chose"
    return word.kind == "b" or is_past(word.text) or (word.kind == "w" and word.text.islower() and after in ARTICLES)


def is_past(written: str) -> bool:
    """Whether a word looks like a verb of what was: "planted", "gave"."""
    return (written.endswith("ed") and written.casefold() not in _NOT_PAST) or written.casefold() in _past()


def _read(match: "re.Match[str]", language: str, first: bool) -> Iterable[Word]:
    written = match[0]
    if match["number"]:
        return [Word(number(written), written, "n")]
    if match["cjk"]:
        return [Word(written[i : i + 2], written[i : i + 2], "w") for i in range(max(1, len(written) - 1))]
    bare = written.replace("’", "'")
    bare = bare[:-2] if bare.endswith("'s") else bare.rstrip("'")
    lower = bare.casefold()
    short = _SHORT.fullmatch(lower) if language == "en" else None
    if short:
        kind = _kind(short[1], language)
        who = Word(AUTHOR if kind == "a" else stem(short[1]), bare[: short.end(1)], kind)
        return [who, Word(_SHORTENED[short[2]], _SHORTENED[short[2]], "b")]
    kind = _kind(lower, language)
    if kind == "n":
        return [Word(_number_words()[lower], written, "n")]
    if kind == "a":
        return [Word(AUTHOR, written, "a")]
    capital = bare[0].isupper() and language != "de" and not (first and kind != "w")
    return [Word(stem(lower), written, kind, capital and kind == "w" and not first)]


def _kind(lower: str, language: str) -> str:
    if lower in _number_words():
        return "n"
    if lower in _AUTHORS:
        return "a"
    if lower in PRONOUNS:
        return "p"
    if lower in _AUXILIARY:
        return "b"
    empty = lower in (stop_words(language) or stop_words("en")) or lower in ASKING_WORDS or lower in _FRAMING
    return "s" if (empty or lower in _OWN or len(lower) < 2) and lower not in _turning() else "w"


def _with_whole_clauses(words: list[Word]) -> list[Word]:
    """Short clauses between commas are parts of a list, and belong to the one before."""
    if not words:
        return words
    size = {clause: 0 for clause in {word.clause for word in words}}
    for word in words:
        size[word.clause] += word.kind in "wn"
    joined, target = {}, words[0].clause
    for clause in sorted(size):
        if size[clause] >= 2 and (size[target] >= 2 or clause == target):
            target = clause
        joined[clause] = target
    return [replace(word, clause=joined[word.clause]) for word in words]


def _with_denials(words: list[Word], language: str) -> list[Word]:
    out: list[Word] = []
    left, piece = 0, -1
    for i, word in enumerate(words):
        if word.piece != piece:
            left, piece = 0, word.piece
        if _denies(word, words[i + 1].text.casefold() if i + 1 < len(words) else ""):
            left = _DENIED
            if language == "de" and out and out[-1].kind == "w" and out[-1].piece == piece:
                out[-1] = replace(out[-1], denied=True)
            out.append(replace(word, kind="s"))
            continue
        out.append(replace(word, denied=left > 0))
        left -= word.kind in "wn"
    return out


def _denies(word: Word, after: str) -> bool:
    lower = word.text.casefold()
    if lower in _FAILING:
        return after == "to"
    return lower in _NEGATORS or bool(_NEGATED.search(lower)) or (lower in _INSTEAD and after in ("of", "than"))


def number(written: str) -> str:
    """A number's value as one writing: "1,450" and "1450", "4.0" and "4" are the same."""
    digits = written.replace("−", "-").lstrip("+")
    if re.fullmatch(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?", digits):
        digits = digits.replace(",", "")
    elif re.fullmatch(r"-?\d{1,3}(?:\.\d{3})+", digits) and digits.count(".") > 1:
        digits = digits.replace(".", "")
    digits = digits.replace(",", ".").replace(":", ".")
    if digits.count(".") == 1:
        digits = digits.rstrip("0").rstrip(".")
    sign = "-" if digits.startswith("-") else ""
    whole, dot, rest = digits.lstrip("-").partition(".")
    return f"{sign}{whole.lstrip('0') or '0'}{dot}{rest}"


@cache
def _number_words() -> dict[str, str]:
    return {
        word: value for code in LANGUAGES for word, value in language_data(code).values("grounding.numbers").items()
    }


@cache
def _irregular() -> dict[str, str]:
    others = language_data("en").groups("grounding.other_forms")
    return {form: group[0] for group in (*COMMON_VERBS, *others) for form in group}


@cache
def _past() -> frozenset[str]:
    """Irregular past forms: "gave", "taken"."""
    return frozenset(form for form, base in _irregular().items() if form != base)


@cache
def _opposite_groups() -> tuple[tuple[str, ...], ...]:
    """Of each group the first word is the opposite of the others."""
    return tuple(group for code in LANGUAGES for group in language_data(code).groups("grounding.opposites"))


@cache
def opposites() -> dict[str, frozenset[str]]:
    """Stem -> the stems of what is its opposite: of each group the first against the others."""
    found: dict[str, set[str]] = {}
    for group in _opposite_groups():
        first = stem(group[0])
        for other in map(stem, group[1:]):
            found.setdefault(first, set()).add(other)
            found.setdefault(other, set()).add(first)
    return {word: frozenset(others - {word}) for word, others in found.items()}


@cache
def _turning() -> frozenset[str]:
    """Words with an opposite say something, also where they are else stop words."""
    return frozenset(word for group in _opposite_groups() for word in group) - _SAY_LITTLE


def raw_stems(text: str) -> list[str]:
    """The stems of all words in order, those that say little too."""
    return [stem(word) for word in re.findall(r"\w+", text.casefold())]


@cache
def stem(word: str) -> str:
    """ "layers" -> "layer", "flattened" -> "flatten", "went" -> "go": crude, but the same for both sides."""
    word = _irregular().get(word, word)
    while True:
        suffix = next((end for end in _SUFFIXES if word.endswith(end) and len(word) - len(end) >= 3), "")
        if not suffix:
            break
        word = word[: len(word) - len(suffix)]
    if len(word) > 3 and word[-1] == word[-2]:
        word = word[:-1]
    return word[:-1] + "i" if word.endswith("y") and len(word) > 3 else word
