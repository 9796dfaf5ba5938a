"""Results -> text for a terminal. What notes say is printed as text: no byte of theirs can steer a terminal."""

import shlex
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from index.text.foreign import one_line, printable

if TYPE_CHECKING:
    from pathlib import Path

    from api.actions.model import ReadyModel
    from index.day_list import EntryText
    from index.entries.entry import Entry
    from index.notes.note import Skipped
    from index.store.rows import CollectionCounts
    from index.sync.run import SyncReport
    from rag.answer.result import Answer, SearchResult
    from rag.evidence.citations import Citation, Statement

_LISTED = 20  # files passed over that a summary names
_A_LINE = 110  # characters


def answer_text(answer: "Answer") -> str:
    """The answer, its sources, what was left out, and what made it."""
    return "\n".join((*notice_of(answer.notice), *_answer_lines(answer), *answer_end(answer)))


def _answer_lines(answer: "Answer") -> Iterator[str]:
    if not answer.answered:
        yield one_line(answer.answer)
        return
    if answer.lead:
        yield from (one_line(answer.lead), "")
    yield from map(statement_line, answer.statements)


def _begun(text: str) -> str:
    """A text that fits a line, cut at a word where it does not."""
    return text if len(text) <= _A_LINE else f"{text[:_A_LINE].rpartition(' ')[0] or text[:_A_LINE]} …"


def notice_of(notice: str) -> Iterator[str]:
    if notice:
        yield from (one_line(notice), "")


def statement_line(statement: "Statement") -> str:
    """`- text [days]`, and what daycite says of it in parentheses."""
    days = ", ".join(dict.fromkeys(c.days for c in statement.citations))
    return f"- {one_line(statement.text)} [{days}]{printable(statement.remark)}"


def answer_end(answer: "Answer") -> Iterator[str]:
    """What follows the statements: their sources, what the model wrote that the notes do not support, what made it."""
    if answer.statements:
        yield from ("", "Sources")
        yield from source_lines([c for statement in answer.statements for c in statement.citations])
    if answer.also:
        yield from ("", "Also looked at")
        yield from table_lines([(s.citations[0].days, f"{_begun(one_line(s.text))}{s.remark}") for s in answer.also])
    if answer.rejected:
        yield from ("", "Left out (the model wrote this, but your notes don't support it)")
        yield from (f"  x {one_line(rejected.text)} ({one_line(rejected.reason)})" for rejected in answer.rejected)
    yield ""
    if answer.sent_to and answer.answered_by != "extract":
        yield f"(passages sent to {one_line(answer.sent_to)})"
    yield f"({one_line(_made_by(answer))})"


def source_lines(citations: "Iterable[Citation]") -> Iterator[str]:
    """A line a cited place, in order of days: `date  file:lines  heading`."""
    ordered = sorted(citations, key=lambda c: (c.date is None, str(c.date), c.path, c.line_start))
    rows = [(c.days, f"{c.path}:{_lines(c.line_start, c.line_end)}", c.heading) for c in ordered]
    yield from table_lines(list(dict.fromkeys(rows)))


def _made_by(answer: "Answer") -> str:
    if answer.answered_by != "extract":
        return f"written by {answer.answered_by}, each citation checked"
    why = f": {answer.llm_error}" if answer.llm_error else ": no language model was used"
    sent = f"; the passages were sent to {answer.sent_to}" if answer.sent_to else ""
    return f"your notes' own sentences{why}{sent}"


def search_text(result: "SearchResult") -> str:
    """The ranked days, each with its passages."""
    lines = [one_line(result.notice), ""] if result.notice else []
    if not result.days:
        lines.append("Nothing in your notes matches that.")
    for day in result.days:
        outside = "  (outside the days asked about)" if day.outside else ""
        lines.append(f"{_day(day.date)}  {day.score:.2f}{outside}")
        for hit in day.passages:
            heading = f"  {one_line(hit.heading)}" if hit.heading else ""
            lines.append(f"  {one_line(hit.path)}:{_lines(hit.line_start, hit.line_end)}{heading}")
            lines.extend(f"    {printable(line)}".rstrip() for line in hit.text.splitlines())
        lines.append("")
    return "\n".join(lines).rstrip()


