"""The rules that read single times: dates, months, weekdays, seasons, holidays, "last week", "3 days ago"."""

from rag import spans, times
from rag.grammar import Match, Rule, rule
from rag.holidays import holiday_span
from rag.times import Time, YearSpan, closed, problem
from rag.window_words import COUNTED

_LEADS = "iqubBAr~LTFEeotl"  # kinds after which a doubtful "may" or "spring" is a time
_RELATIVE = {"L": "last", "l": "last", "T": "this", "F": "next", "f": "next"}


def _relative(m: Match, kinds: str = "LlTFf") -> str:
    found = m.all(kinds)
    return _RELATIVE[found[0].kind] if found else ""


def _sure(m: Match, kinds: str) -> bool:
    """Whether a doubtful word ("may", "sun") is a time here: led to by "in" and the like, or written as a name."""
    doubtful = m.all(kinds.lower())
    if not doubtful or m.end - m.start > 1 and m.has("YyLlTFOo"):
        return True
    lead = m.before()
    return lead is not None and (lead.kind in _LEADS or lead.word in ("for", "every"))


def _year(m: Match) -> int | None:
    found = m.all("Yy")
    return int(found[-1].token.value) if found else None


def _other_year(m: Match) -> int | None:
    """The year of "March last year": last -> one back."""
    if not m.has("U") or m.word("U") != "year":
        return None
    return m.now.today.year + {"last": -1, "this": 0, "next": 1}[_relative(m)]


def _dated(m: Match, make: YearSpan, what: str) -> Time | None:
    """A month, day, season or holiday with its year, a relative year, or none."""
    year = _year(m)
    if year is None and m.has("U") and m.has("LlTFf"):
        year = _other_year(m)
        if year is None:
            return None
    if year is not None:
        return times.in_year(make, year, what)
    return times.yearly(make, m.now, _relative(m), what)


def _day(m: Match) -> Time | None:
    """ "17 March 2020", "March 17th", "the 17th of March": the numbers of one day."""
    day = m.number("NO")
    month = m.number("Mm")
    if day > 31:
        return None
    if m.has("m") and not m.has("YyO") and not (_sure(m, "M") or _ends(m)):
        return None
    token = m.all("Mm")[0].token
    return _dated(m, times.day_in(month, day), f"{day} {token.word}") if day else None


def _ends(m: Match) -> bool:
    after = m.after()
    return after is None or after.kind in ",;-&"


def _month(m: Match) -> Time | None:
    if not _sure(m, "M"):
        return None
    make = times.month(m.number("Mm"))
    if _relative(m) == "this" and not m.has("U"):
        return closed(make(m.now.today.year) or (m.now.today, m.now.today))
    return _dated(m, make, "such month")


def _season(m: Match) -> Time | None:
    name = m.word("Ss")
    if not _sure(m, "S"):
        return None
    return _dated(m, lambda year: spans.season_span(year, name), "such season")


def _holiday(m: Match) -> Time | None:
    name = m.word("H")
    if name == "holidays" and not m.has("Yy") and not (lead := m.before()) and lead is None:
        return None
    return _dated(m, lambda year: holiday_span(year, name), "such day")


def _weekday(m: Match) -> Time | None:
    if not _sure(m, "W"):
        return None
    number = m.number("Ww")
    if m.has("U"):
        unit = times.relative_unit("week", m.now, _relative(m))
        if m.word("U") != "week" or unit.from_ is None:
            return None
        day = spans.shift(unit.from_, number)
        return Time(day, day, unit="weekday", step=number)
    return times.weekday(number, m.now, _relative(m))


def _before_last(m: Match) -> Time | None:
    """ "the week before last", "the Friday before last"."""
    if m.has("U"):
        return times.relative_unit(m.word("U"), m.now, "last", 2)
    day = spans.shift(spans.previous_weekday(m.now.today, m.number("Ww")), -7)
    return closed((day, day))


