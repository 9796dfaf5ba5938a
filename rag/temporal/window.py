"""The time words of a question and today -> the days it asks about; pure, `today` is an argument.

A question names no time, or days (`Window`), or an event whose day must be found first (`EventWindow`), or something
that cannot be told (`NotUnderstood`): different values, because searching everything is right for the first only.

>>> window = read_window("what did I learn last week", date(2020, 3, 18)).window
>>> f"{window.from_} to {window.to}"
'2020-03-09 to 2020-03-15'
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from index.text.folding import fold_punctuation
from rag.temporal.beside.bounds import with_bounds, with_season
from rag.temporal.beside.exclusion import all_but, excluded_spans, exclusion_mark
from rag.temporal.beside.listed import make_lists
from rag.temporal.beside.unread import torn_times, unread_times
from rag.temporal.beside.year_apart import with_year_apart
from rag.temporal.calendar import DateRange, gaps_between, narrower, overlap, weekdays_of
from rag.temporal.compounds import taken_apart
from rag.temporal.event_time import is_future, names_event_time
from rag.temporal.events import EventWindow, read_event
from rag.temporal.grammar import Piece, rewrite
from rag.temporal.language import is_in_signs, is_korean, languages_to_try
from rag.temporal.lexicon import VOCABULARY
from rag.temporal.names import name_likeness
from rag.temporal.rules.calendar import DATE_RULES
from rag.temporal.rules.day_ranges import DAY_RANGE_RULES
from rag.temporal.rules.leads import LEAD_RULES
from rag.temporal.rules.lists import LISTED_DAY_RULES
from rag.temporal.rules.relative import UNIT_RULES
from rag.temporal.rules.repeated import REPEATED, REPEATED_RULES
from rag.temporal.rules.spans import OPEN_RULES, PART_RULES, SPAN_RULES
from rag.temporal.rules.years import YEAR_RULES
from rag.temporal.times import FoundTime, Now
from rag.temporal.tokens import tokenize
from rag.temporal.unspaced.cjk import read_cjk
from rag.temporal.unspaced.events import counted_from_event, read_unspaced_event
from rag.temporal.unspaced.korean import read_korean
from rag.temporal.unspaced.unread import unread_unspaced

__all__ = ["EventWindow", "FoundTime", "NotUnderstood", "Reading", "Window", "found_times", "read_window"]


@dataclass(frozen=True, slots=True)
class Window:
    """The span of days a question asks about; both ends included, None is an open end."""

    from_: date | None
    to: date | None
    vague: bool = False  # "around Easter", "recently": lifts its days, hides none
    words: tuple[str, ...] = ()  # the question's own words it was read from
    about: bool = False  # the words tell what happened when ("the trip in 2019"), not when it was written: hides none
    day_number: int | None = None  # "on day 12": a count of the journal's own; the ends are open until it is looked up
    week_number: int | None = None  # "in week 10": the same, and the ends are the calendar's
    floating: bool = False  # names no year or week ("in March"): meant is the latest that has notes
    relative: bool = False  # counted from today: "last week"
    without: tuple[DateRange, ...] = ()  # days taken out: "except in October"
    weekdays: frozenset[int] = frozenset()  # only these days of the week, 0 for Monday: "on Sundays"; none for all
    soft: int = 0  # days beside its ends that may be meant too: ranked below its own, and not hidden
    passages: frozenset[int] | None = None  # only these, which the notes' own words name: "Week 10", "3 May" of no year

    @property
    def filters(self) -> bool:
        """Whether days outside are left out of the answer."""
        bounds = self.from_ is not None or self.to is not None or self.passages is not None
        return (bounds or bool(self.without) or bool(self.weekdays)) and not (self.vague or self.about)

    def holds(self, first: date, last: date) -> bool:
        """Whether a day from `first` to `last` lies in it."""
        if last < (self.from_ or date.min) or first > (self.to or date.max):
            return False
        if self.weekdays and self.weekdays.isdisjoint(weekdays_of(first, last)):
            return False
        return not any(start <= first and last <= end for start, end in self.without)


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """Words that name a time which cannot be told: "on my birthday", "31 February"."""

    words: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a question says about time, and the question without the words that said it."""

    window: Window | None
    event: EventWindow | None
    not_understood: NotUnderstood | None
    rest: str
    unread: tuple[str, ...] = ()  # words of time beside those of the window, which may mean another one


