"""Start the site on this machine."""

from __future__ import annotations

import getpass
import socket
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import uvicorn

from grotius.errors import SettingsError
from grotius.record import Record
from grotius.web.app import make_app
from grotius.web.guard import own_names
from grotius.web.team.accounts import Accounts
from grotius.web.team.keeper import Reading, Team
from grotius.web.team.store import Store, accounts_beside

_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


@dataclass(frozen=True, slots=True)
class TeamSettings:
    """``accounts``: where they are kept, beside the record unless told. ``behind_proxy``: the https address that people
    open, where a proxy answers and hands on. ``proxy``: the address that proxy comes from.
    """

    accounts: str | None = None
    reading: Reading = "closed"
    behind_proxy: str | None = None
    proxy: str = "127.0.0.1"
    keep_addresses: bool = False


def serve(
    record: str,
    host: str = "127.0.0.1",
    port: int = 8000,
    *,
    team: TeamSettings | None = None,
    reviewer: str | None = None,
    started: Callable[[str], None] | None = None,
) -> None:
    """Serve the record until interrupted. ``started`` is told the address.

    Raises:
        SettingsError: the address would open the record to others without accounts, or passwords to who listens.
    """
    public = _public(team)
    _check_host(host, team, public)
    if "://" not in record and not Path(record).exists():
        raise SettingsError(f"There is no record at {record}; make one with: grotius read FOLDER --record {record}")
    _check_free(host, port)
    with ExitStack() as open_now:
        opened = open_now.enter_context(Record.open(record, create=False))
        kept = _team(record, team, open_now) if team else None
        names = {*own_names(host), *([_without_port(public)] if public else ())}
        app = make_app(opened, reviewer or _user(), tuple(names), kept)
        shown = f"[{host}]" if ":" in host else host
        if started:
            started(f"https://{public}/" if public else f"http://{shown}:{port}/")
        uvicorn.run(app, host=host, port=port, **_server(team))


def _check_host(host: str, team: TeamSettings | None, public: str | None) -> None:
    if host in _LOOPBACK:
        return
    if team is None:
        raise SettingsError(
            f"--host {host} would let anyone who reaches this machine change the record; without accounts it can only "
            "be 127.0.0.1, ::1 or localhost. For several people: grotius serve --team"
        )
    if public is None:
        raise SettingsError(
            f"--host {host} would send passwords over the network for all to read; set a web server with https before "
            "Grotius and name the address that people open: --behind-proxy https://grotius.example.org"
        )


def _public(team: TeamSettings | None) -> str | None:
    """The name of the site for people, in lower case, with its port if that is not the usual one."""
    if team is None or team.behind_proxy is None:
        return None
    try:
        parts = urlsplit(team.behind_proxy)
        name, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        name, port, parts = "", None, urlsplit("")
    plain = parts.path in ("", "/") and not (parts.query or parts.fragment or parts.username or parts.password)
    if parts.scheme != "https" or not name or not plain:
        raise SettingsError(
            f"--behind-proxy is the https address that people open, with no path, such as https://grotius.example.org, "
            f"not {team.behind_proxy!r}."
        )
    return name if port in (None, 443) else f"{name}:{port}"


def _without_port(name: str) -> str:
    return name.rpartition(":")[0] if name.rpartition(":")[2].isdecimal() else name


def _team(record: str, asked: TeamSettings, open_now: ExitStack) -> Team:
    store = Store.open(asked.accounts or accounts_beside(record), create=False)
    open_now.callback(store.close)
    if not Accounts(store).any_admin():
        raise SettingsError(
            f"The accounts at {store.name} have no admin; make one first: grotius team add NAME --role admin"
        )
    return Team(store, asked.reading, https=asked.behind_proxy is not None, keep_addresses=asked.keep_addresses)


def _server(team: TeamSettings | None) -> dict[str, Any]:
    """What a proxy says of who asks is believed of that proxy alone, and of nobody where there is none."""
    believed = team is not None and team.behind_proxy is not None
    quiet = {"log_level": "warning", "server_header": False, "access_log": False, "ws": "none"}
    return quiet | {"proxy_headers": believed, "forwarded_allow_ips": team.proxy if team and believed else ""}


def _check_free(host: str, port: int) -> None:
    """Say in one sentence what the server would say in many."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((host, port))
        except OSError:
            raise SettingsError(f"Port {port} of {host} is taken; choose another with --port.") from None


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "reviewer"
