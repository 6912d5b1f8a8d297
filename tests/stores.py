"""The stores that a record can be kept in: a test marked ``on_every_store`` gets the address of a new, empty one."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from grotius.model import Extraction
from grotius.record import Record

on_every_store = pytest.mark.parametrize("store", ["sqlite", "postgresql"], indirect=True)

_PLACES = (Path("/usr/lib/postgresql/15/bin"), Path("/usr/local/bin"), Path("/opt/homebrew/opt/postgresql@15/bin"))


@pytest.fixture
def store(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty store."""
    if request.param == "sqlite":
        return str(tmp_path / "record.sqlite")
    server: Server = request.getfixturevalue("postgres")
    return server.new_database()


def filled(store: str, *extractions: Extraction) -> Record:
    """A record of the extractions, merged."""
    record = Record.open(store)
    for extraction in extractions:
        record.add(extraction)
    record.merge()
    return record


class Server:
    """A PostgreSQL server of our own, in a folder of its own, on a socket that nobody else sees."""

    def __init__(self, folder: Path, programs: Path) -> None:
        self._folder = folder
        self._programs = programs
        self._databases = 0

    def start(self) -> None:
        # fsync off: these data live for seconds
        settings = f"-F -c listen_addresses='' -c unix_socket_directories='{self._folder}' -c max_connections=20"
        self._run("initdb", "-D", str(self._folder / "data"), "-U", "grotius", "-A", "trust", "--no-sync", "-E", "UTF8")
        log = str(self._folder / "log")
        self._run("pg_ctl", "-D", str(self._folder / "data"), "-w", "-l", log, "-o", settings, "start")

    def stop(self) -> None:
        self._run("pg_ctl", "-D", str(self._folder / "data"), "-w", "-m", "immediate", "stop")

    def new_database(self) -> str:
        self._databases += 1
        name = f"record{self._databases}"
        self._run("createdb", "-h", str(self._folder), "-U", "grotius", name)
        return f"postgresql://grotius@/{name}?host={self._folder}"

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._programs / program), *arguments]
        if os.geteuid() == 0:  # the server refuses to run as root
            command = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *command]
        done = subprocess.run(command, capture_output=True, text=True, cwd=self._folder, timeout=60)
        assert done.returncode == 0, done.stderr


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    programs = next((place for place in _PLACES if (place / "initdb").exists()), None)
    found = shutil.which("initdb")
    if programs is None and found is None:
        pytest.skip("no PostgreSQL server is installed")
    # Not pytest's own folder: its path can be too long for a socket, and closed to the server's user.
    folder = Path(tempfile.mkdtemp(prefix="gro"))
    server = Server(folder, programs or Path(found or "").parent)
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder)
