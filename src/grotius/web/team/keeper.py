"""Keeps the door of a site with accounts: who it is by session or token, and what their role lets them do."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Literal

from starlette.requests import Request
from starlette.responses import Response

from grotius.web.refusing import Forbidden, Unknown
from grotius.web.team.accounts import Account, Accounts
from grotius.web.team.audit import Audit
from grotius.web.team.brakes import Brakes
from grotius.web.team.people import Role
from grotius.web.team.presence import Presence
from grotius.web.team.sessions import HOURS_AT_MOST, Sessions
from grotius.web.team.store import Store
from grotius.web.team.tokens import Tokens
from grotius.web.visitor import Visitor

Reading = Literal["open", "closed"]
_SAFE = ("GET", "HEAD")
_OPEN_FILES = ("/static",)
_FOR_ALL = ("/login", *_OPEN_FILES)
_OF_ACCOUNT = ("/account", "/logout")
_OF_TEAM = ("/team",)
_OF_ADMINS = (*_OF_TEAM, "/api/v1/audit")
_OF_REVIEWERS = ("/review",)
_WITH_ONE_TIME_PASSWORD = ("/account", "/account/password", "/logout")


@dataclass(frozen=True, slots=True)
class Team:
    """``https``: browsers reach the site by https, so cookies are sent over nothing else. ``keep_addresses``: the audit
    says from where."""

    store: Store
    reading: Reading = "closed"
    https: bool = False
    keep_addresses: bool = False
    brakes: Brakes = field(default_factory=Brakes)

    @property
    def accounts(self) -> Accounts:
        return Accounts(self.store)

    @property
    def sessions(self) -> Sessions:
        return Sessions(self.store)

    @property
    def tokens(self) -> Tokens:
        return Tokens(self.store)

    @property
    def audit(self) -> Audit:
        return Audit(self.store)

    @property
    def presence(self) -> Presence:
        return Presence(self.store)

    # -- who it is ------------------------------------------------------------------------------------------------

    def visitor(self, request: Request) -> Visitor:
        """By a token, or else by a session; what a wrong token asks for is refused even where all may read."""
        if _under(request.scope["path"], _OPEN_FILES):
            return Visitor("nothing")
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            return self._with_token(request, given.strip())
        secret = request.cookies.get(self.session_cookie, "")
        account = self.sessions.find(secret) if secret else None
        if account is None:
            return Visitor("nothing", secret=request.cookies.get(self.visit_cookie, ""), address=self._address(request))
        return self._visitor(request, account, secret)

    def _with_token(self, request: Request, given: str) -> Visitor:
        found = self.tokens.find(given)
        if found is None:
            raise Unknown("This token is not good, or no longer; make another on the page Account.", of_token=True)
        account, token = found
        return Visitor(
            "token",
            account.name,
            account.role.at_most(token.role),
            account=account.key,
            label=token.label,
            address=self._address(request),
        )

    def _visitor(self, request: Request, account: Account, secret: str) -> Visitor:
        may_review = account.role.covers(Role.REVIEWER)
        with_others = may_review and _under(request.scope["path"].removesuffix(".json"), _OF_REVIEWERS)
        return Visitor(
            "session",
            account.name,
            account.role,
            secret,
            account.key,
            address=self._address(request),
            must_change_password=account.temporary_until is not None,
            others=tuple(sorted(self.presence.others(account.key).items())) if with_others else (),
        )

    def _address(self, request: Request) -> str | None:
        return request.client.host if self.keep_addresses and request.client else None

    # -- what they may do -----------------------------------------------------------------------------------------

    def check(self, request: Request, visitor: Visitor) -> None:
        path, writing = request.scope["path"], request.method not in _SAFE
        if _under(path, _FOR_ALL):
            return
        private = _under(path, _OF_ACCOUNT) or _under(path, _OF_ADMINS)
        if visitor.name is None:
            if writing or private or self.reading == "closed":
                raise Unknown("Log in first; a program sends a token of its person: Authorization: Bearer ….")
            return
        if writing:
            self.brakes.write(visitor.name)
        if visitor.must_change_password and path not in _WITH_ONE_TIME_PASSWORD:
            raise Forbidden("Your password was good once; choose one of your own on the page Account.", "/account")
        if visitor.via == "token" and (_under(path, _OF_ACCOUNT) or _under(path, _OF_TEAM)):
            raise Forbidden("A token cannot change accounts; log in for that.")
        needed = _needed(path, writing)
        if visitor.role is None or not visitor.role.covers(needed):
            is_one = visitor.role.one if visitor.role else "nobody"
            raise Forbidden(f"This is for {needed.one}; {visitor.name} is {is_one} here.")

    def refused(self, request: Request, visitor: Visitor) -> None:
        """Of people we know only: what strangers try would fill the store."""
        if visitor.name is not None:
            path = request.scope["path"]
            self.audit.note(visitor.name, visitor.how, "write", path, outcome="refused", address=visitor.address)

    def writes(self, visitor: Visitor, action: str, target: str, detail: str = "") -> AbstractContextManager[None]:
        """A row of the audit for what is done inside."""
        return self.audit.noted(visitor.name, visitor.how, action, target, detail or None, visitor.address)

    def looks(self, visitor: Visitor, item: str) -> None:
        """For colleagues to see."""
        if visitor.account is not None and visitor.decides:
            self.presence.look(visitor.account, item)

    # -- cookies --------------------------------------------------------------------------------------------------

    @property
    def session_cookie(self) -> str:
        """With the prefix a browser takes it from this very host and over https alone."""
        return "__Host-grotius_session" if self.https else "grotius_session"

    @property
    def visit_cookie(self) -> str:
        return "__Host-grotius_visit" if self.https else "grotius_visit"

    def set_session(self, answer: Response, secret: str) -> None:
        self._set(answer, self.session_cookie, secret, HOURS_AT_MOST * 3600)

    def set_visit(self, answer: Response, secret: str) -> None:
        """What a form needs that comes before a login."""
        self._set(answer, self.visit_cookie, secret, None)

    def forget(self, answer: Response) -> None:
        for name in (self.session_cookie, self.visit_cookie):
            answer.delete_cookie(name, path="/", secure=self.https, httponly=True, samesite="lax")

    def _set(self, answer: Response, name: str, value: str, seconds: int | None) -> None:
        answer.set_cookie(name, value, max_age=seconds, path="/", secure=self.https, httponly=True, samesite="lax")


def _needed(path: str, writing: bool) -> Role:
    if _under(path, _OF_ADMINS):
        return Role.ADMIN
    if writing and not _under(path, _OF_ACCOUNT):
        return Role.REVIEWER
    return Role.READER


def _under(path: str, places: tuple[str, ...]) -> bool:
    return any(path == place or path.startswith(f"{place}/") for place in places)
