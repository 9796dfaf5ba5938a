"""`daycite timeline`: a calendar of the days that mention a topic."""

from functools import partial
from pathlib import Path
from typing import Any

import click

from api.cli.options import DAY, FIRST_DAY, LAST_DAY, json_option, notes_option
from api.cli.terminal import collection_of, refresh, say_json


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
    topic = " ".join(words).encode("utf-8", "surrogateescape").decode("utf-8", "replace").strip()
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
