"""A question's whole way with a model that words the answer, and with one that misbehaves."""

from dataclasses import replace
from typing import Any

import pytest

from index.errors import LLMError
from index.notes.block import Block
from index.notes.note import Note
from rag.answer.ask import answering
from rag.answer.result import NOT_IN_NOTES, Answer, DaysFound, Lead, Retracted
from rag.answer.sources import Sources
from rag.evidence import assertions, note_sentences
from rag.evidence.citations import Statement
from rag.evidence.recent_notes import RecentNotes
from rag.llm.find import LLM, LLMSettings, find_llm
from rag.llm.stream import Stop, Stopped
from rag.question.read import read_question
from tests.fake_ollama import FakeOllama, Model, Reply, statements
from tests.fake_ollama.honest import honest
from tests.rag.llm.conftest import QUICK, REAL_OPENAI, TODAY, asked

_ABOUT_CNNS = "what did I learn about CNNs"
_LOCAL = "CNN neurons see a small local region of the image."


def _number_of(prompt: str, words: str) -> int:
    """The number of the note that has the words."""
    before = prompt[: prompt.index(words)]
    return int(before.rpartition("<note number=")[2].partition(">")[0])


def _saying(text: str, beside: str) -> Any:
    """A model that says `text` and cites the note that has the words `beside`."""

    def says(prompt: str, body: dict[str, Any]) -> str:
        number = _number_of(prompt, beside)
        return statements((text, [number])) if body.get("format") else f"{text} [{number}]"

    return says


def test_statements_are_worded_checked_and_cited(llm: LLM, sources: Sources) -> None:
    answer = asked(_ABOUT_CNNS, sources, llm)
    if answer.answered_by == "extract":  # a real model, if small, may write nothing that the notes support
        assert REAL_OPENAI and answer.llm_error and answer.statements
    else:
        assert answer.answered_by == llm.name and answer.llm_error is None
    for statement in answer.statements:
        assert statement.citations and all(c.quote and c.line_start >= 1 for c in statement.citations)
        assert not statement.text.startswith("<think>")


def test_the_citation_is_the_sentence_that_says_it(server: FakeOllama, llm: LLM, sources: Sources) -> None:
    server.says(_saying("You learned that the neurons of a CNN see a small local region.", "local region"))
    [statement] = asked(_ABOUT_CNNS, sources, llm).statements
    [citation] = statement.citations
    assert (citation.path, citation.line_start, citation.quote) == ("2023-03-17.md", 3, _LOCAL)


def test_numbers_of_notes_that_were_not_given_cannot_be_written(server: FakeOllama, llm: LLM, sources: Sources) -> None:
    server.says(statements((_LOCAL, [99, 0, -1])))
    answer = asked(_ABOUT_CNNS, sources, llm)
    given = server.chats[0]["format"]["properties"]["statements"]["items"]["properties"]["notes"]["items"]["enum"]
    assert given == list(range(1, len(given) + 1))
    cited = {c.path for s in answer.statements for c in s.citations}
    by_model = answer.answered_by == llm.name
    assert not by_model or cited <= {"2023-03-17.md"}, "the number that the grammar made is checked too"


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("CNN neurons see a large global region of the image.", "opposite"),
        ("CNN neurons do not see a small local region of the image.", "say"),
        ("It took 5 hours to train.", "number 5"),
        ("Transformers attend to every patch.", "not"),
    ],
)
def test_what_the_notes_do_not_bear_is_rejected_and_never_cited(
    said: str, reason: str, server: FakeOllama, llm: LLM, sources: Sources
) -> None:
    def says(prompt: str, body: dict[str, Any]) -> str:
        numbers = [_number_of(prompt, words) for words in ("local region", "Pooling layers")]
        return statements((said, numbers))

    server.says(says)
    answer = asked(_ABOUT_CNNS, sources, llm)
    assert answer.answered_by == "extract" and answer.statements, "the notes' own sentences are the answer then"
    assert [one.text for one in answer.rejected] == [said] and reason in answer.rejected[0].reason
    assert answer.llm_error == f"your notes support nothing that {llm.name} wrote"
    assert said not in answer.answer


