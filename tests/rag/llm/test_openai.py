"""OpenAI-style servers: the same answers, the same checks, the same fallback."""

import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.errors import LLMError
from rag.answer.sources import Sources
from rag.llm.find import LLM, LLMSettings, find_llm
from rag.llm.reading_speed import WAITED, ReadingSpeeds
from rag.llm.server import client_settings, failed
from tests.fake_ollama import statements
from tests.fake_openai import FakeOpenAI, serving_openai
from tests.rag.llm.conftest import QUICK, asked

OWN_CERTIFICATE = """\
-----BEGIN CERTIFICATE-----
MIIBgTCCASigAwIBAgIUC6LIIycZeYKzEu0GgH0OfYtHdC0wCgYIKoZIzj0EAwIw
FzEVMBMGA1UEAwwMZGF5Y2l0ZS10ZXN0MCAXDTI2MTEyOTAwMTEzMFoYDzIxMjYx
MTA1MDAxMTMwWjAXMRUwEwYDVQQDDAxkYXljaXRlLXRlc3QwWTATBgcqhkjOPQIB
BggqhkjOPQMBBwNCAAT1zMsATzoPzVabpaBw4pd/BLAdMPOJVSYqFZBKeOSI0HxS
xy8jSz04g0xYf/sIbqpn8Q21E92PbG6AgCtIxzM2o1AwTjAdBgNVHQ4EFgQUFhgs
8vmJloJhtciaukyXszA/lNAwHwYDVR0jBBgwFoAUFhgs8vmJloJhtciaukyXszA/
lNAwDAYDVR0TBAUwAwEB/zAKBggqhkjOPQQDAgNHADBEAiAV3VLHfqa61Lkkuy2c
iSKcEwTtann3wJLnsFKHMOlPWgIgZd1wYTs8VZStz4IXQWrSBzJPawv83OkewgcG
/l/hRo8=
-----END CERTIFICATE-----
"""
_LOCAL = "CNN neurons see a small local region of the image."
_ABOUT_CNNS = "what did I learn about CNNs"


@pytest.fixture
def fake() -> Iterator[FakeOpenAI]:
    with serving_openai() as server:
        yield server


def _found(fake: FakeOpenAI, model: str = "") -> LLM:
    return find_llm(LLMSettings(openai_url=fake.url, model=model, patience=QUICK))


def _local(prompt: str) -> str:
    number = int(prompt[: prompt.index("local region")].rpartition("<note number=")[2].partition(">")[0])
    return statements((_LOCAL, [number]), ("Dropout helps a lot.", [number]))


def test_it_words_checks_and_cites(fake: FakeOpenAI, sources: Sources) -> None:
    fake.says = _local
    answer = asked(_ABOUT_CNNS, sources, _found(fake))
    assert answer.answered_by == "openai:qwen2.5-7b" and [s.text for s in answer.statements] == [_LOCAL]
    assert [r.text for r in answer.rejected] == ["Dropout helps a lot."]
    sent = fake.asked[0]
    assert sent["response_format"]["json_schema"]["schema"]["properties"]["statements"] and sent["temperature"] == 0


@pytest.mark.parametrize(
    ("model", "window"),
    [
        ({"id": "a", "max_model_len": 6000}, 6000),
        ({"id": "a", "meta": {"n_ctx": 2048}}, 2048),
        ({"id": "a", "loaded_context_length": 5000}, 5000),
        ({"id": "a", "max_model_len": 1_000_000}, 16384),
        ({"id": "a"}, 4096),
    ],
)
def test_the_window_is_what_the_server_tells(model: dict[str, object], window: int, fake: FakeOpenAI) -> None:
    fake.models = [model]
    assert _found(fake).window == window


@pytest.mark.parametrize(("owner", "penalty"), [("llamacpp", 1.0), ("me", None)])
def test_llama_cpp_is_held_from_repeating_where_the_first_form_failed(
    owner: str, penalty: float | None, fake: FakeOpenAI, sources: Sources
) -> None:
    fake.models = [{"id": "a", "owned_by": owner}]
    fake.says = lambda prompt: "kernel s, kernel s"
    asked(_ABOUT_CNNS, sources, _found(fake))
    assert [sent.get("frequency_penalty") for sent in fake.asked] == [None, penalty]


@pytest.mark.parametrize(("owner", "told"), [("llamacpp", True), ("me", None)])
def test_llama_cpp_is_asked_to_tell_how_far_it_has_read(
    owner: str, told: bool | None, fake: FakeOpenAI, sources: Sources
) -> None:
    fake.models, fake.says = [{"id": "a", "owned_by": owner}], _local
    assert asked(_ABOUT_CNNS, sources, _found(fake)).statements
    assert fake.asked[0].get("return_progress") is told


def test_models_are_chosen_by_name_or_by_what_they_can(fake: FakeOpenAI) -> None:
    fake.models = [{"id": "text-embedding-nomic-embed-text-v1.5"}, {"id": "llama-3.2-3b-instruct"}]
    assert _found(fake).name == "openai:llama-3.2-3b-instruct"
    assert _found(fake, "text-embedding-nomic-embed-text-v1.5").why == "it was named"
    with pytest.raises(LLMError, match="has no model 'x'"):
        _found(fake, "x")
    fake.models = []
    with pytest.raises(LLMError, match="no model that can chat"):
        _found(fake)


def test_a_server_without_schemas_is_asked_for_lines(fake: FakeOpenAI, sources: Sources) -> None:
    fake.refuses_schema = True
    fake.says = lambda prompt: f"{_LOCAL} [{prompt[: prompt.index('local region')].rpartition('number=')[2][0]}]"
    assert [s.text for s in asked(_ABOUT_CNNS, sources, _found(fake)).statements] == [_LOCAL]
    assert [("response_format" in sent) for sent in fake.asked] == [True, False]


