"""Results for agents: bounded, with a cursor, nothing twice; tools answer while the notes are still being indexed."""

import json
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client

from api.agents.arguments import strict_schema
from api.agents.at_once import ServedAtOnce
from api.agents.bounded import MOST_TOKENS, Page, bounded, tokens_of
from api.agents.excerpts import excerpt
from api.mcp import mcp_server
from api.parts.collection import Collection
from api.parts.served import Served
from api.settings import read_settings
from index.errors import NotesError, UsageError
from index.sync.parts import Progress
from tests.api.conftest import write_notes
from tests.fake_ollama import FakeOllama, Reply

_MANY = {
    f"2021-01-{day:02}.md": f"# 2021-01-{day:02}\n\n## Questions\n\n- What is kernel {day}?\n\n"
    + "\n\n".join(f"The kernel number {day} of layer {n} is small and slides over the image." for n in range(12))
    for day in range(1, 29)
}


def _called(served: Served, tool: str, given: dict[str, Any], **how: Any) -> Any:
    async def work() -> Any:
        async with Client(mcp_server(served, served.collection.settings)) as client:
            result = await client.call_tool(tool, given, **how)
            text = result.content[0].text  # type: ignore[union-attr]
            return text if result.is_error else json.loads(text)

    return anyio.run(work)


@pytest.fixture
def collection(tmp_path: Path, data: Path) -> Iterator[Collection]:
    notes = write_notes(tmp_path / "journal", _MANY)
    made = Collection(read_settings(notes=notes, llm="off"), notes)
    yield made
    made.close()


_CALLS: list[tuple[str, dict[str, Any], str]] = [
    ("search_notes", {"query": "kernel of the layer"}, "days"),
    ("ask_notes", {"question": "what did I learn about kernels?"}, "statements"),
    ("get_day", {"day": "2021-01-02"}, "entries"),
    ("timeline", {"topic": "kernel"}, "days"),
    ("timeline", {}, "days"),
    ("open_questions", {}, "questions"),
    ("digest", {"first_day": "2021-01", "by": "day"}, "periods"),
    ("on_this_day", {"day": "01-05"}, "recollections"),
    ("themes", {"first_day": "2021-01"}, "marking"),
]


@pytest.mark.parametrize(("tool", "given", "name"), _CALLS, ids=lambda value: value if isinstance(value, str) else "")
def test_a_result_is_bounded_and_its_cursors_lead_through_all_of_it(
    tool: str, given: dict[str, Any], name: str, collection: Collection
) -> None:
    served = Served(collection)
    seen: list[str] = []
    cursor: dict[str, str] = {}
    for _ in range(60):
        told = _called(served, tool, {**given, "max_tokens": 300, **cursor})
        assert tokens_of(told) <= 330 or len(told[name]) == 1
        seen += [json.dumps(item) for item in told[name]]
        if "next_cursor" not in told:
            break
        assert told["left"] > 0
        cursor = {"cursor": told["next_cursor"]}
    assert len(seen) == len(set(seen)), "nothing comes twice"
    whole = _called(served, tool, given)
    assert tokens_of(whole) <= MOST_TOKENS
    if tool not in ("search_notes", "get_day"):  # whose pieces are longer where there is more room
        assert seen[: len(whole[name])] == [json.dumps(item) for item in whole[name]]


def test_nothing_of_a_day_is_lost_between_its_pieces(collection: Collection) -> None:
    long = f"# 2021-02-01\n\nshort line\n{'word ' * 2_000}end\n\nlast line"
    (collection.root / "2021-02-01.md").write_text(long)
    served, texts, cursor = Served(collection), list[str](), dict[str, str]()
    while True:
        told = _called(served, "get_day", {"day": "2021-02-01", **cursor})
        assert tokens_of(told) <= MOST_TOKENS
        texts += [entry["text"] for entry in told["entries"]]
        if "next_cursor" not in told:
            break
        cursor = {"cursor": told["next_cursor"]}
    assert "".join("".join(texts).split()) == "".join(long.split()) and len(texts) > 5
    assert told["entries"][-1]["line_end"] == 6


def test_a_limit_is_kept(collection: Collection) -> None:
    served = Served(collection)
    for tool, given, name in _CALLS[:7]:
        if tool != "ask_notes":
            told = _called(served, tool, {**given, "limit": 1})
            assert len(told[name]) == 1 and (tool == "get_day" or told["next_cursor"] == "1"), tool


def test_null_is_as_if_left_out(collection: Collection) -> None:
    served = Served(collection)
    nulls = {"first_day": None, "last_day": None, "limit": None, "cursor": None, "max_tokens": None}
    given = {"query": "kernel 3"}
    assert _called(served, "search_notes", given | nulls) == _called(served, "search_notes", given)
    assert _called(served, "search_notes", {"query": None}).startswith("search_notes: query: Field required")


def test_schemas_are_what_strict_clients_take(collection: Collection) -> None:
    async def work() -> None:
        async with Client(mcp_server(Served(collection), collection.settings, allow_write=True)) as client:
            for tool in (await client.list_tools()).tools:
                text = json.dumps(tool.input_schema)
                assert tool.input_schema["additionalProperties"] is False
                assert not any(f'"{word}"' in text for word in ("anyOf", "$ref", "$defs", "default", "title", "oneOf"))
                assert all(
                    its["type"] in ("string", "integer", "boolean") for its in tool.input_schema["properties"].values()
                )

    anyio.run(work)
    assert strict_schema({"properties": {"a": {"title": "A", "type": "string", "default": ""}}}) == {
        "type": "object", "properties": {"a": {"type": "string"}}, "required": [], "additionalProperties": False,
    }  # fmt: skip