def read_window(question: str, today: date) -> Reading:
    """The window, event or misunderstanding in `question`, and what is left of it."""
    text = fold_punctuation(question)
    if is_in_signs(text):
        language, found, unread = "ja", *_in_signs(text, today)
    else:
        language, found, unread = _in_likeliest(question, text, today)
        found = with_year_apart(found, text) if len(found) > 1 else found
    event = _event(question, language, found, today)
    found = with_bounds(found, event, question, language) if event and found else found
    problems = [mention for mention in found if mention.time.problem and not mention.time.excluded]
    times = [mention for mention in found if not mention.time.problem]
    times, again = _parted_by_weekdays(times)
    window, used = _window([mention for mention in times if not mention.time.excluded], question, language)
    again += [mention for mention in problems if mention.time.unit == REPEATED]
    habits = window is None and bool(again) and all(mention.time.habit for mention in again)
    if habits or window is not None and window.filters:
        words = tuple(question[mention.start : mention.end] for mention in again)
        window, used = _of_again(window or Window(None, None, words=words), again, today), used + again
    if taken := [m for m in found if m.time.excluded and (m.time.weekdays or m.time.again or not m.time.problem)]:
        window, used = _without_days(window, taken, today), used + taken
    not_understood = None
    # "Weekends in Rome" with no other time: all days, and no misunderstanding.
    if window is None and (problems := [mention for mention in problems if len(mention.time.weekdays) < _ALWAYS]):
        first = problems[0]
        not_understood = NotUnderstood(question[first.start : first.end], first.time.problem)
    stated = [mention for mention in times if not (mention.about or mention.time.vague or mention.time.excluded)]
    if len(stated) > 1:
        spans = [((mention.start, mention.end), mention.time.span) for mention in stated]
        unread += torn_times(spans, _listed(stated, question, language), text, language)
    unread += [(mention.start, mention.end) for mention in problems if mention.time.unit != REPEATED]
    if window is None or not window.filters or not stated:
        unread = []
    return Reading(
        window, event, not_understood, _without(question, used), tuple(question[start:end] for start, end in unread)
    )


def _in_likeliest(question: str, text: str, today: date) -> tuple[str, list[FoundTime], list[tuple[int, int]]]:
    """The language, the times found and those unread: in the likeliest language in which any is found."""
    read = [(code, _rewritten(question, text, today, code)) for code in languages_to_try(text)]
    readings = [(code, pieces, _found(pieces, question, text, today, code)) for code, pieces in read]
    # What is a name in one language is no time in another: "rue du 8 mai 1945".
    told = (one for one in readings if one[2] or any(piece.time is not None for piece in one[1]))
    language, pieces, found = next(told, readings[0])
    return language, found, unread_times(pieces, language)


def _in_signs(text: str, today: date) -> tuple[list[FoundTime], list[tuple[int, int]]]:
    """The times found and those unread of Japanese, Chinese and Korean."""
    read = read_korean if is_korean(text) else read_cjk
    found = [FoundTime(time, *span, time.named) for time, span in read(text, today)]
    return found, unread_unspaced(text, [(mention.start, mention.end) for mention in found]) if found else []


def _event(question: str, language: str, found: list[FoundTime], today: date) -> EventWindow | None:
    if is_in_signs(question):
        event = counted_from_event(question, lambda words: [time for time, _ in read_cjk(words, today)])
        return event or (None if found else read_unspaced_event(question))
    event = read_event(question, language, [(mention.start, mention.end) for mention in found])
    return with_season(event, found, question) if event and found else event


def found_times(question: str, text: str, today: date, language: str) -> list[FoundTime]:
    """Every time that `question` names, as meant on `today`; `text` is its folded form.

    In a `language` whose time words are not known, those that all languages write alike.
    """
    return _found(_rewritten(question, text, today, language), question, text, today, language)


def _rewritten(question: str, text: str, today: date, language: str) -> list[Piece]:
    """The question's tokens, those of each time as one piece."""
    language = language if language in VOCABULARY else "en"
    now = Now(today, language, is_future(text))
    pieces = [Piece(token) for token in taken_apart(tokenize(question, language), language)]
    pieces = rewrite(pieces, _TIME_RULES, now)
    for rules in (PART_RULES, PART_RULES, SPAN_RULES, OPEN_RULES, LEAD_RULES):
        if any(piece.time is not None for piece in pieces):
            pieces = rewrite(pieces, rules, now)
    return pieces


def _found(pieces: list[Piece], question: str, text: str, today: date, language: str) -> list[FoundTime]:
    language = language if language in VOCABULARY else "en"
    found = []
    for index, piece in enumerate(pieces):
        if piece.time is not None:
            mark = exclusion_mark(pieces, index)
            named = name_likeness(question, piece.token.start, piece.token.end, language)
            if named == "name":
                continue
            about = mark is None and (named == "perhaps" or names_event_time(pieces, index, text, today))
            ends = [piece.token, mark] if mark is not None else [piece.token]
            time = replace(piece.time, excluded=mark is not None)
            start, end = min(token.start for token in ends), max(token.end for token in ends)
            found.append(FoundTime(time, start, end, about))
    return found


