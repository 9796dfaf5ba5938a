"""describe(): the OpenAPI document with what code alone does not say: what each field means, and the problem type.

Results are rag's and index's own dataclasses. Their fields are described by the docstrings below them, read here
when the document is made: pydantic's `use_attribute_docstrings` reads them wherever a type is serialised, which
costs each command with --json another 12 ms, and asks for a configuration in every type.
"""

import ast
import inspect
import sys
from collections.abc import Iterator, Sequence
from dataclasses import is_dataclass
from itertools import pairwise
from typing import Any, get_args, get_type_hints

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute
from pydantic import BaseModel, TypeAdapter

from api.requests import Problem

_EVERYWHERE = {
    "date": "The day; null where it is not known.",
    "date_source": "How the day is known: heading, file name, front matter:<key>, byline, neighbours … or unknown.",
    "heading": "The headings above it inside the entry, outermost first, joined by ›.",
    "intent": "What you ask about days (first, last, count, which …), or `ask` for anything else.",
    "line_end": "The last line, counted from 1.",
    "line_start": "The first line, counted from 1.",
    "notice": "Anything you should know about the result; empty for nothing.",
    "path": "The note's path in the notes folder.",
    "question": "Your question.",
    "reason": "Why.",
    "title": "The heading it begins with, or the note's title.",
    "took_ms": "How long it took, in milliseconds.",
    "window": "The days your question asks about; null where it names none.",
}
"""Fields that mean the same in every type that has them."""


def describe(app: FastAPI, routers: Sequence[APIRouter]) -> None:
    """Makes `app.openapi()` give the finished document; `routers` hold the routes whose results are described."""
    plain = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _finished(plain(), _result_types(routers))
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def _finished(document: dict[str, Any], types: dict[str, type]) -> dict[str, Any]:
    parts = document.setdefault("components", {})
    schemas = parts.setdefault("schemas", {})
    schemas["Problem"] = TypeAdapter(Problem).json_schema()
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    parts["securitySchemes"] = {
        "token": {"type": "http", "scheme": "bearer", "description": "What `daycite token` prints"}
    }
    document["security"] = [{}, {"token": []}]
    for name, schema in schemas.items():
        descriptions = _EVERYWHERE | (_field_docstrings(types[name]) if name in types else {})
        for field, described in schema.get("properties", {}).items():
            if field in descriptions:
                described.setdefault("description", descriptions[field])
    for parameter in _parameters(document):
        if parameter["schema"].get("examples"):  # the page /docs fills in only what stands beside the schema
            parameter["example"] = parameter["schema"]["examples"][0]
    return document


def _result_types(routers: Sequence[APIRouter]) -> dict[str, type]:
    """Every dataclass that a route returns, alone or inside another type, by its name in the document."""
    types: dict[str, type] = {Problem.__name__: Problem}

    def collect(hint: Any) -> None:
        if hint in types.values():  # one that holds itself, too
            return
        if isinstance(hint, type) and (is_dataclass(hint) or issubclass(hint, BaseModel)):
            types[hint.__name__] = hint
            for inner in get_type_hints(hint).values():
                collect(inner)
        for argument in get_args(hint):
            collect(argument)

    for router in routers:
        for route in router.routes:
            if isinstance(route, APIRoute):
                collect(route.response_model)
    return types


def _field_docstrings(kind: type) -> dict[str, str]:
    """What stands below each field of a dataclass, inherited ones too: {"score": "How well it matches …"}."""
    docstrings: dict[str, str] = {}
    for base in reversed([base for base in kind.__mro__ if is_dataclass(base)]):
        for node in ast.parse(inspect.getsource(sys.modules[base.__module__])).body:
            if isinstance(node, ast.ClassDef) and node.name == base.__name__:
                docstrings |= _docstrings_of(node)
    return docstrings


def _docstrings_of(body: ast.ClassDef) -> dict[str, str]:
    docstrings: dict[str, str] = {}
    for field, below in pairwise(body.body):
        match field, below:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(text))):
                docstrings[name.rstrip("_")] = inspect.cleandoc(text)
    return docstrings


def _parameters(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for methods in document["paths"].values():
        for operation in methods.values():
            yield from operation.get("parameters", ())
