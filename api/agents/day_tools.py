"""Tools of days: what was written on one, which mention a topic, which questions were left open; days as resources."""

from datetime import date
from typing import Any

from mcp.server.mcpserver import Context, MCPServer
from mcp.types import CallToolResult
from pydantic import TypeAdapter

from api.actions.entries import listed_days, one_day
from api.actions.questions import chosen_questions, open_file, questions_so_far
from api.agents.arguments import (
    READS,
    Cursor,
    First,
    Last,
    Limit,
    OneDay,
    QuestionWords,
    Tokens,
    WhichQuestions,
    check_which,
    page_of,
    read_by,
    span_between,
)
from api.agents.bounded import MOST_TOKENS, bounded
from api.agents.call import Calling, resource_text, tool_result
from api.agents.shapes import entries_shape, questions_shape, shaped, timeline_shape
from api.dates import read_day
from api.parts.served import Served
from index.text.foreign import one_line, printable
from rag.answer.timeline import timeline
from rag.question.read import read_question

_Server = MCPServer[Any]
_Context = Context[Any, Any]
_LONGEST_PIECE = 1_500  # characters of an entry that come together
_QUESTION_SECONDS = 4.0  # that are spent on notes whose questions are not known yet


def add_day_tools(server: _Server, served: Served) -> None:
    """get_day, timeline, open_questions; daycite://days."""
    _add_days(server, served)
    _add_questions(server, served)
    _add_resources(server, served)


def _add_days(server: _Server, served: Served) -> None:
    @server.tool(annotations=READS, structured_output=False)
    async def get_day(
        ctx: _Context, day: OneDay, limit: Limit = 0, cursor: Cursor = "", max_tokens: Tokens = MOST_TOKENS
    ) -> CallToolResult:
        """Read everything written on one day, with file and lines. The error for an empty day names the nearest."""

        def read(calling: Calling) -> dict[str, Any]:
            page, wanted = page_of(limit, cursor, max_tokens), read_by(read_day, day)
            served.look()
            pieces = entries_shape(one_day(served.collection, wanted), min(2 * (max_tokens - 100), _LONGEST_PIECE))
            return bounded({"date": str(wanted)}, "entries", pieces, page)

        return await tool_result(served, ctx, read)

    @server.tool(name="timeline", annotations=READS, structured_output=False)
    async def timeline_of(
        ctx: _Context,
        topic: QuestionWords = "",
        first_day: First = "",
        last_day: Last = "",
        limit: Limit = 0,
        cursor: Cursor = "",
        max_tokens: Tokens = MOST_TOKENS,
    ) -> CallToolResult:
        """List the days that mention a topic, and how strongly (0 to 1); without a topic, every day with notes.

        Use it to see when a topic began, paused or ended before you read single days: `count` is of all these days,
        `first` and `last` are the first and the last of them.
        """

        def build(calling: Calling) -> dict[str, Any]:
            page, span = page_of(limit, cursor, max_tokens), span_between(first_day, last_day)
            question = read_question(topic, date.today(), *span) if topic.strip() else None
            head, days = timeline_shape(timeline(question, served.sources()), *span)
            return bounded(head, "days", days, page)

        return await tool_result(served, ctx, served.turns.in_turn(build))


def _add_questions(server: _Server, served: Served) -> None:
    @server.tool(annotations=READS, structured_output=False)
    async def open_questions(
        ctx: _Context,
        which: WhichQuestions = "open",
        first_day: First = "",
        last_day: Last = "",
        limit: Limit = 0,
        cursor: Cursor = "",
        max_tokens: Tokens = MOST_TOKENS,
    ) -> CallToolResult:
        """List the questions that the user wrote down to answer later: their words, day, file, line and state.

        Use it when the user asks what is still open or unclear; ask_notes then finds whether later notes answer it.
        """

        def choose(calling: Calling) -> dict[str, Any]:
            page, span = page_of(limit, cursor, max_tokens), span_between(first_day, last_day)
            chosen_of = check_which(which)
            served.look()
            kept = open_file(served.collection)
            try:
                found, (looked_at, all_notes) = questions_so_far(served.collection, kept, _QUESTION_SECONDS)
            finally:
                kept.close()
            chosen = chosen_questions(found, chosen_of, *span)
            partly = f"Of the newest {looked_at:,} of {all_notes:,} notes: ask again for the others."
            head = shaped(count=len(chosen), notice=partly if looked_at < all_notes else "")
            return bounded(head, "questions", questions_shape(chosen), page)

        return await tool_result(served, ctx, choose)


def _add_resources(server: _Server, served: Served) -> None:
    @server.resource("daycite://days", mime_type="application/json", description="All days with notes, in order.")
    async def days() -> str:
        def listed() -> list[date]:
            return sorted({entry.date for entry in listed_days(served.collection).entries if entry.date})

        return await resource_text(served, lambda: TypeAdapter(list[date]).dump_json(listed()).decode())

    @server.resource("daycite://days/{day}", mime_type="text/plain", description="What was written on one day.")
    async def day_text(day: str) -> str:
        def text() -> str:
            entries = one_day(served.collection, read_by(read_day, day))
            return "\n\n".join(
                f"[{one_line(e.path)}:{e.line_start}-{e.line_end}]\n{printable(e.text)}" for e in entries
            )

        return await resource_text(served, text)
