"""Open questions by what they speak of."""

from dataclasses import replace

from index.open_questions.find import OpenQuestion
from rag.open_questions.topics import OTHERS, by_topic

_ASKED = (
    "Why is the index so large?",
    "How long does a rebuild take?",
    "Does the index need statistics?",
    "Which indexes are never used?",
    "Who waters the beans?",
    "When do beans flower?",
)

_LIKE = ("What does it look like inside?", "Is a patch like a token?")


def _questions() -> list[OpenQuestion]:
    return [
        OpenQuestion(str(n), text, None, "a.md", n, n, None, "open", "", None, "", 1.0) for n, text in enumerate(_ASKED)
    ]


def test_the_largest_topic_comes_first_and_what_is_alone_last() -> None:
    groups = [(topic, [q.id for q in of]) for topic, of in by_topic(_questions())]
    assert groups == [("index", ["0", "2", "3"]), ("beans", ["4", "5"]), (OTHERS, ["1"])]


def test_every_question_is_in_one_group() -> None:
    asked = _questions()
    assert sorted(q.id for _, of in by_topic(asked) for q in of) == [q.id for q in asked]
    assert by_topic([]) == []


def test_a_word_that_speaks_of_nothing_is_no_topic() -> None:
    asked = [replace(_questions()[0], id=str(n), question=text) for n, text in enumerate(_LIKE)]
    assert [topic for topic, _ in by_topic(asked)] == [OTHERS]
