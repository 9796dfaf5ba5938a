"""Rules for units of time counted from today: "last week", "the past 3 days", "two years ago today", "recently"."""

import re
from dataclasses import replace

from index.text.language_data import all_words, language_data
from rag.temporal import calendar, times
from rag.temporal.calendar import shift
from rag.temporal.grammar import Match, Rule, rule
from rag.temporal.rules.month_days import CLAUSE
from rag.temporal.times import Time, closed, unreadable

_PARTS_OF_YEARS = ("quarter", "half", "third")
_HALF_YEARS = all_words("time.half_years")
_THIRDS_OF_YEARS = all_words("time.thirds_of_years")
_OWNERS = all_words("time.owners")
_SINCE_JOINTS = all_words("time.since_joints")
WEEKEND = (5, 6)
_WHOLE = re.compile(r"[oi]D?(?:[MmSsYJZ]|[LTF]U|U[lf])")
_ROLLING = all_words("time.rolling")
"""Last, where it means up to today."""


def _before_last(m: Match) -> Time | None:
    """ "the week before last", "the Friday before last"."""
    if m.has("U"):
        return times.relative_unit(m.word("U"), m.now, "last", 2)
    day = shift(calendar.previous_weekday(m.now.today, m.number("Ww")), -7)
    return closed((day, day))


def _penultimate(m: Match) -> Time | None:
    """ "vorletzte Woche", "el año antepasado", "vorletzten Freitag"."""
    return None if _is_inside(m) else _before_last(m)


def _unit(m: Match) -> Time | None:
    """ "last week" is the calendar's; "the last week", "the past week", "this past week": seven days until today."""
    unit, relative = m.word("U"), m.relative()
    following = m.after()
    if following is not None and following.kind == "o" and not (relative == "this" or m.now.language != "en"):
        return None  # last week of the course
    if relative == "last" and (_is_inside(m) or _is_own(m)):
        return None  # the last weekend in February, my last day at Acme
    word = m.all("LlTFf")[-1].token.word
    if unit == "half" and m.all("U")[0].token.word in _HALF_YEARS and relative == "last":
        return times.rolling(6, "month", m.now)
    if unit == "half" or unit == "third" and not _is_of_year(m) or unit == "day" and relative != "this":
        return None  # the last day is a final one, "letzter Tag", not yesterday
    if unit == "day":
        return None if m.has("D") or _has_article(m) else closed((m.now.today, m.now.today))
    english = m.now.language == "en" and word in ("last", "past")
    rolled = english and (m.has("D") or word == "past") or word in _ROLLING
    if rolled and relative == "last" and unit not in ("weekend", "decade", "hour"):
        return times.rolling(1, unit, m.now)
    return times.relative_unit(unit, m.now, relative)


def _is_of_year(m: Match) -> bool:
    """ "el último cuatrimestre": a third that is always one of a year."""
    return m.all("U")[0].token.word in _THIRDS_OF_YEARS


def _has_article(m: Match) -> bool:
    lead = m.before(skip="")
    return lead is not None and lead.kind == "D"


def _is_own(m: Match) -> bool:
    """ "my last day at Acme": one of somebody's, not counted from today."""
    before, after = m.before(), m.after()
    owned = before is not None and before.word in _OWNERS
    return owned and (m.word("U") == "day" or after is not None and after.kind in "oi." and after.word not in CLAUSE)


def _count(m: Match, kinds: str = "Nna") -> int:
    return m.number(kinds)


def _is_inside(m: Match) -> bool:
    """Whether a span follows of which this is a part: "… of February", "… in 2020"."""
    after = "".join(piece.kind for piece in m.pieces[m.end : m.end + 4])
    units = m.all("U")
    dated = after[:1] == "Y" and m.has("Ll") and bool(units) and units[0].token.value in _PARTS_OF_YEARS
    return dated or _WHOLE.match(after) is not None


def _rolling(m: Match) -> Time | None:
    """ "the last 3 days", "die letzten drei Tage", "les trois derniers jours"."""
    if m.relative() != "last" or m.word("U") == "half" or _is_inside(m):
        return None
    return times.rolling(_count(m), m.word("U"), m.now)


