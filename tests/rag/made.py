"""Sentences, passages and candidates made by hand, for tests of what is chosen from them."""

from collections.abc import Sequence
from datetime import date

import numpy as np

from index.store.rows import StoredPassage
from rag.evidence.assertions import Sentence
from rag.evidence.candidates import Candidate, ScoredCandidates
from rag.evidence.judgement import Judged


def passage(day: str | None = "2024-05-01", path: str = "a.md", text: str = "", **more: object) -> StoredPassage:
    known = {
        "id": 1,
        "path": path,
        "line_start": 1,
        "line_end": 9,
        "heading": "",
        "text": text,
        "date": date.fromisoformat(day) if day else None,
        "date_end": None,
        "date_source": "heading" if day else "unknown",
        "title": "",
        "entry_id": 1,
    }
    return StoredPassage(**(known | more))  # type: ignore[arg-type]


def sentence(text: str, number: int = 0, block: int | None = None, lead: str = "", heading: str = "") -> Sentence:
    return Sentence(
        text,
        text,
        number + 1,
        number + 1,
        heading,
        lead,
        number,
        number if block is None else block,
        text,
        number + 1,
    )


def candidate(
    text: str, day: str | None = "2024-05-01", path: str = "a.md", number: int = 0, place: float = 0.5, **more: object
) -> Candidate:
    return Candidate(sentence(text, number, **more), passage(day, path, text), place)  # type: ignore[arg-type]


def weighed(
    its: Sequence[Candidate], words: Sequence[float], meaning: Sequence[float] | None = None, same: Sequence[int] = ()
) -> ScoredCandidates:
    """Candidates whose vectors are all at right angles, but for those of `same`, which are one."""
    vectors = np.eye(len(its))
    for i in same:
        vectors[i] = vectors[same[0]]
    by_meaning = np.array(words if meaning is None else meaning, float)
    said = np.array(words, float)
    held, weights = said[None, :], np.ones(1)
    return ScoredCandidates(tuple(its), vectors, by_meaning, said, said, said, held, weights, np.zeros(1, bool), {})


def judged(its: Sequence[Candidate], probability: Sequence[float], same: Sequence[int] = ()) -> Judged:
    """Candidates of these probabilities; the vectors of those of `same` are one, all others at right angles."""
    return Judged(weighed(its, probability, same=same), np.array(probability, float))
