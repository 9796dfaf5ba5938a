"""What chat programs ask a model for on their own (a title, tags, what to ask next) -> the reply, without a search.

Open WebUI begins such prompts with "### Task:" and shows the JSON that it wants; others ask for a title in a sentence.
"""

import json
import re
from datetime import date

from index.errors import UsageError
from rag.question.read import read_question
from rag.question.terms import word_spans

_TASK = re.compile(r"\s*#{1,6}\s*task\s*:", re.IGNORECASE)
_KEY = re.compile(r'\{\s*"(title|tags|follow_ups|queries|text|prompt)"\s*:')
_ASKS = re.compile(  # as a sentence begins that tells a program what to do
    r"\W*(?:[^,.]{1,80},\s+)?(?:please\s+|now\s+|(?:can|could|would|will)\s+you\s+(?:please\s+)?"
    r"|(?:your\s+task\s+is|you\s+(?:are|have))\s+to\s+|you\s+(?:should|must)\s+)?"
    r"(?:generate|create|provide|write|give|suggest|come up with|summari[sz]e)\b",
    re.IGNORECASE,
)
_OWN = re.compile(r"\b(?:i|me|my|mine|we)\b", re.IGNORECASE)  # whose notes are asked
_TITLE = re.compile(r"\btitle\b", re.IGNORECASE)
_TALK = re.compile(r"\b(?:conversation|chat|dialogue|discussion)\b", re.IGNORECASE)
_HISTORY = re.compile(r"<chat_history>(.*?)</chat_history>", re.DOTALL | re.IGNORECASE)
_ASKED = re.compile(r"^[ \t*#]*(?:user|human)[ \t*]*:[ \t*]*(\S.*)$", re.MULTILINE | re.IGNORECASE)
_QUERY = re.compile(r"<user_query>(.*?)</user_query>", re.DOTALL | re.IGNORECASE)
_BY_WORDS = (("follow_ups", "follow-up"), ("tags", "tags"), ("title", "title"), ("queries", "search quer"))
_IN_FRONT = 1_500  # characters that say what is asked for
_TITLE_WORDS, _TAGS, _UNTITLED = 6, 3, "Notes"


def task_reply(text: str, asked_before: str) -> str | None:
    """The reply to a chat program's own prompt, None where `text` is a user's question.

    `asked_before` is the conversation's first question where the prompt does not hold it.
    """
    kind = _kind(text)
    if kind is None:
        return None
    inner = _HISTORY.search(text)
    asked = _ASKED.findall(inner[1] if inner else text)
    value = _value(kind, asked[0] if asked else asked_before, asked[-1] if asked else asked_before)
    wants_json = _KEY.search(text) is not None or kind != "title"
    return json.dumps({kind: value}, ensure_ascii=False) if wants_json else str(value)


def question_within(text: str) -> str:
    """The question of a prompt that a chat program has put around it, with what it found itself; else `text`."""
    within = _QUERY.search(text) if _TASK.match(text) else None
    return (within[1].strip() if within else "") or text


def _kind(text: str) -> str | None:
    front = text[:_IN_FRONT]
    if _TASK.match(text):
        if _QUERY.search(text):
            return None
        named = _KEY.search(text)
        told = front.casefold()
        return named[1] if named else next((kind for kind, words in _BY_WORDS if words in told), None)
    sentences = re.split(r"(?<=[.!?:\n])\s", front) + re.split(r"(?<=[.!?:\n])\s", text[-_IN_FRONT:])
    return "title" if any(_asks_for_title(sentence) for sentence in sentences) else None


def _asks_for_title(sentence: str) -> bool:
    asks, title, talk = _ASKS.match(sentence), _TITLE.search(sentence), _TALK.search(sentence)
    told = bool(asks and title and talk and asks.end() <= title.start() and len(sentence.split()) >= 6)
    return told and not _OWN.search(sentence)


def _value(kind: str, first: str, last: str) -> str | list[str]:
    if kind == "title":
        words = " ".join([*_matter(first)[:_TITLE_WORDS], *_time(first)])
        return f"{words[:1].upper()}{words[1:]}" or _UNTITLED
    if kind == "tags":
        return [word.lower() for word in _matter(first)[:_TAGS]] or [_UNTITLED.lower()]
    if kind == "follow_ups":
        return _next_questions(" ".join(_matter(last)[:_TAGS]))
    return [] if kind == "queries" else ""


def _matter(question: str) -> list[str]:
    """The words that say what was asked for, without its time."""
    times = " ".join(_time(question)).split()
    words = (span.word for span in word_spans(question[:_IN_FRONT]))
    return [word for word in dict.fromkeys(words) if word not in times]


def _time(question: str) -> tuple[str, ...]:
    """The words that name a time in it."""
    try:
        window = read_question(question[:_IN_FRONT], date.today()).window
    except UsageError:
        return ()
    return window.words if window else ()


def _next_questions(matter: str) -> list[str]:
    if not matter:
        return ["What did I write last week?", "What did I write last month?"]
    return [
        f"When did I first write about {matter}?",
        f"What did I last write about {matter}?",
        f"How often did I write about {matter}?",
    ]
