"""The rules that read single times of the calendar by their names: dates, months, weekdays, seasons, holidays."""

import re
from functools import cache

from index.text.language_data import all_words, language_data
from index.text.stop_words import stop_words
from rag.temporal import calendar, times
from rag.temporal.calendar import DateRange, shift
from rag.temporal.grammar import Match, Rule, rule
from rag.temporal.lexicon import COUNTED, STRETCHES
from rag.temporal.rules.counted import COUNTED_RULES
from rag.temporal.rules.holidays import HOLIDAY_RULES
from rag.temporal.rules.month_days import CLAUSE
from rag.temporal.rules.numbers import NUMBER_RULES, dated
from rag.temporal.rules.people import is_other
from rag.temporal.times import Time, closed, unreadable

_LEADS = "iqubBAgr~LTFEeotlx"  # kinds after which a doubtful "may" or "spring" is a time
_PLAIN_DAYS = ("es", "pt", "it")
_CONTRACTED = 3  # "de", not "del" and "des", which have an article in them
_OWNERS = all_words("time.owners")
_OF_A_TIME = re.compile("[oi][MmSsHYy]")
_WEEKDAY_COMES_ROUND = 800  # days: within them each day of the month falls on each weekday


@cache
def _note_nouns(language: str) -> frozenset[str]:
    """What a time can be of, that is not of its kind: notes, and what was done."""
    data = language_data(language)
    return all_words("time.note_nouns") | {*data.words("text.plain_deeds")}


def _sure(m: Match, kinds: str) -> bool:
    """Whether a doubtful word ("may", "sun") is a time here: led to by "in" and the like, or written as a name."""
    doubtful = m.all(kinds.lower())
    if not doubtful:
        return True
    alone = m.end - m.start == 1
    if kinds in "MW" and alone and _after_article(m) or kinds == "M" and _is_verb(m):
        return False
    if not alone and m.has("YyLlTFOo"):
        return True
    if kinds == "M" and (_leads_to_month(m) or _ends_from_month(m)):
        return True  # May through August, from March to May
    lead = m.before(skip="D-")
    if kinds == "M" and lead is not None and lead.word in ("was", "did", "is") and (m.after() is None or _asks_how(m)):
        return True  # how was March, how did March go
    if lead is not None and lead.value == "about" and _is_described(m):
        return False  # about fall colours
    if lead is None:
        return kinds == "S" and m.now.language != "en"  # "été 2021": no participle begins a question
    return lead.kind in _LEADS or lead.word in ("for", "every")


def _asks_how(m: Match) -> bool:
    return m.start > 1 and m.pieces[m.start - 2].token.word == "how"


def _leads_to_month(m: Match) -> bool:
    """Whether "to", "through" or "and" and another month follow."""
    behind = [piece.token for piece in m.pieces[m.end : m.end + 2]]
    joined = len(behind) > 1 and (behind[0].kind in "-&," or behind[0].word == "through")
    return joined and behind[1].kind in "Mm"


def _ends_from_month(m: Match) -> bool:
    """Whether another month, perhaps with its day, and "to", "until" or "and" come before."""
    before = m.pieces[max(m.start - 3, 0) : m.start]
    if not before or not (before[-1].kind in "u-&" or before[-1].token.value == "to"):
        return False
    kinds = "".join(piece.kind for piece in before[:-1])
    return kinds.endswith(("M", "m", "@")) or kinds in ("MN", "mN", "MO", "mO", "NM", "Nm")


def _is_described(m: Match) -> bool:
    """Whether a noun follows that the word may go with."""
    after = m.after()
    return after is not None and after.kind == "." and after.word not in CLAUSE


def _after_article(m: Match) -> bool:
    """ "in the sun": a weekday or a month has no article, as a season has ("in the spring")."""
    before = m.before(skip="-")
    return before is not None and before.kind == "D"


def _is_verb(m: Match) -> bool:
    """ "this may take long": what follows is a word, where a month is followed by nothing, or by who did something."""
    before, after = m.before(), m.after()
    this = m.has("T") or before is not None and before.kind == "T"
    return this and not m.has("Yy") and after is not None and after.kind == "." and after.word not in ("i", "we")


