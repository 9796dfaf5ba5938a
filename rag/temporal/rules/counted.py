"""The rules of seasons and holidays that are counted back: "two summers ago", "vorletztes Weihnachten"."""

from datetime import date

from rag.temporal.calendar import DateRange
from rag.temporal.grammar import Match, Rule, rule
from rag.temporal.rules.lists import all_of
from rag.temporal.rules.years import span_by_name
from rag.temporal.times import Time, closed

_MOST, _SPARE = 20, 2  # years back, and those that are not over yet


def _ended(m: Match, count: int) -> list[DateRange]:
    """The latest so many that are over, the last one first."""
    make, today = span_by_name(m), m.now.today
    spans = [make(year) for year in range(today.year, max(today.year - count - _SPARE, date.min.year), -1)]
    return [span for span in spans if span and span[1] < today][:count]


def _before_last(m: Match) -> Time | None:
    """ "the Christmas before last", "vorletzten Sommer", "el penúltimo verano"."""
    spans = _ended(m, 2)
    return closed(spans[-1]) if len(spans) > 1 else None


def _ago(m: Match) -> Time | None:
    """ "two summers ago", "vor drei Wintern", "hace dos veranos"."""
    count = m.number("Nna")
    spans = _ended(m, count) if 0 < count <= _MOST else []
    return closed(spans[-1]) if spans and len(spans) == count else None


def _last_few(m: Match) -> Time | None:
    """ "the last two summers", "les deux derniers étés": each of them."""
    count = m.number("Nn")
    spans = _ended(m, count) if 0 < count <= _MOST and m.relative() == "last" else []
    return all_of([closed(span) for span in spans]) if spans and len(spans) == count else None


COUNTED_RULES: tuple[Rule, ...] = (
    rule(r"D?(?:SS|H|MM)BL", _before_last),
    rule(r"D?v(?:SS|H|MM)", _before_last),
    rule(r"D?(?:SS|H|MM)v", _before_last),
    rule(r"[Nna](?:SS|H)G|g[Nna](?:SS|H)", _ago),
    rule(r"D?T?(?:L[Nn]|[Nn][Ll])(?:SS|H)", _last_few),
)
