"""`daycite digest`, `today`, `on` and `themes`: what days were about, without a question."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from api.cli.options import DAY, LAST_DAY, SPAN_START, json_option, notes_option, sound_text
from api.cli.terminal import announce, collection_of, print_result, refresh

if TYPE_CHECKING:
    from api.parts.collection import Collection

_Result = TypeVar("_Result")
_from = click.argument("from_", metavar="[FROM]", required=False, type=SPAN_START)
_to = click.argument("to", metavar="[TO]", required=False, type=LAST_DAY)
_today = click.option("--today", type=DAY, metavar="DAY", help="The day to treat as today. Default: today.")


@click.command(
    epilog="""\b
Examples:
  daycite digest 2020-03
  daycite digest 2020-01 2020-12 --by month
  daycite digest 2020 --topic "the garden" --save "Garden 2020.md\""""
)
@_from
@_to
@click.option("--by", type=click.Choice(["day", "week", "month"]), help="Default: what fits the span.")
@click.option("--topic", default="", metavar="WORDS", help="Tell only of what has these words.")
@click.option("--save", metavar="NOTE", help="Write it to a new note, too: a path in the notes folder.")
@_today
@notes_option
@json_option
def digest_command(notes: Path | None, as_json: bool, **options: Any) -> None:
    """Tell what a span of days was about.

    It prints one to three lines of the notes for each day, week or month: by day up to a week, by week up to three
    months, and by month beyond. FROM and TO are days such as 2020-03-17, or whole months or years; a month or year
    alone is the span. Without either it is the last week with notes.
    """
    from api.actions.digest import digest_of
    from api.cli.text.digest import digest_text
    from rag.digest.digest import Digest

    first, to, today = _span(options)
    topic = sound_text(options["topic"])
    collection = collection_of(notes)
    result = _of(collection, lambda: digest_of(collection, first, to, today, options["by"], topic))
    if options["save"]:
        from api.exchange.save_page import save_digest

        announce(f"written to {save_digest(collection, result, options['save'])}")
    print_result(result, Digest, digest_text, as_json)


@click.command(epilog="\b\nExample:\n  daycite today")
@_today
@notes_option
@json_option
def today_command(notes: Path | None, today: date | None, as_json: bool) -> None:
    """Show what you wrote on this day in other years.

    And what you wrote a week and a month ago.
    """
    _show_day(notes, today or date.today(), True, as_json)


@click.command(epilog="\b\nExamples:\n  daycite on 11-28\n  daycite on 2020-11-28")
@click.argument("day")
@_today
@notes_option
@json_option
def on_command(notes: Path | None, day: str, today: date | None, as_json: bool) -> None:
    """Show what you wrote on a DAY of every year.

    Of a day with a year also what you wrote a week and a month before.
    """
    from api.actions.digest import asked_day

    _show_day(notes, *asked_day(day, today or date.today()), as_json)


@click.command(epilog="\b\nExamples:\n  daycite themes 2020-03\n  daycite themes 2020-01 2020-06")
@_from
@_to
@_today
@notes_option
@json_option
def themes_command(notes: Path | None, as_json: bool, **options: Any) -> None:
    """List the words that mark a span of days.

    These are words and phrases met more often on them than on all others, each with its days; and those that the later
    half of these days has more often than the earlier, or less. FROM and TO are as for
    `daycite digest`; without either it is the last 30 days with notes.
    """
    from api.actions.digest import themes_of
    from api.cli.text.digest import themes_text
    from rag.digest.themes import Themes

    first, to, today = _span(options)
    collection = collection_of(notes)
    result = _of(collection, lambda: themes_of(collection, first, to, today))
    print_result(result, Themes, themes_text, as_json)


def _show_day(notes: Path | None, day: date, also_before: bool, as_json: bool) -> None:
    from api.actions.digest import recollections_of
    from api.cli.text.digest import day_of_year_text
    from rag.digest.on_this_day import OnThisDay

    collection = collection_of(notes)
    result = _of(collection, lambda: recollections_of(collection, day, also_before))
    print_result(result, OnThisDay, day_of_year_text, as_json)


def _of(collection: "Collection", work: Callable[[], _Result]) -> _Result:
    """What `work` makes of the collection as its folder is now."""
    from api.parts.served import retry_if_damaged

    refresh(collection)
    return retry_if_damaged(collection, partial(refresh, collection), work)


def _span(options: dict[str, Any]) -> tuple[date | None, date | None, date]:
    """The first and last day, as far as they were given, and today. Raises UsageError."""
    from api.dates import check_span

    first, alone = options["from_"] or (None, None)
    to = options["to"] or alone
    check_span(first, to)
    return first, to, options["today"] or date.today()
