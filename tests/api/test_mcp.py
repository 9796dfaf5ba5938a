"""The tools for agents, by the SDK's own client, over both transports."""

import json
import os
import sys
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client, StdioServerParameters
from mcp.client.streamable_http import streamable_http_client
from mcp.shared.exceptions import MCPError

from tests.api.conftest import ROOT, write_notes
from tests.api.serving import serving

_NOTES = {"2020-03-16.md": "# 2020-03-16\n\n## Questions\n\n- What is a convolution kernel?\n", "2020-03-25.md": (
    "# 2020-03-25\n\nA convolution kernel is a small matrix of weights that slides over the image.\n"
)}  # fmt: skip
_TOOLS = {
    "search_notes", "ask_notes", "get_day", "timeline", "digest", "on_this_day", "themes", "open_questions",
}  # fmt: skip
Work = Callable[[Client], Coroutine[Any, Any, None]]
Talks = Callable[..., None]


def _stdio(notes: Path, *more: str) -> StdioServerParameters:
    words = ["-m", "api.cli", "mcp", "--notes", str(notes), *more]
    return StdioServerParameters(command=sys.executable, args=words, env=dict(os.environ), cwd=ROOT)


def over_stdio(notes: Path, work: Work, *more: str) -> None:
    async def run() -> None:
        with anyio.fail_after(60):
            async with Client(_stdio(notes, *more)) as client:
                await work(client)

    anyio.run(run)


def _over_http(notes: Path, work: Work) -> None:
    with serving(notes) as url:

        async def run() -> None:
            with anyio.fail_after(60):
                async with Client(streamable_http_client(f"{url}/mcp")) as client:
                    await work(client)

        anyio.run(run)


@pytest.fixture(
    params=[pytest.param(over_stdio, id="stdio", marks=pytest.mark.process), pytest.param(_over_http, id="http")]
)
def talks(request: pytest.FixtureRequest, notes: Path) -> Callable[[Work], None]:
    write_notes(notes, _NOTES)
    return lambda work: request.param(notes, work)


def _json(result: Any) -> Any:
    assert not result.is_error, result
    assert result.structured_content is None and len(result.content) == 1, "nothing twice"
    return json.loads(result.content[0].text)


async def _all_indexed(client: Client) -> None:
    """A machine that has much else to do takes longer than a question waits."""
    while True:
        asked = await client.call_tool("ask_notes", {"question": "what does a CNN neuron see?"})
        if not asked.is_error and "indexing" not in (told := _json(asked)) and "answered" in told:
            return
        await anyio.sleep(0.2)


def test_every_tool_gives_the_json_of_the_other_doors(talks: Callable[[Work], None]) -> None:
    async def work(client: Client) -> None:
        tools = (await client.list_tools()).tools
        assert {tool.name for tool in tools} == _TOOLS
        for tool in tools:
            assert tool.description and len(tool.description) > 80
            assert tool.annotations and tool.annotations.read_only_hint
            assert all(its.get("description") for its in tool.input_schema["properties"].values()), tool.name
        await _all_indexed(client)
        found = _json(await client.call_tool("search_notes", {"query": "CNN", "last_day": "2020-03-17", "limit": 1}))
        assert [day["date"] for day in found["days"]] == ["2020-03-17"]
        told = _json(await client.call_tool("ask_notes", {"question": "what does a CNN neuron see?"}))
        assert told["answered"] and told["statements"][0]["citations"][0]["path"] == "2020-03-17.md"
        months = _json(await client.call_tool("digest", {"first_day": "2020-03", "by": "month"}))
        assert [(period["from"], period["days"]) for period in months["periods"]] == [("2020-03-01", 4)]
        assert all(line["citations"] for line in months["periods"][0]["lines"])
        assert (await client.call_tool("digest", {"by": "year"})).is_error
        assert (
            _json(await client.call_tool("on_this_day", {"day": "04-01"}))["recollections"][0]["date"] == "2020-04-01"
        )
        assert (await client.call_tool("on_this_day", {"day": "soon"})).is_error
        assert _json(await client.call_tool("themes", {"first_day": "2020-03"}))["days"] == 4
        day = _json(await client.call_tool("get_day", {"day": "2020-04-01"}))
        assert "tomatoes" in day["entries"][0]["text"] and day["entries"][0]["line_start"] == 1
        when = _json(await client.call_tool("timeline", {"topic": "tomatoes"}))
        assert [day["date"] for day in when["days"]] == ["2020-04-01"]
        assert len(_json(await client.call_tool("timeline", {}))["days"]) == 5
        [question] = _json(await client.call_tool("open_questions", {}))["questions"]
        assert question["question"] == "What is a convolution kernel?" and question["status"] == "open"

    talks(work)


