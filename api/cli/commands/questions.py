"""`daycite questions`: the open questions of the notes, their answers, and writing these back."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from api.cli.completions import question_ids
from api.cli.options import DAY, FIRST_DAY, LAST_DAY, json_option, llm_options, notes_option
from api.cli.terminal import announce, collection_of, confirmed, refresh, say, say_json, settings_of
from index.text.foreign import one_line

if TYPE_CHECKING:
    from api.actions.question_marks import Mark
    from api.actions.questions import Which
    from api.cli.text.question_list import Grouping
    from api.parts.collection import Collection
    from index.open_questions.cache import KeptAnswer
    from index.open_questions.find import OpenQuestion
    from index.write_back.replies import Style
    from rag.open_questions.open_answer import OpenAnswer


@click.group(
    invoke_without_command=True,
    epilog="""\b
Examples:
  daycite questions --open --from 2020-03
  daycite questions --open --by topic
  daycite questions --search kernel
  daycite questions done 3f2a91
  daycite questions answer --all
  daycite questions answer 3f2a91 --write""",
)
@click.option("--open", "which", flag_value="open", help="Only those still open.")
@click.option("--answered", "which", flag_value="answered", help="Only those with an answer in the note.")
@click.option("--all", "which", flag_value="all", help="Doubtful ones too, each with its score.")
@click.option("--from", "from_", type=FIRST_DAY, metavar="DAY", help="The first day to look at, as 2020-03-17.")
@click.option("--to", type=LAST_DAY, metavar="DAY", help="The last day to look at.")
@click.option("--since", type=FIRST_DAY, metavar="DAY", help="Only those asked or answered on this day or later.")
@click.option("--search", default="", metavar="WORDS", help="Only those that have all these words.")
@click.option("--by", type=click.Choice(["month", "topic"]), help="How to group them; a long list is by month.")
@click.option("--full", is_flag=True, help="Every question, however many there are.")
@notes_option
@json_option
@click.pass_context
def questions_command(context: click.Context, /, notes: Path | None, as_json: bool, **filters: Any) -> None:
    """List the questions left open in your notes, and answer them.

    An open question is something you wrote down to find out later: under a heading “Questions”, as a task, in prose.
    Its id stays the same when its lines move. The list needs no index. What was answered since you last looked comes
    first; of a long list the latest questions are shown.
    """
    context.obj = notes
    if context.invoked_subcommand is None:
        _list(notes, as_json, **filters)


def _list(
    notes: Path | None,
    as_json: bool,
    which: "Which | None",
    from_: date | None,
    to: date | None,
    since: date | None,
    search: str,
    by: "Grouping | None",
    full: bool,
) -> None:
    from api.actions.questions import all_questions, chosen_questions, newly_answered, open_file
    from index.open_questions.find import OpenQuestion

    collection = collection_of(notes)
    kept = open_file(collection)
    try:
        questions = all_questions(collection, kept)
        new = {} if as_json else newly_answered(collection, questions, kept)
    finally:
        kept.close()
    chosen = chosen_questions(questions, which or "found", from_, to, since, search)
    if as_json:
        say_json(chosen, list[OpenQuestion])
    elif chosen:
        _say_list(chosen, new, by, full)
    if not chosen:
        announce("No matching questions.")


def _say_list(
    chosen: "list[OpenQuestion]", new: "dict[str, KeptAnswer | None]", by: "Grouping | None", full: bool
) -> None:
    import json

    from api.cli.text.question_list import inbox_text
    from rag.open_questions.topics import by_topic

    answers = {id: json.loads(answer.result)["answer"] if answer else "" for id, answer in new.items()}
    say(inbox_text(chosen, answers, by, by_topic, full))


def _mark(notes: Path | None, ids: Sequence[str], mark: "Mark | None", said: str) -> None:
    from api.actions.questions import mark_questions

    for question in mark_questions(collection_of(notes), ids, mark):
        say(f"{said}: {question.id}  {one_line(question.question)[:160]}")


@questions_command.command("done", epilog="\b\nExamples:\n  daycite questions done 3f2a91 9c01")
@click.argument("ids", nargs=-1, required=True, metavar="ID...", shell_complete=question_ids)
@notes_option
@click.pass_context
def done_command(context: click.Context, /, ids: tuple[str, ...], notes: Path | None) -> None:
    """Say that questions, by their IDs, are settled: the list leaves them out. Your notes are not changed."""
    _mark(notes or context.obj, ids, "done", "done")


@questions_command.command("dismiss", epilog="\b\nExamples:\n  daycite questions dismiss 3f2a91")
@click.argument("ids", nargs=-1, required=True, metavar="ID...", shell_complete=question_ids)
@notes_option
@click.pass_context
def dismiss_command(context: click.Context, /, ids: tuple[str, ...], notes: Path | None) -> None:
    """Say that lines, by their IDs, are not questions: the list leaves them out. Your notes are not changed."""
    _mark(notes or context.obj, ids, "not a question", "not a question")


@questions_command.command("reopen", epilog="\b\nExamples:\n  daycite questions reopen 3f2a91")
@click.argument("ids", nargs=-1, required=True, metavar="ID...", shell_complete=question_ids)
@notes_option
@click.pass_context
def reopen_command(context: click.Context, /, ids: tuple[str, ...], notes: Path | None) -> None:
    """Take back what you said of questions, by their IDs, with `done` or `dismiss`."""
    _mark(notes or context.obj, ids, None, "listed again")


@questions_command.command(
    epilog="""\b
