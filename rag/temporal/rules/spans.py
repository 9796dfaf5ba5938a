"""The rules that combine times: "first week of May", "from March to June", "since Monday", "the week before Easter"."""

from dataclasses import replace

from index.text.language_data import all_words
from rag.temporal import calendar, times
from rag.temporal.calendar import DateRange, shift
from rag.temporal.grammar import Match, Rule, rule
from rag.temporal.named.bridges import bridge
from rag.temporal.rules.lists import LIST_RULES
from rag.temporal.rules.month_days import CLAUSE
from rag.temporal.rules.parts import PARTS_OF_TIMES
from rag.temporal.rules.weekdays import (
    day_beside,
    day_in_week,
    in_that_week,
    kept,
    long_weekend,
    nth_weekday_in,
)
from rag.temporal.times import Time, closed

_PLURALS = all_words("time.plural_units")
_SHORTLY = 7  # days
_MONTH = 27  # days from its first to its last
_EVE = 2  # days: of Christmas its eve belongs to it
_STEPS = 2  # the eve, the day after, and the days next to these
_SEVERAL = {"day": 7, "week": 4, "month": 3, "year": 2}
"""How many are meant by "the weeks before"."""
_PRECEDING = all_words("time.preceding")
_BEGINNING, _ENDING = all_words("time.unit_begins"), all_words("time.unit_ends")


def _week_beside(m: Match) -> Time | None:
    """ "the week commencing 4 November", "the week from 4 November", "the week ending 10 November"."""
    unit, (start, end) = m.word("U"), m.time(-1).span
    after = m.after()
    if unit not in ("week", "month", "quarter", "year", "week2") or start != end:
        return None
    if after is not None and after.kind in "u-":
        return None  # the week from Monday to Friday
    joint = next(p.token for p in m.pieces[m.start : m.end] if p.kind in "rqu.E")
    if joint.kind == "u" or joint.word in _ENDING:
        return kept(m, (shift(times.step_back(unit, start, 1), 1), start))
    if joint.kind in ".E" and joint.word not in _BEGINNING:
        return None
    return kept(m, (start, shift(times.step_back(unit, start, -1), -1)))


def _range(m: Match) -> Time | None:
    return _ranged(m, m.time(0), m.time(-1))


def _ranged(m: Match, first: Time, second: Time) -> Time | None:
    span = times.between(first, second)
    if second.unit == "weekday" and span.from_ and span.to and span.to > m.now.today and not m.now.future:
        return replace(span, from_=shift(span.from_, -7), to=shift(span.to, -7))  # from Monday to Friday: what was
    return span


def _between(m: Match) -> Time | None:
    """ "between Easter and Pentecost": from Easter Sunday on, as the days before it have names of their own."""
    first, second = (_feast_alone(time) for time in m.times())
    return _ranged(m, first, second)


def _feast_alone(time: Time) -> Time:
    """The one day a holiday is called for, where others come well before it."""
    before = (time.feast - time.span[0]).days if time.feast else 0
    if before < _EVE:
        return time

    def of_year(year: int) -> DateRange | None:
        span = time.in_year(year) if time.in_year else None
        return (shift(span[0], before),) * 2 if span else None

    return replace(time, from_=time.feast, to=time.feast, in_year=of_year if time.in_year else None)


def _range_led(m: Match) -> Time | None:
    """ "de fin juin à mi-juillet": the "à" is part of the second time already."""
    led = m.all("@")[-1].token
    return _range(m) if led.kind == "i" and led.value == "to" else None


def _in_that_year(m: Match) -> Time | None:
    """ "in March two years ago", "two years ago in March"."""
    if any(piece.token.word == "through" for piece in m.all("i")):
        return _range(m)  # May through August
    named, ago = sorted((m.time(0), m.time(-1)), key=lambda time: time.in_year is None)
    if weekday := next((time for time in (m.time(0), m.time(-1)) if time.unit == "weekday"), None):
        return in_that_week(weekday, m.time(-1) if weekday is m.time(0) else m.time(0))
    span = named.in_year(ago.step) if named.in_year and ago.unit == "years ago" else None
    return closed(span) if span else None


