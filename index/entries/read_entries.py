"""Note -> entries: what it says about which day, by this order of precedence.

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
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from datetime import date as Date
from itertools import takewhile

from index.dates.front_matter_keys import CHANGED_KEYS, MADE_KEYS
from index.dates.paths import day_number, path_year
from index.entries.entry import NOTHING, Entry
from index.entries.evidence.day_month_order import PairOrder
from index.entries.mention import ResolvedDay
from index.entries.note_date import (
    WHEN_CHANGED,
    WHEN_MADE,
    byline_mention,
    front_matter_mentions,
    name_mention,
)
from index.entries.resolve import resolve
from index.entries.sections import Section, sections
from index.entries.user_rules import DateRules
from index.notes.block import Block
from index.notes.front_matter import NEVER_CLOSED
from index.notes.note import Note
from index.notes.prose import prose_of
from index.notes.templates import is_template, own_headings

_LONGEST_TITLE = 300


def entries(
    note: Note,
    blocks: Sequence[Block],
    rules: DateRules,
    today: Date,
    order: PairOrder | None = None,
    changed: Date | None = None,
) -> list[Entry]:
    """Entries in file order; together they hold every line of the body, and none twice.

    The first holds the front matter too, unless it is only the first of several days: then front matter belongs
    to none of them.

    `blocks` are the note's, `order` is the habit of its folder's file names, `changed` the file's time of change.
    """
    order = rules.order or order
    whole, problems = _note_day(note, blocks, today, order)
    parts = sections(note, blocks, rules, today, order, whole, path_year(note.path))
    dated = [s for s in parts if s.day.date is not None or s.own]
    shared = _inherits(whole, dated)
    merged = _merged(parts, blocks, note)
    out = [_entry(note, s, whole if shared or s.whole else None, problems) for s in merged]
    if len(dated) < 2 or not merged[0].own and merged[0].day.date is None:
        out[0] = replace(out[0], line_start=1)
    counted = _by_count(out, note, rules)
    return [_by_time(entry, changed if rules.fallback == "mtime" else None) for entry in counted]


def _note_day(
    note: Note, blocks: Sequence[Block], today: Date, order: PairOrder | None
) -> tuple[ResolvedDay, list[str]]:
    """The day of the note as a whole, and what about its front matter cannot be read."""
    name = name_mention(note, note.path.rsplit("/", 1)[-1])
    front, problems = front_matter_mentions(note)
    # Front matter that is never closed stands as the first paragraph, and is not a byline.
    byline = None if NEVER_CLOSED in note.problems else byline_mention(blocks)
    weak = {f"front matter:{key}" for key in (*MADE_KEYS, *CHANGED_KEYS)}
    strong = [mention for mention in front if mention.source not in weak]
    ranked = [name, *strong, byline[0] if byline else None, *(mention for mention in front if mention.source in weak)]
    days = [resolve([mention], today, order)[0] for mention in ranked if mention is not None]
    days = [_with_kind(_dated_by_path(d, note, today, order), note) for d in days]
    first = next((d for d in days if d.date is not None), None) or next((d for d in days if d.partial), None)
    if first is None:
        return (days[0] if days else ResolvedDay()), problems
    return replace(first, doubts=(*first.doubts, *_disagreement(first, days))), problems


def _dated_by_path(day: ResolvedDay, note: Note, today: Date, order: PairOrder | None) -> ResolvedDay:
    """A byline or front matter without a year takes the one that the folders or the name give."""
    if day.date is not None or day.partial is None or not day.partial.startswith("--"):
        return day
    known = path_year(note.path)
    if known is None or known.year is None:
        return day
    month, number = int(day.partial[2:4]), int(day.partial[5:7])
    try:
        return replace(day, date=date(known.year, month, number), partial=None, doubts=(), source="byline")
    except ValueError:
        return day


def _with_kind(day: ResolvedDay, note: Note) -> ResolvedDay:
    """`created` and `updated` mean something else than the day that a note is about."""
    key = day.source.removeprefix("front matter:")
    doubt = WHEN_MADE if key in MADE_KEYS else WHEN_CHANGED if key in CHANGED_KEYS else ""
    return replace(day, doubts=(*day.doubts, doubt)) if doubt else day


def _disagreement(first: ResolvedDay, days: Sequence[ResolvedDay]) -> tuple[str, ...]:
    other = next((d for d in days if d.source.startswith("front matter:") and d.date), None)
    if first.source != "file name" or other is None or other.doubts or other.date == first.date or first.end:
        return ()
    return (f"file name and front matter disagree ({first.date} and {other.date})",)


def _inherits(whole: ResolvedDay, dated: Sequence[Section]) -> bool:
    """Whether parts without a day of their own have the note's: a file named for a day, or a page of one day.

    A page's front matter stays the page's where its other day is a later addition ("Update 2024-03-05").
    """
    if not dated or whole.source == "file name" and whole.date is not None and whole.end is None:
        return True
    [only, *more] = dated
    later = only.day.date is None or whole.date is None or only.day.date >= whole.date
    return not more and later


def _merged(parts: Sequence[Section], blocks: Sequence[Block], note: Note) -> list[Section]:
    """Sections without a word of prose and without a day join the next one: a title, a month's heading."""
    out: list[Section] = []
    start: int | None = None
    outline = own_headings(blocks) if is_template(blocks) else frozenset()
    for section in parts:
        begin = section.line_start if start is None else start
        last = section is parts[-1]
        if not last and not section.own and not _has_prose(section, blocks, outline):
            start = begin
            continue
        out.append(replace(section, line_start=begin))
        start = None
    return out


def _has_prose(section: Section, blocks: Sequence[Block], outline: frozenset[str]) -> bool:
    first = bisect_left(blocks, section.line_start, key=lambda b: b.line_start)
    inside = takewhile(lambda b: b.line_start <= section.line_end, map(blocks.__getitem__, range(first, len(blocks))))
    return any(b.text in outline if b.kind == "heading" else prose_of(b) for b in inside)


def _entry(note: Note, section: Section, whole: ResolvedDay | None, problems: Sequence[str]) -> Entry:
    day = section.day
    if day.date is None and whole is not None and (whole.date is not None or not (day.raw or day.partial)):
        day = replace(whole, doubts=(*whole.doubts, *day.doubts))
    doubts = day.doubts
    if day.date is None:
        doubts = tuple(dict.fromkeys([*doubts, *problems, *(p for p in note.problems if "front matter" in p)]))
        doubts = doubts or (NOTHING,)
    source = day.source if day.date is not None else "unknown"
    title = (section.title or _title(note))[:_LONGEST_TITLE]
    return Entry(
        note.path, section.line_start, section.line_end, title, day.date, day.end, source, day.raw, doubts, day.partial
    )


def _title(note: Note) -> str:
    title = note.meta.get("title")
    return " ".join(title.split()) if isinstance(title, str) else ""


def _by_count(parts: list[Entry], note: Note, rules: DateRules) -> list[Entry]:
    """ "Day N" by the user's first day, for a whole file named so."""
    number = day_number(note.path)
    if rules.start is None or number is None or len(parts) != 1 or parts[0].date is not None:
        return parts
    day = rules.start + timedelta(days=number - 1)
    return [replace(parts[0], date=day, date_source="day count", raw=f"Day {number}", doubts=(), partial=None)]


def _by_time(entry: Entry, changed: Date | None) -> Entry:
    if changed is None or entry.date is not None:
        return entry
    return replace(
        entry, date=changed, date_source="mtime", doubts=(*entry.doubts, "the day the file was last changed")
    )
