"""`daycite eval`: how well daycite finds the days of one's own questions."""

from pathlib import Path
from typing import Any

import click

from api.cli.options import DAY, json_option, notes_option
from api.cli.terminal import collection_of, print_result, refresh, say


@click.command(
    name="eval",
    epilog="""\b
Examples:
  daycite eval --make 30 --notes ~/journal > questions.jsonl
  daycite eval questions.jsonl --compare --html report.html""",
)
@click.argument("questions", required=False, type=click.File(encoding="utf-8"))
@click.option("--make", "count", type=click.IntRange(1, 1000), metavar="N", help="Draft N questions from your notes.")
@click.option("--compare", is_flag=True, help="Compare the full ranker with parts of it: embeddings only, BM25 only.")
@click.option("--answers", is_flag=True, help="Also measure the answers made without a language model.")
@click.option("--misses", type=click.IntRange(0), default=10, metavar="N", help="Show at most N misses. Default: 10.")
@click.option("--today", type=DAY, metavar="DAY", help="The day to count “last week” from. Default: today.")
@click.option(
    "--html",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the report to this file, as a page with a bar chart.",
)
@notes_option
@json_option
def evaluate_command(notes: Path | None, as_json: bool, **options: Any) -> None:
    """Measure how well daycite finds your days: recall, MRR, nDCG.

    QUESTIONS is a file with one JSON object a line: {"question": "…", "dates": ["2020-03-17"], "kind": "…",
    "answer": "…"}. The last two are optional. An empty list of dates means that your notes don't answer the question.
    --make drafts such a file for you to edit.
    """
    from api.actions.evaluate import drafts, evaluation_report, read_questions
    from api.cli.progress import Bars
    from api.cli.text.evaluation import report_text, write_page
    from index.text.foreign import printable_json
    from rag.evaluation.evaluate import Report

    collection = collection_of(notes)
    examples = [] if options["count"] else read_questions(options["questions"])
    refresh(collection)
    if options["count"]:
        say(printable_json(drafts(collection, options["count"])))
        return
    with Bars() as bars:
        report = evaluation_report(collection, examples, options["today"], options["answers"], bars)
    if options["html"]:
        write_page(options["html"], report, collection.root.name)
    print_result(report, Report, lambda shown: report_text(shown, options["compare"], options["misses"]), as_json)
