"""The commands by which the record leaves the house, as a user meets them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from grotius.cli import app
from grotius.errors import SettingsError
from published import publishable

runner = CliRunner()


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("record") / "r.sqlite"
    publishable(path).close()
    return str(path)


def run(*arguments: str) -> str:
    done = runner.invoke(app, list(arguments), catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return " ".join(done.output.split())


def test_export_says_what_was_written_and_what_was_lost(record: str, tmp_path: Path) -> None:
    told = run("export", "--format", "acled", "--out", str(tmp_path / "out"), "--record", record)
    assert "6 acled.csv" in told and "Wrote 6 rows" in told
    assert "2 left out: planned, denied or only supposed" in told
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"acled.csv", "datapackage.json", "README.md"}


def test_export_of_nothing_says_so(record: str, tmp_path: Path) -> None:
    told = run("export", "-f", "csv", "-o", str(tmp_path / "out"), "-r", record, "--place", "Nowhere")
    assert "Nothing in the record matches the filter" in told
    package = json.loads((tmp_path / "out" / "datapackage.json").read_text("utf-8"))
    assert package["grotius"]["filter"] == {"place": "Nowhere"}


def test_export_does_not_write_over(record: str, tmp_path: Path) -> None:
    arguments = ["export", "-f", "geojson", "-o", str(tmp_path / "out"), "-r", record]
    run(*arguments)
    with pytest.raises(SettingsError, match="--replace"):
        runner.invoke(app, arguments, catch_exceptions=False)
    run(*arguments, "--replace")


def test_brief_is_printed_or_written(record: str, tmp_path: Path) -> None:
    days = ("--since", "2025-04-20", "--until", "2025-05-10", "--record", record)
    assert "## Fighting" in run("brief", *days) and "[^1]:" in run("brief", *days)
    run("brief", *days, "--format", "html", "--out", str(tmp_path / "brief.html"))
    assert (tmp_path / "brief.html").read_text("utf-8").startswith("<!doctype html>")