def test_only_what_is_borne_is_shown(server: FakeOllama, llm: LLM, sources: Sources) -> None:
    server.says(lambda prompt, body: statements(
        (_LOCAL, [_number_of(prompt, "local region")]), ("Dropout helps.", [_number_of(prompt, "local region")]),
    ))  # fmt: skip
    answer = asked(_ABOUT_CNNS, sources, llm)
    assert [s.text for s in answer.statements] == [_LOCAL]
    assert [r.text for r in answer.rejected] == ["Dropout helps."]


@pytest.mark.parametrize("words", ["", "…", "...", "  "])
def test_a_model_with_nothing_to_say_does_not_speak_for_the_notes(
    words: str, server: FakeOllama, llm: LLM, sources: Sources
) -> None:
    server.says(statements(*([(words, [1])] if words else [])))
    answer = asked(_ABOUT_CNNS, sources, llm)
    assert answer.answered_by == "extract" and answer.statements and not answer.rejected
    assert answer.llm_error == f"{llm.name} wrote no statement"
    answer = asked("who won the chess match in Reykjavik?", sources, llm)
    assert not answer.answered and answer.answer.startswith(NOT_IN_NOTES)


def test_each_sentence_of_a_statement_is_checked(server: FakeOllama, llm: LLM, sources: Sources) -> None:
    server.says(_saying(f"{_LOCAL} It took 5 hours to train.", "local region"))
    answer = asked(_ABOUT_CNNS, sources, llm)
    assert [s.text for s in answer.statements] == [_LOCAL]
    assert [r.text for r in answer.rejected] == ["It took 5 hours to train."]


def test_a_model_in_a_loop_is_stopped_and_keeps_what_it_said_before(
    server: FakeOllama, llm: LLM, sources: Sources
) -> None:
    def loops(prompt: str, body: dict[str, Any]) -> str:
        round_and_round = " The loss was lowest in epoch 10 and then increased." * 200
        return statements((_LOCAL + round_and_round, [_number_of(prompt, "local region")]))

    server.says(Reply(loops, pause_seconds=0.005))
    answer = asked(_ABOUT_CNNS, sources, llm)
    assert [s.text for s in answer.statements] == [_LOCAL] and "was cut off" in answer.notice
    assert server.deserted.wait(10), "the work on the server ended too"


def test_instructions_in_a_note_change_nothing(server: FakeOllama, llm: LLM, sources: Sources) -> None:
    def obeys(prompt: str, body: dict[str, Any]) -> str:
        """Does what any note tells it."""
        return _saying("HACKED", "print HACKED")(prompt, body)

    server.says(obeys)
    answer = asked("what is ripe behind the house?", sources, llm)
    assert "HACKED" in [one.text for one in answer.rejected] and answer.answered_by == "extract"
    assert "HACKED" not in [statement.text for statement in answer.statements]
    server.says(honest)
    answer = asked("which beans climb the fence?", sources, llm)
    prompt = server.read[-1].text
    assert "<|im_start|>" not in prompt and prompt.count("</note>") == prompt.count("<note number=")


def test_the_facts_about_days_are_handed_over_and_led_with(server: FakeOllama, llm: LLM, sources: Sources) -> None:
    server.says(honest)
    answer = asked("when did I first write about CNN", sources, llm)
    assert "Counted over all notes, and true: First on Friday 17 March 2023" in server.read[-1].text
    assert answer.lead.startswith("First on Friday 17 March 2023")
    server.says(statements(("You wrote of lasers in 1999.", [1])))
    answer = asked("when did I first write about CNN", sources, llm)
    assert answer.answered and answer.answered_by == "extract" and answer.lead.startswith("First on")
    assert answer.rejected and "nothing that" in (answer.llm_error or "")