def _day(m: Match) -> Time | None:
    """ "17 March 2020", "March 17th", "the 17th of March": the numbers of one day."""
    day = m.number("NOn")
    month = m.number("Mm")
    if not 0 <= day <= 31 or _counts_behind(m):
        return None
    if m.has("m") and not m.has("YyO") and not (_sure(m, "M") or _ends(m) or _names_day(m)):
        return None
    token = m.all("Mm")[0].token
    return dated(m, times.day_in(month, day), f"{day} {token.word}") if day else None


def _day_in_words(m: Match) -> Time | None:
    """ "cinco de mayo": in the languages whose days are plain numbers."""
    return _day(m) if m.now.language in _PLAIN_DAYS else None


def _counts_behind(m: Match) -> bool:
    """ "en mai 12 km": where the day stands before the month, what is behind it may count something."""
    after = m.after()
    return m.now.language != "en" and m.pieces[m.end - 1].kind == "N" and after is not None and after.word in COUNTED


def _names_day(m: Match) -> bool:
    """ "May 22 headache": at the start, before a noun that nothing counts."""
    after = m.after()
    noun = after is not None and after.kind == "." and not after.word.endswith("s") and after.word not in COUNTED
    return m.start == 0 and noun and m.pieces[-1].token.word != "?"


def _ends(m: Match) -> bool:
    after = m.after()
    return after is None or after.kind in ",;-&"


def _month(m: Match) -> Time | None:
    if not _sure(m, "M") or is_other(m):
        return None
    if m.now.language == "fr" and (lead := m.before()) is not None and lead.word == "du" and m.end - m.start == 1:
        return None  # a bar of chocolate: of March is "de mars"
    make = times.month(m.number("Mm"))
    if m.relative() == "this" and not m.has("U"):
        return closed(make(m.now.today.year) or (m.now.today, m.now.today))
    return dated(m, make, "such month")


def _season(m: Match) -> Time | None:
    part, _, name = m.word("Ss").rpartition(":")
    if not _sure(m, "S") or _describes(m) or _is_told_by_event(m):
        return None
    if m.has("-"):
        first, second = (int(piece.token.value) for piece in m.all("Y"))
        return closed(calendar.season_span(first, name), absolute=True) if second == first + 1 else None
    return dated(m, lambda year: _season_part(year, name, part), "such season")


def _season_part(year: int, name: str, part: str) -> DateRange:
    """ "Spätsommer": the late part of summer."""
    span = calendar.season_span(year, name)
    return calendar.part_of(span, part) if part else span


def _describes(m: Match) -> bool:
    """ "soupe d'automne", "sopa de otoño": of a thing, not of its time."""
    lead = m.before(skip="")
    if m.now.language == "en" or m.end - m.start > 1 or m.start < 2 or lead is None or lead.kind != "o":
        return False
    thing = m.pieces[m.start - 2].token
    return thing.kind == "." and len(lead.word) < _CONTRACTED and thing.word not in _note_nouns(m.now.language)


def _is_told_by_event(m: Match) -> bool:
    """ "the summer of the accident", "l'été de mes vingt ans": not the latest one; which, the notes may tell."""
    behind = [piece.token for piece in m.pieces[m.end : m.end + 3]]
    lead = m.before(skip="")
    if m.end - m.start > 1 or lead is None or lead.kind != "D" or len(behind) < 2 or behind[0].kind != "o":
        return False
    determined = behind[1].kind == "D" or behind[1].word in _OWNERS
    if not determined and len(behind[0].word) < _CONTRACTED:
        return False  # of Love
    thing = behind[2] if determined and len(behind) > 2 else behind[1]
    return thing.kind == "." and thing.word.isalpha()


def _weekday(m: Match) -> Time | None:
    if not _sure(m, "W") or m.end - m.start == 1 and (_is_called(m) or _is_of_its_kind(m) or is_other(m)):
        return None
    number = m.number("Ww")
    if m.has("U"):
        if _is_of_a_time(m):
            return None
        unit = times.relative_unit("week", m.now, m.relative())
        if m.word("U") != "week" or unit.from_ is None:
            return None
        day = shift(unit.from_, number)
        return Time(day, day, unit="weekday", step=number)
    return times.weekday(number, m.now, m.relative())


def _is_of_a_time(m: Match) -> bool:
    """ "on Tuesday of the last week", if "of July" follows: no week from today is meant."""
    behind = "".join(piece.kind for piece in m.pieces[m.end : m.end + 3] if piece.kind != "D")
    return _OF_A_TIME.match(behind) is not None


