"""A window that names no year, or is counted from today -> the days that are meant in this journal.

"In February" is the latest February that has notes, not the latest before today; "last week" of a journal that ended
long ago is the last week that has notes, where all that is asked is what was done; and notes that name no year are
found by their month and day.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from index.errors import UsageError
from index.store.catalog import Catalog
from index.text.day_in_words import date_in_words
from rag.question.read import Question, read_question
from rag.question.what_was_done import asks_what_was_done
from rag.retrieval.retriever import Retriever
from rag.temporal import calendar, times
from rag.temporal.window import Window

_YEAR = re.compile(r"\d{4}")
_TRIED = 40  # earlier ones looked at
_UNITS = ("week", "weekend", "month", "quarter", "year")
_LEAP = 2000  # a year that has every month and day


def in_journal(question: Question, retriever: Retriever, catalog: Catalog) -> tuple[Question, str]:
    """The question with the window that is meant, and what the reader should know of it ("": nothing)."""
    window = question.window
    if window is None or not window.filters or not window.words or window.passages is not None:
        return question, ""
    if len(window.words) == 1 and _YEAR.fullmatch(window.words[0]) and _is_before(window, retriever.days()):
        told = f"“{window.words[0]}” lies before your first notes: it was taken for a name, and all days were searched."
        terms = tuple(dict.fromkeys((*question.terms, window.words[0])))
        return replace(question, window=None, terms=terms, search_text=question.text), told
    if window.floating:
        return _latest(question, window, retriever, catalog)
    if window.relative and not retriever.days(window):
        return _ended(question, window, retriever)
    return question, ""


def _is_before(window: Window, days: Sequence[date]) -> bool:
    """Whether the window ends before the first day with notes."""
    return bool(days) and window.to is not None and window.to < days[0]


def _latest(question: Question, window: Window, retriever: Retriever, catalog: Catalog) -> tuple[Question, str]:
    """The latest window of these words that has notes; where none has, the notes that name no year."""
    days = [day for day in retriever.days() if day <= question.today]
    tried: Window | None = window
    for _ in range(_TRIED):
        if tried is None or retriever.days(tried):
            break
        low = tried.from_ or tried.to or question.today
        before = [day for day in days if day < low] or ([days[-1]] if days and tried.from_ is None else [])
        earlier = _as_of(question, before[-1]) if before else None
        tried = earlier if earlier and (earlier.from_, earlier.to) != (tried.from_, tried.to) else None
    else:
        tried = None
    if tried is not None and retriever.days(tried):
        told = "" if _holds_today(tried, question.today) else f"“{window.words[0]}” is {named_span(tried)}."
        return replace(question, window=tried), told
    passages = _without_year(window, catalog)
    if not passages:
        return question, ""
    meant = replace(window, from_=None, to=None, passages=passages)
    return replace(question, window=meant), f"“{window.words[0]}” is of no known year: these notes name none."


def _as_of(question: Question, day: date) -> Window | None:
    """The window as it would have been read on `day`."""
    try:
        return read_question(question.text, day).window
    except UsageError:
        return None


def _holds_today(window: Window, today: date) -> bool:
    return window.from_ is not None and window.from_ <= today and (window.to is None or today <= window.to)


def _ended(question: Question, window: Window, retriever: Retriever) -> tuple[Question, str]:
    """Where the notes end before the window: the last such span that has notes, if only what was done is asked."""
    days = retriever.days()
    offered = last_with_notes(window, days)
    if offered is None or not asks_what_was_done(question):
        return question, ""
    told = f"{ends_before(window, days)} This is the last one with notes, {named_span(offered)}."
    return replace(question, window=offered), told


def last_with_notes(window: Window, days: Sequence[date]) -> Window | None:
    """The last week, month or day with notes, of the window's length; `days` are all that have some, in order.

    None where notes go on behind the window.
    """
    low, high = window.from_, window.to
    if not days or low is None or high is None or days[-1] >= low:
        return None
    unit = next((unit for unit in _UNITS if times.unit_span(unit, low) == (low, high)), None)
    if unit is not None:
        from_, to = times.unit_span(unit, days[-1])
        if unit == "weekend" and days[-1] > to:
            return replace(window, from_=days[-1], to=days[-1])
    else:
        from_, to = calendar.shift(days[-1], -(high - low).days), days[-1]
    return replace(window, from_=from_, to=to)


def ends_before(window: Window, days: Sequence[date]) -> str:
    """ "Your notes end on 3 May 2020, there are none from … to …."."""
    return f"Your notes end on {date_in_words(days[-1])}; there are none for {named_span(window)}." if days else ""


def named_span(window: Window) -> str:
    """The span as a reader names it: "March 2020", "2020", "Monday 16 March 2020", "2020-03-09 to 2020-03-15"."""
    low, high = window.from_, window.to
    if low is None or high is None:
        return f"from {low} on" if low else f"up to {high}" if high else "all days"
    if low == high:
        return date_in_words(low)
    if calendar.month_span(low.year, low.month) == (low, high):
        return f"{low:%B %Y}"
    return str(low.year) if calendar.year_span(low.year) == (low, high) else f"{low} to {high}"


def _without_year(window: Window, catalog: Catalog) -> frozenset[int]:
    """Passages of entries whose day has a month and a number, but no year, in the window of any year."""
    if window.from_ is None or window.to is None or window.to - window.from_ > timedelta(366):
        return frozenset()
    held = {
        (day.month, day.day)
        for day in (window.from_ + timedelta(n) for n in range((window.to - window.from_).days + 1))
    }
    query = "SELECT p.id, e.partial FROM passages p JOIN entries e ON e.id = p.entry_id WHERE e.partial LIKE '--%'"
    return frozenset(i for i, partial in catalog.db.execute(query) if (int(partial[2:4]), int(partial[5:7])) in held)
