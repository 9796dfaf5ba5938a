"""A follow-up question -> one that stands alone, by a language model; by rule where it fails (follow_up.py)."""

import json
import re
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from index.errors import LLMError, UsageError
from rag.question.follow_up import REMEMBERED, Turn, standalone
from rag.question.read import read_question
from rag.question.terms import content_words

if TYPE_CHECKING:
    from rag.llm.find import LLM
    from rag.llm.stream import Stop

_RULES = """You rewrite the last question of a conversation so that it can be understood without what came before.
Put in what "it", "that", "then" and the like mean, and the time that is asked about if it goes on. Keep the language
and all other words. Do not answer. If the question stands alone already, repeat it.
Answer as JSON: {"question": "…"}"""
_FORM: dict[str, Any] = {
    "type": "object",
    "properties": {"question": {"type": "string"}},
    "required": ["question"],
    "additionalProperties": False,
}
_TOKENS, _ANSWER, _LONGEST = 160, 400, 400


def rewritten(
    question: str,
    history: Sequence[Turn],
    today: date,
    llm: "LLM | None",
    stop: "Stop | None" = None,
    by_rules: Callable[[str, Sequence[Turn], date], str] = standalone,
) -> str:
    """The question in words that stand alone. Raises Stopped only: what the model cannot do the rules do."""
    from rag.llm.stream import Stopped

    by_rule = by_rules(question, history, today)
    if llm is None or not history:
        return by_rule
    try:
        return _by_llm(question, history, today, llm, stop) or by_rule
    except LLMError:
        return by_rule
    except Stopped:
        if stop is None or not stop.model_only:
            raise
        return by_rule


def _by_llm(question: str, history: Sequence[Turn], today: date, llm: "LLM", stop: "Stop | None") -> str:
    from rag.llm.drafts import Spoken
    from rag.llm.prompt import quoted

    turns = [f"Question: {turn.question}\nAnswer: {turn.answer[:_ANSWER]}" for turn in history[-REMEMBERED:]]
    user = quoted("\n".join([*turns, f"The last question: {question}"]))
    messages = ({"role": "system", "content": _RULES}, {"role": "user", "content": user})
    spoken = Spoken()
    written = "".join(
        spoken.feed(piece) for piece in llm.write(messages, _FORM, _TOKENS, stop) if isinstance(piece, str)
    )
    try:
        new = json.loads(written + spoken.rest())["question"]
    except (ValueError, KeyError, TypeError):
        return ""
    new = " ".join(str(new).split())
    return new if _is_sound(new, question) and _keeps(new, question, today) else ""


def _keeps(new: str, question: str, today: date) -> bool:
    """Whether the rewriting has the numbers and names that the user wrote, and the time that they meant."""
    words = set(re.findall(r"\w+", new.casefold()))
    try:
        asked, rewritten = read_question(question, today), read_question(new, today)
    except UsageError:
        return False
    numbers = re.findall(r"\d+", question)
    names = [word for name in asked.names for word in re.findall(r"\w+", name.casefold())]
    if not words.issuperset((*numbers, *names)):
        return False
    if asked.window is None:
        return True
    before, after = asked.window, rewritten.window
    return after is not None and (before.from_, before.to) == (after.from_, after.to)


def _is_sound(new: str, question: str) -> bool:
    """A rewriting that drops what was asked, or goes on and on, is none."""
    terms = content_words(question)
    kept = [term for term in terms if term[: max(3, len(term) - 2)] in new.casefold()]
    return 0 < len(new) <= _LONGEST and 2 * len(kept) >= len(terms) - 2
