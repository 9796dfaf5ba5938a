"""Settings -> who phrases the answers now: a language model, or the notes' own sentences."""

from dataclasses import dataclass, replace

from api.actions.ask import llm_settings, why_none
from api.settings import Settings
from index.errors import LLMError


@dataclass(frozen=True, slots=True)
class WhoAnswers:
    """Who phrases the answers."""

    model: str
    """The language model's name; empty where your notes' own sentences are the answer."""
    place: str
    """Where what it reads is sent, in words; empty without a model."""
    why_none: str
    """Why there is no language model; empty where there is one, or none is wanted."""


def who_answers(settings: Settings) -> WhoAnswers:
    """The language model that the settings name, asked for now; nothing of the notes is sent."""
    if settings.llm == "off":
        return WhoAnswers("", "", "")
    from rag.llm.find import find_llm

    try:
        llm = find_llm(replace(llm_settings(settings), waits=False))
    except LLMError as error:
        return WhoAnswers("", "", why_none(error))
    return WhoAnswers(llm.name, llm.place, "")
