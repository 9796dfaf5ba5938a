"""A prompt -> statements by a language model, each checked as soon as it is written.

A model is asked for JSON by a schema whose citations can only be the numbers of the passages given. Where it or its
server cannot do that, or what comes is broken or empty, it is asked once more for lines with [n] markers; then it is
given up. A model that has no end is stopped after as many statements as it was allowed.
"""

import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from index.errors import LLMError
from index.store.rows import StoredPassage
from index.text.sentences import sentence_spans
from rag.evidence.candidates import PassageEncoder
from rag.evidence.citations import Rejected, Statement
from rag.evidence.note_sentences import NoteSentences

if TYPE_CHECKING:
    from rag.answer.draft_check import Check
    from rag.llm.drafts import Draft, JsonDrafts, LineDrafts
    from rag.llm.find import LLM
    from rag.llm.prompt import Prompt
    from rag.llm.stream import Stop

_ANSWER_TOKENS = 512
_REPEATED_WORDS, _REPEATED_TIMES = 6, 3  # so many words in a row, so often: the model is in a loop


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
    prompt = build_prompt(request.question, request.today, request.passages, budget, request.fact, llm.reads)
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
                else:
                    yield from (check(draft) for draft in _one_by_one(item) if _is_new(draft, seen))
        except FormRefused as error:
            if not as_json:
                raise LLMError(error.message, "Use another --model, or --no-llm") from error
        except _Unreadable as error:
            if not as_json:
                raise LLMError(f"{llm.name} {error}, twice", "Try another --model, or --no-llm") from error
        else:
            return


def _one_by_one(draft: "Draft") -> "Iterator[Draft]":
    """A draft for each of its sentences: one that the notes bear must not carry in another."""
    spans = sentence_spans(draft.text)
    return (replace(draft, text=draft.text[start:end].strip()) for start, end in spans)


def _is_new(draft: "Draft", seen: set[str]) -> bool:
    """Whether it has words, and nothing with them was written before; `seen` then has it."""
    key = " ".join(re.findall(r"\w+", draft.text.casefold()))
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
    spoken, text, count, ended, end = Spoken(), "", 0, None, 0.0
    for piece in llm.write(messages, form, most, stop):
        if isinstance(piece, Ended):
            ended = piece
            continue
        end = end or time.monotonic() + llm.patience.answer
        new = spoken.feed(piece)
        text += new
        for draft in _read(reader, new):
            count += 1
            yield draft
        # Leaving the loop closes the stream, which ends the generation.
        if count >= MOST_STATEMENTS:
            return
        if _loops(text) or time.monotonic() > end:
            ended = Ended(None, cut=True)
            break
    for draft in [*_read(reader, spoken.rest()), *reader.rest()]:
        count += 1
        yield draft
    yield from _shortfall(ended, at_least(messages), llm.name)
    if reader.whole:
        return
    if ended is not None and ended.cut and count:
        yield Remark(f"{llm.name} was cut off before its end.")
        return
    raise _Unreadable("gave an answer that cannot be read" if text.strip() else "gave an empty answer")


def _loops(text: str) -> bool:
    """Whether the last words were written several times: a small model that has no end goes round and round."""
    words = text.split()
    last = words[-_REPEATED_WORDS - 1 : -1]  # the very last one may not be whole
    if len(last) < _REPEATED_WORDS:
        return False
    windows = (words[at : at + _REPEATED_WORDS] for at in range(len(words) - _REPEATED_WORDS))
    return sum(window == last for window in windows) >= _REPEATED_TIMES


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
