"""The rules of a part of a time: "early March", "the first week of May", "the weekend of 12 May"."""

from dataclasses import replace
from datetime import date

from index.text.language_data import all_words
from rag.temporal import calendar, times
from rag.temporal.calendar import DateRange, shift
from rag.temporal.grammar import Match, Rule, rule
from rag.temporal.named.bridges import bridge
from rag.temporal.rules.weekdays import kept, nth_day
from rag.temporal.times import Time, YearSpan, unreadable

_PLURALS = all_words("time.plural_units")
_SOFTEST = 15  # days beside the part of a span: nobody draws these lines sharply
STARTS_AND_ENDS = frozenset(("start", "begin", "end", "close"))
_WHO = frozenset(("i", "we", "you", "he", "she", "they", "to"))
_FEW = 10  # days of a holiday
_FRACTIONS = {"half": 2, "third": 3, "quarter": 4}
_MIDDLE = "mid"
_SEVERAL = {"day": 7, "week": 3, "month": 3}  # of "the first days", where no number says it
_DAYS_OF_MONTH = range(28, 32)
_YEAR = 366  # days, at most


def _part(m: Match) -> Time | None:
    """ "early March", "the end of 2020", "Mitte Mai"; of a single day there is only the whole."""
    before = m.before()
    if m.pieces[m.start].token.word in STARTS_AND_ENDS and before is not None and before.word in _WHO:
        return None  # what did I start last month
    time, name = m.time(), m.word("E")
    span = time.span
    if span[0] == span[1]:
        return kept(m, span)
    part = calendar.part_of(span, name)
    soft = min((part[1] - part[0]).days // 2, _SOFTEST)
    return replace(kept(m, part), soft=soft, in_year=_part_in_year(time.in_year, name))


def _part_in_year(make: YearSpan | None, part: str) -> YearSpan | None:
    def of_year(year: int) -> DateRange | None:
        span = make(year) if make else None
        return calendar.part_of(span, part) if span else None

    return of_year if make else None


def _middle_third(m: Match) -> Time | None:
    """ "mittleres Drittel des Monats": of the parts only this one goes with a word for a fraction."""
    third = m.word("U") == "third" and m.word("E") == _MIDDLE
    return kept(m, calendar.third_of(m.time().span, 2)) if third else None


def _nth(m: Match) -> Time | None:
    """ "first week of May", "last day of 2020", "second half of September", "third quarter of 2021"."""
    start, end = m.time(-1).span
    unit, last = m.word("U"), m.has("Llv")
    if last and not m.has("oir") and unit not in _FRACTIONS:
        return None  # last month March
    nth = 1 if last else m.number("O")
    if unit == "week2" and (end - start).days in range(27, 31):
        unit = "half"  # la primera quincena de octubre
    if m.has("Nn"):
        return _first_days(m, last, abs(m.number("Nn")))  # of "few" the fewest
    if nth == 1 and unit in _SEVERAL and m.all("U")[0].token.word in _PLURALS and not m.has("v"):
        time = _first_days(m, last, _SEVERAL[unit])  # the first days of May
        return replace(time, soft=_SEVERAL[unit]) if time is not None else None
    days = (end - start).days + 1
    if unit in _FRACTIONS:
        return _fraction(m, unit, nth, last)
    if unit == "weekend":
        return nth_day(m, 5, nth, last, extra=1, before=int(m.has("v")))
    if unit in ("month", "year") and days >= 360:
        return _nth_month_or_year(m, unit, nth, last)
    size = {"day": 1, "week": 7}.get(unit)
    if size is None or days < size:
        return None
    first = shift(end, 1 - size * (1 + m.has("v"))) if last else shift(start, size * (nth - 1))
    if first > end:
        return unreadable(f"there is no such {unit}")
    return kept(m, (first, min(shift(first, size - 1), end)))


def _two_of(m: Match) -> Time | None:
    """ "the first and last week of May": both, without what lies between."""
    one, other = (_week_of(m, last=piece.kind == "L", nth=piece.token.value) for piece in m.all("OL"))
    if one is None or other is None or one[1] >= other[0]:
        return None
    return replace(kept(m, (one[0], other[1])), gaps=((shift(one[1], 1), shift(other[0], -1)),))


def _week_of(m: Match, last: bool, nth: str | int) -> DateRange | None:
    """The nth week or weekend of a span, or the last; None of other units, and where it has none."""
    (start, end), unit = m.time(-1).span, m.word("U")
    place = 1 if last else int(nth)
    if unit == "weekend":
        time = nth_day(m, 5, place, last, extra=1)
        return time.span if time and not time.problem else None
    first = shift(end, -6) if last else shift(start, 7 * (place - 1))
    return (first, min(shift(first, 6), end)) if unit == "week" and start <= first <= end else None


def _fraction(m: Match, unit: str, nth: int, last: bool) -> Time | None:
    start, end = m.time(-1).span
    days, parts = (end - start).days + 1, _FRACTIONS[unit]
    nth = parts if last else nth
    if nth > parts or days < parts:
        return None
    if unit == "third":
        return kept(m, calendar.third_of((start, end), nth))
    if days > _YEAR:
        months = (end.year - start.year + 1) * 12 // parts
        first = calendar.shift_months(start, months * (nth - 1))
        return kept(m, (first, shift(calendar.shift_months(first, months), -1)))
    if days >= 365:
        make = calendar.half_span if unit == "half" else calendar.quarter_span
        return kept(m, make(start.year, nth))
    if unit == "half" and days in _DAYS_OF_MONTH:  # whole days of February too: to the 15th
        return kept(m, (start, shift(start, 14)) if nth == 1 else (shift(start, 15), end))
    return kept(m, (shift(start, days * (nth - 1) // parts), shift(start, days * nth // parts - 1)))


def _nth_month_or_year(m: Match, unit: str, nth: int, last: bool) -> Time | None:
    start, end = m.time(-1).span
    step = 1 if unit == "month" else 12
    back = calendar.shift_months(end, -step + 1 - step * m.has("v")).replace(day=1)
    first = back if last else calendar.shift_months(start, step * (nth - 1))
    return kept(m, (first, shift(calendar.shift_months(first, step), -1))) if first <= end else None


def _first_days(m: Match, last: bool, count: int) -> Time | None:
    """ "the first two weeks of March", "the last 3 days of 2020"."""
    start, end = m.time(-1).span
    unit = m.word("U")
    if count < 1 or not last and m.has("O") and m.number("O") != 1:
        return None
    if last:
        return kept(m, (max(shift(times.step_back(unit, end, count), 1), start), end))
    return kept(m, (start, min(shift(times.step_back(unit, start, -count), -1), end)))


def _unit_of(m: Match) -> Time | None:
    """ "the week of 5 June", "the month of March", "der Monat März"."""
    unit, inner = m.word("U"), m.time(-1)
    start, end = inner.span
    if unit == "day" and inner.feast and m.all("U")[0].token.word not in _PLURALS:
        return kept(m, (inner.feast, inner.feast))
    if unit == "weekend" and m.has("o"):
        return _weekend_of(m, start, end)
    if unit == "day" and m.has("o") and m.all("U")[0].token.word in _PLURALS and start != end:
        return kept(m, (start, end))  # the days of Christmas
    if unit not in ("week", "month", "year", "quarter", "decade") or not m.has("o") and unit not in ("month", "year"):
        return None
    span = times.unit_span(unit, start)
    return kept(m, span) if span[0] <= start and end <= span[1] else None


def _weekend_of(m: Match, start: date, end: date) -> Time | None:
    """The nearest weekend, with a Monday that is named; of a holiday of some days that which it holds."""
    if m.time(-1).unit == "holiday" and (off := bridge((start, end)))[1] > off[0]:
        return kept(m, off)
    if start != end:
        saturday = shift(start, (5 - start.weekday()) % 7)
        return kept(m, (saturday, shift(saturday, 1))) if saturday <= end and (end - start).days <= _FEW else None
    nearest = shift(start, (5 - start.weekday() + 3) % 7 - 3)
    return kept(m, (nearest, max(shift(nearest, 1), start if start.weekday() == 0 else start.min)))


PARTS_OF_TIMES: tuple[Rule, ...] = (
    rule(r"D?O&D?[OL]U [oirD]+@", _two_of),
    rule(r"a?iD? E -?o?D? @|D?E -?o?D? @", _part),
    rule(r"D?vU [oi]D? @|D?Uv oD? @", _nth),
    rule(r"D?[OLl]U [oir]D? @|D?[OLl]U @|D?(?:[OLl][Nn]|[Nn][OLl])U [oi]D? @", _nth),
    rule(r"D?EU [oir]?D? @", _middle_third),
    rule(r"D?Uo?D? @", _unit_of),
)
