"""Blocks that begin with parts of a date -> those that begin days, told by all of the file together.

`**Sunday 1st.** Woke late` below `# January 2023`, `2 Su rest` in a month's list: each form in which a file's lines
begin is tried as a run of days, completed as headings are (context.py), and kept where the evidence is for it
(evidence/run_score.py). Inside a day nothing else begins one: there such lines are appointments.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from index.dates.label import Label
from index.dates.line_heads.lines import is_day_alone
from index.dates.line_heads.opening import DayOpening
from index.dates.line_heads.openings import day_opening
from index.dates.written_date import WrittenDate
from index.entries.context import HeadingInContext
from index.entries.evidence.run_score import RunDay, in_sequence, is_between, on_weekday, run_score, strays
from index.entries.evidence.weekdays import YEAR_BY_WEEKDAYS
from index.entries.following import WHEN_MADE_SOURCES
from index.entries.logs.run_lines import Placed, RunLine, run_lines, with_order
from index.entries.mention import DateMention, ResolvedDay
from index.entries.places.counts import with_counts_between
from index.entries.places.day_heading import DayHeading
from index.notes.block import Block
from index.notes.note import Note

PlaceHeadings = Callable[[Sequence[DayHeading]], Placed]
"""Headings -> these in their context, and the day of each."""
Parted = tuple[list[RunLine], list[RunLine]]
"""The lines that are days, and the others."""
_LEAP = 2020
_MOST_FORMS = 40  # that are tried
_MOST_LEFT = 200  # lines of other forms that are looked at, one by one
_SHORT_LINE = 20  # characters: of a line with a word or two beside its day
_MOSTLY_ALONE = 0.8  # of a run's lines that are two numbers and nothing more, where some have words behind them
_FEWEST_DAYS = 2  # that a line of another form must stand among


@dataclass(frozen=True, slots=True)
class _File:
    """What the lines of one file are weighed with."""

    found: list[DayHeading]
    """Its headings, and the lines that are days so far."""
    whole: ResolvedDay
    place: PlaceHeadings
    texts: int
    """Its paragraphs and items."""
    first_text: int
    """The line of the first."""
    year: int | None
    """That of the file."""

    def with_lines(self, lines: Sequence[RunLine]) -> "_File":
        """The file with these lines as days."""
        return replace(self, found=_merged(self.found, lines)) if lines else self


def with_day_runs(
    note: Note,
    blocks: Sequence[Block],
    found: list[DayHeading],
    whole: ResolvedDay,
    span: WrittenDate | None,
    place: PlaceHeadings,
) -> Placed:
    """The headings in their context and their days, with the lines that begin days like others of the file.

    `span` is the year and month of the note, as far as they are known.
    """
    placed = place(found)
    if whole.is_of_file:
        return placed
    lines = run_lines(note, blocks, found, placed, bool(span and span.month))
    if not lines:
        return placed
    texts = [b.line_start for b in blocks if b.kind in ("paragraph", "item") or b.bare]
    file = _File(found, whole, place, len(texts), texts[0] if texts else 0, span.year if span else None)
    forms: dict[tuple[object, ...], list[RunLine]] = defaultdict(list)
    for line in lines:
        forms[line.form].append(line)
    left: list[RunLine] = []
    accepted: set[tuple[object, ...]] = set()
    for run in sorted(forms.values(), key=len, reverse=True)[:_MOST_FORMS]:
        kept, others = _kept(run, file)
        accepted |= {line.form for line in kept}
        left += others
        file = file.with_lines(kept)
    if len(left) > 1:  # forms that only together make a run
        kept, left = _kept(left, file)
        file = file.with_lines(kept)
    if left and len(left) <= _MOST_LEFT:
        kept, left = _fitting(left, file)
        file = file.with_lines(kept)
    file = file.with_lines(_doubtful(left, accepted, file))
    file = replace(file, found=with_counts_between(file.found, blocks)) if file.found is not found else file
    return placed if file.found is found else place(file.found)


def _doubtful(left: Sequence[RunLine], accepted: set[tuple[object, ...]], file: _File) -> list[RunLine]:
    """Lines that begin as the days of their file do, and fit none: what follows is not the day's before them."""
    apart = [line for line in left if _is_weekday_alone(line)] if _sets_weekdays_apart(file) else []
    lines = [(line, replace(line.heading.label, strength="none")) for line in left if line.form in accepted]
    lines += [(line, Label()) for line in apart if line.form not in accepted]
    loose = [(line, replace(line.heading, label=label, loose=line.heading.origin == "line")) for line, label in lines]
    return [replace(line, heading=heading) for line, heading in loose]


