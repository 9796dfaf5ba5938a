"""Questions that hang their time on an event, and words that only look like one."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.text.folding import fold_punctuation
from rag.temporal.events import LONGEST_EVENT, EventWindow, read_event
from rag.temporal.language import likeliest_language
from rag.temporal.window import read_window

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
    "a named thing days are counted from": ("what happened the day after Burns supper", "after", "Burns supper"),
    "asked behind a dash": ("the day after we moved the boat — what happened?", "after", "we moved the boat"),
    "asked behind it": ("after the last exam what did I do", "after", "the last exam"),
    "with its month": ("what did I do after the exam in March", "after", "the exam in March"),
    "German clause": ("Was tat ich, bevor ich nach Rom zog?", "before", "ich nach Rom zog"),
    "German noun": ("Was las ich nach dem Umzug?", "after", "dem Umzug"),
    "German als": ("Was aß ich, als ich in Rom war?", "during", "ich in Rom war"),
    "German los": ("Was war am Tag nach dem Konzert los?", "after", "dem Konzert"),
    "German participle of what is asked": ("Mit wem bin ich nach der Brücke weitergefahren?", "after", "der Brücke"),
    "German noun like a participle": ("Was las ich nach den Geschichten?", "after", "den Geschichten"),
    "German participle": ("was habe ich am Tag nach dem Brand gemacht", "after", "dem Brand"),
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


COUNTED = {
    "of this month": ("what did I do the day after the April session", "the April session", 1, 0),
    "of last year": ("what happened the week after the flood last year", "the flood last year", 7, 0),
    "the first days": ("how were the first three days after the operation", "the operation", 3, 0),
    "the first days in German": ("wie waren die ersten drei Tage nach der Operation", "der Operation", 3, 0),
    "the first days in French": ("les trois premiers jours après l'opération", "l'opération", 3, 0),
    "the first weeks": ("advice for the first weeks after moving in", "moving in", 28, 0),
    "the second day": ("what hurt on the second day after the operation", "the operation", 1, 1),
    "a weekday before": ("what did I do the Friday before the wedding", "the wedding", 1, 0),
    "a weekday after, in German": ("was war am Montag nach der Feier", "der Feier", 1, 0),
    "a weekday after, in Spanish": ("qué hice el lunes después de la fiesta", "la fiesta", 1, 0),
    "the last weekday": ("the last Sunday before the move", "the move", 1, 0),
    "the last week": ("what did I do the last week before the move", "the move", 7, 0),
    "an evening, in German": ("was war am Abend vor der Prüfung", "der Prüfung", 1, 0),
    "an evening, in French": ("qu'ai-je fait le soir avant l'examen", "l'examen", 1, 0),
    "a Japanese verb": ("引っ越して三日後に何をした", "引っ越し", 1, 2),
    "a Japanese summer": ("引っ越しの前の夏は何をした", "引っ越し", 91, 0),
    "a Chinese summer": ("毕业后的夏天我做了什么", "毕业", 91, 0),
    "a Japanese weekend": ("葬式の後の週末は何をした", "葬式", 2, 0),
    "a Chinese Saturday": ("婚礼之后的周六做了什么", "婚礼", 1, 0),
    "a summer after": ("what did I do the summer after graduation", "graduation", 91, 0),
    "a summer after, in German": ("was war im Sommer nach dem Abitur", "dem Abitur", 91, 0),
    "a summer after, in French": ("l'été après le bac, qu'ai-je fait", "le bac", 91, 0),
    "a summer before": ("what did I do the summer before we moved", "we moved", 91, 0),
    "Japanese days before": ("引っ越しの二日前は何をしていた", "引っ越し", 1, 1),
    "Japanese days after": ("試験の三日後に何をした", "試験", 1, 2),
    "Japanese next but one": ("収穫の翌々日は何をしていた", "収穫", 1, 1),
    "Japanese last but one": ("収穫の前々日は何をしていた", "収穫", 1, 1),
    "Chinese days before": ("搬家两天前我做了什么", "搬家", 1, 1),
    "Chinese days after": ("会议的三天后我写了什么", "会议", 1, 2),
}


@pytest.mark.parametrize(("question", "event", "days", "off"), COUNTED.values(), ids=COUNTED)
def test_days_counted_off_from_an_event_are_no_days_of_the_calendar(
    question: str, event: str, days: int, off: int
) -> None:
    read = read_window(question, date(2024, 5, 12))
    assert read.window is None and read.event is not None
    assert (read.event.event, read.event.days, read.event.off) == (event, days, off)
    assert read.event.words in question


@pytest.mark.parametrize(
    ("question", "day"),
    [
        ("两天前我做了什么", date(2024, 5, 10)),
        ("妈妈两天前来过吗", date(2024, 5, 10)),
        ("私の三日前の日記", date(2024, 5, 9)),
        ("10月1日の二日前", date(2023, 9, 29)),
        ("the day after tomorrow", date(2024, 5, 14)),
        ("what did I do on Monday after the meeting", date(2024, 5, 6)),
        ("was habe ich am Montag nach der Arbeit gemacht", date(2024, 5, 6)),
    ],
)
def test_days_counted_off_from_a_day_are_of_the_calendar(question: str, day: date) -> None:
    read = read_window(question, date(2024, 5, 12))
    assert (read.event is None or not read.event.days) and read.window is not None and read.window.from_ == day


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
