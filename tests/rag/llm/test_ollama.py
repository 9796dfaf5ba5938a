"""Ollama's protocol, spoken with a server over a socket."""

import socket
import threading

import pytest

from index.errors import LLMError
from rag.llm.find import LLM, LLMSettings, find_llm
from rag.llm.ollama import NEEDED
from rag.llm.prompt import Messages
from rag.llm.server import Ended, FormRefused, client_settings, is_here
from rag.llm.stream import Patience, Stop, Stopped
from tests.fake_ollama import FakeOllama, Model, Reply, serving
from tests.rag.llm.conftest import QUICK, REAL_OPENAI

_ASKED: Messages = ({"role": "user", "content": "Say hello."},)
_FORM = {"type": "object", "properties": {"word": {"type": "string"}}, "required": ["word"]}
_EMBED = Model("nomic-embed-text:latest", "137M", "nomic-bert", 2048, ("embedding",))


def _said(llm: LLM, **given: object) -> tuple[str, Ended]:
    *pieces, ended = llm.write(_ASKED, given.get("form"), 50)  # type: ignore[arg-type]
    assert isinstance(ended, Ended)
    return "".join(str(piece) for piece in pieces), ended


def test_it_writes_and_tells_what_it_has_read(llm: LLM) -> None:
    said, ended = _said(llm)
    assert said.strip() and ended.prompt_tokens and ended.prompt_tokens > 3


def test_it_answers_by_a_schema(llm: LLM) -> None:
    assert _said(llm, form=_FORM)[0].lstrip().startswith("{")


def test_a_model_that_is_not_loaded_is_loaded_as_the_server_is_set_up(server: FakeOllama, llm: LLM) -> None:
    server.says("hello")
    _said(llm)
    _said(llm, form=_FORM)
    first, second = server.chats
    for request in (first, second):
        assert "num_ctx" not in request["options"] and request["options"]["num_predict"] == 50
        assert request["think"] is False and request.get("keep_alive") is None and request["stream"] is True
    assert "format" not in first and second["format"] == _FORM
    assert len(server.loads) == 1, "another window would load the model anew"


def test_a_window_that_suffices_is_taken_as_it_is_loaded(server: FakeOllama) -> None:
    server.says("hello")
    server.loads.append(("llama3.2:3b", 16_384))  # by another program
    llm = find_llm(LLMSettings(server.url, keep_alive="30m"))
    _said(llm)
    assert llm.window == server.chats[0]["options"]["num_ctx"] == 16_384 and len(server.loads) == 1
    assert server.chats[0]["keep_alive"] == "30m"


def test_a_window_too_small_is_made_larger(server: FakeOllama) -> None:
    server.says("hello")
    server.loads.append(("llama3.2:3b", 512))
    llm = find_llm(LLMSettings(server.url))
    _said(llm)
    assert server.chats[0]["options"]["num_ctx"] == llm.window == NEEDED and len(server.loads) == 2


def test_the_model_is_loaded_ahead_with_the_same_window(server: FakeOllama, llm: LLM) -> None:
    server.says("hello")
    llm.preload()
    assert len(server.loads) == 1 and not server.chats
    _said(llm)
    assert len(server.loads) == 1


@pytest.mark.parametrize(("longest", "window"), [(1024, 1024), (131_072, NEEDED), (None, NEEDED)])
def test_the_window_is_at_most_the_models(longest: int | None, window: int) -> None:
    with serving(Model("small:1b", context=longest)) as server:
        assert find_llm(LLMSettings(server.url)).window == window


def test_a_tiny_model_is_given_few_notes() -> None:
    with serving(Model("smollm2:135m", "135M")) as tiny, serving(Model("llama3.2:3b", "3.2B")) as small:
        assert find_llm(LLMSettings(tiny.url)).reads < find_llm(LLMSettings(small.url)).reads


def test_embedding_models_are_never_taken() -> None:
    unmarked = Model("secret-vectors:latest", "300M", "gemma3", capabilities=("embedding",))
    old = Model("old:7b", capabilities=None)
    old_vectors = Model("odd:7b", "6B", capabilities=None, extra={"llama.pooling_type": 1})
    with serving(_EMBED, unmarked) as server, pytest.raises(LLMError, match=r"no model that can chat.*ollama pull"):
        find_llm(LLMSettings(server.url))
    with serving(_EMBED, unmarked, old_vectors, old) as server:
        assert find_llm(LLMSettings(server.url)).name == "ollama:old:7b"
    with serving(_EMBED, old) as server, pytest.raises(LLMError, match="cannot chat"):
        find_llm(LLMSettings(server.url, model="nomic-embed-text"))


