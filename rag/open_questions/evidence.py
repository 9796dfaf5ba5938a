"""An open question -> the sentences of all notes that may answer it, scored; never words that only ask it.

What does not count: the question itself, wherever it stands and on whatever day; any other question or admitted doubt;
a task still to do; what daycite wrote; a sentence that says no more than the question does.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from index.open_questions import patterns_asking
from index.open_questions.find import OpenQuestion
from index.open_questions.forms import has_mark
from index.store.rows import StoredPassage
from index.store.word_index import stems
from index.text.folding import fold_line
from index.text.language_data import all_words, any_of
from index.text.scripts import CJK
from rag.answer.sources import Sources
from rag.evidence.assertions import Sentence
from rag.evidence.judgement import SentenceJudge
from rag.evidence.note_sentences import NoteSentences
from rag.evidence.sentence_features import sentence_features
from rag.evidence.term_coverage import is_unspaced
from rag.open_questions.definitions import defines, focus_of
from rag.open_questions.strength import Evidence, form_features, judged
from rag.open_questions.surroundings import squeezed, stands_before, when_features
from rag.question.read import Question, read_question
from rag.retrieval.late_interaction import QueryVectors, best_matches

_DAYS = 20  # found by search: more answers against more time, which grows with the passages of these days
_PASSAGES = 60  # whose words match best: of these the sentences are looked at,
_SENTENCES = 48  # and so many embedded, which takes nearly all of the time
_OFFERED = 3  # days
_CLAUSE = re.compile(rf"[,;]?\s+{any_of('answers.clause_ands')}\s+(?={any_of('answers.clause_asks')}\b)", re.IGNORECASE)
_OPERATORS = re.compile(r"[\"“”„«»]|(?<!\S)-(?=\S)|\btag:", re.IGNORECASE)
_TO_DO = re.compile(
    r"^\s*(?:[-*+]|\d+[.)])?\s*(?:\[ \]\s|(?:TODO|LATER|NEXT|SOMEDAY|WAITING)\b)"
    rf"|^\s*{any_of('answers.to_do')}",
    re.IGNORECASE,
)
_LITTLE = all_words("answers.say_little")


@dataclass(frozen=True, slots=True)
class NoteQuestions:
    """The open questions of a note, by each line that they, and by each that their answers in place, stand on."""

    asked: dict[int, list[OpenQuestion]]
    answered: dict[int, list[OpenQuestion]]


class EvidenceFinder:
    """Looks for evidence; keeps what it read and embedded from one question to the next."""

    def __init__(self, sources: Sources, questions: Iterable[OpenQuestion]) -> None:
        self._sources = sources
        self._notes = NoteSentences(sources.read)
        self._questions: dict[str, NoteQuestions] = {}
        by_path: dict[str, list[OpenQuestion]] = {}
        for question in questions:
            by_path.setdefault(question.path, []).append(question)
        self._by_path = by_path
        self._stating: dict[StoredPassage, list[Sentence]] = {}
        self._embedded: dict[str, tuple[np.ndarray, bytes]] = {}

    def of(self, question: OpenQuestion) -> tuple[list[Evidence], list[date]]:
        """The best evidence for each part of the question, surest first in each; the days that speak of it most."""
        whole = asked_text(question)
        clauses = [whole, *(part for part in _CLAUSE.split(whole) if part != whole)]
        found = [self.candidates(clause, question) for clause in clauses]
        days = [day for _, hit_days in found[:1] for day in hit_days]
        return [each for evidence, _ in found for each in judged(evidence, self._judge(evidence))], days

    def _judge(self, evidence: Sequence[Evidence]) -> SentenceJudge | None:
        """The cross-encoder, in the scripts that its model knows."""
        known = evidence and not any(map(is_unspaced, plain_question(evidence[0].clause).terms))
        return self._sources.judge() if known else None

    def candidates(self, clause: str, question: OpenQuestion) -> tuple[list[Evidence], list[date]]:
        """What may answer a part of the question, with its features; and the nearest days."""
        query = plain_question(clause)
        if not query.terms:
            return [], []
        hits = self._sources.retriever.search(query, _DAYS)
        if hits.query is None:
            return [], []
        days = [day.date for day in hits.days if day.date]
        near = {question.date + timedelta(days=n) for n in range(2)} if question.date else set()
        paths = {hit.path for day in hits.days if day.date is None for hit in day.passages} | {question.path}
        passages = self._nearest(hits.query, self._sources.catalog.passages_of({*days, *near}, paths))
        found = [
            (sentence, passage)
            for passage in passages
            for sentence in self._sentences(passage)
            if not repeats(question.question, sentence.text) and not stands_before(question, sentence, passage.path)
        ]
        return self._scored(query, hits.query, found, clause, question), days[:_OFFERED]

    def _nearest(self, query: QueryVectors, passages: Sequence[StoredPassage]) -> list[StoredPassage]:
        """The passages that match the question's words best, of those that state something."""
        usable = [passage for passage in passages if self._sentences(passage)]
        if len(usable) <= _PASSAGES or not len(query.weights):
            return usable
        ids = [passage.id for passage in usable]
        scores = query.weights @ best_matches(query, self._sources.catalog.token_bits(ids), ids)
        return [usable[i] for i in np.argsort(-scores, kind="stable")[:_PASSAGES].tolist()]

    def _sentences(self, passage: StoredPassage) -> list[Sentence]:
        """The passage's statements as the file has them now, without what only asks or is still to be done."""
        if passage not in self._stating:
            note = self._notes.note_of(passage)
            questions = self._questions_of(passage.path)
            asserted = [s for s in self._notes.of(passage) if s.role in ("assertion", "done task")]
            self._stating[passage] = stating(asserted, questions, note.fixed) if note else []
        return self._stating[passage]

    def _questions_of(self, path: str) -> NoteQuestions:
        if path not in self._questions:
            self._questions[path] = questions_by_line(self._by_path.get(path, ()))
        return self._questions[path]

    def _scored(
        self,
        query: Question,
        vectors_of: QueryVectors,
        found: Sequence[tuple[Sentence, StoredPassage]],
        clause: str,
        question: OpenQuestion,
    ) -> list[Evidence]:
        candidates = list({(p.path, s.line_start, s.text): (s, p) for s, p in found}.values())
        if not candidates:
            return []
        held = self._held(query, [_context(s) for s, _ in candidates])
        if len(candidates) > _SENTENCES:
            order = np.argsort(-np.array(held), kind="stable")[:_SENTENCES].tolist()
            candidates, held = [candidates[i] for i in order], [held[i] for i in order]
        own = self._held(query, [s.text for s, _ in candidates])
        vectors, bits = self._embed([_context(s) for s, _ in candidates])
        matches = best_matches(vectors_of, dict(enumerate(bits)), range(len(bits)))
        words = vectors_of.weights @ matches if len(vectors_of.weights) else np.zeros(len(candidates))
        rows = {
            "words": words,
            "meaning": vectors @ vectors_of.meaning,
            "held": np.array(held),
            "own_held": np.array(own),
        }
        rows |= sentence_features(query, candidates)
        focus = focus_of(clause)
        out = []
        for i, (s, p) in enumerate(candidates):
            named = {name: float(values[i]) for name, values in rows.items()}
            named |= form_features(clause, s, focus, defines(focus, s)) | when_features(question, s, p)
            named["replies"] = float(has_mark(s.lead))
            out.append(Evidence(s, p, clause, named, replies=has_mark(s.lead), around=self._notes.around(p, s)))
        return out

    def _embed(self, texts: Sequence[str]) -> tuple[np.ndarray, list[bytes]]:
        """(len(texts), dim) vectors and the token bits of each."""
        new = list(dict.fromkeys(text for text in texts if text not in self._embedded))
        if new:
            vectors, bits = self._sources.embedder.embed(new)
            self._embedded.update((text, (vectors[i], bits[i])) for i, text in enumerate(new))
        return np.stack([self._embedded[text][0] for text in texts]), [self._embedded[text][1] for text in texts]

    def _held(self, question: Question, texts: Sequence[str]) -> list[float]:
        """For each text the share of the question's words, by weight, that it has."""
        terms = [term for term in question.subject if not patterns_asking.ASKS_FIRST.fullmatch(term)] or question.terms
        weights = self._sources.retriever.idf_of(list(terms))
        rows = stems(self._sources.catalog.db, [*terms, *texts])
        stems_of_terms, stems_of_texts = rows[: len(terms)], [set(row) for row in rows[len(terms) :]]
        total = sum(weights) or 1.0
        return [
            sum(
                weight
                for weight, stems_of_term in zip(weights, stems_of_terms, strict=True)
                if stems_of_term and all(_has(stem, stems_of_text) for stem in stems_of_term)
            )
            / total
            for stems_of_text in stems_of_texts
        ]


