"""The team's pages: log in and out, one's own account, and for admins who may do what and who did what."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import Annotated

from anyio import CapacityLimiter, to_thread
from fastapi import FastAPI, Query, Request, Response
from starlette.responses import RedirectResponse

from grotius.errors import SettingsError
from grotius.web.api_shapes import answers
from grotius.web.asked import DEFAULT_ROWS, MOST_CHARACTERS, MOST_ROWS, hidden, number, plain
from grotius.web.deciding import form_of, inside
from grotius.web.faces import Faces, json_text
from grotius.web.refusing import Forbidden
from grotius.web.team.accounts import Account
from grotius.web.team.audit import Entry
from grotius.web.team.keeper import Team
from grotius.web.team.keys import new_secret
from grotius.web.team.passwords import SHORTEST
from grotius.web.team.people import Role, role_of
from grotius.web.team.tokens import Token
from grotius.web.visitor import Visitor

_WRONG = "The name or the password is wrong."
_AUDIT_ROWS = 200
_HASHES_AT_ONCE = 2
"""Each takes 64 MiB and a core; who waits does not hold up the readers."""

_WORDS = ("token", "name", "password", "fresh", "again", "next", "role", "label", "days", "key")

Form = dict[str, str]


@dataclass(frozen=True, slots=True)
class LoginPage:
    next: str
    name: str = ""
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class AccountPage:
    account: Account
    tokens: tuple[Token, ...]
    roles: tuple[Role, ...]
    shortest: int = SHORTEST
    wrong: str = ""
    done: str = ""
    new_token: str = ""


@dataclass(frozen=True, slots=True)
class TeamPage:
    accounts: tuple[Account, ...]
    reading: str
    roles: tuple[Role, ...] = tuple(Role)
    wrong: str = ""
    done: str = ""
    password: str = ""


@dataclass(frozen=True, slots=True)
class AuditPage:
    rows: tuple[Entry, ...]
    before: int | None


@dataclass(frozen=True, slots=True)
class Audited:
    next: str | None
    rows: tuple[Entry, ...]


def add_team(app: FastAPI, team: Team, faces: Faces) -> None:
    site = _Site(team, faces)
    plain: dict[str, Callable[[Request], Response]] = {
        "/login": site.login_page,
        "/account": site.account_page,
        "/team": site.team_page,
        "/team/audit": site.audit_page,
    }
    for path, page in plain.items():
        app.add_api_route(path, page, methods=["GET", "HEAD"], include_in_schema=False)
    forms: dict[str, Callable[[Request, Form], Response]] = {
        "/login": site.log_in,
        "/logout": site.log_out,
        "/account/password": site.change_password,
        "/account/tokens": site.make_token,
        "/account/tokens/revoke": site.revoke_token,
        "/team/add": site.add,
        "/team/role": site.set_role,
        "/team/password": site.one_time_password,
        "/team/disable": site.disable,
        "/team/enable": site.enable,
    }
    app.add_api_route(
        "/api/v1/audit",
        site.audit_rows,
        methods=["GET"],
        tags=["admins"],
        summary="Who did what: logins, writes, changes of accounts, the newest first. For admins.",
        response_model=None,
        responses=answers(Audited),
    )
    limits = CapacityLimiter(_HASHES_AT_ONCE)
    for path, action in forms.items():
        app.add_api_route(path, _posted(action, limits), methods=["POST"], include_in_schema=False)


def _posted(action: Callable[[Request, Form], Response], limits: CapacityLimiter) -> Callable[..., object]:
    async def posted(request: Request) -> Response:
        form = form_of(await request.body(), _WORDS)
        return await to_thread.run_sync(action, request, form, limiter=limits)

    return posted


class _Site:
    def __init__(self, team: Team, faces: Faces) -> None:
        self._team = team
        self._faces = faces

    # -- in and out -----------------------------------------------------------------------------------------------

    def login_page(self, request: Request) -> Response:
        asked = inside(request.query_params.get("next", ""), "/")
        if _visitor(request).secret:
            return self._page(request, "login.html", LoginPage(asked))
        # The form's token follows from a cookie that the browser does not have yet.
        visit = new_secret()
        request.state.visitor = replace(_visitor(request), secret=visit)
        answer = self._page(request, "login.html", LoginPage(asked))
        self._team.set_visit(answer, visit)
        return answer

    def log_in(self, request: Request, form: Form) -> Response:
        name, password = form.get("name", ""), form.get("password", "")
        self._team.brakes.try_password(request.client.host if request.client else "", name)
        account = self._team.accounts.with_password(name, password)
        visitor = _visitor(request)
        if account is None:
            known = name.strip().lower() if name.strip().lower() in self._names() else None
            self._team.audit.note(known, "site", "login", outcome="refused", address=visitor.address)
            page = LoginPage(inside(form.get("next", ""), "/"), name[:40], _WRONG)
            return self._page(request, "login.html", page, 401)
        secret = self._team.sessions.begin(account, instead_of=visitor.secret)
        self._team.audit.note(account.name, "site", "login", address=visitor.address)
        onward = "/account" if account.temporary_until else inside(form.get("next", ""), "/")
        answer = RedirectResponse(onward, 303, {"cache-control": "no-store"})
        self._team.forget(answer)
        self._team.set_session(answer, secret)
        return answer

    def _names(self) -> frozenset[str]:
        """Only a name that is one is written down: people type passwords into the wrong field."""
        return frozenset(account.name for account in self._team.accounts.all())

    def log_out(self, request: Request, form: Form) -> Response:
        visitor = _visitor(request)
        self._team.sessions.end(visitor.secret)
        self._team.audit.note(visitor.name, "site", "logout", address=visitor.address)
        answer = RedirectResponse("/login", 303, {"cache-control": "no-store", "clear-site-data": '"cache"'})
        self._team.forget(answer)
        return answer

    # -- one's own account ----------------------------------------------------------------------------------------

    def account_page(self, request: Request) -> Response:
        return self._account(request)

    def change_password(self, request: Request, form: Form) -> Response:
        account = self._mine(request)
        self._team.brakes.try_password(request.client.host if request.client else "", account.name)
        try:
            with self._noted(request, "password changed", account.name):
                if self._team.accounts.with_password(account.name, form.get("password", "")) is None:
                    raise SettingsError("The present password is wrong.")
                if form.get("fresh", "") != form.get("again", ""):
                    raise SettingsError("The new password was typed in two ways.")
                if form.get("fresh", "") == form.get("password", ""):
                    raise SettingsError("The new password is the old one.")
                self._team.accounts.set_password(account.name, form.get("fresh", ""))
        except SettingsError as error:
            return self._account(request, 422, wrong=str(error))
        secret = self._team.sessions.begin(self._team.accounts.find(account.name))
        answer = RedirectResponse("/account", 303, {"cache-control": "no-store"})
        self._team.set_session(answer, secret)
        return answer

    def make_token(self, request: Request, form: Form) -> Response:
        account = self._mine(request)
        days = form.get("days", "")
        try:
            role = role_of(form.get("role", ""))
            with self._noted(request, f"token made for {Role(role).one}", account.name, form.get("label", "")):
                if days and not (days.isascii() and days.isdecimal() and len(days) < 4):
                    raise SettingsError("The days are a number from 1 to 366, or nothing.")
                token = self._team.tokens.make(account, form.get("label", ""), role, int(days) if days else None)
        except SettingsError as error:
            return self._account(request, 422, wrong=str(error))
        return self._account(request, new_token=token)

    def revoke_token(self, request: Request, form: Form) -> Response:
        account, key = self._mine(request), form.get("key", "")
        try:
            with self._noted(request, "token revoked", account.name, key):
                if not (key.isascii() and key.isdecimal() and len(key) < 10):
                    raise SettingsError("Which token?")
                self._team.tokens.revoke(account, int(key))
        except SettingsError as error:
            return self._account(request, 422, wrong=str(error))
        return RedirectResponse("/account", 303)

    # -- for admins -----------------------------------------------------------------------------------------------

    def team_page(self, request: Request) -> Response:
        return self._people(request)

    def audit_page(self, request: Request) -> Response:
        given = request.query_params.get("before", "")
        before = int(given) if given.isascii() and given.isdecimal() and len(given) < 12 else None
        rows = tuple(self._team.audit.latest(_AUDIT_ROWS, before))
        onward = rows[-1].key if len(rows) == _AUDIT_ROWS else None
        return self._page(request, "audit.html", AuditPage(rows, onward))

    def audit_rows(
        self,
        who: Annotated[str | None, Query(max_length=MOST_CHARACTERS)] = None,
        limit: Annotated[int, Query(ge=1, le=MOST_ROWS)] = DEFAULT_ROWS,
        cursor: Annotated[str | None, Query(max_length=MOST_CHARACTERS)] = None,
    ) -> Response:
        before = number(plain(cursor)) if cursor else None
        rows = tuple(self._team.audit.latest(limit + 1, before, who))
        onward = hidden(str(rows[limit - 1].key)) if len(rows) > limit else None
        text = json_text(Audited(onward, rows[:limit]))
        return Response(text, headers={"cache-control": "no-store"}, media_type="application/json")

    def add(self, request: Request, form: Form) -> Response:
        def done() -> tuple[str, str]:
            name, role = form.get("name", ""), role_of(form.get("role", ""))
            once = self._team.accounts.add(name, role)
            return f"{name.strip().lower()} is {Role(role).one} now.", once or ""

        return self._changed(request, "account added", f"{form.get('name', '')}: {form.get('role', '')}", done)

    def set_role(self, request: Request, form: Form) -> Response:
        def done() -> tuple[str, str]:
            name, role = form.get("name", ""), role_of(form.get("role", ""))
            self._team.accounts.set_role(name, role)
            return f"{name} is {Role(role).one} now.", ""

        return self._changed(request, "role changed", f"{form.get('name', '')}: {form.get('role', '')}", done)

    def one_time_password(self, request: Request, form: Form) -> Response:
        def done() -> tuple[str, str]:
            once = self._team.accounts.give_one_time_password(form.get("name", ""))
            return f"{form.get('name', '')} has a new one-time password.", once

        return self._changed(request, "one-time password given", form.get("name", ""), done)

    def disable(self, request: Request, form: Form) -> Response:
        def done() -> tuple[str, str]:
            self._team.accounts.disable(form.get("name", ""))
            return f"{form.get('name', '')} cannot log in any more.", ""

        return self._changed(request, "account disabled", form.get("name", ""), done)

    def enable(self, request: Request, form: Form) -> Response:
        def done() -> tuple[str, str]:
            self._team.accounts.enable(form.get("name", ""))
            return f"{form.get('name', '')} can log in again.", ""

        return self._changed(request, "account enabled", form.get("name", ""), done)

    # -- inside ---------------------------------------------------------------------------------------------------

    def _changed(self, request: Request, action: str, target: str, do: Callable[[], tuple[str, str]]) -> Response:
        try:
            with self._noted(request, action, target):
                done, password = do()
        except SettingsError as error:
            return self._people(request, 422, wrong=str(error))
        return self._people(request, done=done, password=password)

    def _noted(self, request: Request, action: str, target: str, detail: str = "") -> AbstractContextManager[None]:
        return self._team.writes(_visitor(request), action, target, detail)

    def _mine(self, request: Request) -> Account:
        name = _visitor(request).name
        if name is None:
            raise Forbidden("Log in first.")
        return self._team.accounts.find(name)

    def _account(self, request: Request, status: int = 200, **told: str) -> Response:
        account = self._mine(request)
        roles = tuple(role for role in Role if account.role.covers(role))
        view = AccountPage(account, tuple(self._team.tokens.of(account)), roles, **told)  # type: ignore[arg-type]
        return self._page(request, "account.html", view, status)

    def _people(self, request: Request, status: int = 200, **told: str) -> Response:
        view = TeamPage(tuple(self._team.accounts.all()), self._team.reading, **told)  # type: ignore[arg-type]
        return self._page(request, "team.html", view, status)

    def _page(self, request: Request, template: str, view: object, status: int = 200) -> Response:
        text = self._faces.lay_out(request, template, view)
        return Response(text, status, {"cache-control": "no-store"}, "text/html; charset=utf-8")


def _visitor(request: Request) -> Visitor:
    visitor: Visitor = request.state.visitor
    return visitor