def test_models_of_other_machines_are_taken_only_by_name() -> None:
    cloud = Model("gpt-oss:120b-cloud", "116.8B", "gptoss", on_disk=382, remote_host="https://ollama.com:443")
    with serving(cloud) as server, pytest.raises(LLMError, match="no model that can chat"):
        find_llm(LLMSettings(server.url))
    with serving(cloud) as server:
        assert (
            "someone else's machine"
            in find_llm(LLMSettings(server.url, model="gpt-oss:120b-cloud", may_send=lambda place: True)).why
        )


def test_a_model_whose_thinking_has_levels_gets_the_lowest_and_room_for_it() -> None:
    with serving(Model("gpt-oss:20b", "20.9B", "gptoss", capabilities=("completion", "thinking"))) as server:
        server.says(Reply("hello", thinking="The user wants a greeting."))
        assert _said(find_llm(LLMSettings(server.url)))[0] == "hello"
        assert server.chats[0]["think"] == "low" and server.chats[0]["options"]["num_predict"] == 100


def test_a_model_that_could_think_does_not(server: FakeOllama) -> None:
    server.models[:] = [Model("qwen3:4b", "4.0B", "qwen3", capabilities=("completion", "thinking"))]
    server.says(Reply("hello", thinking="Long thoughts " * 50))
    assert _said(find_llm(LLMSettings(server.url)))[0] == "hello"


_UNDONE = b'{"model":"x","message":{"role":"assistant","content":"a"},"done":false}\n'
_FAILURES = {
    "500": (Reply(status=500, error="llama runner process has terminated: exit status 2"), "terminated: exit status 2"),
    "400": (Reply(status=400, error="num_ctx is odd"), "num_ctx is odd"),
    "503 of a proxy": (Reply(body=b"<html>bad gateway</html>"), "unreadable reply"),
    "an error in mid-stream": (Reply("hello, you", error="an error was encountered", error_after=2), "was encountered"),
    "an error at once": (Reply("hello", error="CUDA error: out of memory", error_after=0), "out of memory"),
    "cut off in mid-stream": (Reply("hello, you", cut_after=2), "failed"),
    "no JSON in mid-stream": (Reply("hello, you", garbage_after=1), "unreadable reply"),
    "JSON of another shape": (Reply(body=b'["x"]\n'), "unreadable reply"),
    "JSON without a message": (Reply(body=b'{"done": true}\n'), "unreadable reply"),
    "an empty line": (Reply(body=b"\n"), "unreadable reply"),
    "an end before the end": (Reply(body=_UNDONE), "stopped in the middle"),
    "nothing": (Reply(body=b""), "stopped in the middle"),
}  # fmt: skip


@pytest.mark.parametrize("case", _FAILURES)
def test_every_failure_is_an_llm_error_in_one_line(case: str, server: FakeOllama, llm: LLM) -> None:
    reply, told = _FAILURES[case]
    server.says(reply)
    with pytest.raises(LLMError) as error:
        _said(llm)
    assert told in str(error.value) and "\n" not in str(error.value)


@pytest.mark.parametrize("listing", [b"[]", b"null", b'"x"', b"<html>", b"", b'{"models": 3}', b'{"models": [3]}'])
def test_what_is_no_ollama_is_told(listing: bytes, server: FakeOllama) -> None:
    server.says("hello")
    server.listing = listing
    with pytest.raises(LLMError, match="is not an Ollama server"):
        find_llm(LLMSettings(server.url))


@pytest.mark.skipif(REAL_OPENAI != "", reason="a server of another kind is tried")
def test_a_model_that_is_missing_is_told_with_the_line_to_run(server: FakeOllama) -> None:
    with pytest.raises(LLMError, match=r"Run: ollama pull absent-model:1b$"):
        find_llm(LLMSettings(server.url, model="absent-model:1b"))


def test_a_model_removed_meanwhile_is_told_with_the_line_to_run(server: FakeOllama, llm: LLM) -> None:
    server.says("hello")
    server.models.clear()
    with pytest.raises(LLMError, match=r"Run: ollama pull llama3\.2:3b$"):
        _said(llm)


