"""Values that notes give, summed and averaged, with each day and value told."""

import pytest

from rag.evidence.note_sentences import NoteSentences
from rag.facts.quantities import named_value, parsed_number, quantities
from rag.facts.values import value_fact
from tests.rag.conftest import MakeJournal
from tests.rag.journals import Journal

NOTES = {
    "2024-05-01.md": "Ran 5 km by the river in 30 min.\nmood:: 7\n",
    "2024-05-03.md": "I ran 7.5 km.\n\nmood: 5\n",
    "2024-05-20.md": "Ran 3 miles.\n- load: 80 kg\n",
    "2024-05-22.md": "I should run 10 km soon.\nTom ran 12 km.\nmood:: 8\n- load: 20 min\n",
    "2024-04-02.md": "Ran 4 km.\nWorked on the parser for 2 h.\n",
    "2024-04-03.md": "Worked on the parser for 90 minutes.\n",
}


HEADS = {
    "2024-03-01.md": "---\nmood: 7\nsleep: 7:30\nweight: 71.2 kg\n---\nPaddled for two hours.\n",
    "2024-03-04.md": '---\nmood: 5\nsleep: "6 h"\nweight: 158 lb\n---\nSpent 12 € on paint. Drank one beer.\n',
    "2024-03-09.md": "mood:: 9\nload:: 3\n\nPaddled half an hour. Spent $30 on books.\n",
    "2024-03-11.md": "---\nmood: good\nload: 20 min\n---\nDrank three beers with Ben. Ben drank 5 beers.\n",
}


@pytest.fixture(scope="module")
def headed(make_journal: MakeJournal) -> Journal:
    return make_journal(HEADS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "average mood in March",
            "7 on average for “mood”, from 5 to 9, 3 values on 3 days: 2024-03-01 7, ",
        ),
        ("average sleep in March 2024", "6.75 h on average for “sleep”, from 6 h to 7.5 h, 2 values on 2 days"),
        ("what was my average weight", "71.43 kg on average for “weight”, from 71.2 kg to 71.67 kg"),
        ("average load", "These values have units that cannot be brought together: 2024-03-09 3, 2024-03-11 20 min."),
        (
            "how long did I paddle",
            "2.5 hours in all with “paddle”, on 2 days: 2024-03-01 2 hours, ",
        ),
        ("how much did I spend in March", "These values have units that cannot be brought together: 2024-03-04 12 €, "),
        (
            "how many beers did I drink",
            "4 beers in all with “drink”, on 2 days: 2024-03-04 1 beer, ",
        ),
    ],
)
def test_values_of_front_matter_and_in_words(headed: Journal, text: str, expected: str) -> None:
    assert told(headed, text).startswith(expected)


def test_a_value_of_front_matter_is_cited_by_its_line(headed: Journal) -> None:
    found = value_fact(headed.question("average mood in March 2024"), headed.retriever, NoteSentences(headed.read))
    shown = [(s.citations[0].line_start, s.text) for s in found.statements] if found else []
    assert shown[:2] == [(2, "mood: 7"), (2, "mood: 5")]


@pytest.fixture(scope="module")
def journal(make_journal: MakeJournal) -> Journal:
    return make_journal(NOTES)


def told(journal: Journal, text: str) -> str:
    found = value_fact(journal.question(text), journal.retriever, NoteSentences(journal.read))
    return found.text if found else ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "how many kilometres did I run in May 2024",
            "17.33 kilometres in all with “run”, on 3 days: 2024-05-01 5 km, ",
        ),
        ("how many miles did I run in April and May 2024", "13.25 miles in all with “run”, on 4 days: 2024-04-02 4 km"),
        ("average mood in May 2024", "6.67 on average for “mood”, from 5 to 8, 3 values on 3 days: 2024-05-01 7, "),
        (
            "how long did I work on the parser",
            "3.5 h in all with “parser”, on 2 days: 2024-04-02 2 h, 2024-04-03 90 min",
        ),
        ("what is my average load", "These values have units that cannot be brought together: 2024-05-20 80 kg, "),
        ("how many eggs did I eat", ""),
        ("what did I run", ""),
    ],
)
def test_values(journal: Journal, text: str, expected: str) -> None:
    said = told(journal, text)
    assert said.startswith(expected) if expected else said == ""


def test_longer_spans_are_told_by_week(journal: Journal) -> None:
    assert told(journal, "average mood in May 2024").endswith(" By week: 2024-W18 6, 2024-W21 8.")


