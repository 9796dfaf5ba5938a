"""Word scores against BM25 computed the long way, from the words of each passage."""

import re
from collections import defaultdict
from math import log
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.store.passage_table import PassageTable, load_table
from rag.question.terms import content_words
from rag.retrieval import bm25
from rag.retrieval.bm25 import HEADER_WEIGHT, K1, NEIGHBOUR_WEIGHT, B, WordIndex, idf
from tests.index.synced import Collection, write

# Words that stemming leaves as they are.
NOTES = {
    "2024-05-01.md": "# kernel\n\ndog cat dog.\n\n## pad\n\ncat kernel kernel kernel.\n\n## cat\n\nbird bird.\n",
    "2024-05-02.md": "dog dog dog dog dog dog dog dog.\n",
    "more/2024-05-02.md": "kernel bird bird bird.\n\n## dog\n\nfish.\n",
    "2024-05-03.md": "# bird\n\nnone of it at all, and much more than that: words words words words words words.\n",
    "undated.md": "cat cat kernel.\n",
    "also undated.md": "fish.\n\n## pad\n\nfish dog.\n",
}
WORDS = ["dog", "cat", "kernel", "bird", "fish", "pad"]


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    folder = tmp_path_factory.mktemp("bm25")
    made = Collection(write(folder / "notes", NOTES), folder / "data")
    made.sync()
    return made


@pytest.fixture(scope="module")
def table(collection: Collection) -> PassageTable:
    return load_table(collection.catalog)


@pytest.fixture(scope="module")
def index(collection: Collection, table: PassageTable) -> WordIndex:
    return WordIndex(collection.catalog, table)


class _Long:
    """BM25 the long way: every passage and day read anew for each word."""

    def __init__(self, collection: Collection) -> None:
        query = (
            "SELECT p.prose, p.header, p.entry_id, e.date, f.path FROM passages p JOIN entries e ON e.id = p.entry_id"
            " JOIN files f ON f.id = p.file_id ORDER BY p.id"
        )
        rows = collection.catalog.db.execute(query).fetchall()
        self.prose = [re.findall(r"\w+", row[0].lower()) for row in rows]
        self.header = [re.findall(r"\w+", row[1].lower()) for row in rows]
        self.lengths = [len(row[0].split()) for row in rows]
        self.day = [row[3] or row[4] for row in rows]
        self.beside = [
            [j for j in (i - 1, i + 1) if 0 <= j < len(rows) and rows[j][2] == rows[i][2]] for i in range(len(rows))
        ]

    def times(self, word: str) -> list[float]:
        headed = [HEADER_WEIGHT * (word in header) for header in self.header]
        return [prose.count(word) + more for prose, more in zip(self.prose, headed, strict=True)]

    def _with_neighbours(self, values: list[float]) -> list[float]:
        return [v + NEIGHBOUR_WEIGHT * sum(values[j] for j in self.beside[i]) for i, v in enumerate(values)]

    def passages(self, words: list[str]) -> list[float]:
        total = [0.0] * len(self.prose)
        lengths = self._with_neighbours([float(n) for n in self.lengths])
        for word in words:
            own = self.times(word)
            scores = _scores(self._with_neighbours(own), lengths, sum(t > 0 for t in own))
            total = [a + b for a, b in zip(total, scores, strict=True)]
        return total

    def days(self, words: list[str]) -> dict[str, float]:
        lengths: dict[str, float] = defaultdict(float)
        for day, length in zip(self.day, self.lengths, strict=True):
            lengths[day] += length
        total = dict.fromkeys(lengths, 0.0)
        for word in words:
            times = dict.fromkeys(lengths, 0.0)
            for day, count in zip(self.day, self.times(word), strict=True):
                times[day] += count
            scores = _scores(list(times.values()), list(lengths.values()), sum(t > 0 for t in times.values()))
            for day, score in zip(times, scores, strict=True):
                total[day] += score
        return total


def _scores(times: list[float], lengths: list[float], holding: int) -> list[float]:
    n, mean = len(times), sum(lengths) / len(lengths)
    weight = log(1 + (n - holding + 0.5) / (holding + 0.5))
    return [weight * t * (K1 + 1) / (t + K1 * (1 - B + B * w / mean)) for t, w in zip(times, lengths, strict=True)]


@settings(max_examples=40, deadline=None)
@given(words=st.lists(st.sampled_from([*WORDS, "unknown"]), max_size=5, unique=True))
def test_scores_are_those_of_the_long_way(
    collection: Collection, table: PassageTable, index: WordIndex, words: list[str]
) -> None:
    long = _Long(collection)
    found = index.scores(words)
    assert found.passages.tolist() == pytest.approx(long.passages(words))
    by_day = {str(key.date or key.path): score for key, score in zip(table.days, found.days.tolist(), strict=True)}
    assert by_day == pytest.approx(long.days(words))


