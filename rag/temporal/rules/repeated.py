"""Days that come again: "on Sundays", "at weekends", "Monday to Friday", "every May", "each month's first Friday"."""

import re
from collections.abc import Sequence
from datetime import date

from index.text.language_data import all_words, any_of, language_data
from rag.temporal.calendar import DateRange, month_span, overlap, shift
from rag.temporal.grammar import Match, Piece, Rule, rule
from rag.temporal.lexicon import VOCABULARY
from rag.temporal.rules.relative import WEEKEND
from rag.temporal.rules.years import span_by_name
from rag.temporal.times import Time

REPEATED = "repeated"
"""The unit of days that come again; `weekdays` are which."""
_PROBLEM = "days that repeat are not a single span; ask about one of them"
_WEEKENDS = frozenset(word.replace("_", " ") for word in all_words("time.repeated_weekends"))
_WORKING = (0, 1, 2, 3, 4)
_WORKING_WEEKS = frozenset(tuple(words.split("-")) for words in all_words("time.working_weeks"))
_ADVERBS = all_words("time.adverbs_of_weekdays")
_PARTS_OF_DAYS = all_words("time.parts_of_days")
_CLAUSES = {
    language: re.compile(rf"{any_of('time.clauses_of_days', (language,))}(?![\w'-])")
    for language in VOCABULARY
    if "time.clauses_of_days" in language_data(language).entries
}
_WORDS_OF_CLAUSE = 4
_EVERY_OTHER = 2
_OF_A_THING = re.compile(r"oD?\.")
_WEEK, _MONTH = 7, 28  # days
_LONGER = re.compile(r"[,ioD]*(?:[MmSsYyHJ]|[LTF]U|U[lf])")


def _repeated(m: Match) -> Time | None:
    """ "on Mondays", "every Monday": days that come again are no single span."""
    led = m.has("ie") or m.has("P") and m.all("P")[0].token.word in _ADVERBS
    return _again(tuple(_weekdays(piece) for piece in m.all("PWw")), led) if m.has("PWw") else _again(())


def _again(groups: tuple[tuple[int, ...], ...], led: bool = False) -> Time:
    """The days that come again; `led`: they are a time by themselves, as those of "Tuesdays with Morrie" are not."""
    days = tuple(sorted({n for group in groups for n in group}))
    return Time(None, None, unit=REPEATED if days else "", weekdays=days, problem=_PROBLEM, habit=led)


def _every_second(m: Match) -> Time | None:
    """ "jeden zweiten Sonntag": which of them nobody says, so all are meant."""
    return _again((_weekdays(m.all("Ww")[0]),), True) if m.number("O") == _EVERY_OTHER else None


def _told_by_clause(m: Match) -> Time | None:
    """ "the Friday when the power failed", "l'été où …": any such day or season, the clause says which."""
    if m.now.language == "en" and not m.has("D"):  # "on Friday when I was ill": the last one
        return None
    following = m.pieces[m.end : m.end + _WORDS_OF_CLAUSE]
    behind = " ".join(piece.token.word for piece in following).lstrip(", ")
    clause = _CLAUSES.get(m.now.language)
    if m.has("Ww") and _OF_A_THING.match("".join(piece.kind for piece in following)):  # "the Sunday of the marathon"
        return _again((_weekdays(m.all("Ww")[0]),), True)
    if not clause or not clause.match(behind):
        return None
    return _again((_weekdays(m.all("Ww")[0]),), True) if m.has("Ww") else _every_year(m)


def _every_year(m: Match) -> Time | None:
    """ "every December", "each summer", "every year at Christmas"."""
    if m.has("U") and m.word("U") != "year":
        return None
    make = span_by_name(m)

    def again(low: date, high: date) -> list[DateRange]:
        years = range(max(low.year - 1, 1), min(high.year + 1, 9999) + 1)
        return [shared for year in years if (span := make(year)) and (shared := overlap(span, (low, high)))]

    return Time(None, None, unit=REPEATED, problem=_PROBLEM, habit=True, again=again)


def _every_month(m: Match) -> Time | None:
    """ "the first Saturday of every month", "jeden ersten Samstag im Monat", "el último viernes de cada mes"."""
    unit, last = m.all("U")[0].token, m.has("Ll")
    if unit.value != "month" or not m.has("e"):
        return None
    weekday, nth = _weekdays(m.all("PWw")[0])[0], 0 if last else m.number("O")

    def again(low: date, high: date) -> Sequence[DateRange]:
        months = {(n.year, n.month): month_span(n.year, n.month) for n in map(date.fromordinal, _steps(low, high))}
        days = (_nth(span, weekday, nth) for span in months.values())
        return [(day, day) for day in days if day is not None and low <= day <= high]

    return Time(None, None, unit=REPEATED, problem=_PROBLEM, habit=True, again=again)


def _steps(low: date, high: date) -> range:
    """Days at least one of which lies in each month of a span that has a whole one, or an end in it."""
    return range(low.toordinal(), high.toordinal() + _MONTH, _WEEK)


def _nth(month: DateRange, weekday: int, nth: int) -> date | None:
    """The nth such day of a month, 0 for the last; None where it has none."""
    first, last = month
    if nth == 0:
        return shift(last, -((last.weekday() - weekday) % _WEEK))
    day = shift(first, (weekday - first.weekday()) % _WEEK + _WEEK * (nth - 1))
    return day if day <= last else None


def _weekdays(piece: Piece) -> tuple[int, ...]:
    return _WORKING if piece.token.value == "weekdays" else (int(piece.token.value),)


def _weekends(m: Match) -> Time | None:
    """ "the weekends in October", "every weekend in May"."""
    unit = m.all("U")[0].token
    if unit.value != "weekend" or not (unit.word in _WEEKENDS or m.has("e")):
        return None
    if not m.has("e") and (lead := m.before()) is not None and lead.kind in "LlNnOFf":
        return None
    return _again((WEEKEND,), m.has("ie"))


def _parts_of_days(m: Match) -> Time | None:
    """ "Sunday mornings", "on Friday nights"."""
    return _repeated(m) if m.all("U")[0].token.word in _PARTS_OF_DAYS else None


def _in_the_week(m: Match) -> Time | None:
    """ "en semaine": on working days, where no number makes it a certain week."""
    return (
        _again((_WORKING,), True) if tuple(p.token.word for p in m.pieces[m.start : m.end]) in _WORKING_WEEKS else None
    )


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
    rule(r"i?D(?:WW|MM|SS|H)|i(?:WW|MM|SS|H)", _told_by_clause),
    rule(r"i?e?D?(?:[OLl](?:WW|P)|(?:WW|P)l)[io]?[De]*U", _every_month),
    rule(r"i?eD?(?:U,?[io]?D?)?(?:MM|SS|H)|(?:MM|SS|H)eU", _every_year),
    rule(r"i?D?T?P", _repeated),
    rule(r"i?D?P(?:,[ioD]*(?:P|WW))*,?&[ioD]*(?:P|WW)", _repeated),
    rule(r"i?eD?P|i?eD?WW", _repeated),
    rule(r"i?eD?OWW", _every_second),
    rule(r"i?e?D?U", _weekends),
    rule(r"i?D?WWU", _parts_of_days),
    rule(r"iU(?![NnaYlf])", _in_the_week),
    rule(r"[roi]?D?(?:P|WW)[iu-]D?(?:P|WW)", _from_to),
)
