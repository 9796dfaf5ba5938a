"""ask(): a question's whole way to its answer, in order; answering() is that way event by event, as doors show it.

Search the days -> gather the evidence in them -> phrase it by an LLM, or extract the notes' own sentences -> Answer.
"""

import time
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from index.errors import LLMError
from index.store.catalog import Catalog
from index.store.rows import StoredPassage
from rag.answer.notices import left_out_in_words, search_notice
from rag.answer.phrasing import PhrasingRequest, Remark, phrase_answer
from rag.answer.result import Answer, DaysFound, Event, Lead, Retracted, SearchResult, answer_in_words, window_span
from rag.answer.told_days import ToldDays, asks_for_this_day, phrase_days, told_days
from rag.evidence.candidates import PassageEncoder, score_candidates
from rag.evidence.citations import Rejected, Statement
from rag.evidence.confidence import DECLINED, HINTED, confidence, least_sure
from rag.evidence.extract import also_found, extract
from rag.evidence.judgement import Judged, SentenceJudge, judge_candidates
from rag.evidence.note_sentences import NoteReader, NoteSentences
from rag.evidence.sentence_features import wanted_of
from rag.facts.day_facts import day_fact
from rag.facts.fact import Fact
from rag.facts.when import preferring_stated, when
from rag.question.read import Question
from rag.retrieval.anchors import anchored
from rag.retrieval.hits import SearchHits
from rag.retrieval.retriever import Retriever

if TYPE_CHECKING:
    from rag.llm.find import LLM
    from rag.llm.stream import Stop

ONLY_HINTED = "Your notes only hint at it."
EXTRACT = "extract"
"""`Answer.answered_by` where no LLM phrased the answer."""


@dataclass(frozen=True, slots=True)
class Sources:
    """What answering works with."""

    catalog: Catalog
    retriever: Retriever
    embedder: PassageEncoder
    read: NoteReader
    not_read: Callable[[date | None, date | None], tuple[int, int]] = lambda from_, to: (0, 0)
    """How many notes of a span of days, and parts of others, their author keeps from being read."""
    judge: SentenceJudge | None = None
    """A cross-encoder that reads the likeliest sentences; without it they are judged by their features alone."""


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What the notes hold for a question."""

    hits: SearchHits
    judged: Judged | None
    """Sentences of the days found; None where there are none, or the days lie outside the question's window."""
    fact: Fact | None
    sure: float
    """From 0 to 1: how surely the notes answer the question at all."""
    lead: str
    """What to say before the statements: the fact, or that the notes only hint; "" where there is neither."""
    notice: str
    told: ToldDays | None = None
    """What the days asked for were about, where nothing else is asked."""
    bar: float = DECLINED
    """How sure the sentences must be to be shown."""

    @property
    def speaks(self) -> bool:
        """Whether there is something to answer with: a fact, or sentences that are sure enough."""
        sure_enough = self.judged is not None and self.sure >= self.bar
        return self.fact is not None or self.told is not None or sure_enough


