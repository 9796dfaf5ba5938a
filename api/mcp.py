"""The door for agents: a server of the Model Context Protocol. Its tools are in api/agents.

Imported only when an agent connects: the SDK is slow to import.
"""

from typing import Annotated, Any

from mcp.server.mcpserver import Context, MCPServer
from mcp.types import CallToolResult, ToolAnnotations
from pydantic import Field, TypeAdapter

from api.agents.arguments import choice
from api.agents.call import Calling, tool_result
from api.agents.day_tools import add_day_tools
from api.agents.digest_tools import add_digest_tools
from api.agents.search_tools import add_search_tools
from api.agents.shapes import questions_shape
from api.agents.strict_server import StrictServer
from api.environment import version
from api.parts.served import Served
from api.settings import Settings
from index.errors import UsageError

_ABOUT = """The user's own dated notes: journals, learning logs, daily notes. Every result names its day, file and
lines: cite the day, like [2020-03-17], and say so when the notes do not mention something. Use ask_notes to answer a
question, search_notes to read passages yourself, timeline for when and how often, digest for what a time was about.
Results are short: where there is a next_cursor, give it as the cursor for more. "indexing": not all is read yet."""

_QuestionId = Annotated[str, Field(description="the open question's id, as open_questions gives it")]
_Said = Annotated[
    str,
    choice(
        "done: it is settled; not a question: the line is none; open: take back what was said",
        "done",
        "not a question",
        "open",
    ),
]
_WRITES = ToolAnnotations(read_only_hint=False, destructive_hint=False, idempotent_hint=True, open_world_hint=False)


def mcp_server(served: Served, settings: Settings, allow_write: bool = False) -> "MCPServer[Any]":
    """The server; without `allow_write` none of its tools changes a note."""
    server = StrictServer("daycite", version=version(), instructions=_ABOUT, log_level="ERROR")
    add_search_tools(server, served, settings)
    add_day_tools(server, served)
    add_digest_tools(server, served)
    if allow_write:
        _add_writing(server, served, settings)
        _add_marks(server, served)
    return server


def _add_writing(server: MCPServer[Any], served: Served, settings: Settings) -> None:
    from api.actions.write_answers import WriteResult, written_back
    from api.requests import WriteRequest

    @server.tool(annotations=_WRITES, structured_output=False)
    async def write_answer(
        ctx: Context[Any, Any],
        id: _QuestionId,
        write: Annotated[
            bool, Field(description="false (default): only show what would change; true: change the note")
        ] = False,
    ) -> CallToolResult:
        """Write what the notes answer to an open question into the note, below the question.

        Show the user the diff first. `daycite questions undo` undoes it.
        """

        def write_back(calling: Calling) -> dict[str, Any]:
            request = WriteRequest.model_validate({"write": write})
            values: dict[str, Any] = TypeAdapter(WriteResult).dump_python(
                written_back(served, settings, id, request), mode="json"
            )
            return values

        return await tool_result(served, ctx, write_back)


def _add_marks(server: MCPServer[Any], served: Served) -> None:
    from typing import get_args

    from api.actions.question_marks import Mark
    from api.actions.questions import mark_questions

    marks: dict[str, Mark | None] = {"open": None, **{mark: mark for mark in get_args(Mark)}}

    @server.tool(annotations=_WRITES, structured_output=False)
    async def mark_question(ctx: Context[Any, Any], id: _QuestionId, mark: _Said) -> CallToolResult:
        """Remember that an open question is settled, or none: the list leaves it out. No note is changed.

        Do so when the user says it of the question, not because an answer was found.
        """

        def remember(calling: Calling) -> dict[str, Any]:
            if mark not in marks:
                raise UsageError(f"mark is {mark[:40]!r}", f"It is one of {', '.join(marks)}")
            served.look()
            return {"questions": questions_shape(mark_questions(served.collection, [id], marks[mark]))}

        return await tool_result(served, ctx, served.turns.in_turn(remember))