def days_text(entries: "Sequence[Entry]") -> str:
    """A line an entry: date, how it is known and from which words, file:lines, title, and doubts about the date."""
    rows = [
        (
            _span(entry),
            f"{entry.date_source} “{entry.raw}”" if entry.raw else entry.date_source,
            f"{entry.path}:{_lines(entry.line_start, entry.line_end)}",
            entry.title + (f"  ({'; '.join(entry.doubts)})" if entry.doubts else ""),
        )
        for entry in entries
    ]
    return "\n".join(line.removeprefix("  ") for line in table_lines(rows))


def why_text(entries: "Sequence[Entry]") -> str:
    """Every entry, and below it a line for each thing that was weighed for its day: whether it agrees, its words."""
    return "\n\n".join("\n".join((days_text([entry]), *_clue_lines(entry))) for entry in entries)


def _clue_lines(entry: "Entry") -> Iterator[str]:
    if not entry.clues:
        yield "  nothing else speaks of its day"
    rows = [
        ("agrees" if clue.agrees else "differs" if entry.date else "open", clue.source, f"“{clue.raw}”", clue.says)
        if clue.raw
        else ("agrees" if clue.agrees else "open", clue.source, "", clue.says)
        for clue in entry.clues
    ]
    yield from table_lines(rows)


def day_text(entries: "Sequence[EntryText]") -> str:
    """Every entry under a line that says where it stands."""
    return "\n\n".join(f"{days_text([entry])}\n\n{printable(entry.text)}".rstrip() for entry in entries)


def summary_text(root: "Path", report: "SyncReport", counts: "CollectionCounts") -> str:
    """What an indexing run found and did."""
    span = f", {counts.first_day} to {counts.last_day}" if counts.first_day else ""
    rows = [
        ("files", f"{report.files} ({report.added} added, {report.changed} changed, {report.removed} removed)"),
        ("entries", f"{counts.entries}, on {_counted(counts.days, 'day')}{span}"),
        ("passages", f"{counts.passages} ({report.embedded} newly embedded)"),
        ("seconds", f"{report.seconds:.1f}"),
    ]
    if counts.undated:
        undated = f"{counts.undated}, list them with: daycite days --undated --notes {shlex.quote(str(root))}"
        rows.insert(2, ("undated", undated))
    if report.left_out:
        rules = f"{report.left_out}, see the rules with: daycite doctor --notes {shlex.quote(str(root))}"
        rows.insert(1, ("left out", rules))
    lines = [one_line(str(root)), *table_lines(rows)]
    for title, files in (("skipped", report.skipped), ("problems", report.problems)):
        if files:
            lines.append(f"  {title}   {len(files)}")
            lines.extend(_files(files))
    return "\n".join(lines)


def model_text(ready: "ReadyModel") -> str:
    """Which model is ready, and where its files are."""
    rows = [("digest", ready.model.digest[:16]), ("files", ready.source), ("prepared as", ready.model.variant)]
    return "\n".join([one_line(ready.model.name), *table_lines([(name, one_line(value)) for name, value in rows])])


def _files(files: "Sequence[Skipped]") -> Iterator[str]:
    for file in files[:_LISTED]:
        yield f"    {one_line(file.path)}: {one_line(file.reason)}"
    if len(files) > _LISTED:
        yield f"    and {len(files) - _LISTED} more"


def table_lines(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Columns two spaces apart; the last one is not padded."""
    safe = [[one_line(cell) for cell in row] for row in rows]
    widths = [max(len(cell) for cell in column) for column in zip(*safe, strict=True)]
    for row in safe:
        padded = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        yield f"  {'  '.join(padded)}".rstrip()


def _day(day: object) -> str:
    return "undated" if day is None else str(day)


def _span(entry: "Entry") -> str:
    if entry.date is None:
        return entry.partial or "undated"
    return f"{entry.date}..{entry.date_end}" if entry.date_end else str(entry.date)


def _lines(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}-{last}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def findings_text(settings: Sequence[tuple[str, str, str]], found: Sequence[tuple[bool, str, str]]) -> str:
    """What is in force and where it comes from; then each part, whether it works."""
    checked = [("ok" if ok else "problem", part, detail) for ok, part, detail in found]
    return "\n".join(("Settings", *table_lines(settings), "", "Checks", *table_lines(checked)))
