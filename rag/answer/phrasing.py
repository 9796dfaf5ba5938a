"""A prompt -> statements by a language model, each checked as soon as it is written.

A model is asked for JSON by a schema whose citations can only be the numbers of the passages given. Where it or its
server cannot do that, or what comes is broken or empty, it is asked once more for lines that end in such numbers; then
it is given up. A model that has no end is stopped after as many statements as it was allowed, when it goes round and
round, and when its time is over.
"""

import math
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from index.errors import LLMError
from index.store.rows import StoredPassage
from index.text.folding import bare_words, fold_punctuation
from index.text.language_data import language_data
from index.text.sentences import sentence_spans
from rag.answer.loops import goes_round
from rag.evidence.candidates import PassageEncoder
from rag.evidence.citations import Rejected, Statement
from rag.evidence.extract import MAX_STATEMENTS
from rag.evidence.note_sentences import NoteSentences
from rag.temporal.language import confident_language

if TYPE_CHECKING:
    from rag.answer.draft_check import Check
    from rag.llm.drafts import Draft, EitherDrafts, JsonDrafts
    from rag.llm.find import LLM
    from rag.llm.prompt import Prompt
    from rag.llm.stream import Stop

FORMS = (True, False)
"""Whether JSON is asked for, at first and where that failed: `python -m tools.real_llm --compare` measures both."""
_ANSWER_TOKENS = 512
_SAID_AGAIN = 3  # statements in a row that it has made before: the model has nothing more to say


@dataclass(frozen=True, slots=True)
class PhrasingRequest:
    """What a model is asked, with the passages it may cite, best first, and what was computed about days."""

    question: str
    today: date
    passages: Sequence[StoredPassage]
    fact: str = ""
    most: int = MAX_STATEMENTS
    """Statements."""


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
    from rag.llm.prompt import PromptQuestion, build_prompt

    budget = llm.window - answer_tokens(llm.window)
    asked = PromptQuestion(
        request.question, request.today, request.fact, request.most, _language_named(request.question)
    )
    prompt = build_prompt(asked, request.passages, budget, llm.reads)
    yield from checked_statements(llm, prompt, Check(prompt, notes, embedder, request.fact), stop)


def _language_named(question: str) -> str:
    """ "German", by the question's words; "" where they are English, as the rules are, or nothing tells."""
    code = confident_language(fold_punctuation(question))
    return "" if code == "en" else language_data(code).name


class _Clock:
    """The seconds that a model may write, counted from its first words, in whatever form it is asked."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end = math.inf

    def start(self) -> None:
        self._end = min(self._end, time.monotonic() + self.seconds)

    @property
    def is_over(self) -> bool:
        return time.monotonic() > self._end


def checked_statements(
    llm: "LLM", prompt: "Prompt", check: "Check", stop: "Stop | None" = None
) -> Iterator[Statement | Rejected | Remark]:
    """The statements and remarks for a prompt that is packed already."""
    from rag.llm.server import FormRefused, Unusable

    seen: set[str] = set()
    clock = _Clock(llm.patience.answer)
    for attempt, as_json in enumerate(FORMS, 1):
        is_last = attempt == len(FORMS)
        try:
            yield from _checked(_drafts(llm, prompt, as_json, clock, stop), prompt, check, seen)
        except FormRefused as error:
            if is_last:
                raise LLMError(error.message, "Use another --model, or --no-llm") from error
        except _Unreadable as error:
            if is_last or clock.is_over:
                raise Unusable(f"{llm.name} {error}", "Try another --model, or --no-llm") from error
        else:
            return


def _checked(
    drafts: "Iterator[Draft | Remark]", prompt: "Prompt", check: "Check", seen: set[str]
) -> Iterator[Statement | Rejected | Remark]:
    """What is new in the drafts, checked sentence by sentence; nothing more once nothing new comes.

    What only repeats the prompt is dropped without a word.
    """
    again = 0
    for item in drafts:
        if isinstance(item, Remark):
            yield item
            continue
        for draft in _one_by_one(item):
            if _is_new(draft, seen) and not prompt.is_echo(draft.text):
                again = 0
                yield check(draft)
            else:
                again += 1
        if again >= _SAID_AGAIN:
            return


def _one_by_one(draft: "Draft") -> "Iterator[Draft]":
    """A draft for each of its sentences: one that the notes bear must not carry in another."""
    spans = sentence_spans(draft.text)
    return (replace(draft, text=draft.text[start:end].strip()) for start, end in spans)


def _is_new(draft: "Draft", seen: set[str]) -> bool:
    """Whether it has words, and nothing with them was written before; `seen` then has it."""
    key = bare_words(draft.text)
    new = bool(key) and key not in seen
    seen.add(key)
    return new


def _drafts(
    llm: "LLM", prompt: "Prompt", as_json: bool, clock: _Clock, stop: "Stop | None"
) -> "Iterator[Draft | Remark]":
    """One answer of the model. Raises _Unreadable where it does not come to its end in the form asked for."""
    from rag.llm.drafts import EitherDrafts, JsonDrafts, Spoken, schema
    from rag.llm.prompt import MOST_STATEMENTS, at_least
    from rag.llm.server import Ended

    messages, most = prompt.messages(as_json), answer_tokens(llm.window)
    form = schema(len(prompt.passages)) if as_json else None
    reader = (JsonDrafts if as_json else EitherDrafts)(len(prompt.passages))
    spoken, text, count, said, ended = Spoken(), "", 0, 0, None
    for piece in llm.write(messages, form, most, stop):
        if isinstance(piece, Ended):
            ended = piece
            continue
        clock.start()
        new = spoken.feed(piece)
        text += new
        for draft in _read(reader, new):
            count, said = count + 1, len(text)
            yield draft
        # Leaving the loop closes the stream, which ends the generation.
        if count >= MOST_STATEMENTS:
            return
        if goes_round(text, len(text) - said) or clock.is_over:
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
    if clock.is_over:
        raise _Unreadable(f"wrote no whole sentence in {clock.seconds:g} seconds")
    raise _Unreadable("gave an answer that cannot be read" if text.strip() else "gave an empty answer")


def _read(reader: "JsonDrafts | EitherDrafts", text: str) -> "Iterator[Draft]":
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
