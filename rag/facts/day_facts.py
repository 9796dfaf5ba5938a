"""Facts about days, computed and never guessed: the first, the last, how many, which, how long between, in a row.

The rule: a day counts when a sentence of it says that the author did what is asked about; where no day has one, those
that mention it, and then the answer says so (`rag.facts.counted_days`).
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from index.store.rows import StoredPassage
from index.text.day_in_words import date_in_words
from index.text.language_data import SPACED, all_words, any_of
from rag.evidence.extract import MAX_STATEMENTS
from rag.evidence.note_sentences import NoteSentences
from rag.facts.counted_days import CountedDay, CountedDays, counted_days, shown
from rag.facts.fact import Fact
from rag.facts.lengths import counted, distance, length, runs
from rag.facts.shown import statement_showing
from rag.facts.values import value_fact
from rag.question.read import Question, read_question
from rag.retrieval.anchors import anchor_day
from rag.retrieval.retriever import Retriever
from rag.temporal.window import read_window

_ALIKE = 3  # letters in which "deciding" and "tasting" end alike
_LISTED, _MENTIONED_LISTED = 31, 10  # days named in a sentence
_STARTED = re.compile(rf"\b{any_of('answers.started')}\b")
_CURRENT = re.compile(rf"\b{any_of('answers.current')}\b")
_ENDS = re.compile(rf"\b{any_of('answers.span_starts')}\s(?P<both>.+)", re.IGNORECASE | re.DOTALL)
"""… between A and B"""
_AFTER = re.compile(
    rf"^{any_of('answers.span_hows')}\s\w+\s(?:\w+\s)?{any_of('answers.span_sides')}\s(?P<both>.+)",
    re.IGNORECASE | re.DOTALL,
)
"""how many days after A did B"""
_WAITED = re.compile(
    rf"^{any_of('answers.span_hows')}\s.+?\s{any_of('answers.span_waits')}\s(?P<rest>.+?)\s"
    rf"{any_of('answers.span_sides')}\s(?P<event>.+)",
    re.IGNORECASE | re.DOTALL,
)
"""how long did I wait for B after A"""
_LATER = re.compile(
    rf"^{any_of('answers.span_sides')}\s(?P<event>.+?),\s{any_of('answers.days_later')}\s(?P<rest>.+)", re.IGNORECASE
)
"""after A, how many days later did B"""
_ASKED_BEHIND = re.compile(any_of("answers.span_questions"), re.IGNORECASE)
"""from A to B, how many days passed"""
_THE_DAY = re.compile(any_of("answers.span_articles"), re.IGNORECASE)
"""between the date she made … and the day that …"""
_JOINTS = re.compile(rf"\s{any_of('answers.span_joints')}\s", re.IGNORECASE)


def day_fact(question: Question, retriever: Retriever, notes: NoteSentences) -> Fact | None:
    """The fact that the question asks for; None where it asks for none, or no dated day mentions its subject."""
    if fact := value_fact(question, retriever, notes):
        return fact
    if question.intent == "between":
        return _between(question, retriever, notes)
    state = _STATES.get(question.intent)
    if state is None:
        return None
    mentions = counted_days(question, retriever, notes)
    if not mentions.days:
        return None
    text, counted_here = state(question, mentions)
    showing = counted_here[-MAX_STATEMENTS:]
    statements = [shown(one, question, notes) for one in showing]
    passages = tuple(one.passage for one in showing)
    return Fact(text, mentions.dates, passages, tuple(filter(None, statements)))


_Shown = Sequence[CountedDay]
_MENTIONED = {"mentioned": " mentioned", "denied": "", "did": "", "written": ""}


def _first(question: Question, found: CountedDays) -> tuple[str, _Shown]:
    head = f"First{_MENTIONED[found.rule]} on {date_in_words(found.dates[0])}"
    return f"{head}{_of('first', question, found)}", found.days[:1]


def _last(question: Question, found: CountedDays) -> tuple[str, _Shown]:
    head = f"Last{_MENTIONED[found.rule]} on {date_in_words(found.dates[-1])}"
    return f"{head}{_of('last', question, found)}", found.days[-1:]


def _ago(question: Question, found: CountedDays) -> tuple[str, _Shown]:
    which = "first" if _STARTED.search(question.text.casefold()) else "last"
    place = 0 if which == "first" else -1
    day = found.dates[place]
    side = "ago" if day <= question.today else "ahead"
    text = f"{distance(day, question.today)} {side}, on {date_in_words(day)}{_of(which, question, found)}"
    return text[0].upper() + text[1:], [found.days[place]]


def _ever(question: Question, found: CountedDays) -> tuple[str, _Shown]:
    first, last = date_in_words(found.dates[0]), date_in_words(found.dates[-1])
    span = f"on {first}" if len(found.days) == 1 else f"on {len(found.days)} days, from {first} to {last}"
    say = "mention it" if found.rule == "mentioned" else "say so"
    return f"Your notes {say} {span}, with {_words(question)}{_also(found)}.", found.days


def _listed(question: Question, found: CountedDays) -> tuple[str, _Shown]:
    listed = ", ".join(day.isoformat() for day in found.dates[-_LISTED:])
    more = f" (the last {_LISTED})" if len(found.days) > _LISTED else ""
    number = counted(len(found.days), "day")
    head = (
        f"{'Mentioned on' if found.rule == 'mentioned' and not found.name else 'On'} {number} {_rule(question, found)}"
    )
    if question.days_only:
        head = f"You wrote on {number}"
    return f"{head}{more}: {listed}{_also(found)}.", found.days


def _in_a_row(question: Question, found: CountedDays) -> tuple[str, _Shown]:
    fact = _streak(question, found)
    return fact.text, [one for one in found.days if one.day in fact.days]


_STATES: dict[str, Callable[[Question, CountedDays], tuple[str, _Shown]]] = {
    "first": _first,
    "last": _last,
    "count": _listed,
    "which": _listed,
    "ago": _ago,
    "ever": _ever,
    "streak": _in_a_row,
}


def _streak(question: Question, found: CountedDays) -> Fact:
    """The longest run of days, or the last one where the current is asked for."""
    days = found.dates
    spans = runs(days)
    current = _CURRENT.search(question.text.casefold()) is not None
    run = spans[-1] if current else max(spans, key=length)
    name = "The last run" if current else "The longest run"
    ended = question.today.toordinal() - run[1].toordinal() > 1
    state = (" It is over." if ended else " It is still going.") if current else ""
    span = date_in_words(run[0]) if length(run) == 1 else f"{date_in_words(run[0])} to {date_in_words(run[1])}"
    text = f"{name} of days {_rule(question, found)}: {counted(length(run), 'day')}, {span}.{state}"
    return Fact(text, tuple(day for day in days if run[0] <= day <= run[1]), (), ())


def _between(question: Question, retriever: Retriever, notes: NoteSentences) -> Fact | None:
    """The days of both events, and how far they lie apart."""
    for sides in event_sides(question):
        events = [_event_day(side, retriever, question.today) for side in sides]
        if all(events):
            break
    else:
        return None
    (start, begins), (end, ending) = (event for event in events if event)
    if end < start and not all(own_day(side, question.today) for side in sides):
        return None  # of events the first named is the first: the words of one were found on another's day
    start, end = _in_year_of(sides[0], start, end, question.today), _in_year_of(sides[1], end, start, question.today)
    statements = [
        statement_showing(passage, read_question(side, question.today).subject, notes)
        for side, passage in zip(sides, (begins, ending), strict=True)
        if passage
    ]
    text = (
        f"{distance(start, end)} between {date_in_words(start)} (“{sides[0]}”) and {date_in_words(end)} (“{sides[1]}”)."
    )
    shown = tuple(passage for passage in (begins, ending) if passage)
    return Fact(text, (start, end), shown, tuple(filter(None, statements)))


def _in_year_of(text: str, day: date, other: date, today: date) -> date:
    """A day that names no year, "Christmas Eve", in the year that brings it nearest to the other event."""
    window = read_question(text, today).window
    if window is None or not window.floating or window.from_ != day:
        return day
    read = (read_window(text, date(year, 12, 31)).window for year in range(other.year - 1, other.year + 2))
    days = [found.from_ for found in read if found and found.from_ and found.from_ <= today]
    return min(days, key=lambda one: abs((one - other).days), default=day)


def event_sides(question: Question) -> Iterator[tuple[str, str]]:
    """The two events of "between A and B", "after A did B", as they may be parted: at a comma first."""
    text = question.text.rstrip(" \t\n?!.")
    text = text if _LATER.search(text) else _ASKED_BEHIND.sub("", text)
    yield from ((_THE_DAY.sub("", one), _THE_DAY.sub("", other)) for one, other in _sides(text))


def _sides(text: str) -> Iterator[tuple[str, str]]:
    if later := _LATER.search(text):
        yield later["event"].strip(" ,"), later["rest"].strip()
        return
    if after := _AFTER.search(text):
        for verb in sorted(all_words("answers.span_verbs", SPACED)):
            first, joint, second = after["both"].partition(f" {verb} ")
            if joint:
                yield first.strip(" ,"), second.strip()
        return
    if waited := _WAITED.search(text):
        yield waited["event"].strip(" ,"), waited["rest"].strip(" ,")
        return
    named = ends["both"] if (ends := _ENDS.search(text)) else ""
    joints = sorted(
        _JOINTS.finditer(named),
        key=lambda joint: (not _is_parallel(named, joint.end()), named[joint.start() - 1 : joint.start()] != ","),
    )
    yield from ((named[: joint.start()].strip(" ,"), named[joint.end() :].strip()) for joint in joints)


def _is_parallel(named: str, at: int) -> bool:
    """Whether what begins at `at` is said as the first event is: "from deciding to join … to tasting"."""
    first, second = named.split(maxsplit=1)[0], named[at:].split(maxsplit=1)[0]
    return len(first) > _ALIKE < len(second) and first[-_ALIKE:] == second[-_ALIKE:]


def _event_day(text: str, retriever: Retriever, today: date) -> tuple[date, StoredPassage | None] | None:
    """The day of one end: a date that it names itself, or that of its event."""
    if not text:
        return None
    side = read_question(text, today)
    window, own = side.window, own_day(text, today)
    if window is None or own is None:
        return anchor_day(text, retriever, today)
    if side.days_only:
        return own, None
    hits = retriever.search(replace(side, window=replace(window, about=False), event=None), 1)  # "the dinner on 1 July"
    told = zip(hits.days, hits.stored, strict=True)
    return own, next((found[0].passage for day, found in told if found and day.date == own), None)


def own_day(text: str, today: date) -> date | None:
    """The day that words name themselves."""
    window = read_question(text, today).window
    return None if window is None or window.vague or window.from_ != window.to else window.from_


def _of(which: str, question: Question, found: CountedDays) -> str:
    count = len(found.days)
    rest = f", the {which} of {counted(count, 'day')}" if count > 1 else ", the only day"
    return f"{rest} {_rule(question, found)}{_also(found)}."


def _rule(question: Question, found: CountedDays) -> str:
    """By what a day counts, in words."""
    words = _words(question)
    if found.rule == "written":
        return f"with {words}"
    if found.name:
        return (
            f"that {'mentions' if len(found.days) == 1 else 'mention'} “{found.name}”, and none that has all of {words}"
        )
    if found.rule == "mentioned":
        what = "did not" if found.denied else "did it"
        return f"that {'mentions' if len(found.days) == 1 else 'mention'} {words}, and none says that you {what}"
    done = "did not" if found.rule == "denied" else "did"
    return f"with a sentence that says you {done} ({words})"


def _words(question: Question) -> str:
    return f"“{' '.join(question.subject)}”" if not question.days_only else "notes"


def _also(found: CountedDays) -> str:
    """The days and notes that only mention it: what is no deed to the rule may be one to the reader."""
    days, notes = len(found.only_mentioned), found.undated
    listed = ", ".join(day.isoformat() for day in found.only_mentioned) if days <= _MENTIONED_LISTED else ""
    more = f"; {counted(days, 'more day')} only {_verb(days)} it{f' ({listed})' if listed else ''}" if days else ""
    return f"{more}; {counted(notes, 'undated note')} {_verb(notes)} it too" if notes else more


def _verb(count: int) -> str:
    return "mentions" if count == 1 else "mention"
