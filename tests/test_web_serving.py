"""The command that starts the site: quick, local, and clear about what it does not do."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from grotius.errors import RecordError, SettingsError
from grotius.record import Record
from grotius.web import TeamSettings, serve
from grotius.web.team import Accounts, Role, accounts_beside
from grotius.web.team.store import Store


@pytest.fixture
def record(tmp_path: Path) -> str:
    path = tmp_path / "web.sqlite"
    Record.open(path).close()
    return str(path)


def test_reading_needs_no_language_model() -> None:
    told = "import sys, grotius.cli, grotius.web; sys.exit(bool({'spacy', 'trafilatura', 'torch'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", told], check=False).returncode == 0


@pytest.fixture
def accounts(record: str) -> str:
    """With one admin."""
    where = accounts_beside(record)
    store = Store.open(where)
    Accounts(store).add("ann", Role.ADMIN)
    store.close()
    return where


def test_a_team_needs_an_admin(record: str) -> None:
    with pytest.raises(RecordError, match="grotius team add NAME --role admin"):
        serve(record, team=TeamSettings())
    Store.open(accounts_beside(record)).close()
    with pytest.raises(SettingsError, match="have no admin"):
        serve(record, team=TeamSettings())


def test_passwords_go_over_no_network_without_https(record: str, accounts: str) -> None:
    with pytest.raises(SettingsError, match="for all to read"):
        serve(record, "0.0.0.0", team=TeamSettings())


@pytest.mark.parametrize(
    "address",
    [
        "http://grotius.example.org",
        "grotius.example.org",
        "https://",
        "https://a.example/path",
        "https://u:p@a.example",
    ],
)
def test_only_an_https_address_stands_before_the_site(record: str, accounts: str, address: str) -> None:
    with pytest.raises(SettingsError, match="--behind-proxy is the https address"):
        serve(record, "0.0.0.0", team=TeamSettings(behind_proxy=address))


@pytest.mark.parametrize(
    ("address", "shown", "name"),
    [
        ("https://Grotius.example.org/", "https://grotius.example.org/", "grotius.example.org"),
        ("https://grotius.example.org:8443", "https://grotius.example.org:8443/", "grotius.example.org:8443"),
    ],
)
def test_behind_a_proxy_only_that_proxy_is_believed(
    record: str, accounts: str, address: str, shown: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[str] = []
    given: dict[str, Any] = {}
    monkeypatch.setattr("grotius.web.serving.uvicorn.run", lambda app, **options: given.update(options, app=app))
    serve(record, "0.0.0.0", team=TeamSettings(behind_proxy=address, proxy="10.0.0.2"), started=started.append)
    assert started == [shown]
    assert given["proxy_headers"] and given["forwarded_allow_ips"] == "10.0.0.2"
    client = TestClient(given["app"], base_url=f"https://{name}")
    assert client.get("/login").status_code == 200
    assert client.get("/login", headers={"host": "evil.example"}).status_code == 421
    serve(record, team=TeamSettings())
    assert not given["proxy_headers"] and not given["forwarded_allow_ips"]


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "example.org"])
def test_without_accounts_only_this_machine_is_served(record: str, host: str) -> None:
    with pytest.raises(SettingsError, match="without accounts"):
        serve(record, host)


def test_a_record_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="There is no record at"):
        serve(str(tmp_path / "none.sqlite"))


def test_a_taken_port_is_said(record: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(SettingsError, match="is taken"):
        serve(record, port=taken.getsockname()[1])


def test_the_start_says_where_to_look(record: str, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr("grotius.web.serving.uvicorn.run", lambda app, **_: said.append("served"))
    serve(record, port=8765, started=said.append)
    assert said == ["http://127.0.0.1:8765/", "served"]


def test_reading_loads_neither_language_nor_extraction() -> None:
    heavy = "spacy numpy pyarrow trafilatura grotius.language grotius.extract grotius.ground alembic".split()
    told = f"import sys, grotius.web; print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
