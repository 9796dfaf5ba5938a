"""A question and the days found -> the evidence in them: sentences, facts, and how surely they answer."""

from dataclasses import dataclass, replace

from rag.answer.other_words import beside_in_other_words, with_other_words
from rag.answer.sources import Sources
from rag.answer.told_days import ToldDays, days_instead, told_days
from rag.answer.two_events import two_events
from rag.evidence.candidates import score_candidates
from rag.evidence.citations import Statement
from rag.evidence.confidence import DECLINED, HINTED, confidence, is_understood, least_sure
from rag.evidence.extract import extract
from rag.evidence.judgement import Judged, judge_candidates
from rag.evidence.note_sentences import NoteSentences
from rag.evidence.sentence_features import wanted_of
from rag.facts.day_facts import day_fact
from rag.facts.fact import Fact
from rag.facts.when import WHEN_INTENTS, by_days, other_day, preferring_stated, when
from rag.question.read import Question
from rag.retrieval.hits import SearchHits

OTHER_WORDS = (
    "The search model in use knows English only, so what your notes say in other words than these is easily missed: "
    "see “daycite doctor”."
)
_DOUBTFUL = 0.2  # of the likeliest sentence: below it its day is not told for certain
ONLY_HINTED = "Your notes may not answer this; the closest they come:"


@dataclass(frozen=True, slots=True)
class Gathered:
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


def gathered(question: Question, hits: SearchHits, notice: str, sources: Sources, notes: NoteSentences) -> Gathered:
    """What the notes hold, `hits` being the days found and `notice` what the reader should know of them."""
    told = told_days(question, sources.catalog, sources.retriever, notes)
    if told is not None:
        return Gathered(hits, None, None, 1.0, told.lead, told.notice or notice, told)
    if hits.outside:
        return Gathered(hits, judged=None, fact=None, sure=0.0, lead="", notice=notice)
    scored = score_candidates(hits, question, sources.catalog, sources.embedder, notes)
    judged = judge_candidates(scored, question, sources.judge) if scored else None
    if judged and question.intent == "when":
        judged = preferring_stated(judged, question)
    fact = day_fact(question, sources.retriever, notes)
    if question.intent == "between" and sources.judge() is not None:
        fact = two_events(question, fact, sources, notes)
    sure = confidence(question, judged)
    if judged and fact:
        fact = with_other_words(fact, question, judged)
    if judged and question.intent in WHEN_INTENTS:
        judged = by_days(judged)
    if judged and fact is None and sure < HINTED and not _names_a_stranger(question, judged):
        instead = days_instead(question, sources.catalog, sources.retriever, notes)
        if instead is not None:
            return Gathered(hits, None, None, sure, instead.lead, instead.notice or notice, instead)
    lead = _lead(question, judged, fact, sure)
    found = Gathered(hits, judged, fact, sure, lead, notice, bar=least_sure(question, judged))
    if judged is None or found.speaks or is_understood(judged):
        return found
    return replace(found, notice=" ".join(filter(None, (notice, OTHER_WORDS))))


def _names_a_stranger(question: Question, judged: Judged) -> bool:
    """Whether a name of the question stands nowhere in the notes: whatever they say, it is not of that."""
    scored = judged.scored
    unknown = {term for term, is_so in zip(question.terms, scored.unknown.tolist(), strict=True) if is_so}
    return any(unknown.intersection(name.casefold().split()) for name in question.names)


def _lead(question: Question, judged: Judged | None, fact: Fact | None, sure: float) -> str:
    hint = ONLY_HINTED if sure < HINTED and fact is None else ""
    days = fact.text if fact else ""
    if judged and not fact and question.intent in WHEN_INTENTS:
        days = when(judged, judged_statements(question, judged), question.text)
        doubtful = question.intent != "when" or judged.probability.max() < _DOUBTFUL  # no sentence has its words
        if days and doubtful and not days.startswith("Probably"):
            days = f"Probably: {days}"
    return " ".join(filter(None, (hint, days)))


def judged_statements(question: Question, judged: Judged) -> tuple[Statement, ...]:
    """The sentences that answer, as many as the question asks for."""
    shown = tuple(extract(judged, question.form, question.days_only, wanted_of(question)))
    if question.intent not in WHEN_INTENTS or not shown:
        return beside_in_other_words(shown, question, judged)
    other = other_day(judged, shown)
    return (*shown, other) if other else shown
