"""The rules that read holidays: "Easter 2021", "1. Weihnachtstag", "Thanksgiving weekend"."""

from dataclasses import replace

from rag.temporal.calendar import DateRange, shift, week_span
from rag.temporal.grammar import Match, Rule, rule
from rag.temporal.named.bridges import bridge
from rag.temporal.named.periods import named_days, softness
from rag.temporal.rules.numbers import dated
from rag.temporal.times import Time, day_in

_FEASTS = {"christmas": 1, "easter": 2, "pentecost": 0}  # days from the first of a holiday to its feast
_FIRST_DAYS = {"christmas": "christmas_day", "easter": "easter_sunday", "pentecost": "pentecost"}
_ONLY_NUMBERED = ("school_half", "advent_weekend")
_ADVENTS, _HOLIDAYS = 4, 2


def _holiday(m: Match) -> Time | None:
    name = m.word("H")
    if m.has("O"):
        return _day_of_holiday(m, name)
    if name in _ONLY_NUMBERED:
        return None
    if name == "holidays" and not m.has("Yy") and not (lead := m.before()) and lead is None:
        return None
    time = dated(m, lambda year: named_days(year, name), "such day")
    if time is None or time.from_ is None:
        return time
    feast = shift(time.from_, _FEASTS[name]) if name in _FEASTS else None
    return replace(time, unit="holiday", soft=softness(name), feast=feast)


def _holiday_weekend(m: Match) -> Time | None:
    """ "Thanksgiving weekend", "the August bank holiday weekend": the days off around."""
    name = m.word("H")
    if name == "holidays" or m.word("U") not in ("weekend", "week"):
        return None
    if m.word("U") == "week":
        return dated(m, lambda year: week_span(named_days(year, name)[0]), "such day")
    return dated(m, lambda year: bridge(named_days(year, name)), "such day")


def _weekend_of_day(m: Match) -> Time | None:
    """ "July 4th weekend 2022": the days off around a day that has no other name."""
    if m.word("U") != "weekend" or not m.has("O") and m.now.language != "en":
        return None
    day = day_in(m.number("Mm"), m.number("NO"))

    def off(year: int) -> DateRange | None:
        span = day(year)
        return bridge(span) if span else None

    return dated(m, off, "such day")


def _day_of_holiday(m: Match, name: str) -> Time | None:
    """ "1. Weihnachtstag", "zweiter Ostertag", "der dritte Advent": the nth day of one that has several."""
    nth = m.number("O")
    if name == "school_half":
        return dated(m, lambda year: named_days(year, f"{name}_{nth}"), "such half") if nth in (1, 2) else None
    if name == "advent_weekend":
        return dated(m, lambda year: bridge(named_days(year, f"advent_{nth}")), "such day") if nth <= _ADVENTS else None
    if name == "advent":
        return dated(m, lambda year: named_days(year, f"advent_{nth}"), "such day") if nth <= _ADVENTS else None
    first = _FIRST_DAYS.get(name)
    if first is None or not 1 <= nth <= _HOLIDAYS:
        return None
    return dated(m, lambda year: (shift(named_days(year, first)[0], nth - 1),) * 2, "such day")


HOLIDAY_RULES: tuple[Rule, ...] = (
    rule(r"MM[NO]U(?:,?[oi]?[Yy])?", _weekend_of_day),
    rule(r"HU(?:,?[oi]?[Yy])?", _holiday_weekend),
    rule(r"[LTF]? H (?:,?[oi]?U?[Yy])?", _holiday),
    rule(r"D?OH(?:,?[oi]?U?[Yy])?", _holiday),
    rule(r"H [lf]", _holiday),
    rule(r"H ,?o?D? (?:[LTF]U|U[lf])", _holiday),
)
