"""Pairs of a question and a sentence, right or wrong, that the judge of sentences learns from (tools/judge.py).

Others' data: XQuAD (Artetxe et al., 2020, CC BY-SA 4.0), the sentence around the answer being right; FriendsQA (Yang
and Choi, 2019, Apache-2.0), the utterances that answer; and journals with questions (tools/answer_rows.py). Three or
four wrong sentences go with each right one, half of them those most like the question. Where a dialogue's question
names the one who answers, the same question about another speaker has no right sentence: the doer is asked about.
"""

import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index.embedding.embedder import Embedder
from tools.answer_rows import Row
from tools.friends_journal import about_another, plain_speech, who

_ALIKE, _OTHERS = 2, 2  # wrong sentences: those most like the question, and any
_LIKELY, _UNLIKELY, _OF_MANY = 5, 3, 4  # of a journal's question: wrong sentences that are likely, others, right ones
_JUDGED = 2  # of the likely ones: those that the judge as it is takes for right
_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÄÖÜÁÉÍÓÚ¿¡\"„“])|(?<=[。！？])")
_SWAPPED = 0.5  # of the questions that name who answers


@dataclass(frozen=True, slots=True)
class Pair:
    """A question, a sentence as it is judged (with what stands above it), and whether that answers."""

    question: str
    text: str
    right: bool
    around: str = ""


def xquad_pairs(path: Path, embedder: Embedder, share: float, rng: random.Random) -> Iterator[Pair]:
    """Of `share` of a file's questions."""
    for document in json.loads(path.read_text("utf-8"))["data"]:
        parts = [(paragraph, _sentences(paragraph["context"])) for paragraph in document["paragraphs"]]
        texts = [text for _, sentences in parts for text, _, _ in sentences]
        vectors = embedder.encode_passages(texts)
        title = document["title"].replace("_", " ")
        for paragraph, sentences in parts:
            for row in paragraph["qas"]:
                if rng.random() < share:
                    start = row["answers"][0]["answer_start"]
                    right = {text for text, a, b in sentences if a <= start < b}
                    above = f"{title}. " if rng.random() < 0.5 else ""
                    yield from _pairs(row["question"], texts, vectors, right, embedder, rng, above)


def _sentences(context: str) -> list[tuple[str, int, int]]:
    """(text, start, end) of each sentence."""
    bounds = [0, *(match.end() for match in _END.finditer(context)), len(context)]
    spans = list(zip(bounds, bounds[1:], strict=False))
    return [(context[a:b].strip(), a, b) for a, b in spans if context[a:b].strip()]


def friends_pairs(path: Path, embedder: Embedder, rng: random.Random) -> Iterator[Pair]:
    for scene in json.loads(path.read_text("utf-8"))["data"]:
        for paragraph in scene["paragraphs"]:
            spoken = paragraph["utterances:"]
            speakers = [who(turn) for turn in spoken]
            texts = [f"{name}: {plain_speech(turn['utterance'])}" for name, turn in zip(speakers, spoken, strict=True)]
            vectors = embedder.encode_passages(texts)
            place = {turn["uid"]: i for i, turn in enumerate(spoken)}
            for row in paragraph["qas"]:
                question = plain_speech(row["question"])
                rows = {place[a["utterance_id"]] for a in row["answers"] if a["utterance_id"] in place}
                right = {texts[i] for i in rows}
                yield from _pairs(question, texts, vectors, right, embedder, rng)
                yield from _of_another(question, {speakers[i] for i in rows}, set(speakers), right, rng)


def _of_another(
    question: str, own: set[str], everyone: set[str], right: set[str], rng: random.Random
) -> Iterator[Pair]:
    swapped = about_another(question, own, everyone, rng)
    if swapped and rng.random() < _SWAPPED:
        yield from (Pair(swapped, text, right=False) for text in sorted(right)[:2])


def _pairs(
    question: str,
    texts: Sequence[str],
    vectors: np.ndarray,
    right: set[str],
    embedder: Embedder,
    rng: random.Random,
    above: str = "",
) -> Iterator[Pair]:
    if not right:
        return
    likeness = vectors @ embedder.encode_question(question)
    wrong = [i for i in np.argsort(-likeness).tolist() if texts[i] not in right]
    alike, others = wrong[:_ALIKE], wrong[_ALIKE:]
    chosen = [*alike, *rng.sample(others, min(_OTHERS - 1, len(others)))]
    yield from (Pair(question, above + text, right=True) for text in sorted(right)[:2])
    yield from (Pair(question, above + texts[i], right=False) for i in chosen)


def journal_pairs(rows: Sequence[Row], rng: random.Random) -> Iterator[Pair]:
    """Of daycite's own candidates, likeliest first: what it would say wrongly is what it must learn."""
    for row in rows:
        order = np.argsort(-row.likely).tolist()
        right = [i for i in order if row.right[i] == 1]
        wrong = [i for i in order if row.right[i] == 0]
        if row.answerable and not right:
            continue
        judged = sorted((i for i in wrong if not np.isnan(row.logits[i])), key=lambda i: -row.logits[i])[:_JUDGED]
        alike = [*judged, *(i for i in wrong if i not in judged)][:_LIKELY]
        others = [i for i in wrong if i not in alike]
        chosen = [*alike, *rng.sample(others, min(_UNLIKELY, len(others)))]
        yield from (_of_row(row, row.question, i) for i in (*right[:_OF_MANY], *chosen))
        for variant in row.variants:
            some = rng.sample(chosen, min(_UNLIKELY, len(chosen)))
            yield from (_of_row(row, variant, i) for i in (*right[:_UNLIKELY], *some))


def _of_row(row: Row, question: str, i: int) -> Pair:
    return Pair(question, row.texts[i], bool(row.right[i] == 1), row.around[i])