def _kept(run: Sequence[RunLine], file: _File) -> Parted:
    """The lines of one form that are days, if they are, and the others."""
    run = with_order(run, file.year)
    at, days = _days_of(run, file)
    if not _may_be_pairs([line for line, i in zip(run, at, strict=True) if "in_month" not in days[i].looks]):
        return [], list(run)
    share = min(len(run) / max(_alike(run[0], file), 1), 1)
    if len(run) == 1 and not _is_alone_in_month(run[0], days[at[0]], file) or run_score(days, share) <= 0:
        return [], list(run)
    off = strays(days)
    return _parted(run, [i not in off for i in at])


def _parted(lines: Sequence[RunLine], is_day: Sequence[bool]) -> Parted:
    pairs = list(zip(lines, is_day, strict=True))
    return [line for line, is_so in pairs if is_so], [line for line, is_so in pairs if not is_so]


def _may_be_pairs(run: Sequence[RunLine]) -> bool:
    """Whether two numbers alone, `3/7`, can be days: not fractions, sections, versions (see trust.py)."""
    pairs = [o for line in run if (o := line.opening).pair and not o.weekdays and o.year is None]
    if len(pairs) * 2 <= len(run):  # the others, of the same form, say more
        return True
    heading = any(line.heading.origin == "heading" for line in run)
    if all(o.or_pair for o in pairs):  # `03-07`
        return True
    undotted = all(o.raw.endswith(".") for o in pairs if o.dotted)
    first, last = ({o.pair[at] for o in pairs if o.pair} for at in (0, 1))
    varied = len(first) > 1 and (len(last) > 1 or all(o.dotted for o in pairs))
    # All of one month: `**12/7**`, `**13/7**` are no parts of seven.
    varied |= len(first) > 1 and all(o.closed for o in pairs) and any(o.pair and o.pair[0] > o.pair[1] for o in pairs)
    apart = all(o.stopped or o.closed for o in pairs)
    alone = sum(map(_is_alone, run)) >= _MOSTLY_ALONE * len(run)  # the others have a word behind them: `27/3 Easter`
    return not heading and undotted and varied and (apart or alone)


def _alike(line: RunLine, file: _File) -> int:
    """How many blocks could begin so: the paragraphs, or the headings of the same level."""
    if line.heading.origin == "line":
        return file.texts
    return sum(h.origin == "heading" and h.level == line.heading.level for h in file.found)


def _fitting(left: Sequence[RunLine], file: _File) -> Parted:
    """Lines of other forms that are on their weekday and between the days before and behind them; and the others."""
    at, days = _days_of(left, file)
    if sum(d.known for d in days) < _FEWEST_DAYS:
        return [], list(left)
    shapes = Counter(_shape(h.label.date.raw) for h in file.found if h.label.date and h.label.strength == "strong")
    fits = in_sequence(days, among_known=True)
    apart, alone = _sets_weekdays_apart(file), sum(_is_day(h) and h.label.pure for h in file.found) >= _FEWEST_DAYS
    sure = [
        days[i].year_known
        and (
            on_weekday(days[i])
            and len(days[i].weekdays) == 1
            or line.opening.same_month
            or _is_shaped(line.opening, shapes)
            or "in_month" in days[i].looks
            and len(line.heading.title) <= _SHORT_LINE
            or alone
            and _is_alone(line)
            or apart
            and _is_weekday_alone(line)
            and not line.heading.title.endswith(".")  # "Sun." is as often the weather
        )
        for line, i in zip(left, at, strict=True)
    ]
    shaped = [_is_shaped(line.opening, shapes) and is_between(days, i) for line, i in zip(left, at, strict=True)]
    return _parted(left, [(fits[i] or is_so) and is_sure for i, is_so, is_sure in zip(at, shaped, sure, strict=True)])


def _is_day(heading: DayHeading) -> bool:
    label = heading.label
    return label.strength == "strong" and label.date is not None and label.date.names_day


def _is_alone(line: RunLine) -> bool:
    """Whether a day with its month is all that stands in a line, as in those of the file's other days."""
    opening = line.opening
    told = opening.pair is not None or opening.month is not None
    return told and is_day_alone(opening, line.heading.title)


def _sets_weekdays_apart(file: _File) -> bool:
    """Whether days of the file are a weekday and its number, `Mo 7`, each alone in its line."""
    told = [(h.title, day_opening(h.title)) for h in file.found if h.label.day_only is not None]
    return sum(o is not None and bool(o.weekdays) and is_day_alone(o, title) for title, o in told) >= _FEWEST_DAYS


