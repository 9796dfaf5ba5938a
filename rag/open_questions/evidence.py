"""An open question -> the sentences of all notes that may answer it, weighed; never words that only ask it.

What does not count: the question itself, wherever it stands and on whatever day; any other question or admitted doubt;
a task still to do; what daycite wrote; a sentence that says no more than the question does.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from index.open_questions import patterns_asking
from index.open_questions.find import OpenQuestion
from index.open_questions.score import fold_line, has_mark
from index.store.rows import StoredPassage
from index.store.word_index import stems
from rag.answer.ask import Sources
from rag.evidence.assertions import Sentence, sentences
from rag.open_questions.strength import Evidence, defines, focus_of
from rag.question.read import Question, read_question
from rag.retrieval.late_interaction import QueryVectors, best_matches

if TYPE_CHECKING:
    import numpy as np

    from index.notes.note import Note

_DAYS = 20
_PASSAGES = 60
_SENTENCES = 48
_SAME_WEEK = 7
_CLAUSE = re.compile(
    r"[,;]?\s+(?:and|und|y|et|e|en)\s+(?=(?:what|why|how|when|where|which|who|warum|wie|was|wieso|por qué|cómo"
    r"|qué|pourquoi"
    r"|comment|quel\w*|por que|como|perché|waarom|hoe)\b)",
    re.IGNORECASE,
)
_OPERATORS = re.compile(r"[\"“”„«»]|(?<!\S)-(?=\S)|\btag:", re.IGNORECASE)
_TO_DO = re.compile(
    r"^\s*(?:[-*+]|\d+[.)])?\s*(?:\[ \]\s|(?:TODO|LATER|NEXT|SOMEDAY|WAITING)\b)|^\s*(?:(?:i )?(?:want|need"
    r"|plan|have|going) to|todo\b|next[:,]|tomorrow\b)",
    re.IGNORECASE,
)


class Evidences:
    """Looks for evidence; keeps what it read and embedded from one question to the next."""

    def __init__(self, sources: Sources, questions: Iterable[OpenQuestion]) -> None:
        self._sources = sources
        self._asked: dict[str, list[OpenQuestion]] = {}
        for question in questions:
            self._asked.setdefault(question.path, []).append(question)
        self._notes: dict[str, tuple[Note, list[Sentence]] | None] = {}
        self._embedded: dict[str, tuple[np.ndarray, bytes]] = {}

    def of(self, question: OpenQuestion) -> list[Evidence]:
        """The best evidence for each part of the question, best first in each part."""
        whole = _search_text(question)
        clauses = [whole, *(part for part in _CLAUSE.split(whole) if part != whole)]
        found: list[Evidence] = []
        for clause in clauses:
            found.extend(self._of_clause(clause, question))
        return found

    def _of_clause(self, clause: str, question: OpenQuestion) -> list[Evidence]:
        asked = plain_question(clause)
        if not asked.terms:
            return []
        result = self._sources.retriever.search(asked, _DAYS)
        if result.asked is None:
            return []
        days = {day.date for day in result.days if day.date}
        if question.date:
            days |= {question.date + timedelta(days=n) for n in range(2)}
        paths = {hit.path for day in result.days if day.date is None for hit in day.passages} | {question.path}
        passages = self._nearest(result.asked, self._sources.catalog.passages_of(days, paths))
        candidates = [(s, p) for p in passages for s in self._sentences(p, question)]
        return self._weighed(asked, result.asked, candidates, clause)

    def _nearest(self, asked: QueryVectors, passages: Sequence[StoredPassage]) -> list[StoredPassage]:
        """The passages that match the question's words best; those that are only questions have gone before."""
        import numpy as np

        told = [p for p in passages if self._sentences(p, None)]
        if len(told) <= _PASSAGES or not len(asked.weights):
            return told
        ids = [p.id for p in told]
        scores = asked.weights @ best_matches(asked, self._sources.catalog.token_bits(ids), ids)
        return [told[i] for i in np.argsort(-scores, kind="stable")[:_PASSAGES].tolist()]

    def _sentences(self, passage: StoredPassage, question: OpenQuestion | None) -> list[Sentence]:
        """The passage's statements as the file has them now, without what only asks, or only repeats `question`."""
        if passage.path not in self._notes:
            note = self._sources.read(passage.path)
            kept = None if note is None else self._telling(note)
            self._notes[passage.path] = None if note is None or kept is None else (note, kept)
        known = self._notes[passage.path]
        if known is None:
            return []
        first = bisect_left(known[1], passage.line_start, key=lambda s: s.line_start)
        last = bisect_right(known[1], passage.line_end, key=lambda s: s.line_start)
        inside = [s for s in known[1][first:last] if s.line_end <= passage.line_end]
        return inside if question is None else [s for s in inside if not repeats(question.question, s.text)]

    def _telling(self, note: "Note") -> list[Sentence]:
        its = self._asked.get(note.path, [])
        asked = _by_line((q, q.line, q.line_end) for q in its)
        answered = _by_line((q, q.answer_line, q.answer_line_end or 0) for q in its if q.answer_line is not None)
        out: list[Sentence] = []
        for sentence in sentences(note):
            at = range(sentence.line_start, sentence.line_end + 1)
            if _only_asks(sentence, [q for line in at for q in asked.get(line, ())]) or _TO_DO.match(
                note.fixed[sentence.line_start - 1]
            ):
                continue
            open_ = _open_lead(sentence, answered.get(sentence.line_start, ()))
            out.append(replace(sentence, lead="") if open_ else sentence)
        return sorted(out, key=lambda s: s.line_start)

    def _weighed(
        self, question: Question, asked: QueryVectors, found: Sequence[tuple[Sentence, StoredPassage]], clause: str
    ) -> list[Evidence]:
        import numpy as np

        unique = {(p.path, s.line_start, s.text): (s, p) for s, p in found}
        its = list(unique.values())
        if not its:
            return []
        held = self._held(question, [_context(s) for s, _ in its])
        if len(its) > _SENTENCES:
            order = np.argsort(-np.array(held), kind="stable")[:_SENTENCES].tolist()
            its, held = [its[i] for i in order], [held[i] for i in order]
        vectors, bits = self._embed([_context(s) for s, _ in its])
        meaning = vectors @ asked.meaning
        matches = best_matches(asked, dict(enumerate(bits)), range(len(bits)))
        words = asked.weights @ matches if len(asked.weights) else np.zeros(len(its))
        focus = focus_of(clause)
        return [
            Evidence(
                s, p, float(words[i]), float(meaning[i]), held[i], focus, defines(focus, s), has_mark(s.lead), clause
            )
            for i, (s, p) in enumerate(its)
        ]

    def _embed(self, texts: Sequence[str]) -> "tuple[np.ndarray, list[bytes]]":
        import numpy as np

        new = list(dict.fromkeys(text for text in texts if text not in self._embedded))
        if new:
            vectors, bits = self._sources.embedder.embed(new)
            self._embedded.update((text, (vectors[i], bits[i])) for i, text in enumerate(new))
        return np.stack([self._embedded[text][0] for text in texts]), [self._embedded[text][1] for text in texts]

    def _held(self, question: Question, texts: Sequence[str]) -> list[float]:
        terms = [term for term in question.subject if not patterns_asking.ASKS_FIRST.fullmatch(term)] or question.terms
        weights = self._sources.retriever.weights(list(terms))
        parts = stems(self._sources.catalog.db, [*terms, *texts])
        asked, said = parts[: len(terms)], [set(p) for p in parts[len(terms) :]]
        total = sum(weights) or 1.0
        return [
            sum(w for w, its in zip(weights, asked, strict=True) if its and all(_has(part, have) for part in its))
            / total
            for have in said
        ]


