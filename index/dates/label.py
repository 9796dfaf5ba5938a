"""What a short text says of its day."""

from dataclasses import dataclass
from typing import Literal

from index.dates.written_date import WrittenDate

Strength = Literal["strong", "weak", "none"]


@dataclass(frozen=True, slots=True)
class Label:
    """What a short text says of its day."""

    date: WrittenDate | None = None
    """The day, or only a week, month or year, that the text names."""
    strength: Strength = "none"
    """weak: a day only if the label's neighbours or parents support it (`7/6`, `Thursday`, `17`)."""
    pure: bool = False
    """Nothing but words of dates stands in it."""
    weekday: int | None = None
    counter: int | None = None
    """N of "Day N"."""
    counter_last: int | None = None
    day_only: int | None = None
    """`17` or `24th`: a day whose month is the parent's."""
    last_only: int | None = None
    european: bool = False
    """Its other words are of a language that writes the day first."""
    asian: bool = False
    """Its weekday is written as in East Asia, where the month comes first."""
