"""The HTTP door: create_app() -> a FastAPI app that answers as the command line does, with the same JSON."""

from typing import Any

from fastapi import FastAPI

from api.environment import version
from api.http.guard import Guard, PrintableJson
from api.http.leaving import Leaving
from api.http.openai.routes import openai_routes
from api.http.openapi import describe
from api.http.problems import documented, handle_problems
from api.http.routes_ask import ask_routes, help_routes
from api.http.routes_index import health_routes, index_routes
from api.http.routes_mcp import mcp_route
from api.http.routes_notes import digest_routes, note_routes
from api.http.routes_page import page_routes
from api.http.routes_questions import question_routes
from api.parts.collection import Collection
from api.parts.indexing import Indexing
from api.parts.served import Served
from api.settings import Settings

_ABOUT = """Answers questions from your own dated notes and cites the days. Everything stays on this machine.

Errors follow RFC 9457: `detail` says in one line what is wrong and what to do. Every request except `GET /health` and
the page's own files needs the header `Authorization: Bearer …`, unless the server was started with `--no-token`."""


def create_app(collection: Collection, settings: Settings, open_to_others: bool = False, key: str = "") -> FastAPI:
    """The app for one collection. Its routes are plain functions: each runs in a thread and may block.

    `key` opens what the settings' token opens, for the page.
    """
    served = Served(collection)
    app = FastAPI(docs_url=None, redoc_url=None, title="daycite", version=version(), description=_ABOUT)
    app.state.served = served
    app.state.indexing = Indexing(served)
    everywhere: dict[str, Any] = {"responses": documented(400, 401, 403, 408, 413, 500)}
    routers = (
        ask_routes(served, settings),
        help_routes(served, settings),
        digest_routes(served),
        note_routes(served),
        question_routes(served, settings),
        index_routes(served, app.state.indexing),
        openai_routes(served, settings),
        health_routes(served),
    )
    for router in routers:
        app.include_router(router, **everywhere)
    app.include_router(page_routes())
    app.router.routes.append(mcp_route(served, settings))
    handle_problems(app)
    describe(app, routers)
    app.add_middleware(Leaving)
    app.add_middleware(PrintableJson)
    app.add_middleware(
        Guard,
        host=settings.host,
        token=settings.token,
        open_to_others=open_to_others,
        key=key,
        origins=settings.allow_origins,
    )
    return app
