"""The command line: `daycite index`, `query`, `search`, `days`, `show`, `serve`, `eval`, `doctor`.

Each command imports what it needs when it runs, so that `--help` and `days` do not wait for what they have no use for.
"""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from api.cli.chat import chat_command
from api.cli.collections import collections_command
from api.cli.more import COMMANDS
from api.cli.options import DAY, FIRST_DAY, LAST_DAY, folder, json_option, llm_options, notes_option, question_options
from api.cli.questions import questions_command
from api.cli.terminal import announce as _announce
from api.cli.terminal import collection_of as _collection
from api.cli.terminal import refresh
from api.cli.terminal import say as _say
from api.cli.terminal import settings_of as _settings

if TYPE_CHECKING:
    from api.requests import Ask


@click.group(
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="""\b
Examples:
  daycite query "what did I learn about CNNs" --notes ~/journal
  daycite days 2020-03 2020-04 --notes ~/journal
  DAYCITE_NOTES=~/journal daycite show 2020-03-17

Settings: command line over DAYCITE_* variables over daycite.toml; `daycite doctor` shows them.""",
)
@click.option("--version", is_flag=True, help="Show the version and exit.")
@click.pass_context
def cli(context: click.Context, version: bool) -> None:
    """Ask your own dated notes; every answer cites the days it came from."""
    if version:
        from api.environment import version as installed

        _say(f"daycite {installed()}")
        context.exit()
    if context.invoked_subcommand is None:
        _say(context.get_help())


for command in (chat_command, collections_command, questions_command, *COMMANDS):
    cli.add_command(command)


@cli.command(epilog="\b\nExample:\n  daycite index ~/journal ~/work-log")
@click.argument("notes", nargs=-1, type=folder)
@click.option("--rebuild", is_flag=True, help="Forget what is indexed and index everything again.")
@json_option
def index_command(notes: tuple[Path, ...], rebuild: bool, as_json: bool) -> None:
    """Build or refresh the collection of each folder of NOTES.

    Only what changed is read again. Notes themselves are never changed.
    """
    from api.cli.printing import summary_text
    from api.cli.progress import Bars
    from api.parts.indexing import Indexed
    from api.parts.no_notes import no_notes

    done: list[Indexed] = []
    for number, collection in enumerate([_collection(each) for each in notes] or [_collection(None)]):
        if rebuild:
            collection.rebuild()
        with Bars() as bars:
            report = collection.sync(bars)
        counts = collection.catalog.counts()
        if not counts.entries:
            raise no_notes(collection, report.skipped)
        done.append(Indexed(str(collection.root), report, counts))
        if not as_json:
            _say(("\n" if number else "") + summary_text(collection.root, report, counts))
    if as_json:
        _print(done, list[Indexed], str, as_json)


@cli.command(
    epilog="""\b
Examples:
  daycite query "what did I learn about CNNs" --notes ~/journal
  daycite query "what did I do last week" --today 2020-03-23
  daycite query "regularization" --from 2020-03 --to 2020-04 --no-llm --json"""
)
@question_options
@llm_options
@notes_option
@json_option
def query_command(notes: Path | None, as_json: bool, llm_url: str | None, **asked: Any) -> None:
    """Answer a QUESTION from your notes, with the days that say so.

    A folder not indexed yet is indexed first, and changed files are picked up first.
    """
    from api.actions.ask import answer_events, find_writer, last_answer, primed, read_asked
    from api.cli.printing import answer_text
    from api.cli.stream import print_as_it_comes
    from api.parts.served import retry_if_damaged
    from rag.answer.result import Answer

    settings, ask = _settings(notes, llm_url=llm_url), _ask(asked)
    question = read_asked(ask)
    collection = _collection(notes, settings)
    writing = find_writer(ask, settings, _announce)
    refresh(collection)
    sources = collection.sources
    events = retry_if_damaged(
        collection,
        partial(refresh, collection),
        lambda: primed(answer_events(ask, question, sources(), writing, settings)),
    )
    if as_json:
        _print(last_answer(events), Answer, answer_text, as_json)
    else:
        print_as_it_comes(events, _say)


