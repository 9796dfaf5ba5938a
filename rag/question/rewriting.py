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
        return _by_llm(question, by_rule, history, today, llm, stop) or by_rule
    except LLMError:
        return by_rule
    except Stopped:
        if stop is None or not stop.model_only:
            raise
        return by_rule


def _by_llm(question: str, by_rule: str, history: Sequence[Turn], today: date, llm: "LLM", stop: "Stop | None") -> str:
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
    sound = _is_sound(new, question) and _keeps(new, question, today) and _keeps_time(new, by_rule, history, today)
    return new if sound else ""


def _keeps(new: str, question: str, today: date) -> bool:
    """Whether the rewriting has the numbers and names that the user wrote."""
    words = set(re.findall(r"\w+", new.casefold()))
    try:
        asked = read_question(question, today)
    except UsageError:
        return False
    numbers = re.findall(r"\d+", question)
    names = [word for name in asked.names for word in re.findall(r"\w+", name.casefold())]
    return words.issuperset((*numbers, *names))


def _keeps_time(new: str, by_rule: str, history: Sequence[Turn], today: date) -> bool:
    """Whether the rewriting asks about the time that the user's own words name: those of the question, or those that it
    goes on from. Where the rules find neither, it may name the time of an earlier question, and no other."""
    asked, meant = _days_asked(new, today), _days_asked(by_rule, today)
    if meant is not None:
        return asked == meant
    return asked is None or any(asked == _days_asked(turn.question, today) for turn in history[-REMEMBERED:])


def _days_asked(question: str, today: date) -> tuple[date | None, date | None] | None:
    try:
        window = read_question(question, today).window
    except UsageError:
        return None
    return (window.from_, window.to) if window else None


def _is_sound(new: str, question: str) -> bool:
    """A rewriting that drops what was asked, or goes on and on, is none."""
    terms = content_words(question)
    kept = [term for term in terms if term[: max(3, len(term) - 2)] in new.casefold()]
    return 0 < len(new) <= _LONGEST and 2 * len(kept) >= len(terms) - 2
