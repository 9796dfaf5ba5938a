"""Questions that hang their time on an event, and words that only look like one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.text.folding import fold_punctuation
from rag.temporal.events import LONGEST_EVENT, EventWindow, read_event
from rag.temporal.language import likeliest_language

READ = {
    "before": ("what did I know before I started fast.ai", "before", "I started fast.ai"),
    "after": ("What did I read after the trip to Rome?", "after", "the trip to Rome"),
    "since": ("how was I since moving to Berlin", "since", "moving to Berlin"),
    "ever since": ("what hurts ever since I moved", "since", "I moved"),
    "until": ("until we met Ana, what did I do", "until", "we met Ana"),
    "during": ("during my exam week, what did I eat", "during", "my exam week"),
    "when": ("what did I feel when I ran the marathon", "during", "I ran the marathon"),
    "the day": ("what did I do the day I met Tom", "during", "I met Tom"),
    "the week": ("the week we moved, what did I eat", "during", "we moved"),
    "while": ("what did I think while running the race", "during", "running the race"),
    "prior to": ("my mood prior to the move", "before", "the move"),
    "by the time": ("What did I know by the time I moved?", "before", "I moved"),
    "once": ("what did I do once I had the model", "after", "I had the model"),
    "a person's": ("what did I cook before Tom's wedding", "before", "Tom's wedding"),
    "a first day": ("how did I sleep before my first day at work", "before", "my first day at work"),
    "the first of several": ("what did I do the day after the first lesson", "after", "the first lesson"),
    "asked behind it": ("after the last exam what did I do", "after", "the last exam"),
    "with its month": ("what did I do after the exam in March", "after", "the exam in March"),
    "German clause": ("Was tat ich, bevor ich nach Rom zog?", "before", "ich nach Rom zog"),
    "German noun": ("Was las ich nach dem Umzug?", "after", "dem Umzug"),
    "German als": ("Was aß ich, als ich in Rom war?", "during", "ich in Rom war"),
    "French infinitive": ("Qu'ai-je fait avant de partir ?", "before", "partir"),
    "French noun": ("Qu'ai-je lu après le mariage ?", "after", "le mariage"),
    "French clause": ("qu'ai-je mangé quand j'étais malade", "during", "j'étais malade"),
    "Spanish noun": ("¿Qué hice después de la boda?", "after", "la boda"),
    "Spanish verb": ("qué leí desde que me mudé", "since", "me mudé"),
    "Spanish infinitive": ("qué leí antes de mudarme a Roma", "before", "mudarme a Roma"),
}


def read(question: str) -> EventWindow | None:
    return read_event(question, likeliest_language(fold_punctuation(question)), [])


@pytest.mark.parametrize(("question", "relation", "event"), READ.values(), ids=READ)
def test_an_event_and_its_relation(question: str, relation: str, event: str) -> None:
    found = read(question)
    assert found and (found.relation, found.event) == (relation, event)
    assert found.words in question and found.words.endswith(event)


NONE = {
    "a meal": "what did I drink after lunch",
    "a time of every day": "what did I do during the day",
    "a weekend": "what did I do before the weekend",
    "after all": "was it right after all",
    "a year": "what did I do before 2020",
    "yesterday": "what did I do since yesterday",
    "since then": "what did I do since then",
    "looking after": "did I look after the dog",
    "named after": "who is named after my mother",
    "an indirect question": "tell me when I moved",
    "remembered": "do you remember when I fell",
    "a habit": "what happens when I run",
    "a habit that hurts": "why does my knee hurt when I run",
    "a rule": "how does it behave before training the model",
    "once upon a time": "the story that begins once upon a time",
    "roughly": "what did I do shortly after the move",
    "German as": "was mochte ich als Kind",
    "nothing follows": "what did I do after the",
    "no relation": "what did I learn about pooling",
}


@pytest.mark.parametrize("question", NONE.values(), ids=NONE)
def test_what_names_no_event(question: str) -> None:
    assert read(question) is None


def test_words_read_as_calendar_time_begin_no_event() -> None:
    question = "what did I do before the first of May"
    assert read_event(question, "en", [(17, 37)]) is None
    assert read_event(question, "en", []) is not None


def test_the_first_of_two_events_counts() -> None:
    found = read("what did I do after the move and before the wedding")
    assert found and found.relation == "after"


@pytest.mark.parametrize("stop", [", what", "; what", "? What", ". Then", "! Then", "\nwhat", ": what"])
def test_an_event_ends_with_its_clause(stop: str) -> None:
    found = read(f"before I met Ana{stop} did I do")
    assert found and found.event == "I met Ana"


def test_a_stop_inside_a_word_ends_no_event() -> None:
    found = read("what did I know before I started fast.ai at home?")
    assert found and found.event == "I started fast.ai at home"


def test_a_long_event_is_cut_between_words() -> None:
    question = "what did I read before I moved " + "to a far and distant city " * 10
    found = read(question)
    assert found and 100 < len(found.event) <= LONGEST_EVENT
    assert question[question.index(found.event) + len(found.event)] == " "


_PIECES = st.sampled_from(
    [
        "before",
        "after",
        "when",
        "I",
        "we",
        "the",
        "my",
        "trip",
        "moving",
        ",",
        "bevor",
        "ich",
        "quand",
        "j'",
        "desde que",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=150) | st.lists(_PIECES, max_size=15).map(" ".join))
def test_an_event_stands_in_the_question(question: str) -> None:
    found = read(question)
    if found:
        assert found.event and found.event in found.words and found.words in question
        assert len(found.event) <= LONGEST_EVENT
        assert found.relation in ("before", "after", "since", "until", "during")


@pytest.mark.timeout(20)
@pytest.mark.parametrize("piece", ["before i ", "when ", "after the ", "before", "the day ", "since my "])
def test_ten_thousand_characters_are_read_at_once(piece: str) -> None:
    read((piece * 10_000)[:10_000])
