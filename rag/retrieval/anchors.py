"""Times that only the notes themselves can tell: "before I started fast.ai", "on day 12" -> the window they mean.

An event's day is the first that holds all of its words, else, of the days that hold most of them, the one that the
search puts first. What the author did or had ("I started", "my exam") bounds the days as a date would; what others did
only lifts them, since notes mention it on any day. The answer says which day was taken.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from index.store.catalog import Catalog
from index.store.rows import StoredPassage
from index.text.language_data import any_of
from index.text.sentences import sentence_spans
from index.text.stop_words import DOING_WORDS
from rag.question.plain_deeds import names_no_matter
from rag.question.read import Question, read_question
from rag.question.terms import content_words
from rag.question.what_was_done import asks_what_was_done
from rag.retrieval.journal_time import in_journal
from rag.retrieval.own_counts import Counted, find_count
from rag.retrieval.retriever import Retriever
from rag.temporal.told.relative_times import absolute_times, in_nearest_year, relative_times
from rag.temporal.window import EventWindow, Window

_OWN = re.compile(rf"{any_of('answers.own')}\b", re.IGNORECASE)
_AROUND = timedelta(days=3)  # of an event that something happened "during"
_COUNTED = ("ago", "between", "streak")  # where an event is what is counted from
_NEAR = timedelta(days=60)  # "a year ago today" is told of something else
_SAME_YEAR = timedelta(days=183)  # of a date that names no year
_LISTED = 5  # days named in a notice
_RANKED = 20
_STEM = 5  # letters that a word shares with its forms


FindDay = Callable[[EventWindow, date], date | None]
"""An event, and the day of asking -> the day on which it happened."""


def anchored(question: Question, retriever: Retriever, catalog: Catalog, find_day: FindDay) -> tuple[Question, str]:
    """The question with the window of its day number or event, and what the reader should know of it ("": nothing)."""
    window = question.window
    if window is not None and window.day_number is not None:
        return _of_day_number(question, window, window.day_number, catalog)
    if window is not None and window.week_number is not None and not window.about:
        found = find_count("week", window.week_number, catalog)
        if found is not None:
            return _of_count(question, window, found)
    if window is not None and window.filters:
        return in_journal(question, retriever, catalog)
    if question.event is not None and question.intent not in _COUNTED and (window is None or not window.filters):
        return _of_event(question, question.event, retriever, find_day)
    return question, ""


def _of_day_number(question: Question, window: Window, number: int, catalog: Catalog) -> tuple[Question, str]:
    found = find_count("day", number, catalog)
    if found is None:
        return replace(question, window=None), f"No heading names “{' '.join(window.words)}”: all days were searched."
    return _of_count(question, window, found)


def _of_count(question: Question, window: Window, found: Counted) -> tuple[Question, str]:
    """The question with the days, or the undated passages, that the author counts so."""
    words = " ".join(window.words)
    question = _less_words(question, window.words)
    if found.from_ is None:
        meant = replace(window, from_=None, to=None, day_number=None, passages=found.passages)
        return replace(question, window=meant), ""
    meant = replace(window, from_=found.from_, to=found.to, day_number=None)
    others = ", ".join(day.isoformat() for day in found.others[-_LISTED:])
    also = f"; {others} is also called that" if others else ""
    span = str(found.from_) if found.from_ == found.to else f"{found.from_} to {found.to}"
    return replace(question, window=meant), f"“{words}” is {span}{also}."


def _less_words(question: Question, words: Sequence[str]) -> Question:
    """The question without the words of its count, which name days now and nothing to be searched for."""
    rest = question.search_text
    for said in words:
        rest = rest.replace(said, " ")
    rest = " ".join(rest.split())
    of_its_days = names_no_matter(rest, question.text) and not question.phrases
    terms = content_words(rest, question.intent) if rest else ()
    return replace(question, search_text=rest or question.search_text, terms=terms, days_only=of_its_days)


def _of_event(question: Question, event: EventWindow, retriever: Retriever, find_day: FindDay) -> tuple[Question, str]:
    day = find_day(event, question.today)
    if day is None:
        return question, f"The notes don't say when “{event.event}” was: all days were searched."
    from_, to = _days_of(event, day)
    vague = not event.days and (event.relation == "during" or not _OWN.match(event.event))
    asked = question if vague else _without(question, event)
    if event.days and asks_what_was_done(asked) and retriever.days(Window(*days_beside(event, day))):
        from_, to = days_beside(event, day)  # its own day tells of it, and not of what was done then
    window = Window(from_, to, vague=vague, words=(event.words,))
    return replace(asked, window=window), f"“{event.event}” was taken to be on {day}."


def days_beside(event: EventWindow, day: date) -> tuple[date, date]:
    """The first and the last of the days that are counted off from an event of `day`."""
    near, far = timedelta(event.off + 1), timedelta(event.off + event.days)
    if event.season is not None:
        return _season_beside(event, event.season, day)
    if event.weekday >= 0:
        edge = _shifted(day, -timedelta(event.days)) if event.relation == "before" else _shifted(day, timedelta(1))
        off = edge.weekday() - event.weekday
        first = _shifted(edge, timedelta(-(off % 7) if event.relation == "before" else -off % 7))
        return first, _shifted(first, timedelta(event.days - 1))
    if event.relation == "before":
        return _shifted(day, -far), _shifted(day, -near)
    return _shifted(day, near), _shifted(day, far)


def _season_beside(
    event: EventWindow, season: Callable[[int], tuple[date, date] | None], day: date
) -> tuple[date, date]:
    """What lies behind the day, or before it, of the season that is nearest to it there."""
    spans = [span for year in range(max(day.year - 2, 1), min(day.year + 3, date.max.year)) if (span := season(year))]
    if event.relation == "before":
        first, last = max((span for span in spans if span[0] < day), default=(day, day))
        return first, min(last, _shifted(day, -timedelta(1)))
    first, last = min((span for span in spans if span[1] > day), default=(day, day))
    return max(first, _shifted(day, timedelta(1))), last


def _days_of(event: EventWindow, day: date) -> tuple[date | None, date | None]:
    """The days that hang on an event of `day`; its own is among them, for it may tell of the others."""
    if event.days:
        days = days_beside(event, day)
        return days if event.off else (min(days[0], day), max(days[1], day))
    from_ = {"after": day, "since": day, "during": _shifted(day, -_AROUND)}.get(event.relation)
    to = {"before": day, "until": day, "during": _shifted(day, _AROUND)}.get(event.relation)
    return from_, to


def _without(question: Question, event: EventWindow) -> Question:
    """The question without the words of its event, where others are left: what is looked for lies on other days."""
    rest = question.text.replace(event.words, " ").strip()
    if not re.search(r"\w", rest):
        return question
    without = read_question(rest, question.today)
    if not event.days and DOING_WORDS.issuperset(without.terms):  # "what happened after …"
        return question
    return replace(without, text=question.text, intent=question.intent)


def anchor_day(event: str, retriever: Retriever, today: date) -> tuple[date, StoredPassage] | None:
    """The day of an event by its words, "I started fast.ai", and the passage that mentions it."""
    query = replace(read_question(event, today), window=None, event=None)
    full = [(key.date, passage) for key, passage in retriever.mentions(query, share=1.0, doing=True) if key.date]
    if full:
        return _happened(*full[0], query), full[0][1]
    days = {key.date: passage for key, passage in retriever.mentions(query) if key.date}
    ranked = (hit.date for hit in retriever.search(query, _RANKED).days)
    return next(((_happened(day, days[day], query), days[day]) for day in ranked if day in days), None)


def _happened(written: date, passage: StoredPassage, event: Question) -> date:
    """The day that the passage's sentence on the event names, "my exam is on 12 March"; else that of writing."""
    texts = [passage.text[start:end] for start, end in sentence_spans(passage.text)]
    own = (text for text in texts if any(term[:_STEM] in text.casefold() for term in event.subject))
    return next(filter(None, (named_day(text, written) for text in own)), written)


def named_day(text: str, written: date) -> date | None:
    """The first day that a sentence names, dates with a year before others; None where it names none near to it."""
    named = [time.from_ for time in absolute_times(text, written) if time.from_ == time.to]
    for time in relative_times(text, written):
        day = time.from_ if time.relative else in_nearest_year(time.from_, written)
        if time.from_ == time.to and abs(day - written) <= (_NEAR if time.relative else _SAME_YEAR):
            named.append(day)
    return next(iter(named), None)


def _shifted(day: date, by: timedelta) -> date:
    return date.fromordinal(min(max(day.toordinal() + by.days, 1), date.max.toordinal()))
