"""The OpenAPI document: complete, with examples that run; and no request made from it gets a 5xx or surprises it."""

import json
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unittest import SkipTest

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from starlette.testclient import TestClient

from api.http.app import create_app
from api.parts.collection import Collection
from api.settings import read_settings
from tests.api.conftest import ROOT

_JOURNAL = ROOT / "examples" / "journal"


@pytest.fixture
def app(settings_of_its_own: None, tmp_path: Path, model_dir: Path) -> Iterator[FastAPI]:
    notes = tmp_path / "journal"  # a copy: some requests write answers into notes
    shutil.copytree(_JOURNAL, notes)
    collection = Collection(read_settings(notes=notes, data_dir=_data_dir(tmp_path, model_dir)), notes)
    collection.sync()
    yield create_app(collection, collection.settings)
    collection.close()


def _data_dir(tmp_path: Path, model_dir: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "models").symlink_to(model_dir / "models")
    return folder


@pytest.fixture
def client(app: FastAPI) -> TestClient:
    return TestClient(app, base_url="http://127.0.0.1")


@pytest.fixture
def document(client: TestClient) -> Any:
    return client.get("/openapi.json").json()


def test_every_field_and_parameter_is_described(document: Any) -> None:
    bare = [
        f"{name}.{field}"
        for name, schema in document["components"]["schemas"].items()
        for field, its in schema.get("properties", {}).items()
        if not its.get("description")
    ]
    bare += [
        f"{op}: {p['name']}" for op, its in _operations(document) for p in its.get("parameters", ()) if not _told(p)
    ]
    assert not bare, "tell what they mean: in api/openapi.py, or where they are made"


def _told(parameter: Any) -> str:
    return str(parameter.get("description") or parameter["schema"].get("description") or "")


def _operations(document: Any) -> Iterator[tuple[str, Any]]:
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            yield f"{method.upper()} {path}", operation


def test_every_request_and_its_errors_are_told(document: Any) -> None:
    for name, operation in _operations(document):
        assert operation["description"] and operation["tags"], name
        for status, response in operation["responses"].items():
            if int(status) >= 400:
                [(kind, content)] = response["content"].items()
                assert kind == "application/problem+json" and content["schema"]["$ref"].endswith("/Problem"), name
        assert {"400", "401", "403", "408", "413", "500"} <= operation["responses"].keys(), name


def test_the_examples_run(document: Any, client: TestClient) -> None:
    ran = 0
    for name, operation in _operations(document):
        method, path = name.split(" ")
        schema = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
        body_schema = document["components"]["schemas"].get(schema.get("$ref", "").rpartition("/")[2], {})
        bodies = body_schema.get("examples", [{}] if schema and not body_schema.get("required") else [])
        assert bool(bodies) == bool(schema), f"{name} has no example"
        given = {
            p["name"]: (p["schema"].get("examples") or p.get("examples") or [None])[0] for p in _parameters(operation)
        }
        query = {key: value for key, value in given.items() if value is not None and f"{{{key}}}" not in path}
        for body in bodies or [None]:
            got = client.request(method, path.format(**given), json=body, params=query)
            assert got.status_code in (200, 202), (name, got.text)
            ran += 1
        for parameter in _parameters(operation):  # the page /docs offers these, and could not send a path without
            assert parameter["in"] == "query" or parameter["example"] == given[parameter["name"]], name
    assert ran > 10


def _parameters(operation: Any) -> list[Any]:
    return [p for p in operation.get("parameters", ()) if p["in"] in ("path", "query")]


_CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    response_headers_conformance,
    negative_data_rejection,
]


@pytest.mark.slow
def test_nothing_sent_by_the_schema_gets_a_5xx_or_surprises_it(app: FastAPI) -> None:
    """Requests that the schema allows, and some that it forbids; each reply must be one that it tells of."""
    schema = schemathesis.openapi.from_asgi("/openapi.json", app, headers={"host": "localhost"})
    tried: Counter[str] = Counter()

    def holds(case: Any) -> None:
        tried[case.operation.label] += 1
        if isinstance(case.body, dict):  # no LLM runs here, and to demand one is told by a 503
            case.body |= {name: None for name in ("llm", "model") if isinstance(case.body.get(name), bool | str)}
        reply = case.call()
        case.validate_response(reply, checks=_CHECKS)
        if reply.status_code >= 400:
            assert json.loads(reply.content)["detail"]

    for operation in [found.ok() for found in schema.get_all_operations()]:
        for mode in GenerationMode:
            _try(given(case=operation.as_strategy(generation_mode=mode))(holds))
    assert len(tried) >= 10 and sum(tried.values()) > 300


def _try(test: Callable[[], None]) -> None:
    bounded = settings(max_examples=30, deadline=None, derandomize=True, database=None)
    try:
        settings(bounded, suppress_health_check=[*HealthCheck])(test)()
    except (Unsatisfiable, SkipTest):
        return  # nothing can be wrong with a request that takes nothing