def _rolling_half(m: Match) -> Time | None:
    """ "im letzten halben Jahr", "el último medio año"."""
    halves = {"year": (6, "month"), "month": (15, "day")}
    units = [str(piece.token.value) for piece in m.all("U")]
    whole = next((unit for unit in units if unit != "half"), "")
    if "half" not in units or whole not in halves or _is_inside(m):
        return None
    return times.rolling(*halves[whole], m.now)


def _since_count(m: Match) -> Time | None:
    """ "seit drei Wochen", "depuis trois mois", "llevo dos años": up to today."""
    return None if m.word("U") in ("half", "hour") else times.rolling(_count(m), m.word("U"), m.now)


def _rolling_and_half(m: Match) -> Time | None:
    """ "the last year and a half", "el último mes y medio"."""
    units = [str(piece.token.value) for piece in m.all("U")]
    whole = next((unit for unit in units if unit != "half"), "")
    count = m.number("Nn") if m.has("Nn") else 1
    months, days = {"year": (12 * count + 6, 0), "month": (count, 15), "decade": (120 * count + 60, 0)}.get(
        whole, (0, 0)
    )
    if "half" not in units or not months or count < 1:
        return None
    return closed((shift(calendar.shift_months(m.now.today, -months), -days), m.now.today))


def _ago(m: Match) -> Time | None:
    """ "3 days ago", "vor drei Tagen"; exact when "today" or "exactly" stands beside it."""
    if m.has("P") and not isinstance(m.all("P")[0].token.value, int):
        return None  # three weekdays ago
    if m.has("PWw"):  # three Fridays ago
        day = shift(calendar.previous_weekday(m.now.today, m.number("PWw")), -7 * (max(_count(m), 1) - 1))
        return closed((day, day))
    after = m.after()
    if m.has("g") and after is not None and after.word in _SINCE_JOINTS and m.word("U") not in ("half", "hour"):
        return times.rolling(_count(m), m.word("U"), m.now)  # ça fait trois semaines que
    exact = m.has("=") or any(piece.token.value == 0 for piece in m.all("R"))
    if m.has("R") and not exact:
        return None
    time = times.ago(_count(m), m.word("U"), m.now, exact)
    return replace(time, vague=True) if m.has("t") else time


def _half_ago(m: Match) -> Time | None:
    """ "half a year ago", "a year and a half ago", "one and a half years ago", "vor einem halben Jahr"."""
    units = [str(piece.token.value) for piece in m.all("U")]
    whole = [unit for unit in units if unit != "half"]
    halves = {"decade": ("year", 5), "year": ("month", 6), "month": ("day", 15), "week": ("day", 4)}
    if len(units) != 2 or len(whole) != 1 or whole[0] not in halves:
        return None
    unit, half = halves[whole[0]]
    doubled = 2 * half if whole[0] != "week" else 7
    count = _count(m) * doubled if m.has("&") else 0
    return times.ago(count + half, unit, m.now)


def _same_day(m: Match) -> Time | None:
    """ "this day last year", "today last year"; "this time last year" is about half a month each way."""
    if m.word("U") not in ("year", "month", "week"):
        return None
    if m.has("R") and m.number("R") != 0:
        return None
    return times.ago(1, m.word("U"), m.now, exact=m.has("R"))


def _same_unit(m: Match) -> Time | None:
    """ "this week last year", "the same month two years ago": the one that holds that day."""
    years = [piece for piece in m.all("U") if piece.token.value == "year"]
    units = [str(piece.token.value) for piece in m.all("CU") if piece not in years]
    if len(years) != 1 or len(units) != 1 or units[0] not in ("week", "weekend", "month", "quarter"):
        return None
    count = abs(m.number("Nn")) if m.has("Nn") else 1
    return closed(times.unit_span(units[0], times.step_back("year", m.now.today, count)))


def _this_day_in(m: Match) -> Time | None:
    """ "on this day in 2019"."""
    today = m.now.today
    return times.in_year(times.day_in(today.month, today.day), m.number("Yy"), "such day")


def _relative_day(m: Match) -> Time | None:
    token = m.all("R")[0].token
    if token.word in ("this day", "this date", "same day", "the same day"):
        return unreadable("“this day” is a day of every year; name the year") if token.word[:4] == "this" else None
    day = shift(m.now.today, m.number("R"))
    return closed((day, day))


