"""A question as typed and all that is read from it."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.errors import UsageError
from index.text.folding import composed
from rag.question.read import LONGEST_QUESTION, Question, read_question
from rag.temporal.window import Window

WEDNESDAY = date(2020, 3, 18)


def read(text: str) -> Question:
    return read_question(text, WEDNESDAY)


def test_all_at_once() -> None:
    found = read('  What did I read on "feature maps" with Ana in March 2020 -keras tag:ML?  ')
    assert found.text == 'What did I read on "feature maps" with Ana in March 2020 -keras tag:ML?'
    assert found.phrases == ("feature maps",)
    assert (found.excluded, found.tags) == (("keras",), ("ml",))
    assert found.window and (found.window.from_, found.window.to) == (date(2020, 3, 1), date(2020, 3, 31))
    assert found.intent == "ask" and found.today == WEDNESDAY
    assert found.names == ("Ana",)
    assert found.terms == ("read", "feature", "maps", "ana")
    assert found.subject == ("feature", "maps", "ana")
    assert "2020" not in found.search_text and "keras" not in found.search_text and '"' not in found.search_text
    assert not found.days_only and found.window_in_words


@pytest.mark.parametrize("text", ["", " ", "\n\t ", "\u00a0"])
def test_an_empty_question_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="empty"):
        read(text)


def test_a_question_has_a_longest_length() -> None:
    assert read("a" * LONGEST_QUESTION).text == "a" * LONGEST_QUESTION
    with pytest.raises(UsageError, match=r"10,001 characters"):
        read("a" * (LONGEST_QUESTION + 1))
    assert read(" " * 50 + "a" * LONGEST_QUESTION + " " * 50).text == "a" * LONGEST_QUESTION


@pytest.mark.parametrize(
    ("text", "excluded"),
    [
        ("what does -march do", ()),
        ("what is -O2", ()),
        ("what does pooling do -keras", ("keras",)),
        ("kilometres -Tom", ("Tom",)),
        ("what did I do last week -work", ("work",)),
    ],
)
def test_a_minus_leaves_out_where_other_words_remain(text: str, excluded: tuple[str, ...]) -> None:
    assert read(text).excluded == excluded and read(text).terms


@pytest.mark.parametrize("text", ["-keras", "-keras -torch", '-"feature map"'])
def test_only_leaving_out_is_no_question(text: str) -> None:
    with pytest.raises(UsageError, match="exclude"):
        read(text)


@pytest.mark.parametrize("text", ["tag:ml", "tag:ml -keras", '"feature map" -keras', "last week -keras"])
def test_an_operator_that_asks_for_something_is_enough(text: str) -> None:
    assert read(text).text == text


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("what did I do last week", True),
        ("What did I write on 3 May 2019?", True),
        ("yesterday", True),
        ("what did I do", True),
        ("what did I learn last week about pooling", False),
        ("pooling last week", False),
        ('"do" last week', False),
    ],
)
def test_whether_days_alone_are_asked_for(text: str, only: bool) -> None:
    assert read(text).days_only is only


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("when did I first read about backprop", ("backprop",)),
        ("when did I last go swimming", ("swimming",)),
        ("how often did I read", ("read",)),
        ("which days did I work on the thesis", ("thesis",)),
    ],
)
def test_days_are_counted_by_the_matter(text: str, subject: tuple[str, ...]) -> None:
    assert read(text).subject == subject


def test_times_of_what_is_told_stay_search_terms() -> None:
    found = read("how was the conference in March 2020")
    assert found.window and not found.window.filters
    assert found.subject == ("conference", "march", "2020")


def test_days_are_counted_in_the_month_named_and_told_of_in_the_month_asked_for() -> None:
    for text in ("when did I first read about kernels in March 2020", "tell me about March 2020"):
        found = read(text)
        assert found.window and found.window.filters and "2020" not in found.terms


def test_given_days_win_over_words() -> None:
    found = read_question("pooling last week", WEDNESDAY, date(2019, 1, 1), None)
    assert found.window == Window(date(2019, 1, 1), None)
    assert found.window.filters and not found.window_in_words
    assert found.terms == ("pooling",)


@pytest.mark.parametrize(
    ("from_", "to"), [(date(2019, 1, 1), None), (None, date(2019, 1, 1)), (date(2019, 1, 1), date(2019, 1, 1))]
)
def test_given_days_always_filter(from_: date | None, to: date | None) -> None:
    found = read_question("when will it be around Easter", WEDNESDAY, from_, to)
    assert found.window and found.window.filters and (found.window.from_, found.window.to) == (from_, to)


def test_what_is_not_understood_leaves_no_window() -> None:
    found = read("what did I do on 31 February")
    assert found.window is None and found.not_understood and found.not_understood.words == "31 February"


def test_an_event_stays_a_search_term() -> None:
    found = read("what did I know before I started fast.ai")
    assert found.event and found.event.event == "I started fast.ai"
    assert {"started", "fast", "ai"} <= set(found.terms)


def test_time_words_in_a_phrase_are_searched() -> None:
    found = read('where did I write "last week"')
    assert found.window is None and found.terms == ("last", "week") and found.phrases == ("last week",)


def test_time_words_that_are_left_out_make_no_window() -> None:
    found = read("pooling -March")
    assert found.window is None and found.excluded == ("March",)


_PIECES = st.sampled_from(
    [
        "when did I",
        "first",
        "pooling",
        '"a b"',
        "-keras",
        "tag:x",
        "last week",
        "2020-02-30",
        "before I moved",
        "日本",
        "?",
    ]
)


@settings(max_examples=250, deadline=None)
@given(st.text(max_size=120) | st.lists(_PIECES, max_size=12).map(" ".join), st.dates())
def test_any_text_is_read_or_refused(text: str, today: date) -> None:
    try:
        found = read_question(text, today)
    except UsageError as error:
        assert error.fix
        return
    assert found.text == composed(text.strip())
    assert len(set(found.terms)) == len(found.terms) and set(found.subject) <= set(found.terms)
    assert bool(found.subject) == bool(found.terms)
    assert not (found.window and found.not_understood)
    assert hash(found) == hash(read_question(text, today))


@pytest.mark.parametrize(
    "text",
    [
        "Was war am 7. März 2024?", "qu'ai-je fait le 9 décembre 2024", "¿Qué hice el miércoles pasado?",
        "was habe ich im Frühling 2024 gepflanzt", "Was schrieb ich im Jänner 2024?", "qu'ai-je noté en février 2024",
        "qu'ai-je fait l'été 2023", "¿qué escribí el sábado pasado?", "o que fiz em março de 2024",
        "지난 주에 뭐 했어?", "was war im März 2024 schön", "co robiłem w październiku 2024",
    ],
)  # fmt: skip
def test_letters_and_accents_typed_apart_are_read_as_together(text: str) -> None:
    apart = read_question(unicodedata.normalize("NFD", text), date(2025, 1, 1))
    together = read_question(text, date(2025, 1, 1))
    assert apart == together and together.window is not None