Examples:
  daycite questions answer --all
  daycite questions answer 3f2a91 9c01
  daycite questions answer --all --write --style page"""
)
@click.argument("ids", nargs=-1, metavar="[ID]...", shell_complete=question_ids)
@click.option("--all", "everything", is_flag=True, help="Every question that you have not answered yourself.")
@click.option("--today", type=DAY, metavar="DAY", help="The day to treat as today.")
@llm_options
@click.option(
    "--beyond-notes", is_flag=True, help="Where your notes don't say, ask the language model what it knows itself."
)
@click.option("--write", is_flag=True, help="Write the answers into the notes, after showing what would change.")
@click.option("--perhaps", is_flag=True, help="Write what is only perhaps an answer too: of the IDs that you name.")
@click.option("--yes", is_flag=True, help="Write without asking.")
@click.option(
    "--style",
    type=click.Choice(["auto", "inline", "page"]),
    default="auto",
    help="inline: under each question; page: all on one page; auto: as each note allows.",
)
@notes_option
@json_option
@click.pass_context
def answer_command(context: click.Context, /, ids: tuple[str, ...], everything: bool, **options: Any) -> None:
    """Answer open questions from your notes, by their IDs or --all; your notes are not changed without --write.

    Each answer says when and where you wrote it. You can stop at any time and carry on later: a question is not
    answered again while its notes have not changed.
    """
    from index.errors import UsageError

    if bool(ids) == everything:
        raise UsageError("say which questions to answer", "Give their ids (see daycite questions), or use --all")
    if options["perhaps"] and everything:
        raise UsageError(
            "--perhaps needs the ids of questions", "Look at what is perhaps an answer, then name those that are"
        )
    _answer(options.pop("notes") or context.obj, ids, **options)


def _answer(
    notes: Path | None,
    ids: Sequence[str],
    as_json: bool,
    today: date | None,
    beyond_notes: bool,
    write: bool,
    perhaps: bool,
    yes: bool,
    style: "Style",
    llm_url: str | None,
    **llm: Any,
) -> None:
    from api.actions.ask import find_writer
    from api.actions.questions import all_questions, answer_questions, open_file, to_be_answered
    from api.cli.text.questions import summary
    from api.requests import Ask
    from rag.open_questions.open_answer import OpenAnswer

    settings = settings_of(notes, llm_url=llm_url)
    collection = collection_of(notes, settings)
    writer = find_writer(Ask.model_validate({"question": "-", **llm}), settings, announce, confirmed).llm
    refresh(collection)
    kept = open_file(collection)
    try:
        questions = all_questions(collection, kept)
        chosen = to_be_answered(questions, ids)
        answers = answer_questions(
            questions, chosen, collection.sources(), today or date.today(), writer, kept, beyond_notes
        )
        shown = list(_shown(answers, len(chosen), as_json))
    finally:
        kept.close()
    if as_json:
        say_json(shown, list[OpenAnswer])
    else:
        say(summary(shown))
    if write:
        _write(collection, [_looked_at(each) for each in shown] if perhaps else shown, style, yes)


def _looked_at(answer: "OpenAnswer") -> "OpenAnswer":
    """What is perhaps an answer as one, once its author says so."""
    return replace(answer, answered=answer.level != "open")


def _write(collection: "Collection", answers: "Sequence[OpenAnswer]", style: "Style", yes: bool) -> None:
    from api.cli.commands.write_answers import write_answers

    write_answers(collection, answers, style, yes)


def _shown(answers: "Iterator[OpenAnswer]", total: int, as_json: bool) -> "Iterator[OpenAnswer]":
    """Each answer, printed as it comes; a bar where the answers go elsewhere than to the terminal."""
    from api.cli.progress import Bars
    from api.cli.text.questions import open_answer_text

    on_terminal = sys.stdout is not None and sys.stdout.isatty() and not as_json
    with Bars() as bars:
        for number, answer in enumerate(answers, 1):
            if not on_terminal:
                bars("answering", number, total)
            if not as_json:
                say(open_answer_text(answer, f"[{number}/{total}] " if total > 1 else ""))
            yield answer


@questions_command.command(epilog="\b\nExamples:\n  daycite questions undo\n  daycite questions undo 20200319-101500")
@click.argument("which", metavar="[LAST|ID]", default="LAST")
@notes_option
@click.pass_context
def undo_command(context: click.Context, /, notes: Path | None, which: str) -> None:
    """Undo what was written into your notes: the LAST run (the default), or the run with that ID.

    A note that you changed since is left as it is.
    """
    from api.cli.commands.write_answers import undo_answers

    undo_answers(collection_of(notes or context.obj), which)
