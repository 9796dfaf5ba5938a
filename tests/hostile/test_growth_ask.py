"""Work is counted, not timed: questions, follow-ups and searches cost in proportion to what they are given."""

from collections.abc import Callable
from datetime import date

import pytest

from rag.question.follow_up import Turn, standalone
from rag.question.read import read_question
from tests.hostile.counting import check_growth, lines_and_calls
from tests.rag.conftest import MakeJournal

_TODAY = date(2024, 6, 1)
TEXTS: dict[str, Callable[[int], str]] = {
    "words": lambda n: "what about " + " ".join(f"rain{i}" for i in range(n)),
    "the same word": lambda n: "what about " + "rain " * n,
    "months": lambda n: "what in " + "May " * n,
    "dates": lambda n: "what on " + "3 May 2024 " * n,
    "days apart": lambda n: "rain on " + " or ".join(f"{1 + i % 28} {('May', 'June')[i % 2]}" for i in range(n)),
    "relative times": lambda n: "what about " + "last week and two days ago and " * n,
    "spans": lambda n: "rain " + "between May and June 2024 " * n,
    "half spans": lambda n: "rain " + "between " * n,
    "numbers": lambda n: "rain " + "3 " * n,
    "weekdays": lambda n: "rain on " + "Monday " * n,
    "quotation marks": lambda n: "rain " + '"sun" ' * n,
    "open quotation marks": lambda n: "rain " + '"sun ' * n,
    "operators": lambda n: "rain " + " ".join(f"-sun{i} tag:t{i}" for i in range(n)),
    "brackets": lambda n: "rain " + "([{<" * n,
    "names": lambda n: "did " + " and ".join(f"Anna{i}" for i in range(n)) + " come",
    "question marks": lambda n: "why" + "? and?" * n,
    "lead-ins": lambda n: "and " * n + "rain",
    "what points back": lambda n: "that it then there " * n,
    "one long word": lambda n: "rain" * n,
    "signs": lambda n: "rain " + "/-.:" * n,
    "CJK": lambda n: "去年5月の雨" * n,
    "events": lambda n: "rain " + "before I started work after the move " * n,
    "counted days": lambda n: "rain on " + "day 12 " * n,
    "excluded days": lambda n: "rain " + "not on Monday, except last week " * n,
    "excluded months": lambda n: "rain " + "but not in May and without June " * n,
    "half exclusions": lambda n: "rain " + "except not without " * n,
    "weekends of a month": lambda n: "rain in June " + "at the weekend " * n,
    "bounds": lambda n: "rain " + "by June at the latest, around Easter " * n,
    "largest values": lambda n: "largest longest most km " * n,
    "first days": lambda n: "rain on " + "the first days of May " * n,
    "eras": lambda n: "令和5年5月から6月まで" * n,
    "spaces": lambda n: "rain" + "  \t" * n + "sun",
}


@pytest.mark.parametrize("kind", TEXTS)
def test_a_question_costs_in_proportion(kind: str) -> None:
    work = []
    for size in (60, 120, 240):
        text = TEXTS[kind](size)
        work.append(lines_and_calls(lambda text=text: read_question(text, _TODAY)) / len(text.encode()))  # type: ignore[misc]
    check_growth(work)


@pytest.mark.parametrize("kind", TEXTS)
def test_a_follow_up_costs_in_proportion_to_what_was_asked_before(kind: str) -> None:
    work = []
    for size in (20, 40, 80):
        earlier = [Turn(TEXTS[kind](size))] * 3
        given = sum(len(turn.question.encode()) for turn in earlier)
        work.append(lines_and_calls(lambda t=earlier: standalone("and in April?", t, _TODAY)) / given)  # type: ignore[misc]
    check_growth(work)


@pytest.mark.parametrize("asked", ["and in April?", "and pooling?", "when was that?", "what did I plant in May 2024"])
def test_a_follow_up_costs_in_proportion_to_how_often_was_asked(asked: str) -> None:
    work = []
    for size in (5, 10, 20):
        earlier = [Turn("and what did I learn about CNNs in May?", "Much. " * 100)] * size
        work.append(lines_and_calls(lambda t=earlier: standalone(asked, t, _TODAY)) / size)  # type: ignore[misc]
    check_growth(work)


def _each(n: int, one: Callable[[int], str]) -> str:
    return "".join(map(one, range(n)))


NOTES: dict[str, Callable[[int], str]] = {
    "headings": lambda n: "# 2024-05-03\n\n" + _each(n, lambda i: f"## Rain {i}\n\nIt rained {i}.\n\n"),
    "days": lambda n: _each(n, lambda i: f"# {2000 + i // 336}-{1 + i // 28 % 12:02}-{1 + i % 28:02}\n\nRain {i}.\n\n"),
    "dates": lambda n: "# 2024-05-03\n\n" + "Rain on 3 May 2024, and yesterday.\n\n" * n,
    "brackets": lambda n: "# 2024-05-03\n\n" + "The rain (it [was {late}]) came.\n\n" * n,
    "quotation marks": lambda n: "# 2024-05-03\n\n" + "“Rain”, said Tom, \"falls\" 'now'.\n\n" * n,
    "a giant list": lambda n: "# 2024-05-03\n\n" + _each(n, lambda i: f"- rain {i}\n"),
    "lists in lists": lambda n: "# 2024-05-03\n\n" + _each(n, lambda i: f"{'  ' * (i % 9)}- rain {i}\n"),
    "a long line": lambda n: "# 2024-05-03\n\n" + "Rain fell on the roof. " * n + "\n",
    "a line without an end": lambda n: "# 2024-05-03\n\n" + "rain and " * 3 * n + "\n",
    "markers in each other": lambda n: "# 2024-05-03\n\n" + "*rain _fell **on __the `roof\n\n" * n,
    "rows": lambda n: "# 2024-05-03\n\n| a | b |\n|---|---|\n" + "| rain | sun |\n" * n,
    "the same sentence": lambda n: "# 2024-05-03\n\n" + "It rained on the roof.\n\n" * n,
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.model
@pytest.mark.parametrize("kind", NOTES)
def test_an_answer_costs_in_proportion_to_the_notes(kind: str, make_journal: MakeJournal) -> None:
    work = []
    for size in (60, 120, 240):
        text = NOTES[kind](size)
        journal = make_journal({"a.md": text})
        journal.ask("where did the rain fall")  # what is made once and kept
        each = lines_and_calls(lambda j=journal: (j.ask("where did the rain fall"), j.search("rain")))  # type: ignore[misc]
        work.append(each / len(text.encode()))
    check_growth(work)
