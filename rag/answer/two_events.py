"""How far two events lie apart: by the sentences that tell of each likeliest, where they name no days themselves."""

from datetime import date
from itertools import islice, product
from operator import itemgetter

from index.text.day_in_words import date_in_words
from rag.answer.event_days import EventDay, event_days
from rag.answer.sources import Sources
from rag.evidence.note_sentences import NoteSentences
from rag.facts.day_facts import event_sides, own_day
from rag.facts.fact import Fact
from rag.facts.lengths import distance
from rag.question.read import Question

_PARTED = 3  # ways to tell the two apart: "between talking to Ann about it and the start"
_DAYS = 4  # that each event may have happened on
_BY_WORDS = 0.1  # added to the probability of the day that has an event's words
_LIKELY, _PROBABLE = 0.1, 0.25
"""Of both together: below the first the notes are not said to tell of both; of journals of others one in five of those
below the second was right, and more than half of those above."""


def two_events(question: Question, by_words: Fact | None, sources: Sources, notes: NoteSentences) -> Fact | None:
    """The likeliest days of both, in the order asked for, and what the notes say there; None where they are unlikely.

    `by_words`: what the words of both events alone tell; it stands where one of them names its day itself.
    One day never stands for both: likelier one of them is told nowhere, and the other was found for it too.
    """
    parted = list(islice(event_sides(question), _PARTED))
    if not parted or any(own_day(side, question.today) for side in parted[0]):
        return by_words
    found = [_likeliest(sides, question.today, by_words, sources, notes) for sides in parted]
    likelihood, sides, start, end = max(filter(None, found), key=itemgetter(0), default=(0.0, ("", ""), None, None))
    if start is None or end is None or likelihood < _LIKELY:
        return None
    if by_words and (start.day, end.day) == by_words.days:
        return by_words
    how = "Probably" if likelihood >= _PROBABLE else "Perhaps"
    text = (
        f"{how} {distance(start.day, end.day)} between {date_in_words(start.day)} (“{sides[0]}”) "
        f"and {date_in_words(end.day)} (“{sides[1]}”)."
    )
    return Fact(text, (start.day, end.day), (), tuple(dict.fromkeys((start.told, end.told))))


_Pair = tuple[float, tuple[str, str], EventDay, EventDay]


def _likeliest(
    sides: tuple[str, str], today: date, by_words: Fact | None, sources: Sources, notes: NoteSentences
) -> _Pair | None:
    """How likely the likeliest days of both in order are together, the events in words, and these days."""
    hinted = by_words.days if by_words else (None, None)
    days = [
        [(min(one.probability + _BY_WORDS * (one.day == hint), 1.0), one) for one in found]
        for hint, found in zip(hinted, (event_days(side, today, sources, notes, _DAYS) for side in sides), strict=True)
    ]
    pairs = [(p * q, sides, one, other) for (p, one), (q, other) in product(*days) if one.day < other.day]
    return max(pairs, key=itemgetter(0), default=None)
