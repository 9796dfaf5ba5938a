"""Days found in small real journals: by words and meaning, in windows, with operators, and for odd questions."""

from datetime import date
from typing import Any

import pytest

from index.store.passage_table import load_table
from rag.question.read import read_question
from rag.retrieval import retriever
from rag.retrieval.filters import OperatorFilter
from rag.retrieval.ranking import DayWeights, Weights
from rag.retrieval.window_rows import may_be_beside, nearness
from rag.temporal.window import Window
from tests.rag.conftest import MakeJournal
from tests.rag.journals import TODAY, Journal

# Easter Sunday was 31 March.
NOTES = {
    "2024-03-04.md": "Kernels slide on the image, find edges. #ml/cnn\n\n## Evening\n\nBaked sourdough of rye flour.\n",
    "2024-03-05.md": "Max pooling keeps the largest value of each window. #ml\n",
    "2024-03-31.md": "Painted eggs with Ana in the garden.\n",
    "2024-04-02.md": "Yesterday I watched the herons at the river for an hour.\n",
    "2024-04-10.md": "The dentist said that my tooth needs a filling.\n",
    "2024-05-06.md": "# Gradients\n\nBackpropagation computes them by the chain rule. Pooling again. #paper\n",
    "2024-05-20.md": "Tom and I talked of moving to Lisbon. The kernels of popcorn burned.\n",
    "weeks/2024-W08.md": "A week of skiing in the Alps, much snow.\n",
    "ideas.md": "Pooling could be learned. Sourdough as a present for Tom?\n",
}


RUNS = {
    "2023-03-25.md": "Gao bought headphones for his runs, and sold them.\n",
    "2024-03-21.md": "Wrote the report on steel prices.\n",
    "2024-03-22.md": "Gao wants to buy headphones for his morning runs.\n",
    "2024-03-23.md": "Dentist, a filling.\n",
    "2024-03-25.md": "Gao wants no other headphones for his runs: he will buy the Shokz OpenRun.\n",
    "2024-09-10.md": "Plum cake with Ana.\n",
}


@pytest.fixture(scope="module")
def journal(make_journal: MakeJournal) -> Journal:
    return make_journal(NOTES)


FIRST = {
    "by its words": ("which flour did I use for the sourdough", "2024-03-04"),
    "by its meaning": ("finding borders in a picture", "2024-03-04"),
    "by a name": ("what did I paint with Ana", "2024-03-31"),
    "in another form": ("a tooth that needed to be filled", "2024-04-10"),
    "by its heading": ("how are gradients computed", "2024-05-06"),
    "both words beat one": ("popcorn kernels", "2024-05-20"),
    "an undated note": ("can pooling be learned", "ideas.md"),
    "a week": ("how was the skiing", "2024-02-19"),
}


@pytest.mark.parametrize(("text", "day"), FIRST.values(), ids=FIRST)
def test_the_day_that_tells_comes_first(journal: Journal, text: str, day: str) -> None:
    assert journal.days(text)[0] == day


WINDOWS = {
    "a month": ("pooling in March 2024", {"2024-03-05"}, {"2024-05-06", "ideas.md"}),
    "since": ("pooling since April 2024", {"2024-05-06"}, {"2024-03-05", "ideas.md"}),
    "last month": ("pooling and popcorn last month", {"2024-05-06", "2024-05-20"}, {"2024-04-10", "ideas.md"}),
    "a day": ("which filling did I need on 10 April 2024", {"2024-04-10"}, {"2024-04-02"}),
    "a day inside a week's note": ("how was the skiing on 21 February 2024", {"2024-02-19"}, {"2024-03-04"}),
    "a month of whatever": ("what did I do last month", {"2024-05-06", "2024-05-20"}, {"2024-04-10", "ideas.md"}),
    "a day of whatever": ("what did I do on 10 April 2024", {"2024-04-10"}, {"2024-03-31"}),
    "two months": ("what did I read between March and April 2024", {"2024-03-05", "2024-04-10"}, {"2024-05-06"}),
}


@pytest.mark.parametrize(("text", "there", "gone"), WINDOWS.values(), ids=WINDOWS)
def test_a_window_hides_all_other_days(journal: Journal, text: str, there: set[str], gone: set[str]) -> None:
    found = journal.days(text)
    assert there <= set(found) and not gone & set(found)


def test_a_vague_window_lifts_its_days_and_hides_none(journal: Journal) -> None:
    plain, vague = journal.days("who painted"), journal.days("who painted around 10 April 2024")
    assert vague.index("2024-04-10") < plain.index("2024-04-10")
    assert {"2024-03-31", "2024-05-20", "2024-03-04"} <= set(vague)


