"""Note -> entries: what it says about which day, by all that speaks of it, weighed (see evidence/weighing.py).

The clues, the strongest first; what names a day in part is completed by what names one in full:

1. The entry's own heading (or the line that stands for one): it was written for just this entry.
2. The file's name, completed by its folders: chosen for the note, rarely copied with it.
3. Front matter, `title` and `date`-like keys before `created` and `updated`: templates and copies leave it stale, and
   on a page of many days it is the day of publication, which dates no part of it.
4. A byline near the top: the note's own word, but as often the day of its last change.
5. Parent headings and confirmed neighbours: they complete a day that its own heading names in part.
6. The user's `dates.start` for "Day N", and the file's time of change, only where settings ask for them.

Nothing else dates an entry: no prose, no link, no task's stamp, no code, no quotation. What is left is unknown.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date as Date
from datetime import timedelta
from itertools import takewhile

from index.dates.paths import day_number
from index.dates.written_date import WrittenDate
from index.entries.context import HeadingInContext, headings_in_context, resolved_days
from index.entries.entry import NOTHING, SIBLINGS, DayClue, Entry
from index.entries.evidence.day_month_order import PairOrder
from index.entries.evidence.day_one import COUNTED_FROM_FIRST, count_doubts, with_told_count
from index.entries.evidence.nearness import YEAR_OF_NOTE, FullDates
from index.entries.evidence.neighbours import COUNTED_DAY
from index.entries.evidence.said_year import YEAR_SAID, said_year
from index.entries.evidence.siblings import ALONE, FolderClues
from index.entries.evidence.told_counts import OrderAndYear
from index.entries.evidence.weighing import day_clues, said, with_heading
from index.entries.following import OF_POSTS
from index.entries.logs.day_runs import with_day_runs
from index.entries.logs.line_levels import with_lines_of_one_rank
from index.entries.logs.other_days import with_other_days
from index.entries.logs.run_lines import Placed
from index.entries.logs.texts_above import with_texts_above
from index.entries.mention import DateMention, ResolvedDay
from index.entries.note_date import (
    WHEN_CHANGED,
    WHEN_MADE,
    NoteDay,
    byline_mention,
    front_matter_mentions,
    known_span,
    note_day,
)
from index.entries.places.day_heading import DayHeading
from index.entries.places.spans.months import with_holidays, with_months, with_short_years
from index.entries.places.spans.week_rows import with_week_rows
from index.entries.places.spans.weeks import first_week_said, with_weeks
from index.entries.resolve import NO_DATES
from index.entries.sections import Section, places_of_days, sections
from index.entries.user_rules import DateRules
from index.notes.block import Block
from index.notes.note import Note
from index.notes.prose import prose_of
from index.notes.templates import is_template, own_headings

_LONGEST_TITLE = 300
_LONGEST_TOLD, _TOLD_SOON = timedelta(days=31), timedelta(days=3)
_SAME_DAYS = 3  # between the day of a note and its publication, for one to tell how the other is read


def entries(
    note: Note,
    blocks: Sequence[Block],
    rules: DateRules,
    today: Date,
    order: PairOrder | None = None,
    changed: Date | None = None,
    folder: FolderClues = ALONE,
) -> list[Entry]:
    """Entries in file order; together they hold every line of the body, and none twice.

    The first holds the front matter too, unless it is only the first of several days. `blocks` are the note's, `order`
    is the habit of its folder's file names, `changed` the file's time of change.
    """
    order = rules.order or order or folder.order
    whole = (known := note_day(note, blocks, today, order, [folder.near], rules.timezone)).day
    near = [FullDates((whole.date,), YEAR_OF_NOTE, order_reach=_SAME_DAYS) if whole.date else NO_DATES, folder.near]
    headings = places_of_days(note, blocks, whole)
    span, said = _span_of_days(note, blocks, headings, rules, today)
    how = OrderAndYear(order, span.year if span else None, sure=not said)
    headings, first = with_told_count(headings, blocks, how)
    counted = replace(rules, start=rules.start or first or folder.start)

    def place(headings: Sequence[DayHeading]) -> Placed:
        places = list(headings_in_context(headings, rules, span, whole))
        days = resolved_days(places, today, order, whole, counted, near, blocks)
        return places, _with_what_is_said(places, days, said, rules)

    named = _with_named_days(headings, span, blocks, how)
    placed = with_other_days(note, blocks, with_day_runs(note, blocks, named, whole, span, place), whole)
    ranked = with_lines_of_one_rank(*placed, blocks)
    parts = sections(note, blocks, with_texts_above(ranked, blocks, note), placed[1])
    dated = [s for s in parts if s.day.date is not None or s.own]
    merged = _merged(parts, blocks, note)
    known = replace(known, problems=(*known.problems, *count_doubts(headings, counted.start)))
    n = len(merged) if _inherits(whole, dated) else int(_is_lead(merged[0], whole, dated))  # that may have its day
    out = [_entry(note, s, known if s.whole or i < n else None, known.problems, folder) for i, s in enumerate(merged)]
    if len(dated) < 2 or not merged[0].own and merged[0].day.date is None:
        out[0] = replace(out[0], line_start=1)
    return [_by_time(e, changed if rules.fallback == "mtime" else None) for e in _by_count(out, note, rules, folder)]


def _with_what_is_said(
    places: Sequence[HeadingInContext], days: list[ResolvedDay], year_said: bool, rules: DateRules
) -> list[ResolvedDay]:
    """The days with the doubt that prose alone tells their year, or the first day from which they count."""
    if year_said:
        days = [_with_year_said(p, day) for p, day in zip(places, days, strict=True)]
    return days if rules.start else [_with_count_told(day) for day in days]


def _with_count_told(day: ResolvedDay) -> ResolvedDay:
    return replace(day, doubts=(*day.doubts, COUNTED_FROM_FIRST)) if day.source == "day count" else day


def _with_named_days(
    headings: Sequence[DayHeading], span: WrittenDate | None, blocks: Sequence[Block], how: OrderAndYear
) -> list[DayHeading]:
    """The headings with those that only all of them together show to be months, weeks or holidays."""
    named = with_short_years(headings, span)
    if span is not None and span.month is not None:
        return named
    weeks = with_weeks(with_months(named), first_week_said(named, blocks, how))
    return with_holidays(with_week_rows(weeks, blocks), span.year if span else None)


def _span_of_days(
    note: Note, blocks: Sequence[Block], headings: Sequence[DayHeading], rules: DateRules, today: Date
) -> tuple[WrittenDate | None, bool]:
    """(the year and month of days that lack them, whether its year is only said in the note's first lines)."""
    span = known_span(note)
    known = rules.year or (span.year if span else None)
    said = None if span and span.month and span.year else said_year(headings, blocks, today)
    if said is None or known and said.year != known or known and not said.month:
        return span, False
    return replace(said, month=said.month or (span.month if span else None)), not known


def _with_year_said(place: HeadingInContext, day: ResolvedDay) -> ResolvedDay:
    """The day with the doubt that its year comes from the note's first lines, where nothing nearer gave it one."""
    written = place.mention.written if place.mention else None
    own = written is not None and written.year is None and not (place.mention and place.mention.firm_year)
    return replace(day, doubts=(YEAR_SAID, *day.doubts)) if own and day.date is not None and not day.doubts else day


def mentions_in(note: Note, blocks: Sequence[Block], rules: DateRules) -> list[DateMention]:
    """The dates that stand in a note where they name its days: above its parts, in its front matter, near its top."""
    places = headings_in_context(places_of_days(note, blocks, ResolvedDay()), rules, None, ResolvedDay())
    byline_ = byline_mention(blocks)
    front = front_matter_mentions(note, rules.timezone)[0]
    return [*(p.mention for p in places if p.mention), *front, *([byline_[0]] if byline_ else [])]


def _inherits(whole: ResolvedDay, dated: Sequence[Section]) -> bool:
    """Whether parts without a day of their own have the note's: a file named for a day, or a page of one day.

    A page's front matter stays the page's where its other day is a later addition ("Update 2024-03-05").
    """
    if not dated or whole.source == "file name" and whole.date is not None and whole.end is None:
        return True
    [only, *more] = dated
    later = only.day.date is None or whole.date is None or only.day.date >= whole.date
    return not more and later


def _is_lead(first: Section, whole: ResolvedDay, dated: Sequence[Section]) -> bool:
    """Whether a post's words above the days that it tells of are of its own day, the last of these or soon after."""
    days = [s.day.date for s in dated if s.day.date is not None]
    if first.own or first.day.raw or whole.date is None or whole.source not in OF_POSTS or not days:
        return False
    return whole.date - _LONGEST_TOLD <= min(days) and max(days) <= whole.date <= max(days) + _TOLD_SOON


def _merged(parts: Sequence[Section], blocks: Sequence[Block], note: Note) -> list[Section]:
    """Sections without a word of prose and without a day join the next one: a title, a month's heading."""
    out: list[Section] = []
    start: int | None = None
    outline = own_headings(blocks) if is_template(blocks) else frozenset()
    for section in parts:
        begin = section.line_start if start is None else start
        last = section is parts[-1]
        if not last and not section.own and not _has_prose(section, blocks, outline):
            start = _last_headline(replace(section, line_start=begin), blocks) if note.kind == "org" else begin
            if start > begin:
                out.append(replace(section, line_start=begin, line_end=start - 1))
            continue
        out.append(replace(section, line_start=begin))
        start = None
    return out


def _last_headline(section: Section, blocks: Sequence[Block]) -> int:
    """Where the last of an inbox's headlines begins, each a note of its own, or the one whose logbook goes on behind
    the section; else where the section does."""
    own = list(_blocks_of(section, blocks))
    inside = [b for b in own if b.kind == "heading"]
    several = len(inside) > 1 and (inside[-1].level == inside[-2].level or own[-1].kind == "drawer")
    return inside[-1].line_start if several else section.line_start


def _has_prose(section: Section, blocks: Sequence[Block], outline: frozenset[str]) -> bool:
    inside = _blocks_of(section, blocks)
    return any(b.text in outline if b.kind == "heading" else prose_of(b) for b in inside)


def _blocks_of(section: Section, blocks: Sequence[Block]) -> Iterator[Block]:
    first = bisect_left(blocks, section.line_start, key=lambda b: b.line_start)
    behind = map(blocks.__getitem__, range(first, len(blocks)))
    return takewhile(lambda b: b.line_start <= section.line_end, behind)


def _entry(note: Note, section: Section, known: NoteDay | None, problems: Sequence[str], folder: FolderClues) -> Entry:
    whole = known.day if known else None
    day = _as_the_note(section.day, whole)
    if known and section.own:
        day = with_heading(day, known.candidates, folder.copied)
    if day.date is None and whole is not None and _may_date(whole, section):
        day = replace(whole, doubts=(*whole.doubts, *day.doubts))
    doubts = day.doubts
    if day.date is None:
        doubts = tuple(dict.fromkeys([*doubts, *problems, *(p for p in note.problems if "front matter" in p)]))
        doubts = doubts or (NOTHING,)
    source = day.source if day.date is not None else "unknown"
    title = (section.title or _title(note))[:_LONGEST_TITLE]
    clues = (*_own_clue(section.day, day), *day_clues(day.date, known.candidates if known else ()))
    if folder.asked:
        clues += (DayClue(SIBLINGS, "", _told(folder), day.date is not None),)
    lines = (section.line_start, section.line_end)
    return Entry(note.path, *lines, title, day.date, day.end, source, day.raw, doubts, day.partial, clues)


def _may_date(whole: ResolvedDay, section: Section) -> bool:
    """Whether an undated section has the note's day: not the day the file was made, where a heading names another."""
    if whole.date is None:
        return not (section.day.raw or section.day.partial)
    of_the_file = WHEN_MADE in whole.doubts or WHEN_CHANGED in whole.doubts
    return not (section.own and section.day.raw and of_the_file)


def _as_the_note(day: ResolvedDay, whole: ResolvedDay | None) -> ResolvedDay:
    """The note's own day where the heading names the same one in part: `5.28` below `pubDate: 2025-05-28`."""
    if whole is None or YEAR_OF_NOTE not in day.doubts or day.date != whole.date or day.end is not None:
        return day
    return replace(whole, doubts=(*whole.doubts, *(doubt for doubt in day.doubts if doubt != YEAR_OF_NOTE)))


def _own_clue(own: ResolvedDay, day: ResolvedDay) -> tuple[DayClue, ...]:
    """What the entry's own heading says."""
    if not own.raw:
        return ()
    source = "heading" if own.source in ("unknown", "neighbours") else own.source
    return (DayClue(source, own.raw, said(own), own.date is not None and own.date == day.date),)


def _told(folder: FolderClues) -> str:
    """What the notes of the folder tell, in words."""
    order = {"dmy": "the day before the month", "mdy": "the month before the day", "ymd": "the year first"}
    parts = [order[folder.order]] if folder.order else []
    if folder.near.days:
        parts.append(f"notes beside it of {', '.join(map(str, folder.near.days[:4]))}")
    return "; ".join(parts) or "nothing"


def _title(note: Note) -> str:
    title = note.meta.get("title")
    return " ".join(title.split()) if isinstance(title, str) else ""


def _by_count(parts: list[Entry], note: Note, rules: DateRules, folder: FolderClues) -> list[Entry]:
    """ "Day N" by the user's first day, or by those beside it, for a whole file named so."""
    number = day_number(note.path)
    if number is None or len(parts) != 1 or parts[0].date is not None:
        return parts
    if rules.start is None and folder.counted is not None:
        own = replace(parts[0], date=folder.counted, date_source="neighbours", raw=f"Day {number}", partial=None)
        return [replace(own, doubts=(COUNTED_DAY,))]
    if rules.start is None:
        return parts
    day = rules.start + timedelta(days=number - 1)
    return [replace(parts[0], date=day, date_source="day count", raw=f"Day {number}", doubts=(), partial=None)]


def _by_time(entry: Entry, changed: Date | None) -> Entry:
    if changed is None or entry.date is not None:
        return entry
    return replace(
        entry, date=changed, date_source="mtime", doubts=(*entry.doubts, "the day the file was last changed")
    )
