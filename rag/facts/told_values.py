"""How values of days are told: their sum, their average, or the largest of them, each with its day."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from index.store.rows import StoredPassage
from index.text.day_in_words import date_in_words
from rag.evidence.citations import Statement
from rag.facts.fact import DayValue
from rag.facts.lengths import counted
from rag.facts.quantities import CURRENCIES, MONEY, Quantity, units

_LISTED = 31
_BY_WEEK, _BY_MONTH = 14, 70  # days from the first value to the last, from which on it is told by week, by month
_ALIKE = 4  # days of the largest value that are named


@dataclass(frozen=True, slots=True)
class AskedValue:
    """What is to be summed or averaged, or of what the largest or smallest is wanted."""

    how: Literal["sum", "average", "most", "least"]
    unit: str
    """The unit's or the thing's name, "" where a value is asked for by its own name."""
    dimension: str
    """ "" of one that is asked for by its own name, or where "the longest" may be of any."""
    words: tuple[str, ...]
    """What the values are of."""

    @property
    def is_extreme(self) -> bool:
        """Whether one of the values is wanted, rather than all of them."""
        return self.how in ("most", "least")

    def measures(self, quantity: Quantity) -> bool:
        """Whether the value is of what is asked for: of money, in any currency."""
        if self.is_extreme and not self.dimension:
            return True
        return quantity.dimension in (CURRENCIES if self.dimension == MONEY else (self.dimension,))


@dataclass(frozen=True, slots=True)
class ValueOfDay:
    """A value of a day, and what shows it."""

    day: date
    quantity: Quantity
    passage: StoredPassage
    shown: Statement | None


def most_measured(values: Sequence[ValueOfDay]) -> list[ValueOfDay]:
    """Those of what most of them measure: of "ran 5 km in 30 min" the way, where another day tells only that."""
    dimension = Counter(value.quantity.dimension for value in values).most_common(1)[0][0]
    return [value for value in values if value.quantity.dimension == dimension]


def extremes(asked: AskedValue, values: Sequence[ValueOfDay]) -> list[ValueOfDay]:
    """The largest of the values, or the smallest; `values` measure the same, by day."""
    amounts = [value.quantity.base for value in values]
    wanted = max(amounts) if asked.how == "most" else min(amounts)
    return [value for value in values if value.quantity.base == wanted]


def told_extremes(asked: AskedValue, values: Sequence[ValueOfDay]) -> str:
    """ "12 km on Friday, 3 May 2024, the most with “run” of 9 values on 9 days: 2024-04-02 4 km, …" """
    best = extremes(asked, values)
    at = ", ".join(date_in_words(value.day) for value in best[-_ALIKE:])
    of = f"{counted(len(values), 'value')} on {_days(values)}"
    amount = _shown(best[0].quantity.value, best[0].quantity.unit)
    return f"{amount} on {at}, the {asked.how} with “{' '.join(asked.words)}” of {of}{_listed(values)}."


def told_together(asked: AskedValue, values: Sequence[ValueOfDay]) -> str:
    """The sum or average with each day and value, or why there is none."""
    if len({value.quantity.dimension for value in values}) > 1:
        return f"These values have units that cannot be brought together{_listed(values)}."
    unit, factor = _common(asked, values)
    numbers = [value.quantity.base / factor for value in values]
    what = " ".join(asked.words)
    if asked.how == "average":
        mean = sum(numbers) / len(numbers)
        spread = f"from {_shown(min(numbers), unit)} to {_shown(max(numbers), unit)}"
        of = f"{counted(len(numbers), 'value')} on {_days(values)}"
        head = f"{_shown(mean, unit)} on average for “{what}”, {spread}, {of}"
    else:
        head = f"{_shown(sum(numbers), unit)} in all with “{what}”, on {_days(values)}"
    return f"{head}{_listed(values)}.{_by_period(asked, values, numbers, unit)}"


def day_values(asked: AskedValue, values: Sequence[ValueOfDay]) -> tuple[DayValue, ...]:
    """The values in their common unit; none where they have none."""
    if len({value.quantity.dimension for value in values}) > 1:
        return ()
    unit, factor = _common(asked, values)
    return tuple(DayValue(value.day, round(value.quantity.base / factor, 4), unit) for value in values)


def _days(values: Sequence[ValueOfDay]) -> str:
    return counted(len({value.day for value in values}), "day")


def _listed(values: Sequence[ValueOfDay]) -> str:
    more = f" (the last {_LISTED})" if len(values) > _LISTED else ""
    listed = ", ".join(f"{v.day} {_shown(v.quantity.value, v.quantity.unit)}" for v in values[-_LISTED:])
    return f"{more}: {listed}"


def _common(asked: AskedValue, values: Sequence[ValueOfDay]) -> tuple[str, float]:
    """The unit to tell the result in: the one that all have, else the one asked for, else the most used."""
    written = [value.quantity for value in values]
    if not asked.dimension and asked.unit:
        return asked.unit, 1.0  # of things, in the question's own number
    if len({quantity.factor for quantity in written}) == 1:
        return written[0].unit, written[0].factor
    if asked.unit in units():
        return asked.unit, units()[asked.unit][1]
    largest = max(written, key=lambda quantity: quantity.factor)
    return largest.unit, largest.factor


def _by_period(asked: AskedValue, values: Sequence[ValueOfDay], numbers: Sequence[float], unit: str) -> str:
    """ " By week: W18 12 km, W19 7 km."""
    span = (values[-1].day - values[0].day).days
    if span < _BY_WEEK:
        return ""
    by_month = span >= _BY_MONTH
    groups: dict[str, list[float]] = {}
    for value, amount in zip(values, numbers, strict=True):
        week = value.day.isocalendar()
        groups.setdefault(f"{value.day:%Y-%m}" if by_month else f"{week.year}-W{week.week:02d}", []).append(amount)
    told = (
        f"{name} {_shown(sum(its) / (len(its) if asked.how == 'average' else 1), unit)}" for name, its in groups.items()
    )
    return f" By {'month' if by_month else 'week'}: {', '.join(told)}."


def _shown(value: float, unit: str) -> str:
    return f"{round(value, 2):g} {unit}".rstrip() if abs(value) < 1e6 else f"{value:,.0f} {unit}".rstrip()
