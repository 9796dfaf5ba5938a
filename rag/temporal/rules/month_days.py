"""The rules of a day that is named by its number alone: "on the 3rd", "el 24", "the 3rd of last month"."""

import re

from index.text.language_data import all_words, any_of
from index.text.stop_words import stop_words
from rag.temporal import calendar, times
from rag.temporal.event_time import is_past_verb
from rag.temporal.grammar import Match, Rule, rule
from rag.temporal.times import Time, closed, unreadable
from rag.temporal.tokens import Token

_LONGEST_MONTH = 31
_COPULAS = ("is", "are", "was", "were", "be", "or")
_FEWEST = 4  # "the 2nd" and the like count things
_DAY_ARTICLES = all_words("time.day_articles")
_ASKS = re.compile(any_of("questions.asking_words")).fullmatch
CLAUSE = ("did", "was", "were", "i", "we", "have", "has", "had", "at", "with", "and")


def month_day(m: Match, day: int) -> Time | None:
    """The latest day of that number, such as the 31st, not after today."""
    if not 1 <= day <= 31:
        return None
    first = calendar.month_span(m.now.today.year, m.now.today.month)[0]
    for back in range(0, 4):
        start = calendar.shift_months(first, -back)
        found = calendar.calendar_day(start.year, start.month, day)
        if found and (found <= m.now.today):
            return Time(found, found, floating=True)
    return None


def _ordinal_day(m: Match) -> Time | None:
    """ "on the 3rd", "since the 15th": of this month, or of the one before when it is still to come."""
    token, lead, after = m.all("O")[0].token, m.before(), m.after()
    led = lead is not None and lead.kind in "iqubBAro" and lead.word not in ("in", "at") or _stands_alone(m)
    if not token.word[0].isdigit() or not led:
        return None
    if after is not None and after.kind not in ",;&-ubir" and after.word not in CLAUSE and not _ASKS(after.word):
        return None
    return month_day(m, int(token.value))


def _stands_alone(m: Match) -> bool:
    """ "the 15th - what did the vet say", "what did I eat the 15th": with its article, at either end of a clause."""
    lead, after = m.before(), m.after()
    if not m.has("D"):
        return False
    if lead is None or lead.kind in ",;":
        return after is None or after.kind in ",;-" or after.word in CLAUSE or _ASKS(after.word) is not None
    counted = m.number("O") < _FEWEST or lead.word in _COPULAS  # which one was the 2nd
    return after is None and lead.kind == "." and not counted


def _day_of_unit(m: Match) -> Time | None:
    """ "the 3rd of last month", "on the 1st of the month", "le 15 du mois dernier"."""
    day, unit = m.all("ON")[0].token, m.word("U")
    if unit != "month" or not day.word[0].isdigit():
        return None
    month = times.relative_unit(unit, m.now, m.relative() or "this").span[0]
    found = calendar.calendar_day(month.year, month.month, int(day.value))
    return closed((found, found)) if found else unreadable(f"that month has no day {day.value}")


def _bare_day(m: Match) -> Time | None:
    """ "le 24 au soir", "el 24": where a language writes days of the month by plain numbers, and nothing is counted."""
    token, article, after = m.all("N")[0].token, m.pieces[m.start].token, m.after()
    if article.word not in _DAY_ARTICLES or not 1 <= int(token.value) <= _LONGEST_MONTH or len(token.word) > 2:
        return None
    tells = after is not None and m.start == 0 and _goes_on(after, m.now.language)
    ends = after is None or after.kind in ",;i" or after.value == "x"
    return month_day(m, int(token.value)) if ends or tells else None


def _goes_on(after: Token, language: str) -> bool:
    """Whether what follows begins a clause: "el 15 comí", "le 24 j'étais"."""
    elided = after.word.endswith("'")
    return after.kind == "." and (elided or after.word in stop_words(language) or is_past_verb(after.word))


MONTH_DAY_RULES: tuple[Rule, ...] = (
    rule(r"D?O o?(?:D|D?[LTF])U", _day_of_unit),
    rule(r"D[NO] o?(?:D?[LTF]U|D?U[lf])", _day_of_unit),
    rule(r"(?:[LTF]U|U[lf]) (?:iD?|D)[NO]", _day_of_unit),
    rule(r"D?O", _ordinal_day),
    rule(r"[Di]N", _bare_day),
)
