"""An open question -> its answer from the notes, with the day it was written; or that the notes do not answer it.

In order: the same question answered in the note on another day; else evidence (evidence.py) that is sure enough
(strength.py), surely or perhaps; an LLM, where there is one, phrases the answer from that evidence and nothing else.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from index.errors import LLMError
from index.open_questions.cache import KeptAnswer, OpenAnswers
from index.open_questions.find import IN_PLACE, OpenQuestion, same_question
from index.store.rows import StoredPassage
from rag.answer.sources import Sources
from rag.evidence.citations import Citation, Rejected, Statement, quote_stands
from rag.evidence.extract import cite
from rag.evidence.note_sentences import NoteSentences
from rag.open_questions.evidence import EvidenceFinder, repeats
from rag.open_questions.open_answer import OpenAnswer, read_answer, when_answered, write_answer
from rag.open_questions.strength import Evidence, Level
from rag.question.terms import says_nothing

if TYPE_CHECKING:
    from rag.llm.find import LLM

_ALSO = 0.85  # of the best evidence's score: what is weaker is left out; less would add words, right and wrong
_MOST = 3  # sentences in an answer, which is written below a question in a note
_FOR_LLM = 6  # passages shown to an LLM: small ones lose the thread in more,
_SHOWN = 0.6  # none of less than this share of the best one's score


class Answering:
    """Answers the open questions of one collection, one by one."""

    def __init__(
        self,
        questions: Sequence[OpenQuestion],
        sources: Sources,
        today: date,
        llm: "LLM | None" = None,
        kept: OpenAnswers | None = None,
    ) -> None:
        self._questions, self._sources, self._today, self._llm = questions, sources, today, llm
        self._kept = kept
        self._finder = EvidenceFinder(sources, questions)
        self._answered: dict[str, list[OpenQuestion]] = {}
        for question in questions:
            if question.status == IN_PLACE and question.answer and not question.weak and _names_its_matter(question):
                self._answered.setdefault(same_question(question.question), []).append(question)
        self._generation = str(sources.catalog.state.generation or "")

    def all(self, chosen: Iterable[OpenQuestion]) -> Iterator[OpenAnswer]:
        """An answer for each; each is kept as soon as it is made, so that a run can be stopped and go on later."""
        for question in chosen:
            yield self.one(question)

    def one(self, question: OpenQuestion) -> OpenAnswer:
        by = self._llm.name if self._llm else "extract"
        before = self._kept.answer(question.id) if self._kept else None
        digest = _digest(repr((question.question, question.context, question.date)))
        usable = before is not None and before.question == digest and before.by == by
        if before and usable and before.generation == self._generation:
            return read_answer(before.result, question)
        elsewhere = self._answered_elsewhere(question)
        found, days = ([], []) if elsewhere else self._finder.of(question)
        ranked = _ranked(found) if _names_its_matter(question) else _perhaps(_ranked(found))
        evidence = _digest(repr([(round(e.sure, 2), e.sentence.text, str(e.passage.date)) for e in ranked[:_FOR_LLM]]))
        if before and usable and before.evidence == evidence and elsewhere is None:
            answer = read_answer(before.result, question)
        else:
            answer = elsewhere or self._from_evidence(question, ranked, days)
        if self._kept and answer.notice in ("", _unsupported(by)):
            self._kept.keep(KeptAnswer(question.id, digest, self._generation, evidence, by, write_answer(answer)))
        return answer

    def _answered_elsewhere(self, question: OpenQuestion) -> OpenAnswer | None:
        """The author's own answer to the same question, on the nearest later day or else the last one before."""
        own = self._answered.get(same_question(question.question), [])
        for other in sorted(own, key=lambda o: _order(question.date, o.date)):
            statement = self._statement_in_place(other)
            if statement:
                return _open_answer(question, [statement], 1.0, "note")
        return None

    def _statement_in_place(self, other: OpenQuestion) -> Statement | None:
        """The answer as its lines say it now."""
        note = self._sources.read(other.path)
        if note is None or other.answer_line is None or other.answer_line_end is None:
            return None
        if not quote_stands(other.answer, note.fixed, other.answer_line, other.answer_line_end):
            return None
        quote = " ".join(" ".join(note.lines[other.answer_line - 1 : other.answer_line_end]).split())
        citation = Citation(other.date, "", other.path, other.answer_line, other.answer_line_end, other.heading, quote)
        return Statement(other.answer, (citation,))

    def _from_evidence(self, question: OpenQuestion, ranked: Sequence[Evidence], days: Sequence[date]) -> OpenAnswer:
        best = ranked[0] if ranked else None
        if best is None or best.level == "open":
            return _left_open(question, best.sure if best else 0.0, "extract", days)
        notice = ""
        if self._llm is not None:
            try:
                return self._by_llm(question, ranked, self._llm, days)
            except LLMError as error:
                notice = str(error)
        return _open_answer(question, _extracted(ranked), best.sure, "extract", notice, best.level)

    def _by_llm(
        self, question: OpenQuestion, ranked: Sequence[Evidence], llm: "LLM", days: Sequence[date]
    ) -> OpenAnswer:
        """The LLM's words for what the best passages say; where it finds no answer in them, the question stays open."""
        from rag.answer.phrasing import PhrasingRequest, phrase_answer

        best = ranked[0]
        passages: dict[int, StoredPassage] = {}
        for evidence in (each for each in ranked if each.sure >= _SHOWN * best.sure):
            passages.setdefault(evidence.passage.id, evidence.passage)
        text = f"{question.context} {question.question}".strip()
        request = PhrasingRequest(text, self._today, list(passages.values())[:_FOR_LLM], most=_MOST)
        notes = NoteSentences(self._sources.read)  # anew: a run over many questions can take hours
        items = list(phrase_answer(llm, request, notes, self._sources.embedder))
        statements = [s for s in items if isinstance(s, Statement) and not repeats(question.question, s.text)]
        if not statements and any(isinstance(item, Rejected) for item in items):
            # It found an answer, and told it wrongly: the notes' own words are the answer.
            told = _unsupported(llm.name)
            return _open_answer(question, _extracted(ranked), best.sure, "extract", told, best.level)
        if not statements:
            return _left_open(question, best.sure, llm.name, days)
        return _open_answer(question, statements[:_MOST], best.sure, llm.name, level=best.level)


