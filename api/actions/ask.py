"""Ask -> Answer or SearchResult: what all doors do with a question."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING

from api.dates import check_span
from api.parts.consent import Confirm, may_send
from index.errors import LLMError
from rag.question.read import Question, read_question

if TYPE_CHECKING:
    from api.parts.turns import Turns
    from api.requests import Ask
    from api.settings import Settings
    from rag.answer.result import Answer, Event, SearchResult
    from rag.answer.sources import Sources
    from rag.llm.find import LLM, LLMSettings
    from rag.llm.stream import Stop


_SPEEDS = "reading-speeds.json"  # in the data folder


@dataclass(frozen=True, slots=True)
class Writing:
    """Who phrases the answer."""

    llm: "LLM | None" = None
    required: bool = False
    """Whether its failure is an error; else your notes' own sentences serve."""
    why_none: str | None = None
    """Why there is no LLM; None where none was asked for."""


def read_asked(ask: "Ask") -> Question:
    """The question understood. Raises UsageError: ask this first, before the notes are touched."""
    check_span(ask.from_, ask.to)
    return read_question(ask.question, _today(ask), ask.from_, ask.to)


def find_writer(
    ask: "Ask",
    settings: "Settings",
    announce: Callable[[str], None] = lambda words: None,
    confirm: Confirm | None = None,
    live: Callable[[str], None] | None = None,
    stop: "Stop | None" = None,
) -> Writing:
    """The LLM that is to phrase the answer. Raises LLMError where one is demanded and none can be had.

    `announce` and `live` are called with words for the user while the LLM is waited for, `confirm` to ask whether notes
    may be sent to another machine. A server that is loading its model is waited for until `stop`, which raises Stopped,
    or Ctrl-C, which has it do without.
    """
    must = (settings.llm == "on" or ask.model is not None) if ask.llm is None else ask.llm
    if not must and (ask.llm is False or settings.llm == "off"):
        return Writing()
    from rag.llm.find import find_llm
    from rag.llm.stream import Stopped

    try:
        place = llm_settings(settings, ask.model or "", announce, confirm, live)
        return Writing(find_llm(replace(place, stop=stop)), must)
    except LLMError as error:
        if must:
            raise
        return Writing(why_none=why_none(error))
    except Stopped:
        if stop is not None:
            raise
        return Writing(why_none="the language model was still being loaded")


def why_none(error: LLMError) -> str:
    """Why no LLM is used, including what to do if only the model or the permission is missing."""
    from rag.llm.server import ModelMissing, NotAllowed

    return str(error) if isinstance(error, ModelMissing | NotAllowed) else error.message


def llm_settings(
    settings: "Settings",
    model: str = "",
    announce: Callable[[str], None] = lambda words: None,
    confirm: Confirm | None = None,
    live: Callable[[str], None] | None = None,
) -> "LLMSettings":
    """Where the settings say that a language model is to be had."""
    from rag.llm.find import LLMSettings
    from rag.llm.reading_speed import ReadingSpeeds
    from rag.llm.stream import Patience

    patience = Patience(settings.llm_load_timeout, settings.llm_timeout, announce, live, settings.llm_answer_seconds)
    speeds = ReadingSpeeds(settings.data_dir / _SPEEDS, settings.llm_notes_tokens)

    def allowed(place: str) -> bool:
        return may_send(settings, "llm", place, confirm)

    return LLMSettings(
        settings.ollama_url,
        settings.llm_url,
        model or settings.model,
        patience,
        allowed,
        settings.llm_key,
        settings.llm_keep_alive,
        speeds,
    )


def answer_events(
    ask: "Ask",
    question: Question,
    sources: "Sources",
    writing: Writing,
    settings: "Settings",
    stop: "Stop | None" = None,
    turns: "Turns | None" = None,
) -> "Iterator[Event]":
    """The answer as it comes: the days, the statements, the Answer at the end. Raises Stopped once `stop` is called.

    What no LLM phrases is computed in turn, where there are `turns`.
    """
    from rag.answer.ask import answering
    from rag.answer.result import Answer, DaysFound

    alone = _alone(ask, question, writing.llm, stop, turns)
    understood = f"Interpreted as “{alone.text}”." if alone is not question else ""
    events = answering(alone, sources, ask.limit or settings.limit, writing.llm, writing.required, stop)
    for event in turns.through(events) if turns and writing.llm is None else events:
        if isinstance(event, DaysFound | Answer):
            notice = " ".join(filter(None, (understood, event.notice)))
            event = replace(event, question=question.text, notice=notice)
        if isinstance(event, Answer) and writing.llm is None:
            event = replace(event, llm_error=writing.why_none)
        if isinstance(event, Answer) and writing.llm is not None and ask.history:  # it was asked for the question alone
            event = replace(event, sent_to=writing.llm.place)
        yield event


def _alone(ask: "Ask", question: Question, llm: "LLM | None", stop: "Stop | None", turns: "Turns | None") -> Question:
    """The question in words that stand alone; itself where nothing was asked before, or it leans on nothing."""
    if not ask.history:
        return question
    from rag.question.follow_up import Turn, standalone
    from rag.question.rewriting import rewritten

    history = [Turn(turn.question, turn.answer) for turn in ask.history]
    by_rules = turns.in_turn(standalone) if turns else standalone
    text = rewritten(question.text, history, _today(ask), llm, stop, by_rules)
    return question if text == question.text else read_question(text, _today(ask), ask.from_, ask.to)


def primed(events: "Iterable[Event]") -> "Iterator[Event]":
    """`events` with the notes searched already: what fails in that fails here."""
    events = iter(events)
    return chain((next(events),), events)


def last_answer(events: "Iterable[Event]") -> "Answer":
    """The answer that the events end with; its `llm_error` says why no LLM phrased it, null where one did."""
    *_, answer = events
    return answer  # type: ignore[return-value]


def find(ask: "Ask", question: Question, sources: "Sources", settings: "Settings") -> "SearchResult":
    """The ranked days."""
    from rag.answer.ask import search

    return search(question, sources, ask.limit or settings.limit)


def _today(ask: "Ask") -> date:
    return ask.today or date.today()