def test_days_are_resources(talks: Callable[[Work], None]) -> None:
    async def work(client: Client) -> None:
        assert [str(r.uri) for r in (await client.list_resources()).resources] == ["daycite://days"]
        templates = (await client.list_resource_templates()).resource_templates
        assert [t.uri_template for t in templates] == ["daycite://days/{day}"]
        listed = (await client.read_resource("daycite://days")).contents[0]
        assert json.loads(listed.text)[0] == "2020-03-16"  # type: ignore[union-attr]
        day = (await client.read_resource("daycite://days/2020-04-01")).contents[0]
        assert "[garden/2020-04-01.md:1-3]" in day.text  # type: ignore[union-attr]
        for bad in ("daycite://days/1999-01-01", "daycite://days/../../secret", "daycite://days/soon"):
            with pytest.raises(MCPError):
                await client.read_resource(bad)

    talks(work)


@pytest.mark.parametrize(
    ("tool", "given", "told"),
    [
        ("get_day", {"day": "1999-01-01"}, "there are no notes on 1999-01-01"),
        ("get_day", {"day": "soon"}, "'soon' is not a day"),
        ("ask_notes", {"question": " "}, "The question is empty"),
        ("search_notes", {"query": "x", "first_day": "2021", "last_day": "2020"}, "before it begins"),
        ("search_notes", {"query": "x", "limit": 0}, "limit"),
        ("search_notes", {}, "query"),
        (
            "search_notes",
            {"query": "x", "days": 3, "top_k": 1},
            "search_notes has no argument 'days', 'top_k'. It takes",
        ),
        ("get_day", {"day": "2020-04-01", "cursor": "x1"}, "'x1' is not a cursor"),
        ("get_day", {"day": "2020-04-01", "max_tokens": 5}, "max_tokens: Input should be greater"),
        ("open_questions", {"which": "closed"}, "It is one of found, open, answered, all"),
        ("digest", {"by": "year"}, "by: Input should be 'day', 'week' or 'month'"),
    ],
    ids=str,
)
def test_what_cannot_be_meant_is_told_as_an_error(tool: str, given: dict[str, Any], told: str, notes: Path) -> None:
    async def work() -> None:
        from api.mcp import mcp_server
        from api.parts.collection import Collection
        from api.parts.served import Served
        from api.settings import read_settings

        settings = read_settings(notes=notes)
        collection = Collection(settings, notes)
        async with Client(mcp_server(Served(collection), settings)) as client:
            result = await client.call_tool(tool, given)
            assert result.is_error and told in result.content[0].text  # type: ignore[union-attr]
        collection.close()

    anyio.run(work)


async def _marks(client: Client, id: str) -> None:
    for mark, left in (("done", 0), ("open", 1), ("not a question", 0), ("open", 1)):
        [said] = _json(await client.call_tool("mark_question", {"id": id, "mark": mark}))["questions"]
        assert said["status"] == mark
        assert _json(await client.call_tool("open_questions", {}))["count"] == left
    told = await client.call_tool("mark_question", {"id": id, "mark": "Done"})
    assert told.is_error and "It is one of open, done, not a question" in told.content[0].text  # type: ignore[union-attr]


@pytest.mark.process
def test_only_who_is_allowed_can_write(notes: Path) -> None:
    write_notes(notes, _NOTES)
    before = (notes / "2020-03-16.md").read_text()

    async def reads(client: Client) -> None:
        result = await client.call_tool("write_answer", {"id": "x", "write": True})
        assert result.is_error

    async def writes(client: Client) -> None:
        assert {tool.name for tool in (await client.list_tools()).tools} == _TOOLS | {"write_answer", "mark_question"}
        await _all_indexed(client)
        [question] = _json(await client.call_tool("open_questions", {}))["questions"]
        shown = _json(await client.call_tool("write_answer", {"id": question["id"]}))
        assert "small matrix" in shown["diff"] and (notes / "2020-03-16.md").read_text() == before
        await _marks(client, question["id"])
        done = _json(await client.call_tool("write_answer", {"id": question["id"], "write": True}))
        assert done["written"] == ["2020-03-16.md"]

    async def refused(client: Client) -> None:
        try:
            await reads(client)
        except MCPError as error:
            assert "write_answer" in str(error)

    over_stdio(notes, refused)
    assert (notes / "2020-03-16.md").read_text() == before
    over_stdio(notes, writes, "--allow-write")
    assert "small matrix" in (notes / "2020-03-16.md").read_text()
