"""The page for people, and the one that documents the requests: files of this package, no template and no build."""

from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import FileResponse

from api.http.problems import documented
from index.errors import NotFoundError

FOLDER = Path(__file__).parent.with_name("page")
CONTENT_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}


def page_routes() -> APIRouter:
    router = APIRouter(include_in_schema=False, responses=documented(404))
    # By name alone: a browser asks for one flat folder, so no path can lead out of it.
    files = {file.name: file for file in FOLDER.rglob("*") if file.suffix in CONTENT_TYPES}

    @router.get("/")
    def page() -> FileResponse:
        return _file(files["index.html"])

    @router.get("/docs")
    def docs() -> FileResponse:
        return _file(files["docs.html"])

    @router.get("/favicon.ico")
    def icon() -> FileResponse:
        return _file(files["icon.svg"])

    @router.get("/page/{name}")
    def part(name: str) -> FileResponse:
        if name not in files:
            raise NotFoundError(f"there is no page file {name[:100]!r}")
        return _file(files[name])

    return router


def _file(path: Path) -> FileResponse:
    return FileResponse(path, media_type=CONTENT_TYPES[path.suffix], headers={"cache-control": "no-cache"})