def _quarter(m: Match) -> Time | None:
    """ "Q1 2021", "H2 2020", "W5 2021", "2021-W05"."""
    piece = m.all("K")[0].token
    letter, number = str(piece.value), piece.parts[0]
    if letter == "w":
        if len(piece.parts) > 1:
            return times.in_year(lambda year: spans.iso_week_span(year, number), piece.parts[1], f"week {number}")
        return _iso_week(m, number)
    make = spans.quarter_span if letter == "q" else spans.half_span
    return _dated(m, lambda year: make(year, number), "such quarter")


def _iso_week(m: Match, number: int) -> Time | None:
    if not 0 < number <= 53:
        return problem("a year has at most 53 weeks")
    return _dated(m, lambda year: spans.iso_week_span(year, number), f"week {number}")


def _number_week(m: Match) -> Time | None:
    """ "week 5", "in week 5 of 2020", "day 12": days are counted by the journal, weeks by the calendar."""
    unit, number = (m.word("U") or "week") if not m.has("k") else "week", m.number("N")
    if unit == "week":
        return _iso_week(m, number) if number else None
    lead = m.before(skip="")
    counted = unit == "day" and m.now.language != "es" and not m.has("Yy") and number < 100_000
    if counted and (lead is None or lead.kind not in "DTLFa" and lead.word != "per") and not _plural(m):
        return Time(None, None, day_number=number)
    return None


def _plural(m: Match) -> bool:
    return m.all("U")[0].token.word in ("days", "tage", "jours", "nights", "night", "morning", "mornings", "evening")


def _full(m: Match) -> Time | None:
    year, month, day = m.all("I")[0].token.parts
    found = spans.day_of(year, month, day)
    return closed((found, found), absolute=True) if found else problem(f"there is no day {month}-{day} in {year}")


def _numeric(m: Match) -> Time | None:
    """3/17/2020; two numbers alone (3/17) only where a word leads to a date."""
    token = m.all("X")[0].token
    lead = m.before()
    led = lead is not None and (lead.kind in "iquBbAr&-~@" or lead.kind in "W,")
    dotted_short = token.value == 1 and len(token.parts) == 2
    if len(token.parts) == 2 and not (led or dotted_short and m.now.language != "en"):
        return None
    if len(token.parts) == 2 and max(token.parts) > 31 or not all(token.parts[:2]):
        return None
    two_digits = len(token.parts) == 3 and token.word[-3:-2] in "./-"
    if two_digits and token.value == 1 and not led:
        return None  # more likely a version: 1.10.21
    return times.numbers_as_date(token.parts, token.value == 1 or "-" in token.word and token.parts[0] > 12, m.now)


def _month_number(m: Match) -> Time | None:
    """2020-03; 2020/21 is a winter's or school's year pair."""
    year, month = m.all("J")[0].token.parts[:2]
    if 1 <= month <= 12:
        return closed(spans.month_span(year, month), absolute=True)
    if month == (year + 1) % 100:
        if m.has("Ss"):
            return closed(spans.season_span(year, m.word("Ss")), absolute=True)
        return closed((spans.year_span(year)[0], spans.year_span(year + 1)[1]), absolute=True)
    return None


def _bare_year(m: Match) -> Time | None:
    """ "in 2020", "2020": but not "2020 tokens", "GPT 2020"."""
    number = m.number("Yy")
    after, lead = m.after(), m.before(skip="DTaE")
    if after is not None and (after.word in COUNTED or after.kind in "NUn" or after.word in "%°€$"):
        return None
    if m.has("U"):
        return closed(spans.year_span(number), absolute=True) if m.word("U") == "year" else None
    led = lead is None or lead.kind in "iqubBAr~Eeot&-,;@LTF" or lead.word in ("for", "since", "during", "my", "our")
    determined = (lead := m.before(skip="")) is not None and lead.kind in "DT"
    if m.has("y") and not led:
        return None
    ends = after is None or after.kind in ",;&"
    if led or determined or ends:
        return closed(spans.year_span(number), absolute=True)
    return None


def _decade(m: Match) -> Time | None:
    year = m.number("Z")
    token = m.all("Z")[0].token
    if not m.has("D") and not token.word[:4].isdigit() and not (m.has("i") and m.now.language != "en"):
        return None
    return closed((spans.year_span(year)[0], spans.year_span(year + 9)[1]), absolute=True)


