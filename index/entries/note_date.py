"""The day of a whole note: by its file name, its front matter, or a byline near its top."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import PurePosixPath
from typing import Any

from index.dates.front_matter_keys import CHANGED_KEYS, DATE_KEYS, MADE_KEYS, MONTH_KEYS, YEAR_KEYS
from index.dates.label import Label
from index.dates.labels import read_label, weekday_in
from index.dates.moments import is_of_milliseconds, local_day, utc_moment
from index.dates.paths import path_date, path_year
from index.dates.written import spans_in
from index.dates.written_date import WrittenDate
from index.entries.evidence.day_month_order import PairOrder
from index.entries.evidence.likely_order import language_beside
from index.entries.evidence.nearness import FullDates
from index.entries.evidence.weighing import FRONT_MATTER, DayCandidate, disagreement, likeliest_candidate
from index.entries.mention import DateMention, ResolvedDay
from index.entries.places.bylines import byline
from index.entries.resolve import resolve
from index.notes.block import Block
from index.notes.front_matter import NEVER_CLOSED
from index.notes.note import Note
from index.text.folding import composed, fold_accents
from index.text.inline import plain

_SOURCE_KEYS = ("source", "url", "link", "original", "source_url", "clipped_from")
_SPAN_KEYS = ("date", *MONTH_KEYS, "title", *YEAR_KEYS)
_MONTHS = 12
_PUBLISHED = frozenset(("published", "publish_date"))
WHEN_MADE = "when the file was made, perhaps not the day it is about"
IN_UTC = "its time is UTC's: where its author was, it may have been another day (see dates.timezone)"
WHEN_CHANGED = "when the file was changed, perhaps not when it was written"


@dataclass(frozen=True, slots=True)
class NoteDay:
    """The day of a note as a whole, and what speaks of it."""

    day: ResolvedDay
    candidates: tuple[DayCandidate, ...]
    problems: tuple[str, ...]
    """What about its front matter cannot be read."""


def note_day(
    note: Note,
    blocks: Sequence[Block],
    today: date,
    order: PairOrder | None,
    near: Sequence[FullDates],
    zone: str | None = None,
) -> NoteDay:
    """The day that the file's name, the front matter and the byline agree on most; `near` completes what they lack."""
    name = name_mention(note, note.path.rsplit("/", 1)[-1], zone)
    front, problems = front_matter_mentions(note, zone)
    # Front matter that is never closed stands as the first paragraph, and is not a byline.
    byline_ = None if NEVER_CLOSED in note.problems else byline_mention(blocks)
    weak = {f"{FRONT_MATTER}{key}" for key in (*MADE_KEYS, *CHANGED_KEYS)}
    strong = [mention for mention in front if mention.source not in weak]
    ranked = [name, *strong, byline_[0] if byline_ else None, *(mention for mention in front if mention.source in weak)]
    told = [m for m in ranked if m is not None]
    language = "" if order else language_beside((m.written for m in told if m.written), blocks)
    candidates = tuple(_candidate(m, note, today, order, near, language) for m in told)
    choice = likeliest_candidate(candidates)
    if choice is None:
        partial = [*(c for c in candidates if c.day.partial), *candidates]
        return NoteDay(partial[0].day if partial else ResolvedDay(), candidates, tuple(problems))
    doubts = (*choice.day.doubts, *disagreement(choice, candidates), *_of_utc(choice, candidates))
    return NoteDay(replace(choice.day, doubts=doubts), candidates, tuple(problems))


def _candidate(
    mention: DateMention,
    note: Note,
    today: date,
    order: PairOrder | None,
    near: Sequence[FullDates],
    language: str,
) -> DayCandidate:
    day = resolve([mention], today, order, near, language)[0]
    if mention.utc and day.date is not None:
        day = replace(day, date=_on_weekday(day.date, weekday_in(str(note.meta.get("title", "")))))
    of_several = mention.written is not None and (mention.written.until is not None or mention.written.week_of)
    return DayCandidate(mention, _with_kind(day if of_several else _dated_by_path(day, note)))


def _on_weekday(day: date, weekday: int | None) -> date:
    """The day of a time in UTC where its author was: the one before or after, if the title is of that weekday."""
    near = (day + timedelta(days=turn) for turn in (0, -1, 1))
    return next((own for own in near if own.weekday() == weekday), day)


def _dated_by_path(day: ResolvedDay, note: Note) -> ResolvedDay:
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


def _with_kind(day: ResolvedDay) -> ResolvedDay:
    """`created` and `updated` mean something else than the day that a note is about."""
    key = day.source.removeprefix(FRONT_MATTER)
    doubt = WHEN_MADE if key in MADE_KEYS else WHEN_CHANGED if key in CHANGED_KEYS else ""
    return replace(day, doubts=(*day.doubts, doubt)) if doubt else day


def _of_utc(choice: DayCandidate, candidates: Sequence[DayCandidate]) -> tuple[str, ...]:
    day = choice.day.date
    others = any(c.day.date == day for c in candidates if c is not choice and not c.mention.utc)
    return (IN_UTC,) if choice.mention.utc and not others else ()


