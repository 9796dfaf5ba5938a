"""Days that come again: "on Sundays", "every Monday", "at weekends", "Monday to Friday" of a longer time."""

import re

from index.text.language_data import all_words
from rag.temporal.grammar import Match, Piece, Rule, rule
from rag.temporal.rules.relative import WEEKEND
from rag.temporal.times import Time

REPEATED = "repeated"
"""The unit of days that come again; `weekdays` are which."""
_PROBLEM = "days that repeat are not a single span; ask about one of them"
_WEEKENDS = frozenset(word.replace("_", " ") for word in all_words("time.repeated_weekends"))
_WORKING = (0, 1, 2, 3, 4)
_WORKING_WEEKS = frozenset(tuple(words.split("-")) for words in all_words("time.working_weeks"))
_PARTS_OF_DAYS = all_words("time.parts_of_days")
_LONGER = re.compile(r"[,ioD]*(?:[MmSsYyHJ]|[LTF]U|U[lf])")


def _repeated(m: Match) -> Time | None:
    """ "on Mondays", "every Monday": days that come again are no single span."""
    return _again(tuple(_weekdays(piece) for piece in m.all("PWw"))) if m.has("PWw") else _again(())


def _again(groups: tuple[tuple[int, ...], ...]) -> Time:
    days = tuple(sorted({n for group in groups for n in group}))
    return Time(None, None, unit=REPEATED if days else "", weekdays=days, problem=_PROBLEM)


def _weekdays(piece: Piece) -> tuple[int, ...]:
    return _WORKING if piece.token.value == "weekdays" else (int(piece.token.value),)


def _weekends(m: Match) -> Time | None:
    """ "the weekends in October", "every weekend in May"."""
    unit = m.all("U")[0].token
    if unit.value != "weekend" or not (unit.word in _WEEKENDS or m.has("e")):
        return None
    if not m.has("e") and (lead := m.before()) is not None and lead.kind in "LlNnOFf":
        return None
    return _again((WEEKEND,))


def _parts_of_days(m: Match) -> Time | None:
    """ "Sunday mornings", "on Friday nights"."""
    return _repeated(m) if m.all("U")[0].token.word in _PARTS_OF_DAYS else None


def _in_the_week(m: Match) -> Time | None:
    """ "en semaine": on working days, where no number makes it a certain week."""
    return _again((_WORKING,)) if tuple(p.token.word for p in m.pieces[m.start : m.end]) in _WORKING_WEEKS else None


def _from_to(m: Match) -> Time | None:
    """ "Monday to Friday in March", "Mondays to Thursdays": of a longer time, each week's."""
    joints = [piece.token for piece in m.pieces[m.start + 1 : m.end - 1] if piece.kind == "i"]
    if any(token.value != "to" for token in joints):
        return None
    first, last = (_weekdays(piece)[0] for piece in m.all("PWw")[:2])
    kinds = "".join(piece.kind for piece in m.pieces[m.end : m.end + 4])
    if first >= last or not (_LONGER.match(kinds) or all(piece.kind == "P" for piece in m.all("PWw"))):
        return None
    return _again((tuple(range(first, last + 1)),))


REPEATED_RULES: tuple[Rule, ...] = (
    rule(r"i?D?T?P", _repeated),
    rule(r"i?D?P(?:,[ioD]*(?:P|WW))*,?&[ioD]*(?:P|WW)", _repeated),
    rule(r"i?eD?[PMmSsH]|i?eD?WW", _repeated),
    rule(r"i?e?D?U", _weekends),
    rule(r"i?D?WWU", _parts_of_days),
    rule(r"iU(?![NnaYlf])", _in_the_week),
    rule(r"[roi]?D?(?:P|WW)[iu-]D?(?:P|WW)", _from_to),
)
