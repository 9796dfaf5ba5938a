"""A prompt -> statements by a language model, each checked as soon as it is written.

A model is asked for JSON by a schema whose citations can only be the numbers of the passages given. Where it or its
server cannot do that, or what comes is broken or empty, it is asked once more for lines with [n] markers; then it is
given up. A model that has no end is stopped after as many statements as it was allowed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from index.errors import LLMError
from index.store.rows import StoredPassage
from rag.evidence.candidates import PassageEncoder
from rag.evidence.citations import Rejected, Statement
from rag.evidence.note_sentences import NoteSentences

if TYPE_CHECKING:
    from rag.answer.draft_check import Check
    from rag.llm.drafts import Draft, JsonDrafts, LineDrafts
    from rag.llm.find import LLM
    from rag.llm.prompt import Prompt
    from rag.llm.stream import Stop

_ANSWER_TOKENS = 1024


@dataclass(frozen=True, slots=True)
class PhrasingRequest:
    """What a model is asked, with the passages it may cite, best first, and what was computed about days."""

    question: str
    today: date
    passages: Sequence[StoredPassage]
    fact: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """What the reader should know of how the answer came about."""

    text: str


class _Unreadable(Exception):
    """The model's answer is empty, or not of the form asked for."""


def answer_tokens(window: int) -> int:
    """How much of a model's window is kept for its answer."""
    return min(_ANSWER_TOKENS, window // 4)


def phrase_answer(
    llm: "LLM", request: PhrasingRequest, notes: NoteSentences, embedder: PassageEncoder, stop: "Stop | None" = None
) -> Iterator[Statement | Rejected | Remark]:
    """Statements that the notes support, those that they do not, and remarks, as they come.

    Raises LLMError, Stopped.
    """
    from rag.answer.draft_check import Check
    from rag.llm.prompt import build_prompt

    budget = llm.window - answer_tokens(llm.window)
    prompt = build_prompt(request.question, request.today, request.passages, budget, request.fact)
    yield from checked_statements(llm, prompt, Check(prompt, notes, embedder, request.fact), stop)


def checked_statements(
    llm: "LLM", prompt: "Prompt", check: "Check", stop: "Stop | None" = None
) -> Iterator[Statement | Rejected | Remark]:
    """The statements and remarks for a prompt that is packed already."""
    from rag.llm.server import FormRefused

    seen: set[str] = set()
    for as_json in (True, False):
        try:
            for item in _drafts(llm, prompt, as_json, stop):
                if isinstance(item, Remark):
                    yield item
                elif _is_new(item, seen):
                    yield check(item)
        except FormRefused as error:
            if not as_json:
                raise LLMError(error.message, "Use another --model, or --no-llm") from error
        except _Unreadable as error:
            if not as_json:
                raise LLMError(f"{llm.name} {error}, twice", "Try another --model, or --no-llm") from error
        else:
            return


def _is_new(draft: "Draft", seen: set[str]) -> bool:
    """Whether nothing with its words was written before; `seen` then has it."""
    key = " ".join(draft.text.casefold().split())
    new = bool(key) and key not in seen
    seen.add(key)
    return new


def _drafts(llm: "LLM", prompt: "Prompt", as_json: bool, stop: "Stop | None") -> "Iterator[Draft | Remark]":
    """One answer of the model. Raises _Unreadable where it does not come to its end in the form asked for."""
    from rag.llm.drafts import JsonDrafts, LineDrafts, Spoken, schema
    from rag.llm.prompt import MOST_STATEMENTS, at_least
    from rag.llm.server import Ended

    messages, most = prompt.messages(as_json), answer_tokens(llm.window)
    form = schema(len(prompt.passages)) if as_json else None
    reader: JsonDrafts | LineDrafts = JsonDrafts(len(prompt.passages)) if as_json else LineDrafts(len(prompt.passages))
    spoken, written, count, ended = Spoken(), False, 0, None
    for piece in llm.write(messages, form, most, stop):
        if isinstance(piece, Ended):
            ended = piece
            continue
        text = spoken.feed(piece)
        written = written or bool(text.strip())
        for draft in _read(reader, text):
            count += 1
            yield draft
        if count >= MOST_STATEMENTS:
            return  # leaving the loop closes the stream, which ends the generation
    for draft in [*_read(reader, spoken.rest()), *(reader.rest() if isinstance(reader, LineDrafts) else ())]:
        count += 1
        yield draft
    yield from _shortfall(ended, at_least(messages), llm.name)
    if reader.whole:
        return
    if ended is not None and ended.cut and count:
        yield Remark(f"{llm.name} was cut off at {most} tokens.")
        return
    raise _Unreadable("gave an answer that cannot be read" if written else "gave an empty answer")


def _read(reader: "JsonDrafts | LineDrafts", text: str) -> "Iterator[Draft]":
    try:
        yield from reader.feed(text)
    except ValueError as error:
        raise _Unreadable("gave an answer that cannot be read") from error


def _shortfall(ended: object, fewest: int, name: str) -> Iterator[Remark]:
    """A server that drops what does not fit says so only by the number of tokens it has read."""
    tokens = getattr(ended, "prompt_tokens", None)
    if tokens is not None and 0 < tokens < fewest:
        yield Remark(
            f"{name} read only {tokens:,} tokens of a prompt of at least {fewest:,}: its server cut off the notes, "
            "so the answer may miss some."
        )
