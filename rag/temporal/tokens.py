"""A question -> its words, each with the kind of time word it is and its place in the text.

>>> "".join(token.kind for token in tokenize("in March 2020", "en"))
'imY'
"""

import re
from dataclasses import dataclass, replace

from index.text.folding import fold_punctuation
from index.text.language_data import all_words, any_of, language_data
from index.text.stop_words import stop_words
from rag.temporal.lexicon import (
    GIVEN_NAMES,
    KIN,
    LONGEST_PHRASE,
    NOT_A_SEASON,
    PERSONAL_DAYS,
    TITLES,
    VOCABULARY,
    LexiconEntry,
    one_slip,
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or mark; `kind` is a letter of lexicon.py or one of these:

    Y year  y year of two digits ('19)  Z decade  I full date  J year and month  X numbers of unclear order  K Q1 H2 W5
    p a personal day  D article  , comma  . any other word  ; any other mark  " inside quotation marks
    """

    kind: str
    value: str | int
    start: int
    end: int
    word: str  # lower case
    parts: tuple[int, ...] = ()  # the numbers of I, J, X, K


CAPITAL = "capital"  # the value of a word that is written with one
_QUOTED = re.compile(r'"[^"]*"|“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»|`[^`]*`')
_CODE = re.compile(r"(?<!\w)(?P<letters>[^\W\d_a-z]{2,})[-_]\d[\w-]*")
_PIECES = re.compile(
    r"""
      (?P<skip>    https?://\S+ | \d+:\d\d[:\d]* | v\d+(?:\.\d+)* (?![^\W_])
                 | [^\W\d_]\w*(?:\.[a-z]{2,3})+ (?![\w']) )
    | (?P<ymd>     \d{4}(?P<s1>[-/.])\d{1,2}(?P=s1)\d{1,2} (?![\w]|[-/.]\d) | (?:19|20)\d{6} (?!\w) )
    | (?P<week>    \d{4}-?w\d{1,2} (?!\w) )
    | (?P<dmy>     \d{1,2}(?P<s2>[-/.])\d{1,2}(?P=s2)(?:\d{4}|\d\d) (?![\w]|[/.]\d|-(?!\d\d?[./]\d)\d) )
    | (?P<ym>      (?:19|20)\d\d(?:[-/]|/(?:19|20))\d\d (?![\w]|[-/.]\d) )
    | (?P<my>      \d{1,2}/(?:19|20)\d\d (?![\w]|[-/.]\d) )
    | (?P<dm>      \d{1,2}/\d{1,2} (?![\w]|[/.]\d|-(?!\d\d?/\d)\d) | \d{1,2}\.\d{1,2}\. (?!\d) )
    | (?P<skip2>   (?!\d\d?,(?:19|20)\d\d(?!\d)) \d+(?:[.,]\d+)+ (?![^\W_]) )
    | (?P<decade>  (?:19|20)?\d0'?s (?!\w) | (?:19|20)?\d0ern? (?!\w) )
    | (?P<short>   '\d\d (?!\w) )
    | (?P<ordinal> \d{1,2}(?:"""
    + any_of("time.ordinal_ends")
    + r"""|\.(?=\ ?[^\W\d]|,\ ?\d\d?\.|\ ?-\ ?\d\d?\.|/\d\d?\.)) (?![^\W_]) )
    | (?P<number>  \d+ (?![^\W_]) )
    | (?P<elided>  (?:[ldjmnst]|qu|"""
    + any_of("time.elisions")
    + r""")' (?=[^\W\d_]) )
    | (?P<word>    [^\W_]+(?:'[^\W_]+)* )
    | (?P<mark>    [^\w\s] )
    """,
    re.VERBOSE,
)
_SAINT = re.compile(r"(?<=\bst)\.(?=\s)")  # "St. Patrick's day"
_NUMBERED = re.compile(r"(q|h|w|kw|t|s)0?(\d{1,2})$")
_LONG_NAMES = {
    language: tuple(w for w, found in words.items() if len(w) > 5 and found[0][0] in "MWR" and " " not in w)
    for language, words in VOCABULARY.items()
}
_TURNING_WORDS = {
    language: tuple(w for w, found in words.items() if len(w) > 4 and found[0][0] in "BALl" and " " not in w)
    for language, words in VOCABULARY.items()
}
_SURE_LENGTH, _SHORTEST_LED = 8, 5  # letters of a misspelt name
_REAL_WORDS = all_words("time.no_slips")
"""Words that are one letter from a time's, and are themselves: a sundae."""
_TIME_LEADS = "iqubBAr~LTFE"
_LEADS_TO_TIME = frozenset(("in", "on", "this", "last", "next", "every", "until", "early", "late", "mid", "by"))
_MISSPELT_AFTER = all_words("time.misspelt_after")
_PHRASE_STARTS = {
    language: frozenset(word.split()[0].split("-")[0] for word in words if re.search(r"[ '-]", word))
    | frozenset(word[:2] for word in words if "'" in word)
    for language, words in VOCABULARY.items()
}


def tokenize(question: str, language: str) -> list[Token]:
    """The question's tokens in order; words in quotation marks are never time words."""
    text = _SAINT.sub(" ", fold_punctuation(question))
    quoted = iter(sorted([*(match.span() for match in _QUOTED.finditer(text)), *_codes(question, language)]))
    start, end = next(quoted, (len(text), len(text)))
    tokens: list[Token] = []
    for match in _PIECES.finditer(text):
        while match.start() >= end and end < len(text):
            start, end = next(quoted, (len(text), len(text)))
        if start <= match.start() < end:
            tokens.append(Token('"', "", match.start(), match.end(), match[0]))
        else:
            tokens.append(_token(match, language))
    return _looked_up(tokens, text, question, language)


def _codes(question: str, language: str) -> list[tuple[int, int]]:
    """Where numbers stand that belong to a thing: "INV-2023-0118", but not "MAY-2023"."""
    known = VOCABULARY[language]
    return [match.span() for match in _CODE.finditer(question) if match["letters"].lower() not in known]


def _token(match: re.Match[str], language: str) -> Token:
    """One piece of text; words are looked up later, when their neighbours are known."""
    name, text, start, end = str(match.lastgroup), match[0], match.start(), match.end()
    parts = tuple(int(part[:9]) for part in re.findall(r"\d+", text)) if text[0] == "'" or text[0].isdecimal() else ()
    kind = _SHAPES.get(name, ".")
    value: str | int = 0
    if name == "ymd" and len(parts) == 1:
        parts = (parts[0] // 10000, parts[0] // 100 % 100, parts[0] % 100)
    elif name == "week":
        value, parts = "w", parts[::-1]
    elif name == "my":
        kind, parts = "J" if 1 <= parts[0] <= 12 else ".", parts[::-1]
    elif name in ("dmy", "dm"):
        value = int(match["s2"] == "." if name == "dmy" else "." in text)
    elif name == "decade":
        value = parts[0] if parts[0] > 99 else parts[0] + (2000 if parts[0] < 30 else 1900)
    elif name == "short":
        value = parts[0] + (2000 if parts[0] < 40 else 1900)
    elif name in ("ordinal", "number"):
        value = parts[0]
        if name == "ordinal" and text[-1] == "." and language != "de":
            kind, text, end = "N", text[:-1], end - 1
        if name == "number" and len(text) == 4 and 1900 <= value <= 2099:
            kind = "Y"
        if match.string[max(start - 1, 0) : start] in ("$", "€", "£", "#", "@"):
            kind = "."
    elif name == "mark":
        joins = text == "/" and match.string[start - 1 : start].isalpha() == match.string[end : end + 1].isalpha()
        kind = text if text in ",-" else "&" if joins else ";"  # Mai/Juni
    return Token(kind, value, start, end, text, parts)


_SHAPES = {"ymd": "I", "week": "K", "dmy": "X", "ym": "J", "dm": "X", "decade": "Z", "short": "y", "ordinal": "O"} | {
    "number": "N",
    "word": "?",
    "elided": "?",
}


def _looked_up(tokens: list[Token], text: str, written: str, language: str) -> list[Token]:
    """Every word given its kind, several words that mean one thing joined: the day before yesterday."""
    found: list[Token] = []
    position = 0
    while position < len(tokens):
        token = tokens[position]
        if token.kind in ".?" or token.word == "'":
            token, used = _longest(tokens, position, text, language)
        else:
            used = 1
        position += used
        if token.kind in "MmWw" and len(token.word) < 5 and _is_stop(tokens, position, token.end):
            token, position = replace(token, end=token.end + 1), position + 1  # Nov. 5
        following = tokens[position].word if position < len(tokens) else ""
        behind = tokens[position:]
        if token.kind in "MmWwSsH" and (
            _is_titled(found)
            or _is_kin(token, behind, found)
            or _is_first_name(token, behind, found, written, language)
            or language != "de"
            and _is_title(token, behind, found, written, language)
        ):
            token = replace(token, kind=".")
        if token.kind in "sS" and following in NOT_A_SEASON:
            token = replace(token, kind=".")
        capital = token.kind == "." and written[token.start].isupper()
        found.append(replace(token, value=CAPITAL) if capital else token)
    return found


def _is_titled(before: list[Token]) -> bool:
    """Whether a title comes before: "Herr Sommer", "Mrs. May"."""
    words = [token.word for token in before[-2:] if token.word != "."]
    return bool(words) and words[-1] in TITLES


def _is_kin(token: Token, after: list[Token], before: list[Token]) -> bool:
    """ "my friend April", "Tante Juli": but not "at grandma's, May 2022"."""
    kin = token.kind in "Mm" and bool(before) and before[-1].word in KIN
    return kin and not (after and (after[0].kind in "YyNOJ" or after[0].word == "'"))


def _is_first_name(token: Token, after: list[Token], before: list[Token], written: str, language: str) -> bool:
    """ "After Sun Yuwei called", "June Carter": a name that a name follows, and no word of time leads to."""
    if not after or (len(token.word) > 3 and token.word not in GIVEN_NAMES) or after[0].kind != "?":
        return False
    capital = written[token.start].isupper() and written[after[0].start].isupper()
    named = capital and written[token.end : after[0].start] == " " and _reading(after[0].word, "en") == NO_TIME
    leads = f"{_TIME_LEADS}ENO" if language == "de" else ""  # where all nouns have capitals: "im August Regen"
    return named and not (before and (before[-1].word in _LEADS_TO_TIME or before[-1].kind in leads))


def _is_title(token: Token, after: list[Token], before: list[Token], written: str, language: str) -> bool:
    """ "Winter Sleep", "Monday Motivation": written with capitals as a name is, and no word of time leads to it."""
    if not after or not before or after[0].kind != "?" or len(after[0].word) < 2:
        return False
    if before[-1].kind in _TIME_LEADS and (language == "en" or token.kind != "S"):
        return False  # but "au Printemps Haussmann": seasons have no capital there
    following = written[after[0].start : after[0].end]
    if written[token.end : after[0].start] != " " or not (written[token.start].isupper() and following[0].isupper()):
        return False
    return _reading(after[0].word, "en") == NO_TIME and after[0].word not in _LEADS_TO_TIME


def _is_stop(tokens: list[Token], position: int, end: int) -> bool:
    """Whether a full stop stands right there and something follows it."""
    return position + 1 < len(tokens) and tokens[position].word == "." and tokens[position].start == end


def _longest(tokens: list[Token], position: int, text: str, language: str) -> tuple[Token, int]:
    """The reading of the longest known phrase that starts here, and how many tokens it takes."""
    first = tokens[position]
    if (
        first.word in _PHRASE_STARTS[language]
        or first.word[:2] in _PHRASE_STARTS[language]
        or first.word in _PERSONAL_STARTS
    ):
        for size in range(min(LONGEST_PHRASE, len(tokens) - position), 1, -1):
            last = tokens[position + size - 1]
            if last.end - first.start > 40 or last.kind == '"':
                continue
            phrase = " ".join(text[first.start : last.end].split())
            reading = _reading(phrase, language)
            if reading != NO_TIME:
                return Token(reading[0], reading[1], first.start, last.end, phrase), size
    if first.kind == ".":
        return first, 1
    kind, value = _reading(first.word, language)
    if kind == "." and (compound := _compound(first, language)) is not None:
        return compound, 1
    if match := _NUMBERED.fullmatch(first.word):
        letter = {"kw": "w", "s": "w", "t": "q"}.get(match[1], match[1])
        highest = {"q": 4, "h": 2, "w": 53}[letter]
        if 1 <= int(match[2]) <= highest and (match[1] not in "ts" or language == "fr"):
            return replace(first, kind="K", value=letter, parts=(int(match[2]),)), 1
    if kind == "." and len(first.word) > 4:
        kind, value = _misspelt(first.word, tokens[max(position - 1, 0) : position + 2], language)
    return replace(first, kind=kind, value=value), 1


def _compound(token: Token, language: str) -> Token | None:
    """ "Montagabend": a weekday, month or holiday with a part of the day, whose own time is that of its first word."""
    for end in language_data(language).words("time.day_compounds"):
        if token.word.endswith(end) and token.word != end:
            kind, value = _reading(token.word.removesuffix(end), language)
            if kind == "W" and end in language_data(language).words("time.repeated_compounds"):
                return replace(token, kind="P", value=value)  # sonntagabends
            if kind in "WMHR":
                return replace(token, kind=kind, value=value)
    return None


NO_TIME: LexiconEntry = (".", "")
_PERSONAL_STARTS = frozenset(day.split()[0] for day in PERSONAL_DAYS)


def _reading(word: str, language: str) -> LexiconEntry:
    """The kind and value of a word or phrase: of its own language, else a long English one, else a plain word."""
    bare = word[:-2] if word.endswith("'s") else word
    readings = VOCABULARY[language].get(word) or VOCABULARY[language].get(bare)
    if readings:
        return readings[0]
    if bare in PERSONAL_DAYS:
        return "p", bare
    english = VOCABULARY["en"].get(bare, (NO_TIME,))[0]
    return english if len(bare) > 4 and english[0] in "MWRHm" else NO_TIME


def _misspelt(word: str, near: list[Token], language: str) -> LexiconEntry:
    """A month, weekday or "yesterday" with one letter wrong, missing, doubled or swapped; a short one only when led to.

    "Befor" and the like beside the words of a time: "the weekend befor last".
    """
    if word in _REAL_WORDS or word in stop_words(language):
        return NO_TIME
    led = near[0].word in _MISSPELT_AFTER
    for names in (_LONG_NAMES[language], _LONG_NAMES["en"]):
        for name in names:
            sure = len(word) >= _SURE_LENGTH or led and len(word) > _SHORTEST_LED
            if word[0] == name[0] and sure and one_slip(word, name):
                return VOCABULARY[language].get(name, VOCABULARY["en"].get(name, (NO_TIME,)))[0]
    turned = len(near) > 2 and all(_reading(token.word, language)[0] in "ULlW" for token in (near[0], near[2]))
    if turned:
        for name in _TURNING_WORDS[language]:
            if word[0] == name[0] and one_slip(word, name):
                return VOCABULARY[language][name][0]
    return NO_TIME