def name_mention(note: Note, weekday_of: str, zone: str | None = None) -> DateMention | None:
    """What the note's file name and folders say."""
    stem = PurePosixPath(note.path).stem
    if is_of_milliseconds(stem):
        return _of_moment(stem, "file name", zone)
    written = path_date(note.path)
    if written is None:
        return None
    return DateMention(written, "file name", weekday_in(composed(weekday_of)) if written.names_day else None)


def _of_moment(text: str, source: str, zone: str | None) -> DateMention | None:
    """The day of a moment in UTC, None where `text` is none."""
    moment = utc_moment(text)
    if moment is None:
        return None
    day = local_day(moment, zone or "")
    return DateMention(WrittenDate(0, len(text), text, day.year, day.month, day.day), source, utc=zone is None)


def front_matter_mentions(note: Note, zone: str | None = None) -> tuple[list[DateMention], list[str]]:
    """What the front matter says, the surest key first, and what in it cannot be read as a date."""
    mentions: list[DateMention] = []
    problems: list[str] = []
    title = note.meta.get("title")
    if (
        isinstance(title, str)
        and (label := read_label(title)).strength == "strong"
        and label.date
        and label.date.names_day
    ):
        mentions.append(_mark(label, "front matter:title"))
    clipped = _is_clipping(note)
    for key in (*DATE_KEYS, *MADE_KEYS, *CHANGED_KEYS):
        if key not in note.meta or clipped and key in _PUBLISHED:
            continue
        value = note.meta[key]
        if mention := _of_moment(_text(value), f"{FRONT_MATTER}{key}", zone):
            mentions.append(mention)
            continue
        label = read_label(plain(_text(value)))
        spans = label.date.names_day or label.date.week or key == "date" and label.pure if label.date else False
        if label.date and label.strength == "strong" and spans:
            mentions.append(_mark(label, f"front matter:{key}"))
        elif key == "date" and value not in ("", "null", "~", None):
            problems.append(f"front matter's {key} is not a date: {_text(value)[:40]}")
    return mentions, problems


def known_span(note: Note) -> WrittenDate | None:
    """The year, perhaps with its month, of days without one: as the path says, else the front matter, or both.

    The month alone where only that is told: `May.md`.
    """
    of_path = path_year(note.path)
    if of_path is not None and of_path.month is not None:
        return of_path
    meta = {fold_accents(key): value for key, value in note.meta.items()}
    spans = [span for key in _SPAN_KEYS if key in meta and (span := _span_of(meta[key]))]
    span = of_path or next((s for s in spans if s.year is not None), None)
    if span is not None and span.month is not None:
        return span
    months = [*spans, *filter(None, map(_numbered_month, (meta.get(key) for key in MONTH_KEYS)))]
    month = next((s.month for s in (*months, _named_month(note.path)) if s and s.month and not s.year), None)
    return replace(span, month=month) if span else WrittenDate(0, 0, "", month=month) if month else None


def _span_of(value: Any) -> WrittenDate | None:
    """`2021`, `2025-02`, `February 2025` or `May`."""
    if not isinstance(value, str | int) or isinstance(value, bool):
        return None
    label = read_label(str(value))
    if label.date is not None and label.pure and label.date.month is not None and label.date.day is None:
        return label.date if label.date.pair is None else None
    spans = [d for d in spans_in(str(value)) if d.year is not None]
    return spans[0] if len(spans) == 1 and not spans[0].names_day and spans[0].week is None else None


def _numbered_month(value: Any) -> WrittenDate | None:
    """The month of `month: 5`."""
    number = int(value) if str(value).strip().isdecimal() else 0
    return WrittenDate(0, 0, str(value), month=number) if 1 <= number <= _MONTHS else None


def _named_month(path: str) -> WrittenDate | None:
    """The month of `May.md`, whose year stands elsewhere or nowhere."""
    label = read_label(composed(PurePosixPath(path).stem))
    only = label.pure and label.date is not None and label.date.month is not None and not label.date.names_day
    return label.date if only else None


def _is_clipping(note: Note) -> bool:
    """Whether the note is about a book or a page of the web: when that was published is not when it was noted."""
    if "author" in note.meta and "title" not in note.meta:
        return True
    return any(str(note.meta.get(key, "")).strip().startswith(("http://", "https://")) for key in _SOURCE_KEYS)


def _text(value: Any) -> str:
    if isinstance(value, str | date):  # TOML has dates of its own
        return str(value)
    return "a list" if isinstance(value, list) else "no text"


def _mark(label: Label, source: str) -> DateMention:
    return DateMention(label.date, source, label.weekday, european=label.european, asian=label.asian)


def byline_mention(blocks: Sequence[Block]) -> tuple[DateMention, int] | None:
    """The date that stands near the top of a note as a line of its own, and its line's number."""
    dated = byline(blocks)
    return (_mark(dated[0], "byline"), dated[1]) if dated else None
