"""The notes as a chat model, by the real openai package."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openai
import pytest

from api.http.openai.markdown import plain_markdown
from tests.api.serving import serving


@pytest.fixture
def client(notes: Path) -> Iterator[openai.OpenAI]:
    with serving(notes) as url, openai.OpenAI(base_url=f"{url}/v1", api_key="none", max_retries=0) as made:
        yield made


def _asks(client: openai.OpenAI, *said: str, model: str = "daycite", **how: Any) -> Any:
    roles = ("user", "assistant") * len(said)
    messages: Any = [{"role": role, "content": words} for role, words in zip(roles, said, strict=False)]
    return client.chat.completions.create(model=model, messages=messages, **how)


def test_a_wrong_token_is_told_in_the_words_of_the_server(notes: Path) -> None:
    with (
        serving(notes, token="sesame") as url,
        openai.OpenAI(base_url=f"{url}/v1", api_key="none") as client,
        pytest.raises(openai.AuthenticationError, match="the server's DAYCITE_TOKEN"),
    ):
        client.models.list()


def test_the_models_are_listed(client: openai.OpenAI) -> None:
    assert [model.id for model in client.models.list()] == ["daycite", "daycite-extract"]
    assert client.models.retrieve("daycite").owned_by == "daycite"


def test_a_question_is_answered_with_its_days_and_sources(client: openai.OpenAI) -> None:
    told = _asks(client, "what does a CNN neuron see?", temperature=0.2, top_p=1, user="me", max_tokens=50)
    assert told.object == "chat.completion" and told.choices[0].finish_reason == "stop"
    text = told.choices[0].message.content
    assert "- CNN neurons see a small local region of the image. [2020-03-17]" in text
    assert "- 2020-03-17 `2020-03-17.md`, line 3" in text
    assert "Your notes don't say" in _asks(client, "which wine did grandmother serve").choices[0].message.content


def test_a_stream_says_the_same(client: openai.OpenAI) -> None:
    whole = _asks(client, "what does a CNN neuron see?").choices[0].message.content
    pieces = list(_asks(client, "what does a CNN neuron see?", stream=True))
    assert pieces[0].choices[0].delta.role == "assistant" and pieces[-1].choices[0].finish_reason == "stop"
    assert "".join(piece.choices[0].delta.content or "" for piece in pieces) == whole
    assert len(pieces) > 3


def test_a_follow_up_is_understood_from_what_was_said(client: openai.OpenAI) -> None:
    parts: Any = [{"type": "text", "text": "and in April 2020?"}, {"type": "image_url", "image_url": {"url": "x"}}]
    messages: Any = [
        {"role": "system", "content": "You are a pirate."},
        {"role": "user", "content": "what did I plant in March 2020?"},
        {"role": "assistant", "content": "Your notes don't say."},
        {"role": "user", "content": parts},
    ]
    told = client.chat.completions.create(model="daycite-extract", messages=messages)
    assert "Planted tomatoes" in (told.choices[0].message.content or "")


def test_what_is_wrong_is_an_error_of_openais_kind(client: openai.OpenAI) -> None:
    with pytest.raises(openai.NotFoundError, match="no model named 'gpt-4'"):
        _asks(client, "CNN", model="gpt-4")
    with pytest.raises(openai.UnprocessableEntityError, match="does not end with a user's question"):
        _asks(client, "CNN", "an answer")
    with pytest.raises(openai.UnprocessableEntityError, match="messages"):
        _asks(client)
    with pytest.raises(openai.UnprocessableEntityError, match="characters"):
        _asks(client, "x" * 20_000)
    with pytest.raises(openai.APIStatusError, match="413"):
        _asks(client, "x" * 1_200_000)


def test_a_key_is_the_token(notes: Path) -> None:
    with serving(notes, token="sesame") as url:
        wrong = openai.OpenAI(base_url=f"{url}/v1", api_key="wrong", max_retries=0)
        with wrong, pytest.raises(openai.AuthenticationError):
            wrong.models.list()
        with openai.OpenAI(base_url=f"{url}/v1", api_key="sesame", max_retries=0) as client:
            assert len(client.models.list().data) == 2


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("plain *words* _here_", "plain *words* _here_"),
        ("![x](http://elsewhere/p.png)", "!\\[x\\](http\\://elsewhere/p.png)"),
        ("www.elsewhere.io # b", "www\\.elsewhere.io # b"),
        ("<img src=x>", "\\<img src=x>"),
        ("a\n\n# b", "a # b"),
    ],
)
def test_notes_make_no_links_pictures_or_html(text: str, told: str) -> None:
    assert plain_markdown(text) == told
