"""What chat programs send to /v1 besides questions, and in other forms: small talk, own tasks, parts, names, limits."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openai
import pytest

from api.http.openai.chat_tasks import question_within, task_reply
from api.http.openai.conversation import ChatMessage, conversation_of
from api.http.openai.model_names import canonical_model
from api.http.openai.small_talk import small_talk
from index.errors import NotFoundError
from tests.api.serving import serving
from tests.fake_openai import serving_openai

_ASKED = "what does a CNN neuron see?"
_SAYS = "CNN neurons see a small local region of the image."


@pytest.fixture
def client(notes: Path) -> Iterator[openai.OpenAI]:
    with serving(notes, llm="off") as url, openai.OpenAI(base_url=f"{url}/v1", api_key="none", max_retries=0) as made:
        yield made


def _chat(client: openai.OpenAI, content: Any, **how: Any) -> Any:
    messages: Any = [{"role": "user", "content": content}]
    return client.chat.completions.create(**({"model": "daycite", "messages": messages} | how))


@pytest.mark.parametrize(
    "text",
    ["hi", "Hello!", "good morning, daycite 🙂", "thanks a lot!", "Danke schön", "merci beaucoup", "¡Hola! ¿Qué tal?",
     "ありがとうございます", "你好", "안녕하세요", "спасибо большое", "ok thanks", "how are you?", "Who are you?",
     "Vielen Dank für die Hilfe", "what can you do?", "cảm ơn bạn", "hej hej"],
)  # fmt: skip
def test_greetings_and_thanks_are_answered_in_a_line(text: str) -> None:
    reply = small_talk(text)
    assert reply and "\n" not in reply


@pytest.mark.parametrize(
    "text",
    ["hi, what did I learn about CNNs?", "did I say thanks to Anna", "morning runs", "who is Anna", "help Ben moved",
     "what can I do better", "CNN", "", "you", "thanksgiving", "history", "what did I do today", "hip pain"],
)  # fmt: skip
def test_what_asks_something_is_no_small_talk(text: str) -> None:
    assert small_talk(text) is None


_TITLE = """### Task:
Generate a concise, 3-5 word title with an emoji summarizing the chat history.
### Guidelines:
- The title should clearly represent the main theme or subject of the conversation.
### Output:
JSON format: { "title": "your concise title here" }
### Chat History:
<chat_history>
USER: what did I learn about CNNs in May?
ASSISTANT: - They see a region. [2020-05-03]
</chat_history>"""


def _task(key: str, shape: str) -> str:
    return _TITLE.replace('{ "title": "your concise title here" }', f'{{ "{key}": {shape} }}')


def test_a_title_is_made_of_the_words_that_were_asked_for() -> None:
    assert json.loads(task_reply(_TITLE, "") or "") == {"title": "CNNs in May"}
    plain = "Provide a concise, 5-word-or-less title for the conversation, using title case conventions."
    assert task_reply(plain, "when did I plant tomatoes") == "Plant tomatoes"
    assert task_reply(f"USER: about pooling?\n\n{plain}", "") == "Pooling"


@pytest.mark.parametrize(
    ("key", "shape", "value"),
    [
        ("tags", '["tag1", "tag2"]', ["cnns"]),
        ("queries", '["query1"]', []),
        ("text", '"<completion>"', ""),
        ("prompt", '"…"', ""),
    ],
)
def test_other_tasks_get_the_json_that_they_show(key: str, shape: str, value: object) -> None:
    assert json.loads(task_reply(_task(key, shape), "") or "") == {key: value}


def test_follow_ups_are_questions_that_notes_can_answer() -> None:
    asked = json.loads(task_reply(_task("follow_ups", '["Question 1?"]'), "") or "")["follow_ups"]
    assert len(asked) == 3 and all(question.endswith("CNNs?") for question in asked)
    nothing = "### Task:\nSuggest 3-5 relevant follow-up questions that the user might ask next."
    assert len(json.loads(task_reply(nothing, "") or "")["follow_ups"]) == 2


@pytest.mark.parametrize(
    "text",
    ["what title did I give the chat about CNNs?", "which tags did I use?", "generate",
     "what was the task: the test or the conversation about the title?",
     "I had a discussion about my title. What came of it?",
     "did I write down the title of the book from my discussion with Anna?",
     "Which day did I suggest a title for our chat about gardens?",
     "When did I give the discussion paper its title?"],
)  # fmt: skip
def test_a_users_question_is_no_task(text: str) -> None:
    assert task_reply(text, "") is None


def test_a_question_is_taken_out_of_what_a_chat_program_put_around_it() -> None:
    prompt = f"### Task:\nRespond to the user query.\n<context>x</context>\n<user_query>{_ASKED}</user_query>"
    assert task_reply(prompt, "") is None
    assert question_within(prompt) == _ASKED
    assert question_within("what is <user_query>a</user_query>?") == "what is <user_query>a</user_query>?"


@pytest.mark.parametrize("name", ["daycite", "daycite:latest", "openai/daycite", "models/openai/Daycite:latest"])
def test_names_are_known_with_and_without_tag_and_prefix(name: str) -> None:
    assert canonical_model(name) == "daycite"


@pytest.mark.parametrize("name", ["", "gpt-4", "daycite2", "daycite/gpt-4", ":daycite"])
def test_other_names_are_not(name: str) -> None:
    with pytest.raises(NotFoundError, match="daycite or daycite-extract"):
        canonical_model(name)


def test_the_models_route_takes_such_names_too(client: openai.OpenAI) -> None:
    assert client.models.retrieve("openai/daycite-extract:latest").id == "openai/daycite-extract:latest"
    assert _chat(client, _ASKED, model="ollama/daycite:latest").model == "ollama/daycite:latest"


def test_messages_in_every_form_are_read() -> None:
    parts = [
        "so",
        {"type": "text", "text": "what"},
        {"type": "input_text", "text": "now"},
        {"type": "text", "text": None},
    ]
    messages = [
        {"role": "developer", "content": "be brief", "name": "x"},
        {"role": "tool", "content": "42"},
        {"role": "user", "content": "first"},
        {"role": "assistant", "content": None, "tool_calls": []},
        {"role": "assistant", "content": [{"type": "output_text", "text": "an answer"}]},
        {"role": "user", "content": parts},
        {"role": "critic", "content": "a role that nobody knows"},
    ]
    read = conversation_of([ChatMessage.model_validate(message) for message in messages])
    assert read.question == "so\nwhat\nnow" and not read.more_than_words
    assert [(turn.question, turn.answer) for turn in read.history] == [("first", "an answer")]


def test_pictures_are_passed_over_with_a_remark(client: openai.OpenAI) -> None:
    picture = {"type": "image_url", "image_url": {"url": "data:image/png;base64,AAAA"}}
    told = _chat(client, [{"type": "text", "text": _ASKED}, picture]).choices[0].message.content
    assert _SAYS in told and "Pictures and other attachments were passed over" in told
    assert "Only words are read" in _chat(client, [picture]).choices[0].message.content


def test_usage_is_counted_and_a_stream_ends_with_it_where_it_is_asked_for(client: openai.OpenAI) -> None:
    usage = _chat(client, _ASKED, max_completion_tokens=500).usage
    assert usage.prompt_tokens > 4 and usage.completion_tokens > 15
    assert usage.total_tokens == usage.prompt_tokens + usage.completion_tokens
    chunks = list(_chat(client, _ASKED, stream=True, stream_options={"include_usage": True}))
    assert chunks[-1].choices == [] and chunks[-1].usage == usage
    assert all(chunk.usage is None for chunk in chunks[:-1]) and chunks[-2].choices[0].finish_reason == "stop"
    assert all(chunk.usage is None and chunk.choices for chunk in _chat(client, _ASKED, stream=True))


def test_an_answer_ends_where_it_has_the_tokens_that_it_may_have(client: openai.OpenAI) -> None:
    for how in ({"max_completion_tokens": 5}, {"max_tokens": 5}):
        choice = _chat(client, _ASKED, **how).choices[0]
        assert choice.finish_reason == "length" and _SAYS in choice.message.content
        assert "Sources" not in choice.message.content
    *_, last = _chat(client, _ASKED, max_completion_tokens=5, stream=True)
    assert last.choices[0].finish_reason == "length"
    response = client.responses.create(model="daycite", input=_ASKED, max_output_tokens=16)
    assert response.status == "incomplete" and response.incomplete_details
    assert response.incomplete_details.reason == "max_output_tokens" and _SAYS in response.output_text


def test_a_response_says_what_a_completion_says(client: openai.OpenAI) -> None:
    told = client.responses.create(model="daycite", input=_ASKED, instructions="Be a pirate.", metadata={"a": "b"})
    completion = _chat(client, _ASKED)
    assert told.output_text == completion.choices[0].message.content and told.status == "completed"
    assert told.usage and told.usage.output_tokens == completion.usage.completion_tokens
    parts: Any = [{"role": "user", "content": [{"type": "input_text", "text": _ASKED}, {"type": "input_image"}]}]
    assert "passed over" in client.responses.create(model="daycite", input=parts).output_text


def test_a_response_is_streamed_in_events_of_openais_kind(client: openai.OpenAI) -> None:
    with client.responses.stream(model="daycite", input=_ASKED) as stream:
        kinds = [event.type for event in stream]
        told = stream.get_final_response()
    assert told.output_text == client.responses.create(model="daycite", input=_ASKED).output_text
    assert kinds[:4] == ["response.created", "response.in_progress", "response.output_item.added",
                         "response.content_part.added"]  # fmt: skip
    assert kinds[-1] == "response.completed" and kinds.count("response.output_text.delta") >= 2


def test_a_response_can_be_followed_by_its_id(client: openai.OpenAI) -> None:
    first = client.responses.create(model="daycite", input="what did I plant in March 2020?")
    then = client.responses.create(model="daycite", input="and in April 2020?", previous_response_id=first.id)
    assert "Planted tomatoes" in then.output_text and then.previous_response_id == first.id
    kept = client.responses.create(model="daycite", input="hi", store=False)
    for unknown in (kept.id, "resp_x"):
        with pytest.raises(openai.NotFoundError, match="Send the whole conversation"):
            client.responses.create(model="daycite", input="and then?", previous_response_id=unknown)


def test_fields_that_are_not_known_are_ignored(client: openai.OpenAI) -> None:
    odd: Any = {"reasoning_effort": "high", "x": [1], "tools": [], "n": 1, "seed": 1, "logit_bias": {}, "user": "me"}
    assert _SAYS in _chat(client, _ASKED, extra_body=odd).choices[0].message.content
    assert _SAYS in client.responses.create(model="daycite", input=_ASKED, extra_body=odd).output_text


def test_why_a_language_model_did_not_write_is_told(notes: Path) -> None:
    with serving_openai() as server:
        server.status, server.error = 500, "out of memory"
        with serving(notes, llm_url=server.url) as url, openai.OpenAI(base_url=f"{url}/v1", api_key="x") as client:
            told = _chat(client, _ASKED).choices[0].message.content
            assert _SAYS in told and "out of memory" in told and "your notes’ own sentences" in told
            streamed = "".join(c.choices[0].delta.content or "" for c in _chat(client, _ASKED, stream=True))
            assert "out of memory" in streamed
            assert "out of memory" not in _chat(client, _ASKED, model="daycite-extract").choices[0].message.content
        with (
            serving(notes, llm_url=server.url, llm="on") as url,
            openai.OpenAI(base_url=f"{url}/v1", api_key="x", max_retries=0) as client,
        ):
            with pytest.raises(openai.InternalServerError, match="out of memory"):
                _chat(client, _ASKED)
            with pytest.raises(openai.APIError, match="out of memory"):
                list(_chat(client, _ASKED, stream=True))
            failed = [event for event in client.responses.create(model="daycite", input=_ASKED, stream=True)][-1]
            assert failed.type == "response.failed" and "out of memory" in failed.response.error.message  # type: ignore[union-attr]
