"""Start the site on this machine."""

from __future__ import annotations

import getpass
import socket
from collections.abc import Callable
from pathlib import Path

import uvicorn

from grotius.errors import SettingsError
from grotius.record import Record
from grotius.web.app import make_app
from grotius.web.guard import own_names

_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


def serve(
    record: str,
    host: str = "127.0.0.1",
    port: int = 8000,
    *,
    team: bool = False,
    reviewer: str | None = None,
    started: Callable[[str], None] | None = None,
) -> None:
    """Serve the record until interrupted. ``started`` is told the address.

    Raises:
        SettingsError: accounts are asked for, or the address would open the record to others without them.
    """
    if team:
        raise SettingsError(
            "--team needs accounts, which this version does not have; it serves one person, without it."
        )
    if host not in _LOOPBACK:
        raise SettingsError(
            f"--host {host} would let anyone who reaches this machine change the record; without accounts it can only "
            "be 127.0.0.1, ::1 or localhost."
        )
    if "://" not in record and not Path(record).exists():
        raise SettingsError(f"There is no record at {record}; make one with: grotius read FOLDER --record {record}")
    _check_free(host, port)
    with Record.open(record, create=False) as opened:
        app = make_app(opened, reviewer or _user(), tuple(own_names(host)))
        shown = f"[{host}]" if ":" in host else host
        if started:
            started(f"http://{shown}:{port}/")
        uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False, access_log=False)


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