def _unit(m: Match) -> Time | None:
    """ "last week" is the calendar's; "the last week", "the past week", "this past week": seven days until today."""
    unit, relative = m.word("U"), _relative(m)
    following = m.after()
    if following is not None and following.kind == "o" and not (relative == "this" or m.now.language != "en"):
        return None  # last week of the course
    word = m.all("LlTFf")[-1].token.word
    if unit == "half" or unit == "day" and relative == "next":
        return None
    if unit == "day":
        back = 1 if relative == "last" else 0
        return None if m.has("D") else closed((spans.shift(m.now.today, -back),) * 2)
    english = m.now.language == "en" and word in ("last", "past")
    rolled = english and (m.has("D") or word == "past") or word in ("última", "ultima")
    if rolled and relative == "last" and unit not in ("weekend", "decade", "hour"):
        return times.rolling(1, unit, m.now)
    return times.relative_unit(unit, m.now, relative)


def _count(m: Match, kinds: str = "Nna") -> int:
    return m.number(kinds)


def _rolling(m: Match) -> Time | None:
    """ "the last 3 days", "die letzten drei Tage", "les trois derniers jours"."""
    if _relative(m) != "last" or m.word("U") == "half":
        return None
    return times.rolling(_count(m), m.word("U"), m.now)


def _ago(m: Match) -> Time | None:
    """ "3 days ago", "vor drei Tagen"; exact when "today" stands beside it."""
    if m.has("P"):
        day = spans.shift(spans.previous_weekday(m.now.today, m.number("P")), -7 * (max(_count(m), 1) - 1))
        return closed((day, day))
    exact = any(piece.token.value == 0 for piece in m.all("R"))
    if m.has("R") and not exact:
        return None
    return times.ago(_count(m), m.word("U"), m.now, exact)


def _same_day(m: Match) -> Time | None:
    """ "this day last year", "today last year"; "this time last year" is about half a month each way."""
    if m.word("U") not in ("year", "month", "week"):
        return None
    if m.has("R") and m.number("R") != 0:
        return None
    return times.ago(1, m.word("U"), m.now, exact=m.has("R"))


def _this_day_in(m: Match) -> Time | None:
    """ "on this day in 2019"."""
    today = m.now.today
    return times.in_year(times.day_in(today.month, today.day), m.number("Yy"), "such day")


def _relative_day(m: Match) -> Time | None:
    token = m.all("R")[0].token
    if token.word in ("this day", "this date", "same day", "the same day"):
        return problem("“this day” is a day of every year; name the year") if token.word[:4] == "this" else None
    day = spans.shift(m.now.today, m.number("R"))
    return closed((day, day))


def _recently(m: Match) -> Time | None:
    days = m.number("V")
    if not days:
        return None
    return closed((spans.shift(m.now.today, -days), m.now.today), vague=True)


def _personal(m: Match) -> Time | None:
    """ "on my birthday": a time only where "on", "since", "before" and the like lead to it."""
    return problem(f"the date of “{m.word('p')}” is not known; give the date itself")


def _repeated(m: Match) -> Time | None:
    """ "on Mondays": days that come again are no single span."""
    return problem("days that repeat are no single span; ask for one of them")


def _weekend(m: Match) -> Time | None:
    """ "at the weekend", "on the weekend": the latest that has begun."""
    lead, after = m.before(), m.after()
    if m.word("U") != "weekend" or not (m.has("D") or lead is not None and lead.kind in "iquBA"):
        return None
    if after is not None and after.kind in "o.":
        return None if after.kind == "o" or after.word not in _CLAUSE else times.relative_unit("weekend", m.now, "this")
    return times.relative_unit("weekend", m.now, "this")


def _unknown_day(m: Match) -> Time | None:
    """ "last blursday"."""
    word = m.pieces[m.end - 1].token.word
    known = ("day", "holiday", "workday", "weekday", "everyday", "someday", "midday", "yesterday", "payday", "today")
    if not word.endswith("day") or word in known or len(word) < 5:
        return None
    return problem(f"“{word}” is no day of the calendar")


