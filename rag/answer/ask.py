"""ask(): a question's whole way to its answer, in order; answering() is that way event by event, as doors show it.

Search the days -> gather the evidence in them -> phrase it by an LLM, or extract the notes' own sentences -> Answer.
"""

import time
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.errors import LLMError
from index.store.rows import StoredPassage
from rag.answer.event_days import event_finder
from rag.answer.gathered import Gathered, gathered, judged_statements
from rag.answer.notices import left_out_in_words, search_notice
from rag.answer.phrasing import PhrasingRequest, Remark, phrase_answer
from rag.answer.related import RelatedDay, only_these, related_days
from rag.answer.result import (
    Answer,
    DaysFound,
    Event,
    Lead,
    Retracted,
    SearchResult,
    Shape,
    answer_in_words,
    window_span,
)
from rag.answer.sources import Sources
from rag.answer.told_days import asks_for_this_day, phrase_days
from rag.evidence.candidates import PassageEncoder
from rag.evidence.citations import Rejected, Statement
from rag.evidence.confidence import WORTH_A_LOOK
from rag.evidence.extract import MOST, also_found
from rag.evidence.note_sentences import NoteSentences
from rag.question.read import Question
from rag.retrieval.anchors import anchored
from rag.retrieval.hits import SearchHits
from rag.retrieval.spelling import respelt

if TYPE_CHECKING:
    from rag.llm.find import LLM
    from rag.llm.stream import Stop

EXTRACT = "extract"
"""`Answer.answered_by` where no LLM phrased the answer."""


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
    question, hits, notice = _searched(question, sources, limit, beside=True)
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

    Where the LLM fails the extractive answer serves. With `must_write` its LLMError is raised, unless only the text it
    wrote is of no use.
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
    question, hits, notice = _searched(question, sources, limit, beside=False)
    related = related_days(question, hits, sources.retriever)
    yield DaysFound(question.text, window_span(question.window), question.intent, hits.days, notice, related)
    notes = NoteSentences(sources.read)
    evidence = gathered(question, hits, notice, sources, notes)
    if not evidence.speaks:
        phrased = _Phrased(EXTRACT)
    elif writer is None:
        phrased = yield from _extracted(question, evidence)
    else:
        written = _written(writer, question, evidence, notes, sources.embedder, stop)
        phrased = yield from _by_llm(written, writer.name, must_write, question, evidence, stop)
    sent_to = writer.place if writer is not None and evidence.speaks else ""
    left_out = _left_out(question, sources)
    answer = _finished(question, evidence, phrased, left_out, sent_to, start)
    yield replace(answer, related=_related_to_answer(evidence, answer, related))


def _searched(question: Question, sources: Sources, limit: int, beside: bool) -> tuple[Question, SearchHits, str]:
    """The question with the window of its event, the days found, and what the reader should know of both."""
    question, spelling = respelt(question, sources.catalog, sources.embedder)
    question, anchor = anchored(question, sources.retriever, sources.catalog, event_finder(sources))
    hits = sources.retriever.search(question, limit, beside)
    notice = "" if asks_for_this_day(question) else search_notice(question, hits, sources.catalog)
    return question, hits, " ".join(filter(None, (spelling, "" if notice and not question.event else anchor, notice)))


def _written(
    writer: "LLM", question: Question, evidence: Gathered, notes: NoteSentences, embedder: PassageEncoder,
    stop: "Stop | None",
) -> Iterator[Statement | Rejected | Remark]:  # fmt: skip
    if evidence.told is not None:
        return phrase_days(writer, question, evidence.told, notes, embedder, stop)
    return phrase_answer(writer, _phrasing_request(question, evidence), notes, embedder, stop)


def _phrasing_request(question: Question, evidence: Gathered) -> PhrasingRequest:
    fact = evidence.fact
    passages = [*(fact.passages if fact else ()), *_likeliest(evidence), *_by_rank(evidence.hits)]
    return PhrasingRequest(
        question.text, question.today, list(dict.fromkeys(passages)), fact.text if fact else "", MOST[question.form]
    )


