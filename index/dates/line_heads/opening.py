"""The parts of a date with which a line begins."""

from dataclasses import dataclass, replace

from index.dates.written_date import WrittenDate
from index.text.language_data import SHARED, language_data

WEEKDAY_LETTERS: dict[str, frozenset[int]] = {}
"""Short names of weekdays, and the weekdays that each may be: `T` is two of them."""
for _weekday, _row in enumerate(language_data(SHARED).entries["dates.weekday_letters"]):
    for _letters in _row.split():
        WEEKDAY_LETTERS[_letters] = WEEKDAY_LETTERS.get(_letters, frozenset()) | {_weekday}


@dataclass(frozen=True, slots=True)
class DayOpening:
    """The parts of a date with which a line begins; what is not written is None."""

    raw: str = ""
    mark: str = ""
    """The emphasis or bracket around it."""
    weekdays: frozenset[int] = frozenset()
    """Those that its weekday may be: `T` is two of them."""
    likeliest: int | None = None
    """The weekday that its name is in most languages: `Di` is Tuesday's before it is Sunday's."""
    day: int | None = None
    last: int | None = None
    month: int | None = None
    pair: tuple[int, int] | None = None
    dotted: bool = False
    year: int | None = None
    ordinal: bool = False
    article: bool = False
    """Whether an article stands before it: `Le 6`, `d. 7. Mai`."""
    same_month: bool = False
    """Whether it says that its month is that of the day before: `同 5日`."""
    closed: bool = False
    """Whether its mark closes right behind it."""
    stopped: bool = False
    """Whether a full stop, a colon, a dash or the line's end stands behind it."""
    whole: WrittenDate | None = None
    """The date where it is written in one piece."""
    or_pair: tuple[int, int] | None = None
    """What a span of days would be as a month and a day, or the other way: `03-07`."""
    or_weekday: int | None = None
    """What the month's name would be as a weekday: `mar 5` in French or Spanish."""

    @property
    def form(self) -> tuple[object, ...]:
        """What openings of one author have in common."""
        parts = (bool(self.weekdays), self.day is not None, self.month is not None, self.pair is not None)
        return (bool(self.mark), *parts)

    @property
    def is_vague(self) -> bool:
        """Whether it is two digits and nothing more: `02 colder`, but `12 apostles` too."""
        return self.raw.isdecimal() and len(self.raw) == 2 and not (self.stopped or self.closed)

    def as_weekday(self) -> "DayOpening":
        """The opening with its month read as a weekday."""
        if self.or_weekday is None:
            return self
        return replace(self, month=None, weekdays=frozenset((self.or_weekday,)), or_weekday=None)

    def as_pair(self) -> "DayOpening":
        """The opening with its span of days read as a day and a month."""
        return replace(self, day=None, last=None, pair=self.or_pair) if self.or_pair else self
