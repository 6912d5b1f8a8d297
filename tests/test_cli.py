"""The command line as a user meets it. The record under test is made once, from three small reports."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from grotius.cli import app

STRIKE = """---
title: Drone strike on Sumy kills three
publisher: The Harbour Post
url: https://example.org/sumy
published: 2025-05-02
---
A drone strike on an apartment block in Sumy killed three people on Friday, Governor Ivan Kovalenko said.
At least nine others were injured, he added.
"""
LATER = """---
title: Toll in Sumy rises
publisher: The Evening Wire
url: https://example.org/sumy-later
published: 2025-05-03
---
The death toll from Friday's drone strike on Sumy rose to five, the prosecutor's office said on Saturday.
"""
TALKS = """---
title: Sybiha to meet Witkoff in Geneva
publisher: The Harbour Post
url: https://example.org/talks
published: 2025-05-03
---
Ukrainian Foreign Minister Andrii Sybiha is expected to meet US envoy Steve Witkoff in Geneva on Monday.
"We will not give up territory," Sybiha said on Saturday.
"""
runner = CliRunner()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("reports")
    for name, text in (("strike.txt", STRIKE), ("later.txt", LATER), ("talks.txt", TALKS)):
        (home / name).write_text(text, encoding="utf-8")
    return home


@pytest.fixture(scope="module")
def record(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("record") / "war.sqlite")
    done = runner.invoke(app, ["read", str(folder), "--record", path], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    assert "Read 3 reports: 3 new" in done.output
    return path


def rows(record: str, noun: str, *options: str) -> list[dict[str, str]]:
    done = runner.invoke(app, [noun, "--record", record, "--format", "csv", *options], catch_exceptions=False)
    assert done.exit_code == 0
    return list(csv.DictReader(io.StringIO(done.stdout)))


def test_reading_twice_changes_nothing(folder: Path, record: str) -> None:
    before = rows(record, "figures")
    done = runner.invoke(app, ["read", str(folder), "--record", record], catch_exceptions=False)
    assert "0 new, 0 changed, 3 known already" in done.output
    assert rows(record, "figures") == before


def test_figures_have_value_claimant_outlet_and_words(record: str) -> None:
    killed = [row for row in rows(record, "figures", "--measure", "killed") if row["value"] == "3"]
    assert any(row["claimant"].startswith("Ivan Kovalenko") and row["outlet"] == "The Harbour Post" for row in killed)
    injured = rows(record, "figures", "--measure", "injured")
    assert [(row["low"], row["high"]) for row in injured] == [("9", "")]


def test_two_reports_of_one_strike_are_one_event(record: str) -> None:
    events = rows(record, "events", "--place", "Sumy")
    assert [row["reports"] for row in events] == ["2"]
    assert "killed" in events[0]["figures"]


def test_a_planned_meeting_is_planned(record: str) -> None:
    talks = rows(record, "talks")
    assert [(row["kind"], row["status"]) for row in talks] == [("meeting", "planned")]
    assert "Witkoff" in talks[0]["who"] and "Sybiha" in talks[0]["who"]


def test_positions_by_issue(record: str) -> None:
    held = rows(record, "positions", "--issue", "territory")
    assert [(row["stance"], row["words"] != "") for row in held] == [("reject", True)]


def test_filters_leave_out(record: str) -> None:
    assert rows(record, "events", "--until", "2025-01-01") == []
    assert rows(record, "statements", "--actor", "Nobody At All") == []


def test_json_holds_whole_rows(record: str) -> None:
    done = runner.invoke(app, ["figures", "--record", record, "--format", "json"], catch_exceptions=False)
    for row in json.loads(done.stdout):
        figure = row["figure"]
        sentence, span = figure["sentence"], figure["number"]
        assert sentence["text"][span["start"] - sentence["start"] : span["end"] - sentence["start"]] == span["text"]


@pytest.mark.parametrize("noun", ["events", "figures", "talks", "statements", "positions", "interactions", "reports"])
def test_every_id_that_is_listed_can_be_shown(record: str, noun: str) -> None:
    listed = rows(record, noun)
    for row in listed:
        done = runner.invoke(app, ["show", row["id"], "--record", record], catch_exceptions=False)
        assert row["id"] in done.stdout
    assert listed


def test_show_marks_the_words_and_names_outlet_date_and_claimant(record: str) -> None:
    figure = next(row for row in rows(record, "figures", "--measure", "killed") if row["value"] == "3")
    shown = runner.invoke(app, ["show", figure["id"], "--record", record], catch_exceptions=False).stdout
    for words in ("killed three people", "The Harbour Post", "2025-05-02", "Kovalenko"):
        assert words in " ".join(shown.split())


@pytest.mark.parametrize("noun", ["events", "disagreements", "summary"])
def test_tables_print(record: str, noun: str) -> None:
    assert runner.invoke(app, [noun, "--record", record], catch_exceptions=False).stdout.strip()


def test_extract_prints_a_line_a_report(folder: Path) -> None:
    done = runner.invoke(app, ["extract", str(folder)], catch_exceptions=False)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(lines) == 3
    assert {"report", "mentions", "figures", "talks", "statements", "positions", "interactions"} <= set(lines[0])


def test_the_good_part_of_a_batch_is_kept(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    done = runner.invoke(
        app, ["read", str(tmp_path / "empty.txt"), str(folder / "talks.txt"), "--record", str(tmp_path / "r.sqlite")]
    )
    assert done.exit_code == 3
    assert "1 new" in done.output and "1 not readable" in done.output


def program(*arguments: str, text: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "grotius", *arguments], capture_output=True, text=True, input=text)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["events", "--record", "missing.sqlite"], 2, "There is no record"),
        (["codebook", "check", "--codebook", "missing"], 4, "not a folder"),
        (["codebook", "show", "wepons"], 2, "no kind of entry"),
        (["show", "e-nobody", "--record", "missing.sqlite"], 2, "There is no record"),
        (["nonsense"], 2, "No such command"),
    ],
)
def test_errors_are_a_sentence_and_an_exit_code(arguments: list[str], code: int, words: str, tmp_path: Path) -> None:
    done = program(*arguments)
    assert done.returncode == code
    assert words in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr


def test_an_unknown_id_has_its_own_exit_code(record: str) -> None:
    done = program("show", "e-nobody-nobody-nobody", "--record", record)
    assert (done.returncode, "Traceback" in done.stderr) == (6, False)