def test_every_value_is_cited(journal: Journal) -> None:
    found = value_fact(journal.question("average mood in May 2024"), journal.retriever, NoteSentences(journal.read))
    assert found and [str(s.citations[0].date) for s in found.statements] == ["2024-05-01", "2024-05-03", "2024-05-22"]


@pytest.mark.parametrize(("text", "value"), [("5", 5), ("5.5", 5.5), ("5,5", 5.5), ("12 000", 12000), ("1,200", 1200)])
def test_numbers(text: str, value: float) -> None:
    assert parsed_number(text) == value


def test_numbers_with_units() -> None:
    assert [(q.dimension, round(q.base, 2)) for q in quantities("ran 5.5 km in 30 min for $12")] == [
        ("distance", 5.5),
        ("time", 0.5),
        ("dollar", 12),
    ]


@pytest.mark.parametrize("line", ["mood:: 7", "mood: 7", "[mood:: 7]", "today (mood:: 7/10)", "- mood = 7"])
def test_inline_values(line: str) -> None:
    found = named_value(line, "mood")
    assert found is not None and found.value == 7
    assert named_value(line.replace("mood", "gloomy-mood"), "mood") is None


COMPARED = {
    "2024-06-02.md": "Swam 800 metres in 30 min.\nmood: 4\n",
    "2024-06-05.md": "I swam 2 km at the lake, my arms are sore.\nmood:: 9\nPaid 4 € for a towel.\n",
    "2024-06-09.md": "Swam 1 km. Put 3 hours into the shed.\nmood: 6\nPaid 2.50 € for a towel.\n",
    "2024-06-11.md": "Tom swam 5 km. I should swim 6 km some day. Put 45 minutes into the shed.\n",
    "2024-06-20.md": "Heute 2 km geschwommen und 7 Stunden geschlafen.\n",
    "2024-06-21.md": "Nur 1 km geschwommen, dafür 9 Stunden geschlafen.\n",
    "2024-06-25.md": "J'ai nagé 1 km.\n",
    "2024-06-26.md": "J'ai nagé 3 km ce soir.\n",
    "2024-06-27.md": "Nadé 500 metros.\n",
    "2024-06-28.md": "Nadé 1500 metros en la piscina.\n",
    "2024-06-29.md": "2時間練習した。\n",
    "2024-06-30.md": "4時間練習した。\n",
}


@pytest.fixture(scope="module")
def compared(make_journal: MakeJournal) -> Journal:
    return make_journal(COMPARED)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "on which day did I swim the furthest",
            "2 km on Wednesday 5 June 2024, the most with “swim” of 3 values on 3",
        ),
        ("what was my longest swim", "2 km on Wednesday 5 June 2024, the most "),
        ("when did I put the most hours into the shed", "3 hours on Sunday 9 June 2024, the most with “shed” of 2"),
        (
            "when was my mood lowest in June 2024",
            "4 on Sunday 2 June 2024, the least with “mood” of 3 values on 3 days",
        ),
        ("what is the most I ever paid for a towel", "4 € on Wednesday 5 June 2024, the most "),
        ("an welchem Tag bin ich am weitesten geschwommen", "2 km on Thursday 20 June 2024, the most "),
        ("wann habe ich am wenigsten geschlafen", "7 stunden on Thursday 20 June 2024, the least "),
        ("quel jour ai-je nagé le plus ?", "3 km on Wednesday 26 June 2024, the most "),
        ("¿qué día nadé más?", "1500 metros on Friday 28 June 2024, the most "),
        ("一番長く練習した日はいつ", "4 時間 on Sunday 30 June 2024, the most with “練習” of 2 values on 2 days"),
        ("what was the most important thing about the shed", ""),
        ("what did I like most", ""),
    ],
)
def test_the_largest_and_the_smallest_value_with_its_day(compared: Journal, text: str, expected: str) -> None:
    found = told(compared, text)
    assert found.startswith(expected) if expected else not found


def test_only_the_largest_value_is_a_day_of_the_answer(compared: Journal) -> None:
    found = value_fact(compared.question("what was my longest swim"), compared.retriever, NoteSentences(compared.read))
    assert found
    assert [day.isoformat() for day in found.days] == ["2024-06-05"]
    assert [(value.value, value.unit) for value in found.values] == [(2.0, "km")]