def test_a_time_of_what_is_told_hides_no_day(journal: Journal) -> None:
    assert journal.days("what did I write about the skiing trip in May 2024")[0] == "2024-02-19"


def test_given_days_are_strict(journal: Journal) -> None:
    assert journal.days("pooling", "2024-03-01", "2024-03-31")[0] == "2024-03-05"
    assert set(journal.days("pooling", "2024-03-01", "2024-03-31")) <= {"2024-03-04", "2024-03-05", "2024-03-31"}
    assert set(journal.days("pooling", "2024-05-01")) == {"2024-05-06", "2024-05-20"}
    assert set(journal.days("pooling", None, "2024-02-29")) == {"2024-02-19"}
    assert journal.days("pooling", "2024-03-06", "2024-03-30") == []


def test_a_note_written_later_tells_of_a_window(journal: Journal) -> None:
    assert journal.days("which herons did I see on 1 April 2024") == ["2024-04-02"]
    assert journal.days("which herons did I see", "2024-04-01", "2024-04-01") == [], "not where the days are given"
    assert journal.days("herons at the dentist on 10 April 2024") == ["2024-04-10"], "nor of another day"


def test_with_nothing_in_the_window_days_outside_are_told_as_such(journal: Journal) -> None:
    found = journal.find("pooling in 2019")
    assert found.outside and str(found.days[0].date) in ("2024-03-05", "2024-05-06", "None")
    assert not journal.find("pooling in March 2024").outside
    given = journal.retriever.search(journal.question("pooling", "2019-01-01", "2019-12-31"), 10)
    assert given.days == () and not given.outside


BESIDE = {
    "a matter of that day": ("which headphones did Gao want to buy for his runs on 22 March 2024", True),
    "a topic": ("headphones on 22 March 2024", False),
    "all that was done": ("what did I do on 22 March 2024", False),
    "counted from today": ("which headphones did Gao want to buy for his runs last Friday", False),
    "a month": ("which headphones did Gao want to buy for his runs in March 2024", False),
    "an open end": ("which headphones did Gao want to buy for his runs since 22 March 2024", False),
    "around a day": ("which headphones did Gao want to buy for his runs around 22 March 2024", False),
    "no time": ("which headphones did Gao want to buy for his runs", False),
}


@pytest.mark.parametrize(("text", "beside"), BESIDE.values(), ids=BESIDE)
def test_where_days_beside_a_window_may_answer(text: str, beside: bool) -> None:
    assert may_be_beside(read_question(text, TODAY)) is beside


def test_a_matter_goes_on_beside_its_day(make_journal: MakeJournal) -> None:
    journal = make_journal(RUNS)
    asked = "which headphones did Gao want to buy for his runs on 22 March 2024"
    assert journal.days(asked) == ["2024-03-22"], "who does not ask for them gets the window alone"
    found = journal.retriever.search(journal.question(asked), 10, beside=True)
    told = [(str(day.date), day.outside) for day in found.days]
    assert told[:2] == [("2024-03-22", False), ("2024-03-25", True)], "before what is as like it, but a year away"
    assert ("2024-03-23", True) not in told, "what is only near tells nothing"
    assert len(found.days) == len(found.stored)
    assert len(journal.retriever.search(journal.question(asked), 1, beside=True).days) == 1
    given = journal.question("which headphones did Gao want to buy for his runs", "2024-03-22", "2024-03-22")
    assert [str(day.date) for day in journal.retriever.search(given, 10, beside=True).days] == ["2024-03-22"]
    without = journal.question(asked + " -Shokz")
    assert "2024-03-25" not in [str(day.date) for day in journal.retriever.search(without, 10, beside=True).days]


def test_nearness_falls_with_the_days_between(journal: Journal) -> None:
    window = Window(date(2024, 3, 31), date(2024, 4, 2))
    table = load_table(journal.catalog)
    by_day = dict(zip([str(key.date) for key in table.days], nearness(table, window).tolist(), strict=True))
    assert by_day["2024-03-31"] == by_day["2024-04-02"] > by_day["2024-04-10"] > by_day["2024-05-20"] > 0
    assert by_day["None"] == 0, "an undated note is near nothing"


OPERATORS = {
    "a phrase first": ('"chain rule" sourdough flour', "2024-05-06"),
    "a phrase in curly marks": ("“moving to Lisbon” pooling", "2024-05-20"),
    "a word left out": ("pooling largest value -max", "2024-05-06 ideas.md"),
    "a tag": ("tag:paper kernels", "2024-05-06"),
    "a tag below": ("tag:ml/cnn pooling", "2024-03-04"),
    "a tag and what is below it": ("tag:ml pooling", "2024-03-05"),
    "a tag alone": ("tag:paper", "2024-05-06"),
}


