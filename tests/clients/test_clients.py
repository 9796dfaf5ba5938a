"""Programs of others as they really are, against a server: what they ask, and what they make of the answers."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.api.conftest import ROOT
from tests.api.serving import serving
from tests.clients.environments import NODE, PYTHON, node_modules, python_programs

pytestmark = [pytest.mark.clients, pytest.mark.process, pytest.mark.timeout(600)]
_ASKED = "what does a CNN neuron see?"
_SAYS = "CNN neurons see a small local region of the image."

_OPENAI = """
import sys, openai
client = openai.OpenAI(base_url=sys.argv[1] + "/v1", api_key="none")
said = [{"role": "developer", "content": "be brief"}, {"role": "user", "content": sys.argv[2]}]
chat = client.chat.completions.create(model="daycite", messages=said, max_completion_tokens=400)
assert chat.usage.total_tokens > 20
stream = client.chat.completions.create(
    model="daycite", messages=said, stream=True, stream_options={"include_usage": True})
pieces = [c.choices[0].delta.content or "" for c in stream if c.choices]
assert "".join(pieces) == chat.choices[0].message.content
print(client.responses.create(model="daycite", input=sys.argv[2]).output_text, openai.__version__)
"""
_LANGCHAIN = """
import sys
from langchain_openai import ChatOpenAI
for more in ({}, {"use_responses_api": True}):
    model = ChatOpenAI(model="daycite", base_url=sys.argv[1] + "/v1", api_key="none", max_tokens=400, **more)
    told = model.invoke(sys.argv[2])
    assert told.usage_metadata["total_tokens"] > 20
    streamed = list(model.stream(sys.argv[2]))
    assert len(streamed) > 2
    print(told.content if isinstance(told.content, str) else told.content[0]["text"])
"""
_MCP = """
import asyncio, json, sys
from mcp import ClientSession
try:
    from mcp.client.streamable_http import streamablehttp_client as connect
except ImportError:
    from mcp.client.streamable_http import streamable_http_client as connect

async def main():
    async with connect(sys.argv[1] + "/mcp") as streams:
        async with ClientSession(streams[0], streams[1]) as session:
            await session.initialize()
            tools = [tool.name for tool in (await session.list_tools()).tools]
            assert {"digest", "on_this_day", "ask_notes"} <= set(tools)
            result = await session.call_tool("ask_notes", {"question": sys.argv[2], "first_day": None})
            print(result.content[0].text)

asyncio.run(main())
"""
_NODE_OPENAI = """
import OpenAI from "openai";
const [url, asked] = process.argv.slice(2);
const client = new OpenAI({ baseURL: `${url}/v1`, apiKey: "none" });
const told = await client.responses.create({ model: "daycite", input: asked });
let streamed = "";
const messages = [{ role: "user", content: asked }];
for await (const chunk of await client.chat.completions.create({ model: "daycite", messages, stream: true }))
  streamed += chunk.choices[0]?.delta?.content ?? "";
if (streamed !== told.output_text) throw new Error("the two differ");
console.log(told.output_text);
"""
_NODE_MCP = """
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
const [url, asked] = process.argv.slice(2);
const client = new Client({ name: "test", version: "1" });
await client.connect(new StreamableHTTPClientTransport(new URL(`${url}/mcp`)));
const told = await client.callTool({ name: "ask_notes", arguments: { question: asked, limit: null } });
console.log(told.content[0].text);
await client.close();
"""


@pytest.fixture
def url(notes: Path) -> Iterator[str]:
    with serving(notes, llm="off") as address:
        yield address


def _ran(command: list[object], folder: Path, **more: str) -> str:
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "LLM_USER_PATH": str(folder), **more}
    ended = subprocess.run(
        list(map(str, command)), cwd=folder, env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


@pytest.mark.parametrize("versions", PYTHON)
@pytest.mark.parametrize("program", [_OPENAI, _LANGCHAIN, _MCP], ids=["openai", "langchain", "mcp"])
def test_python(program: str, versions: str, url: str, tmp_path: Path) -> None:
    programs = python_programs(versions)
    (tmp_path / "program.py").write_text(program)
    told = _ran([programs / "python", tmp_path / "program.py", url, _ASKED], tmp_path)
    assert _SAYS in told and "2020-03-17" in told


@pytest.mark.parametrize("versions", NODE)
@pytest.mark.parametrize("program", [_NODE_OPENAI, _NODE_MCP], ids=["openai", "mcp"])
def test_node(program: str, versions: str, url: str, tmp_path: Path) -> None:
    (tmp_path / "node_modules").symlink_to(node_modules(versions))
    (tmp_path / "program.mjs").write_text(program)
    told = _ran(["/usr/bin/env", "node", "program.mjs", url, _ASKED], tmp_path)
    assert _SAYS in told and "2020-03-17" in told


@pytest.mark.parametrize("server", ["http", "stdio"])
def test_the_mcp_inspector(server: str, url: str, notes: Path, tmp_path: Path) -> None:
    inspector = node_modules("newest") / ".bin" / "mcp-inspector"
    own = {name: value for name, value in os.environ.items() if name.startswith("DAYCITE_")} | {"PYTHONPATH": ROOT}
    given = [word for name, value in own.items() for word in ("-e", f"{name}={value}")]  # it hands on no others
    started = [sys.executable, "-m", "api.cli", "mcp", "--no-llm", "--notes", notes, *given]
    place = [f"{url}/mcp", "--transport", "http"] if server == "http" else started
    listed = json.loads(_ran([inspector, "--cli", *place, "--method", "tools/list"], tmp_path))
    assert {"ask_notes", "digest", "on_this_day"} <= {tool["name"] for tool in listed["tools"]}
    call = ["--method", "tools/call", "--tool-name", "search_notes", "--tool-arg", f"query={_ASKED}"]
    told = json.loads(_ran([inspector, "--cli", *place, *call], tmp_path))
    assert not told.get("isError") and _SAYS in told["content"][0]["text"]


@pytest.mark.parametrize("versions", PYTHON)
def test_the_llm_command(versions: str, url: str, tmp_path: Path) -> None:
    llm = python_programs(versions) / "llm"
    model = {"model_id": "daycite", "model_name": "daycite", "api_base": f"{url}/v1", "api_key_name": "none"}
    (tmp_path / "extra-openai-models.yaml").write_text(json.dumps([model]))
    for how in ([], ["--no-stream"]):
        told = _ran([llm, "-m", "daycite", *how, _ASKED], tmp_path, OPENAI_API_KEY="x")
        assert _SAYS in told
