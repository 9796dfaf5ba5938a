"""`daycite days`, `show` and `timeline`: entries by day, what one day says, and which days mention a topic."""

from functools import partial
from pathlib import Path
from typing import Any

import click

from api.cli.options import DAY, FIRST_DAY, LAST_DAY, json_option, notes_option, sound_text
from api.cli.terminal import announce, collection_of, print_result, refresh, say_json
from index.errors import UsageError


@click.command(
    epilog="""\b
Examples:
  daycite days 2020-03 2020-03
  daycite days 2020-03-17 2020-03-20
  daycite days --undated
  daycite days --why 2020-03-17"""
)
@click.argument("from_", metavar="[FROM]", required=False, type=FIRST_DAY)
@click.argument("to", metavar="[TO]", required=False, type=LAST_DAY)
@click.option("--undated", is_flag=True, help="List the entries without a date instead.")
@click.option("--doubtful", is_flag=True, help="List only entries whose date is in doubt, and why.")
@click.option("--why", metavar="DAY|FILE", help="Show what speaks for and against the dates of a day or a file.")
@notes_option
@json_option
def days_command(notes: Path | None, as_json: bool, why: str | None, **filters: Any) -> None:
    """List entries by day: date, how it is known, file and lines.

    FROM and TO are days such as 2020-03-17, or whole months or years such as 2020-03 or 2020. This needs no index.
    """
    from api.actions.entries import asked_about, chosen_entries, listed_days
    from api.cli.text.printing import days_text, why_text
    from index.entries.entry import Entry

    if why is not None and any(filters.values()):
        raise UsageError("--why cannot be combined with a date range or other filters", "Use one or the other")
    listed = listed_days(collection_of(notes))
    if why is not None:
        print_result(asked_about(listed, why), list[Entry], why_text, as_json)
        return
    chosen = chosen_entries(listed, **filters)
    print_result(chosen, list[Entry], days_text, as_json)
    if not chosen:
        announce("No matching entries.")
    undated = sum(entry.date is None for entry in listed.entries)
    if undated and not any(filters.values()):
        announce(f"entries without a date: {undated}. List them with: daycite days --undated")


@click.command(epilog="\b\nExample:\n  daycite show 2020-03-17")
@click.argument("day", type=DAY)
@notes_option
@json_option
def show_command(notes: Path | None, day: Any, as_json: bool) -> None:
    """Print everything written on one DAY, with file and lines."""
    from api.actions.entries import one_day
    from api.cli.text.printing import day_text
    from index.day_list import EntryText

    print_result(one_day(collection_of(notes), day), list[EntryText], day_text, as_json)


@click.command(
    epilog="""\b
Examples:
  daycite timeline CNNs
  daycite timeline "the garden" --from 2024
  daycite timeline --json | jq '.days[].date'"""
)
@click.argument("words", metavar="[TOPIC]", nargs=-1)
@click.option("--from", "from_", type=FIRST_DAY, metavar="DAY", help="The first day to look at, as 2020-03-17.")
@click.option("--to", type=LAST_DAY, metavar="DAY", help="The last day to look at.")
@click.option("--today", type=DAY, metavar="DAY", help="The day to count “last week” from. Default: today.")
@notes_option
@json_option
def timeline_command(
    notes: Path | None, as_json: bool, words: tuple[str, ...], from_: Any, to: Any, today: Any
) -> None:
    """Draw a calendar of the days that mention a TOPIC.

    Each year is a block with a column a week; the days that mention it most are darkest. Without a topic it shows
    how much was written on each day.
    """
    from datetime import date

    from api.dates import check_span
    from api.parts.served import retry_if_damaged
    from rag.answer.timeline import Timeline
    from rag.answer.timeline import timeline as build_timeline
    from rag.question.read import read_question

    check_span(from_, to)
    topic = sound_text(" ".join(words)).strip()
    question = read_question(topic, today or date.today(), from_, to) if topic else None
    collection = collection_of(notes)
    refresh(collection)
    result = retry_if_damaged(
        collection, partial(refresh, collection), lambda: build_timeline(question, collection.sources())
    )
    if as_json:
        say_json(result, Timeline)
    else:
        from api.cli.text.calendar import print_calendar

        print_calendar(result, from_, to)
