"""Scored sentences -> statements without an LLM: those that together say most, in date order."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

import numpy as np

from index.store.rows import StoredPassage
from rag.evidence.assertions import Sentence, is_question
from rag.evidence.candidates import Candidate, ScoredCandidates
from rag.evidence.citations import Citation, Statement
from rag.temporal.relative_times import with_resolved_dates

# Set by hand and compared on the development journals (words of the known answer in ours), not fitted.
MAX_STATEMENTS = 8  # as many as are read at a glance
_ENOUGH = 0.55  # of the best sentence's score: what is weaker is left out; less would add words, right and wrong
_ABOUT_IT = 0.40  # and what has less of the question's words than this share of the best: similar, of something else
_SAME = 0.92  # cosine of two sentences that say the same; less would drop what differs in one word, as a number
_LATE, _MEANING, _PLACE = 0.55, 0.25, 0.20  # words tell sentences of one passage apart, its place does not
_BESIDE = 0.15  # of the score of the sentence before or after in the same paragraph, which it goes on from
_TURN = 10.0  # more than any score: no second sentence of a day before the best of every other


def extract(scored: ScoredCandidates, of_each_day: bool = False) -> list[Statement]:
    """Up to eight sentences as statements, oldest first; near-duplicates are left out.

    `of_each_day`: a second sentence of a day only after the best of every other, for questions that ask for days alone.
    """
    by_date = sorted(
        choose(scored, of_each_day), key=lambda c: (c.passage.date or date.max, c.passage.path, c.sentence.number)
    )
    runs = _runs(by_date)
    leads = [run[0].sentence.lead for run in runs]
    return [statement(run, leads[i] not in leads[:i]) for i, run in enumerate(runs)]


def choose(scored: ScoredCandidates, of_each_day: bool = False) -> list[Candidate]:
    """The best candidates, greedily."""
    candidates, vectors = scored.candidates, scored.vectors
    place = np.array([c.place for c in candidates])
    scores = _with_neighbours(candidates, _LATE * scored.words + _MEANING * scored.meaning + _PLACE * place)
    about = _with_neighbours(candidates, scored.words)
    if of_each_day:
        scores = scores - _turns(candidates, scores)
    else:
        scores = np.where(about >= _ABOUT_IT * about.max(), scores, -1.0)
    chosen: list[int] = []
    for i in np.argsort(-scores, kind="stable").tolist():
        if len(chosen) == MAX_STATEMENTS or scores[i] < _ENOUGH * scores.max() and not of_each_day:
            break
        if not chosen or float((vectors[chosen] @ vectors[i]).max()) < _SAME:
            chosen.append(i)
    return [candidates[i] for i in chosen]


def _turns(candidates: Sequence[Candidate], scores: np.ndarray) -> np.ndarray:
    """(n,) 0 for the best of each day, 10 for the second best, and so on."""
    seen: Counter[object] = Counter()
    turns = np.zeros(len(candidates))
    for i in np.argsort(-scores, kind="stable").tolist():
        passage = candidates[i].passage
        day = passage.date or passage.path
        turns[i] = _TURN * seen[day]
        seen[day] += 1
    return turns


def _with_neighbours(candidates: Sequence[Candidate], scores: np.ndarray) -> np.ndarray:
    """(n,) each score with a share of its neighbours': a paragraph names its subject in one of several sentences."""
    paragraphs = [(c.passage.path, c.sentence.block) for c in candidates]
    out = scores.copy()
    for i, paragraph in enumerate(paragraphs):
        beside = [scores[j] for j in (i - 1, i + 1) if 0 <= j < len(paragraphs) and paragraphs[j] == paragraph]
        out[i] += _BESIDE * max(beside, default=0.0)
    return out


def _runs(candidates: Sequence[Candidate]) -> list[list[Candidate]]:
    """Sentences that lean on the one before them, together with it."""
    runs: list[list[Candidate]] = []
    for candidate in candidates:
        passage, sentence = candidate.passage, candidate.sentence
        last = runs[-1][-1] if runs else None
        follows = last and last.passage.path == passage.path and last.sentence.number + 1 == sentence.number
        if follows and last and sentence.lead == last.sentence.text:
            runs[-1].append(candidate)
        else:
            runs.append([candidate])
    return runs


def statement(run: Sequence[Candidate], with_lead: bool = True) -> Statement:
    """Sentences that go on from each other as one statement that can be read on its own."""
    first = run[0].sentence
    lead = first.lead.rstrip("?？ ") + ":" if is_question(first.lead) else first.lead
    text = " ".join(part for part in (lead if with_lead else "", *(c.sentence.text for c in run)) if part)
    passage = run[0].passage
    if passage.date and not passage.date_end:
        text = with_resolved_dates(text, passage.date)
    return Statement(text, tuple(cite(c.passage, c.sentence) for c in run))


def cite(passage: StoredPassage, sentence: Sentence) -> Citation:
    return Citation(
        passage.date,
        passage.date_source,
        passage.path,
        sentence.cited_from,
        sentence.line_end,
        passage.heading or passage.title,
        sentence.quote,
        passage.date_end,
    )
