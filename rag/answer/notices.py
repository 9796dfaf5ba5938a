"""What the reader should know of the days that were searched: a time not understood, a window without notes."""

from index.store.catalog import Catalog
from rag.digest.spans import no_notes_between
from rag.question.read import Question
from rag.retrieval.hits import SearchHits
from rag.retrieval.journal_time import ends_before, last_with_notes, named_span


def search_notice(question: Question, hits: SearchHits, catalog: Catalog) -> str:
    """What the reader should know of the days searched; "" where there is nothing."""
    if question.not_understood is not None:
        words = question.not_understood
        return f"“{words.words}” was not understood as a time ({words.reason}): all days were searched."
    read = _half_read(question)
    if question.window is not None and question.window.filters and (hits.outside or not hits.days):
        return " ".join(filter(None, (read, _empty_window(question, catalog))))
    return read


def _half_read(question: Question) -> str:
    """What was read of the words of time, and what was not: the window may be another than what is meant."""
    window = question.window
    if window is None or not question.unread:
        return ""
    words, unread = window.words[0] if window.words else "", ", ".join(f"“{part}”" for part in question.unread)
    return f"“{words}” was read as {named_span(window)}; {unread} beside it was not understood as a time."


def _empty_window(question: Question, catalog: Catalog) -> str:
    assert question.window is not None
    days = sorted({entry.date for entry in catalog.entries() if entry.date})
    if question.window.relative and (offered := last_with_notes(question.window, days)):
        return f"{ends_before(question.window, days)} The last one with notes is {named_span(offered)}."
    return no_notes_between(catalog, question.window.from_, question.window.to)


def left_out_in_words(notes: int, parts: int) -> str:
    """That so many private notes, and private parts of others, were not read; "" where there are none."""
    named = [f"{notes} private note{'s' * (notes > 1)}"] if notes else []
    named += [f"{parts} private part{'s' * (parts > 1)} of notes"] if parts else []
    return f"{' and '.join(named)} {'were' if notes + parts > 1 else 'was'} not read." if named else ""
