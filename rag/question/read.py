"""A question as typed -> what it asks: its words, its operators, its window, its intent."""

from dataclasses import dataclass, replace
from datetime import date

from index.errors import UsageError
from index.text.folding import composed, fold_punctuation
from index.text.stop_words import DOING_WORDS
from rag.question.intent import AnswerForm, answer_form, read_intent
from rag.question.operators import read_operators, without_quotes
from rag.question.plain_deeds import names_no_matter
from rag.question.terms import content_words, names, says_nothing
from rag.temporal.event_time import asks_when
from rag.temporal.window import EventWindow, NotUnderstood, Reading, Window, read_window

LONGEST_QUESTION = 10_000  # characters
_COUNTING = ("first", "last", "count", "which", "streak", "ever")  # intents


@dataclass(frozen=True, slots=True)
class Question:
    text: str  # as asked, trimmed
    search_text: str  # what is embedded: without operators and the words used for the window
    terms: tuple[str, ...]  # content words for the word search, in lower case, in order, each once
    phrases: tuple[str, ...]  # "exact phrase": days that have it come first
    excluded: tuple[str, ...]  # -word, -"a phrase": passages that have it are left out
    tags: tuple[str, ...]  # tag:ml, in lower case: only entries that have it
    window: Window | None
    event: EventWindow | None
    not_understood: NotUnderstood | None
    intent: str  # what is asked of days, "first" or "count" …, or "ask" for all else: see read_intent
    names: tuple[str, ...]  # proper names, as written
    today: date  # the day it is asked on
    days_only: bool  # asks what was written in its window, of whatever: "what did I do last week"
    unread: tuple[str, ...] = ()  # words of time beside its window that no rule read: another span may be meant
    respelt: bool = False  # its terms, names and search text have the notes' words for misspelt ones, its text has not

    @property
    def subject(self) -> tuple[str, ...]:
        """What days are counted by: the terms without those that only say what was done with it."""
        return tuple(term for term in self.terms if term not in DOING_WORDS) or self.terms

    @property
    def asks_for_days(self) -> bool:
        """Whether it asks for what was written in its window alone, whatever that is: these days are the answer."""
        return self.days_only and self.window is not None and self.window.filters

    @property
    def form(self) -> AnswerForm:
        """Whether one thing is asked for, or all of a topic."""
        return answer_form(self.text, self.intent, self.days_only)

    @property
    def window_in_words(self) -> bool:
        """Whether the window was read from the question, not given beside it."""
        return self.window is not None and bool(self.window.words)


def _of_days_only(reading: Reading, intent: str, text: str) -> Reading:
    """Of "tell me about April 2024" the month is what is asked for, of "the trip in April 2024" when it was.

    Days are counted in the month, whatever is counted of it: "when did I first mention the trip in April 2024".
    """
    window = reading.window
    if window is None or not window.about:
        return reading
    rest = reading.rest
    for words in window.words:
        rest = rest.replace(words, " ")
    counts_on = intent == "count" and asks_when(fold_punctuation(text))  # "how many days after the dinner on 1 July …"
    if not says_nothing(rest, intent) and (intent not in _COUNTING or counts_on):
        return reading
    return replace(reading, window=replace(window, about=False), rest=" ".join(rest.split()))


def _unless_intent(window: Window | None, intent: str) -> Window | None:
    """The window, but none of the "zuletzt" and "lately" that asks for the last day."""
    return None if window is not None and intent == "last" and window.vague and window.relative else window


def read_question(text: str, today: date, from_: date | None = None, to: date | None = None) -> Question:
    """What `text` asks on `today`; `from_` and `to`, when given, are the window whatever the words say."""
    question = composed(text.strip())
    if not question:
        raise UsageError("The question is empty", 'Ask something, as in "what did I learn about CNNs"')
    if len(question) > LONGEST_QUESTION:
        raise UsageError(
            f"The question has {len(question):,} characters, more than {LONGEST_QUESTION:,}", "Ask a shorter one"
        )
    operators = read_operators(question)
    if operators.excluded and not operators.rest and not operators.tags:
        raise UsageError("The question only says what to exclude", "Add what to look for")
    if operators.excluded and not operators.tags and says_nothing(without_quotes(operators.rest)):
        operators = read_operators(question, excluding=False)  # there is nothing that it could be left out of
    intent = read_intent(operators.rest)
    reading = _of_days_only(read_window(operators.rest, today), intent, operators.rest)
    rest = without_quotes(reading.rest)
    terms = content_words(rest, intent)
    window = Window(from_, to) if from_ or to else _unless_intent(reading.window, intent)
    # Of "when did I last work" the work is what is counted, of "what did I work on" the days are what is asked for.
    of_its_days = says_nothing(rest, intent) or intent == "ask" and names_no_matter(rest, question)
    return Question(
        text=question,
        search_text=rest,
        terms=terms,
        phrases=operators.phrases,
        excluded=operators.excluded,
        tags=operators.tags,
        window=window,
        event=reading.event,
        not_understood=reading.not_understood,
        intent=intent,
        names=names(rest),
        today=today,
        days_only=of_its_days and not operators.phrases,
        unread=reading.unread if window is reading.window else (),
    )