def _ordinal_day(m: Match) -> Time | None:
    """ "on the 3rd", "since the 15th": of this month, or of the one before when it is still to come."""
    token, lead, after = m.all("O")[0].token, m.before(), m.after()
    if not token.word[0].isdigit() or lead is None or lead.kind not in "iqubBAr" or lead.word in ("in", "at"):
        return None
    if after is not None and after.kind not in ",;&-ubir" and after.word not in _CLAUSE:
        return None
    return month_day(m, int(token.value))


_CLAUSE = ("did", "was", "were", "i", "we", "have", "has", "had", "at", "with", "and")


def month_day(m: Match, day: int) -> Time | None:
    """The latest day of that number, such as the 31st, not after today."""
    if not 1 <= day <= 31:
        return None
    first = spans.month_span(m.now.today.year, m.now.today.month)[0]
    for back in range(0, 4):
        start = spans.shift_months(first, -back)
        found = spans.day_of(start.year, start.month, day)
        if found and (found <= m.now.today):
            return closed((found, found))
    return None


DATE_RULES: tuple[Rule, ...] = (
    rule(r"(?:WW,?)?D?[NO] o?MM(?:,?o?[Yy])?", _day),
    rule(r"(?:WW,?)?D?[NO] o?MM,?o?D?(?:[LTF]U|Ul|Uf|TU)", _day),
    rule(r"(?:WW,?)?MM D?[NO](?:,?[Yy]|,?[LTF]U)?", _day),
    rule(r"[LTF]? MM (?:,?o?[Yy])?", _month),
    rule(r"MM [lf]", _month),
    rule(r"MM ,?o?D? (?:[LTF]U|U[lf])", _month),
    rule(r"(?:[LTF]U|U[lf]) i MM", _month),
    rule(r"[LTF]? SS (?:,?o?[Yy])?", _season),
    rule(r"SS [lf]", _season),
    rule(r"SS ,?o?D? (?:[LTF]U|U[lf])", _season),
    rule(r"SS o?J", _month_number),
    rule(r"[LTF]? H (?:,?o?[Yy])?", _holiday),
    rule(r"H [lf]", _holiday),
    rule(r"H ,?o?D? (?:[LTF]U|U[lf])", _holiday),
    rule(r"[LTF]? WW", _weekday),
    rule(r"WW [lf]", _weekday),
    rule(r"WW ,?o?i?D? (?:[LTF]U|U[lf])", _weekday),
    rule(r"[LTF]U i?WW", _weekday),
    rule(r"D (?:U|WW) B L", _before_last),
    rule(r"D?K (?:,?o?i?D?[Yy])?", _quarter),
    rule(r"[Yy] K", _quarter),
    rule(r"K o?D? [LTF]U", _quarter),
    rule(r"[Uk] N (?:,?o?i?[Yy])? (?!o?[Mm]|oD?[.?])", _number_week),
    rule(r"J", _month_number),
    rule(r"I", _full),
    rule(r"(?:WW,?)?X", _numeric),
    rule(r"U?[Yy]", _bare_year),
    rule(r"i?D?T?Z U?", _decade),
    rule(r"D?T?[LTF]U", _unit),
    rule(r"D?U[lf]", _unit),
    rule(r"D?T?L[Nna]U", _rolling),
    rule(r"D?[Nna]lU|D?[Nna]Ul|D?[Nna]LU", _rolling),
    rule(r"D?[Nna]UG (?:o?i?D?R)?", _ago),
    rule(r"R?g[Nna]U R?", _ago),
    rule(r"R [Nna]UG", _ago),
    rule(r"[Nn]PG", _ago),
    rule(r"i?T?P", _repeated),
    rule(r"D?U", _weekend),
    rule(r"[CR]i?D?(?:LU|Ul)", _same_day),
    rule(r"R i[Yy]", _this_day_in),
    rule(r"R", _relative_day),
    rule(r"V", _recently),
    rule(r"[iquBA~][.DaL]{0,3}p", _personal),
    rule(r"L[.]|i[.]", _unknown_day),
    rule(r"D?O", _ordinal_day),
)
