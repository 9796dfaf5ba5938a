"""The report of `daycite eval` as text for a terminal, and as a page with a bar chart."""

from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from api.cli.text.printing import table_lines
from index.errors import DayciteError
from index.text.foreign import one_line

if TYPE_CHECKING:
    from rag.evaluation.evaluate import Miss, Report
    from rag.evaluation.measures import Measures

_COLUMNS = ("recall_1", "recall_3", "recall_5", "recall_10", "mrr", "ndcg_10")
_TITLES = ("recall@1", "@3", "@5", "@10", "MRR", "nDCG@10")


def report_text(report: "Report", compare: bool, misses: int) -> str:
    """Tables for a terminal."""
    return "\n".join(_lines(report, compare, misses))


def _lines(report: "Report", compare: bool, misses: int) -> Iterator[str]:
    if report.overall:
        rankers = report.overall if compare else {"all": report.overall["all"]}
        yield from table_lines([_heads("ranker"), *(_row(name, measures) for name, measures in rankers.items())])
        yield ""
        yield from table_lines([_heads("kind"), *(_row(name, measures) for name, measures in report.kinds.items())])
    if report.answers is not None:
        figures = {
            "a gold day is cited": report.answers.gold_day_cited,
            "words of the known answer": report.answers.gold_words,
            "answered where the notes do": report.answers.answered,
            "declined where the notes don't say": report.answers.declined,
            "separated by their confidence (AUROC)": report.answers.auroc,
        }
        figures |= {f"  declined while {kept} are kept": share for kept, share in report.answers.declined_at.items()}
        yield from ("", "Answers without an LLM")
        yield from table_lines([(f"  {what}", _figure(value)) for what, value in figures.items() if value is not None])
    if report.misses and misses:
        yield from ("", f"Missed: {len(report.misses)}, no right day among the first five")
        for miss in report.misses[:misses]:
            yield from _miss_lines(miss)


def _miss_lines(miss: "Miss") -> Iterator[str]:
    yield f"- {one_line(miss.question)}"
    yield f"  {', '.join(miss.days)}; found: {', '.join(miss.found) or 'nothing'}"
    ranks = ", ".join(f"{name} {rank or '-'}" for name, rank in miss.ranks.items())
    yield f"  lost by: {miss.failed} (ranks: {ranks})"


def _heads(first: str) -> tuple[str, ...]:
    return (first, "questions", *_TITLES)


def _row(name: str, measures: "Measures") -> tuple[str, ...]:
    return (name, str(measures.questions), *(_figure(getattr(measures, column)) for column in _COLUMNS))


def _figure(value: float) -> str:
    return f"{value:.3f}"


def write_page(path: Path, report: "Report", name: str) -> None:
    """The report as an HTML file without scripts. Raises DayciteError where it cannot be written."""
    try:
        path.write_text(_page(report, name), encoding="utf-8")
    except OSError as error:
        raise DayciteError(f"{path} cannot be written ({error.strerror})", "Name another file with --html") from error


_STYLE = """body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
:root{color-scheme:light dark}
table{border-collapse:collapse;margin:1rem 0}td,th{padding:.2rem .8rem;text-align:right}
td:first-child,th:first-child{text-align:left}tr+tr{border-top:1px solid #8884}
.bar{display:grid;grid-template-columns:12rem 1fr;gap:.5rem;align-items:center}.bar b{font-weight:400}
.bar i{display:block;background:#3b7dd8;color:#fff;font-style:normal;padding:0 .4rem;border-radius:3px;
white-space:nowrap;min-width:3rem;box-sizing:border-box}"""


def _page(report: "Report", name: str) -> str:
    title = f"How well daycite finds the days of {escape(name)}"
    bars = [(ranker, measures.recall_5) for ranker, measures in report.overall.items()]
    bars += [(f"all: {kind}", measures.recall_5) for kind, measures in report.kinds.items()]
    rows = [_heads("ranker"), *(_row(ranker, measures) for ranker, measures in report.overall.items())]
    rows += [_row(f"all: {kind}", measures) for kind, measures in report.kinds.items()]
    missed = "".join(
        f"<li>{escape(miss.question)}<br>{escape(', '.join(miss.days))}; lost by: {escape(miss.failed)}</li>"
        for miss in report.misses
    )
    return (
        f'<!doctype html>\n<html lang="en"><meta charset="utf-8"><title>{title}</title><style>{_STYLE}</style>'
        f"<h1>{title}</h1><h2>Right days among the first five (recall@5)</h2>{''.join(map(_bar, bars))}"
        f"<h2>All figures</h2><table>{''.join(map(_html_row, rows))}</table>"
        f"<h2>Missed ({len(report.misses)})</h2><ul>{missed}</ul></html>\n"
    )


def _bar(bar: tuple[str, float]) -> str:
    name, value = bar
    width = f'style="width:{100 * value:.1f}%"'
    return f'<div class="bar"><b>{escape(name)}</b><div><i {width}>{value:.3f}</i></div></div>'


def _html_row(cells: tuple[str, ...]) -> str:
    tag = "th" if cells[1] == "questions" else "td"
    return f"<tr>{''.join(f'<{tag}>{escape(cell)}</{tag}>' for cell in cells)}</tr>"