def _since(m: Match) -> Time | None:
    time = m.time(-1)
    return replace(time, from_=time.point or time.from_, to=None, in_year=None)


def _from(m: Match) -> Time | None:
    """ "from Monday on" is open; "from March 2020" alone is just that month."""
    after = m.after()
    if after is not None and after.word in ("on", "onward", "onwards", "an"):
        return _since(m)
    return replace(m.time(-1), unit="")


def _until(m: Match) -> Time | None:
    if m.time(-1).vague:
        return m.time(-1)  # up to lately
    return replace(m.time(-1), from_=None, in_year=None)


def _before(m: Match) -> Time | None:
    if _is_of_a_thing(m):
        return None
    return replace(m.time(-1), from_=None, to=shift(m.time(-1).span[0], -1), in_year=None)


def _after(m: Match) -> Time | None:
    if _is_of_a_thing(m):
        return None
    return replace(m.time(-1), from_=shift(m.time(-1).span[1], 1), to=None, in_year=None)


def _bridge_beside(m: Match) -> Time | None:
    """ "am Brückentag nach Himmelfahrt": the day off that joins the holiday to its weekend."""
    start, end = m.time(-1).span
    off = bridge((start, end))
    span = (off[0], shift(start, -1)) if m.has("B") else (shift(end, 1), off[1])
    return kept(m, span) if (end - start).days < _STEPS and span[0] <= span[1] else None


def _around(m: Match) -> Time | None:
    """ "around Easter": some days more on both sides, and only a hint; "towards the end of May" has them already."""
    inner = m.time(-1)
    start, end = inner.span
    if inner.soft:
        return replace(inner, vague=True)  # towards the end of 2022: as vague by itself
    days = (end - start).days + 1
    pad = 3 if days == 1 and not m.has("H") else 7 if days <= 10 else days // 3
    make = inner.in_year

    def in_year(year: int) -> DateRange | None:
        span = make(year) if make else None
        return (shift(span[0], -pad), shift(span[1], pad)) if span else None

    padded = replace(inner, from_=shift(start, -pad), to=shift(end, pad), vague=True)
    return replace(padded, in_year=in_year if make else None)


def _offset(m: Match) -> Time | None:
    """ "the week before 3 August", "two weeks after Easter", "the day before yesterday's …"."""
    unit, before = m.word("U"), m.has("BgL")
    if m.has("L") and m.all("L")[0].token.word not in _PRECEDING or _is_of_a_thing(m):
        return None
    start, end = m.time(-1).span
    if unit in ("half", "third", "hour"):
        return None
    if m.has("Nn") and (m.pieces[m.start].kind == "D" or _inside(m)):  # in the two weeks after
        return _telling(m, _beside((start, end), unit, abs(m.number("Nn")), before))
    if unit in _SEVERAL and m.all("U")[0].token.word in _PLURALS and not m.has("Nn"):  # in the weeks before
        return kept(m, _beside((start, end), unit, _SEVERAL[unit], before), vague=True)
    if m.has("Nn") and m.number("Nn") < 0:  # a few days before
        return kept(m, _beside((start, end), unit, 2 * -m.number("Nn") + 1, before), vague=True)
    if m.has("Nn"):
        count = abs(m.number("Nn"))
        day = times.step_back(unit, start, count) if before else times.step_back(unit, end, -count)
        spread = 0 if unit == "day" else 3 if unit in ("week", "week2") else 10
        return kept(m, (shift(day, -spread), shift(day, spread)))
    if unit == "weekend":
        day = shift(calendar.previous_weekday(start, 5), 0) if before else shift(calendar.previous_weekday(end, 5), 7)
        return kept(m, (day, shift(day, 1)))
    return _telling(m, _beside((start, end), unit, 1, before))


