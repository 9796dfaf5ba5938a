"""The door for agents: a server of the Model Context Protocol with tools that give the same JSON as the other doors.

Imported only when an agent asks: the SDK brings much along.
"""

import asyncio
from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, TypeVar

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ResourceError, ToolError
from mcp.types import CallToolResult, TextContent, ToolAnnotations
from pydantic import Field, TypeAdapter, ValidationError

from api.actions.ask import answer_events, find, find_writer, last_answer, read_asked
from api.actions.entries import listed_days, one_day
from api.actions.questions import Which, all_questions, chosen_questions, open_file
from api.dates import check_span, first_day, last_day, read_day
from api.environment import version
from api.parts.served import Served
from api.requests import Ask
from api.settings import Settings
from index.day_list import EntryText
from index.errors import DayciteError, UsageError
from index.open_questions.find import OpenQuestion
from rag.answer.result import Answer, SearchResult
from rag.answer.timeline import Timeline, timeline
from rag.question.read import read_question

_T = TypeVar("_T")
_ABOUT = """The user's own dated notes: journals, learning logs, daily notes. Every result names the day, the file and
the lines it was taken from: cite them, as [2020-03-17], and say so where the notes do not speak of something. Begin
with ask_notes for a question, search_notes to read passages yourself, timeline for when and how often."""

_READS = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
_WRITES = ToolAnnotations(read_only_hint=False, destructive_hint=False, idempotent_hint=True, open_world_hint=False)

_Words = Annotated[
    str, Field(description="a question or topic; time words (“last week”, “in March 2020”) are understood")
]
_First = Annotated[str, Field(description="the first day to look at: 2020-03-17, 2020-03 or 2020; empty for no bound")]
_Last = Annotated[str, Field(description="the last day to look at, written likewise; empty for no bound")]
_Limit = Annotated[int, Field(ge=1, le=100, description="how many days at most, best first")]
_Day = Annotated[str, Field(description="the day, as 2020-03-17")]
_Which = Annotated[Which, Field(description="open; answered; found: both; all: doubtful ones too")]


def mcp_server(served: Served, settings: Settings, allow_write: bool = False) -> "MCPServer[Any]":
    """The server; without `allow_write` nothing that it offers changes a note."""
    server: MCPServer[Any] = MCPServer("daycite", version=version(), instructions=_ABOUT, log_level="ERROR")
    _add_search(server, served, settings)
    _add_days(server, served)
    _add_resources(server, served)
    if allow_write:
        _add_writing(server, served, settings)
    return server


def _add_search(server: "MCPServer[Any]", served: Served, settings: Settings) -> None:
    @server.tool(annotations=_READS, structured_output=False)
    async def search_notes(
        query: _Words, first_day: _First = "", last_day: _Last = "", limit: _Limit = 10
    ) -> CallToolResult:
        """Find the days and passages that speak to a question, best first, in the notes' own words.

        Use it to read what was written before you answer yourself. By meaning and by words; "exact phrase", -word and
        tag:name narrow it. Each passage has its path and lines.
        """

        def search() -> SearchResult:
            asked = _asked(query, first_day, last_day, limit)
            return find(asked, read_asked(asked), served.sources(), settings)

        return await _told(served.turns.in_turn(search), SearchResult)

    @server.tool(annotations=_READS, structured_output=False)
    async def ask_notes(question: _Words, first_day: _First = "", last_day: _Last = "") -> CallToolResult:
        """Answer a question from the notes alone: statements, each with checked citations (day, file, lines, quote).

        Use it for what happened, when, how often, first or last. `answered` is false where the notes don't say: tell
        the user so, and do not guess. `lead` holds facts about days, which are counted, not estimated.
        """

        def asking() -> Answer:
            asked = _asked(question, first_day, last_day, None)
            read = read_asked(asked)
            writing = find_writer(asked, settings)
            return last_answer(answer_events(asked, read, served.sources(), writing, settings, turns=served.turns))

        return await _told(asking, Answer)


