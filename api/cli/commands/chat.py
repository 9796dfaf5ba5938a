"""`daycite chat`: question after question, each understood from those before it."""

import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from api.cli.options import DAY, FIRST_DAY, LAST_DAY, llm_options, notes_option
from api.cli.terminal import announce, collection_of, confirmed, live_line, refresh, say, settings_of

if TYPE_CHECKING:
    from api.actions.ask import Writing
    from api.parts.collection import Collection
    from api.settings import Settings

_REMEMBERED = 20


@click.command(
    epilog="\b\nExample:\n  daycite chat --notes ~/journal\n  ? what did I learn about CNNs\n  ? when was that?"
)
@click.option("--limit", type=click.IntRange(1, 100), metavar="N", help="At most this many days. Default: 10.")
@click.option("--today", type=DAY, metavar="DAY", help="The day to count “last week” from. Default: today.")
@click.option("--to", type=LAST_DAY, metavar="DAY", help="The last day to look at.")
@click.option("--from", "from_", type=FIRST_DAY, metavar="DAY", help="The first day to look at, as 2020-03-17.")
@llm_options
@notes_option
def chat_command(notes: Path | None, llm_url: str | None, **options: Any) -> None:
    """Ask one question after another, as in a conversation.

    A follow-up such as “When was that?” refers to what you asked before. Type your questions, or pipe them in, one a
    line. An empty line, Ctrl-D or Ctrl-C ends the conversation; Ctrl-C while a language model is waited for answers
    without it.
    """
    from api.actions.ask import find_writer
    from api.requests import Ask

    settings = settings_of(notes, llm_url=llm_url)
    collection = collection_of(notes, settings)
    writing = find_writer(Ask(question="-", **options), settings, _once(announce), confirmed, live_line())
    refresh(collection)
    _talk(collection, writing, settings, options)


def _talk(collection: "Collection", writing: "Writing", settings: "Settings", options: dict[str, Any]) -> None:
    from api.actions.ask import answer_events, primed, read_asked
    from api.cli.interrupt import stopping_model
    from api.cli.stream import print_as_it_comes
    from api.parts.served import retry_if_damaged
    from api.requests import LONGEST_ANSWER, LONGEST_EARLIER, Ask, Exchange
    from index.errors import DayciteError

    history: list[Exchange] = []
    for words in _lines():
        try:
            ask = Ask(question=words, history=history[-_REMEMBERED:], **options)
            question = read_asked(ask)
            with stopping_model(writing.llm is not None) as stop:
                events = retry_if_damaged(
                    collection,
                    partial(refresh, collection),
                    lambda ask=ask, question=question, stop=stop: primed(  # type: ignore[misc]
                        answer_events(ask, question, collection.sources(), writing, settings, stop)
                    ),
                )
                answer = print_as_it_comes(events, say)
        except DayciteError as error:
            announce(str(error))
            continue
        say("")
        history.append(Exchange(question=words[:LONGEST_EARLIER], answer=answer.answer[:LONGEST_ANSWER]))


def _once(announced: Callable[[str], None]) -> Callable[[str], None]:
    """Announces the same words one time only: that the model is waited for is no news at the second question."""
    before: set[str] = set()

    def announce_new(words: str) -> None:
        if words not in before:
            before.add(words)
            announced(words)

    return announce_new


def _lines() -> Iterator[str]:
    """What is asked, until an empty line or the end."""
    at_keyboard = sys.stdin is not None and sys.stdin.isatty()
    if at_keyboard:
        import readline  # noqa: F401  brings the arrow keys to input()
    while True:
        try:
            line = input("? " if at_keyboard else "").strip()
        except EOFError:
            return
        if not line:
            return
        yield line