def _is_of_its_kind(m: Match) -> bool:
    """ "la réunion du lundi", "Le Monde du dimanche": of every such day; of the one that was it is "de lundi"."""
    lead, after = m.before(skip=""), m.after()
    if m.now.language != "fr" or lead is None or lead.word != "du" or m.start < 2:
        return False
    thing = m.pieces[m.start - 2].token
    return (
        thing.kind == "."
        and thing.word not in _note_nouns(m.now.language)
        and (after is None or after.kind not in "NO-iul")
    )


def _is_called(m: Match) -> bool:
    """ "Friday the cat": a name, where a day is followed by its number."""
    after = m.pieces[m.end : m.end + 2]
    lead = m.before(skip="")
    led = lead is not None and lead.kind in "iqubBAr~LTFW"
    named = "".join(piece.kind for piece in after) == "D." and m.now.language == "en"
    return named and not led and m.end + 2 == len(m.pieces)


def _numbered_weekday(m: Match) -> Time | None:
    """ "Saturday the 29th", "lundi 16": the latest such weekday with that number."""
    token, after = m.all("NO")[0].token, m.after()
    counted = after is not None and after.kind in ".NU" and after.word not in stop_words(m.now.language)
    if token.kind == "N" and (m.now.language == "en" or counted):
        return None
    if m.now.language == "en" and not m.has("D") and not token.word[:1].isdigit():  # "Thu First jag booked"
        return None
    day = calendar.previous_weekday(shift(m.now.today, 1), m.number("Ww"))
    while day.day != m.number("NO") and day > shift(m.now.today, -_WEEKDAY_COMES_ROUND):
        day = shift(day, -7)
    return Time(day, day, floating=True) if day.day == m.number("NO") else None


def _personal(m: Match) -> Time | None:
    """ "on my birthday": a time only where "on", "since", "before" and the like lead to it."""
    return unreadable(f"the date of “{m.word('p')}” is not known; give the date itself")


def _unknown_stretch(m: Match) -> Time | None:
    """ "last term", "este curso": days that only the author knows."""
    word = next(piece.token.word for piece in m.pieces[m.start : m.end] if piece.kind in ".j")
    return unreadable("its days are not known; give the dates") if word in STRETCHES else None


def _unknown_day(m: Match) -> Time | None:
    """ "last blursday"."""
    word = m.pieces[m.end - 1].token.word
    known = ("day", "holiday", "workday", "weekday", "everyday", "someday", "midday", "yesterday", "payday", "today")
    if not word.endswith("day") or word in known or len(word) < 5 or " " in word:  # bloody sunday
        return None
    return unreadable(f"“{word}” is not a day of the calendar")


DATE_RULES: tuple[Rule, ...] = (
    rule(r"(?:WW,?)?D?[NO] o?MM(?:,?o?[Yy])?", _day),
    rule(r"(?:WW,?)?D?[NO] o?MM,?o?D?(?:[LTF]U|Ul|Uf|TU)", _day),
    rule(r"(?:WW,?)?D n o?MM(?:,?o?[Yy])?", _day),
    rule(r"n oMM(?:,?o?[Yy])?", _day_in_words),
    rule(r"(?:WW,?)?MM D?[NO](?:,?[Yy]|,?[LTF]U)?", _day),
    rule(r"[LTF]? MM (?:,?o?[Yy])?", _month),
    rule(r"MM [lf]", _month),
    rule(r"MM ,?o?D? (?:[LTF]U|U[lf])", _month),
    rule(r"(?:[LTF]U|U[lf]) i MM", _month),
    rule(r"[LTF]? SS (?:,?[oi]?U?[Yy])?", _season),
    rule(r"SS [lf]", _season),
    rule(r"SS o?Y-Y", _season),
    rule(r"SS ,?o?D? (?:[LTF]U|U[lf])", _season),
    rule(r"[LTF]? WW", _weekday),
    rule(r"WW [lf]", _weekday),
    rule(r"WW ,?o?i?D? (?:[LTF]U|U[lf])", _weekday),
    rule(r"[LTF]U i?WW", _weekday),
    rule(r"WW,?D?[NO]", _numbered_weekday),
    rule(r"(?:[iquBA~]|Uo)[.DaL]{0,3}p", _personal),
    rule(r"L[.]|i[.]", _unknown_day),
    rule(r"D?[LTF][.j]|D?[.j][lf]", _unknown_stretch),
    *COUNTED_RULES,
    *HOLIDAY_RULES,
    *NUMBER_RULES,
)
