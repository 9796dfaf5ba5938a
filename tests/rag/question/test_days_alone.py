"""A question that asks only what was done in its window asks for those days, in every language that has the words."""

from datetime import date

import pytest

from rag.question.read import read_question
from rag.temporal.told.relative_times import relative_times

_TODAY = date(2024, 11, 12)


@pytest.mark.parametrize(
    "text",
    [
        "what did I do last week", "what did I work on last week", "what did I get done last week",
        "what was going on in March", "what happened in October", "Was habe ich letzte Woche gemacht?",
        "Was habe ich am 6. November gemacht?", "Was tat ich letzte Woche?", "Was machte ich gestern?",
        "Was habe ich im November getan?", "Was geschah letzte Woche?", "Was war letzte Woche los?",
        "先週何をしましたか", "昨日は何をした？", "上周我做了什么", "上个月我做了什么", "qué hice ayer",
        "qu'ai-je fait lundi", "Was hab ich letzte Woche gemacht?", "Was haben wir vorige Woche gemacht?",
        "Was habe ich vergangene Woche getan?", "Was hatte ich letzte Woche gemacht?", "Was taten wir gestern?",
        "Was ist letzte Woche passiert?", "Was war am 6. November los?", "Was hab ich am Mittwoch so gemacht?",
        "Was machten wir im November?", "Was ist am 4. November geschehen?",
        "Was habe ich die letzten zwei Wochen gemacht?",
    ],
)  # fmt: skip
def test_only_the_days_are_asked_for(text: str) -> None:
    assert read_question(text, _TODAY).asks_for_days


@pytest.mark.parametrize(
    "text", ["what did I do with the boat last week", "Was habe ich letzte Woche mit Anna gemacht?"]
)
def test_a_matter_is_still_looked_for(text: str) -> None:
    question = read_question(text, _TODAY)
    assert not question.asks_for_days and {"boat", "anna"} & {*question.terms}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("what happened on sun", date(2024, 11, 10)),
        ("how often was I in the sun", None),
        ("when did the march start", None),
        ("what did I do this may", date(2024, 5, 1)),
        ("this may be wrong", None),
        ("what did I plant in the spring", date(2024, 3, 1)),
    ],
)
def test_words_that_are_no_time(text: str, day: date | None) -> None:
    window = read_question(text, _TODAY).window
    assert (window.from_ if window else None) == day


@pytest.mark.parametrize(
    "sentence", ["Lay in the sun all afternoon.", "The roof: this may take until the scaffold is free."]
)
def test_nor_are_they_in_notes(sentence: str) -> None:
    assert relative_times(sentence, date(2024, 7, 9)) == []
