"""The rules that read times of the calendar by their numbers: years, quarters, "week 5", 2020-03."""

from dataclasses import replace
from datetime import date

from index.text.language_data import all_words
from index.text.stop_words import stop_words
from rag.temporal import calendar, times
from rag.temporal.grammar import Match, Rule, rule
from rag.temporal.lexicon import COUNTED, NUMBERED
from rag.temporal.rules.month_days import CLAUSE, MONTH_DAY_RULES, month_day
from rag.temporal.times import Time, YearSpan, closed, unreadable
from rag.temporal.tokens import CAPITAL, Token

_PLURALS = all_words("time.plural_units")
_LONGEST_MONTH = 31
_DAYS = all_words("time.counted_days")
_DAY_ARTICLES = all_words("time.day_articles")
_DECADE, _DECADE_ARTICLES = 10, all_words("time.decade_articles")
_QUARTERS = 4
_FIRST_YEAR = 1900
_THIRDS_OF_YEARS = all_words("time.thirds_of_years")
_NUMBERED_DAYS = all_words("time.numbered_days")
"""Before a number these name a day of the month: "el día 15"."""
_PLAIN_DATE, _OLDEST = 8, 15  # characters; the year from which on it is one
_DECADE_UNITS = all_words("time.decade_units")


def _year(m: Match) -> int | None:
    found = m.all("Yy")
    return int(found[-1].token.value) if found else None


def _other_year(m: Match) -> int | None:
    """The year of "March last year": last -> one back."""
    if not m.has("U") or m.word("U") != "year":
        return None
    return m.now.today.year + {"last": -1, "this": 0, "next": 1}[m.relative()]


def dated(m: Match, make: YearSpan, what: str) -> Time | None:
    """A month, day, season or holiday with its year, a relative year, or none."""
    year = _year(m)
    if year is None and m.has("U") and m.has("LlTFf"):
        year = _other_year(m)
        if year is None:
            return None
    if year is not None:
        return times.in_year(make, year, what)
    return times.yearly(make, m.now, m.relative(), what)


def _quarter(m: Match) -> Time | None:
    """ "Q1 2021", "H2 2020", "W5 2021", "2021-W05"."""
    piece = m.all("K")[0].token
    letter, number = str(piece.value), piece.parts[0]
    if letter == "w":
        if len(piece.parts) > 1:
            return times.in_year(lambda year: calendar.iso_week_span(year, number), piece.parts[1], f"week {number}")
        return _iso_week(m, number)
    make = calendar.quarter_span if letter == "q" else calendar.half_span
    return dated(m, lambda year: make(year, number), "such quarter")


def _iso_week(m: Match, number: int) -> Time | None:
    if not 0 < number <= 53:
        return unreadable("a year has at most 53 weeks")
    return dated(m, lambda year: calendar.iso_week_span(year, number), f"week {number}")


def _week_of_year(m: Match) -> Time | None:
    """ "KW 5/2022"."""
    parts = m.pieces[m.end - 1].token.parts
    if len(parts) != 2 or parts[0] < _FIRST_YEAR:
        return None
    return times.in_year(lambda year: calendar.iso_week_span(year, parts[1]), parts[0], f"week {parts[1]}")


def _number_week(m: Match) -> Time | None:
    """ "week 5 of 2020", "40. Kalenderwoche", "day 12": days are counted by the journal, weeks by the calendar."""
    if m.has("a") and m.all("a")[0].token.word not in ("one", "eins"):
        return None
    unit, number = (m.word("U") or "week") if not m.has("k") else "week", m.number("NnaO")
    if unit == "week":
        week = _iso_week(m, number) if number > 0 else None
        own = week is not None and not m.has("Yyk") and not _plural_unit(m)
        return replace(week, week_number=number) if week is not None and own else week
    if unit == "day" and not m.has("Yy") and 0 <= number < 100_000 and _counts_days(m, number) and not _plural(m):
        return Time(None, None, day_number=number)
    if unit == "day" and m.all("U")[0].token.word in _NUMBERED_DAYS and (lead := m.before(skip="")) is not None:
        return month_day(m, number) if lead.kind in "Diqubo" else None  # el día 15
    return None