@pytest.mark.parametrize(("text", "first"), OPERATORS.values(), ids=OPERATORS)
def test_operators(journal: Journal, text: str, first: str) -> None:
    assert journal.days(text)[0] in first.split()


def test_what_is_left_out_is_nowhere(journal: Journal) -> None:
    assert "2024-03-05" not in journal.days("pooling -max")
    assert set(journal.days("pooling tag:ml")) == {"2024-03-04", "2024-03-05"}
    assert journal.days("what is written tag:nowhere") == []
    assert journal.find("pooling tag:nowhere").missing == ("tag:nowhere",)
    assert journal.find('pooling "no such words"').missing == ("“no such words”",)
    assert len(journal.days('pooling "no such words"')) > 1, "a phrase that none has hides nothing"


def test_operators_and_a_window(journal: Journal) -> None:
    assert journal.days("pooling tag:ml in March 2024 -kernels")[0] == "2024-03-05"
    assert journal.days("pooling tag:paper in March 2024") != ["2024-03-05"]


def test_only_so_many_days_and_passages(journal: Journal) -> None:
    assert len(journal.days("pooling", limit=2)) == 2
    assert journal.days("pooling", limit=2) == journal.days("pooling")[:2]
    assert journal.days("pooling", limit=1000) == journal.days("pooling", limit=100)


def test_what_is_found_tells_where_it_stands(journal: Journal) -> None:
    found = journal.find("sourdough flour")
    hit = found.days[0].passages[0]
    assert (hit.path, hit.line_start, hit.line_end) == ("2024-03-04.md", 5, 5)
    assert (hit.heading, hit.text) == ("Evening", "Baked sourdough of rye flour.")
    assert [hit.passage.path for hit in found.stored[0]] == [h.path for h in found.days[0].passages]
    assert 0 < found.best_words <= 1 and 0 < found.best_similarity <= 1


def test_scores_fall_and_days_are_there_once(journal: Journal) -> None:
    found = journal.find("what did I learn about pooling and kernels").days
    scores = [day.score for day in found]
    assert scores == sorted(scores, reverse=True)
    assert len({(day.date, day.passages[0].path) for day in found}) == len(found)
    for day in found:
        assert [hit.score for hit in day.passages] == sorted((hit.score for hit in day.passages), reverse=True)


