"""Digests, recollections and themes -> text for a terminal."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from api.cli.text.printing import notice_of, source_lines, statement_line, table_lines
from index.text.foreign import one_line
from rag.digest.periods import day_in_words, in_words, span_as_dates

if TYPE_CHECKING:
    from rag.digest.digest import Digest
    from rag.digest.on_this_day import OnThisDay
    from rag.digest.themes import Theme, Themes
    from rag.evidence.citations import Statement

_DAYS_NAMED = 4
_OWN = "(your notes' own sentences: no language model was used)"


def digest_text(digest: "Digest") -> str:
    """A block for each period, then the sources."""
    lines = [*notice_of(digest.notice)]
    if digest.periods:
        about = f", on “{one_line(digest.topic)}”" if digest.topic else ""
        span = span_as_dates(digest.from_, digest.to)
        days = _days(digest.days).replace("notes", "it") if digest.topic else _days(digest.days)
        lines += [f"{span}, {digest.by} by {digest.by}{about}: {days}", ""]
    for period in digest.periods:
        days = f" ({_days(period.days)})" if digest.by != "day" else ""
        lines.append(f"{in_words(period.from_, period.to, digest.by)}{days}")
        lines += [*map(statement_line, period.lines)] or ["  nothing that other days do not say too"]
        lines.append("")
    return _with_sources(lines, [line for period in digest.periods for line in period.lines])


def day_of_year_text(found: "OnThisDay") -> str:
    """A block for each day found, then the sources."""
    lines = [*notice_of(found.notice)]
    for recollection in found.recollections:
        when = recollection.when[0].upper() + recollection.when[1:]
        lines.append(f"{when}, {day_in_words(recollection.date)}" if recollection.date else when)
        lines += [*map(statement_line, recollection.lines), ""]
    return _with_sources(lines, [line for recollection in found.recollections for line in recollection.lines])


def themes_text(themes: "Themes") -> str:
    """A table of what marks the days, and what rises and falls."""
    lines = [*notice_of(themes.notice), f"{span_as_dates(themes.from_, themes.to)}: {_days(themes.days)}"]
    for title, of_kind in (
        ("More on these days than on others", themes.marking),
        ("Rising from the earlier to the later half", themes.rising),
        ("Falling", themes.falling),
    ):
        if of_kind:
            lines += ["", title, *table_lines([*map(_theme_row, of_kind)])]
    if not themes.marking and not themes.rising and not themes.falling:
        lines += ["", "No word marks these days more than chance would."]
    return "\n".join(lines)


def _theme_row(theme: "Theme") -> tuple[str, str, str]:
    named = ", ".join(map(str, theme.days[:_DAYS_NAMED]))
    more = f" and {len(theme.days) - _DAYS_NAMED} more" if len(theme.days) > _DAYS_NAMED else ""
    return theme.words, f"{_days(len(theme.days))}, {theme.elsewhere} elsewhere", f"{named}{more}"


def _with_sources(lines: list[str], statements: "Sequence[Statement]") -> str:
    if statements:
        lines += ["Sources", *_cited(statements), "", _OWN]
    return "\n".join(lines).rstrip()


def _cited(statements: "Iterable[Statement]") -> Iterator[str]:
    return source_lines([citation for statement in statements for citation in statement.citations])


def _days(count: int) -> str:
    return f"{count} day{'s' * (count != 1)} with notes"