def test_a_server_without_schemas_says_so_apart(server: FakeOllama, llm: LLM) -> None:
    server.says(Reply("hello", no_format=True))
    with pytest.raises(FormRefused):
        _said(llm, form=_FORM)
    assert _said(llm)[0] == "hello"


def test_nobody_there() -> None:
    with pytest.raises(LLMError, match="Ollama is not running at http://127.0.0.1:9"):
        find_llm(LLMSettings("http://127.0.0.1:9"))
    with pytest.raises(LLMError, match="Ollama is not running"):
        find_llm(LLMSettings("http://no such host:1"))


@pytest.mark.long
def test_a_silent_server_is_given_up(server: FakeOllama) -> None:
    told: list[str] = []
    server.says(Reply("hello", load_seconds=20))
    llm = find_llm(LLMSettings(server.url, patience=Patience(2.5, 1.0, told.append)))
    with pytest.raises(LLMError, match=r"sent nothing for 2\.5 seconds\. Wait longer: DAYCITE_LLM_LOAD_TIMEOUT,"):
        _said(llm)
    assert len(told) == 1
    assert told[0].startswith("Ollama (llama3.2:3b) reads ") and told[0].endswith(", or has yet to be loaded")


@pytest.mark.long
def test_a_model_that_falls_silent_half_way_is_given_up(server: FakeOllama) -> None:
    server.says(Reply("hello, you", pause_seconds=20))
    with pytest.raises(LLMError, match=r"sent nothing for 1 seconds\. Wait longer: DAYCITE_LLM_TIMEOUT,"):
        _said(find_llm(LLMSettings(server.url, patience=Patience(5, 1.0))))


@pytest.mark.long
def test_only_its_first_words_are_announced_as_loading(server: FakeOllama) -> None:
    told: list[str] = []
    server.says(Reply("hello, you", pause_seconds=3))
    with pytest.raises(LLMError, match=r"sent nothing for 2\.5 seconds"):
        _said(find_llm(LLMSettings(server.url, patience=Patience(2.5, 2.5, told.append))))
    assert told == []


@pytest.mark.long
def test_a_slow_load_is_waited_for(server: FakeOllama) -> None:
    server.says(Reply("hello", load_seconds=1.5))
    assert _said(find_llm(LLMSettings(server.url, patience=Patience(5, 1.0))))[0] == "hello"


@pytest.mark.timeout(60)  # it would have loaded for hours
@pytest.mark.parametrize("load", [0.0, 10_000.0], ids=["while it writes", "while it loads"])
def test_another_thread_stops_it_at_once_and_the_server_sees_that(load: float, server: FakeOllama, llm: LLM) -> None:
    server.says(Reply("word " * 5000, pause_seconds=0.02, load_seconds=load))
    stop = Stop()
    threading.Timer(0.4, stop).start()
    written: list[str] = []
    with pytest.raises(Stopped):
        written.extend(llm.write(_ASKED, None, 50_000, stop))
    assert len("".join(written).split()) < 5000, "it would have written on"
    assert load or server.deserted.wait(5), "the connection was not closed, the model would write on"


def test_a_stop_that_came_before_is_one_too(llm: LLM) -> None:
    stop = Stop()
    stop()
    with pytest.raises(Stopped):
        list(llm.write(_ASKED, None, 50, stop))


def test_leaving_half_way_closes_the_connection(server: FakeOllama, llm: LLM) -> None:
    server.says(Reply("word " * 5000, pause_seconds=0.01))
    pieces = llm.write(_ASKED, None, 50_000)
    next(pieces)
    pieces.close()  # type: ignore[attr-defined]
    assert server.deserted.wait(5)


def test_a_proxy_never_sees_what_stays_on_this_machine(server: FakeOllama, monkeypatch: pytest.MonkeyPatch) -> None:
    server.says("hello")
    with socket.create_server(("127.0.0.1", 0)) as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.getsockname()[1]}")
        assert _said(find_llm(LLMSettings(server.url, patience=QUICK)))[0] == "hello"
    assert client_settings("http://10.0.0.5:11434")["trust_env"] and not client_settings(server.url)["trust_env"]
    assert is_here("localhost:11434") and is_here("http://[::1]:1") and not is_here("http://example.org")
