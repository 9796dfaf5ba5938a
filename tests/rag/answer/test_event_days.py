"""When something named in words happened, and how far two such things lie apart, by what the judge takes for true."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from rag.answer.ask import ask
from rag.answer.event_days import event_days, event_finder
from rag.answer.sources import Sources
from rag.evidence.note_sentences import NoteSentences
from rag.question.read import read_question
from rag.temporal.window import EventWindow
from tests.rag.conftest import MakeJournal

TODAY = date(2024, 12, 1)
NOTES = {
    "2024-03-01.md": "Bought the old boat today. The trailer squeaked all the way home.",
    "2024-03-04.md": "Somebody asked when the launch of the boat is to be.",
    "2024-03-20.md": "Painted the hull blue. The launch of the boat is not before summer.",
    "2024-06-02.md": "She floats! The launch of the boat went well, we drank to it.",
    "2024-06-03.md": "Slept late and mended the flag.",
    "2024-08-10.md": "On 8 August 2024 the mast broke. I was too sad to write.",
}
_TRUE = ("bought the old boat", "went well", "the mast broke")


class _Judge:
    """Takes what holds one of the words above for an answer to whatever shares a noun with it."""

    def logits(self, question: str, texts: Sequence[str], around: Sequence[str] = ()) -> np.ndarray:
        return np.array([4.0 if self._answers(question.lower(), text.lower()) else -4.0 for text in texts], np.float32)

    def _answers(self, question: str, text: str) -> bool:
        nouns = {"bought": "bought", "launch": "launch", "floats": "launch", "mast": "mast"}
        asked = {noun for word, noun in nouns.items() if word in question}
        told = {noun for word, noun in nouns.items() if word in text}
        return bool(asked & told) and any(words in text for words in _TRUE)


@pytest.fixture(scope="module")
def sources(make_journal: MakeJournal) -> Sources:
    judge = _Judge()
    return replace(make_journal(NOTES).sources, judge=lambda: judge)


def days(sources: Sources, event: str) -> list[date]:
    return [one.day for one in event_days(event, TODAY, sources, NoteSentences(sources.read))]


def test_an_event_is_on_the_day_that_tells_of_it_not_on_those_that_only_name_it(sources: Sources) -> None:
    assert days(sources, "the launch of the boat") == [date(2024, 6, 2)]


def test_its_day_is_the_one_that_the_sentence_names(sources: Sources) -> None:
    assert days(sources, "the mast broke") == [date(2024, 8, 8)]


def test_the_sentence_is_told_with_the_day(sources: Sources) -> None:
    [found] = event_days("the launch of the boat", TODAY, sources, NoteSentences(sources.read))
    assert "went well" in found.told.text and found.told.citations[0].date == date(2024, 6, 2)


def test_without_a_judge_the_words_decide(sources: Sources) -> None:
    find = event_finder(replace(sources, judge=lambda: None))
    assert find(EventWindow("after", "the launch of the boat", ""), TODAY) == date(2024, 3, 4)
    assert find(EventWindow("after", "the coronation of the emperor", ""), TODAY) is None


class _Unsure:
    """Takes the purchase for a little likelier than the launch, whatever is asked."""

    def logits(self, question: str, texts: Sequence[str], around: Sequence[str] = ()) -> np.ndarray:
        told = {_TRUE[0]: 0.0, _TRUE[1]: -0.5}
        return np.array([max((told[words] for words in told if words in text.lower()), default=-6.0) for text in texts])


@pytest.mark.parametrize(("relation", "day"), [("after", date(2024, 6, 2)), ("before", date(2024, 3, 1))])
def test_of_likely_days_the_one_beside_which_there_are_notes(sources: Sources, relation: str, day: date) -> None:
    unsure = _Unsure()
    find = event_finder(replace(sources, judge=lambda: unsure))
    assert find(EventWindow(relation, "the great thing with the boat", "", days=1), TODAY) == day


@pytest.mark.parametrize("asked", ["what did I do", "what happened", "what did I write"])
def test_the_day_after_an_event_is_told_alone(sources: Sources, asked: str) -> None:
    answer = ask(read_question(f"{asked} the day after the launch of the boat", TODAY), sources, 10)
    assert {citation.date for one in answer.statements for citation in one.citations} == {date(2024, 6, 3)}
    assert "was taken to be on 2024-06-02" in answer.notice


@pytest.mark.parametrize(
    "text",
    [
        "how many days between when I bought the old boat and the launch",
        "how long after I bought the old boat was the launch",
        "how long did it take from when we bought the old boat until the launch",
        "how long did we wait for the launch after we bought the old boat",
        "wie lange dauerte es vom Tag an dem wir es bought bis zum launch",
    ],
)
def test_two_events_lie_so_far_apart(sources: Sources, text: str) -> None:
    lead = ask(read_question(text, TODAY), sources, 10).lead
    assert "93 days" in lead and "1 March 2024" in lead and "2 June 2024" in lead


def test_the_first_named_is_not_after_the_second(sources: Sources) -> None:
    answer = ask(read_question("how long did it take from the launch until I bought the old boat", TODAY), sources, 10)
    assert "days" not in answer.lead