def _has(stem: str, stems_of_text: set[str]) -> bool:
    """A long word is held by a longer one that begins with it."""
    return stem in stems_of_text or len(stem) > 4 and any(word.startswith(stem) for word in stems_of_text)


def questions_by_line(questions: Iterable[OpenQuestion]) -> NoteQuestions:
    """Of one note's questions; a list can have thousands."""
    rows = list(questions)
    return NoteQuestions(
        _by_line((q, q.line, q.line_end) for q in rows),
        _by_line((q, q.answer_line, q.answer_line_end or 0) for q in rows if q.answer_line is not None),
    )


def stating(found: Iterable[Sentence], questions: NoteQuestions, lines: Sequence[str]) -> list[Sentence]:
    """Those of a note's sentences that are evidence; none leans on a question that it does not answer."""
    out: list[Sentence] = []
    for sentence in found:
        at = range(sentence.line_start, sentence.line_end + 1)
        asked = [question for line in at for question in questions.asked.get(line, ())]
        if _only_asks(sentence, asked) or _TO_DO.match(lines[sentence.line_start - 1]):
            continue
        open_ = _open_lead(sentence, questions.answered.get(sentence.line_start, ()))
        out.append(replace(sentence, lead="") if open_ else sentence)
    return out


def plain_question(text: str) -> Question:
    """A question of which every word counts as a word: no operators, no window."""
    question = read_question(_OPERATORS.sub(" ", text)[:500].strip() or "?", date.min)
    return replace(
        question, phrases=(), excluded=(), tags=(), window=None, event=None, not_understood=None, intent="ask",
        days_only=False,
    )  # fmt: skip


