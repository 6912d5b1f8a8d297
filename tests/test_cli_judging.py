"""Deciding, looking back and comparing on the command line."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from factory import GOVERNOR, MAYOR, PAVLOHRAD, YAROVA, strike
from grotius.cli import app
from grotius.errors import GrotiusError, SettingsError
from grotius.record import Record

runner = CliRunner()


@pytest.fixture
def record(tmp_path: Path) -> str:
    path = tmp_path / "war.sqlite"
    with Record.open(path) as opened:
        opened.add(strike(PAVLOHRAD, 3, publisher="A"))
        opened.add(strike(YAROVA, 3, publisher="B"))
        opened.merge()
    return str(path)


def run(*words: str) -> str:
    return runner.invoke(app, list(words), catch_exceptions=False).stdout


def ids(record: str, noun: str) -> list[str]:
    return [row["id"] for row in csv.DictReader(io.StringIO(run(noun, "--record", record, "--format", "csv")))]


def test_a_person_makes_two_events_one_and_it_is_in_the_changes(record: str) -> None:
    told = run("judge", "same", *ids(record, "events"), "--why", "one strike", "--who", "ann", "--record", record)
    assert told.startswith("Kept: same")
    assert len(ids(record, "events")) == 1
    listed = csv.DictReader(io.StringIO(run("changes", "--record", record, "--format", "csv")))
    assert [row["why"] for row in listed if row["who"] == "ann" and row["what"] == "judged same"] == ["one strike"]


def test_a_person_corrects_a_figure(record: str) -> None:
    first = ids(record, "figures")[0]
    run("judge", "correct", first, "--field", "best", "--value", "5", "--why", "w", "--who", "ann", "--record", record)
    listed = csv.DictReader(io.StringIO(run("figures", "--record", record, "--format", "csv")))
    assert {row["id"]: row["best"] for row in listed}[first] == "5"


def test_a_judgement_that_is_none_is_one_sentence(record: str) -> None:
    with pytest.raises(SettingsError, match="no judgement 'perhaps'"):
        run("judge", "perhaps", "e-x", "--why", "w", "--who", "ann", "--record", record)
    with pytest.raises(GrotiusError, match="has the id 'e-x'"):
        run("judge", "reject", "e-x", "--why", "w", "--who", "ann", "--record", record)


def test_a_correction_without_a_value_is_one_sentence(record: str) -> None:
    with pytest.raises(SettingsError, match="--value"):
        run("judge", "correct", "f-x", "--field", "place", "--why", "w", "--who", "ann", "--record", record)


def test_changes_since_a_later_day_are_none(record: str) -> None:
    assert "No changes match." in run("changes", "--since", "2999-01-01", "--record", record)


def test_a_table_of_counts_is_compared(record: str, tmp_path: Path) -> None:
    table = tmp_path / "counts.csv"
    table.write_text("time_end,model,target,launched,destroyed\n2025-04-25,Kalibr,Ukraine,4,1\n", encoding="utf-8")
    assert "only there" in run("reconcile", str(table), "--record", record)
    rows = list(csv.DictReader(io.StringIO(run("reconcile", str(table), "--record", record, "--format", "csv"))))
    assert [(row["measure"], row["reference"]) for row in rows] == [("launched", "4"), ("shot_down", "1")]


def test_every_query_can_be_asked_as_of_a_day(record: str) -> None:
    event, figure = ids(record, "events")[0], ids(record, "figures")[0]
    for words in (("show", event), ("why", figure)):
        with pytest.raises(GrotiusError, match="was not known then"):
            run(*words, "--as-of", "2001-01-01", "--record", record)
        assert run(*words, "--as-of", "2999-01-01", "--record", record)
    assert "holds 0 reports" in run("summary", "--as-of", "2001-01-01", "--record", record)
    assert "No changes match." in run("changes", "--as-of", "2001-01-01", "--record", record)
    days = ("--since", "2025-04-20", "--until", "2025-04-30", "--record", record)
    assert "Pavlohrad" in run("brief", *days)
    assert "Pavlohrad" not in run("brief", *days, "--as-of", "2001-01-01")


def test_why_explains_an_event_a_row_and_a_report(record: str) -> None:
    event, report = ids(record, "events")[0], ids(record, "reports")[0]
    told = " ".join(run("why", event, "--record", record).split())
    assert "One report tells it" in told and "The best values" in told and "killed 3 people" in told
    assert "What it tells of" in run("why", report, "--record", record)
    assert "(+" not in told
    reasons = json.loads(run("why", event, "--format", "json", "--record", record))
    assert {reason["about"] for reason in reasons} == {"whole", "report", "value"}


def test_changes_are_in_words_and_the_newest_first(record: str) -> None:
    run("judge", "same", *ids(record, "events"), "--why", "one strike", "--who", "ann", "--record", record)
    told = run("changes", "--record", record)
    assert "{" not in told
    told = " ".join(told.split())
    assert "told 1 time → told 2 times" in told
    assert "places Pavlohrad (Dnipropetrovsk) → places Pavlohrad (Dnipropetrovsk) and Yarova (Donetsk)" in told
    newest = list(csv.DictReader(io.StringIO(run("changes", "--format", "csv", "--record", record))))
    oldest = list(csv.DictReader(io.StringIO(run("changes", "--format", "csv", "--oldest-first", "--record", record))))
    assert newest == oldest[::-1] and newest[0]["at"] > newest[-1]["at"]
    whole = json.loads(run("changes", "--format", "json", "--record", record))
    assert any((row["before"] or "").startswith("{") for row in whole)


def test_the_best_value_by_the_asked_rule_stands_beside_the_range(tmp_path: Path) -> None:
    path = str(tmp_path / "war.sqlite")
    with Record.open(path) as opened:
        for outlet, killed in (("A", 3), ("B", 5), ("C", 9)):
            opened.add(strike(PAVLOHRAD, killed, publisher=outlet, claimant=GOVERNOR if outlet == "A" else None))
        opened.merge()
        (event,) = opened.events()
    for rule, best in (("lowest", 3), ("highest", 9), ("order: B", 5)):
        asked = ("--rule", rule, "--record", path)
        assert f"killed {best} (3 to 9," in run("events", *asked)
        assert f"killed {best} (3-9," in run("events", "--format", "csv", *asked)
        assert f"killed {best} (3-9," in run("show", event.id, *asked)
        assert f"Killed {best}:" in run("why", event.id, *asked)


def test_a_decision_says_that_sources_no_longer_differ(tmp_path: Path) -> None:
    path = str(tmp_path / "record.sqlite")
    with Record.open(path) as opened:
        opened.add(strike(PAVLOHRAD, 9, publisher="A"))
        opened.add(strike(PAVLOHRAD, 5, publisher="B", claimant=MAYOR))
        opened.merge()
        earlier = next(row.figure.id for row in opened.figures() if row.figure.best == 9)
    told = judged(path, "correct", earlier, "--field", "best", "--value", "5")
    assert re.search(r"killed: \d \(5 to 9, \w+\) → 5\b(?! \()", " ".join(told.split()))


def judged(record: str, *words: str) -> str:
    return run("judge", *words, "--why", "so", "--who", "ann", "--record", record)


def test_a_decision_says_what_it_changes(record: str) -> None:
    figure, event = ids(record, "figures")[0], ids(record, "events")[0]
    told = judged(record, "correct", figure, "--field", "best", "--value", "5")
    assert "1 event changed" in told and "killed: 3 → 5" in told and "best: 3 → 5" in told
    told = judged(record, "reject", figure)
    assert "killed: 5 → nothing" in told
    assert "no longer listed" in judged(record, "reject", event)
    assert "listed now" in judged(record, "confirm", event)
    assert "No events changed" in judged(record, "confirm", event)


def test_a_decision_is_taken_back(record: str) -> None:
    events = ids(record, "events")
    told = judged(record, "same", *events)
    assert "lives on in" in told and "reports: 1 → 2" in told
    told = run("undo", "--who", "ann", "--record", record)
    assert told.startswith("Taken back: judged same") and "listed now" in told
    assert sorted(ids(record, "events")) == sorted(events)
    with pytest.raises(SettingsError, match="nothing that could be undone"):
        run("undo", "--who", "ann", "--record", record)


def test_a_claimant_is_corrected_by_name(record: str) -> None:
    figure = ids(record, "figures")[0]
    assert "Ihor Klymenko" in judged(record, "correct", figure, "--field", "claimant", "--value", "Klymenko")
    assert "2025-04-24" in judged(record, "correct", figure, "--field", "time", "--value", "2025-04-24")
