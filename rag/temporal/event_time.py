"""Whether a question's time words tell what happened when ("the trip in 2019") or when it was written ("in March").

Only the second may hide days: the trip of 2019 can be told on any later day.
"""

import re
from datetime import date

from rag.temporal.grammar import Piece

_PARTICIPLE_WORDS = """born published founded released built dated invented launched established married graduated
taken recorded discovered introduced died due scheduled planned geboren veröffentlicht
gegründet né née publié fondé nacido nací publicado fundado"""
_EVENT_WORDS = """trip trips vacation holiday wedding conference party concert marathon race exam exams birthday
funeral move visit flight accident surgery operation course class workshop hackathon interview
book paper papers film movie album song version edition release election olympics tournament
season semester war crisis pandemic lockdown earthquake fire flood storm photo photos picture
pictures renovation tour cruise hike expedition festival show match game championship reise
urlaub hochzeit prüfung konferenz umzug unfall konzert voyage vacances mariage examen
conférence viaje vacaciones boda conferencia concierto accidente mudanza"""
_NOTE_WORDS = """note notes entry entries journal diary log logs page pages day days writing post posts record
records summary recap review highlights notizen eintrag einträge tagebuch notas entradas diario"""
_OWNER_WORDS = "my our his her their your mein meine meiner mon ma mes mi mis"
_OTHER_WORDS = """did was were is are do does have has had i we he she they what how who where which that when
with about as or but if because not ich habe"""
_PARTICIPLES = frozenset(_PARTICIPLE_WORDS.split())
_EVENT_NOUNS = frozenset(_EVENT_WORDS.split())
_NOTE_NOUNS = frozenset(_NOTE_WORDS.split())
_OWNERS = frozenset(_OWNER_WORDS.split())
_NO_NOUNS = frozenset(_OTHER_WORDS.split())
_ARTICLES = _OWNERS | set(
    ["the", "that", "a", "der", "die", "das", "dem", "den", "la", "le", "les", "el", "los", "las"]
)
_CONTRACTED = frozenset(("what's", "it's", "that's", "who's", "how's", "where's", "there's", "here's", "let's"))
_WHEN = re.compile(
    r"(?:so |and |but |do you know |tell me |can you tell me |i forget |i forgot |remind me )?"
    r"(?:when|wann|quand|cuándo|cuando|(?:on )?(?:what|which) (?:day|date|week|month|weekend))\b"
    r" (?!i was|we were|the |my )",
)
_FUTURE = re.compile(
    r"\b(?:will|shall|going to|gonna|plan|plans|planning|upcoming|werde|werden|wird|prévu|prévoir|vais|voy a|planes)\b"
)
_IN_THE_YEAR = re.compile(r"^[a-z]+ (?=the \d{4}$)")  # "in the 2018 paper"
_RECALLED = frozenset(["about", "regarding", "of", "remember", "recall", "over", "über", "sobre"])


def is_future(text: str) -> bool:
    """Whether the question (lower case) is about what is to come."""
    return _FUTURE.search(text) is not None


def asks_when(text: str) -> bool:
    """ "When did …", "on what day …": the time words of such a question describe the event."""
    return _WHEN.match(text) is not None


def names_event_time(pieces: list[Piece], index: int, text: str, today: date) -> bool:
    """Whether the time at `pieces[index]` is part of what the question is about."""
    time = pieces[index].time
    if time is None:
        return False
    if (time.from_ is not None and time.from_ > today) or is_future(text) or asks_when(text):
        return True
    token = pieces[index].token
    before = [piece.token.word for piece in pieces[max(index - 4, 0) : index]]
    after = pieces[index + 1].token if index + 1 < len(pieces) else None
    lead = token.word if token.kind in "iort" else ""
    if token.kind == "t":
        return token.value == "about" or time.unit == "holiday" or _planned(before)
    if time.unit == "holiday" and token.kind == "H" and not time.absolute and after is not None and after.kind == ".":
        return True  # an Easter egg
    if before and (before[-1] in _PARTICIPLES or before[-1] in _RECALLED and not lead):
        return True
    if _modifies(pieces, index, text):
        return after is not None and after.word not in _NOTE_NOUNS
    return bool(lead or token.kind in "LTFHMW") and _belongs_to_event(before, lead)


def _planned(before: list[str]) -> bool:
    return any(
        word in ("plan", "plans", "planned", "goals", "goal", "resolutions", "ideas", "hopes") for word in before
    )


def _modifies(pieces: list[Piece], index: int, text: str) -> bool:
    """ "the 2018 paper", "my 2019 trip", "last year's trip", "NeurIPS 2019": a time that stands with a noun."""
    token = pieces[index].token
    after = pieces[index + 1].token if index + 1 < len(pieces) else None
    if after is None or after.kind != "." or not after.word.isalpha():
        return False
    said = _IN_THE_YEAR.sub("", text[token.start : token.end])
    if said.endswith("'s"):
        return "year" in said or "summer" in said or "winter" in said or said[:4].isdigit()
    owner = index > 0 and pieces[index - 1].token.word in _OWNERS
    article = said.startswith("the ") or (index > 0 and pieces[index - 1].token.kind == "D")
    names = re.fullmatch(r"(?:the )?(?:\d{4}|[^\W\d]+(?: \d{4})?)", said) is not None
    return (owner or article) and names and after.word not in _NO_NOUNS


def _belongs_to_event(before: list[str], lead: str) -> bool:
    """ "the trip in 2019", "our wedding last June", "the photos from 2019"."""
    if not before or before[-1] in _NOTE_NOUNS:
        return False
    owned = any(word.endswith("'s") and word not in _CONTRACTED for word in before)  # Tom's exam
    determined = owned or not _ARTICLES.isdisjoint(before)
    return determined and (before[-1] in _EVENT_NOUNS or before[-1].endswith("'s"))