@dataclass(frozen=True, slots=True)
class _Phrased:
    """Statements, who made them, and what did not become one."""

    by: str
    statements: tuple[Statement, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    remarks: tuple[str, ...] = ()
    llm_error: str | None = None


_Phrasing = Generator[Event, None, _Phrased]
"""Yields the lead and the statements as they come, and returns them all."""


def search(question: Question, sources: Sources, limit: int) -> SearchResult:
    """The ranked days only."""
    start = time.perf_counter()
    question, hits, notice = _searched(question, sources, limit)
    left_out, told = _left_out(question, sources)
    notice = " ".join(filter(None, (notice, told)))
    span = window_span(question.window)
    return SearchResult(question.text, span, question.intent, hits.days, notice, _ms(start), left_out)


def ask(
    question: Question,
    sources: Sources,
    limit: int,
    writer: "LLM | None" = None,
    must_write: bool = False,
) -> Answer:
    """Question -> days -> statements -> checked citations -> Answer.

    Where the LLM fails the extractive answer serves, unless `must_write`: then its LLMError is raised.
    """
    *_, answer = answering(question, sources, limit, writer, must_write)
    assert isinstance(answer, Answer)
    return answer


def answering(
    question: Question,
    sources: Sources,
    limit: int,
    writer: "LLM | None" = None,
    must_write: bool = False,
    stop: "Stop | None" = None,
) -> Iterator[Event]:
    """An answer as it comes, the Answer last. Statements of an LLM that then fails are Retracted.

    `stop`, called by another thread, ends an LLM's phrasing with Stopped.
    """
    start = time.perf_counter()
    question, hits, notice = _searched(question, sources, limit)
    yield DaysFound(question.text, window_span(question.window), question.intent, hits.days, notice)
    notes = NoteSentences(sources.read)
    evidence = _gathered(question, hits, notice, sources, notes)
    if not evidence.speaks:
        phrased = _Phrased(EXTRACT)
    elif writer is None:
        phrased = yield from _extracted(question, evidence)
    else:
        written = _written(writer, question, evidence, notes, sources.embedder, stop)
        phrased = yield from _by_llm(written, writer.name, must_write, question, evidence)
    sent_to = writer.place if writer is not None and evidence.speaks else ""
    yield _finished(question, evidence, phrased, _left_out(question, sources), sent_to, start)


def _searched(question: Question, sources: Sources, limit: int) -> tuple[Question, SearchHits, str]:
    """The question with the window of its event, the days found, and what the reader should know of both."""
    question, anchor = anchored(question, sources.retriever, sources.catalog)
    hits = sources.retriever.search(question, limit)
    notice = "" if asks_for_this_day(question) else search_notice(question, hits, sources.catalog)
    return question, hits, notice or anchor


def _gathered(question: Question, hits: SearchHits, notice: str, sources: Sources, notes: NoteSentences) -> _Evidence:
    told = told_days(question, sources.catalog, sources.retriever, notes)
    if told is not None:
        return _Evidence(hits, None, None, 1.0, told.lead, told.notice or notice, told)
    if hits.outside:
        return _Evidence(hits, judged=None, fact=None, sure=0.0, lead="", notice=notice)
    scored = score_candidates(hits, question, sources.catalog, sources.embedder, notes)
    judged = judge_candidates(scored, question, sources.judge) if scored else None
    if judged and question.intent == "when":
        judged = preferring_stated(judged, question)
    fact = day_fact(question, sources.retriever, notes)
    sure = confidence(question, judged)
    lead = _lead(question, judged, fact, sure)
    return _Evidence(hits, judged, fact, sure, lead, notice, bar=least_sure(question))


def _lead(question: Question, judged: Judged | None, fact: Fact | None, sure: float) -> str:
    hint = ONLY_HINTED if sure < HINTED and fact is None else ""
    days = fact.text if fact else ""
    if judged and not fact and question.intent == "when":
        days = when(judged, _extract(question, judged))
    return " ".join(filter(None, (hint, days)))


def _written(
    writer: "LLM", question: Question, evidence: _Evidence, notes: NoteSentences, embedder: PassageEncoder,
    stop: "Stop | None",
) -> Iterator[Statement | Rejected | Remark]:  # fmt: skip
    if evidence.told is not None:
        return phrase_days(writer, question, evidence.told, notes, embedder, stop)
    return phrase_answer(writer, _phrasing_request(question, evidence), notes, embedder, stop)


def _phrasing_request(question: Question, evidence: _Evidence) -> PhrasingRequest:
    fact = evidence.fact
    passages = list(dict.fromkeys([*(fact.passages if fact else ()), *_by_rank(evidence.hits)]))
    return PhrasingRequest(question.text, question.today, passages, fact.text if fact else "")


def _by_rank(hits: SearchHits) -> list[StoredPassage]:
    """Passages for the prompt: the best of every day first, then the second best, and so on."""
    depth = max((len(passages) for passages in hits.stored), default=0)
    return [passages[rank] for rank in range(depth) for passages in hits.stored if rank < len(passages)]


def _extracted(question: Question, evidence: _Evidence) -> _Phrasing:
    """The statements of the fact, or else the notes' own sentences."""
    fact, judged = evidence.fact, evidence.judged
    told = evidence.told.statements if evidence.told else ()
    statements = fact.statements if fact else _extract(question, judged) if judged else told
    if statements or fact:
        yield from _leading(evidence)
        yield from statements
    return _Phrased(EXTRACT, statements)


def _extract(question: Question, judged: Judged) -> tuple[Statement, ...]:
    return tuple(extract(judged, question.form, question.days_only, wanted_of(question)))


def _by_llm(
    written: Iterator[Statement | Rejected | Remark],
    name: str,
    must_write: bool,
    question: Question,
    evidence: _Evidence,
) -> _Phrasing:
    """What the LLM `name` wrote; the extract where it fails, or wrote nothing that holds: the evidence is there."""
    statements: list[Statement] = []
    rejected: list[Rejected] = []
    remarks: list[str] = []
    try:
        for item in written:
            if isinstance(item, Rejected):
                rejected.append(item)
            elif isinstance(item, Remark):
                remarks.append(item.text)
            else:
                if not statements:
                    yield from _leading(evidence)
                statements.append(item)
                yield item
    except LLMError as error:
        if must_write:
            raise
        if statements:
            yield Retracted(str(error))
        extracted = yield from _extracted(question, evidence)
        return replace(extracted, llm_error=str(error))
    phrased = _Phrased(name, tuple(statements), tuple(rejected), tuple(remarks))
    if statements:
        return phrased
    extracted = yield from _extracted(question, evidence)
    reason = f"your notes support nothing that {name} wrote" if rejected else f"{name} wrote no statement"
    return replace(phrased, by=EXTRACT, statements=extracted.statements, llm_error=reason)


def _leading(evidence: _Evidence) -> Iterator[Lead]:
    if evidence.lead:
        yield Lead(evidence.lead)


def _left_out(question: Question, sources: Sources) -> tuple[int, str]:
    """How many notes and parts of notes of the days asked about were not read; and that, in words."""
    span = window_span(question.window)
    notes, parts = sources.not_read(span.from_ if span else None, span.to if span else None)
    return notes + parts, left_out_in_words(notes, parts)


def _finished(
    question: Question,
    evidence: _Evidence,
    phrased: _Phrased,
    left_out: tuple[int, str],
    sent_to: str,
    start: float,
) -> Answer:
    answered = bool(phrased.statements) or evidence.fact is not None
    lead = evidence.lead if answered else ""
    said = answer_in_words(phrased.statements, evidence.hits) if phrased.statements or not answered else ""
    return Answer(
        question=question.text,
        window=window_span(question.window),
        intent=question.intent,
        answered=answered,
        answered_by=phrased.by,
        lead=lead,
        answer="\n".join(filter(None, (lead, said))),
        confidence=round(evidence.sure, 3),
        statements=phrased.statements,
        days=evidence.hits.days,
        notice=" ".join(filter(None, (evidence.notice, *phrased.remarks, left_out[1]))),
        llm_error=phrased.llm_error,
        rejected=phrased.rejected,
        took_ms=_ms(start),
        also=_also(question, evidence, phrased.statements),
        left_out=left_out[0],
        sent_to=sent_to,
    )


def _also(question: Question, evidence: _Evidence, said: Sequence[Statement]) -> tuple[Statement, ...]:
    if not said or evidence.judged is None or evidence.fact is not None or question.asks_for_days:
        return ()
    return tuple(also_found(evidence.judged, said))


def _ms(start: float) -> float:
    return round(1000 * (time.perf_counter() - start), 1)
