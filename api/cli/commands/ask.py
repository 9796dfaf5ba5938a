"""`daycite query` and `daycite search`: a question answered, or the days that match it."""

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from api.cli.options import UNSOUND, json_option, llm_options, notes_option, question_options
from api.cli.terminal import announce, collection_of, confirmed, live_line, print_result, refresh, say, settings_of

if TYPE_CHECKING:
    from api.parts.collection import Collection
    from api.requests import Ask


def _named(context: click.Context, option: click.Parameter, name: str | None) -> str | None:
    if name is not None and not name.strip():
        raise click.BadParameter("the note's name is empty", context, option)
    return name


@click.command(
    epilog="""\b
Examples:
  daycite query "what did I learn about CNNs" --notes ~/journal
  daycite query "what did I do last week" --today 2020-03-23
  echo "when did I last run?" | daycite query -
  daycite query "regularization" --from 2020-03 --to 2020-04 --no-llm --json
  daycite query "what did I plant" --save "What I planted.md\""""
)
@question_options
@click.option(
    "--save", callback=_named, metavar="NOTE", help="Write it to a new note, too: a path in the notes folder."
)
@click.option("--overwrite", is_flag=True, help="With --save: replace the note that is there.")
@llm_options
@notes_option
@json_option
def query_command(
    notes: Path | None, as_json: bool, llm_url: str | None, save: str | None, overwrite: bool, **options: Any
) -> None:
    """Answer a QUESTION from your notes, citing the days.

    New and changed notes are indexed first. Ctrl-C while a language model is waited for answers without it.
    """
    from api.actions.ask import answer_events, find_writer, last_answer, primed, read_asked
    from api.cli.interrupt import stopping_model
    from api.cli.stream import print_as_it_comes
    from api.cli.text.printing import answer_text
    from api.parts.served import retry_if_damaged
    from rag.answer.result import Answer
    from rag.evidence.judgement import is_for_judge

    settings, ask = settings_of(notes, llm_url=llm_url), _ask(options)
    question = read_asked(ask)
    collection = collection_of(notes, settings)
    _check_save(collection, save, overwrite)
    writing = find_writer(ask, settings, announce, confirmed, live_line())
    refresh(collection)
    collection.begin_to_open(with_judge=is_for_judge(question))
    with stopping_model(writing.llm is not None) as stop:
        events = retry_if_damaged(
            collection,
            partial(refresh, collection),
            lambda: primed(answer_events(ask, question, collection.sources(), writing, settings, stop)),
        )
        if as_json:
            answer = last_answer(events)
            print_result(answer, Answer, answer_text, as_json)
        else:
            answer = print_as_it_comes(events, say)
    if save:
        from api.exchange.save_page import save_answer

        announce(f"written to {save_answer(collection, answer, save, overwrite)}")


@click.command(epilog='\b\nExample:\n  daycite search "gradient descent" --limit 3')
@question_options
@notes_option
@json_option
def search_command(notes: Path | None, as_json: bool, **options: Any) -> None:
    """Show the days and passages that match a QUESTION."""
    from api.actions.ask import find, read_asked
    from api.cli.text.printing import search_text
    from api.parts.served import retry_if_damaged
    from rag.answer.result import SearchResult

    settings, ask = settings_of(notes), _ask(options)
    question = read_asked(ask)
    collection = collection_of(notes, settings)
    refresh(collection)
    collection.begin_to_open(with_judge=False)
    result = retry_if_damaged(
        collection, partial(refresh, collection), lambda: find(ask, question, collection.sources(), settings)
    )
    print_result(result, SearchResult, search_text, as_json)


def _check_save(collection: "Collection", save: str | None, overwrite: bool) -> None:
    """Raises UsageError, NotesError for what could not be saved in the end."""
    if save:
        from api.exchange.save_page import check_name

        check_name(collection, save, overwrite)
    elif overwrite:
        from index.errors import UsageError

        raise UsageError("--overwrite does nothing without --save", "Add --save NOTE")


def _ask(options: dict[str, Any]) -> "Ask":
    from api.requests import Ask

    given = options.pop("words")
    words = sys.stdin.read() if given == ("-",) and sys.stdin is not None else " ".join(given)
    return Ask(question=UNSOUND.sub("\ufffd", words), **options)
