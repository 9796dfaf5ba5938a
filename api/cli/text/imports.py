"""The report of an import -> text for a terminal."""

from typing import TYPE_CHECKING

from index.text.foreign import one_line

if TYPE_CHECKING:
    from index.imports.write_notes import ImportReport

_SHOWN = 20


def import_text(report: "ImportReport") -> str:
    """What was written, what was there, and what was left out, a line each."""
    lines = [f"{report.app}: {_count(report.written, 'new note')} in {one_line(report.folder)}"]
    if report.known:
        lines.append(f"  {_count(report.known, 'entry', 'entries')} of before left as they are")
    if report.media:
        lines.append(f"  {_count(report.media, 'picture or other file', 'pictures and other files')} copied")
    if report.undated:
        lines.append(f"  {_count(report.undated, 'note')} without a day, for the export names none")
    if report.skipped:
        lines.append(f"  {len(report.skipped)} left out:")
        lines += [f"    {one_line(each.name)}: {one_line(each.reason)}" for each in report.skipped[:_SHOWN]]
        if len(report.skipped) > _SHOWN:
            lines.append(f"    and {len(report.skipped) - _SHOWN} more, which --json lists")
    return "\n".join(lines)


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"