@cli.command(epilog='\b\nExample:\n  daycite search "gradient descent" --limit 3')
@question_options
@notes_option
@json_option
def search_command(notes: Path | None, as_json: bool, **asked: Any) -> None:
    """Show the days and passages that speak to a QUESTION."""
    from api.actions.ask import find, read_asked
    from api.cli.printing import search_text
    from api.parts.served import retry_if_damaged
    from rag.answer.result import SearchResult

    settings, ask = _settings(notes), _ask(asked)
    question = read_asked(ask)
    collection = _collection(notes, settings)
    refresh(collection)
    found = retry_if_damaged(
        collection, partial(refresh, collection), lambda: find(ask, question, collection.sources(), settings)
    )
    _print(found, SearchResult, search_text, as_json)


@cli.command(
    epilog="""\b
Examples:
  daycite days 2020-03 2020-03
  daycite days 2020-03-17 2020-03-20
  daycite days --undated"""
)
@click.argument("from_", metavar="[FROM]", required=False, type=FIRST_DAY)
@click.argument("to", metavar="[TO]", required=False, type=LAST_DAY)
@click.option("--undated", is_flag=True, help="List the entries without a date instead.")
@click.option("--doubtful", is_flag=True, help="List only entries whose date is in doubt, and why.")
@notes_option
@json_option
def days_command(notes: Path | None, as_json: bool, **wanted: Any) -> None:
    """List entries by day: date, how it is known, file and lines.

    A day is written 2020-03-17; 2020-03 and 2020 mean their first day, or as TO their last day. Nothing needs to be
    indexed for it.
    """
    from api.actions.entries import chosen_entries, listed_days
    from api.cli.printing import days_text
    from index.entries.entry import Entry

    listed = listed_days(_collection(notes))
    chosen = chosen_entries(listed, **wanted)
    _print(chosen, list[Entry], days_text, as_json)
    if not chosen:
        _announce("no entry is like that")
    undated = sum(entry.date is None for entry in listed.entries)
    if undated and not any(wanted.values()):
        _announce(f"entries without a date: {undated}, listed by daycite days --undated")


@cli.command(epilog="\b\nExample:\n  daycite show 2020-03-17")
@click.argument("day", type=DAY)
@notes_option
@json_option
def show_command(notes: Path | None, day: Any, as_json: bool) -> None:
    """Print what your notes say of one DAY, with file and lines."""
    from api.actions.entries import one_day
    from api.cli.printing import day_text
    from index.day_list import EntryText

    _print(one_day(_collection(notes), day), list[EntryText], day_text, as_json)


@cli.command(
    epilog="""\b
Examples:
  daycite serve --notes ~/journal --port 9000
  DAYCITE_TOKEN=… daycite serve --notes ~/journal --host 0.0.0.0"""
)
@click.option("--host", metavar="ADDRESS", help="Where to listen; other than this machine needs DAYCITE_TOKEN.")
@click.option("--port", type=click.IntRange(0, 65535), help="The port; 0 takes any free one.")
@click.option("--watch", is_flag=True, help="Index as soon as a note is saved, not only when asked.")
@notes_option
def serve_command(notes: Path | None, host: str | None, port: int | None, watch: bool) -> None:
    """Open a page to ask and to look, and answer programs.

    It is at http://127.0.0.1:8765 by default. /docs lists the requests, /v1 speaks OpenAI's API, /mcp the Model
    Context Protocol, for reading only. Press Ctrl-C to end it.
    """
    settings = _settings(notes, host=host, port=port)
    collection = _collection(notes, settings)
    from api.http.serve import serve as serve_collection

    serve_collection(collection, settings, partial(refresh, collection), _announce, watch)