def _nth_offset(m: Match) -> Time | None:
    """ "the first three days after Easter", "the second day after Christmas"."""
    (start, end), unit, nth, before = m.time(-1).span, m.word("U"), m.number("O"), m.has("B")
    count = abs(m.number("Nn")) if m.has("Nn") else 1
    if unit not in ("day", "week") or not 1 <= nth <= _MONTH or count > 1 < nth or _is_of_a_thing(m):
        return None
    for _ in range(nth - 1):
        start, end = _beside((start, end), unit, 1, before)
    return _telling(m, _beside((start, end), unit, count, before))


def _is_of_a_thing(m: Match) -> bool:
    """ "after the April session", which is no day after April."""
    behind, (start, end) = m.after(), m.time(-1).span
    named = m.pieces[m.end - 2].kind == "D" and (end - start).days >= _MONTH
    return named and behind is not None and behind.kind == "." and behind.word not in CLAUSE


def _telling(m: Match, span: DateRange) -> Time:
    """A span beside a day that may itself tell of it."""
    return replace(kept(m, span), soft=1)


def _inside(m: Match) -> bool:
    """ "in two weeks after …", as against "two weeks after …"."""
    lead = m.before(skip="")
    return lead is not None and lead.kind == "i"


def _beside(span: DateRange, unit: str, count: int, before: bool) -> DateRange:
    """So many units right before a span, or right after it."""
    start, end = span
    if before:
        return times.step_back(unit, start, count), shift(start, -1)
    return shift(end, 1), times.step_back(unit, end, -count)


def _day_step(m: Match) -> Time | None:
    """ "le lendemain de Noël", "la veille de Pâques"."""
    start, end = m.time(-1).span
    step = m.number("h")
    if abs(step) == _SHORTLY and (feast := m.time(-1).feast):
        start = end = feast
    if abs(step) > _STEPS:  # in the run-up to Christmas, shortly after Easter
        beside = (shift(start, step), shift(start, -1)) if step < 0 else (shift(end, 1), shift(end, step))
        return kept(m, beside, vague=True)
    day = shift(end, step) if step > 0 else shift(start, step)
    return kept(m, (day, day))


PART_RULES: tuple[Rule, ...] = (
    *PARTS_OF_TIMES,
    rule(r"D?[OLlv]?@ [oi]D? @", nth_weekday_in),
    rule(r"D?U[rqu.E][ioD]?@", _week_beside),
)
SPAN_RULES: tuple[Rule, ...] = (
    rule(r"b D?@ & D?@", _between),
    rule(r"[roq] D?@ [ui-] D?@", _range),
    rule(r"@ [u-] D?@", _range),
    rule(r"[ro] D?@ @", _range_led),
    *LIST_RULES,
    rule(r"@ [io]?D?@", day_in_week),
    rule(r"@ [io]?D?@", _in_that_year),
    rule(r"(?:D?U|D?[Nn]U|aU) o?[BAg] D?@|D?UL[ioD]*@", _offset),
    rule(r"D?(?:O[Nn]?|[Nn]O)U [BA] D?@", _nth_offset),
    rule(r"D?@ [BA] D?@", day_beside),
    rule(r"h [ioD]*@", _day_step),
    rule(r"[LT]?j[ioDt~]*@|@,?j", long_weekend),
    rule(r"j[BA]D?@", _bridge_beside),
)
OPEN_RULES: tuple[Rule, ...] = (
    rule(r"q [ioD]*@", _since),
    rule(r"r [ioD]*@", _from),
    rule(r"u [ioD]*@", _until),
    rule(r"B [ioD]*@|g [ioD]*@", _before),
    rule(r"A [ioD]*@", _after),
    rule(r"i?~ [ioD]*@", _around),
)
