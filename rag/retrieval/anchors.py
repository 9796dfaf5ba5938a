"""Times that only the notes themselves can tell: "before I started fast.ai", "on day 12" -> the window they mean.

An event's day is the first that holds all of its words, else, of the days that hold most of them, the one that the
search puts first. What the author did or had ("I started", "my exam") bounds the days as a date would; what others did
only lifts them, since notes mention it on any day. The answer says which day was taken.
"""

import re
from dataclasses import replace
from datetime import date, timedelta

from index.store.catalog import Catalog
from index.store.rows import StoredPassage
from index.text.language_data import any_of
from index.text.stop_words import DOING_WORDS
from rag.question.read import Question, read_question
from rag.retrieval.retriever import Retriever
from rag.temporal.window import EventWindow, Window

_OWN = re.compile(rf"{any_of('answers.own')}\b", re.IGNORECASE)
_DAY_WORD = any_of("answers.day_numbers")
_AROUND = timedelta(days=3)  # of an event that something happened "during"
_COUNTED = ("ago", "between", "streak")  # where an event is what is counted from
_LISTED = 5  # days named in a notice
_RANKED = 20


def anchored(question: Question, retriever: Retriever, catalog: Catalog) -> tuple[Question, str]:
    """The question with the window of its day number or event, and what the reader should know of it ("": nothing)."""
    window = question.window
    if window is not None and window.day_number is not None:
        return _of_day_number(question, window, window.day_number, catalog)
    if question.event is not None and question.intent not in _COUNTED and (window is None or not window.filters):
        return _of_event(question, question.event, retriever)
    return question, ""


def _of_day_number(question: Question, window: Window, number: int, catalog: Catalog) -> tuple[Question, str]:
    named = re.compile(rf"(?<!\w)(?:r\d+)?{_DAY_WORD}[\s#:.-]{{0,3}}0*{number}(?!\d)", re.IGNORECASE)
    entries = [entry for entry in catalog.entries() if named.search(entry.title)]
    days = sorted({entry.date for entry in entries if entry.date})
    words = " ".join(window.words)
    if not days:
        # Headings are searched with the words: an undated "Day 12" is found by them.
        notice = "" if entries else f"No heading names “{words}”: all days were searched."
        return replace(question, window=None), notice
    meant = replace(window, from_=days[-1], to=days[-1], day_number=None)
    others = ", ".join(day.isoformat() for day in days[-1 - _LISTED : -1])
    also = f"; {others} is also called that" if others else ""
    return replace(question, window=meant), f"“{words}” is {days[-1]}{also}."


def _of_event(question: Question, event: EventWindow, retriever: Retriever) -> tuple[Question, str]:
    anchor = anchor_day(event.event, retriever, question.today)
    if anchor is None:
        return question, f"The notes don't say when “{event.event}” was: all days were searched."
    day = anchor[0]
    from_ = {"after": day, "since": day, "during": _shifted(day, -_AROUND)}.get(event.relation)
    to = {"before": day, "until": day, "during": _shifted(day, _AROUND)}.get(event.relation)
    vague = event.relation == "during" or not _OWN.match(event.event)
    window = Window(from_, to, vague=vague, words=(event.words,))
    notice = f"“{event.event}” was taken to be on {day}."
    return replace(question if vague else _without(question, event.words), window=window), notice


def _without(question: Question, words: str) -> Question:
    """The question without the words of its event, where others are left: what is looked for lies on other days."""
    rest = question.text.replace(words, " ").strip()
    if not re.search(r"\w", rest):
        return question
    without = read_question(rest, question.today)
    if DOING_WORDS.issuperset(without.terms):  # "what happened after …"
        return question
    return replace(without, text=question.text, intent=question.intent)


def anchor_day(event: str, retriever: Retriever, today: date) -> tuple[date, StoredPassage] | None:
    """The day of an event by its words, "I started fast.ai", and the passage that mentions it."""
    query = replace(read_question(event, today), window=None, event=None)
    full = [(key.date, passage) for key, passage in retriever.mentions(query, share=1.0, doing=True) if key.date]
    if full:
        return full[0]
    days = {key.date: passage for key, passage in retriever.mentions(query) if key.date}
    ranked = (hit.date for hit in retriever.search(query, _RANKED).days)
    return next(((day, days[day]) for day in ranked if day in days), None)


def _shifted(day: date, by: timedelta) -> date:
    return date.fromordinal(min(max(day.toordinal() + by.days, 1), date.max.toordinal()))
