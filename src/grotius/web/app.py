"""The site put together: pages, files, decisions and the API over one record."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote, urlsplit

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import JSONResponse, RedirectResponse
from starlette.types import ASGIApp

from grotius.errors import GrotiusError
from grotius.record import Record
from grotius.version import __version__
from grotius.web.api import add_api
from grotius.web.deciding import checked_token, decide, decision_of, form_of, take_back
from grotius.web.desk import Desk
from grotius.web.faces import STATIC, Faces
from grotius.web.failing import Failure, status_of
from grotius.web.guard import Guard
from grotius.web.pages import PAGES

_DATA = (".json", ".csv")


def make_app(record: Record, reviewer: str = "reviewer", hosts: Sequence[str] = ()) -> ASGIApp:
    """The whole site, ready for any ASGI server. ``hosts`` are names besides localhost that it may be asked by."""
    desk = Desk(record, reviewer)
    faces = Faces(desk)
    app = FastAPI(
        title="Grotius",
        version=__version__,
        summary="What was done and said in a war, who says so, and in which words.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
    )
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    add_api(app, desk, faces)
    _add_decisions(app, desk)
    for page in PAGES:
        faces.add(app, page)
    _add_failures(app, faces)
    app.add_middleware(GZipMiddleware, minimum_size=1_000)
    return Guard(app, frozenset(name.lower() for name in hosts), _refuse)


def _refuse(status: int, sentence: str) -> ASGIApp:
    return JSONResponse(Failure.of(status, sentence).body(), status)


def _add_decisions(app: FastAPI, desk: Desk) -> None:
    async def posted(request: Request) -> Response:
        form = form_of(await request.body())
        checked_token(desk, form)
        if request.url.path == "/review/undo":
            take_back(desk)
            said = "Undone."
        else:
            decision = decision_of(form)
            decide(desk, decision)
            said = f"Kept: {decision.judgement}."
        answer = RedirectResponse(_inside(form.get("next", "")), 303)
        answer.set_cookie("grotius_done", quote(said), max_age=5, httponly=True, samesite="strict")
        return answer

    for path in ("/review/decide", "/review/undo"):
        app.add_api_route(path, posted, methods=["POST"], include_in_schema=False)


def _inside(target: str) -> str:
    """Where a form leads on to: only to one of our own pages."""
    parts = urlsplit(target.replace("\\", "/"))
    safe = target.startswith("/") and not target.startswith("//") and not (parts.scheme or parts.netloc)
    return target if safe and target.isascii() and target.isprintable() and "\\" not in target else "/review"


def _add_failures(app: FastAPI, faces: Faces) -> None:
    def failed(request: Request, failure: Failure) -> Response:
        path = request.url.path
        if path.startswith(("/api", "/static")) or path.endswith(_DATA):
            return JSONResponse(failure.body(), failure.status)
        return Response(faces.lay_out(request, "failure.html", failure), failure.status, media_type="text/html")

    @app.exception_handler(GrotiusError)
    async def _(request: Request, error: GrotiusError) -> Response:
        return failed(request, Failure.of(status_of(error), str(error)))

    @app.exception_handler(HTTPException)
    async def _(request: Request, error: HTTPException) -> Response:
        sentence = "There is no such page." if error.status_code == 404 else str(error.detail)
        return failed(request, Failure.of(error.status_code, sentence))

    @app.exception_handler(RequestValidationError)
    async def _(request: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0] if error.errors() else {}
        where = ".".join(str(part) for part in first.get("loc", ()))
        return failed(request, Failure.of(422, f"{where}: {first.get('msg', 'makes no sense')}."))

    @app.exception_handler(Exception)
    async def _(request: Request, error: Exception) -> Response:
        return failed(request, Failure.of(500, "Something went wrong inside Grotius; the record was not changed."))
