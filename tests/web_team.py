"""A site with accounts over a small record, and people who log in to it as browsers do."""

from __future__ import annotations

import atexit
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import httpx
from argon2 import PasswordHasher
from starlette.testclient import TestClient

from grotius.record import Record
from grotius.web import make_app
from grotius.web.team import Accounts, Role, passwords
from grotius.web.team.keeper import Team
from grotius.web.team.store import Store
from web_site import ADDRESS, reports

PASSWORD = "correct horse battery"


@dataclass
class Site:
    """``ann`` is an admin, ``ben`` and ``cleo`` are reviewers, ``dora`` is a reader."""

    app: Any
    record: Record
    team: Team
    address: str = ADDRESS
    _clients: list[TestClient] = field(default_factory=list)

    def browser(self, name: str = "") -> TestClient:
        """A browser of its own, logged in where a name is given."""
        client = TestClient(self.app, base_url=self.address, raise_server_exceptions=False, follow_redirects=False)
        if name:
            answer = log_in(client, name)
            assert answer.status_code == 303, answer.text
        return client

    def program(self, token: str) -> TestClient:
        headers = {"authorization": f"Bearer {token}"}
        return TestClient(self.app, base_url=self.address, headers=headers, raise_server_exceptions=False)

    def token(self, name: str, role: Role = Role.REVIEWER) -> str:
        return self.team.tokens.make(self.team.accounts.find(name), "a script", role)


@contextmanager
def team_site(
    folder: Path, *, reading: str = "closed", https: bool = False, keep_addresses: bool = False
) -> Iterator[Site]:
    hasher, passwords._hasher = passwords._hasher, _quick_hasher  # type: ignore[assignment]
    shutil.copytree(_begun(), folder, dirs_exist_ok=True)
    store = Store.open(str(folder / "web.accounts.sqlite"))
    team = Team(store, reading, https, keep_addresses)  # type: ignore[arg-type]
    address = "https://grotius.example.org" if https else ADDRESS
    try:
        with Record.open(folder / "web.sqlite") as record:
            yield Site(make_app(record, hosts=("grotius.example.org",), team=team), record, team, address)
    finally:
        store.close()
        passwords._hasher = hasher


@cache
def _quick_hasher() -> PasswordHasher:
    """The real thing with the least work: a password of a test need not be hard to find."""
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@cache
def _begun() -> Path:
    """Made once, and copied for each test."""
    folder = Path(tempfile.mkdtemp(prefix="grotius-team-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    store = Store.open(str(folder / "web.accounts.sqlite"))
    for name, role in (("ann", Role.ADMIN), ("ben", Role.REVIEWER), ("cleo", Role.REVIEWER), ("dora", Role.READER)):
        Accounts(store).add(name, role, PASSWORD)
    store.close()
    with Record.open(folder / "web.sqlite") as record:
        for one in reports():
            record.add(one)
        record.merge()
    return folder


def form_token(client: TestClient, path: str = "/account") -> str:
    found = re.search(r'name="token" value="([^"]+)"', client.get(path).text)
    assert found, path
    return found[1]


def send(client: TestClient, path: str, page: str = "/account", **form: str) -> httpx.Response:
    """A form of a page, filled in and sent."""
    return client.post(path, data={"token": form_token(client, page), **form})


def log_in(client: TestClient, name: str, password: str = PASSWORD, onward: str = "/") -> httpx.Response:
    return send(client, "/login", "/login", name=name, password=password, next=onward)