def _counts_days(m: Match, number: int) -> bool:
    """ "day 12", "le jour 12"; Spanish "el día 12" is the month's, "el día 100" cannot be."""
    lead = m.before(skip="")
    if m.now.language == "es" and number <= _LONGEST_MONTH and lead is not None:
        return False
    free = "TLFa" if m.now.language in ("fr", "es") else "DTLFa"
    return lead is None or lead.kind not in free and lead.word != "per"


def _plural_unit(m: Match) -> bool:
    return m.has("U") and m.all("U")[0].token.word in _PLURALS


def _plural(m: Match) -> bool:
    return m.all("U")[0].token.word in _DAYS


def _full(m: Match) -> Time | None:
    year, month, day = m.all("I")[0].token.parts
    found = calendar.calendar_day(year, month, day)
    return closed((found, found), absolute=True) if found else unreadable(f"there is no day {month}-{day} in {year}")


def _numeric(m: Match) -> Time | None:
    """3/17/2020; two numbers alone (3/17) only where a word leads to a date."""
    token = m.all("X")[0].token
    lead = m.before()
    if _is_number_of_a_thing(m):
        return None
    led = lead is not None and (lead.kind in "iquBbAr&-~@" or lead.kind in "W,") or _after_article(m)
    dotted_short = token.value == 1 and len(token.parts) == 2
    if len(token.parts) == 2 and not (led or dotted_short and m.now.language != "en"):
        return None
    if len(token.parts) == 2 and max(token.parts) > 31 or not all(token.parts[:2]):
        return None
    two_digits = len(token.parts) == 3 and token.word[-3:-2] in "./-"
    if two_digits and token.value == 1 and not led and not _is_plain_date(token, m.now.today.year):
        return None  # more likely a version: 1.10.21
    return times.numbers_as_date(token.parts, token.value == 1 or "-" in token.word and token.parts[0] > 12, m.now)


def _after_article(m: Match) -> bool:
    """ "le 7/10", "el 6/9", "du 28/02 au …": but not "les 3/4 de …"."""
    lead, after = m.before(skip=""), m.after()
    day = lead is not None and (lead.word in _DAY_ARTICLES or lead.kind == "o" and m.now.language != "en")
    return day and (after is None or after.kind != "o")


def _is_plain_date(token: Token, this_year: int) -> bool:
    """ "22.08.23": day, month and year of two digits each, where versions have other numbers."""
    day, month, year = token.parts
    return len(token.word) == _PLAIN_DATE and 1 <= day <= 31 and 1 <= month <= 12 and _OLDEST <= year <= this_year % 100


def _is_number_of_a_thing(m: Match) -> bool:
    """ "which version was 2.10.2024", "invoice no. 2021-06"."""
    return any(piece.token.word in NUMBERED for piece in m.pieces[max(m.start - 2, 0) : m.start])


def _month_number(m: Match) -> Time | None:
    """2020-03; 2020/21 and 2020/2021 are a winter's or school's year pair."""
    if _is_number_of_a_thing(m):
        return None
    year, month = m.all("J")[0].token.parts[:2]
    if 1 <= month <= 12:
        return closed(calendar.month_span(year, month), absolute=True)
    if month in ((year + 1) % 100, year + 1):
        if m.has("Ss"):
            return closed(calendar.season_span(year, m.word("Ss")), absolute=True)
        return closed((calendar.year_span(year)[0], calendar.year_span(year + 1)[1]), absolute=True)
    return None


def _year_named_behind(m: Match) -> Time | None:
    """ "w 2023 roku": but not "2020 years ago"."""
    unit = m.all("U")[0].token
    if unit.value != "year" or unit.word in _PLURALS:
        return None
    return closed(calendar.year_span(m.number("Yy")), absolute=True)