def repeats(question: str, text: str) -> bool:
    """Whether a sentence says no more than the question does: fewer than two words are its own."""
    own = _words(text) - _words(question)
    return len(own) < 2


def _words(text: str) -> set[str]:
    folded = fold_line(text)
    cjk = re.findall(f"[{CJK}]{{2,}}", folded)
    return {w[:6] for w in re.findall(r"[^\W\d_]{3,}", folded) if w not in _LITTLE} | {
        run[i : i + 2] for run in cjk for i in range(len(run) - 1)
    }


def _context(sentence: Sentence) -> str:
    return ". ".join(part for part in (sentence.heading, sentence.lead, sentence.text) if part)


def asked_text(question: OpenQuestion) -> str:
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
    stated, asked = _key(text), _key(question)
    return stated in asked or asked in stated and len(stated) < len(asked) + 12


def _by_line(rows: Iterable[tuple[OpenQuestion, int, int]]) -> dict[int, list[OpenQuestion]]:
    """Line -> the questions (first line, last line) that it is among the lines of: a list can have thousands."""
    out: dict[int, list[OpenQuestion]] = {}
    for question, first, last in rows:
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
    return not any((asked := _key(q.question)) in key or key in asked for q in answered)


def _key(text: str) -> str:
    return squeezed(text)
