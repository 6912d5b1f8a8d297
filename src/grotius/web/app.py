"""The site put together: pages, files, decisions and the API over one record."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.staticfiles import StaticFiles
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import JSONResponse, RedirectResponse
from starlette.types import ASGIApp

from grotius.errors import GrotiusError
from grotius.record import Record
from grotius.version import __version__
from grotius.web.api import add_api
from grotius.web.deciding import decision_of, form_of, inside
from grotius.web.desk import Desk, NoDiary
from grotius.web.door import Alone, Door, Failed, refusal, wants_data
from grotius.web.faces import STATIC, Faces
from grotius.web.failing import Failure
from grotius.web.guard import Guard
from grotius.web.pages import PAGES
from grotius.web.signing import signed, taken_back
from grotius.web.taking import add_taking
from grotius.web.team.keeper import Team
from grotius.web.team.site import add_team
from grotius.web.visitor import Visitor, alone


def make_app(
    record: Record, reviewer: str = "reviewer", hosts: Sequence[str] = (), team: Team | None = None
) -> ASGIApp:
    """The whole site, ready for any ASGI server. ``hosts`` are names besides localhost that it may be asked by.

    Without a ``team`` it serves the one person who started it, who may do everything and signs as ``reviewer``.
    """
    desk = Desk(record, alone(reviewer), team or NoDiary())
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
    add_taking(app, desk)
    for page in PAGES:
        faces.add(app, page)
    if team:
        add_team(app, team, faces)
    failed = _failing(faces)
    _add_failures(app, failed)
    app.add_middleware(GZipMiddleware, minimum_size=1_000)
    door = Door(app, team or Alone(desk), failed)
    return Guard(door, frozenset(name.lower() for name in hosts), _refuse)


def _refuse(status: int, sentence: str) -> ASGIApp:
    return JSONResponse(Failure.of(status, sentence).body(), status)


def _add_decisions(app: FastAPI, desk: Desk) -> None:
    async def posted(request: Request) -> Response:
        form = form_of(await request.body())
        visitor: Visitor = request.state.visitor
        if request.url.path == "/review/undo":
            await run_in_threadpool(taken_back, desk, visitor)
            said = "Undone."
        else:
            decision = decision_of(form)
            await run_in_threadpool(signed, desk, visitor, decision)
            said = f"Kept: {decision.judgement}."
        answer = RedirectResponse(inside(form.get("next", ""), "/review"), 303)
        answer.set_cookie("grotius_done", quote(said), max_age=5, httponly=True, samesite="strict")
        return answer

    for path in ("/review/decide", "/review/undo"):
        app.add_api_route(path, posted, methods=["POST"], include_in_schema=False)


def _failing(faces: Faces) -> Failed:
    def failed(request: Request, failure: Failure) -> Response:
        if wants_data(request):
            return JSONResponse(failure.body(), failure.status)
        return Response(faces.lay_out(request, "failure.html", failure), failure.status, media_type="text/html")

    return failed


def _add_failures(app: FastAPI, failed: Failed) -> None:
    @app.exception_handler(GrotiusError)
    async def _(request: Request, error: GrotiusError) -> Response:
        return refusal(request, error, failed)

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
