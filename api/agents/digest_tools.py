"""Tools of spans of days: what they were about, this day in other years, the words that mark them."""

from datetime import date
from typing import Any

from mcp.server.mcpserver import Context, MCPServer
from mcp.types import CallToolResult

from api.actions.digest import asked_day, digest_of, recollections_of, themes_of
from api.agents.arguments import (
    READS,
    By,
    Cursor,
    DayOfYear,
    First,
    Last,
    Limit,
    Tokens,
    TopicWords,
    given_days,
    page_of,
)
from api.agents.bounded import MOST_TOKENS, bounded
from api.agents.call import Calling, tool_result
from api.agents.shapes import digest_shape, recollections_shape, themes_shape
from api.parts.served import Served
from api.requests import DigestRequest, SpanRequest

_Server = MCPServer[Any]
_Context = Context[Any, Any]


def add_digest_tools(server: _Server, served: Served) -> None:
    """digest, on_this_day, themes."""
    _add_digests(server, served)
    _add_themes(server, served)


def _add_digests(server: _Server, served: Served) -> None:
    @server.tool(annotations=READS, structured_output=False)
    async def digest(
        ctx: _Context,
        first_day: First = "",
        last_day: Last = "",
        by: By = "",
        topic: TopicWords = "",
        limit: Limit = 0,
        cursor: Cursor = "",
        max_tokens: Tokens = MOST_TOKENS,
    ) -> CallToolResult:
        """Read what a span of days was about: one to three cited lines of the notes for each day, week or month.

        Use it when the user asks what they did or what happened in a time, and names no subject. Without days it is the
        last week with notes.
        """

        def tell(calling: Calling) -> dict[str, Any]:
            page = page_of(limit, cursor, max_tokens)
            days = given_days(first_day, last_day)
            asked = DigestRequest.model_validate(days | {"by": by.strip() or None, "topic": topic})
            served.sources()
            made = digest_of(served.collection, asked.from_, asked.to, date.today(), asked.by, asked.topic)
            head, periods = digest_shape(made)
            return bounded(head, "periods", periods, page)

        return await tool_result(served, ctx, served.turns.in_turn(tell))


def _add_themes(server: _Server, served: Served) -> None:
    @server.tool(annotations=READS, structured_output=False)
    async def on_this_day(
        ctx: _Context, day: DayOfYear = "", limit: Limit = 0, cursor: Cursor = "", max_tokens: Tokens = MOST_TOKENS
    ) -> CallToolResult:
        """Read what was written on a day of the year in other years, and a week and a month before it."""

        def recall(calling: Calling) -> dict[str, Any]:
            page = page_of(limit, cursor, max_tokens)
            wanted, also_before = asked_day(day, date.today())
            served.sources()
            head, found = recollections_shape(recollections_of(served.collection, wanted, also_before))
            return bounded(head, "recollections", found, page)

        return await tool_result(served, ctx, served.turns.in_turn(recall))

    @server.tool(annotations=READS, structured_output=False)
    async def themes(
        ctx: _Context,
        first_day: First = "",
        last_day: Last = "",
        limit: Limit = 0,
        cursor: Cursor = "",
        max_tokens: Tokens = MOST_TOKENS,
    ) -> CallToolResult:
        """List the words and phrases that mark a span of days against all others, and those that rise or fall in it.

        Each says on how many days it is met, and the last of these: read them with get_day. Without days it is the last
        30 days with notes.
        """

        def weigh(calling: Calling) -> dict[str, Any]:
            page = page_of(limit, cursor, max_tokens)
            asked = SpanRequest.model_validate(given_days(first_day, last_day))
            served.sources()
            head, marking = themes_shape(themes_of(served.collection, asked.from_, asked.to, date.today()))
            return bounded(head, "marking", marking, page)

        return await tool_result(served, ctx, served.turns.in_turn(weigh))