ODD = {
    "one word": "pooling",
    "stop words only": "what did I do with it",
    "marks only": "?!…",
    "one letter": "x",
    "FTS operators": 'pooling AND (max OR NEAR("a" b, 3)) NOT col:x* ^y',
    "FTS columns": "prose:pooling header:max -prose",
    "a lone quotation mark": 'a 5" disk with pooling',
    "quotes of SQL": "'; DROP TABLE passages; --",
    "brackets": "[[pooling]] {max} <b>value</b> \\d+",
    "Cyrillic": "что я узнал о свёртке?",
    "Greek": "τι έμαθα για τα δίκτυα;",
    "Arabic": "ماذا تعلمت عن الشبكات في ٢٠٢٤",
    "Hebrew": "מה למדתי",
    "Japanese": "畳み込みについて何を学びましたか",
    "Chinese": "我学到了什么关于卷积的知识",
    "Thai": "ฉันเรียนรู้อะไร",
    "emoji": "🥖🙂",
    "a zero byte": "pooling\x00max",
    "combining marks": "poo\u0301ling e\u0301",
    "direction marks": "\u202epooling\u202c",
    "line ends": "pooling\n\n\nmax\r\nvalue\tkernel",
    "an address": "https://example.org/a?b=c&d=e#f",
    "numbers": "1 2.5 -3 1e9 ٣",
    "an unknown day": "what did I do on 31 February",
    "a lone surrogate's place": "pooling \ufffd \ufffe",
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_any_question_finds_days(journal: Journal, text: str) -> None:
    found = journal.find(text)
    assert found.days and all(day.passages for day in found.days)
    assert journal.catalog.counts().files == len(NOTES)


@pytest.mark.parametrize("word", ["pooling ", "the ", "xyz ", "卷", "a b c d -e "], ids=str.strip)
def test_ten_thousand_characters_are_searched(journal: Journal, word: str) -> None:
    assert journal.find((word * 10_000)[:10_000].strip()).days


def test_words_beside_a_known_one_do_not_hide_it(journal: Journal) -> None:
    assert journal.days('pooling (AND) "max')[0] == journal.days("pooling max")[0] == "2024-03-05"


def test_notes_that_say_the_same_tie_in_a_fixed_order(make_journal: MakeJournal) -> None:
    notes = {f"{day}.md": "The very same words of a kernel.\n" for day in ("2024-01-02", "2024-01-01", "2024-01-03")}
    journal = make_journal(notes)
    found = [journal.days("kernel") for _ in range(3)]
    assert found[0] == found[1] == found[2] and sorted(found[0]) == sorted(path[:10] for path in notes)


def test_one_note(make_journal: MakeJournal) -> None:
    journal = make_journal({"2024-01-01.md": "Kernels slide.\n"})
    assert journal.days("kernels") == journal.days("what is love") == ["2024-01-01"]
    assert journal.days("kernels in January 2024") == ["2024-01-01"]
    assert journal.days("kernels -slide") == []


def test_no_notes(make_journal: MakeJournal) -> None:
    journal = make_journal({"empty.txt": ""})
    for text in ("kernels", "kernels in March 2024", '"a phrase" -word tag:x', "when did I first read"):
        found = journal.find(text)
        assert (found.days, found.stored, found.best_words, found.query) == ((), (), 0.0, None)


def test_only_undated_notes(make_journal: MakeJournal) -> None:
    journal = make_journal({"a.md": "Kernels slide.\n", "b.md": "Pools do not slide.\n"})
    assert set(journal.days("kernels slide")) == {"a.md", "b.md"}
    assert journal.days("kernels slide")[0] == "a.md"
    assert journal.days("kernels", "2024-01-01", None) == []
    assert journal.find("kernels in 2023").outside


def test_what_is_written_and_removed_is_seen(make_journal: MakeJournal) -> None:
    journal = make_journal({"2024-01-01.md": "Kernels slide here.\n", "2024-01-02.md": "Nothing to see in it.\n"})
    assert journal.days("herons")[0] in ("2024-01-01", "2024-01-02")
    journal.write({"2024-01-03.md": "Herons fly over.\n"}).index()
    assert journal.days("herons")[0] == "2024-01-03"
    (journal.root / "2024-01-03.md").unlink()
    journal.index()
    assert "2024-01-03" not in journal.days("herons")


def test_many_passages_of_one_day_give_its_best_three(make_journal: MakeJournal) -> None:
    text = "".join(f"## Part {n}\n\nKernels of kind {n} slide over images.\n\n" for n in range(12))
    journal = make_journal({"2024-01-01.md": text, "2024-01-02.md": "Bread.\n"})
    found = journal.find("kernels of kind 7").days[0]
    assert found.date == date(2024, 1, 1) and len(found.passages) == 3
    assert found.passages[0].text == "Kernels of kind 7 slide over images."


def test_a_word_split_between_neighbours_is_found_with_both(make_journal: MakeJournal) -> None:
    together = "## One\n\nThe heron stood there.\n\n## Two\n\nIt caught a trout.\n"
    apart = {"2024-01-01.md": together, "2024-01-02.md": "A heron.\n", "2024-01-03.md": "A trout.\n"}
    assert make_journal(apart).days("did the heron catch a trout")[0] == "2024-01-01"


def test_operators_and_words_are_matched_once_a_question(
    make_journal: MakeJournal, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = make_journal({"2024-01-01.md": "Kernels slide.\n", "2024-01-02.md": "Pools do not slide.\n"})
    matched: list[tuple[str, ...]] = []
    apply = retriever.apply_operators

    def counted(phrases: tuple[str, ...], excluded: tuple[str, ...], *rest: Any) -> OperatorFilter:
        matched.append(excluded)
        return apply(phrases, excluded, *rest)

    monkeypatch.setattr(retriever, "apply_operators", counted)
    journal.ask("how often did something slide -kernels")
    assert matched == [("kernels",)]


def test_each_part_is_weighed_by_itself(make_journal: MakeJournal) -> None:
    texts = ("Kernels slide over images.", "Pools shrink images.", "I ate soup.", "The kernel of a nut.")
    journal = make_journal({f"2024-01-0{day}.md": f"{text}\n" for day, text in enumerate(texts, 1)})
    weights = Weights(days=DayWeights(windows=0.0, similarity=0.0))
    words_only = retriever.Retriever(journal.catalog, journal.vectors, journal.embedder, weights)
    rankings = words_only.rankings(journal.question("what slides over images"))
    assert set(rankings) == set(retriever.RANKERS)
    assert rankings["all"][:2] == rankings["BM25 of days"][:2] != []


def test_a_long_day_of_many_topics_is_no_better_than_a_short_one(make_journal: MakeJournal) -> None:
    others = "\n\n".join(f"Talked with Bo about number {n}, of soup and of the garden, for a while." for n in range(60))
    apart = f"The kite was in the cellar.\n\n{others}\n\nThe lamp was repaired.\n\n{others}\n\nA lake on a map.\n"
    journal = make_journal(
        {"2024-01-01.md": apart, "2024-01-02.md": "Flew the kite at the lake.\n", "2024-01-03.md": "Ate soup.\n"}
    )
    assert journal.days("where did I fly the kite at the lake")[0] == "2024-01-02"
