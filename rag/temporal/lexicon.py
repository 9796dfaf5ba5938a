"""The time words of the languages that part words by spaces: word -> (kind, value); the grammar reads kinds only.

    VOCABULARY["de"]["gestern"] -> ("R", -1)

Kinds, one letter each, so that a question becomes a short string which ordinary patterns can match:
    M month      m month that is also another word (may, march)      W weekday   w the same, doubtful (sun, sat)
    P weekdays that repeat
    S season     s doubtful (spring, fall)                           H holiday   U unit: day week month year …
    R day from today (yesterday -1)
    L last       l last, after its noun (dernière)      T this       F next      f next, after its noun
    N number     n number word     a one     O ordinal  E part: early mid late
    i in, on, at   o of   t for   r from   b between   & and   - to   u until, by   q since   B before   A after
    k calendar week (KW 5)         C "this time" (last year)
    d year to date
    c my week        x except         h the day before or after
    j days off around (long weekend)
    Z decade
    v the one before last (vorletzte)   e every   = exactly
    G ago, after the number        g ago, before it    ~ around      V recently (days back)   D article
Several words that mean one thing are joined by "_".
"""

from index.text.language_data import all_words, language_data

LexiconEntry = tuple[str, str | int]

_KINDS = {
    "months": "M", "doubtful_months": "m", "weekdays": "W", "doubtful_weekdays": "w", "repeated_weekdays": "P",
    "seasons": "S", "doubtful_seasons": "s", "holidays": "H", "periods": "H", "units": "U", "week_numbers": "k",
    "days": "R", "this_time": "C", "last": "L", "last_after": "l", "this": "T", "next": "F", "next_after": "f",
    "numbers": "n",
    "ones": "a", "ordinals": "O", "parts": "E", "in": "i", "of": "o", "for": "t", "from": "r", "between": "b",
    "and": "&", "to": "-", "until": "u", "since": "q", "before": "B", "after": "A", "ago": "G", "ago_before": "g",
    "around": "~", "recently": "V", "own_units": "c", "running": "d", "day_steps": "h", "except": "x", "articles": "D",
    "no_time": ".", "penultimate": "v", "decades": "Z", "bridges": "j", "every": "e", "exactly": "=",
}  # fmt: skip
"""The entries of [time.words] in the languages' files."""
_WORDS = "time.words."


def _vocabulary(language: str) -> dict[str, tuple[LexiconEntry, ...]]:
    """Word -> its readings, in the order of the language's file."""
    data = language_data(language)
    words: dict[str, tuple[LexiconEntry, ...]] = {}
    for key in data.entries:
        if not key.startswith(_WORDS):
            continue
        kind = _KINDS[key.removeprefix(_WORDS)]
        for entry in data.words(key):
            word, _, value = entry.partition("=")
            value = value or (word.rstrip("s") if kind == "U" else word)
            number = value.lstrip("-").isdigit()
            reading: LexiconEntry = (kind, int(value) if number else value)
            word = word.replace("_", " ")
            words[word] = (*words.get(word, ()), reading)
    return words


VOCABULARY = {language: _vocabulary(language) for language in ("en", "de", "fr", "es", "it", "pt", "nl", "pl")}
LONGEST_PHRASE = 6  # words

NOT_A_SEASON = all_words("time.no_season_before")
"""Before these words a season's name is something else: spring boot, summer school."""
COUNTED = all_words("time.counted")
"""Numbers before or after these count things and are no years: "2020 tokens"."""
TITLES = all_words("time.titles")
"""Before these names: Herr Sommer, Mrs May."""
KIN = all_words("time.kin")
"""Behind these a month is a person: aunt June."""
NUMBERED = all_words("time.numbered")
"""What bears a number that looks like a year."""
SHORT_FORMS = all_words("time.short_months")
"""Months that are also something else where no time word leads to them: the name of an argument."""
GIVEN_NAMES = all_words("time.given_names")
"""Months that are also a person's name, behind the words BEFORE_PEOPLE: "what did June say"."""
BEFORE_PEOPLE = all_words("time.before_people")
PERSONAL_DAYS = frozenset(day.replace("_", " ") for day in all_words("time.personal_days"))
"""Days that a calendar does not know, or that differ between people and countries."""
STRETCHES = all_words("time.stretches")
"""Stretches of days which no calendar knows: a term, a bridge day."""


def one_slip(word: str, name: str) -> bool:
    """Whether one edit, or one swap of neighbours, makes `word` of `name`: "Feburary", "Wenesday"."""
    if abs(len(word) - len(name)) > 1:
        return False
    start = 0
    while start < min(len(word), len(name)) and word[start] == name[start]:
        start += 1
    a, b = word[start:], name[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])