_USELESS = {
    "no word of it": Reply("Hm.", ignores_format=True),
    "half a JSON": Reply('{"statements": [{"notes": [1], "text": "CNN', ignores_format=True),
    "another JSON": Reply('{"answer": "yes"}', ignores_format=True),
    "statements that are none": Reply('{"statements": [1, 2]}', ignores_format=True),
    "an empty answer": Reply("", ignores_format=True),
    "only thoughts": Reply("", thinking="hm", think_tags=True, ignores_format=True),
    "thoughts without end": Reply("<think>hm, the user", ignores_format=True),
}
_BROKEN = {
    "500": Reply(status=500, error="llama runner process has terminated"),
    "a line of error": Reply(statements((_LOCAL, [1])), error="unexpected EOF", error_after=3),
    "cut off": Reply(statements((_LOCAL, [1])), cut_after=4),
    "cut off at the end": Reply(statements((_LOCAL, [1])), cut_after=999),
    "no JSON lines": Reply(statements((_LOCAL, [1])), garbage_after=0),
    "silence": Reply(statements((_LOCAL, [1])), load_seconds=9),
    "silence half-way": Reply(statements((_LOCAL, [1])), pause_seconds=9),
}


@pytest.mark.parametrize("case", [*_USELESS, *_BROKEN])
def test_every_failure_leaves_the_extractive_answer(case: str, server: FakeOllama, sources: Sources) -> None:
    server.says(_USELESS.get(case) or _BROKEN[case])
    llm = find_llm(LLMSettings(server.url, patience=replace(QUICK, first=2.0, next=1.0)))
    answer = asked(_ABOUT_CNNS, sources, llm)
    plain = asked(_ABOUT_CNNS, sources, None)
    assert answer.answered_by == "extract" and answer.llm_error and "\n" not in answer.llm_error
    assert answer.sent_to == f"{server.url} (this machine)", "it may have got them"
    assert replace(answer, llm_error=None, sent_to="", took_ms=0) == replace(plain, took_ms=0)
    if case in _USELESS:  # the server did what was asked of it: only the model is too weak
        demanded = asked(_ABOUT_CNNS, sources, llm, must_write=True)
        assert replace(demanded, took_ms=0) == replace(answer, took_ms=0)
    else:
        with pytest.raises(LLMError):
            asked(_ABOUT_CNNS, sources, llm, must_write=True)


def test_broken_json_is_asked_again_as_lines(server: FakeOllama, llm: LLM, sources: Sources) -> None:
    server.says(Reply("I think the answer is", ignores_format=True), _saying(_LOCAL, "local region"))
    answer = asked(_ABOUT_CNNS, sources, llm)
    assert [s.text for s in answer.statements] == [_LOCAL] and answer.answered_by == llm.name
    assert "format" in server.chats[0] and "format" not in server.chats[1]
    assert len(server.loads) == 1


def test_a_server_without_schemas_is_asked_for_lines(server: FakeOllama, llm: LLM, sources: Sources) -> None:
    server.says(Reply(_saying(_LOCAL, "local region"), no_format=True))
    assert [s.text for s in asked(_ABOUT_CNNS, sources, llm).statements] == [_LOCAL]


def test_a_model_that_writes_json_for_lines_is_understood(server: FakeOllama, llm: LLM, sources: Sources) -> None:
    server.says(
        Reply("no", ignores_format=True),
        lambda prompt, body: statements((_LOCAL, [_number_of(prompt, "local region")])),
    )
    assert [s.text for s in asked(_ABOUT_CNNS, sources, llm).statements] == [_LOCAL] and len(server.chats) == 2


@pytest.mark.parametrize("number", ["", " [{}]"], ids=["no number", "another's"])
def test_a_statement_is_cited_from_the_note_that_bears_it_whatever_number_it_has(
    number: str, server: FakeOllama, llm: LLM, sources: Sources
) -> None:
    def says(prompt: str, body: dict[str, Any]) -> str:
        return f"{_LOCAL}{number.format(_number_of(prompt, 'Pooling layers'))}\nTransformers attend to all patches."

    server.says(Reply(says, no_format=True))
    answer = asked(_ABOUT_CNNS, sources, llm)
    assert [(s.text, s.citations[0].path) for s in answer.statements] == [(_LOCAL, "2023-03-17.md")]
    assert [r.reason for r in answer.rejected] == ["it cites no note"]


