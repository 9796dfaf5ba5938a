"""The days that a question counts: those with a sentence that says the author did it, else those that mention it.

"when did I last smoke": "Smoked one on the balcony." counts, "I quit smoking." does not.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from index.store.rows import StoredPassage
from rag.evidence.assertions import Sentence
from rag.evidence.candidates import Candidate
from rag.evidence.citations import Statement
from rag.evidence.extract import statement
from rag.evidence.note_sentences import NoteSentences
from rag.evidence.term_coverage import is_unspaced
from rag.facts.deed_days import in_turn, told_day
from rag.facts.deeds import Deed, names_deed, read_deed, telling
from rag.facts.shown import statement_showing
from rag.question.read import Question
from rag.retrieval.retriever import Retriever

CountingRule = Literal["did", "denied", "mentioned", "written"]
_Told = tuple[StoredPassage, Sentence | None]
ALL_DAYS = ("which", "count")
"""Intents of questions that want every day."""
_LATER = 7  # days behind those asked for whose notes may tell of them: "on Saturday"


@dataclass(frozen=True, slots=True)
class CountedDay:
    """A day that counts, the passage that shows it, and its sentence where one says so."""

    day: date
    passage: StoredPassage
    sentence: Sentence | None


@dataclass(frozen=True, slots=True)
class CountedDays:
    """The days that count, in order, and by which rule."""

    days: tuple[CountedDay, ...]
    rule: CountingRule
    only_mentioned: tuple[date, ...]
    """Further days that mention it, in order."""
    undated: int
    """Notes without a day that say or mention it too."""
    denied: bool = False
    """Whether days are asked for on which it was not done."""
    name: str = ""
    """The name that these days mention, where none has all of the question's words."""

    @property
    def dates(self) -> tuple[date, ...]:
        return tuple(counted.day for counted in self.days)


def counted_days(question: Question, retriever: Retriever, notes: NoteSentences) -> CountedDays:
    """The days that the question counts; all days of its window where it names nothing to be counted."""
    if question.days_only:
        written = retriever.longest(retriever.days(question.window))
        return CountedDays(tuple(CountedDay(day, passage, None) for day, passage in written), "written", (), 0)
    deed = read_deed(question)
    told: dict[str, list[CountedDay]] = {"did": [], "denied": [], "mentioned": []}
    undated = set[str]()
    notes_of: dict[str, set[date]] = {"did": set(), "denied": set()}
    # A Japanese verb is written on with other signs in each form: its stem alone is looked for.
    sought = replace(question, terms=deed.words) if deed.language == "ja" else question
    found = retriever.mentioning(_told_later(sought))
    begun = [pair for pair in found if pair[0].date is None or pair[0].date <= question.today]
    for key, passages in begun or found:  # what is still to come was not done
        if key.date is None:
            undated.add(key.path)
            continue
        by_kind = _told(deed, passages, notes)
        for kind in ("did", "denied"):
            days = _days_told(by_kind.get(kind, []), deed, key.date)
            told[kind] += [day for day in days if _is_asked(day.day, question)]
            notes_of[kind] |= {key.date} if days else set()
        if _is_asked(key.date, question):
            first = next(iter(by_kind.get("mentioned", [])), (passages[0], None))
            told["mentioned"].append(CountedDay(key.date, *first))
    if deed.writing and not deed.denied:
        return CountedDays(tuple(told["mentioned"]), "written", (), len(undated))
    rule: CountingRule = "denied" if deed.denied else "did"
    chosen = told[rule]
    if not chosen:
        mentioned = told["mentioned"]
        if not any(map(is_unspaced, question.terms)):  # what asks is hard to part from the matter there
            # Of a day that lacks one of the words it cannot be said that it mentions them.
            whole = retriever.mentioned_days(sought, share=1.0)
            mentioned = [one for one in mentioned if one.day in whole]
        if not mentioned and not deed.denied and question.intent in ALL_DAYS:
            return _naming(question, retriever)
        return CountedDays(tuple(mentioned), "mentioned", (), len(undated), deed.denied)
    only_mentioned = tuple(one.day for one in told["mentioned"] if one.day not in notes_of[rule])
    return CountedDays(_each_day(chosen), rule, only_mentioned, len(undated), deed.denied)


def _naming(question: Question, retriever: Retriever) -> CountedDays:
    """The days that mention the rarest of the question's names: of “the Texan couple” those with the Texans."""
    begun: dict[str, list[CountedDay]] = {}
    for name in question.names:
        named = retriever.mentioning(replace(question, terms=tuple(name.casefold().split())), share=1.0)
        days = [CountedDay(key.date, passages[0], None) for key, passages in named if key.date]
        begun[name] = [one for one in days if one.day <= question.today]
    rarest = min((name for name in begun if begun[name]), key=lambda name: len(begun[name]), default="")
    return CountedDays(tuple(begun.get(rarest, ())), "mentioned", (), 0, name=rarest)


def _told_later(question: Question) -> Question:
    """The question with the days behind its window too: "yesterday" of them may lie in it."""
    window = question.window
    if window is None or not window.filters or window.to is None:
        return question
    later = date.fromordinal(min(window.to.toordinal() + _LATER, date.max.toordinal()))
    return replace(question, window=replace(window, to=later))


def _is_asked(day: date, question: Question) -> bool:
    window = question.window
    return window is None or not window.filters or window.holds(day, day)


def _each_day(counted: list[CountedDay]) -> tuple[CountedDay, ...]:
    """The days in order, each with what tells of it first."""
    first: dict[date, CountedDay] = {}
    for one in counted:
        first.setdefault(one.day, one)
    return tuple(first[day] for day in sorted(first))


def _days_told(told: list[_Told], deed: Deed, written: date) -> list[CountedDay]:
    """The days of which the sentences of one note tell, each with the first that does."""
    said = [(s, passage) for passage, s in told if s is not None]
    days = in_turn([(s, told_day(s.text, written, lambda part: names_deed(deed, part))) for s, _ in said])
    return list(_each_day([CountedDay(day, passage, s) for s, day in days for one, passage in said if one is s]))


def _told(deed: Deed, passages: list[StoredPassage], notes: NoteSentences) -> dict[str, list[_Told]]:
    """ "did", "denied" and "mentioned" -> the passages and sentences that say so."""
    found: dict[str, list[_Told]] = {}
    for passage in passages:
        above = f"{passage.title} {passage.heading}"
        for sentence in notes.of(passage):
            if kind := telling(deed, sentence, above):
                found.setdefault(kind, []).append((passage, sentence))
    return found


def shown(counted: CountedDay, question: Question, notes: NoteSentences) -> Statement | None:
    """The statement that shows a day; None where its note no longer holds it."""
    if counted.sentence is not None:
        return statement([Candidate(counted.sentence, counted.passage, 1.0)])
    return statement_showing(counted.passage, () if question.days_only else question.subject, notes)
