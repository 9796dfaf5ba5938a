"""The rules of years that are written short, or in pairs: "the summer of 23", "school year 2022/23", "curso 23/24"."""

from datetime import date

from index.text.language_data import language_data
from index.text.stop_words import stop_words
from rag.temporal import calendar, times
from rag.temporal.calendar import DateRange
from rag.temporal.grammar import Match, Rule, rule
from rag.temporal.lexicon import COUNTED, VOCABULARY
from rag.temporal.named.periods import named_days
from rag.temporal.times import Time, YearSpan, closed

_CENTURY, _JULY = 100, 7
_PLAIN = 15  # from here on behind a month, where the day would stand before it: "Mai 22 Kopfschmerzen"
_OLDEST, _AHEAD = 10, 1  # of years written by two digits, and how far from today's they may lie


_PAIRED = {word: name for code in VOCABULARY for word, name in language_data(code).values("time.paired_years").items()}
"""Words that are a stretch of days only beside two years: the Spanish "curso"."""


def _of_years(m: Match) -> Time | None:
    """ "school year 2020/21", "temporada 22/23": the one that begins in the first, or lies in the second."""
    first, second = _years(m)
    if second % _CENTURY != (first + 1) % _CENTURY or m.has("X") and not _is_recent(m, second % _CENTURY):
        return None
    if m.has("Ss"):
        name = m.word("Ss").rpartition(":")[2]
        return closed(calendar.season_span(first, name), absolute=True)
    lead = m.before(skip="Do")
    name = m.word("H") or _PAIRED.get(lead.word if lead else "", "")
    if not name:
        return None
    if m.has("O"):
        name = f"{name}_{m.number('O')}"
    span = _named(first, name)
    if span is None:
        return None
    later = span[0] < date(first, _JULY, 1) and name != "tax_year"
    return closed(_named(first + 1, name) or span if later else span, absolute=True)


def _named(year: int, name: str) -> DateRange | None:
    try:
        return named_days(year, name)
    except KeyError:
        return None


def _years(m: Match) -> tuple[int, int]:
    if m.has("Y"):
        return m.number("Y"), m.number("YN", 1)
    first, second = m.all("JX")[0].token.parts[:2]
    return (first if first >= _CENTURY else 2000 + first), (second if second >= _CENTURY else 2000 + second)


def _is_recent(m: Match, year: int) -> bool:
    return _OLDEST <= year <= m.now.today.year % _CENTURY + _AHEAD


def _short_year(m: Match) -> Time | None:
    """ "el verano del 23", "Weihnachten 22", "im Mai 22": two digits, behind which nothing is counted."""
    number, after = m.all("N")[0].token, m.after()
    if len(number.word) != 2 or not _is_recent(m, int(number.value)):
        return None
    lead = m.before()
    led = m.has("o") or m.has("Mm") and lead is not None and lead.kind == "i"
    told = led or not m.has("H") and int(number.value) >= _PLAIN and m.now.language != "en" or m.has("Ss")
    counts = after is not None and (after.kind in "UNnYyM%" or after.word in COUNTED)
    if counts or after is not None and after.kind == "." and not told and not _is_small(m):
        return None
    if m.has("Mm") and (m.now.language == "en" or lead is not None and lead.kind in "NO"):
        return None  # "March 23" is a day
    return times.in_year(span_by_name(m), 2000 + int(number.value), "such day")


def _of_relative_year(m: Match) -> Time | None:
    """ "last year's summer", "this year's June"."""
    if m.word("U") != "year":
        return None
    return times.in_year(span_by_name(m), m.now.today.year - (m.relative() == "last"), "such day")


def _is_small(m: Match) -> bool:
    after = m.after()
    return after is None or after.word in stop_words(m.now.language)


def span_by_name(m: Match) -> YearSpan:
    """The month, season or holiday of a match, in any year."""
    if m.has("Mm"):
        return times.month(m.number("Mm"))
    if m.has("H"):
        holiday = m.word("H")
        return lambda year: named_days(year, holiday)
    season = m.word("Ss").rpartition(":")[2]
    return lambda year: calendar.season_span(year, season)


def _quarter_of_short_year(m: Match) -> Time | None:
    """ "Q2 22", "H1 23"."""
    number, quarter, after = m.all("N")[0].token, m.all("K")[0].token, m.after()
    make = {"q": calendar.quarter_span, "h": calendar.half_span}.get(str(quarter.value))
    counted = after is not None and (after.kind in "UNnYyM%" or after.word in COUNTED)
    if make is None or counted or len(number.word) != 2 or not _is_recent(m, int(number.value)):
        return None
    return closed(make(2000 + int(number.value), quarter.parts[0]), absolute=True)


def _day_of_short_year(m: Match) -> Time | None:
    """ "3 mai 23", "el 8 de septiembre del 24"."""
    day, year = m.number("NO"), m.all("N")[-1].token
    after = m.after()
    counted = after is not None and (after.kind in "UNnYyMW%" or after.kind == "." and not _is_small(m))
    if len(year.word) != 2 or not _is_recent(m, int(year.value)) or counted:
        return None
    return times.in_year(times.day_in(m.number("Mm"), day), 2000 + int(year.value), "such day")


YEAR_RULES: tuple[Rule, ...] = (
    rule(r"O?(?:H|SS) [,oi]?D?(?:J|X|Y-[YN])", _of_years),
    rule(r"J|X|Y-[YN]", _of_years),
    rule(r"(?:MM|SS|H) o?D?N", _short_year),
    rule(r"D?[LT]U(?:MM|SS|H)(?![NO])", _of_relative_year),
    rule(r"K N", _quarter_of_short_year),
    rule(r"(?:WW,?)?D?[NO] o?MM o?D?N", _day_of_short_year),
)
