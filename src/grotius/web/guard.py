"""What stands before every page: whom we answer, how much we take, and what a browser may do with the answer."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Awaitable, Callable
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_QUERY = 4_000
MOST_BODY = 100_000
_WRITES = frozenset({"POST", "PUT", "PATCH", "DELETE"})
_LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})

# Observable Plot puts this one rule into each chart it draws; only these very words are let through.
_PLOT_RULE = """:where(.plot) {
  --plot-background: white;
  display: block;
  height: auto;
  height: intrinsic;
  max-width: 100%;
}
:where(.plot text),
:where(.plot tspan) {
  white-space: pre;
}"""
_PLOT_HASH = base64.b64encode(hashlib.sha256(_PLOT_RULE.encode()).digest()).decode()

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "worker-src 'self'",
        f"style-src 'self' 'sha256-{_PLOT_HASH}'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}

Refuse = Callable[[int, str], ASGIApp]


class Guard:
    """Refuses foreign names, foreign forms and what is too large; sets the headers of every answer.

    The name that a browser asks for must be ours, or a page elsewhere could reach the record under a name of its own
    that leads here.
    """

    def __init__(self, app: ASGIApp, hosts: frozenset[str], refuse: Refuse) -> None:
        self._app = app
        self._hosts = hosts | _LOCAL_NAMES
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        app = self._app
        if (reason := self._reason(scope)) is not None:
            app = self._refuse(*reason)
        await app(scope, receive, _with_headers(send))

    def _reason(self, scope: Scope) -> tuple[int, str] | None:
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if _name(host) not in self._hosts:
            return 421, "This address is not one of this site's; open the one that grotius serve printed."
        if len(scope.get("query_string", b"")) > MOST_QUERY:
            return 414, f"The question is longer than {MOST_QUERY} characters."
        if not headers.get("content-length", "0").isdecimal():
            return 400, "The length of the request makes no sense."
        if int(headers.get("content-length", "0")[:12]) > MOST_BODY:
            return 413, f"The request is larger than {MOST_BODY} bytes."
        if scope["method"] in _WRITES and not _from_here(headers, host):
            return 403, "Only this site's own pages may write; the request came from elsewhere."
        return None


def _name(host: str) -> str:
    """The name without its port."""
    if host.startswith("["):
        return host.partition("]")[0] + "]"
    return host.rpartition(":")[0].lower() if host.count(":") == 1 else host.lower()


def _from_here(headers: Headers, host: str) -> bool:
    """A browser says where a request came from; a program of the user's own says nothing."""
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == host


def own_names(host: str) -> frozenset[str]:
    """The names under which a site bound to this address may be asked."""
    try:
        address = ip_address(host)
    except ValueError:
        return frozenset({host.lower()})
    return frozenset({f"[{address}]", str(address)}) if address.version == 6 else frozenset({str(address)})


def _with_headers(send: Send) -> Callable[[Message], Awaitable[None]]:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
        await send(message)

    return sending