def test_a_score_worked_out_by_hand(tmp_path: Path) -> None:
    # Robertson and Zaragoza 2009 with k1 = 1.2 and b = 0.75, and Lucene's idf. Three notes of 3, 1 and 2 words (2 on
    # average), each one passage and one day; "dog" stands in the first only, twice:
    #   idf  = ln(1 + (3 - 1 + 0.5) / (1 + 0.5)) = ln(2.6667) = 0.98083
    #   term = 2 * (1.2 + 1) / (2 + 1.2 * (1 - 0.75 + 0.75 * 3 / 2)) = 4.4 / 3.65 = 1.20548
    #   score = 0.98083 * 1.20548 = 1.18237
    notes = {"a.md": "dog cat dog.\n", "b.md": "cat.\n", "c.md": "bird bird.\n"}
    collection = Collection(write(tmp_path / "notes", notes), tmp_path / "data")
    collection.sync()
    found = WordIndex(collection.catalog, load_table(collection.catalog)).scores(["dog"])
    assert found.passages.tolist() == pytest.approx([1.18237, 0, 0], abs=1e-5)
    assert sorted(found.days.tolist()) == pytest.approx([0, 0, 1.18237], abs=1e-5)


def test_the_small_journal_has_what_the_test_needs(table: PassageTable) -> None:
    assert (table.before >= 0).sum() >= 4, "passages beside each other"
    assert len(table.days) == 5 and np.bincount(table.day).max() >= 3, "days of several passages"


def test_the_most_telling_passage_comes_first(table: PassageTable, index: WordIndex, collection: Collection) -> None:
    best = collection.catalog.passages([int(table.ids[index.scores(["kernel"]).passages.argmax()])])
    assert [p.text for p in best.values()] == ["cat kernel kernel kernel."]


def test_a_term_asked_twice_counts_once(index: WordIndex) -> None:
    once, twice = index.scores(["dog"]), index.scores(["dog", "dogs", "DOG"])
    assert once.passages.tolist() == twice.passages.tolist() and once.days.tolist() == twice.days.tolist()


@pytest.mark.parametrize("terms", [[], ["unknown"], ["?!"], [""]], ids=["none", "unknown", "marks", "empty"])
def test_nothing_asked_scores_nothing(index: WordIndex, terms: list[str]) -> None:
    found = index.scores(terms)
    assert not found.passages.any() and not found.days.any()


def test_a_word_in_most_passages_is_left_out_beside_rarer_ones(
    collection: Collection, table: PassageTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bm25, "_TOO_COMMON", 3)
    index = WordIndex(collection.catalog, table)
    assert index.scores(["dog", "fish"]).passages.tolist() == index.scores(["fish"]).passages.tolist()
    assert index.scores(["dog"]).passages.any(), "alone it counts"


@pytest.mark.parametrize(("documents", "holding"), [(1, 1), (10, 10), (10, 1), (10, 0), (100_000, 50_000)])
def test_no_word_has_a_negative_weight(documents: int, holding: int) -> None:
    assert idf(documents, holding) > 0
    assert holding == 0 or idf(documents, holding) < idf(documents, holding - 1), "rarer words weigh more"


def test_weights_are_idfs_and_that_of_the_rarest_part(index: WordIndex, table: PassageTable) -> None:
    n = len(table.ids)
    dog, unknown, both, none = index.weights(["dog", "unknown", "dog-unknown", "?"])
    assert dog == pytest.approx(idf(n, 4)) and unknown == both == pytest.approx(idf(n, 0)) == none


def test_the_share_of_days(index: WordIndex) -> None:
    shares = [index.share_of_days(word) for word in ("fish", "dog", "unknown", "")]
    assert shares == pytest.approx([2 / 5, 3 / 5, 0, 0])


def test_the_share_of_the_words_that_a_passage_holds(index: WordIndex, table: PassageTable) -> None:
    share = index.share_of_words(["fish", "dog"])
    fish, dog = idf(len(table.ids), 3), idf(len(table.ids), 4)
    expected = {1.0, 0.0, fish / (fish + dog), dog / (fish + dog)}
    assert all(any(value == pytest.approx(e) for e in expected) for value in share.tolist())
    assert share.max() == 1.0 and index.share_of_words([]).tolist() == [0.0] * len(table.ids)


def test_a_long_word_is_held_by_a_longer_one(tmp_path: Path) -> None:
    notes = {"a.md": "backpropagation.\n", "b.md": "categorical.\n", "c.md": "cat.\n"}
    collection = Collection(write(tmp_path / "notes", notes), tmp_path / "data")
    collection.sync()
    table = load_table(collection.catalog)
    index = WordIndex(collection.catalog, table)
    assert index.share_of_words(["backprop"]).tolist() == [1.0, 0.0, 0.0]
    assert index.share_of_words(["cat"]).tolist() == [0.0, 0.0, 1.0], "a short one is not"


def test_a_question_s_words_are_found_as_the_index_has_them(tmp_path: Path) -> None:
    notes = {
        "a.md": "Die Straße ist zu.\n",
        "b.md": "Élodie lief.\n",
        "c.md": "機械学習を学んだ。\n",
        "d.md": "Nothing.\n",
    }
    collection = Collection(write(tmp_path / "notes", notes), tmp_path / "data")
    collection.sync()
    index = WordIndex(collection.catalog, load_table(collection.catalog))
    for row, text in enumerate(["wo ist die Straße", "what did Elodie do", "機械学習とは何ですか"]):
        found = index.scores(content_words(text)).passages
        assert found.argmax() == row and (found > 0).sum() == 1


def test_an_empty_collection_has_no_scores(tmp_path: Path) -> None:
    collection = Collection(write(tmp_path / "notes", {"a.txt": "\n"}), tmp_path / "data")
    collection.sync()
    table = load_table(collection.catalog)
    found = WordIndex(collection.catalog, table).scores(["dog"])
    assert (found.passages.tolist(), found.days.tolist()) == ([], [])
