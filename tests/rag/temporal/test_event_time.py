"""Time words that tell what happened when hide no day; those that tell when it was written do."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.temporal.event_time import asks_when, is_future
from rag.temporal.window import read_window

WEDNESDAY = date(2020, 3, 18)

ABOUT = {
    "an event with its year": "what did I write about the trip in 2019",
    "a noun with its year before it": "what was in the 2018 paper",
    "mine": "how was my 2019 trip",
    "last year's": "where did last year's trip go",
    "an event of last week": "what happened at the party last week",
    "ours": "who came to our wedding last June",
    "somebody's": "how did Tom's exam last week go",
    "a participle": "who was born in 1990",
    "published": "what was published in 2017",
    "about a year": "what did I say about 2019",
    "photos": "where are the photos from 2019",
    "asked when": "when did I meet Ana last summer",
    "asked on which day": "on which day did I meet Ana last summer",
    "how long after": "how many days after I met Ana on 10 November did she move",
    "what is counted from": "after the long dinner with Ana on 1 July, on which day did she move",
    "how many days later": "after I had a long talk with Ana on 1 July, how many days later did she move",
    "the future": "what will I do tomorrow",
    "plans": "plans for next week",
    "planned": "what do I plan for May",
    "an Easter egg": "how do I dye Easter eggs",
    "German": "wie war die Reise im Mai",
    "French": "comment était le voyage en mai",
    "Spanish": "cómo fue el viaje en mayo",
}
WRITTEN = {
    "in a year": "what did I write in 2019",
    "last week": "what did I learn last week",
    "when in a month": "in March, when did I first run",
    "after a day": "after 3 May 2019 what did I run",
    "how long in a month": "how long did I run in March",
    "notes from": "notes from 2019",
    "entries of": "the entries of March",
    "my notes": "my notes of last week",
    "my journal": "what does my journal say in March",
    "at Easter": "what did I do at Easter",
    "no article": "what did I learn in class last week",
    "contracted": "what's said of an exam last week",
    "a conference as a place": "what did I learn at NeurIPS 2019",
    "German": "was habe ich letzte Woche gelernt",
    "French": "qu'ai-je appris la semaine dernière",
    "Spanish": "qué aprendí la semana pasada",
    "when I was somewhere": "when I was in Rome last year what did I eat",
}


@pytest.mark.parametrize("question", ABOUT.values(), ids=ABOUT)
def test_times_of_what_is_told_hide_nothing(question: str) -> None:
    window = read_window(question, WEDNESDAY).window
    assert window and window.about and not window.filters


@pytest.mark.parametrize("question", WRITTEN.values(), ids=WRITTEN)
def test_times_of_writing_hide_other_days(question: str) -> None:
    window = read_window(question, WEDNESDAY).window
    assert window and not window.about and window.filters


@pytest.mark.parametrize(
    ("text", "future"),
    [
        ("what will i do", True),
        ("what am i going to do", True),
        ("was werde ich tun", True),
        ("que vais-je faire", True),
        ("qué voy a hacer", True),
        ("what did i do", False),
        ("willow trees", False),
        ("the explanation", False),
        ("", False),
    ],
)
def test_what_is_to_come(text: str, future: bool) -> None:
    assert is_future(text) is future


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("when did i run", True),
        ("so when did i run", True),
        ("on what day did i run", True),
        ("which month was it", True),
        ("wann war ich da", True),
        ("quand ai-je couru", True),
        ("cuándo corrí", True),
        ("when i was in rome what did i eat", False),
        ("what did i eat when i was in rome", False),
        ("whenever i run", False),
        ("what did i do", False),
    ],
)
def test_whether_the_day_is_asked_for(text: str, asked: bool) -> None:
    assert asks_when(text) is asked


@settings(max_examples=150, deadline=None)
@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(1, 400))
def test_days_to_come_are_never_those_of_writing(today: date, ahead: int) -> None:
    day = date.fromordinal(today.toordinal() + ahead)
    window = read_window(f"what did I note on {day}", today).window
    assert window and not window.filters


NAMED = {
    "a weekday": "how many days after Sun Yuwei called did Ana move",
    "somebody's": "what is between Sun Yuwei's talk and mine",
    "a month": "what did June Carter sing",
    "a short one": "is Jan Novak well",
}


@pytest.mark.parametrize("question", NAMED.values(), ids=NAMED)
def test_a_first_name_is_no_time(question: str) -> None:
    assert read_window(question, WEDNESDAY).window is None


@pytest.mark.parametrize("question", ["what did I do on Sun Ana came", "what did Ana say in June Tom asked"])
def test_a_word_of_time_before_it_makes_it_one(question: str) -> None:
    assert read_window(question, WEDNESDAY).window is not None


@pytest.mark.parametrize("asked", ["on which day after", "how many days after"])
def test_a_day_that_is_asked_for_counts_nothing_off(asked: str) -> None:
    event = read_window(f"{asked} moving to Rome did I buy the bike", WEDNESDAY).event
    assert event is not None and (event.event, event.days, event.off) == ("moving to Rome", 0, 0)
