"""The door: who comes in, and whether they may do what they ask for. Nothing behind it needs to ask again.

What is no plain reading counts as writing, and writing needs a person who may. A form, and any writing that a browser
does with a cookie, must carry the token of its page; a program with a token of its own needs none.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol
from urllib.parse import quote, urlencode

from anyio import to_thread
from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from grotius.errors import GrotiusError
from grotius.web.deciding import form_of
from grotius.web.desk import Desk
from grotius.web.failing import Failure, status_of
from grotius.web.guard import MOST_BODY
from grotius.web.refusing import Forbidden, TooLarge, TooMany, Unknown
from grotius.web.visitor import Visitor

SAFE = frozenset({"GET", "HEAD"})
FORM_HEADER = "x-grotius-token"
DATA = (".json", ".csv", ".atom")
_STALE = "This form is no longer good; open the page again and repeat what you did."

_LONGEST = 1_000

Failed = Callable[[Request, Failure], Response]


class Keeper(Protocol):
    """Knows people, and what they may do."""

    def visitor(self, request: Request) -> Visitor:
        """Who it is. Raises ``Unknown`` for a token that is none."""
        ...

    def check(self, request: Request, visitor: Visitor) -> None:
        """Raises ``Unknown``, ``Forbidden`` or ``TooMany`` where they may not."""
        ...

    def refused(self, request: Request, visitor: Visitor) -> None:
        """Told of each write that was refused."""
        ...


class Alone:
    """Keeps the door of a site without accounts: the person who started it may do everything."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def visitor(self, request: Request) -> Visitor:
        return self._desk.visitor

    def check(self, request: Request, visitor: Visitor) -> None:
        """Everything goes."""

    def refused(self, request: Request, visitor: Visitor) -> None:
        """Nothing is noted."""


class Door:
    def __init__(self, app: ASGIApp, keeper: Keeper, failed: Failed) -> None:
        self._app = app
        self._keeper = keeper
        self._failed = failed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        scope.setdefault("state", {})["visitor"] = Visitor("nothing")
        try:
            visitor = await to_thread.run_sync(self._keeper.visitor, request)
            scope["state"]["visitor"] = visitor
            body = b"" if request.method in SAFE else await _whole(request)
            await to_thread.run_sync(self._enter, request, visitor, body)
        except ClientDisconnect:
            return
        except GrotiusError as error:
            await self._refusal(request, error)(scope, receive, send)
            return
        await self._app(scope, receive if request.method in SAFE else _again(body, receive), send)

    def _enter(self, request: Request, visitor: Visitor, body: bytes) -> None:
        try:
            self._keeper.check(request, visitor)
            if request.method not in SAFE and _needs_form_token(request, visitor):
                _check_form(request, visitor, body)
        except (Unknown, Forbidden):
            if request.method not in SAFE:
                self._keeper.refused(request, visitor)
            raise

    def _refusal(self, request: Request, error: GrotiusError) -> Response:
        if request.method in SAFE and not wants_data(request) and (go := _mended_at(request, error)):
            return RedirectResponse(go, 303, {"cache-control": "no-store"})
        return refusal(request, error, self._failed)


def refusal(request: Request, error: GrotiusError, failed: Failed) -> Response:
    """What went wrong, with what a program needs to know of it."""
    answer = failed(request, Failure.of(status_of(error), str(error)))
    if isinstance(error, Unknown):
        answer.headers["www-authenticate"] = "Bearer"
    if isinstance(error, TooMany):
        answer.headers["retry-after"] = str(error.wait)
    answer.headers["cache-control"] = "no-store"
    return answer


def _mended_at(request: Request, error: GrotiusError) -> str | None:
    """The page that a person needs before the one they asked for."""
    if isinstance(error, Unknown) and not error.of_token:
        query = request.scope.get("query_string", b"").decode("latin-1")
        path: str = request.scope["path"]
        asked = f"{quote(path)}?{query}" if query else quote(path)
        return f"/login?{urlencode({'next': asked})}" if len(asked) <= _LONGEST else "/login"
    return error.go if isinstance(error, Forbidden) else None


def wants_data(request: Request) -> bool:
    """Is it a program that asks?"""
    path: str = request.scope["path"]
    return path.startswith(("/api/", "/static")) or path.endswith(DATA)


def _needs_form_token(request: Request, visitor: Visitor) -> bool:
    """A program on one's own machine sends no cookie, and the guard has seen where the request comes from."""
    if visitor.via == "token":
        return False
    path: str = request.scope["path"]
    return visitor.via != "alone" or not path.startswith("/api/")


def _check_form(request: Request, visitor: Visitor, body: bytes) -> None:
    given = request.headers.get(FORM_HEADER, "")
    if not given and request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        given = form_of(body).get("token", "")
    if not visitor.made(given):
        raise Forbidden(_STALE)


async def _whole(request: Request) -> bytes:
    """The body, if it is not too large."""
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > MOST_BODY:
            raise TooLarge(f"The request is larger than {MOST_BODY} bytes.")
        parts.append(part)
    return b"".join(parts)


def _again(body: bytes, receive: Receive) -> Receive:
    """The body, to be read once more."""
    told = False

    async def receiving() -> Message:
        nonlocal told
        if told:
            return await receive()
        told = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receiving
