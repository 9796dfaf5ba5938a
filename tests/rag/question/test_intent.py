"""Questions and what kind of answer they ask for; above all those that look like asking for a day and do not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.question.intent import INTENTS, read_intent

FIRST = [
    "When did I first read about backprop?",
    "when was the first time I used Docker",
    "on which day did I first hear of attention",
    "What was the first day I wrote about padding?",
    "which day did I first meet Ana?",
    "First mention of dropout",
    "the first time I ran 10 km",
    "very first entry about sourdough",
    "what is the earliest note on kernels",
    "so when did I first go climbing",
    "Wann habe ich zum ersten Mal über Kerne geschrieben?",
    "wann habe ich zuerst davon gehört",
    "Quand ai-je lu ça pour la première fois ?",
    "¿Cuándo usé Docker por primera vez?",
    "初めてドッカーを使ったのはいつ？",
    "いつ初めて走りましたか",
    "我第一次用Docker是什么时候？",
    "도커를 처음 쓴 게 언제였지?",
    "언제 처음으로 10km를 달렸나요",
    "Kiedy po raz pierwszy użyłem Dockera?",
]
LAST = [
    "When did I last water the plants?",
    "when was the last time I saw Tom?",
    "on what date did I last pay rent",
    "What was the most recent entry about kernels?",
    "last mention of dropout",
    "the last time I ran",
    "what was my last day at work",
    "Wann war ich zuletzt schwimmen?",
    "wann habe ich das letzte Mal gebacken",
    "Quand ai-je couru pour la dernière fois ?",
    "¿Cuándo corrí por última vez?",
    "最後に走ったのはいつ",
    "我最后一次跑步是什么时候",
    "마지막으로 달린 게 언제지",
    "Kiedy ostatni raz biegałem?",
]
COUNT = [
    "How many days did I run?",
    "how many times did I mention Keras",
    "How often do I write about sleep?",
    "how many entries mention Paris",
    "Wie oft war ich schwimmen?",
    "an wie vielen Tagen habe ich gelesen",
    "Combien de fois ai-je couru ?",
    "¿Cuántas veces corrí?",
    "何回走りましたか",
    "我跑了几次",
    "몇 번 달렸나요",
    "Ile razy byłam na basenie?",
]
WHICH = [
    "Which days did I run?",
    "on what days did I write about Keras",
    "which dates mention the dentist",
    "An welchen Tagen war ich laufen?",
    "Quels jours ai-je couru ?",
    "¿Qué días corrí?",
    "走ったのはどの日ですか",
    "哪些天我跑步了",
    "어느 날에 달렸나요",
    "W które dni biegałem?",
]
WHEN = [
    "When did I buy the bike?",
    "when is the exam",
    "tell me when I moved",
    "On what day did Ana call?",
    "what year did I finish school",
    "which weekend was the trip",
    "Wann ist die Prüfung?",
    "Seit wann habe ich Rückenschmerzen?",
    "Quand ai-je déménagé ?",
    "¿Cuándo me mudé?",
    "引っ越したのはいつですか",
    "我什么时候搬家的",
    "いつから痛いですか",
    "언제 이사했지?",
    "Kiedy się przeprowadziłem?",
]
ASK = {
    "a first thing": "How did my first CNN work?",
    "a first thing that was": "what was my first CNN?",
    "a number of things": "how many layers has the model?",
    "a number of people": "How many people came to the party?",
    "last week": "what did I learn last week?",
    "when last week": "what did I feel when I ran last week",
    "the last layer": "what does the last layer do?",
    "first of a list": "first, how do I install it?",
    "when in the middle": "how does it behave when the input is empty?",
    "which is not a day": "which library did I use?",
    "what time": "what did I say about time zones?",
    "at any time": "いつも何を飲みますか",
    "some time in Korean": "언젠가 가고 싶은 곳은",
    "a window in Korean": "3일 전에 뭘 배웠지",
    "some time": "いつか行きたい所は",
    "a window in Chinese": "三天前我学了什么",
    "the day's first half": "what did I do in the first half of the day",
    "nothing": "",
    "a lone word": "pooling",
    "whenever": "whenever I run, what hurts?",
    "the last one": "the last of the Mohicans",
}


def _cases(*tables: tuple[str, list[str]]) -> list[tuple[str, str]]:
    return [(text, intent) for intent, table in tables for text in table]


@pytest.mark.parametrize(
    ("text", "intent"),
    _cases(("first", FIRST), ("last", LAST), ("count", COUNT), ("which", WHICH), ("when", WHEN)),
)
def test_what_is_asked_of_days(text: str, intent: str) -> None:
    assert read_intent(text) == intent


@pytest.mark.parametrize("text", ASK.values(), ids=ASK)
def test_what_is_not_asked_of_days(text: str) -> None:
    assert read_intent(text) == "ask"


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("When did we meet last summer?", "when"),
        ("when did I go last Friday", "when"),
        ("when was I in Rome last year", "when"),
        ("on which day of last month did I run", "when"),
    ],
)
def test_last_and_first_of_a_time_are_no_last_and_first_day(text: str, intent: str) -> None:
    assert read_intent(text) == intent


@pytest.mark.parametrize(
    "text", ["WHEN DID I FIRST READ IT", "  when  did\nI first  read it ", "When did I first read it"]
)
def test_case_and_spaces_do_not_matter(text: str) -> None:
    assert read_intent(text) == "first"


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_any_text_has_one_intent(text: str) -> None:
    assert read_intent(text) in {"ask", *INTENTS}


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "piece", ["when ", "first ", "when was the ", "いつ", "初めて", "第一次", "wann ", "what day "]
)
def test_ten_thousand_characters_are_read_at_once(piece: str) -> None:
    assert read_intent((piece * 10_000)[:10_000])
