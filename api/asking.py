"""Ask -> Answer or SearchResult: what both doors do with a question."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from api.dates import check_span
from index.errors import LLMError
from rag.question import Question, read_question

if TYPE_CHECKING:
    from api.schemas import Ask
    from api.settings import Settings
    from rag.answer import Answer, SearchResult, Sources
    from rag.llm import Ollama

Writing = tuple["Ollama | None", bool, str | None]
"""(the LLM, whether it must word the answer, why there is none)"""


def read_asked(ask: "Ask") -> Question:
    """The question understood. Raises UsageError: ask this first, before the notes are touched."""
    check_span(ask.from_, ask.to)
    return read_question(ask.question, _today(ask), ask.from_, ask.to)


def find_writer(ask: "Ask", settings: "Settings") -> Writing:
    """The LLM that is to word the answer. Raises LLMError where one is demanded and none can be had."""
    from rag.llm import find_ollama

    must = (settings.llm == "on" or ask.model is not None) if ask.llm is None else ask.llm
    if not must and (ask.llm is False or settings.llm == "off"):
        return None, False, None
    try:
        return find_ollama(settings.ollama_url, ask.model or settings.model, settings.llm_timeout), must, None
    except LLMError as error:
        if must:
            raise
        return None, False, error.message


def answer(ask: "Ask", question: Question, sources: "Sources", writing: Writing, settings: "Settings") -> "Answer":
    """The answer; its `llm_error` says why no LLM worded it, null where one did or none was wanted."""
    from rag.answer import ask as answered

    writer, must, why_none = writing
    found = answered(question, sources, ask.limit or settings.limit, _today(ask), writer, must)
    return found if writer else replace(found, llm_error=why_none)


def find(ask: "Ask", question: Question, sources: "Sources", settings: "Settings") -> "SearchResult":
    """The ranked days."""
    from rag.answer import search

    return search(question, sources, ask.limit or settings.limit)


def _today(ask: "Ask") -> date:
    return ask.today or date.today()