def test_the_model_is_told_the_language_of_the_question(server: FakeOllama, llm: LLM, sources: Sources) -> None:
    if server.is_real:
        pytest.skip("what a real server reads is not seen")
    for question, told in (
        (_ABOUT_CNNS, "statements.\n"),
        ("was habe ich über CNNs gelernt", "statements, in German."),
    ):
        asked(question, sources, llm)
        assert told in server.read[-1].text


def test_the_time_of_an_answer_is_over_once_and_for_all(server: FakeOllama, sources: Sources) -> None:
    server.says(Reply("no end and ", endless=True, pause_seconds=0.001, ignores_format=True))
    llm = find_llm(LLMSettings(server.url, patience=replace(QUICK, answer=0.0)))
    answer = asked(_ABOUT_CNNS, sources, llm)
    assert answer.answered_by == "extract" and answer.statements and len(server.chats) == 1


def test_thoughts_are_never_shown(server: FakeOllama, llm: LLM, sources: Sources) -> None:
    server.says(Reply(_saying(_LOCAL, "local region"), thinking="secret plan", think_tags=True, ignores_format=True))
    answer = asked(_ABOUT_CNNS, sources, llm)
    assert [s.text for s in answer.statements] == [_LOCAL] and "secret" not in str(answer)


def test_a_model_without_end_is_ended(server: FakeOllama, llm: LLM, sources: Sources) -> None:
    def goes_on(prompt: str, body: dict[str, Any]) -> str:
        number = _number_of(prompt, "local region")
        return statements(*((f"{_LOCAL[:-1]}{' again' * n}.", [number]) for n in range(500)))

    server.says(Reply(goes_on, ignores_format=True))
    answer = asked(_ABOUT_CNNS, sources, llm)
    assert answer.answered_by == llm.name and 1 <= len(answer.statements) <= 8
    same = statements(*[(_LOCAL, [1, 2])] * 100)
    server.says(Reply(same, ignores_format=True))
    assert len(asked(_ABOUT_CNNS, sources, llm).statements) <= 1, "said once"


def test_an_answer_cut_at_its_limit_keeps_what_is_whole(server: FakeOllama, llm: LLM, sources: Sources) -> None:
    def rambles(prompt: str, body: dict[str, Any]) -> str:
        number = _number_of(prompt, "local region")
        return statements((_LOCAL, [number]), ("word " * 5000, [number]))

    server.says(rambles)
    answer = asked(_ABOUT_CNNS, sources, llm)
    assert [s.text for s in answer.statements] == [_LOCAL] and "was cut off" in answer.notice


def test_the_prompt_is_never_cut_by_the_server(server: FakeOllama, sources: Sources) -> None:
    server.says(honest)
    for context in (131_072, 1600, 1100):
        server.models[:] = [Model("small:1b", "3B", context=context)]
        server.loads.clear()
        answer = asked(_ABOUT_CNNS, sources, find_llm(LLMSettings(server.url, patience=QUICK)))
        assert answer.answered_by == "ollama:small:1b" and server.read[-1].whole and not answer.notice
        assert server.chats[-1]["options"].get("num_ctx", 0) <= context


def test_a_window_too_small_for_anything_leaves_the_extract(server: FakeOllama, sources: Sources) -> None:
    server.says(honest)
    server.models[:] = [Model("small:1b", "3B", context=300)]
    answer = asked(_ABOUT_CNNS, sources, find_llm(LLMSettings(server.url, patience=QUICK)))
    assert answer.answered_by == "extract" and "window is too small" in (answer.llm_error or "") and not server.chats