def _names_its_matter(question: OpenQuestion) -> bool:
    """Whether it has a word of its own: what "What is it?" asks is said beside it, and another is of something else."""
    return not says_nothing(question.question)


def _perhaps(ranked: Sequence[Evidence]) -> list[Evidence]:
    """The evidence, none of which is surely an answer."""
    return [replace(each, level="perhaps") if each.level == "answered" else each for each in ranked]


def _unsupported(name: str) -> str:
    return f"Your notes support nothing that {name} wrote."


def _left_open(question: OpenQuestion, sure: float, by: str, days: Sequence[date]) -> OpenAnswer:
    return OpenAnswer(question, False, "", "", (), round(sure, 3), by, nearest=tuple(days))


def _ranked(found: Iterable[Evidence]) -> list[Evidence]:
    """Each sentence once, as it is surest, surest first."""
    best: dict[tuple[str, int, str], Evidence] = {}
    for evidence in found:
        key = (evidence.passage.path, evidence.sentence.line_start, evidence.sentence.text)
        if key not in best or best[key].sure < evidence.sure:
            best[key] = evidence
    return sorted(best.values(), key=lambda evidence: -evidence.sure)


def _extracted(ranked: Sequence[Evidence]) -> list[Statement]:
    """The surest sentences in the order of their days, as they stand in the notes."""
    best = ranked[0]
    chosen: list[Evidence] = []
    for evidence in ranked:
        if len(chosen) == _MOST or evidence.sure < _ALSO * best.sure or evidence.level != best.level:
            break
        if not any(same_question(evidence.sentence.text) == same_question(other.sentence.text) for other in chosen):
            chosen.append(evidence)
    chosen.sort(key=lambda e: (e.passage.date or date.max, e.passage.path, e.sentence.line_start))
    return [Statement(_text(e), (cite(e.passage, e.sentence),)) for e in chosen]


def _text(evidence: Evidence) -> str:
    """The sentence, behind the one that it goes on from; never behind a question."""
    lead = evidence.sentence.lead
    return evidence.sentence.text if not lead or evidence.replies or "?" in lead else f"{lead} {evidence.sentence.text}"


def _open_answer(
    question: OpenQuestion,
    statements: Sequence[Statement],
    sure: float,
    by: str,
    notice: str = "",
    level: Level = "answered",
) -> OpenAnswer:
    text = " ".join(
        s.text if s.text.endswith((".", "!", "?", "。")) or len(statements) == 1 else f"{s.text}." for s in statements
    )
    lead = when_answered(question.date, [c.date for s in statements for c in s.citations])
    lead = f"Perhaps: {lead}" if level == "perhaps" else lead
    return OpenAnswer(
        question, level == "answered", lead, text, tuple(statements), round(sure, 3), by, notice, level=level
    )


def _order(asked: date | None, answered: date | None) -> tuple[int, int]:
    if asked is None or answered is None:
        return (2, 0)
    days = (answered - asked).days
    return (0, days) if days >= 0 else (1, -days)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24]