def _is_weekday_alone(line: RunLine) -> bool:
    """Whether a weekday is all that stands in a line: `Do` between `Di 8` and `Mo 14`."""
    return line.alone and (line.opening.day, line.opening.pair, line.opening.month) == (None, None, None)


def _is_shaped(opening: DayOpening, shapes: Counter[str]) -> bool:
    """Whether a full date, in one piece as no sentence writes it, is of the form of the file's other days."""
    shape = _shape(opening.raw)
    return opening.year is not None and " " not in shape and shapes[shape] > 1


def _shape(raw: str) -> str:
    """`07-Mar-24` -> `00-aaa-00`."""
    return "".join("0" if sign.isdigit() else "a" if sign.isalpha() else sign for sign in raw.strip())


def _is_alone_in_month(line: RunLine, day: RunDay, file: _File) -> bool:
    """Whether one line can be the only day: of a month's page, on its weekday, with nothing before it."""
    opening, begin = line.opening, line.heading.line_start
    before = [h for h in file.found if h.line_start < begin]
    of_month = begin == file.first_text and opening.year is None and all(h.label.pure for h in before)
    return of_month and on_weekday(day) and opening.day is not None and (opening.closed or opening.stopped)


def _days_of(run: Sequence[RunLine], file: _File) -> tuple[list[int], list[RunDay]]:
    """Where each of the lines stands among the days of the file, and these."""
    headings, resolved = file.place(_merged(file.found, run))
    lines = {line.heading.line_start: line for line in run}
    days: list[RunDay] = []
    at: list[int] = []
    part = 0
    for heading, day in zip(headings, resolved, strict=True):
        part += heading.heading.origin == "heading" and heading.mention is None and not heading.is_context
        line = lines.get(heading.heading.line_start)
        if line is not None:
            at.append(len(days))
            days.append(replace(_run_day(line, heading, day, file.whole), part=part))
        elif day.date is not None and day.end is None:
            days.append(RunDay(day.date, known=True, part=part))
    return at, days


def _run_day(line: RunLine, heading: HeadingInContext, day: ResolvedDay, whole: ResolvedDay) -> RunDay:
    opening = line.opening
    made = whole.source in WHEN_MADE_SOURCES  # what comes after that day is as often written on its own
    bare = opening.month is None and not opening.weekdays
    looks = {
        "closed": opening.closed and (opening.stopped or opening.pair is not None or not bare),
        "stopped": opening.stopped,
        "ordinal": opening.ordinal,
        "article": opening.article,
        "same_month": opening.same_month,
        "month": opening.month is not None,
        "year": opening.year is not None,
        "paragraph": not line.listed,
        "below_month": heading.mention is not None
        and heading.mention.source == "parent heading"
        and heading.heading.origin == "heading",
        "in_month": opening.pair is not None
        and heading.mention is not None
        and heading.mention.written is not None
        and heading.mention.written.pair is None,
        "in_week": opening.day is None and opening.pair is None and day.date is not None,
        "padded": opening.raw.startswith("0"),
    }
    counted = bare and not opening.closed and not opening.raw.startswith("0")
    own = day.date or _without_year(day)
    planned = whole.date is not None and whole.end is None and day.date is not None and day.date > whole.date
    return RunDay(
        own,
        opening.weekdays if opening.day is not None or opening.pair else frozenset(),
        frozenset(look for look, is_so in looks.items() if is_so),
        opening.day if counted else None,
        year_known=day.date is not None,
        year_chosen=YEAR_BY_WEEKDAYS in day.doubts,
        to_come=planned and (line.listed or not made),
        other_year=day.date is not None
        and heading.mention is not None
        and _is_of_other_year(day.date, heading.mention),
    )


def _is_of_other_year(day: date | None, mention: DateMention | None) -> bool:
    """Whether a day without a year came to another than that of the note."""
    if day is None or mention is None or mention.written is None or mention.written.year is not None:
        return False
    return mention.year is not None and day.year != mention.year


def _without_year(day: ResolvedDay) -> date | None:
    if day.partial is None or not day.partial.startswith("--") or len(day.partial) != 7:
        return None
    return date(_LEAP, int(day.partial[2:4]), int(day.partial[5:7]))


def _merged(found: Sequence[DayHeading], lines: Sequence[RunLine]) -> list[DayHeading]:
    own = {line.heading.line_start: line.heading for line in lines}
    return sorted([*(h for h in found if h.line_start not in own), *own.values()], key=lambda h: h.line_start)