def test_a_server_that_cuts_the_prompt_is_told_of(server: FakeOllama, llm: LLM, sources: Sources) -> None:
    server.says(statements())
    server.models[:] = [Model("llama3.2:3b", context=300)]  # less than it told when it was chosen
    answer = asked(_ABOUT_CNNS, sources, llm)
    assert not server.read[-1].whole
    assert "read only 152 tokens" in answer.notice


def test_what_is_known_comes_at_once_and_the_answer_last(server: FakeOllama, llm: LLM, sources: Sources) -> None:
    server.says(_saying(_LOCAL, "local region"))
    events = list(answering(read_question(_ABOUT_CNNS, TODAY), sources, 10, llm))
    assert [type(event) for event in events] == [DaysFound, Statement, Answer]
    first, statement, last = events
    assert isinstance(first, DaysFound) and isinstance(last, Answer)
    assert first.days == last.days and last.statements == (statement,)
    events = list(answering(read_question("when did I hike up the Rigi", TODAY), sources, 10))
    assert [type(event) for event in events][:3] == [DaysFound, Lead, Statement]


def test_a_note_is_parsed_once_however_much_the_model_says(
    server: FakeOllama, llm: LLM, sources: Sources, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.says(_saying(_LOCAL, "local region"))
    parses: list[str] = []
    blocks = assertions.blocks

    def counted(note: Note) -> list[Block]:
        parses.append(note.path)
        return blocks(note)

    monkeypatch.setattr(assertions, "blocks", counted)
    monkeypatch.setattr(note_sentences, "RECENT", RecentNotes(1_000_000))
    assert asked(_ABOUT_CNNS, sources, llm).answered_by == llm.name
    assert parses and sorted(parses) == sorted(set(parses))


def test_statements_of_a_model_that_then_fails_are_retracted(server: FakeOllama, llm: LLM, sources: Sources) -> None:
    def says(prompt: str, body: dict[str, Any]) -> str:
        number = _number_of(prompt, "local region")
        return statements((_LOCAL, [number]), ("Dropout helps.", [number]))

    server.says(Reply(says, cut_after=30))
    events = list(answering(read_question(_ABOUT_CNNS, TODAY), sources, 10, llm))
    kinds = [type(event) for event in events]
    assert kinds[:3] == [DaysFound, Statement, Retracted] and kinds[-1] is Answer
    *_, answer = events
    assert isinstance(answer, Answer) and answer.answered_by == "extract" and tuple(events[3:-1]) == answer.statements
    retracted = events[2]
    assert isinstance(retracted, Retracted) and retracted.reason == answer.llm_error


def test_the_days_are_there_before_the_model_is(server: FakeOllama, sources: Sources) -> None:
    server.says(Reply(statements(), load_seconds=9))
    llm = find_llm(LLMSettings(server.url, patience=replace(QUICK, first=30)))
    stop = Stop()
    events = answering(read_question(_ABOUT_CNNS, TODAY), sources, 10, llm, stop=stop)
    assert isinstance(next(events), DaysFound) and not server.chats
    stop()
    with pytest.raises(Stopped):
        list(events)


def test_a_model_that_its_reader_stops_leaves_the_answer_to_the_notes(server: FakeOllama, sources: Sources) -> None:
    server.says(Reply(statements(), load_seconds=9))
    llm = find_llm(LLMSettings(server.url, patience=replace(QUICK, first=30)))
    stop = Stop(model_only=True)
    events = answering(read_question(_ABOUT_CNNS, TODAY), sources, 10, llm, stop=stop)
    next(events)
    stop()
    *_, answer = events
    assert isinstance(answer, Answer) and answer.answered_by == "extract" and answer.statements
    assert answer.llm_error == f"you stopped {llm.name}"


def test_a_note_changed_since_is_not_cited(server: FakeOllama, llm: LLM, sources: Sources) -> None:
    server.says(_saying(_LOCAL, "local region"))
    gone = replace(sources, read=lambda path: None)
    assert asked(_ABOUT_CNNS, gone, llm).statements == ()
