"""The door for agents: a server of the Model Context Protocol with tools that return the same JSON as the other doors.

Imported only when an agent connects: the SDK is slow to import.
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
from api.actions.digest import asked_day, digest_of, recollections_of, themes_of
from api.actions.entries import listed_days, one_day
from api.actions.questions import Which, all_questions, chosen_questions, open_file
from api.dates import check_span, first_day, last_day, read_day
from api.environment import version
from api.parts.served import Served
from api.requests import Ask, DigestRequest, SpanRequest
from api.settings import Settings
from index.day_list import EntryText
from index.errors import DayciteError, UsageError
from index.open_questions.find import OpenQuestion
from index.text.foreign import one_line, printable, printable_json
from rag.answer.result import Answer, SearchResult
from rag.answer.timeline import Timeline, timeline
from rag.digest.digest import Digest
from rag.digest.on_this_day import OnThisDay
from rag.digest.themes import Themes
from rag.question.read import read_question

_T = TypeVar("_T")
_ABOUT = """The user's own dated notes: journals, learning logs, daily notes. Every result names its day, file and
lines: cite the day, like [2020-03-17], and say so when the notes do not mention something. Use ask_notes to answer a
question, search_notes to read passages yourself, timeline for when and how often."""

_READS = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
_WRITES = ToolAnnotations(read_only_hint=False, destructive_hint=False, idempotent_hint=True, open_world_hint=False)

_Words = Annotated[str, Field(description="a question or topic; it may name a time (“last week”, “in March 2020”)")]
_First = Annotated[str, Field(description="the first day to look at: 2020-03-17, 2020-03 or 2020; empty for no bound")]
_Last = Annotated[str, Field(description="the last day to look at, written the same way; empty for no bound")]
_Limit = Annotated[int, Field(ge=1, le=100, description="how many days at most, best first")]
_Day = Annotated[str, Field(description="the day, as 2020-03-17")]
_By = Annotated[str, Field(description="day, week or month; empty for what fits the span")]
_Topic = Annotated[str, Field(description="tell only of what has these words; empty for all")]
_DayOfYear = Annotated[str, Field(description="11-28, or with a year 2020-11-28; empty for today")]
_Which = Annotated[Which, Field(description="open; answered; found: both; all: doubtful ones too")]


def mcp_server(served: Served, settings: Settings, allow_write: bool = False) -> "MCPServer[Any]":
    """The server; without `allow_write` none of its tools changes a note."""
    server: MCPServer[Any] = MCPServer("daycite", version=version(), instructions=_ABOUT, log_level="ERROR")
    _add_search(server, served, settings)
    _add_days(server, served)
    _add_digests(server, served)
    _add_themes(server, served)
    _add_resources(server, served)
    if allow_write:
        _add_writing(server, served, settings)
    return server


def _add_search(server: "MCPServer[Any]", served: Served, settings: Settings) -> None:
    @server.tool(annotations=_READS, structured_output=False)
    async def search_notes(
        query: _Words, first_day: _First = "", last_day: _Last = "", limit: _Limit = 10
    ) -> CallToolResult:
        """Find the days and passages that match a question, best first, in the notes' own words.

        Use it to read what was written before you answer yourself. It searches by meaning and by words; "exact phrase",
        -word and tag:name narrow it. Each passage has its path and lines.
        """

        def search() -> SearchResult:
            ask = _ask(query, first_day, last_day, limit)
            return find(ask, read_asked(ask), served.sources(), settings)

        return await _call(served.turns.in_turn(search), SearchResult)

    @server.tool(annotations=_READS, structured_output=False)
    async def ask_notes(question: _Words, first_day: _First = "", last_day: _Last = "") -> CallToolResult:
        """Answer a question from the notes alone: statements, each with checked citations (day, file, lines, quote).

        Use it for what happened, when, how often, first or last. If `answered` is false, the notes don't say: tell the
        user so, and do not guess. `lead` holds facts about days; they are counted, not estimated.
        """

        def answer() -> Answer:
            ask = _ask(question, first_day, last_day, None)
            read = read_asked(ask)
            writing = find_writer(ask, settings)
            return last_answer(answer_events(ask, read, served.sources(), writing, settings, turns=served.turns))

        return await _call(answer, Answer)


def _add_days(server: "MCPServer[Any]", served: Served) -> None:
    @server.tool(annotations=_READS, structured_output=False)
    async def get_day(day: _Day) -> CallToolResult:
        """Read everything written on one day, with file and lines. The error for an empty day names the nearest."""
        return await _call(lambda: one_day(served.collection, _read(read_day, day)), list[EntryText])

    @server.tool(name="timeline", annotations=_READS, structured_output=False)
    async def timeline_of(topic: _Words = "", first_day: _First = "", last_day: _Last = "") -> CallToolResult:
        """List the days that mention a topic, and how strongly (0 to 1); without a topic, every day with notes.

        Use it to see when a topic began, paused or ended before you read single days.
        """

        def build() -> Timeline:
            span = _span(first_day, last_day)
            full = timeline(read_question(topic, date.today(), *span) if topic.strip() else None, served.sources())
            days = tuple(day for day in full.days if day.strength > 0 or not topic.strip())
            return Timeline(full.topic, full.window, days)

        return await _call(served.turns.in_turn(build), Timeline)

    @server.tool(annotations=_READS, structured_output=False)
    async def open_questions(which: _Which = "open", first_day: _First = "", last_day: _Last = "") -> CallToolResult:
        """List the questions that the user wrote down to answer later: their words, day, file, line and state.

        Use it when the user asks what is still open or unclear; ask_notes then finds whether later notes answer it.
        """

        def chosen() -> list[OpenQuestion]:
            kept = open_file(served.collection)
            try:
                return chosen_questions(all_questions(served.collection, kept), which, *_span(first_day, last_day))
            finally:
                kept.close()

        return await _call(chosen, list[OpenQuestion])


def _add_digests(server: "MCPServer[Any]", served: Served) -> None:
    @server.tool(annotations=_READS, structured_output=False)
    async def digest(first_day: _First = "", last_day: _Last = "", by: _By = "", topic: _Topic = "") -> CallToolResult:
        """Read what a span of days was about: one to three cited lines of the notes for each day, week or month.

        Use it when the user asks what they did or what happened in a time, and names no subject. Without days it is the
        last week with notes.
        """

        def work() -> Digest:
            request = DigestRequest.model_validate(
                _given(first_day, last_day) | {"by": by.strip() or None, "topic": topic}
            )
            served.sources()
            return digest_of(served.collection, request.from_, request.to, date.today(), request.by, request.topic)

        return await _call(served.turns.in_turn(work), Digest)


def _add_themes(server: "MCPServer[Any]", served: Served) -> None:
    @server.tool(annotations=_READS, structured_output=False)
    async def on_this_day(day: _DayOfYear = "") -> CallToolResult:
        """Read what was written on a day of the year in other years, and a week and a month before it."""

        def work() -> OnThisDay:
            wanted, also_before = asked_day(day, date.today())
            served.sources()
            return recollections_of(served.collection, wanted, also_before)

        return await _call(served.turns.in_turn(work), OnThisDay)

    @server.tool(annotations=_READS, structured_output=False)
    async def themes(first_day: _First = "", last_day: _Last = "") -> CallToolResult:
        """List the words and phrases that mark a span of days against all others, and those that rise or fall in it.

        Each has the days it is met on: read these with get_day. Without days it is the last 30 days with notes.
        """

        def work() -> Themes:
            request = SpanRequest.model_validate(_given(first_day, last_day))
            served.sources()
            return themes_of(served.collection, request.from_, request.to, date.today())

        return await _call(served.turns.in_turn(work), Themes)


def _given(first: str, last: str) -> dict[str, str | None]:
    """Days as an agent writes them; an empty one is none. Raises UsageError."""
    _span(first, last)
    return {"from": first.strip() or None, "to": last.strip() or None}


def _add_resources(server: "MCPServer[Any]", served: Served) -> None:
    @server.resource("daycite://days", mime_type="application/json", description="All days with notes, in order.")
    async def days() -> str:
        def listed() -> list[date]:
            return sorted({entry.date for entry in listed_days(served.collection).entries if entry.date})

        return await _read_resource(lambda: TypeAdapter(list[date]).dump_json(listed()).decode())

    @server.resource("daycite://days/{day}", mime_type="text/plain", description="What was written on one day.")
    async def day_text(day: str) -> str:
        def text() -> str:
            entries = one_day(served.collection, _read(read_day, day))
            return "\n\n".join(
                f"[{one_line(e.path)}:{e.line_start}-{e.line_end}]\n{printable(e.text)}" for e in entries
            )

        return await _read_resource(text)


def _add_writing(server: "MCPServer[Any]", served: Served, settings: Settings) -> None:
    from api.actions.write_answers import WriteResult, written_back
    from api.requests import WriteRequest

    @server.tool(annotations=_WRITES, structured_output=False)
    async def write_answer(
        id: Annotated[str, Field(description="the open question's id, as open_questions gives it")],
        write: Annotated[bool, Field(description="false: only show what would change; true: change the note")] = False,
    ) -> CallToolResult:
        """Write what the notes answer to an open question into the note, below the question.

        Show the user the diff first. `daycite questions undo` undoes it.
        """
        request = WriteRequest.model_validate({"write": write})
        return await _call(lambda: written_back(served, settings, id, request), WriteResult)


async def _call(work: Callable[[], _T], kind: Any) -> CallToolResult:
    """The result as the other doors' JSON. Structured content must be an object, so a list becomes its `result`."""

    def serialised() -> tuple[str, Any]:
        adapter = TypeAdapter(kind)
        result = work()
        return printable_json(adapter.dump_json(result).decode()), adapter.dump_python(result, mode="json")

    try:
        text, values = await asyncio.to_thread(serialised)
    except (DayciteError, ValidationError) as error:
        raise ToolError(one_line(str(error))) from error
    structured = values if isinstance(values, dict) else {"result": values}
    return CallToolResult(content=[TextContent(type="text", text=text)], structured_content=structured)


async def _read_resource(work: Callable[[], str]) -> str:
    try:
        return await asyncio.to_thread(work)
    except DayciteError as error:
        raise ResourceError(one_line(str(error))) from error


def _ask(question: str, first: str, last: str, limit: int | None) -> Ask:
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