def test_how_fast_the_server_reads_decides_how_much_the_next_prompt_has(fake: FakeOpenAI, tmp_path: Path) -> None:
    speeds = ReadingSpeeds(tmp_path / "speeds.json")

    def found() -> LLM:
        return find_llm(LLMSettings(openai_url=fake.url, patience=QUICK, speeds=speeds))

    def reads(tokens: int, milliseconds: float) -> None:
        fake.timings = {"prompt_n": tokens, "prompt_ms": milliseconds, "cache_n": 90}
        list(found().write(({"role": "user", "content": "Say hello."},), None, 9))

    usual = found().reads
    fake.says = "hello"
    reads(20, 1.0)
    assert found().reads == usual, "so few tokens tell nothing"
    reads(500, 10_000.0)
    assert found().reads == 50 * WAITED
    reads(500, 1.0)
    assert found().reads == int(62.5 * WAITED), "what looks fast once is believed by and by"


@pytest.mark.parametrize("case", ["500", "cut", "no JSON", "empty", "too long"])
def test_every_failure_leaves_the_extractive_answer(case: str, fake: FakeOpenAI, sources: Sources) -> None:
    llm = _found(fake)
    if case in ("500", "too long"):
        fake.status, fake.error = (500, "out of memory") if case == "500" else (400, "exceeds the context size")
    else:
        fake.cut, fake.says = case == "cut", "" if case == "empty" else "Hm."
    answer = asked(_ABOUT_CNNS, sources, llm)
    assert answer.answered_by == "extract" and answer.llm_error and "\n" not in answer.llm_error
    if case in ("no JSON", "empty"):  # the server did what was asked of it: only the model is too weak
        answer = asked(_ABOUT_CNNS, sources, llm, must_write=True)
        assert answer.answered_by == "extract" and answer.statements and answer.llm_error
    else:
        with pytest.raises(LLMError):
            asked(_ABOUT_CNNS, sources, llm, must_write=True)


@pytest.mark.parametrize("url", ["127.0.0.1:8080/v1", "ftp://x/v1", "nonsense", "http://"])
def test_an_address_that_is_none_is_told(url: str) -> None:
    with pytest.raises(LLMError, match="is not a server address"):
        find_llm(LLMSettings(openai_url=url))


def test_nobody_there() -> None:
    with pytest.raises(LLMError, match=r"no server answers at http://127\.0\.0\.1:9/v1"):
        find_llm(LLMSettings(openai_url="http://127.0.0.1:9/v1"))


def test_the_key_is_sent_and_its_lack_is_told(fake: FakeOpenAI, sources: Sources) -> None:
    fake.says, fake.key = _local, "sesame"
    for key in ("", "wrong"):
        with pytest.raises(LLMError, match="asks for a key.*Set DAYCITE_LLM_KEY") as raised:
            find_llm(LLMSettings(openai_url=fake.url, patience=QUICK, key=key))
        assert "\n" not in str(raised.value) and "sesame" not in str(raised.value)
    llm = find_llm(LLMSettings(openai_url=fake.url, patience=QUICK, key="sesame"))
    assert [s.text for s in asked(_ABOUT_CNNS, sources, llm).statements] == [_LOCAL]
    fake.key = "changed"
    answer = asked(_ABOUT_CNNS, sources, llm)
    assert answer.answered_by == "extract" and "asks for a key" in (answer.llm_error or "")


@pytest.mark.parametrize(
    ("model", "few"),
    [
        ({"id": "/models/SmolLM2-135M-Instruct.Q4_1.gguf"}, True),
        ({"id": "any", "meta": {"n_params": 134_515_008}}, True),
        ({"id": "qwen2.5-7b"}, False),
        ({"id": "any"}, False),
    ],
)
def test_a_tiny_model_is_given_few_notes(model: dict[str, object], few: bool, fake: FakeOpenAI) -> None:
    fake.models = [model]
    assert (_found(fake).reads < 900) == few


def test_a_models_path_is_shown_short(fake: FakeOpenAI) -> None:
    fake.models = [{"id": "/home/me/.cache/models/a-folder-of-models/SmolLM2-135M-Instruct.Q4_1.gguf"}]
    assert _found(fake).name == "openai:SmolLM2-135M-Instruct.Q4_1"
    fake.models = [{"id": "meta-llama/Llama-3.2-3B-Instruct"}]
    assert _found(fake).name == "openai:meta-llama/Llama-3.2-3B-Instruct"


def test_the_reason_of_a_connection_error_is_named() -> None:
    said = "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed certificate (_ssl.c:1006)"
    inner = ssl.SSLCertVerificationError(said)
    outer = RuntimeError("Connection error.")
    outer.__cause__ = inner
    told = failed("https://box:8080/v1", outer)
    assert "self-signed certificate" in told.message and "SSL_CERT_FILE" in str(told)
    outer.__cause__ = ConnectionResetError(104, "Connection reset by peer")
    assert "Connection reset by peer" in failed("http://box", outer).message


def test_a_certificate_of_ones_own_is_taken_from_ssl_cert_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "own.pem").write_text(OWN_CERTIFICATE)
    count = client_settings("https://127.0.0.1:1/v1")["verify"].cert_store_stats()["x509"]
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "own.pem"))
    subjects = [str(each) for each in client_settings("https://127.0.0.1:1/v1")["verify"].get_ca_certs()]
    assert any("daycite-test" in subject for subject in subjects) and count
    assert client_settings("http://127.0.0.1:1/v1")["verify"] is False
