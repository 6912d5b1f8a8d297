"""The command that starts the site: quick, local, and clear about what it does not do."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from grotius.errors import SettingsError
from grotius.record import Record
from grotius.web import serve


@pytest.fixture
def record(tmp_path: Path) -> str:
    path = tmp_path / "web.sqlite"
    Record.open(path).close()
    return str(path)


def test_reading_needs_no_language_model() -> None:
    told = "import sys, grotius.cli, grotius.web; sys.exit(bool({'spacy', 'trafilatura', 'torch'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", told], check=False).returncode == 0


def test_accounts_are_not_promised(record: str) -> None:
    with pytest.raises(SettingsError, match="--team needs accounts"):
        serve(record, team=True)


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