def test_one_item_that_is_too_long_is_cut() -> None:
    long = {"path": "a.md", "text": "word " * 5_000, "lines": [{"text": f"line {n} " * 40} for n in range(50)]}
    told = bounded({}, "items", [long, long], Page())
    assert len(told["items"]) == 1 and told["next_cursor"] == "1" and tokens_of(told) <= MOST_TOKENS
    assert told["items"][0]["path"] == "a.md" and told["items"][0]["text"].endswith("…")
    assert bounded({}, "items", [], Page(cursor="7")) == {"items": []}
    for cursor in ("-1", "x", "٣", "9" * 12):
        with pytest.raises(UsageError, match="is not a cursor"):
            bounded({}, "items", [], Page(cursor=cursor))


def test_an_excerpt_is_of_the_words_that_were_asked_for() -> None:
    text = f"{'before ' * 80}the zebrawood guitar {'after ' * 80}"
    told = excerpt(text, ("zebrawood",), 120)
    assert "zebrawood guitar" in told and told.startswith("…") and told.endswith("…") and len(told) <= 124
    assert excerpt("short", ("x",), 120) == "short"
    assert excerpt(text, (), 120).startswith("before")


class _Slow:
    """Indexing that is held up behind the notes read so far."""

    def __init__(self, collection: Collection, monkeypatch: pytest.MonkeyPatch, stage: str) -> None:
        self.held, self.go_on = threading.Event(), threading.Event()
        inner = collection.sync

        def sync(progress: Progress, lock_seconds: float | None = None) -> Any:
            def held_up(at: str, done: int, total: int) -> None:
                progress(at, done, total)
                if at == stage:
                    self.held.set()
                    self.go_on.wait(60)

            return inner(held_up, lock_seconds)

        monkeypatch.setattr(collection, "sync", sync)
        monkeypatch.setattr("api.agents.at_once._AT_ONCE_SECONDS", 0.0)


@pytest.mark.parametrize("stage", ["reading", "embedding"])
def test_tools_answer_while_the_notes_are_being_indexed(
    stage: str, collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = _Slow(collection, monkeypatch, stage)
    served = ServedAtOnce(collection)
    served.begin()
    assert slow.held.wait(60)
    try:
        for tool, given, name in _CALLS:
            told = _called(served, tool, given)
            assert told["indexing"].startswith("indexing: "), told
            assert stage == "reading" or tool == "themes" or told[name], tool
    finally:
        slow.go_on.set()
    while served.how_far():
        time.sleep(0.05)
    assert "indexing" not in _called(served, "ask_notes", {"question": "what is kernel number 3?"})


def test_before_the_first_note_is_read_that_is_told(collection: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on = threading.Event()
    monkeypatch.setattr(collection, "sync", lambda progress, lock_seconds: go_on.wait(60))
    monkeypatch.setattr("api.agents.at_once._AT_ONCE_SECONDS", 0.0)
    served = ServedAtOnce(collection)
    for tool, given, _ in _CALLS:
        assert "no note has been read yet" in _called(served, tool, given)
    go_on.set()


def test_what_was_read_before_is_not_told_before_it_is_read_again(
    collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    collection.sync()
    (collection.root / "2021-01-02.md").write_text("---\nprivate: true\n---\n# 2021-01-02\n\nKernel 2 is a secret.\n")
    slow = _Slow(collection, monkeypatch, "reading")
    served = ServedAtOnce(collection)
    served.begin()
    assert slow.held.wait(60)
    for tool, given, _ in _CALLS:
        assert "the notes have changed (indexing" in _called(served, tool, given)
    slow.go_on.set()


def test_what_goes_wrong_in_the_background_is_told(collection: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(progress: Progress, lock_seconds: float | None = None) -> None:
        raise NotesError("the disk is on fire", "Call for help")

    monkeypatch.setattr(collection, "sync", fails)
    assert "the disk is on fire" in _called(ServedAtOnce(collection), "search_notes", {"query": "kernel"})


def test_progress_is_told_to_who_asks_for_it(collection: Collection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.agents.call._BEAT_SECONDS", 0.02)
    monkeypatch.setattr("api.mcp.Served.how_far", lambda self: "")
    served, told = Served(collection), list[str]()

    async def hears(progress: float, total: float | None, message: str | None) -> None:
        told.append(message or "")

    assert _called(served, "search_notes", {"query": "kernel"}, progress_callback=hears)["days"]
    assert told and all(told)


def test_cancelling_a_call_stops_the_model(notes: Path, fake_ollama: FakeOllama) -> None:
    fake_ollama.says(Reply("word " * 3000, ignores_format=True, pause_seconds=0.02))
    made = Collection(read_settings(notes=notes), notes)

    async def work() -> None:
        async with Client(mcp_server(Served(made), made.settings)) as client, anyio.create_task_group() as group:
            group.start_soon(client.call_tool, "ask_notes", {"question": "what did I learn about CNNs"})
            for _ in range(200):
                if fake_ollama.read:
                    break
                await anyio.sleep(0.05)
            group.cancel_scope.cancel()

    anyio.run(work)
    assert fake_ollama.deserted.wait(5), "the model writes on for nobody"
    made.close()


def test_no_llm_is_asked_where_none_is_wanted(notes: Path, fake_ollama: FakeOllama) -> None:
    made = Collection(read_settings(notes=notes), notes)
    settings = replace_llm(made)
    told = _called(Served(settings), "ask_notes", {"question": "what does a CNN neuron see?"})
    assert told["answered_by"] == "extract" and not fake_ollama.chats
    made.close()


def replace_llm(made: Collection) -> Collection:
    """The collection with the settings that `daycite mcp --no-llm` makes."""
    made.settings = made.settings.model_copy(update={"llm": "off"})
    return made
