"""A conversation -> the reply in Markdown, in pieces as it comes; what it takes in tokens is counted."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from api.actions.ask import Writing, answer_events, find_writer, last_answer, primed, read_asked
from api.http.openai.chat_tasks import question_within, task_reply
from api.http.openai.conversation import Conversation
from api.http.openai.markdown import (
    RETRACTED_MARKDOWN,
    answer_pieces,
    lead_markdown,
    plain_markdown,
    rest_markdown,
    statement_markdown,
)
from api.http.openai.model_names import MODELS, canonical_model
from api.http.openai.small_talk import small_talk
from api.parts.served import Served
from api.requests import Ask
from api.settings import Settings
from rag.answer.result import Answer, Event, Lead, Retracted
from rag.evidence.citations import Statement
from rag.llm.stream import Stop

_ONLY_WORDS = "Pictures and other attachments were passed over: only words are read."
_NOTHING_ASKED = "Only words are read, and your message has none: ask your question in words."


@dataclass(frozen=True, slots=True)
class Door:
    """What replies are made with."""

    served: Served
    settings: Settings

    def count(self, text: str) -> int:
        """Tokens by the embedding model's vocabulary: language models' own differ, by a fifth or so."""
        return self.served.collection.counter.count(text)


class ChatReply:
    """The pieces, read once, and what is known of them in the end."""

    def __init__(self, door: Door, read: str, pieces: Iterable[str], most: int | None, stop: Stop) -> None:
        self._door, self._pieces, self._most, self._stop = door, pieces, most, stop
        self.tokens_read, self.tokens_written = door.count(read), 0
        self.cut = False
        """Whether it ended where it has `most` tokens: behind the last piece that fits, the first in any case."""

    def __iter__(self) -> Iterator[str]:
        for piece in self._pieces:
            tokens = self._door.count(piece)
            if self._most is not None and self.tokens_written and self.tokens_written + tokens > self._most:
                self.cut = True
                self._stop()
                return
            self.tokens_written += tokens
            yield piece


def reply_to(
    conversation: Conversation, model: str, door: Door, stop: Stop, most: int | None = None, in_pieces: bool = False
) -> ChatReply:
    """The reply of the model so named. Raises DayciteError where the question or the notes are at fault.

    `in_pieces`: as it comes, what was withdrawn included; else whole, and then in pieces.
    """
    writes = MODELS[canonical_model(model)]
    ready = _ready(conversation)
    if ready is not None:
        return ChatReply(door, conversation.text, [ready], most, stop)
    question = question_within(conversation.question)
    ask = Ask.model_validate({"question": question, "history": list(conversation.history), "llm": writes})
    read = read_asked(ask)
    writing, sources = find_writer(ask, door.settings, stop=stop), door.served.sources()
    events = primed(answer_events(ask, read, sources, writing, door.settings, stop, door.served.turns))
    after = _ONLY_WORDS if conversation.more_than_words else ""

    def remark(answer: Answer) -> str:
        return " ".join(filter(None, (after, _why_no_model(answer, writing, door.settings))))

    if in_pieces:
        return ChatReply(door, conversation.text, _as_they_come(events, remark), most, stop)
    answer = last_answer(events)
    return ChatReply(door, conversation.text, answer_pieces(answer, remark(answer)), most, stop)


def _ready(conversation: Conversation) -> str | None:
    """What is replied without a search."""
    if not conversation.question:
        return _NOTHING_ASKED
    first = conversation.history[0].question if conversation.history else ""
    return small_talk(conversation.question) or task_reply(conversation.question, first)


def _why_no_model(answer: Answer, writing: Writing, settings: Settings) -> str:
    """Why a language model that was there, or was set, did not write the answer; "" where there is none to speak of."""
    was_meant = writing.llm is not None or settings.model or settings.llm_url
    if not answer.llm_error or not was_meant:
        return ""
    return f"(These are your notes’ own sentences: {answer.llm_error})"


def _as_they_come(events: Iterable[Event], remark: Callable[[Answer], str]) -> Iterator[str]:
    for event in events:
        if isinstance(event, Lead):
            yield lead_markdown(event.text)
        elif isinstance(event, Statement):
            yield f"{statement_markdown(event)}\n"
        elif isinstance(event, Retracted):
            yield RETRACTED_MARKDOWN
        elif isinstance(event, Answer):
            yield rest_markdown(event, plain_markdown(remark(event)))