def _recently(m: Match) -> Time | None:
    days = m.number("V")
    if not days:
        return None
    return closed((shift(m.now.today, -days), m.now.today), vague=True)


def _weekend(m: Match) -> Time | None:
    """ "at the weekend", "on the weekend": the latest that has begun."""
    lead, after = m.before(), m.after()
    if m.word("U") != "weekend" or not (m.has("D") or lead is not None and lead.kind in "iquBA"):
        return None
    data = language_data(m.now.language)
    verbs = {*CLAUSE, *data.words("text.plain_deeds")}  # how did the weekend go
    noun = after is not None and after.kind == "." and m.now.language == "en" and after.word not in verbs
    if noun or after is not None and after.kind == "o":
        return None  # the weekend project, the weekend of the race
    return replace(times.relative_unit("weekend", m.now, "this"), weekdays=WEEKEND)


def _running(m: Match) -> Time | None:
    """ "year to date", "heuer", "en lo que va de mes"."""
    return times.relative_unit(m.word("d"), m.now, "this")


def _own_unit(m: Match) -> Time | None:
    """ "how was my week": the one that is going on."""
    after = m.after()
    if after is not None and after.kind not in ",;" and after.word not in CLAUSE:
        return None  # my week in Rome
    unit = m.word("c")
    return closed((m.now.today,) * 2) if unit == "day" else times.relative_unit(unit, m.now, "this")


def _part_of_this(m: Match) -> Time | None:
    """ "since the beginning of the year": this one's, or the last one's when that is still to come."""
    unit, after = m.word("U"), m.after()
    if unit not in ("week", "month", "quarter", "year") or after is not None and after.kind in "YyNMmoIlf":
        return None
    for relative in ("this", "last"):
        span = calendar.part_of(times.relative_unit(unit, m.now, relative).span, m.word("E"))
        if span[0] <= m.now.today or m.now.future:
            break
    return closed(span)


UNIT_RULES: tuple[Rule, ...] = (
    rule(r"D?(?:U|WW) B L", _before_last),
    rule(r"D?T?[LTF]U", _unit),
    rule(r"D?U[lf]", _unit),
    rule(r"D?T?L[Nna]U", _rolling),
    rule(r"D?LUU", _rolling_half),
    rule(r"D?[Nna]lU|D?[Nna]Ul|D?[Nna]LU", _rolling),
    rule(r"=?D?[Nna]UG (?:o?i?D?R|=)?", _ago),
    rule(r"[R=]?g=?[Nna]U [R=]?", _ago),
    rule(r"g[Nna](?:P|WW)", _ago),
    rule(r"R [Nna]UG", _ago),
    rule(r"t D?[Nna]UG", _ago),
    rule(r"UaUG|ga?UU|[Nna]U&aUG|[Nna]&aUUG|g[Nna]U&a?U|g[Nn]&a?UU", _half_ago),
    rule(r"[Nn]PG", _ago),
    rule(r"D?v(?:U|WW)|D?Uv|D?WWv", _penultimate),
    rule(r"D?U", _weekend),
    rule(r"D?E (?:oD?|D)U", _part_of_this),
    rule(r"(?:C|D?TU),?[io]?D?(?:LU|Ul|[Nna]UG|g[Nna]U)", _same_unit),
    rule(r"D?(?:LU|Ul|[Nna]UG|g[Nna]U),?[io]?D?(?:C|TU)", _same_unit),
    rule(r"[CR]i?D?(?:LU|Ul)", _same_day),
    rule(r"D?(?:LU|Ul),?[io]?D?C", _same_day),
    rule(r"qg?=?[Nna]U(?!G)", _since_count),
    rule(r"qg?a?UU", _rolling_half),
    rule(r"D?T?(?:LU|Ul)&a?U|D?U&a?Ul|D?T?(?:L[Nn]|[Nn]L)(?:U&a?U|&a?UU)|D?[Nn]lU&a?U", _rolling_and_half),
    rule(r"R i[Yy]", _this_day_in),
    rule(r"R", _relative_day),
    rule(r"V", _recently),
    rule(r"c", _own_unit),
    rule(r"d", _running),
)
