"""Whether a bare month is a person or a thing: "what did June say", "a letter from April", "con mayo y palta"."""

from itertools import islice

from index.text.language_data import all_words
from rag.temporal.grammar import Match
from rag.temporal.lexicon import BEFORE_PEOPLE, GIVEN_NAMES, SHORT_FORMS
from rag.temporal.tokens import Token

_LEADS = "iqubBAgr~LTFEeotlx"  # kinds after which it is a time
_TOGETHER = all_words("time.together")
"""With and without: what stands behind them is a person or a thing."""
_NAMES = all_words("time.names_like_months")
_DOES = all_words("time.people_do")
"""What a person does who is named at the start: told, said, called."""
_SELVES = all_words("time.selves")
"""I and we: "June and I"."""
_MES = all_words("time.mes")
"""Me and us: "Abril me dijo"."""
_THINGS = all_words("time.things_of_people")
"""What people have and give: a birthday, a letter."""
_WHO = all_words("time.who")
_DAY_ARTICLES = all_words("time.day_articles")
_GIVING = "ort"  # of, from, for


def is_other(m: Match) -> bool:
    """Whether the month of the match, which stands alone, is none."""
    word, lead = m.pieces[m.start].token.word, m.before()
    if m.end - m.start > 1:
        return False
    if _is_name(word) and (_does(m) or _is_of(m, word) or _is_asked_for(m) or _goes_with(m)):
        return True
    if lead is None or lead.kind in _LEADS or lead.word in ("for", "every"):
        return False
    return word in SHORT_FORMS or word in GIVEN_NAMES and lead.word in BEFORE_PEOPLE


def _is_name(word: str) -> bool:
    return word in _NAMES or word.removesuffix("'s") in _NAMES or word.removesuffix("s") in _NAMES


def _behind(m: Match, steps: int = 0) -> Token | None:
    return m.pieces[m.end + steps].token if m.end + steps < len(m.pieces) else None


def _does(m: Match) -> bool:
    """ "April told me", "Juli und ich": at the start of the question or of a clause."""
    begins = m.start == 0 or m.pieces[m.start - 1].kind in ",;"
    first, second = _behind(m), _behind(m, 1)
    if not begins or first is None:
        return False
    if second is not None and (first.kind == "&" and second.word in _SELVES or first.kind == "." and _is_me(second)):
        return True
    return first.word in _DOES or _is_me(first)


def _is_me(token: Token) -> bool:
    return token.word.rstrip("'") in _MES


def _is_of(m: Match, word: str) -> bool:
    """ "June's phone number", "un regalo para Abril", "Brief von Juli"."""
    after = _behind(m)
    if word not in _NAMES:  # June's, Julis
        thing = after is not None and (after.word in _THINGS or after.kind == "p")
        return thing
    lead = m.start - 1
    if lead < 1 or m.pieces[lead].kind not in _GIVING or m.pieces[lead].token.word in _DAY_ARTICLES:
        return False  # vom Juli
    if after is not None and after.kind in "YyNO":
        return False
    return m.pieces[lead - 1].token.word in _THINGS or m.pieces[lead - 1].kind == "p"


def _is_asked_for(m: Match) -> bool:
    """ "who is May", "wo wohnt Juli": with who or where, and a verb between."""
    if m.start < 2 or m.pieces[m.start - 2].token.word not in _WHO:
        return False
    after = _behind(m)
    return m.pieces[m.start - 1].kind == "." and (after is None or after.kind in ",;")


def _goes_with(m: Match) -> bool:
    """ "mit Juli im Kino": but not "compare June with July"."""
    lead = m.before()
    if lead is None or lead.word not in _TOGETHER:
        return False
    months = (piece for piece in m.pieces if piece.kind in "Mm@")
    return len(list(islice(months, 2))) == 1