def _bare_year(m: Match) -> Time | None:
    """ "in 2020", "2020": but not "2020 tokens", "GPT 2020"."""
    number = m.number("Yy")
    after, lead = m.after(), m.before(skip="DTaE")
    if after is not None and (after.word in COUNTED or after.kind in "NUn" or after.word in "%°€$"):
        return None
    if m.has("U"):
        return closed(calendar.year_span(number), absolute=True) if m.word("U") == "year" else None
    if lead is not None and (lead.word in NUMBERED or lead.word == "at"):
        return None
    led = lead is None or lead.kind in "iqubBAgr~Eeot&-,;@LTF" or lead.word in ("for", "since", "during", "my", "our")
    led = led or lead is not None and lead.value in ("half", "quarter")  # im ersten Halbjahr 2023
    determined = (lead := m.before(skip="")) is not None and lead.kind in "DT"
    if m.has("y") and not led:
        return None
    ends = after is None or after.kind in ",;&x"
    verb = lead is not None and (lead.word in stop_words("de") or lead.kind == "." and lead.value != CAPITAL)
    if m.now.language == "de" and verb or lead is not None and lead.kind == "E":
        led = True  # was habe ich 2023 gelesen, was passierte 2023 im Garten, was war Anfang 2023 los
    if number % _DECADE == 0 and (lead := m.before(skip="")) is not None and lead.word in _DECADE_ARTICLES:
        return closed(times.unit_span("decade", date(number, 1, 1)), absolute=True)  # los 2010
    if led or determined or ends:
        return closed(calendar.year_span(number), absolute=True)
    return None


def _decade(m: Match) -> Time | None:
    year = m.number("Z")
    token = m.all("Z")[0].token
    part = (lead := m.before()) is not None and lead.kind == "E"
    led = m.has("D") or part and m.start > 1 and m.pieces[m.start - 2].kind == "D"
    if token.word[0].isalpha() and m.now.language == "en" and not led:
        return None  # the twenties, and no "in my early twenties"
    if m.now.language == "en" and not m.has("iU") and not part and _is_style(m):
        return None
    named = token.word[0].isalpha()  # Zwanzigerjahre
    if not (named or m.has("D") or part or token.word[:4].isdigit() or (m.has("i") and m.now.language != "en")):
        return None
    return closed(times.unit_span("decade", date(year, 1, 1)), absolute=True)


def _is_style(m: Match) -> bool:
    """ "the 1960s sideboard": of a thing, where nothing leads to a time."""
    lead, after = m.before(), m.after()
    led = lead is not None and lead.kind in "iqubBArt~-&"
    thing = after is not None and after.kind == "." and after.word not in CLAUSE
    return not led and thing and after is not None and after.word not in stop_words("en")


def _years_of_decade(m: Match) -> Time | None:
    """ "les années 90", "los años 2010"."""
    year = m.number("NY")
    if m.all("U")[0].token.word not in _DECADE_UNITS or year % 10 or not (9 < year < 100 or year > 1899):
        return None
    year += 0 if year > 99 else 2000 if year < 30 else 1900
    return closed(times.unit_span("decade", date(year, 1, 1)), absolute=True)


def _nth_quarter(m: Match) -> Time | None:
    """ "in the first quarter", "el primer trimestre": the latest that has begun, where nothing says of what."""
    after, lead = m.after(), m.before(skip="o")
    led = m.has("D") or m.has("i") or lead is not None and lead.kind == "x"
    third = m.all("U")[0].token.word in _THIRDS_OF_YEARS
    if not (m.word("U") == "quarter" or third) or not led or not 1 <= m.number("O") <= _QUARTERS - third:
        return None
    if after is not None and (after.kind in "oiLlTFfYy" or after.kind == "." and after.word not in CLAUSE):
        return None
    make = calendar.third_span if third else calendar.quarter_span
    return times.yearly(lambda year: make(year, m.number("O")), m.now)


NUMBER_RULES: tuple[Rule, ...] = (
    rule(r"SS o?J", _month_number),
    rule(r"D?K (?:,?o?i?D?[Yy])?", _quarter),
    rule(r"[Yy] K", _quarter),
    rule(r"K o?D? [LTF]U", _quarter),
    rule(r"[Uk] [Nna] (?:,?o?i?[Yy])? (?!o?[Mm]|oD?[.?])", _number_week),
    rule(r"k[J.]", _week_of_year),
    rule(r"Ok (?:,?o?i?[Yy])?", _number_week),
    rule(r"J", _month_number),
    rule(r"I", _full),
    rule(r"(?:WW,?)?X", _numeric),
    rule(r"U[NY]", _years_of_decade),
    rule(r"U?[Yy]", _bare_year),
    rule(r"[Yy]U", _year_named_behind),
    rule(r"i?D?T?Z U?", _decade),
    *MONTH_DAY_RULES,
    rule(r"i?D?OU", _nth_quarter),
)
