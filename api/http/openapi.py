"""describe(): the OpenAPI document with what code alone does not say: what each field means, and the problem type.

Results are rag's and index's own types; their fields are told here by name, so that one name means one thing
everywhere. A test holds that none is left out.
"""

from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI
from pydantic import TypeAdapter

from api.requests import Problem

_FIELDS = {
    "answer": "the whole answer as plain text: the lead, then a line a statement with its days",
    "answered": "whether the notes say anything about it",
    "answered_by": "`extract` for your notes' own sentences, else the language model that wrote them",
    "answer_line": "the first line of what stands as its answer, null where nothing does",
    "answer_line_end": "the last such line",
    "answered_on": "the day on which it was answered in place, null where it was not",
    "asked_on": "the other days on which the same was asked",
    "beyond": "an LLM's own knowledge, where it was asked for: not from the notes, and without citations",
    "block_end": "the last line of the paragraph, item or heading that it stands in",
    "context": "the words before that it cannot be read without; empty where it can",
    "diff": "what changes in the note, as a unified diff",
    "form": "item, task, paragraph, heading or bracket",
    "id": "names the question in other requests; the same while its day and its words are",
    "left": "what was left as it is, and why",
    "line": "the line that it stands on",
    "parent": "the id of the question that it is a part of, null for none",
    "weak": "whether its answer in place is only a link",
    "written": "the notes that were changed",
    "beyond_notes": "whether it comes from the model's own knowledge, not from the notes",
    "changed": "notes that changed since",
    "citations": "where it stands; never empty",
    "confidence": "from 0 to 1: how surely the notes say anything about the question",
    "date": "the day, null where it is not known",
    "date_end": "the last day of a range, null for a single day",
    "date_source": "how the day is known: heading, file name, front matter:<key>, byline, neighbours … or unknown",
    "days": "the days, best first",
    "detail": "what is wrong and what to do, in one line",
    "done": "how many of this stage's items are done",
    "doubts": "why the day may be wrong, or is unknown",
    "editor": "the address that opens a note in an editor, with {path} and {line} to be filled in; empty for none",
    "embedded": "passages that the embedding model had to read",
    "entries": "the entries, or how many there are",
    "error": "why the last indexing came to nothing; null when it went well",
    "files": "notes that are indexed",
    "added": "notes that are new",
    "first_day": "the oldest day with notes",
    "heading": "the headings above it inside the entry, outermost first, joined by ›",
    "intent": "what is asked of days (first, last, count, which …), or ask for all else",
    "last_day": "the newest day with notes",
    "lead": "what comes first: a fact about days, or that the notes only hint; empty when there is neither",
    "line_end": "the last line, counted from 1",
    "line_start": "the first line, counted from 1",
    "lines": "the lines asked for",
    "llm_error": "why no language model wrote the answer; null where one did or none was wanted",
    "notes": "the notes folder",
    "notice": "what the reader should know of how it was made; empty when there is nothing",
    "number": "the line's number in the file, from 1",
    "partial": "what is known of an unknown day: --02-22 without its year, 2024-03 without its day",
    "passages": "the passages, best first",
    "path": "the note's path in the notes folder",
    "problems": "notes that are indexed, but that their author may want to mend",
    "progress": "the indexing that runs, or the last one",
    "question": "the question, as asked",
    "quote": "the note's own words, checked against its lines",
    "raw": "the words that the day was read from",
    "reason": "why",
    "rejected": "statements of the LLM that were not shown, and why",
    "removed": "notes that are gone",
    "report": "what the last indexing of this server found and did; null before the first",
    "running": "whether indexing is under way",
    "runs": "how many indexings have ended since the server began",
    "score": "how well it matches the question; higher is better",
    "seconds": "how long it took",
    "skipped": "files that could not be read as notes, and why",
    "stage": "`reading` notes or `embedding` passages",
    "statements": "the answer, sentence by sentence",
    "status": "the state",
    "strength": "from 0 to 1: how strongly the day is about the topic",
    "text": "the words",
    "title": "the heading that opens it, or the note's title",
    "to": "the last day, null where the end is open",
    "from": "the first day, null where the beginning is open",
    "took_ms": "milliseconds it took",
    "topic": "the topic, as asked",
    "total": "how many there are in all",
    "undated": "entries without a known day",
    "version": "daycite's version",
    "window": "the days that the question asks about; null where it names none",
    "words": "how many words were written on it",
}
_OF_ONE_TYPE = {
    ("Model", "id"): "the model's name",
    ("Model", "object"): "always model",
    ("Model", "created"): "always 0",
    ("Model", "owned_by"): "always daycite",
    ("Models", "object"): "always list",
    ("Models", "data"): "the models",
    ("CompletionMessage", "role"): "always assistant",
    ("CompletionMessage", "content"): "the answer in Markdown",
    ("CompletionChoice", "index"): "always 0",
    ("CompletionChoice", "message"): "the answer",
    ("CompletionChoice", "finish_reason"): "always stop",
    ("Usage", "prompt_tokens"): "always 0",
    ("Usage", "completion_tokens"): "always 0",
    ("Usage", "total_tokens"): "always 0",
    ("Completion", "id"): "the completion's own id",
    ("Completion", "object"): "always chat.completion",
    ("Completion", "created"): "when, in seconds since 1970",
    ("Completion", "model"): "the model that was asked for",
    ("Completion", "choices"): "one",
    ("Completion", "usage"): "tokens, which are not counted",
    ("Problem", "type"): "`urn:daycite:` and what kind of problem it is, about:blank where the status says it all",
    ("Problem", "title"): "the HTTP status in words",
    ("Problem", "status"): "the HTTP status",
    ("OpenAnswer", "question"): "the open question, as the notes have it",
    ("OpenAnswer", "answer"): "the answer; empty where the notes do not say",
    ("OpenAnswer", "lead"): "when it was answered: You answered this the next day [2020-03-19]",
    ("OpenAnswer", "answered_by"): "extract, the name of an LLM, or note: the author's own answer to the same question",
    ("OpenQuestion", "question"): "the question as its author wrote it, in one line",
    ("OpenQuestion", "answer"): "what stands in place as its answer; empty where nothing does",
    ("OpenQuestion", "status"): "open, answered in place, asked again, answered (by daycite, below it), or doubtful",
    ("OpenQuestion", "score"): "from 0 to 1: how surely it is a question that its author has",
    ("WriteResult", "answer"): "the answer that is, or would be, written",
    ("IndexState", "days"): "days with notes",
    ("IndexState", "passages"): "passages that are indexed",
    ("IndexState", "entries"): "entries that are indexed",
    ("Ready", "days"): "days with notes",
    ("Timeline", "days"): "every day with notes, oldest first, also those that say nothing of the topic",
    ("Source", "entries"): "the note's entries, in order",
    ("Source", "total"): "how many lines the note has",
}


def describe(app: FastAPI) -> None:
    """Makes `app.openapi()` give the finished document."""
    made = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _finished(made())
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def _finished(document: dict[str, Any]) -> dict[str, Any]:
    parts = document.setdefault("components", {})
    schemas = parts.setdefault("schemas", {})
    schemas["Problem"] = TypeAdapter(Problem).json_schema()
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    parts["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer", "description": "DAYCITE_TOKEN, if set"}}
    document["security"] = [{}, {"token": []}]
    for name, schema in schemas.items():
        for field, its in schema.get("properties", {}).items():
            told = _OF_ONE_TYPE.get((name, field)) or _FIELDS.get(field)
            if told and "description" not in its:
                its["description"] = told
    for parameter in _parameters(document):
        if parameter["schema"].get("examples"):  # the page /docs fills in only what stands beside the schema
            parameter["example"] = parameter["schema"]["examples"][0]
    return document


def _parameters(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for methods in document["paths"].values():
        for operation in methods.values():
            yield from operation.get("parameters", ())
