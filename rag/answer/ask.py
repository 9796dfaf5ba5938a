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
from rag.answer.notices import search_notice
from rag.answer.phrasing import PhrasingRequest, Remark, phrase_answer
from rag.answer.result import Answer, DaysFound, Event, Lead, Retracted, SearchResult, answer_in_words, window_span
from rag.evidence.candidates import PassageEncoder, score_candidates
from rag.evidence.citations import Rejected, Statement
from rag.evidence.confidence import DECLINED, HINTED, confidence
from rag.evidence.extract import also_found, extract
from rag.evidence.judgement import Judged, judge_candidates
from rag.evidence.note_sentences import NoteReader, NoteSentences
from rag.evidence.sentence_features import wanted_of
from rag.facts.day_facts import Fact, day_fact, when
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

    @property
    def speaks(self) -> bool:
        """Whether there is something to answer with: a fact, or sentences that are sure enough."""
        return self.fact is not None or (self.judged is not None and self.sure >= DECLINED)


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
        written = phrase_answer(writer, _phrasing_request(question, evidence), notes, sources.embedder, stop)
        phrased = yield from _by_llm(written, writer.name, must_write, question, evidence, stop)
    sent_to = writer.place if writer is not None and evidence.speaks else ""
    yield _finished(question, evidence, phrased, _left_out(question, sources), sent_to, start)


def _searched(question: Question, sources: Sources, limit: int) -> tuple[Question, SearchHits, str]:
    """The question with the window of its event, the days found, and what the reader should know of both."""
    question, anchor = anchored(question, sources.retriever, sources.catalog)
    hits = sources.retriever.search(question, limit)
    return question, hits, search_notice(question, hits, sources.catalog) or anchor


def _gathered(question: Question, hits: SearchHits, notice: str, sources: Sources, notes: NoteSentences) -> _Evidence:
    if hits.outside:
        return _Evidence(hits, judged=None, fact=None, sure=0.0, lead="", notice=notice)
    scored = score_candidates(hits, question, sources.catalog, sources.embedder, notes)
    judged = judge_candidates(scored) if scored else None
    fact = day_fact(question, sources.retriever, notes)
    sure = confidence(question, judged)
    return _Evidence(hits, judged, fact, sure, _lead(question, judged, fact, sure), notice)


def _lead(question: Question, judged: Judged | None, fact: Fact | None, sure: float) -> str:
    hint = ONLY_HINTED if sure < HINTED and fact is None else ""
    days = fact.text if fact else when(judged) if judged and question.intent == "when" else ""
    return " ".join(filter(None, (hint, days)))


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
    statements = fact.statements if fact else _extract(question, judged) if judged else ()
    if statements:
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
    stop: "Stop | None",
) -> _Phrasing:
    """What the LLM `name` wrote; the extract where it fails, or wrote nothing that holds: the evidence is there.

    Raises Stopped, unless `stop` ends the model's work only: then what it wrote so far is kept.
    """
    from rag.llm.stream import Stopped

    items: list[Statement | Rejected | Remark] = []
    stopped = ""
    try:
        yield from _sorted_out(written, items, evidence)
    except Stopped:
        if stop is None or not stop.model_only:
            raise
        stopped = f"you stopped {name}"
    except LLMError as error:
        if must_write:
            raise
        if any(isinstance(item, Statement) for item in items):
            yield Retracted(str(error))
        extracted = yield from _extracted(question, evidence)
        return replace(extracted, llm_error=str(error))
    statements = tuple(item for item in items if isinstance(item, Statement))
    rejected = tuple(item for item in items if isinstance(item, Rejected))
    remarks = [item for item in items if isinstance(item, Remark)]
    told = (*(remark.text for remark in remarks), *([f"{stopped.capitalize()}."] if stopped and statements else ()))
    phrased = _Phrased(name, statements, rejected, told)
    if statements:
        return phrased
    extracted = yield from _extracted(question, evidence)
    reason = f"your notes support nothing that {name} wrote" if rejected else f"{name} wrote no statement"
    return replace(phrased, by=EXTRACT, statements=extracted.statements, llm_error=stopped or reason)


def _sorted_out(
    written: Iterator[Statement | Rejected | Remark], items: list[Statement | Rejected | Remark], evidence: _Evidence
) -> Iterator[Event]:
    """The statements as they come, after what leads them; `items` has them, and the rest, in the end."""
    for item in written:
        if isinstance(item, Statement):
            if not any(isinstance(earlier, Statement) for earlier in items):
                yield from _leading(evidence)
            yield item
        items.append(item)


def _leading(evidence: _Evidence) -> Iterator[Lead]:
    if evidence.lead:
        yield Lead(evidence.lead)


def _left_out(question: Question, sources: Sources) -> tuple[int, str]:
    """How many notes and parts of notes of the days asked about were not read; and that, in words."""
    span = window_span(question.window)
    notes, parts = sources.not_read(span.from_ if span else None, span.to if span else None)
    if not notes + parts:
        return 0, ""
    named = [f"{notes} private note{'s' * (notes > 1)}"] if notes else []
    named += [f"{parts} private part{'s' * (parts > 1)} of notes"] if parts else []
    return notes + parts, f"{' and '.join(named)} {'were' if notes + parts > 1 else 'was'} not read."


def _finished(
    question: Question,
    evidence: _Evidence,
    phrased: _Phrased,
    left_out: tuple[int, str],
    sent_to: str,
    start: float,
) -> Answer:
    lead = evidence.lead if phrased.statements else ""
    return Answer(
        question=question.text,
        window=window_span(question.window),
        intent=question.intent,
        answered=bool(phrased.statements),
        answered_by=phrased.by,
        lead=lead,
        answer="\n".join(filter(None, (lead, answer_in_words(phrased.statements, evidence.hits)))),
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