def _add_days(server: "MCPServer[Any]", served: Served) -> None:
    @server.tool(annotations=_READS, structured_output=False)
    async def get_day(day: _Day) -> CallToolResult:
        """Read all that was written on one day, in full, with file and lines. An unknown day names its neighbours."""
        return await _told(lambda: one_day(served.collection, _read(read_day, day)), list[EntryText])

    @server.tool(name="timeline", annotations=_READS, structured_output=False)
    async def timeline_of(topic: _Words = "", first_day: _First = "", last_day: _Last = "") -> CallToolResult:
        """Tell on which days a topic was written of, and how strongly (0 to 1); without a topic, when anything was.

        Use it to see when a topic began, paused or ended before you read single days. Days of strength 0 are left out
        where a topic is given.
        """

        def told() -> Timeline:
            span = _span(first_day, last_day)
            found = timeline(read_question(topic, date.today(), *span) if topic.strip() else None, served.sources())
            days = tuple(day for day in found.days if day.strength > 0 or not topic.strip())
            return Timeline(found.topic, found.window, days)

        return await _told(served.turns.in_turn(told), Timeline)

    @server.tool(annotations=_READS, structured_output=False)
    async def open_questions(which: _Which = "open", first_day: _First = "", last_day: _Last = "") -> CallToolResult:
        """List the questions that the user wrote down to answer later: their words, day, file, line and state.

        Use it when asked what is still open or unclear; ask_notes then tells whether later notes answer one.
        """

        def found() -> list[OpenQuestion]:
            kept = open_file(served.collection)
            try:
                return chosen_questions(all_questions(served.collection, kept), which, *_span(first_day, last_day))
            finally:
                kept.close()

        return await _told(found, list[OpenQuestion])


def _add_resources(server: "MCPServer[Any]", served: Served) -> None:
    @server.resource("daycite://days", mime_type="application/json", description="Every day that has notes, in order.")
    async def days() -> str:
        def listed() -> list[date]:
            return sorted({entry.date for entry in listed_days(served.collection).entries if entry.date})

        return await _read_resource(lambda: TypeAdapter(list[date]).dump_json(listed()).decode())

    @server.resource("daycite://days/{day}", mime_type="text/plain", description="What was written on one day.")
    async def day_text(day: str) -> str:
        def text() -> str:
            entries = one_day(served.collection, _read(read_day, day))
            return "\n\n".join(f"[{e.path}:{e.line_start}-{e.line_end}]\n{e.text}" for e in entries)

        return await _read_resource(text)


def _add_writing(server: "MCPServer[Any]", served: Served, settings: Settings) -> None:
    from api.actions.write_answers import WriteResult, written_back
    from api.requests import WriteRequest

    @server.tool(annotations=_WRITES, structured_output=False)
    async def write_answer(
        id: Annotated[str, Field(description="the open question's id, as open_questions gives it")],
        write: Annotated[bool, Field(description="false: only show what would change; true: change the note")] = False,
    ) -> CallToolResult:
        """Write the notes' own answer to an open question into the note below it. Show the diff to the user first.

        `daycite questions undo` takes it back.
        """
        asked = WriteRequest.model_validate({"write": write})
        return await _told(lambda: written_back(served, settings, id, asked), WriteResult)


async def _told(work: Callable[[], _T], kind: Any) -> CallToolResult:
    """The result as the other doors' JSON; a list is the `result` of what is structured, which must be an object."""

    def made() -> tuple[str, Any]:
        adapter = TypeAdapter(kind)
        result = work()
        return adapter.dump_json(result).decode(), adapter.dump_python(result, mode="json")

    try:
        text, values = await asyncio.to_thread(made)
    except (DayciteError, ValidationError) as error:
        raise ToolError(" ".join(str(error).split())) from error
    structured = values if isinstance(values, dict) else {"result": values}
    return CallToolResult(content=[TextContent(type="text", text=text)], structured_content=structured)


async def _read_resource(work: Callable[[], str]) -> str:
    try:
        return await asyncio.to_thread(work)
    except DayciteError as error:
        raise ResourceError(str(error)) from error


def _asked(question: str, first: str, last: str, limit: int | None) -> Ask:
    from_, to = _span(first, last)
    return Ask.model_validate({"question": question, "from": from_, "to": to, "limit": limit})


def _span(first: str, last: str) -> tuple[date | None, date | None]:
    from_ = _read(first_day, first) if first.strip() else None
    to = _read(last_day, last) if last.strip() else None
    check_span(from_, to)
    return from_, to


def _read(read: Callable[[str], date], text: str) -> date:
    try:
        return read(text)
    except ValueError as error:
        raise UsageError(str(error), "Write it like 2020-03-17") from error