def _has(stem: str, have: set[str]) -> bool:
    """A long word is held by a longer one that begins with it."""
    return stem in have or len(stem) > 4 and any(word.startswith(stem) for word in have)


def plain_question(text: str) -> Question:
    """A question of which every word counts as a word: no operators, no window."""
    asked = read_question(_OPERATORS.sub(" ", text)[:500].strip() or "?", date.min)
    return replace(
        asked, phrases=(), excluded=(), tags=(), window=None, event=None, not_understood=None, intent="ask",
        days_only=False,
    )  # fmt: skip


def repeats(question: str, text: str) -> bool:
    """Whether a sentence says no more than the question does: fewer than two words are its own."""
    own = _words(text) - _words(question)
    return len(own) < 2


def _words(text: str) -> set[str]:
    folded = fold_line(text)
    cjk = re.findall(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,}", folded)
    return {w[:6] for w in re.findall(r"[^\W\d_]{3,}", folded) if w not in _LITTLE} | {
        run[i : i + 2] for run in cjk for i in range(len(run) - 1)
    }


_LITTLE_TEXT = """the and for are was what how why does did with this that from have has not you can will der die das
und ist wie les des est une que los las"""
_LITTLE = frozenset(_LITTLE_TEXT.split())


def _context(sentence: Sentence) -> str:
    return ". ".join(part for part in (sentence.heading, sentence.lead, sentence.text) if part)


def _search_text(question: OpenQuestion) -> str:
    """The question, after what it leans on: a parent for "and why?", the sentence around a bracket."""
    if not question.context or question.form == "bracket" and len(question.question.split()) > 4:
        return question.question
    return f"{question.context[:160]} {question.question}"


def _only_asks(sentence: Sentence, asked: Sequence[OpenQuestion]) -> bool:
    """Whether it asks or admits not to know: its words are no evidence of anything. `asked` stand on its lines."""
    folded = fold_line(sentence.text)
    if (
        has_mark(sentence.text)
        or patterns_asking.UNKNOWN.search(folded)
        and not patterns_asking.RESOLVED.search(folded)
    ):
        return True
    return any(_within(sentence.text, q.question) for q in asked if q.status != "doubtful")


def _within(text: str, question: str) -> bool:
    """Whether the sentence is the question, or a piece of it."""
    said, asked = _key(text), _key(question)
    return said in asked or asked in said and len(said) < len(asked) + 12


def _by_line(its: Iterable[tuple[OpenQuestion, int, int]]) -> dict[int, list[OpenQuestion]]:
    """Line -> the questions (first line, last line) that it is among the lines of: a list can have thousands."""
    out: dict[int, list[OpenQuestion]] = {}
    for question, first, last in its:
        for line in range(first, last + 1):
            out.setdefault(line, []).append(question)
    return out


def _open_lead(sentence: Sentence, answered: Sequence[OpenQuestion]) -> bool:
    """Whether it stands behind a question that it does not answer: the question's words must not count for it.

    `answered` are the questions that it stands among the answers of.
    """
    if not sentence.lead or not has_mark(sentence.lead):
        return False
    key = _key(sentence.lead)
    return not any((its := _key(q.question)) in key or key in its for q in answered)


def _key(text: str) -> str:
    return re.sub(r"\W+", "", fold_line(text))


def nearness(question: date | None, said: date | None) -> float:
    """How much the day speaks for a sentence: the next day and that week most, then whatever came later."""
    if question is None or said is None or said < question:
        return 0.0
    days = (said - question).days
    return 0.05 if days <= 1 else 0.03 if days <= _SAME_WEEK else 0.02
