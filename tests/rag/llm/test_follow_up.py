"""What a follow-up question is understood to ask, by rule and by a model."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.llm.find import LLM
from rag.llm.stream import Stop, Stopped
from rag.question.follow_up import Turn, standalone
from rag.question.read import read_question
from rag.question.rewriting import rewritten
from tests.fake_ollama import FakeOllama, Reply

_TODAY = date(2024, 1, 10)
_CNNS = "what did I learn about CNNs in March 2020"
_LASTS = ("zuletzt", "última", "最後は", "最后一次呢")
_MEANT = [
    (_CNNS, "and what about pooling?", "what did I learn about CNNs in March 2020: pooling?"),
    (_CNNS, "when was that?", "when was that: cnns in March 2020?"),
    (_CNNS, "and in April?", "what did I learn about CNNs in April 2020?"),
    (_CNNS, "and last week?", "what did I learn about CNNs last week?"),
    (_CNNS, "why?", "why: cnns in March 2020?"),
    (_CNNS, "how many days did I write about it?", "how many days did I write about it: cnns in March 2020?"),
    (_CNNS, "what did I cook in Italy?", "what did I cook in Italy?"),
    (_CNNS, "what did I do last week?", "what did I do last week?"),
    (_CNNS, "the book that Anna gave me", "the book that Anna gave me"),
    ("what did Anna say about the wedding?", "and Ben?", "what did Ben say about the wedding?"),
    ("how often did I run in March?", "and swim?", "how often did I swim in March?"),
    ("how often did I run in March?", "and in April?", "how often did I run in April?"),
    ("when did I first write about overfitting", "and dropout?", "when did I first write about dropout"),
    ("when did I last swim with Anna", "when was the first time?", "when was the first time: swim anna?"),
    ("when did I last swim with Anna", "and the first time?", "the first time: swim anna?"),
    ("when did I last swim with Anna", "since when?", "since when: swim anna?"),
    ("when did I last swim with Anna", "when was the first time I ran?", "when was the first time I ran?"),
    ("wie oft habe ich geraucht", "wann war das letzte Mal?", "wann war das letzte Mal: geraucht?"),
    ("wann war ich zum ersten Mal schwimmen", "und zuletzt?", "zuletzt: schwimmen?"),
    ("quand ai-je couru pour la première fois", "et la dernière fois ?", "la dernière fois: couru?"),
    ("cuándo corrí por primera vez", "¿y la última?", "la última: corrí?"),
    ("いつ初めて走りましたか", "最後は？", "最後は: 走り?"),
    ("我第一次跑步是什么时候", "最后一次呢？", "最后一次呢: 跑步?"),
    ("was habe ich im März über CNNs gelernt", "wann war das?", "wann war das: cnns im März?"),
]


@pytest.mark.parametrize(("before", "question", "meant"), _MEANT)
def test_what_is_meant(before: str, question: str, meant: str) -> None:
    assert standalone(question, [Turn(before)], _TODAY) == meant


@pytest.mark.parametrize(("before", "question", "meant"), _MEANT)
def test_terms_and_window_are_carried_over_in_a_question_that_can_be_read(
    before: str, question: str, meant: str
) -> None:
    read, earlier = read_question(meant, _TODAY), read_question(before, _TODAY)
    if meant not in (question, before) and "April" not in question and "week" not in question:
        assert (read.window and read.window.from_) == (earlier.window and earlier.window.from_)


@pytest.mark.parametrize("meant", [meant for _, _, meant in _MEANT if meant.split(":")[0].split()[-1] in _LASTS])
def test_a_bare_last_asks_for_the_last_day(meant: str) -> None:
    assert read_question(meant, _TODAY).intent == "last"


def test_follow_ups_follow_each_other() -> None:
    history = [Turn("how often did I run in March?"), Turn("and swim?")]
    assert standalone("and in May?", history, _TODAY) == "how often did I swim in May?"


@given(st.text(max_size=40), st.lists(st.text(max_size=40), max_size=3))
def test_any_words_are_taken(question: str, before: list[str]) -> None:
    assert isinstance(standalone(question, [Turn(words) for words in before], _TODAY), str)
    assert standalone(question, [], _TODAY) == question


def _says(question: str) -> str:
    return json.dumps({"question": question})


def test_a_model_puts_it_in_words(server: FakeOllama, llm: LLM) -> None:
    server.says(_says("when did I learn about CNNs in March 2020?"))
    history = [Turn(_CNNS, "CNN neurons see a local region.")]
    assert rewritten("when was that?", history, _TODAY, llm) == "when did I learn about CNNs in March 2020?"
    sent = server.chats[0]["messages"][-1]["content"]
    assert _CNNS in sent and "CNN neurons see" in sent and sent.endswith("The last question: when was that?")


@pytest.mark.parametrize(
    "said",
    ["", "no JSON", _says(""), _says("x" * 5000), _says("what did I eat?"), '{"answer": 1}', "[]", "null"],
)
def test_what_a_model_cannot_do_the_rules_do(said: str, server: FakeOllama, llm: LLM) -> None:
    server.says(Reply(said, ignores_format=True))
    history = [Turn(_CNNS)]
    question = "what about convolutional pooling layers?"
    assert rewritten(question, history, _TODAY, llm) == standalone(question, history, _TODAY)


def test_a_model_that_fails_is_done_without(server: FakeOllama, llm: LLM) -> None:
    server.says(Reply(status=500, error="out of memory"))
    assert rewritten("when was that?", [Turn(_CNNS)], _TODAY, llm) == "when was that: cnns in March 2020?"


def test_a_first_question_asks_no_model(server: FakeOllama, llm: LLM) -> None:
    server.says("x")
    assert rewritten("when was that?", [], _TODAY, llm) == "when was that?" and not server.chats


def test_a_stop_is_no_failure(llm: LLM) -> None:
    stop = Stop()
    stop()
    with pytest.raises(Stopped):
        rewritten("when was that?", [Turn(_CNNS)], _TODAY, llm, stop)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("and in June 2025?", "what did I learn about CNNs in March 2020?"),
        ("and in June 2025?", "what did I learn about CNNs?"),
        ("and epoch 9?", "what did I learn about the epoch?"),
        ("and what did Ben say?", "what did I learn about what was said?"),
    ],
    ids=["another time", "no time", "the number", "the name"],
)
def test_a_rewriting_that_drops_what_the_user_wrote_is_not_taken(
    question: str, said: str, server: FakeOllama, llm: LLM
) -> None:
    server.says(_says(said))
    new = rewritten(question, [Turn(_CNNS)], _TODAY, llm)
    assert new != said and new == standalone(question, [Turn(_CNNS)], _TODAY)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("and what about pooling?", "what did I learn about pooling?"),
        ("and what about pooling?", "what did I learn about pooling in May 2021?"),
        ("how many days did I cook in Italy?", "how many days did I cook in Italy in May 2021?"),
    ],
    ids=["the time goes on", "a time that nobody named", "no time was meant"],
)
def test_the_time_is_the_users_own(question: str, said: str, server: FakeOllama, llm: LLM) -> None:
    server.says(_says(said))
    assert rewritten(question, [Turn(_CNNS)], _TODAY, llm) == standalone(question, [Turn(_CNNS)], _TODAY)


def test_the_time_of_an_earlier_question_may_go_on_where_only_the_model_sees_it(server: FakeOllama, llm: LLM) -> None:
    asked = "how many days did I cook in Italy?"
    server.says(_says("how many days did I cook in Italy in March 2020?"))
    assert rewritten(asked, [Turn(_CNNS)], _TODAY, llm) == "how many days did I cook in Italy in March 2020?"