def _likeliest(evidence: Gathered) -> list[StoredPassage]:
    """The passages of the sentences that are likely to answer, best first."""
    if evidence.judged is None:
        return []
    candidates, probability = evidence.judged.scored.candidates, evidence.judged.probability
    order = sorted(range(len(candidates)), key=lambda i: -probability[i])
    return [candidates[i].passage for i in order]


def _by_rank(hits: SearchHits) -> list[StoredPassage]:
    """The best passage of every day first, then the second best, and so on."""
    depth = max((len(found) for found in hits.stored), default=0)
    return [found[rank].passage for rank in range(depth) for found in hits.stored if rank < len(found)]


def _extracted(question: Question, evidence: Gathered) -> _Phrasing:
    """The statements of the fact, or else the notes' own sentences."""
    fact, judged = evidence.fact, evidence.judged
    told = evidence.told.statements if evidence.told else ()
    statements = fact.statements if fact else judged_statements(question, judged) if judged else told
    if statements or fact:
        yield from _leading(evidence)
        yield from statements
    return _Phrased(EXTRACT, statements)


def _by_llm(
    written: Iterator[Statement | Rejected | Remark],
    name: str,
    must_write: bool,
    question: Question,
    evidence: Gathered,
    stop: "Stop | None",
) -> _Phrasing:
    """What the LLM `name` wrote; the extract where it fails, or wrote nothing that holds: the evidence is there.

    Raises Stopped, unless `stop` ends the model's work only: then what it wrote so far is kept.
    """
    from rag.llm.server import Unusable
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
        if must_write and not isinstance(error, Unusable):
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
    written: Iterator[Statement | Rejected | Remark], items: list[Statement | Rejected | Remark], evidence: Gathered
) -> Iterator[Event]:
    """The statements as they come, after what leads them; `items` has them, and the rest, in the end."""
    for item in written:
        if isinstance(item, Statement):
            if not any(isinstance(earlier, Statement) for earlier in items):
                yield from _leading(evidence)
            yield item
        items.append(item)


def _leading(evidence: Gathered) -> Iterator[Lead]:
    if evidence.lead:
        yield Lead(evidence.lead)


def _left_out(question: Question, sources: Sources) -> tuple[int, str]:
    """How many notes and parts of notes of the days asked about were not read; and that, in words."""
    span = window_span(question.window)
    notes, parts = sources.not_read(span.from_ if span else None, span.to if span else None)
    return notes + parts, left_out_in_words(notes, parts)


def _finished(
    question: Question, evidence: Gathered, phrased: _Phrased, left_out: tuple[int, str], sent_to: str, start: float
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
        shape=_shape(question, evidence) if answered else "sentences",
        values=evidence.fact.values if evidence.fact else (),
    )


def _shape(question: Question, evidence: Gathered) -> Shape:
    if evidence.told is not None:
        return "digest"
    if evidence.fact is not None and evidence.fact.values:
        return "values"
    if evidence.fact is not None:
        return "count" if question.intent in ("count", "which", "ever") else "day"
    return "day" if question.intent == "when" and evidence.lead else "sentences"


def _related_to_answer(evidence: Gathered, answer: Answer, related: tuple[RelatedDay, ...]) -> tuple[RelatedDay, ...]:
    """The days that a fact or a digest is of, else those found, with all that are cited."""
    if not answer.answered:
        return ()
    if evidence.fact is not None:
        return only_these(evidence.fact.days, related)
    cited = [c.date for statement in answer.statements for c in statement.citations if c.date]
    if evidence.told is not None:
        return only_these([*(p.date for p in evidence.told.passages if p.date), *cited], related)
    return only_these([*(day.date for day in related), *cited], related)


def _also(question: Question, evidence: Gathered, said: Sequence[Statement]) -> tuple[Statement, ...]:
    if evidence.judged is None or evidence.fact is not None or question.asks_for_days:
        return ()
    if not said and evidence.sure < WORTH_A_LOOK:
        return ()  # nothing is near
    return tuple(also_found(evidence.judged, said))


def _ms(start: float) -> float:
    return round(1000 * (time.perf_counter() - start), 1)