@cli.command(epilog="\b\nExamples:\n  daycite doctor --notes ~/journal\n  daycite doctor --json")
@click.option("--repair", is_flag=True, help="First mend what is damaged, from the notes; they are not changed.")
@notes_option
@json_option
def doctor_command(notes: Path | None, repair: bool, as_json: bool) -> int:
    """Show the settings and check each part.

    The exit code is 1 when one of them is broken.
    """
    from api.actions.doctor import Checked, Setting, findings, settings_in_force
    from api.cli.printing import findings_text

    settings = _settings(notes)
    if repair:
        from api.parts.repair import repair as mended

        for line in mended(_collection(notes, settings)):
            _announce(line)
    given = frozenset({"notes"} if notes else ())
    found = list(findings(settings, settings.notes))
    in_force = list(settings_in_force(settings, given))
    told = Checked([Setting(*each) for each in in_force], found)
    _print(told, Checked, lambda its: findings_text(in_force, [(f.ok, f.part, f.told) for f in its.checks]), as_json)
    return 0 if all(finding.ok for finding in found) else 1


@cli.command(
    name="eval",
    epilog="""\b
Examples:
  daycite eval --make 30 --notes ~/journal > questions.jsonl
  daycite eval questions.jsonl --compare --html report.html""",
)
@click.argument("questions", required=False, type=click.File(encoding="utf-8"))
@click.option("--make", "count", type=click.IntRange(1, 1000), metavar="N", help="Draft N questions from your notes.")
@click.option("--compare", is_flag=True, help="Embeddings only and BM25 only beside the full ranker.")
@click.option("--answers", is_flag=True, help="Measure the extractive answers too.")
@click.option("--misses", type=click.IntRange(0), default=10, metavar="N", help="At most so many misses. Default: 10.")
@click.option("--today", type=DAY, metavar="DAY", help="The day from which “last week” counts. Default: today.")
@click.option("--html", type=click.Path(dir_okay=False, path_type=Path), help="Write a page with a bar chart there.")
@notes_option
@json_option
def evaluate_command(notes: Path | None, as_json: bool, **options: Any) -> None:
    """Measure how well daycite finds your days: recall, MRR, nDCG.

    QUESTIONS has one JSON object a line: {"question": "…", "dates": ["2020-03-17"], "kind": "…", "answer": "…"}, the
    last two if you like; no dates means that the notes do not answer it. `--make` drafts such a file: edit it.
    """
    from api.actions.evaluate import drafts, read_questions, reported
    from api.cli.evaluate import report_text, write_page
    from api.cli.progress import Bars
    from rag.evaluation.evaluate import Report

    collection = _collection(notes)
    examples = [] if options["count"] else read_questions(options["questions"])
    refresh(collection)
    if options["count"]:
        _say(drafts(collection, options["count"]))
        return
    with Bars() as bars:
        report = reported(collection, examples, options["today"], options["answers"], bars)
    if options["html"]:
        write_page(options["html"], report, collection.root.name)
    _print(report, Report, lambda its: report_text(its, options["compare"], options["misses"]), as_json)


def _ask(asked: dict[str, Any]) -> "Ask":
    from api.requests import Ask

    words = " ".join(asked.pop("words"))
    return Ask(question=words.encode("utf-8", "surrogateescape").decode("utf-8", "replace"), **asked)


_Result = TypeVar("_Result")


def _print(result: _Result, kind: Any, text: Callable[[_Result], str], as_json: bool) -> None:
    if not as_json:
        said = text(result)
        if said:
            _say(said)
        return
    from pydantic import TypeAdapter

    _say(TypeAdapter(kind).dump_json(result, indent=2).decode())


def main() -> None:
    """Runs the command line; whatever goes wrong becomes one line and an exit code."""
    from api.cli.exits import run_command_line

    sys.exit(run_command_line(cli))


if __name__ == "__main__":
    main()