def _window(found: list[FoundTime], question: str, language: str) -> tuple[Window | None, list[FoundTime]]:
    """One window of all the times found, and those whose words are no longer search terms.

    Stated times count before vague ones, and those that say when it was written before those of what is told; of a
    dated and a relative one that contradict each other ("last Friday on 23 January"), the dated. One that
    lies in another narrows it, others ("in March and in May") span both.
    """
    counted = [mention for mention in found if mention.time.day_number is not None]
    found = [mention for mention in found if mention.time.day_number is None]
    if counted and not found:
        words = tuple(question[mention.start : mention.end] for mention in counted)
        return Window(None, None, words=words, day_number=counted[0].time.day_number), []
    chosen = (
        [mention for mention in found if not mention.time.vague and not mention.about]
        or [mention for mention in found if not mention.time.vague]
        or found
    )
    if not chosen:
        return None, []
    if any(mention.time.absolute for mention in chosen) and not _all_overlap(chosen):
        chosen = [mention for mention in chosen if mention.time.absolute]
    span = chosen[0].time.span
    for mention in chosen[1:]:
        span = narrower(span, mention.time.span)
    about, vague = all(mention.about for mention in chosen), all(mention.time.vague for mention in chosen)
    from_ = None if span[0] == date.min else span[0]
    to = None if span[1] == date.max else span[1]
    words = tuple(question[mention.start : mention.end] for mention in chosen)
    number = counted[0].time.day_number if counted else None
    week = chosen[0].time.week_number if len(chosen) == 1 else None
    floating = any(mention.time.floating for mention in chosen) and not any(m.time.absolute for m in chosen)
    relative = not floating and not any(mention.time.absolute for mention in chosen)
    soft = max(mention.time.soft for mention in chosen)
    gaps = gaps_between(_parts(chosen, question, language))
    window = Window(from_, to, vague, words, about, number, week, floating, relative, gaps, soft=soft)
    return window, [mention for mention in found if not mention.about]


def _parts(chosen: Sequence[FoundTime], question: str, language: str) -> list[DateRange]:
    """The days of each time, and those between two of which no "and" or comma makes a list."""
    parts = [span for mention in chosen for span in mention.time.spans]
    for (first, second), is_listed in zip(pairwise(chosen), _listed(chosen, question, language), strict=True):
        apart = overlap(first.time.span, second.time.span) is None
        if not (apart and is_listed):
            parts.append(narrower(first.time.span, second.time.span))
    return parts


def _listed(found: Sequence[FoundTime], question: str, language: str) -> list[bool]:
    return make_lists([question[first.end : second.start] for first, second in pairwise(found)], language)


def _parted_by_weekdays(times: list[FoundTime]) -> tuple[list[FoundTime], list[FoundTime]]:
    """The times, and apart from them "at the weekend" beside "in June" that it does not lie in: those of June."""
    plain = [mention.time for mention in times if not (mention.time.excluded or mention.time.vague)]
    whole = [time for time in plain if time.from_ and time.to and (time.to - time.from_).days >= _LONG]
    apart, again = list[FoundTime](), list[FoundTime]()
    for mention in times:
        weekly = mention.time.weekdays and len(whole) == 1 and not (mention.time.excluded or mention.about)
        outside = weekly and overlap(mention.time.span, whole[0].span) is None
        (again if outside else apart).append(mention)
    return apart, again


def _of_again(window: Window, again: Sequence[FoundTime], today: date) -> Window:
    """Of the window those days that come again: "every Monday in March"."""
    gaps = all_but([mention.time for mention in again], window.from_, window.to or today)
    weekdays = window.weekdays.union(*(mention.time.weekdays for mention in again))
    return replace(window, without=(*window.without, *gaps), weekdays=weekdays)


def _without_days(window: Window | None, taken: list[FoundTime], today: date) -> Window:
    """The window, or all days where there is none, without those that are taken out."""
    base = window or Window(None, None)
    spans = [span for mention in taken for span in excluded_spans(mention.time, base.from_, base.to, today)]
    return replace(base, without=tuple(dict.fromkeys(spans)))


def _all_overlap(found: list[FoundTime]) -> bool:
    return all(overlap(a.time.span, b.time.span) for a, b in zip(found, found[1:], strict=False))


_TIME_RULES = LISTED_DAY_RULES + YEAR_RULES + DAY_RANGE_RULES + DATE_RULES + REPEATED_RULES + UNIT_RULES
_ALWAYS = 2  # days of each week
_LONG = 6  # days between the ends of a time that has each weekday
_LOOSE = re.compile(r"\s+(?=[,;.?!])|^[\s,;.:]+")


def _without(question: str, used: list[FoundTime]) -> str:
    """The question less the words used, its spaces and punctuation closed up."""
    if not used:
        return question
    parts, position = [], 0
    for mention in sorted(used, key=lambda mention: mention.start):
        parts.append(question[position : mention.start])
        position = mention.end
    parts.append(question[position:])
    return _LOOSE.sub("", " ".join(" ".join(parts).split())).strip()
