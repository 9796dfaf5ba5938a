"""Errors -> RFC 9457 problems: one line for people in `detail`, a name for programs in `type`."""

import json
import sqlite3
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from api.http.leaving import nobody_there
from index.database_errors import is_busy
from index.errors import (
    BusyError,
    DayciteError,
    LLMError,
    ModelError,
    NotesError,
    NotFoundError,
    StoreError,
    UsageError,
)
from rag.llm.stream import Stopped

MEDIA_TYPE = "application/problem+json"
_NOT_JSON = "the body must be a JSON object, sent as Content-Type: application/json"
_LATER = {"retry-after": "2"}  # seconds
_PLAIN = "about:blank"  # by RFC 9457: nothing more is known than the status
_NAMES: dict[type[DayciteError], str] = {
    UsageError: "usage",
    NotFoundError: "not-found",
    NotesError: "notes",
    BusyError: "busy",
    StoreError: "store",
    ModelError: "embedding-model",
    LLMError: "llm",
    DayciteError: "failure",
}


def problem_response(status: int, detail: str, name: str = "") -> dict[str, object]:
    """(404, "there is no note x") -> {"type": "about:blank", "title": "Not Found", "status": 404, "detail": …}."""
    kind = f"urn:daycite:{name}" if name else _PLAIN
    line = " ".join(detail.split()).encode("utf-8", "replace").decode()
    return {"type": kind, "title": HTTPStatus(status).phrase, "status": status, "detail": line}


def problem_of(error: DayciteError) -> dict[str, object]:
    name = next(_NAMES[kind] for kind in type(error).__mro__ if kind in _NAMES)
    return problem_response(error.http_status, str(error), name)


def problem_for(path: str, problem: dict[str, object]) -> dict[str, object]:
    """The problem as a client of `path` looks for it: OpenAI's clients look for `error`, which RFC 9457 allows."""
    if not path.startswith("/v1/"):
        return problem
    return problem | {"error": {"message": problem["detail"], "type": problem["type"], "param": None, "code": None}}


def problem_bytes(problem: Mapping[str, object]) -> bytes:
    return json.dumps(problem, ensure_ascii=False).encode("utf-8", "replace")


def handle_problems(app: FastAPI) -> None:
    """Every error that leaves a route of `app` becomes a problem."""
    app.add_exception_handler(DayciteError, _daycite_error)
    app.add_exception_handler(sqlite3.OperationalError, _busy_database)
    app.add_exception_handler(RequestValidationError, _invalid_request)
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(Stopped, nobody_there)


def _response(request: Request, problem: dict[str, object], headers: Mapping[str, str] | None = None) -> JSONResponse:
    problem = problem_for(request.url.path, problem)
    return JSONResponse(problem, int(str(problem["status"])), headers, MEDIA_TYPE)


def _daycite_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, DayciteError)
    return _response(request, problem_of(error), _LATER if isinstance(error, BusyError) else None)


def _busy_database(request: Request, error: Exception) -> JSONResponse:
    """Another process writes just now, longer than was waited for. Anything else is a failure like others."""
    assert isinstance(error, sqlite3.OperationalError)
    if not is_busy(error):
        raise error
    return _daycite_error(request, BusyError("the collection is being written by another process", "Ask again"))


def _http_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    detail = error.detail
    if error.status_code == 400:  # FastAPI's own reply to a body that is not JSON in UTF-8
        return _response(request, problem_response(422, _NOT_JSON, "usage"))
    if error.status_code == 404 and detail == HTTPStatus.NOT_FOUND.phrase:
        detail = f"there is nothing at {request.url.path[:200]}. See /docs for what there is"
    if error.status_code == 405:
        detail = f"{request.url.path[:200]} does not accept {request.method[:20]}. See /docs for what it accepts"
    return _response(request, problem_response(error.status_code, detail), error.headers)


def _invalid_request(request: Request, error: Exception) -> JSONResponse:
    """One line for the first thing that is wrong: "limit: Input should be less than or equal to 100"."""
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"][1:])
    reason = str(first["msg"]).removeprefix("Value error, ")
    if first["loc"][0] == "body" and (first["type"] == "json_invalid" or not where):
        where, reason = "", _NOT_JSON
    return _response(request, problem_response(422, f"{where}: {reason}".removeprefix(": "), "usage"))


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """What `responses=` of a route takes: each of `statuses` as a problem."""
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {status: {"description": _WHEN[status], "content": content} for status in statuses}


_WHEN = {
    400: "The Host header names another server",
    401: "The token is missing or wrong",
    403: "The request came from a page of another origin",
    404: "Not found",
    408: "The body did not arrive in time",
    409: "The notes folder cannot be used, or indexing is already running",
    413: "The request is too long",
    422: "The request is not valid",
    500: "daycite failed",
    503: "Something needed is not available: the collection, the embedding model, or the language model required",
}
