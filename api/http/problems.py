"""Whatever went wrong -> an RFC 9457 problem: one line for people in `detail`, a name for programs in `type`."""

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

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

MEDIA_TYPE = "application/problem+json"
_NO_JSON = "the body must be a JSON object, sent as Content-Type: application/json"
_PLAIN = "about:blank"  # by the RFC: no more is known than the status says
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


def as_told(path: str, told: dict[str, object]) -> dict[str, object]:
    """The problem as whoever asks at `path` looks for it: OpenAI's clients for `error`; a problem may have more."""
    if not path.startswith("/v1/"):
        return told
    return told | {"error": {"message": told["detail"], "type": told["type"], "param": None, "code": None}}


def as_bytes(told: Mapping[str, object]) -> bytes:
    return json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")


def handle_problems(app: FastAPI) -> None:
    """Every error that leaves a route of `app` becomes a problem."""
    app.add_exception_handler(DayciteError, _given_up)
    app.add_exception_handler(RequestValidationError, _not_meant)
    app.add_exception_handler(HTTPException, _no_route)


def _response(request: Request, told: dict[str, object], headers: Mapping[str, str] | None = None) -> JSONResponse:
    told = as_told(request.url.path, told)
    return JSONResponse(told, int(str(told["status"])), headers, MEDIA_TYPE)


def _given_up(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, DayciteError)
    return _response(request, problem_of(error))


def _no_route(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    told = error.detail
    if error.status_code == 400:  # by the framework, which knows no other for a body that is no JSON in UTF-8
        return _response(request, problem_response(422, _NO_JSON, "usage"))
    if error.status_code == 404 and told == HTTPStatus.NOT_FOUND.phrase:
        told = f"there is nothing at {request.url.path[:200]}. See /docs for what there is"
    if error.status_code == 405:
        told = f"{request.url.path[:200]} does not accept {request.method[:20]}. See /docs for what it accepts"
    return _response(request, problem_response(error.status_code, told), error.headers)


def _not_meant(request: Request, error: Exception) -> JSONResponse:
    """One line for the first thing that is wrong: "limit: Input should be less than or equal to 100"."""
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"][1:])
    reason = str(first["msg"]).removeprefix("Value error, ")
    if first["loc"][0] == "body" and (first["type"] == "json_invalid" or not where):
        where, reason = "", _NO_JSON
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
    409: "The notes folder cannot be used, or what is asked for is under way already",
    413: "The request is too long",
    422: "The request is not valid",
    500: "daycite failed",
    503: "Something needed is not available: the collection, the embedding model, or the language model required",
}
