"""What a note's sentence says of other days than its own: "yesterday", written on a Monday, and what is left alone."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.temporal.event_time import tells_of_past
from rag.temporal.told.relative_times import mentions_days_in, relative_times, resolved_times
from rag.temporal.window import Window

MONDAY = date(2023, 5, 8)

RESOLVED = {
    "yesterday": ("I ran yesterday.", "2023-05-07"),
    "before yesterday": ("Ran the day before yesterday", "2023-05-06"),
    "days ago": ("It rained two days ago.", "2023-05-06"),
    "last night": ("Last night I dreamt of whales.", "2023-05-07"),
    "last week": ("Last week I met Tom.", "2023-05-01..2023-05-07"),
    "a week ago": ("A week ago we moved.", "2023-04-28..2023-05-04"),
    "last weekend": ("We hiked last weekend.", "2023-05-06..2023-05-07"),
    "last month": ("Last month was hard.", "2023-04-01..2023-04-30"),
    "last year": ("We moved last year.", "2022-01-01..2022-12-31"),
    "last Friday": ("Last Friday we ran.", "2023-05-05"),
    "tomorrow": ("Tomorrow I fly.", "2023-05-09"),
    "next month": ("We move next month.", "2023-06-01..2023-06-30"),
    "a weekday of the past": ("We met on Friday.", "2023-05-05"),
    "a weekday to come": ("We will meet on Friday.", "2023-05-12"),
    "two times": ("Ran yesterday and two days ago.", "2023-05-07 2023-05-06"),
    "the same word twice": ("I said yesterday that yesterday was bad", "2023-05-07 2023-05-07"),
    "a month without its year": ("In March we met.", "2023-03-01..2023-03-31"),
    "a number announced": ("The surveyor said the visit would be on the 19th.", "2023-05-19"),
    "a number in the present": ("Half a tank left, and the fair opens on the 3rd.", "2023-06-03"),
    "a number of the past": ("We met on the 20th.", "2023-04-20"),
    "a number before a clause": ("On the 2nd, we sailed.", "2023-05-02"),
    "a weekday announced": ("They said the visit would be on Friday.", "2023-05-12"),
    "German number to come": ("Die Abnahme soll am 17. sein.", "2023-05-17"),
    "German number of the past": ("Am 28. habe ich den Zaun gestrichen.", "2023-04-28"),
    "French number to come": ("Livraison prévue le 23.", "2023-05-23"),
    "French number of the past": ("Le 30, j'ai vu Odile au marché.", "2023-04-30"),
    "Spanish number to come": ("La boda será el 4.", "2023-06-04"),
    "Italian number to come": ("La gara è il 14.", "2023-05-14"),
    "Japanese number to come": ("発表会は21日。", "2023-05-21"),
    "Chinese number of the past": ("3号去了牙医。", "2023-05-03"),
    "German yesterday": ("Gestern war ich laufen.", "2023-05-07"),
    "German last week": ("Letzte Woche war ich krank.", "2023-05-01..2023-05-07"),
    "German two days ago": ("Vor zwei Tagen rief sie an.", "2023-05-06"),
    "German weekday of the past": ("Am Freitag habe ich gelernt.", "2023-05-05"),
    "French yesterday": ("Hier j'ai couru.", "2023-05-07"),
    "French last week": ("La semaine dernière j'ai lu.", "2023-05-01..2023-05-07"),
    "French two days ago": ("Il y a deux jours elle a appelé.", "2023-05-06"),
    "French weekday of the past": ("Vendredi, j'ai vu Ana.", "2023-05-05"),
    "Spanish yesterday": ("Ayer corrí.", "2023-05-07"),
    "Spanish last week": ("La semana pasada leí.", "2023-05-01..2023-05-07"),
    "Spanish two days ago": ("Hace dos días llamó.", "2023-05-06"),
    "Spanish weekday of the past": ("El viernes compré pan.", "2023-05-05"),
    "Japanese yesterday": ("昨日走った。", "2023-05-07"),
    "Japanese last night": ("ゆうべ夢を見た。", "2023-05-07"),
    "Japanese last week": ("先週本を読んだ。", "2023-05-01..2023-05-07"),
    "Japanese two days ago": ("二日前に会った。", "2023-05-06"),
    "Chinese yesterday": ("昨天我跑步了。", "2023-05-07"),
    "Chinese last night": ("昨晚我做了梦。", "2023-05-07"),
    "Chinese last week": ("上周我看书了。", "2023-05-01..2023-05-07"),
    "Chinese two days ago": ("两天前下雨了。", "2023-05-06"),
    "Korean yesterday": ("어제 달렸다.", "2023-05-07"),
    "Korean last week": ("지난 주에 책을 읽었다.", "2023-05-01..2023-05-07"),
    "Korean two days ago": ("이틀이 아니라 2일 전에 만났다.", "2023-05-06"),
    "Korean no day before yesterday": ("그 제품을 샀다.", ""),
    "Polish yesterday": ("Wczoraj biegałam.", "2023-05-07"),
    "Polish last week": ("W zeszłym tygodniu czytałem.", "2023-05-01..2023-05-07"),
    "Polish two days ago": ("Dwa dni temu zadzwoniła.", "2023-05-06"),
    "Polish weekday of the past": ("W piątek kupiłem chleb.", "2023-05-05"),
    "a foreign word beside": ("Yesterday I learned 勉強 in class.", "2023-05-07"),
}


def said(sentence: str, written: date = MONDAY) -> str:
    spans = [(told.from_, told.to) for told in relative_times(sentence, written)]
    return " ".join(f"{a}" if a == b else f"{a}..{b}" for a, b in spans)


@pytest.mark.parametrize(("sentence", "days"), RESOLVED.values(), ids=RESOLVED)
def test_words_that_only_their_day_makes_clear(sentence: str, days: str) -> None:
    assert said(sentence) == days


LEFT_ALONE = {
    "a full date": "On 3 May 2020 we met.",
    "an ISO date": "Written on 2020-05-03.",
    "a year": "In 2019 we met.",
    "lately": "Lately I read a lot.",
    "some days ago": "A few days ago it rained.",
    "recently": "I recently moved.",
    "a holiday, roughly": "Around Easter it snowed.",
    "an open end": "I rest since Tuesday.",
    "until": "Until yesterday all was fine.",
    "a habit": "Every Monday I ran.",
    "a habit at the end": "I went there every Friday.",
    "a habit in German": "Ich war jeden Freitag da.",
    "a habit in French": "J'ai couru chaque vendredi.",
    "a habit in Spanish": "Corrí cada viernes.",
    "weekdays as such": "Mondays are hard.",
    "a weekday ahead": "The exam is on Friday.",
    "a weekday ahead, first": "On Friday I fly to Rome.",
    "an appointment": "Friday: dentist",
    "a weekday ahead in German": "Am Freitag gehe ich hin.",
    "a weekday ahead in French": "Vendredi je pars.",
    "a weekday ahead in Spanish": "El viernes estoy aquí.",
    "a weekday ahead in Spanish, future": "El viernes compraré pan.",
    "the weekday of the day itself": "On Monday we met.",
    "may": "I may run.",
    "march": "March on.",
    "second": "The second last layer is frozen.",
    "the last time": "The last time I ran it hurt.",
    "quoted": 'We sang "yesterday" at the end.',
    "a fraction": "3/4 of it is done.",
    "a long time": "A long time ago there was a king.",
    "from another day": "Three days later we met.",
    "before another day": "I had read it the day before.",
    "German here": "Hier ist es schön.",
    "a Japanese date": "2020年3月に行った。",
    "Japanese lately": "最近走っている。",
    "an ordinal of another thing": "On the 3rd floor it is loud.",
    "German ordinal of a noun": "Am 3. Tag wurde es heiß.",
    "a Japanese length": "12日間休んだ。",
    "no time at all": "Kernels slide over the image.",
    "nothing": "",
}


@pytest.mark.parametrize("sentence", LEFT_ALONE.values(), ids=LEFT_ALONE)
def test_what_is_not_resolved(sentence: str) -> None:
    assert said(sentence) == ""
    assert resolved_times(sentence, MONDAY) == []


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("I ran yesterday.", [("yesterday", "7 May 2023")]),
        ("I ran last week.", [("last week", "the week before 8 May 2023")]),
        ("We hiked last weekend.", [("last weekend", "the weekend before 8 May 2023")]),
        ("Last month was hard.", [("Last month", "April 2023")]),
        ("We moved last year.", [("last year", "2022")]),
        ("Two years ago we moved.", [("Two years ago", "about 2021")]),
        ("Ran yesterday and two days ago.", [("yesterday", "7 May 2023"), ("two days ago", "6 May 2023")]),
        ("Ran yesterday. Swam yesterday.", [("yesterday", "7 May 2023")]),
        ("昨日走った。", [("昨日", "7 May 2023")]),
        ("It will rain. Ana came on Friday.", [("on Friday", "5 May 2023")]),
        ("Gestern lief ich. Yesterday was fine.", [("Gestern", "7 May 2023"), ("Yesterday", "7 May 2023")]),
    ],
)  # fmt: skip
def test_the_day_that_words_mean(text: str, meant: list[tuple[str, str]]) -> None:
    assert resolved_times(text, MONDAY) == meant


@pytest.mark.parametrize(
    ("text", "past"),
    [("I ran there", True), ("Ich habe gelesen", True), ("run there", False), ("Ich gehe hin", False), ("", False)],
)
def test_what_tells_of_the_past(text: str, past: bool) -> None:
    assert tells_of_past(text) is past


@pytest.mark.parametrize(
    "text",
    ["Today was good.", "This morning I ran.", "This week I rest.", "In summer we swam.", "At Christmas we ate."],
)
def test_what_is_clear_beside_the_day_of_writing_gets_no_day(text: str) -> None:
    assert resolved_times(text, MONDAY) == []


def test_the_day_counts_from_the_day_of_writing() -> None:
    assert said("I ran yesterday.", date(2024, 3, 1)) == "2024-02-29"
    assert said("I ran yesterday.", date(2024, 1, 1)) == "2023-12-31"


@pytest.mark.parametrize(
    ("text", "window", "tells"),
    [
        ("I ran yesterday.", Window(date(2023, 5, 7), date(2023, 5, 7)), True),
        ("I ran yesterday.", Window(date(2023, 5, 8), None), False),
        ("I ran yesterday.", Window(None, date(2023, 5, 6)), False),
        ("Last week was hard.", Window(date(2023, 5, 7), date(2023, 5, 20)), True),
        ("Last week was hard.", Window(date(2023, 4, 1), date(2023, 4, 30)), False),
        ("Last month was hard.", Window(date(2023, 4, 1), date(2023, 4, 30)), True),
        ("Last year we moved.", Window(date(2022, 5, 1), date(2022, 5, 31)), False),
        ("It rained. Then, two days ago, it did not.", Window(date(2023, 5, 6), date(2023, 5, 6)), True),
        ("In 2019 we met.", Window(date(2019, 1, 1), date(2019, 12, 31)), True),
        ("In 2019 we met.", Window(date(2019, 5, 1), date(2019, 5, 31)), False),
        ("Last summer we met.", Window(date(2022, 6, 1), date(2022, 8, 31)), True),
        ("We moved on 1 July 2022.", Window(date(2022, 6, 1), date(2022, 8, 31)), True),
        ("We moved on 1 July 2021.", Window(date(2022, 6, 1), date(2022, 8, 31)), False),
        ("", Window(None, None), False),
    ],
)  # fmt: skip
def test_notes_that_tell_of_a_window(text: str, window: Window, tells: bool) -> None:
    assert mentions_days_in(text, MONDAY, window) is tells


@settings(max_examples=150, deadline=None)
@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)), st.integers(2, 60))
def test_days_ago_are_counted_from_any_day(written: date, count: int) -> None:
    [told] = relative_times(f"I met Ana {count} days ago.", written)
    assert (told.words, told.from_, told.to) == (f"{count} days ago", written - timedelta(count), told.from_)


_WORD_LIST = """yesterday last week on Friday in March may 3 days ago vor zwei Tagen hier 昨日 2020 every Monday ran is
. 上周 today " ( ) İ ß 1/2 2 May next year since until"""
_WORDS = st.sampled_from(_WORD_LIST.split())


@settings(max_examples=300, deadline=None)
@given(st.lists(_WORDS, max_size=12).map(" ".join) | st.text(max_size=80), st.dates())
def test_words_of_times_stand_in_the_text(text: str, written: date) -> None:
    for told in relative_times(text, written):
        assert text[told.start : told.end] == told.words and told.from_ <= told.to
    assert all(words in text for words, _ in resolved_times(text, written))
