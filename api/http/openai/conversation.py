"""The messages of a chat, as both of OpenAI's forms have them -> the question, and those before it."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, Field

from api.requests import LONGEST_ANSWER, LONGEST_EARLIER, Exchange, Text
from index.errors import UsageError

_REMEMBERED = 20  # earlier questions that a follow-up may refer to
_WORDS = ("text", "input_text", "output_text")  # types of parts that hold words
_SPEAKERS = ("user", "assistant")


class ContentPart(BaseModel):
    """A part of a message; only text is read."""

    type: Text = Field(
        "text", description="`text`, `input_text` or `output_text`; parts of other types are passed over."
    )
    text: Text | None = Field(None, description="The words.")


class ChatMessage(BaseModel):
    """An earlier message, or the question."""

    role: Text = Field(
        "user",
        description="Who wrote it: `user` or `assistant`; others are passed over.",
        examples=["user"],
    )
    content: Text | list[Text | ContentPart] | None = Field(None, description="The words, whole or in parts.")

    @property
    def words(self) -> str:
        if not isinstance(self.content, list):
            return (self.content or "").strip()
        parts = [ContentPart(type="text", text=part) if isinstance(part, str) else part for part in self.content]
        return "\n".join(part.text for part in parts if part.type in _WORDS and part.text).strip()

    @property
    def has_more(self) -> bool:
        """Whether it has parts that are no words, such as pictures."""
        parts = self.content if isinstance(self.content, list) else []
        return any(not isinstance(part, str) and part.type not in _WORDS for part in parts)


ChatMessages = Annotated[list[ChatMessage], Field(min_length=1, max_length=500, description="The conversation.")]


@dataclass(frozen=True, slots=True)
class Conversation:
    """A question to the notes with those before it."""

    question: str
    """"" where the last message holds no words."""
    history: tuple[Exchange, ...] = ()
    more_than_words: bool = False
    """Whether the last message has parts that are no words."""

    @property
    def text(self) -> str:
        """All of it that was read, to be counted."""
        return "\n".join([*(f"{turn.question}\n{turn.answer}" for turn in self.history), self.question])


def conversation_of(messages: list[ChatMessage], before: tuple[Exchange, ...] = ()) -> Conversation:
    """The last question with those before it. System messages are ignored: daycite takes no instructions.

    Raises UsageError where the last message is not a user's.
    """
    talk = [message for message in messages if message.role in _SPEAKERS and (message.words or message.has_more)]
    if not talk or talk[-1].role != "user":
        raise UsageError(
            "the conversation does not end with a user's question", "Send it as the last message, with the role user"
        )
    history = list(before)
    for message, reply in zip(talk, talk[1:], strict=False):
        if message.role == "user" and reply.role == "assistant":
            history.append(exchange(message.words, reply.words))
    return Conversation(talk[-1].words, tuple(history[-_REMEMBERED:]), talk[-1].has_more)


def exchange(question: str, answer: str) -> Exchange:
    """A question and its answer, as far as they are remembered."""
    return Exchange(question=question[:LONGEST_EARLIER], answer=answer[:LONGEST_ANSWER])
