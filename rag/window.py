"""The time words of a question and today -> the days it asks about; pure, `today` is an argument.

A question either names no time, or days (`Window`), or an event whose day must be found first (`EventWindow`), or
something that cannot be told (`NotUnderstood`): different values, because searching everything is right for the first
only.

    read_window("what did I learn last week", date(2020, 3, 18)).window  -> Window(2020-03-09, 2020-03-15)
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Window:
    """The span of days a question asks about; both ends included, None is an open end."""

    from_: date | None
    to: date | None
    vague: bool = False  # "around Easter", "recently": lifts its days, hides none
    words: tuple[str, ...] = ()  # the question's own words it was read from
    about: bool = False  # the words tell what happened when ("the trip in 2019"), not when it was written: hides none
    day_number: int | None = None  # "on day 12": a count of the journal's own; the ends are open until it is looked up

    @property
    def filters(self) -> bool:
        """Whether days outside are left out of the answer."""
        return not (self.vague or self.about) and (self.from_ is not None or self.to is not None)


@dataclass(frozen=True, slots=True)
class EventWindow:
    """Days that hang on an event: "before I started fast.ai" -> ("before", "I started fast.ai")."""

    relation: str  # "before" "after" "since" "until" "during"
    event: str  # the words whose day must be found first; they stay search terms
    words: str  # the question's own words, relation included


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """Words that name a time which cannot be told: "on my birthday", "31 February"."""

    words: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a question says about time, and the question without the words that said it."""

    window: Window | None
    event: EventWindow | None
    not_understood: NotUnderstood | None
    rest: str


_ISO = re.compile(r"\b(?:on )?(\d{4})-(\d{2})-(\d{2})\b")
_YESTERDAY = re.compile(r"\byesterday\b", re.IGNORECASE)


def read_window(question: str, today: date) -> Reading:
    """The window, event or misunderstanding in `question`, and what is left of it."""
    if match := _ISO.search(question):
        try:
            day = date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            return Reading(None, None, NotUnderstood(match[0], "there is no such day"), question)
    elif match := _YESTERDAY.search(question):
        day = today - timedelta(days=1)
    else:
        return Reading(None, None, None, question)
    rest = " ".join((question[: match.start()] + " " + question[match.end() :]).split())
    return Reading(Window(day, day, words=(match[0],)), None, None, rest)
